//! Dots (stippen plakken): everybody has so many dots to lay on options, up to so many on one.
//!
//! The highest sum wins. Dots kept in the pocket are nobody's; who lays more than there are has laid none
//! that count. Source: the table of methods in `docs/rules.md`. Guards: a ballot spends no more than there
//! is, and names each option once. Next: [`super::seats`].

use super::{
    ranking::Choice,
    seats::{self, Tie},
};

/// The most dots for one person: a thousand for each of 2^32 people on each of a million
/// ballots still add up in 64 bits.
pub const MAX_DOTS: u16 = 1_000;

/// What was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rules {
    /// How many options there are to lay dots on.
    pub options: u16,
    /// How many dots everybody has; no more than [`MAX_DOTS`] count.
    pub dots: u16,
    /// The most that may be laid on one option.
    pub most: u16,
    /// How many options win.
    pub seats: u16,
}

/// Why a ballot can't be counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Invalid {
    /// It lays dots on an option that isn't on the list.
    #[error("option {} is not on the list: lay dots only on what is", .0.index() + 1)]
    Unknown(Choice),
    /// It names an option twice.
    #[error("option {} is named twice: say once how many dots it gets", .0.index() + 1)]
    Repeated(Choice),
    /// It lays too many dots on one option.
    #[error("option {} has {dots} dots: lay at most {most} on one", choice.index() + 1)]
    TooManyOnOne {
        /// The option.
        choice: Choice,
        /// How many dots were laid on it.
        dots: u16,
        /// How many may be.
        most: u16,
    },
    /// It spends more dots than there are.
    #[error("{spent} dots are spent: there are {dots}")]
    Overspent {
        /// How many it lays in all.
        spent: u64,
        /// How many there are.
        dots: u16,
    },
}

/// One person's dots. Ascending by option, each once, none without dots.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Ballot(Box<[(Choice, u16)]>);

impl Ballot {
    /// From the dots that somebody lays, in any order.
    ///
    /// # Errors
    /// When these rules can't count it.
    pub fn new(rules: &Rules, laid: &[(Choice, u16)]) -> Result<Self, Invalid> {
        for (choice, dots) in laid.iter().copied() {
            if choice.0 >= rules.options {
                return Err(Invalid::Unknown(choice));
            }
            if dots > rules.most {
                return Err(Invalid::TooManyOnOne { choice, dots, most: rules.most });
            }
        }
        let dots = rules.dots.min(MAX_DOTS);
        let spent = laid.iter().map(|(_, dots)| u64::from(*dots)).sum();
        if spent > u64::from(dots) {
            return Err(Invalid::Overspent { spent, dots });
        }
        let mut laid = laid.to_vec();
        laid.sort_unstable();
        if let Some(pair) = laid.windows(2).find(|pair| pair[0].0 == pair[1].0) {
            return Err(Invalid::Repeated(pair[0].0));
        }
        laid.retain(|(_, dots)| *dots > 0);
        Ok(Self(laid.into()))
    }
}

/// What it came to, and all that explains it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Count {
    /// The most dots first.
    pub winners: Vec<Choice>,
    /// How many dots lie on each option, in the order of the list.
    pub dots: Vec<u64>,
    /// How many laid any on it.
    pub people: Vec<u64>,
    /// How many took part.
    pub ballots: u64,
    /// How many of them laid none.
    pub blank: u64,
    /// The tie for the last seats, if there is one.
    pub tie: Option<Tie>,
}

/// Counts ballots, each with how many cast it; valid ones of these rules.
///
/// `lot` is an order of options that was drawn, which settles a tie.
#[must_use]
pub fn count(rules: &Rules, ballots: &[(u32, Ballot)], lot: Option<&[Choice]>) -> Count {
    let mut dots = vec![0; usize::from(rules.options)];
    let mut people = dots.clone();
    let (mut all, mut blank) = (0, 0);
    for (times, ballot) in ballots {
        let times = u64::from(*times);
        all += times;
        if ballot.0.is_empty() {
            blank += times;
        }
        for (choice, laid) in &ballot.0 {
            dots[choice.index()] += times * u64::from(*laid);
            people[choice.index()] += times;
        }
    }
    let filled = seats::fill(&dots, rules.seats, lot);
    Count { winners: filled.winners, dots, people, ballots: all, blank, tie: filled.tie }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RULES: Rules = Rules { options: 3, dots: 5, most: 3, seats: 1 };

    fn ballot(laid: &[(u16, u16)]) -> Result<Ballot, Invalid> {
        let laid: Vec<_> = laid.iter().map(|(one, dots)| (Choice(*one), *dots)).collect();
        Ballot::new(&RULES, &laid)
    }

    #[test]
    fn the_most_dots_win_and_those_in_the_pocket_are_nobodys() {
        let cast = [
            (2, ballot(&[(0, 3), (1, 2)]).unwrap()),
            (3, ballot(&[(1, 1)]).unwrap()),
            (1, ballot(&[(2, 0)]).unwrap()),
        ];
        let count = count(&RULES, &cast, None);
        assert_eq!(count.dots, [6, 7, 0]);
        assert_eq!(count.people, [2, 5, 0]);
        assert_eq!((count.ballots, count.blank), (6, 1));
        assert_eq!(count.winners, [Choice(1)]);
        assert_eq!(count.tie, None);
    }

    #[test]
    fn what_can_not_be_counted_is_said() {
        assert_eq!(ballot(&[(3, 1)]), Err(Invalid::Unknown(Choice(3))));
        assert_eq!(ballot(&[(1, 1), (1, 2)]), Err(Invalid::Repeated(Choice(1))));
        let high = Invalid::TooManyOnOne { choice: Choice(0), dots: 4, most: 3 };
        assert_eq!(ballot(&[(0, 4)]), Err(high));
        let overspent = Invalid::Overspent { spent: 6, dots: 5 };
        assert_eq!(ballot(&[(0, 3), (1, 3)]), Err(overspent));
        assert_eq!(overspent.to_string(), "6 dots are spent: there are 5");
        assert!(ballot(&[(0, 3), (1, 2)]).is_ok());
    }
}
