//! Why a row is not at the price of its tier, and what it should have been charged.

use super::meter_row::{Finding, MeterRow};
use super::request::Cause;
use super::share::{EXPLAINED, Misfit, OTHER_TIER, UNEXPLAINED};
use crate::error::Result;
use crate::money::{Decimal, Exact};
use crate::price_list::{PriceList, Priced, Tiers};
use crate::time::Day;

/// The price that a tier has, by the tier's place.
pub(super) fn price_at(tiers: &Tiers, at: usize) -> Decimal {
    tiers.as_slice().get(at).map(|tier| tier.unit_price).unwrap_or_default()
}

/// The list, and what its prices are on other days.
pub(super) struct Prices<'a> {
    list: &'a PriceList,
    /// The rate of PEC.
    rate: Exact,
}

/// Why a row charges what it charges, if it is in a tier.
struct Why {
    cause: Cause,
    misfit: Misfit,
    text: String,
}

impl<'a> Prices<'a> {
    pub(super) const fn new(list: &'a PriceList, rate: Exact) -> Self {
        Self { list, rate }
    }

    /// How well a row that is not at the price of a tier fits into it.
    pub(super) fn misfit(&self, row: &MeterRow<'_>, priced: &Priced, tier: usize) -> Result<Misfit> {
        Ok(self.why(row, priced, tier, Exact::ZERO)?.misfit)
    }

    /// What is wrong with a row that belongs into a tier.
    pub(super) fn finding<'r>(
        &self,
        row: &MeterRow<'r>,
        priced: &Priced,
        tier: usize,
        used: Exact,
    ) -> Result<Finding<'r>> {
        let price = price_at(&priced.tiers, tier);
        let expected = price.exact().times(row.kept)?;
        let Why { cause, text, .. } = self.why(row, priced, tier, used)?;
        let charged = row.unit()?;
        let explain = if row.due.earns() && !price.is_zero() {
            format!("charged at {charged} a unit; {price} less the PEC that is due is {expected}: {text}")
        } else {
            format!("charged at {charged} a unit, and not at {price}: {text}")
        };
        let computed = row.figures.quantity.value.times(expected)?;
        Ok(Finding { row: row.row, cause, printed: row.figures.charge()?, computed, explain })
    }

    /// The most specific cause that explains what the row charges.
    fn why(&self, row: &MeterRow<'_>, priced: &Priced, tier: usize, used: Exact) -> Result<Why> {
        let price = price_at(&priced.tiers, tier);
        if row.figures.charges(price.exact().times(row.other_kept(self.rate)?)?)? {
            let (cause, text) = if row.due.earns() {
                (Cause::PecMissing, "this is the price without PEC, which the row earns".to_owned())
            } else {
                (Cause::PecNotDue, format!("this is the price with PEC, but {}", row.due.text()))
            };
            return Ok(Why { cause, misfit: EXPLAINED, text });
        }
        if row.is_promoted_from(price.exact().times(row.kept)?)? {
            let text = "a promotion lowers it, as the file says".to_owned();
            return Ok(Why { cause: Cause::Promotion, misfit: EXPLAINED, text });
        }
        for other in priced.tiers.as_slice() {
            if row.is_at(other.unit_price)? {
                let text = format!("this is the tier from {} on, and the month has {used} units by then", other.from);
                return Ok(Why { cause: Cause::Tier, misfit: OTHER_TIER, text });
            }
        }
        if let Some(day) = self.day_of_price(row, priced, tier)? {
            let text = format!("this is the price of {day}, not of {}", row.row.day);
            return Ok(Why { cause: Cause::PriceDate, misfit: EXPLAINED, text });
        }
        if let Some(printed) = &row.figures.effective
            && printed.is_rounded(price.exact().times(row.kept)?, 2)?
        {
            let text = "the price is rounded, which it should not be".to_owned();
            return Ok(Why { cause: Cause::Rounding, misfit: EXPLAINED, text });
        }
        let text = "the list has no such price for it on any day".to_owned();
        Ok(Why { cause: Cause::Price, misfit: UNEXPLAINED, text })
    }

    /// The day on which the tier has the price that the row charges.
    fn day_of_price(&self, row: &MeterRow<'_>, priced: &Priced, tier: usize) -> Result<Option<Day>> {
        let from = priced.tiers.as_slice().get(tier).map(|tier| tier.from).unwrap_or_default();
        for (day, tiers) in self.list.tiers_at_other_times(priced) {
            let Some(price) = tiers.at(from.exact()) else { continue };
            if row.figures.charges(price.exact().times(row.kept)?)? {
                return Ok(Some(day));
            }
        }
        Ok(None)
    }
}
