//! One price with its tiers, and what a quantity costs.

use super::answers::PriceHit;
use super::lookup::{NotFoundReason, PriceKey};
use super::{Costed, Part, PriceList, PriceType, Tier};
use crate::error::Result;
use crate::explain::Step;
use crate::money::{Decimal, Exact};
use crate::time::Day;
use serde::{Deserialize, Serialize};

/// Request of [`PriceList::price`].
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PriceRequest {
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
}

/// Answer of [`PriceList::price`].
#[derive(Debug, Clone, Serialize)]
#[serde(untagged)]
pub enum PriceAnswer {
    /// The price.
    Found(Box<FoundPrice>),
    /// Why there is none.
    NotFound(Missing),
}

/// A price that was found.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct FoundPrice {
    found: bool,
    on: Day,
    #[serde(flatten)]
    price: PriceHit,
    tiers: Vec<Tier>,
    quantity: Option<Decimal>,
    amount: Option<Exact>,
    /// Units of the quantity that have no price; the amount is not known then.
    unpriced: Option<Exact>,
    /// False where the amount is not known, or rows of the list could not be placed.
    complete: bool,
    parts: Vec<Part>,
    steps: Vec<Step>,
}

/// A price that was not found.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Missing {
    found: bool,
    on: Day,
    reason: NotFoundReason,
    message: String,
    nearest: Vec<PriceHit>,
}

impl<'a> PriceKey<'a> {
    /// What a request asks for.
    #[must_use]
    pub fn of(request: &'a PriceRequest) -> Self {
        Self {
            product_id: &request.product_id,
            sku_id: &request.sku_id,
            meter_id: request.meter_id.as_deref().unwrap_or_default(),
            regions: [request.region.as_deref().unwrap_or_default(), ""],
            region_required: true,
            price_type: request.price_type,
            term: request.term.as_deref().unwrap_or_default(),
        }
    }
}

impl PriceList {
    /// One price with its tiers and, for a quantity, what it costs.
    ///
    /// # Errors
    /// `money.outOfRange` where an amount cannot be held.
    ///
    /// ```
    /// # use azplan::{PriceList, price_list::PriceRequest};
    /// let list = PriceList::read(b"ProductId,SkuId,UnitPrice,Currency\nDZH318Z0BQD2,003J,2.99,USD\n")?;
    /// let request = PriceRequest {
    ///     product_id: "DZH318Z0BQD2".into(),
    ///     sku_id: "003J".into(),
    ///     quantity: Some("32".parse()?),
    ///     ..PriceRequest::default()
    /// };
    /// let answer = serde_json::to_value(list.price(&request)?).expect("JSON");
    /// assert_eq!(answer["amount"], "95.68");
    /// # Ok::<(), azplan::Error>(())
    /// ```
    pub fn price(&self, request: &PriceRequest) -> Result<PriceAnswer> {
        let on = request.on.unwrap_or_else(|| self.newest_day());
        match self.find(&PriceKey::of(request), on) {
            Err(missing) => Ok(PriceAnswer::NotFound(Missing {
                found: false,
                on,
                reason: missing.reason,
                nearest: self.nearest(&missing),
                message: missing.message,
            })),
            Ok(priced) => {
                let Costed { parts, unpriced } = match request.quantity {
                    Some(quantity) => priced.tiers.cost(Exact::ZERO, quantity.exact())?,
                    None => Costed::default(),
                };
                let amount = request.quantity.filter(|_| unpriced.is_zero());
                let amount = amount.map(|_| super::total(&parts)).transpose()?;
                let price = self.hit(priced.index(), Some(on));
                let steps = match request.quantity {
                    Some(quantity) if unpriced.is_zero() => super::quantity_steps(&price, quantity.exact(), &parts)?,
                    _ => Vec::new(),
                };
                let tiers = priced.tiers.as_slice().to_vec();
                let quantity = request.quantity;
                Ok(PriceAnswer::Found(Box::new(FoundPrice {
                    found: true,
                    on,
                    price,
                    tiers,
                    quantity,
                    amount,
                    unpriced: Some(unpriced).filter(|units| !units.is_zero()),
                    complete: unpriced.is_zero() && self.is_whole(),
                    parts,
                    steps,
                })))
            }
        }
    }
}
