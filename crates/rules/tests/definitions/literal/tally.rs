//! The table of methods: what ballots fit a round, and what they come to.
//!
//! Guards: whole numbers only; who is level takes no seat by the order of a list. Rankings, budgets and
//! lots are held against other people's programs (`tests/oracles`). Next: [`super::rounds`].

use std::collections::BTreeMap;

use act::{
    ballot::Ballot,
    round::{Method, Open, Ties},
};

use super::share;

/// What a round comes to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Outcome {
    Adopted,
    Rejected,
    /// Options, by their places in the opening's list, ascending.
    Chosen(Vec<u16>),
    Tied,
    Told,
}

/// Whether a ballot is one that the method takes.
pub(super) fn fits(open: &Open, ballot: &Ballot) -> bool {
    use Ballot::{Abstain, Against, Aside, Concern, Consent, For, Object, Options, Points};
    let there = |option: u16| usize::from(option) < open.options.len();
    match (open.method, ballot) {
        (
            Method::Majority | Method::Absolute | Method::Qualified(_) | Method::QualifiedOfAll(_),
            _,
        ) => [For, Against, Abstain].contains(ballot),
        (Method::Consent | Method::Selection, _) => {
            [Consent, Concern, Object, Aside].contains(ballot)
        }
        (Method::Consensus(_) | Method::Unanimity, _) => {
            [For, Against, Abstain, Aside].contains(ballot)
        }
        // From approval on, who takes part without a preference abstains.
        (_, Abstain) => true,
        (Method::Approval { most, .. }, Options(named)) => {
            named.len() <= usize::from(most) && named.iter().all(|option| there(*option))
        }
        (Method::Poll, Options(named)) => named.iter().all(|option| there(*option)),
        (Method::Score { .. }, Points(points)) => {
            points.iter().all(|one| there(one.option) && one.points <= 5)
        }
        (Method::Dots { dots, most, .. }, Points(points)) => {
            points.iter().all(|one| there(one.option) && one.points <= most)
                && points.iter().map(|one| u32::from(one.points)).sum::<u32>() <= u32::from(dots)
        }
        _ => false,
    }
}

/// What the ballots that count come to.
pub(super) fn outcome(open: &Open, ballots: &[&Ballot], electorate: usize) -> Outcome {
    let cast = |wanted: Ballot| ballots.iter().filter(|ballot| ***ballot == wanted).count();
    let (yes, no) = (cast(Ballot::For), cast(Ballot::Against));
    let adopted = match open.method {
        // Where nobody is for anything there is no tie.
        Method::Majority if yes == no && yes > 0 => return tied(open.ties),
        Method::Majority => yes > no,
        Method::Absolute => yes * 2 > electorate,
        Method::Qualified(asked) => {
            let (part, whole) = share(asked);
            yes > 0 && yes * whole >= (yes + no) * part
        }
        Method::QualifiedOfAll(asked) => {
            let (part, whole) = share(asked);
            yes > 0 && yes * whole >= electorate * part
        }
        Method::Consent | Method::Selection => {
            cast(Ballot::Consent) + cast(Ballot::Concern) > 0 && cast(Ballot::Object) == 0
        }
        Method::Consensus(most) => yes > 0 && no == 0 && cast(Ballot::Aside) <= usize::from(most),
        Method::Unanimity => yes == electorate,
        Method::Approval { seats, .. } | Method::Score { seats } | Method::Dots { seats, .. } => {
            return chosen(&sums(ballots), usize::from(seats), open.ties);
        }
        Method::Poll => return Outcome::Told,
        _ => unreachable!("these histories open no round by another method"),
    };
    if adopted { Outcome::Adopted } else { Outcome::Rejected }
}

// Nothing changes, or a new round is asked.
fn tied(ties: Ties) -> Outcome {
    match ties {
        Ties::StatusQuo => Outcome::Rejected,
        Ties::NewRound => Outcome::Tied,
        Ties::Lot => unreachable!("these histories draw no lots"),
    }
}

// How much each option has, of those that have anything.
fn sums(ballots: &[&Ballot]) -> BTreeMap<u16, usize> {
    let mut sums: BTreeMap<u16, usize> = BTreeMap::new();
    for ballot in ballots {
        match ballot {
            Ballot::Options(named) => {
                named.iter().for_each(|one| *sums.entry(*one).or_default() += 1)
            }
            Ballot::Points(points) => points
                .iter()
                .for_each(|one| *sums.entry(one.option).or_default() += usize::from(one.points)),
            _ => {}
        }
    }
    sums.retain(|_, sum| *sum > 0);
    sums
}

// The seats for those with most; who is level with somebody for whom there is no room has none.
fn chosen(sums: &BTreeMap<u16, usize>, seats: usize, ties: Ties) -> Outcome {
    let not_fewer = |than: usize| sums.values().filter(|sum| **sum >= than).count();
    let more = |than: usize| sums.values().filter(|sum| **sum > than).count();
    let tie = sums.values().any(|sum| more(*sum) < seats && not_fewer(*sum) > seats);
    if tie && ties == Ties::NewRound {
        return Outcome::Tied;
    }
    let seated: Vec<_> = sums
        .iter()
        .filter(|(_, sum)| not_fewer(**sum) <= seats)
        .map(|(option, _)| *option)
        .collect();
    if seated.is_empty() { Outcome::Rejected } else { Outcome::Chosen(seated) }
}
