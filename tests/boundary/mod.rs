//! What is different at the JavaScript boundary: requests are refused with a place, answers are plain objects,
//! errors are `Error`s with a code. Everything about figures is in the goldens.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test that fails may fail loudly"
)]

use azplan::wasm::{PriceList, PriceListReader, Usage, UsageReader, bill, rate, read_exchange_rates};
use js_sys::{JSON, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;

const LIST: &[u8] = b"ProductId,SkuId,UnitPrice,Currency\nDZH318Z0BQD2,003J,2.99,USD\n";
const USAGE: &[u8] = b"UsageDate,ProductId,SkuId,Quantity\n2025-11-01,DZH318Z0BQD2,003J,32\n";

/// As a page or Node hands bytes over.
fn bytes(chunk: &[u8]) -> Uint8Array {
    Uint8Array::from(chunk)
}

fn list() -> PriceList {
    let mut reader = PriceListReader::new();
    for chunk in LIST.chunks(7) {
        reader.push(&bytes(chunk)).expect("a price list");
    }
    reader.finish().expect("a price list")
}

fn usage() -> Usage {
    let mut reader = UsageReader::new();
    reader.push(&bytes(USAGE)).expect("usage");
    reader.finish().expect("usage")
}

fn request(json: &str) -> JsValue {
    JSON::parse(json).expect("JSON")
}

fn get(object: &JsValue, path: &str) -> JsValue {
    path.split('.').fold(object.clone(), |value, name| Reflect::get(&value, &name.into()).expect("an object"))
}

#[track_caller]
fn refused(answer: Result<JsValue, JsValue>, code: &str, at: Option<&str>) {
    let error = answer.expect_err("an error");
    assert!(error.is_instance_of::<js_sys::Error>(), "it is an Error");
    assert_eq!(get(&error, "name"), JsValue::from("AzplanError"));
    assert_eq!(get(&error, "code"), JsValue::from(code));
    assert_eq!(get(&error, "at"), at.map_or(JsValue::UNDEFINED, JsValue::from));
    assert!(get(&error, "help").as_string().is_some_and(|help| !help.is_empty()));
}

#[wasm_bindgen_test]
fn decimals_cross_as_text() {
    let answer =
        list().price(request(r#"{"productId":"DZH318Z0BQD2","skuId":"003J","quantity":"32"}"#)).expect("a price");
    assert_eq!(get(&answer, "amount"), JsValue::from("95.68"));
    assert_eq!(get(&answer, "tiers.0.to"), JsValue::NULL);
}

#[wasm_bindgen_test]
fn numbers_are_refused_where_decimals_belong() {
    let answer = list().price(request(r#"{"productId":"DZH318Z0BQD2","skuId":"003J","quantity":32}"#));
    refused(answer, "input.invalid", Some("quantity"));
}

#[wasm_bindgen_test]
fn unknown_fields_are_refused() {
    refused(list().search(request(r#"{"txet":"vm"}"#)), "input.invalid", Some("txet"));
}

#[wasm_bindgen_test]
fn a_wrong_value_is_told_with_its_place() {
    let lines = r#"{"lines":[{"id":"a","productId":"P","skuId":"S","quantity":"1"},{"id":"b","productId":"P","skuId":"S","quantity":"x"}]}"#;
    refused(list().estimate(request(lines)), "input.invalid", Some("lines[1].quantity"));
}

#[wasm_bindgen_test]
fn no_number_is_not_nothing() {
    let question = request(r#"{"productId":"DZH318Z0BQD2","skuId":"003J"}"#);
    Reflect::set(&question, &"quantity".into(), &JsValue::from(js_sys::Number::NAN)).expect("an object");
    refused(list().price(question), "input.invalid", Some("quantity"));
}

#[wasm_bindgen_test]
fn a_request_is_an_object() {
    refused(rate(&list(), &usage(), JsValue::UNDEFINED), "input.invalid", None);
    let answer = rate(&list(), &usage(), request("{}")).expect("rated");
    assert_eq!(get(&answer, "totals.net"), JsValue::from("81.328"));
}

#[wasm_bindgen_test]
fn a_bill_is_a_plain_object() {
    let answer = bill(&list(), &usage(), request("{}")).expect("a bill");
    assert!(get(&answer, "invoice").is_object());
    assert_eq!(get(&answer, "invoice.billingTotal"), JsValue::from("81.32"));
    assert_eq!(get(&answer, "lines.length"), JsValue::from(1));
}

#[wasm_bindgen_test]
fn a_file_that_is_no_list_is_an_error_with_a_code() {
    let mut reader = PriceListReader::new();
    let pushed = reader.push(&bytes(b"<!doctype html><html>")).and_then(|()| reader.finish().map(|_| JsValue::NULL));
    refused(pushed, "file.html", None);
    refused(read_exchange_rates(b"", request("{}")), "file.empty", None);
}
