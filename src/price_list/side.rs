//! What a list says of a price on a day, to be compared with what another list says of it.

use super::answers::{SavingsPlanPrice, is_readable, savings_plans};
use super::exchange::exchanged_plans;
use super::{ListExchange, PriceList, PriceType, Tiers};
use crate::money::{Decimal, Exact};
use crate::pec::PecReason;
use crate::time::Day;
use crate::units::{self, Conversion};

/// A price as one of two lists has it.
#[derive(Debug, Clone)]
pub(crate) struct Side<'a> {
    /// Tiers on the day, in `unit`.
    pub tiers: Tiers,
    /// False where a row that is in force on the day could not be used.
    pub is_read: bool,
    /// Unit of measure; empty where the list does not say it.
    pub unit: &'a str,
    /// Type.
    pub price_type: PriceType,
    /// Can the product earn PEC?
    pub pec: PecReason,
    /// Tags as the list prints them.
    pub tags: &'a str,
    plans: &'a str,
    exchange: Option<ListExchange>,
    /// Some prices under savings plans could not be read: this one may lack some.
    plans_unread: bool,
    /// How its prices become those of `unit`, where the list has another.
    converted: Option<Conversion>,
}

impl PriceList {
    /// The price at a place; nothing where the list does not have it on the day.
    pub(crate) fn side_at(&self, index: u32, on: Day) -> Option<Side<'_>> {
        let (tiers, _) = self.tiers_on(index, on)?;
        let price = self.price_at(index)?;
        let item = self.item(price)?;
        let is_unread = |row: &super::Row| self.numbers.value(row.unit_price).is_none() && self.rank(row, on).is_some();
        Some(Side {
            tiers,
            is_read: !self.rows_of(index).iter().any(is_unread),
            unit: self.texts.text(item.unit_of_measure),
            price_type: self.place(price).price_type,
            pec: self.pec_of(price),
            tags: self.texts.text(item.tags),
            plans: self.texts.text(price.savings_plans),
            exchange: self.exchanged(),
            plans_unread: self.reading.plans_unread,
            converted: None,
        })
    }

    /// Does any price have tags?
    pub(crate) fn has_tags(&self) -> bool {
        self.items.iter().any(|item| !item.tags.is_empty())
    }

    /// Do the columns of the list allow prices under savings plans?
    pub(crate) fn has_savings_plans(&self) -> bool {
        !self.reading.cannot.iter().any(|what| what == "savingsPlans")
    }

    /// How many rows could not be used, and what is missing of a list in parts.
    pub(crate) fn not_read(&self) -> (u32, Option<&str>) {
        (self.reading.refused, self.reading.part.as_deref())
    }
}

impl<'a> Side<'a> {
    /// The same in another unit; nothing where the one does not convert into the other, or not without rounding.
    pub(crate) fn in_unit(&self, unit: &'a str) -> Option<Self> {
        let conversion = units::conversion(unit, self.unit)?;
        if conversion.is_same() {
            return Some(self.clone());
        }
        // The price of a reservation is that of its term, whatever its unit.
        if self.price_type == PriceType::Reservation {
            return None;
        }
        let tiers = self.tiers.in_unit(conversion.times, conversion.over)?;
        let side = Self { tiers, unit, converted: Some(conversion), ..self.clone() };
        side.savings_plans().is_some().then_some(side)
    }

    /// Is it for the same unit, whatever is in its tiers?
    pub(crate) fn is_converted(&self) -> bool {
        self.converted.is_some()
    }

    /// Do both print the same of savings plans? Then they need not be taken apart.
    pub(crate) fn has_plans_of(&self, other: &Self) -> bool {
        self.plans == other.plans && self.converted == other.converted && self.exchange == other.exchange
    }

    /// Could all prices under savings plans be read?
    pub(crate) fn reads_plans(&self) -> bool {
        is_readable(self.plans)
    }

    /// May a price under a savings plan be in the list, though it is not here?
    pub(crate) const fn may_lack_plans(&self) -> bool {
        self.plans_unread
    }

    /// Prices under savings plans, in `unit`; nothing where one of them would be rounded.
    pub(crate) fn savings_plans(&self) -> Option<Vec<SavingsPlanPrice>> {
        let plans = exchanged_plans(savings_plans(self.plans), self.exchange);
        let Some(Conversion { times, over }) = self.converted else { return Some(plans) };
        let convert = |plan: SavingsPlanPrice| {
            Some(SavingsPlanPrice { unit_price: converted(plan.unit_price.exact(), times, over)?, ..plan })
        };
        plans.into_iter().map(convert).collect()
    }
}

/// `value x times / over`, where that is a decimal.
pub(super) fn converted(value: Exact, times: Exact, over: Exact) -> Option<Decimal> {
    value.times(times).ok()?.quotient(over).ok()??.to_string().parse().ok()
}
