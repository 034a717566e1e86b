//! What a return gives back.

use super::answer::{PrintedFee, Refund, ReservationRequest};
use super::rules::{of_product, rule};
use super::term::{Left, Term};
use crate::compare::share::Share;
use crate::error::{Error, ErrorCode, Result};
use crate::money::{Decimal, Exact};

/// What a return gives back: of what was paid up front the days that are left; of what is paid monthly the days that are left
/// of the current month, where later instalments are cancelled and not paid back.
///
/// Source: azure-docs, exchange-and-refund-azure-reservations, 2026-01-15 (the residual value by the day);
/// reservation-trade-in, 2026-07-22 (a prorated amount of the current month, later payments cancelled).
pub(super) fn refund(request: &ReservationRequest, term: &Term, left: Left) -> Result<Refund> {
    let on = term.on;
    let (full_days, full_cite) = rule("fullDays", on)?;
    let (cap, cap_cite) = rule("cap", on)?;
    let (charged, fee_cite) = rule("chargedFee", on)?;
    let (cap, full_days) = (cap.parse::<Decimal>()?, full_days.parse().unwrap_or(0));
    let in_full = term.days_used < full_days;
    let left = if in_full { term.whole()? } else { left };
    let fee_rate = match request.fee_rate {
        _ if in_full => Decimal::ZERO,
        Some(rate) if rate.is_negative() || rate > Decimal::ONE => {
            let message = format!("a fee of `{rate}` is not from 0 to 1 (12 % is 0.12)");
            return Err(Error::new(ErrorCode::INPUT_INVALID, message).at("feeRate"));
        }
        Some(rate) => rate,
        None => charged.parse()?,
    };
    let prorated = match request.current_price {
        Some(current) if current.is_negative() => {
            return Err(Error::new(ErrorCode::INPUT_INVALID, format!("`{current}` is negative")).at("currentPrice"));
        }
        Some(current) if !in_full && current < request.price => {
            left.paid.times(current.exact())?.over(request.price.exact())?.unwrap_or(Share::ZERO)
        }
        _ => left.paid,
    };
    let commitment = left.paid.plus(left.to_come)?;
    let before = request.cancelled.unwrap_or_default().exact();
    let cap_left = Share::from(cap.exact().minus(before)?).minus(commitment)?;
    let returns = request.product.as_deref().and_then(|product| of_product("returns", product, on));
    let enough = cap_left.compare(Share::ZERO)?.is_ge();
    let (allowed, text) = match (returns.map(|(value, _)| value), enough) {
        (Some("no"), _) => (false, "this product is not given back".to_owned()),
        (Some("unknown"), _) => (false, "no page found says whether this pre-purchase plan is given back".to_owned()),
        (_, false) => (false, format!("it would take the customer above the cap of {cap} US dollars in twelve months")),
        (_, true) if in_full => (true, format!("given back in full: fewer than {full_days} days are over")),
        (_, true) if term.is_monthly => {
            let text = "the rest of the current month is given back, less the fee; later payments are cancelled";
            (true, text.to_owned())
        }
        (_, true) => (true, "the rest of the term is given back, less the fee".to_owned()),
    };
    let fee = prorated.times(fee_rate.exact())?;
    let given = |amount: Share| if allowed { amount.shown() } else { Ok(Exact::ZERO) };
    let amount = given(prorated.minus(fee)?)?;
    let (printed, printed_cite) = rule("printedFee", on)?;
    let printed_rate = printed.parse::<Decimal>()?;
    let printed = if in_full || printed_rate == fee_rate {
        None
    } else {
        let fee = prorated.times(printed_rate.exact())?;
        let amount = given(prorated.minus(fee)?)?;
        Some(PrintedFee { fee_rate: printed_rate, fee: fee.shown()?, amount, cite: printed_cite })
    };
    let returns_cite = returns.map(|(_, cite)| cite);
    Ok(Refund {
        allowed,
        text,
        prorated: prorated.shown()?,
        fee_rate,
        fee: fee.shown()?,
        amount,
        paid_back: amount,
        cancelled_payments: given(left.to_come)?,
        cancelled_commitment: given(commitment)?,
        printed,
        cap,
        cap_left: cap_left.shown()?,
        counts_until: on.plus_days(365)?,
        cite: [full_cite, cap_cite, fee_cite].into_iter().chain(returns_cite).collect(),
    })
}
