//! Graduated tiers.

use crate::error::Result;
use crate::money::{Decimal, Exact};
use crate::sorting::sort_few_by_key;
use serde::Serialize;

/// A tier of a price: the part of a month's quantity in `(from, to]` costs `unit_price` a unit.
///
/// Partner Center prints the same tier as 101 to 100000 that the Retail Prices API prints as `tierMinimumUnits` 100;
/// real bills charge 100.5 units as 100 at the first and 0.5 at the second price (DOMAIN 2.3, 12.5).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Tier {
    /// Quantity already used when the tier begins.
    pub from: Decimal,
    /// Quantity used when it ends; `None` is open.
    pub to: Option<Decimal>,
    /// Price of one unit of measure.
    pub unit_price: Decimal,
}

/// A part of a quantity at one tier's price; nothing is rounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Part {
    /// Units in this tier; negative for usage given back.
    pub quantity: Exact,
    /// The tier's price.
    pub unit_price: Decimal,
    /// `quantity x unit_price`.
    pub amount: Exact,
}

/// Tiers in order, the first from 0.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Tiers(Vec<Tier>);

impl Tiers {
    /// Tiers from `(from, unit_price)` in any order; `None` where the lowest does not begin at 0 or none is given.
    #[must_use]
    pub fn try_new(mut starts: Vec<(Decimal, Decimal)>) -> Option<Self> {
        sort_few_by_key(&mut starts, |start| *start);
        if !starts.first()?.0.is_zero() {
            return None;
        }
        let ends = starts.iter().skip(1).map(|(from, _)| Some(*from)).chain([None]);
        let tiers =
            starts.iter().zip(ends).map(|((from, unit_price), to)| Tier { from: *from, to, unit_price: *unit_price });
        Some(Self(tiers.collect()))
    }

    /// The tiers for quantities in another unit, of which `times` are `over` of this one; `None` where a price or a threshold
    /// would be no decimal.
    pub(super) fn in_unit(&self, times: Exact, over: Exact) -> Option<Self> {
        let decimal = |value: Exact, times: Exact, over: Exact| -> Option<Decimal> {
            value.times(times).ok()?.quotient(over).ok()??.to_string().parse().ok()
        };
        let threshold = |quantity: Decimal| decimal(quantity.exact(), over, times);
        let tier = |tier: &Tier| {
            let to = match tier.to {
                Some(to) => Some(threshold(to)?),
                None => None,
            };
            let unit_price = decimal(tier.unit_price.exact(), times, over)?;
            Some(Tier { from: threshold(tier.from)?, to, unit_price })
        };
        self.0.iter().map(tier).collect::<Option<Vec<Tier>>>().map(Self)
    }

    /// The tiers.
    #[must_use]
    pub fn as_slice(&self) -> &[Tier] {
        &self.0
    }

    /// Price of the first paid tier, as Microsoft prints UnitPrice; 0 where all is free (DOMAIN 12.3).
    #[must_use]
    pub fn unit_price(&self) -> Decimal {
        self.0.iter().map(|tier| tier.unit_price).find(|price| !price.is_zero()).unwrap_or_default()
    }

    /// Price of the next unit after `used` ones.
    #[must_use]
    pub fn at(&self, used: Exact) -> Decimal {
        let begun = self.0.iter().rev().find(|tier| tier.from.exact() <= used.max(Exact::ZERO));
        begun.map(|tier| tier.unit_price).unwrap_or_default()
    }

    /// What using on from `before` to `after` units in a month costs, tier by tier.
    ///
    /// Each unit is charged at the price of the tier it falls in (DOMAIN 2.3). Going down (`after < before`, usage given
    /// back) gives negative parts from the top tier down; below 0 the first tier's price holds.
    ///
    /// # Errors
    /// `money.outOfRange` where an amount cannot be held.
    ///
    /// ```
    /// # use azplan::{money::Decimal, price_list::Tiers};
    /// let decimal = |text: &str| text.parse::<Decimal>();
    /// let starts = vec![(decimal("0")?, decimal("1")?), (decimal("100")?, decimal("0.80")?)];
    /// let tiers = Tiers::try_new(starts).expect("they begin at 0");
    /// let parts = tiers.parts(decimal("0")?.exact(), decimal("101")?.exact())?;
    /// assert_eq!(parts[0].amount.to_string(), "100");
    /// assert_eq!(parts[1].amount.to_string(), "0.8");
    /// # Ok::<(), azplan::Error>(())
    /// ```
    pub fn parts(&self, before: Exact, after: Exact) -> Result<Vec<Part>> {
        let (low, high, down) = if after < before { (after, before, true) } else { (before, after, false) };
        let mut parts = Vec::new();
        for (index, tier) in self.0.iter().enumerate() {
            // Where the tier ends inside; the last one, or what is used up in this one, ends all.
            let end = tier.to.map(Decimal::exact).filter(|to| *to < high);
            let to = end.unwrap_or(high);
            let from = if index == 0 { low } else { low.max(tier.from.exact()) };
            if to > from {
                let quantity = if down { from.minus(to)? } else { to.minus(from)? };
                parts.push(Part {
                    quantity,
                    unit_price: tier.unit_price,
                    amount: quantity.times(tier.unit_price.exact())?,
                });
            }
            if end.is_none() {
                break;
            }
        }
        if down {
            parts.reverse();
        }
        Ok(parts)
    }
}

/// Sum of the amounts.
///
/// # Errors
/// `money.outOfRange` where it cannot be held.
pub fn total(parts: &[Part]) -> Result<Exact> {
    parts.iter().try_fold(Exact::ZERO, |sum, part| sum.plus(part.amount))
}
