//! Rows of a price sheet with the price of a unit under a savings plan: they belong to the pay-as-you-go price of the same
//! product, SKU, meter and region, and are put beside it once all rows were read.

use super::builder::Builder;
use super::skus::SkuId;
use crate::error::{ErrorCode, Severity};
use crate::money::Decimal;
use crate::strings::Symbol;
use std::collections::{BTreeMap, HashMap};

/// Product, SKU, meter, and place in the table of places.
pub(super) type Key = (Symbol, SkuId, Symbol, u16);

/// A price under a savings plan, and the row that says it.
#[derive(Debug)]
struct Plan {
    unit_price: Decimal,
    row: u32,
    /// Another row says another price.
    is_contradicted: bool,
}

/// What the rows of price sheets say of savings plans.
#[derive(Debug, Default)]
pub(super) struct Plans {
    of: HashMap<Key, BTreeMap<String, Plan>>,
    /// Rows of pay-as-you-go prices by their numbers.
    rows: Vec<(u32, Key)>,
}

impl Plans {
    /// Takes notice of a pay-as-you-go row.
    pub(super) fn note(&mut self, row: u32, key: Key) {
        self.rows.push((row, key));
    }

    /// Takes the price of a term.
    pub(super) fn add(&mut self, key: Key, term: String, unit_price: Decimal, row: u32) {
        let plan = Plan { unit_price, row, is_contradicted: false };
        let known = self.of.entry(key).or_default().entry(term).or_insert(plan);
        known.is_contradicted |= known.unit_price != unit_price;
    }
}

/// The form of the Retail Prices API, which searches and answers read.
fn as_json(plans: &BTreeMap<String, Plan>) -> String {
    let known = plans.iter().filter(|(_, plan)| !plan.is_contradicted);
    let each = known.map(|(term, plan)| format!(r#"{{"unitPrice":{},"term":"{term}"}}"#, plan.unit_price));
    format!("[{}]", each.collect::<Vec<_>>().join(","))
}

/// Puts the prices beside those that they belong to; tells those that belong to none, or contradict each other.
pub(super) fn attach(builder: &mut Builder) {
    let Plans { of, rows } = std::mem::take(&mut builder.plans);
    if of.is_empty() {
        return;
    }
    let symbols: HashMap<Key, Symbol> =
        of.iter().map(|(key, plans)| (*key, builder.strings.intern(&as_json(plans)))).collect();
    let owners: HashMap<u32, Symbol> = rows.iter().filter_map(|(row, key)| Some((*row, *symbols.get(key)?))).collect();
    for row in builder.list_rows.pieces_mut().flatten() {
        if let Some(plans) = owners.get(&{ row.row }) {
            row.savings_plans = *plans;
        }
    }
    let owned: std::collections::HashSet<Key> = rows.into_iter().map(|(_, key)| key).collect();
    let mut told: Vec<(u32, ErrorCode, &str)> = Vec::new();
    for (key, plans) in &of {
        for plan in plans.values() {
            if plan.is_contradicted {
                let message = "rows contradict each other on the price under this savings plan: none is taken";
                told.push((plan.row, ErrorCode::PRICE_CONFLICT, message));
            } else if !owned.contains(key) {
                let message = "the list has no pay-as-you-go price that this savings-plan price belongs to";
                told.push((plan.row, ErrorCode::ROW_MISSING_VALUE, message));
            }
        }
    }
    told.sort_unstable_by_key(|(row, ..)| *row);
    builder.plans_unread |= !told.is_empty();
    for (row, code, message) in told {
        let (file, row) = builder.files.place(row);
        builder.diagnostics.push_of(Some(file), Severity::Warning, code, Some(row), Some("PriceType"), message);
    }
}
