//! What people write: by whom, of what form, and until when it can be altered or erased.
//!
//! Guards: the table of `rules::schema` holds for what others send, not only for what our own pages make; a
//! text under a vote stays the text that was voted on. Next: `rules::judge::effect`.

#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

// As neighbours name this room.
extern crate meent_rules as rules;

use act::{
    ballot::Ballot,
    blob::Key,
    content::{Comment, Create, EditText, Entity, Role, Set, Splice, Value, Write},
    deed::Deed,
    fraction::Fraction,
    id::{ActId, Digest, EntityId},
    log::Index,
    register::Change,
    round::{Acknowledge, Close, Method, Open, Vote},
};
use town::Town;

#[path = "support/founding.rs"]
mod founding;
#[path = "support/town.rs"]
mod town;

use Value::{Choice, Date, Link, Words};

const UNKNOWN: EntityId = EntityId([9; 32]);

fn writes(fields: &[(u8, Value)]) -> Vec<Write> {
    let writes = fields.iter().map(|(field, value)| Write { field: *field, value: *value });
    let mut writes: Vec<_> = writes.collect();
    writes.sort_unstable_by_key(|write| write.field);
    writes
}

fn create(entity: Entity, fields: &[(u8, Value)]) -> Deed {
    Deed::Create(Create { entity, fields: writes(fields) })
}

fn set(entity: Entity, on: EntityId, fields: &[(u8, Value)]) -> Deed {
    Deed::Set(Set { entity, on, fields: writes(fields) })
}

fn edit(entity: Entity, on: EntityId, field: u8) -> Deed {
    let splices = vec![Splice { at: 0, delete: 0, insert: 4 }];
    Deed::EditText(EditText { entity, on, field, splices })
}

const PROPOSAL: &[(u8, Value)] = &[(0, Words(4)), (1, Words(9)), (2, Date(100)), (4, Choice(0))];

impl Town {
    fn makes(&mut self, by: u8, entity: Entity, fields: &[(u8, Value)]) -> EntityId {
        let made = self.write(by, create(entity, fields));
        assert!(self.has_effect(made), "{entity:?}");
        self.id(made).into()
    }

    fn check(&mut self, by: u8, deed: Deed, wanted: bool) {
        let told = format!("{by} {deed:?}");
        let act = self.write(by, deed);
        assert_eq!(self.has_effect(act), wanted, "{told}");
    }

    fn says(&mut self, by: u8, on: ActId, role: Role, chars: u32) -> Index {
        self.write(by, Deed::Comment(Comment { on, role, chars }))
    }

    fn opens(&mut self, by: u8, decision: EntityId) -> Index {
        let open = Open::plain(decision, Digest([0; 32]), Method::Majority, Fraction::HALF, 0);
        let open = self.write(by, Deed::Open(Box::new(open)));
        assert!(self.has_effect(open));
        open
    }

    fn votes(&mut self, by: u8, open: Index, ballot: Ballot, reason: Option<ActId>) -> Index {
        let vote = Vote { round: self.id(open), text: Digest([0; 32]), ballot, reason };
        self.write(by, Deed::Vote(vec![vote]))
    }

    // All three founders decide.
    fn decides(&mut self, open: Index, ballot: Ballot) {
        for by in [1, 2, 3] {
            self.votes(by, open, ballot.clone(), None);
        }
        let round = self.id(open);
        let close = self.write(1, Deed::Close(vec![Close { round, seed: None }]));
        let close = self.id(close);
        for by in [1, 2] {
            self.write(by, Deed::Acknowledge(vec![Acknowledge { round, close }]));
        }
    }
}

#[test]
fn each_thing_is_written_by_those_whom_the_table_names() {
    let mut town = Town::found();
    let title: &[(u8, Value)] = &[(0, Words(4))];
    // A guest writes goals and proposals; what the members are organised by is the members'.
    for (entity, by_guest) in [
        (Entity::Goal, true),
        (Entity::Circle, false),
        (Entity::Role, false),
        (Entity::Topic, false),
        (Entity::HouseRule, false),
        (Entity::Representative, false),
    ] {
        town.check(4, create(entity, title), by_guest);
        town.check(1, create(entity, title), true);
    }
    town.check(4, create(Entity::Decision, PROPOSAL), true);
    // Everybody has a card of their own, and nobody else writes it.
    for (by, of, wanted) in [(1, 1, true), (4, 4, true), (1, 2, false), (4, 1, false)] {
        let card = town.member(of).into();
        town.check(by, set(Entity::Card, card, title), wanted);
    }
    // Of whom an organisation sends the organisation speaks.
    let sent = town.makes(2, Entity::Representative, title);
    town.check(1, set(Entity::Representative, sent, title), false);
    town.check(2, set(Entity::Representative, sent, title), true);
    // The community is there; nobody makes another one.
    let community = town.log.community().into();
    town.check(1, set(Entity::Community, community, title), true);
    town.check(4, set(Entity::Community, community, title), false);
    town.check(1, set(Entity::Community, UNKNOWN, title), false);
    town.check(1, create(Entity::Community, title), false);
    town.check(1, create(Entity::Card, title), false);
    // Who left writes no more.
    town.write(4, Deed::Leave);
    town.check(4, create(Entity::Goal, title), false);
    let card = town.member(4).into();
    town.check(4, set(Entity::Card, card, title), false);
}

#[test]
fn what_is_made_has_all_that_must_be_told_and_links_to_what_is_there() {
    let mut town = Town::found();
    let goal = town.makes(1, Entity::Goal, &[(0, Words(4))]);
    let proposal = |more: &[(u8, Value)]| create(Entity::Decision, &[PROPOSAL, more].concat());
    town.check(1, proposal(&[(3, Link(goal))]), true);
    town.check(1, proposal(&[(3, Link(UNKNOWN))]), false);
    town.check(1, proposal(&[(12, Link(goal))]), false);
    town.check(1, proposal(&[(3, Date(1))]), false);
    town.check(1, proposal(&[(99, Date(1))]), false);
    town.check(1, create(Entity::Decision, &[(0, Words(4)), (4, Choice(0))]), false);
    // What somebody makes apart is not there yet.
    let before: Vec<_> = town.log.head_indices().collect();
    let apart = town.write_after(2, &before, create(Entity::Goal, &[(0, Words(4))]));
    let apart: EntityId = town.id(apart).into();
    let unknowing = town.write_after(3, &before, proposal(&[(3, Link(apart))]));
    assert!(!town.has_effect(unknowing));
    // A file is with something, of whatever kind, that is there.
    let file = |on| {
        let content = Value::Digest(Digest([1; 32]));
        let rest = [
            (1, Words(4)),
            (3, Words(Key::DIGITS)),
            (4, content),
            (5, Value::Number(9)),
            (6, Choice(0)),
        ];
        create(Entity::Attachment, &[&[(0, Link(on))], rest.as_slice()].concat())
    };
    town.check(4, file(goal), true);
    town.check(4, file(UNKNOWN), false);
    let unknowing = town.write_after(3, &before, file(apart));
    assert!(!town.has_effect(unknowing));
}

#[test]
fn texts_are_edited_all_else_is_set_and_what_is_fixed_stays() {
    let mut town = Town::found();
    let goal = town.makes(1, Entity::Goal, &[(0, Words(4)), (1, Words(9))]);
    town.check(4, set(Entity::Goal, goal, &[(0, Words(5))]), true);
    town.check(4, set(Entity::Goal, goal, &[(0, Words(0))]), false);
    town.check(4, set(Entity::Goal, goal, &[(1, Words(5))]), false);
    town.check(4, edit(Entity::Goal, goal, 1), true);
    town.check(4, edit(Entity::Goal, goal, 0), false);
    town.check(4, edit(Entity::Goal, goal, 99), false);
    // Of another kind than it is, or not there.
    town.check(1, set(Entity::Decision, goal, &[(0, Words(5))]), false);
    town.check(1, edit(Entity::Decision, goal, 1), false);
    town.check(1, edit(Entity::Goal, UNKNOWN, 1), false);
    let rule = town.makes(1, Entity::HouseRule, &[(0, Words(4)), (1, Words(9))]);
    town.check(1, set(Entity::HouseRule, rule, &[(0, Words(5))]), false);
    town.check(1, edit(Entity::HouseRule, rule, 1), false);
    let circle = town.makes(1, Entity::Circle, &[(0, Words(4)), (1, Words(9))]);
    town.check(4, edit(Entity::Circle, circle, 1), false);
    town.check(2, edit(Entity::Circle, circle, 1), true);
}

#[test]
fn a_text_under_a_vote_and_what_was_adopted_stay_as_they_are() {
    let mut town = Town::found();
    let proposal = town.makes(1, Entity::Decision, PROPOSAL);
    let alter = |town: &mut Town, wanted| {
        town.check(4, set(Entity::Decision, proposal, &[(0, Words(5))]), wanted);
        town.check(4, edit(Entity::Decision, proposal, 1), wanted);
    };
    alter(&mut town, true);
    let before: Vec<_> = town.log.head_indices().collect();
    let first = town.opens(1, proposal);
    alter(&mut town, false);
    // Who doesn't know of the vote has a text that is free.
    let apart = town.write_after(3, &before, edit(Entity::Decision, proposal, 1));
    assert!(town.has_effect(apart));
    let round = town.id(first);
    town.write(1, Deed::WithdrawOpening(vec![round]));
    alter(&mut town, true);
    let second = town.opens(1, proposal);
    town.decides(second, Ballot::Against);
    alter(&mut town, true);
    let third = town.opens(1, proposal);
    town.decides(third, Ballot::For);
    alter(&mut town, false);
}

#[test]
fn who_is_in_remarks_on_what_is_there() {
    let mut town = Town::found();
    let goal = town.makes(1, Entity::Goal, &[(0, Words(4))]);
    let goal = ActId(goal.0);
    for (by, on, chars, wanted) in [
        (1, goal, 1, true),
        (4, goal, 1, true),
        (4, goal, 0, false),
        (4, ActId(UNKNOWN.0), 1, false),
    ] {
        let said = town.says(by, on, Role::Comment, chars);
        assert_eq!(town.has_effect(said), wanted, "{by} {chars}");
    }
    // Nobody asked for advice.
    let advice = town.says(1, goal, Role::Advice, 1);
    assert!(!town.has_effect(advice));
    let before: Vec<_> = town.log.head_indices().collect();
    let apart = town.write_after(2, &before, create(Entity::Goal, &[(0, Words(4))]));
    let on = town.id(apart);
    let remark = Deed::Comment(Comment { on, role: Role::Comment, chars: 1 });
    let unknowing = town.write_after(3, &before, remark);
    assert!(!town.has_effect(unknowing));
    town.write(4, Deed::Leave);
    let left = town.says(4, goal, Role::Comment, 1);
    assert!(!town.has_effect(left));
}

#[test]
fn a_reason_is_an_own_remark_of_that_kind() {
    let mut town = Town::found();
    let proposal = town.makes(1, Entity::Decision, PROPOSAL);
    let open = town.opens(1, proposal);
    let round = town.id(open);
    let mut said = |by, role, chars| {
        let act = town.says(by, round, role, chars);
        town.id(act)
    };
    let own = said(2, Role::Reason, 1);
    let others = said(1, Role::Reason, 1);
    let (plain, empty) = (said(2, Role::Comment, 1), said(2, Role::Reason, 0));
    for (reason, wanted) in [
        (Some(others), false),
        (Some(plain), false),
        (Some(empty), false),
        (Some(ActId(UNKNOWN.0)), false),
        (Some(own), true),
        (None, true),
    ] {
        let vote = town.votes(2, open, Ballot::For, reason);
        assert_eq!(town.has_effect(vote), wanted, "{reason:?}");
    }
}

#[test]
fn own_words_are_erased_each_for_itself_and_never_those_under_a_vote() {
    let mut town = Town::found();
    let proposal = town.makes(1, Entity::Decision, PROPOSAL);
    let (text, join) = (ActId(proposal.0), town.join);
    let said = |town: &mut Town, by| {
        let act = town.says(by, text, Role::Comment, 1);
        town.id(act)
    };
    let (own, second, others) = (said(&mut town, 2), said(&mut town, 2), said(&mut town, 1));
    let edited = town.write(2, edit(Entity::Decision, proposal, 1));
    let set = town.write(2, set(Entity::Decision, proposal, &[(0, Words(5))]));
    let (edited, set) = (town.id(edited), town.id(set));
    let mut erase = |by, acts: &[ActId]| {
        let act = town.write(by, Deed::Redact(acts.to_vec()));
        let verdict = town.judge.verdict(act);
        let effects: Vec<_> = (0..acts.len()).map(|part| verdict.has_effect(part)).collect();
        for (act, effect) in acts.iter().zip(&effects) {
            let act = town.log.find(*act).unwrap();
            assert_eq!(town.judge.is_redacted(act), *effect);
            assert_eq!(town.judge.redacted().any(|one| one == act), *effect);
        }
        effects
    };
    assert_eq!(erase(2, &[others, own]), [false, true]);
    assert_eq!(erase(1, &[others]), [true]);
    assert_eq!(erase(2, &[second, second]), [false, false]);
    // There are no words in who joined.
    assert_eq!(erase(4, &[join]), [false]);
    let open = town.opens(1, proposal);
    let vote = town.votes(2, open, Ballot::For, None);
    let vote = town.id(vote);
    for (by, nothing) in [(1, text), (2, edited), (2, set), (2, vote)] {
        town.check(by, Deed::Redact(vec![nothing]), false);
    }
    town.check(2, Deed::Redact(vec![second]), true);
    // Others ask the community, about words and nothing else.
    town.check(3, Deed::Approve(vec![Change::Redact(edited)]), true);
    town.check(3, Deed::Approve(vec![Change::Redact(vote)]), false);
    town.check(3, Deed::Approve(vec![Change::Redact(ActId(UNKNOWN.0))]), false);
}
