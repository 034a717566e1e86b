//! What the ways to purchase one workload are answered with.

pub use crate::compare::reservable::Missing;
use crate::explain::Step;
use crate::money::{Currency, Decimal, Exact};
use crate::pec::PecReason;
use crate::price_list::{NotFoundReason, PriceHit};
use crate::time::{Day, Month};
use serde::{Deserialize, Serialize};

/// Answer of [`purchase`](super::purchase).
#[derive(Debug, Clone, Serialize)]
#[serde(untagged)]
pub enum PurchaseAnswer {
    /// The ways to pay.
    Found(Box<Ways>),
    /// The list has no such pay-as-you-go price.
    NotFound(NoWorkload),
}

/// The pay-as-you-go price is not in the list.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NoWorkload {
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
    /// None.
    pub options: Vec<PurchaseOption>,
    /// None.
    pub break_even: Vec<BreakEven>,
}

/// The ways to pay for one workload.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Ways {
    /// Version of this form.
    pub schema_version: u32,
    /// True.
    pub found: bool,
    /// Day of the prices.
    pub on: Day,
    /// Currency of all amounts.
    pub currency: Currency,
    /// The pay-as-you-go price that was asked for.
    pub price: PriceHit,
    /// Instances, or units a month.
    pub quantity: Exact,
    /// Hours a month that each instance runs; `None` where the unit counts no hours.
    pub hours: Option<Exact>,
    /// Hours that the month has.
    pub hours_of_month: Exact,
    /// Hours that the year has.
    pub hours_of_year: Exact,
    /// The calendar's first month, where hours are counted by it.
    pub month: Option<Month>,
    /// PEC as a fraction.
    pub pec_rate: Decimal,
    /// Markup as a fraction of the list price.
    pub markup: Decimal,
    /// Yearly discount rate, if any.
    pub discount_rate: Option<Exact>,
    /// Software in the pay-as-you-go price that no commitment covers.
    pub software: Option<Software>,
    /// False where rows of the price list could not be placed, or it is a part of a longer one.
    pub complete: bool,
    /// Every way to pay, those that the list does not have included.
    pub options: Vec<PurchaseOption>,
    /// From how much use on each commitment costs less.
    pub break_even: Vec<BreakEven>,
    /// The cheapest ways at this use; Spot and Dev/Test, which not every workload may use, are left out.
    pub cheapest: Cheapest,
    /// Rules that bear on the comparison.
    pub notes: Vec<Note>,
}

/// Software in a price.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Software {
    /// Price of the software in one hour of one instance: the price less that of the same machine without it.
    pub hourly: Exact,
    /// The machine without it.
    pub without: PriceHit,
    /// The customer brings the licences, and pays nothing for it.
    pub brought: bool,
}

/// What kind of way to pay.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum WayKind {
    /// Pay as you go; the partner has no access that earns.
    PayAsYouGo,
    /// Pay as you go; the partner earns PEC.
    PayAsYouGoWithPec,
    /// Capacity reserved for a term.
    Reservation,
    /// Spending committed for a term, by the hour.
    SavingsPlan,
    /// Spare capacity that can be taken away at any time.
    Spot,
    /// In a subscription for development and test only.
    DevTest,
}

/// How many reservations a workload takes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reservations {
    /// How many.
    pub count: Exact,
    /// What each is for, where they are sold by the unit: `1 vCore`, `100 cDWU`.
    pub of: Option<String>,
    /// `64 x 1 vCore`.
    pub text: String,
}

/// A way to pay. What it costs is `None` where it is not in the list.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PurchaseOption {
    /// Stable id, `reservation-P1Y`.
    pub id: String,
    /// Kind.
    pub kind: WayKind,
    /// Term of a commitment.
    pub term: Option<String>,
    /// The list has it.
    pub found: bool,
    /// Why not.
    pub reason: Option<Missing>,
    /// A sentence about what is missing.
    pub message: Option<String>,
    /// The price as the list has it: of a reservation for the whole term, of a savings plan for one unit.
    pub price: Option<PriceHit>,
    /// Price as listed.
    pub unit_price: Option<Decimal>,
    /// How many of a reservation it takes.
    pub reservations: Option<Reservations>,
    /// One hour of one instance, where the commitment is used in full.
    pub hourly: Option<Exact>,
    /// What the customer pays in an average month.
    pub customer_monthly: Option<Exact>,
    /// In a year.
    pub customer_yearly: Option<Exact>,
    /// In the whole term.
    pub customer_term: Option<Exact>,
    /// What Microsoft bills the partner in an average month.
    pub partner_monthly: Option<Exact>,
    /// In a year.
    pub partner_yearly: Option<Exact>,
    /// In the whole term.
    pub partner_term: Option<Exact>,
    /// What stays with the partner each month: PEC and markup.
    pub partner_keeps: Option<Exact>,
    /// The part of it that is PEC.
    pub pec: Option<Exact>,
    /// Why it earns PEC or not.
    pub pec_reason: PecReason,
    /// Commitment of a savings plan, for each hour.
    pub commitment_hourly: Option<Exact>,
    /// Hours of a month of each instance that are paid for and not used.
    pub unused_hours: Option<Exact>,
    /// What those cost at the list price.
    pub unused_monthly: Option<Exact>,
    /// Below pay as you go, for the customer, in percent; negative where it costs more.
    pub saving_percent: Option<Exact>,
    /// When it is paid.
    pub payments: Vec<Payment>,
    /// What it costs by hours of use: a line with bends where tiers begin.
    pub points: Vec<Point>,
    /// How the figures came about.
    pub steps: Vec<Step>,
}

/// A way of paying over time.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Payment {
    /// `upFront` or `monthly`.
    pub billing: Billing,
    /// Over how many months.
    pub months: u32,
    /// Of the customer.
    pub customer: Paid,
    /// Of the partner, to Microsoft.
    pub partner: Paid,
}

/// When a commitment is paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Billing {
    /// At once.
    UpFront,
    /// Each month.
    Monthly,
}

/// Amounts of one side.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Paid {
    /// On the first day.
    pub at_start: Exact,
    /// After each month.
    pub each_month: Exact,
    /// Together.
    pub total: Exact,
    /// Worth today, where a discount rate is given.
    pub present_value: Option<Exact>,
}

/// Cost of a month at some use.
#[derive(Debug, Clone, Serialize)]
pub struct Point {
    /// Hours of use of each instance.
    pub hours: Exact,
    /// What the customer pays.
    pub customer: Exact,
    /// What Microsoft bills the partner.
    pub partner: Exact,
}

/// From how much use on a commitment costs less than pay as you go.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct BreakEven {
    /// The option.
    pub option: String,
    /// For the customer, who pays list price in both cases: hours a month of each instance.
    pub hours_per_month: Option<Exact>,
    /// The same for the whole term.
    pub hours_per_term: Option<Exact>,
    /// Of all hours, or of the quantity, in percent.
    pub utilisation: Exact,
    /// False where not even full use reaches it.
    pub reachable: bool,
    /// For the partner, whom pay as you go costs less by PEC: hours a month.
    pub partner_hours_per_month: Option<Exact>,
    /// The same for the whole term.
    pub partner_hours_per_term: Option<Exact>,
    /// In percent.
    pub partner_utilisation: Exact,
    /// False where not even full use reaches it.
    pub partner_reachable: bool,
    /// What the customer pays in the month at the customer's point.
    pub customer_monthly: Exact,
    /// What the partner pays in the month at the partner's point.
    pub partner_monthly: Exact,
    /// How the figures came about.
    pub steps: Vec<Step>,
}

/// The cheapest ways, by id.
#[derive(Debug, Clone, Serialize)]
pub struct Cheapest {
    /// For the customer.
    pub customer: String,
    /// For the partner.
    pub partner: String,
    /// By what the partner keeps.
    pub keeps: String,
}

/// A rule that bears on the comparison.
#[derive(Debug, Clone, Serialize)]
pub struct Note {
    /// Stable name.
    pub rule: &'static str,
    /// A sentence.
    pub text: &'static str,
    /// Source.
    pub cite: &'static str,
}
