//! Usage: what was used, where, when. Read from a daily rated usage file or any CSV with the few columns needed.

mod builder;
mod columns;
mod credit;
mod printed;

use crate::error::{Diagnostic, Diagnostics, Result};
use crate::files::file_reader;
use crate::money::{Decimal, Exact};
use crate::pec::PecReason;
use crate::strings::{Strings, Symbol};
use crate::time::{Day, Month};
use builder::Builder;
use foldhash::fast::FixedState;
use hashbrown::HashMap;
use printed::Figures;
pub(crate) use printed::{Figure, FigureId, Precision, Printed, Printing, digits_of};
use serde::Serialize;
use std::collections::BTreeMap;

/// A month's or any other usage in memory.
#[derive(Debug)]
pub struct Usage {
    strings: Strings,
    rows: Vec<UsageRow>,
    meters: Vec<MeterKey>,
    /// Place of the first row of each file.
    starts: Vec<u32>,
    /// Names of customers and subscriptions, by their ids.
    names: HashMap<Symbol, Symbol, FixedState>,
    /// By row, where the file prints what was charged.
    printed: Vec<Printed>,
    /// What part of its charge an Azure credit pays, by the places of the rows of which it pays one.
    azure_credits: Vec<(u32, Exact)>,
    /// Days of the exchange rates that the file prints.
    rate_dates: BTreeMap<FigureId, Day>,
    figures: Figures,
    diagnostics: Diagnostics,
    rows_read: u32,
    daily_rated: bool,
    /// It has a column of the percentage of PEC, filled or not.
    says_pec: bool,
}

/// What tiers add up over: customer, plan, product, SKU and meter.
pub(crate) type MeterKey = [Symbol; 5];

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
    /// Place of the row's [`MeterKey`].
    pub meter: u32,
    pub regions: [Symbol; 2],
    pub quantity: Decimal,
    /// What the row itself says about PEC.
    pub pec: PecReason,
    /// Money given back: no usage, and in no tier.
    pub is_credit: bool,
}

impl UsageRow {
    /// A commitment pays for it: quantity only, cost 0, and no part of the month's tiers (DOMAIN 7.2).
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
        let mut reader = UsageReader::default();
        reader.push(bytes)?;
        reader.finish()
    }

    /// What was read.
    #[must_use]
    pub fn info(&self) -> UsageInfo {
        let days = || self.rows.iter().map(|row| row.day);
        let mut plans: Vec<String> =
            self.distinct(|row| row.plan).into_iter().map(|plan| self.text(plan).to_owned()).collect();
        plans.sort_unstable();
        let kept = u32::try_from(self.rows.len()).unwrap_or(u32::MAX);
        UsageInfo {
            format: if self.daily_rated { "dailyRatedUsage" } else { "usage" },
            files: u32::try_from(self.starts.len()).unwrap_or(u32::MAX),
            rows: self.rows_read,
            kept,
            refused: self.rows_read.saturating_sub(kept),
            from: days().min(),
            to: days().max(),
            months: self.months(),
            plans,
            diagnostics: self.diagnostics.sorted(),
            diagnostics_total: self.diagnostics.total(),
        }
    }

    /// Months with usage, in order.
    #[must_use]
    pub fn months(&self) -> Vec<Month> {
        self.distinct(|row| row.day.month())
    }

    pub(crate) fn rows(&self) -> &[UsageRow] {
        &self.rows
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
    pub(crate) fn credits(&self) -> impl Iterator<Item = (&UsageRow, Decimal)> {
        self.rows.iter().filter(|row| row.is_credit).filter_map(|row| {
            let figure = self.figure(self.printed(row)?, Printing::PricingTotal)?;
            Some((row, figure.value))
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
        for row in self.rows.iter().filter(|row| row.day.month() == month) {
            let printed = self.printed(row).filter(|printed| self.text(printed.billing_currency) == currency);
            let id = printed.map(|printed| printed.id(Printing::Rate)).filter(|id| *id != FigureId::default());
            if let Some(id) = id {
                let count = counts.entry(id).or_default();
                *count = count.saturating_add(1);
            }
        }
        let rate =
            |(id, rows): (FigureId, u32)| Some((self.figures.get(id)?.value, self.rate_dates.get(&id).copied(), rows));
        counts.into_iter().filter_map(rate).collect()
    }

    /// Meters by their places.
    pub(crate) fn meters(&self) -> &[MeterKey] {
        &self.meters
    }

    /// What a row prints of prices and totals.
    pub(crate) fn printed(&self, row: &UsageRow) -> Option<&Printed> {
        self.printed.get(usize::try_from(row.at).ok()?)
    }

    /// A number that a row prints.
    pub(crate) fn figure(&self, printed: &Printed, column: Printing) -> Option<Figure> {
        self.figures.get(printed.id(column))
    }

    /// A printed number.
    pub(crate) fn figure_of(&self, id: FigureId) -> Option<Figure> {
        self.figures.get(id)
    }

    /// How finely a column is printed.
    pub(crate) fn precision(&self, column: Printing) -> Precision {
        self.figures.precision(column)
    }

    /// Does the usage print what was charged?
    pub(crate) fn has_printed(&self) -> bool {
        !self.printed.is_empty()
    }

    /// Does the file have a column that says how much PEC a row earned?
    pub(crate) const fn says_pec(&self) -> bool {
        self.says_pec
    }

    pub(crate) fn ranks(&self) -> Vec<u32> {
        self.strings.ranks()
    }

    pub(crate) fn text(&self, symbol: Symbol) -> &str {
        self.strings.text(symbol)
    }

    fn distinct<T: Ord>(&self, of: impl Fn(&UsageRow) -> T) -> Vec<T> {
        let mut set: std::collections::BTreeSet<T> = std::collections::BTreeSet::new();
        // Most rows repeat the row before.
        for run in self.rows.chunk_by(|left, right| of(left) == of(right)) {
            set.extend(run.first().map(&of));
        }
        set.into_iter().collect()
    }
}
