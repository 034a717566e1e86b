//! An answer of the Retail Prices API: `{"Items":[…]}` or the bare array.

use super::builder::{Builder, Layout};
use super::columns::{ListColumn, Shape};
use crate::error::{Error, ErrorCode, Result};
use crate::files::{Header, RecordOfTexts, Sink};
use serde::Deserialize;
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// An item with its values as they are printed: a number must not pass through a float.
type Item<'a> = BTreeMap<Cow<'a, str>, &'a RawValue>;

#[derive(Deserialize)]
struct Page<'a> {
    #[serde(borrow, rename = "Items", alias = "items")]
    items: Vec<&'a RawValue>,
}

/// Reads a page into `builder`; rows count from 1.
pub(super) fn read(bytes: &[u8], builder: &mut Builder) -> Result<()> {
    let text = std::str::from_utf8(bytes).map_err(|_| Error::new(ErrorCode::FILE_ENCODING, "the file is not UTF-8"))?;
    let text = text.trim_start_matches('\u{feff}').trim();
    let parsed = if text.starts_with('[') {
        serde_json::from_str::<Vec<&RawValue>>(text)
    } else {
        serde_json::from_str::<Page<'_>>(text).map(|page| page.items)
    };
    let items = parsed.map_err(|error| json_error(&error))?;
    builder.note_format("retailApiJson");
    let header = Header::<ListColumn>::new(FIELDS.map(|(_, name)| name.to_owned()).to_vec());
    builder.set_layout(Layout::new(header, Shape::Retail));
    for (index, item) in items.into_iter().enumerate() {
        let row = u32::try_from(index.saturating_add(1)).unwrap_or(u32::MAX);
        match serde_json::from_str::<Item<'_>>(item.get()) {
            Ok(item) => take(row, &item, builder)?,
            Err(_) => return Err(Error::new(ErrorCode::FILE_JSON, format!("item {row} is not an object"))),
        }
    }
    Ok(())
}

fn json_error(error: &serde_json::Error) -> Error {
    if error.is_eof() {
        return Error::new(ErrorCode::FILE_TRUNCATED, "the JSON ends in the middle");
    }
    Error::new(ErrorCode::FILE_JSON, format!("the JSON cannot be read at line {}: {error}", error.line()))
}

/// The columns of a row made of an item, as the API spells them.
const FIELDS: [(ListColumn, &str); 24] = [
    (ListColumn::Currency, "currencyCode"),
    (ListColumn::TierMinimumUnits, "tierMinimumUnits"),
    (ListColumn::TermDuration, "reservationTerm"),
    (ListColumn::RetailPrice, "retailPrice"),
    (ListColumn::UnitPrice, "unitPrice"),
    (ListColumn::ArmRegionName, "armRegionName"),
    (ListColumn::Location, "location"),
    (ListColumn::EffectiveStartDate, "effectiveStartDate"),
    (ListColumn::EffectiveEndDate, "effectiveEndDate"),
    (ListColumn::MeterIds, "meterId"),
    (ListColumn::MeterName, "meterName"),
    (ListColumn::ProductId, "productId"),
    (ListColumn::SkuId, "skuId"),
    (ListColumn::ProductTitle, "productName"),
    (ListColumn::SkuTitle, "skuName"),
    (ListColumn::ServiceName, "serviceName"),
    (ListColumn::ServiceId, "serviceId"),
    (ListColumn::ServiceFamily, "serviceFamily"),
    (ListColumn::UnitOfMeasure, "unitOfMeasure"),
    (ListColumn::PriceType, "type"),
    (ListColumn::ArmSkuName, "armSkuName"),
    (ListColumn::SavingsPlan, "savingsPlan"),
    (ListColumn::Publisher, "publisher"),
    (ListColumn::Tags, "tags"),
];

/// Items need not have the same keys: each is put into the columns of a file.
fn take(row: u32, item: &Item<'_>, builder: &mut Builder) -> Result<()> {
    let keys = Header::<ListColumn>::new(item.keys().map(|key| key.clone().into_owned()).collect());
    let values: Vec<&str> = item.values().map(|value| value.get()).collect();
    let mut texts = RecordOfTexts::default();
    for (column, _) in FIELDS {
        let value = keys.index(column).and_then(|place| values.get(place)).copied();
        texts.push(&text(value.unwrap_or("null"))?);
    }
    builder.record(&texts.record(row))
}

/// A value as a cell of a CSV would print it.
fn text(raw: &str) -> Result<Cow<'_, [u8]>> {
    if raw == "null" {
        return Ok(Cow::Borrowed(&[]));
    }
    if raw.starts_with('"') {
        let text: String = serde_json::from_str(raw).map_err(|error| json_error(&error))?;
        return Ok(Cow::Owned(text.into_bytes()));
    }
    Ok(Cow::Borrowed(raw.as_bytes()))
}
