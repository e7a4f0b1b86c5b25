//! Choose, approval (kiezen, instemmen met): everybody names what is good enough, up to so many.
//!
//! The options named most often take the seats; a tie for the last one fills nobody there. Source: the
//! table of methods in `docs/rules.md`. Guards: a ballot names each option once, none that isn't there,
//! and no more than may be named. Blank is a ballot: it takes part and names nothing. Next:
//! [`super::seats`]; budgets ([`super::budget`]) are asked with the same ballots.

use super::{
    ranking::Choice,
    seats::{self, Tie},
};

/// What was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rules {
    /// How many options there are to choose from.
    pub options: u16,
    /// The most that one ballot may name.
    pub most: u16,
    /// How many options win.
    pub seats: u16,
}

/// Why a ballot can't be counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Invalid {
    /// It names an option that isn't on the list.
    #[error("option {} is not on the list: name only what is", .0.index() + 1)]
    Unknown(Choice),
    /// It names an option twice.
    #[error("option {} is named twice: name it once", .0.index() + 1)]
    Repeated(Choice),
    /// It names more than may be named.
    #[error("{named} options are named: name at most {most}")]
    TooMany {
        /// How many it names.
        named: usize,
        /// How many may be named.
        most: u16,
    },
}

/// One person's choice: none, one or more options. Ascending, each once.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Ballot(Box<[Choice]>);

impl Ballot {
    /// From what somebody names, in any order.
    ///
    /// # Errors
    /// When these rules can't count it.
    pub fn new(rules: &Rules, named: &[Choice]) -> Result<Self, Invalid> {
        if named.len() > usize::from(rules.most) {
            return Err(Invalid::TooMany { named: named.len(), most: rules.most });
        }
        if let Some(unknown) = named.iter().find(|choice| choice.0 >= rules.options) {
            return Err(Invalid::Unknown(*unknown));
        }
        let mut named = named.to_vec();
        named.sort_unstable();
        match named.windows(2).find(|pair| pair[0] == pair[1]) {
            Some(pair) => Err(Invalid::Repeated(pair[0])),
            None => Ok(Self(named.into())),
        }
    }

    /// What it names, in the order of the list.
    #[must_use]
    pub const fn named(&self) -> &[Choice] {
        &self.0
    }
}

/// What it came to, and all that explains it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Count {
    /// The most named first.
    pub winners: Vec<Choice>,
    /// How many named each option, in the order of the list.
    pub votes: Vec<u64>,
    /// How many took part.
    pub ballots: u64,
    /// How many of them named nothing.
    pub blank: u64,
    /// The tie for the last seats, if there is one.
    pub tie: Option<Tie>,
}

/// Counts ballots, each with how many cast it; valid ones of these rules.
///
/// `lot` is an order of options that was drawn, which settles a tie.
#[must_use]
pub fn count(rules: &Rules, ballots: &[(u32, Ballot)], lot: Option<&[Choice]>) -> Count {
    let Votes { votes, ballots, blank } = Votes::of(rules.options, ballots);
    let filled = seats::fill(&votes, rules.seats, lot);
    Count { winners: filled.winners, votes, ballots, blank, tie: filled.tie }
}

/// How often each option was named.
#[derive(Debug)]
pub(super) struct Votes {
    pub(super) votes: Vec<u64>,
    pub(super) ballots: u64,
    pub(super) blank: u64,
}

impl Votes {
    pub(super) fn of(options: u16, ballots: &[(u32, Ballot)]) -> Self {
        let mut all = Self { votes: vec![0; usize::from(options)], ballots: 0, blank: 0 };
        for (times, ballot) in ballots {
            let times = u64::from(*times);
            all.ballots += times;
            if ballot.named().is_empty() {
                all.blank += times;
            }
            for choice in ballot.named() {
                all.votes[choice.index()] += times;
            }
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RULES: Rules = Rules { options: 3, most: 2, seats: 1 };

    fn ballot(named: &[u16]) -> Result<Ballot, Invalid> {
        Ballot::new(&RULES, &named.iter().copied().map(Choice).collect::<Vec<_>>())
    }

    fn check(seats: u16, cast: &[(u32, &[u16])], votes: &[u64], winners: &[u16], tied: &[u16]) {
        let cast: Vec<_> =
            cast.iter().map(|(times, named)| (*times, ballot(named).unwrap())).collect();
        let count = count(&Rules { seats, ..RULES }, &cast, None);
        assert_eq!(count.votes, votes);
        let positions = |choices: &[Choice]| choices.iter().map(|one| one.0).collect::<Vec<_>>();
        assert_eq!(positions(&count.winners), winners);
        assert_eq!(count.tie.map(|tie| positions(&tie.among)).unwrap_or_default(), tied);
    }

    #[test]
    fn the_most_named_win_and_a_tie_for_the_last_seat_fills_nobody_there() {
        check(1, &[(3, &[0]), (2, &[1, 0]), (4, &[1, 2])], &[5, 6, 4], &[1], &[]);
        check(2, &[(3, &[0]), (3, &[1]), (4, &[2])], &[3, 3, 4], &[2], &[0, 1]);
        check(2, &[(3, &[0]), (9, &[])], &[3, 0, 0], &[0], &[]);
        check(1, &[], &[0, 0, 0], &[], &[]);
    }

    #[test]
    fn blank_takes_part() {
        let (blank, one) = (ballot(&[]).unwrap(), ballot(&[2]).unwrap());
        let count = count(&RULES, &[(7, blank), (2, one)], None);
        assert_eq!((count.ballots, count.blank), (9, 7));
    }

    #[test]
    fn what_can_not_be_counted_is_said() {
        assert_eq!(ballot(&[3]), Err(Invalid::Unknown(Choice(3))));
        assert_eq!(ballot(&[1, 1]), Err(Invalid::Repeated(Choice(1))));
        assert_eq!(ballot(&[0, 1, 2]), Err(Invalid::TooMany { named: 3, most: 2 }));
        let said = ballot(&[3]).unwrap_err().to_string();
        assert_eq!(said, "option 4 is not on the list: name only what is");
    }
}
