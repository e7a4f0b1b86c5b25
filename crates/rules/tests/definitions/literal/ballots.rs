//! Definition 7: an elector's ballot, which is the own one, else the proxy's, else the one on paper.
//!
//! Guards: what contradicts itself apart counts for nobody and falls back on nothing. Next:
//! [`super::rounds`], what ballots come to.

use std::collections::{BTreeMap, BTreeSet};

use act::{
    ballot::Ballot,
    deed::Deed,
    id::{ActId, MemberId},
    register::Kind,
    round::Paper,
};

use super::{Literal, Number, Within, each, has, tally::fits};

/// How a ballot came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Via {
    Own,
    Proxy(MemberId),
    Paper,
}

/// Ballots by member, and whose are void.
pub(crate) type Ballots = (BTreeMap<MemberId, (Via, Ballot)>, BTreeSet<MemberId>);

/// What people said, each in an act.
pub(super) type Words<T> = BTreeMap<MemberId, Vec<(Number, T)>>;

impl Literal {
    // Who may say something in a round, when an act of theirs names it.
    fn takes_part(&self, act: Number, round: ActId) -> Option<(Number, MemberId)> {
        let open = self.in_past(act, round)?;
        self.opened(open)?;
        let member = self.member(act)?;
        (self.stood(act) && self.voters(open).contains(&member)).then_some((open, member))
    }

    // A vote of an elector on the text of the round, with a ballot of its method.
    pub(super) fn voted(&self, act: Number, part: usize) -> Option<(Number, MemberId, Ballot)> {
        let Some(Deed::Vote(list)) = self.deed(act) else { return None };
        let vote = list.get(part)?;
        let (at, member) = self.takes_part(act, vote.round)?;
        let open = self.opened(at)?;
        let counts = vote.text == open.text && vote.reason.is_none() && fits(open, &vote.ballot);
        counts.then(|| (at, member, vote.ballot.clone()))
    }

    // An elector's proxy, where the opening allows any: which other elector's ballot it shall be, or
    // nobody's.
    pub(super) fn gave(
        &self,
        act: Number,
        part: usize,
    ) -> Option<(Number, MemberId, Option<MemberId>)> {
        let Some(Deed::Proxy(list)) = self.deed(act) else { return None };
        let proxy = list.get(part)?;
        let (at, member) = self.takes_part(act, proxy.round)?;
        let electorate = self.electorate(at);
        let allowed = self.opened(at)?.proxies > 0;
        let other = |holder: MemberId| holder != member && electorate.contains(&holder);
        let gives = allowed && electorate.contains(&member) && proxy.holder.is_none_or(other);
        gives.then_some((at, member, proxy.holder))
    }

    // The opening's teller, of its members, whose act it is.
    fn teller(&self, act: Number, open: Number) -> Option<MemberId> {
        let teller = self.member(act)?;
        let named = self.opened(open)?.tellers.contains(&teller);
        let may = self.stood(act) && named && self.is_member(self.past(open), teller);
        may.then_some(teller)
    }

    // A teller's report: of which round, by whom, and the ballots of electors that its method takes.
    pub(super) fn reported(&self, act: Number) -> Option<(Number, MemberId, Vec<&Paper>)> {
        let Some(Deed::Report(report)) = self.deed(act) else { return None };
        let at = self.in_past(act, report.round)?;
        let (open, teller) = (self.opened(at)?, self.teller(act, at)?);
        let electorate = self.electorate(at);
        let counts =
            |paper: &&Paper| electorate.contains(&paper.elector) && fits(open, &paper.ballot);
        let ballots: Vec<_> = report.ballots.iter().filter(counts).collect();
        (report.text == open.text && !ballots.is_empty()).then_some((at, teller, ballots))
    }

    // A teller's signature under a report.
    pub(super) fn signed(&self, act: Number, part: usize) -> Option<(Number, MemberId)> {
        let Some(Deed::SignReport(list)) = self.deed(act) else { return None };
        let report = self.in_past(act, *list.get(part)?)?;
        let (at, ..) = self.reported(report)?;
        Some((report, self.teller(act, at)?))
    }

    // What parts of deeds say of a round within a set, of those that have effect and count.
    fn said<T>(
        &self,
        open: Number,
        within: Within,
        what: impl Fn(Number, usize) -> Option<(Number, MemberId, T)>,
    ) -> Words<T> {
        let mut words: Words<T> = BTreeMap::new();
        for act in each(within.acts).filter(|act| has(self.past(*act), open)) {
            let parts = match self.deed(act) {
                Some(Deed::Vote(list)) => list.len(),
                Some(Deed::Proxy(list)) => list.len(),
                _ => 0,
            };
            for part in 0..parts {
                if let Some((at, member, said)) = what(act, part)
                    && at == open
                    && self.effect(act, part) == Some(true)
                    && self.counts(act, within)
                {
                    words.entry(member).or_default().push((act, said));
                }
            }
        }
        words
    }

    /// What electors voted.
    pub(super) fn votes(&self, open: Number, within: Within) -> Words<Ballot> {
        self.said(open, within, |act, part| self.voted(act, part))
    }

    /// Whom they gave a proxy.
    pub(super) fn proxies(&self, open: Number, within: Within) -> Words<Option<MemberId>> {
        self.said(open, within, |act, part| self.gave(act, part))
    }

    // What was said last: all that stands in no other one's past.
    pub(super) fn last<T: Ord + Clone>(&self, words: &[(Number, T)]) -> BTreeSet<T> {
        let last = |act: Number| !words.iter().any(|(other, _)| has(self.past(*other), act));
        words.iter().filter(|(act, _)| last(*act)).map(|(_, said)| said.clone()).collect()
    }

    // The ballots on paper that count: who wrote and signed the report are of two kinds.
    pub(super) fn on_paper(&self, open: Number, within: Within) -> Words<Ballot> {
        let mut papers: Words<Ballot> = BTreeMap::new();
        for act in each(within.acts).filter(|act| self.counts(*act, within)) {
            let Some((at, teller, ballots)) = self.reported(act) else { continue };
            let mut tellers = self.signatures(act, within);
            tellers.insert(teller);
            let kinds: BTreeSet<_> =
                tellers.into_iter().filter_map(|teller| self.kind(open, teller)).collect();
            if at == open && kinds.len() >= 2 {
                for paper in ballots {
                    papers.entry(paper.elector).or_default().push((act, paper.ballot.clone()));
                }
            }
        }
        papers
    }

    fn signatures(&self, report: Number, within: Within) -> BTreeSet<MemberId> {
        let mut signed = BTreeSet::new();
        for act in each(within.acts).filter(|act| self.counts(*act, within)) {
            let Some(Deed::SignReport(list)) = self.deed(act) else { continue };
            let parts = (0..list.len()).filter(|part| self.effect(act, *part) == Some(true));
            let by = parts.filter_map(|part| self.signed(act, part));
            signed.extend(by.filter(|(of, _)| *of == report).map(|(_, teller)| teller));
        }
        signed
    }

    // What somebody is, as they came.
    fn kind(&self, open: Number, member: MemberId) -> Option<Kind> {
        let came = self.came_in(self.past(open));
        came.into_iter().find(|person| person.member == member).map(|person| person.kind)
    }

    /// Definition 7: the ballots of a round in a set of acts.
    pub(crate) fn ballots(&self, open: Number, within: Within) -> Ballots {
        let (mut counted, mut void) = (BTreeMap::new(), BTreeSet::new());
        let Some(opening) = self.opened(open) else { return (counted, void) };
        let (own, given) = (self.votes(open, within), self.proxies(open, within));
        let papers = self.on_paper(open, within);
        let own_ballot = |member: &MemberId| {
            let last = self.last(own.get(member)?);
            if last.len() == 1 { last.into_iter().next() } else { None }
        };
        let limit = usize::from(opening.proxies);
        for member in self.voters(open) {
            if own.contains_key(&member) {
                match own_ballot(&member) {
                    Some(ballot) => drop(counted.insert(member, (Via::Own, ballot))),
                    None => drop(void.insert(member)),
                }
                continue;
            }
            let holders = given.get(&member).map(|words| self.last(words)).unwrap_or_default();
            if holders.len() > 1 {
                void.insert(member);
                continue;
            }
            let holder = holders.into_iter().next().flatten();
            if let Some(holder) = holder
                && let Some(ballot) = own_ballot(&holder)
                && self.held(&own, &given, holder, limit).contains(&member)
            {
                counted.insert(member, (Via::Proxy(holder), ballot));
                continue;
            }
            let Some(papers) = papers.get(&member) else { continue };
            let last = self.last(papers);
            if last.len() > 1 {
                void.insert(member);
            } else if let Some(ballot) = last.into_iter().next() {
                counted.insert(member, (Via::Paper, ballot));
            }
        }
        (counted, void)
    }

    // Of those who, without an own vote, gave one holder a proxy the ones with the lowest act ids, as many as
    // the opening allows.
    fn held(
        &self,
        own: &Words<Ballot>,
        given: &Words<Option<MemberId>>,
        holder: MemberId,
        limit: usize,
    ) -> BTreeSet<MemberId> {
        let mut gave: Vec<_> = given
            .iter()
            .filter(|(member, _)| !own.contains_key(*member))
            .filter(|(_, words)| self.last(words) == [Some(holder)].into())
            .filter_map(|(member, words)| {
                let last = |act: Number| !words.iter().any(|(o, _)| has(self.past(*o), act));
                let ids = words.iter().filter(|(act, _)| last(*act)).map(|(act, _)| self.id(*act));
                Some((ids.min()?, *member))
            })
            .collect();
        gave.sort_unstable();
        gave.into_iter().take(limit).map(|(_, member)| member).collect()
    }
}
