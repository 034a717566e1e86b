//! Printed numbers, compared as finely as the file prints them, and never by a percentage.

use crate::error::Result;
use crate::money::{Decimal, Exact};
use crate::usage::{Figure, Precision, digits_of};

/// Digits that a binary number of 64 bits keeps: beyond them a printed figure is noise.
const BINARY_DIGITS: u32 = 15;

/// A printed number and how much of it is known.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Reading {
    pub value: Exact,
    printed: Decimal,
    /// One unit of the last place that the file prints.
    pub unit: Exact,
    /// How far the number itself may be off where others are computed from it; 0 for a number printed in full.
    pub slack: Exact,
    /// Printed with as many digits as a binary number has.
    binary: bool,
}

/// `10^-places`.
fn unit_of(places: u32) -> Exact {
    Exact::new(1, places)
}

/// `10^-(places + 1) x 5`: half a unit.
fn half_of(places: u32) -> Exact {
    Exact::new(5, places.saturating_add(1))
}

pub(crate) fn magnitude(value: Exact) -> Exact {
    if value.is_negative() { Exact::ZERO.minus(value).unwrap_or(value) } else { value }
}

impl Reading {
    /// A number of a column that is printed with some precision.
    pub(crate) fn new(figure: Figure, precision: Precision) -> Self {
        let value = figure.value;
        let digits = digits_of(value);
        let (_, scale) = value.mantissa_and_scale();
        // A column is printed to so many decimals or to so many significant digits, whichever is the coarser here.
        let by_digits = precision.digits.saturating_add(scale).saturating_sub(digits);
        let plain = if value.is_zero() { precision.decimals } else { precision.decimals.min(by_digits) };
        let cut = figure.cut.filter(|_| !value.is_zero()).map(u32::from);
        let places = cut.unwrap_or(plain);
        let binary = cut.is_none() && precision.digits >= BINARY_DIGITS;
        let binary_places = BINARY_DIGITS.saturating_add(scale).saturating_sub(digits);
        let slack = match cut {
            Some(_) => half_of(places),
            None if value.is_zero() => Exact::ZERO,
            None if precision.resaved => half_of(places),
            // A number of fewer digits in a column of fifteen is one whose last ones are 0: it is known to fifteen as well.
            None if binary || digits >= BINARY_DIGITS => half_of(binary_places),
            None => Exact::ZERO,
        };
        let unit = if binary { unit_of(places.min(binary_places)) } else { unit_of(places) };
        Self { value: value.exact(), printed: value, unit, slack, binary }
    }

    /// Is the printed number this one, rounded or cut where the file rounds or cuts? `slack`: how far off `computed` may be.
    pub(crate) fn is(&self, computed: Exact, slack: Exact) -> Result<bool> {
        let off = magnitude(self.value.minus(computed)?);
        let most = self.unit.plus(slack)?;
        Ok(off.is_zero() || off < most || (self.binary && off == most))
    }

    /// Is it this number rounded or cut to fewer places than the file prints? Never to fewer than `least`.
    pub(super) fn is_rounded(&self, computed: Exact, least: u32) -> Result<bool> {
        let places = self.printed.mantissa_and_scale().1.max(least);
        let off = magnitude(self.value.minus(computed)?);
        if off.is_zero() {
            return Ok(false);
        }
        let cut = off < unit_of(places) && magnitude(self.value) <= magnitude(computed);
        Ok(cut || off <= half_of(places))
    }
}

/// A product of two printed numbers, and how far it may be off.
pub(crate) fn product(left: &Reading, right: &Reading) -> Result<(Exact, Exact)> {
    let slack = if left.slack.is_zero() && right.slack.is_zero() {
        Exact::ZERO
    } else {
        let crossed = magnitude(left.value).times(right.slack)?.plus(magnitude(right.value).times(left.slack)?)?;
        crossed.plus(left.slack.times(right.slack)?)?
    };
    Ok((left.value.times(right.value)?, slack))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reading(cell: &str, decimals: u32, digits: u32) -> Reading {
        let figure = Figure::parse(cell.as_bytes()).expect("a number").expect("not empty");
        Reading::new(figure, Precision { decimals, digits, resaved: figure.cut.is_some() })
    }

    fn exact(text: &str) -> Exact {
        text.parse::<Decimal>().expect("a decimal").exact()
    }

    #[test]
    fn a_number_is_compared_as_finely_as_its_column_is_printed() {
        let is = |cell: &str, decimals, digits, computed: &str| {
            reading(cell, decimals, digits).is(exact(computed), Exact::ZERO).expect("fits")
        };
        assert!(is("1.62384", 10, 11, "1.62384"));
        assert!(!is("1.62385", 5, 6, "1.62384"));
        assert!(is("1.62384", 5, 6, "1.623845"));
        assert!(!is("1.62", 10, 11, "1.62384"));
        assert!(is("2.08E-07", 10, 11, "0.000000208333"));
        assert!(!is("2.08E-07", 10, 11, "0.00000022"));
        // Fifteen significant digits of a binary product may be off by one in the last (rules 10.2, DAILY-03).
        assert!(is("30.7197334080551", 13, 15, "30.7197334080552"));
        assert!(!is("30.7197334080551", 13, 15, "30.7197334080553"));
    }

    #[test]
    fn fewer_places_than_the_column_has_are_a_rounding() {
        let rounded = |cell: &str, computed: &str| reading(cell, 10, 12).is_rounded(exact(computed), 2).expect("fits");
        assert!(rounded("1.62", "1.62384"));
        assert!(rounded("81.33", "81.328"));
        assert!(rounded("81.3", "81.304"));
        assert!(rounded("0", "0.009"));
        assert!(!rounded("81.34", "81.328"));
        assert!(!rounded("1.6", "1.62384"));
        assert!(!rounded("5", "5"));
    }
}
