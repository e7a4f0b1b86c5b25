//! A scheuring that ends because enough people who know both are for it; and what somebody new compares.
//!
//! Guards: one who goes on with it doesn't end it for the others, enough of them do; somebody new goes on
//! from the register of the invite, whatever came in first. Next: `erased.rs`, how it begins.

use act::id::Digest;

use super::{erased::before, *};
use crate::schism::{CameBy, Schism};

fn admit(community: &mut Community, join: ActId) {
    write(community, Deed::Approve(vec![Change::Admit(join)]));
}

fn joined(community: &Community) -> ActId {
    id(community, community.log().tips(community.device())[0])
}

fn accept(community: &mut Community) {
    ambiently(NOW, |ambient| community.execute(Command::SchismAccept, ambient)).unwrap();
}

/// Ali, and so many others who are members, all level; and Ali's laptop from when she was alone.
fn town(others: u8) -> (Vec<Community>, Community) {
    let mut people = vec![ali()];
    let laptop = before(&people[0]);
    for number in 2..2 + others {
        let guest = newcomer(&mut people[0], number);
        let join = joined(&guest);
        people.push(guest);
        let newest = people.len() - 1;
        for at in 0..newest {
            level(&mut people);
            admit(&mut people[at], join);
        }
        level(&mut people);
    }
    let members = usize::from(others) + 1;
    assert!(people.iter().all(|one| one.register().members().len() == members));
    (people, laptop)
}

fn level(people: &mut [Community]) {
    for from in 0..people.len() {
        for to in (0..people.len()).filter(|to| *to != from) {
            let (low, high) = people.split_at_mut(from.max(to));
            let (a, b) = (&mut low[from.min(to)], &mut high[0]);
            if from < to {
                send(a, b, NOW)
            } else {
                send(b, a, NOW)
            };
        }
    }
}

/// The laptop lets somebody in, as if nobody else were there.
fn dina(laptop: &mut Community) -> ActId {
    let dina = newcomer(laptop, 40);
    let join = joined(&dina);
    send(&dina, laptop, NOW);
    admit(laptop, join);
    join
}

#[test]
fn it_ends_for_all_once_enough_of_the_register_are_for_it_knowing_both() {
    // Of four members it takes three: Ali's laptop is one voice.
    let (mut people, mut laptop) = town(3);
    dina(&mut laptop);
    for one in &mut people[1..] {
        send(&laptop, one, NOW);
        assert_eq!(one.rifts().len(), 1);
    }
    let mut people = people.split_off(1);
    accept(&mut people[0]);
    assert_eq!(people[0].register().members().len(), 5);
    level(&mut people);
    for one in &people[1..] {
        assert_eq!(one.rifts().len(), 1, "two of four are not enough");
        assert_eq!(one.register().members().len(), 4);
    }
    accept(&mut people[1]);
    level(&mut people);
    assert!(people[2].rifts().is_empty(), "three of four are: nobody has to say so for Dan");
    assert_eq!(people[2].register().members().len(), 5);
    assert!(people.iter().all(|one| one.rifts().is_empty()));
    let digest = people[0].register().digest();
    assert!(people.iter().all(|one| one.register().digest() == digest));
    // What it was is not raised again, also not by a program that starts.
    let stored = people[2].take_fresh().schism;
    assert_eq!(stored.as_deref(), Some(""));
}

#[test]
fn who_takes_it_back_is_not_for_it() {
    let (mut people, mut laptop) = town(3);
    let join = dina(&mut laptop);
    let mut people = people.split_off(1);
    for one in &mut people {
        send(&laptop, one, NOW);
    }
    accept(&mut people[0]);
    write(&mut people[0], Deed::WithdrawApproval(vec![Change::Admit(join)]));
    accept(&mut people[1]);
    level(&mut people);
    assert_eq!(people[2].rifts().len(), 1);
    // Nor does a voice that doesn't know what the others knew: the laptop's word is one already.
    write(&mut laptop, Deed::Approve(vec![Change::Admit(join)]));
    send(&laptop, &mut people[2], NOW);
    assert_eq!(people[2].rifts().len(), 1);
}

#[test]
fn what_was_raised_survives_a_restart_with_what_was_known_then() {
    let (mut people, mut laptop) = town(2);
    dina(&mut laptop);
    send(&laptop, &mut people[1], NOW);
    let stored = people[1].take_fresh().schism.unwrap();
    let mut again = before(&people[1]);
    again.schism = Schism::read(again.log(), &stored);
    assert_eq!(again.rifts(), people[1].rifts());
    assert_eq!(again.schism.written(), stored);
    // Of three members it takes two: the laptop's and one that knows both.
    send(&laptop, &mut people[2], NOW);
    accept(&mut people[2]);
    send(&people[2], &mut again, NOW);
    assert!(again.rifts().is_empty());
    // A program from before kept the acts alone.
    let root = stored.split(':').next().unwrap();
    let old = Schism::read(people[1].log(), root);
    assert!(!old.is_empty());
}

/// Somebody who comes by an invite of this member, before anything arrived.
fn invited(host: &mut Community, number: u8, checkpoint: Option<Digest>) -> Community {
    let invited = ambiently(NOW, |ambient| host.invite(ambient)).unwrap();
    let checkpoint = checkpoint.or_else(|| Some(host.register().digest()));
    let mut guest = Community::new(host.id(), key(number));
    guest.came_by = Some(CameBy { invite: invited.act, checkpoint });
    guest
}

#[test]
fn somebody_new_goes_on_from_the_register_of_the_invite() {
    let (mut people, mut laptop) = town(2);
    dina(&mut laptop);
    let mut eva = invited(&mut people[1], 50, None);
    // What an old majority did comes in first: nothing is known yet that it could contradict.
    send(&laptop, &mut eva, NOW);
    assert!(eva.rifts().is_empty());
    send(&people[1], &mut eva, NOW);
    let rifts = eva.rifts();
    assert_eq!(rifts.len(), 1, "{rifts:?}");
    assert_eq!(rifts[0].what, "admit");
    assert_eq!(eva.register().members(), people[1].register().members());
    // And in the other order.
    let mut eva = invited(&mut people[1], 51, None);
    send(&people[1], &mut eva, NOW);
    assert!(eva.rifts().is_empty());
    send(&laptop, &mut eva, NOW);
    assert_eq!(eva.rifts().len(), 1);
}

#[test]
fn an_invite_that_names_another_register_than_its_acts_is_said() {
    let (mut people, _) = town(2);
    let mut eva = invited(&mut people[1], 50, Some(Digest([9; 32])));
    send(&people[1], &mut eva, NOW);
    let rifts = eva.rifts();
    assert_eq!(rifts.len(), 1, "{rifts:?}");
    assert_eq!((rifts[0].what.as_str(), rifts[0].by.len()), ("invite", 1));
    let stored = eva.take_fresh().schism.unwrap();
    let read = Schism::read(eva.log(), &stored);
    assert_eq!(read.written(), stored);
    accept(&mut eva);
    assert!(eva.rifts().is_empty());
    // An honest one says nothing, whoever came meanwhile.
    let mut fay = invited(&mut people[2], 51, None);
    for person in &people {
        send(person, &mut fay, NOW);
    }
    assert!(fay.rifts().is_empty());
}
