//! What attackers tried on people's own apps: rounds that aren't what was proposed, invites that are
//! over, people who left and go on.
//!
//! Guards: each of these worked once. Next: [`crate::door`] and [`crate::due`].

mod bundle; // files by hand
mod erased; // words that are erased, registers that are contradicted
mod candidate; // paper hurries nobody, nor does a candidate's silence
mod edits; // two people edit one thing
mod late; // what a close misses, and votes without effect
mod overview; // what is asked of whom, lists, the log in parts, every kind of answer
mod moderation; // house rules, what is folded away, appeals, representatives
mod schism; // contradictions that end, and those that an invite shows
mod season; // founding together
mod doctor; // what is amiss
mod credit; // who writes without end
mod attached; // pictures and other files
mod world; // whole networks by a seed
mod looking; // what somebody who waits is told
mod running; // when pages are told, and what is set for oneself

use std::sync::Arc;

use act::{
    act::{Act, Draft},
    deed::Deed,
    fraction::Fraction,
    id::{ActId, CommunityId},
    key::SecretKey,
    log::Index,
    register::{Change, Enrol, Join, Kind},
    round::{Method, Open},
    statement,
};
use sync::{pack::Pack, pool::Peer};

use crate::{
    answer::Answer,
    command::{self, Command},
    community::{Ambient, Community},
    execute::{Founding, Invited, found},
    refusal::Refusal,
};

const NOW: i64 = 1_796_000_000;

fn ambiently<T>(now: i64, run: impl FnOnce(&mut Ambient<'_>) -> T) -> T {
    let mut next = 0_u8;
    let mut random = |buffer: &mut [u8]| {
        buffer.fill_with(|| {
            next = next.wrapping_add(1);
            next
        });
    };
    run(&mut Ambient { now, random: &mut random })
}

fn key(number: u8) -> Arc<SecretKey> {
    Arc::new(SecretKey::from_seed(&[number; 32]))
}

fn ali() -> Community {
    let founding = Founding {
        name: "De Linde".to_owned(),
        purpose: String::new(),
        me: "Ali".to_owned(),
        kind: Kind::Resident,
        charter: act::charter::Charter::default(),
    };
    ambiently(NOW, |ambient| found(founding, key(1), ambient)).unwrap()
}

fn join(community: CommunityId, invited: &Invited, newcomer: &SecretKey, kind: Kind) -> Act {
    let proof =
        SecretKey::from_seed(&invited.seed).sign(&statement::join(community, newcomer.device()));
    Act::new(Draft {
        community,
        device: newcomer.device(),
        seq: 1,
        prev: None,
        seen: vec![invited.act],
        claimed_at: NOW,
        deed: Deed::Join(Join { invite: invited.act, proof, kind }),
        words: None,
    })
    .unwrap()
}

/// Everything that one has goes to the other; how many acts came in.
fn send(from: &Community, to: &mut Community, now: i64) -> usize {
    let acts = from.log().iter().map(|(_, entry)| Arc::clone(&entry.act)).collect();
    let seals = from.log().seals().collect();
    to.take(Peer(7), Pack { acts, seals, more: false }, now).unwrap().appended.len()
}

/// Everybody has what everybody has.
fn meet_all(people: &mut [Community], now: i64) {
    for _ in 0..2 {
        for from in 0..people.len() {
            for to in 0..people.len() {
                if let Ok([from, to]) = people.get_disjoint_mut([from, to]) {
                    send(from, to, now);
                }
            }
        }
    }
}

/// A newcomer with the whole community and its own join.
fn newcomer(host: &mut Community, number: u8) -> Community {
    newcomer_of(host, number, Kind::Resident)
}

fn newcomer_of(host: &mut Community, number: u8, kind: Kind) -> Community {
    let invited = ambiently(NOW, |ambient| host.invite(ambient)).unwrap();
    let mut guest = Community::new(host.id(), key(number));
    send(host, &mut guest, NOW);
    guest.add_own(join(host.id(), &invited, &key(number), kind), NOW).unwrap();
    guest
}

fn write(community: &mut Community, deed: Deed) -> Index {
    ambiently(NOW, |ambient| community.write(deed, Vec::new(), ambient)).unwrap()
}

fn id(community: &Community, index: Index) -> ActId {
    community.log().act(index).id()
}

/// Ali and Bea, both members, level.
fn two() -> (Community, Community) {
    let mut ali = ali();
    let mut bea = newcomer(&mut ali, 2);
    send(&bea, &mut ali, NOW);
    let joined = bea.log().tips(bea.device())[0];
    write(&mut ali, Deed::Approve(vec![Change::Admit(id(&bea, joined))]));
    send(&ali, &mut bea, NOW);
    assert_eq!(ali.register().members().len(), 2);
    (ali, bea)
}

#[test]
fn nobody_votes_in_a_round_by_another_method_than_was_proposed() {
    let (mut ali, mut bea) = two();
    let propose = Command::DecisionPropose {
        title: "Bankje".to_owned(),
        text: "Een bankje.".to_owned(),
        review: "2027-06-01".to_owned(),
        goal: None,
        method: command::Method::Majority,
        quorum: None,
        share: Some("2/3".to_owned()),
        numbers: Default::default(),
        options: Vec::new(),
    };
    let Answer::Decision(decision) =
        ambiently(NOW, |ambient| ali.execute(propose, ambient)).unwrap()
    else {
        panic!("no decision")
    };
    send(&ali, &mut bea, NOW);
    // Bea's program opens it with the right text and a share of nothing.
    let on = act::id::EntityId::from_hex(&decision.id).unwrap();
    let text = bea.document().decision(on).unwrap().text_version().unwrap();
    let open = Open::plain(on, text, Method::Qualified(Fraction::ZERO), Fraction::HALF, NOW + 1);
    write(&mut bea, Deed::Open(Box::new(open)));
    send(&bea, &mut ali, NOW);
    let vote = Command::Vote { id: decision.id.clone(), ballot: "for".to_owned(), reason: None };
    let refused = ambiently(NOW, |ambient| ali.execute(vote, ambient));
    assert_eq!(refused, Err(Refusal::Altered));
    let show = Command::DecisionShow { id: decision.id };
    let Answer::Decision(shown) = ambiently(NOW, |ambient| ali.execute(show, ambient)).unwrap()
    else {
        panic!("no decision")
    };
    assert!(shown.text_differs);
    assert_eq!(shown.share.as_deref(), Some("0/1"), "how it would really be counted");
}

#[test]
fn an_invite_that_is_over_or_used_up_lets_nobody_in_by_sync() {
    let mut host = ali();
    let invited = ambiently(NOW, |ambient| host.invite(ambient)).unwrap();
    let arrive = |ali: &mut Community, number: u8, now: i64| {
        let mut guest = Community::new(ali.id(), key(number));
        send(ali, &mut guest, now);
        guest.add_own(join(ali.id(), &invited, &key(number), Kind::Resident), now).unwrap();
        send(&guest, ali, now)
    };
    for number in 0..20 {
        assert_eq!(arrive(&mut host, 60 + number, NOW), 1);
    }
    assert_eq!(arrive(&mut host, 90, NOW), 0, "it was for twenty");
    let mut late = ali();
    ambiently(NOW, |ambient| late.invite(ambient)).unwrap();
    assert_eq!(arrive(&mut late, 50, invited.until + 1), 0);
}

#[test]
fn who_left_comes_in_no_more_unless_a_member_names_it() {
    let (mut ali, mut bea) = two();
    let left = write(&mut bea, Deed::Leave);
    send(&bea, &mut ali, NOW);
    assert!(ali.log().find(id(&bea, left)).is_some());
    let late = write(&mut bea, Deed::Gather);
    // With a new device, by an own invite: none of it.
    let member = bea.judge().verdict(left).author.unwrap();
    let proof = key(3).sign(&statement::member(bea.id(), member));
    write(&mut bea, Deed::Enrol(vec![Enrol { device: key(3).device(), proof }]));
    let invite = SecretKey::from_seed(&[40; 32]);
    let published = act::register::Invite { key: invite.invite(), until: NOW + 9, guests: 9 };
    let published = write(&mut bea, Deed::Invite(published));
    let invited = Invited { act: id(&bea, published), seed: [40; 32], until: NOW + 9 };
    let mut second = Community::new(bea.id(), key(3));
    send(&bea, &mut second, NOW);
    write(&mut second, Deed::Gather);
    let mut puppet = Community::new(bea.id(), key(4));
    send(&second, &mut puppet, NOW);
    puppet.add_own(join(bea.id(), &invited, &key(4), Kind::Resident), NOW).unwrap();
    let before = ali.log().len();
    send(&puppet, &mut ali, NOW);
    assert_eq!(ali.log().len(), before);
    assert!(ali.log().find(id(&bea, late)).is_none());
}

#[test]
fn a_round_comes_in_the_place_of_one_on_the_same_decision_only() {
    let (mut ali, _) = two();
    let opened = |ali: &mut Community, title: &str| {
        let id = overview::propose(ali, title);
        let open = Command::DecisionOpen { id, opening: command::Opening::default() };
        ambiently(NOW, |ambient| ali.execute(open, ambient)).unwrap();
        ali.judge().rounds().map(|(open, _)| open).max().unwrap()
    };
    let (bench, tree) = (opened(&mut ali, "Bankje"), opened(&mut ali, "Boom"));
    let asked = ali.judge().round(tree).unwrap().open.clone();
    for (before, wanted) in [(bench, false), (tree, true)] {
        let open = Open { replaces: Some(id(&ali, before)), ..asked.clone() };
        let anew = write(&mut ali, Deed::Open(Box::new(open)));
        assert_eq!(ali.judge().verdict(anew).is_effective(), wanted);
    }
}
