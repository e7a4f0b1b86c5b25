//! What goes wrong: lines that are cut, computers that stop, clocks that jump, profiles that come back
//! old or run twice.
//!
//! Guards: each is a thing that happens to honest people; none of them may cost anybody anything that
//! was safe. Next: [`super::people`].

use std::sync::Arc;

use act::{key::SecretKey, statement};
use sync::link::RecoverRequest;

use super::{
    machine::{Crash, Machine},
    schedule::{Happening, World},
};
use crate::{
    command::Command,
    community::{Ambient, Hold},
    refusal::Refusal,
    waiting::Waiting,
};

/// Seconds of a year.
const YEAR: u64 = 365 * 86_400;

/// Computers that come in the place of others or beside them, at most.
const MORE: usize = 3;

impl World<'_> {
    /// One of many things.
    pub(super) fn trouble(&mut self) {
        let at = self.dice.below(self.machines.len());
        match self.dice.below(17) {
            0 | 1 => self.cut(at),
            2 => self.part(),
            3 | 4 => {
                let all: Vec<_> = self.streams.keys().copied().collect();
                if let Some(number) = self.dice.pick(&all) {
                    self.tally.note("a stream broke");
                    self.break_off(number);
                }
            }
            5 | 6 => self.machines[at].crash = Some(Crash::BeforeCommit),
            7 | 8 => self.machines[at].crash = Some(Crash::AfterCommit),
            9 if self.machines[at].home.is_some() => {
                self.tally.note("a computer stopped");
                self.fall(at);
            }
            10 => {
                let years = self.dice.between(1, 20 * YEAR);
                let jump = i64::try_from(years).unwrap();
                self.machines[at].clock = if self.dice.chance(50) { jump } else { -jump };
                self.tally.note("a clock jumped by years");
            }
            11 => {
                self.days += i64::try_from(self.dice.between(1, 12)).unwrap();
                self.tally.note("days passed");
            }
            12 | 13 => self.lose(at),
            14 => self.copy(at),
            15 => self.go_back(at),
            _ => self.machines[at].back_up(),
        }
    }

    // Two no longer hear each other, or one no longer hears the other.
    fn cut(&mut self, at: usize) {
        let other = self.dice.below(self.machines.len());
        if other == at {
            return;
        }
        let mut cut = vec![(at, other)];
        if self.dice.chance(50) {
            self.tally.note("one no longer heard the other");
        } else {
            cut.push((other, at));
            self.tally.note("two no longer heard each other");
        }
        self.block(cut);
    }

    // Two camps no longer hear each other.
    fn part(&mut self) {
        let camp: Vec<bool> = self.machines.iter().map(|_| self.dice.chance(50)).collect();
        let all = 0..camp.len();
        let pairs = all.clone().flat_map(|one| all.clone().map(move |other| (one, other)));
        self.tally.note("two camps");
        self.block(pairs.filter(|(one, other)| camp[*one] != camp[*other]).collect());
    }

    fn block(&mut self, cut: Vec<(usize, usize)>) {
        self.blocked.extend(cut.iter().copied());
        let wait = self.dice.between(5_000, 180_000);
        self.after(wait, Happening::Heal { cut });
    }

    // The computer is gone for good; its owner brings the backup back on another one.
    fn lose(&mut self, at: usize) {
        let machine = &self.machines[at];
        let is_odd = machine.is_lost || machine.disk.waiting.is_some();
        let Some(backup) = machine.backup.clone().filter(|_| !is_odd && self.has_room()) else {
            return;
        };
        self.fall(at);
        let person = self.machines[at].person;
        self.machines[at].is_lost = true;
        self.promised.retain(|(on, _)| *on != at);
        self.tally.note("a backup was brought back");
        let disk = Machine::restored(&backup, &mut self.dice);
        self.apart(Machine::new(person, disk));
    }

    // The computer is gone for good, and its owner goes on with an older image of its disk elsewhere.
    fn go_back(&mut self, at: usize) {
        let machine = &self.machines[at];
        let is_odd = machine.is_lost
            || machine.disk.waiting.is_some()
            || machine.disk.hold != Hold::No
            || self.cloned.contains(&machine.disk.key.device());
        let Some(image) = machine.image.clone().filter(|_| !is_odd && self.has_room()) else {
            return;
        };
        self.fall(at);
        let person = self.machines[at].person;
        self.machines[at].is_lost = true;
        self.promised.retain(|(on, _)| *on != at);
        self.tally.note("an old image of a disk went on elsewhere");
        let mut moved = Machine::new(person, image);
        moved.disk.hold = Hold::CatchingUp;
        // The image of a copy from before it had a device of its own: its original goes on with that one too.
        let device = moved.disk.key.device();
        let runs_it = |one: &Machine| !one.is_lost && one.disk.key.device() == device;
        if self.machines.iter().any(runs_it) {
            self.cloned.insert(device);
        }
        let at = self.machines.len();
        self.machines.push(moved);
        self.after(1_000, Happening::Rise { at });
    }

    // A profile without a device: its owner has a key on paper, or asks the others.
    fn apart(&mut self, mut machine: Machine) {
        let (person, disk) = (machine.person, &mut machine.disk);
        let member = self.start.members[person];
        let id = disk.acts[0].community();
        match &self.start.papers[person] {
            Some(paper) => {
                let (key, addresses) = (paper.device(), Vec::new());
                disk.waiting = Some(Waiting::Paper { key, member: Some(member), addresses });
                disk.paper = Some(Arc::clone(paper));
            }
            None => {
                let request = RecoverRequest::new(id, member, &disk.key).to_string();
                let addresses = Vec::new();
                disk.waiting = Some(Waiting::Recovery { request: request.clone(), addresses });
                self.requests.push((member, request));
            }
        }
        let at = self.machines.len();
        self.machines.push(machine);
        self.after(1_000, Happening::Rise { at });
    }

    fn has_room(&self) -> bool {
        self.machines.len() < self.start.disks.len() + MORE
    }

    // The folder was copied, and both computers go on with it.
    fn copy(&mut self, at: usize) {
        let machine = &self.machines[at];
        let stands = machine.home.as_ref().is_some_and(|home| home.community.myself().is_ok());
        if !stands || !self.has_room() {
            return;
        }
        let mut copy = Machine::new(machine.person, machine.disk.clone());
        copy.disk.hold = Hold::MovedOrCopied;
        let at = self.machines.len();
        self.machines.push(copy);
        self.after(1, Happening::Rise { at });
        let wait = self.dice.between(5_000, 60_000);
        self.after(wait, Happening::Answer { at });
    }

    /// Its owner says what it is: mostly a copy, and now and then, by mistake, that it was moved.
    pub(super) fn answer(&mut self, at: usize) {
        if self.machines[at].home.is_none() {
            return self.after(1_000, Happening::Answer { at });
        }
        let now = self.clock(at);
        let dice = &mut self.dice;
        let mut random = |buffer: &mut [u8]| dice.fill(buffer);
        let ambient = &mut Ambient { now, random: &mut random };
        let community = &mut self.machines[at].home.as_mut().expect("up").community;
        let goal = Command::GoalAdd { title: "Ik eerst".to_owned(), text: None };
        let written = community.execute(goal, ambient);
        if written.is_ok() || !community.chores(now).is_empty() {
            return self.fail("a copied profile wrote before anybody said what it is");
        }
        if written == Err(Refusal::MovedOrCopied) {
            self.tally.note("a copied profile asked what it is");
        }
        self.fall(at);
        let (mut seed, machine) = ([0; 32], &mut self.machines[at]);
        if self.dice.chance(40) {
            machine.disk.hold = Hold::CatchingUp;
            self.cloned.insert(machine.disk.key.device());
            self.tally.note("two went on with one device by mistake");
            return;
        }
        self.dice.fill(&mut seed);
        let key = SecretKey::from_seed(&seed);
        let member = self.start.members[machine.person];
        machine.disk.hold = Hold::No;
        machine.disk.waiting = Some(Waiting::Apart { member: Some(member) });
        machine.disk.key = Arc::new(key);
        self.tally.note("a copy became a device of its own");
        self.enrol(at);
    }

    // The owner's other computer adds it, if it can.
    fn enrol(&mut self, at: usize) {
        let new = &self.machines[at];
        let (person, key) = (new.person, Arc::clone(&new.disk.key));
        let statement = statement::member(new.disk.acts[0].community(), self.start.members[person]);
        let proof = key.sign(&statement);
        let all = 0..self.machines.len();
        let own: Vec<_> = all
            .filter(|one| *one != at && self.machines[*one].person == person)
            .filter(|one| self.machines[*one].home.is_some())
            .collect();
        for one in own {
            let now = self.clock(one);
            let dice = &mut self.dice;
            let mut random = |buffer: &mut [u8]| dice.fill(buffer);
            let ambient = &mut Ambient { now, random: &mut random };
            let community = &mut self.machines[one].home.as_mut().expect("up").community;
            if community.enrol(key.device(), proof, ambient).is_ok() {
                if self.keep(one) {
                    self.tell(one);
                }
                return;
            }
        }
    }
}
