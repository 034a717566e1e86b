//! Requests in, answers and errors out.

use crate::error::{Error, ErrorCode};
use js_sys::Reflect;
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::JsValue;

/// A request. It goes through `serde_json::Value`, because serde-wasm-bindgen alone ignores unknown fields
/// and does not say where a wrong value stands.
pub(super) fn from_js<T: DeserializeOwned + Default>(value: JsValue) -> Result<T, JsValue> {
    if value.is_undefined() || value.is_null() {
        return Ok(T::default());
    }
    let value: serde_json::Value = serde_wasm_bindgen::from_value(value)
        .map_err(|error| throw(Error::new(ErrorCode::INPUT_INVALID, error.to_string())))?;
    serde_path_to_error::deserialize(value).map_err(|error| {
        let place = error.path().to_string();
        let wrong = Error::new(ErrorCode::INPUT_INVALID, error.into_inner().to_string());
        throw(if place == "." { wrong } else { wrong.at(place) })
    })
}

/// An answer: plain objects, `null` for nothing.
pub(super) fn to_js<T: Serialize>(answer: &T) -> Result<JsValue, JsValue> {
    answer
        .serialize(&serde_wasm_bindgen::Serializer::json_compatible())
        .map_err(|error| throw(Error::new(ErrorCode::INPUT_INVALID, error.to_string())))
}

/// An error as JavaScript throws it: an `Error` with name, code, help and place.
#[expect(clippy::needless_pass_by_value, reason = "it is the last to see the error")]
pub(super) fn throw(error: Error) -> JsValue {
    let thrown = js_sys::Error::new(&error.to_string());
    thrown.set_name("AzplanError");
    let set = |name: &str, text: &str| Reflect::set(&thrown, &JsValue::from_str(name), &JsValue::from_str(text));
    let mut done = set("code", error.code().as_str()).and(set("help", error.help()));
    if let Some(place) = error.place() {
        done = done.and(set("at", place));
    }
    // Setting a property of a new Error cannot fail.
    done.map_or_else(|failure| failure, |_| thrown.into())
}
