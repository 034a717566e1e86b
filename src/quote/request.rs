//! What is quoted: a saved estimate, and on which terms.

use crate::error::{Error, ErrorCode, Result};
use crate::estimate::{EstimateLine, EstimateRequest};
use crate::exchange::ExchangeRate;
use crate::money::{Currency, Decimal, Exact};
use crate::pec::AccessFacts;
use crate::price_list::PriceType;
use crate::time::{Day, Month};
use serde::{Deserialize, Serialize};

/// Who reads the quote. A customer's holds no cost, no partner earned credit and no margin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Audience {
    /// Everything.
    #[default]
    Partner,
    /// What the customer pays.
    Customer,
}

/// What the partner adds to and takes from list prices.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Terms {
    /// Added to the list price, as a fraction of it (10 % is 0.1).
    pub markup: Option<Decimal>,
    /// Taken from the price with its markup, as a fraction of it.
    pub discount: Option<Decimal>,
    /// Tax on the sum, as a fraction of it.
    pub tax: Option<Decimal>,
}

impl Terms {
    /// These, and where they say nothing, the others.
    pub(super) fn or(self, others: Self) -> Self {
        Self {
            markup: self.markup.or(others.markup),
            discount: self.discount.or(others.discount),
            tax: self.tax.or(others.tax),
        }
    }

    /// Refuses what is no markup, discount or tax.
    pub(super) fn verify(&self, place: &str) -> Result<()> {
        let refused = |value: Decimal, name: &str, range: &str| {
            let message = format!("a {name} of `{value}` is not {range} (10 % is 0.1)");
            Err(Error::new(ErrorCode::INPUT_INVALID, message).at(format!("{place}.{name}")))
        };
        if let Some(markup) = self.markup
            && Decimal::ONE.exact().plus(markup.exact())?.is_negative()
        {
            return refused(markup, "markup", "-1 or more");
        }
        for (name, value) in [("discount", self.discount), ("tax", self.tax)] {
            if let Some(value) = value.filter(|value| value.is_negative() || *value > Decimal::ONE) {
                return refused(value, name, "from 0 to 1");
            }
        }
        Ok(())
    }

    /// `(1 + markup)` and `(1 - discount)`.
    pub(super) fn factors(&self) -> Result<(Exact, Exact)> {
        let one = Decimal::ONE.exact();
        let markup = one.plus(self.markup.unwrap_or_default().exact())?;
        let discount = one.minus(self.discount.unwrap_or_default().exact())?;
        Ok((markup, discount))
    }
}

/// A line of a saved estimate.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct DocumentLine {
    /// Id within the estimate.
    pub id: String,
    /// Group; empty for none.
    pub group: String,
    /// What a person calls it.
    pub title: String,
    /// Unit, as the list had it.
    pub unit_of_measure: String,
    /// Product id.
    pub product_id: String,
    /// SKU id.
    pub sku_id: String,
    /// Meter id.
    pub meter_id: Option<String>,
    /// Region.
    pub region: Option<String>,
    /// Type.
    #[serde(rename = "type")]
    pub price_type: Option<PriceType>,
    /// Term.
    pub term: Option<String>,
    /// Units a month; with hours, instances.
    pub quantity: Decimal,
    /// Hours a month that each instance runs, or `calendar` for all hours of the priced month.
    pub hours: Option<String>,
    /// Markup of this line, in place of the estimate's.
    pub markup: Option<Decimal>,
    /// Discount of this line, in place of the estimate's.
    pub discount: Option<Decimal>,
}

/// A saved estimate.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Document {
    /// Id within the saved work.
    pub id: String,
    /// Name.
    pub name: String,
    /// It came with azplan.
    pub sample: bool,
    /// Terms for all lines.
    pub terms: Terms,
    /// Lines; those of one meter share its tiers in this order.
    pub lines: Vec<DocumentLine>,
}

/// Request of [`super::quote`].
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct QuoteRequest {
    /// The saved estimate.
    pub estimate: Document,
    /// Who reads it.
    pub audience: Audience,
    /// Terms in place of the estimate's.
    pub terms: Terms,
    /// Day of the prices; default the newest day of the list.
    pub on: Option<Day>,
    /// PEC as a fraction; default the rate in force.
    pub pec_rate: Option<Decimal>,
    /// Access to the customer's resources; default AOBO.
    pub access: Option<AccessFacts>,
    /// Billing currency; default the price list's.
    pub currency: Option<Currency>,
    /// Exchange rates, of which the month's is used.
    pub exchange_rates: Vec<ExchangeRate>,
}

impl QuoteRequest {
    /// The same as a request for an estimate, by the rules that make the bill.
    pub(super) fn estimate_on(&self, on: Day, pec_rate: Option<Decimal>) -> Result<EstimateRequest> {
        let lines = self.estimate.lines.iter().enumerate();
        let lines = lines.map(|(index, line)| line.estimated(index, on.month())).collect::<Result<Vec<_>>>()?;
        Ok(EstimateRequest {
            lines,
            on: Some(on),
            pec_rate,
            access: self.access.clone(),
            currency: self.currency,
            exchange_rates: self.exchange_rates.clone(),
        })
    }
}

impl DocumentLine {
    fn estimated(&self, index: usize, month: Month) -> Result<EstimateLine> {
        let given = |text: &Option<String>| text.clone().filter(|text| !text.is_empty());
        let hours = match given(&self.hours).as_deref() {
            None => None,
            Some("calendar") => Some(hours_of(month)),
            Some(text) => {
                let place = || format!("estimate.lines[{index}].hours");
                Some(text.parse().map_err(|error: Error| error.at(place()))?)
            }
        };
        Ok(EstimateLine {
            id: self.id.clone(),
            product_id: self.product_id.clone(),
            sku_id: self.sku_id.clone(),
            meter_id: given(&self.meter_id),
            region: given(&self.region),
            price_type: self.price_type,
            term: given(&self.term),
            quantity: self.quantity,
            hours,
        })
    }
}

/// All hours of a calendar month.
pub(super) fn hours_of(month: Month) -> Decimal {
    let days = (28..=31).rev().find(|day| month.day(*day).is_some()).unwrap_or(28);
    Decimal::from_parts(u64::from(days).saturating_mul(24), 0)
}
