//! Requests in, answers and errors out.

use crate::error::{Error, ErrorCode};
use js_sys::Reflect;
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::{JsCast, JsValue};

/// A request. It goes through `serde_json::Value`, because serde-wasm-bindgen alone ignores unknown fields
/// and does not say where a wrong value stands.
pub(super) fn from_js<T: DeserializeOwned>(value: JsValue) -> Result<T, JsValue> {
    refuse_no_numbers(&value, "")?;
    let value: serde_json::Value = serde_wasm_bindgen::from_value(value)
        .map_err(|error| throw(Error::new(ErrorCode::INPUT_INVALID, error.to_string())))?;
    serde_path_to_error::deserialize(value).map_err(|error| {
        let place = error.path().to_string();
        let wrong = Error::new(ErrorCode::INPUT_INVALID, error.into_inner().to_string());
        throw(if place == "." { wrong } else { wrong.at(place) })
    })
}

/// JSON has no NaN and no infinity: they would become `null`, which says "not given".
fn refuse_no_numbers(value: &JsValue, place: &str) -> Result<(), JsValue> {
    if value.as_f64().is_some_and(|number| !number.is_finite()) {
        let wrong = Error::new(ErrorCode::INPUT_INVALID, "the value is no number that can be used").at(place);
        return Err(throw(wrong));
    }
    let Some(object) = value.dyn_ref::<js_sys::Object>() else { return Ok(()) };
    for entry in js_sys::Object::entries(object) {
        let (name, inner) = (Reflect::get_u32(&entry, 0)?, Reflect::get_u32(&entry, 1)?);
        let name = name.as_string().unwrap_or_default();
        let inner_place = match (js_sys::Array::is_array(value), place) {
            (true, _) => format!("{place}[{name}]"),
            (false, "") => name,
            (false, _) => format!("{place}.{name}"),
        };
        refuse_no_numbers(&inner, &inner_place)?;
    }
    Ok(())
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
