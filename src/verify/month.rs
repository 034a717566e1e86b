//! The rows of a meter's month against the price list, day by day.
//!
//! The quantities say which tiers a day is in, and how many units of each it has. Where it crosses none, each row is compared
//! with the one price; where it does, the rows are placed first (see [`share`](super::share)).

use super::meter_row::{Finding, Findings, MeterRow, OpenRows};
use super::price::{Prices, price_at};
use super::reading::magnitude;
use super::request::Cause;
use super::share::{AGREES, Item, Misfit, Place, UNEXPLAINED, share};
use crate::error::Result;
use crate::money::{Exact, rounding};
use crate::price_list::{Priced, Tiers};
use crate::time::Day;
use std::rc::Rc;

/// A row and its price of the day.
pub(super) type PricedRow<'a> = (MeterRow<'a>, Rc<Priced>);

/// Usage that the file may lack: so much more was used by the morning of the day.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shift {
    pub day: Day,
    pub quantity: Exact,
}

/// The month's quantity on a day.
struct Span {
    used: Exact,
    after: Exact,
    /// The least and the most that the day's rows can reach on the way.
    low: Exact,
    high: Exact,
    slack: Exact,
    /// There may be other usage on this day: nobody knows between which rows.
    is_open: bool,
}

/// The days of a meter's month. `others`: units by day that have no price in the list, and use the tiers up.
pub(super) fn month<'a>(
    prices: &Prices<'_>,
    rows: &[PricedRow<'a>],
    others: &[(Day, Exact)],
    mut shift: Option<Shift>,
) -> Result<Findings<'a>> {
    let mut others = others.iter().peekable();
    let mut found = Findings::default();
    let (mut used, mut slack) = (Exact::ZERO, Exact::ZERO);
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
        let (low, high) = (low.minus(slack)?, high.plus(slack)?.plus(missing)?);
        let span = Span { used, after, low, high, slack, is_open };
        self::day(prices, day, &span, &mut found)?;
        used = after.plus(missing)?;
    }
    Ok(found)
}

/// The ends of a tier; the first begins below 0, where the month's usage is given back.
fn ends(tiers: &Tiers, at: usize) -> (Option<Exact>, Option<Exact>) {
    let tier = tiers.as_slice().get(at);
    (tier.filter(|_| at > 0).map(|tier| tier.from.exact()), tier.and_then(|tier| tier.to).map(|to| to.exact()))
}

/// Places of the tiers that a quantity can touch on the way from `low` to `high`.
fn touched(tiers: &Tiers, low: Exact, high: Exact) -> Vec<usize> {
    let all = 0..tiers.as_slice().len();
    let begins = |at: &usize| ends(tiers, *at).0.is_none_or(|from| from < high);
    let goes_on = |at: &usize| ends(tiers, *at).1.is_none_or(|to| low < to);
    let touched: Vec<usize> = all.clone().filter(|at| begins(at) && goes_on(at)).collect();
    if !touched.is_empty() {
        return touched;
    }
    // Nothing is used: the price of the next unit.
    let next = all.rev().find(|at| ends(tiers, *at).0.is_none_or(|from| from <= low));
    next.into_iter().collect()
}

/// Units of a tier between two quantities of the month; negative on the way down.
fn units(tiers: &Tiers, at: usize, (before, after): (Exact, Exact)) -> Result<Exact> {
    let (from, to) = ends(tiers, at);
    let within = |quantity: Exact| {
        let above = from.map_or(quantity, |from| quantity.max(from));
        to.map_or(above, |to| above.min(to))
    };
    within(after).minus(within(before))
}

/// Have they the same tiers, though perhaps at other prices?
fn has_tiers_of(left: &Rc<Priced>, right: &Rc<Priced>) -> bool {
    let starts = |priced: &Priced| priced.tiers.as_slice().iter().map(|tier| (tier.from, tier.to)).collect::<Vec<_>>();
    Rc::ptr_eq(left, right) || left.tiers == right.tiers || starts(left) == starts(right)
}

fn day<'a>(prices: &Prices<'_>, rows: &[PricedRow<'a>], span: &Span, found: &mut Findings<'a>) -> Result<()> {
    let Some((_, first)) = rows.first() else { return Ok(()) };
    let tiers = touched(&first.tiers, span.low, span.high);
    let is_shared = !span.is_open && rows.iter().all(|(row, priced)| !row.late && has_tiers_of(priced, first));
    if is_shared && tiers.len() > 1 {
        return crossing(prices, rows, &tiers, span, found);
    }
    for (row, priced) in rows {
        let own = if row.late {
            (0..priced.tiers.as_slice().len()).collect()
        } else if has_tiers_of(priced, first) {
            tiers.clone()
        } else {
            touched(&priced.tiers, span.low, span.high)
        };
        let mut best: Option<(Misfit, usize)> = None;
        for tier in own {
            let misfit = misfit(prices, row, priced, tier)?;
            if best.is_none_or(|(least, _)| misfit < least) {
                best = Some((misfit, tier));
            }
            if misfit == AGREES {
                break;
            }
        }
        if let Some((_, tier)) = best.filter(|(misfit, _)| *misfit != AGREES) {
            found.rows.push(prices.finding(row, priced, tier, span.used)?);
        }
    }
    Ok(())
}

fn misfit(prices: &Prices<'_>, row: &MeterRow<'_>, priced: &Priced, tier: usize) -> Result<Misfit> {
    if row.is_at(price_at(&priced.tiers, tier))? { Ok(AGREES) } else { prices.misfit(row, priced, tier) }
}

/// A day that crosses a tier: its rows are placed so that each tier has its units.
fn crossing<'a>(
    prices: &Prices<'_>,
    rows: &[PricedRow<'a>],
    tiers: &[usize],
    span: &Span,
    found: &mut Findings<'a>,
) -> Result<()> {
    // A row of nothing is in any tier.
    let rows: Vec<&PricedRow<'a>> = rows.iter().filter(|(row, _)| !row.figures.quantity.value.is_zero()).collect();
    let Some((_, first)) = rows.first() else { return Ok(()) };
    let (mut items, mut slack) = (Vec::new(), span.slack);
    for (row, priced) in &rows {
        let misfits: Result<Vec<Misfit>> = tiers.iter().map(|tier| misfit(prices, row, priced, *tier)).collect();
        let mut item = Item { quantity: row.figures.quantity.value, misfits: misfits?, mix: None };
        if !item.misfits.contains(&AGREES)
            && let Some((mix, blur)) = mix(row, priced, tiers)?
        {
            item.mix = Some(mix);
            slack = slack.plus(blur)?;
        }
        items.push(item);
    }
    let room: Result<Vec<Exact>> =
        tiers.iter().map(|tier| units(&first.tiers, *tier, (span.used, span.after))).collect();
    let shared = share(&items, &room?, slack)?;
    let mut open: Vec<(&PricedRow<'a>, &Item, usize)> = Vec::new();
    let places = shared.places.into_iter().zip(shared.is_open);
    for ((priced_row, item), (place, is_open)) in rows.into_iter().zip(&items).zip(places) {
        let (row, priced) = priced_row;
        match place {
            Place::Tier(tier) if is_open => open.push((priced_row, item, tier)),
            Place::Parts(_, true) => {}
            Place::Tier(tier) if item.misfits.get(tier) == Some(&AGREES) => {}
            Place::Tier(tier) => {
                let tier = tiers.get(tier).copied().unwrap_or_default();
                found.rows.push(prices.finding(row, priced, tier, span.used)?);
            }
            Place::Parts(parts, false) if agrees_in(item, &parts) => {}
            Place::Parts(parts, false) => found.rows.extend(in_parts(row, priced, tiers, &parts)?),
        }
    }
    found.open.extend(open_rows(tiers, &open)?);
    Ok(())
}

/// Rows of which nothing says which are wrong, each in its tier by one of the ways.
fn open_rows<'a>(tiers: &[usize], rows: &[(&PricedRow<'a>, &Item, usize)]) -> Result<Option<OpenRows<'a>>> {
    let Some(((first, first_priced), _, _)) = rows.first() else { return Ok(None) };
    let mut open = OpenRows { cause: Cause::Price, rows: Vec::new(), closes: true };
    for ((row, priced), item, tier) in rows {
        open.closes &= row.kept == first.kept && priced.tiers == first_priced.tiers;
        for tier in tiers {
            open.closes &= row.is_before_credit(price_at(&priced.tiers, *tier))?;
        }
        if item.misfits.iter().any(|misfit| *misfit != UNEXPLAINED) {
            open.cause = Cause::Tier;
        }
        let computed = if item.misfits.get(*tier) == Some(&AGREES) {
            None
        } else {
            let price = price_at(&priced.tiers, tiers.get(*tier).copied().unwrap_or_default());
            Some(row.figures.quantity.value.times(price.exact().times(row.kept)?)?)
        };
        open.rows.push((row.row, computed));
    }
    Ok(Some(open))
}

/// Is it at the price of each tier that it has units of?
fn agrees_in(item: &Item, parts: &[Exact]) -> bool {
    item.misfits.iter().zip(parts).all(|(misfit, part)| *misfit == AGREES || part.is_zero())
}

/// The units by tier of a row whose price is between those of the two tiers that the day crosses, and how far they may be
/// off.
fn mix(row: &MeterRow<'_>, priced: &Priced, tiers: &[usize]) -> Result<Option<(Vec<Exact>, Exact)>> {
    let [low, high] = tiers else { return Ok(None) };
    let quantity = row.figures.quantity.value;
    let at = |tier: &usize| price_at(&priced.tiers, *tier).exact().times(row.kept);
    let (low, high) = (at(low)?, at(high)?);
    let step = high.minus(low)?;
    let charge = row.figures.charge()?;
    let (least, most) = (quantity.times(low.min(high))?, quantity.times(low.max(high))?);
    if step.is_zero() || quantity.is_negative() || charge <= least || most <= charge {
        return Ok(None);
    }
    let second = rounding::significant_15(charge.minus(quantity.times(low)?)?, step)?;
    let unit = row.figures.pricing.as_ref().map(|total| total.unit).unwrap_or_default();
    let blur = rounding::significant_15(unit, magnitude(step))?.plus(second.times(Exact::new(1, 14))?)?;
    Ok(Some((vec![quantity.minus(second)?, second], blur)))
}

/// A row of which the tiers leave only parts (rules 12.6).
fn in_parts<'a>(row: &MeterRow<'a>, priced: &Priced, tiers: &[usize], parts: &[Exact]) -> Result<Option<Finding<'a>>> {
    let mut retail = Exact::ZERO;
    for (tier, part) in tiers.iter().zip(parts) {
        retail = retail.plus(price_at(&priced.tiers, *tier).exact().times(*part)?)?;
    }
    let (printed, computed) = (row.figures.charge()?, retail.times(row.kept)?);
    let off = magnitude(printed.minus(computed)?);
    if off.is_zero() {
        return Ok(None);
    }
    let explain = format!(
        "the meter crosses a tier on {}: what the tiers leave for the row's units is {off} apart from its charge",
        row.row.day
    );
    Ok(Some(Finding { row: row.row, cause: Cause::Tier, printed, computed, explain }))
}
