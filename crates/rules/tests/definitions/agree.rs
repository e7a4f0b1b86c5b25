//! The engine against the definitions as they read.
//!
//! Guards: for every act its author, standing and effect, and for every past and many sets of acts the
//! register, what is pending and each round are what the definitions say. Next: `order.rs`.

use std::collections::{BTreeMap, BTreeSet};

use act::{
    charter::{Key, Powers},
    deed::Deed,
    id::MemberId,
    log::{Index, Log},
    register::Change,
    round::{Method, Ties},
};
use proptest::{
    prelude::*,
    test_runner::{TestCaseError, TestRunner},
};
use rules::{
    counting::{self, Counted},
    judge::{Judge, moderate},
    register::{Register, Standing},
    tally,
};
use story::story::Story;

use crate::{
    history::{plan, tell},
    literal::{
        Acts, Literal,
        ballots::{Ballots, Via},
        charter::Core,
        each,
        moderation::Moderation,
        register::People,
        rounds::RoundState,
        tally::Outcome,
    },
    support::{Seen, cases, judged, parts},
};

fn people(register: &Register) -> People {
    let with = |standing| register.with(standing).map(|(member, _)| member).collect();
    People {
        members: register.members().iter().copied().collect(),
        guests: with(Standing::Guest),
        left: with(Standing::Left),
        resting: with(Standing::Resting),
        removed: with(Standing::Removed),
        dismissed: with(Standing::Dismissed),
    }
}

fn outcome(found: tally::Outcome) -> Outcome {
    match found {
        tally::Outcome::Adopted => Outcome::Adopted,
        tally::Outcome::Rejected => Outcome::Rejected,
        tally::Outcome::Chosen(options) => Outcome::Chosen(options),
        tally::Outcome::Tied => Outcome::Tied,
        tally::Outcome::Told => Outcome::Told,
    }
}

fn ballots(counted: BTreeMap<MemberId, Counted>, void: BTreeSet<MemberId>) -> Ballots {
    let via = |found| match found {
        counting::Via::Own => Via::Own,
        counting::Via::Proxy(holder) => Via::Proxy(holder),
        counting::Via::Paper(_) => Via::Paper,
    };
    (counted.into_iter().map(|(who, one)| (who, (via(one.via), one.ballot))).collect(), void)
}

// Who is in and what was agreed.
fn compare_register(
    register: &Register,
    literal: &Literal,
    set: Acts,
    seen: &mut Seen,
) -> Result<(), TestCaseError> {
    let wanted = literal.people(set);
    prop_assert_eq!(&people(register), &*wanted);
    for (what, who) in [
        ("resting", &wanted.resting),
        ("removed", &wanted.removed),
        ("dismissed", &wanted.dismissed),
        ("left", &wanted.left),
        ("guest", &wanted.guests),
    ] {
        seen.note_if(!who.is_empty(), what);
    }
    prop_assert_eq!(register.charter(), &*literal.charter(set));
    let electorate: BTreeSet<_> = register.electorate().iter().copied().collect();
    prop_assert_eq!(&electorate, &literal.electors(set));
    seen.note_if(electorate.len() < wanted.members.len(), "advising");
    for key in Key::ALL {
        let holding: BTreeSet<_> = register.holding(key).iter().copied().collect();
        let found = literal.holding(set, key);
        seen.note_if(found.len() > 1, "conflict");
        let found = found.into_iter().map(|name| literal.change(name).id()).collect();
        prop_assert_eq!(holding, found, "clauses that hold for {}", key.word());
    }
    let (core, wanted) = (register.core(), literal.core(set));
    let found = Core {
        people: core.people.iter().copied().collect(),
        needed: if core.may == Powers::default() { wanted.needed } else { core.needed },
        may: core.may,
    };
    seen.note_if(found.may != Powers::default(), "core team");
    let named =
        literal.charter(set).team.as_ref().is_some_and(|team| team.may != Powers::default());
    seen.note_if(named && found.may == Powers::default(), "core team without its people");
    prop_assert_eq!(found, wanted);
    Ok(())
}

// Everything that can be asked about a set of acts, given by its heads.
fn compare_set(
    log: &Log,
    judge: &Judge,
    literal: &Literal,
    heads: &[Index],
    seen: &mut Seen,
) -> Result<(), TestCaseError> {
    let set: Acts = heads.iter().map(|head| literal.past_and(head.at())).collect();
    let register = judge.register(log, heads.iter().copied());
    compare_register(&register, literal, set, seen)
        .map_err(|error| TestCaseError::fail(format!("register after {heads:?}: {error}")))?;
    let within = literal.set(set);
    let in_force: BTreeSet<_> = judge.in_force(log, heads.iter().copied()).into_iter().collect();
    let wanted = each(within.forced).map(|name| literal.change(name).clone()).collect();
    prop_assert_eq!(in_force, wanted, "in force after {:?}", heads);
    let everybody: BTreeSet<MemberId> =
        log.iter().filter_map(|(index, _)| literal.member(index.at())).collect();
    let pending: BTreeMap<_, _> = judge
        .pending(log, heads.iter().copied())
        .into_iter()
        .map(|(change, voices)| (change, (voices.approve, voices.object)))
        .collect();
    let wanted: BTreeMap<_, (Vec<_>, Vec<_>)> = each(literal.spoken(set) & !within.forced)
        .map(|name| {
            let all = || everybody.iter().copied();
            let approve = all().filter(|member| literal.approves(within, *member, name));
            let object = all().filter(|member| literal.objects(within, *member, name));
            (literal.change(name).clone(), (approve.collect(), object.collect()))
        })
        .collect();
    prop_assert_eq!(pending, wanted, "pending after {:?}", heads);
    for member in everybody {
        let has_one = judge.has_paper_key(log, heads, member);
        prop_assert_eq!(has_one, !literal.paper_keys(within, member).is_empty(), "paper key");
    }
    let moderations: BTreeMap<_, _> = judge
        .moderations(log, heads)
        .into_iter()
        .filter(|(_, found)| *found != moderate::Moderation::default())
        .map(|(words, found)| {
            let found = Moderation {
                hidden: found.is_hidden,
                hide: found.hide.into_iter().map(|(member, _)| member).collect(),
                show: found.show.into_iter().collect(),
                appealed: found.is_appealed,
            };
            seen.note_if(found.hidden, "folded away");
            seen.note_if(!found.hidden && found.hide.len() > 1, "shown by as many");
            seen.note_if(found.appealed, "appeal");
            (words.at(), found)
        })
        .collect();
    let mut wanted = literal.moderations(set);
    // Whose words count no more say nothing.
    wanted.retain(|_, wanted| *wanted != Moderation::default());
    prop_assert_eq!(moderations, wanted, "folded away after {:?}", heads);
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
        let core = round.core.as_ref().map(|people| people.iter().copied().collect());
        prop_assert_eq!(&core, &literal.confirmers(open.at()));
        let state = round.state(log, &clock);
        let closes = state.closes.into_iter().map(|(close, by)| (log.act(close).id(), by));
        let found = RoundState {
            status: state.status.word(),
            outcome: state.outcome.map(outcome),
            double: state.double,
            withdrawn: state.withdrawn,
            closes: closes.collect(),
        };
        prop_assert_eq!(&found, &literal.state(open.at(), set), "round {:?} at {:?}", open, heads);
        seen.note(found.status);
        seen.note_if(found.withdrawn, "taken back");
        seen.note_if(core.is_some() && found.status == "confirmed", "confirmed by a core team");
        seen.note_if(!found.double.is_empty(), "double acknowledgement");
        let count = judge.count(log, open, heads).unwrap();
        let found = ballots(count.counted, count.void);
        prop_assert_eq!(&found, &literal.ballots(open.at(), within), "ballots at {:?}", heads);
        seen.note_if(!found.1.is_empty(), "void ballot");
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
        let deed = entry.act.deed();
        seen.note_if(deed.is_none(), "another version");
        for part in 0..deed.map_or(1, parts) {
            if let Some(effect) = literal.effect(index.at(), part) {
                let found = verdict.has_effect(part);
                prop_assert_eq!(found, effect, "effect of {:?} part {}: {:?}", index, part, deed);
                deed.iter().for_each(|deed| seen.note_deed(deed, effect));
                seen.note_if(!verdict.stood, "device that doesn't stand");
            }
        }
        for round in judge.rounds().filter(|(open, _)| *open < index) {
            let close = round.1.closes.get(&index);
            let found = close.map(|close| {
                let ballots = ballots(close.counted.clone(), close.void.clone());
                (outcome(close.outcome.clone()), ballots)
            });
            if let Some((outcome, _)) = &found {
                let selects = round.1.open.select.is_some();
                seen.note_if(selects && *outcome == Outcome::Adopted, "chosen for a role");
                seen.note_if(selects && *outcome == Outcome::Rejected, "not chosen for a role");
                seen.note(match outcome {
                    Outcome::Adopted => "adopted",
                    Outcome::Rejected => "rejected",
                    Outcome::Chosen(_) => "chosen",
                    Outcome::Tied => "tied",
                    Outcome::Told => "told",
                });
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
    let set = literal.all();
    let redacted: BTreeSet<_> = judge.redacted().map(|act| log.act(act).id()).collect();
    prop_assert_eq!(redacted, literal.redacted(set));
    for turn in literal.turns(set) {
        seen.note(&turn);
    }
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
        ("confirmed by a core team", 1_000),
        ("disputed", 200),
        ("double acknowledgement", 400),
        ("void ballot", 1_000),
        ("fork", 300),
        ("left", 500),
        ("guest", 200),
        ("resting", 500),
        ("removed", 1_000),
        ("dismissed", 300),
        ("advising", 300),
        ("core team", 5_000),
        ("core team without its people", 2_000),
        ("conflict", 1_000),
        ("device that doesn't stand", 1_000),
        ("Retire with effect", 300),
        ("Enrol with effect", 500),
        ("Enrol without", 100),
        ("Approve with effect", 300),
        ("Approve without", 50),
        ("WithdrawApproval with effect", 50),
        ("ObjectChange with effect", 200),
        ("ObjectChange without", 100),
        ("Dismiss without", 50),
        ("Paper with effect", 200),
        ("Paper without", 50),
        ("Recover with effect", 10),
        ("Recover without", 1),
        ("Redact with effect", 100),
        ("Redact without", 50),
        ("Join without", 200),
        ("Leave without", 10),
        ("Open without", 100),
        ("Vote without", 1_000),
        ("Close without", 500),
        ("Acknowledge with effect", 1_000),
        ("Acknowledge without", 1_000),
        // What became of changes, by history.
        ("admit in force", 100),
        ("admit waits", 100),
        ("admit taken back", 10),
        ("rest in force", 300),
        ("rest waits", 300),
        ("rest taken back", 10),
        ("rest broken", 150),
        ("remove in force", 60),
        ("remove waits", 100),
        ("remove taken back", 5),
        ("recover in force", 150),
        ("recover waits", 200),
        ("recover taken back", 2),
        ("clause in force", 500),
        ("clause waits", 500),
        ("clause taken back", 30),
        ("clause blocked by another", 500),
        ("redact in force", 50),
        ("redact waits", 50),
        ("redact taken back", 5),
        ("decided by the core team", 30),
        ("stopped by objections", 50),
        ("recovered by paper key", 10),
        ("act that a retirement cut off", 150),
        ("act that a recovery cut off", 200),
        ("act that somebody vouched for", 300),
        ("another version", 300),
        // Ballots and outcomes.
        ("adopted", 200),
        ("rejected", 200),
        ("chosen", 100),
        ("tied", 20),
        ("told", 30),
        ("chosen for a role", 5),
        ("not chosen for a role", 10),
        ("taken back", 1_000),
        ("WithdrawOpening with effect", 50),
        ("WithdrawOpening without", 30),
        ("Proxy with effect", 400),
        ("Proxy without", 400),
        ("ballot by proxy", 80),
        ("proxy over the limit", 8),
        ("proxy of who has no ballot", 15),
        ("proxy taken back", 8),
        ("void proxy", 10),
        ("own ballot before a proxy", 100),
        ("Report with effect", 200),
        ("Report without", 100),
        ("SignReport with effect", 500),
        ("SignReport without", 500),
        ("ballot on paper", 40),
        ("void paper", 5),
        ("paper without two kinds of tellers", 80),
        ("own ballot before paper", 30),
        ("ballot by proxy before paper", 1),
        ("guest's ballot in a poll", 5),
        ("Moderate with effect", 200),
        ("Moderate without", 200),
        ("folded away", 200),
        ("shown by as many", 20),
        ("appeal", 20),
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

// Whether the oracle knows everything in a story.
fn is_known(log: &Log) -> bool {
    let known = |deed: &Deed| match deed {
        // Definitions 14 to 17, and seasons, stand in stories, and in `crates/testing/tests/orders`.
        Deed::Answer(_)
        | Deed::EndTerm(_)
        | Deed::ReturnMandate(_)
        | Deed::Weigh(_)
        | Deed::Countersign(_)
        | Deed::Season(_)
        | Deed::SeasonJoin(_)
        | Deed::SeasonList(_)
        | Deed::SeasonStep(_) => false,
        Deed::Approve(list) | Deed::WithdrawApproval(list) | Deed::ObjectChange(list) => {
            !list.iter().any(|change| matches!(change, Change::Appoint(_) | Change::Grant(_)))
        }
        Deed::Open(open) => {
            let elsewhere = matches!(
                open.method,
                Method::Ranked
                    | Method::Seats(_)
                    | Method::BudgetGreedy(_)
                    | Method::BudgetShares(_)
                    | Method::Lot(_)
                    | Method::Mandate
            );
            !elsewhere && open.ties != Ties::Lot && open.judges.is_none()
        }
        _ => true,
    };
    log.iter().all(|(_, entry)| entry.act.deed().is_none_or(known))
}

#[test]
fn every_story_that_can_be_told_agrees_with_the_definitions() {
    let (mut told, mut seen) = (0, Seen::default());
    for folder in ["", "/own"] {
        let folder = format!("{}/../../tests/scenarios{folder}", env!("CARGO_MANIFEST_DIR"));
        for file in std::fs::read_dir(folder).unwrap() {
            let path = file.unwrap().path();
            if path.extension().is_none_or(|extension| extension != "json") {
                continue;
            }
            let text = std::fs::read_to_string(&path).unwrap();
            let story = Story::read(&text).unwrap();
            if is_known(story.log()) {
                compare(story.log(), &[], &mut seen)
                    .map_err(|error| format!("{}: {error}", path.display()))
                    .unwrap();
                told += 1;
            }
        }
    }
    assert!(told >= 40, "only {told} stories");
}
