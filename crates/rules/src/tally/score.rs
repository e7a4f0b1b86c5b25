//! Score (punten van 0 tot 5): everybody says of each option how good it is, or nothing.
//!
//! The highest sum wins; how many said something, and their mean, are shown beside it and decide nothing.
//! Blank is no opinion, which is another thing than 0 and adds as much. Source: the table of methods in
//! `docs/rules.md`. Guards: a ballot scores each option at most once, in whole numbers from 0 to 5. Next:
//! [`super::seats`].

use super::{
    ranking::Choice,
    seats::{self, Tie},
};

/// The highest score. Six steps are as many as people tell apart without counting.
pub const HIGHEST: u16 = 5;

/// What was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rules {
    /// How many options there are to score.
    pub options: u16,
    /// How many options win.
    pub seats: u16,
}

/// Why a ballot can't be counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Invalid {
    /// It scores an option that isn't on the list.
    #[error("option {} is not on the list: score only what is", .0.index() + 1)]
    Unknown(Choice),
    /// It scores an option twice.
    #[error("option {} is scored twice: score it once", .0.index() + 1)]
    Repeated(Choice),
    /// It scores higher than the highest.
    #[error("option {} has {score}: score from 0 to {HIGHEST}", choice.index() + 1)]
    TooHigh {
        /// The option.
        choice: Choice,
        /// What it was given.
        score: u16,
    },
}

/// One person's scores. Ascending by option, each once; what is left out is no opinion.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Ballot(Box<[(Choice, u16)]>);

impl Ballot {
    /// From what somebody scores, in any order.
    ///
    /// # Errors
    /// When these rules can't count it.
    pub fn new(rules: &Rules, scored: &[(Choice, u16)]) -> Result<Self, Invalid> {
        for (choice, score) in scored.iter().copied() {
            if choice.0 >= rules.options {
                return Err(Invalid::Unknown(choice));
            }
            if score > HIGHEST {
                return Err(Invalid::TooHigh { choice, score });
            }
        }
        let mut scored = scored.to_vec();
        scored.sort_unstable();
        match scored.windows(2).find(|pair| pair[0].0 == pair[1].0) {
            Some(pair) => Err(Invalid::Repeated(pair[0].0)),
            None => Ok(Self(scored.into())),
        }
    }
}

/// What one option was given.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Scored {
    /// All its scores together.
    pub sum: u64,
    /// How many scored it. Its mean is exactly `sum` / `opinions`, and it has none when this is 0.
    pub opinions: u64,
}

/// What it came to, and all that explains it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Count {
    /// The highest sum first.
    pub winners: Vec<Choice>,
    /// What each option was given, in the order of the list.
    pub scores: Vec<Scored>,
    /// How many took part.
    pub ballots: u64,
    /// How many of them scored nothing.
    pub blank: u64,
    /// The tie for the last seats, if there is one.
    pub tie: Option<Tie>,
}

/// Counts ballots, each with how many cast it; valid ones of these rules.
///
/// `lot` is an order of options that was drawn, which settles a tie.
#[must_use]
pub fn count(rules: &Rules, ballots: &[(u32, Ballot)], lot: Option<&[Choice]>) -> Count {
    let mut scores = vec![Scored::default(); usize::from(rules.options)];
    let (mut all, mut blank) = (0, 0);
    for (times, ballot) in ballots {
        let times = u64::from(*times);
        all += times;
        if ballot.0.is_empty() {
            blank += times;
        }
        for (choice, score) in &ballot.0 {
            let scored = &mut scores[choice.index()];
            scored.sum += times * u64::from(*score);
            scored.opinions += times;
        }
    }
    let sums: Vec<_> = scores.iter().map(|scored| scored.sum).collect();
    let filled = seats::fill(&sums, rules.seats, lot);
    Count { winners: filled.winners, scores, ballots: all, blank, tie: filled.tie }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RULES: Rules = Rules { options: 3, seats: 1 };

    fn ballot(scored: &[(u16, u16)]) -> Result<Ballot, Invalid> {
        let scored: Vec<_> = scored.iter().map(|(one, score)| (Choice(*one), *score)).collect();
        Ballot::new(&RULES, &scored)
    }

    fn check(cast: &[(u32, &[(u16, u16)])], scores: &[(u64, u64)], winner: Option<u16>) {
        let cast: Vec<_> =
            cast.iter().map(|(times, scored)| (*times, ballot(scored).unwrap())).collect();
        let count = count(&RULES, &cast, None);
        let found: Vec<_> = count.scores.iter().map(|one| (one.sum, one.opinions)).collect();
        assert_eq!(found, scores);
        assert_eq!(count.winners, winner.map(Choice).into_iter().collect::<Vec<_>>());
    }

    #[test]
    fn the_highest_sum_wins_whatever_the_mean() {
        check(&[(3, &[(0, 3)]), (1, &[(1, 5), (2, 0)])], &[(9, 3), (5, 1), (0, 1)], Some(0));
    }

    #[test]
    fn a_tie_and_nothing_but_zeros_make_nobody_win() {
        check(&[(1, &[(0, 4)]), (2, &[(1, 2)])], &[(4, 1), (4, 2), (0, 0)], None);
        check(&[(5, &[(0, 0), (1, 0)]), (1, &[])], &[(0, 5), (0, 5), (0, 0)], None);
    }

    #[test]
    fn who_scores_nothing_takes_part() {
        let (blank, one) = (ballot(&[]).unwrap(), ballot(&[(2, 0)]).unwrap());
        let count = count(&RULES, &[(7, blank), (2, one)], None);
        assert_eq!((count.ballots, count.blank), (9, 7));
    }

    #[test]
    fn what_can_not_be_counted_is_said() {
        assert_eq!(ballot(&[(3, 1)]), Err(Invalid::Unknown(Choice(3))));
        assert_eq!(ballot(&[(1, 1), (0, 0), (1, 2)]), Err(Invalid::Repeated(Choice(1))));
        let high = Invalid::TooHigh { choice: Choice(0), score: 6 };
        assert_eq!(ballot(&[(0, 6)]), Err(high));
        assert_eq!(high.to_string(), "option 1 has 6: score from 0 to 5");
    }
}
