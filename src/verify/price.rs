//! Checks of a meter's month against the price list: price, day of the price, tier, PEC.

use super::reading::magnitude;
use super::request::Cause;
use super::row::RowFigures;
use crate::error::Result;
use crate::money::{Decimal, Exact, rounding};
use crate::pec::PecReason;
use crate::price_list::{PriceList, Priced, Tiers, total};
use crate::time::Day;
use crate::usage::UsageRow;
use std::rc::Rc;

/// A row of the meter with all that is known of it.
#[derive(Debug)]
pub(super) struct MeterRow<'a> {
    pub row: &'a UsageRow,
    pub figures: RowFigures,
    /// Why it earns PEC or does not.
    pub due: PecReason,
    /// What part of the charge an Azure credit pays.
    pub credit: Exact,
    /// What is left of a price after PEC that is due.
    pub kept: Exact,
    /// Its figures do not multiply: that is said already.
    pub named: bool,
    /// Charged in another period: its tier is not known.
    pub late: bool,
}

/// A row that is not priced as the list says.
#[derive(Debug)]
pub(super) struct Finding<'a> {
    pub row: &'a UsageRow,
    pub cause: Cause,
    pub printed: Exact,
    pub computed: Exact,
    pub explain: String,
}

/// Usage that the file may lack: so much more was used by the morning of the day.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shift {
    pub day: Day,
    pub quantity: Exact,
}

/// The rate of PEC that is not the one due: what a price becomes with it.
fn other_kept(row: &MeterRow<'_>, rate: Exact) -> Result<Exact> {
    if row.due.earns() { Ok(Decimal::ONE.exact()) } else { Decimal::ONE.exact().minus(rate) }
}

fn distinct(parts: &[crate::price_list::Part]) -> Vec<Decimal> {
    let mut prices: Vec<Decimal> = Vec::new();
    for part in parts {
        if !prices.contains(&part.unit_price) {
            prices.push(part.unit_price);
        }
    }
    prices
}

/// Prices of the tiers that a quantity can touch on the way from `low` to `high`.
fn touched(tiers: &Tiers, low: Exact, high: Exact) -> Result<Vec<Decimal>> {
    let prices = distinct(&tiers.cost(low, high)?.parts);
    Ok(if prices.is_empty() { tiers.at(low).into_iter().collect() } else { prices })
}

/// Have they the same tiers?
fn is_same(left: &Rc<Priced>, right: &Rc<Priced>) -> bool {
    Rc::ptr_eq(left, right) || left.tiers == right.tiers
}

/// The days of a meter's month.
pub(super) fn month<'a>(
    list: &PriceList,
    rows: &[(MeterRow<'a>, Rc<Priced>)],
    others: &[(Day, Exact)],
    rate: Exact,
    shift: Option<Shift>,
) -> Result<Vec<Finding<'a>>> {
    let mut others = others.iter().peekable();
    let mut found = Vec::new();
    let mut used = Exact::ZERO;
    let mut slack = Exact::ZERO;
    let mut shift = shift;
    for day in rows.chunk_by(|(left, _), (right, _)| left.row.day == right.row.day) {
        let Some((first, _)) = day.first() else { continue };
        let mut missing = Exact::ZERO;
        if let Some(more) = shift.filter(|more| more.day <= first.row.day) {
            // On the day itself nobody knows which of the rows came first.
            if more.day == first.row.day {
                missing = more.quantity;
            } else {
                used = used.plus(more.quantity)?;
            }
            shift = None;
        }
        while let Some((_, quantity)) = others.next_if(|(day, _)| *day < first.row.day) {
            used = used.plus(*quantity)?;
        }
        let (mut low, mut high, mut after) = (used, used, used);
        let mut is_open = !missing.is_zero();
        while let Some((_, quantity)) = others.next_if(|(day, _)| *day == first.row.day) {
            // Nobody knows which units of the day they have.
            is_open = true;
            after = after.plus(*quantity)?;
            if quantity.is_negative() {
                low = low.plus(*quantity)?;
            } else {
                high = high.plus(*quantity)?;
            }
        }
        for (row, _) in day {
            let quantity = row.figures.quantity.value;
            after = after.plus(quantity)?;
            slack = slack.plus(row.figures.quantity.slack)?;
            if quantity.is_negative() {
                low = low.plus(quantity)?;
            } else {
                high = high.plus(quantity)?;
            }
        }
        let span = Span { used, after, low: low.minus(slack)?, high: high.plus(slack)?.plus(missing)?, slack };
        self::day(list, day, rate, &span, is_open, &mut found)?;
        used = after.plus(missing)?;
    }
    Ok(found)
}

/// The month's quantity on a day.
struct Span {
    used: Exact,
    after: Exact,
    low: Exact,
    high: Exact,
    slack: Exact,
}

fn day<'a>(
    list: &PriceList,
    rows: &[(MeterRow<'a>, Rc<Priced>)],
    rate: Exact,
    span: &Span,
    unknown: bool,
    found: &mut Vec<Finding<'a>>,
) -> Result<()> {
    let Some((_, first)) = rows.first() else { return Ok(()) };
    let prices = touched(&first.tiers, span.low, span.high)?;
    // What the day's rows make at the prices of their tiers, and the rows at a price that is none of them.
    let mut sum = Exact::ZERO;
    let mut strange: Vec<&(MeterRow<'a>, Rc<Priced>)> = Vec::new();
    for each in rows {
        let (row, priced) = each;
        let other = if row.late {
            Some(distinct_of(&priced.tiers))
        } else if is_same(priced, first) {
            None
        } else {
            Some(touched(&priced.tiers, span.low, span.high)?)
        };
        match tier_of(row, other.as_deref().unwrap_or(&prices))? {
            Some(price) => sum = sum.plus(price.exact().times(row.figures.quantity.value)?)?,
            None => strange.push(each),
        }
    }
    let due = total(&first.tiers.cost(span.used, span.after)?.parts)?;
    if prices.len() > 1 && makes_up(&strange, due.minus(sum)?)? {
        return Ok(());
    }
    for (row, priced) in &strange {
        let left = if strange.len() == 1 { due.minus(sum)?.times(row.kept)? } else { Exact::ZERO };
        let whole = (strange.len() == 1 && prices.len() > 1).then_some(left);
        found.push(finding(list, row, priced, &prices, rate, span, whole)?);
    }
    let is_shared = rows.iter().all(|(row, priced)| !row.late && !is_paid_away(row) && is_same(priced, first));
    if strange.is_empty() && prices.len() > 1 && is_shared && !unknown {
        let off = sum.minus(due)?;
        let dearest = prices.iter().map(|price| price.exact()).fold(Exact::ZERO, Exact::max);
        if magnitude(off) > span.slack.times(dearest)? {
            found.push(day_total(rows, &prices, off)?);
        }
    }
    Ok(())
}

/// Do rows at mixed prices charge together what the tiers leave for them?
fn makes_up(rows: &[&(MeterRow<'_>, Rc<Priced>)], due: Exact) -> Result<bool> {
    let Some((first, _)) = rows.first() else { return Ok(false) };
    let (mut charged, mut slack) = (Exact::ZERO, Exact::ZERO);
    for (row, _) in rows {
        charged = charged.plus(row.figures.charge()?)?;
        slack = slack.plus(row.figures.pricing.as_ref().map(|total| total.unit).unwrap_or_default())?;
    }
    let off = magnitude(charged.minus(due.times(first.kept)?)?);
    let alike = rows.iter().all(|(row, _)| row.kept == first.kept && !row.late);
    Ok(alike && (off.is_zero() || off < slack))
}

fn distinct_of(tiers: &Tiers) -> Vec<Decimal> {
    tiers.as_slice().iter().map(|tier| tier.unit_price).collect()
}

/// The price, of several, that a row charges.
fn tier_of(row: &MeterRow<'_>, prices: &[Decimal]) -> Result<Option<Decimal>> {
    for price in prices {
        let expected = price.exact().times(row.kept)?;
        if row.named || row.figures.quantity.value.is_zero() || row.figures.charges(expected)? {
            return Ok(Some(*price));
        }
    }
    if row.due == PecReason::AzureCredit { paid_tier_of(row, prices) } else { Ok(None) }
}

/// The price of a row that an Azure credit pays: its total is the charge before the credit, or what is left of it.
fn paid_tier_of(row: &MeterRow<'_>, prices: &[Decimal]) -> Result<Option<Decimal>> {
    let figures = &row.figures;
    for price in prices {
        let left = price.exact().times(Decimal::ONE.exact().minus(row.credit)?)?;
        let is_total = |unit: Exact| match &figures.pricing {
            Some(total) => total.is(figures.quantity.value.times(unit)?, Exact::ZERO),
            None => Ok(true),
        };
        if figures.charges(left)? && (is_total(price.exact())? || is_total(left)?) {
            return Ok(Some(*price));
        }
    }
    Ok(None)
}

/// Nothing is left of the row's price and total: they do not say which tier it was in.
fn is_paid_away(row: &MeterRow<'_>) -> bool {
    let is_nothing = |figure: &Option<super::reading::Reading>| figure.as_ref().is_none_or(|it| it.value.is_zero());
    row.due == PecReason::AzureCredit && is_nothing(&row.figures.pricing) && is_nothing(&row.figures.effective)
}

/// A day that crosses a tier, each row at a price of it, and yet the total is another (DOMAIN 12.6).
fn day_total<'a>(rows: &[(MeterRow<'a>, Rc<Priced>)], prices: &[Decimal], off: Exact) -> Result<Finding<'a>> {
    // The row, if there is one, that explains it by being at the wrong price.
    let mut culprit = None;
    for (row, _) in rows {
        let Some(price) = tier_of(row, prices)? else { continue };
        for other in prices.iter().filter(|other| **other != price) {
            let moved = price.exact().minus(other.exact())?.times(row.figures.quantity.value)?;
            if moved == off && culprit.is_none() {
                culprit = Some(row);
            }
        }
    }
    let first = rows.first().map(|(row, _)| row);
    let Some(row) = culprit.or(first) else {
        return Err(crate::Error::new(crate::ErrorCode::INPUT_INVALID, "a day without rows"));
    };
    let printed = row.figures.charge()?;
    let computed = printed.minus(off.times(row.kept)?)?;
    let explain = format!(
        "the meter crosses a tier on {}: the day's rows are {} apart from the tiers at their prices before PEC",
        row.row.day,
        magnitude(off)
    );
    Ok(Finding { row: row.row, cause: Cause::Tier, printed, computed, explain })
}

/// Why a row is at a price that none of the tiers in question has.
fn finding<'a>(
    list: &PriceList,
    row: &MeterRow<'a>,
    priced: &Priced,
    prices: &[Decimal],
    rate: Exact,
    span: &Span,
    whole: Option<Exact>,
) -> Result<Finding<'a>> {
    let price = prices.first().copied().unwrap_or_default();
    let expected = price.exact().times(row.kept)?;
    let charged = match &row.figures.effective {
        Some(printed) => printed.value,
        None if row.figures.quantity.value.is_zero() => Exact::ZERO,
        None => rounding::significant_15(row.figures.charge()?, row.figures.quantity.value)?,
    };
    let (cause, why) = cause(list, row, priced, prices, rate, span)?;
    let computed = match whole {
        Some(whole) => whole,
        None => row.figures.quantity.value.times(expected)?,
    };
    let explain = format!("charged at {charged} a unit; {price} less the PEC that is due is {expected}: {why}");
    Ok(Finding { row: row.row, cause, printed: row.figures.charge()?, computed, explain })
}

fn cause(
    list: &PriceList,
    row: &MeterRow<'_>,
    priced: &Priced,
    prices: &[Decimal],
    rate: Exact,
    span: &Span,
) -> Result<(Cause, String)> {
    let figures = &row.figures;
    let other = other_kept(row, rate)?;
    for price in prices {
        if figures.charges(price.exact().times(other)?)? {
            return Ok(if row.due.earns() {
                (Cause::PecMissing, "this is the price without PEC, which the row earns".to_owned())
            } else {
                (Cause::PecNotDue, format!("this is the price with PEC, but {}", row.due.text()))
            });
        }
    }
    for tier in priced.tiers.as_slice() {
        if figures.charges(tier.unit_price.exact().times(row.kept)?)? {
            let why = format!("this is the tier from {} on, and the month has {} units by then", tier.from, span.used);
            return Ok((Cause::Tier, why));
        }
    }
    for (day, tiers) in list.tiers_at_other_times(priced) {
        for price in touched(&tiers, span.low, span.high)? {
            if figures.charges(price.exact().times(row.kept)?)? {
                return Ok((Cause::PriceDate, format!("this is the price of {day}, not of {}", row.row.day)));
            }
        }
    }
    for price in prices {
        let expected = price.exact().times(row.kept)?;
        if let Some(printed) = &figures.effective
            && printed.is_rounded(expected, 2)?
        {
            return Ok((Cause::Rounding, "the price is rounded, which it should not be".to_owned()));
        }
    }
    Ok((Cause::Price, "the list has no such price for it on any day".to_owned()))
}

/// PEC of a row whose price is not known, by what the row itself prints.
pub(super) fn pec_alone<'a>(row: &MeterRow<'a>, rate: Exact) -> Result<Option<Finding<'a>>> {
    let figures = &row.figures;
    let charge = figures.charge()?;
    if charge.is_zero() || row.named {
        return Ok(None);
    }
    let one = Decimal::ONE.exact();
    let kept = one.minus(rate)?;
    let given = figures.pec.is_some_and(|pec| !pec.is_zero());
    let at = |share: Exact| match (&figures.unit, &figures.effective) {
        (Some(unit), Some(effective)) if !unit.value.is_zero() => effective.is(unit.value.times(share)?, Exact::ZERO),
        _ => Ok(false),
    };
    let (full, reduced) = (at(one)?, at(kept)?);
    let finding = |cause, computed, explain: String| {
        Ok(Some(Finding { row: row.row, cause, printed: charge, computed, explain }))
    };
    match (row.due.earns(), given) {
        (true, false) if !reduced => {
            let explain = "the row shows no PEC, which it earns".to_owned();
            finding(Cause::PecMissing, charge.times(kept)?, explain)
        }
        (true, true) if full && kept != one => {
            let explain = "the row shows PEC, but its price is without it".to_owned();
            finding(Cause::PecMissing, charge.times(kept)?, explain)
        }
        (false, true) if !full && kept != one && !kept.is_zero() => {
            let computed = match &figures.unit {
                Some(unit) if reduced => figures.quantity.value.times(unit.value)?,
                _ => rounding::significant_15(charge, kept)?,
            };
            finding(Cause::PecNotDue, computed, format!("the row shows PEC, but {}", row.due.text()))
        }
        _ => Ok(None),
    }
}
