//! Who is to blame for what waits: whoever delivered it, not whoever made it come up.

mod support;

use std::{slice, sync::Arc};

use act::{
    act::{Act, Draft},
    deed::Deed,
    id::ActId,
    key::SecretKey,
    log::{Log, Refusal},
    seal::Seal,
};
use meent_sync::{
    intake::{Admission, Intake},
    pack::Pack,
    pool::{LARGE, Peer, Quota},
};

const HONEST: Peer = Peer(1);
const HOSTILE: Peer = Peer(2);

fn all_may(_: &Log, _: &Act) -> Admission {
    Admission::Take
}

fn pack(acts: &[(Arc<Act>, Seal)]) -> Pack {
    let (acts, seals) = acts.iter().cloned().unzip();
    Pack { acts, seals, more: false }
}

/// Adds an act and gives it as it travels.
fn write(log: &mut Log, key: &SecretKey, at: i64) -> (Arc<Act>, Seal) {
    let prev = log.tips(key.device()).last().copied();
    let draft = support::draft(log, key, prev, at, Deed::Gather);
    let index = support::add(log, key, draft);
    let act = Arc::clone(&log.entry(index).act);
    let seal = Seal::new(key, &act);
    (act, seal)
}

/// An act that can't be in a log yet, if ever.
fn invent(log: &Log, key: &SecretKey, seen: Vec<ActId>, at: i64) -> (Arc<Act>, Seal) {
    let act = Act::new(Draft {
        community: log.community(),
        device: key.device(),
        seq: 1,
        prev: None,
        seen,
        claimed_at: at,
        deed: Deed::Gather,
        words: None,
    });
    let act = Arc::new(act.expect("it breaks no cap"));
    let seal = Seal::new(key, &act);
    (act, seal)
}

#[test]
fn who_delivers_what_refused_acts_waited_for_is_not_blamed() {
    let (keys, mut log) = support::founded(3);
    let mut full = log.clone();
    let founding = full.heads()[0];
    let awaited = write(&mut full, &keys[0], 5);
    // Each names an act and what is in its past.
    let redundant = |at| invent(&full, &keys[2], vec![awaited.0.id(), founding], at);
    let parked: Vec<_> = (0..5).map(redundant).collect();
    let mut intake = Intake::default();
    let taken = intake.take(&mut log, &all_may, HOSTILE, pack(&parked), 0);
    assert_eq!((taken.refused, taken.missing), (vec![], vec![awaited.0.id()]));
    let taken = intake.take(&mut log, &all_may, HONEST, pack(&[awaited]), 0);
    assert_eq!(taken.appended.len(), 1);
    assert_eq!(taken.refused.len(), 5);
    for (by, act, reason) in taken.refused {
        assert_eq!((by, reason), (HOSTILE, Refusal::Redundant));
        assert!(parked.iter().any(|(parked, _)| parked.id() == act));
    }
}

#[test]
fn all_who_deliver_a_refused_act_are_blamed() {
    let (keys, mut log) = support::founded(2);
    let mut full = log.clone();
    let founding = full.heads()[0];
    let awaited = write(&mut full, &keys[0], 5);
    let bad = invent(&full, &keys[1], vec![awaited.0.id(), founding], 6);
    let mut intake = Intake::default();
    intake.take(&mut log, &all_may, HOSTILE, pack(slice::from_ref(&bad)), 0);
    let taken = intake.take(&mut log, &all_may, Peer(3), pack(&[bad, awaited]), 0);
    let by: Vec<_> = taken.refused.iter().map(|(by, ..)| *by).collect();
    assert_eq!(by, [HOSTILE, Peer(3)]);
}

#[test]
fn invented_ids_are_asked_of_nobody_else() {
    let (keys, mut log) = support::founded(3);
    let mut full = log.clone();
    let invented: Vec<_> = (1..65).map(|at| ActId([at; 32])).collect();
    let liar = invent(&full, &keys[2], invented.clone(), 5);
    let first = write(&mut full, &keys[0], 5);
    let second = write(&mut full, &keys[0], 6);
    let mut intake = Intake::default();
    let taken = intake.take(&mut log, &all_may, HOSTILE, pack(&[liar]), 0);
    assert_eq!(taken.missing, invented);
    let taken = intake.take(&mut log, &all_may, HONEST, pack(&[second]), 0);
    assert_eq!(taken.missing, [first.0.id()]);
    let taken = intake.take(&mut log, &all_may, HONEST, pack(&[first]), 0);
    assert_eq!((taken.appended.len(), taken.missing), (2, vec![]));
}

// Whoever delivers an act first can't keep a later one from being asked for its past, nor take it
// away from that one by leaving or by bringing too much.
#[test]
fn an_act_waits_for_the_sake_of_all_who_delivered_it() {
    let (keys, mut log) = support::founded(3);
    let mut full = log.clone();
    let first = write(&mut full, &keys[0], 5);
    let second = write(&mut full, &keys[0], 6);
    let noise = |at| invent(&full, &keys[2], vec![ActId([7; 32])], at);
    let mut intake = Intake::new(Quota { acts: 3, bytes: usize::MAX }, LARGE);
    intake.take(&mut log, &all_may, HOSTILE, pack(slice::from_ref(&second)), 0);
    let taken = intake.take(&mut log, &all_may, HONEST, pack(slice::from_ref(&second)), 0);
    assert_eq!(taken.missing, [first.0.id()]);
    assert_eq!((intake.used(HOSTILE).acts, intake.used(HONEST).acts), (1, 0));
    let flood: Vec<_> = (0..9).map(noise).collect();
    intake.take(&mut log, &all_may, HOSTILE, pack(&flood), 0);
    intake.check_invariants();
    assert_eq!((intake.used(HOSTILE).acts, intake.used(HONEST).acts), (3, 1));
    intake.forget(HOSTILE);
    intake.check_invariants();
    assert_eq!(intake.waiting(), 1);
    let taken = intake.take(&mut log, &all_may, HONEST, pack(&[first]), 0);
    assert_eq!(taken.appended.len(), 2);
}

#[test]
fn leaving_gives_what_waits_to_the_others_within_their_quota() {
    let (keys, mut log) = support::founded(3);
    let full = log.clone();
    let noise = |at| invent(&full, &keys[2], vec![ActId([7; 32])], at);
    let (shared, own): (Vec<_>, Vec<_>) =
        ((0..3).map(noise).collect(), (3..6).map(noise).collect());
    let mut intake = Intake::new(Quota { acts: 3, bytes: usize::MAX }, LARGE);
    intake.take(&mut log, &all_may, HOSTILE, pack(&shared), 0);
    intake.take(&mut log, &all_may, HONEST, pack(&shared), 0);
    intake.take(&mut log, &all_may, HONEST, pack(&own), 0);
    intake.check_invariants();
    assert_eq!(intake.waiting(), 6);
    intake.forget(HOSTILE);
    intake.check_invariants();
    assert_eq!((intake.waiting(), intake.used(HONEST).acts), (3, 3));
}
