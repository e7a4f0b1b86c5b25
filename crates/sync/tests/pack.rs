//! Packs: what comes out is what went in, and few bytes carry it.

mod support;

use act::{
    act::{Act, Parts},
    deed::Class,
    key::SecretKey,
    log::{Index, Log},
    seal::Seal,
};
use meent_sync::{
    pack::{ACTS, DECODED, Pack, Packer, weight},
    unpack::Unpacker,
};
use std::sync::Arc;
use support::Rng;

/// Packs acts of a log as one transfer; gives the bytes of each part.
fn parts(log: &Log, acts: &[Index]) -> Vec<Vec<u8>> {
    let mut packer = Packer::default();
    let mut parts = Vec::new();
    let mut done = 0;
    while done < acts.len() {
        let (bytes, count) = packer.pack(log, acts[done..].iter().copied());
        assert!(count > 0);
        parts.push(bytes);
        done += count;
    }
    parts
}

fn check(log: &Log, acts: &[Index]) -> usize {
    let mut unpacker = Unpacker::new(log.community());
    let parts = parts(log, acts);
    let packs: Vec<Pack> =
        parts.iter().map(|bytes| unpacker.unpack(bytes).expect("it was packed here")).collect();
    for pack in &packs {
        assert!(pack.acts.len() <= ACTS);
        assert!(pack.acts.iter().map(|act| weight(act)).sum::<usize>() <= DECODED);
    }
    let got: Vec<_> = packs.iter().flat_map(|pack| &pack.acts).collect();
    assert_eq!(got.len(), acts.len());
    for (act, index) in got.into_iter().zip(acts) {
        assert_eq!(**act, *log.act(*index));
    }
    let seals: Vec<_> = packs.iter().flat_map(|pack| &pack.seals).collect();
    assert!(seals.iter().all(|seal| seal.is_genuine()));
    let expected = log
        .seals()
        .filter(|seal| acts.contains(&log.find(seal.act).expect("a seal is on an act of its log")));
    assert_eq!(seals.len(), expected.count());
    parts.iter().map(Vec::len).sum()
}

#[test]
fn any_part_of_a_history_comes_back_as_it_was() {
    let (_, log) = support::history(7, 2_600, 3);
    let all: Vec<_> = log.since(0).collect();
    check(&log, &all);
    check(&log, &all[..1]);
    let mut rng = Rng(4);
    for _ in 0..60 {
        let from = rng.below(all.len());
        let some: Vec<_> = all[from..].iter().filter(|_| rng.chance(30)).copied().collect();
        check(&log, &some);
    }
}

#[test]
fn guests_forks_and_other_versions_come_back_as_they_were() {
    let (keys, mut log) = support::founded(3);
    let mut rng = Rng(1);
    let at = 1_790_000_000;
    let guest = SecretKey::from_seed(&[200; 32]);
    let joined = support::join(&mut log, &keys[0], &guest, at);
    let first = support::write(&mut log, &guest, at, &mut rng);
    for _ in 0..3 {
        support::write_after(&mut log, &guest, Some(first), at, &mut rng);
        support::write_after(&mut log, &guest, Some(joined), at, &mut rng);
        support::write(&mut log, &guest, -5, &mut rng);
    }
    let tip = log.tips(keys[1].device()).last().copied();
    for class in [Class::Register, Class::Content] {
        let model = support::draft(&log, &keys[1], tip, i64::MAX, act::deed::Deed::Gather);
        let words = (class == Class::Content).then(|| act::body::Words {
            salt: [1; 8],
            strings: vec!["één".to_owned(), String::new(), "twee".to_owned()],
        });
        let act = Act::from_parts(Parts {
            version: 99,
            class,
            community: model.community,
            device: model.device,
            seq: model.seq,
            prev: model.prev,
            seen: model.seen.clone(),
            claimed_at: i64::MIN,
            kept: vec![0xff; 40],
            strings: words.map(act::body::Strings::Whole),
        });
        let act = Arc::new(act.unwrap());
        let seal = Seal::new(&keys[1], &act);
        log.append(act).unwrap();
        log.seal(&seal);
    }
    let all: Vec<_> = log.since(0).collect();
    check(&log, &all);
    check(&log, &all[3..]);
}

#[test]
fn one_act_with_its_seal_is_small() {
    let (keys, mut log) = support::history(8, 300, 9);
    let mut rng = Rng(5);
    let mut bytes = Vec::new();
    for at in 0..200 {
        let key = rng.below(keys.len());
        let index = support::write(&mut log, &keys[key], 1_791_000_000 + at, &mut rng);
        bytes.push(check(&log, &[index]));
    }
    bytes.sort_unstable();
    // Three fifths of the 490 bytes that Automerge's sync takes for one change.
    assert!(bytes[100] <= 294, "half are at most {} bytes", bytes[100]);
    assert!(bytes[190] <= 400, "most are at most {} bytes", bytes[190]);
}

#[test]
fn a_history_takes_about_what_people_typed() {
    let (_, log) = support::history(30, 10_000, 11);
    let all: Vec<_> = log.since(0).collect();
    let bytes = check(&log, &all);
    let salts = 8 * log.iter().filter(|(_, entry)| entry.act.words().is_some()).count();
    let text: usize = log.iter().flat_map(|(_, entry)| entry.act.strings()).map(String::len).sum();
    eprintln!("{bytes} bytes, {salts} of salt; {text} typed");
    assert!(bytes - salts < 10 * log.len() + text / 2, "{bytes} bytes");
}
