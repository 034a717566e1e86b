//! Answering a search: one pass over the items that fit, counting facets on the way.

use super::index::{Bits, SearchIndex, WordScores, words};
use super::{Facet, Facets, SearchAnswer, SearchRequest};
use crate::error::{Error, ErrorCode, Result};
use crate::ids;
use crate::price_list::model::{Item, Place};
use crate::price_list::order::at;
use crate::price_list::{PriceList, PriceType};
use crate::regions;
use crate::strings::Symbol;
use crate::time::{Day, Instant};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// A word of the question.
enum Term {
    Word(WordScores),
    /// A meter id.
    Meter(String),
    /// `PRODUCT/SKU`.
    Sku(Option<Symbol>, Option<Symbol>),
}

/// Which of the facets asked for a thing does not fit, a bit each.
type Failing = u8;

const SERVICE: Failing = 1;
const UNIT: Failing = 2;
const REGION: Failing = 4;
const TYPE: Failing = 8;
const TERM: Failing = 16;

/// How many prices fit all facets, or all but one.
#[derive(Debug, Clone, Copy, Default)]
struct Count {
    all: u32,
    but_region: u32,
    but_type: u32,
    but_term: u32,
}

/// Best sum of scores that is told apart.
const BEST: usize = 31;

/// What one pass gathers.
struct Tally {
    by_place: Vec<Count>,
    by_service: BTreeMap<Symbol, u32>,
    by_unit: BTreeMap<Symbol, u32>,
    total: u32,
    /// First hits of each score.
    hits: Vec<Vec<u32>>,
    wanted: usize,
}

impl PriceList {
    /// Prices that fit all words and facets, best first.
    ///
    /// # Errors
    /// `input.invalid` for a limit above [`SearchRequest::MOST`].
    ///
    /// ```
    /// # use azplan::{PriceList, price_list::SearchRequest};
    /// let list = PriceList::read(b"ProductId,ProductTitle,SkuId,UnitPrice\nDZH318Z0BQD2,Log Analytics,003J,2.99\n")?;
    /// let request = SearchRequest { text: Some("log ana".into()), ..SearchRequest::default() };
    /// assert_eq!(list.search(&request)?.total, 1);
    /// # Ok::<(), azplan::Error>(())
    /// ```
    pub fn search(&self, request: &SearchRequest) -> Result<SearchAnswer> {
        let on = request.on.unwrap_or_else(|| self.newest_day());
        let limit = request.limit.unwrap_or(SearchRequest::USUAL);
        if limit > SearchRequest::MOST {
            let message = format!("a limit of `{limit}` is above {}", SearchRequest::MOST);
            return Err(Error::new(ErrorCode::INPUT_INVALID, message).at("limit"));
        }
        let in_force = match self.search.in_force(on) {
            Some(bits) => Cow::Borrowed(bits),
            None => Cow::Owned(self.in_force_on(on)),
        };
        let size = |count: u32| usize::try_from(count).unwrap_or(usize::MAX);
        let (offset, limit) = (size(request.offset.unwrap_or_default()), size(limit));
        let terms = self.terms(request.text.as_deref().unwrap_or_default());
        let tally = self.tally(&terms, request, &in_force, offset.saturating_add(limit));
        let page = tally.hits.iter().rev().flatten().skip(offset).take(limit);
        Ok(SearchAnswer {
            on,
            total: tally.total,
            hits: page.map(|index| self.hit(*index, Some(on))).collect(),
            facets: self.facets(&tally),
        })
    }

    /// Does the price at a place fit all words of a text?
    pub(crate) fn matching(&self, text: &str) -> impl Fn(u32) -> bool + '_ {
        let terms = self.terms(text);
        move |index| {
            let item = at(&self.prices, index).and_then(|price| self.item(&price).copied());
            terms.is_empty() || item.is_some_and(|item| self.price_score(&terms, index, &item).is_some())
        }
    }

    fn terms(&self, text: &str) -> Vec<Term> {
        let mut terms = Vec::new();
        for part in text.split_whitespace() {
            if part.len() == 36 && part.bytes().filter(|byte| *byte == b'-').count() == 4 {
                terms.push(Term::Meter(ids::meter_id(part)));
            } else if let Some((product, sku)) = part.split_once('/').filter(|(product, _)| product.len() == 12) {
                let product = self.strings.find(&ids::product_id(product));
                terms.push(Term::Sku(product, self.strings.find(&ids::sku_id(sku))));
            } else {
                terms.extend(words(part).map(|word| {
                    let sku = if word.len() == 4 { self.strings.find(&ids::sku_id(&word)) } else { None };
                    Term::Word(self.search.scores(&word, self.items.len(), self.places.len(), sku))
                }));
            }
        }
        terms
    }

    fn tally(&self, terms: &[Term], request: &SearchRequest, in_force: &Bits, wanted: usize) -> Tally {
        let region = request.region.as_deref().map(regions::Asked::new);
        let place_failing: Vec<Failing> =
            self.places.iter().map(|place| self.place_failing(place, request, region.as_ref())).collect();
        let find = |text: &Option<String>| text.as_deref().map(|text| self.strings.find(text));
        let (service, unit) = (find(&request.service), find(&request.unit));
        let mut tally = Tally {
            by_place: vec![Count::default(); self.places.len()],
            by_service: BTreeMap::new(),
            by_unit: BTreeMap::new(),
            total: 0,
            hits: vec![Vec::new(); BEST.saturating_add(1)],
            wanted,
        };
        let bounds = self.search.starts.iter().zip(self.search.starts.iter().skip(1));
        for ((number, item), (start, end)) in (0u32..).zip(&self.items).zip(bounds) {
            let Some(score) = item_score(terms, number) else { continue };
            let failing = if service.is_some_and(|service| service != Some(item.service)) { SERVICE } else { 0 }
                | if unit.is_some_and(|unit| unit != Some(item.unit_of_measure)) { UNIT } else { 0 };
            let mut seen = (0u32, 0u32);
            for price in *start..*end {
                let score = match score {
                    Score::Item(score) => score,
                    Score::Price => match self.price_score(terms, price, item) {
                        Some(score) => score,
                        None => continue,
                    },
                };
                if in_force.get(price) {
                    tally.take(price, score, failing, &place_failing, &self.search, &mut seen);
                }
            }
            tally.add_item(item, seen);
        }
        tally
    }

    fn place_failing(&self, place: &Place, request: &SearchRequest, region: Option<&regions::Asked>) -> Failing {
        let text = |symbol| self.strings.text(symbol);
        let region = region.is_some_and(|asked| !asked.is(text(place.region)) && !asked.is(text(place.location)));
        let price_type = request.price_type.is_some_and(|price_type| price_type != place.price_type);
        let term = request.term.as_deref().is_some_and(|term| ids::term(term) != text(place.term));
        (if region { REGION } else { 0 }) | (if price_type { TYPE } else { 0 }) | (if term { TERM } else { 0 })
    }

    /// Sum of how well each word fits a price; `None` where one does not.
    fn price_score(&self, terms: &[Term], index: u32, item: &Item) -> Option<usize> {
        let price = at(&self.prices, index)?;
        let mut sum = 0usize;
        for term in terms {
            let score = match term {
                Term::Word(word) => {
                    let own = usize::try_from(price.item).ok().and_then(|item| word.items.get(item)).copied();
                    let place = word.places.get(usize::from(price.place)).copied();
                    let sku = if word.sku == Some(price.sku_id) { 3 } else { 0 };
                    own.unwrap_or_default().max(place.unwrap_or_default()).max(sku)
                }
                Term::Meter(id) => u8::from(self.meters.holds(price.meter_ids, id, &self.strings)),
                Term::Sku(product, sku) => u8::from(*product == Some(item.product_id) && *sku == Some(price.sku_id)),
            };
            if score == 0 {
                return None;
            }
            sum = sum.saturating_add(usize::from(score));
        }
        Some(sum.min(BEST))
    }

    /// Which prices are in force on a day.
    pub(in crate::price_list) fn in_force_on(&self, day: Day) -> Bits {
        let morning = Instant::start_of(day);
        let next = day.plus_days(1).map_or(Instant::OPEN, Instant::start_of);
        let valid: Vec<bool> =
            self.validities.iter().map(|validity| validity.start < next && morning <= validity.end).collect();
        Bits::of(self.prices.len(), |index| {
            self.rows_of(index).iter().any(|row| valid.get(usize::from(row.validity)) == Some(&true))
        })
    }

    fn facets(&self, tally: &Tally) -> Facets {
        let text = |symbol: &Symbol| self.strings.text(*symbol).to_owned();
        let by_place = |value: fn(&Place) -> Symbol, count: fn(&Count) -> u32| {
            let mut counts: BTreeMap<Symbol, u32> = BTreeMap::new();
            for (place, own) in self.places.iter().zip(&tally.by_place) {
                let sum = counts.entry(value(place)).or_default();
                *sum = sum.saturating_add(count(own));
            }
            sorted(counts.iter().map(|(symbol, count)| (text(symbol), *count)))
        };
        let mut types: BTreeMap<PriceType, u32> = BTreeMap::new();
        for (place, own) in self.places.iter().zip(&tally.by_place) {
            let sum = types.entry(place.price_type).or_default();
            *sum = sum.saturating_add(own.all).saturating_add(own.but_type);
        }
        Facets {
            service: sorted(tally.by_service.iter().map(|(symbol, count)| (text(symbol), *count))),
            region: by_place(|place| place.region, |count| count.all.saturating_add(count.but_region)),
            price_type: sorted(types.iter().map(|(price_type, count)| (price_type.as_str().to_owned(), *count))),
            unit: sorted(tally.by_unit.iter().map(|(symbol, count)| (text(symbol), *count))),
            term: by_place(|place| place.term, |count| count.all.saturating_add(count.but_term)),
        }
    }
}

/// How well an item fits.
#[derive(Clone, Copy)]
enum Score {
    /// All its prices alike.
    Item(usize),
    /// Each price is to be looked at.
    Price,
}

/// `None` where a word fits neither the item nor any price.
fn item_score(terms: &[Term], item: u32) -> Option<Score> {
    let mut sum = 0usize;
    let mut by_price = false;
    for term in terms {
        let Term::Word(word) = term else {
            by_price = true;
            continue;
        };
        let own = usize::try_from(item).ok().and_then(|item| word.items.get(item)).copied().unwrap_or_default();
        let in_prices = word.in_places || word.sku.is_some();
        if own == 0 && !in_prices {
            return None;
        }
        // A word that fits the item fits all its prices; only one that does not is looked for in each.
        by_price |= own == 0;
        sum = sum.saturating_add(usize::from(own));
    }
    Some(if by_price { Score::Price } else { Score::Item(sum.min(BEST)) })
}

impl Tally {
    /// Counts a price that fits all words.
    fn take(
        &mut self,
        price: u32,
        score: usize,
        failing: Failing,
        by_place: &[Failing],
        index: &SearchIndex,
        seen: &mut (u32, u32),
    ) {
        let place = usize::try_from(price).ok().and_then(|price| index.places.get(price)).copied().unwrap_or_default();
        let place = usize::from(place);
        let failing = failing | by_place.get(place).copied().unwrap_or_default();
        let Some(count) = self.by_place.get_mut(place) else { return };
        let add = |count: &mut u32| *count = count.saturating_add(1);
        match failing {
            0 => {
                add(&mut count.all);
                add(&mut self.total);
                add(&mut seen.0);
                add(&mut seen.1);
                if let Some(hits) = self.hits.get_mut(score).filter(|hits| hits.len() < self.wanted) {
                    hits.push(price);
                }
            }
            SERVICE => add(&mut seen.0),
            UNIT => add(&mut seen.1),
            REGION => add(&mut count.but_region),
            TYPE => add(&mut count.but_type),
            TERM => add(&mut count.but_term),
            _ => {}
        }
    }

    fn add_item(&mut self, item: &Item, (service, unit): (u32, u32)) {
        for (counts, symbol, count) in
            [(&mut self.by_service, item.service, service), (&mut self.by_unit, item.unit_of_measure, unit)]
        {
            if count > 0 {
                let sum = counts.entry(symbol).or_default();
                *sum = sum.saturating_add(count);
            }
        }
    }
}

/// Largest count first; nothing without a name, nothing that leaves nothing.
fn sorted(counts: impl Iterator<Item = (String, u32)>) -> Vec<Facet> {
    let named = counts.filter(|(value, count)| !value.is_empty() && *count > 0);
    let mut facets: Vec<Facet> = named.map(|(value, count)| Facet { value, count }).collect();
    facets.sort_by(|left, right| right.count.cmp(&left.count).then_with(|| left.value.cmp(&right.value)));
    facets
}
