//! What changed between two price lists, and what that does to a customer's usage; what changed between two downloads of usage.

mod billing;
mod download_sums;
mod downloads;
mod impact;

pub use billing::BillingChange;
pub use download_sums::{ChangesOfDay, ChangesOfResource};
pub use downloads::{
    Download, UsageChange, UsageChangeKind, UsageChanges, UsageDiffAnswer, UsageDiffRequest, UsageSide, downloads,
};
pub use impact::{DiffImpact, ImpactLine};

use crate::error::{Error, ErrorCode, Result};
use crate::money::{Decimal, Exact, rounding};
use crate::price_list::{PriceHit, PriceList, PriceType, Tier, Tiers};
use crate::sorting::sort_by;
use crate::time::Day;
use crate::usage::Usage;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Request of [`diff`].
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct DiffRequest {
    /// Day of the old list; default its newest.
    pub old_on: Option<Day>,
    /// Day of the new list; default its newest.
    pub new_on: Option<Day>,
    /// Only prices that all these words fit.
    pub text: Option<String>,
    /// Entries wanted of each kind.
    pub limit: Option<u32>,
    /// PEC of the impact, as a fraction; default the rate in force.
    pub pec_rate: Option<Decimal>,
}

impl DiffRequest {
    /// Entries of each kind where the request does not say.
    pub const USUAL: u32 = 1000;
}

/// Answer of [`diff`].
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DiffAnswer {
    /// Version of this form.
    pub schema_version: u32,
    /// Day of the old list.
    pub old_on: Day,
    /// Day of the new list.
    pub new_on: Day,
    /// How many there are of each kind.
    pub counts: Counts,
    /// Prices that are new.
    pub added: Vec<PriceHit>,
    /// Prices that are gone.
    pub removed: Vec<PriceHit>,
    /// Prices that changed, the largest effect first.
    pub changed: Vec<PriceChange>,
    /// What it does to usage.
    pub impact: Option<DiffImpact>,
}

/// Counts of a difference.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Only in the new list.
    pub added: u32,
    /// Only in the old list.
    pub removed: u32,
    /// In both, at other tiers.
    pub changed: u32,
    /// In both, the same.
    pub unchanged: u32,
}

/// A price that changed.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PriceChange {
    /// Product id.
    pub product_id: String,
    /// SKU id.
    pub sku_id: String,
    /// Meter ids.
    pub meter_ids: Vec<String>,
    /// What a person calls it.
    pub title: String,
    /// Region.
    pub region: String,
    /// Type.
    #[serde(rename = "type")]
    pub price_type: PriceType,
    /// Term.
    pub term: Option<String>,
    /// Unit of measure.
    pub unit_of_measure: String,
    /// Price of the first paid tier before; `None` where the list does not have it.
    pub before: Option<Decimal>,
    /// The same after.
    pub after: Option<Decimal>,
    /// Change in percent of `before`; `None` where that is 0, or one of them is not known.
    pub change_percent: Option<Exact>,
    /// Thresholds, or prices of other tiers, differ.
    pub tiers_changed: bool,
    /// Tiers before.
    pub tiers_before: Vec<Tier>,
    /// Tiers after.
    pub tiers_after: Vec<Tier>,
}

/// A change before it is printed.
struct Change {
    new: u32,
    before: Tiers,
    after: Tiers,
    percent: Option<Exact>,
    effect: Exact,
}

/// What changed from an old list to a new one. With usage, what it does to the usage: the same quantities at the prices
/// of both days.
///
/// # Errors
/// `list.mixedCurrency` for lists of two currencies, `input.invalid`, `money.outOfRange`.
///
/// ```
/// # use azplan::{PriceList, difference::{diff, DiffRequest}};
/// let old = PriceList::read(b"ProductId,SkuId,UnitPrice\nDZH318Z0BQD2,003J,2.00\n")?;
/// let new = PriceList::read(b"ProductId,SkuId,UnitPrice\nDZH318Z0BQD2,003J,2.10\n")?;
/// let answer = diff(&old, &new, None, &DiffRequest::default())?;
/// assert_eq!(answer.changed[0].change_percent.map(|percent| percent.to_string()).as_deref(), Some("5"));
/// # Ok::<(), azplan::Error>(())
/// ```
pub fn diff(old: &PriceList, new: &PriceList, usage: Option<&Usage>, request: &DiffRequest) -> Result<DiffAnswer> {
    if old.currency() != new.currency() {
        let message = format!(
            "the old list is in {}, the new one in {}: prices in two currencies have no difference",
            old.currency(),
            new.currency()
        );
        return Err(Error::new(ErrorCode::LIST_MIXED_CURRENCY, message));
    }
    let old_on = request.old_on.unwrap_or_else(|| old.newest_day());
    let new_on = request.new_on.unwrap_or_else(|| new.newest_day());
    let limit = usize::try_from(request.limit.unwrap_or(DiffRequest::USUAL)).unwrap_or(usize::MAX);
    let impact = match usage {
        Some(usage) => Some(impact::impact((old, old_on), (new, new_on), usage, request.pec_rate)?),
        None => None,
    };
    let effects = impact.as_ref().map(effects).unwrap_or_default();
    let text = request.text.as_deref().unwrap_or_default();
    let (in_old, in_new) = (old.matching(text), new.matching(text));
    let matched = old.matched(new);
    let mut added: Vec<u32> =
        matched.added.into_iter().filter(|index| new.tiers_at(*index, new_on).is_some()).collect();
    let mut removed: Vec<u32> =
        matched.removed.into_iter().filter(|index| old.tiers_at(*index, old_on).is_some()).collect();
    let mut changes: Vec<Change> = Vec::new();
    let mut counts = Counts::default();
    for (before_index, after_index) in matched.both {
        match (old.tiers_at(before_index, old_on), new.tiers_at(after_index, new_on)) {
            (None, None) => {}
            (None, Some(_)) => added.push(after_index),
            (Some(_), None) => removed.push(before_index),
            _ if !in_new(after_index) => {}
            (Some(before), Some(after)) if before == after => counts.unchanged = counts.unchanged.saturating_add(1),
            (Some(before), Some(after)) => {
                let percent = match (before.unit_price(), after.unit_price()) {
                    (Some(before), Some(after)) => change_percent(before, after)?,
                    _ => None,
                };
                let effect =
                    if effects.is_empty() { None } else { effects.get(&key_of(&new.hit_at(after_index, new_on))) };
                let effect = effect.copied().unwrap_or_default();
                changes.push(Change { new: after_index, before, after, percent, effect });
            }
        }
    }
    added.retain(|index| in_new(*index));
    removed.retain(|index| in_old(*index));
    added.sort_unstable();
    removed.sort_unstable();
    sort_by(&mut changes, |left, right| right.rank().cmp(&left.rank()).then(left.new.cmp(&right.new)));
    let count = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
    counts.added = count(added.len());
    counts.removed = count(removed.len());
    counts.changed = count(changes.len());
    Ok(DiffAnswer {
        schema_version: crate::SCHEMA_VERSION,
        old_on,
        new_on,
        counts,
        added: added.iter().take(limit).map(|index| new.hit_at(*index, new_on)).collect(),
        removed: removed.iter().take(limit).map(|index| old.hit_at(*index, old_on)).collect(),
        changed: changes.into_iter().take(limit).map(|change| change.printed(new, new_on)).collect(),
        impact,
    })
}

fn change_percent(before: Decimal, after: Decimal) -> Result<Option<Exact>> {
    if before.is_zero() {
        return Ok(None);
    }
    let hundredfold = after.exact().minus(before.exact())?.times(Exact::new(100, 0))?;
    rounding::significant_15(hundredfold, before.exact()).map(Some)
}

fn size(value: Exact) -> Exact {
    if value.is_negative() { Exact::ZERO.minus(value).unwrap_or(value) } else { value }
}

fn key_of(hit: &PriceHit) -> (String, String, String) {
    (hit.product_id.clone(), hit.sku_id.clone(), hit.meter_ids.join(";"))
}

/// Effect on the usage by product, SKU and meter.
fn effects(impact: &DiffImpact) -> BTreeMap<(String, String, String), Exact> {
    let mut effects: BTreeMap<(String, String, String), Exact> = BTreeMap::new();
    for line in &impact.lines {
        let key = (line.product_id.clone(), line.sku_id.clone(), line.meter_id.clone());
        let effect = effects.entry(key).or_default();
        *effect = effect.plus(line.difference).unwrap_or(*effect);
    }
    effects
}

impl Change {
    /// Effect on the usage first, then the change in percent; what was free before comes before all others.
    fn rank(&self) -> (Exact, bool, Exact) {
        (size(self.effect), self.percent.is_none(), self.percent.map(size).unwrap_or_default())
    }

    fn printed(self, list: &PriceList, on: Day) -> PriceChange {
        let hit = list.hit_at(self.new, on);
        PriceChange {
            product_id: hit.product_id,
            sku_id: hit.sku_id,
            meter_ids: hit.meter_ids,
            title: hit.title,
            region: hit.region,
            price_type: hit.price_type,
            term: hit.term,
            unit_of_measure: hit.unit_of_measure,
            before: self.before.unit_price(),
            after: self.after.unit_price(),
            change_percent: self.percent,
            tiers_changed: tiers_changed(&self.before, &self.after),
            tiers_before: self.before.as_slice().to_vec(),
            tiers_after: self.after.as_slice().to_vec(),
        }
    }
}

/// Is there more than another price of the first paid tier?
fn tiers_changed(before: &Tiers, after: &Tiers) -> bool {
    let paid = |tiers: &Tiers| tiers.as_slice().iter().position(|tier| !tier.unit_price.is_zero());
    let rest = |tiers: &Tiers| -> Vec<Tier> {
        let first = paid(tiers);
        let others = tiers.as_slice().iter().enumerate();
        others
            .map(|(place, tier)| if Some(place) == first { Tier { unit_price: Decimal::ZERO, ..*tier } } else { *tier })
            .collect()
    };
    paid(before) != paid(after) || rest(before) != rest(after)
}
