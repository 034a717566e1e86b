//! What makes searching quick: which items and places a word stands in, and what is asked of prices in columns.

use super::words::words;
use crate::pieces::{in_pieces, pieces_of};
use crate::price_list::PriceList;
use crate::price_list::meters::MeterIds;
use crate::price_list::model::{Item, Place};
use crate::price_list::order::{Runs, add_up, index, slot};
use crate::price_list::skus::SkuId;
use crate::regions;
use crate::sorting::sort_by;
use crate::strings::{Symbol, Texts};
use crate::time::Day;
use foldhash::fast::FixedState;
use hashbrown::HashMap;
use std::ops::Range;

/// Words of a list, and its prices in columns.
#[derive(Debug, Default)]
pub(in crate::price_list) struct SearchIndex {
    /// Words of items in alphabetical order.
    pub(super) words: Vec<Box<str>>,
    /// Items that hold each word.
    pub(super) items: Vec<Box<[u32]>>,
    /// Words of places.
    pub(super) place_words: Vec<(Box<str>, u16)>,
    /// Prices of item `i`: `starts[i]..starts[i + 1]`.
    starts: Vec<u32>,
    pub(super) services: Numbered,
    pub(super) units: Numbered,
    /// Of each price.
    pub(super) places: Vec<u16>,
    pub(super) skus: Vec<SkuId>,
    pub(super) meters: Vec<MeterIds>,
    /// Meter ids that are words, and where they stand.
    pub(super) meter_texts: Vec<(String, MeterIds)>,
    /// Prices in force on the newest day.
    in_force: Option<(Day, Bits)>,
}

/// What items say in a column, by small numbers, so that it can be counted in a table.
#[derive(Debug, Default)]
pub(super) struct Numbered {
    pub symbols: Vec<Symbol>,
    /// By item.
    pub numbers: Vec<u32>,
}

impl Numbered {
    fn of(items: &[Item], column: impl Fn(&Item) -> Symbol) -> Self {
        let mut symbols: Vec<Symbol> = items.iter().map(&column).collect();
        symbols.sort_unstable();
        symbols.dedup();
        let number = |item: &Item| index(symbols.partition_point(|symbol| *symbol < column(item)));
        Self { numbers: items.iter().map(number).collect(), symbols }
    }

    /// The number of a text; `None` where no item says it.
    pub(super) fn number(&self, symbol: Symbol) -> Option<u32> {
        self.symbols.binary_search(&symbol).ok().map(index)
    }
}

/// A bit for each price.
#[derive(Debug, Clone, Default)]
pub(in crate::price_list) struct Bits(Vec<u64>);

impl Bits {
    pub(in crate::price_list) fn of(count: usize, holds: impl Fn(u32) -> bool) -> Self {
        let mut words = vec![0u64; count.div_ceil(64)];
        in_pieces(count, |range| {
            for place in range.map(index).filter(|place| holds(*place)) {
                if let Some(word) = words.get_mut(slot(place >> 6)) {
                    *word |= 1 << (place & 63);
                }
            }
        });
        Self(words)
    }

    pub(in crate::price_list) fn get(&self, place: u32) -> bool {
        self.0.get(slot(place >> 6)).is_some_and(|word| word >> (place & 63) & 1 == 1)
    }

    /// Are all bits of a range set?
    pub(super) fn all(&self, range: &Range<u32>) -> bool {
        let (first, last) = (range.start >> 6, range.end >> 6);
        let from = u64::MAX << (range.start & 63);
        let to = !(u64::MAX << (range.end & 63));
        let word = |place: u32| self.0.get(slot(place)).copied().unwrap_or_default();
        if first == last {
            return word(first) & from & to == from & to;
        }
        word(first) & from == from
            && (first.saturating_add(1)..last).all(|place| word(place) == u64::MAX)
            && word(last) & to == to
    }

    /// The bits that are set here or there.
    pub(super) fn or(mut self, other: &Self) -> Self {
        self.0.iter_mut().zip(&other.0).for_each(|(word, other)| *word |= other);
        self
    }
}

/// Words of symbols, each symbol taken apart once.
#[derive(Default)]
struct Vocabulary {
    words: HashMap<Box<str>, u32, FixedState>,
    of_symbol: HashMap<Symbol, Box<[u32]>, FixedState>,
}

impl Vocabulary {
    fn of(&mut self, symbol: Symbol, texts: &Texts) -> &[u32] {
        let Self { words: known, of_symbol } = self;
        of_symbol.entry(symbol).or_insert_with(|| {
            let number = |word: String| {
                let next = index(known.len());
                *known.entry(word.into_boxed_str()).or_insert(next)
            };
            words(texts.text(symbol)).map(number).collect()
        })
    }
}

impl SearchIndex {
    pub(in crate::price_list) fn of(list: &PriceList) -> Self {
        let PriceList { texts, items, places, .. } = list;
        let mut vocabulary = Vocabulary::default();
        let mut found: Vec<(u32, u32)> = Vec::new();
        let mut own: Vec<u32> = Vec::new();
        in_pieces(items.len(), |range| {
            for (number, item) in range.clone().zip(items.get(range).unwrap_or_default()) {
                own.clear();
                searched(item).into_iter().for_each(|symbol| own.extend_from_slice(vocabulary.of(symbol, texts)));
                own.sort_unstable();
                own.dedup();
                found.extend(own.iter().map(|word| (*word, index(number))));
            }
        });
        let mut named: Vec<(Box<str>, u32)> = vocabulary.words.into_iter().collect();
        sort_by(&mut named, Ord::cmp);
        let runs = Runs::of(named.len(), pieces_of(&found), |(word, _)| *word, |(_, item), _| *item);
        let item_lists = named.iter().map(|(_, word)| runs.run(slot(*word)).into()).collect();
        let count = list.price_count();
        let mut own_places = Vec::with_capacity(count);
        let (mut skus, mut meters) = (Vec::with_capacity(count), Vec::with_capacity(count));
        let mut starts = vec![0u32; items.len().saturating_add(1)];
        in_pieces(count, |range| {
            for price in list.prices_at(range) {
                own_places.push(price.place);
                skus.push(price.sku_id);
                meters.push(price.meter_ids);
                if let Some(count) = starts.get_mut(slot(price.item).saturating_add(1)) {
                    *count = count.saturating_add(1);
                }
            }
        });
        add_up(&mut starts);
        let newest = list.newest_day();
        let mut meter_words: Vec<MeterIds> = meters.iter().copied().filter(|ids| ids.is_text()).collect();
        meter_words.sort_unstable();
        meter_words.dedup();
        let texts_of = |ids: MeterIds| list.meters.texts(ids, texts).into_iter().map(move |text| (text, ids));
        Self {
            meter_texts: meter_words.into_iter().flat_map(texts_of).collect(),
            words: named.into_iter().map(|(word, _)| word).collect(),
            items: item_lists,
            place_words: place_words(texts, places),
            starts,
            services: Numbered::of(items, |item| item.service),
            units: Numbered::of(items, |item| item.unit_of_measure),
            places: own_places,
            skus,
            meters,
            in_force: Some((newest, list.in_force_on(newest))),
        }
    }

    /// Prices of an item.
    pub(super) fn prices_of(&self, item: usize) -> Range<u32> {
        let bound = |place: usize| self.starts.get(place).copied().unwrap_or_default();
        bound(item)..bound(item.saturating_add(1))
    }

    /// Prices in force on a day, where it was worked out before.
    pub(super) fn in_force(&self, day: Day) -> Option<&Bits> {
        self.in_force.as_ref().filter(|(known, _)| *known == day).map(|(_, bits)| bits)
    }
}

fn place_words(texts: &Texts, places: &[Place]) -> Vec<(Box<str>, u16)> {
    let mut found = Vec::new();
    // `West Europe`, which lists call `westeurope` and `EU West`; places of a region stand together.
    let mut named: Option<(Symbol, &str)> = None;
    for (number, place) in (0u16..).zip(places) {
        let [region, location] = [place.region, place.location].map(|symbol| texts.text(symbol));
        let name = match named {
            Some((known, name)) if known == place.region => name,
            _ => regions::name(region).unwrap_or_default(),
        };
        named = Some((place.region, name));
        for text in [region, location, name] {
            found.extend(words(text).map(|word| (word.into_boxed_str(), number)));
        }
    }
    found
}

const fn searched(item: &Item) -> [Symbol; 7] {
    [item.product_id, item.product_title, item.sku_title, item.meter_name, item.service, item.arm_sku, item.publisher]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_of_bits_is_all_set_or_not() {
        let bits = Bits::of(300, |place| place != 130);
        for (range, all) in
            [(0..130, true), (0..131, false), (131..300, true), (5..5, true), (64..128, true), (120..140, false)]
        {
            assert_eq!(bits.all(&range), all, "{range:?}");
        }
    }
}
