//! What a change of prices does to usage.

use crate::error::Result;
use crate::money::{Decimal, Exact};
use crate::price_list::PriceList;
use crate::rating::{Outcome, RateRequest, UnpricedRow, rate_sums};
use crate::sorting::sort_by_key;
use crate::strings::Symbol;
use crate::time::Day;
use crate::usage::{Notice, Usage};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// The same usage at the prices of two lists, unrounded, in pricing currency.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DiffImpact {
    /// What Microsoft bills by the old list, after PEC.
    pub before: Exact,
    /// By the new one.
    pub after: Exact,
    /// `after - before`.
    pub difference: Exact,
    /// Before PEC, by the old list.
    pub retail_before: Exact,
    /// By the new one.
    pub retail_after: Exact,
    /// `retailAfter - retailBefore`.
    pub retail_difference: Exact,
    /// Rows without a price in either list; they are in no sum.
    pub unpriced: Vec<UnpricedRow>,
    /// False where rows have no price in a list, or could not be read: the sums are incomplete.
    pub complete: bool,
    /// What is to be known of the figures.
    pub notices: Vec<Notice>,
    /// Meters whose cost changes, the largest effect first.
    pub lines: Vec<ImpactLine>,
}

/// The effect on one meter of a plan.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ImpactLine {
    /// Azure plan.
    pub plan: String,
    /// Product id.
    pub product_id: String,
    /// SKU id.
    pub sku_id: String,
    /// Meter id.
    pub meter_id: String,
    /// What a person calls it.
    pub title: String,
    /// Units.
    pub quantity: Exact,
    /// After PEC, by the old list.
    pub before: Exact,
    /// By the new one.
    pub after: Exact,
    /// `after - before`.
    pub difference: Exact,
}

#[derive(Debug, Clone, Default)]
struct Sum {
    quantity: Exact,
    retail: Exact,
    net: Exact,
    title: String,
}

type Key = [Symbol; 4];

/// Rates usage by both lists, each on its day.
pub(super) fn impact(
    (old, old_on): (&PriceList, Day),
    (new, new_on): (&PriceList, Day),
    usage: &Usage,
    pec_rate: Option<Decimal>,
) -> Result<DiffImpact> {
    let mut unpriced: BTreeMap<u32, UnpricedRow> = BTreeMap::new();
    for (list, on) in [(old, old_on), (new, new_on)] {
        sums(list, on, usage, pec_rate, &BTreeSet::new(), |at, row| {
            unpriced.entry(at).or_insert(row);
        })?;
    }
    let out: BTreeSet<u32> = unpriced.keys().copied().collect();
    let before = sums(old, old_on, usage, pec_rate, &out, |_, _| {})?;
    let after = sums(new, new_on, usage, pec_rate, &out, |_, _| {})?;
    let mut lines = Vec::new();
    let (mut total_before, mut total_after) = (Sum::default(), Sum::default());
    for (key, after) in &after {
        let before = before.get(key).cloned().unwrap_or_default();
        total_before.add(&before)?;
        total_after.add(after)?;
        let difference = after.net.minus(before.net)?;
        if !difference.is_zero() {
            let [plan, product_id, sku_id, meter_id] = key.map(|symbol| usage.text(symbol).to_owned());
            let (quantity, title) = (after.quantity, after.title.clone());
            let (before, after) = (before.net, after.net);
            lines.push(ImpactLine { plan, product_id, sku_id, meter_id, title, quantity, before, after, difference });
        }
    }
    sort_by_key(&mut lines, |line: &ImpactLine| std::cmp::Reverse(super::size(line.difference)));
    Ok(DiffImpact {
        before: total_before.net,
        after: total_after.net,
        difference: total_after.net.minus(total_before.net)?,
        retail_before: total_before.retail,
        retail_after: total_after.retail,
        retail_difference: total_after.retail.minus(total_before.retail)?,
        complete: unpriced.is_empty() && usage.is_read_whole() && old.is_whole() && new.is_whole(),
        notices: usage.notices(),
        unpriced: unpriced.into_values().collect(),
        lines,
    })
}

impl Sum {
    fn add(&mut self, other: &Self) -> Result<()> {
        self.quantity = self.quantity.plus(other.quantity)?;
        self.retail = self.retail.plus(other.retail)?;
        self.net = self.net.plus(other.net)?;
        Ok(())
    }
}

/// Sums by plan and meter at the prices of one day.
fn sums(
    list: &PriceList,
    on: Day,
    usage: &Usage,
    pec_rate: Option<Decimal>,
    out: &BTreeSet<u32>,
    mut unpriced: impl FnMut(u32, UnpricedRow),
) -> Result<BTreeMap<Key, Sum>> {
    let terms = RateRequest { pec_rate, access: None }.terms(on)?.priced_on(on);
    let mut sums: BTreeMap<Key, Sum> = BTreeMap::new();
    rate_sums(
        list,
        usage,
        &terms,
        |row| !out.contains(&row.at),
        |outcome| {
            match outcome {
                Outcome::Unpriced(row, units, missing) => {
                    unpriced(row.at, UnpricedRow::new(usage, row, units, missing));
                }
                Outcome::Line(line) => {
                    let row = line.row;
                    let sum = sums.entry([row.plan, row.product_id, row.sku_id, row.meter_id]).or_default();
                    if let Some(priced) = line.priced.filter(|_| sum.title.is_empty()) {
                        sum.title = list.hit_of(priced).title;
                    }
                    sum.add(&Sum {
                        quantity: line.quantity,
                        retail: line.retail,
                        net: line.amount,
                        title: String::new(),
                    })?;
                }
            }
            Ok(())
        },
    )?;
    Ok(sums)
}
