//! Definitions 8 to 10, and 19: closes, acknowledgements, status, somebody chosen for a role.
//!
//! Guards: a close counts the ballots of its own past; what it came to never changes.
//! Next: [`super::deeds`].

use std::collections::{BTreeMap, BTreeSet};

use act::{
    ballot::Ballot,
    deed::Deed,
    id::{ActId, EntityId, MemberId},
    round::{Method, Open, Select},
};

use super::{
    Acts, Literal, Number,
    ballots::{Ballots, Via},
    each, remember, share,
    tally::{self, Outcome},
};

/// What a valid close came to, with its ballots.
pub(super) type Closed = Option<(Outcome, Ballots)>;

/// A round in a set of acts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RoundState {
    pub(crate) status: &'static str,
    pub(crate) outcome: Option<Outcome>,
    pub(crate) double: BTreeSet<MemberId>,
    pub(crate) withdrawn: bool,
    /// Who acknowledged each valid close.
    pub(crate) closes: BTreeMap<ActId, BTreeSet<MemberId>>,
}

impl Literal {
    /// Definition 7: an opening by an elector, with no less than the charter's quorum and no more than its
    /// proxies, of a decision and options that exist.
    pub(super) fn opened(&self, act: Number) -> Option<&Open> {
        let Some(Deed::Open(open)) = self.deed(act) else { return None };
        let charter = self.charter(self.past(act));
        let (part, whole) = share(open.quorum);
        let (least, of) = share(charter.quorum);
        let by = self.member(act)?;
        let exists = |entity: &EntityId| {
            self.in_past(act, entity.act())
                .is_some_and(|act| matches!(self.deed(act), Some(Deed::Create(_))))
        };
        let may = self.stood(act)
            && self.electorate(act).contains(&by)
            && part * of >= least * whole
            && open.proxies <= charter.proxies
            && exists(&open.decision)
            && open.options.iter().all(exists)
            && open.select.is_none_or(|select| {
                exists(&select.role) && self.electorate(act).contains(&select.nominee)
            })
            && open.replaces.is_none_or(|round| {
                let opened = self.in_past(act, round).and_then(|round| self.opened(round));
                opened.is_some_and(|other| other.decision == open.decision)
            });
        may.then_some(open)
    }

    /// Who may vote: the members, without advising ones, of the register in the opening's past.
    pub(crate) fn electorate(&self, open: Number) -> BTreeSet<MemberId> {
        self.electors(self.past(open))
    }

    /// The people of the core team that confirm a round, where it does.
    pub(crate) fn confirmers(&self, open: Number) -> Option<BTreeSet<MemberId>> {
        let core = self.core(self.past(open));
        core.may.confirm.then_some(core.people)
    }

    /// The openings in a set that have effect.
    pub(crate) fn rounds(&self, set: Acts) -> Vec<Number> {
        each(set).filter(|act| self.opened(*act).is_some()).collect()
    }

    // Electors; in an opinion poll also guests at the opening.
    pub(super) fn voters(&self, open: Number) -> BTreeSet<MemberId> {
        let mut voters = self.electorate(open);
        if matches!(self.deed(open), Some(Deed::Open(open)) if open.method == Method::Poll) {
            voters.extend(&self.people(self.past(open)).guests);
        }
        voters
    }

    // Who opened a round takes that back.
    pub(super) fn takes_back(&self, act: Number, part: usize) -> Option<Number> {
        let Some(Deed::WithdrawOpening(list)) = self.deed(act) else { return None };
        let open = self.in_past(act, *list.get(part)?)?;
        self.opened(open)?;
        (self.stood(act) && self.member(act) == self.member(open)).then_some(open)
    }

    /// Whether the opening was taken back in a set.
    pub(crate) fn is_withdrawn(&self, open: Number, set: Acts) -> bool {
        each(set).any(|act| {
            let Some(Deed::WithdrawOpening(list)) = self.deed(act) else { return false };
            (0..list.len()).any(|part| {
                self.effect(act, part) == Some(true) && self.takes_back(act, part) == Some(open)
            })
        })
    }

    /// Definition 8: what a close of a round comes to, if it is valid.
    pub(crate) fn closed(&self, act: Number, round: ActId) -> Closed {
        remember(&self.answers.closed, (act, round), || {
            let at = self.in_past(act, round)?;
            let open = self.opened(at)?;
            let electorate = self.electorate(at);
            let author = self.member(act)?;
            // Of the members those who would be electors.
            let present = self.electors(self.past(act));
            let still = present.intersection(&electorate).count();
            let ballots = self.ballots(at, self.set(self.past(act)));
            // Guests count in no quorum.
            let of_electors = ballots.0.keys().filter(|member| electorate.contains(member)).count();
            let (part, whole) = share(open.quorum);
            let valid = self.stood(act)
                && (electorate.contains(&author) || open.closers.contains(&author))
                && still * 2 > present.len()
                && !ballots.0.is_empty()
                && of_electors * whole >= part * electorate.len();
            let cast: Vec<_> = ballots.0.values().map(|(_, ballot)| ballot).collect();
            // 19: nobody is given a role without an own word for it: no proxy and no paper speaks it.
            let willing = |select: Select| match ballots.0.get(&select.nominee) {
                Some((Via::Own, ballot)) => [Ballot::Consent, Ballot::Concern].contains(ballot),
                _ => false,
            };
            let outcome = if open.select.is_none_or(willing) {
                tally::outcome(open, &cast, electorate.len())
            } else {
                Outcome::Rejected
            };
            valid.then(|| (outcome, ballots.clone()))
        })
    }

    // Whether an act validly closes a round.
    fn is_close(&self, act: Number, round: ActId) -> Closed {
        let Some(Deed::Close(list)) = self.deed(act) else { return None };
        let part = list.iter().position(|named| named.round == round)?;
        if self.effect(act, part) == Some(true) { self.closed(act, round) } else { None }
    }

    // Definition 9.
    pub(super) fn acknowledges(&self, act: Number, part: usize) -> bool {
        let Some(Deed::Acknowledge(list)) = self.deed(act) else { return false };
        let ack = list[part];
        let (Some(at), Some(close), Some(member)) =
            (self.in_past(act, ack.round), self.in_past(act, ack.close), self.member(act))
        else {
            return false;
        };
        let Some((outcome, _)) = self.is_close(close, ack.round) else { return false };
        let confirmers = self.confirmers(at).unwrap_or_else(|| self.electorate(at));
        self.stood(act)
            && confirmers.contains(&member)
            && !self.is_withdrawn(at, self.past(act))
            && !self
                .acknowledgements(at, self.past(act))
                .iter()
                .any(|(by, _, other)| *by == member && *other != outcome)
    }

    // The effective acknowledgements of a round in a set: who, which close, its outcome.
    fn acknowledgements(&self, open: Number, set: Acts) -> Vec<(MemberId, ActId, Outcome)> {
        let mut all = Vec::new();
        for act in each(set) {
            let Some(Deed::Acknowledge(list)) = self.deed(act) else { continue };
            for (part, ack) in list.iter().enumerate() {
                if ack.round == self.id(open)
                    && self.effect(act, part) == Some(true)
                    && let Some(member) = self.member(act)
                    && let Some((outcome, _)) = self.is_close(self.numbers[&ack.close], ack.round)
                {
                    all.push((member, ack.close, outcome));
                }
            }
        }
        all
    }

    /// Definitions 9 and 10: how far a round is in a set of acts.
    pub(crate) fn state(&self, open: Number, set: Acts) -> RoundState {
        let round = self.id(open);
        let electorate = self.electorate(open).len();
        let core = self.confirmers(open).map(|people| people.len());
        let mut closes: BTreeMap<_, _> = each(set)
            .filter(|act| self.is_close(*act, round).is_some())
            .map(|act| (self.id(act), BTreeSet::new()))
            .collect();
        let mut voices: BTreeMap<Outcome, BTreeSet<MemberId>> = BTreeMap::new();
        for (member, close, outcome) in self.acknowledgements(open, set) {
            closes.entry(close).or_default().insert(member);
            voices.entry(outcome).or_default().insert(member);
        }
        let enough = |by: &BTreeSet<MemberId>| match core {
            Some(people) => by.len() * 3 >= people * 2,
            None => by.len() * 2 > electorate,
        };
        let confirmed: Vec<_> = voices.iter().filter(|(_, by)| enough(by)).collect();
        let (status, outcome) = match confirmed[..] {
            [] if closes.is_empty() => ("open", None),
            [] => ("closed", None),
            [(outcome, _)] => ("confirmed", Some(outcome.clone())),
            _ => ("disputed", None),
        };
        let said = |member: &MemberId| voices.values().filter(|by| by.contains(member)).count();
        let double = voices.values().flatten().filter(|m| said(m) > 1).copied().collect();
        RoundState { status, outcome, double, withdrawn: self.is_withdrawn(open, set), closes }
    }
}
