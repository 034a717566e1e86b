//! What makes searching quick: which items and places a word stands in.

use crate::pieces::in_pieces;
use crate::price_list::model::{Item, Place, Price};
use crate::price_list::order::{Runs, index, table};
use crate::strings::{Strings, Symbol};
use crate::time::Day;
use foldhash::fast::FixedState;
use hashbrown::HashMap;

/// Words of a list, and the prices in columns.
#[derive(Debug, Default)]
pub(in crate::price_list) struct SearchIndex {
    /// Words of items in alphabetical order.
    words: Vec<Box<str>>,
    /// Items that hold each word.
    items: Vec<Box<[u32]>>,
    /// Words of places.
    place_words: Vec<(Box<str>, u16)>,
    /// Prices of item `i`: `starts[i]..starts[i + 1]`.
    pub(super) starts: Vec<u32>,
    /// Place of each price.
    pub(super) places: Vec<u16>,
    /// Prices in force on the newest day.
    in_force: Option<(Day, Bits)>,
}

/// A bit for each price.
#[derive(Debug, Clone, Default)]
pub(in crate::price_list) struct Bits(Vec<u64>);

impl Bits {
    pub(in crate::price_list) fn of(count: usize, holds: impl Fn(u32) -> bool) -> Self {
        let mut words = vec![0u64; count.div_ceil(64)];
        in_pieces(count, |range| {
            for place in range.map(index).filter(|place| holds(*place)) {
                let word = usize::try_from(place >> 6).ok().and_then(|word| words.get_mut(word));
                if let Some(word) = word {
                    *word |= 1 << (place & 63);
                }
            }
        });
        Self(words)
    }

    pub(super) fn get(&self, place: u32) -> bool {
        let word = usize::try_from(place >> 6).ok().and_then(|word| self.0.get(word));
        word.is_some_and(|word| word >> (place & 63) & 1 == 1)
    }
}

/// How well a word fits: 3 holds the word, 1 a longer word that begins so.
#[derive(Debug)]
pub(super) struct WordScores {
    pub items: Vec<u8>,
    pub places: Vec<u8>,
    /// Some place holds the word.
    pub in_places: bool,
    /// The SKU of this id.
    pub sku: Option<Symbol>,
}

/// The words of a text in lower case.
pub(super) fn words(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase)
}

/// Words of symbols, each symbol taken apart once.
#[derive(Default)]
struct Vocabulary {
    words: HashMap<Box<str>, u32, FixedState>,
    of_symbol: HashMap<Symbol, Box<[u32]>, FixedState>,
}

impl Vocabulary {
    fn of(&mut self, symbol: Symbol, strings: &Strings) -> &[u32] {
        let Self { words: known, of_symbol } = self;
        of_symbol.entry(symbol).or_insert_with(|| {
            let number = |word: String| {
                let next = index(known.len());
                *known.entry(word.into_boxed_str()).or_insert(next)
            };
            words(strings.text(symbol)).map(number).collect()
        })
    }
}

impl SearchIndex {
    pub(in crate::price_list) fn new(strings: &Strings, items: &[Item], places: &[Place], prices: &[Price]) -> Self {
        let mut vocabulary = Vocabulary::default();
        let mut found: Vec<(u32, u32)> = Vec::new();
        let mut own: Vec<u32> = Vec::new();
        for (number, item) in (0u32..).zip(items) {
            own.clear();
            for symbol in searched(item) {
                own.extend_from_slice(vocabulary.of(symbol, strings));
            }
            own.sort_unstable();
            own.dedup();
            found.extend(own.iter().map(|word| (*word, number)));
        }
        let runs = Runs::of(vocabulary.words.len(), &found, |(word, _)| *word);
        let mut named: Vec<(Box<str>, u32)> = vocabulary.words.into_iter().collect();
        named.sort_unstable();
        let items_of = |word: u32| {
            let run = runs.run(usize::try_from(word).unwrap_or(usize::MAX));
            run.iter().map(|(_, item)| *item).collect()
        };
        let item_lists = named.iter().map(|(_, word)| items_of(*word)).collect();
        let mut starts = vec![0u32; items.len().saturating_add(1)];
        for (number, start) in (0u32..).zip(&mut starts) {
            *start = index(prices.partition_point(|price| price.item < number));
        }
        Self {
            words: named.into_iter().map(|(word, _)| word).collect(),
            items: item_lists,
            place_words: place_words(strings, places),
            starts,
            places: table(prices, |_, price| price.place),
            in_force: None,
        }
    }

    pub(in crate::price_list) fn set_in_force(&mut self, day: Day, bits: Bits) {
        self.in_force = Some((day, bits));
    }

    /// Prices in force on a day, where it was worked out before.
    pub(super) fn in_force(&self, day: Day) -> Option<&Bits> {
        self.in_force.as_ref().filter(|(known, _)| *known == day).map(|(_, bits)| bits)
    }

    /// How well a word fits each item and place.
    pub(super) fn scores(&self, word: &str, item_count: usize, place_count: usize, sku: Option<Symbol>) -> WordScores {
        let mut scores = WordScores { items: vec![0; item_count], places: vec![0; place_count], in_places: false, sku };
        let fit = |found: &str| if found.len() == word.len() { 3 } else { 1 };
        let from = self.words.partition_point(|found| &**found < word);
        let range = self.words.iter().zip(&self.items).skip(from).take_while(|(found, _)| found.starts_with(word));
        for (found, items) in range {
            for item in items {
                if let Some(score) = usize::try_from(*item).ok().and_then(|item| scores.items.get_mut(item)) {
                    *score = fit(found).max(*score);
                }
            }
        }
        for (found, place) in self.place_words.iter().filter(|(found, _)| found.starts_with(word)) {
            if let Some(score) = scores.places.get_mut(usize::from(*place)) {
                *score = fit(found).max(*score);
                scores.in_places = true;
            }
        }
        scores
    }
}

fn place_words(strings: &Strings, places: &[Place]) -> Vec<(Box<str>, u16)> {
    let mut found = Vec::new();
    for (number, place) in (0u16..).zip(places) {
        for symbol in [place.region, place.location] {
            found.extend(words(strings.text(symbol)).map(|word| (word.into_boxed_str(), number)));
        }
    }
    found
}

const fn searched(item: &Item) -> [Symbol; 7] {
    [item.product_id, item.product_title, item.sku_title, item.meter_name, item.service, item.arm_sku, item.publisher]
}
