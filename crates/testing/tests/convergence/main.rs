//! The promise under all others: who hold the same acts, hold the same, however these reached them.
//!
//! Guards: equal sets of acts give equal heads, register, outcomes and JSON.
//! A case is a schedule without hidden dice, so that what fails shrinks to a few lines that can be
//! read. Next: [`schedule`], what a case is made of.
#![expect(clippy::unwrap_used, reason = "a test that meets nothing where it built something stops")]

mod deeds;
mod network;
mod peer;
mod same;
mod schedule;

use std::{cell::RefCell, collections::BTreeMap};

use network::Network;
use proptest::test_runner::{Config, TestRunner};
use schedule::{Step, schedule};

/// Schedules of each of the two tests: together a little over the 2,000 of the design.
const CASES: u32 = 1_050;

/// How often things happened, over all cases of a test.
pub(crate) type Coverage = BTreeMap<&'static str, usize>;

/// What has to happen in each test, else it shows nothing: the rarest of these does so some 15 times.
const HAPPENS: &[&str] = &[
    "written on both sides of a partition",
    "frame lost",
    "frame repeated",
    "frame out of turn",
    "restart",
    "text edited apart",
    "title in conflict",
    "round confirmed",
    "round closed twice",
    "rounds opened apart",
    "guest became member",
    "somebody left",
    "second device wrote",
];

fn run(cloned: bool, happens: &[&str]) {
    let config = Config {
        cases: CASES,
        failure_persistence: None,
        max_shrink_iters: 2_000,
        ..Config::default()
    };
    let coverage = RefCell::new(Coverage::new());
    let start = peer::Start::new();
    let outcome = TestRunner::new(config).run(&schedule(), |steps: Vec<Step>| {
        let mut network = Network::new(&start, cloned);
        for step in &steps {
            network.take(*step);
        }
        network.heal();
        let mut coverage = coverage.borrow_mut();
        for (what, times) in &network.happened {
            *coverage.entry(what).or_default() += times;
        }
        same::check(&network.peers, &mut coverage)
    });
    if let Err(failure) = outcome {
        panic!("{failure}");
    }
    let coverage = coverage.into_inner();
    let missed: Vec<_> =
        happens.iter().chain(HAPPENS).filter(|what| !coverage.contains_key(**what)).collect();
    assert!(missed.is_empty(), "never happened: {missed:?}; {coverage:#?}");
}

#[test]
fn the_same_acts_in_any_order_give_the_same_everything() {
    run(false, &[]);
}

// The first device's backup was put on another computer, and both are in use.
#[test]
fn the_same_acts_of_a_cloned_device_too_give_the_same_everything() {
    run(true, &["device forked", "ballots that contradict"]);
}
