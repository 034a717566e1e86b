//! The words of a question, and how well each fits items, places and prices.

use super::index::{Bits, SearchIndex};
use crate::ids;
use crate::price_list::PriceList;
use crate::price_list::meters::MeterIds;
use crate::price_list::order::slot;
use crate::price_list::skus::SkuId;

/// How well a word fits: it is the word, or its beginning.
const WHOLE: u8 = 3;
const BEGINNING: u8 = 1;

/// A word of the question: by item and by place how well it fits, 0 where it does not.
#[derive(Debug)]
pub(super) struct Word {
    pub items: Vec<u8>,
    pub places: Vec<u8>,
    /// Some place holds the word.
    pub in_places: bool,
    /// Prices that have the word as an id, and how well it fits.
    pub ids: Option<(Bits, u8)>,
}

/// The words of a text in lower case.
pub(super) fn words(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase)
}

impl Word {
    /// Can the word fit prices of an item that does not hold it?
    pub(super) const fn is_elsewhere(&self) -> bool {
        self.in_places || self.ids.is_some()
    }

    /// How well it fits a price.
    pub(super) fn score(&self, item: usize, place: usize, price: u32) -> u8 {
        let at = |scores: &[u8], place: usize| scores.get(place).copied().unwrap_or_default();
        let as_id = self.ids.as_ref().map_or(0, |(prices, score)| if prices.get(price) { *score } else { 0 });
        at(&self.items, item).max(at(&self.places, place)).max(as_id)
    }
}

impl PriceList {
    /// The words of a question.
    pub(super) fn words(&self, text: &str) -> Vec<Word> {
        let mut found: Vec<Word> = Vec::new();
        for part in text.split_whitespace() {
            let product_and_sku = part.split_once('/').filter(|(product, _)| product.len() == 12);
            match (product_and_sku, self.prices_of_meter(part)) {
                (Some((product, sku)), _) => {
                    let prices = self.prices_of_sku(product, sku);
                    let prices = Bits::of(self.price_count(), |price| prices.binary_search(&price).is_ok());
                    found.push(self.word("", Some((prices, WHOLE))));
                }
                // A beginning of a GUID with dashes in it is no word.
                (None, Some((meters, score))) if part.contains('-') => {
                    found.push(self.word("", Some((meters, score))));
                }
                (None, meters) => found.extend(words(part).map(|word| {
                    let sku = if word.len() == 4 { SkuId::find(&word, &self.texts) } else { None };
                    let ids = match (sku.map(|sku| self.search.of_sku(sku)), meters.clone()) {
                        (Some(sku), Some((meters, _))) => Some((sku.or(&meters), WHOLE)),
                        (Some(sku), None) => Some((sku, WHOLE)),
                        (None, meters) => meters,
                    };
                    self.word(&word, ids)
                })),
            }
        }
        found
    }

    /// Prices of a product and SKU, in order.
    fn prices_of_sku(&self, product: &str, sku: &str) -> Vec<u32> {
        let ids = self.texts.find(&ids::product_id(product)).zip(SkuId::find(sku, &self.texts));
        let prices = ids.map(|ids| self.sku_range(|item, price| (item.product_id, price.sku_id).cmp(&ids)));
        let mut prices = prices.unwrap_or_default().to_vec();
        prices.sort_unstable();
        prices
    }

    /// A word, and the prices that have it as an id.
    fn word(&self, word: &str, ids: Option<(Bits, u8)>) -> Word {
        let (items, places) = (vec![0; self.items.len()], vec![0; self.places.len()]);
        let mut scores = Word { items, places, in_places: false, ids };
        if word.is_empty() {
            return scores;
        }
        let SearchIndex { words, items, place_words, .. } = &self.search;
        let fit = |found: &str| if found.len() == word.len() { WHOLE } else { BEGINNING };
        let from = words.partition_point(|found| &**found < word);
        let range = words.iter().zip(items).skip(from).take_while(|(found, _)| found.starts_with(word));
        for (found, items) in range {
            mark(&mut scores.items, items, fit(found));
        }
        for (found, place) in place_words.iter().filter(|(found, _)| found.starts_with(word)) {
            if let Some(score) = scores.places.get_mut(usize::from(*place)) {
                *score = fit(found).max(*score);
                scores.in_places = true;
            }
        }
        scores
    }

    /// Prices with meter ids that are, or begin like, what is asked; `None` where it can be no meter id.
    fn prices_of_meter(&self, asked: &str) -> Option<(Bits, u8)> {
        let (ranges, is_whole) = self.meters.asked(&ids::meter_id(asked), &self.search.meter_texts)?;
        let holds = |ids: MeterIds| ranges.iter().any(|range| range.contains(&ids.bits()));
        let meters = &self.search.meters;
        let prices = Bits::of(meters.len(), |price| meters.get(slot(price)).is_some_and(|ids| holds(*ids)));
        Some((prices, if is_whole { WHOLE } else { BEGINNING }))
    }
}

impl SearchIndex {
    fn of_sku(&self, sku: SkuId) -> Bits {
        Bits::of(self.skus.len(), |price| self.skus.get(slot(price)) == Some(&sku))
    }
}

#[inline(never)]
fn mark(scores: &mut [u8], items: &[u32], score: u8) {
    for item in items {
        if let Some(best) = scores.get_mut(slot(*item)) {
            *best = score.max(*best);
        }
    }
}
