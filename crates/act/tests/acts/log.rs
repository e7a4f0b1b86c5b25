//! What the log takes in, and what it knows of who is in whose past.

use std::{collections::BTreeSet, sync::Arc};

use crate::support::{found, key, neighbourhood, remark, write};
use act::{
    act::Act,
    deed::Deed,
    id::ActId,
    key::Signature,
    log::{AppendError, Index, Log, Refusal},
    register::{Enrol, Join, Kind},
    seal::Seal,
    statement,
};
use proptest::prelude::*;

fn refused(log: &Log, act: Act, wanted: Refusal) {
    let mut log = log.clone();
    let before = log.len();
    assert_eq!(log.append(Arc::new(act)), Err(AppendError::Refused(wanted)));
    assert_eq!(log.len(), before);
}

#[test]
fn only_devices_that_the_past_knows_are_taken_in() {
    let (log, acts) = neighbourhood();
    let [founding, invite, join, enrol] = acts.as_slice() else { panic!("four acts") };
    let community = log.community();
    let other = write(&key(9), community, None, vec![enrol.id()], Deed::Gather, None);
    refused(&log, other, Refusal::Stranger);
    // The enrolled device, but not having seen its enrolment.
    let early = write(&key(3), community, None, vec![join.id()], Deed::Gather, None);
    refused(&log, early, Refusal::Stranger);
    // A join with another invite's signature, and one that doesn't know the invite.
    let proof = key(101).sign(&statement::join(community, key(4).device()));
    let bad = Deed::Join(Join { invite: invite.id(), proof, kind: Kind::Resident });
    refused(&log, write(&key(4), community, None, vec![invite.id()], bad, None), Refusal::Stranger);
    let proof = key(100).sign(&statement::join(community, key(4).device()));
    let unseen = Deed::Join(Join { invite: invite.id(), proof, kind: Kind::Resident });
    let unseen = write(&key(4), community, None, vec![founding.id()], unseen, None);
    refused(&log, unseen, Refusal::Stranger);
    // An enrolment signed for another member brings nobody in.
    let mut log = log;
    let proof = key(5)
        .sign(&statement::member(community, statement::member_id(founding.id(), key(1).device())));
    let enrol = Deed::Enrol(vec![Enrol { device: key(5).device(), proof }]);
    let enrol = write(
        &key(2),
        community,
        log.find(acts[3].id()).map(|i| log.act(i).clone()).as_ref(),
        vec![],
        enrol,
        None,
    );
    log.append(Arc::new(enrol.clone())).unwrap();
    let stray = write(&key(5), community, None, vec![enrol.id()], Deed::Gather, None);
    refused(&log, stray, Refusal::Stranger);
}

#[test]
fn chains_communities_and_names_said_twice_are_refused() {
    let (log, acts) = neighbourhood();
    let [founding, invite, join, _] = acts.as_slice() else { panic!("four acts") };
    let community = log.community();
    // prev of another device
    let stolen = write(&key(1), community, Some(join), vec![], Deed::Gather, None);
    refused(&log, stolen, Refusal::Unchained);
    // seen names what prev holds already
    let twice = write(&key(1), community, Some(invite), vec![founding.id()], Deed::Gather, None);
    refused(&log, twice, Refusal::Redundant);
    let mut foreign = Log::new(found(&key(8)).community());
    assert_eq!(
        foreign.append(Arc::new(founding.clone())),
        Err(AppendError::Refused(Refusal::Foreign))
    );
    let missing = write(&key(1), community, Some(invite), vec![ActId([5; 32])], Deed::Gather, None);
    let mut log = log;
    assert_eq!(log.append(Arc::new(missing)), Err(AppendError::Missing(vec![ActId([5; 32])])));
    let known = log.append(Arc::new(founding.clone()));
    assert!(matches!(known, Err(AppendError::Known(_))));
}

#[test]
fn a_founding_needs_the_signature_of_each_founder() {
    let honest = found(&key(1));
    let Some(Deed::Found(deed)) = honest.deed() else { panic!("a founding") };
    let mut deed = deed.clone();
    deed.founders[0].proof = Signature([1; 64]);
    let forged =
        write(&key(1), act::id::CommunityId::UNFOUNDED, None, vec![], Deed::Found(deed), None);
    refused(&Log::new(forged.community()), forged, Refusal::Stranger);
}

#[test]
fn one_seal_covers_a_chain_and_is_for_that_act_only() {
    let (mut log, acts) = neighbourhood();
    let seal = Seal::new(&key(1), &acts[1]);
    assert!(seal.is_genuine());
    assert!(log.seal(&seal) && !log.seal(&seal));
    assert!(!log.seal(&Seal::new(&key(1), &acts[0])), "an older one is covered");
    assert_eq!(log.seals().collect::<Vec<_>>(), [seal]);
    for forged in [
        Seal { seq: 1, ..seal },
        Seal { act: acts[0].id(), ..seal },
        Seal { device: key(2).device(), ..seal },
        Seal { community: act::id::CommunityId([3; 32]), ..seal },
    ] {
        assert!(!forged.is_genuine());
    }
}

#[test]
fn the_seals_that_stay_are_kept_wherever_they_come_in_between() {
    let founding = found(&key(1));
    let mut log = Log::new(founding.community());
    let mut acts = vec![founding];
    for _ in 1..600 {
        let last = acts.last().unwrap();
        acts.push(write(&key(1), log.community(), Some(last), vec![], Deed::Gather, None));
    }
    for act in &acts {
        log.append(std::sync::Arc::new(act.clone())).unwrap();
    }
    let on = |seq: usize| Seal::new(&key(1), &acts[seq - 1]);
    for (seq, is_new) in [(300, true), (256, true), (299, false), (256, false), (600, true)] {
        assert_eq!(log.seal(&on(seq)), is_new, "{seq}");
    }
    assert!(log.seal(&on(512)) && !log.seal(&on(511)));
    assert_eq!(log.seals().collect::<Vec<_>>(), [on(256), on(512), on(600)]);
}

/// A random history: which of four devices writes, on which of its acts, having seen which heads.
fn histories() -> impl Strategy<Value = Vec<(u8, u8, Vec<u8>)>> {
    prop::collection::vec(
        (
            0..3_u8,
            prop_oneof![4 => Just(0_u8), 1 => 0..4_u8],
            prop::collection::vec(any::<u8>(), 0..3),
        ),
        1..40,
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn clocks_agree_with_walking_the_past(history in histories()) {
        let (mut log, acts) = neighbourhood();
        let mut own: Vec<Vec<Act>> = vec![vec![acts[1].clone()], vec![acts[3].clone()], vec![]];
        let first = write(&key(3), log.community(), None, vec![acts[3].id()], Deed::Gather, None);
        log.append(Arc::new(first.clone())).unwrap();
        own[2].push(first);
        for (number, (who, back, seen)) in history.into_iter().enumerate() {
            let chain = &own[usize::from(who)];
            let prev = chain[chain.len().saturating_sub(1 + usize::from(back))].clone();
            let at = log.find(prev.id()).unwrap();
            // Some acts that neither prev nor another one of them has in its past.
            let mut picked: Vec<Index> = Vec::new();
            for pick in seen {
                let index = log.since(usize::from(pick) % log.len()).next().unwrap();
                if !log.reaches(at, index) {
                    picked.retain(|other| !log.reaches(index, *other));
                    if !picked.iter().any(|other| log.reaches(*other, index)) {
                        picked.push(index);
                    }
                }
            }
            let seen = picked.iter().map(|index| log.act(*index).id()).collect();
            let next = remark(&key(who + 1), &log, &prev, seen, &format!("{number}"));
            log.append(Arc::new(next.clone())).unwrap();
            own[usize::from(who)].push(next);
        }
        let mut pasts: Vec<BTreeSet<Index>> = Vec::new();
        for (index, entry) in log.iter() {
            let mut past = BTreeSet::from([index]);
            for parent in entry.parents() {
                past.extend(&pasts[parent.at()]);
            }
            let clock = log.clock(index);
            for (other, _) in log.iter() {
                prop_assert_eq!(log.reaches(index, other), past.contains(&other));
                prop_assert_eq!(log.holds(&clock, other), past.contains(&other));
            }
            // Forked, literally: two different acts of one device with one number.
            for (device, _) in log.devices() {
                let of_device = past.iter().map(|i| log.act(*i)).filter(|act| act.device() == device);
                let numbers: Vec<u32> = of_device.map(Act::seq).collect();
                let distinct: BTreeSet<_> = numbers.iter().collect();
                prop_assert_eq!(log.is_forked(device, &clock), distinct.len() < numbers.len());
            }
            pasts.push(past);
        }
        let named: BTreeSet<Index> = log.iter().flat_map(|(_, entry)| entry.parents().collect::<Vec<_>>()).collect();
        let heads: Vec<_> = log.iter().map(|(index, _)| index).filter(|index| !named.contains(index)).collect();
        prop_assert_eq!(log.head_indices().collect::<Vec<_>>(), heads);
    }
}

// All that can be asked of a log.
fn asked(log: &Log) -> String {
    let entries = log.iter().map(|(index, entry)| {
        let parents: Vec<_> = entry.parents().collect();
        format!("{} {:?} {parents:?} {:?}", entry.act.id(), entry.branch(), log.clock(index))
    });
    let entries: Vec<_> = entries.collect();
    let devices: Vec<_> = log.devices().collect();
    let stretches = devices.iter().flat_map(|(_, branches)| *branches);
    let stretches: Vec<_> = stretches.map(|branch| log.stretch(*branch)).collect();
    let brought: Vec<_> = log.origins().devices().map(|device| log.origins().of(device)).collect();
    let erased: Vec<_> = log.erased().collect();
    format!("{entries:#?} {:?} {devices:?} {stretches:?} {brought:?} {erased:?}", log.heads())
}

#[test]
fn a_log_goes_back_to_how_it_was_from_wherever_it_went() {
    let (log, mut acts) = neighbourhood();
    let (invite, join, enrol) = (acts[1].clone(), acts[2].clone(), acts[3].clone());
    let one = remark(&key(1), &log, &invite, vec![enrol.id()], "een");
    let fork = remark(&key(1), &log, &invite, vec![], "twee");
    let third = write(&key(3), log.community(), None, vec![enrol.id()], Deed::Gather, None);
    let on = remark(&key(1), &log, &fork, vec![third.id()], "drie");
    let off = remark(&key(2), &log, &join, vec![], "vier");
    acts.extend([
        one.clone(),
        fork,
        third,
        on,
        remark(&key(1), &log, &one, vec![], "vijf").erased(),
    ]);
    acts.push(off);
    let whole = |count: usize| {
        let mut log = Log::new(log.community());
        for act in &acts[..count] {
            log.append(Arc::new(act.clone())).unwrap();
        }
        log
    };
    for before in 0..=acts.len() {
        for after in before..=acts.len() {
            let mut log = whole(before);
            let mark = log.mark();
            for act in &acts[before..after] {
                log.append(Arc::new(act.clone())).unwrap();
            }
            log.back_to(mark);
            assert_eq!(asked(&log), asked(&whole(before)));
            for act in &acts[before..] {
                log.append(Arc::new(act.clone())).unwrap();
            }
            assert_eq!(asked(&log), asked(&whole(acts.len())));
        }
    }
}
