//! Whose a device is that signed for several, or that forks.
//!
//! Guards: each part of an act stands or falls by itself (definition 13), and who lets a key sign that it is
//! somebody else's too takes nothing from its owner by it. Next: `rules::device`.

#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

// As neighbours name this room.
extern crate meent_rules as rules;

use std::sync::Arc;

use act::{
    act::{Act, Draft},
    deed::Deed,
    id::MemberId,
    key::Signature,
    log::{Index, Log},
    register::{Change, Enrol, Invite, Join, Kind, Recover},
    statement,
};
use founding::key;
use rules::judge::Judge;

#[path = "support/founding.rs"]
mod founding;

struct Town {
    log: Log,
    judge: Judge,
}

impl Town {
    fn write(
        &mut self,
        by: u8,
        seq: u32,
        prev: Option<Index>,
        seen: &[Index],
        deed: Deed,
    ) -> Index {
        let id = |index: &Index| self.log.act(*index).id();
        let act = Draft {
            community: self.log.community(),
            device: key(by).device(),
            seq,
            prev: prev.as_ref().map(id),
            seen: seen.iter().map(id).collect(),
            claimed_at: 7,
            deed,
            words: None,
        };
        let index = self.log.append(Arc::new(Act::new(act).unwrap())).unwrap();
        self.judge.judge(&self.log, index);
        index
    }
}

impl Town {
    // Founded by people with these numbers.
    fn found(people: &[u8]) -> (Self, Index) {
        let founding = founding::act(people, None);
        let mut town = Self { log: Log::new(founding.community()), judge: Judge::default() };
        let founding = town.log.append(Arc::new(founding)).unwrap();
        town.judge.judge(&town.log, founding);
        (town, founding)
    }

    fn member(&self, founding: Index, number: u8) -> MemberId {
        statement::member_id(self.log.act(founding).id(), key(number).device())
    }

    // What a key signs that says it is this member's.
    fn proof(&self, number: u8, member: MemberId) -> Signature {
        key(number).sign(&statement::member(self.log.community(), member))
    }

    fn enrol(&self, number: u8, member: MemberId) -> Enrol {
        Enrol { device: key(number).device(), proof: self.proof(number, member) }
    }

    fn recover(&self, number: u8, member: MemberId) -> Change {
        let (key, proof) = (key(number).device(), self.proof(number, member));
        Change::Recover(Box::new(Recover { member, n: 1, key, proof }))
    }

    // Whose it is, and whether the device stood.
    fn by(&self, act: Index) -> (Option<MemberId>, bool) {
        let verdict = self.judge.verdict(act);
        (verdict.author, verdict.stood)
    }
}

#[test]
fn of_two_devices_in_one_act_only_the_one_that_is_nobody_elses_is_enrolled() {
    // Ali, 1, and Bea, 2, found; Ali enrols 3, and beside it Bea's own device, which signed that it is Ali's.
    for (own, others) in [(0, 1), (1, 0)] {
        let (mut town, founding) = Town::found(&[1, 2]);
        let (ali, bea) = (town.member(founding, 1), town.member(founding, 2));
        let mut both = vec![town.enrol(3, ali), town.enrol(2, ali)];
        both.rotate_left(own);
        let enrolled = town.write(1, 2, Some(founding), &[], Deed::Enrol(both));
        let phone = town.write(3, 1, None, &[enrolled], Deed::Gather);
        let other = town.write(2, 1, None, &[enrolled], Deed::Gather);
        let verdict = town.judge.verdict(enrolled);
        assert!(verdict.has_effect(own) && !verdict.has_effect(others));
        assert!(!verdict.has_effect(64), "a deed has no more parts than that");
        assert_eq!(town.by(phone), (Some(ali), true));
        assert_eq!(town.by(other), (Some(bea), true));
    }
}

#[test]
fn a_join_is_the_first_that_is_heard_of_a_device_by_an_invite_of_one_that_stood() {
    let (mut town, founding) = Town::found(&[1, 2]);
    let ali = town.member(founding, 1);
    let invite = Deed::Invite(Invite { key: key(100).invite(), until: 0, guests: 9 });
    // Ali's first phone, which the second one retired, invites; so does Bea.
    let second = Deed::Enrol(vec![town.enrol(3, ali)]);
    let second = town.write(1, 2, Some(founding), &[], second);
    let retired = town.write(3, 1, None, &[second], Deed::Retire(vec![key(1).device()]));
    let void = town.write(1, 3, Some(second), &[retired], invite.clone());
    let good = town.write(2, 1, None, &[void], invite);
    let joins = |town: &mut Town, by: u8, invite: Index, seen: Index| {
        let proof = key(100).sign(&statement::join(town.log.community(), key(by).device()));
        let invite = town.log.act(invite).id();
        let join = Deed::Join(Join { invite, proof, kind: Kind::Resident });
        let join = town.write(by, 1, None, &[seen], join);
        (join, town.by(join).1)
    };
    let (first, stood) = joins(&mut town, 5, void, good);
    assert!(!stood, "by an invite that has no effect");
    assert!(!joins(&mut town, 5, good, first).1, "it knows an earlier one");
    assert!(joins(&mut town, 6, good, first).1);
    // Who is in joins nobody anew.
    let (again, stood) = joins(&mut town, 2, good, good);
    assert_eq!((town.judge.verdict(again).author, stood), (Some(town.member(founding, 2)), false));
}

#[test]
fn a_key_is_of_whom_it_was_recovered_for_whatever_else_it_signed() {
    // Of Ali, Bea and Cor, 1 to 3, the key 4 signed that it is Bea's and that it is Cor's.
    let (mut town, founding) = Town::found(&[1, 2, 3]);
    let (bea, cor) = (town.member(founding, 2), town.member(founding, 3));
    let (of_bea, of_cor) = (town.recover(4, bea), town.recover(4, cor));
    let alone = town.write(1, 2, Some(founding), &[], Deed::Approve(vec![of_cor]));
    let ali = town.write(1, 3, Some(alone), &[], Deed::Approve(vec![of_bea.clone()]));
    let early = town.write(4, 1, None, &[ali], Deed::Gather);
    assert_eq!(town.by(early), (None, false), "no recovery is in force");
    let both = town.write(3, 1, None, &[ali], Deed::Approve(vec![of_bea]));
    let after = town.write(4, 1, None, &[both], Deed::Gather);
    assert_eq!(town.by(after), (Some(bea), true));
}

#[test]
fn a_paper_key_that_wrote_two_things_apart_recovers_nobody_who_knows_both() {
    let (mut town, founding) = Town::found(&[1, 2]);
    let ali = town.member(founding, 1);
    // 3 is Ali's paper key, whose one deed is a recovery.
    let paper = Deed::Paper(town.enrol(3, ali));
    let paper = town.write(1, 2, Some(founding), &[], paper);
    let Change::Recover(recover) = town.recover(4, ali) else { unreachable!() };
    let one = town.write(3, 1, None, &[paper], Deed::Gather);
    let two = town.write(3, 1, None, &[paper], Deed::Leave);
    let knowing_one = town.write(3, 1, None, &[one], Deed::Recover(*recover));
    let knowing_both = town.write(3, 1, None, &[one, two], Deed::Recover(*recover));
    assert_eq!(
        [knowing_one, knowing_both].map(|act| town.by(act)),
        [true, false].map(|stood| (Some(ali), stood))
    );
}

#[test]
fn who_asks_hears_whose_each_device_is_and_whether_it_stands() {
    // Ali enrols 3 and 4 and retires 4; Bea's only phone writes two acts apart with one number.
    let (mut town, founding) = Town::found(&[1, 2]);
    let (ali, bea) = (town.member(founding, 1), town.member(founding, 2));
    let enrol = Deed::Enrol(vec![town.enrol(3, ali), town.enrol(4, ali)]);
    let enrol = town.write(1, 2, Some(founding), &[], enrol);
    let retired = town.write(1, 3, Some(enrol), &[], Deed::Retire(vec![key(4).device()]));
    let one = town.write(2, 1, None, &[enrol], Deed::Gather);
    let two = town.write(2, 1, None, &[enrol], Deed::Leave);
    for (heads, numbers) in [
        (vec![founding], vec![(1, ali, true), (2, bea, true)]),
        (vec![one], vec![(1, ali, true), (2, bea, true), (3, ali, true), (4, ali, true)]),
        (vec![retired], vec![(1, ali, true), (2, bea, true), (3, ali, true), (4, ali, false)]),
        (vec![one, two], vec![(1, ali, true), (2, bea, false), (3, ali, true), (4, ali, true)]),
    ] {
        let mut wanted: Vec<_> = numbers
            .into_iter()
            .map(|(number, member, stands)| (key(number).device(), member, stands))
            .collect();
        let mut found = town.judge.devices(&town.log, &heads);
        wanted.sort_unstable();
        found.sort_unstable();
        assert_eq!(found, wanted, "{heads:?}");
        for (device, member, stands) in wanted {
            assert_eq!(town.judge.device(&town.log, &heads, device), Some((member, stands)));
        }
    }
    assert_eq!(town.judge.device(&town.log, &[founding], key(3).device()), None);
}
