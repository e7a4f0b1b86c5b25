//! Bundles: what one writes another reads, and no file does harm, whatever is in it.
//!
//! Guards: nothing comes out of a file that is cut off or changed; of one that was made to look whole, what
//! enters a log was written and sealed by its people. Next: `hostile.rs`, the same on the wire.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod support;

use std::{collections::BTreeSet, sync::Arc};

use act::{
    act::Act,
    deed::Deed,
    id::{ActId, CommunityId, Digest},
    key::SecretKey,
    log::{Index, Log},
    register::Invite,
    seal::Seal,
};
use meent_sync::{
    bundle::{self, Bundle, BundleError, Head, reader::Reader, writer::Writer},
    frame::FRAME,
    frontier::Frontier,
    hello::tag::CommunitySecret,
    intake::{Admission, Intake},
    link::InviteLink,
    pack::weight,
    pool::{LARGE, Peer},
};
use sha2::{Digest as _, Sha256};
use support::{Rng, mutate, network::check_sealed};

const FORM: usize = 15;

fn head(log: &Log) -> Head {
    Head {
        community: log.community(),
        frontier: Frontier::of(log).digest(),
        checkpoint: Digest([7; 32]),
    }
}

fn written(log: &Log, invite: Option<&InviteLink>, acts: BTreeSet<Index>) -> Vec<u8> {
    let mut writer = Writer::new(log.clone(), head(log), invite, acts).unwrap();
    let pieces: Vec<_> = writer.by_ref().collect();
    assert!(pieces.iter().all(|piece| piece.len() <= FRAME + 4));
    assert_eq!(writer.next(), None);
    pieces.concat()
}

fn all(log: &Log) -> BTreeSet<Index> {
    log.since(0).collect()
}

fn read(bytes: &[u8]) -> Result<Bundle, BundleError> {
    let mut reader = Reader::default();
    reader.push(bytes)?;
    reader.finish()
}

/// What of a bundle enters a log.
fn taken(log: &mut Log, bundle: &Bundle) -> Vec<ActId> {
    let mut intake = Intake::default();
    let gate = |_: &Log, _: &Act| Admission::Take;
    intake.take(log, &gate, Peer(1), bundle.pack(), 0);
    let taken = intake.take(log, &gate, Peer(1), Default::default(), 0);
    check_sealed(log);
    taken.appended.iter().map(|index| log.act(*index).id()).collect()
}

/// A log with an invite in it, and its link.
fn invited() -> (Log, InviteLink) {
    let (keys, mut log) = support::history(4, 40, 3);
    let key = SecretKey::from_seed(&[50; 32]);
    let published = Invite { key: key.invite(), until: 1_800_000_000, guests: 20 };
    let prev = log.tips(keys[0].device()).last().copied();
    let draft = support::draft(&log, &keys[0], prev, 1_790_900_000, Deed::Invite(published));
    let act = support::add(&mut log, &keys[0], draft);
    let link = InviteLink {
        community: log.community(),
        secret: CommunitySecret([2; 32]),
        invite: log.act(act).id(),
        seed: [50; 32],
        until: 1_800_000_000,
        name: "De Linde".to_owned(),
        addresses: Vec::new(),
        checkpoint: None,
    };
    (log, link)
}

#[test]
fn what_is_written_is_read_in_pieces_of_any_size() {
    let (log, link) = invited();
    let bytes = written(&log, Some(&link), all(&log));
    for size in [1, 2, 7, 1_000, FRAME + 5, bytes.len()] {
        let mut reader = Reader::default();
        for piece in bytes.chunks(size) {
            reader.push(piece).unwrap();
        }
        let bundle = reader.finish().unwrap();
        assert_eq!(bundle.head, head(&log));
        assert_eq!(bundle.invite, Some(link.clone()));
        let mut other = Log::new(log.community());
        assert_eq!(taken(&mut other, &bundle).len(), log.len());
        assert_eq!(Frontier::of(&other).digest(), bundle.head.frontier);
        // Once more brings nothing.
        assert_eq!(taken(&mut other, &bundle), []);
    }
}

#[test]
fn whoever_lacks_something_gets_that_and_no_more() {
    let (keys, log) = support::history(4, 120, 5);
    // Of whoever has not written for longest.
    let tip = keys.iter().map(|key| log.tips(key.device())[0]).min().unwrap();
    let lacking = bundle::beyond(&log, &log.clock_of([tip]));
    assert!(!lacking.is_empty() && lacking.len() < log.len());
    let bundle = read(&written(&log, None, lacking)).unwrap();
    // That person's log, before.
    let mut other = Log::new(log.community());
    for (index, entry) in log.iter().filter(|(index, _)| log.reaches(tip, *index)) {
        other.append(Arc::clone(&entry.act)).unwrap();
        let seal =
            Seal::new(keys.iter().find(|k| k.device() == entry.act.device()).unwrap(), &entry.act);
        other.seal(&seal);
        assert!(index <= tip);
    }
    taken(&mut other, &bundle);
    assert_eq!(other.len(), log.len());
    // Somebody who has less lacks what the acts name, and is told so.
    let mut stranger = Log::new(log.community());
    let mut intake = Intake::default();
    let gate = |_: &Log, _: &Act| Admission::Take;
    intake.take(&mut stranger, &gate, Peer(1), bundle.pack(), 0);
    assert!(!intake.missing(&stranger, &gate, Peer(1)).is_empty());
}

#[test]
fn what_is_recent_comes_with_all_that_knows_it() {
    let (_, log) = support::history(4, 120, 6);
    let middle = log.act(log.since(60).next().unwrap()).header().claimed_at;
    let recent = bundle::since(&log, middle);
    assert!(recent.len() < log.len());
    for (index, entry) in log.iter() {
        let is_in = recent.contains(&index);
        assert!(is_in || entry.act.header().claimed_at < middle, "whatever claims to be recent");
        assert!(
            !is_in
                || log
                    .iter()
                    .all(|(later, _)| !log.reaches(later, index) || recent.contains(&later))
        );
    }
    assert_eq!(bundle::since(&log, i64::MIN), all(&log));
    assert_eq!(bundle::since(&log, i64::MAX), BTreeSet::new());
    assert_eq!(read(&written(&log, None, BTreeSet::new())).unwrap().acts, []);
}

#[test]
fn a_file_that_is_cut_off_anywhere_gives_nothing() {
    let (log, link) = invited();
    let bytes = written(&log, Some(&link), all(&log));
    assert_eq!(read(&[]).unwrap_err(), BundleError::NotOne);
    for length in 1..bytes.len() {
        assert_eq!(read(&bytes[..length]).unwrap_err(), BundleError::CutOff, "{length}");
    }
    let longer = [&bytes[..], &[0]].concat();
    assert_eq!(read(&longer).unwrap_err(), BundleError::Damaged);
}

#[test]
fn a_file_in_which_a_bit_is_turned_gives_nothing() {
    let (log, _) = invited();
    let bytes = written(&log, None, all(&log));
    for at in (0..bytes.len()).step_by(11) {
        let mut turned = bytes.clone();
        turned[at] ^= 1 << (at % 8);
        assert!(read(&turned).is_err(), "{at}");
    }
}

/// The frames of a file, without their lengths.
fn frames(bytes: &[u8]) -> Vec<Vec<u8>> {
    let mut rest = &bytes[FORM..];
    let mut frames = Vec::new();
    while let Some((length, after)) = rest.split_first_chunk::<4>() {
        let (frame, next) = after.split_at(u32::from_be_bytes(*length) as usize);
        frames.push(frame.to_vec());
        rest = next;
    }
    frames
}

/// A file of these frames, with a sum that fits at its end, as somebody makes it who knows how.
fn resealed(frames: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = b"meent bundle 1\n".to_vec();
    let (end, others) = frames.split_last().unwrap();
    let put = |bytes: &mut Vec<u8>, frame: &[u8]| {
        bytes.extend(u32::try_from(frame.len()).unwrap().to_be_bytes());
        bytes.extend(frame);
    };
    for frame in others {
        put(&mut bytes, frame);
    }
    let sum: [u8; 32] = Sha256::digest(&bytes).into();
    let mut end = end.clone();
    let at = end.len().saturating_sub(32);
    end.truncate(at);
    end.extend(sum);
    put(&mut bytes, &end);
    bytes
}

#[test]
fn what_is_new_is_passed_over_where_that_may_be() {
    let (log, _) = invited();
    let whole = frames(&written(&log, None, all(&log)));
    let with = |kind: u8| {
        let mut frames = whole.clone();
        frames.insert(1, vec![kind, 1, 2, 3]);
        read(&resealed(&frames)).map(|bundle| bundle.acts.len())
    };
    assert_eq!(with(128), Ok(log.len()));
    assert_eq!(with(255), Ok(log.len()));
    assert_eq!(with(18), Err(BundleError::Newer));
    let newer = [b"meent bundle 2\n", &[0; 40][..]].concat();
    assert_eq!(read(&newer).unwrap_err(), BundleError::Newer);
    assert_eq!(read(b"meent backup 1\n").unwrap_err(), BundleError::NotOne);
}

#[test]
fn an_invite_stands_with_its_act_and_community() {
    let (log, link) = invited();
    let without: BTreeSet<_> =
        all(&log).into_iter().filter(|index| log.act(*index).id() != link.invite).collect();
    let bytes = written(&log, Some(&link), without);
    assert_eq!(read(&bytes).unwrap_err(), BundleError::Damaged);
    let other = InviteLink { community: CommunityId([1; 32]), ..link.clone() };
    let bytes = written(&log, Some(&other), all(&log));
    assert_eq!(read(&bytes).unwrap_err(), BundleError::Damaged);
}

#[test]
fn a_file_that_is_too_large_is_refused_without_being_held() {
    let (log, _) = invited();
    let mut bytes = frames(&written(&log, None, BTreeSet::new()));
    bytes.insert(1, vec![200; FRAME]);
    let whole = resealed(&bytes);
    let filler = [&u32::try_from(FRAME).unwrap().to_be_bytes()[..], &vec![200; FRAME]].concat();
    let mut reader = Reader::default();
    reader.push(&whole[..FORM + 4 + bytes[0].len()]).unwrap();
    // What is no content of an attachment has 256 MiB.
    let most = (256 << 20) / filler.len();
    for _ in 0..most - 1 {
        reader.push(&filler).unwrap();
    }
    assert_eq!((0..2).find_map(|_| reader.push(&filler).err()), Some(BundleError::TooLarge));
    let long = [&whole[..FORM], &u32::MAX.to_be_bytes()].concat();
    assert_eq!(
        read(&long).unwrap_err(),
        BundleError::Damaged,
        "an announced length takes no memory"
    );
}

#[test]
fn a_hundred_thousand_mutated_bundles_do_no_harm() {
    let (log, link) = invited();
    let (_, founding) = support::founded(4);
    let known: BTreeSet<ActId> = log.iter().map(|(_, entry)| entry.act.id()).collect();
    let part =
        |from: usize, to: usize| -> BTreeSet<_> { log.since(from).take(to - from).collect() };
    let files = [
        written(&log, None, part(0, 3)),
        written(&log, None, part(0, 12)),
        written(&log, Some(&link), all(&log)),
        written(&log, None, part(36, 41)),
    ];
    let mut rng = Rng(78);
    let (mut read, mut entered, mut refused) = (0, 0, BTreeSet::new());
    for _ in 0..100_000 {
        let file = rng.pick(&files).clone();
        let other = rng.pick(&files).clone();
        let mut bytes = file;
        if rng.chance(80) {
            // By somebody who knows how: inside a frame or the frames among themselves, the sum set right.
            let (mut own, others) = (frames(&bytes), frames(&other));
            let at = rng.below(own.len());
            match rng.below(6) {
                0 => own.insert(at, rng.pick(&others).clone()),
                1 if own.len() > 1 => drop(own.remove(at)),
                2 => own.swap(at, 0),
                _ => {
                    let other = rng.pick(&others).clone();
                    mutate(&mut own[at], &other, &mut rng);
                }
            }
            bytes = resealed(&own);
        } else {
            mutate(&mut bytes, &other, &mut rng);
        }
        let mut reader = Reader::default();
        let size = 1 + rng.below(4_000);
        let pushed = bytes.chunks(size).try_for_each(|piece| reader.push(piece));
        match pushed.and_then(|()| reader.finish()) {
            Ok(bundle) => {
                read += 1;
                assert!(bundle.acts.len() <= LARGE.acts && bundle.seals.len() <= bundle.acts.len());
                assert!(bundle.acts.iter().map(|act| weight(act)).sum::<usize>() <= LARGE.bytes);
                let mut held = founding.clone();
                entered += taken(&mut held, &bundle).len();
                assert!(held.iter().all(|(_, entry)| known.contains(&entry.act.id())));
            }
            Err(error) => drop(refused.insert(error)),
        }
    }
    assert!(read > 5_000, "the mutations were too wild: {read}");
    assert!(entered > 5_000, "what was whole came in: {entered}");
    let few = [BundleError::NotOne, BundleError::Newer, BundleError::CutOff, BundleError::Damaged];
    assert!(few.iter().all(|error| refused.contains(error)), "{refused:?}");
}
