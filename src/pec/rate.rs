//! How much PEC is.

use crate::error::{Error, ErrorCode, Result};
use crate::money::Decimal;
use crate::rules::Dated;
use crate::time::Day;

const RATES: Dated = Dated::new(include_str!("../rules/data/pec_rate.txt"));

/// A rate of partner earned credit: a fraction from 0 to 1, and where it comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PecRate {
    /// The fraction, e.g. 0.15.
    pub fraction: Decimal,
    /// Where it is printed, or that the caller gave it.
    pub cite: &'static str,
}

impl PecRate {
    /// The rate in force on a day.
    ///
    /// # Errors
    /// `input.invalid` where the table has no rate.
    ///
    /// ```
    /// # use azplan::pec::PecRate;
    /// let rate = PecRate::on("2025-11-01".parse()?)?;
    /// assert_eq!(rate.fraction.to_string(), "0.15");
    /// # Ok::<(), azplan::Error>(())
    /// ```
    pub fn on(day: Day) -> Result<Self> {
        let unknown =
            || Error::new(ErrorCode::INPUT_INVALID, format!("no rate of partner earned credit is known on {day}"));
        let found = RATES.on(day).ok_or_else(unknown)?;
        Ok(Self { fraction: found.value.parse()?, cite: found.source })
    }

    /// The caller's rate, or else the one in force.
    ///
    /// # Errors
    /// `input.invalid` for a rate that is no fraction from 0 to 1.
    pub fn chosen(given: Option<Decimal>, day: Day) -> Result<Self> {
        match given {
            None => Self::on(day),
            Some(fraction) if fraction.is_negative() || fraction > Decimal::ONE => {
                let message = format!("a rate of `{fraction}` is not from 0 to 1 (15 % is 0.15)");
                Err(Error::new(ErrorCode::INPUT_INVALID, message).at("pecRate"))
            }
            Some(fraction) => Ok(Self { fraction, cite: "given by the caller" }),
        }
    }
}
