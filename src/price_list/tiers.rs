//! Graduated tiers.

use super::side::converted;
use crate::error::Result;
use crate::money::{Decimal, Exact};
use crate::sorting::sort_few_by_key;
use serde::Serialize;

/// A tier of a price: the part of a month's quantity in `(from, to]` costs `unit_price` a unit.
///
/// Partner Center prints the same tier as 101 to 100000 that the Retail Prices API prints as `tierMinimumUnits` 100;
/// real bills charge 100.5 units as 100 at the first and 0.5 at the second price (rules 2.3, 12.5).
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

/// A part of a month's quantity that has no price: no row of the list says one, or the row that does could not be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Gap {
    /// Quantity already used when it begins.
    pub from: Decimal,
    /// Quantity used when it ends; `None` is open.
    pub to: Option<Decimal>,
}

/// What a quantity costs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Costed {
    /// Parts that have a price.
    pub parts: Vec<Part>,
    /// Units that fall into gaps: they are in no part. Negative for usage given back.
    pub unpriced: Exact,
}

/// What a row of a list says of a part of a month's quantity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Segment {
    /// Where it begins.
    pub from: Decimal,
    /// Where it ends; `None` where the next one ends it, or nothing.
    pub to: Option<Decimal>,
    /// Its price; `None` where the row could not be used.
    pub unit_price: Option<Decimal>,
}

/// Tiers in order, and the gaps between, before and behind them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tiers {
    tiers: Vec<Tier>,
    gaps: Vec<Gap>,
}

impl Tiers {
    /// Tiers from `(from, unit_price)` in any order, the last one open; `None` where the lowest does not begin at 0 or none
    /// is given.
    #[must_use]
    pub fn try_new(starts: Vec<(Decimal, Decimal)>) -> Option<Self> {
        let segment = |(from, price): (Decimal, Decimal)| Segment { from, to: None, unit_price: Some(price) };
        let tiers = Self::of(starts.into_iter().map(segment).collect());
        tiers.is_whole().then_some(tiers)
    }

    /// The tiers for quantities in another unit, of which `times` are `over` of this one; `None` where a price or a threshold
    /// would be no decimal.
    pub(super) fn in_unit(&self, times: Exact, over: Exact) -> Option<Self> {
        let threshold = |quantity: Decimal| converted(quantity.exact(), over, times);
        let end = |to: Option<Decimal>| to.map_or(Some(None), |to| Some(Some(threshold(to)?)));
        let tier = |tier: &Tier| {
            let unit_price = converted(tier.unit_price.exact(), times, over)?;
            Some(Tier { from: threshold(tier.from)?, to: end(tier.to)?, unit_price })
        };
        let gap = |gap: &Gap| Some(Gap { from: threshold(gap.from)?, to: end(gap.to)? });
        let tiers = self.tiers.iter().map(tier).collect::<Option<_>>()?;
        let gaps = self.gaps.iter().map(gap).collect::<Option<_>>()?;
        Some(Self { tiers, gaps })
    }

    /// Tiers of what rows say, in any order: each ends where it says, or where the next begins. What is left is a gap.
    pub(super) fn of(mut segments: Vec<Segment>) -> Self {
        sort_few_by_key(&mut segments, |segment| *segment);
        let mut tiers = Self { tiers: Vec::with_capacity(segments.len()), gaps: Vec::new() };
        let mut reached = Some(Decimal::ZERO);
        let next = segments.iter().skip(1).map(|next| Some(next.from)).chain([None]);
        for (segment, next) in segments.iter().zip(next) {
            let Segment { from, unit_price, .. } = *segment;
            if let Some(end) = reached.filter(|end| *end < from) {
                tiers.add_gap(end, Some(from));
            }
            let to = segment.to.into_iter().chain(next).min();
            match unit_price {
                Some(unit_price) => tiers.tiers.push(Tier { from, to, unit_price }),
                None => tiers.add_gap(from, to),
            }
            reached = to;
        }
        if let Some(end) = reached {
            tiers.add_gap(end, None);
        }
        tiers
    }

    fn add_gap(&mut self, from: Decimal, to: Option<Decimal>) {
        if to == Some(from) {
            return;
        }
        match self.gaps.last_mut().filter(|last| last.to == Some(from)) {
            Some(last) => last.to = to,
            None => self.gaps.push(Gap { from, to }),
        }
    }

    /// The tiers that have a price.
    #[must_use]
    pub fn as_slice(&self) -> &[Tier] {
        &self.tiers
    }

    /// What has no price.
    #[must_use]
    pub fn gaps(&self) -> &[Gap] {
        &self.gaps
    }

    /// Has every quantity a price?
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.gaps.is_empty()
    }

    /// Has every quantity up to this one a price?
    #[must_use]
    pub fn is_whole_to(&self, quantity: Exact) -> bool {
        self.gaps.first().is_none_or(|gap| !gap.from.is_zero() && quantity <= gap.from.exact())
    }

    /// Price of the first paid tier, as Microsoft prints UnitPrice; 0 where all is free (rules 12.3), and nothing where
    /// a gap comes before it.
    #[must_use]
    pub fn unit_price(&self) -> Option<Decimal> {
        let paid = self.tiers.iter().find(|tier| !tier.unit_price.is_zero());
        match (paid, self.gaps.first()) {
            (Some(paid), Some(gap)) if gap.from < paid.from => None,
            (None, Some(_)) => None,
            (paid, _) => Some(paid.map(|tier| tier.unit_price).unwrap_or_default()),
        }
    }

    /// The same of tiers without gaps.
    pub(crate) fn whole_unit_price(&self) -> Decimal {
        self.unit_price().unwrap_or_default()
    }

    /// Price of the next unit after `used` ones; nothing in a gap.
    #[must_use]
    pub fn at(&self, used: Exact) -> Option<Decimal> {
        let used = used.max(Exact::ZERO);
        let begun = self.tiers.iter().rev().find(|tier| tier.from.exact() <= used)?;
        begun.to.is_none_or(|to| used < to.exact()).then_some(begun.unit_price)
    }

    /// Tiers and gaps in order; there is one at least.
    fn segments(&self) -> impl Iterator<Item = Segment> {
        let tier = |tier: &Tier| Segment { from: tier.from, to: tier.to, unit_price: Some(tier.unit_price) };
        let gap = |gap: &Gap| Segment { from: gap.from, to: gap.to, unit_price: None };
        let (mut tiers, mut gaps) = (self.tiers.iter().map(tier).peekable(), self.gaps.iter().map(gap).peekable());
        std::iter::from_fn(move || match (tiers.peek(), gaps.peek()) {
            (Some(tier), Some(gap)) if gap.from < tier.from => gaps.next(),
            (None, _) => gaps.next(),
            _ => tiers.next(),
        })
    }

    /// What using on from `before` to `after` units in a month costs, tier by tier.
    ///
    /// Each unit is charged at the price of the tier it falls in (rules 2.3); one that falls into a gap has no price, which
    /// is not 0. Going down (`after < before`, usage given back) gives negative parts from the top tier down; below 0 the
    /// first tier's price holds.
    ///
    /// # Errors
    /// `money.outOfRange` where an amount cannot be held.
    ///
    /// ```
    /// # use azplan::{money::Decimal, price_list::Tiers};
    /// let decimal = |text: &str| text.parse::<Decimal>();
    /// let starts = vec![(decimal("0")?, decimal("1")?), (decimal("100")?, decimal("0.80")?)];
    /// let tiers = Tiers::try_new(starts).expect("they begin at 0");
    /// let costed = tiers.cost(decimal("0")?.exact(), decimal("101")?.exact())?;
    /// assert_eq!(costed.parts[0].amount.to_string(), "100");
    /// assert_eq!(costed.parts[1].amount.to_string(), "0.8");
    /// assert!(costed.unpriced.is_zero());
    /// # Ok::<(), azplan::Error>(())
    /// ```
    pub fn cost(&self, before: Exact, after: Exact) -> Result<Costed> {
        let (low, high, down) = if after < before { (after, before, true) } else { (before, after, false) };
        let mut costed = Costed::default();
        for (index, segment) in self.segments().enumerate() {
            // Where the tier ends inside; the last one, or what is used up in this one, ends all.
            let end = segment.to.map(Decimal::exact).filter(|to| *to < high);
            let to = end.unwrap_or(high);
            let from = if index == 0 { low } else { low.max(segment.from.exact()) };
            if to > from {
                costed.add(if down { from.minus(to)? } else { to.minus(from)? }, segment.unit_price)?;
            }
            if end.is_none() {
                break;
            }
        }
        if down {
            costed.parts.reverse();
        }
        Ok(costed)
    }
}

impl Costed {
    fn add(&mut self, quantity: Exact, unit_price: Option<Decimal>) -> Result<()> {
        match unit_price {
            Some(unit_price) => {
                self.parts.push(Part { quantity, unit_price, amount: quantity.times(unit_price.exact())? });
            }
            None => self.unpriced = self.unpriced.plus(quantity)?,
        }
        Ok(())
    }
}

/// Sum of the amounts.
///
/// # Errors
/// `money.outOfRange` where it cannot be held.
pub fn total(parts: &[Part]) -> Result<Exact> {
    parts.iter().try_fold(Exact::ZERO, |sum, part| sum.plus(part.amount))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimal(text: &str) -> Decimal {
        text.parse().expect("a decimal")
    }

    fn segment(from: &str, to: Option<&str>, price: Option<&str>) -> Segment {
        Segment { from: decimal(from), to: to.map(decimal), unit_price: price.map(decimal) }
    }

    fn cost(tiers: &Tiers, before: &str, after: &str) -> (Vec<String>, String) {
        let costed = tiers.cost(decimal(before).exact(), decimal(after).exact()).expect("a cost");
        let parts = costed.parts.iter().map(|part| format!("{} x {}", part.quantity, part.unit_price));
        (parts.collect(), costed.unpriced.to_string())
    }

    #[test]
    fn what_no_row_prices_is_a_gap() {
        let closed = Tiers::of(vec![segment("0", Some("10"), Some("0"))]);
        assert_eq!(closed.gaps(), [Gap { from: decimal("10"), to: None }]);
        assert_eq!((closed.unit_price(), closed.at(decimal("10").exact())), (None, None));
        assert_eq!(cost(&closed, "0", "25"), (vec!["10 x 0".to_owned()], "15".to_owned()));
        assert_eq!(cost(&closed, "25", "8"), (vec!["-2 x 0".to_owned()], "-15".to_owned()));
        assert!(closed.is_whole_to(decimal("10").exact()) && !closed.is_whole_to(decimal("10.1").exact()));

        let high = Tiers::of(vec![segment("100", None, Some("3"))]);
        assert_eq!((high.unit_price(), high.is_whole_to(Exact::ZERO)), (None, false));
        assert_eq!(cost(&high, "-1", "101"), (vec!["1 x 3".to_owned()], "101".to_owned()));

        let holed = Tiers::of(vec![
            segment("50", None, Some("1")),
            segment("20", None, None),
            segment("0", Some("10"), Some("2")),
        ]);
        assert_eq!(holed.gaps(), [Gap { from: decimal("10"), to: Some(decimal("50")) }]);
        assert_eq!(holed.unit_price(), Some(decimal("2")));
        assert_eq!(cost(&holed, "5", "60"), (vec!["5 x 2".to_owned(), "10 x 1".to_owned()], "40".to_owned()));
    }

    #[test]
    fn the_next_unit_on_a_threshold_is_of_the_tier_that_begins_there() {
        let tiers = Tiers::of(vec![segment("0", Some("10"), Some("2")), segment("10", None, Some("1"))]);
        let at = |used: &str| tiers.at(decimal(used).exact());
        assert_eq!(
            [at("9.999999"), at("10"), at("10.000001")],
            [Some(decimal("2")), Some(decimal("1")), Some(decimal("1"))]
        );
        // More was given back than used: the next unit is of the first tier.
        assert_eq!([at("-0.000001"), at("-25"), at("0")], [Some(decimal("2")); 3]);
    }

    #[test]
    fn tiers_without_gaps_begin_at_nothing_and_never_end() {
        let starts = |starts: &[(&str, &str)]| {
            Tiers::try_new(starts.iter().map(|(from, price)| (decimal(from), decimal(price))).collect())
        };
        assert!(starts(&[("0", "1"), ("10", "0.5")]).is_some_and(|tiers| tiers.is_whole()));
        assert!(starts(&[("1", "1")]).is_none() && starts(&[]).is_none());
    }
}
