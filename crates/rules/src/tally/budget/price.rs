//! An exact part of an amount: what one of many pays.
//!
//! Guards: never rounded, always in lowest terms, so that equal amounts are equal values. Next:
//! [`super::shares`].

use std::{cmp::Ordering, fmt};

use num_bigint::BigUint;
use num_integer::Integer as _;

/// An amount as a fraction, in lowest terms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Price {
    numerator: BigUint,
    denominator: BigUint,
}

impl Price {
    /// `numerator` in `denominator`, which is not 0.
    pub(super) fn new(numerator: &BigUint, denominator: &BigUint) -> Self {
        let common = numerator.gcd(denominator);
        Self { numerator: numerator / &common, denominator: denominator / &common }
    }

    /// The part above the line.
    pub(super) const fn numerator(&self) -> &BigUint {
        &self.numerator
    }

    /// The part below the line.
    pub(super) const fn denominator(&self) -> &BigUint {
        &self.denominator
    }

    /// This price for each unit of `amount`, which is not 0.
    #[must_use]
    pub fn per(&self, amount: u64) -> Self {
        Self::new(&self.numerator, &(&self.denominator * amount))
    }

    /// As a decimal number, cut off after so many decimals: for people, never to count with.
    #[must_use]
    pub fn cut_off(&self, decimals: u32) -> String {
        let unit = BigUint::from(10_u8).pow(decimals);
        let (whole, part) = (&self.numerator * &unit / &self.denominator).div_rem(&unit);
        let width = usize::try_from(decimals).unwrap_or_default();
        if width == 0 { whole.to_string() } else { format!("{whole}.{part:0>width$}") }
    }
}

impl Ord for Price {
    fn cmp(&self, other: &Self) -> Ordering {
        (&self.numerator * &other.denominator).cmp(&(&other.numerator * &self.denominator))
    }
}

impl PartialOrd for Price {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Price {
    /// `7`, or `7/3`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.numerator)?;
        if self.denominator == BigUint::from(1_u8) {
            return Ok(());
        }
        write!(f, "/{}", self.denominator)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn price(numerator: u32, denominator: u32) -> Price {
        Price::new(&numerator.into(), &denominator.into())
    }

    #[test]
    fn equal_amounts_are_equal_and_the_larger_is_larger() {
        assert_eq!(price(2, 4), price(1, 2));
        assert_eq!(price(0, 4), price(0, 7));
        assert!(price(1, 3) < price(2, 5) && price(7, 1) > price(20, 3));
        assert_eq!(price(10, 4).per(5), price(1, 2));
    }

    #[test]
    fn it_is_written_in_lowest_terms() {
        assert_eq!(price(6, 4).to_string(), "3/2");
        assert_eq!(price(6, 3).to_string(), "2");
        assert_eq!(price(20, 3).cut_off(2), "6.66");
        assert_eq!(price(1, 30).cut_off(2), "0.03");
        assert_eq!(price(7, 2).cut_off(0), "3");
    }
}
