//! Rows of a file into prices: each row is taken, or refused with a diagnostic.
//!
//! A list repeats itself: the cells that say a row's item, place and time are looked up as they are, and only what was not
//! there before is taken apart.

use super::columns::{ListColumn, NoList, Shape, shape};
use super::meters::{MeterIds, Meters};
use super::model::{Item, Place, Price, PriceType, Validity};
use super::numbers::{Number, Numbers};
use super::printed::{
    Cells, PrintedTier, Refusal, printed_item, printed_place, printed_tier, printed_validity, product_of_sku, refuse,
};
use super::retail_json;
use super::seen::Seen;
use crate::error::{Diagnostics, Error, ErrorCode, Result, Severity};
use crate::files::{Header, Record, Sink, cells};
use crate::ids;
use crate::money::Currency;
use crate::pec::PecReason;
use crate::strings::{Strings, Symbol, mix};
use foldhash::fast::FixedState;
use hashbrown::{HashMap, HashTable};

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
    items: Seen<(Item, PecReason), 10>,
    places: Seen<Place, 5>,
    /// By place: the number that places of one region, type and term share.
    place_keys: Vec<u32>,
    place_key_of: HashMap<(Symbol, PriceType, Symbol), u32, FixedState>,
    validities: Seen<Validity, 2>,
    tiers: Seen<PrintedTier, 2>,
    currencies: Seen<Currency, 1>,
    pub prices: Vec<Price>,
    pub raw_rows: Vec<RawRow>,
    pub diagnostics: Diagnostics,
    pub rows: u32,
    pub refused: u32,
    pub formats: Vec<&'static str>,
    pub currency: Option<Currency>,
    pub market: Option<String>,
    header: Option<(Header<ListColumn>, Shape)>,
    /// Prices by key, each with a part of the key's hash.
    table: HashTable<(u32, u32)>,
}

fn narrow<T: TryFrom<usize>>(place: usize, column: ListColumn) -> Result<T, Refusal> {
    T::try_from(place).or_else(|_| {
        let message = format!("the list has more different values than can be held ({place})");
        refuse(ErrorCode::MONEY_OUT_OF_RANGE, column, message)
    })
}

impl Builder {
    /// Takes a row, or notes why not.
    pub(super) fn take(&mut self, row: u32, cells: Cells<'_>, shape: Shape) {
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

    fn try_take(&mut self, row: u32, cells: Cells<'_>, shape: Shape) -> Result<(), Refusal> {
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

    fn check_currency(&mut self, cells: Cells<'_>) -> Result<(), Refusal> {
        let text = cells.get(ListColumn::Currency);
        // Azure plan lists are priced in US dollars in every market (DOMAIN 2.1).
        let code = if text.is_empty() { &b"USD"[..] } else { text };
        let place = self.currencies.of(&[code], || {
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

    fn number(&mut self, cells: Cells<'_>, column: ListColumn) -> Result<Option<Number>, Refusal> {
        let text = cells.get(column);
        if text.is_empty() {
            return Ok(None);
        }
        let printed = || String::from_utf8_lossy(text);
        match self.numbers.parse(text) {
            Ok(number) => Ok(Some(number)),
            Err(None) => refuse(ErrorCode::MONEY_OUT_OF_RANGE, column, format!("`{}` is negative", printed())),
            Err(Some(error)) => refuse(error.code(), column, error.message(&printed())),
        }
    }

    /// Place of what the cells say; files of both shapes may make one list.
    fn tier(&mut self, cells: Cells<'_>, shape: Shape) -> Result<usize, Refusal> {
        use ListColumn as C;
        let one_based = shape == Shape::PartnerCenter;
        // No number: what has no end in the one shape may have one in the other.
        let end = if one_based { cells.get(C::PricingTierRangeMax) } else { b"-" };
        let start = cells.get(if one_based { C::PricingTierRangeMin } else { C::TierMinimumUnits });
        self.tiers.of(&[start, end], || printed_tier(cells, one_based))
    }

    fn validity(&mut self, cells: Cells<'_>) -> Result<usize, Refusal> {
        use ListColumn as C;
        let printed = [C::EffectiveStartDate, C::EffectiveEndDate].map(|column| cells.get(column));
        self.validities.of(&printed, || printed_validity(cells))
    }

    fn place(&mut self, cells: Cells<'_>) -> Result<usize, Refusal> {
        use ListColumn as C;
        let Self { places, place_keys, place_key_of, strings, .. } = self;
        let [region, location, price_type, term] =
            [C::ArmRegionName, C::Location, C::PriceType, C::TermDuration].map(|column| cells.get(column));
        // A Partner Center sheet names the region at the end of the SKU title.
        let in_title = if cells.header().has(C::ArmRegionName) { &[] } else { last_part(cells.get(C::SkuTitle)) };
        let printed = [region, location, price_type, term, in_title];
        let place = places.of(&printed, || printed_place(cells, strings))?;
        if place_keys.len() < places.len()
            && let Some(Place { region, price_type, term, .. }) = places.get(place).copied()
        {
            let next = u32::try_from(place_key_of.len()).unwrap_or(u32::MAX);
            place_keys.push(*place_key_of.entry((region, price_type, term)).or_insert(next));
        }
        Ok(place)
    }

    fn item(&mut self, cells: Cells<'_>) -> Result<usize, Refusal> {
        use ListColumn as C;
        let Self { items, strings, market, .. } = self;
        let product = cells.get(C::ProductId);
        let printed = [
            product,
            if product.is_empty() { product_of_sku(cells) } else { &[] },
            cells.get(C::ProductTitle),
            cells.get(C::SkuTitle),
            cells.get(C::MeterName),
            cells.get(C::ServiceName),
            cells.get(C::ArmSkuName),
            cells.get(C::UnitOfMeasure),
            cells.get(C::Publisher),
            cells.get(C::Tags),
        ];
        items.of(&printed, || {
            let cell = cells.text(C::Market);
            if market.is_none() && !cell.is_empty() {
                *market = Some(cell.to_uppercase());
            }
            printed_item(cells, strings)
        })
    }

    fn sku(&mut self, cells: Cells<'_>) -> Result<Symbol, Refusal> {
        let cell = cells.get(ListColumn::SkuId);
        let sku =
            memchr::memchr(b'/', cell).map_or(cell, |slash| cell.get(slash.saturating_add(1)..).unwrap_or_default());
        let usual = |byte: &u8| byte.is_ascii_uppercase() || byte.is_ascii_digit();
        if sku.len() == 4 && sku.iter().all(usual) {
            return Ok(self.strings.intern_bytes(sku));
        }
        if sku.is_empty() {
            return refuse(ErrorCode::ROW_MISSING_VALUE, ListColumn::SkuId, "the SKU id is empty");
        }
        Ok(self.strings.intern(&ids::sku_id(&String::from_utf8_lossy(sku))))
    }

    fn price(&mut self, cells: Cells<'_>) -> Result<u32, Refusal> {
        use ListColumn as C;
        let place = self.place(cells)?;
        let item = self.item(cells)?;
        let sku_id = self.sku(cells)?;
        let meter_ids = self.meters.intern(cells.get(C::MeterIds), &mut self.strings);
        let savings_plans = self.strings.intern_bytes(cells.get(C::SavingsPlan));
        let Self { items, places, place_keys, prices, table, .. } = self;
        let key_of = |item: usize, place: usize, sku_id: Symbol, meter_ids: MeterIds| {
            Some((items.get(item)?.0.product_id, sku_id, meter_ids, *place_keys.get(place)?))
        };
        let key_at = |index: u32| {
            let price: &Price = prices.get(usize::try_from(index).ok()?)?;
            key_of(usize::try_from(price.item).ok()?, usize::from(price.place), price.sku_id, price.meter_ids)
        };
        let Some(key) = key_of(item, place, sku_id, meter_ids) else {
            return refuse(ErrorCode::ROW_MISSING_VALUE, C::ProductId, "the product is not known");
        };
        let part = key_hash(key);
        let hash = |part: u32| mix(u64::from(part), 0);
        let is = |(other, index): &(u32, u32)| *other == part && key_at(*index) == Some(key);
        if let Some((_, found)) = table.find(hash(part), is).copied() {
            self.settle_names(found, item, place, savings_plans);
            return Ok(found);
        }
        let index = narrow(prices.len(), C::ProductId)?;
        table.insert_unique(hash(part), (part, index), |(part, _)| hash(*part));
        let pec = match (places.get(place), items.get(item)) {
            (Some(place), _) if place.price_type == PriceType::Reservation => PecReason::Reservation,
            (_, Some((_, pec))) => *pec,
            _ => PecReason::Eligible,
        };
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

/// A part of the hash of a price's key.
fn key_hash((product, sku, meters, place): (Symbol, Symbol, MeterIds, u32)) -> u32 {
    let pair = |high: u32, low: u32| u64::from(high) << 32 | u64::from(low);
    let hash = mix(mix(0, pair(product.bits(), sku.bits())), pair(meters.bits(), place));
    u32::try_from(hash >> 32).unwrap_or_default()
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
            self.take(record.row, Cells::new(&header, record), shape);
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
