//! Verification at the boundary.

use super::convert::{from_js, throw, to_js};
use super::reader::js_reader;
use super::{PriceList, Thrown, Usage};
use crate::verify;
use wasm_bindgen::prelude::*;

js_reader! {
    /// Reads a reconciliation file, chunk by chunk.
    ReconReader: verify::ReconReader => Recon,
    |recon| Recon(Some(recon)),
    "As `push`; `file.empty` where there is no line."
}

/// A reconciliation file in memory, or none. Free it when it is no longer needed.
#[wasm_bindgen]
#[derive(Debug, Default)]
pub struct Recon(Option<verify::Recon>);

#[wasm_bindgen]
impl Recon {
    /// No reconciliation file.
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// What was read.
    ///
    /// # Errors
    /// Never in practice.
    #[wasm_bindgen(unchecked_return_type = "ReconInfo")]
    pub fn info(&self) -> Thrown<JsValue> {
        to_js(&self.0.as_ref().map(verify::Recon::info))
    }
}

/// Is the bill right? Without a price list: the figures against each other.
///
/// # Errors
/// Throws an `AzplanError`: `usage.missingColumn`, or for a request of another form.
#[wasm_bindgen(unchecked_return_type = "VerifyAnswer")]
pub fn verify(
    usage: &Usage,
    recon: &Recon,
    #[wasm_bindgen(unchecked_param_type = "VerifyRequest")] request: JsValue,
) -> Thrown<JsValue> {
    to_js(&verify::verify(None, &usage.0, recon.0.as_ref(), &from_js(request)?).map_err(throw)?)
}

/// Is the bill right? Against a price list as well.
///
/// # Errors
/// As `verify`.
#[wasm_bindgen(js_name = verifyWithPrices, unchecked_return_type = "VerifyAnswer")]
pub fn verify_with_prices(
    list: &PriceList,
    usage: &Usage,
    recon: &Recon,
    #[wasm_bindgen(unchecked_param_type = "VerifyRequest")] request: JsValue,
) -> Thrown<JsValue> {
    to_js(&verify::verify(Some(&list.0), &usage.0, recon.0.as_ref(), &from_js(request)?).map_err(throw)?)
}
