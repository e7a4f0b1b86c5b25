//! Definition 1: whose a device is, whether it stands, and which acts count.
//!
//! Guards: an act is judged by its own past; what came into force since is asked for by whoever counts.
//! Next: [`super::register`].

use std::collections::BTreeSet;

use act::{
    deed::Deed,
    id::{DeviceId, MemberId},
    register::{Change, Recover},
    statement,
};

use super::{Acts, Changes, Literal, Name, Number, Said, Within, each, has, remember};

impl Literal {
    // The recoveries of a member in force with the highest n.
    pub(super) fn recoveries(&self, forced: Changes, member: MemberId) -> Vec<(Name, &Recover)> {
        let of_member = each(forced).filter_map(|name| match self.change(name) {
            Change::Recover(recover) if recover.member == member => Some((name, &**recover)),
            _ => None,
        });
        let all: Vec<_> = of_member.collect();
        let highest = all.iter().map(|(_, recover)| recover.n).max();
        all.into_iter().filter(|(_, recover)| Some(recover.n) == highest).collect()
    }

    // "From then on only enrolments and retirements that know that recover are looked at."
    fn is_looked_at(&self, act: Number, member: MemberId, forced: Changes) -> bool {
        let recoveries = self.recoveries(forced, member);
        recoveries.is_empty() || recoveries.iter().any(|(name, _)| self.knows(act, *name))
    }

    /// Whose a device is by what stands in a set: what it came by, enrolments, recoveries in force.
    pub(super) fn owners(&self, set: Acts, device: DeviceId) -> BTreeSet<MemberId> {
        let brought = each(set & self.bringing).filter_map(|act| match self.deed(act) {
            Some(Deed::Found(_) | Deed::Join(_)) => self.came(act, device),
            _ => self.enrols(act, device).then(|| self.member(act)).flatten(),
        });
        let recovered = each(self.in_force(set)).filter_map(|name| match self.change(name) {
            Change::Recover(recover) if recover.key == device => Some(recover.member),
            _ => None,
        });
        brought.chain(recovered).collect()
    }

    // Who came in by this act with this device.
    pub(super) fn came(&self, act: Number, device: DeviceId) -> Option<MemberId> {
        let comes = match self.deed(act) {
            Some(Deed::Found(found)) => found.founders.iter().any(|founder| founder.key == device),
            Some(Deed::Join(_)) => self.device(act) == device && self.stood(act),
            _ => false,
        };
        comes.then(|| statement::member_id(self.id(act), device))
    }

    /// The member whose act it is.
    pub(crate) fn member(&self, act: Number) -> Option<MemberId> {
        remember(&self.answers.members, act, || {
            let (device, past) = (self.device(act), self.past(act));
            let owners = self.owners(past, device);
            let comes = matches!(self.deed(act), Some(Deed::Found(_) | Deed::Join(_)));
            if comes && owners.is_empty() {
                return Some(statement::member_id(self.id(act), device));
            }
            // "... and belongs to no other member."
            if owners.len() == 1 { owners.first().copied() } else { None }
        })
    }

    /// Whether the device of an act stands at it.
    pub(crate) fn stood(&self, act: Number) -> bool {
        remember(&self.answers.stood, act, || {
            let (device, past) = (self.device(act), self.past(act));
            match self.deed(act) {
                // Founding stands by itself; ...
                Some(Deed::Found(_)) => true,
                // ... a join by a person's first device, with a standing device's invite in its past.
                Some(Deed::Join(join)) => {
                    let first = self.owners(past, device).is_empty()
                        && !each(past & self.bringing).any(|other| self.brings(other, device));
                    first && self.in_past(act, join.invite).is_some_and(|i| self.stood(i))
                }
                // The paper key's one deed.
                Some(Deed::Recover(recover)) => self.member(act).is_some_and(|member| {
                    self.acts[act].seq() == 1
                        && recover.member == member
                        && self.is_paper_key(self.set(past), device, member)
                        && !self.forked(past, device)
                }),
                _ => self.member(act).is_some_and(|member| self.stands(past, device, member)),
            }
        })
    }

    // Whether an act brings a device in, with or without effect.
    fn brings(&self, act: Number, device: DeviceId) -> bool {
        match self.deed(act) {
            Some(Deed::Found(_)) => self.came(act, device).is_some(),
            Some(Deed::Join(_)) => self.device(act) == device,
            _ => self.enrols(act, device),
        }
    }

    /// It is a root, or an enrolment by a device of that member that counts there names it; no such
    /// retirement by a standing device does; and no two different acts of it with one seq are there.
    pub(crate) fn stands(&self, set: Acts, device: DeviceId, member: MemberId) -> bool {
        let within = self.set(set);
        let recoveries = self.recoveries(within.forced, member);
        let root = if recoveries.is_empty() {
            each(set & self.bringing).any(|act| self.came(act, device) == Some(member))
        } else {
            recoveries.iter().any(|(_, recover)| recover.key == device)
        };
        let enrolled = each(set & self.bringing).any(|act| {
            matches!(self.deed(act), Some(Deed::Enrol(_)))
                && self.enrols(act, device)
                && self.member(act) == Some(member)
                && self.counts(act, within)
                && self.is_looked_at(act, member, within.forced)
        });
        let retired = each(set & self.retiring).any(|act| {
            self.retires(act, device, member) && self.is_looked_at(act, member, within.forced)
        });
        (root || enrolled) && !retired && !self.forked(set, device)
    }

    // Whether a device is a member's paper key: a registration that counts, and, once a recovery is in
    // force, knows it.
    fn is_paper_key(&self, within: Within, device: DeviceId, member: MemberId) -> bool {
        self.paper_keys(within, member).contains(&device)
    }

    /// The paper keys that a member has.
    pub(crate) fn paper_keys(&self, within: Within, member: MemberId) -> Vec<DeviceId> {
        let keys = each(within.acts & self.bringing).filter_map(|act| {
            let Some(Deed::Paper(enrol)) = self.deed(act) else { return None };
            let holds = self.effect(act, 0) == Some(true)
                && self.member(act) == Some(member)
                && self.counts(act, within)
                && self.is_looked_at(act, member, within.forced);
            holds.then_some(enrol.device)
        });
        keys.collect()
    }

    pub(crate) fn forked(&self, set: Acts, device: DeviceId) -> bool {
        let own: Vec<_> = each(set).filter(|act| self.device(*act) == device).collect();
        own.iter().any(|a| own.iter().any(|b| a != b && self.acts[*a].seq() == self.acts[*b].seq()))
    }

    // Whether an act gives a device, or a paper key, to its author's member.
    fn enrols(&self, act: Number, device: DeviceId) -> bool {
        match self.deed(act) {
            Some(Deed::Enrol(list)) => {
                let part = list.iter().position(|enrol| enrol.device == device);
                part.is_some_and(|part| self.effect(act, part) == Some(true))
            }
            Some(Deed::Paper(enrol)) => enrol.device == device && self.effect(act, 0) == Some(true),
            _ => false,
        }
    }

    fn retires(&self, act: Number, device: DeviceId, member: MemberId) -> bool {
        let Some(Deed::Retire(list)) = self.deed(act) else { return false };
        let part = list.iter().position(|retired| *retired == device);
        part.is_some_and(|part| self.effect(act, part) == Some(true))
            && self.member(act) == Some(member)
    }

    /// Its device stood; each retirement of its device by a standing device of the same member has it
    /// in its past; and it knows a recover of its member that is in force, or somebody who vouches for
    /// that recover does know it.
    pub(crate) fn counts(&self, act: Number, within: Within) -> bool {
        remember(&self.answers.counts, (act, within), || {
            let Some(member) = self.member(act) else { return false };
            let in_time = self.in_time(act, member, within);
            let recoveries = self.recoveries(within.forced, member);
            let known = |name: Name| self.knows(act, name) || self.vouched(act, within, name);
            self.stood(act)
                && in_time
                && (recoveries.is_empty() || recoveries.iter().any(|(name, _)| known(*name)))
        })
    }

    // Each retirement of its device has it in its past.
    pub(super) fn in_time(&self, act: Number, member: MemberId, within: Within) -> bool {
        each(within.acts & self.retiring)
            .filter(|other| self.retires(*other, self.device(act), member))
            .filter(|other| self.is_looked_at(*other, member, within.forced))
            .all(|retirement| has(self.past(retirement), act))
    }

    // An approval of a recovery by a standing device of another member of ρ(that approval), with the
    // recover not in force in its past, has the act in its past; or the paper key's own deed has.
    fn vouched(&self, act: Number, within: Within, name: Name) -> bool {
        let Change::Recover(recover) = self.change(name) else { return false };
        // Who has it in the past, first: of later acts nothing is known yet.
        let vouches = |by: Number| has(within.acts, by) && has(self.past(by), act);
        let others = self.said[name].iter().any(|(by, part, said)| {
            *said == Said::Approves
                && vouches(*by)
                && self.effect(*by, *part) == Some(true)
                && self.member(*by).is_some_and(|other| {
                    other != recover.member && self.is_member(self.past(*by), other)
                })
                && !self.knows(*by, name)
        });
        let paper = each(within.acts).any(|by| {
            matches!(self.deed(by), Some(Deed::Recover(own)) if *own == **recover)
                && vouches(by)
                && self.effect(by, 0) == Some(true)
        });
        others || paper
    }
}
