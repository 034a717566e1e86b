//! Rows of a file into prices: each row is taken, or refused with a diagnostic.
//!
//! A list repeats itself: the cells that say a row's item, place and time are looked up as they are, and only what was not
//! there before is taken apart.

use super::answers::is_readable;
use super::columns::{ListColumn, Shape, lacks, no_list, shape};
use super::files::Files;
use super::layout::Layout;
use super::meters::Meters;
use super::model::{Item, Place, PriceType, Row, Validity};
use super::numbers::{Number, Numbers, UNKNOWN};
use super::pages::Pages;
use super::plans::{self, Plans};
use super::printed::{
    Cells, PrintedTier, Refusal, is_savings_plan, no_price, other_currency, printed_currency, printed_item,
    printed_place, printed_tier, printed_validity, refuse,
};
use super::retail_json;
use super::skus::SkuId;
use crate::error::{Diagnostics, ErrorCode, Result, Severity};
use crate::files::{CellsHash, FileFacts, Header, Parts, Record, RunsOf, Seen, Sink, cells, hash_of};
use crate::ids;
use crate::money::Currency;
use crate::pieces::Pieces;
use crate::strings::{Strings, Symbol};
use std::collections::BTreeSet;

/// What rows refer to by place.
#[derive(Debug)]
pub(super) struct Tables {
    pub items: Vec<Item>,
    pub places: Vec<Place>,
    pub validities: Vec<Validity>,
    pub tiers: Vec<PrintedTier>,
}

/// What nearly all rows say alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Terms {
    currency: Currency,
    /// Place in the table of printed tiers.
    tier: u16,
    savings_plans: Symbol,
}

impl Default for Terms {
    fn default() -> Self {
        Self { currency: Currency::USD, tier: 0, savings_plans: Symbol::EMPTY }
    }
}

/// Takes rows.
#[derive(Debug, Default)]
pub(super) struct Builder {
    pub strings: Strings,
    pub numbers: Numbers,
    pub meters: Meters,
    items: Seen<Item, ListColumn>,
    places: Seen<Place, ListColumn>,
    validities: Seen<Validity, ListColumn>,
    tiers: Seen<PrintedTier, ListColumn>,
    terms: Seen<Terms, ListColumn>,
    pub list_rows: Pieces<Row>,
    pub diagnostics: Diagnostics,
    pub rows: u32,
    pub refused: u32,
    /// Rows that were refused, but stand among the others without a price.
    pub held: u32,
    pub files: Files,
    pub formats: Vec<&'static str>,
    pub currency: Option<Currency>,
    pub market: Option<String>,
    pub understood: Vec<FileFacts>,
    pub cannot: BTreeSet<&'static str>,
    layout: Option<Layout>,
    pub pages: Pages,
    pub plans: Plans,
    /// Rows with the price of a unit under a savings plan.
    pub plan_rows: u32,
    /// Savings plans that are there and cannot be read.
    pub plans_unread: bool,
}

fn narrow<T: TryFrom<usize>>(place: usize, column: ListColumn) -> Result<T, Refusal> {
    T::try_from(place).or_else(|_| too_many(place, column))
}

// Refusals are made in calls of their own: what all rows go through stays short, and is compiled soon.

#[cold]
#[inline(never)]
fn too_many<T>(place: usize, column: ListColumn) -> Result<T, Refusal> {
    let message = format!("the list has more different values than can be held ({place})");
    refuse(ErrorCode::MONEY_OUT_OF_RANGE, column, message)
}

impl Builder {
    /// Takes the rows of another file.
    pub(super) fn begin_file(&mut self) {
        self.files.begin();
        self.diagnostics.next_file();
    }

    /// Takes the rows that follow as of a file with these columns.
    pub(super) fn set_layout(&mut self, layout: Layout) {
        if self.layout.as_ref().is_none_or(|old| !old.reads_like(&layout)) {
            self.items.forget_cells();
            self.places.forget_cells();
            self.validities.forget_cells();
            self.terms.forget_cells();
        }
        self.layout = Some(layout);
    }

    /// Takes a row, or notes why not; `item` is the hash of the cells of its item, nothing where they are those of the row
    /// before.
    fn take(&mut self, layout: &Layout, record: &Record<'_>, item: Option<CellsHash>) {
        self.rows = self.rows.saturating_add(1);
        if let Some((code, message)) = cells::malformed(record, &layout.header) {
            return self.refuse_row(record.row, code, None, message);
        }
        cells::check_encoding(record, &mut self.diagnostics);
        let cells = Cells::new(&layout.header, record);
        if let Err(refusal) = self.try_take(layout, cells, item) {
            self.refused = self.refused.saturating_add(1);
            // What is in another currency says nothing of the prices in this one.
            if refusal.code != ErrorCode::LIST_MIXED_CURRENCY && self.hold(layout, cells, item).is_ok() {
                self.held = self.held.saturating_add(1);
            }
            refusal.report(record.row, Some(&layout.header), &mut self.diagnostics);
        }
    }

    fn refuse_row(&mut self, row: u32, code: ErrorCode, column: Option<&str>, message: impl Into<String>) {
        self.refused = self.refused.saturating_add(1);
        self.diagnostics.push(Severity::Error, code, Some(row), column, message);
    }

    // Calls of their own: an engine compiles several short functions sooner than a long one, and until then all is slow.

    #[inline(never)]
    fn try_take(&mut self, layout: &Layout, cells: Cells<'_>, item: Option<CellsHash>) -> Result<(), Refusal> {
        use ListColumn as C;
        let record = cells.record();
        let Terms { tier, savings_plans, .. } = self.terms(layout, cells)?;
        let unit_price = self.unit_price(layout, cells)?;
        let times = layout.validity.of(record);
        let validity = self.validities.find(hash_of(times), times, || printed_validity(cells))?;
        let Self { strings, places, .. } = self;
        let where_sold = layout.place.of(record);
        let place = places.find(hash_of(where_sold), where_sold, || printed_place(cells, strings))?;
        let is_sheet = layout.shape == Shape::PriceSheet;
        if is_sheet && is_savings_plan(cells) {
            let key = self.plan_key(layout, cells, item, narrow(place, C::ArmRegionName)?)?;
            return self.plan(cells, key, unit_price);
        }
        let row = Row {
            unit_price,
            row: self.files.number(record.row),
            tier,
            validity: narrow(validity, C::EffectiveStartDate)?,
            place: narrow(place, C::ArmRegionName)?,
            savings_plans,
            item: narrow(self.item(layout, cells, item)?, C::ProductTitle)?,
            sku_id: self.sku(cells)?,
            meter_ids: self.meters.intern(&cells.get(C::MeterIds), &mut self.strings),
        };
        self.list_rows.push(row);
        if is_sheet && self.places.get(place).is_some_and(|place| place.price_type != PriceType::Reservation) {
            let key = self.plan_key(layout, cells, item, row.place)?;
            self.plans.note(row.row, key);
        }
        Ok(())
    }

    /// What the savings-plan prices of a price sheet are found by.
    fn plan_key(
        &mut self,
        layout: &Layout,
        cells: Cells<'_>,
        item: Option<CellsHash>,
        place: u16,
    ) -> Result<plans::Key, Refusal> {
        let item = self.item(layout, cells, item)?;
        let product = self.items.get(item).map(|item| item.product_id).unwrap_or_default();
        let meter = self.strings.intern(&ids::meter_id(&cells.text(ListColumn::MeterIds)));
        Ok((product, self.sku(cells)?, meter, place))
    }

    fn plan(&mut self, cells: Cells<'_>, key: plans::Key, unit_price: Number) -> Result<(), Refusal> {
        let term = ids::term(&cells.text(ListColumn::TermDuration));
        if term.is_empty() {
            return refuse(ErrorCode::ROW_MISSING_VALUE, ListColumn::TermDuration, "the savings plan says no term");
        }
        let row = self.files.number(cells.record().row);
        let unit_price = self.numbers.value(unit_price).unwrap_or_default();
        self.plans.add(key, term, unit_price, row);
        self.plan_rows = self.plan_rows.saturating_add(1);
        Ok(())
    }

    /// Keeps the place of a row that cannot be used: what it would price has no price, whatever other rows say.
    #[cold]
    #[inline(never)]
    fn hold(&mut self, layout: &Layout, cells: Cells<'_>, item: Option<CellsHash>) -> Result<(), Refusal> {
        use ListColumn as C;
        let unread = PrintedTier { is_unread: true, ..PrintedTier::default() };
        let tier = printed_tier(cells, layout.shape).unwrap_or(unread);
        let validity = printed_validity(cells).unwrap_or(Validity::UNREAD);
        let where_sold = layout.place.of(cells.record());
        let Self { strings, places, tiers, validities, .. } = self;
        let place = places.find(hash_of(where_sold), where_sold, || printed_place(cells, strings))?;
        let row = Row {
            unit_price: UNKNOWN,
            row: self.files.number(cells.record().row),
            tier: narrow(tiers.new_thing(|| Ok(tier))?, C::PricingTierRangeMin)?,
            validity: narrow(validities.new_thing(|| Ok(validity))?, C::EffectiveStartDate)?,
            place: narrow(place, C::ArmRegionName)?,
            savings_plans: Symbol::EMPTY,
            item: narrow(self.item(layout, cells, item)?, C::ProductTitle)?,
            sku_id: self.sku(cells)?,
            meter_ids: self.meters.intern(&cells.get(C::MeterIds), &mut self.strings),
        };
        self.list_rows.push(row);
        Ok(())
    }

    fn terms(&mut self, layout: &Layout, cells: Cells<'_>) -> Result<Terms, Refusal> {
        let Self { strings, tiers, terms, diagnostics, plans_unread, .. } = self;
        let place = terms.of(layout.terms.of(cells.record()), || {
            let tier = tiers.new_thing(|| printed_tier(cells, layout.shape))?;
            let plans = cells.text(ListColumn::SavingsPlan);
            if !is_readable(&plans) {
                *plans_unread = true;
                let message = format!("savings-plan prices written as `{plans}` cannot be read");
                let (code, row) = (ErrorCode::ROW_BAD_SAVINGS_PLAN, Some(cells.record().row));
                diagnostics.push(Severity::Warning, code, row, Some("savingsPlan"), message);
            }
            Ok(Terms {
                currency: printed_currency(cells)?,
                tier: narrow(tier, ListColumn::PricingTierRangeMin)?,
                savings_plans: strings.intern_bytes(&cells.get(ListColumn::SavingsPlan)),
            })
        })?;
        let terms = terms.get(place).copied().unwrap_or_default();
        match self.currency {
            Some(first) if first != terms.currency => other_currency(first, terms.currency),
            _ => {
                self.currency = Some(terms.currency);
                Ok(terms)
            }
        }
    }

    #[inline(never)]
    fn unit_price(&mut self, layout: &Layout, cells: Cells<'_>) -> Result<Number, Refusal> {
        use ListColumn as C;
        let first = match layout.shape {
            Shape::Retail => C::RetailPrice,
            Shape::PriceSheet => C::MarketPrice,
            Shape::PartnerCenter => C::UnitPrice,
        };
        let (column, text) = match cells.get(first) {
            empty if empty.is_empty() && layout.shape == Shape::Retail => (C::UnitPrice, cells.get(C::UnitPrice)),
            text => (first, text),
        };
        match self.numbers.parse(&text) {
            Ok(number) => Ok(number),
            Err(error) => no_price(error, column, &text),
        }
    }

    fn item(&mut self, layout: &Layout, cells: Cells<'_>, hash: Option<CellsHash>) -> Result<usize, Refusal> {
        let Self { items, strings, market, .. } = self;
        let make = || {
            let cell = cells.text(ListColumn::Market);
            if market.is_none() && !cell.is_empty() {
                *market = Some(cell.to_uppercase());
            }
            printed_item(cells, strings)
        };
        let says_product = layout.has_product && !cells.get(ListColumn::ProductId).is_empty();
        match hash {
            _ if !says_product => items.new_thing(make),
            Some(hash) => items.find(hash, layout.item.of(cells.record()), make),
            None => items.of(layout.item.of(cells.record()), make),
        }
    }

    fn sku(&mut self, cells: Cells<'_>) -> Result<SkuId, Refusal> {
        match SkuId::of_cell(&cells.get(ListColumn::SkuId), &mut self.strings) {
            Some(sku) => Ok(sku),
            None => refuse(ErrorCode::ROW_MISSING_VALUE, ListColumn::SkuId, "the SKU id is empty"),
        }
    }

    pub(super) fn note_format(&mut self, format: &'static str) {
        if !self.formats.contains(&format) {
            self.formats.push(format);
        }
    }

    /// What rows refer to by place.
    pub(super) fn take_tables(&mut self) -> Tables {
        self.terms = Seen::default();
        Tables {
            items: std::mem::take(&mut self.items).into_made(),
            places: std::mem::take(&mut self.places).into_made(),
            validities: std::mem::take(&mut self.validities).into_made(),
            tiers: std::mem::take(&mut self.tiers).into_made(),
        }
    }
}

impl Sink for Builder {
    fn header(&mut self, names: Vec<String>) -> Result<()> {
        self.begin_file();
        let header = Header::<ListColumn>::of_file(names)?;
        let shape = shape(&header).map_err(|reason| no_list(reason, &header))?;
        self.note_format(match shape {
            Shape::Retail => "retailApiCsv",
            Shape::PriceSheet => "priceSheet",
            Shape::PartnerCenter => "partnerCenter",
        });
        if !header.has(ListColumn::Currency) {
            let message = "the list has no currency column: US dollars are assumed";
            self.diagnostics.push(Severity::Note, ErrorCode::LIST_MISSING_COLUMN, None, Some("Currency"), message);
        }
        self.cannot.extend(lacks(&header, shape));
        self.set_layout(Layout::new(header, shape));
        Ok(())
    }

    fn record(&mut self, record: &Record<'_>) -> Result<()> {
        self.records(std::slice::from_ref(record))
    }

    fn records(&mut self, records: &[Record<'_>]) -> Result<()> {
        let Some(layout) = self.layout.take() else { return Ok(()) };
        // Many rows are of the item of the row before.
        let mut before: Option<RunsOf<'_>> = None;
        let hash = |record| {
            let cells = layout.item.of(record);
            let same = before.replace(cells).is_some_and(|before| before.same_as(cells));
            if same { None } else { Some(hash_of(cells)) }
        };
        let hashes: Vec<Option<CellsHash>> = records.iter().map(hash).collect();
        self.items.warm(hashes.iter().copied().flatten());
        for (record, item) in records.iter().zip(hashes) {
            self.take(&layout, record, item);
        }
        self.layout = Some(layout);
        Ok(())
    }

    fn json(&mut self, bytes: &[u8]) -> Result<()> {
        self.layout = None;
        self.begin_file();
        retail_json::read(bytes, self)
    }

    fn understood(&mut self, facts: FileFacts) {
        self.understood.push(facts);
    }
}
