//! What a peer sees: all that peers with the same acts must agree on, and nothing that depends on order.
//!
//! Guards: what a later view must still hold of an earlier one. Next: `checks.rs`.

use std::collections::{BTreeMap, BTreeSet};

use act::{
    id::{ActId, Digest, MemberId},
    log::{Index, Log},
    register::Change,
};
use rules::{
    judge::Judge,
    round::{Round, Status},
    tally::Outcome,
};

/// A round as a peer sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Seen {
    pub(crate) status: Status,
    pub(crate) outcome: Option<Outcome>,
    pub(crate) double: BTreeSet<MemberId>,
    closes: BTreeMap<ActId, BTreeSet<MemberId>>,
    shown: Option<ActId>,
}

/// A community as a peer sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct View {
    /// Over the canonical bytes of the register: people with how they stand, and the charter.
    register: Digest,
    pub(crate) in_force: BTreeSet<Change>,
    pub(crate) rounds: BTreeMap<ActId, Seen>,
}

impl View {
    /// What is seen at these heads.
    pub(crate) fn of(log: &Log, judge: &Judge, heads: &[Index]) -> Self {
        let clock = log.clock_of(heads.iter().copied());
        let id = |index: Index| log.act(index).id();
        let seen = |(open, round): (Index, &Round)| {
            let state = round.state(log, &clock);
            let closes = state.closes.into_iter().map(|(close, by)| (id(close), by));
            let seen = Seen {
                status: state.status,
                outcome: state.outcome,
                double: state.double,
                closes: closes.collect(),
                shown: state.shown.map(id),
            };
            (id(open), seen)
        };
        let known = judge.rounds().filter(|(open, _)| log.holds(&clock, *open));
        Self {
            register: judge.register(log, heads.iter().copied()).digest(),
            in_force: judge.in_force(log, heads.iter().copied()).into_iter().collect(),
            rounds: known.map(seen).collect(),
        }
    }

    /// What of this view a later one, of a peer that knows more, no longer has; none as it must be.
    pub(crate) fn fallen(&self, later: &Self) -> Option<String> {
        if let Some(change) = self.in_force.difference(&later.in_force).next() {
            return Some(format!("{change:?} was in force"));
        }
        for (open, was) in &self.rounds {
            let Some(is) = later.rounds.get(open) else {
                return Some(format!("{open:?} went away"));
            };
            let confirmed = was.status == Status::Confirmed && is.status == Status::Confirmed;
            let voices = was.closes.iter().all(|(close, by)| {
                is.closes.get(close).is_some_and(|members| members.is_superset(by))
            });
            if is.status < was.status
                || (confirmed && is.outcome != was.outcome)
                || !is.double.is_superset(&was.double)
                || !voices
            {
                return Some(format!("{open:?} was {was:?}, is {is:?}"));
            }
        }
        None
    }
}
