//! The answer of verifying: every difference with its cause, and sums that close.

use super::request::Cause;
use crate::error::Result;
use crate::explain::counted;
use crate::money::{Currency, Exact};
use crate::rating::{Unpriced, UnpricedRow};
use crate::sorting::sort_by_key;
use crate::time::Day;
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
    /// Rows of the usage file that were checked.
    pub checked: u32,
    /// Those without a difference and not unpriced.
    pub agreeing: u32,
    /// Rows of the usage file that are no usage: customer credits.
    pub credits: u32,
    /// Lines of the reconciliation file that were checked.
    pub recon_checked: u32,
    /// Those without a difference.
    pub recon_agreeing: u32,
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
    /// File and row of each row without a price.
    pub unpriced_places: Vec<(u32, u32)>,
    pub checked: u32,
    pub credits: u32,
    pub recon_checked: u32,
    pub recon_other: u32,
    pub prices_checked: bool,
}

fn add(sums: &mut BTreeMap<String, Exact>, difference: &Difference) -> Result<()> {
    let sum = sums.entry(difference.currency.clone()).or_default();
    *sum = sum.plus(difference.difference)?;
    Ok(())
}

impl Report {
    fn rows_with(&self, file: FileOfRow) -> BTreeSet<(u32, u32)> {
        self.found.iter().filter(|found| found.file == file).map(|found| (found.file_number, found.row)).collect()
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
        let mut off = self.rows_with(FileOfRow::Usage);
        off.extend(self.unpriced_places.iter().copied());
        let count = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
        let agreeing = self.checked.saturating_sub(count(off.len()));
        let recon_agreeing = self.recon_checked.saturating_sub(count(self.rows_with(FileOfRow::Recon).len()));
        let differences_total = count(self.found.len());
        let verdict = self.verdict(agreeing, recon_agreeing, &difference);
        if let Some(limit) = limit {
            self.found.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
        }
        Ok(VerifyAnswer {
            schema_version: crate::SCHEMA_VERSION,
            verdict,
            checked: self.checked,
            agreeing,
            credits: self.credits,
            recon_checked: self.recon_checked,
            recon_agreeing,
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

    fn verdict(&self, agreeing: u32, recon_agreeing: u32, sums: &BTreeMap<String, Exact>) -> String {
        let mut said = format!("{agreeing} of {} agree", counted(self.checked, "row", "rows"));
        if self.recon_checked > 0 {
            let lines = counted(self.recon_checked, "reconciliation line", "reconciliation lines");
            said = format!("{said}, {recon_agreeing} of {lines} agree");
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
        let unpriced = self.unpriced.total();
        if unpriced > 0 {
            said = format!("{said}; {} not in the price list", counted(unpriced, "row is", "rows are"));
        }
        if !self.prices_checked {
            said = format!("{said}; without a price list prices and tiers were not checked");
        }
        said
    }
}

/// The name of a currency, where the file says one.
pub(super) fn currency_name(printed: &str, otherwise: Option<Currency>) -> String {
    if printed.is_empty() { otherwise.map(|code| code.to_string()).unwrap_or_default() } else { printed.to_owned() }
}
