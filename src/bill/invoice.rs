//! The invoice: sums of the lines, credits, tax, due date.

use super::{BillLine, BillRequest, CreditLine};
use crate::error::{Error, ErrorCode, Result};
use crate::exchange::Exchange;
use crate::money::{Currency, Decimal, Exact, Money};
use crate::rating::Totals;
use crate::rules::Dated;
use crate::time::{Day, Month};
use serde::Serialize;

const PAYMENT_TERMS: Dated = Dated::new(include_str!("../rules/data/payment_terms.txt"));
const INVOICE_DAY: Dated = Dated::new(include_str!("../rules/data/invoice_day.txt"));

/// Is a month over?
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum MonthStatus {
    /// Its figures are those so far: usage comes in late, and effective unit prices move until the end (DOMAIN 3.1).
    Open,
    /// Its figures are final.
    Closed,
}

/// A month of usage.
pub(super) struct Period {
    pub month: Month,
    /// Last day of the month that the usage has.
    pub usage_to: Day,
    /// The usage goes on after it.
    pub later: bool,
}

impl Period {
    /// By the day of asking; without one, by how far the usage goes.
    fn status(&self, on: Option<Day>, invoice_date: Day) -> Result<MonthStatus> {
        let is_closed = match on {
            Some(on) => on >= invoice_date,
            None => self.later || self.usage_to.plus_days(1)?.month() != self.month,
        };
        Ok(if is_closed { MonthStatus::Closed } else { MonthStatus::Open })
    }
}

/// The invoice of a month.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Invoice {
    /// Month of the usage.
    pub month: Month,
    /// Is the month over? An open month's figures are those so far.
    pub status: MonthStatus,
    /// Last day of the month that the usage has.
    pub usage_to: Day,
    /// Billing currency.
    pub currency: Currency,
    /// Currency of the price list.
    pub pricing_currency: Currency,
    /// Billing for one unit of pricing currency, to 15 significant digits.
    pub exchange_rate: Exact,
    /// Sum of the lines in pricing currency.
    pub pricing_total: Money,
    /// Sum of the lines in billing currency: the charges, net of PEC.
    pub billing_total: Money,
    /// Credits, unsigned: those of the usage and those stated.
    pub credits: Money,
    /// Charges less credits.
    pub subtotal: Money,
    /// Tax as given.
    pub tax: Money,
    /// Subtotal and tax.
    pub total: Money,
    /// Unrounded PEC in pricing currency.
    pub pec_earned: Exact,
    /// PEC that access would have earned.
    pub pec_missed: Exact,
    /// Unrounded, before PEC.
    pub retail: Exact,
    /// Day of the invoice.
    pub invoice_date: Day,
    /// Day by which it is to be paid.
    pub due_date: Day,
}

/// Adds the lines up.
pub(super) fn total(
    (lines, credit_lines): (&[BillLine], &[CreditLine]),
    totals: &Totals,
    exchange: &Exchange,
    period: Period,
    request: &BillRequest,
) -> Result<Invoice> {
    let sum = |currency: Currency, of: fn(&BillLine) -> Money| {
        lines.iter().try_fold(Money::zero(currency), |sum, line| sum.plus(of(line)))
    };
    let billing_total = sum(exchange.billing, |line| line.billing_total)?;
    let mut credits = stated(request.credits, exchange.billing, "credits")?;
    for line in credit_lines {
        credits = credits.minus(line.billing_total)?;
    }
    let tax = stated(request.tax, exchange.billing, "tax")?;
    let subtotal = billing_total.minus(credits)?;
    let invoice_date = match request.invoice_date {
        Some(day) => day,
        None => usual_invoice_date(period.month)?,
    };
    Ok(Invoice {
        month: period.month,
        status: period.status(request.on, invoice_date)?,
        usage_to: period.usage_to,
        currency: exchange.billing,
        pricing_currency: exchange.pricing,
        exchange_rate: exchange.rate()?,
        pricing_total: sum(exchange.pricing, |line| line.pricing_total)?,
        billing_total,
        credits,
        subtotal,
        tax,
        total: subtotal.plus(tax)?,
        pec_earned: totals.pec_earned,
        pec_missed: totals.pec_missed,
        retail: totals.retail,
        invoice_date,
        due_date: invoice_date.plus_days(number(PAYMENT_TERMS, invoice_date)?)?,
    })
}

fn stated(amount: Option<Decimal>, currency: Currency, name: &str) -> Result<Money> {
    match amount {
        None => Ok(Money::zero(currency)),
        Some(amount) if amount.is_negative() => {
            let message = format!("`{amount}` is negative: {name} are written without a sign");
            Err(Error::new(ErrorCode::INPUT_INVALID, message).at(name))
        }
        Some(amount) => Money::stated(amount, currency).map_err(|error| error.at(name)),
    }
}

/// The latest day of the invoice of a month's usage.
pub(crate) fn usual_invoice_date(month: Month) -> Result<Day> {
    let next = month.next()?;
    let number = u32::try_from(number(INVOICE_DAY, next.first_day())?).unwrap_or_default();
    next.day(number).ok_or_else(|| Error::new(ErrorCode::INPUT_INVALID, format!("{next} has no day {number}")))
}

fn number(table: Dated, day: Day) -> Result<u64> {
    let unknown = || Error::new(ErrorCode::INPUT_INVALID, format!("no rule for invoices is known on {day}"));
    table.on(day).and_then(|found| found.value.parse().ok()).ok_or_else(unknown)
}
