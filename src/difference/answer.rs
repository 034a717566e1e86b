//! What is said of the difference of two price lists.

use super::impact::DiffImpact;
use crate::money::{Decimal, Exact};
use crate::pec::PecReason;
use crate::price_list::{ListedPrice, PriceHit, PriceType, Tier};
use crate::time::Day;
use crate::usage::Notice;
use serde::Serialize;

/// Answer of [`diff`](super::diff).
///
/// Each price that either list has on its day is counted once. With usage, the effects of all entries add up to the
/// impact's difference.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DiffAnswer {
    /// Version of this form.
    pub schema_version: u32,
    /// Day of the old list.
    pub old_on: Day,
    /// Day of the new list.
    pub new_on: Day,
    /// False where a price could not be compared, or a list was not read as a whole.
    pub complete: bool,
    /// Why the lists are not compared as a whole.
    pub notices: Vec<Notice>,
    /// How many there are of each kind.
    pub counts: Counts,
    /// Prices that are new.
    pub added: Vec<ListedInOne>,
    /// Prices that are gone.
    pub removed: Vec<ListedInOne>,
    /// Prices that changed, the largest effect first.
    pub changed: Vec<PriceChange>,
    /// Prices of which the lists do not say whether they changed.
    pub not_compared: Vec<NotCompared>,
    /// What it does to usage.
    pub impact: Option<DiffImpact>,
}

/// Counts of a difference.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Counts {
    /// Only in the new list.
    pub added: u32,
    /// Only in the old list.
    pub removed: u32,
    /// In both, and different in one part at least.
    pub changed: u32,
    /// In both, the same.
    pub unchanged: u32,
    /// In one or both, and not to be compared.
    pub not_compared: u32,
}

/// A price that only one of the lists has.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ListedInOne {
    /// The price.
    #[serde(flatten)]
    pub price: PriceHit,
    /// Of the impact's difference, its part; nothing without usage.
    pub effect: Option<Exact>,
}

/// What a price is of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NamedPrice {
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
    /// The unit that both prices are for.
    pub unit_of_measure: String,
}

/// What changed of a price.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum ChangedPart {
    /// The price of the first paid tier, for one unit.
    Price,
    /// Thresholds, or prices of other tiers.
    Tiers,
    /// The unit of measure: what is compared was converted.
    Unit,
    /// Prices under savings plans.
    SavingsPlans,
    /// Partner earned credit.
    Pec,
    /// Tags.
    Tags,
}

/// A price that changed.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PriceChange {
    /// What it is of.
    #[serde(flatten)]
    pub price: NamedPrice,
    /// What changed.
    pub what: Vec<ChangedPart>,
    /// Price of the first paid tier before; `None` where the list does not have it.
    pub before: Option<Decimal>,
    /// The same after.
    pub after: Option<Decimal>,
    /// Change in percent of `before`; `None` where that is 0, or one of them is not known.
    pub change_percent: Option<Exact>,
    /// Unit and price as the old list prints them, where they were converted.
    pub listed_before: Option<ListedPrice>,
    /// The same of the new list.
    pub listed_after: Option<ListedPrice>,
    /// Did the product earn PEC, or why not?
    pub pec_before: PecReason,
    /// Does it now?
    pub pec_after: PecReason,
    /// `before` less the PEC that full access earns.
    pub net_before: Option<Exact>,
    /// `after` less it.
    pub net_after: Option<Exact>,
    /// Change in percent of `netBefore`.
    pub net_change_percent: Option<Exact>,
    /// Prices under savings plans that changed.
    pub savings_plans: Vec<SavingsPlanChange>,
    /// False where those of a list could not be read: they are not compared.
    pub savings_plans_read: bool,
    /// Tags before, where they changed.
    pub tags_before: Option<String>,
    /// Tags after.
    pub tags_after: Option<String>,
    /// Thresholds, or prices of other tiers, differ.
    pub tiers_changed: bool,
    /// Tiers before.
    pub tiers_before: Vec<Tier>,
    /// Tiers after.
    pub tiers_after: Vec<Tier>,
    /// Of the impact's difference, its part; nothing without usage.
    pub effect: Option<Exact>,
}

/// A price under a savings plan that changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SavingsPlanChange {
    /// Term, `P1Y`.
    pub term: String,
    /// Price of one unit before; nothing where the old list does not have it.
    pub before: Option<Decimal>,
    /// The same after.
    pub after: Option<Decimal>,
    /// Change in percent of `before`.
    pub change_percent: Option<Exact>,
}

/// Why a price is not compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum NotComparedReason {
    /// A list has it in rows that could not be used.
    NotRead,
    /// The lists count in units that do not convert into each other, or not without rounding.
    OtherUnit,
    /// The rest is the same, and its prices under savings plans could not be read.
    SavingsPlansNotRead,
}

/// A price of which the lists do not say whether it changed.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NotCompared {
    /// What it is of; the unit is that of the list which names it.
    #[serde(flatten)]
    pub price: NamedPrice,
    /// Why.
    pub reason: NotComparedReason,
    /// A sentence.
    pub explain: String,
    /// As the old list has it; nothing where it does not.
    pub before: Option<ListedPrice>,
    /// As the new list has it.
    pub after: Option<ListedPrice>,
    /// Of the impact's difference, its part; nothing without usage.
    pub effect: Option<Exact>,
}

impl From<PriceHit> for NamedPrice {
    fn from(hit: PriceHit) -> Self {
        let PriceHit { product_id, sku_id, meter_ids, title, region, price_type, term, unit_of_measure, .. } = hit;
        Self { product_id, sku_id, meter_ids, title, region, price_type, term, unit_of_measure }
    }
}
