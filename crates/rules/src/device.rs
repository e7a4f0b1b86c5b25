//! Definition 1: which device stands at an act, and which acts count in a past.
//!
//! Guards: one member's devices never speak for another; what a retired device did unknown to who
//! retired it counts no more; two that retire each other are both out; a recovery gives a member a
//! new root, and of what went before counts what those knew who approved it. Next:
//! [`crate::approval`].

use std::collections::BTreeMap;

use act::{
    clock::Branch,
    deed::Deed,
    id::{DeviceId, MemberId},
    log::{Index, Log},
    register::{Change, Recover},
};

use crate::{
    facts::{Facts, Interner},
    judge::Judged,
};

/// The acts of a log with the verdicts on those judged so far.
#[derive(Clone, Copy, Debug)]
pub struct Ground<'a> {
    /// The acts.
    pub log: &'a Log,
    /// Their verdicts, by index.
    pub judged: &'a [Judged],
    /// What their pasts establish.
    pub facts: &'a Interner<Facts>,
}

// How facts give a device to a member.
enum Claim {
    /// The member came with it.
    Came,
    /// A device of the member enrolled it.
    Enrolled(Index),
    /// It is the member's paper key, since this act.
    Paper(Index),
    /// A recovery that is in force names it.
    Recovered(Recover),
}

impl<'a> Ground<'a> {
    /// Whose act it is, by the act's own past.
    #[must_use]
    pub fn author(&self, act: Index) -> Option<MemberId> {
        self.judged.get(act.at())?.author
    }

    fn has_effect(&self, act: Index, part: usize) -> bool {
        self.judged.get(act.at()).is_some_and(|judged| judged.has_effect(part))
    }

    // The members that facts give a device to: a founding, a join, an enrolment or paper key whose part
    // has effect, a recovery in force.
    fn claims(
        self,
        facts: &'a Facts,
        device: DeviceId,
    ) -> impl Iterator<Item = (Claim, MemberId)> + 'a {
        self.log.origins().of(device).iter().filter_map(move |&(origin, member)| {
            let claim = match self.log.act(origin).deed() {
                Some(Deed::Enrol(list)) => {
                    let part = list.iter().position(|enrol| enrol.device == device)?;
                    (facts.acts.contains(&origin) && self.has_effect(origin, part))
                        .then_some(Claim::Enrolled(origin))
                }
                Some(Deed::Paper(_)) => {
                    facts.acts.contains(&origin).then_some(Claim::Paper(origin))
                }
                Some(Deed::Approve(list)) => list.iter().find_map(|change| match change {
                    Change::Recover(recover)
                        if recover.key == device
                            && recover.member == member
                            && facts.in_force.contains(change) =>
                    {
                        Some(Claim::Recovered(**recover))
                    }
                    _ => None,
                }),
                Some(Deed::Recover(recover)) => facts
                    .in_force
                    .contains(&Change::Recover(Box::new(*recover)))
                    .then_some(Claim::Recovered(*recover)),
                _ => facts.acts.contains(&origin).then_some(Claim::Came),
            };
            Some((claim?, member))
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
        let newest = facts.recoveries(owner);
        self.retirements(facts, device, owner, &newest).next().is_none()
            && self.claims(facts, device).any(|(claim, member)| {
                member == owner
                    && match claim {
                        Claim::Came => newest.is_empty(),
                        Claim::Recovered(recover) => newest.contains(&&recover),
                        Claim::Enrolled(act) => self.holds(facts, act, owner, &newest),
                        // Its one deed is judged by `is_paper_key`.
                        Claim::Paper(_) => false,
                    }
            })
    }

    /// Whether a key is the paper key of this member in a past with these facts.
    #[must_use]
    pub fn is_paper_key(&self, facts: &Facts, key: DeviceId, owner: MemberId) -> bool {
        let newest = facts.recoveries(owner);
        self.claims(facts, key).any(|(claim, member)| {
            member == owner
                && matches!(claim, Claim::Paper(act) if self.holds(facts, act, owner, &newest))
        })
    }

    /// Whether this member has a paper key in a past with these facts.
    #[must_use]
    pub fn has_paper_key(&self, facts: &Facts, owner: MemberId) -> bool {
        let newest = facts.recoveries(owner);
        facts.acts.iter().any(|act| {
            matches!(self.log.act(*act).deed(), Some(Deed::Paper(_)))
                && self.author(*act) == Some(owner)
                && self.holds(facts, *act, owner, &newest)
        })
    }

    // From a recovery on only the enrolments and paper keys that know it are looked at. They count as
    // other acts do: see `Counting::counts`.
    fn holds(&self, facts: &Facts, act: Index, owner: MemberId, newest: &[&Recover]) -> bool {
        let device = self.log.act(act).device();
        (newest.is_empty() || self.knows(act, newest))
            && self
                .retirements(facts, device, owner, newest)
                .all(|retirement| self.log.precedes(act, retirement))
    }

    // Whether one of these recoveries is in force in an act's past.
    fn knows(&self, act: Index, recoveries: &[&Recover]) -> bool {
        self.judged.get(act.at()).is_some_and(|judged| {
            let before = self.facts.get(judged.before());
            recoveries
                .iter()
                .any(|recover| before.in_force.contains(&Change::Recover(Box::new(**recover))))
        })
    }

    // Whether an act vouches for one of these recoveries: it approves it as another member's, before it
    // was in force; or it is the paper key's own.
    fn vouches(&self, act: Index, recoveries: &[&Recover]) -> bool {
        match self.log.act(act).deed() {
            Some(Deed::Recover(own)) => recoveries.contains(&own),
            Some(Deed::Approve(list)) => list.iter().enumerate().any(|(part, change)| {
                let Change::Recover(recover) = change else { return false };
                recoveries.contains(&&**recover)
                    && self.has_effect(act, part)
                    && self.author(act) != Some(recover.member)
                    && !self.knows(act, &[&**recover])
            }),
            _ => false,
        }
    }

    // The retirements of a device by one member that are looked at. Whose they are is asked first:
    // somebody else's long lists of devices cost nothing.
    fn retirements<'f>(
        &'f self,
        facts: &'f Facts,
        device: DeviceId,
        member: MemberId,
        newest: &'f [&'f Recover],
    ) -> impl Iterator<Item = Index> + 'f {
        facts.retirements.iter().copied().filter(move |retirement| {
            self.author(*retirement) == Some(member)
                && matches!(
                    self.log.act(*retirement).deed(),
                    Some(Deed::Retire(list)) if list.contains(&device)
                )
                && (newest.is_empty() || self.knows(*retirement, newest))
        })
    }
}

/// Which acts count in a past with the same facts, for whoever asks about many.
#[derive(Debug)]
pub struct Counting<'a> {
    ground: Ground<'a>,
    facts: &'a Facts,
    // Nobody was ever retired or recovered: everything counts.
    is_plain: bool,
    recovered: BTreeMap<MemberId, Recovered<'a>>,
    // Per device of a member its retirements; of those along one branch the first, since what that one
    // knew the later ones know.
    retirements: BTreeMap<(MemberId, DeviceId), BTreeMap<Branch, Index>>,
}

#[derive(Clone, Debug)]
struct Recovered<'a> {
    newest: Vec<&'a Recover>,
    // Who vouches; along one branch the last, since it knows what the earlier ones knew.
    vouchers: BTreeMap<Branch, Index>,
}

impl<'a> Counting<'a> {
    /// Asks nothing yet.
    #[must_use]
    pub fn new(ground: Ground<'a>, facts: &'a Facts) -> Self {
        Self {
            ground,
            facts,
            is_plain: facts.retirements.is_empty() && !facts.has_recoveries(),
            recovered: BTreeMap::new(),
            retirements: BTreeMap::new(),
        }
    }

    /// Whether an act of `member`, whose device stood at it, counts: each retirement of its device by
    /// the same member knew of it; and it knows the member's recovery, or somebody who approved that
    /// knew of it.
    pub fn counts(&mut self, act: Index, member: MemberId) -> bool {
        if self.is_plain {
            return true;
        }
        let (ground, facts) = (self.ground, self.facts);
        let device = ground.log.act(act).device();
        let recovered = self.recovered.entry(member).or_insert_with(|| {
            let newest = facts.recoveries(member);
            let mut vouchers = BTreeMap::new();
            if !newest.is_empty() {
                for &voucher in facts.vouchers.iter() {
                    if ground.vouches(voucher, &newest) {
                        vouchers.insert(ground.log.entry(voucher).branch(), voucher);
                    }
                }
            }
            Recovered { newest, vouchers }
        });
        let retirements = self.retirements.entry((member, device)).or_insert_with(|| {
            let mut first = BTreeMap::new();
            for retirement in ground.retirements(facts, device, member, &recovered.newest) {
                first.entry(ground.log.entry(retirement).branch()).or_insert(retirement);
            }
            first
        });
        retirements.values().all(|retirement| ground.log.precedes(act, *retirement))
            && (recovered.newest.is_empty()
                || ground.knows(act, &recovered.newest)
                || recovered.vouchers.values().any(|voucher| ground.log.reaches(*voucher, act)))
    }
}
