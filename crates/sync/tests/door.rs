//! Who comes in when some are out: present members bring along what they name, others don't.

mod support;

use std::sync::Arc;

use act::{
    act::{Act, Draft},
    deed::Deed,
    id::{ActId, DeviceId},
    key::SecretKey,
    log::{Log, Refusal},
    seal::Seal,
};
use meent_sync::{
    intake::{Admission, Intake},
    pack::Pack,
    pool::Peer,
};
use support::network::check_sealed;

const ALI: Peer = Peer(1);

type Sealed = (Arc<Act>, Seal);

/// A member who is present, one who is out and somebody who is neither, in a community of which
/// everybody knows the founding act only.
struct Scene {
    keys: Vec<SecretKey>,
    /// Everything that is written.
    full: Log,
    /// What this peer took in.
    log: Log,
    intake: Intake,
}

const PRESENT: usize = 0;
const OUT: usize = 1;
const GUEST: usize = 2;

impl Scene {
    fn new() -> Self {
        let (keys, log) = support::founded(3);
        Self { keys, full: log.clone(), log, intake: Intake::default() }
    }

    fn device(&self, who: usize) -> DeviceId {
        self.keys[who].device()
    }

    /// Writes an act that names these besides the writer's previous one.
    fn write(&mut self, who: usize, seen: &[&Sealed]) -> Sealed {
        let key = &self.keys[who];
        let prev = self.full.tips(key.device()).last().copied();
        let mut draft = support::draft(&self.full, key, prev, 5, Deed::Gather);
        draft.seen = seen.iter().map(|(act, _)| act.id()).collect();
        if draft.prev.is_none() && draft.seen.is_empty() {
            draft.seen = vec![self.founding()];
        }
        let index = support::add(&mut self.full, key, draft);
        let act = Arc::clone(&self.full.entry(index).act);
        let seal = Seal::new(key, &act);
        (act, seal)
    }

    fn founding(&self) -> ActId {
        self.log.iter().next().expect("it was founded").1.act.id()
    }

    /// Delivers these; tells who of them came in and how many are held.
    fn take(&mut self, acts: &[&Sealed], out: &[usize]) -> (Vec<ActId>, usize, Vec<Refusal>) {
        let out: Vec<_> = out.iter().map(|who| self.device(*who)).collect();
        let present = self.device(PRESENT);
        let gate = move |_: &Log, act: &Act| {
            if out.contains(&act.device()) {
                Admission::Hold
            } else if act.device() == present {
                Admission::Take
            } else {
                Admission::Follow
            }
        };
        let (acts, seals) = acts.iter().map(|sealed| (*sealed).clone()).unzip();
        let pack = Pack { acts, seals, more: false };
        let taken = self.intake.take(&mut self.log, &gate, ALI, pack, 0);
        check_sealed(&self.log);
        self.intake.check_invariants();
        let here = taken.appended.iter().map(|at| self.log.act(*at).id()).collect();
        let reasons = taken.refused.iter().map(|(_, _, reason)| *reason).collect();
        (here, taken.held, reasons)
    }
}

fn ids(acts: &[&Sealed]) -> Vec<ActId> {
    acts.iter().map(|(act, _)| act.id()).collect()
}

#[test]
fn only_a_present_member_brings_along_whom_it_names() {
    let mut scene = Scene::new();
    let held = scene.write(OUT, &[]);
    let guest = scene.write(GUEST, &[&held]);
    let after = scene.write(GUEST, &[]);
    let taken = scene.take(&[&held, &guest, &after], &[OUT]);
    assert_eq!(taken, (vec![], 3, vec![]));
    let member = scene.write(PRESENT, &[&guest]);
    // What the guest wrote after it comes along, since nothing in its past is held any more.
    let taken = scene.take(&[&member], &[OUT]);
    assert_eq!(taken.0.len(), 4);
    assert_eq!((taken.1, taken.2), (0, vec![]));
}

#[test]
fn who_names_nobody_that_is_out_comes_in() {
    let mut scene = Scene::new();
    let guest = scene.write(GUEST, &[]);
    let held = scene.write(OUT, &[&guest]);
    let later = scene.write(GUEST, &[]);
    let naming = scene.write(GUEST, &[&held]);
    let taken = scene.take(&[&guest, &held, &later, &naming], &[OUT]);
    assert_eq!(taken, (ids(&[&guest, &later]), 2, vec![]));
}

#[test]
fn a_guest_who_is_covered_only_by_what_is_held_waits() {
    let mut scene = Scene::new();
    let held = scene.write(OUT, &[]);
    let guest = scene.write(GUEST, &[]);
    let naming = scene.write(GUEST, &[&held]);
    // The first act has no seal of its own.
    let bare = (Arc::clone(&guest.0), naming.1);
    assert_eq!(scene.take(&[&held, &bare, &naming], &[OUT]), (vec![], 3, vec![]));
    assert_eq!(scene.take(&[&guest], &[OUT]), (ids(&[&guest]), 2, vec![]));
}

// Whether an act is refused shows only when it is put in a log: what it would have brought along
// must not be there by then.
#[test]
fn an_act_that_everyone_refuses_brings_nobody_along() {
    let mut scene = Scene::new();
    let held = scene.write(OUT, &[]);
    let redundant = Act::new(Draft {
        community: scene.log.community(),
        device: scene.device(PRESENT),
        seq: 1,
        prev: None,
        seen: vec![held.0.id(), scene.founding()],
        claimed_at: 5,
        deed: Deed::Gather,
        words: None,
    });
    let redundant = Arc::new(redundant.unwrap());
    let seal = Seal::new(&scene.keys[PRESENT], &redundant);
    let taken = scene.take(&[&held, &(redundant, seal)], &[OUT]);
    assert_eq!(taken, (vec![], 1, vec![Refusal::Redundant]));
}

#[test]
fn with_an_empty_pack_the_gate_is_asked_again() {
    let mut scene = Scene::new();
    let held = scene.write(OUT, &[]);
    assert_eq!(scene.take(&[&held], &[OUT]), (vec![], 1, vec![]));
    assert_eq!(scene.take(&[], &[OUT]), (vec![], 1, vec![]));
    assert_eq!(scene.take(&[], &[]), (ids(&[&held]), 0, vec![]));
}
