//! Rows of a usage file, taken or refused with a diagnostic.

use super::about::{About, Known, gives_back, is_reserved, read_about};
use super::columns::{UsageColumn, lacks};
use super::printed::{Figure, FigureId, Figures, PrintedAlike, PrintedRow, Printing, cut_of, packed_digits};
use super::refused::Refused;
use super::repeated::Repeated;
use super::rows::{Row, Rows};
use super::{Usage, identity, plan_column};
use crate::error::{Diagnostics, Error, ErrorCode, Result, Severity};
use crate::files::{CellsHash, FileFacts, Header, Record, Runs, Seen, Sink, cells, hash_of};
use crate::money::{Exact, Packed};
use crate::pec::PecReason;
use crate::pieces::Pieces;
use crate::strings::{Strings, hash_bytes};
use crate::time::{Day, Instant};
use std::collections::{BTreeMap, BTreeSet};

type Refusal = cells::Refusal<UsageColumn>;

/// The columns of a file.
#[derive(Debug)]
struct Layout {
    header: Header<UsageColumn>,
    /// What the rows of a resource and a meter say alike.
    about: Runs,
    /// What many rows print alike.
    alike: Runs,
    /// It is a file of what was charged, and not of usage alone.
    prints: bool,
    has_benefits: bool,
}

impl Layout {
    fn new(header: Header<UsageColumn>) -> Self {
        use UsageColumn as C;
        Self {
            about: header.runs(&[
                C::CustomerId,
                C::CustomerName,
                C::SubscriptionId,
                C::EntitlementId,
                C::EntitlementDescription,
                C::ResourceGroup,
                C::ResourceUri,
                C::ResourceLocation,
                C::ProductId,
                C::SkuId,
                C::MeterId,
                C::MeterRegion,
                C::MeterName,
                C::SkuName,
                C::ProductName,
                C::PublisherName,
                C::Tags,
                C::ChargeType,
                C::BenefitType,
                C::CreditType,
                if header.has(C::Unit) { C::Unit } else { C::UnitType },
                C::PricingCurrency,
                C::InvoiceNumber,
                C::PriceBenefits,
            ]),
            alike: header.runs(&[
                C::AvailabilityId,
                C::BillingCurrency,
                C::ChargeStartDate,
                C::ChargeEndDate,
                C::UnitPrice,
                C::EffectiveUnitPrice,
                C::PcToBcExchangeRate,
                C::PcToBcExchangeRateDate,
                C::PartnerEarnedCreditPercentage,
            ]),
            prints: prints(&header),
            has_benefits: header.has(C::AdditionalInfo),
            header,
        }
    }
}

/// Takes rows.
#[derive(Debug, Default)]
pub(super) struct Builder {
    strings: Strings,
    abouts: Seen<About, UsageColumn>,
    rows: Pieces<Row>,
    alike: Seen<PrintedAlike, UsageColumn>,
    printed: Pieces<PrintedRow>,
    starts: Vec<u32>,
    known: Known,
    azure_credits: Vec<(u32, Exact)>,
    rate_dates: BTreeMap<FigureId, Day>,
    figures: Figures,
    diagnostics: Diagnostics,
    rows_read: u32,
    daily_rated: bool,
    says_pec: bool,
    understood: Vec<FileFacts>,
    cannot: BTreeSet<&'static str>,
    has_totals: [bool; 2],
    layout: Option<Layout>,
    refused: Vec<Refused>,
    days: Seen<Day, UsageColumn>,
    /// By place: does a row that was taken have the day?
    used_days: Vec<bool>,
}

type Cells<'a> = cells::Cells<'a, UsageColumn>;

impl Builder {
    fn take(&mut self, layout: &Layout, record: &Record<'_>, [about, alike]: [CellsHash; 2]) -> Result<(), Refusal> {
        use UsageColumn as C;
        let cells = Cells::new(&layout.header, record);
        let (day_place, day) = self.day(cells)?;
        let quantity = self.quantity(cells)?;
        let (place, about) = self.about(layout, cells, about)?;
        let pec = if layout.has_benefits && is_reserved(cells) { PecReason::Reservation } else { about.pec };
        let is_credit = about.is_credit || (pec == PecReason::AzureCredit && gives_back(cells));
        if is_credit && cells.get(C::PricingPreTaxTotal).is_empty() {
            let message = "the total of a customer credit is empty";
            return Refusal::new(ErrorCode::ROW_MISSING_VALUE, C::PricingPreTaxTotal, message);
        }
        if pec == PecReason::AzureCredit && !is_credit {
            let at = u32::try_from(self.rows.len()).unwrap_or(u32::MAX);
            self.azure_credits.push((at, super::credit::part(cells)?));
        }
        if layout.prints {
            self.take_printed(layout, record, alike, quantity);
        }
        self.use_day(day_place);
        self.rows.push(Row { quantity, about: narrow(place), row: record.row, day, pec, is_credit });
        Ok(())
    }

    /// Notes what can be read of a row that is refused.
    #[cold]
    fn refuse(&mut self, layout: &Layout, record: &Record<'_>) {
        let cells = Cells::new(&layout.header, record);
        let day = day(cells, UsageColumn::UsageDate);
        let about = read_about(cells, &mut self.strings, &mut self.known).ok();
        self.refused.push(Refused::new(day, about.as_ref()));
    }

    /// The day of a row, and its place among the days.
    fn day(&mut self, cells: Cells<'_>) -> Result<(usize, Day), Refusal> {
        let cell = cells.get(UsageColumn::UsageDate);
        let place = self.days.of([&*cell], || {
            let column = UsageColumn::UsageDate;
            match cells::instant(&cell, column)? {
                None => Refusal::new(ErrorCode::ROW_MISSING_VALUE, column, "the day is empty"),
                Some(instant) => instant.day().map_or_else(|| no_day_of_use(cells, column), Ok),
            }
        })?;
        Ok((place, self.days.get(place).copied().unwrap_or_default()))
    }

    fn use_day(&mut self, place: usize) {
        if place >= self.used_days.len() {
            self.used_days.resize(place.saturating_add(1), false);
        }
        if let Some(used) = self.used_days.get_mut(place) {
            *used = true;
        }
    }

    fn quantity(&mut self, cells: Cells<'_>) -> Result<Packed, Refusal> {
        let cell = cells.get(UsageColumn::Quantity);
        if let Some(packed) = packed_digits(&cell) {
            return Ok(packed);
        }
        match cells::decimal(&cell, UsageColumn::Quantity)? {
            Some(value) => Ok(self.figures.pack(Figure { value, cut: cut_of(&cell) })),
            None => Refusal::new(ErrorCode::ROW_MISSING_VALUE, UsageColumn::Quantity, "the quantity is empty"),
        }
    }

    fn about(&mut self, layout: &Layout, cells: Cells<'_>, hash: CellsHash) -> Result<(usize, About), Refusal> {
        let Self { strings, abouts, known, .. } = self;
        let place = abouts.find(hash, layout.about.of(cells.record()), || read_about(cells, strings, known))?;
        match abouts.get(place) {
            Some(about) => Ok((place, *about)),
            None => Refusal::new(ErrorCode::ROW_MISSING_VALUE, UsageColumn::ProductId, "the product id is empty"),
        }
    }

    /// What the row prints of prices and totals; a number that is none is as good as empty, and is told.
    fn take_printed(&mut self, layout: &Layout, record: &Record<'_>, alike: CellsHash, quantity: Packed) {
        use UsageColumn as C;
        let cells = Cells::new(&layout.header, record);
        let Self { strings, alike: seen, figures, rate_dates, .. } = self;
        let make = || Ok(read_alike(cells, strings, figures, rate_dates));
        let place = seen.find(alike, layout.alike.of(record), make).unwrap_or_default();
        let mut is_bad = seen.get(place).is_some_and(|alike| alike.is_bad);
        let totals = [(Printing::PricingTotal, C::PricingPreTaxTotal), (Printing::BillingTotal, C::BillingPreTaxTotal)]
            .map(|(kind, column)| {
                figures.read_packed(kind, &cells.get(column)).unwrap_or_else(|_| {
                    is_bad = true;
                    Figures::EMPTY
                })
            });
        if is_bad {
            self.report_numbers(cells);
        }
        self.figures.note_packed(Printing::Quantity, quantity);
        // Of several files the ones before may print nothing.
        while self.printed.len() < self.rows.len() {
            self.printed.push(PrintedRow::default());
        }
        self.printed.push(PrintedRow { fingerprint: hash_bytes(0, record.raw()), totals, alike: narrow(place) });
    }

    #[cold]
    fn report_numbers(&mut self, cells: Cells<'_>) {
        for column in PRINTED {
            if let Err(error) = Figure::parse(&cells.get(column)) {
                let message = error.message(&cells.text(column));
                let name = Some(cells.header().name(column));
                self.diagnostics.push(Severity::Warning, error.code(), Some(cells.record().row), name, message);
            }
        }
    }

    /// The usage that was read.
    pub(super) fn finish(self) -> Result<Usage> {
        if self.rows.len() == 0 {
            let message = self.diagnostics.nothing_usable("the usage");
            return Err(Error::new(ErrorCode::USAGE_EMPTY, message));
        }
        let mut abouts = self.abouts.into_made();
        let meters = identity::settle(&mut abouts, &self.strings);
        plan_column::check_ids(&abouts, &self.strings)?;
        let days = self.days.into_made().into_iter().zip(self.used_days);
        let rows = Rows::new((abouts, self.rows), (self.alike.into_made(), self.printed), self.figures);
        Ok(Usage {
            meters,
            strings: self.strings,
            repeated: Repeated::find(&rows, &self.starts),
            rows,
            days: days.filter_map(|(day, used)| used.then_some(day)).collect(),
            starts: self.starts,
            names: self.known.names,
            azure_credits: self.azure_credits,
            rate_dates: self.rate_dates,
            diagnostics: self.diagnostics,
            refused: self.refused,
            rows_read: self.rows_read,
            daily_rated: self.daily_rated,
            says_pec: self.says_pec,
            understood: self.understood,
            cannot: self.cannot,
            has_totals: self.has_totals,
        })
    }
}

/// The years 1753 and 9999 stand for the beginning and the end of time.
#[cold]
fn no_day_of_use<T>(cells: Cells<'_>, column: UsageColumn) -> Result<T, Refusal> {
    let message = format!("`{}` is no day on which anything was used", cells.text(column));
    Refusal::new(ErrorCode::ROW_BAD_DATE, column, message)
}

fn narrow(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}

fn read_alike(
    cells: Cells<'_>,
    strings: &mut Strings,
    figures: &mut Figures,
    rate_dates: &mut BTreeMap<FigureId, Day>,
) -> PrintedAlike {
    use UsageColumn as C;
    let mut is_bad = false;
    let mut figure = |kind, column| {
        figures.read(kind, &cells.get(column)).unwrap_or_else(|_| {
            is_bad = true;
            FigureId::default()
        })
    };
    let rate = figure(Printing::Rate, C::PcToBcExchangeRate);
    let alike = PrintedAlike {
        unit_price: figure(Printing::UnitPrice, C::UnitPrice),
        effective_unit_price: figure(Printing::EffectiveUnitPrice, C::EffectiveUnitPrice),
        rate,
        pec: figure(Printing::Pec, C::PartnerEarnedCreditPercentage),
        availability: strings.intern_bytes(&cells.get(C::AvailabilityId)),
        billing_currency: strings.intern_bytes(&cells.get(C::BillingCurrency)),
        charged: [C::ChargeStartDate, C::ChargeEndDate].map(|column| day(cells, column)),
        is_bad,
    };
    if rate != FigureId::default() && !rate_dates.contains_key(&rate) {
        rate_dates.extend(day(cells, C::PcToBcExchangeRateDate).map(|day| (rate, day)));
    }
    alike
}

fn day(cells: Cells<'_>, column: UsageColumn) -> Option<Day> {
    Instant::parse(&cells.text(column))?.day()
}

/// The columns of printed numbers, in the order in which they are told of.
const PRINTED: [UsageColumn; 6] = [
    UsageColumn::UnitPrice,
    UsageColumn::EffectiveUnitPrice,
    UsageColumn::PricingPreTaxTotal,
    UsageColumn::BillingPreTaxTotal,
    UsageColumn::PcToBcExchangeRate,
    UsageColumn::PartnerEarnedCreditPercentage,
];

/// Is it a file of what was charged, and not of usage alone?
fn prints(header: &Header<UsageColumn>) -> bool {
    use UsageColumn as C;
    [C::EffectiveUnitPrice, C::PricingPreTaxTotal, C::BillingPreTaxTotal].iter().any(|column| header.has(*column))
}

impl Sink for Builder {
    fn header(&mut self, names: Vec<String>) -> Result<()> {
        use UsageColumn as C;
        let header = Header::<C>::of_file(names)?;
        plan_column::check_columns(&header)?;
        let found = header.listed();
        let needed =
            [(C::UsageDate, "UsageDate"), (C::ProductId, "ProductId"), (C::SkuId, "SkuId"), (C::Quantity, "Quantity")];
        let missing: Vec<&str> =
            needed.iter().filter(|(column, _)| !header.has(*column)).map(|(_, name)| *name).collect();
        match missing.as_slice() {
            [] => {}
            [name] => {
                let message = format!("the usage has no `{name}` column (found {found})");
                return Err(Error::new(ErrorCode::USAGE_MISSING_COLUMN, message).at(*name));
            }
            _ => {
                let message =
                    format!("the file is no usage: it has no columns `{}` (found {found})", missing.join("`, `"));
                return Err(Error::new(ErrorCode::USAGE_NOT_USAGE, message));
            }
        }
        self.daily_rated |= header.has(C::EntitlementId) && header.has(C::ChargeType);
        let [pricing, billing] = &mut self.has_totals;
        *pricing |= header.has(C::PricingPreTaxTotal);
        *billing |= header.has(C::BillingPreTaxTotal);
        self.says_pec |= header.has(C::PartnerEarnedCreditPercentage);
        self.cannot.extend(lacks(&header));
        // In a file with other columns the same cells say something else.
        self.abouts.forget_cells();
        self.alike.forget_cells();
        self.layout = Some(Layout::new(header));
        self.starts.push(narrow(self.rows.len()));
        self.diagnostics.next_file();
        Ok(())
    }

    fn record(&mut self, record: &Record<'_>) -> Result<()> {
        self.records(std::slice::from_ref(record))
    }

    fn records(&mut self, records: &[Record<'_>]) -> Result<()> {
        let Some(layout) = self.layout.take() else { return Ok(()) };
        let hash = |record| [hash_of(layout.about.of(record)), hash_of(layout.alike.of(record))];
        let hashes: Vec<[CellsHash; 2]> = records.iter().map(hash).collect();
        self.abouts.warm(hashes.iter().map(|[about, _]| *about));
        for (record, hashes) in records.iter().zip(hashes) {
            self.rows_read = self.rows_read.saturating_add(1);
            if let Some((code, message)) = cells::malformed(record, &layout.header) {
                self.diagnostics.push(Severity::Error, code, Some(record.row), None, message);
                self.refused.push(Refused::default());
                continue;
            }
            cells::check_encoding(record, &mut self.diagnostics);
            if let Err(refusal) = self.take(&layout, record, hashes) {
                refusal.report(record.row, Some(&layout.header), &mut self.diagnostics);
                self.refuse(&layout, record);
            }
        }
        self.layout = Some(layout);
        Ok(())
    }

    fn json(&mut self, _: &[u8]) -> Result<()> {
        Err(Error::new(ErrorCode::USAGE_NOT_USAGE, "the file is JSON, not a usage file as CSV"))
    }

    fn understood(&mut self, facts: FileFacts) {
        self.understood.push(facts);
    }
}
