//! Verification at the boundary.

use super::convert::{from_js, throw, to_js};
use super::{PriceList, Thrown, Usage};
use crate::verify;
use wasm_bindgen::prelude::*;

/// Reads a reconciliation file, chunk by chunk.
#[wasm_bindgen]
#[derive(Debug, Default)]
pub struct ReconReader(verify::ReconReader);

#[wasm_bindgen]
impl ReconReader {
    /// A reader that has read nothing.
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes the next bytes of the current file: plain text, not compressed.
    ///
    /// # Errors
    /// Throws an `AzplanError` where the file is no reconciliation file.
    pub fn push(&mut self, chunk: &[u8]) -> Thrown<()> {
        self.0.push(chunk).map_err(throw)
    }

    /// Ends the current file: what is pushed next is another part of the same reconciliation.
    ///
    /// # Errors
    /// As `push`.
    #[wasm_bindgen(js_name = endFile)]
    pub fn end_file(&mut self) -> Thrown<()> {
        self.0.end_file().map_err(throw)
    }

    /// Rows and bytes read so far.
    ///
    /// # Errors
    /// Never in practice.
    #[wasm_bindgen(unchecked_return_type = "{ rows: number; bytes: number }")]
    pub fn progress(&self) -> Thrown<JsValue> {
        to_js(&self.0.progress())
    }

    /// Ends the reading. The reader is used up.
    ///
    /// # Errors
    /// As `push`.
    pub fn finish(self) -> Thrown<Recon> {
        self.0.finish().map(|recon| Recon(Some(recon))).map_err(throw)
    }
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
