//! From how much use on a commitment costs less than pay as you go.
//!
//! Hours are the price of the term divided by the pay-as-you-go price. For the customer both are list prices. The partner
//! pays less for pay as you go, because it earns PEC and a commitment does not (Partner Center: azure-savings), so that the
//! partner's point lies higher. Software that is paid for in both cases does not bear on it.

use super::answer::BreakEven;
use super::way::{Way, Workload};
use crate::compare::share::Share;
use crate::error::Result;
use crate::explain::Step;
use crate::money::Exact;
use crate::price_list::Tiers;

/// Source of the rule.
const CITE: &str =
    "derived: price of the term / pay-as-you-go price; Partner Center: azure-savings (commitments replace PEC)";

/// A point on the line of pay as you go.
struct Crossing {
    hours: Option<Share>,
    utilisation: Share,
    reachable: bool,
}

/// Units a month at which pay as you go costs `target`, each unit at `kept` of its price; `None` where no use ever does.
fn units_at(tiers: &Tiers, target: Share, kept: Exact) -> Result<Option<Share>> {
    let mut below = Exact::ZERO;
    for tier in tiers.as_slice() {
        let price = tier.unit_price.exact().times(kept)?;
        let above = match tier.to {
            Some(to) => Some(below.plus(to.exact().minus(tier.from.exact())?.times(price)?)?),
            None => None,
        };
        let ends_before = match above {
            Some(above) => target.compare(above.into())?.is_gt(),
            None => false,
        };
        match above {
            Some(above) if ends_before => below = above,
            _ => {
                let rest = target.minus(below.into())?.over(price)?;
                return rest.map(|rest| rest.plus(tier.from.exact().into())).transpose();
            }
        }
    }
    Ok(None)
}

fn crossing(workload: &Workload, tiers: &Tiers, target: Share, kept: Exact) -> Result<Option<Crossing>> {
    let Some(units) = units_at(tiers, target, kept)? else { return Ok(None) };
    let hundred = Exact::new(100, 0);
    let (hours, whole) = match workload.block {
        Some(block) => (units.times(block.exact())?.over(workload.quantity)?, workload.clock.month()?),
        None => (None, workload.quantity),
    };
    let used = hours.unwrap_or(units);
    let Some(utilisation) = used.times(hundred)?.over(whole)? else { return Ok(None) };
    Ok(Some(Crossing { hours, utilisation, reachable: utilisation.compare(hundred.into())?.is_le() }))
}

/// The points of one commitment; `None` where no use of what costs nothing ever reaches it.
///
/// `computing` is the pay-as-you-go price of what the commitment covers.
pub(super) fn break_even(
    id: &str,
    way: &Way,
    months: u32,
    (tiers, earns): (&Tiers, bool),
    workload: &Workload,
) -> Result<Option<BreakEven>> {
    let target = way.commitment_of(workload, 1)?;
    let one = Exact::new(1, 0);
    let kept = if earns { one.minus(workload.rate)? } else { one };
    let Some((customer, partner)) =
        crossing(workload, tiers, target, one)?.zip(crossing(workload, tiers, target, kept)?)
    else {
        return Ok(None);
    };
    let shown = |share: Option<Share>| share.map(Share::shown).transpose();
    let term = Exact::new(i128::from(months), 0);
    let of_term = |hours: Option<Share>| hours.map(|hours| hours.times(term)?.shown()).transpose();
    let step = |rule, who: &str, crossing: &Crossing, kept: Exact| -> Result<Step> {
        let (month, price) = (target.shown()?, tiers.unit_price().unwrap_or_default());
        let (utilisation, price) = (crossing.utilisation.shown()?, price.exact().times(kept)?);
        let text = match of_term(crossing.hours)? {
            Some(hours) => format!("{who}: {month} a month at {price} are {hours} hours in the term, {utilisation} %"),
            None => format!("{who}: {month} a month at {price} is {utilisation} % of the quantity"),
        };
        Ok(Step::new(rule, text, CITE, utilisation, "%").with("monthly", month).with("unitPrice", price))
    };
    let steps = vec![
        step("breakEven", "for the customer", &customer, one)?,
        step("breakEvenPartner", "for the partner, after PEC", &partner, kept)?,
    ];
    let month = |crossing: &Crossing| match crossing.hours {
        // The lines cross where both cost the same; software is in both.
        Some(hours) => way.cost_at(workload, hours.shown()?),
        None => way.cost_of(workload, 1),
    };
    Ok(Some(BreakEven {
        option: id.to_owned(),
        hours_per_month: shown(customer.hours)?,
        hours_per_term: of_term(customer.hours)?,
        utilisation: customer.utilisation.shown()?,
        reachable: customer.reachable,
        partner_hours_per_month: shown(partner.hours)?,
        partner_hours_per_term: of_term(partner.hours)?,
        partner_utilisation: partner.utilisation.shown()?,
        partner_reachable: partner.reachable,
        customer_monthly: month(&customer)?.customer(workload)?.shown()?,
        partner_monthly: month(&partner)?.partner()?.shown()?,
        steps,
    }))
}
