//! How Microsoft's identifiers are compared: without case, and as the list prints them.

/// Product id, upper case (`DZH318Z0BQD2`).
#[must_use]
pub fn product_id(text: &str) -> String {
    text.trim().to_ascii_uppercase()
}

/// SKU id, upper case, four characters: a spreadsheet makes `9` of `0009`, a script that takes zeros off `TG` of `00TG`. A
/// product before a slash is left out.
///
/// Source: Partner Center pricing-and-offers (prints `1` for `0001`); every SKU id of the public list of 2025-11-17 has four.
///
/// ```
/// assert_eq!(azplan::ids::sku_id("9"), "0009");
/// assert_eq!(azplan::ids::sku_id("tg"), "00TG");
/// assert_eq!(azplan::ids::sku_id("DZH318Z0BQPS/00tg"), "00TG");
/// ```
#[must_use]
pub fn sku_id(text: &str) -> String {
    let sku = text.rsplit('/').next().unwrap_or(text).trim().to_ascii_uppercase();
    if sku.len() < 4 && sku.bytes().all(|byte| byte.is_ascii_alphanumeric()) && !sku.is_empty() {
        format!("{sku:0>4}")
    } else {
        sku
    }
}

/// Meter id, lower case: a GUID, or a word such as `8core` on third-party rows.
#[must_use]
pub fn meter_id(text: &str) -> String {
    text.trim().to_ascii_lowercase()
}

/// A cell of one or several meter ids (`;` or `,` between them), joined by `;`.
#[must_use]
pub fn meter_ids(text: &str) -> String {
    if text.contains([';', ',']) {
        let ids: Vec<String> = text.split([';', ',']).map(meter_id).filter(|id| !id.is_empty()).collect();
        return ids.join(";");
    }
    meter_id(text)
}

/// Term as ISO 8601 (`P1Y`), from `1 Year`, `3 Years`, `1 Month` or `P1Y`; "" for pay-as-you-go (`payG-1`).
///
/// ```
/// assert_eq!(azplan::ids::term("3 Years"), "P3Y");
/// assert_eq!(azplan::ids::term("payG-1"), "");
/// ```
#[must_use]
pub fn term(text: &str) -> String {
    let upper = text.trim().to_ascii_uppercase();
    if upper.starts_with("PAYG") {
        return String::new();
    }
    match upper.split_once(' ') {
        Some((count, unit)) if unit.starts_with("YEAR") => format!("P{count}Y"),
        Some((count, unit)) if unit.starts_with("MONTH") => format!("P{count}M"),
        _ => upper,
    }
}

/// Region for comparing: `US East 2`, `us-east-2` and `useast2` are one spelling. (`eastus2` is another name.)
#[must_use]
pub fn region(text: &str) -> String {
    text.chars().filter(char::is_ascii_alphanumeric).map(|letter| letter.to_ascii_lowercase()).collect()
}
