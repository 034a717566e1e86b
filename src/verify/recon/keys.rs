//! What a reconciliation line is of, and which daily rows are its own.
//!
//! Plan, product and SKU are in every file. Availability, invoice, billing currency and month tell lines apart where both
//! files say them: where one line or row of a plan, product and SKU leaves one empty, it tells nothing there.

use crate::ids;
use crate::strings::Symbol;
use crate::time::Month;
use crate::usage::{Printed, Usage, UsageRow};
use crate::verify::row::charged_month;
use std::collections::BTreeMap;

/// Availability, invoice, billing currency and month.
const FACETS: usize = 4;

/// What a line is of.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::verify) struct LineKey {
    /// Plan, product and SKU, as they are compared.
    pub item: [String; 3],
    /// Availability, invoice, billing currency, month; empty where it is not said, or tells nothing.
    facets: [String; FACETS],
}

impl LineKey {
    pub(super) fn new(item: [String; 3], [availability, invoice, currency]: [String; 3], month: Option<Month>) -> Self {
        let upper = |text: String| text.trim().to_uppercase();
        let month = month.map(|month| month.to_string()).unwrap_or_default();
        Self { item, facets: [upper(availability), upper(invoice), upper(currency), month] }
    }

    /// The month, where it is said.
    pub(super) fn month(&self) -> &str {
        let [.., month] = &self.facets;
        month
    }
}

/// The same of a daily row, before it is spelt out: most rows are of the line of the row before.
pub(in crate::verify) type RowKey = ([Symbol; 6], Month);

/// What a daily row is of.
pub(in crate::verify) fn row_key(row: &UsageRow, printed: Option<&Printed>) -> RowKey {
    let alike = printed.map(|printed| printed.alike);
    let availability = alike.map(|alike| alike.availability).unwrap_or_default();
    let currency = alike.map(|alike| alike.billing_currency).unwrap_or_default();
    let month = alike.map_or_else(|| row.day.month(), |alike| charged_month(&alike, row.day));
    ([row.plan, row.product_id, row.sku_id, availability, row.invoice, currency], month)
}

/// A daily row's key in the spelling of lines.
pub(in crate::verify) fn spelt(usage: &Usage, (symbols, month): RowKey) -> LineKey {
    let [plan, product, sku, availability, invoice, currency] = symbols.map(|symbol| usage.text(symbol).to_owned());
    LineKey::new([ids::compared(&plan), product, sku], [availability, invoice, currency], Some(month))
}

/// Which facets tell lines apart, by plan, product and SKU.
#[derive(Debug, Default)]
pub(in crate::verify) struct Told(BTreeMap<[String; 3], [bool; FACETS]>);

impl Told {
    pub(super) fn new<'a>(keys: impl Iterator<Item = &'a LineKey>) -> Self {
        let mut told: BTreeMap<[String; 3], [bool; FACETS]> = BTreeMap::new();
        for key in keys {
            let told = told.entry(key.item.clone()).or_insert([true; FACETS]);
            for (told, facet) in told.iter_mut().zip(&key.facets) {
                *told &= !facet.is_empty();
            }
        }
        Self(told)
    }

    /// The key with what tells lines apart alone.
    pub(in crate::verify) fn key(&self, key: &LineKey) -> LineKey {
        let mut key = key.clone();
        if let Some(told) = self.0.get(&key.item) {
            for (facet, told) in key.facets.iter_mut().zip(told) {
                if !told {
                    facet.clear();
                }
            }
        }
        key
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(availability: &str, invoice: &str) -> LineKey {
        let item = ["p", "DZH318Z00001", "0001"].map(str::to_owned);
        LineKey::new(item, [availability.to_owned(), invoice.to_owned(), "EUR".to_owned()], None)
    }

    #[test]
    fn what_one_side_leaves_empty_tells_nothing() {
        let keys = [key("dzh1", "G1"), key("", "G2")];
        let told = Told::new(keys.iter());
        assert_eq!(told.key(&keys[0]), key("", "g1 "));
        assert_ne!(told.key(&keys[0]), told.key(&keys[1]));
    }
}
