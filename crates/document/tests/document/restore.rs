//! Snapshots are caches, files are Automerge's.
//!
//! Guards: a damaged or old snapshot is never believed; saved and canonical files load in Automerge
//! with the same heads, and the canonical one is the same on every peer. Next: [`super::hostile`].

use automerge::{Automerge, ReadDoc as _};
use document::{
    projection::Document,
    snapshot::{Loading, Restored},
};
use proptest::prelude::*;
use sha2::{Digest as _, Sha256};

use crate::{
    convergence::{history, reordered},
    support::{Peer, three},
    texts::step,
};

fn heads(document: &Automerge) -> Vec<[u8; 32]> {
    let mut heads: Vec<_> = document.get_heads().into_iter().map(|hash| hash.0).collect();
    heads.sort_unstable();
    heads
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    #[test]
    fn a_restored_document_goes_on_as_if_it_had_never_stopped(
        steps in proptest::collection::vec((step(), any::<bool>()), 1..30),
        picks in proptest::collection::vec(any::<usize>(), 1..30),
        until in any::<prop::sample::Index>(),
    ) {
        let (acts, _, ali) = history(&steps);
        let mut old = Peer::new(9, ali.log.community());
        let until = until.index(acts.len());
        for act in reordered(&acts, &picks).iter().take(until + 1) {
            old.take(act);
        }
        old.catch_up();
        let snapshot = old.document.snapshot().unwrap();
        let (restored, how) = Document::restore(&ali.log, &ali.judge, &snapshot).unwrap();
        prop_assert_eq!(restored.heads(), ali.document.heads());
        prop_assert_eq!(restored.json().unwrap(), ali.document.json().unwrap());
        prop_assert_eq!(restored.goals(), ali.document.goals());
        let forked_since = document_forks(&ali) && !document_forks(&old);
        let loaded = Restored::Loaded(acts.len() - until - 1);
        prop_assert_eq!(how, if forked_since { Restored::Derived } else { loaded });
        // It goes on: an act compiles to the same change from either.
        let mut on = Peer { document: restored, last: ali.last, time: ali.time, ..Peer::new(1, ali.log.community()) };
        (on.log, on.judge) = (ali.log.clone(), ali.judge.clone());
        let mut ali = ali;
        let goal = ali.document.goals()[0].id;
        ali.edit(goal, &[(0, 0, "!")]);
        on.edit(goal, &[(0, 0, "!")]);
        prop_assert_eq!(on.document.heads(), ali.document.heads());
    }
}

fn document_forks(peer: &Peer) -> bool {
    peer.log.devices().any(|(_, branches)| branches.len() > 1)
}

#[test]
fn a_damaged_snapshot_is_derived_again() {
    let [mut ali, ..] = three();
    ali.goal("Tuin", "abc");
    let snapshot = ali.document.snapshot().unwrap();
    let check = |bytes: &[u8], wanted: Restored| {
        let (document, how) = Document::restore(&ali.log, &ali.judge, bytes).unwrap();
        assert_eq!(how, wanted);
        let (_, how) = Loading::begin(bytes.to_vec()).finish(&ali.log, &ali.judge).unwrap();
        assert_eq!(how, wanted);
        assert_eq!(document.json().unwrap(), ali.document.json().unwrap());
        assert_eq!(document.heads(), ali.document.heads());
    };
    check(&snapshot, Restored::Loaded(0));
    check(&[], Restored::Derived);
    for at in (0..snapshot.len()).step_by(97) {
        let mut damaged = snapshot.clone();
        damaged[at] ^= 1;
        check(&damaged, Restored::Derived);
    }
    check(&snapshot[..snapshot.len() / 2], Restored::Derived);
    // Even with a digest that fits: Automerge doesn't read it, or its heads aren't those of the acts.
    for at in (0..snapshot.len() - 32).step_by(89) {
        let mut damaged = snapshot[..snapshot.len() - 32].to_vec();
        damaged[at] ^= 1;
        let digest = Sha256::digest(&damaged);
        damaged.extend_from_slice(&digest);
        let (document, _) = Document::restore(&ali.log, &ali.judge, &damaged).unwrap();
        assert_eq!(document.heads(), ali.document.heads(), "byte {at}");
        assert_eq!(document.json().unwrap(), ali.document.json().unwrap(), "byte {at}");
        for (index, _) in ali.log.iter() {
            assert_eq!(document.change_hash(index), ali.document.change_hash(index), "byte {at}");
        }
    }
    // Of another community.
    let other = Peer::founder(77);
    check(&other.document.snapshot().unwrap(), Restored::Derived);
}

#[test]
fn files_load_in_automerge_and_hash_as_they_say() {
    let [mut ali, mut bea, cem] = three();
    let goal = ali.goal("Tuin", "abc");
    bea.hear(&ali);
    ali.edit(goal, &[(0, 0, &"lang ".repeat(300))]);
    bea.edit(goal, &[(1, 1, "B")]);
    ali.hear(&bea);
    let saved = Automerge::load(&ali.document.save().unwrap()).unwrap();
    assert_eq!(heads(&saved), ali.document.heads());
    let (bytes, chunks) = ali.document.canonical().unwrap();
    let canonical = Automerge::load(&bytes).unwrap();
    assert_eq!(heads(&canonical), ali.document.heads());
    assert_eq!(canonical.stats().num_changes, ali.log.len() as u64);
    assert_eq!(chunks.len(), ali.log.len());
    for chunk in &chunks {
        let raw = &bytes[chunk.offset..chunk.offset + chunk.length];
        assert_eq!(<[u8; 32]>::from(Sha256::digest(&raw[8..])), chunk.hash);
        assert_eq!(ali.document.change_hash(ali.index(chunk.act)), Some(chunk.hash));
    }
    // The same on a peer that heard in another order.
    let mut other = cem;
    other.hear(&bea);
    other.hear(&ali);
    assert_eq!(other.document.canonical().unwrap(), (bytes, chunks));
}
