//! Sets of numbers: of acts, and of changes.
//!
//! Guards: a set is a value that is copied and compared, so that a definition reads as it is written.
//! Next: [`super::devices`].

use std::ops::{BitAnd, BitOr, BitOrAssign, Not};

const WORDS: usize = 16;

/// Numbers below [`Set::LIMIT`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Set([u64; WORDS]);

impl Set {
    /// A thousand acts, which the benchmark reads; random histories have a tenth of that.
    pub(crate) const LIMIT: usize = 64 * WORDS;
}

/// The set of this number.
pub(crate) fn one(number: usize) -> Set {
    let mut set = Set::default();
    set.0[number / 64] = 1 << (number % 64);
    set
}

/// Whether a number is in a set.
pub(crate) const fn has(set: Set, number: usize) -> bool {
    set.0[number / 64] >> (number % 64) & 1 == 1
}

/// The numbers in a set, ascending.
pub(crate) fn each(set: Set) -> impl Iterator<Item = usize> {
    set.0.into_iter().enumerate().flat_map(|(at, mut word)| {
        std::iter::from_fn(move || {
            let lowest = word.trailing_zeros() as usize;
            word &= word.checked_sub(1)?;
            Some(64 * at + lowest)
        })
    })
}

impl BitOr for Set {
    type Output = Self;
    fn bitor(mut self, other: Self) -> Self {
        self |= other;
        self
    }
}

impl BitOrAssign for Set {
    fn bitor_assign(&mut self, other: Self) {
        self.0.iter_mut().zip(other.0).for_each(|(word, other)| *word |= other);
    }
}

impl BitAnd for Set {
    type Output = Self;
    fn bitand(self, other: Self) -> Self {
        Self(std::array::from_fn(|at| self.0[at] & other.0[at]))
    }
}

impl Not for Set {
    type Output = Self;
    fn not(self) -> Self {
        Self(self.0.map(|word| !word))
    }
}

impl FromIterator<usize> for Set {
    fn from_iter<I: IntoIterator<Item = usize>>(numbers: I) -> Self {
        numbers.into_iter().fold(Self::default(), |all, number| all | one(number))
    }
}

impl FromIterator<Self> for Set {
    fn from_iter<I: IntoIterator<Item = Self>>(sets: I) -> Self {
        sets.into_iter().fold(Self::default(), |all, set| all | set)
    }
}
