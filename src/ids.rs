//! How Microsoft's identifiers are compared: without case, and as the list prints them.

/// An id without what spreadsheets and programs put around it: spaces (no-break ones too), braces around a GUID, an
/// apostrophe in front, `="…"`.
///
/// ```
/// assert_eq!(azplan::ids::bare("=\"0009\""), "0009");
/// assert_eq!(azplan::ids::bare("\u{a0}{6e2fc2a1-0000-4000-8000-00000000000a} "), "6e2fc2a1-0000-4000-8000-00000000000a");
/// ```
#[must_use]
pub fn bare(text: &str) -> &str {
    let is_space = |letter: char| letter.is_whitespace() || matches!(letter, '\u{200b}' | '\u{2060}' | '\u{feff}');
    let mut text = text.trim_matches(is_space);
    for (before, after) in [("=\"", "\""), ("\"", "\""), ("'", ""), ("{", "}")] {
        let inner = text.strip_prefix(before).and_then(|text| text.strip_suffix(after));
        text = inner.unwrap_or(text).trim_matches(is_space);
    }
    text
}

/// The id of a customer, plan or subscription for comparing: GUIDs have no case.
///
/// ```
/// assert_eq!(azplan::ids::compared("{6E2FC2A1-0000-4000-8000-00000000000A}"), "6e2fc2a1-0000-4000-8000-00000000000a");
/// ```
#[must_use]
pub fn compared(text: &str) -> String {
    bare(text).to_lowercase()
}

/// Is it a GUID, which names one thing everywhere? A meter id may be a word such as `8core`, which names a meter of its
/// product alone.
///
/// ```
/// assert!(azplan::ids::is_guid("6e2fc2a1-0000-4000-8000-00000000000a"));
/// assert!(!azplan::ids::is_guid("8core"));
/// ```
#[must_use]
pub fn is_guid(text: &str) -> bool {
    let digits = |part: &str, count: usize| part.len() == count && part.bytes().all(|byte| byte.is_ascii_hexdigit());
    let mut parts = text.split('-');
    [8, 4, 4, 4, 12].iter().all(|count| parts.next().is_some_and(|part| digits(part, *count))) && parts.next().is_none()
}

/// Product id, upper case (`DZH318Z0BQD2`).
#[must_use]
pub fn product_id(text: &str) -> String {
    bare(text).to_ascii_uppercase()
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
    let text = bare(text);
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
    bare(text).to_ascii_lowercase()
}

/// A cell of one or several meter ids (`;` or `,` between them), joined by `;`.
#[must_use]
pub fn meter_ids(text: &str) -> String {
    let text = bare(text);
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
