//! Definition 1: which device stands at an act, and which acts count in a past.
//!
//! Guards: one member's devices never speak for another; what a retired device did unknown to who
//! retired it counts no more; two that retire each other are both out. Next: [`crate::approval`].

use std::collections::BTreeMap;

use act::{
    clock::Branch,
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
            facts.acts.contains(origin)
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
        let retired = self.retirements(facts, device, owner).next().is_some();
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
        self.retirements(facts, self.log.act(act).device(), member)
            .all(|retirement| self.log.precedes(act, retirement))
    }

    // The retirements of a device by one member. Whose they are is asked first: somebody else's long
    // lists of devices cost nothing.
    fn retirements(
        &self,
        facts: &Facts,
        device: DeviceId,
        member: MemberId,
    ) -> impl Iterator<Item = Index> {
        facts.retirements.iter().copied().filter(move |retirement| {
            self.author(*retirement) == Some(member)
                && matches!(
                    self.log.act(*retirement).deed(),
                    Some(Deed::Retire(list)) if list.contains(&device)
                )
        })
    }
}

/// Which acts count in a past with the same facts, for whoever asks about many.
#[derive(Debug)]
pub struct Counting<'a> {
    ground: Ground<'a>,
    facts: &'a Facts,
    // Per device of a member its retirements; of those along one branch the first, since what that one
    // knew the later ones know.
    retirements: BTreeMap<(MemberId, DeviceId), BTreeMap<Branch, Index>>,
}

impl<'a> Counting<'a> {
    /// Asks nothing yet.
    #[must_use]
    pub const fn new(ground: Ground<'a>, facts: &'a Facts) -> Self {
        Self { ground, facts, retirements: BTreeMap::new() }
    }

    /// The same as [`Ground::counts`].
    pub fn counts(&mut self, act: Index, member: MemberId) -> bool {
        if self.facts.retirements.is_empty() {
            return true;
        }
        let (ground, device) = (self.ground, self.ground.log.act(act).device());
        let retirements = self.retirements.entry((member, device)).or_insert_with(|| {
            let mut first = BTreeMap::new();
            for retirement in ground.retirements(self.facts, device, member) {
                first.entry(ground.log.entry(retirement).branch()).or_insert(retirement);
            }
            first
        });
        retirements.values().all(|retirement| ground.log.precedes(act, *retirement))
    }
}
