//! Rows of a file into prices: each row is taken, or refused with a diagnostic.
//!
//! A list repeats itself: what a row says of its item, place and time is looked up as one run of bytes, and only what was
//! not there before is taken apart.

use super::cells::Cells;
use super::columns::{ListColumn, NoList, Shape, shape};
use super::meters::{MeterIds, Meters};
use super::model::{Item, Place, Price, PriceType, Validity};
use super::numbers::{Number, Numbers};
use super::printed::{
    PrintedTier, Refusal, printed_item, printed_place, printed_tier, printed_validity, product_of_sku, refuse,
};
use super::retail_json;
use super::seen::Seen;
use crate::error::{Diagnostics, Error, ErrorCode, Result, Severity};
use crate::files::{Header, Record, Sink, cells};
use crate::ids;
use crate::money::Currency;
use crate::pec::PecReason;
use crate::strings::{Strings, Symbol};
use foldhash::fast::FixedState;
use hashbrown::HashTable;
use std::hash::BuildHasher;

/// A row that was taken, before its price is put together.
#[derive(Debug, Clone, Copy)]
pub(super) struct RawRow {
    pub price: u32,
    pub row: u32,
    pub unit_price: Number,
    pub tier: u16,
    pub validity: u16,
}

/// Takes rows.
#[derive(Debug, Default)]
pub(super) struct Builder {
    pub strings: Strings,
    pub numbers: Numbers,
    pub meters: Meters,
    items: Seen<(Item, PecReason)>,
    places: Seen<Place>,
    validities: Seen<Validity>,
    tiers: Seen<PrintedTier>,
    currencies: Seen<Currency>,
    pub prices: Vec<Price>,
    pub raw_rows: Vec<RawRow>,
    pub diagnostics: Diagnostics,
    pub rows: u32,
    pub refused: u32,
    pub formats: Vec<&'static str>,
    pub currency: Option<Currency>,
    pub market: Option<String>,
    header: Option<(Header<ListColumn>, Shape)>,
    table: HashTable<u32>,
    hasher: FixedState,
    run: Vec<u8>,
}

const ITEM: [ListColumn; 9] = [
    ListColumn::ProductId,
    ListColumn::ProductTitle,
    ListColumn::SkuTitle,
    ListColumn::MeterName,
    ListColumn::ServiceName,
    ListColumn::ArmSkuName,
    ListColumn::UnitOfMeasure,
    ListColumn::Publisher,
    ListColumn::Tags,
];
const RETAIL_TIER: [ListColumn; 1] = [ListColumn::TierMinimumUnits];
const PARTNER_CENTER_TIER: [ListColumn; 2] = [ListColumn::PricingTierRangeMin, ListColumn::PricingTierRangeMax];
const PLACE: [ListColumn; 4] =
    [ListColumn::ArmRegionName, ListColumn::Location, ListColumn::PriceType, ListColumn::TermDuration];
const VALIDITY: [ListColumn; 2] = [ListColumn::EffectiveStartDate, ListColumn::EffectiveEndDate];

fn narrow<T: TryFrom<usize>>(place: usize, column: ListColumn) -> Result<T, Refusal> {
    T::try_from(place).or_else(|_| {
        let message = format!("the list has more different values than can be held ({place})");
        refuse(ErrorCode::MONEY_OUT_OF_RANGE, column, message)
    })
}

impl Builder {
    /// Takes a row, or notes why not.
    pub(super) fn take(&mut self, row: u32, cells: &Cells<'_>, shape: Shape) {
        self.rows = self.rows.saturating_add(1);
        if let Err(refusal) = self.try_take(row, cells, shape) {
            self.refused = self.refused.saturating_add(1);
            refusal.report(row, Some(cells.header()), &mut self.diagnostics);
        }
    }

    pub(super) fn refuse_row(&mut self, row: u32, code: ErrorCode, column: Option<&str>, message: impl Into<String>) {
        self.refused = self.refused.saturating_add(1);
        self.diagnostics.push(Severity::Error, code, Some(row), column, message);
    }

    fn try_take(&mut self, row: u32, cells: &Cells<'_>, shape: Shape) -> Result<(), Refusal> {
        use ListColumn as C;
        self.check_currency(cells)?;
        let price_column =
            if shape == Shape::Retail && !cells.get(C::RetailPrice).is_empty() { C::RetailPrice } else { C::UnitPrice };
        let Some(unit_price) = self.number(cells, price_column)? else {
            return refuse(ErrorCode::ROW_MISSING_VALUE, price_column, "the price is empty");
        };
        let tier = narrow(self.tier(cells, shape)?, C::PricingTierRangeMin)?;
        let validity = narrow(self.validity(cells)?, C::EffectiveStartDate)?;
        let price = self.price(cells)?;
        self.raw_rows.push(RawRow { price, row, unit_price, tier, validity });
        Ok(())
    }

    fn check_currency(&mut self, cells: &Cells<'_>) -> Result<(), Refusal> {
        let text = cells.get(ListColumn::Currency);
        // Azure plan lists are priced in US dollars in every market (DOMAIN 2.1).
        let code = if text.is_empty() { &b"USD"[..] } else { &text };
        let place = self.currencies.of(code, || {
            let printed = String::from_utf8_lossy(code);
            printed.parse().or_else(|_| {
                refuse(ErrorCode::ROW_MISSING_VALUE, ListColumn::Currency, format!("`{printed}` is not a currency"))
            })
        })?;
        let currency = self.currencies.get(place).copied();
        match self.currency.or(currency).zip(currency) {
            Some((first, currency)) if first != currency => {
                let message = format!("the row is in {currency}, the list in {first}");
                refuse(ErrorCode::LIST_MIXED_CURRENCY, ListColumn::Currency, message)
            }
            _ => {
                self.currency = currency;
                Ok(())
            }
        }
    }

    fn number(&mut self, cells: &Cells<'_>, column: ListColumn) -> Result<Option<Number>, Refusal> {
        let text = cells.get(column);
        if text.is_empty() {
            return Ok(None);
        }
        let printed = || String::from_utf8_lossy(&text);
        match self.numbers.parse(&text) {
            Ok(number) => Ok(Some(number)),
            Err(None) => refuse(ErrorCode::MONEY_OUT_OF_RANGE, column, format!("`{}` is negative", printed())),
            Err(Some(error)) => refuse(error.code(), column, error.message(&printed())),
        }
    }

    /// Place of what a run of cells says.
    fn tier(&mut self, cells: &Cells<'_>, shape: Shape) -> Result<usize, Refusal> {
        let Self { tiers, run, .. } = self;
        let one_based = shape == Shape::PartnerCenter;
        fill(run, cells, if one_based { &PARTNER_CENTER_TIER } else { &RETAIL_TIER });
        run.push(u8::from(one_based));
        tiers.of(run, || printed_tier(cells, one_based))
    }

    fn validity(&mut self, cells: &Cells<'_>) -> Result<usize, Refusal> {
        let Self { validities, run, .. } = self;
        fill(run, cells, &VALIDITY);
        validities.of(run, || printed_validity(cells))
    }

    fn place(&mut self, cells: &Cells<'_>) -> Result<usize, Refusal> {
        let Self { places, run, strings, .. } = self;
        fill(run, cells, &PLACE);
        if !cells.header().has(ListColumn::ArmRegionName) {
            // A Partner Center sheet names the region at the end of the SKU title.
            run.extend_from_slice(last_part(&cells.get(ListColumn::SkuTitle)));
        }
        places.of(run, || printed_place(cells, strings))
    }

    fn item(&mut self, cells: &Cells<'_>) -> Result<usize, Refusal> {
        let Self { items, run, strings, market, .. } = self;
        fill(run, cells, &ITEM);
        if cells.get(ListColumn::ProductId).is_empty() {
            run.extend_from_slice(&product_of_sku(cells));
        }
        items.of(run, || {
            let cell = cells.get(ListColumn::Market);
            if market.is_none() && !cell.is_empty() {
                *market = Some(String::from_utf8_lossy(&cell).to_uppercase());
            }
            printed_item(cells, strings)
        })
    }

    fn sku(&mut self, cells: &Cells<'_>) -> Result<Symbol, Refusal> {
        let cell = cells.get(ListColumn::SkuId);
        let sku =
            memchr::memchr(b'/', &cell).map_or(&*cell, |slash| cell.get(slash.saturating_add(1)..).unwrap_or_default());
        let usual = |byte: &u8| byte.is_ascii_uppercase() || byte.is_ascii_digit();
        if sku.len() == 4 && sku.iter().all(usual) {
            return Ok(self.strings.intern_bytes(sku));
        }
        if sku.is_empty() {
            return refuse(ErrorCode::ROW_MISSING_VALUE, ListColumn::SkuId, "the SKU id is empty");
        }
        Ok(self.strings.intern(&ids::sku_id(&String::from_utf8_lossy(sku))))
    }

    fn price(&mut self, cells: &Cells<'_>) -> Result<u32, Refusal> {
        use ListColumn as C;
        let place = self.place(cells)?;
        let item = self.item(cells)?;
        let sku_id = self.sku(cells)?;
        let meter_ids = self.meters.intern(&cells.get(C::MeterIds), &mut self.strings);
        let Self { items, places, prices, table, hasher, .. } = self;
        let key_of = |item: usize, place: usize, sku_id: Symbol, meter_ids: MeterIds| {
            let (item, place) = (items.get(item)?.0, places.get(place)?);
            Some((item.product_id, sku_id, meter_ids, place.region, place.price_type, place.term))
        };
        let key_at = |index: u32| {
            let price: &Price = prices.get(usize::try_from(index).ok()?)?;
            key_of(usize::try_from(price.item).ok()?, usize::from(price.place), price.sku_id, price.meter_ids)
        };
        let Some(key) = key_of(item, place, sku_id, meter_ids) else {
            return refuse(ErrorCode::ROW_MISSING_VALUE, C::ProductId, "the product is not known");
        };
        let hash = hasher.hash_one(key);
        if let Some(found) = table.find(hash, |index| key_at(*index) == Some(key)).copied() {
            let savings_plans = self.strings.intern_bytes(&cells.get(C::SavingsPlan));
            self.settle_names(found, item, place, savings_plans);
            return Ok(found);
        }
        let index = narrow(prices.len(), C::ProductId)?;
        table.insert_unique(hash, index, |index| key_at(*index).map_or(0, |key| hasher.hash_one(key)));
        let pec = match (places.get(place), items.get(item)) {
            (Some(place), _) if place.price_type == PriceType::Reservation => PecReason::Reservation,
            (_, Some((_, pec))) => *pec,
            _ => PecReason::Eligible,
        };
        let savings_plans = self.strings.intern_bytes(&cells.get(C::SavingsPlan));
        let (item, place) = (narrow(item, C::ProductTitle)?, narrow(place, C::ArmRegionName)?);
        self.prices.push(Price { item, sku_id, meter_ids, savings_plans, place, pec });
        Ok(index)
    }

    pub(super) fn note_format(&mut self, format: &'static str) {
        if !self.formats.contains(&format) {
            self.formats.push(format);
        }
    }

    /// Items, places, validities and tiers, by their places.
    pub(super) fn take_tables(&mut self) -> (Vec<Item>, Vec<Place>, Vec<Validity>, Vec<PrintedTier>) {
        self.table = HashTable::new();
        let items = std::mem::take(&mut self.items).into_made();
        (
            items.into_iter().map(|(item, _)| item).collect(),
            std::mem::take(&mut self.places).into_made(),
            std::mem::take(&mut self.validities).into_made(),
            std::mem::take(&mut self.tiers).into_made(),
        )
    }

    /// Rows of one price may name it differently: the names that come first in the alphabet hold, so that the order of
    /// rows decides nothing.
    fn settle_names(&mut self, index: u32, item: usize, place: usize, savings_plans: Symbol) {
        let Self { items, places, prices, strings, .. } = self;
        let Some(price) = usize::try_from(index).ok().and_then(|index| prices.get_mut(index)) else { return };
        let text = |symbol: Symbol| strings.text(symbol);
        let name = |item: usize| {
            let item = items.get(item)?.0;
            let names = [item.product_title, item.sku_title, item.meter_name, item.service, item.arm_sku];
            let rest = [item.unit_of_measure, item.publisher, item.tags];
            Some((names.map(text), rest.map(text)))
        };
        let known = usize::try_from(price.item).unwrap_or(usize::MAX);
        if known != item && name(item) < name(known) {
            price.item = u32::try_from(item).unwrap_or(price.item);
            if let Some((_, pec)) = items.get(item).filter(|_| price.pec != PecReason::Reservation) {
                price.pec = *pec;
            }
        }
        let location = |place: usize| places.get(place).map(|place| text(place.location));
        if location(place) < location(usize::from(price.place)) {
            price.place = u16::try_from(place).unwrap_or(price.place);
        }
        if text(savings_plans) > text(price.savings_plans) {
            price.savings_plans = savings_plans;
        }
    }
}

/// What follows the last ` - ` of a title.
fn last_part(title: &[u8]) -> &[u8] {
    let dash = memchr::memmem::rfind(title, b" - ");
    dash.and_then(|dash| title.get(dash..)).unwrap_or_default()
}

/// Cells as one run of bytes, from which the cells could be told again: what ends a cell is escaped inside one.
fn fill(run: &mut Vec<u8>, cells: &Cells<'_>, columns: &[ListColumn]) {
    const END: u8 = 0x1F;
    const ESCAPE: u8 = 0x1E;
    run.clear();
    for column in columns {
        let cell = cells.get(*column);
        if memchr::memchr2(END, ESCAPE, &cell).is_none() {
            run.extend_from_slice(&cell);
        } else {
            for byte in cell.iter().copied() {
                match byte {
                    END => run.extend_from_slice(&[ESCAPE, b'e']),
                    ESCAPE => run.extend_from_slice(&[ESCAPE, ESCAPE]),
                    _ => run.push(byte),
                }
            }
        }
        run.push(END);
    }
}

impl Sink for Builder {
    fn header(&mut self, names: Vec<String>) -> Result<()> {
        let header = Header::<ListColumn>::new(names);
        let shape = shape(&header).map_err(|reason| no_list(reason, &header))?;
        self.note_format(match shape {
            Shape::Retail => "retailApiCsv",
            Shape::PartnerCenter => "partnerCenter",
        });
        if !header.has(ListColumn::Currency) {
            let message = "the list has no currency column: US dollars are assumed";
            self.diagnostics.push(Severity::Note, ErrorCode::LIST_MISSING_COLUMN, None, Some("Currency"), message);
        }
        self.header = Some((header, shape));
        Ok(())
    }

    fn record(&mut self, record: &Record<'_>) -> Result<()> {
        let Some((header, _)) = &self.header else { return Ok(()) };
        if let Some((code, message)) = cells::malformed(record, header) {
            self.rows = self.rows.saturating_add(1);
            self.refuse_row(record.row, code, None, message);
            return Ok(());
        }
        cells::check_encoding(record, &mut self.diagnostics);
        if let Some((header, shape)) = self.header.take() {
            self.take(record.row, &Cells::of_record(&header, record), shape);
            self.header = Some((header, shape));
        }
        Ok(())
    }

    fn json(&mut self, bytes: &[u8]) -> Result<()> {
        self.header = None;
        retail_json::read(bytes, self)
    }
}

fn no_list(reason: NoList, header: &Header<ListColumn>) -> Error {
    let found = header.listed();
    match reason {
        NoList::Licences => {
            Error::new(ErrorCode::LIST_NOT_AZURE_PLAN, "this is a licence-based price list, not one of the Azure plan")
        }
        NoList::Usage => {
            Error::new(ErrorCode::LIST_NOT_AZURE_PLAN, "this is a usage or reconciliation file, not a price list")
        }
        NoList::Missing(name) => {
            Error::new(ErrorCode::LIST_MISSING_COLUMN, format!("the list has no `{name}` column (found {found})"))
                .at(name)
        }
        NoList::Unknown => {
            Error::new(ErrorCode::FILE_UNRECOGNISED, format!("the file has no columns of a price list (found {found})"))
        }
    }
}
