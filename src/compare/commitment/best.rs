//! The best mix of reservations and a savings plan over a profile of hourly use.
//!
//! In each hour reservations are used first, then the savings plan, and the rest is pay as you go (azure-docs:
//! benefit-application-order); what is committed and not used is lost with the hour. For a number of reservations the cost
//! falls with the commitment as long as it is used in more than `savings-plan price / pay-as-you-go price` of the hours, so
//! that the best commitment is what is used in just that part of them. Numbers of reservations are tried one by one.
//!
//! What is sold by the unit takes several reservations for one unit of use. Use is counted in reservations then, so that
//! they may cover a part of it. Software that a commitment does not cover is paid for beside it.

use super::super::share::Share;
use crate::error::{Error, ErrorCode, Result};
use crate::money::Exact;
use crate::sorting::sort_by;

/// Most reservations that are tried.
const MOST: u32 = 50_000;

/// A reservation that may be bought.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reservation {
    /// One of it, for one hour of its term.
    pub hour: Share,
    /// Software of one unit of use for an hour, which is paid for beside it.
    pub beside: Exact,
}

/// A savings plan that may be bought.
#[derive(Debug, Clone, Copy)]
pub(super) struct Plan {
    /// Price of one unit of use under it.
    pub price: Exact,
    /// Software of one unit of use for an hour, which is paid for beside it.
    pub beside: Exact,
}

/// Prices of one unit of use in an hour, and what may be committed.
#[derive(Debug, Clone, Copy)]
pub(super) struct Prices {
    pub pay_as_you_go: Exact,
    /// `None`: none are bought.
    pub reservation: Option<Reservation>,
    /// `None`: none is bought.
    pub savings_plan: Option<Plan>,
    /// Least hourly commitment.
    pub minimum: Exact,
}

/// How much is committed, and what the profile then costs.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mix {
    pub reserved: u32,
    /// For each hour, in the currency.
    pub commitment: Share,
    pub reservations_cost: Share,
    pub commitment_cost: Share,
    /// Software beside what is committed.
    pub software_cost: Share,
    pub pay_as_you_go_cost: Share,
    /// Units of use that each covered.
    pub by_reservations: Share,
    pub by_savings_plan: Share,
    pub by_pay_as_you_go: Share,
    /// Hours of reservations that nothing used.
    pub unused_reserved: Exact,
    /// Part of the commitments that nothing used.
    pub unused_commitment: Share,
}

impl Mix {
    pub(super) fn total(&self) -> Result<Share> {
        let committed = self.reservations_cost.plus(self.commitment_cost)?;
        committed.plus(self.software_cost)?.plus(self.pay_as_you_go_cost)
    }
}

/// Use by the hour, the greatest first, with its sums, counted in reservations.
#[derive(Debug)]
pub(super) struct Profile {
    /// Greatest first.
    hours: Vec<Exact>,
    /// `sums[n]` is the use of the first `n` hours.
    sums: Vec<Exact>,
    /// Reservations that one unit of use takes.
    each: Exact,
}

fn number(count: usize) -> Exact {
    Exact::new(i128::try_from(count).unwrap_or(i128::MAX), 0)
}

impl Profile {
    pub(super) fn try_new(hours: &[Exact], each: Exact) -> Result<Self> {
        let mut hours = hours.iter().map(|hour| hour.times(each)).collect::<Result<Vec<Exact>>>()?;
        sort_by(&mut hours, |left, right| right.cmp(left));
        let mut sums = vec![Exact::ZERO];
        let mut sum = Exact::ZERO;
        for hour in &hours {
            sum = sum.plus(*hour)?;
            sums.push(sum);
        }
        Ok(Self { hours, sums, each })
    }

    pub(super) fn len(&self) -> Exact {
        number(self.hours.len())
    }

    pub(super) fn peak(&self) -> Exact {
        self.hours.first().copied().unwrap_or_default()
    }

    pub(super) fn total(&self) -> Exact {
        self.sums.last().copied().unwrap_or_default()
    }

    /// Use above a level, in all hours together.
    fn above(&self, level: Exact) -> Result<Exact> {
        let count = self.hours.partition_point(|hour| *hour > level);
        let sum = self.sums.get(count).copied().unwrap_or_default();
        sum.minus(level.times(number(count))?)
    }

    /// The level that so many hours are above, at most.
    fn level(&self, hours: usize) -> Exact {
        self.hours.get(hours).copied().unwrap_or_default()
    }

    /// Whole reservations that the peak needs.
    fn most(&self) -> Result<u32> {
        let peak = self.peak();
        let (mut low, mut high) = (0u32, MOST);
        if peak > Exact::new(i128::from(MOST), 0) {
            let message =
                format!("a peak of {peak} units an hour is more than can be tried ({MOST}): count larger units");
            return Err(Error::new(ErrorCode::INPUT_INVALID, message).at("usage"));
        }
        while low < high {
            let middle = low.midpoint(high);
            if Exact::new(i128::from(middle), 0) < peak {
                low = middle.saturating_add(1);
            } else {
                high = middle;
            }
        }
        Ok(low)
    }

    /// Units of use, of what is counted in reservations.
    fn units(&self, reservations: Share) -> Result<Share> {
        Ok(reservations.over(self.each)?.unwrap_or(Share::ZERO))
    }

    /// What the profile costs with so much committed.
    pub(super) fn cost(&self, prices: &Prices, reserved: u32, commitment: Share) -> Result<Mix> {
        let count = Exact::new(i128::from(reserved), 0);
        let rest = self.above(count)?;
        let by_reservations = self.total().minus(rest)?;
        let left = match prices.savings_plan {
            Some(plan) if !commitment.is_zero() => self.above_committed(count, commitment, plan.price)?,
            _ => Share::from(rest),
        };
        let covered = self.units(by_reservations.into())?;
        let (used, left) = (self.units(Share::from(rest).minus(left)?)?, self.units(left)?);
        let commitment_cost = commitment.times(self.len())?;
        let price = prices.savings_plan.map_or(Exact::ZERO, |plan| plan.price);
        let beside = |software: Option<Exact>, units: Share| units.times(software.unwrap_or(Exact::ZERO));
        let beside_reservations = beside(prices.reservation.map(|reservation| reservation.beside), covered)?;
        Ok(Mix {
            reserved,
            commitment,
            reservations_cost: match prices.reservation {
                Some(reservation) => reservation.hour.times(count)?.times(self.len())?,
                None => Share::ZERO,
            },
            commitment_cost,
            software_cost: beside_reservations.plus(beside(prices.savings_plan.map(|plan| plan.beside), used)?)?,
            pay_as_you_go_cost: left.times(prices.pay_as_you_go)?,
            by_reservations: covered,
            by_savings_plan: used,
            by_pay_as_you_go: left,
            unused_reserved: count.times(self.len())?.minus(by_reservations)?,
            unused_commitment: commitment_cost.minus(used.times(price)?)?,
        })
    }

    /// Use above a number of reservations and what a commitment covers at a price.
    fn above_committed(&self, reserved: Exact, commitment: Share, price: Exact) -> Result<Share> {
        // A level of use in parts of money, so that nothing is divided: above (reserved x price + commitment x each).
        let (money, parts) = commitment.parts();
        let scale = price.times(parts)?;
        let level = reserved.times(scale)?.plus(money.times(self.each)?)?;
        let mut failed = None;
        let count = self.hours.partition_point(|hour| match hour.times(scale) {
            Ok(priced) => priced > level,
            Err(error) => {
                failed.get_or_insert(error);
                false
            }
        });
        if let Some(error) = failed {
            return Err(error);
        }
        let sum = self.sums.get(count).copied().unwrap_or_default();
        let over = sum.times(scale)?.minus(level.times(number(count))?)?;
        Ok(Share::try_new(over, scale).unwrap_or(Share::ZERO))
    }

    /// Hours in which a commitment may lie idle: use in more of them pays for it.
    fn idle(&self, plan: &Plan, pay_as_you_go: Exact) -> Result<usize> {
        let spared = pay_as_you_go.minus(plan.beside)?;
        let pays = |hours: usize| -> Result<bool> { Ok(spared.times(number(hours))? <= plan.price.times(self.len())?) };
        let (mut low, mut high) = (0usize, self.hours.len());
        while low < high {
            let middle = low.midpoint(high).saturating_add(1);
            if pays(middle)? { low = middle } else { high = middle.saturating_sub(1) }
        }
        Ok(low)
    }

    /// The cheapest mix; of equal ones the one with the least committed.
    pub(super) fn best(&self, prices: &Prices) -> Result<Mix> {
        let most = if prices.reservation.is_some() { self.most()? } else { 0 };
        let idle = match &prices.savings_plan {
            Some(plan) => Some((self.idle(plan, prices.pay_as_you_go)?, plan.price)),
            None => None,
        };
        let mut best = self.cost(prices, 0, Share::ZERO)?;
        let mut best_total = best.total()?;
        let mut consider = |mix: Mix| -> Result<()> {
            let total = mix.total()?;
            if total.compare(best_total)?.is_lt() {
                (best, best_total) = (mix, total);
            }
            Ok(())
        };
        for reserved in 0..=most {
            consider(self.cost(prices, reserved, Share::ZERO)?)?;
            let Some((hours, price)) = idle else { continue };
            let level = self.level(hours).minus(Exact::new(i128::from(reserved), 0))?;
            if level > Exact::ZERO {
                let commitment = self.units(level.into())?.times(price)?;
                let minimum = Share::from(prices.minimum);
                let commitment = if commitment.compare(minimum)?.is_lt() { minimum } else { commitment };
                consider(self.cost(prices, reserved, commitment)?)?;
            }
        }
        Ok(best)
    }
}
