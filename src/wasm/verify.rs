//! Verification at the boundary.

use super::convert::{from_js, throw, to_js};
use super::reader::js_reader;
use super::{PriceList, Thrown, Usage};
use crate::{price_list, usage, verify};
use std::rc::Rc;
use wasm_bindgen::prelude::*;

js_reader! {
    /// Reads a reconciliation file, chunk by chunk.
    ReconReader: verify::ReconReader => Recon,
    |recon| Recon(Some(Rc::new(recon))),
    "As `push`; `file.empty` where there is no line."
}

/// A reconciliation file in memory, or none. Free it when it is no longer needed.
#[wasm_bindgen]
#[derive(Debug, Default)]
pub struct Recon(Option<Rc<verify::Recon>>);

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
        to_js(&self.0.as_deref().map(verify::Recon::info))
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
    to_js(&verify::verify(None, &usage.0, recon.0.as_deref(), &from_js(request)?).map_err(throw)?)
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
    to_js(&verify::verify(Some(&list.0), &usage.0, recon.0.as_deref(), &from_js(request)?).map_err(throw)?)
}

/// A verification under way, step by step: between steps a worker can be told to stop. Free it when it is not finished.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Verification {
    under_way: verify::Verification,
    list: Option<Rc<price_list::PriceList>>,
    usage: Rc<usage::Usage>,
    recon: Option<Rc<verify::Recon>>,
}

#[wasm_bindgen]
impl Verification {
    /// Begins, without a price list.
    ///
    /// # Errors
    /// As `verify`.
    #[wasm_bindgen(constructor)]
    pub fn new(
        usage: &Usage,
        recon: &Recon,
        #[wasm_bindgen(unchecked_param_type = "VerifyRequest")] request: JsValue,
    ) -> Thrown<Self> {
        Self::begin(None, usage, recon, request)
    }

    /// Begins, against a price list as well.
    ///
    /// # Errors
    /// As `verify`.
    #[wasm_bindgen(js_name = withPrices)]
    pub fn with_prices(
        list: &PriceList,
        usage: &Usage,
        recon: &Recon,
        #[wasm_bindgen(unchecked_param_type = "VerifyRequest")] request: JsValue,
    ) -> Thrown<Self> {
        Self::begin(Some(Rc::clone(&list.0)), usage, recon, request)
    }

    fn begin(list: Option<Rc<price_list::PriceList>>, usage: &Usage, recon: &Recon, request: JsValue) -> Thrown<Self> {
        let (usage, recon) = (Rc::clone(&usage.0), recon.0.clone());
        let files = verify::Files { list: list.as_deref(), usage: &usage, recon: recon.as_deref() };
        let under_way = verify::Verification::begin(files, &from_js(request)?).map_err(throw)?;
        Ok(Self { under_way, list, usage, recon })
    }

    /// Looks at some more rows.
    ///
    /// # Errors
    /// As `verify`.
    #[wasm_bindgen(unchecked_return_type = "VerifyProgress")]
    pub fn step(&mut self) -> Thrown<JsValue> {
        let files = verify::Files { list: self.list.as_deref(), usage: &self.usage, recon: self.recon.as_deref() };
        to_js(&self.under_way.step(files).map_err(throw)?)
    }

    /// What was found. The verification is used up.
    ///
    /// # Errors
    /// As `verify`.
    #[wasm_bindgen(unchecked_return_type = "VerifyAnswer")]
    pub fn finish(self) -> Thrown<JsValue> {
        to_js(&self.under_way.finish().map_err(throw)?)
    }
}
