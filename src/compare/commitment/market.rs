//! What may be bought for a workload, at which prices.

use super::answer::{CommitmentRequest, NotOffered, Side};
use super::best::{Plan, Reservation};
use crate::compare::clock::Clock;
use crate::compare::purchase::{Missing, Software, WayKind, months_of, terms};
use crate::compare::reservable::Reservable;
use crate::compare::share::Share;
use crate::compare::software::Included;
use crate::error::Result;
use crate::ids;
use crate::money::{Decimal, Exact};
use crate::pec::PecRate;
use crate::price_list::{Package, PriceHit, PriceList, Priced};
use crate::rules::Dated;
use crate::time::Day;

const MINIMUM: Dated = Dated::new(include_str!("../../rules/data/savings_plan_minimum.txt"));

/// Least hourly commitment of a savings plan on a day.
pub(super) fn minimum(on: Day) -> Result<Exact> {
    let found = MINIMUM.on(on).map(|least| least.value.parse::<Decimal>()).transpose()?;
    Ok(found.map_or(Exact::ZERO, Decimal::exact))
}

/// What is offered for a term.
#[derive(Debug)]
pub(super) struct Term<T> {
    /// `P1Y`.
    pub term: String,
    /// Price as listed.
    pub unit_price: Decimal,
    pub offer: T,
}

/// A reservation.
#[derive(Debug)]
pub(super) struct Offer {
    pub reservation: Reservation,
    /// How many of it one instance takes.
    pub each: Exact,
    /// What each is for: `1 vCore`.
    pub of: Option<String>,
}

/// What may be bought, and what not.
#[derive(Debug)]
pub(super) struct Market {
    /// One instance for an hour, on the side that is asked for.
    pub pay_as_you_go: Exact,
    pub software: Option<Software>,
    pub reservations: Vec<Term<Offer>>,
    pub plans: Vec<Term<Plan>>,
    pub missing: Vec<NotOffered>,
}

impl Market {
    /// The commitments that the list has for a price.
    ///
    /// Of a Windows machine the machine alone is reserved, and its software paid for as it is used, as where the ways to pay
    /// are compared.
    pub(super) fn of(
        list: &PriceList,
        priced: &Priced,
        price: &PriceHit,
        request: &CommitmentRequest,
        rate: &PecRate,
    ) -> Result<Self> {
        let one = Exact::new(1, 0);
        let kept = match request.side {
            Side::Partner if priced.pec.earns() => one.minus(rate.fraction.exact())?,
            _ => one,
        };
        let siblings = list.siblings(priced);
        let included = Included::of(list, priced, &siblings)?;
        let software = match &included {
            Some(software) => software.hourly.times(kept)?,
            None => Exact::ZERO,
        };
        let of_machine = included.as_ref().map(|software| (list.siblings(&software.bare), &software.hit));
        let mut market = Self {
            pay_as_you_go: priced.tiers.whole_unit_price().exact().times(kept)?,
            software: None,
            reservations: Vec::new(),
            plans: Vec::new(),
            missing: Vec::new(),
        };
        let (of, product, beside) = match &of_machine {
            Some((others, hit)) if siblings.reservations.is_empty() => (&others.reservations, *hit, software),
            _ => (&siblings.reservations, price, Exact::ZERO),
        };
        let reservable = Reservable { terms: of, product: &product.product_title, on: priced.on };
        market.take_reservations(request, &reservable, beside)?;
        let (plans_of, beside) = match &of_machine {
            Some((_, hit)) if price.savings_plans.is_empty() => (*hit, software),
            _ => (price, Exact::ZERO),
        };
        market.take_plans(request, plans_of, beside);
        market.software =
            included.map(|Included { hourly, hit, .. }| Software { hourly, without: hit, brought: false });
        for missing in &mut market.missing {
            missing.reason = missing.reason.in_list(list);
            missing.message = missing.reason.text();
        }
        Ok(market)
    }

    fn take_reservations(
        &mut self,
        request: &CommitmentRequest,
        reservable: &Reservable<'_>,
        beside: Exact,
    ) -> Result<()> {
        for term in terms(reservable.terms.keys().map(String::as_str)).into_iter().filter(|term| allows(request, term))
        {
            let cheapest = reservable.packages(term).and_then(|packages| cheapest(packages).ok_or(Missing::Ambiguous));
            let found =
                cheapest.and_then(|found| months_of(term).map(|months| (found, months)).ok_or(Missing::NotInList));
            match found {
                Ok(((package, each), months)) => {
                    let unit_price = package.priced.tiers.whole_unit_price();
                    let hours = Clock::try_new(reservable.on, None)?.total(months)?;
                    let hour = Share::from(unit_price.exact()).over(hours)?.unwrap_or(Share::ZERO);
                    let reservation = Reservation { hour, beside };
                    let offer = Offer { reservation, each, of: package.covered.text() };
                    self.reservations.push(Term { term: term.to_owned(), unit_price, offer });
                }
                Err(reason) => self.miss(WayKind::Reservation, term, reason),
            }
        }
        Ok(())
    }

    fn take_plans(&mut self, request: &CommitmentRequest, plans_of: &PriceHit, beside: Exact) {
        let plans = &plans_of.savings_plans;
        for term in terms(plans.iter().map(|plan| plan.term.as_str())).into_iter().filter(|term| allows(request, term))
        {
            match plans.iter().find(|plan| plan.term == term) {
                Some(plan) => self.plans.push(Term {
                    term: term.to_owned(),
                    unit_price: plan.unit_price,
                    offer: Plan { price: plan.unit_price.exact(), beside },
                }),
                None => self.miss(WayKind::SavingsPlan, term, Missing::NotInList),
            }
        }
    }

    fn miss(&mut self, kind: WayKind, term: &str, reason: Missing) {
        self.missing.push(NotOffered { kind, term: term.to_owned(), reason, message: reason.text() });
    }
}

fn allows(request: &CommitmentRequest, term: &str) -> bool {
    request.terms.is_empty() || request.terms.iter().any(|wanted| ids::term(wanted) == term)
}

/// The package that costs the least for one instance, of those that one instance uses in full, and how many it takes.
fn cheapest(packages: &[Package]) -> Option<(&Package, Exact)> {
    let whole = packages.iter().filter(|package| package.used.is_whole_of(&package.covered));
    let counted = whole.filter_map(|package| {
        let each = package.used.count.checked_div(package.covered.count)?;
        let each = Exact::new(i128::from(each), 0);
        Some((package, each, package.priced.tiers.whole_unit_price().exact().times(each).ok()?))
    });
    counted.min_by(|(.., left), (.., right)| left.cmp(right)).map(|(package, each, _)| (package, each))
}
