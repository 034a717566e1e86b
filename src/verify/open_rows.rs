//! Rows that can't be told apart: which of them are wrong nobody can say, and by how much they are together.

use super::answer::RowOfFile;
use super::meter_row::OpenRows;
use super::not_checked::NotCheckedCode;
use super::passes::{PRICING_TOTAL, Passes};
use crate::error::Result;
use crate::money::Exact;

impl Passes<'_> {
    /// None of the rows counts as checked; together they are one difference (rules 15.6).
    pub(super) fn open_rows(&mut self, open: OpenRows<'_>) -> Result<()> {
        let OpenRows { cause, mut rows, closes } = open;
        rows.sort_unstable_by_key(|(row, _)| row.at);
        let Some((first, _)) = rows.first().copied() else { return Ok(()) };
        let (mut printed, mut computed) = (Exact::ZERO, Exact::ZERO);
        for (row, should) in &rows {
            let place = (self.usage.file_number(row), row.row);
            self.known.report.unchecked.row(place, NotCheckedCode::SeveralWays);
            // Where its figures do not multiply, that is a difference of its own.
            let corrected = self.known.corrected.get(&row.at).copied().filter(|_| self.fate(row).named);
            let charge = corrected.map_or_else(|| self.figures(row).charge(), Ok)?;
            printed = printed.plus(charge)?;
            computed = computed.plus(should.unwrap_or(charge))?;
            if let Some(should) = should.filter(|_| closes) {
                self.known.corrected.insert(row.at, should);
            }
        }
        if !closes {
            return Ok(());
        }
        let names: Vec<String> = rows.iter().map(|(row, _)| self.named(row, first)).collect();
        let explain = format!(
            "the meter crosses a tier on {}, and nothing says which of the rows {} are wrong: together they are charged {printed}, and the tiers make {computed}",
            first.day,
            names.join(", "),
        );
        let currency = self.pricing_currency(first);
        let mut found = self.difference(first, (cause, PRICING_TOTAL), (printed, computed), currency, explain)?;
        found.rows =
            rows.iter().map(|(row, _)| RowOfFile { file_number: self.usage.file_number(row), row: row.row }).collect();
        self.known.report.found.push(found);
        Ok(())
    }
}
