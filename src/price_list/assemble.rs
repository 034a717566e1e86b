//! From the rows that were taken to a list: rows in order, names settled, prices put together.

use super::builder::{Builder, Tables};
use super::meters::{MeterIds, Meters};
use super::model::{Item, Place, Row, Validity};
use super::numbers::Numbers;
use super::order::{Runs, at, bounds, index, item_order, place_order, ranks, sku_order, slot, table};
use super::put::Put;
use super::search::SearchIndex;
use super::{PriceList, PriceType, Reading};
use crate::error::{Error, ErrorCode, Result};
use crate::money::{Currency, Decimal};
use crate::pieces::Pieces;
use crate::strings::{Symbol, Texts};
use foldhash::fast::FixedState;
use hashbrown::HashMap;

/// Puts a list together.
pub(super) fn assemble(mut builder: Builder) -> Result<PriceList> {
    let tables = builder.take_tables();
    let Builder { strings, numbers, mut meters, mut diagnostics, mut refused, list_rows: mut read, .. } = builder;
    let (texts, symbols) = strings.into_texts();
    let guids = meters.seal();
    let Tables { items, places, validities, tiers } = renamed(tables, &mut read, &texts, &symbols, &guids);
    drop(guids);
    let mut put = Put::new(&tiers, &validities, &numbers, &mut diagnostics, &mut refused);
    let (rows, row_starts) = put_together(read, &items, &places, &mut put);
    let (thresholds, duplicates) = put.finish();
    if rows.is_empty() {
        return Err(Error::new(ErrorCode::LIST_EMPTY, diagnostics.nothing_usable("the list")));
    }
    let reading = Reading {
        diagnostics,
        rows: builder.rows,
        duplicates,
        refused,
        formats: builder.formats.iter().map(|format| (*format).to_owned()).collect(),
        currency: builder.currency.unwrap_or(Currency::USD),
        market: builder.market,
    };
    let by_sku = sku_order(&items, &row_starts, &rows);
    let parts = Parts { texts, numbers, meters, items, places, validities, thresholds, rows, row_starts, by_sku };
    Ok(PriceList::of_parts(parts, reading))
}

/// The tables of a list, before what searching needs is put beside them.
#[derive(Debug)]
pub(super) struct Parts {
    pub texts: Texts,
    pub numbers: Numbers,
    pub meters: Meters,
    pub items: Vec<Item>,
    pub places: Vec<Place>,
    pub validities: Vec<Validity>,
    pub thresholds: Vec<Decimal>,
    pub rows: Vec<Row>,
    pub row_starts: Vec<u32>,
    pub by_sku: Vec<u32>,
}

impl PriceList {
    /// A list of its tables; what only speeds it up is made anew.
    pub(super) fn of_parts(parts: Parts, reading: Reading) -> Self {
        let Parts { texts, numbers, meters, items, places, validities, thresholds, rows, row_starts, by_sku } = parts;
        let mut list = Self {
            texts,
            numbers,
            meters,
            items,
            places,
            validities,
            thresholds,
            rows,
            row_starts,
            by_sku,
            search: SearchIndex::default(),
            reading,
        };
        list.search = SearchIndex::of(&list);
        list
    }
}

/// The tables and rows with symbols in alphabetical order, items and places in the order of the list.
fn renamed(tables: Tables, read: &mut Pieces<Row>, texts: &Texts, symbols: &[Symbol], guids: &[MeterIds]) -> Tables {
    let Tables { items, places, validities, tiers } = tables;
    let symbol = |old: Symbol| at(symbols, old.bits()).unwrap_or_default();
    let items = table(&items, |_, item| Item {
        product_id: symbol(item.product_id),
        product_title: symbol(item.product_title),
        sku_title: symbol(item.sku_title),
        meter_name: symbol(item.meter_name),
        service: symbol(item.service),
        arm_sku: symbol(item.arm_sku),
        unit_of_measure: symbol(item.unit_of_measure),
        publisher: symbol(item.publisher),
        tags: symbol(item.tags),
        pec: item.pec,
    });
    let places = table(&places, |_, place| Place {
        region: symbol(place.region),
        location: symbol(place.location),
        price_type: place.price_type,
        term: symbol(place.term),
    });
    let (item_order, place_order) = (item_order(texts, &items), place_order(&places));
    let (item_ranks, place_ranks) = (ranks(&item_order), ranks(&place_order));
    for piece in read.pieces_mut() {
        rename(piece, |row| Row {
            item: at(&item_ranks, row.item).unwrap_or_default(),
            // There are no more places than before.
            place: at(&place_ranks, u32::from(row.place)).and_then(|place| place.try_into().ok()).unwrap_or_default(),
            sku_id: row.sku_id.renamed(|old| Some(symbol(old))).unwrap_or_default(),
            savings_plans: symbol(row.savings_plans),
            meter_ids: Meters::renamed(row.meter_ids, guids, symbol),
            ..row
        });
    }
    Tables {
        items: item_order.into_iter().filter_map(|old| at(&items, old)).collect(),
        places: place_order.into_iter().filter_map(|old| at(&places, old)).collect(),
        validities,
        tiers,
    }
}

#[inline(never)]
fn rename(rows: &mut [Row], new: impl Fn(Row) -> Row) {
    for row in rows {
        *row = new(*row);
    }
}

/// By place: a number that places of one region, type and term share.
fn place_keys(places: &[Place]) -> Vec<u32> {
    let mut known: HashMap<(Symbol, PriceType, Symbol), u32, FixedState> = HashMap::default();
    let mut key = |place: &Place| {
        let next = index(known.len());
        *known.entry((place.region, place.price_type, place.term)).or_insert(next)
    };
    places.iter().map(&mut key).collect()
}

/// Puts rows together to prices in the order of the list, product by product: a product's rows stay in a processor's nearest
/// memory, all of them do not. Answers the rows, and where prices begin, and the last one ends.
fn put_together(read: Pieces<Row>, items: &[Item], places: &[Place], put: &mut Put<'_>) -> (Vec<Row>, Vec<u32>) {
    let place_keys = place_keys(places);
    // Items of a product stand together, so this numbers products in the order of the list.
    let mut products: Vec<u32> = Vec::with_capacity(items.len());
    let mut before: Option<Symbol> = None;
    let mut number = 0u32;
    for item in items {
        if before.replace(item.product_id).is_some_and(|before| before != item.product_id) {
            number = number.saturating_add(1);
        }
        products.push(number);
    }
    let product = |row: &Row| at(&products, row.item).unwrap_or_default();
    let runs = Runs::of(slot(number).saturating_add(1), read.pieces(), product, |row, _| *row);
    drop(read);
    let (mut rows, starts) = runs.into_parts();
    let mut own = OfProduct::default();
    let mut row_starts = Vec::with_capacity(rows.len());
    let mut kept = 0;
    for product in 0..starts.len().saturating_sub(1) {
        own.rows.clear();
        own.rows.extend_from_slice(bounds(&starts, product).and_then(|own| rows.get(own)).unwrap_or_default());
        own.settle_names(&place_keys);
        own.put_in_order();
        own.put_together(put, &mut rows, &mut kept, &mut row_starts);
    }
    row_starts.push(index(kept));
    rows.truncate(kept);
    (rows, row_starts)
}

/// The rows of a product.
#[derive(Default)]
struct OfProduct {
    rows: Vec<Row>,
    /// What rows are put in order by, and where they are.
    keys: Vec<(u64, u64, u32)>,
    price: Vec<Row>,
}

impl OfProduct {
    #[inline(never)]
    fn note(&mut self, key: impl Fn(&Row) -> (u64, u64)) {
        self.keys.clear();
        for (place, row) in (0u32..).zip(&self.rows) {
            let (more, less) = key(row);
            self.keys.push((more, less, place));
        }
        self.keys.sort_unstable();
    }

    /// Rows of one price may name it differently, and give it different savings-plan prices: then those hold that come first
    /// in the order of the list (and the last savings-plan prices), so that the order of the file decides nothing.
    #[inline(never)]
    fn settle_names(&mut self, place_keys: &[u32]) {
        self.note(|row| {
            let place = at(place_keys, u32::from(row.place)).unwrap_or_default();
            (u64::from(row.sku_id.bits()) << 32 | u64::from(place), u64::from(row.meter_ids.bits()))
        });
        let Self { rows, keys, .. } = self;
        for price in keys.chunk_by(|left, right| (left.0, left.1) == (right.0, right.1)).filter(|price| price.len() > 1)
        {
            let own = || price.iter().filter_map(|(.., place)| rows.get(slot(*place)));
            let names = own().map(|row| (row.item, row.place)).min();
            let plans = own().map(|row| row.savings_plans).max();
            let Some(((item, place), savings_plans)) = names.zip(plans) else { continue };
            for (.., at) in price {
                if let Some(row) = rows.get_mut(slot(*at)) {
                    *row = Row { item, place, savings_plans, ..*row };
                }
            }
        }
    }

    /// Puts the rows in the order of the list: by item, place, SKU and meter.
    fn put_in_order(&mut self) {
        self.note(|row| {
            let first = u64::from(row.item) << 32 | u64::from(row.place);
            (first, u64::from(row.sku_id.bits()) << 32 | u64::from(row.meter_ids.bits()))
        });
    }

    /// Puts the rows of each price together, in place of the rows of the product.
    #[inline(never)]
    fn put_together(&mut self, put: &mut Put<'_>, rows: &mut [Row], kept: &mut usize, row_starts: &mut Vec<u32>) {
        for price in self.keys.chunk_by(|left, right| (left.0, left.1) == (right.0, right.1)) {
            self.price.clear();
            self.price.extend(price.iter().filter_map(|(.., place)| self.rows.get(slot(*place))));
            put.price(&mut self.price);
            // A price whose rows were all refused is none.
            if !self.price.is_empty() {
                row_starts.push(index(*kept));
            }
            for row in &self.price {
                if let Some(place) = rows.get_mut(*kept) {
                    *place = *row;
                }
                *kept = kept.saturating_add(1);
            }
        }
    }
}
