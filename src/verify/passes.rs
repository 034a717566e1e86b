//! The passes over the rows: each row alone, the rows of a meter's month, the lines of the reconciliation file.

use super::answer::{Difference, FileOfRow, Report, currency_name};
use super::plain;
use super::price::{self, Finding, MeterRow, Shift};
use super::recon::{self, Daily, DailyKey, Recon, Sum};
use super::request::{Cause, VerifyRequest};
use super::row::{Columns, Exchanged, Rates, RowFigures, charged_month, exchanged};
use crate::error::Result;
use crate::money::{Currency, Decimal, Exact};
use crate::pec::PecReason;
use crate::price_list::{PriceList, Priced};
use crate::rating::{DayPrice, Terms, UnpricedRow, meter_key};
use crate::strings::Symbol;
use crate::time::Day;
use crate::usage::{Printing, Usage, UsageRow};
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// What became of a row.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Fate {
    /// Its figures do not multiply.
    named: bool,
    pub duplicate: bool,
    pub late: bool,
}

/// What is known so far.
#[derive(Debug)]
pub(super) struct Known {
    terms: Terms,
    columns: Columns,
    pub rates: Rates,
    fates: Vec<Fate>,
    /// What rows should have been charged, where that is another amount than printed.
    pub corrected: BTreeMap<u32, Exact>,
    says_pec: bool,
    by_availability: bool,
    pub report: Report,
}

/// The verification under way.
pub(super) struct Passes<'a> {
    pub list: Option<&'a PriceList>,
    pub usage: &'a Usage,
    pub known: &'a mut Known,
}

/// Quantity that the daily rows lack, by what reconciliation lines add up.
pub(super) type Lacking = BTreeMap<DailyKey, Exact>;

/// Daily rows by plan, product, SKU and availability.
pub(super) type DailyRows = BTreeMap<[Symbol; 4], Daily>;

fn place(at: u32) -> usize {
    usize::try_from(at).unwrap_or(usize::MAX)
}

impl Known {
    pub(super) fn new(
        has_list: bool,
        usage: &Usage,
        terms: Terms,
        request: &VerifyRequest,
        by_availability: bool,
    ) -> Result<Self> {
        let columns = Columns::new(usage);
        let rates = Rates::new(usage, &columns, request)?;
        let says_pec = columns.of(Printing::Pec).digits > 0;
        let credits = u32::try_from(usage.credits().count()).unwrap_or(u32::MAX);
        let report = Report { prices_checked: has_list, credits, ..Report::default() };
        let fates = vec![Fate::default(); usage.rows().len()];
        Ok(Self { terms, columns, rates, fates, corrected: BTreeMap::new(), says_pec, by_availability, report })
    }
}

impl<'a> Passes<'a> {
    pub(super) fn fate(&self, row: &UsageRow) -> Fate {
        self.known.fates.get(place(row.at)).copied().unwrap_or_default()
    }

    fn mark(&mut self, row: &UsageRow, mark: impl FnOnce(&mut Fate)) {
        if let Some(fate) = self.known.fates.get_mut(place(row.at)) {
            mark(fate);
        }
    }

    pub(super) fn figures(&self, row: &UsageRow) -> RowFigures {
        RowFigures::new(self.usage, row, &self.known.columns)
    }

    fn pricing_currency(&self) -> String {
        self.list.map_or(Currency::USD, PriceList::currency).to_string()
    }

    fn billing_currency(&self, row: &UsageRow) -> String {
        let printed = self.usage.printed(row).map(|printed| self.usage.text(printed.billing_currency));
        currency_name(printed.unwrap_or_default(), Some(Currency::USD))
    }

    fn difference(
        &self,
        row: &UsageRow,
        (cause, column): (Cause, &'static str),
        (printed, computed): (Exact, Exact),
        currency: String,
        explain: String,
    ) -> Result<Difference> {
        let text = |symbol| self.usage.text(symbol).to_owned();
        Ok(Difference {
            file: FileOfRow::Usage,
            file_number: self.usage.file_number(row),
            row: row.row,
            cause,
            column,
            printed,
            computed,
            difference: printed.minus(computed)?,
            currency,
            date: Some(row.day),
            plan: text(row.plan),
            subscription: text(row.subscription),
            product_id: text(row.product_id),
            sku_id: text(row.sku_id),
            meter_id: text(row.meter_id),
            explain,
        })
    }

    fn total_differs(&mut self, row: &UsageRow, cause: Cause, amounts: (Exact, Exact), explain: String) -> Result<()> {
        let currency = self.pricing_currency();
        let found = self.difference(row, (cause, "PricingPreTaxTotal"), amounts, currency, explain)?;
        self.known.corrected.insert(row.at, amounts.1);
        self.known.report.found.push(found);
        Ok(())
    }

    /// Each row alone: is it there twice, is it of this period, do its figures multiply, is its rate the month's?
    pub(super) fn rows(&mut self, rows: &[&'a UsageRow]) -> Result<()> {
        let mut seen: BTreeMap<u64, &UsageRow> = BTreeMap::new();
        let mut before: Option<&UsageRow> = None;
        for row in rows.iter().copied() {
            if !before.is_some_and(|before| before.day == row.day && meter_key(before) == meter_key(row)) {
                seen.clear();
            }
            before = Some(row);
            self.known.report.checked = self.known.report.checked.saturating_add(1);
            let fingerprint = self.usage.printed(row).map_or(0, |printed| printed.fingerprint);
            let same = |other: &&UsageRow| other.quantity == row.quantity && other.resource == row.resource;
            let twin = seen.get(&fingerprint).copied().filter(|other| fingerprint != 0 && same(other));
            if let Some(twin) = twin {
                self.mark(row, |fate| fate.duplicate = true);
                let explain =
                    format!("the row says again what row {} says: it is charged twice", self.named(twin, row));
                let charge = self.figures(row).charge()?;
                self.total_differs(row, Cause::DuplicateRow, (charge, Exact::ZERO), explain)?;
                continue;
            }
            seen.insert(fingerprint, row);
            self.late(row)?;
            if !plain::multiplies(self.usage, row, &self.known.rates) {
                self.alone(row)?;
            }
        }
        Ok(())
    }

    /// A row as it is named to somebody who looks at another.
    fn named(&self, row: &UsageRow, beside: &UsageRow) -> String {
        match self.usage.file_number(row) {
            file if file == self.usage.file_number(beside) => row.row.to_string(),
            file => format!("{} of file {file}", row.row),
        }
    }

    fn late(&mut self, row: &UsageRow) -> Result<()> {
        let Some(printed) = self.usage.printed(row) else { return Ok(()) };
        let [start, end] = printed.charged;
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

    fn alone(&mut self, row: &UsageRow) -> Result<()> {
        let figures = &self.figures(row);
        let due = self.due(row, PecReason::Eligible);
        // What an Azure credit leaves of the price may stand beside the charge before it: that is no error.
        let is_credited = due == PecReason::AzureCredit && figures.shows_credit(self.usage.azure_credit(row))?;
        if let Some((cause, computed)) = figures.multiplied(self.kept(due)?)?.filter(|_| !is_credited) {
            self.mark(row, |fate| fate.named = true);
            let price = figures.effective.as_ref().map(|price| price.value).unwrap_or_default();
            let explain = format!("{} x {price} = {computed}", figures.quantity.value);
            self.total_differs(row, cause, (figures.charge()?, computed), explain)?;
        }
        let Some(printed) = self.usage.printed(row) else { return Ok(()) };
        let currency = self.billing_currency(row);
        let minor_units = currency.parse::<Currency>().map_or(2, Currency::minor_units);
        let month = charged_month(self.usage, row);
        if let Some(found) = exchanged(figures, &self.known.rates, printed.billing_currency, month, minor_units)? {
            let Exchanged { cause, column, printed, computed } = found;
            let explain = match column {
                "PCToBCExchangeRate" => format!("the rate of {month} is {computed}"),
                _ => format!("{} at the rate of {month} is {computed}", figures.charge()?),
            };
            let found = self.difference(row, (cause, column), (printed, computed), currency, explain)?;
            self.known.report.found.push(found);
        }
        Ok(())
    }

    fn due(&self, row: &UsageRow, product: PecReason) -> PecReason {
        self.known.terms.verdict(self.usage, row, product)
    }

    fn kept(&self, due: PecReason) -> Result<Exact> {
        let one = Decimal::ONE.exact();
        if due.earns() { one.minus(self.known.terms.rate.fraction.exact()) } else { Ok(one) }
    }

    fn meter_row<'b>(&self, row: &'b UsageRow, product: PecReason) -> Result<MeterRow<'b>> {
        let due = self.due(row, product);
        let fate = self.fate(row);
        let figures = self.figures(row);
        let credit = self.usage.azure_credit(row);
        Ok(MeterRow { row, figures, due, credit, kept: self.kept(due)?, named: fate.named, late: fate.late })
    }

    /// The rows of each meter's month against the list; rows without a price by what they print of PEC.
    pub(super) fn prices(&mut self, rows: &[&'a UsageRow], lacking: &Lacking) -> Result<()> {
        for meter in rows.chunk_by(|left, right| meter_key(left) == meter_key(right)) {
            if !self.is_as_listed(meter)? {
                self.meter(meter, lacking)?;
            }
        }
        Ok(())
    }

    /// Is every row at the price of the list, which has no tiers, less the PEC that is due? Not said of all that are right.
    fn is_as_listed(&self, rows: &[&'a UsageRow]) -> Result<bool> {
        let Some(list) = self.list else { return Ok(false) };
        let mut price = DayPrice::default();
        let mut last: Option<(Decimal, PecReason, Exact)> = None;
        for row in rows.iter().copied().filter(|row| !self.fate(row).duplicate) {
            let Ok(known) = price.of(list, self.usage, row, row.day) else { return Ok(false) };
            let [tier] = known.tiers.as_slice() else { return Ok(false) };
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

    fn meter(&mut self, rows: &[&'a UsageRow], lacking: &Lacking) -> Result<()> {
        let mut price = DayPrice::default();
        let mut priced: Vec<(MeterRow<'a>, Rc<Priced>)> = Vec::new();
        // Most rows have the price of the row before.
        let mut last: Option<(Day, [Symbol; 2], Rc<Priced>)> = None;
        let mut found: Vec<Finding<'a>> = Vec::new();
        for row in rows.iter().copied() {
            if self.fate(row).duplicate {
                continue;
            }
            if row.is_covered() {
                found.extend(self.covered(row)?);
                continue;
            }
            let looked_up = self.list.map(|list| price.of(list, self.usage, row, row.day));
            match looked_up {
                Some(Ok(known)) => {
                    let shared = match last {
                        Some((day, regions, shared)) if (day, regions) == (row.day, row.regions) => shared,
                        _ => Rc::new(known.clone()),
                    };
                    priced.push((self.meter_row(row, known.pec)?, Rc::clone(&shared)));
                    last = Some((row.day, row.regions, shared));
                }
                not_known => {
                    if let Some(Err(missing)) = not_known {
                        self.known.report.unpriced.push(UnpricedRow::new(self.usage, row, missing));
                    }
                    if self.known.says_pec {
                        let row = self.meter_row(row, PecReason::Eligible)?;
                        found.extend(price::pec_alone(&row, self.known.terms.rate.fraction.exact())?);
                    }
                }
            }
        }
        if let (Some(list), Some((first, _))) = (self.list, priced.first()) {
            let rate = self.known.terms.rate.fraction.exact();
            let mut best = price::month(list, &priced, rate, None)?;
            let lack = if lacking.is_empty() { None } else { lacking.get(&self.key(first.row)).copied() };
            let lack = lack.filter(|lack| !lack.is_zero());
            if let Some(quantity) = lack.filter(|_| best.iter().any(|found| found.cause == Cause::Tier)) {
                // The file lacks usage of the meter: is there a day on which it would set the tiers right?
                let days: BTreeSet<_> = priced.iter().map(|(row, _)| row.row.day).collect();
                for day in days {
                    let other = price::month(list, &priced, rate, Some(Shift { day, quantity }))?;
                    if other.iter().all(|found| found.cause != Cause::Tier) && other.len() < best.len() {
                        best = other;
                    }
                }
            }
            found.extend(best);
        }
        for Finding { row, cause, printed, computed, explain } in found {
            if !self.fate(row).named {
                self.total_differs(row, cause, (printed, computed), explain)?;
            }
        }
        Ok(())
    }

    /// A reservation or savings plan pays for it: its cost is 0 (DOMAIN 7.2).
    fn covered(&self, row: &'a UsageRow) -> Result<Option<Finding<'a>>> {
        let printed = self.figures(row).charge()?;
        let explain = "a reservation or savings plan pays for this usage".to_owned();
        let finding = Finding { row, cause: Cause::Price, printed, computed: Exact::ZERO, explain };
        Ok((!printed.is_zero()).then_some(finding))
    }

    /// Adds rows to what reconciliation lines add up.
    pub(super) fn daily(&self, rows: &[&'a UsageRow], daily: &mut DailyRows) -> Result<()> {
        for row in rows.iter().copied() {
            let symbols = recon::symbols(self.usage, row, self.known.by_availability);
            let sum = match plain::charge(self.usage, row, &self.known.columns) {
                Some(charge) => Sum { quantity: row.quantity.exact(), charge, ..Sum::default() },
                None => Sum::of(&self.figures(row))?,
            };
            daily.entry(symbols).or_insert_with(|| Daily::new(row)).add(row, &sum, self.fate(row), self.usage)?;
        }
        Ok(())
    }

    /// What was added up, by the names of the lines.
    pub(super) fn by_line(&self, daily: DailyRows) -> Result<BTreeMap<DailyKey, Daily>> {
        let mut named: BTreeMap<DailyKey, Daily> = BTreeMap::new();
        for (symbols, rows) in daily {
            let key = recon::key(self.usage, symbols);
            match named.entry(key) {
                Entry::Vacant(place) => {
                    place.insert(rows);
                }
                // The same id in capitals and in small letters.
                Entry::Occupied(mut place) => place.get_mut().join(rows)?,
            }
        }
        Ok(named)
    }

    fn key(&self, row: &UsageRow) -> DailyKey {
        recon::key(self.usage, recon::symbols(self.usage, row, self.known.by_availability))
    }

    /// Has one of the rows this quantity?
    pub(super) fn has_row_of(&self, rows: &Daily, quantity: Exact) -> bool {
        let symbols = |row| recon::symbols(self.usage, row, self.known.by_availability);
        let wanted = symbols(&rows.first);
        let mut rows = self.usage.rows().iter().filter(|row| !row.is_credit);
        rows.any(|row| symbols(row) == wanted && row.quantity.exact() == quantity)
    }

    pub(super) fn recon(&mut self, recon: &Recon, daily: &BTreeMap<DailyKey, Daily>) -> Result<()> {
        recon::compare(self, recon, daily)
    }

    /// A difference of a reconciliation line.
    pub(super) fn line_differs(&mut self, found: Difference) {
        self.known.report.found.push(found);
    }

    /// Usage that no line of the reconciliation file has.
    pub(super) fn lacks_line(&mut self, row: &UsageRow, charge: Exact, explain: String) -> Result<()> {
        let currency = self.pricing_currency();
        let amounts = (Exact::ZERO, charge);
        let found = self.difference(row, (Cause::MissingRow, "PricingPreTaxTotal"), amounts, currency, explain)?;
        self.known.report.found.push(found);
        Ok(())
    }
}
