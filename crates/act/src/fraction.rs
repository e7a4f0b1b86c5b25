//! Exact shares of a whole, compared by cross-multiplication; no rule ever rounds.
//!
//! Guards: `0 <= numerator <= denominator`, denominator from 1. Next: [`crate::round`].

use std::{fmt, str::FromStr};

use minicbor::{Decode, Encode};

/// A share between 0 and 1, such as a quorum of 1/2. Not reduced: 1/2 and 2/4 are equal in effect only.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Encode, Decode)]
pub struct Fraction {
    #[n(0)]
    numerator: u16,
    #[n(1)]
    denominator: u16,
}

/// Why something is no share of a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a share is written as 1/2 or 2/3, between 0/1 and 1/1")]
pub struct FractionError;

impl Fraction {
    /// Nothing is asked.
    pub const ZERO: Self = Self { numerator: 0, denominator: 1 };
    /// Half.
    pub const HALF: Self = Self { numerator: 1, denominator: 2 };
    /// All.
    pub const ONE: Self = Self { numerator: 1, denominator: 1 };
    /// Two thirds.
    pub const TWO_THIRDS: Self = Self { numerator: 2, denominator: 3 };

    /// A share of `numerator` in `denominator`.
    ///
    /// # Errors
    /// When it is no share between 0 and 1.
    pub const fn new(numerator: u16, denominator: u16) -> Result<Self, FractionError> {
        let fraction = Self { numerator, denominator };
        if fraction.is_sound() { Ok(fraction) } else { Err(FractionError) }
    }

    /// Whether it lies between 0 and 1; decoded values are checked with this before use.
    #[must_use]
    pub const fn is_sound(self) -> bool {
        self.denominator > 0 && self.numerator <= self.denominator
    }

    /// Whether `part` is at least this share of `whole`.
    #[must_use]
    pub fn is_reached(self, part: usize, whole: usize) -> bool {
        product(part, self.denominator) >= product(whole, self.numerator)
    }

    /// Whether this share is smaller than `other`.
    #[must_use]
    pub fn is_less_than(self, other: Self) -> bool {
        product(usize::from(self.numerator), other.denominator)
            < product(usize::from(other.numerator), self.denominator)
    }

    /// The least whole number of `whole` that reaches this share.
    #[must_use]
    pub fn least_of(self, whole: usize) -> usize {
        let least = product(whole, self.numerator).div_ceil(u128::from(self.denominator.max(1)));
        usize::try_from(least).unwrap_or(usize::MAX)
    }
}

// Neither side can overflow: 64 bits times 16 bits fit in 128.
fn product(count: usize, factor: u16) -> u128 {
    (count as u128).saturating_mul(u128::from(factor))
}

impl fmt::Display for Fraction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.numerator, self.denominator)
    }
}

impl FromStr for Fraction {
    type Err = FractionError;

    fn from_str(text: &str) -> Result<Self, FractionError> {
        let (numerator, denominator) = text.trim().split_once('/').ok_or(FractionError)?;
        let numerator = numerator.parse().map_err(|_| FractionError)?;
        let denominator = denominator.parse().map_err(|_| FractionError)?;
        Self::new(numerator, denominator)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_thirds_of_one_is_one_and_of_four_is_three() {
        let least: Vec<_> = (0..8).map(|n| Fraction::TWO_THIRDS.least_of(n)).collect();
        assert_eq!(least, [0, 1, 2, 2, 3, 4, 4, 5]);
        for whole in 0..50 {
            let least = Fraction::TWO_THIRDS.least_of(whole);
            assert!(Fraction::TWO_THIRDS.is_reached(least, whole));
            assert!(least == 0 || !Fraction::TWO_THIRDS.is_reached(least - 1, whole));
        }
    }

    #[test]
    fn only_shares_of_a_whole_are_read() {
        assert_eq!("2/3".parse(), Ok(Fraction::TWO_THIRDS));
        for bad in ["", "1", "3/2", "1/0", "-1/2", "0.5", "1/2/3", "99999/99999"] {
            assert_eq!(bad.parse::<Fraction>(), Err(FractionError), "{bad}");
        }
    }
}
