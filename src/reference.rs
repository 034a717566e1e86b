//! A public retail price in another currency, for reference: `USD / USDPerUnit`, 6 decimals, halves up (rules 12.9).
//!
//! Only the price in US dollars is real, and bills are made of it; this is what Microsoft's public price list prints beside
//! it. A price that becomes 0 is not free: newer feeds in other currencies carry fewer decimals still.

use crate::error::Result;
use crate::exchange::{Exchange, ExchangeRate};
use crate::explain::Step;
use crate::money::{Currency, Decimal, Exact, rounding};
use crate::price_list::{PriceAnswer, PriceKey, PriceList, PriceRequest, PriceType, Priced};
use crate::time::{Day, Month};
use serde::{Deserialize, Serialize};

/// Request of [`price`]: the fields of [`PriceRequest`], and the currency for reference.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ReferenceRequest {
    /// Product id.
    pub product_id: String,
    /// SKU id.
    pub sku_id: String,
    /// Meter id.
    #[serde(default)]
    pub meter_id: Option<String>,
    /// Region, code or location.
    #[serde(default)]
    pub region: Option<String>,
    /// Type.
    #[serde(default, rename = "type")]
    pub price_type: Option<PriceType>,
    /// Term.
    #[serde(default)]
    pub term: Option<String>,
    /// Day; default the newest day of the list.
    #[serde(default)]
    pub on: Option<Day>,
    /// A month's quantity, to be costed.
    #[serde(default)]
    pub quantity: Option<Decimal>,
    /// The currency; default none.
    #[serde(default)]
    pub currency: Option<Currency>,
    /// Exchange rates, of which the one of the day's month is used.
    #[serde(default)]
    pub exchange_rates: Vec<ExchangeRate>,
}

impl ReferenceRequest {
    fn price(&self) -> PriceRequest {
        PriceRequest {
            product_id: self.product_id.clone(),
            sku_id: self.sku_id.clone(),
            meter_id: self.meter_id.clone(),
            region: self.region.clone(),
            price_type: self.price_type,
            term: self.term.clone(),
            on: self.on,
            quantity: self.quantity,
        }
    }
}

/// A tier at its price in the other currency.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ReferenceTier {
    /// Quantity already used when the tier begins.
    pub from: Decimal,
    /// Quantity used when it ends; `None` is open.
    pub to: Option<Decimal>,
    /// Price of one unit of measure, to 6 decimals.
    pub unit_price: Exact,
    /// The price is above 0 in US dollars, and 0 here only because decimals are cut: it is not free.
    pub rounded_to_zero: bool,
}

/// A price in another currency.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Reference {
    /// The currency.
    pub currency: Currency,
    /// Month of the rate.
    pub month: Month,
    /// US dollars for one unit of the currency.
    pub usd_per_unit: Decimal,
    /// Day of the rate, where the sheet says it.
    pub date: Option<Day>,
    /// Price of the first paid tier; `None` where the list does not have it.
    pub unit_price: Option<Exact>,
    /// The tiers.
    pub tiers: Vec<ReferenceTier>,
    /// What the quantity asked for costs at these prices, unrounded.
    pub amount: Option<Exact>,
    /// How the price came about.
    pub steps: Vec<Step>,
}

/// Answer of [`price`].
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ReferenceAnswer {
    /// The price of the list.
    #[serde(flatten)]
    pub answer: PriceAnswer,
    /// The same in the currency asked for.
    pub reference: Option<Reference>,
    /// A price of 0 that is no proof of a free meter: the list is in another currency than US dollars.
    pub zero_not_proven: bool,
}

const CITE: &str = "1,000 public retail prices of November 2025 in Australian dollars";

/// One price of the list, and what it is in another currency, for reference.
///
/// # Errors
/// As [`PriceList::price`], and `exchangeRate.missing` without a rate for the currency and month.
///
/// ```
/// # use azplan::{PriceList, reference::{price, ReferenceRequest}};
/// let list = PriceList::read(b"ProductId,SkuId,UnitPrice,Currency\nDZH318Z0BQD2,003J,2.99,USD\n")?;
/// let request: ReferenceRequest = serde_json::from_str(
///     r#"{"productId":"DZH318Z0BQD2","skuId":"003J","on":"2025-11-17","currency":"AUD",
///         "exchangeRates":[{"currencyCode":"AUD","usdPerUnit":"0.6612","month":"2025-11"}]}"#,
/// ).expect("a request");
/// let answer = price(&list, &request)?;
/// assert_eq!(answer.reference.and_then(|found| found.unit_price).expect("a rate").to_string(), "4.522081");
/// # Ok::<(), azplan::Error>(())
/// ```
pub fn price(list: &PriceList, request: &ReferenceRequest) -> Result<ReferenceAnswer> {
    let asked = request.price();
    let answer = list.price(&asked)?;
    let on = request.on.unwrap_or_else(|| list.newest_day());
    let found = list.find(&PriceKey::of(&asked), on).ok();
    let is_zero = |priced: &Priced| priced.tiers.as_slice().iter().any(|tier| tier.unit_price.is_zero());
    let zero_not_proven = list.currency() != Currency::USD && found.as_ref().is_some_and(is_zero);
    let wanted = request.currency.filter(|currency| *currency != list.currency());
    let reference = match (wanted, &found) {
        (Some(currency), Some(priced)) => Some(reference(list, request, (currency, on), priced)?),
        _ => None,
    };
    Ok(ReferenceAnswer { answer, reference, zero_not_proven })
}

fn reference(
    list: &PriceList,
    request: &ReferenceRequest,
    (currency, on): (Currency, Day),
    priced: &Priced,
) -> Result<Reference> {
    let month = on.month();
    let exchange = Exchange::chosen(list.currency(), Some(currency), &request.exchange_rates, month)?;
    let per_unit = exchange.per_unit();
    let local = |usd: Exact| rounding::reference_price(usd, per_unit.exact());
    let mut tiers = Vec::new();
    let mut steps = Vec::new();
    for tier in priced.tiers.as_slice() {
        let unit_price = local(tier.unit_price.exact())?;
        let rounded_to_zero = unit_price.is_zero() && !tier.unit_price.is_zero();
        let zero = if rounded_to_zero { ": not free, only too small for 6 decimals" } else { "" };
        let text = format!(
            "for reference: {} {} / {per_unit} = {unit_price} to 6 decimals, halves up{zero}",
            list.currency(),
            tier.unit_price
        );
        let step = Step::new("reference", text, CITE, unit_price, currency.as_str());
        steps.push(step.with("unitPrice", tier.unit_price).with("usdPerUnit", per_unit).with("month", month));
        tiers.push(ReferenceTier { from: tier.from, to: tier.to, unit_price, rounded_to_zero });
    }
    let mut amount = None;
    let costed = request.quantity.map(|quantity| priced.tiers.cost(Exact::ZERO, quantity.exact())).transpose()?;
    let costed = costed.filter(|costed| costed.unpriced.is_zero());
    if let Some((quantity, costed)) = request.quantity.zip(costed) {
        let mut sum = Exact::ZERO;
        for part in costed.parts {
            sum = sum.plus(part.quantity.times(local(part.unit_price.exact())?)?)?;
        }
        let text = format!("{quantity} at these prices: {sum}, unrounded");
        steps.push(Step::new("sum", text, CITE, sum, currency.as_str()).with("quantity", quantity));
        amount = Some(sum);
    }
    let unit_price = priced.tiers.unit_price().map(|price| local(price.exact())).transpose()?;
    Ok(Reference { currency, month, usd_per_unit: per_unit, date: exchange.date, unit_price, tiers, amount, steps })
}
