//! The pass over the rows of each meter's month: are they charged at the prices of the list?

use super::answer::{Difference, FileOfRow};
use super::meter_row::{Finding, Findings, MeterRow, Promotion};
use super::month::{Shift, month};
use super::not_checked::NotCheckedCode;
use super::passes::{Lacking, PRICING_TOTAL, Passes};
use super::pec_alone::pec_alone;
use super::plain;
use super::price::Prices;
use super::request::Cause;
use crate::error::Result;
use crate::money::{Decimal, Exact};
use crate::pec::PecReason;
use crate::price_list::Priced;
use crate::rating::{DayPrice, meter_key};
use crate::strings::Symbol;
use crate::time::Day;
use crate::usage::UsageRow;
use std::collections::BTreeSet;
use std::rc::Rc;

/// What a row's price follows from: day, product and SKU, regions.
type PricedAs = (Day, u32, [Symbol; 2]);

impl Passes<'_> {
    fn meter_row<'b>(&self, row: &'b UsageRow, product: PecReason) -> Result<MeterRow<'b>> {
        let due = self.due(row, product);
        let fate = self.fate(row);
        let figures = self.figures(row);
        let credit = self.usage.azure_credit(row);
        Ok(MeterRow {
            row,
            figures,
            due,
            credit,
            kept: self.kept(due)?,
            late: fate.late,
            promotion: self.promotion(row),
        })
    }

    /// The rows of each meter's month against the list; rows without a price by what they print of PEC.
    pub(super) fn prices(&mut self, rows: &[UsageRow], lacking: &Lacking) -> Result<()> {
        for meter in rows.chunk_by(|left, right| meter_key(left) == meter_key(right)) {
            if !self.is_as_listed(meter)? {
                self.meter(meter, lacking)?;
            }
        }
        Ok(())
    }

    /// Is every row at the price of the list, which has no tiers, less the PEC that is due? Not said of all that are right.
    fn is_as_listed(&self, rows: &[UsageRow]) -> Result<bool> {
        let Some(list) = self.list else { return Ok(false) };
        let mut price = DayPrice::default();
        let mut last: Option<(Decimal, PecReason, Exact)> = None;
        for row in rows.iter().filter(|row| !self.fate(row).duplicate) {
            let Ok(known) = price.of(list, self.usage, row, row.day) else { return Ok(false) };
            let ([tier], []) = (known.tiers.as_slice(), known.tiers.gaps()) else { return Ok(false) };
            let due = self.due(row, known.pec);
            let expected = match last {
                Some((price, reason, expected)) if price == tier.unit_price && reason == due => expected,
                _ => tier.unit_price.exact().times(self.kept(due)?)?,
            };
            last = Some((tier.unit_price, due, expected));
            if row.is_covered() || !plain::is_priced_at(self.usage, row, expected) {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn meter(&mut self, rows: &[UsageRow], lacking: &Lacking) -> Result<()> {
        let used = rows.iter().filter(|row| !row.is_covered()).map(|row| row.quantity.exact());
        let most = used.filter(|quantity| !quantity.is_negative()).try_fold(Exact::ZERO, Exact::plus)?;
        let mut price = DayPrice::default();
        let mut priced: Vec<(MeterRow<'_>, Rc<Priced>)> = Vec::new();
        // Most rows have the price of the row before.
        let mut last: Option<(PricedAs, Rc<Priced>)> = None;
        // What has no price in the list uses the meter's tiers up all the same.
        let mut others: Vec<(Day, Exact)> = Vec::new();
        let mut found = Findings::default();
        for row in rows {
            if self.fate(row).duplicate {
                continue;
            }
            if row.is_covered() {
                found.rows.extend(self.covered(row)?);
                continue;
            }
            let looked_up = self.list.map(|list| price.of(list, self.usage, row, row.day));
            // Which rows of a day go beyond the last known tier nobody knows: none of the month is checked.
            let gap = looked_up.and_then(Result::ok).filter(|known| !known.tiers.is_whole_to(most)).map(Priced::gap);
            match gap.as_ref().map_or(looked_up, |gap| Some(Err(gap))) {
                Some(Ok(known)) => {
                    let priced_as = (row.day, row.item, row.regions);
                    let shared = match last {
                        Some((alike, shared)) if alike == priced_as => shared,
                        _ => Rc::new(known.clone()),
                    };
                    priced.push((self.meter_row(row, known.pec)?, Rc::clone(&shared)));
                    last = Some((priced_as, shared));
                }
                not_known => {
                    others.push((row.day, row.quantity.exact()));
                    if let Some(Err(missing)) = not_known {
                        let report = &mut self.known.report;
                        report.unpriced.note(self.usage, row, row.quantity.exact(), missing);
                        report.unchecked.row((self.usage.file_number(row), row.row), NotCheckedCode::Unpriced);
                    }
                    if self.known.says_pec {
                        let row = self.meter_row(row, PecReason::Eligible)?;
                        found.rows.extend(pec_alone(&row, self.known.terms.rate.fraction.exact())?);
                    }
                }
            }
        }
        if let (Some(list), Some((first, _))) = (self.list, priced.first()) {
            let prices = Prices::new(list, self.known.terms.rate.fraction.exact());
            let mut best = month(&prices, &priced, &others, None)?;
            let lack = if lacking.is_empty() { None } else { lacking.get(&self.key(first.row)).copied() };
            let lack = lack.filter(|lack| !lack.is_zero());
            if let Some(quantity) = lack.filter(|_| best.has_tiers()) {
                // The file lacks usage of the meter: is there a day on which it would set the tiers right?
                let days: BTreeSet<_> = priced.iter().map(|(row, _)| row.row.day).collect();
                for day in days {
                    let other = month(&prices, &priced, &others, Some(Shift { day, quantity }))?;
                    if !other.has_tiers() && other.len() < best.len() {
                        best = other;
                    }
                }
            }
            found.rows.extend(best.rows);
            found.open.extend(best.open);
        }
        for open in found.open {
            self.open_rows(open)?;
        }
        for Finding { row, cause, printed, computed, explain } in found.rows {
            if self.fate(row).named {
                self.price_differs_too(row, cause, computed, explain)?;
            } else {
                self.total_differs(row, cause, (printed, computed), explain)?;
            }
        }
        Ok(())
    }

    /// A row whose figures do not multiply is not at its price either: it should be what the list makes.
    fn price_differs_too(&mut self, row: &UsageRow, cause: Cause, computed: Exact, explain: String) -> Result<()> {
        let place = (self.usage.file_number(row), row.row);
        let is_it = |found: &&mut Difference| {
            found.file == FileOfRow::Usage
                && (found.file_number, found.row) == place
                && found.column == PRICING_TOTAL
                && found.cause != Cause::LateUsage
        };
        let Some(found) = self.known.report.found.iter_mut().find(is_it) else { return Ok(()) };
        if found.cause == Cause::Rounding {
            found.cause = cause;
        }
        found.computed = computed;
        found.difference = found.printed.minus(computed)?;
        found.explain = format!("its figures do not multiply, and its price differs: {explain}");
        self.known.corrected.insert(row.at, computed);
        Ok(())
    }

    /// A reservation or savings plan pays for it: its cost is 0 (rules 7.2).
    fn covered<'r>(&self, row: &'r UsageRow) -> Result<Option<Finding<'r>>> {
        let printed = self.figures(row).charge()?;
        let explain = "a reservation or savings plan pays for this usage".to_owned();
        let finding = Finding { row, cause: Cause::Price, printed, computed: Exact::ZERO, explain };
        Ok((!printed.is_zero()).then_some(finding))
    }

    /// The promotion that either file names for a row.
    fn promotion(&self, row: &UsageRow) -> Option<Promotion> {
        if !row.promotion.is_empty() {
            return Some(Promotion::default());
        }
        let promotions = &self.known.promotions;
        if promotions.is_empty() { None } else { promotions.get(&self.key(row).item).copied() }
    }
}
