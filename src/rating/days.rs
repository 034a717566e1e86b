//! The rows of a meter, day by day.
//!
//! Which row of a day gets the units of which tier matters only where the day crosses a tier. There rows go in their order
//! (subscription, resource group, resource, quantity, what they are sold as); on all other days any order gives the same.

use super::order::{by_texts, by_what_is_sold};
use super::request::Terms;
use super::{DayPrice, Outcome, charge, covered};
use crate::error::Result;
use crate::money::{Adder, Exact};
use crate::pec::PecReason;
use crate::price_list::{PriceList, Priced};
use crate::sorting::{sort_by, sort_by_key};
use crate::usage::{RowAt, Usage, UsageRow};

/// How lines are handed out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lines {
    /// One for each row and tier.
    Each,
    /// One for rows of a day that are alike.
    Together,
}

/// Rates rows; see [`rate_each`](super::rate_each).
pub(super) fn rate(
    list: &PriceList,
    usage: &Usage,
    terms: &Terms,
    (lines, wanted): (Lines, impl Fn(&UsageRow) -> bool),
    each: impl FnMut(Outcome<'_>) -> Result<()>,
) -> Result<()> {
    let mut rater =
        Rater { list, usage, terms, lines, price: DayPrice::default(), used: Exact::ZERO, alike: Vec::new(), each };
    let mut rows = Vec::new();
    for meter in usage.by_meter(wanted).meters() {
        view(usage, meter, &mut rows);
        if !rows.is_sorted_by_key(|row| row.day) {
            sort_by_key(&mut rows, |row| row.day);
        }
        for month in rows.chunk_by_mut(|left, right| left.day == right.day || left.day.month() == right.day.month()) {
            rater.used = Exact::ZERO;
            for day in month.chunk_by_mut(|left, right| left.day == right.day) {
                rater.day(day)?;
            }
        }
    }
    Ok(())
}

/// A call of its own, so that engines put fast code in its place (see [`pieces`](crate::pieces)).
#[inline(never)]
fn view(usage: &Usage, meter: &[RowAt], rows: &mut Vec<UsageRow>) {
    rows.clear();
    rows.extend(meter.iter().filter_map(|row| usage.view(row)));
}

struct Rater<'a, Each> {
    list: &'a PriceList,
    usage: &'a Usage,
    terms: &'a Terms,
    lines: Lines,
    price: DayPrice,
    /// Units of the month so far.
    used: Exact,
    /// The rows of the day that are alike; kept for its memory.
    alike: Vec<Alike>,
    each: Each,
}

/// Rows of a day that are alike, of which the first stands for all.
struct Alike {
    row: UsageRow,
    reason: PecReason,
    quantity: Adder,
}

impl Alike {
    fn is_priced_as(&self, row: &UsageRow) -> bool {
        (self.row.item, self.row.regions) == (row.item, row.regions)
    }
}

impl<Each: FnMut(Outcome<'_>) -> Result<()>> Rater<'_, Each> {
    #[inline(never)]
    fn day(&mut self, rows: &mut [UsageRow]) -> Result<()> {
        let mut alike = std::mem::take(&mut self.alike);
        self.find_alike(rows, &mut alike)?;
        let done = self.lines(rows, &alike);
        self.alike = alike;
        done
    }

    fn lines(&mut self, rows: &mut [UsageRow], alike: &[Alike]) -> Result<()> {
        // Rows that a commitment pays for stand between those that use tiers up.
        let crosses = alike.is_empty() || self.crosses(alike, rows)?;
        if crosses {
            self.in_order(rows);
            rows.iter().try_for_each(|row| self.row(row))
        } else if self.lines == Lines::Together {
            alike.iter().try_for_each(|alike| self.rows(alike, rows))
        } else {
            rows.iter().try_for_each(|row| self.row(row))
        }
    }

    /// Does the order of the rows matter to one of their prices?
    fn crosses(&mut self, alike: &[Alike], rows: &[UsageRow]) -> Result<bool> {
        let Self { list, usage, terms, price, .. } = self;
        let end = alike.iter().try_fold(self.used, |end, alike| end.plus(alike.quantity.sum()?))?;
        Ok(alike.iter().any(|alike| match price.of(list, usage, &alike.row, terms.price_day(&alike.row)) {
            Ok(priced) => !lie_in_one_tier(priced, (self.used, end), rows),
            Err(_) => false,
        }))
    }

    /// Finds the rows by price and by the reason for their PEC; nothing where a commitment pays for one.
    fn find_alike(&mut self, rows: &[UsageRow], found: &mut Vec<Alike>) -> Result<()> {
        found.clear();
        if rows.iter().any(UsageRow::is_covered) {
            return Ok(());
        }
        let Self { list, usage, terms, price, .. } = self;
        for row in rows {
            let product = match price.of(list, usage, row, terms.price_day(row)) {
                Ok(priced) => priced.pec,
                Err(_) => PecReason::Eligible,
            };
            let reason = terms.verdict(usage, row, product);
            match found.iter_mut().find(|alike| alike.reason == reason && alike.is_priced_as(row)) {
                Some(alike) => alike.quantity.add(row.quantity)?,
                None => {
                    let mut quantity = Adder::default();
                    quantity.add(row.quantity)?;
                    found.push(Alike { row: *row, reason, quantity });
                }
            }
        }
        Ok(())
    }

    fn in_order(&self, rows: &mut [UsageRow]) {
        let place = |row: &UsageRow| [row.subscription, row.resource_group, row.resource];
        sort_by(rows, |left, right| {
            by_texts(self.usage, &place(left), &place(right))
                .then_with(|| left.quantity.cmp(&right.quantity))
                .then_with(|| by_what_is_sold(self.usage, left, right))
                .then(left.at.cmp(&right.at))
        });
    }

    fn row(&mut self, row: &UsageRow) -> Result<()> {
        let Self { list, usage, terms, price, each, .. } = self;
        match price.of(list, usage, row, terms.price_day(row)) {
            priced if row.is_covered() => each(Outcome::Line(&covered(row, priced.ok()))),
            // What it costs is unknown; that it uses the meter's tiers up is not.
            Err(missing) => {
                self.used = self.used.plus(row.quantity.exact())?;
                each(Outcome::Unpriced(row, row.quantity.exact(), missing))
            }
            Ok(priced) => {
                let after = self.used.plus(row.quantity.exact())?;
                let reason = terms.verdict(usage, row, priced.pec);
                charge(row, priced, (self.used, after), (terms, reason), each)?;
                self.used = after;
                Ok(())
            }
        }
    }

    /// Rows of the day that are alike, as one line; each for itself where they have no price.
    fn rows(&mut self, alike: &Alike, rows: &[UsageRow]) -> Result<()> {
        let Self { list, usage, terms, price, each, .. } = self;
        match price.of(list, usage, &alike.row, terms.price_day(&alike.row)) {
            Err(missing) => {
                self.used = self.used.plus(alike.quantity.sum()?)?;
                let own = rows.iter().filter(|row| {
                    alike.is_priced_as(row) && terms.verdict(usage, row, PecReason::Eligible) == alike.reason
                });
                own.into_iter().try_for_each(|row| each(Outcome::Unpriced(row, row.quantity.exact(), missing)))
            }
            Ok(priced) => {
                let after = self.used.plus(alike.quantity.sum()?)?;
                charge(&alike.row, priced, (self.used, after), (terms, alike.reason), each)?;
                self.used = after;
                Ok(())
            }
        }
    }
}

/// Do all rows of a day lie in one tier, whatever their order?
fn lie_in_one_tier(priced: &Priced, (before, after): (Exact, Exact), rows: &[UsageRow]) -> bool {
    let tiers = priced.tiers.as_slice();
    if tiers.len() < 2 && priced.tiers.is_whole() {
        return true;
    }
    // Usage given back may go below and come again; a quantity of 0 has the price of the next unit.
    if rows.iter().any(|row| row.quantity.is_negative() || row.quantity.is_zero()) {
        return false;
    }
    let tier = tiers.iter().rev().find(|tier| tier.from.exact() <= before.max(Exact::ZERO));
    tier.is_some_and(|tier| tier.to.is_none_or(|to| after <= to.exact()))
}
