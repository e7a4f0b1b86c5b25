//! How every schedule begins: some neighbours, all members but the last, who all know the same.
//!
//! Guards: made once for each number of people, for what is to be seen comes after. Next:
//! [`super::schedule`].

use std::{collections::BTreeMap, sync::Arc};

use act::{
    act::Act,
    deed::Deed,
    id::MemberId,
    key::SecretKey,
    register::{Change, Kind},
};

use super::super::{ambiently, join, key, send};
use super::machine::Disk;
use crate::{
    command::Command,
    community::{Community, Hold},
    execute::{Founding, found},
    paper::PaperKey,
    secret::Secret,
};

/// When it begins: seconds since 1970.
pub(super) const NOON: i64 = 1_796_000_000;

/// The community's secret.
pub(super) const SECRET: [u8; 32] = [7; 32];

/// Some neighbours.
#[derive(Debug)]
pub(super) struct Start {
    /// What each has on the disk.
    pub(super) disks: Vec<Disk>,
    pub(super) members: Vec<MemberId>,
    /// The key on paper of each who has one: every other one.
    pub(super) papers: Vec<Option<Arc<SecretKey>>>,
}

impl Start {
    /// So many people: all members but the last, whom nobody has approved of yet.
    pub(super) fn of(people: u8) -> Self {
        let mut all = vec![founder()];
        let invited = ambiently(NOON, |ambient| all[0].invite(ambient)).unwrap();
        for number in 2..=people {
            let mut guest = Community::new(all[0].id(), key(number));
            send(&all[0], &mut guest, NOON);
            let act = join(guest.id(), &invited, &key(number), Kind::Resident);
            let joined = act.id();
            guest.add_own(act, NOON).unwrap();
            ambiently(NOON, |ambient| guest.write_card(format!("Buur {number}"), ambient)).unwrap();
            for one in &mut all {
                send(&guest, one, NOON);
            }
            all.push(guest);
            if number < people {
                admit(&mut all, joined);
            }
        }
        let papers: Vec<_> = (0..all.len()).map(|at| on_paper(&mut all[at])).collect();
        level(&mut all);
        level(&mut all);
        let members = all.iter().map(|one| one.me().unwrap().0).collect();
        let disks = all.iter().map(disk).collect();
        Self { disks, members, papers }
    }
}

fn founder() -> Community {
    let founding = Founding {
        name: "De Linde".to_owned(),
        purpose: String::new(),
        me: "Buur 1".to_owned(),
        kind: Kind::Resident,
        charter: act::charter::Charter::default(),
    };
    ambiently(NOON, |ambient| found(founding, key(1), ambient)).unwrap()
}

// All approve, one after another, until it holds.
fn admit(all: &mut [Community], joined: act::id::ActId) {
    let change = Change::Admit(joined);
    for at in 0..all.len() - 1 {
        let holds = all[0].judge().in_force(all[0].log(), all[0].heads()).contains(&change);
        if holds {
            break;
        }
        let approve = Deed::Approve(vec![change.clone()]);
        ambiently(NOON, |ambient| all[at].write(approve, Vec::new(), ambient)).unwrap();
        level(all);
    }
    level(all);
}

fn level(all: &mut [Community]) {
    for from in 0..all.len() {
        for to in (0..all.len()).filter(|to| *to != from) {
            if let Ok([from, to]) = all.get_disjoint_mut([from, to]) {
                send(from, to, NOON);
            }
        }
    }
}

// Every other one keeps a paper key, a different one.
fn on_paper(community: &mut Community) -> Option<Arc<SecretKey>> {
    let device = community.device().0;
    if device[0].is_multiple_of(2) {
        return None;
    }
    let mut random = |buffer: &mut [u8]| buffer.copy_from_slice(&device[..buffer.len()]);
    let ambient = &mut crate::community::Ambient { now: NOON, random: &mut random };
    let paper = PaperKey::new(ambient);
    let words = Secret::new(paper.words().join(" "));
    community.execute(Command::DevicePaperKeep { words }, ambient).unwrap();
    Some(Arc::new(paper.key(community.id())))
}

fn disk(community: &Community) -> Disk {
    Disk {
        key: Arc::clone(community.key()),
        acts: community.log().iter().map(|(_, entry)| Act::clone(&entry.act)).collect(),
        seals: community.log().seals().collect(),
        received: BTreeMap::new(),
        schism: String::new(),
        waiting: None,
        paper: None,
        hold: Hold::No,
    }
}
