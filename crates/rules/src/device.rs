//! Definition 1: which device stands at an act, and which acts count in a past.
//!
//! Guards: one member's devices never speak for another; what a retired device did unknown to who
//! retired it counts no more; two that retire each other are both out. Next: [`crate::approval`].

use act::{
    deed::Deed,
    id::{DeviceId, MemberId},
    log::{Index, Log},
};

use crate::{facts::Facts, judge::Judged};

/// The acts of a log with the verdicts on those judged so far.
#[derive(Clone, Copy, Debug)]
pub struct Ground<'a> {
    /// The acts.
    pub log: &'a Log,
    /// Their verdicts, by index.
    pub judged: &'a [Judged],
}

impl Ground<'_> {
    /// Whose act it is, by the act's own past.
    #[must_use]
    pub fn author(&self, act: Index) -> Option<MemberId> {
        self.judged.get(act.at())?.author
    }

    // The members that facts give a device to: a founding, a join, an enrolment whose part has effect.
    fn claims(&self, facts: &Facts, device: DeviceId) -> impl Iterator<Item = (Index, MemberId)> {
        self.log.origins().of(device).iter().copied().filter(move |(origin, _)| {
            facts.acts.binary_search(origin).is_ok()
                && match self.log.act(*origin).deed() {
                    Some(Deed::Enrol(list)) => {
                        let part = list.iter().position(|enrol| enrol.device == device);
                        part.is_some_and(|part| {
                            self.judged
                                .get(origin.at())
                                .is_some_and(|judged| judged.has_effect(part))
                        })
                    }
                    _ => true,
                }
        })
    }

    /// The member that a device belongs to by the facts of a past: `None` when it is unknown there,
    /// or when two members claim it.
    #[must_use]
    pub fn owner(&self, facts: &Facts, device: DeviceId) -> Option<MemberId> {
        let mut members = self.claims(facts, device).map(|(_, member)| member);
        let first = members.next()?;
        members.all(|member| member == first).then_some(first)
    }

    /// Whether the facts of a past give a device to somebody else than this member, too.
    #[must_use]
    pub fn is_of_another(&self, facts: &Facts, device: DeviceId, member: MemberId) -> bool {
        self.claims(facts, device).any(|(_, owner)| owner != member)
    }

    /// Whether a device of `owner` stands in a past with these facts. Forks are looked at apart
    /// ([`Log::is_forked`]), since they need the clock.
    #[must_use]
    pub fn stands(&self, facts: &Facts, device: DeviceId, owner: MemberId) -> bool {
        let retired = facts.acts.iter().any(|retirement| self.retires(*retirement, device, owner));
        !retired
            && self.claims(facts, device).any(|(origin, member)| {
                member == owner
                    && match self.log.act(origin).deed() {
                        // An enrolment must count there; else it is the root, the device the member came with.
                        Some(Deed::Enrol(_)) => self.counts(facts, origin, owner),
                        _ => true,
                    }
            })
    }

    /// Whether an act of `member`, whose device stood at it, counts in a past with these facts: each
    /// retirement of its device by the same member knew of it.
    #[must_use]
    pub fn counts(&self, facts: &Facts, act: Index, member: MemberId) -> bool {
        let device = self.log.act(act).device();
        facts.acts.iter().all(|retirement| {
            !self.retires(*retirement, device, member) || self.log.precedes(act, *retirement)
        })
    }

    fn retires(&self, act: Index, device: DeviceId, member: MemberId) -> bool {
        matches!(self.log.act(act).deed(), Some(Deed::Retire(list)) if list.contains(&device))
            && self.author(act) == Some(member)
    }
}
