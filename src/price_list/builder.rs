//! Rows of a file into prices: each row is taken, or refused with a diagnostic.
//!
//! A list repeats itself: the cells that say a row's item, place and time are looked up as they are, and only what was not
//! there before is taken apart.

use super::columns::{ListColumn, NoList, Shape, shape};
use super::meters::{MeterIds, Meters};
use super::model::{Item, Place, Validity};
use super::numbers::{Number, Numbers};
use super::printed::{
    Cells, PrintedTier, Refusal, printed_item, printed_place, printed_tier, printed_validity, product_of_sku, refuse,
};
use super::retail_json;
use crate::error::{Diagnostics, Error, ErrorCode, Result, Severity};
use crate::files::{Header, Record, Seen, Sink, cells};
use crate::ids;
use crate::money::Currency;
use crate::pec::PecReason;
use crate::strings::{Strings, Symbol};

/// A row that was taken, before it is put to the other rows of its price.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct RawRow {
    pub item: u32,
    pub sku_id: Symbol,
    pub meter_ids: MeterIds,
    pub savings_plans: Symbol,
    pub unit_price: Number,
    pub row: u32,
    pub place: u16,
    pub tier: u16,
    pub validity: u16,
}

/// What rows refer to by place; items with what they say of PEC.
#[derive(Debug)]
pub(super) struct Tables {
    pub items: Vec<(Item, PecReason)>,
    pub places: Vec<Place>,
    pub validities: Vec<Validity>,
    pub tiers: Vec<PrintedTier>,
}

/// Takes rows.
#[derive(Debug, Default)]
pub(super) struct Builder {
    pub strings: Strings,
    pub numbers: Numbers,
    pub meters: Meters,
    items: Seen<(Item, PecReason), ListColumn, 10>,
    places: Seen<Place, ListColumn, 5>,
    validities: Seen<Validity, ListColumn, 2>,
    tiers: Seen<PrintedTier, ListColumn, 2>,
    currencies: Seen<Currency, ListColumn, 1>,
    skus: Seen<Symbol, ListColumn, 1>,
    pub raw_rows: Vec<RawRow>,
    pub diagnostics: Diagnostics,
    pub rows: u32,
    pub refused: u32,
    pub formats: Vec<&'static str>,
    pub currency: Option<Currency>,
    pub market: Option<String>,
    header: Option<(Header<ListColumn>, Shape)>,
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
        let row = RawRow {
            row,
            unit_price,
            tier: narrow(self.tier(cells, shape)?, C::PricingTierRangeMin)?,
            validity: narrow(self.validity(cells)?, C::EffectiveStartDate)?,
            place: narrow(self.place(cells)?, C::ArmRegionName)?,
            item: narrow(self.item(cells)?, C::ProductTitle)?,
            sku_id: self.sku(cells)?,
            meter_ids: self.meters.intern(cells.get(C::MeterIds), &mut self.strings),
            savings_plans: self.strings.intern_bytes(cells.get(C::SavingsPlan)),
        };
        self.raw_rows.push(row);
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
        let Self { places, strings, .. } = self;
        let [region, location, price_type, term] =
            [C::ArmRegionName, C::Location, C::PriceType, C::TermDuration].map(|column| cells.get(column));
        // A Partner Center sheet names the region at the end of the SKU title.
        let in_title = if cells.header().has(C::ArmRegionName) { &[] } else { last_part(cells.get(C::SkuTitle)) };
        places.of(&[region, location, price_type, term, in_title], || printed_place(cells, strings))
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
        let Self { skus, strings, .. } = self;
        let place = skus.of(&[sku], || match ids::sku_id(&String::from_utf8_lossy(sku)) {
            id if id.is_empty() => refuse(ErrorCode::ROW_MISSING_VALUE, ListColumn::SkuId, "the SKU id is empty"),
            id => Ok(strings.intern(&id)),
        })?;
        Ok(skus.get(place).copied().unwrap_or_default())
    }

    pub(super) fn note_format(&mut self, format: &'static str) {
        if !self.formats.contains(&format) {
            self.formats.push(format);
        }
    }

    /// What rows refer to by place.
    pub(super) fn take_tables(&mut self) -> Tables {
        self.skus = Seen::default();
        Tables {
            items: std::mem::take(&mut self.items).into_made(),
            places: std::mem::take(&mut self.places).into_made(),
            validities: std::mem::take(&mut self.validities).into_made(),
            tiers: std::mem::take(&mut self.tiers).into_made(),
        }
    }
}

/// What follows the last ` - ` of a title.
fn last_part(title: &[u8]) -> &[u8] {
    let dash = memchr::memmem::rfind(title, b" - ");
    dash.and_then(|dash| title.get(dash..)).unwrap_or_default()
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
