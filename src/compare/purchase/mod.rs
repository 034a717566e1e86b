//! The ways to pay for one workload: what the customer pays, what the partner pays Microsoft, what the partner keeps.

mod answer;
mod break_even;
mod notes;
mod offered;
mod option;
mod payment;
mod request;
mod way;

pub use answer::{
    Billing, BreakEven, Cheapest, Missing, NoWorkload, Note, Paid, Payment, Point, PurchaseAnswer, PurchaseOption,
    Reservations, Software, WayKind, Ways,
};
pub use request::PurchaseRequest;

use super::clock::Clock;
use super::software::Included;
use crate::error::{Error, ErrorCode, Result};
use crate::money::{Decimal, Exact};
use crate::pec::PecRate;
use crate::price_list::{PriceHit, PriceKey, PriceList, Priced, Siblings};
use crate::rules::Dated;
use crate::sorting::sort_by_key;
use crate::units;
pub(super) use offered::terms;
pub(super) use option::months_of;
use option::{Common, id_of};
use request::Terms;
use way::{Metered, Way, Workload};

const MINIMUM: Dated = Dated::new(include_str!("../../rules/data/savings_plan_minimum.txt"));

/// Compares the ways to pay for one workload.
///
/// A way that the list has no price for is named as such; no discount is ever made up.
///
/// # Errors
/// `input.invalid` for numbers that make no sense, `money.outOfRange` where a figure cannot be held.
///
/// ```
/// # use azplan::{PriceList, compare::{purchase, PurchaseAnswer, PurchaseRequest}};
/// let list = PriceList::read(b"skuId,productId,retailPrice,meterId,armRegionName,type,reservationTerm,unitOfMeasure\n\
///     DZH318Z0K9JH/00QW,DZH318Z0K9JH,0.673,b16,australiacentral,Consumption,,1 Hour\n\
///     DZH318Z0K9JH/03RM,DZH318Z0K9JH,3478,b16,australiacentral,Reservation,1 Year,1 Hour\n")?;
/// let request = PurchaseRequest { product_id: "DZH318Z0K9JH".into(), sku_id: "00QW".into(), ..Default::default() };
/// let PurchaseAnswer::Found(ways) = purchase(&list, &request)? else { panic!("it is in the list") };
/// assert_eq!(ways.break_even[0].hours_per_term.map(|hours| hours.to_string()).as_deref(), Some("5167.90490341753"));
/// # Ok::<(), azplan::Error>(())
/// ```
pub fn purchase(list: &PriceList, request: &PurchaseRequest) -> Result<PurchaseAnswer> {
    let terms = Terms::of(request)?;
    let on = request.on.unwrap_or_else(|| list.newest_day());
    let rate = PecRate::chosen(request.pec_rate, on)?;
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
            return Ok(PurchaseAnswer::NotFound(NoWorkload {
                schema_version: crate::SCHEMA_VERSION,
                found: false,
                on,
                reason: absent.reason,
                nearest: list.nearest(&absent),
                message: absent.message,
                options: Vec::new(),
                break_even: Vec::new(),
            }));
        }
    };
    let price = list.hit_of(&priced);
    let block = units::hours(&price.unit_of_measure);
    if block.is_none() && terms.hours.is_some() {
        let message = format!("`{}` counts no hours: give the quantity alone", price.unit_of_measure);
        return Err(Error::new(ErrorCode::INPUT_INVALID, message).at("hours"));
    }
    let clock = Clock::try_new(on, request.month)?;
    if let Some(hours) = terms.hours.filter(|hours| *hours > clock.most()) {
        let most = clock.most();
        let message = format!(
            "an instance cannot run {hours} hours a month, which has {most} at most: give more instances as quantity"
        );
        return Err(Error::new(ErrorCode::INPUT_INVALID, message).at("hours"));
    }
    let workload = Workload {
        quantity: terms.quantity,
        hours: terms.hours,
        block,
        clock,
        rate: rate.fraction.exact(),
        customer_factor: terms.customer_factor,
    };
    let compared = Compared { list, siblings: list.siblings(&priced), priced, price, workload };
    compared.answer(request, &terms, &rate).map(|ways| PurchaseAnswer::Found(Box::new(ways)))
}

/// A workload with its prices.
struct Compared<'a> {
    list: &'a PriceList,
    siblings: Siblings,
    priced: Priced,
    price: PriceHit,
    workload: Workload,
}

impl Compared<'_> {
    fn answer(&self, request: &PurchaseRequest, terms: &Terms, rate: &PecRate) -> Result<Ways> {
        let included = Included::of(self.list, &self.priced, &self.siblings)?;
        let brought = request.hybrid_benefit && included.is_some();
        let machine = match &included {
            Some(software) if brought => &software.bare,
            _ => &self.priced,
        };
        let offered = self.offered(machine, included.as_ref(), brought)?;
        let mut spans: Vec<u32> =
            offered.iter().filter_map(|way| way.as_ref().ok()?.term.as_ref().map(|(_, months)| *months)).collect();
        sort_by_key(&mut spans, |months| *months);
        spans.dedup();
        if spans.is_empty() {
            spans.push(12);
        }
        let as_you_go = Way { metered: vec![Metered { tiers: machine.tiers.clone(), earns: false }], ..Way::default() };
        let common = Common {
            workload: &self.workload,
            currency: self.price.currency.as_str(),
            discount_rate: terms.discount_rate,
            terms: &spans,
            pay_as_you_go: as_you_go.cost_of(&self.workload, 1)?.customer(&self.workload)?,
        };
        // What a commitment covers: the machine, without software that is paid for in any case.
        let covered = included.as_ref().map_or(&self.priced, |software| &software.bare);
        let mut break_even = Vec::new();
        let mut below_minimum = false;
        let mut options = Vec::new();
        for way in offered {
            options.push(match way {
                Err(absent) => absent.in_list(self.list),
                Ok(way) => {
                    if let Some((term, months)) = &way.term {
                        let id = id_of(way.kind, term);
                        let computing = (&covered.tiers, covered.pec.earns());
                        break_even.extend(break_even::break_even(&id, &way.way, *months, computing, &self.workload)?);
                    }
                    below_minimum |=
                        !way.way.hourly.is_zero() && way.way.hourly.compare(self.minimum()?.into())?.is_lt();
                    way.option(&common)?
                }
            });
        }
        let software = included.map(|Included { hit, hourly, .. }| Software {
            hourly,
            without: hit,
            brought: request.hybrid_benefit,
        });
        Ok(Ways {
            schema_version: crate::SCHEMA_VERSION,
            found: true,
            complete: self.list.is_whole(),
            on: self.priced.on,
            currency: self.price.currency,
            quantity: self.workload.quantity,
            hours: self.workload.block.map(|_| self.workload.month_used()).transpose()?,
            hours_of_month: self.workload.clock.month()?,
            hours_of_year: self.workload.clock.total(12)?,
            month: request.month,
            pec_rate: rate.fraction,
            markup: terms.markup,
            discount_rate: terms.discount_rate,
            cheapest: cheapest(&options),
            notes: self.notes(&options, software.is_some(), below_minimum),
            software,
            options,
            break_even,
            price: self.price.clone(),
        })
    }

    fn minimum(&self) -> Result<Exact> {
        let found = MINIMUM.on(self.priced.on).map(|least| least.value.parse::<Decimal>()).transpose()?;
        Ok(found.map_or(Exact::ZERO, Decimal::exact))
    }

    fn notes(&self, options: &[PurchaseOption], software: bool, below_minimum: bool) -> Vec<Note> {
        let has = |kind| options.iter().any(|option| option.kind == kind && option.found);
        let (reservation, plan) = (has(WayKind::Reservation), has(WayKind::SavingsPlan));
        let by_the_unit =
            options.iter().filter_map(|option| option.reservations.as_ref()).any(|taken| taken.of.is_some());
        let of_partner = self.list.info().format.starts_with("partnerCenter");
        [
            (reservation, notes::WHOLE_TERM),
            (by_the_unit, notes::BY_THE_UNIT),
            (reservation || plan || has(WayKind::Spot), notes::NO_PEC),
            (reservation || plan, notes::UNUSED_LOST),
            (reservation || plan, notes::SAME_TOTAL),
            (software, notes::SOFTWARE),
            (plan, notes::CURRENT_PRICES),
            (below_minimum, notes::MINIMUM),
            (has(WayKind::Spot), notes::SPOT),
            (has(WayKind::DevTest), notes::DEV_TEST),
            (reservation && of_partner, notes::PARTNER_SHEET),
            (reservation && !of_partner, notes::RETAIL_LIST),
        ]
        .into_iter()
        .filter_map(|(holds, note)| holds.then_some(note))
        .collect()
    }
}

/// The cheapest ways that every workload may use; of equal ones the first.
fn cheapest(options: &[PurchaseOption]) -> Cheapest {
    let usable = || options.iter().filter(|way| way.found && !matches!(way.kind, WayKind::Spot | WayKind::DevTest));
    let id = |way: Option<&PurchaseOption>| way.map(|way| way.id.clone()).unwrap_or_default();
    Cheapest {
        customer: id(usable().min_by_key(|way| way.customer_monthly)),
        partner: id(usable().min_by_key(|way| way.partner_monthly)),
        keeps: id(usable().min_by_key(|way| std::cmp::Reverse(way.partner_keeps))),
    }
}
