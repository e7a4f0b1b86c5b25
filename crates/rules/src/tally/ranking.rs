//! What is chosen from, and a ranking of it: best first, ties where the method allows them.
//!
//! Guards: a ranking names each option at most once and none that isn't there, so that no count has
//! to doubt it. An option left out is below all that are named. Next: [`super::schulze`].

use std::fmt;

/// An option by its position in the list that was opened, from zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Choice(pub u16);

impl Choice {
    /// Its position, to look something up by.
    #[must_use]
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// The most options one count takes. Far above any neighbourhood's list and any ward's; the tables of
/// a ranked count are the square of it: two of a million numbers, 16 MB.
pub const MAX_OPTIONS: u16 = 1_000;

/// All options of a list of this length, in its order.
pub fn choices(options: u16) -> impl DoubleEndedIterator<Item = Choice> + Clone {
    (0..options).map(Choice)
}

/// Why a ranking can't be counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Invalid {
    /// It names an option that isn't on the list.
    Unknown(Choice),
    /// It names an option twice.
    Repeated(Choice),
    /// It puts options level where each needs a place of its own.
    Level(Choice, Choice),
}

impl fmt::Display for Invalid {
    /// Options by their number, from one, as ballots and published files have them.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let number = |choice: Choice| choice.index() + 1;
        match self {
            Self::Unknown(choice) => {
                write!(f, "option {} is not on the list: rank only what is", number(*choice))
            }
            Self::Repeated(choice) => {
                write!(f, "option {} is ranked twice: give it one place", number(*choice))
            }
            Self::Level(one, other) => write!(
                f,
                "options {} and {} are level: give each a place of its own here",
                number(*one),
                number(*other)
            ),
        }
    }
}

impl std::error::Error for Invalid {}

/// One person's ranking. Blank when it names nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Ranking {
    /// What is ranked, best first, each with the number of its place from zero; level ones share it.
    places: Box<[(Choice, u16)]>,
}

impl Ranking {
    /// From groups, best first; options in one group are level. Empty groups are passed over.
    ///
    /// # Errors
    /// The first option that isn't among `options`, or is named twice.
    pub fn new<G>(groups: impl IntoIterator<Item = G>, options: u16) -> Result<Self, Invalid>
    where
        G: IntoIterator<Item = Choice>,
    {
        let mut seen = Seen::default();
        let mut places = Vec::new();
        let mut place = 0;
        for group in groups {
            let before = places.len();
            for choice in group {
                if choice.0 >= options {
                    return Err(Invalid::Unknown(choice));
                }
                if !seen.insert(choice) {
                    return Err(Invalid::Repeated(choice));
                }
                places.push((choice, place));
            }
            // No more places than options, and those fit.
            place += u16::from(places.len() > before);
        }
        Ok(Self { places: places.into() })
    }

    /// What is ranked, best first, with the number of its place from zero.
    #[must_use]
    pub const fn places(&self) -> &[(Choice, u16)] {
        &self.places
    }

    /// Whether it ranks nothing.
    #[must_use]
    pub const fn is_blank(&self) -> bool {
        self.places.is_empty()
    }
}

/// One person's ranking in which each option has a place of its own. Blank when it names nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Strict(Box<[Choice]>);

impl Strict {
    /// From options in order, best first.
    ///
    /// # Errors
    /// The first option that isn't among `options`, or is named twice.
    pub fn new(order: impl IntoIterator<Item = Choice>, options: u16) -> Result<Self, Invalid> {
        let ranking = Ranking::new(order.into_iter().map(Some), options)?;
        Ok(Self(ranking.places.iter().map(|(choice, _)| *choice).collect()))
    }

    /// What is ranked, best first.
    #[must_use]
    pub const fn order(&self) -> &[Choice] {
        &self.0
    }
}

impl TryFrom<&Ranking> for Strict {
    type Error = Invalid;

    /// # Errors
    /// The first two that are level.
    fn try_from(ranking: &Ranking) -> Result<Self, Invalid> {
        match ranking.places.windows(2).find(|pair| pair[0].1 == pair[1].1) {
            Some(pair) => Err(Invalid::Level(pair[0].0, pair[1].0)),
            None => Ok(Self(ranking.places.iter().map(|(choice, _)| *choice).collect())),
        }
    }
}

/// Which options have been named, grown no further than the highest one.
#[derive(Debug, Default)]
struct Seen(Vec<bool>);

impl Seen {
    /// Whether this one is new.
    fn insert(&mut self, choice: Choice) -> bool {
        if self.0.len() <= choice.index() {
            self.0.resize(choice.index() + 1, false);
        }
        !std::mem::replace(&mut self.0[choice.index()], true)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(groups: &[&[u16]], options: u16, want: Result<&[(u16, u16)], Invalid>) {
        let groups = groups.iter().map(|group| group.iter().copied().map(Choice));
        let got = Ranking::new(groups, options);
        let want =
            want.map(|places| places.iter().map(|(c, place)| (Choice(*c), *place)).collect());
        assert_eq!(got.map(|ranking| ranking.places().to_vec()), want);
    }

    #[test]
    fn a_ranking_names_each_option_once_and_none_that_is_not_there() {
        check(&[&[2], &[], &[0, 1]], 4, Ok(&[(2, 0), (0, 1), (1, 1)]));
        check(&[], 4, Ok(&[]));
        check(&[&[3], &[4]], 4, Err(Invalid::Unknown(Choice(4))));
        check(&[&[3], &[0, 3]], 4, Err(Invalid::Repeated(Choice(3))));
        check(&[&[65], &[129], &[1], &[65]], 200, Err(Invalid::Repeated(Choice(65))));
    }

    #[test]
    fn where_each_needs_a_place_of_its_own_level_ones_are_named() {
        let level = Ranking::new([vec![Choice(1)], vec![Choice(0), Choice(2)]], 3);
        let level = level.expect("three options, each once");
        let refused = Strict::try_from(&level).err();
        assert_eq!(refused, Some(Invalid::Level(Choice(0), Choice(2))));
        assert_eq!(
            refused.map(|why| why.to_string()).as_deref(),
            Some("options 1 and 3 are level: give each a place of its own here")
        );
        let strict = Ranking::new([[Choice(2)], [Choice(0)]], 3).expect("each once");
        let strict = Strict::try_from(&strict);
        assert_eq!(strict, Strict::new([Choice(2), Choice(0)], 3));
        assert!(strict.is_ok_and(|strict| strict.order() == [Choice(2), Choice(0)]));
        assert!(Strict::new([Choice(2), Choice(2)], 3).is_err());
    }
}
