//! What all tests of the definitions share: judging a log, and counting what the cases reached.
//!
//! Guards: random cases that never reach the interesting are no test, so what they reached is counted
//! and asked for. Next: `agree.rs`.

use std::collections::BTreeMap;

use act::{deed::Deed, log::Log};
use proptest::test_runner::Config;
use rules::judge::Judge;

/// Judges a whole log.
pub(crate) fn judged(log: &Log) -> Judge {
    let mut judge = Judge::default();
    for index in log.since(0) {
        judge.judge(log, index);
    }
    judge
}

/// So many cases; a failing one is shown as a story, so no file of seeds is kept.
pub(crate) fn cases(cases: u32) -> Config {
    Config { failure_persistence: None, max_shrink_iters: 4_000, ..Config::with_cases(cases) }
}

/// How many parts a deed has.
pub(crate) fn parts(deed: &Deed) -> usize {
    match deed {
        Deed::Approve(list) | Deed::WithdrawApproval(list) | Deed::ObjectChange(list) => list.len(),
        Deed::Dismiss(list) | Deed::Redact(list) => list.len(),
        Deed::Enrol(list) => list.len(),
        Deed::Retire(list) => list.len(),
        Deed::Vote(list) => list.len(),
        Deed::Proxy(list) => list.len(),
        Deed::SignReport(list) | Deed::WithdrawOpening(list) => list.len(),
        Deed::Moderate(list) => list.len(),
        Deed::Close(list) => list.len(),
        Deed::Acknowledge(list) => list.len(),
        _ => 1,
    }
}

/// How often what was reached.
#[derive(Debug, Default)]
pub(crate) struct Seen(BTreeMap<String, usize>);

impl Seen {
    pub(crate) fn note(&mut self, what: &str) {
        if let Some(count) = self.0.get_mut(what) {
            *count += 1;
        } else {
            self.0.insert(what.to_owned(), 1);
        }
    }

    pub(crate) fn note_if(&mut self, reached: bool, what: &str) {
        if reached {
            self.note(what);
        }
    }

    pub(crate) fn note_deed(&mut self, deed: &Deed, effect: bool) {
        let name = format!("{deed:?}");
        let name = name.split(['(', ' ']).next().unwrap_or_default();
        self.note(&format!("{name} {}", if effect { "with effect" } else { "without" }));
    }

    #[expect(clippy::print_stdout, reason = "a test tells what its cases reached")]
    /// Fails when something was reached less often than this.
    pub(crate) fn expect(&self, wanted: &[(&str, usize)]) {
        println!("{:#?}", self.0);
        for (what, least) in wanted {
            let count = self.0.get(*what).copied().unwrap_or_default();
            assert!(count >= *least, "{what}: {count} times, {least} wanted; of {:#?}", self.0);
        }
    }
}
