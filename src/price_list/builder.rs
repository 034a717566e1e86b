//! Rows of a file into prices: each row is taken, or refused with a diagnostic.

use super::columns::{COLUMNS, ListColumn, NoList, Shape, shape};
use super::model::{Item, Price, PriceType, Region, Validity};
use super::numbers::{Number, Numbers};
use super::retail_json;
use crate::error::{Diagnostics, Error, ErrorCode, Result, Severity};
use crate::files::{Header, Record, Sink, cells};
use crate::money::{Currency, Decimal};
use crate::pec::ProductFacts;
use crate::strings::{Strings, Symbol};
use crate::time::Instant;
use foldhash::fast::FixedState;
use hashbrown::{HashMap, HashTable};
use std::borrow::Cow;
use std::hash::BuildHasher;

/// Cells of a row by column.
pub(super) type Cells<'a> = [Cow<'a, [u8]>; COLUMNS];

/// A row that was taken, before its price is put together.
#[derive(Debug, Clone, Copy)]
pub(super) struct RawRow {
    pub price: u32,
    pub validity: u32,
    pub min: Number,
    /// End of the tier as the sheet prints it; `None` where it is open or not printed.
    pub max: Option<Number>,
    pub unit_price: Number,
    pub row: u32,
    /// Tiers count from 1, as Partner Center prints them.
    pub one_based: bool,
}

/// Takes rows.
#[derive(Debug, Default)]
pub(super) struct Builder {
    pub strings: Strings,
    pub numbers: Numbers,
    pub items: Vec<Item>,
    pub prices: Vec<Price>,
    pub validities: Vec<Validity>,
    pub raw_rows: Vec<RawRow>,
    pub diagnostics: Diagnostics,
    pub rows: u32,
    pub refused: u32,
    pub formats: Vec<&'static str>,
    pub currency: Option<Currency>,
    pub market: Option<String>,
    header: Option<(Header<ListColumn>, Shape)>,
    price_table: HashTable<u32>,
    item_table: HashMap<Item, u32, FixedState>,
    validity_table: HashMap<Validity, u32, FixedState>,
    instants: HashMap<Box<[u8]>, Instant, FixedState>,
    hasher: FixedState,
}

type Refusal = cells::Refusal<ListColumn>;

fn refuse<T>(code: ErrorCode, column: ListColumn, message: impl Into<String>) -> Result<T, Refusal> {
    Refusal::new(code, column, message)
}

/// The open end of tiers: 9223372036854780000, or what a spreadsheet makes of it.
fn is_open(max: Decimal) -> bool {
    max.exact() >= crate::money::Exact::new(9_000_000_000_000_000_000, 0)
}

fn cell<'a>(cells: &'a Cells<'_>, column: ListColumn) -> &'a [u8] {
    cells.get(column.index()).map_or(&[][..], |cell| cell.trim_ascii())
}

impl Builder {
    fn symbol(&mut self, cells: &Cells<'_>, column: ListColumn) -> Symbol {
        self.strings.intern(&String::from_utf8_lossy(cell(cells, column)))
    }

    fn folded(&mut self, text: &[u8], fold: fn(&str) -> String) -> Symbol {
        self.strings.intern(&fold(&String::from_utf8_lossy(text)))
    }

    fn number(&mut self, cells: &Cells<'_>, column: ListColumn) -> Result<Option<Number>, Refusal> {
        let text = cell(cells, column);
        if text.is_empty() {
            return Ok(None);
        }
        match self.numbers.parse(text) {
            Ok(number) if self.numbers.value(number).is_negative() => refuse(
                ErrorCode::MONEY_OUT_OF_RANGE,
                column,
                format!("`{}` is negative", String::from_utf8_lossy(text)),
            ),
            Ok(number) => Ok(Some(number)),
            Err(error) => refuse(error.code(), column, error.message(&String::from_utf8_lossy(text))),
        }
    }

    fn instant(&mut self, cells: &Cells<'_>, column: ListColumn, empty: Instant) -> Result<Instant, Refusal> {
        let text = cell(cells, column);
        if text.is_empty() {
            return Ok(empty);
        }
        if let Some(instant) = self.instants.get(text) {
            return Ok(*instant);
        }
        let instant = cells::instant(text, column)?.unwrap_or(empty);
        self.instants.insert(text.into(), instant);
        Ok(instant)
    }

    /// Takes a row, or notes why not.
    pub(super) fn take(&mut self, row: u32, cells: &Cells<'_>, shape: Shape) {
        self.rows = self.rows.saturating_add(1);
        if let Err(refusal) = self.try_take(row, cells, shape) {
            self.refused = self.refused.saturating_add(1);
            refusal.report(row, self.header.as_ref().map(|(header, _)| header), &mut self.diagnostics);
        }
    }

    pub(super) fn refuse_row(&mut self, row: u32, code: ErrorCode, column: Option<&str>, message: impl Into<String>) {
        self.refused = self.refused.saturating_add(1);
        self.diagnostics.push(Severity::Error, code, Some(row), column, message);
    }

    fn try_take(&mut self, row: u32, cells: &Cells<'_>, shape: Shape) -> Result<(), Refusal> {
        use ListColumn as C;
        self.check_currency(cells)?;
        let (product, sku) = self.ids(cells)?;
        let price_column = match shape {
            Shape::Retail if !cell(cells, C::RetailPrice).is_empty() => C::RetailPrice,
            _ => C::UnitPrice,
        };
        let Some(unit_price) = self.number(cells, price_column)? else {
            return refuse(ErrorCode::ROW_MISSING_VALUE, price_column, "the price is empty");
        };
        let (min, max) = self.tier(cells, shape)?;
        let validity = Validity {
            start: self.instant(cells, C::EffectiveStartDate, Instant::BEGINNING)?,
            end: self.instant(cells, C::EffectiveEndDate, Instant::OPEN)?,
        };
        if validity.end < validity.start {
            return refuse(ErrorCode::ROW_BAD_DATE, C::EffectiveEndDate, "the row ends before it starts");
        }
        let validity = self.validity(validity);
        let price = self.price(product, sku, cells)?;
        self.raw_rows.push(RawRow {
            price,
            validity,
            min,
            max,
            unit_price,
            row,
            one_based: shape == Shape::PartnerCenter,
        });
        Ok(())
    }

    fn check_currency(&mut self, cells: &Cells<'_>) -> Result<(), Refusal> {
        let text = String::from_utf8_lossy(cell(cells, ListColumn::Currency)).into_owned();
        // Azure plan lists are priced in US dollars in every market (DOMAIN 2.1).
        let currency = if text.is_empty() { Ok(Currency::USD) } else { text.parse() };
        let Ok(currency) = currency else {
            return refuse(ErrorCode::ROW_MISSING_VALUE, ListColumn::Currency, format!("`{text}` is not a currency"));
        };
        match self.currency {
            Some(first) if first != currency => {
                let message = format!("the row is in {currency}, the list in {first}");
                refuse(ErrorCode::LIST_MIXED_CURRENCY, ListColumn::Currency, message)
            }
            _ => {
                self.currency = Some(currency);
                Ok(())
            }
        }
    }

    /// Product and SKU; the Retail Prices API writes both into `skuId` (`DZH318Z0BQPS/00TG`).
    fn ids(&mut self, cells: &Cells<'_>) -> Result<(Symbol, Symbol), Refusal> {
        let sku = cell(cells, ListColumn::SkuId);
        let (inner, sku) = match memchr::memchr(b'/', sku) {
            Some(slash) => {
                (sku.get(..slash).unwrap_or_default(), sku.get(slash.saturating_add(1)..).unwrap_or_default())
            }
            None => (&[][..], sku),
        };
        let product = match cell(cells, ListColumn::ProductId) {
            [] => inner,
            product => product,
        };
        if product.is_empty() {
            return refuse(ErrorCode::ROW_MISSING_VALUE, ListColumn::ProductId, "the product id is empty");
        }
        if sku.is_empty() {
            return refuse(ErrorCode::ROW_MISSING_VALUE, ListColumn::SkuId, "the SKU id is empty");
        }
        let product = self.folded(product, crate::ids::product_id);
        Ok((product, self.folded(sku, crate::ids::sku_id)))
    }

    fn tier(&mut self, cells: &Cells<'_>, shape: Shape) -> Result<(Number, Option<Number>), Refusal> {
        use ListColumn as C;
        let (min_column, max) = match shape {
            Shape::Retail => (C::TierMinimumUnits, None),
            Shape::PartnerCenter => (C::PricingTierRangeMin, self.number(cells, C::PricingTierRangeMax)?),
        };
        let min = match self.number(cells, min_column)? {
            Some(min) => min,
            None => self.numbers.add(Decimal::ZERO),
        };
        let max = max.filter(|max| !is_open(self.numbers.value(*max)));
        if max.is_some_and(|max| self.numbers.value(max) < self.numbers.value(min)) {
            return refuse(ErrorCode::TIER_GAP, C::PricingTierRangeMax, "the tier ends before it begins");
        }
        Ok((min, max))
    }

    fn validity(&mut self, validity: Validity) -> u32 {
        let Self { validities, validity_table, .. } = self;
        *validity_table.entry(validity).or_insert_with(|| {
            validities.push(validity);
            u32::try_from(validities.len().saturating_sub(1)).unwrap_or(u32::MAX)
        })
    }

    fn price(&mut self, product: Symbol, sku_id: Symbol, cells: &Cells<'_>) -> Result<u32, Refusal> {
        use ListColumn as C;
        let term = self.folded(cell(cells, C::TermDuration), crate::ids::term);
        let price_type = price_type(cell(cells, C::PriceType), !term.is_empty())?;
        let meter_ids = self.folded(cell(cells, C::MeterIds), crate::ids::meter_ids);
        let region = Region { code: self.symbol(cells, C::ArmRegionName), location: self.symbol(cells, C::Location) };
        let item = Item {
            product_id: product,
            product_title: self.symbol(cells, C::ProductTitle),
            sku_title: self.symbol(cells, C::SkuTitle),
            meter_name: self.symbol(cells, C::MeterName),
            service: self.symbol(cells, C::ServiceName),
            arm_sku: self.symbol(cells, C::ArmSkuName),
            unit_of_measure: self.symbol(cells, C::UnitOfMeasure),
            publisher: self.symbol(cells, C::Publisher),
            tags: self.symbol(cells, C::Tags),
        };
        let savings_plans = self.symbol(cells, C::SavingsPlan);
        if self.market.is_none() && !cell(cells, C::Market).is_empty() {
            self.market = Some(String::from_utf8_lossy(cell(cells, C::Market)).to_uppercase());
        }
        let facts = ProductFacts {
            publisher: self.strings.text(item.publisher),
            tags: self.strings.text(item.tags),
            names: [
                self.strings.text(item.meter_name),
                self.strings.text(item.sku_title),
                self.strings.text(item.arm_sku),
            ],
            reservation: price_type == PriceType::Reservation,
        };
        let pec = facts.verdict();
        let key = (product, sku_id, meter_ids, region.code, price_type, term);
        let hash = self.hasher.hash_one(key);
        let Self { items, prices, price_table, item_table, hasher, .. } = self;
        let key_of = |index: u32| -> Option<_> {
            let price: &Price = prices.get(usize::try_from(index).ok()?)?;
            let item: &Item = items.get(usize::try_from(price.item).ok()?)?;
            Some((item.product_id, price.sku_id, price.meter_ids, price.region.code, price.price_type, price.term))
        };
        if let Some(found) = price_table.find(hash, |index| key_of(*index) == Some(key)) {
            return Ok(*found);
        }
        let index = u32::try_from(prices.len()).unwrap_or(u32::MAX);
        price_table.insert_unique(hash, index, |index| key_of(*index).map_or(0, |key| hasher.hash_one(key)));
        let item = *item_table.entry(item).or_insert_with(|| {
            items.push(item);
            u32::try_from(items.len().saturating_sub(1)).unwrap_or(u32::MAX)
        });
        prices.push(Price { item, sku_id, meter_ids, region, price_type, term, savings_plans, pec });
        Ok(index)
    }

    pub(super) fn note_format(&mut self, format: &'static str) {
        if !self.formats.contains(&format) {
            self.formats.push(format);
        }
    }
}

fn price_type(text: &[u8], has_term: bool) -> Result<PriceType, Refusal> {
    if text.is_empty() {
        return Ok(if has_term { PriceType::Reservation } else { PriceType::Consumption });
    }
    [PriceType::Consumption, PriceType::DevTestConsumption, PriceType::Reservation]
        .into_iter()
        .find(|known| known.as_str().as_bytes().eq_ignore_ascii_case(text))
        .map_or_else(
            || {
                let message = format!("`{}` is not a known price type", String::from_utf8_lossy(text));
                refuse(ErrorCode::ROW_UNKNOWN_TYPE, ListColumn::PriceType, message)
            },
            Ok,
        )
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
        let Some((header, shape)) = &self.header else { return Ok(()) };
        let shape = *shape;
        if let Some((code, message)) = cells::malformed(record, header) {
            self.rows = self.rows.saturating_add(1);
            self.refuse_row(record.row, code, None, message);
            return Ok(());
        }
        cells::check_encoding(record, &mut self.diagnostics);
        let mut cells: Cells<'_> = std::array::from_fn(|_| Cow::Borrowed(&[][..]));
        for (column, index) in header.found() {
            if let Some(cell) = cells.get_mut(column.index()) {
                *cell = record.get(*index);
            }
        }
        self.take(record.row, &cells, shape);
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
