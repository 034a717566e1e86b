//! Credit lines: what `customerCredit` rows of the usage give back, one line for each plan and meter.

use crate::error::Result;
use crate::exchange::Exchange;
use crate::money::{Exact, Money, RoundingPolicy};
use crate::rating::CreditRow;
use serde::Serialize;
use std::collections::BTreeMap;

/// Credits of one plan, product, SKU and meter. Amounts are negative, as reconciliation files print them (DOMAIN 3.7).
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CreditLine {
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
    /// Unrounded, in pricing currency.
    pub amount: Exact,
    /// In pricing currency.
    pub pricing_total: Money,
    /// In billing currency.
    pub billing_total: Money,
}

/// Adds credit rows up; lines become money as those of usage do, toward zero.
pub(super) fn lines(rows: &[CreditRow], exchange: &Exchange, policy: RoundingPolicy) -> Result<Vec<CreditLine>> {
    let mut sums: BTreeMap<[&str; 5], (u32, Exact)> = BTreeMap::new();
    for row in rows {
        let key = [&row.customer, &row.plan, &row.product_id, &row.sku_id, &row.meter_id].map(String::as_str);
        let (count, sum) = sums.entry(key).or_default();
        *count = count.saturating_add(1);
        *sum = sum.plus(row.amount.exact())?;
    }
    let line = |(key, (rows, amount)): ([&str; 5], (u32, Exact))| {
        let [customer, plan, product_id, sku_id, meter_id] = key.map(str::to_owned);
        let pricing_total = policy.money(amount, exchange.pricing)?;
        let billing_total = policy.converted(pricing_total.exact(), exchange.per_unit.exact(), exchange.billing)?;
        Ok(CreditLine { customer, plan, product_id, sku_id, meter_id, rows, amount, pricing_total, billing_total })
    };
    sums.into_iter().map(line).collect()
}
