//! Requests in, answers and errors out.

use super::strict::Strict;
use crate::error::{Error, ErrorCode};
use js_sys::Reflect;
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/src/wasm/request.js")]
extern "C" {
    /// Any value as JSON text, or why it can't be a request. What it calls of the caller (getters, proxies) throws there and
    /// not through the core, whose stack would stay as deep as it was.
    #[wasm_bindgen(js_name = requestText, catch)]
    fn request_text(value: &JsValue) -> Result<String, JsValue>;
}

/// A request. It goes through [`serde_json::Value`], whose errors have no line and column: nobody saw the text.
#[expect(clippy::needless_pass_by_value, reason = "it is the last to see the request")]
pub(super) fn from_js<T: DeserializeOwned>(value: JsValue) -> Result<T, JsValue> {
    read(&value).map_err(throw)
}

/// An argument that is a text, by its name: what is wrong with it has that place.
pub(super) fn text_from_js(value: &JsValue, name: &str) -> Result<String, JsValue> {
    read(value).map_err(|error| throw(error.at(name)))
}

fn read<T: DeserializeOwned>(value: &JsValue) -> Result<T, Error> {
    let text = request_text(value).map_err(|refused| refusal(&refused))?;
    let value: serde_json::Value = serde_json::from_str(&text).map_err(|error| invalid(&error))?;
    serde_path_to_error::deserialize(Strict(value)).map_err(|error| {
        let place = error.path().to_string();
        let wrong = invalid(error.inner());
        if place == "." { wrong } else { wrong.at(place) }
    })
}

fn invalid(error: &serde_json::Error) -> Error {
    Error::new(ErrorCode::INPUT_INVALID, error.to_string())
}

/// What `request.js` refused, with its place.
fn refusal(refused: &JsValue) -> Error {
    let say = |name: &str| Reflect::get(refused, &JsValue::from_str(name)).ok().and_then(|text| text.as_string());
    let error = Error::new(ErrorCode::INPUT_INVALID, say("message").unwrap_or_default());
    match say("at") {
        Some(place) if !place.is_empty() => error.at(place),
        _ => error,
    }
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
