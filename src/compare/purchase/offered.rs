//! The ways to pay in their order; those that the list does not have as what stands in their place.

use super::Compared;
use super::answer::{Missing, PurchaseOption, Reservations, WayKind};
use super::option::{Offered, missing, months_of};
use super::way::{Metered, Way};
use crate::compare::reservable::{Reservable, Taken};
use crate::compare::share::Share;
use crate::compare::software::Included;
use crate::error::Result;
use crate::pec::PecReason;
use crate::price_list::{Priced, SavingsPlanPrice, Siblings, Tiers};
use crate::sorting::sort_by_key;

/// Terms that are named even where the list does not have them.
const USUAL_TERMS: [&str; 2] = ["P1Y", "P3Y"];

/// Ways, and what stands in the place of those that are not there.
type Ways = Vec<Result<Offered, Box<PurchaseOption>>>;

/// Terms in the order of their length, the usual ones among them.
pub(in crate::compare) fn terms<'a>(own: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut names: Vec<&str> = own.chain(USUAL_TERMS).collect();
    sort_by_key(&mut names, |term| (months_of(term), *term));
    names.dedup();
    names
}

fn metered(tiers: &Tiers, earns: bool) -> Vec<Metered> {
    vec![Metered { tiers: tiers.clone(), earns }]
}

impl Compared<'_> {
    pub(super) fn offered(&self, machine: &Priced, software: Option<&Included>, brought: bool) -> Result<Ways> {
        // A commitment leaves the software to pay as you go.
        let beside = match software {
            Some(software) if !brought => metered(&software.tiers, self.priced.pec.earns()),
            _ => Vec::new(),
        };
        let none = if machine.pec.earns() { PecReason::NoAccess } else { machine.pec };
        let mut ways = vec![
            self.as_used(WayKind::PayAsYouGo, machine, false, none),
            self.as_used(WayKind::PayAsYouGoWithPec, machine, machine.pec.earns(), machine.pec),
        ];
        let of_machine = software.map(|software| self.list.siblings(&software.bare));
        ways.extend(self.reservations(of_machine.as_ref().zip(software), &beside)?);
        ways.extend(self.savings_plans(software, beside)?);
        let spot = match &of_machine {
            Some(siblings) if brought => &siblings.spot,
            _ => &self.siblings.spot,
        };
        ways.push(match spot {
            Some(spot) => self.as_used(WayKind::Spot, spot, false, PecReason::Spot),
            None => Err(Box::new(missing(WayKind::Spot, "", Missing::NotInList))),
        });
        ways.push(match &self.siblings.dev_test {
            Some(price) => self.as_used(WayKind::DevTest, price, price.pec.earns(), price.pec),
            None => Err(Box::new(missing(WayKind::DevTest, "", Missing::NotInList))),
        });
        Ok(ways)
    }

    fn as_used(
        &self,
        kind: WayKind,
        priced: &Priced,
        earns: bool,
        pec_reason: PecReason,
    ) -> Result<Offered, Box<PurchaseOption>> {
        let price = self.list.hit_of(priced);
        let way = Way { metered: metered(&priced.tiers, earns), ..Way::default() };
        Ok(Offered {
            kind,
            term: None,
            unit_price: priced.tiers.whole_unit_price(),
            price,
            pec_reason,
            way,
            reservations: None,
        })
    }

    /// The product of a Windows machine has reservations only where the list says so; else those of the machine alone.
    fn reservations(&self, of_machine: Option<(&Siblings, &Included)>, beside: &[Metered]) -> Result<Ways> {
        let own = &self.siblings.reservations;
        let (terms_of, product, rest) = match of_machine {
            Some((others, software)) if own.is_empty() => (&others.reservations, &software.hit, beside.to_vec()),
            _ => (own, &self.price, Vec::new()),
        };
        let reservable = Reservable { terms: terms_of, product: &product.product_title, on: self.priced.on };
        let kind = WayKind::Reservation;
        let mut ways = Vec::new();
        for term in terms(terms_of.keys().map(String::as_str)) {
            let taken = reservable.taken(term, self.workload.quantity)?;
            ways.push(match (taken, months_of(term)) {
                (Ok(taken), Some(months)) => {
                    let price = self.list.hit_of(&taken.package.priced);
                    let unit_price = taken.package.priced.tiers.whole_unit_price();
                    let whole = unit_price.exact().times(taken.count)?;
                    let way = Way { fixed: Some((whole, months)), metered: rest.clone(), ..Way::default() };
                    let pec_reason = PecReason::Reservation;
                    let (term, reservations) = (Some((term.to_owned(), months)), Some(counted(&taken)));
                    Ok(Offered { kind, term, price, unit_price, pec_reason, way, reservations })
                }
                (Ok(_), None) => Err(Box::new(missing(kind, term, Missing::NotInList))),
                (Err(reason), _) => Err(Box::new(missing(kind, term, reason))),
            });
        }
        Ok(ways)
    }

    fn savings_plans(&self, software: Option<&Included>, beside: Vec<Metered>) -> Result<Ways> {
        let (plans_of, rest) = match software {
            Some(software) if self.price.savings_plans.is_empty() => (&software.hit, beside),
            _ => (&self.price, Vec::new()),
        };
        let plans = &plans_of.savings_plans;
        let kind = WayKind::SavingsPlan;
        let mut ways = Vec::new();
        for term in terms(plans.iter().map(|plan| plan.term.as_str())) {
            let plan = plans.iter().find(|plan| plan.term == term).zip(months_of(term));
            ways.push(match plan {
                Some((plan, months)) => {
                    let way = Way { hourly: self.committed(plan)?, metered: rest.clone(), ..Way::default() };
                    let (unit_price, pec_reason, price) = (plan.unit_price, PecReason::SavingsPlan, plans_of.clone());
                    let term = Some((term.to_owned(), months));
                    Ok(Offered { kind, term, price, unit_price, pec_reason, way, reservations: None })
                }
                None => Err(Box::new(missing(kind, term, Missing::NotInList))),
            });
        }
        Ok(ways)
    }

    /// What a savings plan commits for each hour: of what counts no hours, an hour's part of the month's units.
    fn committed(&self, plan: &SavingsPlanPrice) -> Result<Share> {
        let hours = match self.workload.block {
            Some(block) => block.exact(),
            None => self.workload.clock.month()?,
        };
        let whole = Share::from(self.workload.quantity.times(plan.unit_price.exact())?);
        Ok(whole.over(hours)?.unwrap_or(Share::ZERO))
    }
}

fn counted(taken: &Taken<'_>) -> Reservations {
    let Taken { package, count } = taken;
    let of = package.covered.text();
    let text = of.as_ref().map_or_else(|| count.to_string(), |of| format!("{count} x {of}"));
    Reservations { count: *count, of, text }
}
