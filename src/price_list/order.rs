//! Orders and runs over tables of a list, by 32-bit places.

use super::model::{Item, Place, Price};
use crate::strings::{Strings, Symbol};

/// A length or place as 32 bits; a list of four thousand million rows is refused long before.
pub(super) fn index(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}

/// What stands at a place.
pub(super) fn at<T: Copy>(table: &[T], place: u32) -> Option<T> {
    table.get(usize::try_from(place).ok()?).copied()
}

/// Places `0..count` in the order of a key.
pub(super) fn order<K: Ord>(count: usize, key: impl Fn(u32) -> K) -> Vec<u32> {
    let mut places: Vec<u32> = (0..index(count)).collect();
    places.sort_unstable_by_key(|place| key(*place));
    places
}

/// Places of rows, put together by what they belong to.
#[derive(Debug)]
pub(super) struct Runs {
    starts: Vec<u32>,
    places: Vec<u32>,
}

impl Runs {
    /// Runs of `rows` by `owner`, each in the order of the rows.
    pub(super) fn of<T>(owners: usize, rows: &[T], owner: impl Fn(&T) -> u32) -> Self {
        let slot = |owner: u32| usize::try_from(owner).unwrap_or(usize::MAX);
        let mut starts = vec![0u32; owners.saturating_add(1)];
        for row in rows {
            if let Some(count) = starts.get_mut(slot(owner(row)).saturating_add(1)) {
                *count = count.saturating_add(1);
            }
        }
        let mut sum = 0u32;
        for start in &mut starts {
            sum = sum.saturating_add(*start);
            *start = sum;
        }
        let mut next = starts.clone();
        let mut places = vec![0u32; rows.len()];
        for (place, row) in (0u32..).zip(rows) {
            let Some(free) = next.get_mut(slot(owner(row))) else { continue };
            if let Some(target) = places.get_mut(slot(*free)) {
                *target = place;
            }
            *free = free.saturating_add(1);
        }
        Self { starts, places }
    }

    /// The run of one owner.
    pub(super) fn run(&self, owner: usize) -> &[u32] {
        let bound = |place: usize| self.starts.get(place).and_then(|start| usize::try_from(*start).ok());
        let bounds = bound(owner).zip(bound(owner.saturating_add(1)));
        bounds.and_then(|(start, end)| self.places.get(start..end)).unwrap_or_default()
    }
}

/// Items by product, SKU and meter as a person reads them.
pub(super) fn item_order(strings: &Strings, items: &[Item]) -> Vec<u32> {
    let ranks = strings.ranks_without_case();
    let rank = |symbol: Symbol| ranks.get(symbol.index()).copied().unwrap_or_default();
    order(items.len(), |place| {
        at(items, place).map(|item| {
            [item.product_title, item.sku_title, item.meter_name, item.product_id, item.unit_of_measure, item.service]
                .map(rank)
        })
    })
}

/// Prices by item, type, region, term, SKU and meter.
pub(super) fn price_order(strings: &Strings, places: &[Place], prices: &[Price]) -> Vec<u32> {
    let ranks = strings.ranks();
    let rank = |symbol: Symbol| ranks.get(symbol.index()).copied().unwrap_or_default();
    let by_place = order(places.len(), |place| {
        at(places, place).map(|place| (place.price_type, rank(place.region), rank(place.term), rank(place.location)))
    });
    let mut place_rank = vec![0u32; places.len()];
    for (new, old) in (0u32..).zip(by_place) {
        if let Some(slot) = usize::try_from(old).ok().and_then(|old| place_rank.get_mut(old)) {
            *slot = new;
        }
    }
    let key = |index: u32| {
        let price = at(prices, index)?;
        let place = place_rank.get(usize::from(price.place)).copied()?;
        Some((place, rank(price.sku_id), price.meter_ids, index))
    };
    let items = prices.iter().map(|price| price.item).max().map_or(0, |last| usize::try_from(last).unwrap_or_default());
    sorted_runs(&Runs::of(items.saturating_add(1), prices, |price| price.item), key)
}

/// Prices by product and SKU, as symbols.
pub(super) fn sku_order(strings: &Strings, items: &[Item], prices: &[Price]) -> Vec<u32> {
    let product = |price: &Price| at(items, price.item).map_or(0, |item| index(item.product_id.index()));
    sorted_runs(&Runs::of(strings.len(), prices, product), |index| at(prices, index).map(|price| (price.sku_id, index)))
}

/// All runs one after the other, each in the order of a key: many small sorts in place of a large one.
fn sorted_runs<K: Ord>(runs: &Runs, key: impl Fn(u32) -> K) -> Vec<u32> {
    let mut places = runs.places.clone();
    let bounds = runs.starts.iter().zip(runs.starts.iter().skip(1));
    for (start, end) in bounds {
        let bounds = usize::try_from(*start).ok().zip(usize::try_from(*end).ok());
        if let Some(run) = bounds.and_then(|(start, end)| places.get_mut(start..end)) {
            run.sort_unstable_by_key(|place| key(*place));
        }
    }
    places
}
