//! Usage: what was used, where, when. Read from a daily rated usage file or any CSV with the few columns needed.

mod about;
mod builder;
mod by_meter;
mod columns;
mod credit;
mod currencies;
mod identity;
mod notice;
mod plan_column;
mod printed;
mod refused;
mod repeated;
mod rows;

use crate::error::{Diagnostic, Diagnostics, Result};
use crate::files::{FileFacts, FileForm, Period, file_reader};
use crate::money::{Decimal, Exact};
use crate::pec::PecReason;
use crate::strings::{Strings, Symbol};
use crate::time::{Day, Month};
use builder::Builder;
pub(crate) use by_meter::{ByMeter, RowAt};
use foldhash::fast::FixedState;
use hashbrown::HashMap;
use identity::Meters;
pub use notice::{Notice, NoticeCode};
pub(crate) use printed::{Figure, FigureId, Precision, Printed, PrintedAlike, Printing, digits_of};
pub(crate) use refused::RefusedOf;
use repeated::Repeated;
use rows::Rows;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// A month's or any other usage in memory.
#[derive(Debug)]
pub struct Usage {
    strings: Strings,
    rows: Rows,
    /// Days with usage.
    days: BTreeSet<Day>,
    meters: Meters,
    /// Place of the first row of each file.
    starts: Vec<u32>,
    /// Names of customers and subscriptions, by their ids.
    names: HashMap<Symbol, Symbol, FixedState>,
    /// What part of its charge an Azure credit pays, by the places of the rows of which it pays one.
    azure_credits: Vec<(u32, Exact)>,
    /// Days of the exchange rates that the file prints.
    rate_dates: BTreeMap<FigureId, Day>,
    /// Rows that are there twice.
    repeated: Option<Repeated>,
    diagnostics: Diagnostics,
    /// Rows that could not be used.
    refused: Vec<refused::Refused>,
    rows_read: u32,
    daily_rated: bool,
    /// It has a column of the percentage of PEC, filled or not.
    says_pec: bool,
    understood: Vec<FileFacts>,
    cannot: BTreeSet<&'static str>,
    /// It has columns of totals, in pricing and in billing currency.
    has_totals: [bool; 2],
}

/// A row that can be rated.
#[derive(Debug, Clone, Copy)]
pub(crate) struct UsageRow {
    pub row: u32,
    /// Place among the rows.
    pub at: u32,
    pub day: Day,
    pub customer: Symbol,
    pub plan: Symbol,
    pub subscription: Symbol,
    pub resource_group: Symbol,
    pub resource: Symbol,
    pub product_id: Symbol,
    pub sku_id: Symbol,
    pub meter_id: Symbol,
    /// Place of what tiers add up over ([`MeterKey`](identity::MeterKey)).
    pub meter: u32,
    /// Place of its product, SKU, meter id, unit and currency, which a price is looked up by.
    pub item: u32,
    pub regions: [Symbol; 2],
    /// Unit of the quantity, where the file says it.
    pub unit: Symbol,
    /// Currency that it is priced in, where the file says it.
    pub currency: Symbol,
    /// Number of the invoice that it is on.
    pub invoice: Symbol,
    /// A promotion that its price has in it.
    pub promotion: Symbol,
    pub quantity: Decimal,
    /// What the row itself says about PEC.
    pub pec: PecReason,
    /// Money given back: no usage, and in no tier.
    pub is_credit: bool,
}

impl UsageRow {
    /// A commitment pays for it: quantity only, cost 0, and no part of the month's tiers (rules 7.2).
    pub(crate) fn is_covered(&self) -> bool {
        matches!(self.pec, PecReason::Reservation | PecReason::SavingsPlan)
    }
}

/// What was read.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct UsageInfo {
    /// `dailyRatedUsage` or `usage`.
    pub format: &'static str,
    /// Files that were read.
    pub files: u32,
    /// Rows below headers.
    pub rows: u32,
    /// Rows in use.
    pub kept: u32,
    /// Rows that could not be used.
    pub refused: u32,
    /// First day.
    pub from: Option<Day>,
    /// Last day.
    pub to: Option<Day>,
    /// Months with usage.
    pub months: Vec<Month>,
    /// First and last day.
    pub period: Period,
    /// Billing currency; nothing where the files do not say it, or name several.
    pub currency: Option<String>,
    /// Billing currencies that the rows name: each is an invoice of its own.
    pub billing_currencies: Vec<String>,
    /// How all files were understood.
    #[serde(flatten)]
    pub facts: FileFacts,
    /// How each file was understood.
    pub understood: Vec<FileFacts>,
    /// What the columns of the files do not allow.
    pub cannot: Vec<&'static str>,
    /// Azure plans.
    pub plans: Vec<String>,
    /// The first diagnostics.
    pub diagnostics: Vec<Diagnostic>,
    /// How many there were.
    pub diagnostics_total: u32,
}

file_reader! {
    /// Reads usage from one or more files, chunk by chunk.
    UsageReader: Builder => Usage,
    Builder::finish,
    errors "`file.*` and `usage.*` where the file is no usage.",
    at the end "`usage.empty` where no row can be used."
}

impl Usage {
    /// Reads usage from the bytes of one file.
    ///
    /// # Errors
    /// `file.*` and `usage.*` where the file is no usage or has no usable row.
    ///
    /// ```
    /// let usage = azplan::Usage::read(b"UsageDate,ProductId,SkuId,Quantity\n2025-11-01,DZH318Z0BQD2,003J,37\n")?;
    /// assert_eq!(usage.info().kept, 1);
    /// # Ok::<(), azplan::Error>(())
    /// ```
    pub fn read(bytes: &[u8]) -> Result<Self> {
        Self::read_as(bytes, FileForm::default())
    }

    /// Reads usage whose way to write numbers and dates is said by hand.
    ///
    /// # Errors
    /// As [`read`](Self::read), and where the file contradicts what was said.
    pub fn read_as(bytes: &[u8], form: FileForm) -> Result<Self> {
        let mut reader = UsageReader::default();
        reader.set_form(form);
        reader.push(bytes)?;
        reader.finish()
    }

    /// What was read.
    #[must_use]
    pub fn info(&self) -> UsageInfo {
        let kept = u32::try_from(self.rows.len()).unwrap_or(u32::MAX);
        let billing_currencies = self.billing_currencies(None);
        UsageInfo {
            format: if self.daily_rated { "dailyRatedUsage" } else { "usage" },
            files: u32::try_from(self.starts.len()).unwrap_or(u32::MAX),
            rows: self.rows_read,
            kept,
            refused: self.refused(),
            from: self.days.first().copied(),
            to: self.days.last().copied(),
            months: self.months(),
            period: Period { from: self.days.first().copied(), to: self.days.last().copied() },
            currency: billing_currencies.first().filter(|_| billing_currencies.len() == 1).cloned(),
            billing_currencies: billing_currencies.into_iter().collect(),
            facts: FileFacts::of_all(&self.understood),
            understood: self.understood.clone(),
            cannot: self.cannot.iter().copied().collect(),
            plans: self.plans(),
            diagnostics: self.diagnostics.sorted(),
            diagnostics_total: self.diagnostics.total(),
        }
    }

    /// Rows that could not be used.
    fn refused(&self) -> u32 {
        self.rows_read.saturating_sub(u32::try_from(self.rows.len()).unwrap_or(u32::MAX))
    }

    /// Months with usage, in order.
    #[must_use]
    pub fn months(&self) -> Vec<Month> {
        let mut months: Vec<Month> = self.days.iter().map(|day| day.month()).collect();
        months.dedup();
        months
    }

    fn plans(&self) -> Vec<String> {
        let plans: BTreeSet<Symbol> = self.rows.used_abouts().map(|about| about.plan).collect();
        let mut plans: Vec<String> = plans.into_iter().map(|plan| self.text(plan).to_owned()).collect();
        plans.sort_unstable();
        plans
    }

    /// Days with usage, in order.
    pub(crate) const fn days(&self) -> &BTreeSet<Day> {
        &self.days
    }

    /// Number of rows.
    pub(crate) fn len(&self) -> usize {
        self.rows.len()
    }

    /// All rows in the order of the files.
    pub(crate) fn rows(&self) -> impl Iterator<Item = UsageRow> {
        self.rows.pieces().flatten().filter_map(|(at, row)| self.rows.view(at, row))
    }

    /// A row with all that is held once for many.
    #[inline]
    pub(crate) fn view(&self, row: &RowAt) -> Option<UsageRow> {
        self.rows.view(row.at, &row.row)
    }

    /// A row by its place.
    #[inline]
    pub(crate) fn row_at(&self, at: u32) -> Option<UsageRow> {
        self.rows.at(at)
    }

    /// Has the meter, by its place, rows that were taken for it although they name no meter?
    pub(crate) fn is_filled(&self, meter: u32) -> bool {
        self.meters.filled.contains(&meter)
    }

    /// Are the rows of the meter in units of which one quantity can't be made?
    pub(crate) fn has_mixed_units(&self, meter: u32) -> bool {
        self.meters.mixed.contains(&meter)
    }

    /// A unit that some rows of the meter say, beside others that are in the list's unit whatever it is.
    pub(crate) fn unit_beside_uncounted(&self, meter: u32) -> Option<&str> {
        self.meters.unit_beside_uncounted(meter).map(|unit| self.text(unit))
    }

    /// Which of the files a row is in, from 1: row numbers count anew in each.
    pub(crate) fn file_number(&self, row: &UsageRow) -> u32 {
        u32::try_from(self.starts.partition_point(|start| *start <= row.at)).unwrap_or(u32::MAX)
    }

    /// What a person calls a customer or a subscription, where the file says it.
    pub(crate) fn name_of(&self, id: Symbol) -> Option<&str> {
        self.names.get(&id).map(|name| self.text(*name)).filter(|name| !name.is_empty())
    }

    /// Rows of money given back, and how much each prints, in pricing currency.
    pub(crate) fn credits(&self) -> impl Iterator<Item = (UsageRow, Decimal)> {
        let credits = self.rows.pieces().flatten().filter(|(_, row)| row.is_credit);
        credits.filter_map(|(at, row)| {
            let figure = self.figure(&self.rows.printed(at)?, Printing::PricingTotal)?;
            Some((self.rows.view(at, row)?, figure.value))
        })
    }

    /// What part of a row's charge an Azure credit pays, from 0 to 1.
    pub(crate) fn azure_credit(&self, row: &UsageRow) -> Exact {
        let found = self.azure_credits.binary_search_by_key(&row.at, |(at, _)| *at).ok();
        found.and_then(|place| self.azure_credits.get(place)).map_or(Exact::ZERO, |(_, part)| *part)
    }

    /// Does an Azure credit pay for any of it?
    pub(crate) fn has_azure_credits(&self) -> bool {
        !self.azure_credits.is_empty()
    }

    /// Exchange rates that rows of a month print for a billing currency: how many rows print each, and its day.
    pub(crate) fn printed_rates(&self, currency: &str, month: Month) -> Vec<(Decimal, Option<Day>, u32)> {
        let mut counts: BTreeMap<FigureId, u32> = BTreeMap::new();
        for (alike, _, rows) in self.rows.printed_by_day().filter(|(_, day, _)| day.month() == month) {
            if alike.rate != FigureId::default()
                && self.text(alike.billing_currency).trim().eq_ignore_ascii_case(currency)
            {
                let count = counts.entry(alike.rate).or_default();
                *count = count.saturating_add(rows);
            }
        }
        let rate =
            |(id, rows): (FigureId, u32)| Some((self.figure_of(id)?.value, self.rate_dates.get(&id).copied(), rows));
        counts.into_iter().filter_map(rate).collect()
    }

    /// The rows that `wanted` keeps and that are no credits, by meter.
    pub(crate) fn by_meter(&self, wanted: impl Fn(&UsageRow) -> bool) -> ByMeter {
        ByMeter::new(self, wanted)
    }

    /// What a row prints of prices and totals.
    pub(crate) fn printed(&self, row: &UsageRow) -> Option<Printed> {
        self.rows.printed(row.at)
    }

    /// Of all cells of a row that prints what was charged, else 0: equal for a row that is there twice.
    pub(crate) fn fingerprint(&self, row: &UsageRow) -> u64 {
        self.rows.fingerprint(row.at)
    }

    /// What rows print alike, by day, and how many rows that are.
    pub(crate) fn printed_by_day(&self) -> impl Iterator<Item = (&PrintedAlike, Day, u32)> {
        self.rows.printed_by_day()
    }

    /// A number that a row prints.
    pub(crate) fn figure(&self, printed: &Printed, column: Printing) -> Option<Figure> {
        let [pricing, billing] = printed.totals;
        match column {
            Printing::UnitPrice => self.figure_of(printed.alike.unit_price),
            Printing::EffectiveUnitPrice => self.figure_of(printed.alike.effective_unit_price),
            Printing::PricingTotal => pricing,
            Printing::BillingTotal => billing,
            Printing::Rate => self.figure_of(printed.alike.rate),
            Printing::Pec => self.figure_of(printed.alike.pec),
            Printing::Quantity => None,
        }
    }

    /// A printed number.
    pub(crate) fn figure_of(&self, id: FigureId) -> Option<Figure> {
        self.rows.figures().get(id)
    }

    /// How finely a column is printed.
    pub(crate) fn precision(&self, column: Printing) -> Precision {
        self.rows.figures().precision(column)
    }

    /// Does the usage print what was charged?
    pub(crate) fn has_printed(&self) -> bool {
        self.rows.has_printed()
    }

    /// Does it print what was billed, in billing currency?
    pub(crate) const fn has_billed_totals(&self) -> bool {
        let [_, billed] = self.has_totals;
        billed
    }

    /// Columns of totals that no file has.
    pub(crate) fn missing_totals(&self) -> Vec<&'static str> {
        let names = ["PricingPreTaxTotal", "BillingPreTaxTotal"];
        names.into_iter().zip(self.has_totals).filter(|(_, has)| !has).map(|(name, _)| name).collect()
    }

    /// Does the file have a column that says how much PEC a row earned?
    pub(crate) const fn says_pec(&self) -> bool {
        self.says_pec
    }

    /// Places of the texts in an order that does not tell capitals from small letters.
    pub(crate) fn ranks(&self) -> Vec<u32> {
        self.strings.ranks_without_case()
    }

    pub(crate) fn text(&self, symbol: Symbol) -> &str {
        self.strings.text(symbol)
    }
}
