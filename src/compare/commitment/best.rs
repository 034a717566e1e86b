//! The best mix of reservations and a savings plan over a profile of hourly use.
//!
//! In each hour reservations are used first, then the savings plan, and the rest is pay as you go (azure-docs:
//! benefit-application-order); what is committed and not used is lost with the hour. For a number of reservations the cost
//! falls with the commitment as long as it is used in more than `savings-plan price / pay-as-you-go price` of the hours, so
//! that the best commitment is what is used in just that part of them. Numbers of reservations are tried one by one.

use super::super::share::Share;
use crate::error::{Error, ErrorCode, Result};
use crate::money::Exact;
use crate::sorting::sort_by;

/// Most reservations that are tried.
const MOST: u32 = 50_000;

/// Prices of one unit of use in an hour, and what may be committed.
#[derive(Debug, Clone, Copy)]
pub(super) struct Prices {
    pub pay_as_you_go: Exact,
    /// A reservation of one unit, for one hour of its term; `None`: none are bought.
    pub reservation: Option<Share>,
    /// Price of a unit under the savings plan; `None`: none is bought.
    pub savings_plan: Option<Exact>,
    /// Least hourly commitment.
    pub minimum: Exact,
}

/// How much is committed, and what the profile then costs.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mix {
    pub reserved: u32,
    /// For each hour, in the currency.
    pub commitment: Exact,
    pub reservations_cost: Share,
    pub commitment_cost: Exact,
    pub pay_as_you_go_cost: Share,
    /// Units of use that each covered.
    pub by_reservations: Exact,
    pub by_savings_plan: Share,
    pub by_pay_as_you_go: Share,
    /// Hours of reservations that nothing used.
    pub unused_reserved: Exact,
    /// Part of the commitments that nothing used.
    pub unused_commitment: Share,
}

impl Mix {
    pub(super) fn total(&self) -> Result<Share> {
        self.reservations_cost.plus(self.commitment_cost.into())?.plus(self.pay_as_you_go_cost)
    }
}

/// Use by the hour, the greatest first, with its sums.
#[derive(Debug)]
pub(super) struct Profile {
    /// Greatest first.
    hours: Vec<Exact>,
    /// `sums[n]` is the use of the first `n` hours.
    sums: Vec<Exact>,
}

fn number(count: usize) -> Exact {
    Exact::new(i128::try_from(count).unwrap_or(i128::MAX), 0)
}

impl Profile {
    pub(super) fn try_new(mut hours: Vec<Exact>) -> Result<Self> {
        sort_by(&mut hours, |left, right| right.cmp(left));
        let mut sums = vec![Exact::ZERO];
        let mut sum = Exact::ZERO;
        for hour in &hours {
            sum = sum.plus(*hour)?;
            sums.push(sum);
        }
        Ok(Self { hours, sums })
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

    /// Whole units that the peak needs.
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

    /// What the profile costs with so much committed.
    pub(super) fn cost(&self, prices: &Prices, reserved: u32, commitment: Exact) -> Result<Mix> {
        let count = Exact::new(i128::from(reserved), 0);
        let rest = self.above(count)?;
        let by_reservations = self.total().minus(rest)?;
        // A level of use in units of price, so that nothing is divided: above (reserved x price + commitment).
        let left = match prices.savings_plan {
            Some(price) if !commitment.is_zero() => self.above_priced(count.times(price)?.plus(commitment)?, price)?,
            _ => Share::from(rest),
        };
        let price = prices.savings_plan.unwrap_or_default();
        let used = Share::from(rest).minus(left)?;
        let commitment_cost = commitment.times(self.len())?;
        Ok(Mix {
            reserved,
            commitment,
            reservations_cost: match prices.reservation {
                Some(hour) => hour.times(count)?.times(self.len())?,
                None => Share::ZERO,
            },
            commitment_cost,
            pay_as_you_go_cost: left.times(prices.pay_as_you_go)?,
            by_reservations,
            by_savings_plan: used,
            by_pay_as_you_go: left,
            unused_reserved: count.times(self.len())?.minus(by_reservations)?,
            unused_commitment: Share::from(commitment_cost).minus(used.times(price)?)?,
        })
    }

    /// Use above `level / price`.
    fn above_priced(&self, level: Exact, price: Exact) -> Result<Share> {
        let mut failed = None;
        let count = self.hours.partition_point(|hour| match hour.times(price) {
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
        let over = sum.times(price)?.minus(level.times(number(count))?)?;
        Ok(Share::try_new(over, price).unwrap_or(Share::ZERO))
    }

    /// The cheapest mix; of equal ones the one with the least committed.
    pub(super) fn best(&self, prices: &Prices) -> Result<Mix> {
        let most = if prices.reservation.is_some() { self.most()? } else { 0 };
        // Hours in which the commitment may lie idle: use in more of them pays for it.
        let idle = match prices.savings_plan {
            Some(price) => {
                let pays = |hours: &usize| -> bool {
                    let both = prices
                        .pay_as_you_go
                        .times(number(*hours))
                        .and_then(|left| Ok((left, price.times(self.len())?)));
                    both.is_ok_and(|(left, right)| left <= right)
                };
                let mut low = 0usize;
                let mut high = self.hours.len();
                while low < high {
                    let middle = low.midpoint(high).saturating_add(1);
                    if pays(&middle) { low = middle } else { high = middle.saturating_sub(1) }
                }
                Some((low, price))
            }
            None => None,
        };
        let mut best = self.cost(prices, 0, Exact::ZERO)?;
        let mut best_total = best.total()?;
        let mut consider = |mix: Mix| -> Result<()> {
            let total = mix.total()?;
            if total.compare(best_total)?.is_lt() {
                (best, best_total) = (mix, total);
            }
            Ok(())
        };
        for reserved in 0..=most {
            consider(self.cost(prices, reserved, Exact::ZERO)?)?;
            let Some((hours, price)) = idle else { continue };
            let level = self.level(hours).minus(Exact::new(i128::from(reserved), 0))?;
            if level > Exact::ZERO {
                let commitment = level.times(price)?;
                consider(self.cost(prices, reserved, commitment.max(prices.minimum))?)?;
            }
        }
        Ok(best)
    }
}
