//! What no story can tell: deeds with several parts, devices that two members claim, other versions.
//!
//! Guards: definition 13, "belongs to no other member", and definition 11; held against the
//! definitions as they read, too. Next: `literal.rs`.

use std::{collections::BTreeMap, sync::Arc};

use act::{
    act::{Act, Draft, Parts},
    ballot::Ballot,
    body::Words,
    charter::Charter,
    content::{Comment, Create, Entity, Role, Value, Write},
    deed::{Class, Deed},
    fraction::Fraction,
    id::{ActId, CommunityId, DeviceId, Digest},
    key::{SecretKey, Signature},
    log::{Index, Log},
    register::{Change, Enrol, Found, Founder, Invite, Join, Kind, Recover},
    round::{Acknowledge, Close, Method, Open, Vote},
    statement,
};

use crate::{
    agree::compare,
    support::{Seen, judged},
};

const TEXT: Digest = Digest([7; 32]);

fn key(number: u8) -> SecretKey {
    SecretKey::from_seed(&[number; 32])
}

fn invite() -> Deed {
    Deed::Invite(Invite { key: key(100).invite(), until: 0, guests: 9 })
}

/// A community of founders with keys 1, 2 and 3, and guests with 4 and 5 that they all know.
struct Town {
    log: Log,
    last: BTreeMap<u8, Index>,
    invite: Index,
    joins: Vec<ActId>,
    decision: ActId,
}

impl Town {
    fn found() -> Self {
        let founder = |number| Founder {
            key: key(number).device(),
            kind: Kind::Resident,
            proof: Signature([0; 64]),
        };
        let mut founders: Vec<_> = [1, 2, 3].map(founder).into();
        founders.sort_unstable_by_key(|founder| founder.key);
        let charter = Charter { quorum: Fraction::ZERO, ..Charter::default() };
        let mut found = Found { nonce: [0; 32], founders, charter, season: None };
        let statement = found.statement();
        for number in [1, 2, 3] {
            let device = key(number).device();
            let own = found.founders.iter_mut().find(|founder| founder.key == device).unwrap();
            own.proof = key(number).sign(&statement);
        }
        let act = Act::new(Draft {
            community: CommunityId::UNFOUNDED,
            device: key(1).device(),
            seq: 1,
            prev: None,
            seen: Vec::new(),
            claimed_at: 0,
            deed: Deed::Found(found),
            words: None,
        })
        .unwrap();
        let decision = act.id();
        let mut log = Log::new(act.community());
        let founding = log.append(Arc::new(act)).unwrap();
        let last = [(1, founding)].into();
        let mut town = Self { log, last, invite: founding, joins: Vec::new(), decision };
        town.invite = town.write(1, &[], invite());
        for guest in [4, 5] {
            let join = town.join(guest, town.invite, &[town.invite]);
            town.joins.push(town.id(join));
        }
        let fields = vec![
            Write { field: 0, value: Value::Words(4) },
            Write { field: 2, value: Value::Date(0) },
            Write { field: 4, value: Value::Choice(0) },
        ];
        let create = Deed::Create(Create { entity: Entity::Decision, fields });
        let seen = [town.last[&4], town.last[&5]];
        let decision = town.say(1, &seen, create, Some("plan"));
        town.decision = town.id(decision);
        town
    }

    fn join(&mut self, guest: u8, invite: Index, seen: &[Index]) -> Index {
        let statement = statement::join(self.log.community(), key(guest).device());
        let (invite, proof) = (self.id(invite), key(100).sign(&statement));
        self.write(guest, seen, Deed::Join(Join { invite, proof, kind: Kind::Business }))
    }

    fn id(&self, index: Index) -> ActId {
        self.log.act(index).id()
    }

    fn write(&mut self, by: u8, seen: &[Index], deed: Deed) -> Index {
        self.say(by, seen, deed, None)
    }

    // After the writer's last act, having seen these; what that names already is left out.
    fn say(&mut self, by: u8, seen: &[Index], deed: Deed, words: Option<&str>) -> Index {
        let prev = self.last.get(&by).copied();
        let news = |act: &&Index| !prev.is_some_and(|prev| self.log.reaches(prev, **act));
        let act = Act::new(Draft {
            community: self.log.community(),
            device: key(by).device(),
            seq: prev.map_or(1, |prev| self.log.act(prev).seq() + 1),
            prev: prev.map(|prev| self.id(prev)),
            seen: seen.iter().filter(news).map(|act| self.id(*act)).collect(),
            claimed_at: 0,
            deed,
            words: words.map(|text| Words { salt: [0; 8], strings: vec![text.to_owned()] }),
        });
        let index = self.log.append(Arc::new(act.unwrap())).unwrap();
        self.last.insert(by, index);
        index
    }

    fn open(&mut self, by: u8, seen: &[Index]) -> Index {
        let decision = self.decision.into();
        let open = Open::plain(decision, TEXT, Method::Majority, Fraction::ZERO, 0);
        self.write(by, seen, Deed::Open(Box::new(open)))
    }

    fn vote(&self, round: Index) -> Vote {
        Vote { round: self.id(round), text: TEXT, ballot: Ballot::For, reason: None }
    }

    // Which parts of an act have effect; and all of it is as the definitions say.
    fn effects<const PARTS: usize>(&self, act: Index) -> [bool; PARTS] {
        compare(&self.log, &[], &mut Seen::default()).unwrap();
        let judge = judged(&self.log);
        std::array::from_fn(|part| judge.verdict(act).has_effect(part))
    }

    // The key's own word that it is a device of the founder with this key.
    fn enrol(&self, number: u8, founder: u8) -> Enrol {
        let founding = self.id(self.log.since(0).next().unwrap());
        let member = statement::member_id(founding, key(founder).device());
        let proof = key(number).sign(&statement::member(self.log.community(), member));
        Enrol { device: key(number).device(), proof }
    }
}

impl Town {
    // The recovery of a founder to a key that signed for that founder, whoever else it signed for.
    fn recovery(&self, number: u8, founder: u8) -> Change {
        let founding = self.id(self.log.since(0).next().unwrap());
        let member = statement::member_id(founding, key(founder).device());
        let Enrol { device, proof } = self.enrol(number, founder);
        Change::Recover(Box::new(Recover { member, n: 1, key: device, proof }))
    }

    // What is in force now, besides admissions.
    fn recovered(&self) -> usize {
        let in_force = judged(&self.log).in_force(&self.log, self.log.head_indices());
        in_force.iter().filter(|change| matches!(change, Change::Recover(_))).count()
    }
}

#[test]
fn a_key_recovers_one_member_only() {
    let mut town = Town::found();
    let (two, three) = (town.recovery(8, 2), town.recovery(8, 3));
    // One after the other: the second has no effect.
    let first = town.write(1, &[], Deed::Approve(vec![two.clone()]));
    let second = town.write(3, &[first], Deed::Approve(vec![two]));
    assert_eq!(town.effects(second), [true]);
    assert_eq!(town.recovered(), 1);
    let late = town.write(1, &[second], Deed::Approve(vec![three]));
    assert_eq!(town.effects(late), [false]);
    // The new key writes for who was recovered, the old one no longer.
    let own = town.write(8, &[second], Deed::Gather);
    assert_eq!(town.effects(own), [true]);
    let old = town.write(2, &[second], Deed::Gather);
    assert_eq!(town.effects(old), [false]);
}

#[test]
fn a_key_that_recovers_two_members_apart_belongs_to_neither() {
    let mut town = Town::found();
    let known = town.last[&1];
    let (two, three) = (town.recovery(8, 2), town.recovery(8, 3));
    // Founder 1 forks: in each branch somebody else is recovered.
    let by_one = town.write(1, &[], Deed::Approve(vec![two.clone()]));
    let two = town.write(3, &[by_one], Deed::Approve(vec![two]));
    town.last.insert(1, known);
    let by_one = town.write(1, &[], Deed::Approve(vec![three.clone()]));
    let three = town.write(2, &[by_one], Deed::Approve(vec![three]));
    let before = town.write(8, &[two], Deed::Gather);
    let after = town.write(8, &[three], Deed::Gather);
    assert_eq!(town.effects(before), [true]);
    assert_eq!(town.effects(after), [false]);
}

#[test]
fn two_parts_about_one_guest_change_or_act_take_the_whole_deed_with_them() {
    let mut town = Town::found();
    let (guest, other) = (town.joins[0], town.joins[1]);
    let dismiss = town.write(1, &[], Deed::Dismiss(vec![guest, other, guest]));
    assert_eq!(town.effects(dismiss), [false; 3]);
    let dismiss = town.write(1, &[], Deed::Dismiss(vec![guest, ActId([9; 32]), other]));
    assert_eq!(town.effects(dismiss), [true, false, true]);
    let admit = Change::Admit(guest);
    let object = town.write(1, &[], Deed::ObjectChange(vec![admit.clone(), admit]));
    assert_eq!(town.effects(object), [false; 2]);
    let words = Comment { on: town.decision, role: Role::Comment, chars: 3 };
    let words = town.say(1, &[], Deed::Comment(words), Some("ja!"));
    let ids = [words, dismiss].map(|act| town.id(act));
    let redact = town.write(1, &[], Deed::Redact(vec![ids[0], ids[0]]));
    assert_eq!(town.effects(redact), [false; 2]);
    let redact = town.write(1, &[], Deed::Redact(vec![ids[0], ids[1]]));
    assert_eq!(town.effects(redact), [true, false]);
}

#[test]
fn the_words_that_a_round_is_about_stay() {
    let mut town = Town::found();
    let about = town.decision;
    let before = town.write(1, &[], Deed::Redact(vec![about]));
    assert_eq!(town.effects(before), [true]);
    let open = town.open(1, &[]);
    let after = town.write(1, &[open], Deed::Redact(vec![about]));
    assert_eq!(town.effects(after), [false]);
    // Nor does anybody erase somebody else's by themselves.
    let foreign = town.write(2, &[before], Deed::Redact(vec![about]));
    assert_eq!(town.effects(foreign), [false]);
}

#[test]
fn each_part_of_a_deed_has_effect_by_itself() {
    let mut town = Town::found();
    let known = town.last[&1];
    let admit: Vec<_> = town.joins.iter().copied().map(Change::Admit).collect();
    let nobody = Change::Admit(ActId([9; 32]));
    let approve =
        town.write(1, &[], Deed::Approve(vec![admit[0].clone(), nobody, admit[1].clone()]));
    assert_eq!(town.effects(approve), [true, false, true]);
    town.write(2, &[approve], Deed::Approve(admit));
    let register = judged(&town.log).register(&town.log, town.log.head_indices());
    assert_eq!(register.members().len(), 5);

    let (own, foreign) = (town.enrol(6, 3), town.enrol(7, 1));
    let enrol = town.write(3, &[known], Deed::Enrol(vec![own, foreign]));
    assert_eq!(town.effects(enrol), [true, false]);
    let (first, second) = (town.open(1, &[]), town.open(1, &[]));
    let votes = vec![town.vote(first), town.vote(enrol), town.vote(second)];
    let vote = town.write(3, &[second], Deed::Vote(votes));
    assert_eq!(town.effects(vote), [true, false, true]);
    let rounds = [first, second, vote].map(|act| town.id(act));
    let close =
        town.write(1, &[vote], Deed::Close(rounds.iter().copied().map(Close::of).collect()));
    assert_eq!(town.effects(close), [true, true, false]);
    let close_id = town.id(close);
    let ack = |round: &ActId| Acknowledge { round: *round, close: close_id };
    let acks = rounds.iter().map(ack).collect();
    let acks = town.write(2, &[close], Deed::Acknowledge(acks));
    assert_eq!(town.effects(acks), [true, true, false]);
}

#[test]
fn two_parts_about_one_thing_take_the_whole_deed_with_them() {
    let mut town = Town::found();
    let (known, admit) = (town.last[&1], Change::Admit(town.joins[0]));
    let other = Change::Admit(town.joins[1]);
    let approve = town.write(1, &[], Deed::Approve(vec![admit.clone(), other, admit.clone()]));
    assert_eq!(town.effects(approve), [false; 3]);
    let withdraw = town.write(1, &[], Deed::WithdrawApproval(vec![admit.clone(), admit]));
    assert_eq!(town.effects(withdraw), [false; 2]);
    let device = town.enrol(6, 3);
    let enrol = town.write(3, &[known], Deed::Enrol(vec![device, device]));
    assert_eq!(town.effects(enrol), [false; 2]);
    let device: DeviceId = key(3).device();
    let retire = town.write(3, &[], Deed::Retire(vec![device, device]));
    assert_eq!(town.effects(retire), [false; 2]);
    let open = town.open(1, &[]);
    let against = Vote { ballot: Ballot::Against, ..town.vote(open) };
    let vote = town.write(3, &[open], Deed::Vote(vec![town.vote(open), against.clone()]));
    assert_eq!(town.effects(vote), [false; 2]);
    town.write(1, &[vote], Deed::Vote(vec![against]));
    let round = town.id(open);
    let close = town.write(1, &[], Deed::Close(vec![Close::of(round), Close::of(round)]));
    assert_eq!(town.effects(close), [false; 2]);
    let close = town.write(1, &[], Deed::Close(vec![Close::of(round)]));
    let ack = Acknowledge { round, close: town.id(close) };
    let acks = town.write(2, &[close], Deed::Acknowledge(vec![ack, ack]));
    assert_eq!(town.effects(acks), [false; 2]);
}

#[test]
fn a_device_that_two_members_claim_belongs_to_neither() {
    let mut town = Town::found();
    let known = town.last[&1];
    let (for_two, for_three) = (town.enrol(6, 2), town.enrol(6, 3));
    let by_two = town.write(2, &[known], Deed::Enrol(vec![for_two]));
    let by_three = town.write(3, &[known], Deed::Enrol(vec![for_three]));
    assert_eq!(town.effects(by_two), [true]);
    assert_eq!(town.effects(by_three), [true]);
    let before = town.write(6, &[by_two], Deed::Leave);
    let after = town.write(6, &[by_three], Deed::Leave);
    assert_eq!(town.effects(before), [true]);
    assert_eq!(town.effects(after), [false]);
    assert_eq!(judged(&town.log).verdict(after).author, None);
    // Nor does one who knows of both.
    let again = town.write(3, &[by_two], Deed::Enrol(vec![for_three]));
    assert_eq!(town.effects(again), [false]);
}

#[test]
fn a_join_is_the_first_that_a_device_is_heard_of() {
    let mut town = Town::found();
    let known = town.last[&1];
    let (for_two, for_three) = (town.enrol(6, 2), town.enrol(6, 3));
    let by_two = town.write(2, &[known], Deed::Enrol(vec![for_two]));
    let by_three = town.write(3, &[known], Deed::Enrol(vec![for_three]));
    let join = town.join(6, town.invite, &[by_two, by_three]);
    assert_eq!(town.effects(join), [false]);
    // Nor does a join make a founder twice.
    town.last.remove(&2);
    let join = town.join(2, town.invite, &[by_three]);
    assert_eq!(town.effects(join), [false]);
    let join = town.join(7, town.invite, &[by_three]);
    assert_eq!(town.effects(join), [true]);
    let register = judged(&town.log).register(&town.log, town.log.head_indices());
    assert_eq!(register.people().count(), 6);
}

#[test]
fn the_invite_of_a_retired_device_lets_nobody_in() {
    let mut town = Town::found();
    let known = town.last[&1];
    let second = town.enrol(6, 3);
    let enrol = town.write(3, &[known], Deed::Enrol(vec![second]));
    let before = town.write(3, &[], invite());
    let retire = town.write(6, &[enrol], Deed::Retire(vec![key(3).device()]));
    let after = town.write(3, &[retire], invite());
    let early = town.join(7, before, &[before]);
    let late = town.join(8, after, &[after]);
    assert_eq!(town.effects(early), [true]);
    assert_eq!(town.effects(late), [false]);
}

#[test]
fn a_vote_names_the_text_and_a_reason_of_its_own() {
    let mut town = Town::found();
    let open = town.open(1, &[]);
    let comment = |town: &Town, role| Deed::Comment(Comment { on: town.id(open), role, chars: 3 });
    let (reason, remark) = (comment(&town, Role::Reason), comment(&town, Role::Comment));
    let own = town.say(2, &[open], reason.clone(), Some("ja!"));
    let remark = town.say(2, &[], remark, Some("ja?"));
    let foreign = town.say(3, &[open], reason, Some("nee"));
    let ids = [own, remark, foreign].map(|act| town.id(act));
    let mut counts = |by, seen: &[Index], change: &dyn Fn(&mut Vote)| {
        let mut vote = town.vote(open);
        change(&mut vote);
        let act = town.write(by, seen, Deed::Vote(vec![vote]));
        judged(&town.log).verdict(act).has_effect(0)
    };
    assert!(counts(2, &[], &|_| {}));
    assert!(counts(2, &[], &|vote| vote.reason = Some(ids[0])));
    assert!(!counts(2, &[], &|vote| vote.reason = Some(ids[1])));
    assert!(!counts(2, &[foreign], &|vote| vote.reason = Some(ids[2])));
    assert!(!counts(2, &[], &|vote| vote.text = Digest([8; 32])));
}

#[test]
fn an_act_of_another_version_has_no_effect_and_brings_nothing_into_force() {
    let mut town = Town::found();
    let admit = Change::Admit(town.joins[0]);
    let known = town.last[&1];
    let ours = town.write(2, &[known], Deed::Approve(vec![admit.clone()]));
    let theirs = town.write(3, &[known], Deed::Approve(vec![admit]));
    let prev = town.log.act(known);
    let act = Act::from_parts(Parts {
        version: 2,
        class: Class::Register,
        community: town.log.community(),
        device: key(1).device(),
        seq: prev.seq() + 1,
        prev: Some(prev.id()),
        seen: {
            let mut seen = vec![town.id(ours), town.id(theirs)];
            seen.sort_unstable();
            seen
        },
        claimed_at: 0,
        kept: vec![0xf6],
        strings: None,
    });
    let newer = town.log.append(Arc::new(act.unwrap())).unwrap();
    let judge = judged(&town.log);
    assert!(!judge.verdict(newer).is_effective());
    assert_eq!(judge.register(&town.log, [newer]).members().len(), 3);
    town.last.insert(1, newer);
    let next = town.write(1, &[], Deed::Gather);
    let register = judged(&town.log).register(&town.log, [next]);
    assert_eq!(register.members().len(), 4, "the next act of our version knows both approvals");
}
