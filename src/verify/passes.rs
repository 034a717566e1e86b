//! The passes over the rows: each row alone, the rows of a meter's month, the lines of the reconciliation file.

use super::answer::{Difference, FileOfRow, Report, currency_name};
use super::meter_row::Promotion;
use super::not_checked::NotCheckedCode;
use super::plain;
use super::recon::{self, Daily, LineKey, Recon, RowKey, Sum, Told};
use super::request::{Cause, VerifyRequest};
use super::row::{Columns, Rates, RowFigures};
use super::steps::Files;
use crate::error::Result;
use crate::money::{Currency, Decimal, Exact};
use crate::pec::PecReason;
use crate::price_list::PriceList;
use crate::rating::{Terms, Unpriced};
use crate::usage::{FigureId, Printing, Usage, UsageRow};
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

/// The column of what is charged, in pricing currency.
pub(super) const PRICING_TOTAL: &str = "PricingPreTaxTotal";

/// What became of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Fate {
    /// Its figures do not multiply.
    pub named: bool,
    pub duplicate: bool,
    pub late: bool,
    /// A commitment pays for it.
    pub covered: bool,
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
    pub says_pec: bool,
    /// What tells reconciliation lines apart.
    pub told: Told,
    /// Promotions that the reconciliation file names, by plan, product and SKU.
    pub promotions: BTreeMap<[String; 3], Promotion>,
    pub report: Report,
}

/// The verification under way.
pub(super) struct Passes<'a> {
    pub list: Option<&'a PriceList>,
    pub usage: &'a Usage,
    pub known: &'a mut Known,
}

/// Quantity that the daily rows lack, by what reconciliation lines add up.
pub(super) type Lacking = BTreeMap<LineKey, Exact>;

/// Daily rows by what their lines are of.
pub(super) type DailyRows = BTreeMap<RowKey, Daily>;

/// Rows of a line, a day and a price, of which the first stands for all.
struct Run<'a> {
    row: &'a UsageRow,
    key: RowKey,
    price: FigureId,
    fate: Fate,
    credit: Exact,
    sum: Sum,
}

impl Run<'_> {
    fn is_like(&self, next: &Self) -> bool {
        (self.key, self.price, self.row.day) == (next.key, next.price, next.row.day)
            && self.fate == next.fate
            && [self, next].iter().all(|run| run.credit.is_zero())
    }

    fn add_to(self, daily: &mut DailyRows) -> Result<()> {
        let Self { row, key, price, fate, credit, sum } = self;
        daily.entry(key).or_insert_with(|| Daily::new(row)).add((row.day, price), &sum, fate, credit)
    }
}

/// Rows of one key in several spellings are of one line.
fn join(daily: &mut BTreeMap<LineKey, Daily>, key: LineKey, rows: Daily) -> Result<()> {
    match daily.entry(key) {
        Entry::Vacant(place) => {
            place.insert(rows);
            Ok(())
        }
        Entry::Occupied(mut place) => place.get_mut().join(rows),
    }
}

fn place(at: u32) -> usize {
    usize::try_from(at).unwrap_or(usize::MAX)
}

impl Known {
    pub(super) fn new(files: Files<'_>, terms: Terms, request: &VerifyRequest) -> Result<Self> {
        let Files { list, usage, recon } = files;
        let columns = Columns::new(usage);
        let rates = Rates::new(usage, &columns, request)?;
        let says_pec = columns.of(Printing::Pec).digits > 0;
        let credits = u32::try_from(usage.credits().count()).unwrap_or(u32::MAX);
        let info = usage.info();
        let mut report = Report {
            prices_checked: list.is_some(),
            credits,
            unpriced: Unpriced::new(request.limit),
            missing_columns: usage.missing_totals(),
            rows: info.rows,
            refused: usage.refused_of(),
            ..Report::default()
        };
        report.unchecked.several(NotCheckedCode::Refused, info.refused);
        report.unchecked.several(NotCheckedCode::Credit, credits);
        if let Some(recon) = recon {
            let info = recon.info();
            (report.lines, report.refused_lines) = (info.rows, info.refused);
            report.unchecked_lines.several(NotCheckedCode::Refused, info.refused);
        }
        let fates = vec![Fate::default(); usage.len()];
        let promotions = recon.map(Recon::promotions).unwrap_or_default();
        let (corrected, told) = (BTreeMap::new(), Told::default());
        Ok(Self { terms, columns, rates, fates, corrected, says_pec, told, promotions, report })
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

    /// What a row is priced in: as it says, or else as the list.
    pub(super) fn pricing_currency(&self, row: &UsageRow) -> String {
        currency_name(self.usage.text(row.currency), Some(self.list.map_or(Currency::USD, PriceList::currency)))
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
        let of_list =
            matches!(cause, Cause::Price | Cause::PriceDate | Cause::Tier | Cause::PecMissing | Cause::PecNotDue);
        let explain = match self.list.and_then(PriceList::exchanged).filter(|_| of_list) {
            Some(exchange) => format!("{explain}; prices of the list are exchanged at {}", exchange.text()),
            None => explain,
        };
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
            rows: Vec::new(),
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
        let currency = self.pricing_currency(row);
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

    /// Adds rows to what reconciliation lines add up.
    pub(super) fn daily(&self, rows: &[UsageRow], daily: &mut DailyRows) -> Result<()> {
        // Most rows are of the line, day and price of the row before.
        let mut run: Option<Run<'_>> = None;
        for row in rows {
            let printed = self.usage.printed(row);
            let charge =
                printed.as_ref().and_then(|printed| plain::charge(self.usage, (row, printed), &self.known.columns));
            let next = Run {
                row,
                key: recon::row_key(row, printed.as_ref()),
                price: printed.map(|printed| printed.alike.effective_unit_price).unwrap_or_default(),
                fate: Fate { covered: row.is_covered(), ..self.fate(row) },
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

    /// What was added up, by the keys of the lines.
    pub(super) fn by_line(&mut self, daily: DailyRows, recon: Option<&Recon>) -> Result<BTreeMap<LineKey, Daily>> {
        let mut named = BTreeMap::new();
        for (key, mut rows) in daily {
            rows.months.insert(key.1);
            join(&mut named, recon::spelt(self.usage, key), rows)?;
        }
        let Some(recon) = recon else { return Ok(named) };
        self.known.told = recon.told(&named);
        let mut told = BTreeMap::new();
        for (key, rows) in named {
            join(&mut told, self.known.told.key(&key), rows)?;
        }
        Ok(told)
    }

    /// What a row's reconciliation line is of.
    pub(super) fn key(&self, row: &UsageRow) -> LineKey {
        let key = recon::row_key(row, self.usage.printed(row).as_ref());
        self.known.told.key(&recon::spelt(self.usage, key))
    }

    /// Has one of the rows this quantity?
    pub(super) fn has_row_of(&self, rows: &Daily, quantity: Exact) -> bool {
        let wanted = self.key(&rows.first);
        let mut rows = self.usage.rows().filter(|row| !row.is_credit);
        rows.any(|row| row.quantity.exact() == quantity && self.key(&row) == wanted)
    }

    pub(super) fn recon(&mut self, recon: &Recon, daily: &BTreeMap<LineKey, Daily>) -> Result<()> {
        recon::compare(self, recon, daily)
    }

    /// A difference of a reconciliation line.
    pub(super) fn line_differs(&mut self, found: Difference) {
        self.known.report.found.push(found);
    }

    /// Usage that no line of the reconciliation file has.
    pub(super) fn lacks_line(&mut self, row: &UsageRow, charge: Exact, explain: String) -> Result<()> {
        let currency = self.pricing_currency(row);
        let amounts = (Exact::ZERO, charge);
        let found = self.difference(row, (Cause::MissingRow, PRICING_TOTAL), amounts, currency, explain)?;
        self.known.report.found.push(found);
        Ok(())
    }
}
