//! Credits in usage: money given back, which is not rated.

use crate::money::Decimal;
use crate::pec::PecReason;
use crate::time::Day;
use crate::usage::{Usage, UsageRow};
use serde::Serialize;

/// Why money is given back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum CreditReason {
    /// A `customerCredit` row of the file.
    CustomerCredit,
    /// An Azure credit offer, which pays usage before PEC does.
    AzureCredit,
}

/// A `customerCredit` row: its amount is taken over as the file prints it (rules 3.7).
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CreditRow {
    /// Which of the usage files the row is in, from 1.
    pub file_number: u32,
    /// Row of the usage file.
    pub row: u32,
    /// Day of use.
    pub date: Day,
    /// Customer.
    pub customer: String,
    /// Azure plan.
    pub plan: String,
    /// Azure subscription.
    pub subscription: String,
    /// What it is for.
    pub reason: CreditReason,
    /// Product id.
    pub product_id: String,
    /// SKU id.
    pub sku_id: String,
    /// Meter id.
    pub meter_id: String,
    /// Units that it is for, as printed.
    pub quantity: Decimal,
    /// Negative: given back. In the price list's currency, unrounded.
    pub amount: Decimal,
}

/// The credits among the rows that `wanted` keeps, in the order of the files.
pub(crate) fn credits(usage: &Usage, wanted: impl Fn(&UsageRow) -> bool) -> Vec<CreditRow> {
    let text = |symbol| usage.text(symbol).to_owned();
    let rows = usage.credits().filter(|(row, _)| wanted(row)).map(|(row, amount)| CreditRow {
        file_number: usage.file_number(&row),
        row: row.row,
        date: row.day,
        customer: text(row.customer),
        plan: text(row.plan),
        subscription: text(row.subscription),
        reason: if row.pec == PecReason::AzureCredit {
            CreditReason::AzureCredit
        } else {
            CreditReason::CustomerCredit
        },
        product_id: text(row.product_id),
        sku_id: text(row.sku_id),
        meter_id: text(row.meter_id),
        quantity: row.quantity,
        amount,
    });
    rows.collect()
}
