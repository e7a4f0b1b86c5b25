//! Texts edited apart by three people read as Automerge reads them.
//!
//! Guards: the order of elements and what each past shows agree with Automerge's own documents that
//! are edited, forked and merged in the same way, by the same actors. Next: [`super::convergence`].

use automerge::{
    ActorId, Automerge, ROOT, ReadDoc as _, TextEncoding, transaction::Transactable as _,
};
use proptest::prelude::*;

use crate::support::{Peer, three};

/// One thing that happens: somebody edits a text, or hears from somebody else.
#[derive(Clone, Debug)]
pub(crate) enum Step {
    Edit { who: usize, at: u32, delete: u32, insert: String },
    Hear { who: usize, from: usize },
}

pub(crate) fn step() -> impl Strategy<Value = Step> {
    let edit = (0..3_usize, any::<u32>(), 0..4_u32, "[a-cé🌻]{0,4}");
    prop_oneof![
        3 => edit.prop_map(|(who, at, delete, insert)| Step::Edit { who, at, delete, insert }),
        1 => (0..3_usize, 1..3_usize).prop_map(|(who, by)| Step::Hear { who, from: (who + by) % 3 }),
    ]
}

/// An edit that lies within a text, or nothing where it would do nothing.
pub(crate) fn within(text: &str, at: u32, delete: u32, insert: &str) -> Option<(u32, u32)> {
    let length = u32::try_from(text.chars().count()).unwrap();
    let at = at % (length + 1);
    let delete = delete.min(length - at);
    (delete > 0 || !insert.is_empty()).then_some((at, delete))
}

fn run(steps: &[Step]) -> Result<(), TestCaseError> {
    let [mut ali, mut bea, mut cem] = three();
    let goal = ali.goal("Tuin", "abc");
    bea.hear(&ali);
    cem.hear(&ali);
    let mut peers = [ali, bea, cem];
    let mut theirs: Vec<Automerge> = peers.iter().map(theirs).collect();
    for step in steps {
        match step {
            Step::Edit { who, at, delete, insert } => {
                let text = peers[*who].text(goal);
                let Some((at, delete)) = within(&text, *at, *delete, insert) else { continue };
                peers[*who].edit(goal, &[(at, delete, insert)]);
                let document = &mut theirs[*who];
                let object = text_of(document, &goal.to_string());
                let mut transaction = document.transaction();
                let delete = isize::try_from(delete).unwrap();
                transaction.splice_text(&object, at as usize, delete, insert).unwrap();
                transaction.commit();
            }
            Step::Hear { who, from } => {
                let [a, b] = peers.get_disjoint_mut([*who, *from]).unwrap();
                a.hear(b);
                let [a, b] = theirs.get_disjoint_mut([*who, *from]).unwrap();
                a.merge(b).unwrap();
            }
        }
        for (peer, document) in peers.iter().zip(&theirs) {
            let text = document.text(text_of(document, &goal.to_string())).unwrap();
            prop_assert_eq!(&text, &peer.text(goal));
            let json = peer.document.json().unwrap();
            prop_assert_eq!(json["goals"][goal.to_string()]["text"].as_str(), Some(&*text));
        }
    }
    Ok(())
}

fn theirs(peer: &Peer) -> Automerge {
    let mut document = Automerge::new_with_encoding(TextEncoding::UnicodeCodePoint);
    document.load_incremental(&peer.document.save().unwrap()).unwrap();
    document.with_actor(ActorId::from(peer.device().0))
}

fn text_of(document: &Automerge, goal: &str) -> automerge::ObjId {
    ["goals", goal, "text"]
        .iter()
        .fold(ROOT, |object, key| document.get(&object, *key).unwrap().unwrap().1)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn texts_edited_apart_read_as_automerge_reads_them(
        steps in proptest::collection::vec(step(), 1..40),
    ) {
        run(&steps)?;
    }
}

#[test]
fn words_that_two_put_at_the_same_place_both_stay() {
    let steps = [
        Step::Edit { who: 0, at: 1, delete: 1, insert: "aa".into() },
        Step::Edit { who: 1, at: 1, delete: 1, insert: "bb".into() },
        Step::Edit { who: 2, at: 1, delete: 2, insert: "cc".into() },
        Step::Hear { who: 0, from: 1 },
        Step::Hear { who: 0, from: 2 },
        Step::Edit { who: 0, at: 3, delete: 1, insert: "é🌻".into() },
        Step::Edit { who: 1, at: 0, delete: 3, insert: String::new() },
        Step::Hear { who: 1, from: 0 },
    ];
    run(&steps).unwrap();
}
