//! Rows that could not be used: what can be read of them says which figures may follow from that.

use super::Usage;
use super::about::About;
use crate::strings::Symbol;
use crate::time::{Day, Month};
use std::collections::BTreeMap;

/// What can be read of a row that was refused.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Refused {
    pub day: Option<Day>,
    /// Plan, product, SKU and meter; empty where the row does not say it.
    pub of: [Symbol; 4],
}

impl Refused {
    pub(super) const fn new(day: Option<Day>, about: Option<&About>) -> Self {
        let of = match about {
            Some(about) => [about.plan, about.product_id, about.sku_id, about.meter_id],
            None => [Symbol::EMPTY; 4],
        };
        Self { day, of }
    }
}

/// Refused rows of one month, plan, product, SKU and meter, as far as they say it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct RefusedOf {
    month: Option<Month>,
    of: [String; 4],
}

impl RefusedOf {
    /// May they be of this month, plan and meter, or, where no meter is named, of this product and SKU?
    pub(crate) fn may_be(&self, month: Option<Month>, [plan, product, sku, meter]: [&str; 4]) -> bool {
        let [own_plan, own_product, own_sku, own_meter] = &self.of;
        let may = |own: &str, other: &str| own.is_empty() || other.is_empty() || own.eq_ignore_ascii_case(other);
        let is_month = self.month.is_none() || month.is_none() || self.month == month;
        let is_named = !own_meter.is_empty() && !meter.is_empty();
        is_month
            && may(own_plan, plan)
            && if is_named { may(own_meter, meter) } else { may(own_product, product) && may(own_sku, sku) }
    }
}

impl Usage {
    /// How many rows were refused, by what can be read of them.
    pub(crate) fn refused_of(&self) -> BTreeMap<RefusedOf, u32> {
        let mut counts: BTreeMap<(Option<Month>, [Symbol; 4]), u32> = BTreeMap::new();
        for row in &self.refused {
            let count = counts.entry((row.day.map(Day::month), row.of)).or_default();
            *count = count.saturating_add(1);
        }
        let text = |symbol| self.text(symbol).to_owned();
        counts.into_iter().map(|((month, of), count)| (RefusedOf { month, of: of.map(text) }, count)).collect()
    }
}
