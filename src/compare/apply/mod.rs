//! Which benefit pays for what in an hour: reservations, then pre-purchase plans, then savings plans, then pay as you go.
//!
//! Reservations and pre-purchase plans apply from the narrowest scope to the widest, savings plans likewise, then those of
//! three years before those of one, and within a plan the use with the greatest discount first (azure-docs:
//! benefit-application-order, discount-application). What is left of a reservation or savings plan is lost with the hour;
//! units of a pre-purchase plan stay until they are used up or the plan ends, and of several plans at one scope the most
//! targeted applies first, of those the one that expires first (the page of 2026-07-17).

mod answer;

pub use answer::{
    ApplyAnswer, ApplyRequest, Covered, HeldPlan, HeldReservation, HeldUnits, HourUse, LeftOver, Scope, UnitsLeft,
    Unused,
};

use super::purchase::months_of;
use super::share::Share;
use crate::error::{Error, ErrorCode, Result};
use crate::ids;
use crate::money::{Decimal, Exact};
use crate::sorting::{sort_by, sort_by_key};
use std::cmp::Reverse;

const CITE: &str = "azure-docs: benefit-application-order; discount-application";

fn lesser(left: Share, right: Share) -> Result<Share> {
    Ok(if left.compare(right)?.is_le() { left } else { right })
}

fn utilisation(left: Share, whole: Exact) -> Result<Option<Exact>> {
    let used = Share::from(whole).minus(left)?.times(Exact::new(100, 0))?;
    used.over(whole)?.map(Share::shown).transpose()
}

fn check(value: Decimal, place: String) -> Result<Exact> {
    if value.is_negative() {
        return Err(Error::new(ErrorCode::INPUT_INVALID, format!("`{value}` is negative")).at(place));
    }
    Ok(value.exact())
}

fn ratio(value: Option<Decimal>, place: String) -> Result<Exact> {
    match value {
        Some(zero) if zero.is_zero() => Err(Error::new(ErrorCode::INPUT_INVALID, "a ratio of 0 is no size").at(place)),
        Some(ratio) => check(ratio, place),
        None => Ok(Exact::new(1, 0)),
    }
}

/// Use of an hour that is not covered yet.
struct Hour<'a> {
    uses: &'a [HourUse],
    left: Vec<Share>,
    covered: Vec<Covered>,
}

impl Hour<'_> {
    /// Lets units, of the smallest size of a group, cover what they can: what is left of them, and what they spared.
    fn cover(
        &mut self,
        id: &str,
        covers: impl Fn(&str) -> bool,
        scope: &Scope,
        mut units: Share,
    ) -> Result<(Share, Share)> {
        let mut spared = Share::ZERO;
        for (place, (used, rest)) in self.uses.iter().zip(&mut self.left).enumerate() {
            if !covers(&used.group) || !scope.holds(&used.scope) {
                continue;
            }
            let own = ratio(used.ratio, format!("uses[{place}].ratio"))?;
            let taken = lesser(units, rest.times(own)?)?;
            let Some(hours) =
                taken.over(own)?.filter(|hours| hours.compare(Share::ZERO).is_ok_and(|order| order.is_gt()))
            else {
                continue;
            };
            (units, *rest) = (units.minus(taken)?, rest.minus(hours)?);
            spared = spared.plus(hours.times(used.pay_as_you_go.exact())?)?;
            let (use_id, benefit) = (used.id.clone(), id.to_owned());
            self.covered.push(Covered { id: use_id, benefit, quantity: hours.shown()?, commitment: None });
        }
        Ok((units, spared))
    }
}

/// Applies the benefits of an hour.
///
/// # Errors
/// `input.invalid` for a number or term that makes no sense, `money.outOfRange` where a figure cannot be held.
pub fn apply(request: &ApplyRequest) -> Result<ApplyAnswer> {
    let ApplyRequest { uses, reservations, pre_purchase_plans, savings_plans } = request;
    let mut hour = Hour { uses, left: Vec::new(), covered: Vec::new() };
    let mut retail = Exact::ZERO;
    for (index, used) in uses.iter().enumerate() {
        let quantity = check(used.quantity, format!("uses[{index}].quantity"))?;
        retail = retail.plus(quantity.times(check(used.pay_as_you_go, format!("uses[{index}].payAsYouGo"))?)?)?;
        hour.left.push(quantity.into());
    }
    let (mut unused, mut pre_purchased, mut cost) = (Vec::new(), Vec::new(), Share::ZERO);

    let mut order: Vec<usize> = (0..reservations.len()).collect();
    sort_by_key(&mut order, |index| reservations.get(*index).map(|held| held.scope.width()));
    for index in order {
        let Some(held) = reservations.get(index) else { continue };
        let size = ratio(held.ratio, format!("reservations[{index}].ratio"))?;
        let count = check(held.quantity, format!("reservations[{index}].quantity"))?;
        let (units, spared) = {
            let covers = |group: &str| held.group.eq_ignore_ascii_case(group);
            hour.cover(&held.id, covers, &held.scope, Share::from(count.times(size)?))?
        };
        let lost = units.over(size)?.unwrap_or(Share::ZERO);
        let utilisation = utilisation(lost, count)?;
        let savings = match held.hourly {
            Some(hourly) => {
                let hourly = check(hourly, format!("reservations[{index}].hourly"))?;
                Some(spared.minus(count.times(hourly)?.into())?.shown()?)
            }
            None => None,
        };
        unused.push(Unused { benefit: held.id.clone(), quantity: lost.shown()?, utilisation, savings });
    }

    let mut order: Vec<usize> = (0..pre_purchase_plans.len()).collect();
    // The narrowest scope first, of one scope the most targeted plan, of one kind the one that expires first.
    sort_by_key(&mut order, |index| {
        let held = pre_purchase_plans.get(*index)?;
        Some((held.scope.width(), held.also.len(), held.expires.is_none(), held.expires))
    });
    for index in order {
        let Some(held) = pre_purchase_plans.get(index) else { continue };
        let whole = Share::from(check(held.units, format!("prePurchasePlans[{index}].units"))?);
        let covers =
            |group: &str| held.also.iter().chain([&held.group]).any(|covered| covered.eq_ignore_ascii_case(group));
        let (left, _) = hour.cover(&held.id, covers, &held.scope, whole)?;
        let used = whole.minus(left)?.shown()?;
        pre_purchased.push(UnitsLeft { benefit: held.id.clone(), used, left: left.shown()? });
    }

    let Hour { mut left, mut covered, .. } = hour;
    let mut order: Vec<usize> = (0..savings_plans.len()).collect();
    let term_of = |index: usize| savings_plans.get(index).map(|held| ids::term(&held.term)).unwrap_or_default();
    sort_by_key(&mut order, |index| {
        (savings_plans.get(*index).map(|held| held.scope.width()), Reverse(months_of(&term_of(*index))))
    });
    for index in order {
        let Some(held) = savings_plans.get(index) else { continue };
        let term = term_of(index);
        if months_of(&term).is_none() {
            let message = format!("`{}` is no term such as P1Y or P3Y", held.term);
            return Err(Error::new(ErrorCode::INPUT_INVALID, message).at(format!("savingsPlans[{index}].term")));
        }
        let hourly = check(held.hourly, format!("savingsPlans[{index}].hourly"))?;
        let mut money = Share::from(hourly);
        let mut spared = Share::ZERO;
        let price_of = |used: &HourUse| {
            used.savings_plans.iter().find(|(named, _)| ids::term(named) == term).map(|(_, price)| *price)
        };
        let mut eligible: Vec<(usize, Exact, Exact)> = Vec::new();
        for (place, used) in uses.iter().enumerate().filter(|(_, used)| held.scope.holds(&used.scope)) {
            if let Some(price) = price_of(used) {
                let price = check(price, format!("uses[{place}].savingsPlans"))?;
                eligible.push((place, price, used.pay_as_you_go.exact()));
            }
        }
        // The greatest discount first: the smallest price in relation to pay as you go.
        sort_by(&mut eligible, |(_, price, full), (_, other_price, other_full)| {
            let both = price.times(*other_full).and_then(|left| Ok((left, other_price.times(*full)?)));
            both.map_or(std::cmp::Ordering::Equal, |(left, right)| left.cmp(&right))
        });
        for (place, price, _) in eligible {
            let Some((used, rest)) = uses.get(place).zip(left.get_mut(place)) else { continue };
            let taken = lesser(money, rest.times(price)?)?;
            let hours = match taken.over(price)? {
                Some(hours) => hours,
                // What costs nothing under the plan takes nothing from it.
                None => *rest,
            };
            if hours.compare(Share::ZERO)?.is_le() {
                continue;
            }
            (money, *rest) = (money.minus(taken)?, rest.minus(hours)?);
            spared = spared.plus(hours.times(used.pay_as_you_go.exact())?)?;
            let (id, benefit) = (used.id.clone(), held.id.clone());
            covered.push(Covered { id, benefit, quantity: hours.shown()?, commitment: Some(taken.shown()?) });
        }
        cost = cost.plus(hourly.into())?;
        let utilisation = utilisation(money, hourly)?;
        let savings = Some(spared.minus(hourly.into())?.shown()?);
        unused.push(Unused { benefit: held.id.clone(), quantity: money.shown()?, utilisation, savings });
    }

    let mut pay_as_you_go = Vec::new();
    for (used, rest) in uses.iter().zip(&left) {
        let own = rest.times(used.pay_as_you_go.exact())?;
        cost = cost.plus(own)?;
        pay_as_you_go.push(LeftOver { id: used.id.clone(), quantity: rest.shown()?, cost: own.shown()? });
    }
    Ok(ApplyAnswer {
        schema_version: crate::SCHEMA_VERSION,
        covered,
        pay_as_you_go,
        unused,
        pre_purchased,
        cost: cost.shown()?,
        retail,
        cite: CITE,
    })
}
