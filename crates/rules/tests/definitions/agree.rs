//! The engine against the definitions as they read.
//!
//! Guards: for every act its author, standing and effect, and for every past and many sets of acts the
//! register, what is pending and each round are what the definitions say. Next: `order.rs`.

use std::collections::{BTreeMap, BTreeSet};

use act::{
    id::MemberId,
    log::{Index, Log},
};
use proptest::{
    prelude::*,
    test_runner::{TestCaseError, TestRunner},
};
use rules::{judge::Judge, register::Standing, tally::Outcome};
use story::story::Story;

use crate::{
    history::{plan, tell},
    literal::{Acts, Literal, People, RoundState},
    support::{Seen, cases, judged},
};

fn people(judge: &Judge, log: &Log, heads: &[Index]) -> People {
    let register = judge.register(log, heads.iter().copied());
    let with = |standing| register.with(standing).map(|(member, _)| member).collect();
    People {
        members: register.members().iter().copied().collect(),
        guests: with(Standing::Guest),
        left: with(Standing::Left),
    }
}

// Everything that can be asked about a set of acts, given by its heads.
fn compare_set(
    log: &Log,
    judge: &Judge,
    literal: &Literal,
    heads: &[Index],
    seen: &mut Seen,
) -> Result<(), TestCaseError> {
    let set: Acts = heads.iter().fold(0, |all, head| all | literal.past_and(head.at()));
    prop_assert_eq!(people(judge, log, heads), literal.people(set), "register after {:?}", heads);
    let in_force = literal.in_force(set);
    let everybody: BTreeSet<MemberId> =
        log.iter().filter_map(|(index, _)| literal.member(index.at())).collect();
    let pending: BTreeMap<_, BTreeSet<_>> = judge
        .pending(log, heads.iter().copied())
        .into_iter()
        .map(|(change, members)| (change, members.into_iter().collect()))
        .collect();
    let wanted: BTreeMap<_, BTreeSet<_>> = literal
        .spoken(set)
        .into_iter()
        .filter(|change| !in_force.contains(change))
        .map(|change| {
            let all = everybody.iter().copied();
            (change, all.filter(|member| literal.approves(set, *member, change)).collect())
        })
        .collect();
    prop_assert_eq!(pending, wanted, "pending after {:?}", heads);
    let clock = log.clock_of(heads.iter().copied());
    for (device, _) in log.devices() {
        prop_assert_eq!(log.is_forked(device, &clock), literal.forked(set, device));
        if let Some((owner, stands)) = judge.device(log, heads, device) {
            prop_assert_eq!(
                stands,
                literal.stands(set, device, owner),
                "{:?} at {:?}",
                device,
                heads
            );
        }
    }
    let rounds: Vec<_> = judge.rounds().filter(|(open, _)| log.holds(&clock, *open)).collect();
    let opened: Vec<_> = rounds.iter().map(|(open, _)| open.at()).collect();
    prop_assert_eq!(opened, literal.rounds(set));
    for (open, round) in rounds {
        let electorate: BTreeSet<_> = round.electorate.iter().copied().collect();
        prop_assert_eq!(electorate, literal.electorate(open.at()));
        let state = round.state(log, &clock);
        let closes = state.closes.into_iter().map(|(close, by)| (log.act(close).id(), by));
        let found = RoundState {
            status: state.status.word(),
            outcome: state.outcome.map(|outcome| outcome == Outcome::Adopted),
            double: state.double,
            closes: closes.collect(),
        };
        prop_assert_eq!(&found, &literal.state(open.at(), set), "round {:?} at {:?}", open, heads);
        seen.note(found.status);
        seen.note_if(!found.double.is_empty(), "double acknowledgement");
        let count = judge.count(log, open, heads).unwrap();
        let counted = count.counted.into_iter().map(|(member, (ballot, _))| (member, ballot));
        let ballots = (counted.collect(), count.void);
        prop_assert_eq!(&ballots, &literal.ballots(open.at(), set), "ballots at {:?}", heads);
        seen.note_if(!ballots.1.is_empty(), "void ballot");
    }
    Ok(())
}

/// Holds a whole log against the definitions.
pub(crate) fn compare(
    log: &Log,
    picks: &[Vec<prop::sample::Index>],
    seen: &mut Seen,
) -> Result<(), TestCaseError> {
    let judge = judged(log);
    let literal = Literal::of(log.iter().map(|(_, entry)| entry.act.clone()).collect());
    for (index, entry) in log.iter() {
        let verdict = judge.verdict(index);
        prop_assert_eq!(verdict.author, literal.member(index.at()), "author of {:?}", index);
        prop_assert_eq!(verdict.stood, literal.stood(index.at()), "standing of {:?}", index);
        let deed = entry.act.deed().unwrap();
        for part in 0..crate::support::parts(deed) {
            if let Some(effect) = literal.effect(index.at(), part) {
                let found = verdict.has_effect(part);
                prop_assert_eq!(found, effect, "effect of {:?} part {}: {:?}", index, part, deed);
                seen.note_deed(deed, effect);
                seen.note_if(!verdict.stood, "device that doesn't stand");
            }
        }
        for round in judge.rounds().filter(|(open, _)| *open < index) {
            let close = round.1.closes.get(&index);
            let found = close.map(|close| {
                let counted = close.counted.iter().map(|(member, (ballot, _))| (*member, *ballot));
                let ballots = (counted.collect(), close.void.clone());
                (close.outcome == Outcome::Adopted, ballots)
            });
            if found.is_some() {
                prop_assert_eq!(found, literal.closed(index.at(), log.act(round.0).id()));
            }
        }
        compare_set(log, &judge, &literal, &[index], seen)?;
    }
    for pick in picks {
        let heads: Vec<_> = pick
            .iter()
            .map(|at| log.since(at.index(log.len())).next().expect("an index of the log"))
            .collect();
        compare_set(log, &judge, &literal, &heads, seen)?;
    }
    let all: Vec<_> = log.head_indices().collect();
    compare_set(log, &judge, &literal, &all, seen)?;
    let people = literal.people(all.iter().fold(0, |set, head| set | literal.past_and(head.at())));
    seen.note_if(!people.left.is_empty(), "left");
    seen.note_if(!people.guests.is_empty(), "guest");
    let forked = log.devices().any(|(device, _)| log.branches(device).len() > 1);
    seen.note_if(forked, "fork");
    Ok(())
}

#[test]
fn the_engine_says_what_the_definitions_say() {
    let seen = std::cell::RefCell::new(Seen::default());
    let picks = prop::collection::vec(prop::collection::vec(any::<prop::sample::Index>(), 1..5), 4);
    let told = plan().prop_map(|plan| Told(tell(&plan)));
    let run = TestRunner::new(cases(2_000)).run(&(told, picks), |(Told(text), picks)| {
        let story = Story::read(&text).map_err(|error| TestCaseError::fail(error.to_string()))?;
        compare(story.log(), &picks, &mut seen.borrow_mut())
    });
    if let Err(error) = run {
        panic!("{error}");
    }
    seen.borrow().expect(&[
        ("confirmed", 5_000),
        ("disputed", 200),
        ("double acknowledgement", 400),
        ("void ballot", 1_000),
        ("fork", 300),
        ("left", 50),
        ("guest", 200),
        ("device that doesn't stand", 1_000),
        ("Retire with effect", 300),
        ("Enrol with effect", 500),
        ("Enrol without", 100),
        ("Approve with effect", 300),
        ("Approve without", 50),
        ("WithdrawApproval with effect", 50),
        ("Join without", 200),
        ("Leave without", 10),
        ("Open without", 100),
        ("Vote without", 1_000),
        ("Close without", 500),
        ("Acknowledge with effect", 1_000),
        ("Acknowledge without", 1_000),
    ]);
}

/// A story that a failing case shows as it can be replayed.
#[derive(Clone)]
pub(crate) struct Told(pub(crate) String);

impl std::fmt::Debug for Told {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "\n{}", self.0)
    }
}

#[test]
fn every_story_that_can_be_told_agrees_with_the_definitions() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/scenarios");
    let (mut told, mut seen) = (0, Seen::default());
    for file in std::fs::read_dir(folder).unwrap() {
        let text = std::fs::read_to_string(file.unwrap().path()).unwrap();
        if let Ok(story) = Story::read(&text) {
            compare(story.log(), &[], &mut seen).unwrap();
            told += 1;
        }
    }
    assert!(told >= 17, "only {told} stories");
}
