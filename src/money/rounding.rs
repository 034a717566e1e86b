//! The only place that rounds, and only where a rule names it.

use super::exact::power_of_ten;
use super::{Currency, Exact, Money};
use crate::error::{Error, ErrorCode, Result};
use ethnum::I256;
use serde::{Deserialize, Serialize};

/// How a digit is dropped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mode {
    /// Toward zero: Excel's ROUNDDOWN.
    Down,
    /// To the nearest, halves away from zero.
    HalfUp,
    /// Toward negative infinity.
    Floor,
}

/// How a line becomes money of an invoice.
///
/// Source: Partner Center `modern-invoice-reconciliation-file` (2022 and later) for `Documented`;
/// the figures of the announcement `reconciliation-data-unit-price` (October 2023) for `Nearest`;
/// Partner Center `daily-rated-usage-recon-files` (September 2020 to July 2021) for `FloorOnce`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum RoundingPolicy {
    /// `ROUNDDOWN(ROUNDDOWN(EffectiveUnitPrice x BillableQuantity, 2) x PCToBCExchangeRate, 2)`.
    #[default]
    Documented,
    /// The same with halves up in place of ROUNDDOWN.
    Nearest,
    /// `Floor(EffectiveUnitPrice x Quantity x PCToBCExchangeRate, 2)`: once, after the exchange.
    FloorOnce,
}

impl RoundingPolicy {
    const fn mode(self) -> Mode {
        match self {
            Self::Documented => Mode::Down,
            Self::Nearest => Mode::HalfUp,
            Self::FloorOnce => Mode::Floor,
        }
    }

    /// Name of the function, for explanations.
    #[must_use]
    pub const fn function(self) -> &'static str {
        match self {
            Self::Documented => "ROUNDDOWN",
            Self::Nearest => "ROUND",
            Self::FloorOnce => "FLOOR",
        }
    }

    /// Is an amount rounded in pricing currency before it is exchanged?
    #[must_use]
    pub const fn rounds_before_the_exchange(self) -> bool {
        !matches!(self, Self::FloorOnce)
    }

    /// `amount` in minor units of `currency`.
    ///
    /// # Errors
    /// `money.outOfRange` where it cannot be held.
    pub fn money(self, amount: Exact, currency: Currency) -> Result<Money> {
        self.converted(amount, Exact::new(1, 0), currency)
    }

    /// `amount / divisor` in minor units of `currency`: the quotient itself is never rounded on the way.
    ///
    /// # Errors
    /// `money.outOfRange` where it cannot be held, or for a divisor of 0.
    pub fn converted(self, amount: Exact, divisor: Exact, currency: Currency) -> Result<Money> {
        let value = divide(amount, divisor, currency.minor_units(), self.mode())?;
        Ok(Money::rounded(value, currency))
    }
}

/// `numerator / denominator` to 15 significant digits, halves up: how Microsoft shows effective unit prices and rates.
///
/// Source: Partner Center `azure-plan-billing`, examples of the effective unit price.
///
/// # Errors
/// `money.outOfRange` where it cannot be held, or for a denominator of 0.
pub fn significant_15(numerator: Exact, denominator: Exact) -> Result<Exact> {
    if numerator.is_zero() && !denominator.is_zero() {
        return Ok(Exact::ZERO);
    }
    // Digits before the point, negative for zeros after it: from the lengths of the integers, then corrected by one.
    let (top, top_scale) = numerator.parts();
    let (bottom, bottom_scale) = denominator.parts();
    let length = |value: I256| i64::try_from(value.to_string().trim_start_matches('-').len()).unwrap_or_default();
    let magnitude = length(top)
        .saturating_sub(length(bottom))
        .saturating_sub(i64::from(top_scale))
        .saturating_add(i64::from(bottom_scale));
    let places = u32::try_from(15i64.saturating_sub(magnitude)).unwrap_or_default();
    let value = divide(numerator, denominator, places, Mode::HalfUp)?;
    let digits = length(value.parts().0);
    if digits <= 15 || places == 0 {
        return Ok(value);
    }
    divide(numerator, denominator, places.saturating_sub(1), Mode::HalfUp)
}

/// Digits after the point of a public retail price in another currency.
const REFERENCE_PLACES: u32 = 6;

/// A public retail price in another currency: `USD / USDPerUnit` to 6 decimals, halves up.
///
/// Source: 1,000 of 1,000 public retail prices of November 2025 in Australian dollars (rules 12.9).
///
/// # Errors
/// `money.outOfRange` where it cannot be held, or for a rate of 0.
///
/// ```
/// # use azplan::money::{Decimal, rounding::reference_price};
/// let (price, rate): (Decimal, Decimal) = ("0.1".parse()?, "0.6612".parse()?);
/// assert_eq!(reference_price(price.exact(), rate.exact())?.to_string(), "0.15124");
/// # Ok::<(), azplan::Error>(())
/// ```
pub fn reference_price(usd: Exact, usd_per_unit: Exact) -> Result<Exact> {
    divide(usd, usd_per_unit, REFERENCE_PLACES, Mode::HalfUp)
}

/// Decimals that a daily rated usage file shows of a total, at most.
const DAILY_PLACES: u32 = 10;

/// A total as a daily rated usage file shows it: `amount / divisor` to 10 decimals, halves up.
///
/// Source: Partner Center `read-your-bill` (2023), up to 10 decimal places.
///
/// # Errors
/// `money.outOfRange` where it cannot be held, or for a divisor of 0.
pub fn daily_total(amount: Exact, divisor: Exact) -> Result<Exact> {
    divide(amount, divisor, DAILY_PLACES, Mode::HalfUp)
}

/// Digits after the point of a [`discount_factor`].
const FACTOR_PLACES: u32 = 30;

/// What 1 that is paid after `months` is worth today, at a yearly rate spread over twelve months: `(1 + rate / 12)^-months`,
/// to 30 decimals, halves up.
///
/// Source: present value with interest once a month; the rate is the caller's own.
///
/// # Errors
/// `money.outOfRange` where it cannot be held.
///
/// ```
/// # use azplan::money::{Decimal, rounding::discount_factor};
/// let rate: Decimal = "0.12".parse()?;
/// assert_eq!(discount_factor(rate.exact(), 1)?.to_string(), "0.990099009900990099009900990099");
/// # Ok::<(), azplan::Error>(())
/// ```
pub fn discount_factor(yearly_rate: Exact, months: u32) -> Result<Exact> {
    let (one, twelve) = (Exact::new(1, 0), Exact::new(12, 0));
    let month = twelve.plus(yearly_rate)?;
    (0..months).try_fold(one, |factor, _| divide(factor.times(twelve)?, month, FACTOR_PLACES, Mode::HalfUp))
}

fn divide(numerator: Exact, denominator: Exact, places: u32, mode: Mode) -> Result<Exact> {
    let out_of_range = || Error::new(ErrorCode::MONEY_OUT_OF_RANGE, "a quotient cannot be held exactly");
    let (top, top_scale) = numerator.parts();
    let (bottom, bottom_scale) = denominator.parts();
    let up = i64::from(places).saturating_add(i64::from(bottom_scale)).saturating_sub(i64::from(top_scale));
    let factor = power_of_ten(u32::try_from(up.unsigned_abs()).map_err(|_| out_of_range())?)?;
    let (top, bottom) = if up >= 0 {
        (top.checked_mul(factor).ok_or_else(out_of_range)?, bottom)
    } else {
        (top, bottom.checked_mul(factor).ok_or_else(out_of_range)?)
    };
    let quotient = top.checked_div(bottom).ok_or_else(out_of_range)?;
    let remainder = top.checked_rem(bottom).ok_or_else(out_of_range)?;
    if mode == Mode::Down || remainder == I256::ZERO {
        return Ok(Exact::from_parts(quotient, places));
    }
    let is_below = top.is_negative() != bottom.is_negative();
    if mode == Mode::Floor {
        let step = if is_below { I256::MINUS_ONE } else { I256::ZERO };
        return Ok(Exact::from_parts(quotient.checked_add(step).ok_or_else(out_of_range)?, places));
    }
    // remainder >= bottom - remainder, written so that nothing overflows.
    let magnitude = remainder.checked_abs().ok_or_else(out_of_range)?;
    let rest = bottom.checked_abs().and_then(|bottom| bottom.checked_sub(magnitude)).ok_or_else(out_of_range)?;
    let away = if is_below { I256::MINUS_ONE } else { I256::ONE };
    let step = if magnitude >= rest { away } else { I256::ZERO };
    Ok(Exact::from_parts(quotient.checked_add(step).ok_or_else(out_of_range)?, places))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::Decimal;

    fn exact(text: &str) -> Exact {
        text.parse::<Decimal>().expect("a decimal").exact()
    }

    #[track_caller]
    fn money(policy: RoundingPolicy, amount: &str, code: &str, printed: &str) {
        let currency = code.parse().expect("a currency");
        assert_eq!(policy.money(exact(amount), currency).expect("fits").to_string(), printed);
    }

    #[test]
    fn rounddown_goes_toward_zero() {
        money(RoundingPolicy::Documented, "81.328", "USD", "81.32");
        money(RoundingPolicy::Documented, "-81.328", "USD", "-81.32");
        money(RoundingPolicy::Documented, "12.3456789", "USD", "12.34");
        money(RoundingPolicy::Documented, "12.9", "JPY", "12");
        money(RoundingPolicy::Nearest, "81.328", "USD", "81.33");
        money(RoundingPolicy::Nearest, "-81.325", "USD", "-81.33");
        money(RoundingPolicy::Nearest, "81.3249999", "USD", "81.32");
    }

    #[test]
    fn floor_goes_toward_negative_infinity() {
        money(RoundingPolicy::FloorOnce, "81.328", "USD", "81.32");
        money(RoundingPolicy::FloorOnce, "-81.328", "USD", "-81.33");
        money(RoundingPolicy::FloorOnce, "-81.32", "USD", "-81.32");
        money(RoundingPolicy::FloorOnce, "12.9", "JPY", "12");
    }

    #[test]
    fn a_retail_price_in_another_currency_has_six_decimals() {
        let price = |usd: &str, rate: &str| reference_price(exact(usd), exact(rate)).expect("fits").to_string();
        assert_eq!(price("0.0000002", "0.6612"), "0");
        assert_eq!(price("0.0000004", "0.6612"), "0.000001");
        assert_eq!(price("2.99", "0.6612"), "4.522081");
        assert!(reference_price(exact("1"), Exact::ZERO).is_err());
    }

    #[test]
    fn effective_unit_price_has_fifteen_significant_digits() {
        let price =
            |cost: &str, quantity: &str| significant_15(exact(cost), exact(quantity)).expect("fits").to_string();
        assert_eq!(price("21.39", "29"), "0.737586206896552");
        assert_eq!(price("155.63", "210.950039"), "0.737757626107858");
        assert_eq!(price("410.17", "555.950039"), "0.737782122900436");
        assert_eq!(price("1", "0.27224589249009701"), "3.67315");
        assert_eq!(price("1", "3"), "0.333333333333333");
        assert_eq!(price("2", "3"), "0.666666666666667");
        assert_eq!(price("1000000000000000000", "3"), "333333333333333333");
        assert_eq!(price("1", "3000000"), "0.000000333333333333333");
        assert_eq!(price("0", "3"), "0");
        assert_eq!(price("9.9999999999999999", "1"), "10");
    }

    #[test]
    fn a_divisor_of_zero_is_an_error() {
        assert!(significant_15(exact("1"), Exact::ZERO).is_err());
        assert!(significant_15(Exact::ZERO, Exact::ZERO).is_err());
    }
}
