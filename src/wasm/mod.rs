//! The JavaScript boundary: converts and forwards, decides nothing. Its types are in `contract.d.ts`.
//!
//! Only this module names JavaScript. Files cross as bytes, everything else as plain objects whose decimals are text.

mod compare;
mod convert;
mod losses;
mod reader;
mod scenarios;
mod strict;
mod verify;

pub use compare::{apply_commitments, compare_offers, held_reservation, markets_of};
pub use losses::{pec_losses, pec_losses_with_prices};
pub use scenarios::pec_scenarios;
pub use verify::{Recon, ReconReader, Verification, verify, verify_with_prices};

use crate::error::{Error, ErrorCode};
use crate::{bill, credit_balance, difference, estimate, exchange, pec, plan, price_list, quote, reference, usage};
use convert::{from_js, text_from_js, throw, to_js};
use reader::js_reader;
use std::rc::Rc;
use wasm_bindgen::prelude::*;

#[wasm_bindgen(typescript_custom_section)]
const CONTRACT: &str = include_str!("contract.d.ts");

type Thrown<T> = Result<T, JsValue>;

js_reader! {
    /// Reads a price list from one or more files, chunk by chunk.
    PriceListReader: price_list::PriceListReader => PriceList,
    |list| PriceList(Rc::new(list)),
    "As `push`; `list.empty` where no row can be used."
}

/// A price list in memory. Free it when it is no longer needed.
#[wasm_bindgen]
#[derive(Debug)]
pub struct PriceList(Rc<price_list::PriceList>);

#[wasm_bindgen]
impl PriceList {
    /// What was read.
    ///
    /// # Errors
    /// Never in practice.
    #[wasm_bindgen(unchecked_return_type = "PriceListInfo")]
    pub fn info(&self) -> Thrown<JsValue> {
        to_js(&self.0.info())
    }

    /// Has the prices of a list in another currency in US dollars from now on: times a rate, without rounding.
    ///
    /// # Errors
    /// Throws an `AzplanError`: `input.invalid` for a list in US dollars, or a rate by which it can't be exchanged.
    pub fn exchange(&mut self, #[wasm_bindgen(unchecked_param_type = "Decimal")] usd_per_unit: &JsValue) -> Thrown<()> {
        let in_use = || Error::new(ErrorCode::INPUT_INVALID, "the list is in use: exchange it before it is used");
        let rate = text_from_js(usd_per_unit, "usdPerUnit")?.parse();
        let rate = rate.map_err(|error: Error| throw(error.at("usdPerUnit")))?;
        Rc::get_mut(&mut self.0).ok_or_else(|| throw(in_use()))?.exchange(rate).map_err(throw)
    }

    /// The list as a block of bytes for `PriceList.open`: to be kept in IndexedDB, say.
    ///
    /// # Errors
    /// Never in practice.
    pub fn save(&self) -> Thrown<Vec<u8>> {
        self.0.save().map_err(throw)
    }

    /// Opens what `save` wrote.
    ///
    /// # Errors
    /// Throws an `AzplanError`: `saved.damaged`, `saved.otherVersion`.
    pub fn open(block: &[u8]) -> Thrown<PriceList> {
        price_list::PriceList::open(block).map(|list| PriceList(Rc::new(list))).map_err(throw)
    }

    /// Prices that fit words and facets, best first.
    ///
    /// # Errors
    /// Throws an `AzplanError` for a request of another form.
    #[wasm_bindgen(unchecked_return_type = "SearchAnswer")]
    pub fn search(&self, #[wasm_bindgen(unchecked_param_type = "SearchRequest")] request: JsValue) -> Thrown<JsValue> {
        to_js(&self.0.search(&from_js(request)?).map_err(throw)?)
    }

    /// One price with its tiers and, for a quantity, what it costs; in another currency as well, for reference.
    ///
    /// # Errors
    /// Throws an `AzplanError`: `exchangeRate.missing`, or for a request of another form.
    #[wasm_bindgen(unchecked_return_type = "PriceAnswer")]
    pub fn price(&self, #[wasm_bindgen(unchecked_param_type = "PriceRequest")] request: JsValue) -> Thrown<JsValue> {
        to_js(&reference::price(&self.0, &from_js(request)?).map_err(throw)?)
    }

    /// A price over time.
    ///
    /// # Errors
    /// Throws an `AzplanError` for a request of another form.
    #[wasm_bindgen(unchecked_return_type = "HistoryAnswer")]
    pub fn history(&self, #[wasm_bindgen(unchecked_param_type = "PriceRequest")] request: JsValue) -> Thrown<JsValue> {
        to_js(&self.0.history(&from_js(request)?))
    }

    /// A quote of a saved estimate.
    ///
    /// # Errors
    /// Throws an `AzplanError` for a request of another form.
    #[wasm_bindgen(unchecked_return_type = "QuoteAnswer")]
    pub fn quote(&self, #[wasm_bindgen(unchecked_param_type = "QuoteRequest")] request: JsValue) -> Thrown<JsValue> {
        to_js(&quote::quote(&self.0, &from_js(request)?).map_err(throw)?)
    }

    /// Two quotes side by side.
    ///
    /// # Errors
    /// Throws an `AzplanError` for a request of another form.
    #[wasm_bindgen(js_name = quoteDiff, unchecked_return_type = "QuoteDiffAnswer")]
    pub fn quote_diff(
        &self,
        #[wasm_bindgen(unchecked_param_type = "QuoteDiffRequest")] request: JsValue,
    ) -> Thrown<JsValue> {
        to_js(&quote::beside(&self.0, &from_js(request)?).map_err(throw)?)
    }

    /// What a month's use will cost.
    ///
    /// # Errors
    /// Throws an `AzplanError` for a request of another form.
    #[wasm_bindgen(unchecked_return_type = "EstimateAnswer")]
    pub fn estimate(
        &self,
        #[wasm_bindgen(unchecked_param_type = "EstimateRequest")] request: JsValue,
    ) -> Thrown<JsValue> {
        to_js(&estimate::estimate(&self.0, &from_js(request)?).map_err(throw)?)
    }
}

js_reader! {
    /// Reads usage from one or more files, chunk by chunk.
    UsageReader: usage::UsageReader => Usage,
    |usage| Usage(Rc::new(usage)),
    "As `push`; `usage.empty` where no row can be used."
}

/// Usage in memory. Free it when it is no longer needed.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Usage(Rc<usage::Usage>);

#[wasm_bindgen]
impl Usage {
    /// What was read.
    ///
    /// # Errors
    /// Never in practice.
    #[wasm_bindgen(unchecked_return_type = "UsageInfo")]
    pub fn info(&self) -> Thrown<JsValue> {
        to_js(&self.0.info())
    }
}

/// The daily rated lines, unrounded; their totals as a daily file prints them, where that is asked.
///
/// # Errors
/// Throws an `AzplanError`: `exchangeRate.missing`, or for a request of another form.
#[wasm_bindgen(unchecked_return_type = "RateAnswer")]
pub fn rate(
    list: &PriceList,
    usage: &Usage,
    #[wasm_bindgen(unchecked_param_type = "RateRequest")] request: JsValue,
) -> Thrown<JsValue> {
    to_js(&bill::daily(&list.0, &usage.0, &from_js(request)?).map_err(throw)?)
}

/// The reconciliation lines and the invoice of a month.
///
/// # Errors
/// Throws an `AzplanError`: `month.ambiguous`, `exchangeRate.missing`, or for a request of another form.
#[wasm_bindgen(unchecked_return_type = "BillAnswer")]
pub fn bill(
    list: &PriceList,
    usage: &Usage,
    #[wasm_bindgen(unchecked_param_type = "BillRequest")] request: JsValue,
) -> Thrown<JsValue> {
    to_js(&bill::bill(&list.0, &usage.0, &from_js(request)?).map_err(throw)?)
}

/// The usage of a month as a tree, with totals at each level.
///
/// # Errors
/// Throws an `AzplanError`: `month.ambiguous`, or for a request of another form.
#[wasm_bindgen(unchecked_return_type = "TreeAnswer")]
pub fn tree(
    list: &PriceList,
    usage: &Usage,
    #[wasm_bindgen(unchecked_param_type = "TreeRequest")] request: JsValue,
) -> Thrown<JsValue> {
    to_js(&bill::tree(&list.0, &usage.0, &from_js(request)?).map_err(throw)?)
}

/// The steps that made a figure of a bill.
///
/// # Errors
/// As `bill`, and `explain.unknownLine`.
#[wasm_bindgen(unchecked_return_type = "ExplainAnswer")]
pub fn explain(
    list: &PriceList,
    usage: &Usage,
    #[wasm_bindgen(unchecked_param_type = "ExplainRequest")] request: JsValue,
) -> Thrown<JsValue> {
    to_js(&bill::explain(&list.0, &usage.0, &from_js(request)?).map_err(throw)?)
}

/// What changed from an old list to a new one.
///
/// # Errors
/// Throws an `AzplanError` for a request of another form.
#[wasm_bindgen(unchecked_return_type = "DiffAnswer")]
pub fn diff(
    old: &PriceList,
    new: &PriceList,
    #[wasm_bindgen(unchecked_param_type = "DiffRequest")] request: JsValue,
) -> Thrown<JsValue> {
    to_js(&difference::diff(&old.0, &new.0, None, &from_js(request)?).map_err(throw)?)
}

/// What changed from an old list to a new one, and what that does to usage.
///
/// # Errors
/// As `diff`.
#[wasm_bindgen(js_name = diffUsage, unchecked_return_type = "DiffAnswer")]
pub fn diff_usage(
    old: &PriceList,
    new: &PriceList,
    usage: &Usage,
    #[wasm_bindgen(unchecked_param_type = "DiffRequest")] request: JsValue,
) -> Thrown<JsValue> {
    to_js(&difference::diff(&old.0, &new.0, Some(&usage.0), &from_js(request)?).map_err(throw)?)
}

/// What changed between two downloads of one month's usage.
///
/// # Errors
/// Throws an `AzplanError` for a request of another form.
#[wasm_bindgen(js_name = usageDiff, unchecked_return_type = "UsageDiffAnswer")]
pub fn usage_diff(
    old: &Usage,
    new: &Usage,
    #[wasm_bindgen(unchecked_param_type = "UsageDiffRequest")] request: JsValue,
) -> Thrown<JsValue> {
    to_js(&difference::downloads(&old.0, &new.0, &from_js(request)?).map_err(throw)?)
}

/// Does a role earn partner earned credit?
///
/// # Errors
/// Throws an `AzplanError` where the name is no text.
#[wasm_bindgen(js_name = pecRole, unchecked_return_type = "RoleAnswer")]
pub fn pec_role(#[wasm_bindgen(unchecked_param_type = "string")] name: &JsValue) -> Thrown<JsValue> {
    to_js(&pec::role(&text_from_js(name, "name")?))
}

/// Which days earn partner earned credit by access, and why not.
///
/// # Errors
/// Throws an `AzplanError`: `access.invalid`, or for a request of another form.
#[wasm_bindgen(js_name = pecCheck, unchecked_return_type = "CheckAnswer")]
pub fn pec_check(#[wasm_bindgen(unchecked_param_type = "CheckRequest")] request: JsValue) -> Thrown<JsValue> {
    to_js(&pec::check(&from_js(request)?).map_err(throw)?)
}

/// May a customer buy, move to, transfer or cancel, and what happens then?
///
/// # Errors
/// Throws an `AzplanError`: `facts.invalid`, or for facts of another form.
#[wasm_bindgen(js_name = planCheck, unchecked_return_type = "PlanAnswer")]
pub fn plan_check(#[wasm_bindgen(unchecked_param_type = "PlanFacts")] facts: JsValue) -> Thrown<JsValue> {
    to_js(&plan::check(&from_js(facts)?).map_err(throw)?)
}

/// Reads an exchange-rate sheet (`CurrencyCode, USDPerUnit, Month`).
///
/// # Errors
/// Throws an `AzplanError` where the file is no exchange-rate sheet.
#[wasm_bindgen(js_name = readExchangeRates, unchecked_return_type = "ExchangeRateSheet")]
pub fn read_exchange_rates(
    bytes: &[u8],
    #[wasm_bindgen(unchecked_param_type = "FileForm")] form: JsValue,
) -> Thrown<JsValue> {
    to_js(&exchange::ExchangeRateSheet::read_as(bytes, from_js(form)?).map_err(throw)?)
}

/// Reads the balance report of Azure credit offers.
///
/// # Errors
/// Throws an `AzplanError` where the file is no balance report.
#[wasm_bindgen(js_name = readCreditBalance, unchecked_return_type = "CreditBalance")]
pub fn read_credit_balance(
    bytes: &[u8],
    #[wasm_bindgen(unchecked_param_type = "FileForm")] form: JsValue,
) -> Thrown<JsValue> {
    to_js(&credit_balance::read_as(bytes, from_js(form)?).map_err(throw)?)
}

/// Version of the engine.
#[wasm_bindgen]
#[must_use]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}
