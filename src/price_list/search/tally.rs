//! One pass over the items of a list: which prices fit, and how many each choice of a facet would leave.

use super::index::Bits;
use super::words::Word;
use super::{Facet, Facets, SearchRequest};
use crate::ids;
use crate::price_list::model::{Place, Row};
use crate::price_list::order::slot;
use crate::price_list::{PriceList, PriceType};
use crate::regions;
use crate::sorting::sort_by;
use crate::strings::Symbol;
use std::collections::BTreeMap;

/// Best sum of scores that is told apart.
const BEST: usize = 31;

/// What is asked besides words.
#[derive(Debug)]
pub(super) struct Filter {
    /// By place: which of region, type and term are not the ones asked for, a bit each.
    failing: Vec<u8>,
    /// By place: 1 where all are.
    fits: Vec<u32>,
    /// The service asked for; `Some(None)` is one that no item has.
    service: Option<Option<u32>>,
    unit: Option<Option<u32>>,
}

const REGION: u8 = 1;
const TYPE: u8 = 2;
const TERM: u8 = 4;

impl Filter {
    pub(super) fn new(list: &PriceList, request: &SearchRequest) -> Self {
        let region = request.region.as_deref().map(regions::Asked::new);
        let failing: Vec<u8> = list.places.iter().map(|place| failing(list, place, request, region.as_ref())).collect();
        let number = |text: &Option<String>, of: &dyn Fn(Symbol) -> Option<u32>| {
            text.as_deref().map(|text| list.texts.find(text).and_then(of))
        };
        Self {
            fits: failing.iter().map(|failing| u32::from(*failing == 0)).collect(),
            failing,
            service: number(&request.service, &|symbol| list.search.services.number(symbol)),
            unit: number(&request.unit, &|symbol| list.search.units.number(symbol)),
        }
    }
}

fn failing(list: &PriceList, place: &Place, request: &SearchRequest, region: Option<&regions::Asked>) -> u8 {
    let text = |symbol| list.texts.text(symbol);
    let region = region.is_some_and(|asked| !asked.is(text(place.region)) && !asked.is(text(place.location)));
    let price_type = request.price_type.is_some_and(|price_type| price_type != place.price_type);
    let term = request.term.as_deref().is_some_and(|term| ids::term(term) != text(place.term));
    (if region { REGION } else { 0 }) | (if price_type { TYPE } else { 0 }) | (if term { TERM } else { 0 })
}

/// How well the prices of an item fit the words.
enum Fit<'a> {
    /// All alike.
    Item,
    /// By place, for the words that the item does not hold: 0 where one does not fit.
    Places(&'a [u8]),
    /// Each price is to be looked at: it may have a word as an id.
    Prices,
}

/// What the pass gathers.
#[derive(Debug)]
pub(super) struct Tally {
    /// Prices of items that fit service and unit, by place.
    by_place: Vec<u32>,
    /// Prices that fit all but the service, by service.
    by_service: Vec<u32>,
    by_unit: Vec<u32>,
    /// First hits of each score.
    hits: Vec<Vec<u32>>,
    wanted: usize,
    total: u32,
}

/// How well the words fit a price: the sum of their scores, `None` where one does not fit.
pub(super) fn score(words: &[Word], row: &Row, price: u32) -> Option<usize> {
    let (item, place) = (slot(row.item), usize::from(row.place));
    words.iter().try_fold(0usize, |sum, word| match word.score(item, place, price) {
        0 => None,
        score => Some(sum.saturating_add(usize::from(score))),
    })
}

impl Tally {
    pub(super) fn of(list: &PriceList, words: &[Word], filter: &Filter, in_force: &Bits, wanted: usize) -> Self {
        let search = &list.search;
        let mut tally = Self {
            by_place: vec![0; list.places.len()],
            by_service: vec![0; search.services.symbols.len()],
            by_unit: vec![0; search.units.symbols.len()],
            hits: vec![Vec::new(); BEST.saturating_add(1)],
            wanted,
            total: 0,
        };
        let by_ids = words.iter().any(|word| word.ids.is_some());
        let mut tables: BTreeMap<u64, Vec<u8>> = BTreeMap::new();
        for item in 0..list.items.len() {
            let Some((missing, sum)) = held(words, item) else { continue };
            let fit = match missing {
                _ if by_ids => Fit::Prices,
                0 => Fit::Item,
                _ => Fit::Places(tables.entry(missing).or_insert_with(|| by_place(words, missing, list.places.len()))),
            };
            tally.item(list, (item, sum, fit), words, (filter, in_force));
        }
        tally
    }

    /// The prices of an item. A call of its own, so that engines put fast code in its place (see [`crate::pieces`]).
    #[inline(never)]
    fn item(
        &mut self,
        list: &PriceList,
        (item, sum, fit): (usize, usize, Fit<'_>),
        words: &[Word],
        (filter, in_force): (&Filter, &Bits),
    ) {
        let number = |numbers: &[u32]| numbers.get(item).copied().unwrap_or_default();
        let (service, unit) = (number(&list.search.services.numbers), number(&list.search.units.numbers));
        let fits_service = filter.service.is_none_or(|asked| asked == Some(service));
        let fits_unit = filter.unit.is_none_or(|asked| asked == Some(unit));
        let prices = list.search.prices_of(item);
        let own = list.search.places.get(slot(prices.start)..slot(prices.end)).unwrap_or_default();
        let all_in_force = in_force.all(&prices);
        let is_in_force = |price: u32| all_in_force || in_force.get(price);
        let mut count = 0u32;
        if !fits_service && !fits_unit {
            return;
        }
        let fits_item = fits_service && fits_unit;
        match fit {
            Fit::Item if all_in_force && fits_item && self.has_enough(sum) => count = self.count(own, filter),
            Fit::Item => {
                for (price, place) in prices.zip(own).filter(|(price, _)| is_in_force(*price)) {
                    count = count.saturating_add(self.price(price, *place, sum, fits_item, filter));
                }
            }
            Fit::Places(table) => {
                for (price, place) in prices.zip(own) {
                    let score = table.get(usize::from(*place)).copied().unwrap_or_default();
                    if score > 0 && is_in_force(price) {
                        let sum = sum.saturating_add(usize::from(score));
                        count = count.saturating_add(self.price(price, *place, sum, fits_item, filter));
                    }
                }
            }
            Fit::Prices => {
                for (price, place) in prices.zip(own).filter(|(price, _)| is_in_force(*price)) {
                    let row = Row { item: u32::try_from(item).unwrap_or(u32::MAX), place: *place, ..Row::default() };
                    if let Some(sum) = score(words, &row, price) {
                        count = count.saturating_add(self.price(price, *place, sum, fits_item, filter));
                    }
                }
            }
        }
        let add = |counts: &mut [u32], place: u32| {
            if let Some(sum) = counts.get_mut(slot(place)) {
                *sum = sum.saturating_add(count);
            }
        };
        if fits_unit {
            add(&mut self.by_service, service);
        }
        if fits_service {
            add(&mut self.by_unit, unit);
        }
        if fits_item {
            self.total = self.total.saturating_add(count);
        }
    }

    fn has_enough(&self, score: usize) -> bool {
        self.hits.get(score.min(BEST)).is_some_and(|hits| hits.len() >= self.wanted)
    }

    /// Counts prices that all fit, and answers how many of them fit the filter too.
    fn count(&mut self, places: &[u16], filter: &Filter) -> u32 {
        let mut count = 0u32;
        for place in places {
            let place = usize::from(*place);
            if let Some(sum) = self.by_place.get_mut(place) {
                *sum = sum.wrapping_add(1);
            }
            count = count.wrapping_add(filter.fits.get(place).copied().unwrap_or_default());
        }
        count
    }

    /// Counts a price that fits the words, and notes it as a hit where it fits all else; answers 1 where its place does.
    #[inline]
    fn price(&mut self, price: u32, place: u16, score: usize, fits_item: bool, filter: &Filter) -> u32 {
        let place = usize::from(place);
        let fits = filter.fits.get(place).copied().unwrap_or_default();
        if fits_item {
            if let Some(sum) = self.by_place.get_mut(place) {
                *sum = sum.wrapping_add(1);
            }
            if fits == 1
                && let Some(hits) = self.hits.get_mut(score.min(BEST)).filter(|hits| hits.len() < self.wanted)
            {
                hits.push(price);
            }
        }
        fits
    }

    /// Hits, best first.
    pub(super) fn hits(&self) -> impl Iterator<Item = u32> {
        self.hits.iter().rev().flatten().copied()
    }

    pub(super) const fn total(&self) -> u32 {
        self.total
    }

    pub(super) fn facets(&self, list: &PriceList, filter: &Filter) -> Facets {
        let text = |symbol: Symbol| list.texts.text(symbol).to_owned();
        let places = || list.places.iter().zip(&self.by_place).zip(&filter.failing);
        // Prices of places where nothing fails but, perhaps, this.
        let by_place = |value: fn(&Place) -> Symbol, but: u8| {
            let mut counts: BTreeMap<Symbol, u32> = BTreeMap::new();
            for ((place, count), _) in places().filter(|(_, failing)| **failing & !but == 0) {
                let sum = counts.entry(value(place)).or_default();
                *sum = sum.saturating_add(*count);
            }
            sorted(counts.into_iter().map(|(symbol, count)| (text(symbol), count)))
        };
        let mut types: BTreeMap<PriceType, u32> = BTreeMap::new();
        for ((place, count), _) in places().filter(|(_, failing)| **failing & !TYPE == 0) {
            let sum = types.entry(place.price_type).or_default();
            *sum = sum.saturating_add(*count);
        }
        let by_item = |symbols: &[Symbol], counts: &[u32]| {
            sorted(symbols.iter().zip(counts).map(|(symbol, count)| (text(*symbol), *count)))
        };
        Facets {
            service: by_item(&list.search.services.symbols, &self.by_service),
            region: by_place(|place| place.region, REGION),
            price_type: sorted(types.into_iter().map(|(price_type, count)| (price_type.as_str().to_owned(), count))),
            unit: by_item(&list.search.units.symbols, &self.by_unit),
            term: by_place(|place| place.term, TERM),
        }
    }
}

/// Which words an item does not hold, a bit each, and the sum of the scores of the others; `None` where a word fits neither
/// the item nor any place or price.
fn held(words: &[Word], item: usize) -> Option<(u64, usize)> {
    let (mut missing, mut sum) = (0u64, 0usize);
    for (place, word) in (0u32..).zip(words) {
        match word.items.get(item).copied().unwrap_or_default() {
            0 if !word.is_elsewhere() => return None,
            0 => missing |= 1u64.checked_shl(place).unwrap_or_default(),
            score => sum = sum.saturating_add(usize::from(score)),
        }
    }
    Some((missing, sum))
}

/// By place, the sum of the scores of some words; 0 where one of them does not fit.
fn by_place(words: &[Word], which: u64, places: usize) -> Vec<u8> {
    let of_place = |place: usize| {
        let asked = (0u32..).zip(words).filter(|(bit, _)| which >> bit & 1 == 1);
        let mut scores = asked.map(|(_, word)| word.places.get(place).copied().unwrap_or_default());
        scores.try_fold(0u8, |sum, score| if score == 0 { None } else { sum.checked_add(score) })
    };
    (0..places).map(|place| of_place(place).unwrap_or_default()).collect()
}

/// Largest count first; nothing without a name, nothing that leaves nothing.
fn sorted(counts: impl Iterator<Item = (String, u32)>) -> Vec<Facet> {
    let named = counts.filter(|(value, count)| !value.is_empty() && *count > 0);
    let mut facets: Vec<Facet> = named.map(|(value, count)| Facet { value, count }).collect();
    sort_by(&mut facets, |left, right| right.count.cmp(&left.count).then_with(|| left.value.cmp(&right.value)));
    facets
}
