//! An honest peer's sync while another one is hostile: no more work than without, counted in frames and
//! seconds of silence, never by a clock.
//!
//! Guards: one bad peer never slows the others. Next: `hostile.rs`, what its frames do by themselves.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod support;

use act::log::Log;
use meent_sync::{
    frame::Frame,
    intake::{Admission, Intake},
    pack::Packer,
    pool::{Peer, QUOTA, Quota},
    session::{Effect, Event, Session},
};
use support::{Rng, mutate};

const HONEST: usize = 0;
const HOSTILE: usize = 1;

/// What a peer in the middle did until it had what an honest one has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Work {
    seconds: u64,
    frames: usize,
}

struct Middle {
    log: Log,
    intake: Intake,
    sessions: [Session; 2],
    /// How often the hostile one was caught: the second time it is sent away for an hour.
    caught: usize,
}

impl Middle {
    // One event, and what it sends back to that peer.
    fn event(&mut self, from: usize, now: u64, event: Event) -> Vec<Vec<u8>> {
        let mut sent = Vec::new();
        for effect in self.sessions[from].handle(&self.log, now, event) {
            match effect {
                Effect::Send(frame) => sent.push(frame),
                Effect::Deliver(pack) => {
                    let gate = |_: &Log, _: &act::act::Act| Admission::Take;
                    let peer = Peer(from as u64);
                    let taken = self.intake.take(&mut self.log, &gate, peer, pack, now);
                    for session in &mut self.sessions {
                        session.handle(&self.log, now, Event::Appended(taken.appended.clone()));
                    }
                }
                Effect::Close => {
                    self.caught += 1;
                    self.intake.forget(Peer(from as u64));
                    self.sessions[from] = Session::new(self.log.community());
                }
                _ => {}
            }
        }
        sent
    }
}

impl Middle {
    // What the hostile one says: beginnings of large transfers of which the end never comes, and in
    // between spoiled frames, with which it is caught.
    fn nuisance(&mut self, other: &Log, now: u64, rng: &mut Rng) {
        if self.caught >= 2 {
            return;
        }
        let from = rng.below(other.len() - 40);
        let (pack, _) = Packer::default().pack(other, other.since(from).take(40));
        let transfer = u32::try_from(rng.below(1_000)).unwrap();
        let mut bytes = Frame::Part { transfer, number: 0, pack }.encode();
        if rng.chance(5) {
            mutate(&mut bytes, &[0xff; 40], rng);
        }
        self.event(HOSTILE, now, Event::Frame(bytes));
    }
}

// `other` is what the hostile one has: acts of the same people that nobody else heard of.
fn synced(whole: &Log, other: &Log, seed: u64, nuisances: usize) -> Work {
    let (_, log) = support::founded(4);
    let community = log.community();
    let sessions = [HONEST, HOSTILE].map(|_| Session::new(community));
    // Room for one and a half of the two, so that one of them may have to make way.
    let room = Quota { acts: whole.len() * 3 / 2, bytes: usize::MAX };
    let mut middle = Middle { log, intake: Intake::new(QUOTA, room), sessions, caught: 0 };
    let mut rng = Rng(seed);
    let mut honest = Session::new(community);
    let mut work = Work::default();
    let (mut now, mut to_honest) = (0, middle.event(HONEST, 0, Event::Start));
    for _ in 0..nuisances {
        middle.nuisance(other, now, &mut rng);
    }
    while middle.log.heads() != whole.heads() {
        let mut to_middle = Vec::new();
        for frame in std::mem::take(&mut to_honest) {
            to_middle.extend(honest.handle(whole, now, Event::Frame(frame)));
        }
        if to_middle.is_empty() {
            (now, work.seconds) = (now + 1_000, work.seconds + 1);
            to_middle = honest.handle(whole, now, Event::Tick);
            to_honest.extend(middle.event(HONEST, now, Event::Tick));
        }
        for effect in to_middle {
            let Effect::Send(frame) = effect else { continue };
            work.frames += 1;
            to_honest.extend(middle.event(HONEST, now, Event::Frame(frame)));
            for _ in 0..nuisances {
                middle.nuisance(other, now, &mut rng);
            }
        }
        assert!(work.seconds < 1_000, "it never gets there");
    }
    work
}

// The worst of many.
fn most(whole: &Log, other: &Log, nuisances: usize) -> Work {
    (0..40).map(|seed| synced(whole, other, seed, nuisances)).max().unwrap()
}

// The larger one is more than may wait of a peer, so that it waits where all large transfers do.
#[test]
fn a_hostile_peer_makes_an_honest_ones_sync_no_longer() {
    for acts in [900, 3_000] {
        let (_, whole) = support::history(4, acts, 3);
        let (_, other) = support::history(4, acts, 4);
        assert_eq!(whole.community(), other.community());
        let (alone, crowded) = (most(&whole, &other, 0), most(&whole, &other, 10));
        println!(
            "{acts} acts: {alone:?}, beside ten hostile frames for each of its own {crowded:?}"
        );
        assert!(alone.frames > 2, "{alone:?}");
        assert!(crowded.frames <= 2 * alone.frames, "{crowded:?}, alone {alone:?}");
        assert!(crowded.seconds <= 2 * alone.seconds, "{crowded:?}, alone {alone:?}");
    }
}

// As when a member wrote more than comes in by itself in a day.
#[test]
fn what_one_side_does_not_take_is_sent_to_it_more_and_more_seldom() {
    let (_, whole) = support::history(4, 500, 3);
    let (_, some) = support::founded(4);
    let community = whole.community();
    let mut has = Session::new(community);
    let mut declines = Session::new(community);
    let (mut there, mut back) = (has.handle(&whole, 0, Event::Start), Vec::new());
    let mut sent = Vec::new();
    for second in 1..=24 * 60 * 60 {
        let now = second * 1_000;
        there.extend(has.handle(&whole, now, Event::Tick));
        back.extend(declines.handle(&some, now, Event::Tick));
        while !there.is_empty() || !back.is_empty() {
            for effect in std::mem::take(&mut there) {
                let Effect::Send(frame) = effect else { continue };
                if matches!(Frame::decode(&frame), Ok(Frame::Part { .. } | Frame::Push { .. })) {
                    sent.push(second);
                }
                back.extend(declines.handle(&some, now, Event::Frame(frame)));
            }
            for effect in std::mem::take(&mut back) {
                let Effect::Send(frame) = effect else { continue };
                there.extend(has.handle(&whole, now, Event::Frame(frame)));
            }
        }
    }
    sent.dedup();
    assert!(sent.len() > 5, "it is tried again: {sent:?}");
    assert!(sent.len() < 60, "every half hour at most: {} times", sent.len());
}
