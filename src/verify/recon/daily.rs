//! Daily rows, added up as reconciliation lines add them up.

use crate::error::Result;
use crate::money::Exact;
use crate::time::{Day, Month};
use crate::usage::{FigureId, UsageRow};
use crate::verify::passes::Fate;
use crate::verify::row::RowFigures;
use std::collections::{BTreeMap, BTreeSet};

/// A quantity and its charge, and how far they may be off.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::verify) struct Sum {
    pub quantity: Exact,
    pub quantity_slack: Exact,
    pub charge: Exact,
    pub slack: Exact,
}

impl Sum {
    /// Of one row.
    pub(in crate::verify) fn of(figures: &RowFigures) -> Result<Self> {
        let (charge, slack) = figures.exact_charge()?;
        let quantity = &figures.quantity;
        Ok(Self { quantity: quantity.value, quantity_slack: quantity.slack, charge, slack })
    }

    pub(in crate::verify) fn add(&mut self, row: &Self) -> Result<()> {
        self.quantity = self.quantity.plus(row.quantity)?;
        self.charge = self.charge.plus(row.charge)?;
        if !row.quantity_slack.is_zero() || !row.slack.is_zero() {
            self.quantity_slack = self.quantity_slack.plus(row.quantity_slack)?;
            self.slack = self.slack.plus(row.slack)?;
        }
        Ok(())
    }

    /// With more of it, or with less.
    pub(in crate::verify) fn with(&self, other: &Self, less: bool) -> Result<Self> {
        let join = |left: Exact, right: Exact| if less { left.minus(right) } else { left.plus(right) };
        Ok(Self {
            quantity: join(self.quantity, other.quantity)?,
            quantity_slack: self.quantity_slack.plus(other.quantity_slack)?,
            charge: join(self.charge, other.charge)?,
            slack: self.slack.plus(other.slack)?,
        })
    }
}

/// The rows of a line.
#[derive(Debug)]
pub(in crate::verify) struct Daily {
    pub first: UsageRow,
    /// All rows but those that are there twice.
    pub all: Sum,
    /// Rows that are there twice.
    pub twice: Sum,
    /// Rows of another period, which are in `all`.
    pub late: Sum,
    /// Rows that a commitment pays for, which are in `all`: reconciliation files do not bill them.
    pub covered: Sum,
    /// Of `all`, what an Azure credit pays.
    pub credited: Sum,
    /// Rows of which an Azure credit pays a part, and that print nothing of the charge.
    pub paid_away: bool,
    pub by_price: BTreeMap<FigureId, Sum>,
    /// Quantity by day.
    pub by_day: BTreeMap<Day, Exact>,
    /// Months that the rows are charged in.
    pub months: BTreeSet<Month>,
}

impl Daily {
    pub(in crate::verify) fn new(first: &UsageRow) -> Self {
        Self {
            first: *first,
            all: Sum::default(),
            twice: Sum::default(),
            late: Sum::default(),
            covered: Sum::default(),
            credited: Sum::default(),
            paid_away: false,
            by_price: BTreeMap::new(),
            by_day: BTreeMap::new(),
            months: BTreeSet::new(),
        }
    }

    /// Adds a row, or several of a day and price of which an Azure credit pays the same part.
    pub(in crate::verify) fn add(
        &mut self,
        (day, price): (Day, FigureId),
        sum: &Sum,
        fate: Fate,
        part: Exact,
    ) -> Result<()> {
        if fate.duplicate {
            return self.twice.add(sum);
        }
        if fate.late {
            self.late.add(sum)?;
        }
        if fate.covered {
            self.covered.add(sum)?;
        }
        self.all.add(sum)?;
        if !part.is_zero() {
            self.paid_away |= sum.charge.is_zero() && !sum.quantity.is_zero();
            let (charge, slack) = (sum.charge.times(part)?, sum.slack.times(part)?);
            self.credited.add(&Sum { charge, slack, ..*sum })?;
        }
        self.by_price.entry(price).or_default().add(sum)?;
        let of_day = self.by_day.entry(day).or_default();
        *of_day = of_day.plus(sum.quantity)?;
        Ok(())
    }

    /// Takes the rows of the same key in another spelling.
    pub(in crate::verify) fn join(&mut self, other: Self) -> Result<()> {
        self.all = self.all.with(&other.all, false)?;
        self.twice = self.twice.with(&other.twice, false)?;
        self.late = self.late.with(&other.late, false)?;
        self.covered = self.covered.with(&other.covered, false)?;
        self.credited = self.credited.with(&other.credited, false)?;
        self.paid_away |= other.paid_away;
        self.months.extend(other.months);
        for (price, sum) in other.by_price {
            let own = self.by_price.entry(price).or_default();
            *own = own.with(&sum, false)?;
        }
        for (day, quantity) in other.by_day {
            let own = self.by_day.entry(day).or_default();
            *own = own.plus(quantity)?;
        }
        Ok(())
    }

    /// What a reconciliation file bills of the rows: not what a commitment pays for.
    pub(in crate::verify) fn billed(&self) -> Result<Sum> {
        self.all.with(&self.covered, true)
    }

    /// Is `more` what the last days have, and was not billed yet?
    pub(in crate::verify) fn is_of_last_days(&self, more: Exact) -> Result<bool> {
        let mut sum = Exact::ZERO;
        for of_day in self.by_day.values().rev() {
            sum = sum.plus(*of_day)?;
            if sum == more {
                return Ok(true);
            }
        }
        Ok(false)
    }
}
