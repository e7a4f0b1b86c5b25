//! Founding together: what has effect of a season's deeds, and what of somebody's lies doesn't.
//!
//! Guards: nobody founds in another's name, and whoever announces a community announces the one that all
//! listed founders signed. Next: `rules::season`.

#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

// As neighbours name this room.
extern crate meent_rules as rules;

use std::sync::Arc;

use act::{
    charter::Charter,
    content::{Create, EditText, Entity, Splice, Value, Write},
    deed::Deed,
    id::{ActId, CommunityId, EntityId},
    key::Signature,
    log::{Index, Log},
    register::Change,
    season::{List, Part, Plan, Source, Step},
    statement,
};
use founding::key;
use rules::judge::Judge;
use town::Town;

#[path = "support/founding.rs"]
mod founding;

#[path = "support/town.rs"]
mod town;

// Their keys for a season are 11 to 14.
impl Town {
    // What came along: a decision of the community before.
    fn carry(&mut self, by: u8, seen: &[Index]) -> Index {
        let values = [
            Value::Words(4),
            Value::Date(1),
            Value::Date(2),
            Value::Link(EntityId([7; 32])),
            Value::Link(EntityId([8; 32])),
        ];
        let fields = [0, 3, 4, 5, 6].into_iter().zip(values);
        let fields = fields.map(|(field, value)| Write { field, value }).collect();
        let create = Deed::Create(Create { entity: Entity::EarlierDecision, fields });
        self.write_after(by, seen, create)
    }

    fn part(&self, plan: Index, number: u8, with: u8) -> Part {
        let plan = self.id(plan);
        let statement = statement::season(self.log.community(), plan, self.member(number));
        Part { plan, key: key(with).device(), proof: key(with).sign(&statement) }
    }

    fn join(&mut self, plan: Index, number: u8) -> Index {
        let part = self.part(plan, number, 10 + number);
        self.write(number, Deed::SeasonJoin(part))
    }

    fn list(&mut self, by: u8, plan: Index, parts: &[Index]) -> Index {
        let mut parts: Vec<_> = parts.iter().map(|part| self.id(*part)).collect();
        parts.sort_unstable();
        self.write(by, Deed::SeasonList(List { plan: self.id(plan), parts }))
    }

    fn sign(&mut self, by: u8, with: u8, plan: Index, list: Index) -> Index {
        let (_, season) = self.judge.seasons().find(|(at, _)| *at == plan).unwrap();
        let found = season.founding(&self.log, plan, list).unwrap();
        let proof = key(with).sign(&found.statement());
        self.write(by, Deed::SeasonStep(Step::Sign { list: self.id(list), proof }))
    }

    fn announce(&mut self, by: u8, list: Index, signed: &[Index]) -> Index {
        let mut signed: Vec<_> = signed.iter().map(|act| self.id(*act)).collect();
        signed.sort_unstable();
        let step = Step::Found { list: self.id(list), signed, secret: [5; 32] };
        self.write(by, Deed::SeasonStep(step))
    }
}

fn plan() -> Deed {
    Deed::Season(Plan { nonce: [3; 32], charter: Charter::default() })
}

#[test]
fn what_is_founded_is_what_all_on_the_list_signed() {
    let mut town = Town::found();
    let plan = town.write(2, plan());
    let parts = [2, 1, 3].map(|member| town.join(plan, member));
    let list = town.list(2, plan, &parts);
    assert!(town.has_effect(list));
    let signed = [1, 2, 3].map(|member| town.sign(member, 10 + member, plan, list));
    assert!(signed.iter().all(|signed| town.has_effect(*signed)));
    let founded = town.announce(2, list, &signed);
    assert!(town.has_effect(founded));
    let (_, season) = town.judge.seasons().next().unwrap();
    let complete = season.complete(&town.log, list).unwrap();
    let act = season.founding_act(&town.log, (plan, list), &complete).unwrap();
    assert_eq!(season.founded[0].community, act.community());
    assert_eq!(act.device(), key(12).device(), "who planned it wrote it");
    // It is a founding like any other, of three members, none of whom holds the root alone.
    let mut log = Log::new(act.community());
    let mut judge = Judge::default();
    let Some(Deed::Found(found)) = act.deed() else { panic!() };
    let source = found.season.clone().unwrap();
    assert_eq!((source.community, source.heads), (town.log.community(), vec![town.id(list)]));
    let index = log.append(Arc::new(act)).unwrap();
    judge.judge(&log, index);
    assert_eq!(judge.register(&log, [index]).members().len(), 3);
}

#[test]
fn a_founding_that_somebody_did_not_sign_is_none() {
    let mut town = Town::found();
    let plan = town.write(2, plan());
    let parts = [2, 1].map(|member| town.join(plan, member));
    let list = town.list(2, plan, &parts);
    let own = town.sign(2, 12, plan, list);
    let early = town.announce(2, list, &[own]);
    // Twice the own signature, and one by a key that isn't the founder's.
    let again = town.sign(2, 12, plan, list);
    let twice = town.announce(2, list, &[own, again]);
    let forged = town.sign(2, 11, plan, list);
    let false_key = town.sign(1, 1, plan, list);
    let outsider = town.sign(3, 13, plan, list);
    for nothing in [early, again, twice, forged, false_key, outsider] {
        assert!(!town.has_effect(nothing));
    }
    let other = town.sign(1, 11, plan, list);
    // Only the planner founds, and once.
    let usurped = town.announce(1, list, &[own, other]);
    let founded = town.announce(2, list, &[own, other]);
    let second = town.announce(2, list, &[own, other]);
    assert_eq!([usurped, founded, second].map(|act| town.has_effect(act)), [false, true, false]);
}

#[test]
fn a_list_names_those_who_take_part_each_once_and_its_author() {
    let mut town = Town::found();
    let (plan, other) = (town.write(2, plan()), town.write(1, plan()));
    let [two, one, three] = [2, 1, 3].map(|member| town.join(plan, member));
    let elsewhere = town.join(other, 3);
    let again = town.part(plan, 3, 23);
    let again = town.write(3, Deed::SeasonJoin(again));
    for (by, parts) in [
        (1, vec![one, two]),          // by somebody else
        (2, vec![one, three]),        // without the planner
        (2, vec![two, elsewhere]),    // of another plan
        (2, vec![two, three, again]), // somebody twice
        (2, vec![two, plan]),         // an act that is no part
    ] {
        let list = town.list(by, plan, &parts);
        assert!(!town.has_effect(list), "{by} {parts:?}");
    }
    // Who left meanwhile is none of them; and a new list may come without those who don't sign.
    let whole = town.list(2, plan, &[one, two, again]);
    town.write(3, Deed::Leave);
    let late = town.list(2, plan, &[one, two, three]);
    let fewer = town.list(2, plan, &[one, two]);
    assert_eq!([whole, late, fewer].map(|list| town.has_effect(list)), [true, false, true]);
}

#[test]
fn two_people_with_one_key_found_nothing_together() {
    let mut town = Town::found();
    let plan = town.write(2, plan());
    let two = town.join(plan, 2);
    // One's own key said to be another's: the proof names a member.
    let stolen = town.part(plan, 2, 12);
    let stolen = town.write(1, Deed::SeasonJoin(stolen));
    assert!(!town.has_effect(stolen));
    // Both know the secret.
    let shared = town.part(plan, 1, 12);
    let shared = town.write(1, Deed::SeasonJoin(shared));
    assert!(town.has_effect(shared));
    let list = town.list(2, plan, &[two, shared]);
    assert!(!town.has_effect(list));
}

#[test]
fn guests_and_those_who_know_nothing_of_the_plan_take_no_part() {
    let mut town = Town::found();
    let before: Vec<_> = town.log.head_indices().collect();
    let by_guest = town.write(4, plan());
    let plan = town.write(2, plan());
    let guest = town.join(plan, 4);
    let part = town.part(plan, 3, 13);
    let unknowing = town.write_after(3, &before, Deed::SeasonJoin(part));
    for nothing in [by_guest, guest, unknowing] {
        assert!(!town.has_effect(nothing));
    }
    // Once a member, the guest founds with the others.
    let admit = vec![Change::Admit(town.join)];
    for member in [1, 2, 3] {
        town.write(member, Deed::Approve(admit.clone()));
    }
    let guest = town.join(plan, 4);
    assert!(town.has_effect(guest));
}

#[test]
fn what_an_app_does_by_itself_is_not_by_hand() {
    let sign = Step::Sign { list: ActId([0; 32]), proof: Signature([0; 64]) };
    assert!(Deed::SeasonStep(sign).is_by_app());
    assert!(!plan().is_by_app());
}

#[test]
fn what_came_along_is_written_at_the_founding_of_a_season_and_altered_by_nobody() {
    let source = Source { community: CommunityId([9; 32]), heads: vec![ActId([9; 32])] };
    // Town's first act is by 1; its invite and the guest's join follow.
    let mut town = Town::found_as(Some(source));
    let first = town.log.iter().next().unwrap().0;
    let edit = |on: ActId| {
        let splices = vec![Splice { at: 0, delete: 0, insert: 4 }];
        Deed::EditText(EditText {
            entity: Entity::EarlierDecision,
            on: on.into(),
            field: 1,
            splices,
        })
    };
    let own = town.carry(1, &[]);
    let on = town.id(own);
    let words = town.write_after(1, &[], edit(on));
    let after = town.carry(1, &[town.log.find(town.join).unwrap()]);
    let altered = town.write_after(1, &[], edit(on));
    let another = town.carry(2, &[first]);
    assert_eq!(
        [own, words, after, altered, another].map(|act| town.has_effect(act)),
        [true, true, false, false, false]
    );
    // Nor is there anything to come along where nothing went before.
    let mut plain = Town::found();
    let none = plain.carry(1, &[]);
    assert!(!plain.has_effect(none));
}
