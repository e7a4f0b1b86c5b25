//! Definitions 7 to 10: ballots, closes, acknowledgements, status.
//!
//! Guards: a close counts the ballots of its own past; what it came to never changes.
//! Next: [`super::deeds`].

use std::collections::{BTreeMap, BTreeSet};

use act::{
    ballot::Ballot,
    deed::Deed,
    id::{ActId, MemberId},
    round::{Method, Open},
};

use super::{Acts, Literal, Number, Within, each, has, remember, share};

/// Ballots by member, and whose are void.
pub(crate) type Ballots = (BTreeMap<MemberId, Ballot>, BTreeSet<MemberId>);

/// What a valid close came to: adopted or not, with its ballots.
pub(super) type Closed = Option<(bool, Ballots)>;

/// A round in a set of acts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RoundState {
    pub(crate) status: &'static str,
    pub(crate) outcome: Option<bool>,
    pub(crate) double: BTreeSet<MemberId>,
    /// Who acknowledged each valid close.
    pub(crate) closes: BTreeMap<ActId, BTreeSet<MemberId>>,
}

impl Literal {
    /// Definition 7: an opening by an elector, with no less than the charter's quorum.
    pub(super) fn opened(&self, act: Number) -> Option<&Open> {
        let Deed::Open(open) = self.deed(act) else { return None };
        let (part, whole) = share(open.quorum);
        let (least, of) = share(self.charter(self.past(act)).quorum);
        let by = self.member(act)?;
        let may = self.stood(act) && self.electorate(act).contains(&by);
        (may && part * of >= least * whole).then_some(open)
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

    // A vote of an elector on the text of the round, with a ballot of its method.
    pub(super) fn voted(&self, act: Number, part: usize) -> Option<(Number, MemberId, Ballot)> {
        let Deed::Vote(list) = self.deed(act) else { return None };
        let vote = list.get(part)?;
        let at = self.in_past(act, vote.round)?;
        let open = self.opened(at)?;
        let member = self.member(act)?;
        let words: &[Ballot] = match open.method {
            Method::Consent => &[Ballot::Consent, Ballot::Concern, Ballot::Object, Ballot::Aside],
            _ => &[Ballot::For, Ballot::Against, Ballot::Abstain],
        };
        let counts = self.stood(act)
            && self.electorate(at).contains(&member)
            && words.contains(&vote.ballot)
            && vote.text == open.text
            && vote.reason.is_none();
        counts.then_some((at, member, vote.ballot.clone()))
    }

    /// Definition 7: the ballots of a round in a set of acts.
    pub(crate) fn ballots(&self, open: Number, within: Within) -> Ballots {
        let mut cast: BTreeMap<MemberId, Vec<(Number, Ballot)>> = BTreeMap::new();
        for act in each(within.acts).filter(|act| has(self.past(*act), open)) {
            let Deed::Vote(list) = self.deed(act) else { continue };
            for part in 0..list.len() {
                if self.effect(act, part) == Some(true)
                    && self.counts(act, within)
                    && let Some((at, member, ballot)) = self.voted(act, part)
                    && at == open
                {
                    cast.entry(member).or_default().push((act, ballot));
                }
            }
        }
        let (mut counted, mut void) = (BTreeMap::new(), BTreeSet::new());
        for (member, votes) in cast {
            let last: BTreeSet<Ballot> = votes
                .iter()
                .filter(|(act, _)| !votes.iter().any(|(other, _)| has(self.past(*other), *act)))
                .map(|(_, ballot)| ballot.clone())
                .collect();
            if last.len() == 1 {
                counted.extend(last.first().map(|ballot| (member, ballot.clone())));
            } else {
                void.insert(member);
            }
        }
        (counted, void)
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
            let (part, whole) = share(open.quorum);
            let valid = self.stood(act)
                && (electorate.contains(&author) || open.closers.contains(&author))
                && still * 2 > present.len()
                && !ballots.0.is_empty()
                && ballots.0.len() * whole >= part * electorate.len();
            valid.then(|| (adopted(open.method, &ballots.0, electorate.len()), ballots))
        })
    }

    // Whether an act validly closes a round.
    fn is_close(&self, act: Number, round: ActId) -> Closed {
        let Deed::Close(list) = self.deed(act) else { return None };
        let part = list.iter().position(|named| named.round == round)?;
        if self.effect(act, part) == Some(true) { self.closed(act, round) } else { None }
    }

    // Definition 9.
    pub(super) fn acknowledges(&self, act: Number, part: usize) -> bool {
        let Deed::Acknowledge(list) = self.deed(act) else { return false };
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
            && !self
                .acknowledgements(at, self.past(act))
                .iter()
                .any(|(by, _, other)| *by == member && *other != outcome)
    }

    // The effective acknowledgements of a round in a set: who, which close, its outcome.
    fn acknowledgements(&self, open: Number, set: Acts) -> Vec<(MemberId, ActId, bool)> {
        let mut all = Vec::new();
        for act in each(set) {
            let Deed::Acknowledge(list) = self.deed(act) else { continue };
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
        let mut voices: BTreeMap<bool, BTreeSet<MemberId>> = BTreeMap::new();
        for (member, close, outcome) in self.acknowledgements(open, set) {
            closes.entry(close).or_default().insert(member);
            voices.entry(outcome).or_default().insert(member);
        }
        let none = BTreeSet::new();
        let of = |outcome| voices.get(&outcome).unwrap_or(&none);
        let confirmed = |outcome| match core {
            Some(people) => of(outcome).len() * 3 >= people * 2,
            None => of(outcome).len() * 2 > electorate,
        };
        let (status, outcome) = match (confirmed(true), confirmed(false)) {
            (true, true) => ("disputed", None),
            (true, false) => ("confirmed", Some(true)),
            (false, true) => ("confirmed", Some(false)),
            _ if closes.is_empty() => ("open", None),
            _ => ("closed", None),
        };
        let double = of(true).intersection(of(false)).copied().collect();
        RoundState { status, outcome, double, closes }
    }
}

// The table of methods.
fn adopted(method: Method, ballots: &BTreeMap<MemberId, Ballot>, electorate: usize) -> bool {
    let cast = |wanted: Ballot| ballots.values().filter(|ballot| **ballot == wanted).count();
    match method {
        Method::Majority => cast(Ballot::For) > cast(Ballot::Against),
        Method::Absolute => cast(Ballot::For) * 2 > electorate,
        Method::Qualified(asked) => {
            let (part, whole) = share(asked);
            let (yes, no) = (cast(Ballot::For), cast(Ballot::Against));
            yes > 0 && yes * whole >= (yes + no) * part
        }
        Method::Consent => {
            cast(Ballot::Consent) + cast(Ballot::Concern) > 0 && cast(Ballot::Object) == 0
        }
        // What the table adds is held against other people's programs (tests/oracles).
        _ => unreachable!("these histories open no round by another method"),
    }
}
