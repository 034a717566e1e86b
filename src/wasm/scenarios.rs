//! Scenarios of access at the boundary.

use super::convert::{from_js, throw, to_js};
use super::{PriceList, Thrown};
use crate::scenarios;
use wasm_bindgen::prelude::*;

/// What partner earned credit an estimate will bring, under one access and under another.
///
/// # Errors
/// Throws an `AzplanError`: `access.invalid`, or for a request of another form.
#[wasm_bindgen(js_name = pecScenarios, unchecked_return_type = "ScenariosAnswer")]
pub fn pec_scenarios(
    list: &PriceList,
    #[wasm_bindgen(unchecked_param_type = "ScenariosRequest")] request: JsValue,
) -> Thrown<JsValue> {
    to_js(&scenarios::scenarios(&list.0, &from_js(request)?).map_err(throw)?)
}
