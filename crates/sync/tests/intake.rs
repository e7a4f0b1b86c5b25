//! What is taken in, what waits and what is refused, whoever delivers it.

mod support;

use std::{cell::Cell, sync::Arc};

use act::{
    act::{Act, Draft},
    deed::Deed,
    id::{ActId, DeviceId},
    key::SecretKey,
    log::{Index, Log, Refusal},
    seal::Seal,
    statement,
};
use meent_sync::{
    intake::{Admission, Intake, Taken},
    pack::{Pack, weight},
    pool::{LARGE, Peer, Quota},
};
use support::{Rng, network::check_sealed};

const ALI: Peer = Peer(1);
const BEA: Peer = Peer(2);

fn all_may(_: &Log, _: &Act) -> Admission {
    Admission::Take
}

/// Three founders; a log with `acts` acts by the first two, and one that holds the founding only.
fn setup(acts: usize) -> (Vec<SecretKey>, Log, Log) {
    let (keys, empty) = support::founded(3);
    let mut log = empty.clone();
    let mut rng = Rng(1);
    for at in 0..acts {
        support::write(&mut log, &keys[at % 2], 1_790_000_000, &mut rng);
    }
    (keys, log, empty)
}

fn act(log: &Log, at: usize) -> Arc<Act> {
    Arc::clone(&log.entry(log.since(at).next().expect("it was written in setup")).act)
}

fn pack(acts: impl IntoIterator<Item = Arc<Act>>, seals: Vec<Seal>) -> Pack {
    Pack { acts: acts.into_iter().collect(), seals, more: false }
}

fn ids(log: &Log, indices: &[Index]) -> Vec<ActId> {
    indices.iter().map(|at| log.act(*at).id()).collect()
}

fn take(intake: &mut Intake, log: &mut Log, pack: Pack) -> Taken {
    let taken = intake.take(log, &all_may, ALI, pack, 0);
    check_sealed(log);
    intake.check_invariants();
    taken
}

#[test]
fn a_seal_covers_what_came_before_it_and_nothing_after() {
    let (keys, full, mut log) = setup(9);
    let mut intake = Intake::default();
    // The first device's chain: the founding act or none, then 1, 3, 5, 7, 9. Sealed is only 5.
    let seal = Seal::new(&keys[0], &act(&full, 5));
    let other = Seal::new(&keys[1], &act(&full, 4));
    let acts = (1..10).map(|at| act(&full, at));
    let taken = take(&mut intake, &mut log, pack(acts, vec![seal, other]));
    assert_eq!(taken.appended.len(), 5);
    assert_eq!(taken.seals, [other, seal]);
    assert_eq!(intake.waiting(), 4);
    assert_eq!((taken.missing, taken.refused), (vec![], vec![]));
    // The rest comes in when its seals do.
    let taken = take(&mut intake, &mut log, pack([], full.seals().collect()));
    assert_eq!(taken.appended.len(), 4);
    assert_eq!(log.heads(), full.heads());
    assert_eq!(intake.waiting(), 0);
}

#[test]
fn acts_arrive_in_any_order() {
    let (_, full, empty) = setup(30);
    let mut rng = Rng(3);
    for _ in 0..40 {
        let mut log = empty.clone();
        let mut intake = Intake::default();
        let mut left: Vec<_> = (1..31).collect();
        let mut missing = Vec::new();
        while !left.is_empty() {
            let at = left.swap_remove(rng.below(left.len()));
            let one = act(&full, at);
            let seals = full.seals().filter(|seal| seal.act == one.id()).collect();
            missing = take(&mut intake, &mut log, pack([one], seals)).missing;
        }
        assert_eq!(log.heads(), full.heads());
        assert_eq!((missing, intake.waiting()), (vec![], 0));
    }
}

#[test]
fn what_is_named_and_absent_is_reported() {
    let (_, full, mut log) = setup(6);
    let mut intake = Intake::default();
    let acts = [2, 3, 5, 6].map(|at| act(&full, at));
    let taken = take(&mut intake, &mut log, pack(acts, full.seals().collect()));
    assert_eq!(taken.appended, []);
    let mut absent = vec![act(&full, 1).id(), act(&full, 4).id()];
    absent.sort_unstable();
    assert_eq!(taken.missing, absent);
}

#[test]
fn a_false_seal_lets_nothing_in() {
    let (keys, full, mut log) = setup(2);
    let first = act(&full, 1);
    let mut forged = Seal::new(&keys[0], &first);
    forged.signature.0[7] ^= 1;
    let by_another = Seal::new(&keys[1], &first);
    // Genuine in itself, but by a device that didn't write the act.
    let device = keys[1].device();
    let statement = statement::seal(full.community(), device, first.seq(), first.id());
    let of_another = Seal { device, signature: keys[1].sign(&statement), ..forged };
    assert!(of_another.is_genuine() && first.device() != device);
    for seal in [forged, by_another, of_another] {
        let mut intake = Intake::default();
        let taken = take(&mut intake, &mut log, pack([Arc::clone(&first)], vec![seal]));
        assert_eq!(taken.appended, []);
        assert_eq!(taken.refused, [(ALI, first.id(), Refusal::Unsealed)]);
    }
}

#[test]
fn acts_of_another_community_are_refused() {
    let (_, _, mut log) = setup(1);
    let (_, other) = support::founded(2);
    let stranger = act(&other, 0);
    let taken = take(
        &mut Intake::default(),
        &mut log,
        pack([Arc::clone(&stranger)], other.seals().collect()),
    );
    assert_eq!(taken.refused, [(ALI, stranger.id(), Refusal::Foreign)]);
}

// A device seals an act that everyone refuses: those before it are then covered by nothing, and who
// took them in would hold what nobody else ever gets.
#[test]
fn what_only_a_refused_act_covers_stays_out() {
    let (keys, full, mut log) = setup(2);
    let mut liars = full.clone();
    let mut rng = Rng(9);
    let tip = liars.tips(keys[0].device())[0];
    let honest = support::write_after(&mut liars, &keys[0], Some(tip), 5, &mut rng);
    // Names the same thing twice: an act and what is in its past.
    let head = liars.act(honest).id();
    let bad = Act::new(Draft {
        community: log.community(),
        device: keys[0].device(),
        seq: liars.act(honest).seq() + 1,
        prev: Some(head),
        seen: vec![act(&full, 2).id(), act(&full, 0).id()],
        claimed_at: 5,
        deed: Deed::Gather,
        words: None,
    });
    let bad = Arc::new(bad.unwrap());
    let seal = Seal::new(&keys[0], &bad);
    let mut intake = Intake::default();
    let acts = [act(&full, 1), act(&full, 2), act(&liars, 3), Arc::clone(&bad)];
    let mut seals: Vec<_> = full.seals().filter(|seal| seal.device == keys[1].device()).collect();
    seals.push(Seal::new(&keys[0], &act(&full, 1)));
    seals.push(seal);
    let taken = take(&mut intake, &mut log, pack(acts, seals));
    assert_eq!(ids(&log, &taken.appended), [act(&full, 1).id(), act(&full, 2).id()]);
    assert_eq!(taken.refused, [(ALI, bad.id(), Refusal::Redundant)]);
    assert_eq!(intake.waiting(), 1);
}

#[test]
fn people_who_are_out_come_in_only_when_somebody_names_them() {
    let (keys, mut full, mut log) = setup(1);
    let mut rng = Rng(2);
    let founding = log.since(0).next();
    let out = keys[1].device();
    let seen = |log: &mut Log, key: &SecretKey, rng: &mut Rng| {
        let tip = log.tips(key.device()).last().copied();
        support::write_after(log, key, tip, 7, rng)
    };
    let theirs = seen(&mut full, &keys[1], &mut rng);
    seen(&mut full, &keys[1], &mut rng);
    let gate = move |_: &Log, act: &Act| {
        if act.device() == out { Admission::Hold } else { Admission::Take }
    };
    let mut intake = Intake::default();
    let acts: Vec<_> = (1..4).map(|at| act(&full, at)).collect();
    let taken = intake.take(&mut log, &gate, ALI, pack(acts, full.seals().collect()), 0);
    assert_eq!(ids(&log, &taken.appended), [act(&full, 1).id()]);
    assert_eq!((taken.held, intake.waiting()), (2, 2));
    // A present member names the first of them only; what covers it has to come along.
    let mut member = full.clone();
    let draft = Draft {
        seen: vec![full.act(theirs).id()],
        ..support::draft(&member, &keys[2], None, 8, Deed::Gather)
    };
    let naming = support::add(&mut member, &keys[2], draft);
    let naming = Arc::clone(&member.entry(naming).act);
    let seal = Seal::new(&keys[2], &naming);
    let taken = intake.take(&mut log, &gate, BEA, pack([naming], vec![seal]), 0);
    assert_eq!(taken.appended.len(), 3);
    assert_eq!((taken.held, intake.waiting()), (0, 0));
    assert!(founding.is_some());
    check_sealed(&log);
}

#[test]
fn one_peer_makes_others_lose_nothing_and_keeps_to_its_quota() {
    let (_, full, mut log) = setup(40);
    let quota = Quota { acts: 10, bytes: 10 * 1024 };
    let mut intake = Intake::new(quota, LARGE);
    intake.take(&mut log, &all_may, BEA, pack([act(&full, 40)], vec![]), 0);
    for at in 2..40 {
        intake.take(&mut log, &all_may, ALI, pack([act(&full, at)], vec![]), 0);
        let used = intake.used(ALI);
        assert!(used.acts <= quota.acts && used.bytes <= quota.bytes, "{used:?}");
    }
    assert!(intake.used(ALI).acts >= 5);
    assert_eq!(intake.used(BEA).acts, 1);
    intake.forget(ALI);
    assert_eq!(intake.waiting(), 1);
}

const ROOM: Quota = Quota { acts: 80, bytes: usize::MAX };

#[test]
fn large_transfers_wait_for_their_seals_beside_each_other() {
    let (_, full, mut log) = setup(60);
    let mut intake = Intake::new(Quota { acts: 10, bytes: usize::MAX }, ROOM);
    for at in 1..61 {
        let mut part = pack([act(&full, at)], vec![]);
        part.more = true;
        // What one brought already doesn't count for the other.
        intake.take(&mut log, &all_may, ALI, part.clone(), 0);
        intake.take(&mut log, &all_may, BEA, part, 0);
        intake.check_invariants();
    }
    assert_eq!((intake.used(ALI).acts, intake.used(BEA).acts), (60, 0));
    let taken = take(&mut intake, &mut log, pack([], full.seals().collect()));
    assert_eq!(taken.appended.len(), 60);
    assert_eq!(log.heads(), full.heads());
}

/// Parts of one act each, and what each of the two has waiting after one of them.
struct Parts {
    acts: std::vec::IntoIter<Arc<Act>>,
    intake: Intake,
}

impl Parts {
    fn new() -> Self {
        let (_, full, _) = setup(220);
        let acts: Vec<_> = (1..221).map(|at| act(&full, at)).collect();
        let intake = Intake::new(Quota { acts: 2, bytes: usize::MAX }, ROOM);
        Self { acts: acts.into_iter(), intake }
    }

    fn bring(&mut self, peer: Peer, how_many: usize, now: u64) {
        for _ in 0..how_many {
            let act = self.acts.next().expect("setup made enough");
            self.again(peer, act, now);
        }
    }

    fn again(&mut self, peer: Peer, act: Arc<Act>, now: u64) {
        let (_, _, mut log) = setup(0);
        let part = Pack { more: true, ..pack([act], vec![]) };
        self.intake.take(&mut log, &all_may, peer, part, now);
        self.intake.check_invariants();
    }

    fn used(&self) -> (usize, usize) {
        (self.intake.used(ALI).acts, self.intake.used(BEA).acts)
    }
}

#[test]
fn who_brings_little_is_never_driven_out_by_who_brings_much() {
    let mut parts = Parts::new();
    parts.bring(ALI, 80, 0);
    assert_eq!(parts.used(), (80, 0));
    parts.bring(BEA, 1, 0);
    assert_eq!(parts.used(), (0, 1));
    // At its end it hears that it wasn't whole.
    let (_, _, mut log) = setup(0);
    assert!(parts.intake.take(&mut log, &all_may, ALI, Pack::default(), 0).lost);
    assert!(!parts.intake.take(&mut log, &all_may, ALI, Pack::default(), 0).lost);
    // To be the largest is no fault: it begins anew, and is as good as the other.
    parts.bring(BEA, 44, 0);
    parts.bring(ALI, 35, 0);
    assert_eq!(parts.used(), (35, 45));
    parts.bring(ALI, 1, 0);
    assert_eq!(parts.used(), (36, 0));
}

#[test]
fn a_large_transfer_that_stands_still_makes_way_where_there_is_no_room() {
    for (idle, left) in [(19_999, (20, 0)), (20_000, (0, 61))] {
        let mut parts = Parts::new();
        let (_, full, _) = setup(1);
        parts.bring(ALI, 20, 0);
        parts.bring(BEA, 60, 1);
        assert_eq!(parts.used(), (20, 60));
        // What it brought before is nothing new.
        parts.again(ALI, act(&full, 1), idle);
        parts.bring(BEA, 1, idle);
        assert_eq!(parts.used(), left);
    }
}

#[test]
fn whose_large_transfer_was_slow_goes_first_the_next_time_too() {
    let mut parts = Parts::new();
    parts.bring(ALI, 20, 0);
    parts.bring(BEA, 61, 20_000);
    assert_eq!(parts.used(), (0, 61));
    // There is a place for it, where there is room.
    parts.bring(ALI, 19, 20_001);
    assert_eq!(parts.used(), (19, 61));
    parts.bring(ALI, 1, 20_002);
    assert_eq!(parts.used(), (0, 61));
    // As if it were new, once it connects again.
    parts.intake.forget(ALI);
    parts.bring(ALI, 20, 20_003);
    assert_eq!(parts.used(), (20, 0));
}

#[test]
fn what_others_brought_too_is_kept_for_nobody_beyond_the_quota() {
    let (_, full, mut log) = setup(60);
    for ends in [false, true] {
        let mut intake = Intake::new(Quota { acts: 10, bytes: usize::MAX }, ROOM);
        let part = || Pack { more: true, ..pack((1..61).map(|at| act(&full, at)), vec![]) };
        intake.take(&mut log, &all_may, ALI, part(), 0);
        let again = Pack { more: ends, ..part() };
        intake.take(&mut log, &all_may, BEA, again, 0);
        intake.check_invariants();
        if ends {
            intake.take(&mut log, &all_may, BEA, Pack::default(), 0);
            intake.check_invariants();
        }
        // Who is done answers for what it repeats, as far as its quota goes.
        let used = if ends { (60, 0) } else { (50, 10) };
        assert_eq!((intake.used(ALI).acts, intake.used(BEA).acts), used);
        intake.forget(ALI);
        intake.check_invariants();
        assert_eq!(intake.waiting(), 10);
    }
}

#[test]
fn what_a_running_transfer_brought_costs_nobody_else_anything() {
    let (_, full, mut log) = setup(40);
    let asked = Cell::new(0);
    let gate = |_: &Log, _: &Act| {
        asked.set(asked.get() + 1);
        Admission::Take
    };
    let mut intake = Intake::default();
    let large = pack((1..40).map(|at| act(&full, at)), full.seals().collect());
    intake.take(&mut log, &gate, ALI, Pack { more: true, ..large }, 0);
    // What came sealed and whole waits for its own end, whatever another one says meanwhile.
    let taken = intake.take(&mut log, &gate, BEA, Pack::default(), 0);
    assert_eq!((taken.appended.len(), asked.get()), (0, 0));
    // Who names it is asked for it, and it comes in when that one brings it too.
    let last = act(&full, 40);
    let taken = intake.take(&mut log, &gate, BEA, pack([last], vec![]), 0);
    assert!(!taken.missing.is_empty(), "the transfer that runs may never end");
    let again = pack((1..41).map(|at| act(&full, at)), full.seals().collect());
    let taken = intake.take(&mut log, &gate, BEA, again, 0);
    intake.check_invariants();
    assert_eq!(taken.appended.len(), 40);
    assert_eq!(log.heads(), full.heads());
}

#[test]
fn a_large_transfer_that_goes_on_keeps_its_place_for_ten_minutes_where_there_is_no_room() {
    for (end, left) in [(599_999, (31, 0)), (600_000, (0, 50))] {
        let mut parts = Parts::new();
        for at in 0..31 {
            parts.bring(ALI, 1, at * 19_999);
        }
        parts.bring(BEA, 49, 599_970);
        parts.bring(BEA, 1, end);
        assert_eq!(parts.used(), left);
    }
}

#[test]
fn a_large_transfer_that_brings_no_seals_is_cut_back_to_the_quota() {
    let (_, full, mut log) = setup(60);
    let quota = Quota { acts: 10, bytes: usize::MAX };
    let mut intake = Intake::new(quota, LARGE);
    let mut part = pack((1..61).map(|at| act(&full, at)), vec![]);
    part.more = true;
    intake.take(&mut log, &all_may, ALI, part, 0);
    assert_eq!(intake.waiting(), 60);
    let taken = take(&mut intake, &mut log, pack([], vec![]));
    assert_eq!((taken.appended.len(), intake.waiting()), (0, 10));
}

#[test]
fn the_gate_is_asked_about_what_could_come_in_only() {
    let (_, full, mut log) = setup(4);
    let asked = Cell::new(0);
    let gate = |_: &Log, _: &Act| {
        asked.set(asked.get() + 1);
        Admission::Take
    };
    let mut intake = Intake::default();
    let acts = [act(&full, 3), act(&full, 4)];
    intake.take(&mut log, &gate, ALI, pack(acts, full.seals().collect()), 0);
    assert_eq!(asked.get(), 0);
}

#[test]
fn an_act_weighs_what_its_parts_do() {
    let (_, full, _) = setup(3);
    let light = act(&full, 1);
    assert!((300..2_000).contains(&weight(&light)), "{}", weight(&light));
    assert!(light.device() != DeviceId([0; 32]));
}
