//! What becomes of a reservation that was bought: its cost day by day, what a return gives back, what an exchange asks for.

mod answer;
mod refund;
mod rules;
mod term;

pub use answer::{
    Exchange, ExchangeRule, Kind, PrintedFee, Refund, ReservationAnswer, ReservationRequest, ReservationRule, TradeIn,
};

use super::clock::Clock;
use super::purchase::months_of;
use super::share::Share;
use crate::error::Result;
use crate::time::Day;
use rules::{kind_of, of_product, rule, rule_on, sentences};
use term::Term;

const AMORTISATION: &str = "azure-docs: reservation-amortization";

/// What a reservation costs day by day, and what a return, an exchange or a trade-in comes to.
///
/// # Errors
/// `input.invalid` for a term or day that makes no sense, `money.outOfRange` where a figure cannot be held.
///
/// ```
/// # use azplan::compare::{reservation, ReservationRequest};
/// let request: ReservationRequest = serde_json::from_str(
///     r#"{"price":"3600","term":"P3Y","from":"2024-11-01","on":"2025-11-16","billing":"monthly"}"#,
/// ).expect("a request");
/// let refund = reservation(&request)?.refund;
/// // Half of November, and the 23 months to come, which are not paid.
/// assert_eq!((refund.paid_back.to_string(), refund.cancelled_payments.to_string()), ("50".into(), "2300".into()));
/// # Ok::<(), azplan::Error>(())
/// ```
pub fn reservation(request: &ReservationRequest) -> Result<ReservationAnswer> {
    let term = Term::of(request)?;
    let left = term.left()?;
    let remaining = left.paid.plus(left.to_come)?;
    let kind = kind(request, term.on);
    Ok(ReservationAnswer {
        schema_version: crate::SCHEMA_VERSION,
        from: term.from,
        to: term.to,
        on: term.on,
        days: term.days,
        days_used: term.days_used,
        daily: term.daily().shown()?,
        amortised: term.amortised()?.shown()?,
        remaining: remaining.shown()?,
        cite: AMORTISATION,
        refund: refund::refund(request, &term, left)?,
        kind,
        exchange: exchange(request, &term, kind, remaining)?,
        trade_in: trade_in(term.on, kind, remaining)?,
        rules: sentences(term.on),
    })
}

/// What a reservation is for: what is asked, what the product's name says, or compute.
fn kind(request: &ReservationRequest, on: Day) -> Kind {
    let of_name = || request.product.as_deref().and_then(|product| kind_of(product, on));
    match (request.kind, request.compute) {
        (Some(kind), _) => kind,
        (None, Some(true)) => Kind::Compute,
        (None, Some(false)) => of_name().filter(|kind| *kind != Kind::Compute).unwrap_or(Kind::Other),
        (None, None) => of_name().unwrap_or(Kind::Compute),
    }
}

/// Whether it can be exchanged on the day.
///
/// Source: azure-docs, reservation-exchange-policy-changes, 2026-08-27. An end of 2024-01-01, later 2024-07-01, was announced and
/// put off before it came ("until further notice", the page of 2026-01-15).
fn exchange(request: &ReservationRequest, term: &Term, kind: Kind, remaining: Share) -> Result<ExchangeRule> {
    let (closes, cite) = rule("exchangeCloses", term.on)?;
    let closes: Day = closes.parse()?;
    let excluded = request.product.as_deref().and_then(|product| of_product("exchanges", product, term.on));
    let (allowed, text, cite) = match (excluded, kind) {
        (Some(("no", cite)), _) => (Exchange::No, "this product is not exchanged".to_owned(), cite),
        (_, Kind::Other) => {
            let text = "what no savings plan covers is exchanged for the same type, any number of times";
            (Exchange::Yes, text.to_owned(), rule("exchangeOpen", term.on)?.1)
        }
        _ if term.from >= closes => {
            (Exchange::No, format!("what savings plans cover and was bought from {closes} on is not exchanged"), cite)
        }
        _ if term.on >= closes => {
            let text = format!("bought before {closes}, it is exchanged one last time; what that gives is not");
            (Exchange::Once, text, cite)
        }
        _ => (Exchange::Yes, format!("any number of times before {closes}; one last time from then on"), cite),
    };
    Ok(ExchangeRule { allowed, text, minimum: remaining.shown()?, cite })
}

/// The savings plans for which it is traded in.
fn trade_in(on: Day, kind: Kind, remaining: Share) -> Result<Vec<TradeIn>> {
    let name = match kind {
        Kind::Compute => "tradeIn.compute",
        Kind::Database => "tradeIn.database",
        Kind::Other => return Ok(Vec::new()),
    };
    let Some((terms, cite)) = rule_on(name, on) else { return Ok(Vec::new()) };
    let clock = Clock::try_new(on, None)?;
    let each = terms.split(' ').filter_map(|term| Some((term, months_of(term)?))).map(|(term, months)| {
        let hours = clock.total(months)?;
        let hourly = remaining.over(hours)?.unwrap_or(Share::ZERO).shown()?;
        Ok(TradeIn { term: term.to_owned(), hours, hourly, cite })
    });
    each.collect()
}
