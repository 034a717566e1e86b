//! The order of a list: items by title, rows by item, type, region, term, SKU and meter; prices by product and SKU.

use super::model::{Item, Place, Row};
use crate::pieces::in_pieces;
use crate::sorting;
use crate::strings::{Symbol, Texts};
use foldhash::fast::FixedState;
use hashbrown::HashMap;
use std::ops::Range;

/// A length or place as 32 bits; a list of four thousand million rows is refused long before.
pub(super) fn index(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}

/// A place as memory counts.
pub(super) fn slot(place: u32) -> usize {
    usize::try_from(place).unwrap_or(usize::MAX)
}

/// What stands at a place.
pub(super) fn at<T: Copy>(table: &[T], place: u32) -> Option<T> {
    table.get(slot(place)).copied()
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

/// Things put together by what they belong to: many small sorts go through less memory than a large one.
#[derive(Debug)]
pub(super) struct Runs<T> {
    starts: Vec<u32>,
    all: Vec<T>,
}

impl<T: Copy + Default> Runs<T> {
    /// Runs by owner of what is made of things and their places, each in the order of the things.
    pub(super) fn of<'a, S: 'a>(
        owners: usize,
        pieces: impl Iterator<Item = &'a [S]> + Clone,
        owner: impl Fn(&S) -> u32,
        make: impl Fn(&S, u32) -> T,
    ) -> Self {
        let mut starts = vec![0u32; owners.saturating_add(1)];
        let mut count = 0usize;
        for piece in pieces.clone() {
            count = count.saturating_add(piece.len());
            count_owners(piece, &owner, &mut starts);
        }
        add_up(&mut starts);
        let mut next = starts.clone();
        let mut all = Vec::with_capacity(count);
        in_pieces(count, |range| all.resize(range.end, T::default()));
        let mut place = 0u32;
        for piece in pieces {
            spread(
                piece,
                &owner,
                &mut next,
                |thing, slot| {
                    *slot = make(thing, place);
                    place = place.saturating_add(1);
                },
                &mut all,
            );
        }
        Self { starts, all }
    }

    /// The run of one owner.
    pub(super) fn run(&self, owner: usize) -> &[T] {
        bounds(&self.starts, owner).and_then(|bounds| self.all.get(bounds)).unwrap_or_default()
    }

    /// Puts the things of each run in order.
    pub(super) fn sort_each(mut self, sort: impl Fn(&mut [T])) -> Self {
        for owner in 0..self.starts.len().saturating_sub(1) {
            if let Some(run) = bounds(&self.starts, owner).and_then(|bounds| self.all.get_mut(bounds)) {
                call(&sort, run);
            }
        }
        self
    }

    /// All things, run by run, and where runs begin, and the last one ends.
    pub(super) fn into_parts(self) -> (Vec<T>, Vec<u32>) {
        (self.all, self.starts)
    }
}

// Calls of their own, as in [`in_pieces`].

#[inline(never)]
fn count_owners<S>(piece: &[S], owner: &impl Fn(&S) -> u32, starts: &mut [u32]) {
    for thing in piece {
        if let Some(count) = starts.get_mut(slot(owner(thing)).saturating_add(1)) {
            *count = count.saturating_add(1);
        }
    }
}

#[inline(never)]
fn spread<S, T>(
    piece: &[S],
    owner: &impl Fn(&S) -> u32,
    next: &mut [u32],
    mut set: impl FnMut(&S, &mut T),
    all: &mut [T],
) {
    for thing in piece {
        let Some(free) = next.get_mut(slot(owner(thing))) else { continue };
        if let Some(target) = all.get_mut(slot(*free)) {
            set(thing, target);
        }
        *free = free.saturating_add(1);
    }
}

#[inline(never)]
fn call<T>(sort: &impl Fn(&mut [T]), run: &mut [T]) {
    sort(run);
}

/// Makes counts, of which the first is 0, sums of those up to them.
pub(super) fn add_up(counts: &mut [u32]) {
    let mut sum = 0u32;
    for count in counts {
        sum = sum.saturating_add(*count);
        *count = sum;
    }
}

/// The bounds of the run of an owner.
pub(super) fn bounds(starts: &[u32], owner: usize) -> Option<Range<usize>> {
    Some(slot(*starts.get(owner)?)..slot(*starts.get(owner.checked_add(1)?)?))
}

/// New places by old, where old places are given in their new order.
pub(super) fn ranks(order: &[u32]) -> Vec<u32> {
    let mut ranks = vec![0u32; order.len()];
    for (new, old) in (0u32..).zip(order) {
        if let Some(rank) = ranks.get_mut(slot(*old)) {
            *rank = new;
        }
    }
    ranks
}

/// Items by product, SKU and meter as a person reads them: upper and lower case alike, and different where all else is.
/// The items of a product stand together.
#[inline(never)]
pub(super) fn item_order(texts: &Texts, items: &[Item]) -> Vec<u32> {
    let ranks = ranks_without_case(texts, items.iter().flat_map(titles).collect());
    let rank = |symbol: Symbol| at(&ranks, symbol.bits()).unwrap_or_default();
    // A product goes by the first of its titles, should it have several.
    let mut products: HashMap<Symbol, u32, FixedState> = HashMap::default();
    for item in items {
        let title = rank(item.product_title);
        products.entry(item.product_id).and_modify(|first| *first = title.min(*first)).or_insert(title);
    }
    let keys = table(items, |_, item| {
        let product = products.get(&item.product_id).copied().unwrap_or_default();
        (product, item.product_id, titles(item).map(rank), [item.arm_sku, item.publisher, item.tags])
    });
    sorting::places(items.len(), &mut |left, right| keys.get(slot(left)).cmp(&keys.get(slot(right))))
}

const fn titles(item: &Item) -> [Symbol; 5] {
    [item.product_title, item.sku_title, item.meter_name, item.unit_of_measure, item.service]
}

/// By symbol, the places of some texts in alphabetical order, upper and lower case alike.
#[inline(never)]
fn ranks_without_case(texts: &Texts, mut symbols: Vec<Symbol>) -> Vec<u32> {
    symbols.sort_unstable();
    symbols.dedup();
    let lower = |symbol: Symbol| texts.text(symbol).bytes().map(|byte| byte.to_ascii_lowercase());
    let symbol = |place: u32| at(&symbols, place).unwrap_or_default();
    let order = sorting::places(symbols.len(), &mut |left, right| lower(symbol(left)).cmp(lower(symbol(right))));
    let mut ranks = vec![0u32; texts.len()];
    for (rank, symbol) in (0u32..).zip(order.into_iter().map(symbol)) {
        if let Some(slot) = ranks.get_mut(symbol.index()) {
            *slot = rank;
        }
    }
    ranks
}

/// Places by type, region, term and location.
pub(super) fn place_order(places: &[Place]) -> Vec<u32> {
    let key = |place: u32| at(places, place).map(|place| (place.price_type, place.region, place.term, place.location));
    sorting::places(places.len(), &mut |left, right| key(left).cmp(&key(right)))
}

/// Prices by product and SKU. The prices of a product stand together, so that each is put in order for itself, and in the
/// order of products as symbols.
#[inline(never)]
pub(super) fn sku_order(items: &[Item], row_starts: &[u32], rows: &[Row]) -> Vec<u32> {
    let firsts = row_starts.split_last().map_or(&[][..], |(_, firsts)| firsts);
    let first_row = |price: usize| firsts.get(price).and_then(|first| at(rows, *first)).unwrap_or_default();
    let mut products: Vec<(Symbol, Range<usize>)> = Vec::new();
    in_pieces(firsts.len(), |range| {
        for price in range {
            let product = at(items, first_row(price).item).map_or(Symbol::EMPTY, |item| item.product_id);
            match products.last_mut().filter(|(last, _)| *last == product) {
                Some((_, prices)) => prices.end = price.saturating_add(1),
                None => products.push((product, price..price.saturating_add(1))),
            }
        }
    });
    sorting::sort_by_key(&mut products, |(product, _)| *product);
    let (mut order, mut keys) = (Vec::with_capacity(firsts.len()), Vec::new());
    for (_, prices) in products {
        // A SKU and a price in 64 bits: that is what is sorted.
        let key = |price| u64::from(first_row(price).sku_id.bits()) << 32 | u64::from(index(price));
        sort_prices(prices, key, &mut keys, &mut order);
    }
    order
}

#[inline(never)]
fn sort_prices(prices: Range<usize>, key: impl Fn(usize) -> u64, keys: &mut Vec<u64>, order: &mut Vec<u32>) {
    keys.clear();
    keys.extend(prices.map(key));
    keys.sort_unstable();
    #[expect(clippy::cast_possible_truncation, reason = "the half that is the price is what is wanted")]
    order.extend(keys.iter().map(|key| *key as u32));
}
