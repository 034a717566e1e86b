//! The golden cases of `tests/golden`, run natively. `tests/golden/README.md` says what a case is.

#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test may fail loudly"
)]

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use azplan::exchange::ExchangeRateSheet;
use azplan::files::FileForm;
use azplan::verify::Recon;
use azplan::{
    PriceList, Usage, bill, compare, credit_balance, difference, estimate, losses, markets, pec, plan, quote,
    reference, scenarios, verify,
};

/// Code and place of an error.
type Refusal = (String, Option<String>);
type Answer = Result<Value, Refusal>;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn cases() -> Vec<(PathBuf, Value)> {
    let mut files = Vec::new();
    let mut folders = vec![root().join("tests/golden")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder of cases") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "json")
                && path.file_name().is_some_and(|name| name != "coverage.json" && name != "rules.json")
            {
                files.push(path);
            }
        }
    }
    files.sort();
    let read = |path: PathBuf| {
        let text = fs::read_to_string(&path).expect("a case");
        let case = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{path:?}: {error}"));
        (path, case)
    };
    files.into_iter().map(read).collect()
}

/// Bytes of a file that a case gives; `order` moves the lines after the header.
fn bytes(file: &Value, order: impl Fn(&mut [String])) -> Vec<u8> {
    if let Some(text) = file["base64"].as_str() {
        return base64(text);
    }
    if let Some(path) = file["file"].as_str() {
        return fs::read(root().join(path)).expect("the file of a case");
    }
    let lines = file["text"].as_array().expect("lines of a file");
    let mut lines: Vec<String> = lines.iter().map(|line| line.as_str().expect("a line").to_owned()).collect();
    order(&mut lines);
    lines.push(String::new());
    lines.join("\n").into_bytes()
}

/// How a file that a case gives writes numbers and dates, where that is said by hand.
fn form(file: &Value) -> FileForm {
    let mut form = Map::new();
    for name in ["decimal", "dates"] {
        form.extend(file.get(name).map(|said| (name.to_owned(), said.clone())));
    }
    serde_json::from_value(Value::Object(form)).expect("a way to write numbers and dates")
}

fn base64(text: &str) -> Vec<u8> {
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut bytes = Vec::new();
    let (mut bits, mut held) = (0_u32, 0_u32);
    for letter in text.bytes().filter(|letter| *letter != b'=') {
        let value = LETTERS.iter().position(|other| *other == letter);
        bits = (bits << 6) | u32::try_from(value.expect("base64")).expect("six bits");
        held += 6;
        if held >= 8 {
            held -= 8;
            bytes.push(u8::try_from(bits >> held & 0xff).expect("a byte"));
        }
    }
    bytes
}

/// Keeps the header where it is and moves every other line.
fn shuffled(lines: &mut [String]) {
    let mut state = 0x9e37_79b9_u64;
    for at in (2..lines.len()).rev() {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let span = u64::try_from(at).expect("a line number");
        let other = 1 + usize::try_from((state >> 33) % span).expect("a line number");
        lines.swap(at, other);
    }
}

fn refusal(error: azplan::Error) -> Refusal {
    (error.code().as_str().to_owned(), error.place().map(str::to_owned))
}

/// A request read from JSON, written out and read again.
fn request<T: Serialize + DeserializeOwned>(input: &Value) -> Result<T, Refusal> {
    let refused = |_| ("input.invalid".to_owned(), None);
    let first: T = serde_json::from_value(input.clone()).map_err(refused)?;
    let written = serde_json::to_value(&first).expect("a request can be written");
    let again: T = serde_json::from_value(written.clone()).expect("what was written can be read");
    assert_eq!(written, serde_json::to_value(&again).expect("a request can be written"));
    Ok(again)
}

fn answer<T: Serialize>(result: azplan::Result<T>) -> Answer {
    result.map_err(refusal).map(|value| serde_json::to_value(value).expect("an answer can be written"))
}

fn run(case: &Value, order: impl Fn(&mut [String])) -> Answer {
    let same = |_: &mut [String]| ();
    let list = || {
        let file = &case["priceList"];
        let mut list = PriceList::read_as(&bytes(file, &order), form(file)).map_err(refusal)?;
        if let Some(rate) = file["usdPerUnit"].as_str() {
            list.exchange(rate.parse().expect("a rate")).map_err(refusal)?;
        }
        Ok::<_, Refusal>(list)
    };
    let usage = || Usage::read_as(&bytes(&case["usage"], same), form(&case["usage"])).map_err(refusal);
    let sheet = || {
        ExchangeRateSheet::read_as(&bytes(&case["exchangeRates"], same), form(&case["exchangeRates"])).map_err(refusal)
    };
    let mut input = case["input"].clone();
    let call = case["call"].as_str().expect("a call");
    if call == "exchangeRates" {
        return sheet().map(|sheet| serde_json::to_value(sheet).expect("a sheet can be written"));
    }
    if case.get("exchangeRates").is_some() {
        let sheet = serde_json::to_value(sheet()?).expect("a sheet can be written");
        input["exchangeRates"] = sheet["rates"].clone();
    }
    match call {
        "info" => Ok(serde_json::to_value(list()?.info()).expect("an answer can be written")),
        "usageInfo" => Ok(serde_json::to_value(usage()?.info()).expect("an answer can be written")),
        "price" => answer(reference::price(&list()?, &request(&input)?)),
        "creditBalance" => answer(credit_balance::read_as(&bytes(&case["balance"], same), form(&case["balance"]))),
        "pecRole" => Ok(serde_json::to_value(pec::role(input["name"].as_str().expect("a name"))).expect("an answer")),
        "pecCheck" => answer(pec::check(&request(&input)?)),
        "compareOffers" => answer(compare::offers(&request(&input)?)),
        "comparePurchase" => answer(compare::purchase(&list()?, &request(&input)?)),
        "bestCommitment" => answer(compare::commitment(&list()?, &request(&input)?)),
        "applyCommitments" => answer(compare::apply(&request(&input)?)),
        "heldReservation" => answer(compare::reservation(&request(&input)?)),
        "markets" => {
            let language = serde_json::from_value(input["language"].clone()).unwrap_or_default();
            let asked = input["asked"].as_str().expect("a market");
            Ok(serde_json::to_value(markets::markets(asked, language)).expect("an answer can be written"))
        }
        "planCheck" => answer(plan::check(&request(&input)?)),
        "history" => answer(Ok(list()?.history(&request(&input)?))),
        "diff" => {
            let new = PriceList::read(&bytes(&case["newPriceList"], &order)).map_err(refusal)?;
            let usage = case.get("usage").map(|_| usage()).transpose()?;
            answer(difference::diff(&list()?, &new, usage.as_ref(), &request(&input)?))
        }
        "search" => answer(list()?.search(&request(&input)?)),
        "quote" => answer(quote::quote(&list()?, &request(&input)?)),
        "quoteDiff" => answer(quote::beside(&list()?, &request(&input)?)),
        "estimate" => answer(estimate::estimate(&list()?, &request(&input)?)),
        "rate" => answer(bill::daily(&list()?, &usage()?, &request(&input)?)),
        "bill" => answer(bill::bill(&list()?, &usage()?, &request(&input)?)),
        "explain" => answer(bill::explain(&list()?, &usage()?, &request(&input)?)),
        "usageDiff" => {
            let before =
                Usage::read_as(&bytes(&case["usageBefore"], same), form(&case["usageBefore"])).map_err(refusal)?;
            answer(difference::downloads(&before, &usage()?, &request(&input)?))
        }
        "tree" => answer(bill::tree(&list()?, &usage()?, &request(&input)?)),
        "pecScenarios" => answer(scenarios::scenarios(&list()?, &request(&input)?)),
        "pecLosses" => {
            let list = case.get("priceList").map(|_| list()).transpose()?;
            answer(losses::losses(list.as_ref(), &usage()?, &request(&input)?))
        }
        "verify" => {
            let list = case.get("priceList").map(|_| list()).transpose()?;
            let recon = case
                .get("recon")
                .map(|file| Recon::read_as(&bytes(file, same), form(file)).map_err(refusal))
                .transpose()?;
            answer(verify::verify(list.as_ref(), &usage()?, recon.as_ref(), &request(&input)?))
        }
        other => panic!("no call `{other}`"),
    }
}

/// Where an answer is not what is expected, one line each.
fn differences(expect: &Value, found: &Value, place: &str, out: &mut String) {
    match (expect, found) {
        (Value::Object(fields), Value::Object(answer)) => {
            for (name, value) in fields {
                let at = format!("{place}.{name}");
                differences(value, answer.get(name).unwrap_or(&Value::Null), &at, out);
                if !answer.contains_key(name) {
                    let _ = writeln!(out, "  {at}: no such field");
                }
            }
        }
        (Value::Array(items), Value::Array(answer)) if items.len() == answer.len() => {
            for (index, (item, value)) in items.iter().zip(answer).enumerate() {
                differences(item, value, &format!("{place}[{index}]"), out);
            }
        }
        _ if expect == found => {}
        _ => {
            let _ = writeln!(out, "  {place}: expected {expect}\n  {}found {found}", " ".repeat(place.len() + 2));
        }
    }
}

fn judge(case: &Value, answer: &Answer, whole: bool) -> String {
    let mut out = String::new();
    match (answer, case.get("expect"), case.get("error")) {
        (Ok(value), Some(expect), None) => {
            let mut expect = expect.clone();
            if !whole && let Some(fields) = expect.as_object_mut() {
                fields.remove("diagnostics");
            }
            differences(&expect, value, "answer", &mut out);
        }
        (Err((code, at)), None, Some(error)) => {
            let place = error.get("at").and_then(Value::as_str);
            if error["code"] != code.as_str() || (place.is_some() && place != at.as_deref()) {
                let _ = writeln!(out, "  expected {error}, refused with {code} at {at:?}");
            }
        }
        (Ok(value), _, _) => {
            let _ = writeln!(out, "  expected {}, answered {value}", case["error"]);
        }
        (Err((code, at)), _, _) => {
            let _ = writeln!(out, "  refused with {code} at {at:?}");
        }
    }
    out
}

#[test]
fn every_case_is_answered_as_written() {
    let mut failures = String::new();
    let mut count = 0;
    for (path, case) in cases() {
        count += 1;
        let answer = run(&case, |_| ());
        let difference = judge(&case, &answer, true);
        let name = path.strip_prefix(root()).unwrap_or(&path).display();
        if !difference.is_empty() {
            let _ = writeln!(failures, "{name}: {}\n{difference}", case["title"]);
        }
        if difference.is_empty() && case["priceList"]["text"].is_array() && case.get("expect").is_some() {
            let moved = judge(&case, &run(&case, shuffled), false);
            if !moved.is_empty() {
                let _ = writeln!(failures, "{name}, rows shuffled:\n{moved}");
            }
        }
    }
    assert!(count > 200, "only {count} cases were found");
    assert!(failures.is_empty(), "\n{failures}");
}

#[test]
fn every_printed_example_is_a_case_or_has_a_reason() {
    let text = fs::read_to_string(root().join("tests/golden/coverage.json")).expect("coverage.json");
    let lists: Map<String, Value> = serde_json::from_str(&text).expect("coverage.json");
    let entries: Vec<(&String, &Value)> =
        lists.values().flat_map(|list| list.as_object().expect("a list of ids")).collect();
    let cases = cases();
    let covers = |id: &str| {
        cases.iter().any(|(_, case)| case["covers"].as_array().is_some_and(|ids| ids.iter().any(|each| each == id)))
    };
    for (id, reason) in &entries {
        let reason = reason.as_str().expect("`golden` or a reason");
        assert_eq!(covers(id), reason == "golden", "{id}: {reason}");
    }
    for (path, case) in &cases {
        for id in case["covers"].as_array().into_iter().flatten() {
            assert!(entries.iter().any(|(known, _)| id == known.as_str()), "{path:?}: {id} is not in coverage.json");
        }
    }
}

#[test]
fn every_rule_has_its_cases() {
    let text = fs::read_to_string(root().join("tests/golden/rules.json")).expect("rules.json");
    let rules: Value = serde_json::from_str(&text).expect("rules.json");
    for (list, count, prefix) in [("billedRows", 10, ""), ("conflicts", 18, "A")] {
        let rules = rules[list].as_object().expect("rules");
        assert_eq!(rules.len(), count);
        assert!((1..=count).all(|number| rules.contains_key(&format!("{prefix}{number}"))), "{list}");
    }
    for list in ["billedRows", "conflicts", "offers", "commitments", "availability", "management"] {
        for (rule, shown_by) in rules[list].as_object().expect("rules") {
            let cases = shown_by.as_array().map(Vec::as_slice).unwrap_or_default();
            assert!(!cases.is_empty() || shown_by.is_string(), "{rule}: cases, or the reason why there are none");
            for case in cases {
                let path = root().join(format!("tests/golden/{}.json", case.as_str().expect("a case")));
                assert!(path.exists(), "{rule}: {path:?} is not there");
            }
        }
    }
}

#[test]
fn every_case_says_what_it_is() {
    let states = ["reproduces", "partly", "differs", "synthetic"];
    for (path, case) in cases() {
        let state = case["status"].as_str().unwrap_or_default();
        assert!(states.contains(&state), "{path:?}: status");
        assert!(case["title"].is_string() && case["source"].is_string(), "{path:?}: title and source");
        assert!(state == "reproduces" || state == "synthetic" || case["note"].is_string(), "{path:?}: a note says why");
        assert!(case.get("expect").is_some() != case.get("error").is_some(), "{path:?}: expect or error");
    }
}

/// Codes about blocks of bytes, which no case can print: raised by the tests of `src/price_list/saved.rs`.
const OF_BLOCKS: &[&str] = &["saved.damaged", "saved.otherVersion"];

/// A code about rows too long for a case: raised by `tests/reading.rs`.
const OF_LONG_ROWS: &str = "file.rowTooLong";

#[test]
fn every_error_code_is_raised_by_a_case() {
    let text: String =
        cases().iter().map(|(_, case)| format!("{}{}", case["error"], case["expect"]["diagnostics"])).collect();
    let unraised: Vec<&str> = azplan::error::CODES
        .iter()
        .map(|(code, _)| code.as_str())
        .filter(|code| !OF_BLOCKS.contains(code) && *code != OF_LONG_ROWS && !text.contains(&format!("\"{code}\"")))
        .collect();
    assert!(unraised.is_empty(), "no case raises {unraised:?}");
}
