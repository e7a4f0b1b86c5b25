//! Ballots become an outcome: exact integers and fractions, ties never broken in silence.
//!
//! Guards: the same ballots give the same outcome for every reader, in thirty years too. Sources: the
//! table of methods in `docs/rules.md`. Next: [`crate::round`].

pub mod ranking; // what is chosen from; a ranking of it
pub mod schulze; // a ranking, one winner
pub mod stv; // a ranking, several seats
pub mod lot; // who is drawn
pub mod seats; // who takes the seats when the most wins; ties
pub mod approval; // name what is good enough
pub mod score; // 0 to 5 for each
pub mod dots; // so many to lay
pub mod budget; // one pot, projects that cost

use act::round::{Ballot, Method};

/// What a round came to. Counts only once it is confirmed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// Aangenomen.
    Adopted,
    /// Niet aangenomen: the status quo stays, also on a tie.
    Rejected,
}

impl Outcome {
    /// The word in JSON, stories and the document.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Adopted => "adopted",
            Self::Rejected => "rejected",
        }
    }
}

/// How often each ballot was cast, in the order of [`Ballot::ALL`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts([usize; Ballot::ALL.len()]);

impl Counts {
    /// Counts ballots.
    #[must_use]
    pub fn of(ballots: impl IntoIterator<Item = Ballot>) -> Self {
        let mut counts = Self::default();
        for ballot in ballots {
            counts.0[ballot as usize] += 1;
        }
        counts
    }

    /// How often this one was cast.
    #[must_use]
    pub const fn get(&self, ballot: Ballot) -> usize {
        self.0[ballot as usize]
    }

    /// How many ballots there are; abstain and aside included.
    #[must_use]
    pub fn total(&self) -> usize {
        self.0.iter().sum()
    }
}

/// What these ballots come to among `electorate` electors. The quorum is asked at the close.
#[must_use]
pub fn tally(method: Method, counts: &Counts, electorate: usize) -> Outcome {
    let (yes, no) = (counts.get(Ballot::For), counts.get(Ballot::Against));
    let adopted = match method {
        Method::Majority => yes > no,
        Method::Absolute => yes.saturating_mul(2) > electorate,
        // Nobody for is never adopted, also when the share asked is none.
        Method::Qualified(share) => yes > 0 && share.is_reached(yes, yes + no),
        Method::Consent => {
            counts.get(Ballot::Object) == 0
                && counts.get(Ballot::Consent) + counts.get(Ballot::Concern) > 0
        }
    };
    if adopted { Outcome::Adopted } else { Outcome::Rejected }
}

#[cfg(test)]
mod tests {
    use act::fraction::Fraction;

    use super::*;

    fn check(method: Method, cast: &[(Ballot, usize)], electorate: usize, adopted: bool) {
        let ballots = cast.iter().flat_map(|(ballot, n)| std::iter::repeat_n(*ballot, *n));
        let outcome = tally(method, &Counts::of(ballots), electorate);
        assert_eq!(outcome == Outcome::Adopted, adopted, "{method:?} {cast:?} of {electorate}");
    }

    #[test]
    fn majority_is_more_for_than_against_and_a_tie_changes_nothing() {
        use Ballot::{Abstain, Against, For};
        check(Method::Majority, &[(For, 3), (Against, 2), (Abstain, 9)], 20, true);
        check(Method::Majority, &[(For, 3), (Against, 3)], 20, false);
        check(Method::Majority, &[(Abstain, 9)], 20, false);
        check(Method::Absolute, &[(For, 10), (Against, 1)], 20, false);
        check(Method::Absolute, &[(For, 11), (Against, 9)], 20, true);
        let two_thirds = Method::Qualified(Fraction::TWO_THIRDS);
        check(two_thirds, &[(For, 2), (Against, 1), (Abstain, 9)], 20, true);
        check(two_thirds, &[(For, 199), (Against, 100)], 400, false);
        check(Method::Qualified(Fraction::ZERO), &[(Abstain, 3)], 3, false);
    }

    #[test]
    fn consent_asks_one_who_consents_and_none_who_objects() {
        use Ballot::{Aside, Concern, Consent, Object};
        check(Method::Consent, &[(Consent, 1), (Aside, 5)], 9, true);
        check(Method::Consent, &[(Concern, 1)], 9, true);
        check(Method::Consent, &[(Aside, 5)], 9, false);
        check(Method::Consent, &[(Consent, 8), (Object, 1)], 9, false);
    }
}
