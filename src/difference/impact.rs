//! What a change of prices does to usage.

use crate::error::Result;
use crate::money::{Decimal, Exact};
use crate::price_list::{NotFound, PriceList};
use crate::rating::{Outcome, RateRequest, Rated, UnpricedRow, rate_each, rate_sums};
use crate::sorting::sort_by_key;
use crate::strings::Symbol;
use crate::time::Day;
use crate::units;
use crate::usage::{Notice, Usage, UsageRow};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// The same usage at the prices of two lists, unrounded, in pricing currency: `difference = retailDifference - pecDifference`.
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
    /// PEC by the old list.
    pub pec_before: Exact,
    /// By the new one.
    pub pec_after: Exact,
    /// `pecAfter - pecBefore`.
    pub pec_difference: Exact,
    /// Rows without a price in either list, or in units that do not compare; they are in no sum.
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

/// What the change of each price does to the usage: by its places in the old and in the new list.
pub(super) type Effects = BTreeMap<(Option<u32>, Option<u32>), Exact>;

/// Usage that is priced alike: plan, product, SKU and meter; what its rows say alike, and their regions.
type Key = ([Symbol; 4], u32, [Symbol; 2]);

fn key_of(row: &UsageRow) -> Key {
    ([row.plan, row.product_id, row.sku_id, row.meter_id], row.item, row.regions)
}

/// Usage at the prices of one list.
#[derive(Debug, Clone, Default)]
struct Sum<'a> {
    quantity: Exact,
    retail: Exact,
    net: Exact,
    /// The place of its price in the list; nothing for what a commitment pays for.
    price: Option<u32>,
    /// The list's unit, where the usage does not say another.
    unit: &'a str,
}

impl Sum<'_> {
    fn add(&mut self, other: &Self) -> Result<()> {
        self.quantity = self.quantity.plus(other.quantity)?;
        self.retail = self.retail.plus(other.retail)?;
        self.net = self.net.plus(other.net)?;
        Ok(())
    }

    /// Are the quantities counted in another unit? A list that does not say its unit is told elsewhere.
    fn is_in_unit_of(&self, other: &Self) -> bool {
        let said = !self.unit.is_empty() && !other.unit.is_empty();
        !said || units::conversion(self.unit, other.unit).is_some_and(|conversion| conversion.is_same())
    }
}

/// Rates usage by both lists, each on its day.
pub(super) fn impact(
    (old, old_on): (&PriceList, Day),
    (new, new_on): (&PriceList, Day),
    usage: &Usage,
    pec_rate: Option<Decimal>,
) -> Result<(DiffImpact, Effects)> {
    let mut unpriced: BTreeMap<u32, UnpricedRow> = BTreeMap::new();
    let mut note = |at, row| {
        unpriced.entry(at).or_insert(row);
    };
    let all = BTreeSet::new();
    let mut before = sums((old, old_on), usage, pec_rate, &all, &mut note)?;
    let mut after = sums((new, new_on), usage, pec_rate, &all, &mut note)?;
    for row in usage.rows() {
        let (Some(before), Some(after)) = (before.get(&key_of(&row)), after.get(&key_of(&row))) else { continue };
        if !before.is_in_unit_of(after) {
            let missing = NotFound::other_unit(before.unit, after.unit);
            note(row.at, UnpricedRow::new(usage, &row, row.quantity.exact(), &missing));
        }
    }
    let out: BTreeSet<u32> = unpriced.keys().copied().collect();
    if !out.is_empty() {
        before = sums((old, old_on), usage, pec_rate, &out, &mut |_, _| {})?;
        after = sums((new, new_on), usage, pec_rate, &out, &mut |_, _| {})?;
    }
    let (mut total_before, mut total_after) = (Sum::default(), Sum::default());
    let mut effects = Effects::new();
    let mut lines: BTreeMap<[Symbol; 4], (Sum<'_>, Sum<'_>)> = BTreeMap::new();
    for (key, after) in &after {
        let before = before.get(key).cloned().unwrap_or_default();
        total_before.add(&before)?;
        total_after.add(after)?;
        let effect = effects.entry((before.price, after.price)).or_default();
        *effect = effect.plus(after.net.minus(before.net)?)?;
        let line = lines.entry(key.0).or_default();
        line.0.add(&before)?;
        line.1.add(after)?;
        line.1.price = line.1.price.or(after.price);
    }
    let title = |price: Option<u32>| price.map(|price| new.hit_at(price, new_on).title).unwrap_or_default();
    let mut changed = Vec::new();
    for (key, (before, after)) in lines {
        let difference = after.net.minus(before.net)?;
        if difference.is_zero() {
            continue;
        }
        let [plan, product_id, sku_id, meter_id] = key.map(|symbol| usage.text(symbol).to_owned());
        let (title, quantity) = (title(after.price), after.quantity);
        let (before, after) = (before.net, after.net);
        changed.push(ImpactLine { plan, product_id, sku_id, meter_id, title, quantity, before, after, difference });
    }
    sort_by_key(&mut changed, |line: &ImpactLine| std::cmp::Reverse(super::size(line.difference)));
    let pec_before = total_before.retail.minus(total_before.net)?;
    let pec_after = total_after.retail.minus(total_after.net)?;
    let impact = DiffImpact {
        before: total_before.net,
        after: total_after.net,
        difference: total_after.net.minus(total_before.net)?,
        retail_before: total_before.retail,
        retail_after: total_after.retail,
        retail_difference: total_after.retail.minus(total_before.retail)?,
        pec_before,
        pec_after,
        pec_difference: pec_after.minus(pec_before)?,
        complete: unpriced.is_empty() && usage.is_read_whole() && old.is_whole() && new.is_whole(),
        notices: usage.notices(),
        unpriced: unpriced.into_values().collect(),
        lines: changed,
    };
    Ok((impact, effects))
}

/// Sums of what is priced alike, at the prices of one day, without some rows: these use their meters' tiers up all the same.
fn sums<'a>(
    (list, on): (&'a PriceList, Day),
    usage: &Usage,
    pec_rate: Option<Decimal>,
    out: &BTreeSet<u32>,
    unpriced: &mut impl FnMut(u32, UnpricedRow),
) -> Result<BTreeMap<Key, Sum<'a>>> {
    let terms = RateRequest { pec_rate, access: None }.terms(on)?.priced_on(on);
    let mut sums: BTreeMap<Key, Sum<'a>> = BTreeMap::new();
    let each = |outcome: Outcome<'_>| {
        match outcome {
            Outcome::Unpriced(row, units, missing) => {
                unpriced(row.at, UnpricedRow::new(usage, row, units, missing));
            }
            Outcome::Line(line) if out.contains(&line.row.at) => {}
            Outcome::Line(line) => {
                let sum = sums.entry(key_of(line.row)).or_default();
                if let Some(priced) = line.priced {
                    sum.price = Some(priced.index());
                    sum.unit = if priced.is_converted() { "" } else { list.unit_of(priced.index()) };
                }
                let Rated { quantity, retail, amount, .. } = *line;
                sum.add(&Sum { quantity, retail, net: amount, ..Sum::default() })?;
            }
        }
        Ok(())
    };
    // Rows can be left out one by one only where each is a line.
    if out.is_empty() {
        rate_sums(list, usage, &terms, |_| true, each)?;
    } else {
        rate_each(list, usage, &terms, |_| true, each)?;
    }
    Ok(sums)
}
