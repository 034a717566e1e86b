//! The form of a quote.

use super::request::Audience;
use crate::estimate::{Charge, MissingReason};
use crate::explain::Step;
use crate::money::{Currency, Decimal, Exact, Money};
use crate::pec::PecReason;
use crate::price_list::PriceHit;
use crate::time::{Day, Month};
use serde::Serialize;

/// Answer of [`super::quote`]. For a customer the fields of the partner are not there at all.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct QuoteAnswer {
    /// Version of this form.
    pub schema_version: u32,
    /// Name of the estimate.
    pub name: String,
    /// Who reads it.
    pub audience: Audience,
    /// Billing currency, of all amounts.
    pub currency: Currency,
    /// Every line has a price.
    pub complete: bool,
    /// Lines without a price; they are in no total.
    pub unpriced: u32,
    /// The lines.
    pub lines: Vec<QuotedLine>,
    /// Sums of the groups, in the order in which they come up.
    pub groups: Vec<QuotedGroup>,
    /// What comes every month; one-time charges stand inside, apart.
    pub totals: QuoteTotals,
    /// What the figures rest on.
    pub stamps: Stamps,
    /// What there is to look at.
    pub warnings: Vec<Warning>,
}

/// A line, with its price or without.
#[derive(Debug, Clone, Serialize)]
#[serde(untagged)]
pub enum QuotedLine {
    /// With its price.
    Found(Box<PricedLine>),
    /// Without one.
    NotFound(Box<UnpricedLine>),
}

/// What a line is about.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LineFacts {
    /// Id within the estimate.
    pub id: String,
    /// Group; empty for none.
    pub group: String,
    /// What a person calls it.
    pub title: String,
    /// Product id.
    pub product_id: String,
    /// SKU id.
    pub sku_id: String,
    /// Region.
    pub region: String,
    /// Units a month; with hours, instances.
    pub quantity: Decimal,
    /// Hours a month that each runs.
    pub hours: Option<Decimal>,
}

/// A line with its price.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PricedLine {
    /// What it is about.
    #[serde(flatten)]
    pub facts: LineFacts,
    /// There is a price.
    pub found: bool,
    /// Units of measure in a month.
    pub units: Exact,
    /// Unit of measure.
    pub unit_of_measure: String,
    /// Term of a reservation.
    pub term: Option<String>,
    /// Every month, or once.
    pub charge: Charge,
    /// What the customer pays, before tax.
    pub customer: Money,
    /// What only the partner sees.
    #[serde(flatten)]
    pub partner: Option<PartnerLine>,
}

/// What only the partner sees of a line.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PartnerLine {
    /// List price in billing currency.
    pub list: Money,
    /// Markup as a fraction.
    pub markup: Decimal,
    /// Discount as a fraction.
    pub discount: Decimal,
    /// What Microsoft bills.
    pub partner_cost: Money,
    /// Unrounded partner earned credit in billing currency, to 15 significant digits where it was exchanged.
    pub pec: Exact,
    /// Why it earns or does not.
    pub pec_reason: PecReason,
    /// `customer - partnerCost`.
    pub margin: Money,
    /// How the customer's amount came about.
    pub steps: Vec<Step>,
    /// How the cost came about.
    pub cost_steps: Vec<Step>,
}

/// A line without a price.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct UnpricedLine {
    /// What it is about.
    #[serde(flatten)]
    pub facts: LineFacts,
    /// There is no price.
    pub found: bool,
    /// Why.
    pub reason: MissingReason,
    /// A sentence.
    pub message: String,
    /// Prices that are near; only the partner sees them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nearest: Option<Vec<PriceHit>>,
}

/// Sums of what comes every month, or once.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Sums {
    /// What the customer pays, before tax; nothing where no line is priced.
    pub customer: Option<Money>,
    /// What only the partner sees.
    #[serde(flatten)]
    pub partner: Option<PartnerSums>,
}

/// What only the partner sees of sums.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PartnerSums {
    /// List prices.
    pub list: Option<Money>,
    /// What Microsoft bills.
    pub partner_cost: Option<Money>,
    /// Unrounded partner earned credit.
    pub pec: Option<Exact>,
    /// `customer - partnerCost`.
    pub margin: Option<Money>,
}

/// Sums of a group.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct QuotedGroup {
    /// Name; empty for the lines without one.
    pub name: String,
    /// Lines in it without a price.
    pub unpriced: u32,
    /// What comes every month.
    #[serde(flatten)]
    pub monthly: Sums,
    /// What comes once; nothing where nothing does.
    pub one_time: Option<Sums>,
}

/// The sums, with tax.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct QuoteTotals {
    /// What comes every month.
    #[serde(flatten)]
    pub monthly: TaxedSums,
    /// What comes once; nothing where nothing does.
    pub one_time: Option<TaxedSums>,
}

/// Sums with tax.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct TaxedSums {
    /// Before tax.
    #[serde(flatten)]
    pub sums: Sums,
    /// Tax on what the customer pays; nothing where no rate is given.
    pub tax: Option<Money>,
    /// With tax.
    pub customer_with_tax: Option<Money>,
}

/// What the figures rest on.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Stamps {
    /// Day of the prices.
    pub prices_on: Day,
    /// Market of the price list, where it says one.
    pub market: Option<String>,
    /// Currency of the price list.
    pub pricing_currency: Currency,
    /// Month of the exchange rate; nothing where nothing is exchanged.
    pub exchange_month: Option<Month>,
    /// Billing for one unit of pricing currency, to 15 significant digits.
    pub exchange_rate: Option<Exact>,
    /// Tax as a fraction; nothing where none is given.
    pub tax: Option<Decimal>,
    /// PEC as a fraction; only the partner sees it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pec_rate: Option<Decimal>,
    /// Version of the engine.
    pub engine: &'static str,
}

/// Something to look at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Warning {
    /// Stable name.
    pub code: &'static str,
    /// A sentence.
    pub message: String,
    /// Id of the line it is about.
    pub line: Option<String>,
}
