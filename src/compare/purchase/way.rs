//! What a way to pay costs, by the hours of use.

use crate::compare::clock::Clock;
use crate::compare::share::Share;
use crate::error::{Error, ErrorCode, Result};
use crate::money::{Decimal, Exact};
use crate::price_list::{Part, Tiers, total};

/// How much is used, and what the customer pays for it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Workload {
    pub quantity: Exact,
    /// Hours a month of each instance; `None`: all of them.
    pub hours: Option<Exact>,
    /// Hours in one unit of measure; `None` where it counts none.
    pub block: Option<Decimal>,
    pub clock: Clock,
    /// PEC as a fraction.
    pub rate: Exact,
    /// `1 + markup`.
    pub customer_factor: Exact,
}

impl Workload {
    /// Hours of use of each instance in each of the first months.
    fn used(&self, months: u32) -> Result<Vec<Exact>> {
        let all = self.clock.months(months)?;
        Ok(all.into_iter().map(|all| self.hours.map_or(all, |hours| hours.min(all))).collect())
    }

    /// Units of measure of a month with so many hours of use.
    pub(super) fn units(&self, hours: Exact) -> Result<Exact> {
        let Some(block) = self.block else { return Ok(self.quantity) };
        let units = self.quantity.times(hours)?.quotient(block.exact())?;
        units.ok_or_else(|| {
            let message = format!("{hours} hours are no whole part of a unit of {block} hours");
            Error::new(ErrorCode::MONEY_OUT_OF_RANGE, message).at("hours")
        })
    }

    /// Hours of use in the first month.
    pub(super) fn month_used(&self) -> Result<Exact> {
        match self.hours {
            Some(hours) => Ok(hours),
            None => self.clock.month(),
        }
    }
}

/// What is paid for as it is used.
#[derive(Debug, Clone)]
pub(super) struct Metered {
    /// Without gaps.
    pub tiers: Tiers,
    /// Earns PEC.
    pub earns: bool,
}

/// A way to pay: what a commitment costs whether it is used or not, and what use costs.
#[derive(Debug, Clone)]
pub(super) struct Way {
    /// Price of the whole term, and its months.
    pub fixed: Option<(Exact, u32)>,
    /// Paid for each hour, used or not.
    pub hourly: Share,
    /// Paid for as it is used.
    pub metered: Vec<Metered>,
}

/// A cost at the list price, and the PEC in it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cost {
    pub list: Share,
    pub pec: Exact,
}

impl Cost {
    const ZERO: Self = Self { list: Share::ZERO, pec: Exact::ZERO };

    fn plus(self, other: Self) -> Result<Self> {
        Ok(Self { list: self.list.plus(other.list)?, pec: self.pec.plus(other.pec)? })
    }

    fn times(self, factor: u32) -> Result<Self> {
        let factor = Exact::new(i128::from(factor), 0);
        Ok(Self { list: self.list.times(factor)?, pec: self.pec.times(factor)? })
    }

    pub(super) fn customer(self, workload: &Workload) -> Result<Share> {
        self.list.times(workload.customer_factor)
    }

    pub(super) fn partner(self) -> Result<Share> {
        self.list.minus(self.pec.into())
    }
}

impl Default for Way {
    fn default() -> Self {
        Self { fixed: None, hourly: Share::ZERO, metered: Vec::new() }
    }
}

impl Way {
    /// What use costs in a month.
    fn metered_at(&self, workload: &Workload, hours: Exact) -> Result<Cost> {
        let units = workload.units(hours)?;
        self.metered.iter().try_fold(Cost::ZERO, |sum, metered| {
            let list = total(&metered.tiers.cost(Exact::ZERO, units)?.parts)?;
            let pec = if metered.earns { list.times(workload.rate)? } else { Exact::ZERO };
            sum.plus(Cost { list: list.into(), pec })
        })
    }

    /// What use costs over the first months.
    pub(super) fn use_of(&self, workload: &Workload, months: u32) -> Result<Cost> {
        if workload.block.is_none() || workload.clock.is_even() {
            return self.metered_at(workload, workload.month_used()?)?.times(months);
        }
        let used = workload.used(months)?;
        used.into_iter().try_fold(Cost::ZERO, |sum, hours| sum.plus(self.metered_at(workload, hours)?))
    }

    /// What the commitment costs over the first months.
    pub(super) fn commitment_of(&self, workload: &Workload, months: u32) -> Result<Share> {
        let fixed = match self.fixed {
            Some((price, term)) => Share::of(price, term).times(Exact::new(i128::from(months), 0))?,
            None => Share::ZERO,
        };
        fixed.plus(self.hourly.times(workload.clock.total(months)?)?)
    }

    /// Both over the first months.
    pub(super) fn cost_of(&self, workload: &Workload, months: u32) -> Result<Cost> {
        let used = self.use_of(workload, months)?;
        Ok(Cost { list: used.list.plus(self.commitment_of(workload, months)?)?, ..used })
    }

    /// Both in the first month with so many hours of use.
    pub(super) fn cost_at(&self, workload: &Workload, hours: Exact) -> Result<Cost> {
        let used = self.metered_at(workload, hours)?;
        Ok(Cost { list: used.list.plus(self.commitment_of(workload, 1)?)?, ..used })
    }

    /// Parts of what use costs in the first month.
    pub(super) fn parts(&self, workload: &Workload) -> Result<Vec<Vec<Part>>> {
        let units = workload.units(workload.month_used()?)?;
        let parts = |metered: &Metered| Ok(metered.tiers.cost(Exact::ZERO, units)?.parts);
        self.metered.iter().map(parts).collect()
    }
}
