//! The passes over the rows: each row alone, the rows of a meter's month, the lines of the reconciliation file.

use super::answer::{Difference, FileOfRow, Report, currency_name};
use super::meter_row::{Finding, MeterRow};
use super::month::{Shift, month};
use super::pec_alone::pec_alone;
use super::plain;
use super::price::Prices;
use super::recon::{self, Daily, DailyKey, Recon, Sum};
use super::request::{Cause, VerifyRequest};
use super::row::{Columns, Rates, RowFigures};
use crate::error::Result;
use crate::money::{Currency, Decimal, Exact};
use crate::pec::PecReason;
use crate::price_list::{PriceList, Priced};
use crate::rating::{DayPrice, Terms, Unpriced, meter_key};
use crate::strings::Symbol;
use crate::time::Day;
use crate::usage::{FigureId, Printing, Usage, UsageRow};
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// The column of what is charged, in pricing currency.
const PRICING_TOTAL: &str = "PricingPreTaxTotal";

/// What became of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Fate {
    /// Its figures do not multiply.
    pub named: bool,
    pub duplicate: bool,
    pub late: bool,
}

/// What is known so far.
#[derive(Debug)]
pub(super) struct Known {
    pub terms: Terms,
    pub columns: Columns,
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

/// What a row's price follows from: day, product and SKU, regions.
type PricedAs = (Day, u32, [Symbol; 2]);

/// Rows of a line, a day and a price, of which the first stands for all.
struct Run<'a> {
    row: &'a UsageRow,
    symbols: [Symbol; 4],
    price: FigureId,
    fate: Fate,
    credit: Exact,
    sum: Sum,
}

impl Run<'_> {
    fn is_like(&self, next: &Self) -> bool {
        (self.symbols, self.price, self.row.day) == (next.symbols, next.price, next.row.day)
            && [self, next].iter().all(|run| run.fate == Fate::default() && run.credit.is_zero())
    }

    fn add_to(self, daily: &mut DailyRows) -> Result<()> {
        let Self { row, symbols, price, fate, credit, sum } = self;
        daily.entry(symbols).or_insert_with(|| Daily::new(row)).add((row.day, price), &sum, fate, credit)
    }
}

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
        let report =
            Report { prices_checked: has_list, credits, unpriced: Unpriced::new(request.limit), ..Report::default() };
        let fates = vec![Fate::default(); usage.len()];
        Ok(Self { terms, columns, rates, fates, corrected: BTreeMap::new(), says_pec, by_availability, report })
    }
}

impl Passes<'_> {
    pub(super) fn fate(&self, row: &UsageRow) -> Fate {
        self.known.fates.get(place(row.at)).copied().unwrap_or_default()
    }

    pub(super) fn mark(&mut self, row: &UsageRow, mark: impl FnOnce(&mut Fate)) {
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

    pub(super) fn billing_currency(&self, row: &UsageRow) -> String {
        let printed = self.usage.printed(row).map(|printed| self.usage.text(printed.alike.billing_currency));
        currency_name(printed.unwrap_or_default(), Some(Currency::USD))
    }

    pub(super) fn difference(
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

    pub(super) fn total_differs(
        &mut self,
        row: &UsageRow,
        cause: Cause,
        amounts: (Exact, Exact),
        explain: String,
    ) -> Result<()> {
        let currency = self.pricing_currency();
        let found = self.difference(row, (cause, PRICING_TOTAL), amounts, currency, explain)?;
        self.known.corrected.insert(row.at, amounts.1);
        self.known.report.found.push(found);
        Ok(())
    }

    pub(super) fn due(&self, row: &UsageRow, product: PecReason) -> PecReason {
        self.known.terms.verdict(self.usage, row, product)
    }

    pub(super) fn kept(&self, due: PecReason) -> Result<Exact> {
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
        let mut found: Vec<Finding<'_>> = Vec::new();
        for row in rows {
            if self.fate(row).duplicate {
                continue;
            }
            if row.is_covered() {
                found.extend(self.covered(row)?);
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
                        report.unpriced_places.push((self.usage.file_number(row), row.row));
                    }
                    if self.known.says_pec {
                        let row = self.meter_row(row, PecReason::Eligible)?;
                        found.extend(pec_alone(&row, self.known.terms.rate.fraction.exact())?);
                    }
                }
            }
        }
        if let (Some(list), Some((first, _))) = (self.list, priced.first()) {
            let prices = Prices::new(list, self.known.terms.rate.fraction.exact());
            let mut best = month(&prices, &priced, &others, None)?;
            let lack = if lacking.is_empty() { None } else { lacking.get(&self.key(first.row)).copied() };
            let lack = lack.filter(|lack| !lack.is_zero());
            if let Some(quantity) = lack.filter(|_| best.iter().any(|found| found.cause == Cause::Tier)) {
                // The file lacks usage of the meter: is there a day on which it would set the tiers right?
                let days: BTreeSet<_> = priced.iter().map(|(row, _)| row.row.day).collect();
                for day in days {
                    let other = month(&prices, &priced, &others, Some(Shift { day, quantity }))?;
                    if other.iter().all(|found| found.cause != Cause::Tier) && other.len() < best.len() {
                        best = other;
                    }
                }
            }
            found.extend(best);
        }
        for Finding { row, cause, printed, computed, explain } in found {
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

    /// A reservation or savings plan pays for it: its cost is 0 (DOMAIN 7.2).
    fn covered<'r>(&self, row: &'r UsageRow) -> Result<Option<Finding<'r>>> {
        let printed = self.figures(row).charge()?;
        let explain = "a reservation or savings plan pays for this usage".to_owned();
        let finding = Finding { row, cause: Cause::Price, printed, computed: Exact::ZERO, explain };
        Ok((!printed.is_zero()).then_some(finding))
    }

    /// Adds rows to what reconciliation lines add up.
    pub(super) fn daily(&self, rows: &[UsageRow], daily: &mut DailyRows) -> Result<()> {
        // Most rows are of the line, day and price of the row before.
        let mut run: Option<Run<'_>> = None;
        for row in rows {
            let printed = self.usage.printed(row);
            let availability = printed.as_ref().filter(|_| self.known.by_availability);
            let availability = availability.map(|printed| printed.alike.availability).unwrap_or_default();
            let charge =
                printed.as_ref().and_then(|printed| plain::charge(self.usage, (row, printed), &self.known.columns));
            let next = Run {
                row,
                symbols: recon::line_of(row, availability),
                price: printed.map(|printed| printed.alike.effective_unit_price).unwrap_or_default(),
                fate: self.fate(row),
                credit: self.usage.azure_credit(row),
                sum: match charge {
                    Some(charge) => Sum { quantity: row.quantity.exact(), charge, ..Sum::default() },
                    None => Sum::of(&self.figures(row))?,
                },
            };
            match &mut run {
                Some(run) if run.is_like(&next) => run.sum.add(&next.sum)?,
                _ => {
                    if let Some(done) = run.replace(next) {
                        done.add_to(daily)?;
                    }
                }
            }
        }
        run.map_or(Ok(()), |done| done.add_to(daily))
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
        let symbols = |row: &UsageRow| recon::symbols(self.usage, row, self.known.by_availability);
        let wanted = symbols(&rows.first);
        let mut rows = self.usage.rows().filter(|row| !row.is_credit);
        rows.any(|row| symbols(&row) == wanted && row.quantity.exact() == quantity)
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
        let found = self.difference(row, (Cause::MissingRow, PRICING_TOTAL), amounts, currency, explain)?;
        self.known.report.found.push(found);
        Ok(())
    }
}
