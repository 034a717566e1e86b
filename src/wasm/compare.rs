//! Offers, ways to purchase and markets at the boundary.

use super::convert::{from_js, text_from_js, throw, to_js};
use super::{PriceList, Thrown};
use crate::rules::Language;
use crate::{compare, markets};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
impl PriceList {
    /// The ways to pay for one workload.
    ///
    /// # Errors
    /// Throws an `AzplanError` for a request of another form, or numbers that make no sense.
    #[wasm_bindgen(js_name = comparePurchase, unchecked_return_type = "PurchaseAnswer")]
    pub fn compare_purchase(
        &self,
        #[wasm_bindgen(unchecked_param_type = "PurchaseRequest")] request: JsValue,
    ) -> Thrown<JsValue> {
        to_js(&compare::purchase(&self.0, &from_js(request)?).map_err(throw)?)
    }

    /// How much to commit for one workload, by its use hour by hour.
    ///
    /// # Errors
    /// As `comparePurchase`.
    #[wasm_bindgen(js_name = bestCommitment, unchecked_return_type = "CommitmentAnswer")]
    pub fn best_commitment(
        &self,
        #[wasm_bindgen(unchecked_param_type = "CommitmentRequest")] request: JsValue,
    ) -> Thrown<JsValue> {
        to_js(&compare::commitment(&self.0, &from_js(request)?).map_err(throw)?)
    }
}

/// Which benefit pays for what in an hour: reservations, then savings plans, then pay as you go.
///
/// # Errors
/// Throws an `AzplanError` for a request of another form, or numbers that make no sense.
#[wasm_bindgen(js_name = applyCommitments, unchecked_return_type = "ApplyAnswer")]
pub fn apply_commitments(#[wasm_bindgen(unchecked_param_type = "ApplyRequest")] request: JsValue) -> Thrown<JsValue> {
    to_js(&compare::apply(&from_js(request)?).map_err(throw)?)
}

/// What becomes of a reservation that was bought: cost by day, refund, exchange, trade-in.
///
/// # Errors
/// Throws an `AzplanError` for a request of another form, or days and numbers that make no sense.
#[wasm_bindgen(js_name = heldReservation, unchecked_return_type = "ReservationAnswer")]
pub fn held_reservation(
    #[wasm_bindgen(unchecked_param_type = "ReservationRequest")] request: JsValue,
) -> Thrown<JsValue> {
    to_js(&compare::reservation(&from_js(request)?).map_err(throw)?)
}

/// The offers of the programme side by side.
///
/// # Errors
/// Throws an `AzplanError`: `input.invalid` for an edition, offer, attribute or need that there is not.
#[wasm_bindgen(js_name = compareOffers, unchecked_return_type = "OffersAnswer")]
pub fn compare_offers(#[wasm_bindgen(unchecked_param_type = "OffersRequest")] request: JsValue) -> Thrown<JsValue> {
    to_js(&compare::offers(&from_js(request)?).map_err(throw)?)
}

/// Markets by code or name; all for an empty text.
///
/// # Errors
/// Throws an `AzplanError` where what is asked for is no text, and for a language that there is not.
#[wasm_bindgen(js_name = markets, unchecked_return_type = "MarketsAnswer")]
pub fn markets_of(
    #[wasm_bindgen(unchecked_param_type = "string")] asked: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "Language")] language: JsValue,
) -> Thrown<JsValue> {
    let (asked, language): (_, Option<Language>) = (text_from_js(asked, "asked")?, from_js(language)?);
    to_js(&markets::markets(&asked, language.unwrap_or_default()))
}
