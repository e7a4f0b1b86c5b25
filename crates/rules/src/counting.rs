//! Definition 7: which ballots count in a past: own before proxy before paper.
//!
//! Guards: one elector, one ballot; of the own ones the causally last; two different ones made apart
//! are void, and named; a proxy never passes on, and one holder has no more than the opening allows;
//! paper counts with the signatures of tellers of two kinds. Next: [`crate::tally`].

use std::collections::{BTreeMap, BTreeSet};

use act::{
    ballot::Ballot,
    clock::Clock,
    fraction::Fraction,
    id::{ActId, MemberId},
    log::{Index, Log},
};

use crate::{
    device::{Counting, Ground},
    facts::Facts,
    round::Round,
};

/// How a ballot came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Via {
    /// By the elector.
    Own,
    /// By somebody to whom the elector gave a proxy.
    Proxy(MemberId),
    /// On paper, as a teller wrote.
    Paper(MemberId),
}

/// A ballot that counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted {
    /// What it says.
    pub ballot: Ballot,
    /// The act that holds it: the vote, the proxy, the report.
    pub act: Index,
    /// How it came.
    pub via: Via,
    /// How the group test of an objection stands, where the round has one.
    pub test: Option<Test>,
}

/// How others weighed an objection (the group test).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Test {
    /// How many find that a shared goal is harmed.
    pub harm: usize,
    /// How many don't.
    pub none: usize,
    /// Whether it is found not valid: enough weighed it and two thirds of them find no harm. It counts
    /// as a concern then.
    pub is_invalid: bool,
}

impl Counted {
    /// What it counts as: what it says, but an objection that the group found not valid is a concern.
    #[must_use]
    pub const fn counts_as(&self) -> &Ballot {
        match self.test {
            Some(Test { is_invalid: true, .. }) => &Ballot::Concern,
            _ => &self.ballot,
        }
    }

    /// Whether somebody who is put forward wants it, by their own ballot; none: they said nothing, since
    /// neither a proxy nor a teller speaks for that.
    #[must_use]
    pub const fn is_willing(&self) -> Option<bool> {
        match (self.via, &self.ballot) {
            (Via::Proxy(_) | Via::Paper(_), _) => None,
            (_, Ballot::Consent | Ballot::Concern) => Some(true),
            _ => Some(false),
        }
    }
}

/// The ballots of a past, counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// The ballots that count.
    pub counted: BTreeMap<MemberId, Counted>,
    /// Those with different last words made apart.
    pub void: BTreeSet<MemberId>,
}

impl Round {
    /// Counts the ballots of a past.
    #[must_use]
    pub fn count(&self, ground: Ground<'_>, past: &Clock, facts: &Facts) -> Count {
        let mut counting = Counting::new(ground, facts);
        let log = ground.log;
        let mut counts = |act, member| log.holds(past, act) && counting.counts(act, member);
        let mut count = Count::default();
        let votes = self.votes.iter().filter(|cast| counts(cast.act, cast.elector));
        let votes = last(log, votes.map(|cast| (cast.elector, cast.act, &cast.ballot)));
        for (elector, said) in votes {
            match alike(log, &said) {
                Some((act, ballot)) => {
                    let ballot = Ballot::clone(ballot);
                    let counted = Counted { ballot, act, via: Via::Own, test: None };
                    count.counted.insert(elector, counted);
                }
                None => drop(count.void.insert(elector)),
            }
        }
        self.test(log, &mut counts, &mut count);
        let given = self.proxies.iter().filter(|given| counts(given.act, given.elector));
        let given = last(log, given.map(|given| (given.elector, given.act, given.holder)));
        self.by_proxy(log, given, &mut count);
        self.on_paper(log, &mut counts, &mut count);
        count
    }

    // What others made of own objections: words on one that they knew, each judge's last.
    fn test(&self, log: &Log, counts: &mut impl FnMut(Index, MemberId) -> bool, count: &mut Count) {
        let Some(least) = self.open.judges else { return };
        let mut about: BTreeMap<MemberId, Vec<(MemberId, Index, bool)>> = BTreeMap::new();
        for weighed in &self.weighed {
            let objects = count.counted.get(&weighed.objector);
            let objects = objects.filter(|counted| counted.ballot == Ballot::Object);
            if objects.is_some_and(|counted| log.precedes(counted.act, weighed.act))
                && counts(weighed.act, weighed.judge)
            {
                let word = (weighed.judge, weighed.act, weighed.harm);
                about.entry(weighed.objector).or_default().push(word);
            }
        }
        for (objector, counted) in &mut count.counted {
            // What somebody says who is put forward is not for others to weigh.
            let is_nominee = self.open.select.is_some_and(|select| select.nominee == *objector);
            if counted.ballot != Ballot::Object || is_nominee {
                continue;
            }
            let said = last(log, about.remove(objector).unwrap_or_default().into_iter());
            let said: Vec<bool> =
                said.values().filter_map(|said| alike(log, said)).map(|(_, harm)| harm).collect();
            let harm = said.iter().filter(|harm| **harm).count();
            let none = said.len() - harm;
            let is_invalid = said.len() >= usize::from(least)
                && Fraction::TWO_THIRDS.is_reached(none, said.len());
            counted.test = Some(Test { harm, none, is_invalid });
        }
    }

    // Whose holder has voted; of more proxies than one may hold those with the lowest ids.
    fn by_proxy(
        &self,
        log: &Log,
        given: BTreeMap<MemberId, Vec<(Index, Option<MemberId>)>>,
        count: &mut Count,
    ) {
        let mut held: BTreeMap<MemberId, BTreeMap<ActId, (MemberId, Index)>> = BTreeMap::new();
        for (elector, said) in given {
            if count.counted.contains_key(&elector) || count.void.contains(&elector) {
                continue;
            }
            match alike(log, &said) {
                Some((act, Some(holder))) => {
                    held.entry(holder).or_default().insert(log.act(act).id(), (elector, act));
                }
                Some((_, None)) => {}
                None => drop(count.void.insert(elector)),
            }
        }
        let own = |holder: &MemberId| {
            count.counted.get(holder).filter(|counted| counted.via == Via::Own).cloned()
        };
        let mut passed = Vec::new();
        for (holder, givers) in held {
            if let Some(counted) = own(&holder) {
                let givers = givers.into_values().take(usize::from(self.open.proxies));
                passed.extend(givers.map(|(elector, act)| {
                    (elector, Counted { act, via: Via::Proxy(holder), ..counted.clone() })
                }));
            }
        }
        count.counted.extend(passed);
    }

    // Reports that tellers of two kinds stand for.
    fn on_paper(
        &self,
        log: &Log,
        counts: &mut impl FnMut(Index, MemberId) -> bool,
        count: &mut Count,
    ) {
        let mut said = Vec::new();
        for report in &self.reports {
            if self.stands(report, &mut *counts) {
                let ballots = report.ballots.iter();
                said.extend(
                    ballots
                        .map(|(elector, ballot)| (*elector, report.act, (ballot, report.teller))),
                );
            }
        }
        for (elector, said) in last(log, said.into_iter()) {
            if count.counted.contains_key(&elector) || count.void.contains(&elector) {
                continue;
            }
            let ballots: Vec<_> = said.iter().map(|(act, (ballot, _))| (*act, *ballot)).collect();
            match alike(log, &ballots) {
                Some((act, ballot)) => {
                    let teller = said.iter().find(|(other, _)| *other == act).map(|(_, (_, t))| *t);
                    let via = Via::Paper(teller.unwrap_or(elector));
                    let ballot = Ballot::clone(ballot);
                    count.counted.insert(elector, Counted { ballot, act, via, test: None });
                }
                None => drop(count.void.insert(elector)),
            }
        }
    }
}

// Of what each said, what is in no other one's past. Arrival is causal order: what came before can be in
// this one's past, not after it.
pub(crate) fn last<T>(
    log: &Log,
    said: impl Iterator<Item = (MemberId, Index, T)>,
) -> BTreeMap<MemberId, Vec<(Index, T)>> {
    let mut last: BTreeMap<MemberId, Vec<(Index, T)>> = BTreeMap::new();
    for (elector, act, what) in said {
        let own = last.entry(elector).or_default();
        own.retain(|(earlier, _)| !log.precedes(*earlier, act));
        own.push((act, what));
    }
    last
}

// What all of them say alike; the act with the smallest id stands for it, on every peer.
fn alike<T: PartialEq + Clone>(log: &Log, said: &[(Index, T)]) -> Option<(Index, T)> {
    let (_, first) = said.first()?;
    if said.iter().any(|(_, other)| other != first) {
        return None;
    }
    let act = said.iter().map(|(act, _)| *act).min_by_key(|act| log.act(*act).id())?;
    Some((act, first.clone()))
}
