//! Credit lines: what is given back, one line for each plan, meter and reason.
//!
//! An Azure credit offer pays usage before partner earned credit does, and what it pays earns none (rules 3.7). A billed
//! file says so in `CreditType` and `CreditPercentage`; where it has `customerCredit` rows for it as well, those rows are
//! the credit.

use super::line::LineSum;
use crate::error::Result;
use crate::exchange::Exchange;
use crate::money::{Currency, Exact, Money, RoundingPolicy};
use crate::rating::{CreditReason, CreditRow};
use crate::usage::Usage;
use serde::Serialize;
use std::collections::BTreeMap;

/// Credits of one plan, product, SKU and meter. Amounts are negative, as reconciliation files print them (rules 3.7).
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CreditLine {
    /// Stable id: `credit`, the reason, plan, product, SKU and meter.
    pub id: String,
    /// What it is for.
    pub reason: CreditReason,
    /// Customer.
    pub customer: String,
    /// Azure plan.
    pub plan: String,
    /// Product id.
    pub product_id: String,
    /// SKU id.
    pub sku_id: String,
    /// Meter id.
    pub meter_id: String,
    /// Rows of the usage.
    pub rows: u32,
    /// Units that it is for.
    pub quantity: Exact,
    /// Unrounded, in pricing currency.
    pub amount: Exact,
    /// In pricing currency.
    pub pricing_total: Money,
    /// In billing currency.
    pub billing_total: Money,
    /// The billing currency: that of the line's invoice.
    pub billing_currency: Currency,
}

/// Customer, plan, product, SKU and meter.
type Key<'a> = [&'a str; 5];

#[derive(Debug, Default)]
struct Sum {
    rows: u32,
    quantity: Exact,
    amount: Exact,
}

impl Sum {
    fn add(&mut self, rows: u32, quantity: Exact, amount: Exact) -> Result<()> {
        self.rows = self.rows.saturating_add(rows);
        self.quantity = self.quantity.plus(quantity)?;
        self.amount = self.amount.plus(amount)?;
        Ok(())
    }
}

/// Adds credits up; lines become money as those of usage do.
pub(super) fn lines(
    rows: &[CreditRow],
    (usage, sums): (&Usage, &[LineSum]),
    (exchange, has_several): (&Exchange, bool),
    policy: RoundingPolicy,
) -> Result<Vec<CreditLine>> {
    let mut credits: BTreeMap<(Key<'_>, CreditReason), Sum> = BTreeMap::new();
    for row in rows {
        let key = [&row.customer, &row.plan, &row.product_id, &row.sku_id, &row.meter_id].map(String::as_str);
        credits.entry((key, row.reason)).or_default().add(1, row.quantity.exact(), row.amount.exact())?;
    }
    let mut paid: BTreeMap<(Key<'_>, CreditReason), Sum> = BTreeMap::new();
    for sum in sums.iter().filter(|sum| !sum.credited.amount.is_zero()) {
        let key = (sum.names(usage), CreditReason::AzureCredit);
        if !credits.contains_key(&key) {
            let back = Exact::ZERO.minus(sum.credited.amount)?;
            paid.entry(key).or_default().add(sum.credited.rows, sum.credited.quantity, back)?;
        }
    }
    credits.append(&mut paid);
    let currency = has_several.then_some(exchange.billing);
    credits.into_iter().map(|((key, reason), sum)| line(key, (reason, currency), &sum, exchange, policy)).collect()
}

fn line(
    key: Key<'_>,
    (reason, currency): (CreditReason, Option<Currency>),
    sum: &Sum,
    exchange: &Exchange,
    policy: RoundingPolicy,
) -> Result<CreditLine> {
    let [customer, plan, product_id, sku_id, meter_id] = key;
    let (pricing_total, billing_total) = exchange.totals(policy, sum.amount)?;
    let owner = if plan.is_empty() { customer } else { plan };
    let kind = match reason {
        CreditReason::CustomerCredit => "customerCredit",
        CreditReason::AzureCredit => "azureCredit",
    };
    let names = ["credit", kind, owner, product_id, sku_id, meter_id].into_iter();
    Ok(CreditLine {
        id: names.chain(currency.as_ref().map(Currency::as_str)).collect::<Vec<_>>().join("/"),
        reason,
        customer: customer.to_owned(),
        plan: plan.to_owned(),
        product_id: product_id.to_owned(),
        sku_id: sku_id.to_owned(),
        meter_id: meter_id.to_owned(),
        rows: sum.rows,
        quantity: sum.quantity,
        amount: sum.amount,
        pricing_total,
        billing_total,
        billing_currency: exchange.billing,
    })
}
