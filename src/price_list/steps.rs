//! How the retail amount of a quantity came about.

use super::{Part, PriceHit, total};
use crate::error::Result;
use crate::explain::Step;
use crate::money::Exact;

const PRICE_LIST: &str = "the price list";
const GIVEN: &str = "given by the caller";
const TIERS: &str = "Partner Center: azure-plan-price-list, tiered pricing";

/// Steps from a quantity to its retail amount: price, tiers, sum.
///
/// # Errors
/// `money.outOfRange` where a sum cannot be held.
pub(crate) fn quantity_steps(price: &PriceHit, quantity: Exact, parts: &[Part]) -> Result<Vec<Step>> {
    let currency = price.currency.as_str();
    let unit = price.unit_of_measure.as_str();
    // Where the first paid tier is not known, the quantity lies in one below it.
    let unit_price = price.unit_price.or_else(|| parts.first().map(|part| part.unit_price)).unwrap_or_default();
    let exchange = price.exchanged.map(|exchange| {
        let text = format!("prices of the list are in {}: exchanged at {}", exchange.currency, exchange.text());
        Step::new("listExchange", text, GIVEN, exchange.usd_per_unit, currency)
    });
    let mut steps: Vec<Step> = exchange.into_iter().collect();
    steps.extend([
        Step::new("quantity", format!("quantity used in the month: {quantity} of {unit}"), "the usage", quantity, unit),
        Step::new(
            "price",
            format!("price of {}: {} for {unit}", price.title, unit_price),
            PRICE_LIST,
            unit_price,
            currency,
        )
        .with("productId", &price.product_id)
        .with("skuId", &price.sku_id)
        .with("effectiveStartDate", price.effective_start_date.map_or_else(String::new, |day| day.to_string())),
    ]);
    for part in parts {
        let text = format!("{} at {} is {}", part.quantity, part.unit_price, part.amount);
        let part_step = Step::new("tier", text, TIERS, part.amount, currency);
        steps.push(part_step.with("quantity", part.quantity).with("unitPrice", part.unit_price));
    }
    let retail = total(parts)?;
    steps.push(Step::new("retail", format!("retail amount: {retail}, unrounded"), TIERS, retail, currency));
    Ok(steps)
}
