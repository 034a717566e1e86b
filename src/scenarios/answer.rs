//! The answer of scenarios.

use crate::error::Result;
use crate::money::{Currency, Decimal, Exact};
use crate::pec::{AccessReason, PecReason};
use crate::time::{Day, Month};
use serde::Serialize;

/// Answer of [`scenarios`](super::scenarios). Amounts are unrounded, in pricing currency; a quotient by the days of a month
/// that does not end has 15 significant digits.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ScenariosAnswer {
    /// Version of this form.
    pub schema_version: u32,
    /// Day of the prices.
    pub on: Day,
    /// First month.
    pub month: Month,
    /// Currency of all amounts.
    pub currency: Currency,
    /// PEC as a fraction.
    pub pec_rate: Decimal,
    /// Where the rate comes from.
    pub pec_rate_cite: &'static str,
    /// Monthly retail of all lines.
    pub retail: Exact,
    /// Monthly retail of lines that can earn.
    pub can_earn: Exact,
    /// PEC of a month with access on every day.
    pub full_month: Exact,
    /// PEC of twelve such months.
    pub full_year: Exact,
    /// What no access makes earn, and why.
    pub never_earns: Vec<NeverEarns>,
    /// What access on each day of the first month is worth.
    pub days: Vec<DayValue>,
    /// The accesses compared.
    pub scenarios: Vec<Scenario>,
    /// Lines without a price; they are in no figure.
    pub unpriced: u32,
}

/// Lines that never earn for one reason.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NeverEarns {
    /// Why.
    pub reason: PecReason,
    /// As a sentence.
    pub text: &'static str,
    /// Source of the rule.
    pub cite: &'static str,
    /// Charged once for a term, and not every month.
    pub one_time: bool,
    /// Before PEC.
    pub retail: Exact,
    /// Ids of the lines.
    pub lines: Vec<String>,
}

/// A day of the first month, were access to cover it.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DayValue {
    /// The day.
    pub date: Day,
    /// Retail of what can earn.
    pub retail: Exact,
    /// PEC of it.
    pub pec: Exact,
}

/// What one access brings.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Scenario {
    /// The caller's own id.
    pub id: String,
    /// PEC of the first month.
    pub month: Exact,
    /// PEC of twelve months.
    pub year: Exact,
    /// What full access would bring more in the first month.
    pub lost_month: Exact,
    /// What it would bring more in twelve months.
    pub lost_year: Exact,
    /// The twelve months.
    pub months: Vec<CheckedMonth>,
    /// The days of the first month.
    pub days: Vec<StandingOfDay>,
    /// By line of the estimate that has a price.
    pub lines: Vec<ScenarioLine>,
    /// Who keeps what of the first month.
    pub shared_month: SharedPec,
    /// Who keeps what of the year.
    pub shared_year: SharedPec,
}

/// A month, and what it earns.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CheckedMonth {
    /// The month.
    pub month: Month,
    /// Its days.
    pub days: u32,
    /// Days that access covers.
    pub eligible_days: u32,
    /// PEC.
    pub pec: Exact,
}

/// A day, and whether access covers it.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct StandingOfDay {
    /// The day (UTC).
    pub date: Day,
    /// Does it earn?
    pub eligible: bool,
    /// Why.
    pub reason: AccessReason,
    /// As a sentence.
    pub text: &'static str,
    /// Source of the rule.
    pub cite: &'static str,
}

/// PEC of a line.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ScenarioLine {
    /// Id of the line.
    pub id: String,
    /// `eligible`, or why it never earns.
    pub reason: PecReason,
    /// PEC of the first month.
    pub month: Exact,
    /// PEC of twelve months.
    pub year: Exact,
}

/// Who keeps what of the PEC.
#[derive(Debug, Clone, Copy, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SharedPec {
    /// Provider, or direct-bill partner.
    pub provider: Exact,
    /// Reseller.
    pub reseller: Exact,
    /// Customer.
    pub customer: Exact,
}

impl SharedPec {
    pub(super) fn plus(&self, other: &Self) -> Result<Self> {
        Ok(Self {
            provider: self.provider.plus(other.provider)?,
            reseller: self.reseller.plus(other.reseller)?,
            customer: self.customer.plus(other.customer)?,
        })
    }
}
