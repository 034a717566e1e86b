//! From the rows that were taken to prices in order: duplicates once, contradictions out, tiers put together.

use super::PriceList;
use super::builder::{Builder, RawRow, Tables};
use super::grouping::Named;
use super::model::{Item, Place, Price, Row, Validity};
use super::numbers::Numbers;
use super::order::{at, index, item_order, price_order, sku_order};
use super::printed::PrintedTier;
use super::search::SearchIndex;
use crate::error::{Diagnostics, Error, ErrorCode, Result, Severity};
use crate::money::{Currency, Decimal};
use crate::pieces::in_pieces;
use crate::strings::Strings;

/// Puts a list together.
pub(super) fn assemble(mut builder: Builder) -> Result<PriceList> {
    let Tables { items, places, validities, tiers } = builder.take_tables();
    let raw_rows = std::mem::take(&mut builder.raw_rows);
    let Builder { mut strings, numbers, mut meters, mut diagnostics, mut refused, .. } = builder;
    let named = Named::new(&items, &places, &strings);
    let mut raw_rows = {
        let unordered = raw_rows;
        named.in_order(&unordered)
    };
    let mut put = Put {
        tiers: &tiers,
        validities: &validities,
        numbers: &numbers,
        thresholds: vec![Decimal::ZERO],
        rows: Vec::with_capacity(raw_rows.len()),
        duplicates: 0,
        refused: &mut refused,
        diagnostics: &mut diagnostics,
    };
    let rows = raw_rows.len();
    let mut prices: Vec<Price> = Vec::with_capacity(rows);
    let mut row_starts: Vec<u32> = Vec::with_capacity(rows.saturating_add(1));
    let mut groups = raw_rows.chunk_by_mut(|left, right| named.is_same_price(left, right));
    in_pieces(rows, |range| {
        for own in groups.by_ref().take(range.len()) {
            row_starts.push(index(put.rows.len()));
            put.price(own);
            if let Some((first, others)) = own.split_first() {
                prices.push(named.price(first, others));
            }
        }
    });
    row_starts.push(index(put.rows.len()));
    let Put { thresholds, duplicates, rows, .. } = put;
    drop(raw_rows);
    if rows.is_empty() {
        return Err(Error::new(ErrorCode::LIST_EMPTY, diagnostics.nothing_usable("the list")));
    }
    let items = items.into_iter().map(|(item, _)| item).collect();
    strings.seal();
    meters.seal();
    let (items, rows, row_starts) = sorted(&strings, (items, &places), &mut prices, (&rows, &row_starts));
    let parts = Parts { strings, numbers, meters, items, places, validities, thresholds, prices, rows, row_starts };
    Ok(PriceList::of_parts(
        parts,
        super::Reading {
            diagnostics,
            rows: builder.rows,
            duplicates,
            refused,
            formats: builder.formats.iter().map(|format| (*format).to_owned()).collect(),
            currency: builder.currency.unwrap_or(Currency::USD),
            market: builder.market,
        },
    ))
}

/// The tables of a list, before what is found by them is put beside them.
#[derive(Debug)]
pub(super) struct Parts {
    pub strings: Strings,
    pub numbers: Numbers,
    pub meters: super::meters::Meters,
    pub items: Vec<Item>,
    pub places: Vec<Place>,
    pub validities: Vec<Validity>,
    pub thresholds: Vec<Decimal>,
    pub prices: Vec<Price>,
    pub rows: Vec<Row>,
    pub row_starts: Vec<u32>,
}

impl PriceList {
    /// A list of its tables; what only speeds it up is made anew.
    pub(super) fn of_parts(parts: Parts, reading: super::Reading) -> Self {
        let Parts { strings, numbers, meters, items, places, validities, thresholds, prices, rows, row_starts } = parts;
        let by_sku = sku_order(&strings, &items, &prices);
        let search = SearchIndex::new(&strings, &items, &places, &prices);
        let mut list = Self {
            strings,
            numbers,
            meters,
            items,
            places,
            validities,
            thresholds,
            prices,
            rows,
            row_starts,
            by_sku,
            search,
            reading,
        };
        list.search.set_in_force(list.newest_day(), list.in_force_on(list.newest_day()));
        list
    }
}

/// Puts the rows of prices together.
struct Put<'a> {
    tiers: &'a [PrintedTier],
    validities: &'a [Validity],
    numbers: &'a Numbers,
    thresholds: Vec<Decimal>,
    rows: Vec<Row>,
    duplicates: u32,
    refused: &'a mut u32,
    diagnostics: &'a mut Diagnostics,
}

struct Contradiction {
    code: ErrorCode,
    column: &'static str,
    message: String,
}

impl Put<'_> {
    fn tier(&self, row: &RawRow) -> PrintedTier {
        self.tiers.get(usize::from(row.tier)).copied().unwrap_or_default()
    }

    /// The rows of one price, each version (rows of one time) lowest tier first.
    fn price(&mut self, own: &mut [RawRow]) {
        if own.len() > 1 {
            own.sort_by_key(|row| {
                (self.validities.get(usize::from(row.validity)).copied(), self.tier(row).min, row.row)
            });
        }
        for version in own.chunk_by(|left, right| left.validity == right.validity) {
            let before = self.rows.len();
            match self.version(version, own) {
                Ok(dropped) => self.duplicates = self.duplicates.saturating_add(dropped),
                Err(Contradiction { code, column, message }) => {
                    self.rows.truncate(before);
                    for row in version {
                        *self.refused = self.refused.saturating_add(1);
                        self.diagnostics.push(Severity::Error, code, Some(row.row), Some(column), message.clone());
                    }
                }
            }
        }
    }

    /// Rows of one price and one time, each tier once; answers how many were there again.
    fn version(&mut self, version: &[RawRow], price: &[RawRow]) -> Result<u32, Contradiction> {
        let mut last: Option<RawRow> = None;
        let mut dropped = 0u32;
        for row in version {
            match last.filter(|last| self.tier(last).min == self.tier(row).min) {
                Some(same) if same.unit_price == row.unit_price && same.tier == row.tier => {
                    dropped = dropped.saturating_add(1);
                }
                Some(other) => {
                    let [one, two] = [other.unit_price, row.unit_price].map(|price| self.numbers.value(price));
                    let message = format!("rows {} and {} contradict each other: {one} and {two}", other.row, row.row);
                    return Err(Contradiction { code: ErrorCode::PRICE_CONFLICT, column: "UnitPrice", message });
                }
                None => {
                    let threshold = self.threshold(last.as_ref(), row, price)?;
                    let from = self.place_of(threshold);
                    self.rows.push(Row { unit_price: row.unit_price, from, validity: row.validity });
                    last = Some(*row);
                }
            }
        }
        Ok(dropped)
    }

    /// The quantity after which a tier holds: the end of the one before.
    ///
    /// A Partner Center tier of 101 to 100000 follows one of 1 to 100 and begins after 100 units; a list that prints
    /// 100 to 100000 after 0 to 100 means the same.
    fn threshold(&self, before: Option<&RawRow>, row: &RawRow, price: &[RawRow]) -> Result<Decimal, Contradiction> {
        let PrintedTier { min, one_based, .. } = self.tier(row);
        if !one_based {
            return Ok(min);
        }
        if before.is_none() && min <= Decimal::ONE {
            return Ok(Decimal::ZERO);
        }
        let one = Decimal::ONE.exact();
        let follows = |end: Decimal| min.exact().minus(end.exact()).is_ok_and(|step| step.is_zero() || step == one);
        // The tier below may hold longer than this one, and then it stands in rows of another time.
        let below = before.map_or(price, std::slice::from_ref);
        let end = below.iter().filter_map(|row| self.tier(row).max).find(|end| follows(*end));
        end.ok_or_else(|| {
            let message = match before.map(|before| self.tier(before).max) {
                None => format!("the lowest tier begins at {min}: what is used before has no price"),
                Some(None) => format!("the tier from {min} begins inside an open tier"),
                Some(Some(end)) => format!("the tier from {min} does not follow the one that ends at {end}"),
            };
            Contradiction { code: ErrorCode::TIER_GAP, column: "PricingTierRangeMin", message }
        })
    }

    fn place_of(&mut self, threshold: Decimal) -> u16 {
        let place = self.thresholds.iter().position(|other| *other == threshold).unwrap_or_else(|| {
            self.thresholds.push(threshold);
            self.thresholds.len().saturating_sub(1)
        });
        // There are no more thresholds than printed tiers, whose places fit.
        u16::try_from(place).unwrap_or(u16::MAX)
    }
}

/// Items by title, prices by item, type, region and term: the order in which searches list them.
fn sorted(
    strings: &Strings,
    (items, places): (Vec<Item>, &[Place]),
    prices: &mut Vec<Price>,
    (rows, row_starts): (&[Row], &[u32]),
) -> (Vec<Item>, Vec<Row>, Vec<u32>) {
    let items_in_order = item_order(strings, &items);
    let mut rank = vec![0u32; items.len()];
    for (new, old) in (0u32..).zip(&items_in_order) {
        if let Some(place) = usize::try_from(*old).ok().and_then(|old| rank.get_mut(old)) {
            *place = new;
        }
    }
    in_pieces(prices.len(), |range| {
        for price in prices.get_mut(range).unwrap_or_default() {
            price.item = at(&rank, price.item).unwrap_or_default();
        }
    });
    let bounds = |price: u32| Some((at(row_starts, price)?, at(row_starts, price.checked_add(1)?)?));
    let mut new_prices = Vec::with_capacity(prices.len());
    let mut new_rows = Vec::with_capacity(rows.len());
    let mut new_starts = Vec::with_capacity(row_starts.len());
    let order = price_order(strings, items.len(), places, prices);
    in_pieces(order.len(), |range| {
        for old in order.get(range).unwrap_or_default() {
            let Some(((start, end), price)) = bounds(*old).zip(at(prices, *old)) else { continue };
            let own = usize::try_from(start).ok().zip(usize::try_from(end).ok());
            let own = own.and_then(|(start, end)| rows.get(start..end)).unwrap_or_default();
            // A price whose rows were all refused is none.
            if !own.is_empty() {
                new_starts.push(index(new_rows.len()));
                new_prices.push(price);
                new_rows.extend_from_slice(own);
            }
        }
    });
    new_starts.push(index(new_rows.len()));
    *prices = new_prices;
    (items_in_order.into_iter().filter_map(|old| at(&items, old)).collect(), new_rows, new_starts)
}
