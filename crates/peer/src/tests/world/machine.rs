//! Somebody's computer: the community in memory, and what of it is on the disk.
//!
//! Guards: as `Core` does it, nothing is told to others before it is on the disk; what isn't there is
//! gone when the computer stops. Next: [`super::session`], which drives it.

use std::{collections::BTreeMap, sync::Arc};

use act::{act::Act, deed::Deed, id::ActId, key::SecretKey, seal::Seal};
use data_encoding::HEXLOWER;
use store::community::CommunityRecord;

use super::{dice::Dice, session::Live, start::SECRET};
use crate::{
    backup::{self, Kept},
    community::{Ambient, Community, Hold},
    due::Chore,
    home::Home,
    schism::Schism,
    waiting::Waiting,
};

/// What outlives the program.
#[derive(Clone, Debug)]
pub(super) struct Disk {
    pub(super) key: Arc<SecretKey>,
    pub(super) acts: Vec<Act>,
    pub(super) seals: Vec<Seal>,
    pub(super) received: BTreeMap<ActId, i64>,
    pub(super) schism: String,
    pub(super) waiting: Option<Waiting>,
    pub(super) paper: Option<Arc<SecretKey>>,
    pub(super) hold: Hold,
}

/// At which moment of writing a computer stops.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Crash {
    BeforeCommit,
    AfterCommit,
}

impl Crash {
    /// What is counted.
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::BeforeCommit => "crash before it was stored",
            Self::AfterCommit => "crash after it was stored, nobody told",
        }
    }
}

/// A computer.
#[derive(Debug)]
pub(super) struct Machine {
    /// Whose it is: a number for each person.
    pub(super) person: usize,
    pub(super) disk: Disk,
    /// What runs; nothing while it is off.
    pub(super) home: Option<Home>,
    /// How far its clock is off, in seconds.
    pub(super) clock: i64,
    /// By the number of the stream.
    pub(super) sessions: BTreeMap<u64, Live>,
    pub(super) crash: Option<Crash>,
    /// A file that was made with `meent backup`.
    pub(super) backup: Option<Vec<u8>>,
    /// The disk as it was once: an image of a virtual machine, an old copy of the folder.
    pub(super) image: Option<Disk>,
    /// Lost, with its disk.
    pub(super) is_lost: bool,
    pub(super) waiting_chores: BTreeMap<Chore, i64>,
    /// Whether others brought something that it will pass on.
    pub(super) passes_on: bool,
    /// How often it was started, so that a tick of before is known as such.
    pub(super) starts: u64,
}

impl Machine {
    pub(super) const fn new(person: usize, disk: Disk) -> Self {
        Self {
            person,
            disk,
            home: None,
            clock: 0,
            sessions: BTreeMap::new(),
            crash: None,
            backup: None,
            image: None,
            is_lost: false,
            waiting_chores: BTreeMap::new(),
            passes_on: false,
            starts: 0,
        }
    }

    /// Starts with what is on the disk, and nothing else (`load::home`).
    pub(super) fn start(&mut self) {
        let disk = &self.disk;
        let id = disk.acts[0].community();
        let (acts, received) = (disk.acts.clone(), disk.received.clone());
        let loaded = Community::load(id, Arc::clone(&disk.key), acts, &disk.seals, received, None);
        let mut community = loaded.expect("what was stored fits together");
        community.schism = Schism::read(community.log(), &disk.schism);
        community.hold = disk.hold;
        let record = CommunityRecord {
            id,
            name: String::new(),
            secret: SECRET,
            device: disk.key.device(),
            left: false,
        };
        let mut home = Home::new(community, record, disk.waiting.clone());
        home.paper.clone_from(&disk.paper);
        self.home = Some(home);
        self.waiting_chores.clear();
        self.passes_on = false;
        self.starts += 1;
    }

    /// Stores what is new (`Core::keep`); `Err` when the computer stopped on the way. Tells which acts
    /// are safe from now on.
    pub(super) fn keep(&mut self, now: i64, dice: &mut Dice) -> Result<Vec<ActId>, Crash> {
        let Some(home) = self.home.as_mut() else { return Ok(Vec::new()) };
        let mut random = |buffer: &mut [u8]| dice.fill(buffer);
        home.arrive(&mut Ambient { now, random: &mut random }).expect("who came in may write");
        let fresh = home.community.take_fresh();
        let disk = &mut self.disk;
        let is_new = !fresh.acts.is_empty() || !fresh.seals.is_empty();
        if !is_new && fresh.replaced.is_empty() && fresh.schism.is_none() {
            return Ok(Vec::new());
        }
        let crash = self.crash.take();
        if crash == Some(Crash::BeforeCommit) {
            return Err(Crash::BeforeCommit);
        }
        for act in &fresh.acts {
            if matches!(act.deed(), Some(Deed::Open(_))) {
                disk.received.entry(act.id()).or_insert(now);
            }
            disk.acts.push(act.as_ref().clone());
        }
        disk.seals.extend(fresh.seals);
        for act in &fresh.replaced {
            for kept in disk.acts.iter_mut().filter(|kept| kept.id() == act.id()) {
                *kept = act.as_ref().clone();
            }
        }
        if let Some(schism) = fresh.schism {
            disk.schism = schism;
        }
        if home.waiting.is_none() {
            (disk.waiting, disk.paper, home.paper) = (None, None, None);
        }
        home.stored.extend(fresh.indices);
        match crash {
            Some(crash) => Err(crash),
            None => Ok(fresh.acts.iter().map(|act| act.id()).collect()),
        }
    }

    /// Whether it heard from others since it was moved (`Core::heard`).
    pub(super) fn heard(&mut self) {
        let Some(home) = self.home.as_mut() else { return };
        let community = &mut home.community;
        if community.hold == Hold::CatchingUp && (community.met || community.is_alone()) {
            (community.hold, self.disk.hold) = (Hold::No, Hold::No);
        }
    }

    /// Makes a backup, as the command does.
    pub(super) fn back_up(&mut self) {
        let Some(home) = self.home.as_ref() else { return };
        let kept = Kept {
            log: home.community.log(),
            name: "De Linde",
            secret: SECRET,
            left: false,
            member: home.community.me().map(|(member, _)| member),
            settings: Vec::new(),
        };
        self.backup = Some(backup::write(&[], &[kept]));
        self.image = Some(self.disk.clone());
    }

    /// The disk of a computer on which a backup was brought back: no device of it stands.
    pub(super) fn restored(backup: &[u8], dice: &mut Dice) -> Disk {
        let mut seed = [0; 32];
        dice.fill(&mut seed);
        let contents = backup::read(backup, || SecretKey::from_seed(&seed));
        let returned = contents.expect("it was written whole").communities.remove(0);
        Disk {
            key: Arc::clone(returned.community.key()),
            acts: returned.acts,
            seals: returned.seals,
            received: BTreeMap::new(),
            schism: String::new(),
            waiting: Some(Waiting::Apart { member: returned.member }),
            paper: None,
            hold: Hold::No,
        }
    }

    /// The device's name, to be told.
    pub(super) fn name(&self) -> String {
        HEXLOWER.encode(&self.disk.key.device().0[..4])
    }
}
