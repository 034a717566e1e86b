//! How much to commit for one workload, by its use hour by hour.

mod answer;
mod best;
mod market;

pub use answer::{
    CommitmentAnswer, CommitmentMix, CommitmentRequest, Committed, Metered, Mixes, NoPrice, NotOffered, Reserved, Side,
};

use super::share::Share;
use crate::error::{Error, ErrorCode, Result};
use crate::money::{Decimal, Exact};
use crate::pec::PecRate;
use crate::price_list::{PriceKey, PriceList};
use crate::sorting::sort_by;
use crate::units;
use best::{Mix, Prices, Profile};
use market::{Market, Offer, Term};

const ORDER: &str = "azure-docs: benefit-application-order (reservations, then savings plans, then pay as you go)";

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
    let usage = usage(&request.usage)?;
    let key = PriceKey {
        product_id: &request.product_id,
        sku_id: &request.sku_id,
        meter_id: request.meter_id.as_deref().unwrap_or_default(),
        regions: [request.region.as_deref().unwrap_or_default(), ""],
        region_required: true,
        price_type: None,
        term: "",
    };
    let priced = match list.find_whole(&key, on) {
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
    let market = Market::of(list, &priced, &price, request, &rate)?;
    let one = Profile::try_new(&usage, Exact::new(1, 0))?;
    let none = Prices {
        pay_as_you_go: market.pay_as_you_go,
        reservation: None,
        savings_plan: None,
        minimum: market::minimum(on)?,
    };
    let alone = one.cost(&none, 0, Share::ZERO)?.total()?;
    let mut mixes = Vec::new();
    for reservation in std::iter::once(None).chain(market.reservations.iter().map(Some)) {
        let each = reservation.map_or_else(|| Exact::new(1, 0), |term| term.offer.each);
        let profile = Profile::try_new(&usage, each)?;
        for plan in std::iter::once(None).chain(market.plans.iter().map(Some)) {
            let prices = Prices {
                reservation: reservation.map(|term| term.offer.reservation),
                savings_plan: plan.map(|term| term.offer),
                ..none
            };
            let mix = profile.best(&prices)?;
            // A mix without one of its parts is there already, under its own name.
            let whole = (reservation.is_none() || mix.reserved > 0) && (plan.is_none() || !mix.commitment.is_zero());
            if whole {
                let software = market.software.is_some();
                mixes.push((mix.total()?, described(&mix, (reservation, plan), &profile, (alone, software))?));
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
        complete: list.is_whole(),
        on,
        currency: list.currency(),
        side: request.side,
        pay_as_you_go: market.pay_as_you_go,
        pec_rate: rate.fraction,
        hours: one.len(),
        used: one.total(),
        peak: one.peak(),
        mixes: mixes.into_iter().map(|(_, mix)| mix).collect(),
        software: market.software,
        missing: market.missing,
        cite: ORDER,
        price,
    })))
}

fn usage(usage: &[Decimal]) -> Result<Vec<Exact>> {
    if usage.is_empty() {
        return Err(Error::new(ErrorCode::INPUT_INVALID, "the profile has no hours").at("usage"));
    }
    if let Some(index) = usage.iter().position(|hour| hour.is_negative()) {
        let message = format!("hour {} has a negative use", index.saturating_add(1));
        return Err(Error::new(ErrorCode::INPUT_INVALID, message).at(format!("usage[{index}]")));
    }
    Ok(usage.iter().map(|hour| hour.exact()).collect())
}

type Bought<'a> = (Option<&'a Term<Offer>>, Option<&'a Term<best::Plan>>);

fn described(
    mix: &Mix,
    (reservation, plan): Bought<'_>,
    profile: &Profile,
    (alone, software): (Share, bool),
) -> Result<CommitmentMix> {
    let hundred = Exact::new(100, 0);
    let percent = |part: Share, whole: Share| -> Result<Option<Exact>> {
        if whole.compare(Share::ZERO)?.is_gt() { Ok(Some(part.times(hundred)?.ratio(whole)?)) } else { Ok(None) }
    };
    let reserved = Exact::new(i128::from(mix.reserved), 0).times(profile.len())?;
    let total = mix.total()?;
    let used = mix.commitment_cost.minus(mix.unused_commitment)?;
    let beside = mix.by_reservations.plus(mix.by_savings_plan)?;
    Ok(CommitmentMix {
        reservation: match reservation {
            Some(Term { term, unit_price, offer }) => Some(Reserved {
                term: term.clone(),
                unit_price: *unit_price,
                count: mix.reserved,
                of: offer.of.clone(),
                each: offer.each,
                cost: mix.reservations_cost.shown()?,
                covered: mix.by_reservations.shown()?,
                unused: mix.unused_reserved,
                utilisation: percent(reserved.minus(mix.unused_reserved)?.into(), reserved.into())?,
            }),
            None => None,
        },
        savings_plan: match plan {
            Some(Term { term, unit_price, .. }) => Some(Committed {
                term: term.clone(),
                unit_price: *unit_price,
                hourly: mix.commitment.shown()?,
                cost: mix.commitment_cost.shown()?,
                covered: mix.by_savings_plan.shown()?,
                unused: mix.unused_commitment.shown()?,
                utilisation: percent(used, mix.commitment_cost)?,
            }),
            None => None,
        },
        software: if software && !mix.software_cost.is_zero() {
            Some(Metered { quantity: beside.shown()?, cost: mix.software_cost.shown()? })
        } else {
            None
        },
        pay_as_you_go: Metered { quantity: mix.by_pay_as_you_go.shown()?, cost: mix.pay_as_you_go_cost.shown()? },
        total: total.shown()?,
        saving_percent: percent(alone.minus(total)?, alone)?,
    })
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
