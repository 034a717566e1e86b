//! How much to commit for one workload, by its use hour by hour.

mod best;

use super::share::Share;
use crate::error::{Error, ErrorCode, Result};
use crate::money::{Currency, Decimal, Exact};
use crate::pec::PecRate;
use crate::price_list::{NotFoundReason, PriceHit, PriceKey, PriceList};
use crate::rules::Dated;
use crate::sorting::sort_by;
use crate::time::Day;
use crate::units;
use best::{Mix, Prices, Profile};
use serde::{Deserialize, Serialize};

const MINIMUM: Dated = Dated::new(include_str!("../../rules/data/savings_plan_minimum.txt"));
const ORDER: &str = "azure-docs: benefit-application-order (reservations, then savings plans, then pay as you go)";

/// Whose cost is the least.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Side {
    /// The customer's, at list price.
    #[default]
    Customer,
    /// The partner's: pay as you go less PEC.
    Partner,
}

/// Request of [`commitment`].
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct CommitmentRequest {
    /// Product id of the pay-as-you-go price.
    pub product_id: String,
    /// SKU id of the pay-as-you-go price.
    pub sku_id: String,
    /// Meter id.
    pub meter_id: Option<String>,
    /// Region, code or location.
    pub region: Option<String>,
    /// Day of the prices; default the newest day of the list.
    pub on: Option<Day>,
    /// Instances in use, hour by hour; parts of an hour as parts of one.
    pub usage: Vec<Decimal>,
    /// Whose cost is the least.
    pub side: Side,
    /// PEC as a fraction; default the rate in force.
    pub pec_rate: Option<Decimal>,
    /// Terms that may be bought (`P1Y`); default all that the list has.
    pub terms: Vec<String>,
}

/// Answer of [`commitment`].
#[derive(Debug, Clone, Serialize)]
#[serde(untagged)]
pub enum CommitmentAnswer {
    /// The mixes.
    Found(Box<Mixes>),
    /// The list has no such pay-as-you-go price.
    NotFound(NoPrice),
}

/// The pay-as-you-go price is not in the list.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NoPrice {
    /// Version of this form.
    pub schema_version: u32,
    /// False.
    pub found: bool,
    /// Day of the prices.
    pub on: Day,
    /// Why.
    pub reason: NotFoundReason,
    /// A sentence.
    pub message: String,
    /// What is near.
    pub nearest: Vec<PriceHit>,
}

/// The best of each kind of mix, the cheapest first.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Mixes {
    /// Version of this form.
    pub schema_version: u32,
    /// True.
    pub found: bool,
    /// Day of the prices.
    pub on: Day,
    /// Currency.
    pub currency: Currency,
    /// The pay-as-you-go price.
    pub price: PriceHit,
    /// Whose cost it is.
    pub side: Side,
    /// Pay as you go for one unit and hour, on that side.
    pub pay_as_you_go: Exact,
    /// PEC as a fraction.
    pub pec_rate: Decimal,
    /// Hours of the profile.
    pub hours: Exact,
    /// Use in all hours.
    pub used: Exact,
    /// Use in the busiest hour.
    pub peak: Exact,
    /// Mixes of one reservation term and one savings-plan term, or without one, the cheapest first.
    pub mixes: Vec<CommitmentMix>,
    /// Source of the order in which benefits apply.
    pub cite: &'static str,
}

/// What to commit, and what the profile then costs.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CommitmentMix {
    /// Reservations.
    pub reservation: Option<Reserved>,
    /// Savings plan.
    pub savings_plan: Option<Committed>,
    /// Use that was paid for as it went.
    pub pay_as_you_go: Metered,
    /// What the profile costs.
    pub total: Exact,
    /// Below pay as you go alone, in percent.
    pub saving_percent: Option<Exact>,
}

/// Reservations of a mix.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Reserved {
    /// Term.
    pub term: String,
    /// Price of one for the whole term.
    pub unit_price: Decimal,
    /// How many.
    pub count: u32,
    /// The profile's part of their price.
    pub cost: Exact,
    /// Units of use that they covered.
    pub covered: Exact,
    /// Hours that nothing used.
    pub unused: Exact,
    /// Used part, in percent.
    pub utilisation: Option<Exact>,
}

/// A savings plan of a mix.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Committed {
    /// Term.
    pub term: String,
    /// Price of one unit under it.
    pub unit_price: Decimal,
    /// Commitment for each hour.
    pub hourly: Exact,
    /// What it costs over the profile.
    pub cost: Exact,
    /// Units of use that it covered.
    pub covered: Exact,
    /// Money committed that nothing used.
    pub unused: Exact,
    /// Used part, in percent.
    pub utilisation: Option<Exact>,
}

/// Pay as you go of a mix.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Metered {
    /// Units of use.
    pub quantity: Exact,
    /// What they cost.
    pub cost: Exact,
}

/// Finds how many to reserve and how much to commit for one workload, by its use hour by hour.
///
/// The best mix of each pair of terms is found exactly, not by sampling. Two terms of one kind are never mixed: they cover
/// the same use, so that the one that costs less an hour is always better alone.
///
/// # Errors
/// `input.invalid` for use that is empty, negative or too great; `money.outOfRange` where a figure cannot be held.
///
/// ```
/// # use azplan::{PriceList, compare::{commitment, CommitmentAnswer, CommitmentRequest}};
/// let list = PriceList::read(b"skuId,productId,retailPrice,meterId,armRegionName,type,reservationTerm,unitOfMeasure\n\
///     DZH318Z00001/0001,DZH318Z00001,1,a,eastus,Consumption,,1 Hour\n\
///     DZH318Z00001/0002,DZH318Z00001,4380,a,eastus,Reservation,1 Year,1 Hour\n")?;
/// let usage = ["1", "1", "1", "3"].into_iter().map(str::parse).collect::<Result<_, _>>()?;
/// let request = CommitmentRequest { product_id: "DZH318Z00001".into(), sku_id: "0001".into(), usage, ..Default::default() };
/// let CommitmentAnswer::Found(answer) = commitment(&list, &request)? else { panic!("it is in the list") };
/// assert_eq!(answer.mixes[0].total.to_string(), "4");
/// assert_eq!(answer.mixes[0].reservation.as_ref().map(|reserved| reserved.count), Some(1));
/// # Ok::<(), azplan::Error>(())
/// ```
pub fn commitment(list: &PriceList, request: &CommitmentRequest) -> Result<CommitmentAnswer> {
    let on = request.on.unwrap_or_else(|| list.newest_day());
    let rate = PecRate::chosen(request.pec_rate, on)?;
    let profile = profile(&request.usage)?;
    let key = PriceKey {
        product_id: &request.product_id,
        sku_id: &request.sku_id,
        meter_id: request.meter_id.as_deref().unwrap_or_default(),
        regions: [request.region.as_deref().unwrap_or_default(), ""],
        region_required: true,
        price_type: None,
        term: "",
    };
    let priced = match list.find(&key, on) {
        Ok(priced) => priced,
        Err(absent) => {
            return Ok(CommitmentAnswer::NotFound(NoPrice {
                schema_version: crate::SCHEMA_VERSION,
                found: false,
                on,
                reason: absent.reason,
                nearest: list.nearest(&absent),
                message: absent.message,
            }));
        }
    };
    let price = list.hit_of(&priced);
    if units::hours(&price.unit_of_measure) != Some(Decimal::ONE) || priced.tiers.as_slice().len() != 1 {
        let message = format!("`{}` is not sold by the single hour at one price", price.title);
        return Err(Error::new(ErrorCode::INPUT_INVALID, message).at("skuId"));
    }
    let one = Exact::new(1, 0);
    let kept = match request.side {
        Side::Partner if priced.pec.earns() => one.minus(rate.fraction.exact())?,
        _ => one,
    };
    let pay_as_you_go = price.unit_price.exact().times(kept)?;
    let minimum =
        MINIMUM.on(on).map(|least| least.value.parse::<Decimal>()).transpose()?.map_or(Exact::ZERO, Decimal::exact);
    let allowed =
        |term: &str| request.terms.is_empty() || request.terms.iter().any(|wanted| crate::ids::term(wanted) == term);
    let siblings = list.siblings(&priced);
    let mut reservations: Vec<Option<(String, Decimal, Share)>> = vec![None];
    for (term, reservation) in &siblings.reservations {
        let months = super::purchase::months_of(term).filter(|_| allowed(term));
        if let Some((reservation, months)) = reservation.as_ref().zip(months) {
            let listed = reservation.tiers.unit_price();
            let hours = super::clock::Clock::try_new(on, None)?.total(months)?;
            reservations.extend(Share::try_new(listed.exact(), hours).map(|hour| Some((term.clone(), listed, hour))));
        }
    }
    let plans = price.savings_plans.iter().filter(|plan| allowed(&plan.term));
    let plans: Vec<_> = std::iter::once(None).chain(plans.map(Some)).collect();
    let none = Prices { pay_as_you_go, reservation: None, savings_plan: None, minimum };
    let alone = profile.cost(&none, 0, Exact::ZERO)?.total()?;
    let mut mixes = Vec::new();
    for reservation in &reservations {
        for plan in &plans {
            let prices = Prices {
                reservation: reservation.as_ref().map(|(_, _, hour)| *hour),
                savings_plan: plan.map(|plan| plan.unit_price.exact()),
                ..none
            };
            let mix = profile.best(&prices)?;
            // A mix without one of its parts is there already, under its own name.
            let whole = (reservation.is_none() || mix.reserved > 0) && (plan.is_none() || !mix.commitment.is_zero());
            if whole {
                let named = (
                    reservation.as_ref().map(|(term, listed, _)| (term.clone(), *listed)),
                    plan.map(|plan| (plan.term.clone(), plan.unit_price)),
                );
                mixes.push((mix.total()?, described(&mix, named, &profile, alone)?));
            }
        }
    }
    let mut failed = None;
    sort_by(&mut mixes, |(left, _), (right, _)| {
        left.compare(*right).unwrap_or_else(|error| {
            failed.get_or_insert(error);
            std::cmp::Ordering::Equal
        })
    });
    if let Some(error) = failed {
        return Err(error);
    }
    Ok(CommitmentAnswer::Found(Box::new(Mixes {
        schema_version: crate::SCHEMA_VERSION,
        found: true,
        on,
        currency: list.currency(),
        side: request.side,
        pay_as_you_go,
        pec_rate: rate.fraction,
        hours: profile.len(),
        used: profile.total(),
        peak: profile.peak(),
        mixes: mixes.into_iter().map(|(_, mix)| mix).collect(),
        cite: ORDER,
        price,
    })))
}

fn profile(usage: &[Decimal]) -> Result<Profile> {
    if usage.is_empty() {
        return Err(Error::new(ErrorCode::INPUT_INVALID, "the profile has no hours").at("usage"));
    }
    if let Some(index) = usage.iter().position(|hour| hour.is_negative()) {
        let message = format!("hour {} has a negative use", index.saturating_add(1));
        return Err(Error::new(ErrorCode::INPUT_INVALID, message).at(format!("usage[{index}]")));
    }
    Profile::try_new(usage.iter().map(|hour| hour.exact()).collect())
}

type Name = Option<(String, Decimal)>;

fn described(mix: &Mix, (reservation, plan): (Name, Name), profile: &Profile, alone: Share) -> Result<CommitmentMix> {
    let hundred = Exact::new(100, 0);
    let percent = |part: Share, whole: Exact| part.times(hundred)?.over(whole)?.map(Share::shown).transpose();
    let reserved = Exact::new(i128::from(mix.reserved), 0).times(profile.len())?;
    let total = mix.total()?;
    let saving = alone.minus(total)?.times(hundred)?;
    let used = Share::from(mix.commitment_cost).minus(mix.unused_commitment)?;
    Ok(CommitmentMix {
        reservation: match reservation {
            Some((term, unit_price)) => Some(Reserved {
                term,
                unit_price,
                count: mix.reserved,
                cost: mix.reservations_cost.shown()?,
                covered: mix.by_reservations,
                unused: mix.unused_reserved,
                utilisation: percent(mix.by_reservations.into(), reserved)?,
            }),
            None => None,
        },
        savings_plan: match plan {
            Some((term, unit_price)) => Some(Committed {
                term,
                unit_price,
                hourly: mix.commitment,
                cost: mix.commitment_cost,
                covered: mix.by_savings_plan.shown()?,
                unused: mix.unused_commitment.shown()?,
                utilisation: percent(used, mix.commitment_cost)?,
            }),
            None => None,
        },
        pay_as_you_go: Metered { quantity: mix.by_pay_as_you_go.shown()?, cost: mix.pay_as_you_go_cost.shown()? },
        total: total.shown()?,
        saving_percent: if alone.compare(Share::ZERO)?.is_gt() { Some(saving.ratio(alone)?) } else { None },
    })
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
