//! Losses of partner earned credit at the boundary.

use super::convert::{from_js, throw, to_js};
use super::{PriceList, Thrown, Usage};
use crate::losses;
use wasm_bindgen::prelude::*;

/// Partner earned credit that a billed file shows as not earned.
///
/// # Errors
/// Throws an `AzplanError`: `usage.missingColumn`, `access.invalid`, or for a request of another form.
#[wasm_bindgen(js_name = pecLosses, unchecked_return_type = "LossesAnswer")]
pub fn pec_losses(
    usage: &Usage,
    #[wasm_bindgen(unchecked_param_type = "LossesRequest")] request: JsValue,
) -> Thrown<JsValue> {
    to_js(&losses::losses(None, &usage.0, &from_js(request)?).map_err(throw)?)
}

/// The same, with a price list that makes sure of products and tiers.
///
/// # Errors
/// As `pecLosses`.
#[wasm_bindgen(js_name = pecLossesWithPrices, unchecked_return_type = "LossesAnswer")]
pub fn pec_losses_with_prices(
    list: &PriceList,
    usage: &Usage,
    #[wasm_bindgen(unchecked_param_type = "LossesRequest")] request: JsValue,
) -> Thrown<JsValue> {
    to_js(&losses::losses(Some(&list.0), &usage.0, &from_js(request)?).map_err(throw)?)
}
