//! The order of the rows of a day, which decides who gets the units of which tier.

use crate::strings::{Symbol, without_case};
use crate::usage::{Usage, UsageRow};
use std::cmp::Ordering;

/// The order of rows of one day that are of one place and of as many units: by what they are sold as and by what becomes of
/// their PEC, so that the order of the file decides nothing. Rows that are equal there cost the same in either order.
pub(super) fn by_what_is_sold(usage: &Usage, left: &UsageRow, right: &UsageRow) -> Ordering {
    if (left.item, left.regions, left.pec) == (right.item, right.regions, right.pec) {
        return usage.azure_credit(left).cmp(&usage.azure_credit(right));
    }
    let [mine, others] = [left, right].map(sold_as);
    by_texts(usage, &mine, &others)
        .then(left.pec.cmp(&right.pec))
        .then_with(|| usage.azure_credit(left).cmp(&usage.azure_credit(right)))
}

/// What a row's price is looked up by.
const fn sold_as(row: &UsageRow) -> [Symbol; 7] {
    let [region, location] = row.regions;
    [row.product_id, row.sku_id, row.meter_id, region, location, row.unit, row.currency]
}

/// The order of texts, the first that differ, without case.
pub(super) fn by_texts(usage: &Usage, left: &[Symbol], right: &[Symbol]) -> Ordering {
    let mut orders = left.iter().zip(right).map(|(left, right)| without_case(usage.text(*left), usage.text(*right)));
    orders.find(|order| order.is_ne()).unwrap_or(Ordering::Equal)
}
