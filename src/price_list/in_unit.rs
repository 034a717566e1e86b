//! A price for usage that counts in another unit than the list: `1K` where the list has `1M`.
//!
//! The price is converted and not the quantity, so that whatever is worked out of both is in the unit of the usage, as a billed
//! file prints it: lines, tiers, totals and what verification compares.

use super::answers::ListedPrice;
use super::lookup::{NotFound, NotFoundReason, PriceKey, Priced};
use super::{PriceHit, PriceList};
use crate::time::Day;
use crate::units;

impl NotFound {
    pub(super) fn first(&self) -> Option<u32> {
        self.near.first().copied()
    }

    /// No comparison of what usage costs by two lists that count in different units, where the usage does not say its own.
    pub(crate) fn other_unit(old: &str, new: &str) -> Self {
        let message = format!(
            "the old list has the price for `{old}` and the new one for `{new}`, and the usage does not say in which of them \
             it counts"
        );
        Self { reason: NotFoundReason::UnitMismatch, message, near: Vec::new() }
    }
}

impl PriceList {
    /// [`find`](Self::find), for usage in a unit; an empty one is the list's.
    ///
    /// A unit without a number (`gb hours`, `user`, as billed files print them) does not say by how many is counted: it is not
    /// compared, for quantities of billed files are in the list's unit (rules 12.1, 12.8), nor is a text that is not
    /// understood. A bill tells them both.
    pub(crate) fn find_in_unit(&self, key: &PriceKey<'_>, unit: &str, on: Day) -> Result<Priced, NotFound> {
        let mut priced = self.find(key, on)?;
        let listed = self.unit_of(priced.index());
        if unit.is_empty() || listed.is_empty() || unit == listed {
            return Ok(priced);
        }
        if !units::has_number(unit) || !units::is_understood(unit) || !units::is_understood(listed) {
            return Ok(priced);
        }
        let mismatch = |why: &str| NotFound {
            reason: NotFoundReason::UnitMismatch,
            message: format!("the usage is in `{unit}` and the price is for `{listed}`{why}"),
            near: vec![priced.index()],
        };
        let Some(conversion) = units::conversion(unit, listed) else { return Err(mismatch("")) };
        if !conversion.is_same() {
            let tiers = priced.tiers.in_unit(conversion.times, conversion.over);
            let tiers = tiers.ok_or_else(|| mismatch(", which does not convert without rounding"))?;
            (priced.tiers, priced.unit) = (tiers, Some(unit.into()));
        }
        Ok(priced)
    }

    /// No price for usage that is priced in another currency than the list: its amounts would be labelled wrongly.
    pub(crate) fn in_currency(&self, priced: &Priced, currency: &str) -> Result<(), NotFound> {
        let own = self.currency();
        if currency.is_empty() || currency.eq_ignore_ascii_case(own.as_str()) {
            return Ok(());
        }
        let message = format!("the list is in {own} and the usage is priced in {currency}");
        Err(NotFound { reason: NotFoundReason::OtherCurrency, message, near: vec![priced.index()] })
    }

    /// No price for usage of a meter whose rows are in several units: its month has no one quantity.
    pub(crate) fn mixed_units(&self, priced: &Priced) -> NotFound {
        let message = "the usage of the meter is in several units, of which no one quantity is made".to_owned();
        NotFound { reason: NotFoundReason::UnitMismatch, message, near: vec![priced.index()] }
    }

    /// The unit of measure of the price at a place.
    pub(crate) fn unit_of(&self, index: u32) -> &str {
        let item = self.price_at(index).and_then(|price| self.item(price));
        item.map_or("", |item| self.texts.text(item.unit_of_measure))
    }

    /// A price as an answer lists it.
    #[must_use]
    pub fn hit_of(&self, priced: &Priced) -> PriceHit {
        let mut hit = self.hit(priced.index(), Some(priced.on));
        if let Some(unit) = &priced.unit {
            let listed = ListedPrice { unit_of_measure: hit.unit_of_measure, unit_price: hit.unit_price };
            hit.unit_of_measure = unit.to_string();
            hit.unit_price = priced.tiers.unit_price();
            hit.gaps = priced.tiers.gaps().to_vec();
            (hit.block_size, hit.hours) = (units::block_size(unit), units::hours(unit));
            hit.listed = Some(listed);
        }
        hit
    }
}
