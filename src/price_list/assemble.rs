//! From the rows that were taken to a list: rows in order, names settled, prices put together.

use super::builder::{Builder, Tables};
use super::meters::{MeterIds, Meters};
use super::model::{Item, Place, Row, Span, Validity};
use super::numbers::{Numbers, UNKNOWN};
use super::order::{Runs, at, bounds, index, item_order, place_order, ranks, sku_order, slot, table};
use super::plans;
use super::put::Put;
use super::search::SearchIndex;
use super::skus::SkuId;
use super::{PriceList, PriceType, Reading};
use crate::error::{Error, ErrorCode, Result, Severity};
use crate::money::Currency;
use crate::pieces::Pieces;
use crate::slots::Slots;
use crate::sorting::{sort_by_key, sort_few_by_key};
use crate::strings::{Symbol, Texts, mix};
use foldhash::fast::FixedState;
use hashbrown::HashMap;

/// Puts a list together.
pub(super) fn assemble(mut builder: Builder) -> Result<PriceList> {
    plans::attach(&mut builder);
    let part = builder.pages.missing();
    if let Some(message) = part {
        builder.diagnostics.push(Severity::Warning, ErrorCode::LIST_PART, None, None, message);
    }
    let (plans_unread, plan_rows) = (builder.plans_unread, builder.plan_rows);
    let tables = builder.take_tables();
    let unplaced = builder.refused.saturating_sub(builder.held);
    let Builder { strings, numbers, mut meters, mut diagnostics, mut refused, files, list_rows: mut read, .. } =
        builder;
    let (texts, symbols) = strings.into_texts();
    let guids = meters.seal();
    let Tables { items, places, mut validities, tiers } = renamed(tables, &mut read, &texts, &symbols, &guids);
    drop(guids);
    let mut put = Put::new(&tiers, &validities, &numbers, &files, &mut diagnostics, &mut refused);
    let (rows, row_starts) = put_together(read, &items, &places, &mut put);
    let (spans, duplicates, beside) = put.finish();
    for validity in validities.iter_mut().filter(|validity| **validity == Validity::UNREAD) {
        *validity = Validity::ALWAYS;
    }
    let (held, unknown) = unknown(&rows, &row_starts);
    if slot(held) == rows.len() {
        return Err(Error::new(ErrorCode::LIST_EMPTY, diagnostics.nothing_usable("the list")));
    }
    let reading = Reading {
        diagnostics,
        rows: builder.rows,
        duplicates,
        refused,
        unplaced: unplaced.saturating_add(beside),
        part: part.map(str::to_owned),
        plans_unread,
        plan_rows,
        held,
        unknown,
        formats: builder.formats.iter().map(|format| (*format).to_owned()).collect(),
        currency: builder.currency.unwrap_or(Currency::USD),
        market: builder.market,
        understood: builder.understood,
        cannot: builder.cannot.iter().map(|what| (*what).to_owned()).collect(),
    };
    let by_sku = sku_order(&items, &row_starts, &rows);
    let parts = Parts { texts, numbers, meters, items, places, validities, spans, rows, row_starts, by_sku };
    Ok(PriceList::of_parts(parts, reading))
}

/// How many rows have no price, and how many prices have no other rows.
fn unknown(rows: &[Row], row_starts: &[u32]) -> (u32, u32) {
    let is_unknown = |row: &&Row| row.unit_price == UNKNOWN;
    let held = index(rows.iter().filter(is_unknown).count());
    if held == 0 {
        return (0, 0);
    }
    let prices = (0..row_starts.len()).filter_map(|price| rows.get(bounds(row_starts, price)?));
    (held, index(prices.filter(|rows| rows.iter().all(|row| row.unit_price == UNKNOWN)).count()))
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
    pub spans: Vec<Span>,
    pub rows: Vec<Row>,
    pub row_starts: Vec<u32>,
    pub by_sku: Vec<u32>,
}

impl PriceList {
    /// A list of its tables; what only speeds it up is made anew.
    pub(super) fn of_parts(parts: Parts, reading: Reading) -> Self {
        let Parts { texts, numbers, meters, items, places, validities, spans, rows, row_starts, by_sku } = parts;
        let mut list = Self {
            texts,
            numbers,
            meters,
            items,
            places,
            validities,
            spans,
            rows,
            row_starts,
            by_sku,
            search: SearchIndex::default(),
            reading,
            exchange: None,
        };
        list.search = SearchIndex::of(&list);
        list
    }
}

/// The tables and rows with symbols in alphabetical order, items and places in the order of the list.
#[inline(never)]
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
#[inline(never)]
fn put_together(read: Pieces<Row>, items: &[Item], places: &[Place], put: &mut Put<'_>) -> (Vec<Row>, Vec<u32>) {
    let place_keys = place_keys(places);
    let runs = Runs::of(items.len(), read.pieces(), |row| row.item, |row, _| *row);
    drop(read);
    let (mut rows, starts) = runs.into_parts();
    let mut own = OfProduct::default();
    let mut row_starts = Vec::with_capacity(rows.len());
    let (mut kept, mut start) = (0, 0);
    let mut end_of = starts.iter().map(|end| slot(*end)).skip(1);
    for product in items.chunk_by(|left, right| left.product_id == right.product_id) {
        let end = product.len().checked_sub(1).and_then(|last| end_of.nth(last)).unwrap_or(start);
        own.rows.clear();
        own.rows.extend_from_slice(rows.get(start..end).unwrap_or_default());
        start = end;
        own.settle_names(&place_keys);
        own.put_in_order();
        own.put_together(put, &mut rows, &mut kept, &mut row_starts);
    }
    row_starts.push(index(kept));
    rows.truncate(kept);
    (rows, row_starts)
}

/// What makes a price, whatever it is called.
type PriceKey = (SkuId, u32, MeterIds);

/// The rows of a product.
#[derive(Default)]
struct OfProduct {
    /// Item by item.
    rows: Vec<Row>,
    /// The first row of each price.
    firsts: Slots,
    /// Place (region, type, term) of a row and where the row is: what is sorted.
    order: Vec<u64>,
    price: Vec<Row>,
}

impl OfProduct {
    /// Rows of one price may name it differently, and give it different savings-plan prices: then those hold that come first
    /// in the order of the list (and the last savings-plan prices), so that the order of the file decides nothing.
    #[inline(never)]
    fn settle_names(&mut self, place_keys: &[u32]) {
        let key = |row: &Row| (row.sku_id, at(place_keys, u32::from(row.place)).unwrap_or_default(), row.meter_ids);
        if self.are_settled(key) {
            return;
        }
        let mut settled: HashMap<PriceKey, (u32, u16, Symbol), FixedState> = HashMap::default();
        for row in &self.rows {
            let (item, place, savings_plans) =
                settled.entry(key(row)).or_insert((row.item, row.place, row.savings_plans));
            (*item, *place) = (*item, *place).min((row.item, row.place));
            *savings_plans = row.savings_plans.max(*savings_plans);
        }
        for row in &mut self.rows {
            if let Some((item, place, savings_plans)) = settled.get(&key(row)).copied() {
                *row = Row { item, place, savings_plans, ..*row };
            }
        }
        sort_by_key(&mut self.rows, |row| row.item);
    }

    /// Do all rows of a price name it alike? Nearly always.
    #[inline(never)]
    fn are_settled(&mut self, key: impl Fn(&Row) -> PriceKey) -> bool {
        let Self { rows, firsts, .. } = self;
        firsts.clear_for(rows.len());
        for (place, row) in (0u32..).zip(&*rows) {
            let own = key(row);
            let (sku, place_key, meter) = own;
            let hash = mix(mix(0, u64::from(sku.bits()) << 32 | u64::from(meter.bits())), u64::from(place_key));
            let hash = u32::try_from(hash >> 32).unwrap_or_default();
            let first = firsts.find(hash, |first| at(rows, first).filter(|first| key(first) == own));
            match first {
                None => firsts.insert(hash, place),
                Some((_, first)) => {
                    let names = |row: &Row| (row.item, row.place, row.savings_plans);
                    if names(&first) != names(row) {
                        return false;
                    }
                }
            }
        }
        true
    }

    /// Puts the rows in the order of the list: by item, place, SKU and meter.
    #[inline(never)]
    fn put_in_order(&mut self) {
        let Self { rows, order, .. } = self;
        order.clear();
        order.extend((0u32..).zip(&*rows).map(|(at, row)| u64::from(row.place) << 32 | u64::from(at)));
        let mut rest = order.as_mut_slice();
        for item in rows.chunk_by(|left, right| left.item == right.item) {
            let Some(own) = rest.split_off_mut(..item.len()) else { break };
            own.sort_unstable();
            for alike in own.chunk_by_mut(|left, right| left >> 32 == right >> 32).filter(|alike| alike.len() > 1) {
                sort_few_by_key(alike, |key| row_at(rows, *key).map(|row| (row.sku_id, row.meter_ids)));
            }
        }
    }

    /// Puts the rows of each price together, in place of the rows of the product.
    #[inline(never)]
    fn put_together(&mut self, put: &mut Put<'_>, rows: &mut [Row], kept: &mut usize, row_starts: &mut Vec<u32>) {
        let Self { rows: own, order, price, .. } = self;
        let is_one = |left: &u64, right: &u64| {
            row_at(own, *left).zip(row_at(own, *right)).is_some_and(|(left, right)| left.is_of_price_of(right))
        };
        for places in order.chunk_by(is_one) {
            price.clear();
            price.extend(places.iter().filter_map(|key| row_at(own, *key)));
            put.price(price);
            // A price whose rows were all refused is none.
            if !price.is_empty() {
                row_starts.push(index(*kept));
            }
            for row in &*price {
                if let Some(place) = rows.get_mut(*kept) {
                    *place = *row;
                }
                *kept = kept.saturating_add(1);
            }
        }
    }
}

/// The row whose place is the second half of a key.
#[inline]
fn row_at(rows: &[Row], key: u64) -> Option<&Row> {
    rows.get(usize::try_from(key & u64::from(u32::MAX)).ok()?)
}

#[cfg(test)]
mod tests {
    use crate::price_list::SearchRequest;
    use crate::{PriceList, PriceListReader};

    #[test]
    fn rows_of_several_files_are_told_apart() {
        let header = "ProductId,SkuId,UnitPrice,Currency\n";
        let row = |sku: &str, price: &str| format!("DZH318Z0BQD2,{sku},{price},USD\n");
        // The last row of the first file is refused; each file has one that the other contradicts.
        let files = [
            [header, &row("0001", "1"), &row("0002", "2"), &row("0003", "x")].concat(),
            [header, &row("0004", "4"), &row("0005", "y"), &row("0002", "3"), &row("0006", "6"), &row("0006", "7")]
                .concat(),
        ];
        let mut reader = PriceListReader::default();
        for file in &files {
            reader.push(file.as_bytes()).and_then(|()| reader.end_file()).expect("a list");
        }
        let info = reader.finish().expect("a list").info();
        let found = info.diagnostics.iter().map(|found| (found.file_number, found.row, found.message.as_str()));
        let same = "rows 5 and 6 contradict each other: 6 and 7";
        let other = "rows 3 of file 1 and 4 of file 2 contradict each other: 2 and 3";
        let expected = [
            (Some(1), Some(3), other),
            (Some(1), Some(4), "`x` is not a decimal number"),
            (Some(2), Some(3), "`y` is not a decimal number"),
            (Some(2), Some(4), other),
            (Some(2), Some(5), same),
            (Some(2), Some(6), same),
        ];
        assert!(found.eq(expected), "{:?}", info.diagnostics);
    }

    #[test]
    fn how_a_price_is_named_does_not_depend_on_the_order_of_rows() {
        let header = "ProductId,SkuId,MeterId,ProductTitle,SkuTitle,armRegionName,location,UnitPrice,tierMinimumUnits,type,savingsPlan";
        // One price under two titles and two names of a place, and others beside it.
        let rows = [
            "DZH318Z0BQD2,003J,8core,Old,Name,eastus,US East,2,100,Consumption,",
            "DZH318Z0BQD2,003J,8core,New,Name,eastus,East US,3,0,Consumption,\"[{\"\"term\"\":\"\"1 Year\"\",\"\"unitPrice\"\":1}]\"",
            "DZH318Z0BQD2,003K,8core,Old,Name,eastus,US East,4,0,Consumption,",
            "DZH318Z0BQD2,003J,8core,New,Name,westus,US West,5,0,Consumption,",
        ];
        let read = |order: [usize; 4]| {
            let text = [header].into_iter().chain(order.map(|row| rows[row])).collect::<Vec<_>>().join("\n");
            let list = PriceList::read(text.as_bytes()).expect("a list");
            let answer = list.search(&SearchRequest::default()).expect("an answer");
            let first = answer.hits.first().expect("a hit");
            assert_eq!((answer.total, first.product_title.as_str(), first.tier_count), (3, "New", 2));
            assert_eq!(first.savings_plans.len(), 1);
            serde_json::to_string(&answer).expect("JSON")
        };
        let expected = read([0, 1, 2, 3]);
        for order in [[1, 0, 2, 3], [3, 2, 1, 0], [2, 3, 0, 1], [1, 3, 0, 2]] {
            assert_eq!(read(order), expected, "{order:?}");
        }
    }
}
