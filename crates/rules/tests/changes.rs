//! Who and what a change can be about, who can be brought in, and what somebody who asks is told.
//!
//! Guards: nobody speaks of who or what isn't there, or gives anybody a key that doesn't say so itself.
//! Next: `rules::judge::effect`.

#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

// As neighbours name this room.
extern crate meent_rules as rules;

use act::{
    content::{Create, Entity, Value, Write},
    deed::Deed,
    id::{ActId, EntityId, MemberId},
    log::Index,
    mandate::{Appoint, Grant, Use},
    register::{Change, Enrol, Join, Kind, Recover},
    statement,
};
use founding::key;
use town::Town;

#[path = "support/founding.rs"]
mod founding;
#[path = "support/town.rs"]
mod town;

const NOBODY: MemberId = MemberId([9; 32]);
const NOTHING: ActId = ActId([9; 32]);

// What key `by` signed about key `device`: that it is this member's.
fn signed(town: &Town, device: u8, by: u8, member: MemberId) -> Enrol {
    let proof = key(by).sign(&statement::member(town.log.community(), member));
    Enrol { device: key(device).device(), proof }
}

fn recover(town: &Town, device: u8, by: u8, member: MemberId) -> Change {
    let Enrol { device: key, proof } = signed(town, device, by, member);
    Change::Recover(Box::new(Recover { member, n: 1, key, proof }))
}

fn joins(town: &mut Town, by: u8, invite: Index, seen: &[Index]) -> Index {
    let proof = key(100).sign(&statement::join(town.log.community(), key(by).device()));
    let join = Join { invite: town.id(invite), proof, kind: Kind::Resident };
    town.write_after(by, seen, Deed::Join(join))
}

#[test]
fn nobody_speaks_of_who_or_what_is_not_there() {
    let mut town = Town::found();
    let [ali, bea, guest] = [1, 2, 4].map(|number| town.member(number));
    let last = town.write(2, Deed::Gather);
    let (last, join) = (town.id(last), town.join);
    let before: Vec<_> = town.log.head_indices().collect();
    for (change, wanted) in [
        (Change::Admit(join), true),
        (Change::Admit(last), false),
        (Change::Admit(NOTHING), false),
        (Change::Rest(bea, last), true),
        (Change::Rest(bea, NOTHING), false),
        (Change::Rest(NOBODY, last), false),
        (Change::Remove(bea), true),
        (Change::Remove(guest), true),
        (Change::Remove(NOBODY), false),
        (recover(&town, 20, 20, bea), true),
        (recover(&town, 20, 21, bea), false),
        (recover(&town, 20, 20, NOBODY), false),
        (recover(&town, 1, 1, bea), false),
    ] {
        for deed in [
            Deed::Approve(vec![change.clone()]),
            Deed::WithdrawApproval(vec![change.clone()]),
            Deed::ObjectChange(vec![change.clone()]),
        ] {
            let told = format!("{deed:?}");
            let said = town.write(1, deed);
            assert_eq!(town.has_effect(said), wanted, "{told}");
        }
    }
    // A key is given to whom it says itself, and is nobody else's.
    for (device, by, wanted) in [(30, 31, false), (2, 2, false), (30, 30, true)] {
        let enrol = Deed::Enrol(vec![signed(&town, device, by, ali)]);
        let enrolled = town.write(1, enrol);
        assert_eq!(town.has_effect(enrolled), wanted, "{device} {by}");
    }
    // Who was brought in apart isn't there yet.
    let invite = town.log.iter().nth(1).unwrap().0;
    let apart = joins(&mut town, 5, invite, &before);
    let apart = Deed::Approve(vec![Change::Admit(town.id(apart))]);
    let unknowing = town.write_after(3, &before, apart);
    assert!(!town.has_effect(unknowing));
}

#[test]
fn roles_and_mandates_are_given_to_people_who_are_there_by_words_that_are_there() {
    let mut town = Town::found();
    let (ali, words) = (town.member(1), |field| Write { field, value: Value::Words(4) });
    let mut makes = |entity, fields: Vec<Write>| -> EntityId {
        let made = town.write(1, Deed::Create(Create { entity, fields }));
        assert!(town.has_effect(made), "{entity:?}");
        town.id(made).into()
    };
    let [role, circle, topic, goal] = [Entity::Role, Entity::Circle, Entity::Topic, Entity::Goal]
        .map(|entity| makes(entity, vec![words(0)]));
    let review = Write { field: 4, value: Value::Date(9) };
    let mandate = makes(Entity::Mandate, vec![words(0), words(1), review]);
    let nothing = EntityId([9; 32]);
    let appoint =
        |to, who| Change::Appoint(Box::new(Appoint { to, n: 1, people: vec![who], until: None }));
    let grant = |mandate, who, circle, topics: &[EntityId]| {
        let (usable, holders, topics) = (Use::Active, vec![who], topics.to_vec());
        let (ceiling, term, until) = (100, 0, 0);
        Change::Grant(Box::new(Grant {
            mandate,
            n: 1,
            usable,
            holders,
            circle,
            topics,
            ceiling,
            term,
            until,
        }))
    };
    for (change, wanted) in [
        (appoint(role, ali), true),
        (appoint(circle, ali), true),
        (appoint(goal, ali), false),
        (appoint(nothing, ali), false),
        (appoint(role, NOBODY), false),
        (grant(mandate, ali, None, &[]), true),
        (grant(mandate, ali, Some(role), &[topic]), true),
        (grant(mandate, ali, Some(circle), &[]), true),
        (grant(role, ali, None, &[]), false),
        (grant(nothing, ali, None, &[]), false),
        (grant(mandate, NOBODY, None, &[]), false),
        (grant(mandate, ali, Some(goal), &[]), false),
        (grant(mandate, ali, None, &[goal]), false),
    ] {
        let told = format!("{change:?}");
        let said = town.write(1, Deed::Approve(vec![change]));
        assert_eq!(town.has_effect(said), wanted, "{told}");
    }
}

#[test]
fn what_waits_is_told_with_who_is_for_it_and_no_more_once_it_is_in_force() {
    let mut town = Town::found();
    let [ali, bea, cor] = [1, 2, 3].map(|number| town.member(number));
    let change = Change::Remove(bea);
    let first = town.write(1, Deed::Approve(vec![change.clone()]));
    let pending = |town: &Town, heads: &[Index]| {
        let pending = town.judge.pending(&town.log, heads.iter().copied());
        let words = town.judge.words(&town.log, heads.iter().copied());
        assert!(
            pending.iter().map(|(change, _)| change).eq(words.iter().map(|(change, _)| change))
        );
        pending.into_iter().map(|(change, voices)| (change, voices.approve)).collect::<Vec<_>>()
    };
    assert_eq!(pending(&town, &[first]), [(change.clone(), vec![ali])]);
    let apart = town.write_after(1, &[], Deed::Gather);
    let both = town.write_after(3, &[first], Deed::Approve(vec![change.clone()]));
    assert_eq!(pending(&town, &[both]), []);
    // Who is in is worked out anew after what changes it, and after nothing else.
    let establishes = |act: Index| town.judge.verdict(act).establishes();
    assert_eq!([first, apart, both].map(establishes), [false, false, true]);
    // Who asks about all that is known hears what is in force there.
    assert_eq!(pending(&town, &[apart]), [(change.clone(), vec![ali])]);
    assert_eq!(pending(&town, &[apart, both]), []);
    assert_eq!(town.judge.in_force(&town.log, [apart, both]), [change]);
    assert_eq!(town.judge.register(&town.log, [both]).members().len(), [ali, cor].len());
}

#[test]
fn of_several_changes_in_one_act_each_is_spoken_of_for_itself() {
    let mut town = Town::found();
    let (ali, admit) = (town.member(1), Change::Admit(town.join));
    let several = vec![Change::Remove(NOBODY), admit.clone()];
    let said = town.write(1, Deed::Approve(several.clone()));
    let pending = town.judge.pending(&town.log, [said]);
    let pending: Vec<_> =
        pending.into_iter().map(|(change, voices)| (change, voices.approve)).collect();
    assert_eq!(pending, [(admit, vec![ali])]);
    let back = town.write(1, Deed::WithdrawApproval(several));
    assert!(town.judge.pending(&town.log, [back]).iter().all(|(_, v)| v.approve.is_empty()));
}

#[test]
fn who_asks_hears_who_invited_somebody_and_what_somebody_did_last_by_hand() {
    let mut town = Town::found();
    let ali = town.member(1);
    assert_eq!(town.judge.sponsor(&town.log, town.join), Some(ali));
    let by_hand = town.write(1, Deed::Approve(vec![Change::Admit(town.join)]));
    let by_app = town.write(1, Deed::Gather);
    assert_eq!(town.judge.last_by_hand(&town.log, ali), Some(by_hand));
    assert_eq!(town.judge.last_by_hand(&town.log, NOBODY), None);
    assert!(!town.judge.has_paper_key(&town.log, &[by_app], ali));
    let paper = Deed::Paper(signed(&town, 20, 20, ali));
    let paper = town.write(1, paper);
    assert!(town.judge.has_paper_key(&town.log, &[paper], ali));
}
