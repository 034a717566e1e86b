//! One price of the list, or why there is none.

use super::answers::PriceHit;
use super::model::{Item, Row};
use super::skus::SkuId;
use super::{Gap, PriceList, PriceType, Tiers};
use crate::error::Result;
use crate::ids;
use crate::pec::PecReason;
use crate::regions;
use crate::strings::Symbol;
use crate::time::{Day, Instant};
use serde::Serialize;
use std::collections::BTreeSet;

/// What is looked up. Ids compare without case; an empty text is "not said".
#[derive(Debug, Clone, Copy, Default)]
pub struct PriceKey<'a> {
    /// Product id.
    pub product_id: &'a str,
    /// SKU id, with or without the product before a slash.
    pub sku_id: &'a str,
    /// Meter id.
    pub meter_id: &'a str,
    /// Regions to choose by where several are left; code or location, in order of trust.
    pub regions: [&'a str; 2],
    /// Only a price of these regions will do (or one of a list that knows no regions).
    pub region_required: bool,
    /// Type; `None` is consumption, or a reservation where there is a term.
    pub price_type: Option<PriceType>,
    /// Term of a reservation.
    pub term: &'a str,
}

impl NotFound {
    /// Units that fall into the gaps of a price.
    fn gap(index: u32, gaps: &[Gap]) -> Self {
        let named = |gap: &Gap| match gap {
            Gap { from, to: None } => format!("what is used beyond {from}"),
            Gap { from, to: Some(to) } => format!("what is used from {from} to {to}"),
        };
        let gaps: Vec<String> = gaps.iter().map(named).collect();
        let message = format!("the list has no price for {} in a month", gaps.join(" and "));
        Self { reason: NotFoundReason::TierGap, message, near: vec![index] }
    }
}

impl Priced {
    pub(super) const fn new(index: u32, tiers: Tiers, pec: PecReason, on: Day) -> Self {
        Self { index, tiers, pec, on, until: Some(on), unit: None }
    }

    pub(crate) const fn index(&self) -> u32 {
        self.index
    }
}

/// Why a price is not found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum NotFoundReason {
    /// No row of the product.
    UnknownProduct,
    /// The product has no such SKU.
    UnknownSku,
    /// The SKU has no such meter.
    UnknownMeter,
    /// The price is there for other regions.
    OtherRegion,
    /// The price is there for other types or terms.
    OtherType,
    /// The price is not in force on the day.
    NotInForce,
    /// Several prices fit and differ: a meter or region is needed.
    Ambiguous,
    /// The usage counts in another unit than the price, and the one does not convert into the other.
    UnitMismatch,
    /// The usage is priced in another currency than the list.
    OtherCurrency,
    /// The list has the price, but its rows could not be used.
    NotRead,
    /// The tiers of the price leave the quantity, or a part of it, without a price.
    TierGap,
}

/// Why a price is not found, and what is near.
#[derive(Debug, Clone)]
pub struct NotFound {
    /// The reason.
    pub reason: NotFoundReason,
    /// A sentence.
    pub message: String,
    pub(super) near: Vec<u32>,
}

/// A price in force.
#[derive(Debug, Clone)]
pub struct Priced {
    /// Its place in the list.
    index: u32,
    /// Tiers on the day.
    pub tiers: Tiers,
    /// Can the product earn PEC?
    pub pec: PecReason,
    /// The day.
    pub on: Day,
    /// The last day until which it is known to be the same; nothing where no end is in sight.
    until: Option<Day>,
    /// The unit of the usage that the tiers were converted to.
    pub(super) unit: Option<Box<str>>,
}

impl Priced {
    /// Why units that fall into its gaps have no price.
    pub(crate) fn gap(&self) -> NotFound {
        NotFound::gap(self.index, self.tiers.gaps())
    }

    /// Was it converted into the unit of the usage?
    pub(crate) const fn is_converted(&self) -> bool {
        self.unit.is_some()
    }

    /// Is it known to be the same on a later day?
    pub(crate) fn holds_on(&self, day: Day) -> bool {
        self.on <= day && self.until.is_none_or(|until| day <= until)
    }
}

/// How many near prices an answer names.
const NEAREST: usize = 10;

impl PriceList {
    /// The price of a key on a day.
    ///
    /// # Errors
    /// [`NotFound`] says why there is none; it is a value, not a failure.
    pub fn find(&self, key: &PriceKey<'_>, on: Day) -> Result<Priced, NotFound> {
        let candidates = self.candidates(key)?;
        let until = self.same_until(&candidates, on);
        let mut in_force: Vec<Priced> = Vec::new();
        for index in &candidates {
            if let (Some((tiers, _)), Some(price)) = (self.tiers_on(*index, on), self.price_at(*index)) {
                in_force.push(Priced { index: *index, tiers, pec: self.pec_of(price), on, until, unit: None });
            }
        }
        let Some(first) = in_force.first() else {
            let message =
                self.lacks(|| format!("the list has this price, but not on {on}"), || format!("this price on {on}"));
            return Err(NotFound { reason: NotFoundReason::NotInForce, message, near: candidates });
        };
        if in_force.iter().all(|priced| priced.tiers.as_slice().is_empty()) {
            let message = "the list has this price, but in rows that could not be used".to_owned();
            return Err(NotFound { reason: NotFoundReason::NotRead, message, near: candidates });
        }
        if in_force.iter().all(|other| other.tiers == first.tiers && other.pec == first.pec) {
            return Ok(in_force.swap_remove(0));
        }
        let message = format!("{} prices fit and differ: name the meter or the region", in_force.len());
        let near = in_force.iter().map(|priced| priced.index).collect();
        Err(NotFound { reason: NotFoundReason::Ambiguous, message, near })
    }

    /// The price of a key on a day, for uses that any quantity may come of.
    ///
    /// # Errors
    /// [`NotFound`] as of [`find`](Self::find), and where the tiers have gaps.
    pub fn find_whole(&self, key: &PriceKey<'_>, on: Day) -> Result<Priced, NotFound> {
        let priced = self.find(key, on)?;
        match priced.tiers.gaps() {
            [] => Ok(priced),
            gaps => Err(NotFound::gap(priced.index, gaps)),
        }
    }

    /// The day before the first on which a row of these prices begins or ends; nothing where none does.
    fn same_until(&self, candidates: &[u32], on: Day) -> Option<Day> {
        let morning = Instant::start_of(on);
        let rows = candidates.iter().flat_map(|index| self.rows_of(*index));
        let changes = rows.filter_map(|row| self.validity(row)).flat_map(|validity| [validity.start, validity.end]);
        let next = changes.filter(|change| *change > morning && *change != Instant::OPEN).min()?;
        Some(next.day().and_then(Day::before).map_or(on, |before| before.max(on)))
    }

    /// Near prices as an answer lists them.
    #[must_use]
    pub fn nearest(&self, missing: &NotFound) -> Vec<PriceHit> {
        missing.near.iter().take(NEAREST).map(|index| self.hit(*index, None)).collect()
    }

    /// The price at a place as an answer lists it.
    pub(crate) fn hit_at(&self, index: u32, on: Day) -> PriceHit {
        self.hit(index, Some(on))
    }

    /// The tiers of a price on the first day of each time for which the list has it.
    pub(crate) fn tiers_at_other_times(&self, priced: &Priced) -> Vec<(Day, Tiers)> {
        let days = self.rows_of(priced.index).iter().filter_map(|row| {
            let validity = self.validity(row)?;
            validity.start.day().or_else(|| validity.end.day())
        });
        let mut others: BTreeSet<Day> = BTreeSet::new();
        others.extend(days.filter(|day| *day != priced.on));
        let tiers = |day: Day| Some((day, self.tiers_on(priced.index, day)?.0));
        others.into_iter().filter_map(tiers).filter(|(_, tiers)| *tiers != priced.tiers).collect()
    }

    /// Prices that fit a key on any day.
    fn candidates(&self, key: &PriceKey<'_>) -> Result<Vec<u32>, NotFound> {
        let miss = |reason, message: String, near: &[u32]| NotFound { reason, message, near: near.to_vec() };
        let (product, sku) = (ids::product_id(key.product_id), SkuId::find(key.sku_id, &self.texts));
        let of_product = match self.texts.find(&product).filter(|symbol| !symbol.is_empty()) {
            Some(symbol) => self.sku_range(|item, _| item.product_id.cmp(&symbol)),
            None => &[],
        };
        if of_product.is_empty() {
            let message = self.lacks(
                || format!("the list has no product `{}`", key.product_id),
                || format!("product `{}`", key.product_id),
            );
            return Err(miss(NotFoundReason::UnknownProduct, message, &[]));
        }
        let of_sku = match (self.texts.find(&product), sku) {
            (Some(product), Some(sku)) => {
                self.sku_range(|item, price| (item.product_id, price.sku_id).cmp(&(product, sku)))
            }
            _ => &[],
        };
        if of_sku.is_empty() {
            let message = self.lacks(
                || format!("product `{}` has no SKU `{}`", key.product_id, key.sku_id),
                || format!("SKU `{}` of product `{}`", key.sku_id, key.product_id),
            );
            return Err(miss(NotFoundReason::UnknownSku, message, of_product));
        }
        let meter = ids::meter_id(key.meter_id);
        let fits_meter = |price: &Row| meter.is_empty() || self.meters.holds(price.meter_ids, &meter, &self.texts);
        let of_meter = self.filtered(of_sku, fits_meter);
        if of_meter.is_empty() {
            let message = self.lacks(
                || format!("SKU `{}` has no meter `{}`", key.sku_id, key.meter_id),
                || format!("meter `{}` of SKU `{}`", key.meter_id, key.sku_id),
            );
            return Err(miss(NotFoundReason::UnknownMeter, message, of_sku));
        }
        let term = ids::term(key.term);
        let wanted =
            key.price_type.unwrap_or(if term.is_empty() { PriceType::Consumption } else { PriceType::Reservation });
        let of_type = self.filtered(&of_meter, |price| {
            let place = self.place(price);
            place.price_type == wanted && (term.is_empty() || self.texts.text(place.term) == term)
        });
        if of_type.is_empty() {
            let kind = format!("{}{}{term}", wanted.as_str(), if term.is_empty() { "" } else { " for " });
            let message = self.lacks(
                || format!("the list has this meter, but not as {kind}"),
                || format!("a price of this meter as {kind}"),
            );
            return Err(miss(NotFoundReason::OtherType, message, &of_meter));
        }
        self.in_region(key, of_type)
    }

    /// Of prices of several regions, those of the region asked for.
    fn in_region(&self, key: &PriceKey<'_>, candidates: Vec<u32>) -> Result<Vec<u32>, NotFound> {
        let mut asked = None;
        for region in key.regions.into_iter().filter(|region| !region.is_empty()) {
            asked = asked.or(Some(region));
            let asked = regions::Asked::new(region);
            let same = |symbol: Symbol| asked.is(self.texts.text(symbol));
            let found = self.filtered(&candidates, |price| {
                let place = self.place(price);
                same(place.region) || same(place.location)
            });
            if !found.is_empty() {
                return Ok(found);
            }
        }
        let knows_regions =
            candidates.iter().any(|index| self.price_at(*index).is_some_and(|price| self.place(price).has_region()));
        match asked {
            Some(region) if key.region_required && knows_regions => {
                let message = self.lacks(
                    || format!("the list has this price, but not in `{region}`"),
                    || format!("this price for `{region}`"),
                );
                Err(NotFound { reason: NotFoundReason::OtherRegion, message, near: candidates })
            }
            _ => Ok(candidates),
        }
    }

    /// What the list does not have, as a sentence: of a part of a list nobody knows what the rest has.
    fn lacks(&self, whole: impl FnOnce() -> String, what: impl FnOnce() -> String) -> String {
        if self.reading.part.is_none() { whole() } else { format!("{} is not in this part of the list", what()) }
    }

    fn filtered(&self, prices: &[u32], keep: impl Fn(&Row) -> bool) -> Vec<u32> {
        prices.iter().copied().filter(|index| self.price_at(*index).is_some_and(&keep)).collect()
    }

    /// The run of `by_sku` that compares equal.
    pub(super) fn sku_range(&self, compare: impl Fn(&Item, &Row) -> std::cmp::Ordering) -> &[u32] {
        let order = |index: &u32| {
            let price = self.price_at(*index);
            price.and_then(|price| Some(compare(self.item(price)?, price))).unwrap_or(std::cmp::Ordering::Less)
        };
        let start = self.by_sku.partition_point(|index| order(index).is_lt());
        let end = self.by_sku.partition_point(|index| order(index).is_le());
        self.by_sku.get(start..end).unwrap_or_default()
    }
}
