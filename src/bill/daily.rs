//! The rated lines with their totals as a daily rated usage file prints them, in both currencies.

use super::exchange;
use crate::error::Result;
use crate::exchange::{Exchange, ExchangeRate, Rate};
use crate::money::{Currency, Decimal, Exact, RoundingPolicy, rounding};
use crate::pec::AccessFacts;
use crate::price_list::PriceList;
use crate::rating::{RateAnswer, RateRequest, rate};
use crate::time::Month;
use crate::usage::Usage;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How a daily file prints its totals. Nothing is summed from what is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum DailyPrint {
    /// All digits; exchanged by a published rate to 15 significant ones, as API answers have them (rules 3.4).
    Exact,
    /// Up to 10 decimals, as of 2023.
    TenDecimals,
    /// `Floor(EffectiveUnitPrice x Quantity x PCToBCExchangeRate, 2)`, as of 2020 and 2021.
    Floor,
}

/// Request of [`daily`].
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct DailyRequest {
    /// PEC as a fraction; default the rate in force.
    pub pec_rate: Option<Decimal>,
    /// Access to the resources; default AOBO for the whole period.
    pub access: Option<AccessFacts>,
    /// Billing currency of the totals; default the price list's.
    pub currency: Option<Currency>,
    /// Exchange rates, of which that of each line's month is used.
    pub exchange_rates: Vec<ExchangeRate>,
    /// How totals are printed; default not at all, or exact where there is a currency.
    pub print: Option<DailyPrint>,
}

/// Rates usage, and prints the totals of each line where that is asked.
///
/// # Errors
/// As [`rate`], and `exchangeRate.missing`.
///
/// ```
/// # use azplan::{PriceList, Usage, bill::{daily, DailyPrint, DailyRequest}};
/// let list = PriceList::read(b"ProductId,SkuId,UnitPrice,Currency\nDZH318Z0BQD2,003J,2.99,USD\n")?;
/// let usage = Usage::read(b"UsageDate,ProductId,SkuId,Quantity\n2025-11-01,DZH318Z0BQD2,003J,0.333\n")?;
/// let answer = daily(&list, &usage, &DailyRequest { print: Some(DailyPrint::Floor), ..DailyRequest::default() })?;
/// assert_eq!(answer.lines[0].amount.to_string(), "0.8463195");
/// assert_eq!(answer.lines[0].billing_pre_tax_total.expect("printed").to_string(), "0.84");
/// # Ok::<(), azplan::Error>(())
/// ```
pub fn daily(list: &PriceList, usage: &Usage, request: &DailyRequest) -> Result<RateAnswer> {
    let asked = RateRequest { pec_rate: request.pec_rate, access: request.access.clone() };
    let mut answer = rate(list, usage, &asked)?;
    let print = request.print.or_else(|| request.currency.map(|_| DailyPrint::Exact));
    let Some(print) = print else { return Ok(answer) };
    let mut months: BTreeMap<Month, Exchange> = BTreeMap::new();
    for line in &mut answer.lines {
        let month = line.date.month();
        let exchange = match months.get(&month) {
            Some(exchange) => *exchange,
            None => {
                let wanted = (request.currency, request.exchange_rates.as_slice());
                let (exchange, _) = exchange::chosen(list.currency(), usage, wanted, month)?;
                months.insert(month, exchange);
                exchange
            }
        };
        line.pricing_pre_tax_total = Some(printed(print, line.amount, &Exchange::none(exchange.pricing))?);
        line.billing_pre_tax_total = Some(printed(print, line.amount, &exchange)?);
    }
    Ok(answer)
}

fn printed(print: DailyPrint, amount: Exact, exchange: &Exchange) -> Result<Exact> {
    match (print, exchange.rate) {
        (DailyPrint::Floor, _) => Ok(exchange.billed(RoundingPolicy::FloorOnce, amount)?.exact()),
        (DailyPrint::TenDecimals, Rate::PerUnit(per_unit)) => rounding::daily_total(amount, per_unit.exact()),
        (DailyPrint::TenDecimals, Rate::Printed(rate)) => {
            rounding::daily_total(amount.times(rate.exact())?, Decimal::ONE.exact())
        }
        (DailyPrint::Exact, _) if exchange.billing == exchange.pricing => Ok(amount),
        (DailyPrint::Exact, Rate::PerUnit(per_unit)) => rounding::significant_15(amount, per_unit.exact()),
        (DailyPrint::Exact, Rate::Printed(rate)) => amount.times(rate.exact()),
    }
}
