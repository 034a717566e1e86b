//! Answers of the Retail Prices API: pages (`{"Items":[…]}`) and items, each for itself, in arrays, or line by line.

use super::builder::Builder;
use super::columns::{ListColumn, Shape};
use super::layout::Layout;
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
    #[serde(default, rename = "Count", alias = "count")]
    count: Option<u64>,
    #[serde(default, borrow, rename = "NextPageLink", alias = "nextPageLink")]
    next: Option<Cow<'a, str>>,
}

/// Reads pages and items into `builder`, one after the other or in an array, as programs store them; rows count from 1.
pub(super) fn read(bytes: &[u8], builder: &mut Builder) -> Result<()> {
    let text = std::str::from_utf8(bytes).map_err(|_| Error::new(ErrorCode::FILE_ENCODING, "the file is not UTF-8"))?;
    let text = text.trim_start_matches('\u{feff}').trim();
    builder.note_format("retailApiJson");
    let header = Header::<ListColumn>::new(FIELDS.map(|(_, name)| name.to_owned()).to_vec());
    builder.set_layout(Layout::new(header, Shape::Retail));
    let mut rows = Rows { builder, row: 0 };
    let mut values = serde_json::Deserializer::from_str(text).into_iter::<&RawValue>().peekable();
    if values.peek().is_none() {
        return Err(Error::new(ErrorCode::FILE_TRUNCATED, "the JSON ends in the middle"));
    }
    for value in values {
        let value = value.map_err(|error| json_error(&error))?;
        if value.get().starts_with('[') {
            let each: Vec<&RawValue> = serde_json::from_str(value.get()).map_err(|error| json_error(&error))?;
            each.into_iter().try_for_each(|value| rows.page_or_item(value))?;
        } else {
            rows.page_or_item(value)?;
        }
    }
    Ok(())
}

struct Rows<'a> {
    builder: &'a mut Builder,
    row: u32,
}

impl Rows<'_> {
    fn page_or_item(&mut self, value: &RawValue) -> Result<()> {
        if let Ok(page) = serde_json::from_str::<Page<'_>>(value.get()) {
            self.builder.pages.add(page.items.len(), page.count, page.next.as_deref());
            return page.items.into_iter().try_for_each(|item| self.item(item));
        }
        self.item(value)
    }

    fn item(&mut self, value: &RawValue) -> Result<()> {
        self.row = self.row.saturating_add(1);
        let row = self.row;
        let Ok(item) = serde_json::from_str::<Item<'_>>(value.get()) else {
            return Err(Error::new(ErrorCode::FILE_JSON, format!("item {row} is not an object")));
        };
        refuse_others(&item)?;
        take(row, &item, self.builder)
    }
}

/// Refuses what is no price, by what it is.
fn refuse_others(item: &Item<'_>) -> Result<()> {
    let has = |name: &str| item.keys().any(|key| key.eq_ignore_ascii_case(name));
    if has("error") {
        let message = "the file is an answer of the Retail Prices API that says an error, not a page of prices";
        return Err(Error::new(ErrorCode::FILE_JSON, message));
    }
    if has("blobs") && has("rootDirectory") {
        let message = "this is a manifest of the partner billing API, which names files, not a price list";
        return Err(Error::new(ErrorCode::LIST_NOT_AZURE_PLAN, message));
    }
    if ["quantity", "usageDate", "customerId", "chargeType"].into_iter().any(has) {
        let message =
            "these are line items of usage or of an invoice (JSON of a partner billing API), not a price list";
        return Err(Error::new(ErrorCode::LIST_NOT_AZURE_PLAN, message));
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
