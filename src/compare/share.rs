//! Quotients that stay exact until they are shown.

use crate::error::Result;
use crate::money::{Exact, rounding};
use std::cmp::Ordering;

/// `top / bottom`, both exact: a month's share of a price for a term, say. `bottom` is above 0.
#[derive(Debug, Clone, Copy)]
pub(super) struct Share {
    top: Exact,
    bottom: Exact,
}

impl From<Exact> for Share {
    fn from(whole: Exact) -> Self {
        Self { top: whole, bottom: Exact::new(1, 0) }
    }
}

impl Share {
    pub(super) const ZERO: Self = Self { top: Exact::ZERO, bottom: Exact::new(1, 0) };

    /// `top / bottom`; `None` where `bottom` is not above 0.
    pub(super) fn try_new(top: Exact, bottom: Exact) -> Option<Self> {
        (bottom > Exact::ZERO).then_some(Self { top, bottom })
    }

    /// A part of a whole: `whole / parts`.
    pub(super) fn of(whole: Exact, parts: u32) -> Self {
        Self { top: whole, bottom: Exact::new(i128::from(parts.max(1)), 0) }
    }

    pub(super) fn plus(self, other: Self) -> Result<Self> {
        if self.bottom == other.bottom {
            return Ok(Self { top: self.top.plus(other.top)?, bottom: self.bottom });
        }
        let top = self.top.times(other.bottom)?.plus(other.top.times(self.bottom)?)?;
        Ok(Self { top, bottom: self.bottom.times(other.bottom)? })
    }

    pub(super) fn minus(self, other: Self) -> Result<Self> {
        self.plus(Self { top: Exact::ZERO.minus(other.top)?, bottom: other.bottom })
    }

    pub(super) fn times(self, factor: Exact) -> Result<Self> {
        Ok(Self { top: self.top.times(factor)?, bottom: self.bottom })
    }

    /// Top and bottom.
    pub(super) const fn parts(self) -> (Exact, Exact) {
        (self.top, self.bottom)
    }

    pub(super) fn is_zero(self) -> bool {
        self.top.is_zero()
    }

    /// `self / divisor`; `None` where the divisor is not above 0.
    pub(super) fn over(self, divisor: Exact) -> Result<Option<Self>> {
        Ok(Self::try_new(self.top, self.bottom.times(divisor)?))
    }

    /// `self / divisor` of a divisor above 0, as it is shown.
    pub(super) fn ratio(self, divisor: Self) -> Result<Exact> {
        Self { top: self.top.times(divisor.bottom)?, bottom: self.bottom.times(divisor.top)? }.shown()
    }

    pub(super) fn compare(self, other: Self) -> Result<Ordering> {
        Ok(self.top.times(other.bottom)?.cmp(&other.top.times(self.bottom)?))
    }

    /// The number: exact where it is a decimal, else to 15 significant digits, as Microsoft shows prices that it divided.
    pub(super) fn shown(self) -> Result<Exact> {
        match self.top.quotient(self.bottom) {
            Ok(Some(exact)) => Ok(exact),
            _ => self.rounded(),
        }
    }

    /// The number to 15 significant digits: for what comes from a figure that was rounded itself.
    pub(super) fn rounded(self) -> Result<Exact> {
        rounding::significant_15(self.top, self.bottom)
    }
}
