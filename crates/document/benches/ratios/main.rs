//! How long start, join and one remote act take, as ratios to Automerge alone in the same run.
//!
//! Guards: the table "Numbers to reach" of the design; medians, since the machine is never quiet.
//! `cargo bench -p meent-document`. Next: `wire.rs`, with the same acts.
#![expect(clippy::unwrap_used, reason = "a benchmark that can't go on stops")]
#![expect(clippy::print_stdout, reason = "the ratios are what a benchmark is for")]
#![expect(clippy::disallowed_methods, reason = "a benchmark reads the clock, the room doesn't")]

extern crate meent_document as document;

use std::{
    hint::black_box,
    sync::Arc,
    time::{Duration, Instant},
};

use act::{act::Act, log::Log};
use automerge::{Automerge, Change};
use document::{projection::Document, snapshot::Loading};
use rules::judge::Judge;
use testing::neighbourhood::{Neighbourhood, neighbourhood};

/// Runs per measurement; the median is what counts.
const RUNS: usize = 7;

/// Acts that are applied one by one.
const ONE_BY_ONE: usize = 500;

fn median(mut work: impl FnMut() -> Duration) -> Duration {
    let mut times: Vec<_> = (0..RUNS).map(|_| work()).collect();
    times.sort_unstable();
    times[RUNS / 2]
}

fn timed<T>(work: impl FnOnce() -> T) -> Duration {
    let begin = Instant::now();
    let made = work();
    let took = begin.elapsed();
    drop(black_box(made));
    took
}

fn taken_in(acts: &[Arc<Act>]) -> (Log, Judge) {
    let (mut log, mut judge) = (Log::new(acts[0].community()), Judge::default());
    for act in acts {
        let index = log.append(Arc::clone(act)).unwrap();
        judge.judge(&log, index);
    }
    (log, judge)
}

fn decoded(bytes: &[Vec<u8>]) -> Vec<Arc<Act>> {
    bytes.iter().map(|bytes| Arc::new(Act::decode(bytes).unwrap())).collect()
}

fn report(what: &str, took: Duration, anchor: Duration, reach: impl Into<Option<f64>>) {
    let ratio = took.as_secs_f64() / anchor.as_secs_f64();
    let verdict = reach.into().map_or_else(String::new, |reach| {
        let verdict = if ratio <= reach { "reached" } else { "NOT reached" };
        format!("  (<= {reach}x: {verdict})")
    });
    println!("  {what:<58} {took:>12.2?}  {ratio:>6.2}x{verdict}");
}

fn measure(count: usize) {
    let town = neighbourhood(count);
    let acts = &town.acts;
    let bytes: Vec<_> = acts.iter().map(|act| act.encode()).collect();
    let (log, judge) = taken_in(acts);
    let document = Document::derive(&log, &judge).unwrap();
    let (saved, snapshot) = (document.save().unwrap(), document.snapshot().unwrap());
    let load = median(|| timed(|| Automerge::load(&saved).unwrap()));
    println!("{count} acts; saved {} B, snapshot {} B", saved.len(), snapshot.len());
    println!("  {:<58} {load:>12.2?}", "anchor: Automerge::load");
    let restore = median(|| timed(|| Document::restore(&log, &judge, &snapshot).unwrap()));
    report("restore from the snapshot, acts judged already", restore, load, 2.0);
    let start = median(|| {
        timed(|| {
            let loading = Loading::begin(snapshot.clone());
            let (log, judge) = taken_in(&decoded(&bytes));
            loading.finish(&log, &judge).unwrap()
        })
    });
    report("start: decode and judge while loading, restore", start, load, 2.0);
    let compile = median(|| timed(|| Document::derive(&log, &judge).unwrap()));
    report("derive from acts, judged already", compile, load, 6.0);
    let join = median(|| {
        timed(|| {
            let (log, judge) = taken_in(&decoded(&bytes));
            assert!(log.devices().count() > 1);
            Document::derive(&log, &judge).unwrap()
        })
    });
    report("join: decode, judge, compile, apply", join, load, 6.0);
    let decode = median(|| timed(|| decoded(&bytes)));
    let judging = median(|| timed(|| taken_in(acts)));
    println!("  of which decode {decode:.2?}, append and judge {judging:.2?}");
    let (canonical, _) = document.canonical().unwrap();
    let theirs = Automerge::load(&canonical).unwrap();
    all_at_once(acts, &theirs);
    one_by_one(&town, &theirs);
    let read = median(|| timed(|| (document.goals(), document.decisions())));
    println!("  all goals and decisions read: {read:.2?}");
}

// Whoever checks and writes everything, against who only takes over what is written.
fn all_at_once(acts: &[Arc<Act>], theirs: &Automerge) {
    let changes = theirs.get_changes(&[]);
    let anchor = median(|| {
        let (mut empty, changes) = (Automerge::new(), changes.clone());
        timed(|| {
            empty.apply_changes(changes).unwrap();
            empty
        })
    });
    let ours = median(|| {
        timed(|| {
            let (log, judge) = taken_in(acts);
            Document::derive(&log, &judge).unwrap()
        })
    });
    println!("  {:<58} {anchor:>12.2?}", "anchor: apply_changes, all at once");
    report("all acts: judge, compile, apply", ours, anchor, None);
}

fn one_by_one(town: &Neighbourhood, theirs: &Automerge) {
    let acts = &town.acts;
    let until = acts.len() - ONE_BY_ONE;
    let (log, judge) = taken_in(&acts[..until]);
    let document = Document::derive(&log, &judge).unwrap();
    let base = Automerge::load(&document.save().unwrap()).unwrap();
    let changes: Vec<Change> = theirs.get_changes(&base.get_heads());
    assert_eq!(changes.len(), ONE_BY_ONE);
    let seals: Vec<_> = acts[until..].iter().map(|act| town.story.seal(act)).collect();
    let anchor = median(|| {
        let mut theirs = base.clone();
        timed(|| {
            for change in &changes {
                theirs.apply_changes([change.clone()]).unwrap();
            }
            theirs
        })
    });
    let ours = |verifies: bool| {
        median(|| {
            let (mut log, mut judge, mut document) = (log.clone(), judge.clone(), document.clone());
            timed(|| {
                for (act, seal) in acts[until..].iter().zip(&seals) {
                    assert!(!verifies || seal.is_genuine());
                    let index = log.append(Arc::clone(act)).unwrap();
                    judge.judge(&log, index);
                    document.advance(&log, &judge).unwrap();
                }
                document
            })
        })
    };
    let each = |all: Duration| all / u32::try_from(ONE_BY_ONE).unwrap();
    let anchor = each(anchor);
    println!("  {:<58} {anchor:>12.2?}", "anchor: apply_changes, one by one");
    report("one remote act: judge, compile, apply", each(ours(false)), anchor, None);
    report("one remote act: verify, judge, compile, apply", each(ours(true)), anchor, 4.0);
}

fn main() {
    for count in [1_000, 10_000] {
        measure(count);
    }
}
