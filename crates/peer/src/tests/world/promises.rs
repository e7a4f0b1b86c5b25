//! What people were told and saw along the way, and may rely on for good.
//!
//! Guards: what somebody saw in force or confirmed stays so, erased words are nowhere any more, a word
//! that is said in good weather is with everybody at once, and a profile that was moved writes
//! nothing before it heard from others. Next: [`super::same`], what must hold in the end.

use std::collections::{BTreeMap, BTreeSet};

use act::{
    id::{ActId, DeviceId},
    register::Change,
};
use rules::{round::Status, tally::Outcome};

use super::schedule::World;
use crate::community::Community;

/// What anybody saw on a screen, and with which heads: those that a disk lost again for good, when a backup was
/// put back before anybody heard of them, say nothing any more.
#[derive(Debug, Default)]
pub(super) struct Seen {
    in_force: BTreeMap<Change, BTreeSet<Vec<ActId>>>,
    confirmed: BTreeMap<(ActId, Outcome), BTreeSet<Vec<ActId>>>,
}

impl Seen {
    fn look(&mut self, community: &Community) {
        let (log, judge) = (community.log(), community.judge());
        let heads = community.heads();
        let ids: Vec<_> = heads.iter().map(|head| log.act(*head).id()).collect();
        for change in judge.in_force(log, heads.iter().copied()) {
            self.in_force.entry(change).or_default().insert(ids.clone());
        }
        let past = log.clock_of(heads);
        for (open, round) in judge.rounds().filter(|(open, _)| log.holds(&past, *open)) {
            let state = round.state(log, &past);
            if let (Status::Confirmed, Some(outcome)) = (state.status, state.outcome) {
                let what = (log.act(open).id(), outcome);
                self.confirmed.entry(what).or_default().insert(ids.clone());
            }
        }
    }

    // What of it is no longer so where everything is known.
    fn fallen(&self, community: &Community) -> Option<String> {
        let (log, judge) = (community.log(), community.judge());
        let is_here = |seen: &BTreeSet<Vec<ActId>>| {
            seen.iter().any(|heads| heads.iter().all(|head| log.find(*head).is_some()))
        };
        let in_force: BTreeSet<_> = judge.in_force(log, log.head_indices()).into_iter().collect();
        let mut seen = self.in_force.iter().filter(|(change, _)| !in_force.contains(change));
        if let Some((change, _)) = seen.find(|(_, seen)| is_here(seen)) {
            return Some(format!("{change:?} was in force and isn't any more"));
        }
        let past = log.clock_of(log.head_indices());
        let mut seen = self.confirmed.iter().filter(|(_, seen)| is_here(seen));
        seen.find_map(|((open, outcome), _)| {
            let round = judge.rounds().find(|(index, _)| log.act(*index).id() == *open);
            let stands = round.is_some_and(|(_, round)| {
                let state = round.state(log, &past);
                let is_same = state.outcome.as_ref() == Some(outcome);
                state.status == Status::Disputed || state.status == Status::Confirmed && is_same
            });
            (!stands).then(|| format!("{open} was confirmed as {outcome:?} and isn't any more"))
        })
    }
}

impl World<'_> {
    /// Somebody looks at the screen.
    pub(super) fn look(&mut self, at: usize) {
        if let Some(home) = &self.machines[at].home {
            self.seen.look(&home.community);
        }
    }

    /// In good weather, when all are level: what each said is with everybody, before anybody would look
    /// again by itself.
    pub(super) fn check_heard(&mut self, said: &[(usize, ActId)]) {
        let inside = self.inside();
        for at in inside {
            let log = self.machines[at].home.as_ref().expect("up").community.log();
            if let Some((by, act)) = said.iter().find(|(_, act)| log.find(*act).is_none()) {
                let all = self.restless();
                return self
                    .fail(&format!("{by} said {act}, and {at} didn't hear of it at once\n{all}"));
            }
        }
    }

    /// A profile that was moved is level with somebody for the first time, so it goes on by itself from now
    /// on: with all that this one knew of its device. Where others know later acts, with whom it isn't in
    /// touch, it forks for want of them.
    pub(super) fn caught_up(&mut self, at: usize, number: u64) {
        let device = self.machines[at].disk.key.device();
        let own = self.of_device(at, device);
        let live = &self.machines[at].sessions[&number];
        if let Some(act) = live.knew.difference(&own).next() {
            let other = live.other;
            return self.fail(&format!("{at} goes on with its device, and {other} knew its {act}"));
        }
        let mut others = (0..self.machines.len()).filter(|other| *other != at);
        let is_behind = others.any(|other| !self.of_device(other, device).is_subset(&own));
        if is_behind && !self.forked().contains(&device) {
            self.cloned.insert(device);
        }
    }

    // The acts of a device that a computer knows of, whether it runs or not.
    pub(super) fn of_device(&self, at: usize, device: DeviceId) -> BTreeSet<ActId> {
        let acts = self.machines[at].disk.acts.iter().filter(|act| act.device() == device);
        acts.map(act::act::Act::id).collect()
    }

    /// What held once holds still, and what was erased is gone from memory and disk.
    pub(super) fn check_promises(&mut self) {
        for at in self.inside() {
            let machine = &self.machines[at];
            let community = &machine.home.as_ref().expect("up").community;
            if let Some(what) = self.seen.fallen(community) {
                return self.fail(&format!("{at}: {what}"));
            }
            let log = community.log();
            let erased: BTreeSet<_> =
                community.judge().redacted().map(|act| log.act(act).id()).collect();
            let in_memory = log.since(0).map(|index| log.act(index));
            let kept = in_memory.chain(&machine.disk.acts).find(|act| {
                erased.contains(&act.id()) && !act.is_erased() && !act.strings().is_empty()
            });
            if let Some(act) = kept {
                return self.fail(&format!("{at} still has the words of {}", act.id()));
            }
            if !erased.is_empty() {
                self.tally.note("erased words were gone everywhere");
            }
        }
    }

    /// Whoever nothing happened to that shuts a device out is let in by all.
    pub(super) fn check_let_in(&mut self) {
        let inside = self.inside();
        let lost: BTreeSet<_> =
            self.machines.iter().filter(|one| one.is_lost).map(|one| one.person).collect();
        let forked = self.forked();
        for (at, machine) in self.machines.iter().enumerate() {
            let Some(home) = &machine.home else { continue };
            let is_plain = home.waiting.is_none()
                && !lost.contains(&machine.person)
                && !forked.contains(&machine.disk.key.device())
                && at < self.start.disks.len();
            if is_plain && !inside.contains(&at) {
                return self.fail(&format!("{at} is let in no more, and nobody retired it"));
            }
        }
    }
}
