//! Rating: usage times price, day by day, with the tiers of the month. Nothing is rounded.
//!
//! The order, and why (rules 12): usage adds up per customer's Azure plan, meter and calendar month, in date order; each
//! row takes the tiers where the rows before it left off; the price is the one in force on its day; PEC comes off the
//! tier's price. Rows of one day go by subscription, resource group, resource, quantity and what they are sold as, so that
//! the order of the file does not matter.

mod credit;
mod days;
mod line;
mod order;
mod request;

pub(crate) use credit::credits;
pub use credit::{CreditReason, CreditRow};
pub(crate) use line::Unpriced;
pub use line::{RateAnswer, RatedLine, Totals, UnpricedRow};
pub use request::RateRequest;

use crate::error::Result;
use crate::money::{Decimal, Exact};
use crate::pec::PecReason;
use crate::price_list::{Costed, NotFound, PriceKey, PriceList, Priced};
use crate::strings::Symbol;
use crate::time::Day;
use crate::usage::{Notice, NoticeCode, Usage, UsageRow};
pub(crate) use request::Terms;
use std::cmp::Ordering;

/// What is to be known of any figure that is made of a list and usage.
pub(crate) fn notices(list: &PriceList, usage: &Usage) -> Vec<Notice> {
    let mut notices = usage.notices();
    if let Some(exchange) = list.exchanged() {
        let (currency, rate) = (exchange.currency, exchange.text());
        let message = format!("the list is in {currency}: its prices are exchanged at {rate}, and are for reference");
        notices.push(Notice { code: NoticeCode::ListExchanged, message, line: None });
    }
    notices
}

/// A usage row, or the part of it in one tier, rated.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Rated<'a> {
    pub row: &'a UsageRow,
    /// From 1, where the row falls into several tiers.
    pub part: Option<u32>,
    /// Nothing for usage that a commitment covers and the list does not price.
    pub priced: Option<&'a Priced>,
    pub quantity: Exact,
    /// First paid tier's price, where it is known.
    pub unit_price: Option<Decimal>,
    pub tier_unit_price: Decimal,
    pub effective_unit_price: Exact,
    /// Before PEC.
    pub retail: Exact,
    /// After PEC.
    pub amount: Exact,
    /// PEC that access would have earned.
    pub missed: Exact,
    pub pec_fraction: Decimal,
    pub pec_reason: PecReason,
}

impl Rated<'_> {
    /// `ROW` or `ROW.PART`; with `FILE:` in front in a file after the first.
    pub(crate) fn id(&self, usage: &Usage) -> String {
        let row = self.row.row;
        let file = match usage.file_number(self.row) {
            file if file > 1 => format!("{file}:"),
            _ => String::new(),
        };
        self.part.map_or_else(|| format!("{file}{row}"), |part| format!("{file}{row}.{part}"))
    }

    /// Of the amount, what an Azure credit pays: it pays first, and what it pays earns no PEC (rules 3.7).
    pub(crate) fn azure_credit(&self, usage: &Usage) -> Result<Exact> {
        match self.pec_reason {
            PecReason::AzureCredit => self.amount.times(usage.azure_credit(self.row)),
            _ => Ok(Exact::ZERO),
        }
    }
}

/// What rating says of a usage row.
#[derive(Debug)]
pub(crate) enum Outcome<'a> {
    /// A rated line. Lines of one plan, meter and month come together.
    Line(&'a Rated<'a>),
    /// So many units of a row have no price: they are in no total.
    Unpriced(&'a UsageRow, Exact, &'a NotFound),
}

/// Rates usage: one line a row, two or more where a row crosses a tier.
///
/// # Errors
/// `input.invalid` for a rate that is no fraction, `money.outOfRange` where a figure cannot be held.
///
/// ```
/// # use azplan::{PriceList, Usage, rating::{rate, RateRequest}};
/// let list = PriceList::read(b"ProductId,SkuId,UnitPrice,Currency\nDZH318Z0BQD2,003J,2.99,USD\n")?;
/// let usage = Usage::read(b"UsageDate,ProductId,SkuId,Quantity\n2025-11-01,DZH318Z0BQD2,003J,32\n")?;
/// let answer = rate(&list, &usage, &RateRequest::default())?;
/// assert_eq!(answer.totals.net.to_string(), "81.328");
/// # Ok::<(), azplan::Error>(())
/// ```
pub fn rate(list: &PriceList, usage: &Usage, request: &RateRequest) -> Result<RateAnswer> {
    let day = usage.info().to.unwrap_or_else(|| list.newest_day());
    let terms = request.terms(day)?;
    line::collect(list, usage, &terms)
}

/// Rates the rows that `wanted` keeps and hands out a line for each, or several for one that crosses a tier; in the order
/// of plans, meters and days.
pub(crate) fn rate_each(
    list: &PriceList,
    usage: &Usage,
    terms: &Terms,
    wanted: impl Fn(&UsageRow) -> bool,
    each: impl FnMut(Outcome<'_>) -> Result<()>,
) -> Result<()> {
    days::rate(list, usage, terms, (days::Lines::Each, wanted), each)
}

/// The same for sums: rows of a day that lie in one tier and share the reason for their PEC come as one line.
pub(crate) fn rate_sums(
    list: &PriceList,
    usage: &Usage,
    terms: &Terms,
    wanted: impl Fn(&UsageRow) -> bool,
    each: impl FnMut(Outcome<'_>) -> Result<()>,
) -> Result<()> {
    days::rate(list, usage, terms, (days::Lines::Together, wanted), each)
}

/// Rows of usage by customer, plan, meter, month and day; within a day in an order that does not depend on the file.
///
/// Their places: a month has many rows, and most of what each says is held once for many.
pub(crate) fn ordered(usage: &Usage, wanted: impl Fn(&UsageRow) -> bool) -> Vec<u32> {
    let ranks = usage.ranks();
    let rank = |symbol: Symbol| ranks.get(symbol.index()).copied().unwrap_or_default();
    let mut order = Vec::with_capacity(usage.len());
    let mut keys = Vec::new();
    // Many small sorts in place of a large one: first by meter, then each meter's rows.
    for meter in usage.by_meter(wanted).meters() {
        keys.clear();
        keys.extend(meter.iter().filter_map(|row| usage.view(row)).map(|row| {
            let place = [row.subscription, row.resource_group, row.resource].map(rank);
            ((row.day, place), row.quantity, row.at)
        }));
        let view = |at: u32| usage.row_at(at);
        let by_what_is_sold = |left, right| match (view(left), view(right)) {
            (Some(left), Some(right)) => order::by_what_is_sold(usage, &left, &right),
            _ => Ordering::Equal,
        };
        keys.sort_unstable_by(|(left_place, left_quantity, left), (right_place, right_quantity, right)| {
            // Of one place there are few: their quantities are rarely compared.
            let by_place = left_place.cmp(right_place).then_with(|| left_quantity.cmp(right_quantity));
            by_place.then_with(|| by_what_is_sold(*left, *right)).then(left.cmp(right))
        });
        order.extend(keys.iter().map(|(_, _, at)| *at));
    }
    order
}

/// What tiers add up over.
pub(crate) fn meter_key(row: &UsageRow) -> impl PartialEq + use<> {
    (row.meter, row.day.month())
}

/// The prices of a meter on a day, each looked up once for all days on which it is the same: a meter may be sold as several
/// SKUs and in several regions.
#[derive(Debug, Default)]
pub(crate) struct DayPrice {
    last: Option<FoundPrice>,
    /// The others of its meter.
    others: Vec<FoundPrice>,
}

#[derive(Debug)]
struct FoundPrice {
    meter: u32,
    key: (u32, [Symbol; 2]),
    day: Day,
    found: Result<Priced, NotFound>,
}

impl DayPrice {
    #[inline]
    pub(crate) fn of(
        &mut self,
        list: &PriceList,
        usage: &Usage,
        row: &UsageRow,
        day: Day,
    ) -> Result<&Priced, &NotFound> {
        let is_same = |last: &FoundPrice| (last.meter, last.key, last.day) == (row.meter, (row.item, row.regions), day);
        if !self.last.as_ref().is_some_and(is_same) {
            self.change(list, usage, row, day);
        }
        self.last.get_or_insert_with(|| FoundPrice::new(list, usage, row, day)).found.as_ref()
    }

    #[inline(never)]
    fn change(&mut self, list: &PriceList, usage: &Usage, row: &UsageRow, day: Day) {
        let key = (row.item, row.regions);
        match self.last.take_if(|last| last.meter != row.meter || last.key != key) {
            Some(last) if last.meter == row.meter => self.others.push(last),
            Some(_) => self.others.clear(),
            None => {}
        }
        if self.last.is_none()
            && let Some(place) = self.others.iter().position(|price| price.key == key)
        {
            self.last = Some(self.others.swap_remove(place));
        }
        match &mut self.last {
            Some(price) if price.day == day => {}
            Some(FoundPrice { day: on, found: Ok(priced), .. }) if priced.holds_on(day) => {
                (*on, priced.on) = (day, day);
            }
            other => *other = Some(FoundPrice::new(list, usage, row, day)),
        }
    }
}

impl FoundPrice {
    fn new(list: &PriceList, usage: &Usage, row: &UsageRow, day: Day) -> Self {
        Self { meter: row.meter, key: (row.item, row.regions), day, found: find(list, usage, row, day) }
    }
}

fn find(list: &PriceList, usage: &Usage, row: &UsageRow, day: Day) -> Result<Priced, NotFound> {
    let text = |symbol| usage.text(symbol);
    let wanted = PriceKey {
        product_id: text(row.product_id),
        sku_id: text(row.sku_id),
        meter_id: text(row.meter_id),
        regions: row.regions.map(text),
        ..PriceKey::default()
    };
    let priced = list.find_in_unit(&wanted, text(row.unit), day)?;
    list.in_currency(&priced, text(row.currency))?;
    let converts = |unit| list.find_in_unit(&wanted, unit, day).is_ok_and(|other| other.is_converted());
    if usage.has_mixed_units(row.meter) || usage.unit_beside_uncounted(row.meter).is_some_and(converts) {
        return Err(list.mixed_units(&priced));
    }
    Ok(priced)
}

/// A row that a reservation or savings plan pays for: quantity only.
fn covered<'a>(row: &'a UsageRow, priced: Option<&'a Priced>) -> Rated<'a> {
    Rated {
        row,
        part: None,
        priced,
        quantity: row.quantity.exact(),
        unit_price: Some(Decimal::ZERO),
        tier_unit_price: Decimal::ZERO,
        effective_unit_price: Exact::ZERO,
        retail: Exact::ZERO,
        amount: Exact::ZERO,
        missed: Exact::ZERO,
        pec_fraction: Decimal::ZERO,
        pec_reason: row.pec,
    }
}

/// Hands out the lines of a row, or of rows that are alike, of which `row` is one.
fn charge<'a>(
    row: &'a UsageRow,
    priced: &'a Priced,
    (before, after): (Exact, Exact),
    (terms, pec_reason): (&Terms, PecReason),
    each: &mut impl FnMut(Outcome<'_>) -> Result<()>,
) -> Result<()> {
    let Costed { mut parts, unpriced } = priced.tiers.cost(before, after)?;
    let next = priced.tiers.at(before);
    if !unpriced.is_zero() || parts.is_empty() && next.is_none() {
        each(Outcome::Unpriced(row, unpriced, &priced.gap()))?;
    } else if let Some(unit_price) = next.filter(|_| parts.is_empty()) {
        // A quantity of 0 is a line too: nothing is dropped.
        parts.push(crate::price_list::Part { quantity: Exact::ZERO, unit_price, amount: Exact::ZERO });
    }
    let several = parts.len() > 1 || !unpriced.is_zero();
    let pec_fraction = if pec_reason.earns() { terms.rate.fraction } else { Decimal::ZERO };
    let kept = Decimal::ONE.exact().minus(pec_fraction.exact())?;
    for (number, part) in (1u32..).zip(parts) {
        let missed = match pec_reason {
            PecReason::NoAccess | PecReason::AgreementNotActive => part.amount.times(terms.rate.fraction.exact())?,
            _ => Exact::ZERO,
        };
        each(Outcome::Line(&Rated {
            row,
            part: several.then_some(number),
            priced: Some(priced),
            quantity: part.quantity,
            unit_price: priced.tiers.unit_price(),
            tier_unit_price: part.unit_price,
            effective_unit_price: part.unit_price.exact().times(kept)?,
            retail: part.amount,
            amount: part.amount.times(kept)?,
            missed,
            pec_fraction,
            pec_reason,
        }))?;
    }
    Ok(())
}
