//! The month's bill: reconciliation lines and the invoice.
//!
//! One line per Azure plan, product, SKU and meter. What was rated is summed unrounded, then becomes money:
//! `ROUNDDOWN(ROUNDDOWN(amount, 2) / USDPerUnit, minor units)` (rules 3.3, 3.6).

mod credit;
mod currencies;
mod daily;
mod exchange;
mod explanation;
mod invoice;
mod line;
mod notice;
mod tax;
mod tree;

pub use crate::usage::{Notice, NoticeCode};
pub use credit::CreditLine;
pub use currencies::OtherCurrency;
pub use daily::{DailyPrint, DailyRequest, daily};
pub use exchange::RateSource;
pub use explanation::{ExplainAnswer, ExplainRequest, explain};
pub(crate) use invoice::usual_invoice_date;
pub use invoice::{InBilling, InPricing, Invoice, MonthStatus};
pub use line::{BillLine, LinePec};
pub use notice::OtherMonth;
pub use tax::TaxAtRate;
pub use tree::{Level, TreeAnswer, TreeMeter, TreeNode, TreeRequest, tree};

use crate::error::{Error, ErrorCode, Result};
use crate::exchange::{Exchange, ExchangeRate};
use crate::money::{Currency, Decimal, RoundingPolicy};
use crate::pec::AccessFacts;
use crate::price_list::PriceList;
use crate::rating::{self, Outcome, RateRequest, Rated, Totals, Unpriced, UnpricedRow, rate_each, rate_sums};
use crate::sorting::sort_by;
use crate::time::{Day, Month};
use crate::usage::{Usage, UsageRow};
use currencies::Invoices;
use invoice::Period;
use line::LineSum;
use serde::{Deserialize, Serialize};

/// Request of [`bill`].
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct BillRequest {
    /// PEC as a fraction; default the rate in force.
    pub pec_rate: Option<Decimal>,
    /// Access to the resources; default AOBO for the whole period.
    pub access: Option<AccessFacts>,
    /// The month; default the one month of the usage.
    pub month: Option<Month>,
    /// Billing currency; default the price list's. Of usage that is billed in several, the invoice that is meant; default all.
    pub currency: Option<Currency>,
    /// Exchange rates, of which the month's is used.
    pub exchange_rates: Vec<ExchangeRate>,
    /// How lines become money.
    pub rounding: RoundingPolicy,
    /// Tax in billing currency, as the invoice prints it.
    pub tax: Option<Decimal>,
    /// A tax rate as a fraction, at which tax is worked out beside the invoice.
    pub tax_rate: Option<Decimal>,
    /// Credits in billing currency, unsigned: besides those of the usage.
    pub credits: Option<Decimal>,
    /// The day on which the bill is looked at: before the invoice's day the month is open.
    pub on: Option<Day>,
    /// Default: the day of the following month on which invoices are ready.
    pub invoice_date: Option<Day>,
    /// List so many rows without a price at most; default all. `unpricedTotal` counts all of them.
    pub unpriced_limit: Option<u32>,
    /// One line for the usage that earns PEC and one for the usage that does not, as until 2021 (rules 4.10).
    pub split_by_pec: bool,
}

/// Answer of [`bill`].
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct BillAnswer {
    /// Version of this form.
    pub schema_version: u32,
    /// PEC as a fraction.
    pub pec_rate: Decimal,
    /// Reconciliation lines, invoice by invoice.
    pub lines: Vec<BillLine>,
    /// What is given back: `customerCredit` rows of the usage, and Azure credits.
    pub credits: Vec<CreditLine>,
    /// Their sums; nothing where there are several invoices, whose amounts have no sum.
    pub invoice: Option<Invoice>,
    /// The sums by billing currency: one, unless the usage of the month is billed in several.
    pub invoices: Vec<Invoice>,
    /// Rows without a price: the first ones, if a limit was asked.
    pub unpriced: Vec<UnpricedRow>,
    /// How many there are.
    pub unpriced_total: u32,
    /// False where rows have no price, or could not be read, be it of the usage or the list: the bill is incomplete.
    pub complete: bool,
    /// Months of the usage that are not in this bill.
    pub other_months: Vec<OtherMonth>,
    /// Usage of the month that is billed in other currencies than the one asked for.
    pub other_currencies: Vec<OtherCurrency>,
    /// What is to be known of the figures.
    pub notices: Vec<Notice>,
}

/// What a bill is made of, before it is printed.
struct Made<'a> {
    month: Month,
    pec_rate: Decimal,
    /// Which invoice a row is on.
    rows: Invoices<'a>,
    /// One for each currency of them.
    invoices: Vec<OfInvoice>,
    unpriced: Unpriced,
}

/// What an invoice is made of.
struct OfInvoice {
    exchange: Exchange,
    rate_source: RateSource,
    sums: Vec<LineSum>,
    totals: Totals,
    /// The lines of a meter come together; there may be several SKUs of it. The last one, and where its sums begin.
    meter: Option<u32>,
    start: usize,
}

/// The bill of a month.
///
/// # Errors
/// `month.ambiguous` for usage of several months and none chosen, `exchangeRate.missing`, `input.invalid`,
/// `money.outOfRange`.
///
/// ```
/// # use azplan::{PriceList, Usage, bill::{bill, BillRequest}};
/// let list = PriceList::read(b"ProductId,SkuId,UnitPrice,Currency\nDZH318Z0BQD2,003J,2.99,USD\n")?;
/// let usage = Usage::read(b"UsageDate,ProductId,SkuId,Quantity\n2025-11-01,DZH318Z0BQD2,003J,32\n")?;
/// let answer = bill(&list, &usage, &BillRequest::default())?;
/// let invoice = answer.invoice.expect("it is billed in one currency");
/// assert_eq!(invoice.billing_total.to_string(), "81.32");
/// assert_eq!(invoice.due_date.to_string(), "2026-02-06");
/// # Ok::<(), azplan::Error>(())
/// ```
pub fn bill(list: &PriceList, usage: &Usage, request: &BillRequest) -> Result<BillAnswer> {
    let made = make(list, usage, request)?;
    let (mut lines, mut credits, mut invoices) = (Vec::new(), Vec::new(), Vec::new());
    let (mut of_tiers, mut of_units) = (Vec::new(), Vec::new());
    let has_several = made.invoices.len() > 1;
    for (place, own) in made.invoices.iter().enumerate() {
        let mut own_lines = Vec::with_capacity(own.sums.len());
        for sum in &own.sums {
            own_lines.push(sum.line(list, usage, &own.exchange, request.rounding)?);
        }
        let rows = rating::credits(usage, |row| row.day.month() == made.month && made.rows.of(row) == Some(place));
        let mut own_credits = credit::lines(&rows, (usage, &own.sums), (&own.exchange, has_several), request.rounding)?;
        let period =
            Period { month: made.month, usage_to: last_day(usage, made.month), later: later(usage, made.month) };
        invoices.push(invoice::total((&own_lines, &own_credits), own, period, request)?);
        of_tiers.extend(notice::of_tiers(usage, &own.sums, &own_lines));
        of_units.extend(notice::of_units(usage, &own.sums, &own_lines));
        lines.append(&mut own_lines);
        credits.append(&mut own_credits);
    }
    let mut notices = rating::notices(list, usage);
    notices.extend(notice::of(list, &lines));
    notices.extend(of_tiers);
    notices.extend(made.rows.notice());
    notices.extend(of_units);
    Ok(BillAnswer {
        schema_version: crate::SCHEMA_VERSION,
        pec_rate: made.pec_rate,
        lines,
        credits,
        invoice: invoices.first().filter(|_| invoices.len() == 1).cloned(),
        invoices,
        complete: made.unpriced.total() == 0 && usage.is_read_whole() && list.is_whole(),
        unpriced_total: made.unpriced.total(),
        unpriced: made.unpriced.into_first(),
        other_months: notice::other_months(usage, made.month),
        other_currencies: made.rows.others(),
        notices,
    })
}

fn make<'a>(list: &PriceList, usage: &'a Usage, request: &BillRequest) -> Result<Made<'a>> {
    let month = chosen_month(usage, request.month)?;
    let rows = Invoices::new(list.currency(), usage, month, request)?;
    let of_invoice = |currency: &Currency| -> Result<OfInvoice> {
        let wanted = (Some(*currency), request.exchange_rates.as_slice());
        let (exchange, rate_source) = exchange::chosen(list.currency(), usage, wanted, month)?;
        Ok(OfInvoice { exchange, rate_source, sums: Vec::new(), totals: Totals::default(), meter: None, start: 0 })
    };
    let mut invoices = rows.currencies().iter().map(of_invoice).collect::<Result<Vec<OfInvoice>>>()?;
    let has_several = invoices.len() > 1;
    let terms = RateRequest { pec_rate: request.pec_rate, access: request.access.clone() }.terms(month.first_day())?;
    let mut unpriced = Unpriced::new(request.unpriced_limit);
    let has_credits = usage.has_azure_credits();
    // Days are compared, not months: a month is worked out of a day anew each time.
    let (first, after) = (month.first_day(), month.next()?.first_day());
    let wanted = |row: &UsageRow| first <= row.day && row.day < after;
    // What another invoice has uses tiers up all the same, so that all of it is rated.
    let each = |outcome: Outcome<'_>| match outcome {
        Outcome::Unpriced(row, units, missing) => {
            if rows.of(row).is_some() {
                unpriced.note(usage, row, units, missing);
            }
            Ok(())
        }
        Outcome::Line(line) => match rows.of(line.row).and_then(|place| invoices.get_mut(place)) {
            Some(own) => own.take(line, request.split_by_pec, has_several, has_credits.then_some(usage)),
            None => Ok(()),
        },
    };
    // What an Azure credit pays, and the billing currency, are said row by row; otherwise rows that are alike may come as one.
    if has_credits || rows.are_apart() {
        rate_each(list, usage, &terms, wanted, each)?;
    } else {
        rate_sums(list, usage, &terms, wanted, each)?;
    }
    for own in &mut invoices {
        sort_by(&mut own.sums, |left, right| left.names(usage).cmp(&right.names(usage)));
    }
    Ok(Made { month, pec_rate: terms.rate.fraction, rows, invoices, unpriced })
}

impl OfInvoice {
    /// Adds a rated line up. `credits`: the usage, where an Azure credit pays a part of it.
    #[inline]
    fn take(&mut self, line: &Rated<'_>, split: bool, has_several: bool, credits: Option<&Usage>) -> Result<()> {
        let Self { totals, sums, meter, start, .. } = self;
        totals.add(line)?;
        if meter.replace(line.row.meter) != Some(line.row.meter) {
            *start = sums.len();
        }
        let of_meter = sums.get_mut(*start..).unwrap_or_default();
        let sum = match of_meter.iter_mut().rev().find(|sum| sum.takes(line)) {
            Some(sum) => {
                sum.add(line)?;
                Some(sum)
            }
            None => {
                let currency = has_several.then_some(self.exchange.billing);
                sums.push(LineSum::first(line, split, currency)?);
                sums.last_mut()
            }
        };
        if let (Some(usage), Some(sum)) = (credits, sum) {
            sum.credit(usage, line)?;
        }
        Ok(())
    }
}

/// The last day of a month that the usage has.
fn last_day(usage: &Usage, month: Month) -> Day {
    let mut days = usage.days().iter().rev().copied();
    days.find(|day| day.month() == month).unwrap_or_else(|| month.first_day())
}

/// Does the usage go on after the month?
fn later(usage: &Usage, month: Month) -> bool {
    usage.days().last().is_some_and(|day| day.month() > month)
}

fn chosen_month(usage: &Usage, asked: Option<Month>) -> Result<Month> {
    let months = usage.months();
    let names = || months.iter().map(|month| format!("`{month}`")).collect::<Vec<_>>().join(", ");
    match (asked, months.as_slice()) {
        (None, [month]) => Ok(*month),
        (Some(month), months) if months.contains(&month) => Ok(month),
        (Some(month), _) => {
            let message = format!("the usage has nothing in {month} (it has {})", names());
            Err(Error::new(ErrorCode::INPUT_INVALID, message).at("month"))
        }
        (None, _) => {
            let message = format!("the usage is of several months: {}", names());
            Err(Error::new(ErrorCode::MONTH_AMBIGUOUS, message).at("month"))
        }
    }
}
