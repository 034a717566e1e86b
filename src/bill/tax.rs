//! Tax at a rate, for comparing with an invoice: the pages disagree on how it is rounded, so tax itself is an input.
//!
//! Partner Center `understand-your-invoice` says rounded down for each transaction and then added, its example rounds halves
//! up (9.75 and 10.25 at 10 % are 0.98 + 1.03 = 2.01), and tax on the total would be 2.00 (rules 3.5, A10).

use crate::error::{Error, ErrorCode, Result};
use crate::money::{Currency, Decimal, Money, RoundingPolicy};
use serde::Serialize;

/// Tax at a rate, worked out in each way that is documented. None of them is in the total.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct TaxAtRate {
    /// The rate as a fraction.
    pub rate: Decimal,
    /// Each line's tax rounded down, then added.
    pub per_line_down: Money,
    /// Each line's tax rounded halves up, then added.
    pub per_line: Money,
    /// Tax on the subtotal, rounded halves up.
    pub on_total: Money,
}

/// Works tax out for lines (credits are below 0) and their subtotal.
pub(super) fn at_rate(rate: Option<Decimal>, lines: &[Money], subtotal: Money) -> Result<Option<TaxAtRate>> {
    let Some(rate) = rate else { return Ok(None) };
    if rate.is_negative() || rate > Decimal::ONE {
        let message = format!("a tax rate of `{rate}` is not from 0 to 1 (25 % is 0.25)");
        return Err(Error::new(ErrorCode::INPUT_INVALID, message).at("taxRate"));
    }
    let currency: Currency = subtotal.currency();
    let of = |policy: RoundingPolicy, money: Money| policy.money(money.exact().times(rate.exact())?, currency);
    let sum =
        |policy: RoundingPolicy| lines.iter().try_fold(Money::zero(currency), |sum, line| sum.plus(of(policy, *line)?));
    Ok(Some(TaxAtRate {
        rate,
        per_line_down: sum(RoundingPolicy::Documented)?,
        per_line: sum(RoundingPolicy::Nearest)?,
        on_total: of(RoundingPolicy::Nearest, subtotal)?,
    }))
}
