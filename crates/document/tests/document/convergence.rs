//! The same acts give the same document, whatever order they came in, forks included.
//!
//! Guards: equal sets of acts, equal heads; both branches of a fork stay.
//! Next: [`super::restore`].

use std::sync::Arc;

use act::{act::Act, content::Entity, deed::Deed, id::EntityId};
use document::projection::{Advance, Document};
use proptest::prelude::*;

use crate::{
    golden::story,
    support::{Peer, editing, three},
    texts::{Step, step, within},
};

/// A history by three people, with a fork of the third's device now and then; all acts, causally
/// ordered, and the goal they wrote about.
pub(crate) fn history(steps: &[(Step, bool)]) -> (Vec<Arc<Act>>, EntityId, Peer) {
    let [mut ali, mut bea, mut cem] = three();
    let goal = ali.goal("Tuin", "abc");
    bea.hear(&ali);
    cem.hear(&ali);
    let mut peers = [ali, bea, cem];
    for (step, forks) in steps {
        match step {
            Step::Edit { who, at, delete, insert } => {
                let peer = &mut peers[*who];
                let text = peer.text(goal);
                if at % 3 == 0 {
                    peer.set(Entity::Goal, goal, 0, &format!("{at}"));
                }
                let Some((at, delete)) = within(&text, *at, *delete, insert) else { continue };
                let last = peer.last;
                peer.edit(goal, &[(at, delete, insert)]);
                if *forks && *who == 2 {
                    // A restored backup: goes on from the act before.
                    peer.last = last;
                }
            }
            Step::Hear { who, from } => {
                let [a, b] = peers.get_disjoint_mut([*who, *from]).unwrap();
                a.hear(b);
            }
        }
    }
    let [mut ali, bea, cem] = peers;
    ali.hear(&bea);
    ali.hear(&cem);
    let acts = ali.log.iter().map(|(_, entry)| Arc::clone(&entry.act)).collect();
    (acts, goal, ali)
}

/// The same acts in another causal order: whatever is ready, picked by `picks`.
pub(crate) fn reordered(acts: &[Arc<Act>], picks: &[usize]) -> Vec<Arc<Act>> {
    let mut left: Vec<_> = acts.to_vec();
    let mut done = Vec::new();
    let mut picks = picks.iter().cycle();
    while !left.is_empty() {
        let is_done = |id| done.iter().any(|act: &Arc<Act>| act.id() == id);
        let ready: Vec<_> =
            (0..left.len()).filter(|i| left[*i].header().parents().all(is_done)).collect();
        let pick = ready[picks.next().unwrap() % ready.len()];
        done.push(left.remove(pick));
    }
    done
}

fn check_same(one: &Document, other: &Document) -> Result<(), TestCaseError> {
    prop_assert_eq!(one.heads(), other.heads());
    prop_assert_eq!(one.json().unwrap(), other.json().unwrap());
    prop_assert_eq!(one.canonical().unwrap(), other.canonical().unwrap());
    prop_assert_eq!(one.goals(), other.goals());
    // What people read is what Automerge reads, conflicts resolved alike.
    let json = one.json().unwrap();
    for goal in one.goals() {
        let theirs = &json["goals"][goal.id.to_string()];
        prop_assert_eq!(theirs["title"].as_str(), Some(&*goal.title.value));
        prop_assert_eq!(theirs["text"].as_str(), Some(&*goal.text));
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, ..ProptestConfig::default() })]

    #[test]
    fn any_order_of_arrival_gives_the_same_document(
        steps in proptest::collection::vec((step(), any::<bool>()), 1..30),
        picks in proptest::collection::vec(any::<usize>(), 1..30),
    ) {
        let (acts, _, ali) = history(&steps);
        let mut other = Peer::new(9, ali.log.community());
        let mut rebuilt = 0;
        for act in reordered(&acts, &picks) {
            other.take(&act);
            let advance = other.document.advance(&other.log, &other.judge).unwrap();
            rebuilt += usize::from(advance == Advance::Derived);
        }
        check_same(&ali.document, &other.document)?;
        // Once per forked device, however often it forked.
        prop_assert!(rebuilt <= 1);
        check_same(&ali.document, &Document::derive(&ali.log, &ali.judge).unwrap())?;
        check_same(&ali.document, &Document::derive(&other.log, &other.judge).unwrap())?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 50, ..ProptestConfig::default() })]

    #[test]
    fn every_deed_in_any_order_gives_the_same_document(
        picks in proptest::collection::vec(any::<usize>(), 1..30),
        batches in proptest::collection::vec(any::<bool>(), 1..30),
    ) {
        let ali = story();
        let acts: Vec<_> = ali.log.iter().map(|(_, entry)| Arc::clone(&entry.act)).collect();
        let mut other = Peer::new(9, ali.log.community());
        for (act, together) in reordered(&acts, &picks).iter().zip(batches.iter().cycle()) {
            other.take(act);
            if !together {
                other.catch_up();
            }
        }
        other.catch_up();
        check_same(&ali.document, &other.document)?;
        prop_assert_eq!(ali.document.decisions(), other.document.decisions());
        let remarks = |peer: &Peer| -> Vec<_> {
            acts.iter().map(|act| peer.document.comments(act.id())).collect()
        };
        prop_assert_eq!(remarks(&ali), remarks(&other));
    }
}

#[test]
fn both_branches_of_a_forked_device_stay_for_those_who_did_not_know() {
    let [mut ali, mut bea, mut cem] = three();
    let goal = ali.goal("Tuin", "abc");
    bea.hear(&ali);
    cem.hear(&ali);
    // Cem's phone is cloned: one copy speaks with Ali, the other with Bea, each a camp of honest acts.
    let mut clone = Peer::new(3, ali.log.community());
    clone.hear(&cem);
    clone.last = cem.last;
    cem.edit(goal, &[(3, 0, "d")]);
    clone.edit(goal, &[(0, 0, "_")]);
    ali.hear(&cem);
    bea.hear(&clone);
    for camp in [&mut ali, &mut bea] {
        for _ in 0..100 {
            camp.edit(goal, &[(1, 0, "x")]);
        }
    }
    let (from_ali, from_bea) = (ali.document.heads(), bea.document.heads());
    assert_ne!(from_ali, from_bea);
    let before: Vec<Arc<Act>> = ali.log.iter().map(|(_, e)| Arc::clone(&e.act)).collect();
    ali.hear(&bea);
    for act in &before {
        bea.take(act);
    }
    assert_eq!(bea.document.advance(&bea.log, &bea.judge), Ok(Advance::Derived));
    assert_eq!(ali.document.heads(), bea.document.heads());
    assert_eq!(ali.document.json(), bea.document.json());
    let text = ali.text(goal);
    assert_eq!(text.matches('x').count(), 200);
    assert!(text.starts_with('_') && text.ends_with('d'), "{text}");
    // An act that knows the fork has no effect, and changes nothing but the heads.
    cem.hear(&ali);
    let heads = cem.document.heads();
    cem.edit(goal, &[(0, 0, "?")]);
    assert_ne!(cem.document.heads(), heads);
    assert_eq!(cem.text(goal), text);
    // Later forks of the same device don't derive again.
    let (deed, strings) = editing(goal, &[(0, 0, "!")]);
    let mut draft = cem.draft(deed, &strings);
    (draft.seq, draft.prev) =
        (draft.seq - 1, cem.log.act(cem.index(cem.last.unwrap())).header().prev);
    draft.seen = cem.log.heads().into_iter().filter(|head| Some(*head) != cem.last).collect();
    cem.take(&Arc::new(Act::new(draft).unwrap()));
    assert_eq!(cem.document.advance(&cem.log, &cem.judge), Ok(Advance::Added(1)));
}

#[test]
fn acts_without_effect_are_changes_without_operations() {
    let [mut ali, mut bea, _] = three();
    let goal = ali.goal("Tuin", "abc");
    bea.hear(&ali);
    let json = bea.document.json().unwrap();
    // Somebody else's card.
    bea.set(Entity::Card, ali.member().into(), 0, "Ali de Grote");
    // A goal without a title.
    bea.write(
        Deed::Create(act::content::Create {
            entity: Entity::Goal,
            fields: vec![crate::support::line(1, "a")],
        }),
        &["a"],
    );
    bea.set(Entity::Decision, goal, 0, "no decision");
    assert_eq!(bea.document.json().unwrap(), json);
    assert_eq!(bea.document.len(), bea.log.len());
    ali.hear(&bea);
    assert_eq!(ali.document.heads(), bea.document.heads());
}

#[test]
fn views_and_files_are_of_all_acts_before_the_engine_is() {
    let [mut ali, mut bea, _] = three();
    let goal = ali.goal("Tuin", "abc");
    for part in ["d", "e"] {
        ali.edit(goal, &[(0, 0, part)]);
        for (_, entry) in ali.log.iter() {
            bea.take(&entry.act);
        }
        assert!(matches!(bea.document.advance_views(&bea.log, &bea.judge), Advance::Added(1..)));
        assert_eq!(bea.text(goal), ali.text(goal));
        check_same(&ali.document, &bea.document).unwrap();
    }
    assert_eq!(bea.document.settle(&bea.log, &bea.judge), Ok(true));
    check_same(&ali.document, &bea.document).unwrap();
    // It got each change once: the next one fits on what it has.
    ali.edit(goal, &[(0, 0, "f")]);
    bea.hear(&ali);
    check_same(&ali.document, &bea.document).unwrap();
}
