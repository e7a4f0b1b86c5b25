//! Acts that arrive in any causal order.
//!
//! Guards: the same acts give the same verdicts, register, rounds and heads on every peer; and what is
//! in force or confirmed never falls as acts arrive. Next: `docs/rules.md`.

use std::{
    cell::RefCell,
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use act::{
    act::Act,
    id::{ActId, Digest, MemberId},
    log::{Index, Log},
    register::Change,
};
use proptest::{
    prelude::*,
    test_runner::{TestCaseError, TestRunner},
};
use rules::{
    counting::{Counted, Via},
    judge::Judge,
    register::Standing,
    round::Status,
    tally::Outcome,
};
use story::story::Story;

use crate::{
    agree::Told,
    history::{plan, tell},
    support::{Seen, cases, judged, parts},
};

type Verdict = (Option<MemberId>, bool, Vec<bool>);
type Closes = BTreeMap<ActId, BTreeSet<MemberId>>;

/// A round, by the acts in it: equal on all peers that know the same.
type RoundView = (Status, Option<Outcome>, BTreeSet<MemberId>, Closes, Option<ActId>, bool);

/// Whose ballots count, by which act and how they came; and whose are void.
type Counts = (BTreeMap<MemberId, (ActId, Via)>, BTreeSet<MemberId>);

/// All that peers with the same acts must agree on.
#[derive(Debug, PartialEq, Eq)]
struct Whole {
    heads: Vec<ActId>,
    verdicts: BTreeMap<ActId, Verdict>,
    register: Digest,
    members: Vec<MemberId>,
    in_force: BTreeSet<Change>,
    pending: Vec<(Change, Vec<MemberId>, Vec<MemberId>)>,
    redacted: BTreeSet<ActId>,
    rounds: BTreeMap<ActId, RoundView>,
    counts: BTreeMap<ActId, Counts>,
}

fn rounds(log: &Log, judge: &Judge, heads: &[Index]) -> BTreeMap<ActId, RoundView> {
    let clock = log.clock_of(heads.iter().copied());
    let id = |index: Index| log.act(index).id();
    let view = |(open, round): (Index, &rules::round::Round)| {
        let state = round.state(log, &clock);
        let closes = state.closes.into_iter().map(|(close, by)| (id(close), by)).collect();
        let shown = state.shown.map(id);
        let view = (state.status, state.outcome, state.double, closes, shown, state.withdrawn);
        (id(open), view)
    };
    judge.rounds().map(view).collect()
}

fn whole(log: &Log, judge: &Judge) -> Whole {
    let heads: Vec<_> = log.head_indices().collect();
    let register = judge.register(log, heads.iter().copied());
    let verdict = |(index, entry): (Index, &act::log::Entry)| {
        let judged = judge.verdict(index);
        let effects = (0..entry.act.deed().map_or(0, parts)).map(|part| judged.has_effect(part));
        (entry.act.id(), (judged.author, judged.stood, effects.collect()))
    };
    let counts = judge.rounds().map(|(open, _)| {
        let count = judge.count(log, open, &heads).unwrap();
        let how =
            |(member, one): (&MemberId, &Counted)| (*member, (log.act(one.act).id(), one.via));
        (log.act(open).id(), (count.counted.iter().map(how).collect(), count.void))
    });
    Whole {
        heads: log.heads(),
        verdicts: log.iter().map(verdict).collect(),
        register: register.digest(),
        members: register.members().to_vec(),
        in_force: judge.in_force(log, heads.iter().copied()).into_iter().collect(),
        pending: judge
            .pending(log, heads.iter().copied())
            .into_iter()
            .map(|(change, voices)| (change, voices.approve, voices.object))
            .collect(),
        redacted: judge.redacted().map(|act| log.act(act).id()).collect(),
        rounds: rounds(log, judge, &heads),
        counts: counts.collect(),
    }
}

fn acts(log: &Log) -> Vec<Arc<Act>> {
    log.iter().map(|(_, entry)| Arc::clone(&entry.act)).collect()
}

// The acts whose parents a log holds.
fn ready<'a>(log: &Log, acts: &'a [Arc<Act>]) -> Vec<&'a Arc<Act>> {
    let missing = |act: &&Arc<Act>| log.find(act.id()).is_none();
    let can = |act: &&Arc<Act>| act.header().parents().all(|parent| log.find(parent).is_some());
    acts.iter().filter(missing).filter(can).collect()
}

// Acts in an order that a seed picks.
fn shuffled(acts: &[Arc<Act>], mut seed: u64) -> Vec<Arc<Act>> {
    let mut waiting: Vec<_> = acts.to_vec();
    let (mut known, mut order) = (BTreeSet::new(), Vec::new());
    while !waiting.is_empty() {
        // Knuth's MMIX generator: any will do.
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let can = |act: &Arc<Act>| act.header().parents().all(|parent| known.contains(&parent));
        let ready: Vec<_> = (0..waiting.len()).filter(|at| can(&waiting[*at])).collect();
        let pick = usize::try_from(seed >> 33).unwrap() % ready.len();
        let act = waiting.remove(ready[pick]);
        known.insert(act.id());
        order.push(act);
    }
    order
}

fn read(told: &Told) -> Result<Story, TestCaseError> {
    Story::read(&told.0).map_err(|error| TestCaseError::fail(error.to_string()))
}

#[test]
fn any_order_of_arrival_gives_the_same_answers() {
    let moved = RefCell::new(Seen::default());
    let told = plan().prop_map(|plan| Told(tell(&plan)));
    let run = TestRunner::new(cases(2_000)).run(&(told, any::<u64>()), |(told, seed)| {
        let story = read(&told)?;
        let first = whole(story.log(), &judged(story.log()));
        let order = shuffled(&acts(story.log()), seed);
        let mut log = Log::new(story.log().community());
        for act in &order {
            log.append(Arc::clone(act)).map_err(|error| TestCaseError::fail(error.to_string()))?;
        }
        let second = whole(&log, &judged(&log));
        let mut moved = moved.borrow_mut();
        moved.note_if(order != acts(story.log()), "another order");
        for (_, via) in first.counts.values().flat_map(|(counted, _)| counted.values()) {
            moved.note(match via {
                Via::Own => "own ballot",
                Via::Proxy(_) => "ballot by proxy",
                Via::Paper(_) => "ballot on paper",
            });
        }
        moved.note_if(first.counts.values().any(|(_, void)| !void.is_empty()), "void ballot");
        prop_assert_eq!(first, second);
        Ok(())
    });
    if let Err(error) = run {
        panic!("{error}");
    }
    moved.borrow().expect(&[
        ("another order", 1_000),
        ("own ballot", 1_000),
        ("ballot by proxy", 80),
        ("ballot on paper", 40),
        ("void ballot", 80),
    ]);
}

/// What never falls: who is or was a member, what is in force, whose words are erased, how far rounds are, their outcomes, closes and voices.
#[derive(Default)]
struct Reached {
    admitted: BTreeSet<MemberId>,
    in_force: BTreeSet<Change>,
    redacted: BTreeSet<ActId>,
    rounds: BTreeMap<ActId, RoundView>,
}

impl Reached {
    fn step(&mut self, log: &Log, judge: &Judge, seen: &mut Seen) -> Result<(), TestCaseError> {
        let heads: Vec<_> = log.head_indices().collect();
        let register = judge.register(log, heads.iter().copied());
        for (guest, _) in register.with(Standing::Guest) {
            prop_assert!(!self.admitted.contains(&guest), "an admission fell");
        }
        let before = self.admitted.len();
        self.admitted.extend(register.members());
        // The founders come in with the first act.
        seen.note_if(log.len() > 1 && self.admitted.len() > before, "came in");
        let in_force: BTreeSet<_> =
            judge.in_force(log, heads.iter().copied()).into_iter().collect();
        prop_assert!(in_force.is_superset(&self.in_force), "a change in force fell");
        seen.note_if(in_force.len() > self.in_force.len(), "came in force");
        self.in_force = in_force;
        let redacted: BTreeSet<_> = judge.redacted().map(|act| log.act(act).id()).collect();
        prop_assert!(redacted.is_superset(&self.redacted), "words came back");
        seen.note_if(redacted.len() > self.redacted.len(), "was erased");
        self.redacted = redacted;
        let now = rounds(log, judge, &heads);
        for (open, (status, outcome, double, closes, _, withdrawn)) in &self.rounds {
            let Some((to, result, both, all, _, back)) = now.get(open) else {
                return Err(TestCaseError::fail("a round went away"));
            };
            prop_assert!(to >= status, "{status:?} fell to {to:?}");
            prop_assert!(both.is_superset(double), "somebody is no longer named");
            prop_assert!(back >= withdrawn, "an opening came back");
            seen.note_if(back > withdrawn, "was taken back");
            if *status == Status::Confirmed && *to == Status::Confirmed {
                prop_assert_eq!(outcome, result, "a confirmed outcome changed");
            }
            seen.note_if(*to == Status::Confirmed && to > status, "was confirmed");
            seen.note_if(*to == Status::Disputed && to > status, "was disputed");
            for (close, by) in closes {
                let still = all.get(close).is_some_and(|members| members.is_superset(by));
                prop_assert!(still, "a close or an acknowledgement went away");
            }
        }
        self.rounds = now;
        Ok(())
    }
}

#[test]
fn what_is_in_force_or_confirmed_never_falls() {
    let seen = RefCell::new(Seen::default());
    let told = plan().prop_map(|plan| Told(tell(&plan)));
    let run = TestRunner::new(cases(5_000)).run(&(told, any::<u64>()), |(told, seed)| {
        let story = read(&told)?;
        let (mut log, mut judge) = (Log::new(story.log().community()), Judge::default());
        let mut reached = Reached::default();
        for act in shuffled(&acts(story.log()), seed) {
            let index = log.append(act).map_err(|error| TestCaseError::fail(error.to_string()))?;
            judge.judge(&log, index);
            reached.step(&log, &judge, &mut seen.borrow_mut())?;
        }
        let forked = log.devices().any(|(device, _)| log.branches(device).len() > 1);
        seen.borrow_mut().note_if(forked, "fork");
        Ok(())
    });
    if let Err(error) = run {
        panic!("{error}");
    }
    seen.borrow().expect(&[
        ("came in", 500),
        ("came in force", 5_000),
        ("was erased", 200),
        ("was confirmed", 1_000),
        ("was disputed", 100),
        ("was taken back", 80),
        ("fork", 1_000),
    ]);
}

/// Small stories in which every order is tried; others have more than a machine can.
const SMALL: [&str; 8] = [
    "two-neighbours",
    "third-person",
    "unseen-join",
    "leave",
    "stolen-phone",
    "t10-old-past",
    "two-devices",
    "retired-phone",
];

// Every way to go on from here ends in the same answers.
fn every_order(log: &Log, judge: &Judge, acts: &[Arc<Act>], wanted: &Whole, orders: &mut usize) {
    let ready = ready(log, acts);
    if ready.is_empty() {
        assert_eq!(&whole(log, judge), wanted);
        *orders += 1;
    }
    for act in ready {
        let (mut log, mut judge) = (log.clone(), judge.clone());
        let index = log.append(Arc::clone(act)).unwrap();
        judge.judge(&log, index);
        every_order(&log, &judge, acts, wanted, orders);
    }
}

#[test]
fn every_order_of_a_small_story_gives_the_same_answers() {
    for name in SMALL {
        let file = format!("{}/../../tests/scenarios/{name}.json", env!("CARGO_MANIFEST_DIR"));
        let story = Story::read(&std::fs::read_to_string(file).unwrap()).unwrap();
        let (log, mut orders) = (story.log(), 0);
        let wanted = whole(log, &judged(log));
        every_order(
            &Log::new(log.community()),
            &Judge::default(),
            &acts(log),
            &wanted,
            &mut orders,
        );
        println!("{name}: {orders} orders");
        assert!(orders > 1, "{name} has one order only");
    }
}
