//! The use and the benefits of an hour, and what pays for what.

use crate::money::{Decimal, Exact};
use crate::time::Day;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Where a benefit holds: a resource group, a subscription, a management group, or all of the customer.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Scope {
    /// Subscription.
    pub subscription: Option<String>,
    /// Resource group of the subscription.
    pub resource_group: Option<String>,
    /// Management group.
    pub management_group: Option<String>,
}

impl Scope {
    /// The narrowest first.
    pub(super) fn width(&self) -> u8 {
        match (&self.resource_group, &self.subscription, &self.management_group) {
            (Some(_), ..) => 0,
            (_, Some(_), _) => 1,
            (.., Some(_)) => 2,
            _ => 3,
        }
    }

    pub(super) fn holds(&self, place: &Self) -> bool {
        let fits = |wanted: &Option<String>, named: &Option<String>| {
            wanted.as_ref().is_none_or(|wanted| {
                named.as_ref().is_some_and(|named| wanted.trim().eq_ignore_ascii_case(named.trim()))
            })
        };
        fits(&self.resource_group, &place.resource_group)
            && fits(&self.subscription, &place.subscription)
            && fits(&self.management_group, &place.management_group)
    }
}

/// Use in the hour.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct HourUse {
    /// The caller's own id.
    pub id: String,
    /// What reservations must be for, such as a series of machines.
    pub group: String,
    /// Size within the group; default 1.
    #[serde(default)]
    pub ratio: Option<Decimal>,
    /// Hours of use.
    pub quantity: Decimal,
    /// Pay-as-you-go price of one hour.
    pub pay_as_you_go: Decimal,
    /// Prices of one hour under savings plans, by term; those that are not there are not covered.
    #[serde(default)]
    pub savings_plans: BTreeMap<String, Decimal>,
    /// Where it is.
    #[serde(default)]
    pub scope: Scope,
}

/// A reservation that is in force.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct HeldReservation {
    /// The caller's own id.
    pub id: String,
    /// What it is for.
    pub group: String,
    /// Size within the group; default 1.
    #[serde(default)]
    pub ratio: Option<Decimal>,
    /// How many.
    pub quantity: Decimal,
    /// What an hour of one costs: its price over the hours of its term.
    #[serde(default)]
    pub hourly: Option<Decimal>,
    /// Where it holds; default everywhere.
    #[serde(default)]
    pub scope: Scope,
}

/// Units that were bought in advance, such as those of Azure Databricks.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct HeldUnits {
    /// The caller's own id.
    pub id: String,
    /// What it is for.
    pub group: String,
    /// What it is for too: a plan for more of them is less targeted.
    #[serde(default)]
    pub also: Vec<String>,
    /// Units that are left; an hour of use takes its ratio of them.
    pub units: Decimal,
    /// Day on which what is left of it is lost.
    #[serde(default)]
    pub expires: Option<Day>,
    /// Where it holds; default everywhere.
    #[serde(default)]
    pub scope: Scope,
}

/// A savings plan that is in force.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct HeldPlan {
    /// The caller's own id.
    pub id: String,
    /// Term.
    pub term: String,
    /// Commitment for the hour.
    pub hourly: Decimal,
    /// Where it holds; default everywhere.
    #[serde(default)]
    pub scope: Scope,
}

/// Request of [`apply`].
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct ApplyRequest {
    /// Use in the hour.
    pub uses: Vec<HourUse>,
    /// Reservations in force.
    pub reservations: Vec<HeldReservation>,
    /// Pre-purchase plans in force.
    pub pre_purchase_plans: Vec<HeldUnits>,
    /// Savings plans in force.
    pub savings_plans: Vec<HeldPlan>,
}

/// Answer of [`apply`].
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ApplyAnswer {
    /// Version of this form.
    pub schema_version: u32,
    /// What covered what, in the order in which it was applied.
    pub covered: Vec<Covered>,
    /// What is paid for as it goes, in the order of the request.
    pub pay_as_you_go: Vec<LeftOver>,
    /// What is lost of each benefit: hours of a reservation, money of a savings plan.
    pub unused: Vec<Unused>,
    /// What is left of pre-purchase plans: it is not lost with the hour.
    pub pre_purchased: Vec<UnitsLeft>,
    /// What the savings plans and pay as you go cost in the hour; reservations and units bought in advance are paid for.
    pub cost: Exact,
    /// What all of it would have cost as you go.
    pub retail: Exact,
    /// Source of the order.
    pub cite: &'static str,
}

/// A part of the use that a benefit covered.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Covered {
    /// The use.
    pub id: String,
    /// The benefit.
    pub benefit: String,
    /// Hours of use.
    pub quantity: Exact,
    /// Money of a savings plan that they took.
    pub commitment: Option<Exact>,
}

/// Use without a benefit.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LeftOver {
    /// The use.
    pub id: String,
    /// Hours.
    pub quantity: Exact,
    /// What they cost.
    pub cost: Exact,
}

/// What is lost of a benefit.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Unused {
    /// The benefit.
    pub benefit: String,
    /// Hours, or money.
    pub quantity: Exact,
    /// Used part, in percent; `None` of nothing.
    pub utilisation: Option<Exact>,
    /// What the use that it covered would have cost as you go, less what the benefit costs, used or not; `None` for a
    /// reservation without a price (azure-docs: calculate-ea-reservations-savings).
    pub savings: Option<Exact>,
}

/// What is left of units that were bought in advance.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct UnitsLeft {
    /// The plan.
    pub benefit: String,
    /// Units that the hour took.
    pub used: Exact,
    /// Units that are left.
    pub left: Exact,
}
