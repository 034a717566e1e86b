//! From the rows that were taken to prices in order: duplicates once, contradictions out, tiers put together.

use super::PriceList;
use super::builder::{Builder, RawRow};
use super::model::{Item, Price, Row};
use super::numbers::Number;
use super::search::SearchIndex;
use crate::error::{Error, ErrorCode, Result};
use crate::money::{Currency, Decimal};
use crate::time::Instant;

/// Puts a list together.
pub(super) fn assemble(mut builder: Builder) -> Result<PriceList> {
    let mut raw_rows = std::mem::take(&mut builder.raw_rows);
    let validity_of = |builder: &Builder, row: &RawRow| {
        usize::try_from(row.validity).ok().and_then(|index| builder.validities.get(index)).copied()
    };
    raw_rows.sort_by_cached_key(|row| (row.price, validity_of(&builder, row), builder.numbers.value(row.min), row.row));
    let mut duplicates = 0u32;
    let mut rows: Vec<(u32, Row)> = Vec::with_capacity(raw_rows.len());
    for price in raw_rows.chunk_by(|left, right| left.price == right.price) {
        for version in price.chunk_by(|left, right| left.validity == right.validity) {
            match version_rows(&mut builder, version, price) {
                Ok(kept) => {
                    let dropped = version.len().saturating_sub(kept.len());
                    duplicates = duplicates.saturating_add(u32::try_from(dropped).unwrap_or(u32::MAX));
                    rows.extend(kept);
                }
                Err(Contradiction { code, column, message }) => {
                    for row in version {
                        builder.refuse_row(row.row, code, Some(column), message.clone());
                    }
                }
            }
        }
    }
    drop(raw_rows);
    if rows.is_empty() {
        let first = builder.diagnostics.sorted().into_iter().find(|diagnostic| diagnostic.row.is_some());
        let message = match first {
            Some(first) => format!("no row can be used; row {}: {}", first.row.unwrap_or_default(), first.message),
            None => "the list has a header and no rows".to_owned(),
        };
        return Err(Error::new(ErrorCode::LIST_EMPTY, message));
    }
    Ok(ordered(builder, &rows, duplicates))
}

struct Contradiction {
    code: ErrorCode,
    column: &'static str,
    message: String,
}

/// Rows of one price and one time, lowest tier first, each tier once.
fn version_rows(builder: &mut Builder, version: &[RawRow], price: &[RawRow]) -> Result<Vec<(u32, Row)>, Contradiction> {
    let mut kept: Vec<RawRow> = Vec::new();
    for row in version {
        match kept.last() {
            Some(last) if last.min == row.min && last.unit_price == row.unit_price && last.max == row.max => {}
            Some(last) if last.min == row.min => {
                let (one, other) = (builder.numbers.value(last.unit_price), builder.numbers.value(row.unit_price));
                let message = format!("rows {} and {} contradict each other: {one} and {other}", last.row, row.row);
                return Err(Contradiction { code: ErrorCode::PRICE_CONFLICT, column: "UnitPrice", message });
            }
            _ => kept.push(*row),
        }
    }
    let mut rows = Vec::with_capacity(kept.len());
    let mut before: Option<RawRow> = None;
    for row in kept {
        let from = threshold(builder, before.as_ref(), &row, price)?;
        rows.push((row.price, Row { validity: row.validity, from, unit_price: row.unit_price }));
        before = Some(row);
    }
    Ok(rows)
}

/// The quantity after which a tier holds: the end of the one before.
///
/// A Partner Center tier of 101 to 100000 follows one of 1 to 100 and begins after 100 units; a list that prints
/// 100 to 100000 after 0 to 100 means the same.
fn threshold(
    builder: &mut Builder,
    before: Option<&RawRow>,
    row: &RawRow,
    price: &[RawRow],
) -> Result<Number, Contradiction> {
    let min = builder.numbers.value(row.min);
    if !row.one_based {
        return Ok(row.min);
    }
    if before.is_none() && min <= Decimal::ONE {
        return Ok(builder.numbers.add(Decimal::ZERO));
    }
    let follows =
        |end: Decimal| min.exact().minus(end.exact()).is_ok_and(|step| step.is_zero() || step == Decimal::ONE.exact());
    // The tier below may hold longer than this one, and then it stands in rows of another time.
    let below: &[RawRow] = before.map_or(price, std::slice::from_ref);
    let end = below.iter().filter_map(|row| row.max).find(|end| follows(builder.numbers.value(*end)));
    end.ok_or_else(|| {
        let message = match before.map(|before| before.max.map(|end| builder.numbers.value(end))) {
            None => format!("the lowest tier begins at {min}: what is used before has no price"),
            Some(None) => format!("the tier from {min} begins inside an open tier"),
            Some(Some(end)) => format!("the tier from {min} does not follow the one that ends at {end}"),
        };
        Contradiction { code: ErrorCode::TIER_GAP, column: "PricingTierRangeMin", message }
    })
}

/// Items by title, prices by item, type, region and term: the order in which searches list them.
fn ordered(builder: Builder, rows: &[(u32, Row)], duplicates: u32) -> PriceList {
    let Builder {
        strings,
        mut numbers,
        items,
        prices,
        validities,
        diagnostics,
        rows: read,
        refused,
        formats,
        currency,
        market,
        ..
    } = builder;
    numbers.seal();
    let mut row_starts = vec![0u32; prices.len().saturating_add(1)];
    for (price, _) in rows {
        if let Some(count) = usize::try_from(*price).ok().and_then(|price| row_starts.get_mut(price.saturating_add(1)))
        {
            *count = count.saturating_add(1);
        }
    }
    let mut sum = 0u32;
    for start in &mut row_starts {
        sum = sum.saturating_add(*start);
        *start = sum;
    }

    let text = |symbol| strings.text(symbol);
    let mut item_order: Vec<u32> = (0..u32::try_from(items.len()).unwrap_or(u32::MAX)).collect();
    let item_at = |index: u32| usize::try_from(index).ok().and_then(|index| items.get(index));
    item_order.sort_by_cached_key(|index| {
        item_at(*index).map(|item| {
            (
                text(item.product_title).to_lowercase(),
                text(item.sku_title).to_lowercase(),
                text(item.meter_name).to_lowercase(),
                text(item.product_id),
                text(item.unit_of_measure),
            )
        })
    });
    let mut item_rank = vec![0u32; items.len()];
    for (rank, index) in (0u32..).zip(&item_order) {
        if let Some(place) = usize::try_from(*index).ok().and_then(|index| item_rank.get_mut(index)) {
            *place = rank;
        }
    }
    let rank = |item: u32| usize::try_from(item).ok().and_then(|item| item_rank.get(item)).copied().unwrap_or_default();
    let has_rows = |index: &u32| {
        let start = usize::try_from(*index).unwrap_or(usize::MAX);
        row_starts.get(start) < row_starts.get(start.saturating_add(1))
    };
    let mut price_order: Vec<u32> = (0..u32::try_from(prices.len()).unwrap_or(u32::MAX)).filter(has_rows).collect();
    let price_at = |index: u32| usize::try_from(index).ok().and_then(|index| prices.get(index));
    price_order.sort_by_cached_key(|index| {
        price_at(*index).map(|price| {
            let ids = (text(price.sku_id), text(price.meter_ids));
            (rank(price.item), price.price_type, text(price.region.code), text(price.term), ids)
        })
    });

    let mut new_prices: Vec<Price> = Vec::with_capacity(price_order.len());
    let mut new_rows: Vec<Row> = Vec::with_capacity(rows.len());
    let mut new_starts: Vec<u32> = vec![0];
    for index in &price_order {
        let Some(price) = price_at(*index) else { continue };
        new_prices.push(Price { item: rank(price.item), ..*price });
        let start = usize::try_from(*index).unwrap_or(usize::MAX);
        let bound = |place: usize| row_starts.get(place).and_then(|row| usize::try_from(*row).ok()).unwrap_or_default();
        let own = rows.get(bound(start)..bound(start.saturating_add(1))).unwrap_or_default();
        new_rows.extend(own.iter().map(|(_, row)| *row));
        new_starts.push(u32::try_from(new_rows.len()).unwrap_or(u32::MAX));
    }
    let items: Vec<Item> = item_order.iter().filter_map(|index| item_at(*index)).copied().collect();
    let mut by_sku: Vec<u32> = (0..u32::try_from(new_prices.len()).unwrap_or(u32::MAX)).collect();
    by_sku.sort_unstable_by_key(|index| {
        let price = usize::try_from(*index).ok().and_then(|index| new_prices.get(index));
        let item = price.and_then(|price| items.get(usize::try_from(price.item).ok()?));
        (item.map(|item| item.product_id), price.map(|price| price.sku_id), *index)
    });
    let newest = validities.iter().map(|validity| validity.start).filter(|start| *start != Instant::BEGINNING).max();
    let search = SearchIndex::new(&strings, &items, &new_prices);
    PriceList {
        strings,
        numbers,
        items,
        prices: new_prices,
        validities,
        rows: new_rows,
        row_starts: new_starts,
        by_sku,
        search,
        newest,
        diagnostics,
        rows_read: read,
        duplicates,
        refused,
        formats,
        currency: currency.unwrap_or(Currency::USD),
        market,
    }
}
