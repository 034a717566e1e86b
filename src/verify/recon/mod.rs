//! The reconciliation file: read, and compared with what its daily rows add up to (rules 3.3, 7.3).

mod columns;
mod compare;
mod credit;
mod daily;
mod keys;
mod reader;

pub(super) use compare::compare;
pub(super) use daily::{Daily, Sum};
pub(super) use keys::{LineKey, RowKey, Told, row_key, spelt};
pub use reader::ReconReader;

use super::meter_row::Promotion;
use super::passes::Lacking;
use super::reading::Reading;
use crate::error::{Diagnostic, Diagnostics, Result};
use crate::files::{FileFacts, FileForm};
use crate::money::Exact;
use crate::time::{Day, Month};
use crate::usage::{Figure, Precision};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// A reconciliation file in memory.
#[derive(Debug)]
pub struct Recon {
    lines: Vec<Line>,
    understood: Vec<FileFacts>,
    diagnostics: Diagnostics,
    rows: u32,
    files: u32,
    /// Plan, product and SKU of lines that could not be used, where those could be read.
    refused: BTreeSet<[String; 3]>,
    prices: Precision,
    rates: Precision,
    quantities: Precision,
}

/// A line.
#[derive(Debug)]
struct Line {
    file_number: u32,
    row: u32,
    key: LineKey,
    quantity: Option<Figure>,
    /// Effective unit price.
    price: Option<Figure>,
    rate: Option<Figure>,
    subtotal: Figure,
    currency: String,
    start: Option<Day>,
    /// Tax, and the subtotal with it.
    tax: Option<Figure>,
    total: Option<Figure>,
    /// A promotion that its price has in it.
    promotion: Option<Promotion>,
    /// Neither a credit nor a commitment.
    can_be_usage: bool,
    is_credit: bool,
    /// An Azure credit.
    is_azure_credit: bool,
    /// It says so: an Azure plan, or a meter.
    says_usage: bool,
}

/// What was read.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ReconInfo {
    /// Files that were read.
    pub files: u32,
    /// Lines below headers.
    pub rows: u32,
    /// Lines in use.
    pub kept: u32,
    /// Lines that could not be used.
    pub refused: u32,
    /// How all files were understood.
    #[serde(flatten)]
    pub facts: FileFacts,
    /// How each file was understood.
    pub understood: Vec<FileFacts>,
    /// The first diagnostics.
    pub diagnostics: Vec<Diagnostic>,
    /// How many there were.
    pub diagnostics_total: u32,
}

impl Recon {
    /// Reads a reconciliation file from its bytes.
    ///
    /// # Errors
    /// `file.*` and `recon.missingColumn` where the file is no reconciliation file.
    ///
    /// ```
    /// # use azplan::verify::Recon;
    /// let recon = Recon::read(
    ///     b"SubscriptionId,ProductId,SkuId,AvailabilityId,EffectiveUnitPrice,BillableQuantity,Subtotal\n\
    ///       a0000001-0000-4000-8000-000000000001,DZH318Z0BNZ5,006G,DZH318Z08B80,0.03825,0.005001,0\n",
    /// )?;
    /// assert_eq!(recon.info().kept, 1);
    /// # Ok::<(), azplan::Error>(())
    /// ```
    pub fn read(bytes: &[u8]) -> Result<Self> {
        Self::read_as(bytes, FileForm::default())
    }

    /// Reads a reconciliation file whose way to write numbers and dates is said by hand.
    ///
    /// # Errors
    /// As [`read`](Self::read), and where the file contradicts what was said.
    pub fn read_as(bytes: &[u8], form: FileForm) -> Result<Self> {
        let mut reader = ReconReader::default();
        reader.set_form(form);
        reader.push(bytes)?;
        reader.finish()
    }

    /// What was read.
    #[must_use]
    pub fn info(&self) -> ReconInfo {
        let kept = u32::try_from(self.lines.len()).unwrap_or(u32::MAX);
        ReconInfo {
            files: self.files,
            rows: self.rows,
            kept,
            refused: self.rows.saturating_sub(kept),
            facts: FileFacts::of_all(&self.understood),
            understood: self.understood.clone(),
            diagnostics: self.diagnostics.sorted(),
            diagnostics_total: self.diagnostics.total(),
        }
    }

    fn quantity(&self, line: &Line) -> Option<Reading> {
        Some(Reading::new(line.quantity?, self.quantities))
    }

    /// What tells the lines of a plan, product and SKU apart, in both files.
    pub(super) fn told(&self, daily: &BTreeMap<LineKey, Daily>) -> Told {
        let months = months(daily);
        let lines = self.lines.iter().filter(|line| line.can_be_usage && !line.is_of_other_month(&months));
        Told::new(daily.keys().chain(lines.map(|line| &line.key)))
    }

    /// Months of lines of usage; none where a line does not say its month.
    fn months(&self) -> Option<BTreeSet<&str>> {
        let lines = self.lines.iter().filter(|line| line.can_be_usage);
        lines.map(|line| Some(line.key.month()).filter(|month| !month.is_empty())).collect()
    }

    /// Lines of usage by what they add up.
    fn groups(&self, daily: &BTreeMap<LineKey, Daily>, told: &Told) -> BTreeMap<LineKey, Vec<&Line>> {
        let months = months(daily);
        let mut groups: BTreeMap<LineKey, Vec<&Line>> = BTreeMap::new();
        for line in self.lines.iter().filter(|line| line.can_be_usage && !line.is_of_other_month(&months)) {
            let key = told.key(&line.key);
            if line.says_usage || daily.contains_key(&key) {
                groups.entry(key).or_default().push(line);
            }
        }
        groups
    }

    /// How much more the lines bill than the daily rows have.
    pub(super) fn lacking(&self, daily: &BTreeMap<LineKey, Daily>, told: &Told) -> Result<Lacking> {
        let mut lacking = Lacking::new();
        for (key, lines) in self.groups(daily, told) {
            let Some(rows) = daily.get(&key) else { continue };
            let mut more = Exact::ZERO.minus(rows.billed()?.quantity)?;
            for quantity in lines.iter().filter_map(|line| self.quantity(line)) {
                more = more.plus(quantity.value)?;
            }
            lacking.insert(key, more);
        }
        Ok(lacking)
    }

    /// Promotions that lines name, by plan, product and SKU.
    pub(super) fn promotions(&self) -> BTreeMap<[String; 3], Promotion> {
        let named = self.lines.iter().filter_map(|line| Some((line.key.item.clone(), line.promotion?)));
        named.collect()
    }
}

impl Line {
    /// Is it of a month of which the usage has nothing?
    fn is_of_other_month(&self, months: &BTreeSet<String>) -> bool {
        let month = self.key.month();
        !month.is_empty() && !months.is_empty() && !months.contains(month)
    }
}

/// Months that the usage is charged in.
fn months(daily: &BTreeMap<LineKey, Daily>) -> BTreeSet<String> {
    daily.values().flat_map(|rows| rows.months.iter().map(Month::to_string)).collect()
}
