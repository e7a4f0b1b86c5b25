//! Any bytes: no panic, nothing over a cap, and what isn't sealed changes no log.

mod support;

use std::sync::Arc;

use act::{id::ActId, log::Log};
use meent_sync::{
    frame::{FRAME, Frame, FrameError},
    intake::{Admission, Intake},
    pack::{ACTS, DECODED, Packer, weight},
    pool::{Peer, QUOTA},
    session::{Effect, Event, Session},
    unpack::Unpacker,
};
use support::{Rng, mutate, network::check_sealed};

/// One frame of each kind, several of those that carry acts.
fn frames(log: &Log) -> Vec<Vec<u8>> {
    let all: Vec<_> = log.since(0).collect();
    let mut frames = Vec::new();
    for (from, to) in [(0, 1), (1, 3), (5, 40), (0, 120), (100, 101), (118, 120)] {
        let (pack, _) = Packer::default().pack(log, all[from..to].iter().copied());
        let frame = Frame::Push { transfer: 1, pack };
        // Four of each: that is where most of the reading is.
        frames.extend(vec![frame.encode(); 4]);
    }
    let mut packer = Packer::default();
    let mut pack = |from: usize, to: usize| packer.pack(log, all[from..to].iter().copied()).0;
    frames.push(Frame::Part { transfer: 3, number: 0, pack: pack(0, 30) }.encode());
    frames.extend(support::frames::without_acts(log));
    frames
}

#[test]
fn a_hundred_thousand_mutated_frames_do_no_harm() {
    let (_, log) = support::history(4, 120, 2);
    let frames = frames(&log);
    let known: Vec<ActId> = log.iter().map(|(_, entry)| entry.act.id()).collect();
    let (_, founding) = support::founded(4);
    let mut rng = Rng(77);
    let (mut delivered, mut refused) = (0, 0);
    for _ in 0..100_000 {
        let mut bytes = rng.pick(&frames).clone();
        let other = rng.pick(&frames).clone();
        mutate(&mut bytes, &other, &mut rng);
        let mut session = Session::new(log.community());
        session.handle(&founding, 0, Event::Start);
        let mut held = founding.clone();
        let mut intake = Intake::default();
        for effect in session.handle(&founding, 1, Event::Frame(bytes)) {
            match effect {
                Effect::Send(frame) => assert!(frame.len() <= FRAME),
                Effect::Deliver(pack) => {
                    assert!(pack.acts.len() <= ACTS && pack.seals.len() <= pack.acts.len());
                    let weight: usize = pack.acts.iter().map(|act| weight(act)).sum();
                    assert!(weight <= DECODED);
                    delivered += 1;
                    let gate = |_: &Log, _: &act::act::Act| Admission::Take;
                    intake.take(&mut held, &gate, Peer(1), pack, 0);
                    check_sealed(&held);
                }
                Effect::Misbehaved(_) => refused += 1,
                Effect::Known(_) | Effect::Records(_) | Effect::Full(_) | Effect::Around { .. } => {
                }
                Effect::Close => {
                    let after = session.handle(&founding, 2, Event::Tick);
                    assert_eq!(after, [], "nothing follows");
                }
            }
        }
        // Whatever was changed on the way, only what was written and sealed came in.
        assert!(held.iter().all(|(_, entry)| known.contains(&entry.act.id())));
    }
    assert!(delivered > 5_000, "the mutations were too wild: {delivered}");
    assert!(refused > 50_000, "the mutations were too mild: {refused}");
}

#[test]
fn a_frame_of_one_byte_too_many_is_refused() {
    assert_eq!(Frame::decode(&vec![7; FRAME + 1]), Err(FrameError::TooLong));
    assert!(!matches!(Frame::decode(&vec![7; FRAME]), Err(FrameError::TooLong)));
}

#[test]
fn announced_counts_take_no_memory() {
    // Kinds with a list: tips, want, need; each announces more than the frame can hold.
    let tips = [&[2; 13][..], &[0xe0, 0x5d]].concat();
    let want = [&[3; 5][..], &[0xe0, 0x5d]].concat();
    let need = vec![4, 0x80, 2];
    for bytes in [tips, want, need] {
        assert_eq!(Frame::decode(&bytes), Err(FrameError::Malformed));
    }
}

#[test]
fn a_frame_has_one_form() {
    let (_, log) = support::history(4, 120, 2);
    let mut rng = Rng(6);
    let frames = frames(&log);
    let mut decoded = 0;
    for _ in 0..20_000 {
        let mut bytes = rng.pick(&frames).clone();
        mutate(&mut bytes, &[1, 2, 3], &mut rng);
        if let Ok(frame) = Frame::decode(&bytes) {
            assert_eq!(frame.encode(), bytes);
            decoded += 1;
        }
    }
    assert!(decoded > 1_000);
}

// Few bytes that stand for many: acknowledgements of two references each, 64 in an act.
#[test]
fn an_honest_sender_keeps_to_what_a_pack_may_weigh() {
    use act::{deed::Deed, round::Acknowledge};
    let (keys, mut log) = support::founded(1);
    let round = log.heads()[0];
    for at in 0..400 {
        let tip = log.tips(keys[0].device()).last().copied();
        let list = vec![Acknowledge { round, close: round }; 64];
        let draft = support::draft(&log, &keys[0], tip, at, Deed::Acknowledge(list));
        support::add(&mut log, &keys[0], draft);
    }
    let all: Vec<_> = log.since(0).collect();
    let (pack, count) = Packer::default().pack(&log, all.iter().copied());
    assert!(count < 150, "an honest sender keeps to the cap: {count}");
    let read = Unpacker::new(log.community()).unpack(&pack).unwrap();
    assert!(read.acts.iter().map(|act| weight(act)).sum::<usize>() <= DECODED);
    assert!(pack.len() < 4_000, "{}", pack.len());
}

#[test]
fn unsealed_acts_never_use_more_than_a_quota() {
    let (_, log) = support::history(4, 3_000, 8);
    let (_, mut held) = support::founded(4);
    let mut intake = Intake::default();
    let gate = |_: &Log, _: &act::act::Act| Admission::Take;
    for (_, entry) in log.iter() {
        let pack = meent_sync::pack::Pack {
            acts: vec![Arc::clone(&entry.act)],
            seals: Vec::new(),
            more: false,
        };
        // The gate and the fixpoint see at most the quota each time, so this ends soon.
        if entry.act.seq() % 8 == 0 {
            intake.take(&mut held, &gate, Peer(1), pack, 0);
        }
        let used = intake.used(Peer(1));
        assert!(used.acts <= QUOTA.acts && used.bytes <= QUOTA.bytes);
    }
    assert_eq!(held.len(), 1);
}

#[test]
fn who_asks_too_much_is_told_and_passed_over() {
    let (_, log) = support::history(4, 120, 2);
    let mut session = Session::new(log.community());
    session.handle(&log, 0, Event::Start);
    let question =
        Frame::Frontier { answer: false, digest: act::id::Digest([3; 32]), acts: 5, tips: 2 };
    let mut answers = 0;
    for _ in 0..1_000 {
        for effect in session.handle(&log, 1, Event::Frame(question.encode())) {
            answers += usize::from(matches!(effect, Effect::Send(_)));
        }
    }
    assert!((64..=128).contains(&answers), "{answers}");
}

// A few ids must not make us send, or even list, all there is time and again.
#[test]
fn records_without_end_are_passed_over_and_nobody_is_blamed() {
    let (_, log) = support::history(4, 120, 3);
    let mut session = Session::new(log.community());
    session.handle(&log, 0, Event::Start);
    let frames = frames(&log);
    let records = frames.iter().find(|frame| frame.first() == Some(&10)).unwrap();
    let mut read = |now: u64| {
        let effects =
            (0..1_000).flat_map(|_| session.handle(&log, now, Event::Frame(records.clone())));
        let effects: Vec<_> = effects.collect();
        assert!(effects.iter().all(|effect| matches!(effect, Effect::Records(_))), "{effects:?}");
        effects.len()
    };
    assert_eq!((read(0), read(9_000), read(10_001)), (64, 0, 64));
}

#[test]
fn what_is_asked_for_by_id_is_answered_within_bounds() {
    let (keys, log) = support::history(4, 3_000, 8);
    let chain = |device| {
        let acts: Vec<_> = log.iter().filter(|(_, entry)| entry.act.device() == device).collect();
        acts.into_iter().map(|(_, entry)| entry.act.id()).collect::<Vec<_>>()
    };
    let chains: Vec<_> = keys.iter().map(|key| chain(key.device())).collect();
    let longest = chains.iter().map(Vec::len).max().unwrap();
    assert!(chains.iter().all(|chain| chain.len() > 500));
    let behind_after = |questions: &[Vec<ActId>]| {
        let mut session = Session::new(log.community());
        session.handle(&log, 0, Event::Start);
        for ids in questions {
            let mut ids = ids.clone();
            ids.sort_unstable();
            session.handle(&log, 1, Event::Frame(Frame::Need(ids).encode()));
        }
        session.behind().they
    };
    // All that follows an act, however many of its chain are named; and the end of another chain.
    let mut some = chains[1][5..260].to_vec();
    some.push(chains[2][chains[2].len() - 9]);
    assert_eq!(behind_after(&[some]), chains[1].len() - 5 + 9);
    // Whole chains, so that what is sent is sealed, but no more of them than are worth while.
    let first = chains.iter().map(|chain| chain[0]).collect::<Vec<_>>();
    let at_once = behind_after(std::slice::from_ref(&first));
    assert!((1_000..1_000 + longest).contains(&at_once), "{at_once}");
    // Nor do many questions get more than one does.
    let one_by_one: Vec<_> = first.iter().map(|id| vec![*id]).collect();
    let in_all = behind_after(&one_by_one);
    assert!((1_000..1_000 + longest).contains(&in_all), "{in_all}");
}
