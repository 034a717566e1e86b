//! The invoice: sums of the lines, credits, tax, due date.

use super::exchange::RateSource;
use super::tax::{self, TaxAtRate};
use super::{BillLine, BillRequest, CreditLine, OfInvoice};
use crate::error::{Error, ErrorCode, Result};
use crate::money::{Currency, Decimal, Exact, Money, RoundingPolicy};
use crate::rating::CreditReason;
use crate::rules::Dated;
use crate::time::{Day, Month};
use serde::Serialize;

const PAYMENT_TERMS: Dated = Dated::new(include_str!("../rules/data/payment_terms.txt"));
const INVOICE_DAY: Dated = Dated::new(include_str!("../rules/data/invoice_day.txt"));

/// Is a month over?
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum MonthStatus {
    /// Its figures are those so far: usage comes in late, and effective unit prices move until the end (rules 3.1).
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

/// The invoice of a month. Charges, credits, subtotal, tax and total are in billing currency, and beside them in pricing
/// currency; retail and PEC the other way round.
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
    /// Billing for one unit of pricing currency: of a sheet, to 15 significant digits.
    pub exchange_rate: Exact,
    /// `USDPerUnit` of the sheet, by which amounts are divided.
    pub usd_per_unit: Option<Decimal>,
    /// Day of the rate, where the sheet or the usage says it.
    pub exchange_rate_date: Option<Day>,
    /// Where the rate comes from.
    pub exchange_rate_source: RateSource,
    /// How lines became money.
    pub rounding: RoundingPolicy,
    /// Sum of the lines in pricing currency.
    pub pricing_total: Money,
    /// Sum of the lines in billing currency: charges less refunds.
    pub billing_total: Money,
    /// Lines above 0, net of PEC.
    pub charges: Money,
    /// Lines below 0, unsigned: more was given back than used.
    pub refunds: Money,
    /// What Azure credits pay, unsigned.
    pub azure_credit: Money,
    /// `customerCredit` rows of the usage, unsigned.
    pub customer_credits: Money,
    /// Credits as stated in the request, unsigned.
    pub stated_credits: Money,
    /// Refunds, Azure credit, customer credits and stated credits, unsigned.
    pub credits: Money,
    /// Charges less credits.
    pub subtotal: Money,
    /// Tax as given.
    pub tax: Money,
    /// Tax at the rate asked for, for comparing: in no total.
    pub tax_at_rate: Option<TaxAtRate>,
    /// Subtotal and tax.
    pub total: Money,
    /// The same in pricing currency; what was stated in billing currency is exchanged back.
    pub in_pricing_currency: InPricing,
    /// Retail and PEC in billing currency, each rounded once.
    pub in_billing_currency: InBilling,
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

/// Amounts of the invoice in pricing currency.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct InPricing {
    /// Lines above 0, net of PEC.
    pub charges: Money,
    /// Lines below 0, unsigned.
    pub refunds: Money,
    /// What Azure credits pay, unsigned.
    pub azure_credit: Money,
    /// `customerCredit` rows of the usage, unsigned.
    pub customer_credits: Money,
    /// Stated credits, exchanged back.
    pub stated_credits: Money,
    /// All credits, unsigned.
    pub credits: Money,
    /// Charges less credits.
    pub subtotal: Money,
    /// Tax, exchanged back.
    pub tax: Money,
    /// Subtotal and tax.
    pub total: Money,
}

/// Amounts of the invoice in billing currency.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct InBilling {
    /// Before PEC.
    pub retail: Money,
    /// PEC.
    pub pec_earned: Money,
    /// PEC that access would have earned.
    pub pec_missed: Money,
}

/// Sums of one currency.
struct Side {
    charges: Money,
    refunds: Money,
    azure_credit: Money,
    customer_credits: Money,
    stated_credits: Money,
    tax: Money,
}

impl Side {
    fn new(
        lines: impl Iterator<Item = Money>,
        credits: impl Iterator<Item = (CreditReason, Money)>,
        (stated_credits, tax): (Money, Money),
    ) -> Result<Self> {
        let nothing = Money::zero(tax.currency());
        let mut side = Self {
            charges: nothing,
            refunds: nothing,
            azure_credit: nothing,
            customer_credits: nothing,
            stated_credits,
            tax,
        };
        for money in lines {
            if money.exact().is_negative() {
                side.refunds = side.refunds.minus(money)?;
            } else {
                side.charges = side.charges.plus(money)?;
            }
        }
        for (reason, money) in credits {
            let sum = match reason {
                CreditReason::AzureCredit => &mut side.azure_credit,
                CreditReason::CustomerCredit => &mut side.customer_credits,
            };
            *sum = sum.minus(money)?;
        }
        Ok(side)
    }

    /// Credits, subtotal and total (rules 3.5).
    fn sums(&self) -> Result<(Money, Money, Money)> {
        let given = self.refunds.plus(self.azure_credit)?.plus(self.customer_credits)?;
        let credits = given.plus(self.stated_credits)?;
        let subtotal = self.charges.minus(credits)?;
        Ok((credits, subtotal, subtotal.plus(self.tax)?))
    }

    fn in_pricing(&self) -> Result<InPricing> {
        let (credits, subtotal, total) = self.sums()?;
        Ok(InPricing {
            charges: self.charges,
            refunds: self.refunds,
            azure_credit: self.azure_credit,
            customer_credits: self.customer_credits,
            stated_credits: self.stated_credits,
            credits,
            subtotal,
            tax: self.tax,
            total,
        })
    }
}

/// Adds the lines up.
pub(super) fn total(
    (lines, credits): (&[BillLine], &[CreditLine]),
    made: &OfInvoice,
    period: Period,
    request: &BillRequest,
) -> Result<Invoice> {
    let OfInvoice { exchange, totals, .. } = made;
    let policy = request.rounding;
    let stated_credits = stated(request.credits, exchange.billing, "credits")?;
    let tax = stated(request.tax, exchange.billing, "tax")?;
    let billing = Side::new(
        lines.iter().map(|line| line.billing_total),
        credits.iter().map(|line| (line.reason, line.billing_total)),
        (stated_credits, tax),
    )?;
    let pricing = Side::new(
        lines.iter().map(|line| line.pricing_total),
        credits.iter().map(|line| (line.reason, line.pricing_total)),
        (exchange.priced(policy, stated_credits)?, exchange.priced(policy, tax)?),
    )?;
    let taxed: Vec<Money> = lines
        .iter()
        .map(|line| line.billing_total)
        .chain(credits.iter().map(|line| line.billing_total))
        .chain([Money::zero(exchange.billing).minus(stated_credits)?])
        .collect();
    let (credits, subtotal, total) = billing.sums()?;
    let tax_at_rate = tax::at_rate(request.tax_rate, &taxed, subtotal)?;
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
        exchange_rate: exchange.read_rate()?,
        usd_per_unit: (made.rate_source == RateSource::Sheet).then(|| exchange.per_unit()),
        exchange_rate_date: exchange.date,
        exchange_rate_source: made.rate_source,
        rounding: policy,
        pricing_total: pricing.charges.minus(pricing.refunds)?,
        billing_total: billing.charges.minus(billing.refunds)?,
        charges: billing.charges,
        refunds: billing.refunds,
        azure_credit: billing.azure_credit,
        customer_credits: billing.customer_credits,
        stated_credits,
        credits,
        subtotal,
        tax,
        tax_at_rate,
        total,
        in_pricing_currency: pricing.in_pricing()?,
        in_billing_currency: InBilling {
            retail: exchange.billed(policy, totals.retail)?,
            pec_earned: exchange.billed(policy, totals.pec_earned)?,
            pec_missed: exchange.billed(policy, totals.pec_missed)?,
        },
        pec_earned: totals.pec_earned,
        pec_missed: totals.pec_missed,
        retail: totals.retail,
        invoice_date,
        due_date: invoice_date.plus_days(payment_terms(invoice_date)?)?,
    })
}

/// Days from the invoice to the day by which it is to be paid, and the source.
pub(super) fn payment_terms(invoice_date: Day) -> Result<u64> {
    number(PAYMENT_TERMS, invoice_date)
}

/// Source of [`payment_terms`].
pub(super) fn payment_terms_source(invoice_date: Day) -> &'static str {
    PAYMENT_TERMS.on(invoice_date).map_or("", |found| found.source)
}

/// Source of [`usual_invoice_date`].
pub(super) fn invoice_day_source(day: Day) -> &'static str {
    INVOICE_DAY.on(day).map_or("", |found| found.source)
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
