//! Mutated frames of every kind, as many as are asked: sync, hello, introductions and bundles.
//!
//! A panic ends it. Of sync the peak of resident memory is told beside what four frames take, which is
//! what dealing with one may cost (`pack::DECODED`). `cargo bench -p meent-sync --bench hostile` takes
//! 100,000 of each; `-- 1000000` so many.
#![expect(clippy::print_stdout, reason = "a benchmark is there to print")]

#[path = "../tests/support/mod.rs"]
mod support;

use std::sync::Arc;

use act::{
    id::{CommunityId, DeviceId, Digest},
    key::SecretKey,
    log::Log,
};
use meent_sync::{
    bundle::{self, Head, reader::Reader, writer::Writer},
    frame::FRAME,
    frontier::Frontier,
    hello::{
        Ends, Membership, Randomness, Standing, Standpoint, initiator::Initiator,
        responder::Responder, tag::CommunitySecret,
    },
    intake::{Admission, Intake},
    join::{Answer, Introduction, Request},
    pool::Peer,
    session::{Effect, Event, Session},
};
use support::{Rng, mutate};

fn main() {
    let asked = std::env::args().skip(1).find(|word| !word.starts_with("--"));
    let count = asked.map_or(100_000, |count| count.parse().expect("a number of frames"));
    let (keys, log) = support::history(4, 3_000, 2);
    sync(&log, count);
    let hellos = hello();
    every("hello", &hellos, count, |frame| {
        let (own, ends) = (vec![membership(2)], ends());
        let greeted = Responder::greeted(ends.clone(), own, random(2), frame).is_ok();
        let (ali, _) = Initiator::new(ends, vec![membership(1)], random(1));
        greeted || ali.challenged(frame).is_ok()
    });
    let introduction = Introduction::from_log(&log, &keys[0]).map(Request::Introduce);
    let joins: Vec<_> = introduction.iter().map(Request::encode).collect();
    let joins = if joins.is_empty() { vec![guest()] } else { joins };
    every("join", &joins, count, |frame| {
        Answer::decode(frame).is_ok() || Request::decode(frame).is_ok()
    });
    let head = Head {
        community: log.community(),
        frontier: Frontier::of(&log).digest(),
        checkpoint: Digest([7; 32]),
    };
    let acts = log.since(0).take(40).collect();
    let written = Writer::new(log, head, None, acts).expect("it fits").collect::<Vec<_>>();
    every("bundle", &[written.concat()], count, |file| {
        let mut reader = Reader::default();
        let pushed = file.chunks(1_000).try_for_each(|piece| reader.push(piece));
        pushed
            .and_then(|()| reader.finish())
            .map(|bundle: bundle::Bundle| bundle.acts.len())
            .is_ok()
    });
}

fn sync(log: &Log, count: usize) {
    let frames = support::frames::of_every_kind(log);
    let (_, founding) = support::founded(4);
    let mut rng = Rng(77);
    let (mut delivered, mut refused) = (0, 0);
    // 5: the most is counted anew from now on (proc(5)).
    drop(std::fs::write("/proc/self/clear_refs", "5"));
    let before = memory("VmRSS:");
    for _ in 0..count {
        let mut bytes = rng.pick(&frames).clone();
        let other = rng.pick(&frames);
        mutate(&mut bytes, other, &mut rng);
        bytes.truncate(FRAME);
        let mut session = Session::new(founding.community());
        session.handle(&founding, 0, Event::Start);
        for effect in session.handle(&founding, 1, Event::Frame(bytes)) {
            match effect {
                Effect::Deliver(pack) => {
                    delivered += 1;
                    let gate = |_: &Log, _: &act::act::Act| Admission::Take;
                    let mut held = founding.clone();
                    Intake::default().take(&mut held, &gate, Peer(1), pack, 0);
                }
                Effect::Misbehaved(_) => refused += 1,
                Effect::Send(_)
                | Effect::Known(_)
                | Effect::Records(_)
                | Effect::Full(_)
                | Effect::Around { .. }
                | Effect::Close => {}
            }
        }
    }
    println!("sync: {count} frames, {delivered} held acts, {refused} from who would be penalised");
    match (before, memory("VmHWM:")) {
        (Some(before), Some(after)) => println!(
            "sync: {} kB at most beside what was there, of {} kB for four frames",
            after.saturating_sub(before),
            4 * FRAME / 1024,
        ),
        _ => println!("sync: this system doesn't tell how much memory was used"),
    }
}

fn every(what: &str, good: &[Vec<u8>], count: usize, mut read: impl FnMut(&[u8]) -> bool) {
    let mut rng = Rng(78);
    let mut passed = 0;
    for _ in 0..count {
        let mut bytes = rng.pick(good).clone();
        let other = rng.pick(good);
        mutate(&mut bytes, other, &mut rng);
        passed += usize::from(read(&bytes));
    }
    println!("{what}: {count}, {passed} could be read");
}

fn ends() -> Ends {
    Ends { initiator: b"peer of Ali".to_vec(), responder: b"peer of Bea".to_vec() }
}

fn random(seed: u8) -> Randomness {
    Randomness { nonce: [seed; 32], filler: [seed ^ 0x80; 32] }
}

fn membership(device: u8) -> Membership {
    Membership {
        community: CommunityId([1; 32]),
        secret: CommunitySecret([2; 32]),
        key: Arc::new(SecretKey::from_seed(&[device; 32])),
    }
}

// The frames of a hello that goes well.
fn hello() -> Vec<Vec<u8>> {
    let standpoint = Standpoint { frontier: Digest([3; 32]), checkpoint: Digest([4; 32]) };
    let known = |_: CommunityId, _: DeviceId| Standing::Known(standpoint);
    let (ali, first) = Initiator::new(ends(), vec![membership(1)], random(1));
    let greeted = Responder::greeted(ends(), vec![membership(2)], random(2), &first);
    let (bea, second) = greeted.expect("it is a hello");
    let (ali, third) = ali.challenged(&second).expect("it is an answer");
    let (_, fourth) = bea.shown(&third, known).expect("it is a proof");
    let (_, fifth) = ali.answered(&fourth, known).expect("it is an answer");
    vec![first, second, third, fourth, fifth]
}

// A newcomer's request.
fn guest() -> Vec<u8> {
    let (keys, mut log) = support::founded(1);
    let guest = SecretKey::from_seed(&[9; 32]);
    support::join(&mut log, &keys[0], &guest, 1_790_000_000);
    let introduction = Introduction::from_log(&log, &guest).expect("it joined");
    Request::Introduce(introduction).encode()
}

// Kilobytes that are resident now or were at most, as the system tells it.
fn memory(which: &str) -> Option<usize> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix(which))?;
    line.split_whitespace().next()?.parse().ok()
}
