//! The answer of verifying: every difference with its cause, and sums that close.

use super::not_checked::{NotChecked, PlaceOfRow, Unchecked};
use super::request::Cause;
use crate::error::Result;
use crate::explain::counted;
use crate::money::{Currency, Exact};
use crate::rating::{Unpriced, UnpricedRow};
use crate::sorting::sort_by_key;
use crate::time::{Day, Month};
use crate::usage::RefusedOf;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// Which file a row number counts in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum FileOfRow {
    /// The daily rated usage file.
    Usage,
    /// The reconciliation file.
    Recon,
}

/// A row of one of the files of a kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RowOfFile {
    /// Which of the files of that kind, from 1.
    pub file_number: u32,
    /// Row, as a spreadsheet shows it.
    pub row: u32,
}

/// A figure that is not what it should be.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Difference {
    /// File of the row.
    pub file: FileOfRow,
    /// Which of the files of that kind, from 1.
    pub file_number: u32,
    /// Row, as a spreadsheet shows it.
    pub row: u32,
    /// What explains the whole difference.
    pub cause: Cause,
    /// Name of the column.
    pub column: &'static str,
    /// What the file prints.
    pub printed: Exact,
    /// What it should be.
    pub computed: Exact,
    /// The money that is off: `printed - computed`; of a rate, what the row's totals are off by it.
    pub difference: Exact,
    /// Currency of the difference.
    pub currency: String,
    /// Day of use.
    pub date: Option<Day>,
    /// Azure plan.
    pub plan: String,
    /// Azure subscription.
    pub subscription: String,
    /// Product id.
    pub product_id: String,
    /// SKU id.
    pub sku_id: String,
    /// Meter id.
    pub meter_id: String,
    /// The rows that it is of, where nothing says which of them are wrong: `row` is the first. Else none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub rows: Vec<RowOfFile>,
    /// A sentence.
    pub explain: String,
}

/// Differences of one cause.
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct OfCause {
    /// How many.
    pub count: u32,
    /// Sum of the differences, by currency.
    pub sum: BTreeMap<String, Exact>,
}

/// Answer of [`verify`](super::verify).
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct VerifyAnswer {
    /// Version of this form.
    pub schema_version: u32,
    /// One sentence.
    pub verdict: String,
    /// Rows of the usage file that were checked: with `not_checked`, all rows of the file.
    pub checked: u32,
    /// Those without a difference.
    pub agreeing: u32,
    /// Rows of the usage file that were not checked, and why.
    pub not_checked: NotChecked,
    /// All that the files say was read, and compared as far as there is something to compare it with.
    pub complete: bool,
    /// Columns that the usage does not have: what they print was not checked.
    pub missing_columns: Vec<&'static str>,
    /// Rows of the usage file that are no usage: customer credits.
    pub credits: u32,
    /// Lines of the reconciliation file that were checked: with `recon_not_checked`, all lines of the file.
    pub recon_checked: u32,
    /// Those without a difference.
    pub recon_agreeing: u32,
    /// Lines of the reconciliation file that were not checked, and why.
    pub recon_not_checked: NotChecked,
    /// Months of usage of which the reconciliation file has no line.
    pub months_without_lines: Vec<Month>,
    /// Lines of the reconciliation file that are no usage: purchases, credits.
    pub recon_other: u32,
    /// True where a price list was there to compare with.
    pub prices_checked: bool,
    /// Differences by file and row: the first ones, if a limit was asked.
    pub differences: Vec<Difference>,
    /// How many there are.
    pub differences_total: u32,
    /// The same by cause; the sums close.
    pub by_cause: BTreeMap<Cause, OfCause>,
    /// Sum of all differences, by currency.
    pub difference: BTreeMap<String, Exact>,
    /// Rows whose price is not in the list: their price was not checked.
    /// The first ones, if a limit was asked.
    pub unpriced: Vec<UnpricedRow>,
    /// How many there are.
    pub unpriced_total: u32,
}

/// Gathers what is found.
#[derive(Debug, Default)]
pub(super) struct Report {
    pub found: Vec<Difference>,
    pub unpriced: Unpriced,
    pub unchecked: Unchecked,
    pub unchecked_lines: Unchecked,
    pub missing_columns: Vec<&'static str>,
    pub months_without_lines: Vec<Month>,
    /// Rows and lines, whether or not they can be used.
    pub rows: u32,
    pub lines: u32,
    /// Rows and lines that could not be read: differences may follow from them.
    pub refused: BTreeMap<RefusedOf, u32>,
    pub refused_lines: u32,
    pub credits: u32,
    pub recon_other: u32,
    pub prices_checked: bool,
}

fn add(sums: &mut BTreeMap<String, Exact>, difference: &Difference) -> Result<()> {
    let sum = sums.entry(difference.currency.clone()).or_default();
    *sum = sum.plus(difference.difference)?;
    Ok(())
}

impl Report {
    /// Rows of which a difference is known to be; not those that can't be told apart.
    fn rows_with(&self, file: FileOfRow) -> BTreeSet<(u32, u32)> {
        self.found
            .iter()
            .filter(|found| found.file == file && found.rows.is_empty())
            .map(|found| (found.file_number, found.row))
            .collect()
    }

    pub(super) fn finish(mut self, limit: Option<u32>) -> Result<VerifyAnswer> {
        sort_by_key(&mut self.found, |found| (found.file, found.file_number, found.row, found.cause));
        let mut by_cause: BTreeMap<Cause, OfCause> = BTreeMap::new();
        let mut difference = BTreeMap::new();
        for found in &self.found {
            let cause = by_cause.entry(found.cause).or_default();
            cause.count = cause.count.saturating_add(1);
            add(&mut cause.sum, found)?;
            add(&mut difference, found)?;
        }
        let count = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
        let of_file = |all: u32, unchecked: Unchecked, differing: &BTreeSet<PlaceOfRow>| {
            let not_checked = unchecked.finish(differing);
            let checked = all.saturating_sub(not_checked.count);
            Counts { checked, agreeing: checked.saturating_sub(count(differing.len())), not_checked }
        };
        let rows = of_file(self.rows, std::mem::take(&mut self.unchecked), &self.rows_with(FileOfRow::Usage));
        let lines = of_file(self.lines, std::mem::take(&mut self.unchecked_lines), &self.rows_with(FileOfRow::Recon));
        let is_complete = |counts: &Counts| counts.not_checked.is_complete();
        let complete = is_complete(&rows)
            && is_complete(&lines)
            && self.missing_columns.is_empty()
            && self.months_without_lines.is_empty();
        self.say_what_follows_from_refused();
        let differences_total = count(self.found.len());
        let verdict = self.verdict(&rows, &lines, &difference);
        if let Some(limit) = limit {
            self.found.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
        }
        Ok(VerifyAnswer {
            schema_version: crate::SCHEMA_VERSION,
            verdict,
            checked: rows.checked,
            agreeing: rows.agreeing,
            not_checked: rows.not_checked,
            complete,
            missing_columns: self.missing_columns,
            credits: self.credits,
            recon_checked: lines.checked,
            recon_agreeing: lines.agreeing,
            recon_not_checked: lines.not_checked,
            months_without_lines: self.months_without_lines,
            recon_other: self.recon_other,
            prices_checked: self.prices_checked,
            differences: self.found,
            differences_total,
            by_cause,
            difference,
            unpriced_total: self.unpriced.total(),
            unpriced: self.unpriced.into_first(),
        })
    }

    /// A tier, or the sum of a line, is another one where rows of the meter and month are missing because they could not be read.
    fn say_what_follows_from_refused(&mut self) {
        let lines = self.refused_lines;
        for found in &mut self.found {
            let of = [&found.plan, &found.product_id, &found.sku_id, &found.meter_id].map(String::as_str);
            let month = found.date.map(Day::month);
            let own = self.refused.iter().filter(|(refused, _)| refused.may_be(month, of));
            let rows = own.fold(0u32, |sum, (_, count)| sum.saturating_add(*count));
            let explain = std::mem::take(&mut found.explain);
            found.explain = match (found.cause, found.file) {
                (Cause::Tier | Cause::ReconTotal, _) | (Cause::MissingRow | Cause::LateUsage, FileOfRow::Recon)
                    if rows > 0 =>
                {
                    format!("{explain}; it may only follow from rows of the usage that could not be read: {rows}")
                }
                (Cause::MissingRow, FileOfRow::Usage) if lines > 0 => {
                    format!("{explain}; it may only follow from reconciliation lines that could not be read: {lines}")
                }
                _ => explain,
            };
        }
    }

    fn verdict(&self, rows: &Counts, lines: &Counts, sums: &BTreeMap<String, Exact>) -> String {
        let mut said = rows.said(counted(rows.checked, "row", "rows"));
        if self.lines > 0 {
            let checked = counted(lines.checked, "reconciliation line", "reconciliation lines");
            said = format!("{said}; {}", lines.said(checked));
        }
        let count = u32::try_from(self.found.len()).unwrap_or(u32::MAX);
        if count > 0 {
            let sums: Vec<String> = sums
                .iter()
                .filter(|(_, sum)| !sum.is_zero())
                .map(|(currency, sum)| format!("{}{sum} {currency}", if sum.is_negative() { "" } else { "+" }))
                .collect();
            let sums = if sums.is_empty() { "nothing in sum".to_owned() } else { sums.join(", ") };
            said = format!("{said}; {}: {sums}", counted(count, "difference", "differences"));
        }
        if !self.months_without_lines.is_empty() {
            let months: Vec<String> = self.months_without_lines.iter().map(Month::to_string).collect();
            said = format!("{said}; the reconciliation file has no lines of {}", months.join(", "));
        }
        if !self.missing_columns.is_empty() {
            said = format!("{said}; the usage has no column {}", self.missing_columns.join(", "));
        }
        if !self.prices_checked {
            said = format!("{said}; without a price list prices and tiers were not checked");
        }
        said
    }
}

/// What became of the rows of a file.
struct Counts {
    checked: u32,
    agreeing: u32,
    not_checked: NotChecked,
}

impl Counts {
    fn said(&self, checked: String) -> String {
        let differ = counted(self.checked.saturating_sub(self.agreeing), "differs", "differ");
        format!("{} of {checked} agree, {differ}, {}", self.agreeing, self.not_checked.said())
    }
}

/// The name of a currency, where the file says one.
pub(super) fn currency_name(printed: &str, otherwise: Option<Currency>) -> String {
    if printed.is_empty() { otherwise.map(|code| code.to_string()).unwrap_or_default() } else { printed.to_owned() }
}
