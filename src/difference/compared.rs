//! What two lists say of one price: the same, something else, or nothing that can be compared.

use super::answer::{ChangedPart, NotComparedReason, SavingsPlanChange};
use crate::error::Result;
use crate::money::{Decimal, Exact, rounding};
use crate::price_list::{SavingsPlanPrice, Side, Tier, Tiers};
use std::collections::BTreeSet;

/// What is to be known of both lists.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ground {
    /// PEC of a product that earns it, as a fraction, on the days of the old and the new list.
    pub pec: [Decimal; 2],
    /// Do both lists say tags?
    pub tags: bool,
    /// Do both lists say prices under savings plans?
    pub savings_plans: bool,
}

/// What a comparison gives.
#[derive(Debug)]
pub(super) enum Compared<'a> {
    Unchanged,
    Changed(Box<Difference<'a>>),
    Not(NotComparedReason, &'static str),
}

/// What differs.
#[derive(Debug)]
pub(super) struct Difference<'a> {
    pub what: Vec<ChangedPart>,
    /// Both in one unit.
    pub before: Side<'a>,
    pub after: Side<'a>,
    pub percent: Option<Exact>,
    pub net: [Option<Exact>; 2],
    pub net_percent: Option<Exact>,
    pub savings_plans: Vec<SavingsPlanChange>,
    pub savings_plans_read: bool,
}

/// Why a price that a list has is not known; nothing where it is.
pub(super) fn not_read(before: Option<&Side<'_>>, after: Option<&Side<'_>>) -> Option<&'static str> {
    let is_unread = |side: Option<&Side<'_>>| side.is_some_and(|side| !side.is_read);
    match (is_unread(before), is_unread(after)) {
        (false, false) => None,
        (true, false) => Some("the old list has this price, but in rows that could not be used"),
        (false, true) => Some("the new list has this price, but in rows that could not be used"),
        (true, true) => Some("both lists have this price, but in rows that could not be used"),
    }
}

/// Compares what both lists say of a price.
pub(super) fn compare<'a>(before: Side<'a>, after: Side<'a>, ground: &Ground) -> Result<Compared<'a>> {
    if let Some(why) = not_read(Some(&before), Some(&after)) {
        return Ok(Compared::Not(NotComparedReason::NotRead, why));
    }
    let Some((before, after)) = in_one_unit(before, after) else {
        let why = "the lists count in units that do not convert into each other, or not without rounding";
        return Ok(Compared::Not(NotComparedReason::OtherUnit, why));
    };
    let net = [net(&before, ground.pec[0])?, net(&after, ground.pec[1])?];
    let savings_plans = if ground.savings_plans { savings_plans(&before, &after)? } else { Some(Vec::new()) };
    let prices = (before.tiers.unit_price(), after.tiers.unit_price());
    let changed = [
        (ChangedPart::Price, prices.0 != prices.1),
        (ChangedPart::Tiers, before.tiers != after.tiers && tiers_changed(&before.tiers, &after.tiers)),
        (ChangedPart::Unit, before.is_converted() || after.is_converted()),
        (ChangedPart::SavingsPlans, savings_plans.as_ref().is_some_and(|plans| !plans.is_empty())),
        (ChangedPart::Pec, earns(&before, ground.pec[0]) != earns(&after, ground.pec[1])),
        (ChangedPart::Tags, ground.tags && before.tags != after.tags && tags(before.tags) != tags(after.tags)),
    ];
    let what: Vec<ChangedPart> = changed.into_iter().filter(|(_, is)| *is).map(|(part, _)| part).collect();
    if what.is_empty() {
        return Ok(match savings_plans {
            Some(_) => Compared::Unchanged,
            None => Compared::Not(
                NotComparedReason::SavingsPlansNotRead,
                "the price is the same, but prices under savings plans could not be read",
            ),
        });
    }
    let percent = match prices {
        (Some(before), Some(after)) => percent(before.exact(), after.exact())?,
        _ => None,
    };
    let net_percent = match net {
        [Some(before), Some(after)] => self::percent(before, after)?,
        _ => None,
    };
    let savings_plans_read = savings_plans.is_some();
    let savings_plans = savings_plans.unwrap_or_default();
    let difference = Difference { what, before, after, percent, net, net_percent, savings_plans, savings_plans_read };
    Ok(Compared::Changed(Box::new(difference)))
}

/// Both in the unit of the new list, or else of the old one. A list that says no unit has that of the other.
fn in_one_unit<'a>(before: Side<'a>, after: Side<'a>) -> Option<(Side<'a>, Side<'a>)> {
    if before.unit == after.unit || before.unit.is_empty() || after.unit.is_empty() {
        return Some((before, after));
    }
    match before.in_unit(after.unit) {
        Some(before) => Some((before, after)),
        None => after.in_unit(before.unit).map(|after| (before, after)),
    }
}

/// The part of a price that is earned.
fn earns(side: &Side<'_>, fraction: Decimal) -> Decimal {
    if side.pec.earns() { fraction } else { Decimal::ZERO }
}

fn net(side: &Side<'_>, fraction: Decimal) -> Result<Option<Exact>> {
    let kept = Decimal::ONE.exact().minus(earns(side, fraction).exact())?;
    side.tiers.unit_price().map(|price| price.exact().times(kept)).transpose()
}

/// Tags in any order and case.
fn tags(text: &str) -> BTreeSet<String> {
    text.split([';', ',']).map(|tag| tag.trim().to_lowercase()).filter(|tag| !tag.is_empty()).collect()
}

/// Prices under savings plans that differ; nothing where it is not known which do.
fn savings_plans(before: &Side<'_>, after: &Side<'_>) -> Result<Option<Vec<SavingsPlanChange>>> {
    if !before.reads_plans() || !after.reads_plans() {
        return Ok(None);
    }
    if before.has_plans_of(after) {
        return Ok(Some(Vec::new()));
    }
    let (Some(was), Some(is)) = (before.savings_plans(), after.savings_plans()) else { return Ok(None) };
    let mut terms: Vec<&str> = was.iter().chain(&is).map(|plan| plan.term.as_str()).collect();
    terms.sort_unstable();
    terms.dedup();
    let mut changes = Vec::new();
    for term in terms {
        let of = |plans: &[SavingsPlanPrice]| plans.iter().find(|plan| plan.term == term).map(|plan| plan.unit_price);
        let (was, is) = (of(&was), of(&is));
        if was.is_none() && before.may_lack_plans() || is.is_none() && after.may_lack_plans() {
            return Ok(None);
        }
        if was != is {
            let change_percent = match (was, is) {
                (Some(was), Some(is)) => percent(was.exact(), is.exact())?,
                _ => None,
            };
            changes.push(SavingsPlanChange { term: term.to_owned(), before: was, after: is, change_percent });
        }
    }
    Ok(Some(changes))
}

fn percent(before: Exact, after: Exact) -> Result<Option<Exact>> {
    if before.is_zero() {
        return Ok(None);
    }
    let hundredfold = after.minus(before)?.times(Exact::new(100, 0))?;
    rounding::significant_15(hundredfold, before).map(Some)
}

/// Is there more than another price of the first paid tier?
pub(super) fn tiers_changed(before: &Tiers, after: &Tiers) -> bool {
    let paid = |tiers: &Tiers| tiers.as_slice().iter().position(|tier| !tier.unit_price.is_zero());
    let rest = |tiers: &Tiers| -> Vec<Tier> {
        let first = paid(tiers);
        let others = tiers.as_slice().iter().enumerate();
        others
            .map(|(place, tier)| if Some(place) == first { Tier { unit_price: Decimal::ZERO, ..*tier } } else { *tier })
            .collect()
    };
    paid(before) != paid(after) || rest(before) != rest(after) || before.gaps() != after.gaps()
}
