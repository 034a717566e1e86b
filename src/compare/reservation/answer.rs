//! What is asked about a reservation that is held, and what is answered.

use crate::compare::purchase::Billing;
use crate::money::{Decimal, Exact};
use crate::time::Day;
use serde::{Deserialize, Serialize};

/// Request of [`reservation`].
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ReservationRequest {
    /// Price for the whole term, of all units.
    pub price: Decimal,
    /// Term, `P1Y` or `3 Years`.
    pub term: String,
    /// Day of purchase, the first of the term.
    pub from: Day,
    /// Day on which it is looked at; default the day of purchase.
    #[serde(default)]
    pub on: Option<Day>,
    /// Paid up front (default) or monthly.
    #[serde(default)]
    pub billing: Option<Billing>,
    /// Commitments that the customer cancelled in the twelve months before, in US dollars.
    #[serde(default)]
    pub cancelled: Option<Decimal>,
    /// Fee on what is given back, as a fraction; default what is charged at present.
    #[serde(default)]
    pub fee_rate: Option<Decimal>,
    /// What the whole term costs at present, where that differs: a refund is by the lower of both prices.
    #[serde(default)]
    pub current_price: Option<Decimal>,
    /// Name of the product: it says what is reserved, and some are not given back.
    #[serde(default)]
    pub product: Option<String>,
    /// It reserves compute: machines, dedicated hosts, App Service. Where this is not said the product says it; default true.
    #[serde(default)]
    pub compute: Option<bool>,
    /// What it reserves; default what `compute` or the product says.
    #[serde(default)]
    pub kind: Option<Kind>,
}

/// What a reservation is for, by the savings plans that cover it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Kind {
    /// Machines, dedicated hosts, App Service.
    Compute,
    /// Databases.
    Database,
    /// All else.
    Other,
}

/// Answer of [`reservation`].
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ReservationAnswer {
    /// Version of this form.
    pub schema_version: u32,
    /// First day.
    pub from: Day,
    /// First day after the term.
    pub to: Day,
    /// The day that is looked at.
    pub on: Day,
    /// Days of the term: 366 for a year with a leap day.
    pub days: u32,
    /// Days that are over.
    pub days_used: u32,
    /// Cost of a day: the price over the days of the term.
    pub daily: Exact,
    /// Cost of the days that are over.
    pub amortised: Exact,
    /// The commitment that is left: by days where it was paid up front; where it is paid monthly the days that are left of
    /// the current month, and later instalments.
    pub remaining: Exact,
    /// Source of the above.
    pub cite: &'static str,
    /// Giving it back.
    pub refund: Refund,
    /// Exchanging it for another reservation.
    pub exchange: ExchangeRule,
    /// What it is for.
    pub kind: Kind,
    /// Trading it in for a savings plan: the least commitment an hour, by term; nothing where it can't be.
    pub trade_in: Vec<TradeIn>,
    /// What else bears on it.
    pub rules: Vec<ReservationRule>,
}

/// A rule that bears on a reservation that is held.
#[derive(Debug, Clone, Serialize)]
pub struct ReservationRule {
    /// Stable name.
    pub rule: &'static str,
    /// A sentence.
    pub text: &'static str,
    /// Source.
    pub cite: &'static str,
}

/// What a return gives back.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Refund {
    /// It can be given back.
    pub allowed: bool,
    /// Why, or why not.
    pub text: String,
    /// What is left of what was paid, before the fee, by the lower of purchase price and current price.
    pub prorated: Exact,
    /// Fee as a fraction.
    pub fee_rate: Decimal,
    /// The fee.
    pub fee: Exact,
    /// What is given back; 0 where nothing is.
    pub amount: Exact,
    /// The same: money that was paid and comes back.
    pub paid_back: Exact,
    /// Payments to come that are cancelled: they are not paid, and not paid back.
    pub cancelled_payments: Exact,
    /// Both, before the fee, at the purchase price: what counts against the cap.
    pub cancelled_commitment: Exact,
    /// The same with the fee that the offers page prints, where another one is taken here: the sources differ.
    pub printed: Option<PrintedFee>,
    /// Most that may be cancelled in twelve months, in US dollars.
    pub cap: Decimal,
    /// What of that is left after this return; negative where it is not enough.
    pub cap_left: Exact,
    /// From when on the cancelled commitment no longer counts.
    pub counts_until: Day,
    /// Sources.
    pub cite: Vec<&'static str>,
}

/// A return with the fee that the offers page prints.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PrintedFee {
    /// Fee as a fraction.
    pub fee_rate: Decimal,
    /// The fee.
    pub fee: Exact,
    /// What is given back.
    pub amount: Exact,
    /// Source.
    pub cite: &'static str,
}

/// How often it can be exchanged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Exchange {
    /// Any number of times.
    Yes,
    /// Not at all.
    No,
    /// One last time.
    Once,
}

/// Whether it can be exchanged.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ExchangeRule {
    /// Whether it can be.
    pub allowed: Exchange,
    /// A sentence.
    pub text: String,
    /// The new commitment must be at least this.
    pub minimum: Exact,
    /// Source.
    pub cite: &'static str,
}

/// A savings plan in its place.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct TradeIn {
    /// Term.
    pub term: String,
    /// Hours of the term.
    pub hours: Exact,
    /// Least commitment for each hour.
    pub hourly: Exact,
    /// Source.
    pub cite: &'static str,
}
