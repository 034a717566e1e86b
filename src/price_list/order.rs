//! Orders and runs over tables of a list, by 32-bit places.

use super::meters::MeterIds;
use super::model::{Item, Place, Price};
use crate::pieces::in_pieces;
use crate::strings::{Strings, Symbol};

/// A length or place as 32 bits; a list of four thousand million rows is refused long before.
pub(super) fn index(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}

/// What stands at a place.
pub(super) fn at<T: Copy>(table: &[T], place: u32) -> Option<T> {
    table.get(usize::try_from(place).ok()?).copied()
}

/// What is made of each of the things and its place.
pub(super) fn table<T, U>(things: &[T], mut value: impl FnMut(usize, &T) -> U) -> Vec<U> {
    let mut table = Vec::with_capacity(things.len());
    in_pieces(things.len(), |range| {
        let piece = things.get(range.clone()).unwrap_or_default();
        table.extend(range.zip(piece).map(|(place, thing)| value(place, thing)));
    });
    table
}

/// Places `0..count` in the order of a key.
pub(super) fn order<K: Ord>(count: usize, key: impl Fn(u32) -> K) -> Vec<u32> {
    let mut places: Vec<u32> = (0..index(count)).collect();
    places.sort_unstable_by_key(|place| key(*place));
    places
}

/// Things put together by what they belong to. They are moved and not only their places, so that what is done to a run
/// finds it in one piece of memory.
#[derive(Debug)]
pub(super) struct Runs<T> {
    starts: Vec<u32>,
    all: Vec<T>,
}

impl<T: Copy + Default> Runs<T> {
    /// Runs of `things` by `owner`, each in the order of the things.
    pub(super) fn of(owners: usize, things: &[T], owner: impl Fn(&T) -> u32) -> Self {
        let slot = |owner: u32| usize::try_from(owner).unwrap_or(usize::MAX);
        let mut starts = vec![0u32; owners.saturating_add(1)];
        in_pieces(things.len(), |range| {
            for thing in things.get(range).unwrap_or_default() {
                if let Some(count) = starts.get_mut(slot(owner(thing)).saturating_add(1)) {
                    *count = count.saturating_add(1);
                }
            }
        });
        let mut sum = 0u32;
        for start in &mut starts {
            sum = sum.saturating_add(*start);
            *start = sum;
        }
        let mut next = starts.clone();
        let mut all = vec![T::default(); things.len()];
        in_pieces(things.len(), |range| {
            for thing in things.get(range).unwrap_or_default() {
                let Some(free) = next.get_mut(slot(owner(thing))) else { continue };
                if let Some(target) = all.get_mut(slot(*free)) {
                    *target = *thing;
                }
                *free = free.saturating_add(1);
            }
        });
        Self { starts, all }
    }

    /// The run of one owner.
    pub(super) fn run(&self, owner: usize) -> &[T] {
        let bound = |place: usize| self.starts.get(place).and_then(|start| usize::try_from(*start).ok());
        let bounds = bound(owner).zip(bound(owner.saturating_add(1)));
        bounds.and_then(|(start, end)| self.all.get(start..end)).unwrap_or_default()
    }

    /// All runs one after the other, each in the order of a key: many small sorts in place of a large one.
    pub(super) fn sorted_by_key<K: Ord>(mut self, key: impl Fn(&T) -> K) -> Vec<T> {
        let Self { starts, all } = &mut self;
        let bound = |place: usize| starts.get(place).and_then(|start| usize::try_from(*start).ok());
        in_pieces(starts.len().saturating_sub(1), |range| {
            for owner in range {
                let bounds = bound(owner).zip(bound(owner.saturating_add(1)));
                if let Some(run) = bounds.and_then(|(start, end)| all.get_mut(start..end)).filter(|run| run.len() > 1) {
                    run.sort_unstable_by_key(&key);
                }
            }
        });
        self.all
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

/// A price among those of its item.
#[derive(Debug, Clone, Copy, Default)]
struct Ranked {
    item: u32,
    place: u32,
    sku: u32,
    meter_ids: MeterIds,
    price: u32,
}

/// Prices by item, type, region, term, SKU and meter.
pub(super) fn price_order(strings: &Strings, items: usize, places: &[Place], prices: &[Price]) -> Vec<u32> {
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
    let ranked = table(prices, |place, price| Ranked {
        item: price.item,
        place: at(&place_rank, u32::from(price.place)).unwrap_or_default(),
        sku: rank(price.sku_id),
        meter_ids: price.meter_ids,
        price: index(place),
    });
    let ranked = Runs::of(items, &ranked, |ranked| ranked.item)
        .sorted_by_key(|ranked| (ranked.place, ranked.sku, ranked.meter_ids, ranked.price));
    table(&ranked, |_, ranked| ranked.price)
}

/// Prices by product and SKU, as symbols.
pub(super) fn sku_order(strings: &Strings, items: &[Item], prices: &[Price]) -> Vec<u32> {
    let products: Vec<u32> = items.iter().map(|item| item.product_id.bits()).collect();
    let keyed =
        table(prices, |place, price| (at(&products, price.item).unwrap_or_default(), price.sku_id, index(place)));
    let keyed =
        Runs::of(strings.len(), &keyed, |(product, ..)| *product).sorted_by_key(|(_, sku, price)| (*sku, *price));
    table(&keyed, |_, (.., price)| *price)
}
