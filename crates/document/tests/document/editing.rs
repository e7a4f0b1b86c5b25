//! Texts typed over in a form: small replacements, and carried over when others wrote meanwhile.
//!
//! Guards: the steps give exactly the new text and fit in acts; carried over, everybody's words stay.
//! Next: [`super::views`].

use act::{content::Entity, content::Splice, id::EntityId};
use document::edit::{self, Replacement};
use proptest::prelude::*;

use crate::{
    support::{Peer, three},
    texts::within,
};

/// Writes steps as acts, as a person's app does.
fn write(peer: &mut Peer, goal: EntityId, steps: &[Vec<Replacement>]) {
    for step in steps {
        let edits: Vec<_> =
            step.iter().map(|(splice, text)| (splice.at, splice.delete, text.as_str())).collect();
        for (splice, text) in step {
            assert_eq!(splice.insert as usize, text.chars().count());
        }
        peer.edit(goal, &edits);
    }
}

fn check(old: &str, new: &str, wanted: &[(u32, u32, &str)]) {
    let splices = edit::splices(old, new);
    let found: Vec<_> = splices.iter().map(|(s, text)| (s.at, s.delete, text.as_str())).collect();
    assert_eq!(found, wanted, "{old:?} -> {new:?}");
}

#[test]
fn a_typed_over_text_is_the_few_words_that_changed() {
    check("", "", &[]);
    check("gelijk", "gelijk", &[]);
    check("", "nieuw", &[(0, 0, "nieuw")]);
    check("oud", "", &[(0, 3, "")]);
    check("Het hek gaat weg.", "Het hek gaat open.", &[(13, 3, "open")]);
    check("een twee drie", "een twéé drie", &[(6, 2, "éé")]);
    check("een twee drie", "1 twee 3", &[(0, 3, "1"), (9, 4, "3")]);
    check("a 🌻 b", "a 🌻🌻 b", &[(3, 0, "🌻")]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn the_steps_give_exactly_the_new_text(old in "[ab é.🌻]{0,60}", new in "[ab é.🌻]{0,60}") {
        let [mut ali, ..] = three();
        let goal = ali.goal("Tuin", &old);
        write(&mut ali, goal, &edit::steps(&old, &new));
        prop_assert_eq!(ali.text(goal), new);
    }

    #[test]
    fn an_edit_of_an_older_form_keeps_everybodys_words(
        old in "[a-e ]{0,12}",
        new in "[A-E a-e]{0,12}",
        others in proptest::collection::vec((any::<u32>(), 0..4_u32, "[x-z]{0,3}"), 0..4),
    ) {
        let [mut ali, mut bea, _] = three();
        let goal = ali.goal("Tuin", &old);
        bea.hear(&ali);
        let base: Vec<_> = bea.log.head_indices().collect();
        let form = edit::splices(&old, &new);
        // Others write; Bea's form still shows the old text.
        for (at, delete, insert) in &others {
            let Some((at, delete)) = within(&ali.text(goal), *at, *delete, insert) else { continue };
            ali.edit(goal, &[(at, delete, insert)]);
        }
        // As if Bea had written at once, apart from them.
        let mut apart = Peer::new(2, bea.log.community());
        apart.hear(&bea);
        (apart.last, apart.time) = (bea.last, bea.time);
        write(&mut apart, goal, &edit::cut(form.clone()));
        apart.hear(&ali);
        bea.hear(&ali);
        let place = (Entity::Goal, goal, 1);
        let carried = edit::rebase(&bea.document, &bea.log, place, &base, &form).unwrap();
        write(&mut bea, goal, &edit::cut(carried));
        let letters = |text: String| { let mut l: Vec<_> = text.chars().collect(); l.sort_unstable(); l };
        prop_assert_eq!(letters(bea.text(goal)), letters(apart.text(goal)));
        if ali.text(goal) == old {
            prop_assert_eq!(bea.text(goal), new);
        }
    }
}

#[test]
fn an_edit_carried_over_lands_where_it_was_meant() {
    let [mut ali, mut bea, _] = three();
    let goal = ali.goal("Tuin", "Het hek gaat weg.");
    bea.hear(&ali);
    let base: Vec<_> = bea.log.head_indices().collect();
    let form = edit::splices("Het hek gaat weg.", "Het hek gaat open, altijd.");
    ali.edit(goal, &[(0, 0, "Samen besloten: "), (4, 0, "oude "), (8, 4, "blijft")]);
    bea.hear(&ali);
    assert_eq!(bea.text(goal), "Samen besloten: Het oude hek blijft weg.");
    let carried =
        edit::rebase(&bea.document, &bea.log, (Entity::Goal, goal, 1), &base, &form).unwrap();
    write(&mut bea, goal, &edit::cut(carried));
    assert_eq!(bea.text(goal), "Samen besloten: Het oude hek blijft open, altijd.");
    // What isn't there can't be carried over.
    let nowhere = (Entity::Goal, EntityId([1; 32]), 1);
    assert_eq!(edit::rebase(&bea.document, &bea.log, nowhere, &base, &form), None);
}

#[test]
fn long_texts_are_several_acts_and_too_different_ones_one_piece() {
    let [mut ali, ..] = three();
    let goal = ali.goal("Tuin", "kort");
    let long = "héél lang. ".repeat(2_000);
    let steps = edit::steps("kort", &long);
    assert!(steps.len() > 1);
    write(&mut ali, goal, &steps);
    assert_eq!(ali.text(goal), long);
    let other = "ánders nu; ".repeat(1_900);
    write(&mut ali, goal, &edit::steps(&long, &other));
    assert_eq!(ali.text(goal), other);
    // Many places at once: no more in one act than it holds.
    let many = other.replace("nu", "straks");
    let steps = edit::cut(
        (0..1_900)
            .map(|i| (Splice { at: i * 11 + 7, delete: 2, insert: 6 }, "straks".into()))
            .collect(),
    );
    assert!(steps.len() >= 1_900 / 64);
    write(&mut ali, goal, &steps);
    assert_eq!(ali.text(goal), many);
}
