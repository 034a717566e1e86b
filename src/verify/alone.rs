//! The pass over rows for themselves: is a row there twice, is it of this period, do its figures multiply?

use super::answer::Difference;
use super::not_checked::NotCheckedCode;
use super::passes::Passes;
use super::plain;
use super::request::Cause;
use super::row::{Exchanged, charged_month, exchanged};
use crate::error::Result;
use crate::money::{Currency, Exact};
use crate::pec::PecReason;
use crate::rating::meter_key;
use crate::time::Day;
use crate::usage::{Printed, Printing, UsageRow};

impl Passes<'_> {
    /// Each row alone: is it there twice, is it of this period, do its figures multiply, is its rate the month's?
    pub(super) fn rows(&mut self, rows: &[UsageRow]) -> Result<()> {
        let mut same_day: Vec<(u64, usize)> = Vec::new();
        let is_alike = |left: &UsageRow, right: &UsageRow| left.day == right.day && meter_key(left) == meter_key(right);
        for day in rows.chunk_by(is_alike) {
            self.note_twins(day, &mut same_day)?;
            for row in day.iter() {
                if self.fate(row).duplicate {
                    continue;
                }
                let Some(printed) = self.usage.printed(row) else {
                    self.not_checked(row, NotCheckedCode::NoAmount);
                    continue;
                };
                self.late(row, &printed)?;
                if !plain::multiplies(self.usage, (row, &printed), &self.known.rates) {
                    self.alone(row, &printed)?;
                }
            }
        }
        Ok(())
    }

    /// Rows of a meter's day that are there twice: equal in all their cells.
    fn note_twins(&mut self, day: &[UsageRow], same: &mut Vec<(u64, usize)>) -> Result<()> {
        if day.len() < 2 {
            return Ok(());
        }
        same.clear();
        same.extend(
            day.iter().map(|row| self.usage.fingerprint(row)).zip(0..).filter(|(fingerprint, _)| *fingerprint != 0),
        );
        same.sort_unstable();
        for alike in same.chunk_by(|(left, _), (right, _)| left == right).filter(|alike| alike.len() > 1) {
            let mut alike = alike.iter().filter_map(|(_, place)| day.get(*place));
            let Some(twin) = alike.next() else { continue };
            for row in alike.filter(|row| row.quantity == twin.quantity && row.resource == twin.resource) {
                self.mark(row, |fate| fate.duplicate = true);
                let explain =
                    format!("the row says again what row {} says: it is charged twice", self.named(twin, row));
                let charge = self.figures(row).charge()?;
                self.total_differs(row, Cause::DuplicateRow, (charge, Exact::ZERO), explain)?;
            }
        }
        Ok(())
    }

    /// A row as it is named to somebody who looks at another.
    pub(super) fn named(&self, row: &UsageRow, beside: &UsageRow) -> String {
        match self.usage.file_number(row) {
            file if file == self.usage.file_number(beside) => row.row.to_string(),
            file => format!("{} of file {file}", row.row),
        }
    }

    fn late(&mut self, row: &UsageRow, printed: &Printed) -> Result<()> {
        let [start, end] = printed.alike.charged;
        let is_before = start.is_some_and(|start| row.day < start);
        if !is_before && end.is_none_or(|end| row.day <= end) {
            return Ok(());
        }
        self.mark(row, |fate| fate.late = true);
        let named = |day: Option<Day>| day.map_or_else(|| "?".to_owned(), |day| day.to_string());
        let explain = format!("used on {}, charged with the period from {} to {}", row.day, named(start), named(end));
        let charge = self.figures(row).charge()?;
        self.total_differs(row, Cause::LateUsage, (charge, Exact::ZERO), explain)?;
        // It is charged, and rightly so: only not in this period.
        self.known.corrected.remove(&row.at);
        Ok(())
    }

    fn not_checked(&mut self, row: &UsageRow, code: NotCheckedCode) {
        self.known.report.unchecked.row((self.usage.file_number(row), row.row), code);
    }

    /// Is there a billed total, and nothing that says what it was exchanged at?
    fn lacks_rate(&self, row: &UsageRow, printed: &Printed) -> bool {
        let month = charged_month(&printed.alike, row.day);
        let billed = self.usage.figure(printed, Printing::BillingTotal);
        billed.is_some_and(|billed| !billed.value.is_zero())
            && self.known.rates.of(printed.alike.billing_currency, month).is_none()
    }

    fn alone(&mut self, row: &UsageRow, printed: &Printed) -> Result<()> {
        let figures = &self.figures(row);
        let lacks_billed = figures.billing.is_none() && self.usage.has_billed_totals();
        if figures.pricing.is_none() || lacks_billed || (figures.effective.is_none() && self.list.is_none()) {
            self.not_checked(row, NotCheckedCode::NoAmount);
        } else if self.lacks_rate(row, printed) {
            self.not_checked(row, NotCheckedCode::NoRate);
        }
        // What a commitment pays for costs nothing, whatever price stands beside it (rules 7.2).
        if row.is_covered() && figures.pricing.as_ref().is_some_and(|total| total.value.is_zero()) {
            return Ok(());
        }
        let due = self.due(row, PecReason::Eligible);
        // What an Azure credit leaves of the price may stand beside the charge before it: that is no error.
        let is_credited = due == PecReason::AzureCredit && figures.shows_credit(self.usage.azure_credit(row))?;
        if let Some((cause, computed)) = figures.multiplied(self.kept(due)?)?.filter(|_| !is_credited) {
            self.mark(row, |fate| fate.named = true);
            let price = figures.effective.as_ref().map(|price| price.value).unwrap_or_default();
            let explain = format!("{} x {price} = {computed}", figures.quantity.value);
            self.total_differs(row, cause, (figures.charge()?, computed), explain)?;
        }
        let currency = self.billing_currency(row);
        let minor_units = currency.parse::<Currency>().map_or(2, Currency::minor_units);
        let month = charged_month(&printed.alike, row.day);
        if let Some(found) = exchanged(figures, &self.known.rates, printed.alike.billing_currency, month, minor_units)?
        {
            let Exchanged { cause, column, printed, computed, money } = found;
            let explain = match column {
                "PCToBCExchangeRate" => {
                    format!("the rate of {month} is {computed}, at which the row's totals are right: no money is off")
                }
                _ => format!("{} at the rate of {month} is {computed}", figures.charge()?),
            };
            let found = self.difference(row, (cause, column), (printed, computed), currency, explain)?;
            let found = Difference { difference: money, ..found };
            self.known.report.found.push(found);
        }
        Ok(())
    }
}
