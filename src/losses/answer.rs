//! The answer of looking for losses.

use super::leaks::Leak;
use super::rows::JudgedRow;
use super::strip::StripOfSubscription;
use crate::money::{Currency, Decimal, Exact};
use crate::pec::{AccessReason, PecReason};
use crate::time::Day;
use crate::usage::Notice;
use serde::Serialize;

/// Answer of [`losses`](super::losses). Amounts are unrounded, in pricing currency.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LossesAnswer {
    /// Version of this form.
    pub schema_version: u32,
    /// Currency of all amounts: the pricing currency that the usage says.
    pub currency: Currency,
    /// False where rows of the usage or the list could not be read, where the file does not say what became of a row, or the
    /// list given has no price for it.
    pub complete: bool,
    /// What is to be known of the figures.
    pub notices: Vec<Notice>,
    /// PEC as a fraction.
    pub pec_rate: Decimal,
    /// Where the rate comes from.
    pub pec_rate_cite: &'static str,
    /// First day of the usage.
    pub from: Option<Day>,
    /// Last day of the usage.
    pub to: Option<Day>,
    /// PEC that was not earned although the product earns.
    pub lost: Exact,
    /// Sums that close: nothing is left over.
    pub sums: LossesSums,
    /// Days with losses, in order.
    pub by_day: Vec<LostByDay>,
    /// Subscriptions with losses, the largest first.
    pub by_subscription: Vec<LostOfSubscription>,
    /// Resource groups with losses, the largest first.
    pub by_resource_group: Vec<LostOfGroup>,
    /// Resources with losses, the largest first.
    pub by_resource: Vec<LostOfResource>,
    /// What could not earn, by reason.
    pub ineligible: Vec<IneligibleSum>,
    /// Losses that have one cause: where, since when, what it goes on costing, what would mend it. The largest first.
    pub leaks: Vec<Leak>,
    /// Rows with losses, in the order of the file.
    pub rows: Vec<LostRow>,
    /// How many there are.
    pub rows_total: u32,
    /// Rows that earned although they should not have.
    pub not_due: Vec<NotDueRow>,
    /// How many there are.
    pub not_due_total: u32,
    /// What they earned.
    pub not_due_sum: Exact,
    /// Losses on days for which the access facts say that there was access: a case for Microsoft.
    pub lost_with_access: Exact,
    /// True where access facts were given.
    pub access_known: bool,
    /// The rows that `within` of the request asks for, in the order of the file.
    pub within: Vec<JudgedRow>,
    /// How many there are.
    pub within_total: u32,
    /// Each day of each subscription and group.
    pub strip: Vec<StripOfSubscription>,
}

/// `retail = earned / rate + lost / rate + ineligible + unknown`, so that `leftOver` is 0.
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LossesSums {
    /// All rows, before PEC.
    pub retail: Exact,
    /// Of rows whose product earns: earned or lost.
    pub eligible_retail: Exact,
    /// PEC at the rate, of `eligibleRetail`.
    pub pec_of_eligible: Exact,
    /// PEC that the file shows.
    pub earned: Exact,
    /// PEC that it does not.
    pub lost: Exact,
    /// Retail of what could not earn.
    pub ineligible: Exact,
    /// Charges of rows of which the file does not say whether they earned.
    pub unknown: Exact,
    /// `pecOfEligible - earned - lost`: other than 0 only where a row shows another percentage than the rate.
    pub left_over: Exact,
    /// What the file charges.
    pub charged: Exact,
    /// `retail - earned - charged`: what printing cut from totals, or what does not multiply.
    pub printing: Exact,
    /// Credits that the file gives back: no usage, and in no other sum (rules 3.7).
    pub credits: Exact,
    /// Rows of credits.
    pub rows_credit: u32,
    /// Rows that earned.
    pub rows_earned: u32,
    /// Rows with losses.
    pub rows_lost: u32,
    /// Rows that could not earn.
    pub rows_ineligible: u32,
    /// Rows that cost nothing.
    pub rows_free: u32,
    /// Rows of which the file does not say.
    pub rows_unknown: u32,
    /// Rows whose column of PEC contradicts their price; the price decides.
    pub rows_contradicting: u32,
    /// Rows whose retail price is 15 significant digits of a quotient that does not end.
    pub rows_cut: u32,
    /// Rows whose product the price list does not have, although others that it does not have earned: the list is not the
    /// whole one, and nothing is concluded from what it lacks.
    pub rows_not_listed: u32,
    /// Rows whose product the list has, but no price for them, say in their currency or unit: judged by the file alone.
    pub rows_not_priced: u32,
}

/// Losses of a day.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LostByDay {
    /// Day of use.
    pub date: Day,
    /// PEC not earned.
    pub lost: Exact,
    /// Retail of the rows.
    pub retail: Exact,
    /// Rows.
    pub rows: u32,
}

/// Losses of a place.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LostSum {
    /// PEC not earned.
    pub lost: Exact,
    /// Retail of the rows.
    pub retail: Exact,
    /// Rows.
    pub rows: u32,
    /// First day with a loss.
    pub from: Day,
    /// Last day with one.
    pub to: Day,
}

/// Losses of a subscription.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LostOfSubscription {
    /// Azure subscription.
    pub subscription: String,
    /// What people call it; "" where the file does not say.
    pub name: String,
    /// Azure plan.
    pub plan: String,
    /// How much, and when.
    #[serde(flatten)]
    pub sum: LostSum,
}

/// Losses of a resource group.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LostOfGroup {
    /// Azure subscription.
    pub subscription: String,
    /// Resource group; "" where the file does not say.
    pub resource_group: String,
    /// How much, and when.
    #[serde(flatten)]
    pub sum: LostSum,
}

/// Losses of a resource.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LostOfResource {
    /// Azure subscription.
    pub subscription: String,
    /// Resource group.
    pub resource_group: String,
    /// Resource; "" where the file does not say.
    pub resource: String,
    /// How much, and when.
    #[serde(flatten)]
    pub sum: LostSum,
}

/// What could not earn for one reason.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct IneligibleSum {
    /// Why.
    pub reason: PecReason,
    /// As a sentence.
    pub text: &'static str,
    /// Source of the rule.
    pub cite: &'static str,
    /// Before PEC.
    pub retail: Exact,
    /// Rows.
    pub rows: u32,
}

/// A row with a loss.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LostRow {
    /// File of the row, from 1, where the usage is several.
    pub file_number: u32,
    /// Row of the usage file.
    pub row: u32,
    /// Day of use.
    pub date: Day,
    /// Azure plan.
    pub plan: String,
    /// Azure subscription.
    pub subscription: String,
    /// Resource group.
    pub resource_group: String,
    /// Resource.
    pub resource: String,
    /// Product id.
    pub product_id: String,
    /// SKU id.
    pub sku_id: String,
    /// Meter id.
    pub meter_id: String,
    /// Before PEC.
    pub retail: Exact,
    /// PEC not earned.
    pub lost: Exact,
    /// What the access facts say; `None` without facts.
    pub access: Option<AccessReason>,
    /// The row shows PEC, but its price is without it.
    pub contradicts: bool,
}

/// A row that earned although it should not have.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NotDueRow {
    /// File of the row, from 1, where the usage is several.
    pub file_number: u32,
    /// Row of the usage file.
    pub row: u32,
    /// Day of use.
    pub date: Day,
    /// Azure plan.
    pub plan: String,
    /// Azure subscription.
    pub subscription: String,
    /// Resource group.
    pub resource_group: String,
    /// Resource.
    pub resource: String,
    /// Product id.
    pub product_id: String,
    /// SKU id.
    pub sku_id: String,
    /// Meter id.
    pub meter_id: String,
    /// Before PEC.
    pub retail: Exact,
    /// What it earned.
    pub earned: Exact,
    /// Why it should not have.
    pub reason: PecReason,
    /// What the access facts say, where they are the reason.
    pub access: Option<AccessReason>,
    /// As a sentence.
    pub text: &'static str,
}
