//! What hostile people can write: odd, never harmful.
//!
//! Guards: no panic, the document saves and loads again, equal heads. Next: [`super::golden`].

use std::sync::Arc;

use act::{
    act::Act,
    ballot::Ballot,
    content::{Comment, Create, EditText, Entity, Role, Set, Splice, Value, Write},
    deed::Deed,
    id::{ActId, Digest, EntityId},
    register::{Change, Invite},
    round::{Acknowledge, Close, Vote},
};
use automerge::Automerge;
use document::projection::Document;
use proptest::prelude::*;

use crate::{
    golden::story,
    support::{Peer, editing, invite_key, three},
};

fn check_sound(peer: &Peer) {
    let saved = peer.document.save().unwrap();
    Automerge::load(&saved).unwrap();
    let derived = Document::derive(&peer.log, &peer.judge).unwrap();
    assert_eq!(derived.heads(), peer.document.heads());
    let (loaded, _) =
        Document::restore(&peer.log, &peer.judge, &peer.document.snapshot().unwrap()).unwrap();
    assert_eq!(loaded.json().unwrap(), peer.document.json().unwrap());
}

#[test]
fn a_splice_beyond_the_text_does_nothing_and_the_others_of_its_act_do() {
    let [mut ali, ..] = three();
    let goal = ali.goal("Tuin", "abc");
    for edit in [(4, 0, "x"), (3, 1, ""), (0, 4, "y"), (u32::MAX - 1, 1, "z"), (0, u32::MAX, "")] {
        ali.edit(goal, &[edit]);
        assert_eq!(ali.text(goal), "abc", "{edit:?}");
    }
    ali.edit(goal, &[(0, 1, "A"), (2, 2, "no"), (9, 0, "no")]);
    assert_eq!(ali.text(goal), "Abc");
    ali.edit(goal, &[(1, 1, ""), (2, 0, "B"), (3, 0, "!")]);
    assert_eq!(ali.text(goal), "ABc!");
    check_sound(&ali);
}

#[test]
fn times_and_numbers_at_the_ends_of_their_range_are_held() {
    let [mut ali, mut bea, _] = three();
    let goal = ali.goal("Tuin", "abc");
    bea.hear(&ali);
    for (peer, time) in [(&mut ali, i64::MAX), (&mut bea, i64::MIN)] {
        for time in [time, 0, !time, time] {
            let (deed, strings) = editing(goal, &[(0, 0, "x")]);
            let mut draft = peer.draft(deed, &strings);
            draft.claimed_at = time;
            let act = Arc::new(Act::new(draft).unwrap());
            peer.take(&act);
            peer.last = Some(act.id());
            peer.catch_up();
        }
    }
    ali.hear(&bea);
    ali.time = crate::support::NOON;
    for until in [i64::MAX, i64::MIN] {
        ali.write(Deed::Invite(Invite { key: invite_key().invite(), until, guests: 0 }), &[]);
    }
    let decision = ali.decision("Hek", "weg", None);
    for days in [i32::MAX, i32::MIN] {
        let fields = vec![Write { field: 2, value: Value::Date(days) }];
        ali.write(Deed::Set(Set { entity: Entity::Decision, on: decision, fields }), &[]);
        assert_eq!(ali.document.decision(decision).unwrap().review.value, days);
    }
    check_sound(&ali);
}

#[test]
fn unusual_strings_pass_through() {
    let [mut ali, ..] = three();
    let goal = ali.goal("Tuin", "abc");
    for text in [
        "\u{0}",
        "\u{8}",
        "\u{202e}gro",
        "\u{fffc}",
        "\u{feff}",
        "e\u{301}",
        "👩‍👩‍👧",
        "\u{10ffff}",
        "\"\\",
        "\r\n",
    ] {
        ali.edit(goal, &[(1, 0, text)]);
        ali.set(Entity::Goal, goal, 0, text);
        assert_eq!(ali.document.goal(goal).unwrap().title.value, text);
        let json = ali.document.json().unwrap();
        assert_eq!(json["goals"][goal.to_string()]["title"], text);
        assert_eq!(json["goals"][goal.to_string()]["text"], ali.text(goal));
    }
    check_sound(&ali);
}

#[test]
fn deeds_about_what_is_not_there_or_of_another_kind_do_nothing() {
    let [mut ali, mut bea, _] = three();
    let goal = ali.goal("Tuin", "abc");
    let json = ali.document.json().unwrap();
    let nowhere = act::id::EntityId([9; 32]);
    for entity in [Entity::Community, Entity::Card, Entity::Goal, Entity::Decision] {
        for field in [0, 1, 2, 7, 255] {
            let splices = vec![Splice { at: 0, delete: 0, insert: 1 }];
            let edit = EditText { entity, on: nowhere, field, splices };
            ali.write(Deed::EditText(edit), &["x"]);
            let fields = vec![Write { field, value: Value::Words(1) }];
            ali.write(Deed::Set(Set { entity, on: nowhere, fields: fields.clone() }), &["x"]);
            if field > 0 {
                ali.write(Deed::Create(Create { entity, fields }), &["x"]);
            }
        }
    }
    ali.set(Entity::Goal, goal, 1, "a text is edited, not set");
    let fields = vec![Write { field: 0, value: Value::Choice(200) }];
    ali.write(Deed::Set(Set { entity: Entity::Goal, on: goal, fields }), &[]);
    assert_eq!(ali.document.json().unwrap(), json);
    bea.hear(&ali);
    assert_eq!(bea.document.heads(), ali.document.heads());
    check_sound(&bea);
}

const ENTITIES: [Entity; 4] = [Entity::Community, Entity::Card, Entity::Goal, Entity::Decision];

/// Some deed about something that is there, or not, or of another kind, with its strings.
fn deed(kind: u8, on: ActId, other: ActId, n: u32) -> (Deed, Vec<&'static str>) {
    let entity = ENTITIES[n as usize % 4];
    let on_entity = EntityId::from(on);
    let field = u8::try_from(n % 8).unwrap();
    let value = match n % 5 {
        0 => Value::Words(1),
        1 => Value::Date(n.cast_signed()),
        2 => Value::Link(other.into()),
        3 => Value::Choice(u8::try_from(n % 256).unwrap()),
        _ => Value::Words(1),
    };
    let strings = if matches!(value, Value::Words(_)) { vec!["é"] } else { Vec::new() };
    let fields = vec![Write { field, value }];
    match kind % 10 {
        0 => (Deed::Set(Set { entity, on: on_entity, fields }), strings),
        1 => (Deed::Create(Create { entity, fields }), strings),
        2 | 3 => {
            let splices = vec![
                Splice { at: n % 9, delete: n % 4, insert: 1 },
                Splice { at: n % 9 + 4, delete: 1, insert: 0 },
            ];
            let entity = if n.is_multiple_of(2) { Entity::Goal } else { Entity::Decision };
            let edit = EditText { entity, on: on_entity, field: 1, splices };
            (Deed::EditText(edit), vec!["ß", ""])
        }
        4 => (
            Deed::Comment(Comment { on, role: Role::Reason, chars: n % 2 }),
            vec![["", "!"][n as usize % 2]],
        ),
        5 => {
            let (text, ballot) = (Digest([0; 32]), Ballot::WORDS[n as usize % 7].clone());
            let vote = |round| Vote { round, text, ballot: ballot.clone(), reason: Some(other) };
            (Deed::Vote(vec![vote(on), vote(other)]), Vec::new())
        }
        6 => (Deed::Close(vec![Close::of(on), Close::of(other)]), Vec::new()),
        7 => {
            let one = Acknowledge { round: on, close: other };
            (Deed::Acknowledge(vec![one, Acknowledge { round: other, close: on }]), Vec::new())
        }
        8 => (Deed::Approve(vec![Change::Admit(on), Change::Admit(other)]), Vec::new()),
        _ => (Deed::WithdrawApproval(vec![Change::Admit(other), Change::Admit(on)]), Vec::new()),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_written_about_whatever_saves_and_loads(
        acts in proptest::collection::vec(
            (any::<u8>(), any::<prop::sample::Index>(), any::<prop::sample::Index>(), any::<u32>(), 0..3_usize),
            1..30,
        ),
    ) {
        let told = story();
        let mut peers = [1, 2, 3].map(|seed| {
            let mut peer = Peer::new(seed, told.log.community());
            peer.hear(&told);
            let tips = peer.log.tips(peer.device());
            peer.last = Some(peer.log.act(tips[0]).id());
            peer
        });
        for (kind, on, other, n, who) in acts {
            let peer = &mut peers[who];
            let ids: Vec<_> = peer.log.iter().map(|(_, entry)| entry.act.id()).collect();
            let (deed, strings) = deed(kind, ids[on.index(ids.len())], ids[other.index(ids.len())], n);
            peer.write(deed, &strings);
        }
        let [mut ali, mut bea, cem] = peers;
        ali.hear(&bea);
        ali.hear(&cem);
        bea.hear(&cem);
        bea.hear(&ali);
        prop_assert_eq!(ali.document.heads(), bea.document.heads());
        prop_assert_eq!(ali.document.json().unwrap(), bea.document.json().unwrap());
        check_sound(&ali);
    }
}
