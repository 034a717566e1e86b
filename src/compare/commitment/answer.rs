//! What is asked about commitments over a profile of use, and what is answered.

use crate::compare::purchase::{Missing, Software, WayKind};
use crate::money::{Currency, Decimal, Exact};
use crate::price_list::{NotFoundReason, PriceHit};
use crate::time::Day;
use serde::{Deserialize, Serialize};

/// Whose cost is the least.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Side {
    /// The customer's, at list price.
    #[default]
    Customer,
    /// The partner's: pay as you go less PEC.
    Partner,
}

/// Request of [`commitment`].
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct CommitmentRequest {
    /// Product id of the pay-as-you-go price.
    pub product_id: String,
    /// SKU id of the pay-as-you-go price.
    pub sku_id: String,
    /// Meter id.
    pub meter_id: Option<String>,
    /// Region, code or location.
    pub region: Option<String>,
    /// Day of the prices; default the newest day of the list.
    pub on: Option<Day>,
    /// Instances in use, hour by hour; parts of an hour as parts of one.
    pub usage: Vec<Decimal>,
    /// Whose cost is the least.
    pub side: Side,
    /// PEC as a fraction; default the rate in force.
    pub pec_rate: Option<Decimal>,
    /// Terms that may be bought (`P1Y`); default all that the list has.
    pub terms: Vec<String>,
}

/// Answer of [`commitment`].
#[derive(Debug, Clone, Serialize)]
#[serde(untagged)]
pub enum CommitmentAnswer {
    /// The mixes.
    Found(Box<Mixes>),
    /// The list has no such pay-as-you-go price.
    NotFound(NoPrice),
}

/// The pay-as-you-go price is not in the list.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NoPrice {
    /// Version of this form.
    pub schema_version: u32,
    /// False.
    pub found: bool,
    /// Day of the prices.
    pub on: Day,
    /// Why.
    pub reason: NotFoundReason,
    /// A sentence.
    pub message: String,
    /// What is near.
    pub nearest: Vec<PriceHit>,
}

/// The best of each kind of mix, the cheapest first.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Mixes {
    /// Version of this form.
    pub schema_version: u32,
    /// True.
    pub found: bool,
    /// False where rows of the price list could not be placed, or it is a part of a longer one.
    pub complete: bool,
    /// Day of the prices.
    pub on: Day,
    /// Currency.
    pub currency: Currency,
    /// The pay-as-you-go price.
    pub price: PriceHit,
    /// Whose cost it is.
    pub side: Side,
    /// Pay as you go for one unit and hour, on that side.
    pub pay_as_you_go: Exact,
    /// PEC as a fraction.
    pub pec_rate: Decimal,
    /// Hours of the profile.
    pub hours: Exact,
    /// Use in all hours.
    pub used: Exact,
    /// Use in the busiest hour.
    pub peak: Exact,
    /// Mixes of one reservation term and one savings-plan term, or without one, the cheapest first.
    pub mixes: Vec<CommitmentMix>,
    /// Software in the pay-as-you-go price that no commitment covers.
    pub software: Option<Software>,
    /// Commitments that are not there, and why.
    pub missing: Vec<NotOffered>,
    /// Source of the order in which benefits apply.
    pub cite: &'static str,
}

/// A commitment that is not there.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NotOffered {
    /// `reservation` or `savingsPlan`.
    pub kind: WayKind,
    /// Term.
    pub term: String,
    /// Why.
    pub reason: Missing,
    /// A sentence.
    pub message: &'static str,
}

/// What to commit, and what the profile then costs.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CommitmentMix {
    /// Reservations.
    pub reservation: Option<Reserved>,
    /// Savings plan.
    pub savings_plan: Option<Committed>,
    /// Software of what is committed, which is paid for as it is used; `None` where there is none.
    pub software: Option<Metered>,
    /// Use that was paid for as it went.
    pub pay_as_you_go: Metered,
    /// What the profile costs.
    pub total: Exact,
    /// Below pay as you go alone, in percent.
    pub saving_percent: Option<Exact>,
}

/// Reservations of a mix.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Reserved {
    /// Term.
    pub term: String,
    /// Price of one for the whole term.
    pub unit_price: Decimal,
    /// How many.
    pub count: u32,
    /// What each is for, where it is sold by the unit: `1 vCore`.
    pub of: Option<String>,
    /// How many of them one unit of use takes.
    pub each: Exact,
    /// The profile's part of their price.
    pub cost: Exact,
    /// Units of use that they covered.
    pub covered: Exact,
    /// Hours of reservations that nothing used.
    pub unused: Exact,
    /// Used part, in percent.
    pub utilisation: Option<Exact>,
}

/// A savings plan of a mix.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Committed {
    /// Term.
    pub term: String,
    /// Price of one unit under it.
    pub unit_price: Decimal,
    /// Commitment for each hour.
    pub hourly: Exact,
    /// What it costs over the profile.
    pub cost: Exact,
    /// Units of use that it covered.
    pub covered: Exact,
    /// Money committed that nothing used.
    pub unused: Exact,
    /// Used part, in percent.
    pub utilisation: Option<Exact>,
}

/// Pay as you go of a mix.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Metered {
    /// Units of use.
    pub quantity: Exact,
    /// What they cost.
    pub cost: Exact,
}
