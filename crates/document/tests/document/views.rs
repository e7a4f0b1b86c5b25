//! What people read: values with what was written apart, versions of a text, remarks.
//!
//! Guards: a real conflict shows both values and who wrote them; a round's text is that of its
//! opening, whatever was written since. Next: [`super::convergence`].

use act::{
    ballot::Ballot,
    content::{Entity, Role, Set, Value, Write},
    deed::Deed,
    fraction::Fraction,
    round::{Acknowledge, Close, Method, Open, Vote},
};
use document::{edit, field::Field};

use crate::support::{NOON, Peer, three};

#[test]
fn values_written_apart_are_both_shown_with_who_and_when() {
    let [mut ali, mut bea, _] = three();
    let goal = ali.goal("Tuin", "abc");
    bea.hear(&ali);
    assert!(!ali.document.goal(goal).unwrap().title.is_in_conflict());
    let one = ali.set(Entity::Goal, goal, 0, "Tuinen");
    let other = bea.set(Entity::Goal, goal, 0, "Tuintjes");
    let (at_ali, at_bea) = (ali.time, bea.time);
    ali.hear(&bea);
    bea.hear(&ali);
    let title = ali.document.goal(goal).unwrap().title;
    assert_eq!(bea.document.goal(goal).unwrap().title, title);
    let mut written: Vec<_> =
        title.conflicts.iter().map(|v| (v.value.as_str(), v.by, v.at, v.act)).collect();
    assert_eq!(written[0].0, title.value);
    written.sort_unstable();
    assert_eq!(
        written,
        [("Tuinen", ali.member(), at_ali, one), ("Tuintjes", bea.member(), at_bea, other)]
    );
    let json = ali.document.json().unwrap();
    assert_eq!(json["goals"][goal.to_string()]["title"], title.value);
    // Whoever has seen both settles it.
    ali.set(Entity::Goal, goal, 0, "Tuinen");
    let settled = Field { value: "Tuinen".to_owned(), conflicts: Vec::new() };
    assert_eq!(ali.document.goal(goal).unwrap().title, settled);
    // The same written apart is no conflict.
    bea.hear(&ali);
    ali.set(Entity::Goal, goal, 0, "Gevels");
    bea.set(Entity::Goal, goal, 0, "Gevels");
    ali.hear(&bea);
    assert!(!ali.document.goal(goal).unwrap().title.is_in_conflict());
}

fn review(peer: &mut Peer, decision: act::id::EntityId, days: i32) {
    let fields = vec![Write { field: 2, value: Value::Date(days) }];
    peer.write(Deed::Set(Set { entity: Entity::Decision, on: decision, fields }), &[]);
}

#[test]
fn a_text_version_names_title_text_review_and_goal_and_there_is_none_in_conflict() {
    let [mut ali, mut bea, _] = three();
    let goal = ali.goal("Tuin", "abc");
    let decision = ali.decision("Hek weg", "Het hek gaat weg.", Some(goal));
    let view = ali.document.decision(decision).unwrap();
    assert_eq!((view.created_by, view.claimed_at), (ali.member(), ali.time));
    assert_eq!((view.review.value, view.goal.value), (20_788, Some(goal)));
    assert_eq!(view.method.value, "qualified");
    assert_eq!(view.quorum.value, Some(Fraction::HALF));
    assert_eq!(view.share.value, Some(Fraction::TWO_THIRDS));
    let version = view.text_version().unwrap();
    bea.hear(&ali);
    assert_eq!(bea.document.decision(decision).unwrap().text_version(), Ok(version));
    review(&mut ali, decision, 20_000);
    let changed = ali.document.decision(decision).unwrap().text_version().unwrap();
    assert_ne!(changed, version);
    review(&mut bea, decision, 20_001);
    ali.hear(&bea);
    let error = ali.document.decision(decision).unwrap().text_version().unwrap_err();
    assert_eq!(error.field, "review");
    review(&mut ali, decision, 20_788);
    assert_eq!(ali.document.decision(decision).unwrap().text_version(), Ok(version));
    assert_eq!(ali.document.decisions(), [ali.document.decision(decision).unwrap()]);
}

#[test]
fn a_round_shows_in_the_document_and_its_text_stays_that_of_the_opening() {
    let [mut ali, mut bea, mut cem] = three();
    let decision = ali.decision("Hek weg", "Het hek gaat weg.", None);
    bea.hear(&ali);
    let text = ali.document.decision(decision).unwrap().text_version().unwrap();
    let open = Open {
        closers: vec![ali.member()],
        ..Open::plain(decision, text, Method::Majority, Fraction::HALF, NOON)
    };
    let open = ali.write(Deed::Open(Box::new(open)), &[]).id();
    // Bea, not knowing of the opening, changes the text.
    let splices = edit::splices("Het hek gaat weg.", "Het hek gaat open.");
    let strings: Vec<_> = splices.iter().map(|(_, text)| text.as_str()).collect();
    let (on, splices) = (decision, splices.iter().map(|(splice, _)| *splice).collect());
    let edit = act::content::EditText { entity: Entity::Decision, on, field: 1, splices };
    bea.write(Deed::EditText(edit), &strings);
    ali.hear(&bea);
    bea.hear(&ali);
    cem.hear(&ali);
    let now = ali.document.decision(decision).unwrap();
    assert_eq!(now.text, "Het hek gaat open.");
    let then = ali.document.decision_at(&ali.log, decision, &[ali.index(open)]).unwrap();
    assert_eq!((then.text.as_str(), then.text_version()), ("Het hek gaat weg.", Ok(text)));
    let first = ali.log.since(0).next().unwrap();
    assert_eq!(ali.document.decision_at(&ali.log, decision, &[first]), None);

    let reason = bea.remark(open, Role::Reason, "Te duur");
    let ballot = |ballot, reason| Deed::Vote(vec![Vote { round: open, text, ballot, reason }]);
    bea.write(ballot(Ballot::Against, Some(reason)), &[]);
    cem.write(ballot(Ballot::For, None), &[]);
    ali.hear(&bea);
    ali.hear(&cem);
    ali.write(ballot(Ballot::For, None), &[]);
    let close = ali.write(Deed::Close(vec![Close::of(open)]), &[]).id();
    cem.hear(&ali);
    cem.write(Deed::Acknowledge(vec![Acknowledge { round: open, close }]), &[]);
    let round = &cem.document.json().unwrap()["rounds"][open.to_string()];
    let [a, b, c] = [&ali, &bea, &cem].map(|peer| peer.member().to_string());
    assert_eq!(round["ballots"], serde_json::json!({&a: "for", &b: "against", &c: "for"}));
    assert_eq!(round["reasons"][&b], reason.to_string());
    let closed = &round["closes"][close.to_string()];
    assert_eq!(closed["outcome"], "adopted");
    assert_eq!(closed["counted"], round["ballots"]);
    assert_eq!(closed["acknowledged"], serde_json::json!({ &c: true }));
    let remarks = cem.document.comments(open);
    assert_eq!(remarks.len(), 1);
    assert_eq!((remarks[0].text.as_str(), remarks[0].role), ("Te duur", Role::Reason));
    assert_eq!((remarks[0].by, remarks[0].on), (bea.member(), open));
}

#[test]
fn names_purpose_and_cards_are_read() {
    let [mut ali, mut bea, _] = three();
    ali.set(Entity::Community, ali.log.community().into(), 0, "Buurttuin De Linde");
    bea.set(Entity::Card, bea.member().into(), 0, "Bea");
    ali.hear(&bea);
    let community = ali.document.community().unwrap();
    assert_eq!((community.name.value.as_str(), &*community.purpose), ("Buurttuin De Linde", ""));
    assert_eq!(community.founded_at, NOON);
    assert_eq!(ali.document.card(bea.member()).unwrap().name.value, "Bea");
    assert_eq!(ali.document.card(ali.member()).unwrap().name.value, "");
    assert_eq!(ali.document.card(act::id::MemberId([0; 32])), None);
    let devices = &ali.document.json().unwrap()["devices"];
    assert_eq!(devices[bea.device().to_string()], bea.member().to_string());
}
