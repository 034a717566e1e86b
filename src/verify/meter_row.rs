//! A row beside the price list: which price does it charge?

use super::request::Cause;
use super::row::RowFigures;
use crate::error::Result;
use crate::money::{Decimal, Exact, rounding};
use crate::pec::PecReason;
use crate::usage::UsageRow;

/// A row of the meter with all that is known of it.
#[derive(Debug)]
pub(super) struct MeterRow<'a> {
    pub row: &'a UsageRow,
    pub figures: RowFigures,
    /// Why it earns PEC or does not.
    pub due: PecReason,
    /// What part of the charge an Azure credit pays.
    pub credit: Exact,
    /// What is left of a price after PEC that is due.
    pub kept: Exact,
    /// Charged in another period: its tier is not known.
    pub late: bool,
    /// A promotion that a file names for it.
    pub promotion: Option<Promotion>,
}

/// A promotion on consumption, which lowers the price after PEC (Partner Center: usage-aggregated-reconciliation-files).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Promotion {
    /// What part of the price it takes off, where the file says it.
    pub part: Option<Exact>,
}

/// A row that is not priced as the list says.
#[derive(Debug)]
pub(super) struct Finding<'a> {
    pub row: &'a UsageRow,
    pub cause: Cause,
    pub printed: Exact,
    pub computed: Exact,
    pub explain: String,
}

/// Rows of a day that can't be told apart: several ways explain what they charge, and are as good (rules 15.6).
#[derive(Debug)]
pub(super) struct OpenRows<'a> {
    pub cause: Cause,
    /// What each should be charged in one of the ways; none where it is right as it is.
    pub rows: Vec<(&'a UsageRow, Option<Exact>)>,
    /// Together they should be charged as much in any way.
    pub closes: bool,
}

/// What is wrong in a meter's month.
#[derive(Debug, Default)]
pub(super) struct Findings<'a> {
    pub rows: Vec<Finding<'a>>,
    pub open: Vec<OpenRows<'a>>,
}

impl Findings<'_> {
    /// Is something explained by nothing but the tier?
    pub(super) fn has_tiers(&self) -> bool {
        let mut causes = self.rows.iter().map(|found| found.cause).chain(self.open.iter().map(|open| open.cause));
        causes.any(|cause| cause == Cause::Tier)
    }

    /// Rows that are not right, or may not be.
    pub(super) fn len(&self) -> usize {
        self.open.iter().fold(self.rows.len(), |sum, open| sum.saturating_add(open.rows.len()))
    }
}

impl MeterRow<'_> {
    /// Does it charge this price, less the PEC that is due, or another one: and not what an Azure credit leaves of it?
    pub(super) fn is_before_credit(&self, price: Decimal) -> Result<bool> {
        Ok(self.credit.is_zero() || !self.is_at(price)? || self.figures.charges(price.exact().times(self.kept)?)?)
    }

    /// Does it charge this price of the list, less the PEC that is due?
    pub(super) fn is_at(&self, price: Decimal) -> Result<bool> {
        let figures = &self.figures;
        if figures.quantity.value.is_zero() || figures.charges(price.exact().times(self.kept)?)? {
            return Ok(true);
        }
        Ok(self.due == PecReason::AzureCredit && self.is_paid_at(price)?)
    }

    /// An Azure credit pays for it: its total is the charge before the credit, or what is left of it.
    fn is_paid_at(&self, price: Decimal) -> Result<bool> {
        let figures = &self.figures;
        let left = price.exact().times(Decimal::ONE.exact().minus(self.credit)?)?;
        let is_total = |unit: Exact| match &figures.pricing {
            Some(total) => total.is(figures.quantity.value.times(unit)?, Exact::ZERO),
            None => Ok(true),
        };
        Ok(figures.charges(left)? && (is_total(price.exact())? || is_total(left)?))
    }

    /// What is left of a price at the rate of PEC that is not the one due.
    pub(super) fn other_kept(&self, rate: Exact) -> Result<Exact> {
        if self.due.earns() { Ok(Decimal::ONE.exact()) } else { Decimal::ONE.exact().minus(rate) }
    }

    /// Does it charge less than this, by its promotion?
    pub(super) fn is_promoted_from(&self, expected: Exact) -> Result<bool> {
        match self.promotion {
            Some(Promotion { part: Some(part) }) => {
                self.figures.charges(expected.times(Decimal::ONE.exact().minus(part)?)?)
            }
            Some(Promotion { part: None }) => {
                let unit = self.unit()?;
                Ok(!unit.is_negative() && unit < expected)
            }
            None => Ok(false),
        }
    }

    /// The price of a unit, as printed or as the total makes it.
    pub(super) fn unit(&self) -> Result<Exact> {
        let quantity = self.figures.quantity.value;
        match &self.figures.effective {
            Some(printed) => Ok(printed.value),
            None if quantity.is_zero() => Ok(Exact::ZERO),
            None => rounding::significant_15(self.figures.charge()?, quantity),
        }
    }
}
