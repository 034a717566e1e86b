//! Searching by words and facets.

use super::answers::PriceHit;
use super::model::{Item, Price, Validity};
use super::{PriceList, PriceType};
use crate::error::{Error, ErrorCode, Result};
use crate::ids;
use crate::strings::{Strings, Symbol};
use crate::time::{Day, Instant};
use foldhash::fast::FixedState;
use hashbrown::HashMap;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Request of [`PriceList::search`].
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct SearchRequest {
    /// Words that must all match.
    pub text: Option<String>,
    /// Service, exactly.
    pub service: Option<String>,
    /// Region, code or location.
    pub region: Option<String>,
    /// Type.
    #[serde(rename = "type")]
    pub price_type: Option<PriceType>,
    /// Unit of measure, exactly.
    pub unit: Option<String>,
    /// Term, `P1Y` or `1 Year`.
    pub term: Option<String>,
    /// Day; default the newest day of the list.
    pub on: Option<Day>,
    /// First hit wanted.
    pub offset: Option<u32>,
    /// Hits wanted, at most [`SearchRequest::MOST`].
    pub limit: Option<u32>,
}

impl SearchRequest {
    /// Most hits of one answer.
    pub const MOST: u32 = 1000;
    /// Hits of an answer where the request does not say.
    pub const USUAL: u32 = 20;
}

/// Answer of [`PriceList::search`].
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SearchAnswer {
    /// The day.
    pub on: Day,
    /// All hits.
    pub total: u32,
    /// The hits wanted, best first.
    pub hits: Vec<PriceHit>,
    /// What choosing a value would leave.
    pub facets: Facets,
}

/// Facets of a search.
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Facets {
    /// By service.
    pub service: Vec<Facet>,
    /// By region code.
    pub region: Vec<Facet>,
    /// By type.
    #[serde(rename = "type")]
    pub price_type: Vec<Facet>,
    /// By unit of measure.
    pub unit: Vec<Facet>,
    /// By term.
    pub term: Vec<Facet>,
}

/// A value and how many hits it would leave.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Facet {
    /// The value.
    pub value: String,
    /// Hits.
    pub count: u32,
}

/// Words of a list and the texts that hold them.
#[derive(Debug, Default)]
pub(super) struct SearchIndex {
    words: BTreeMap<Box<str>, Vec<Symbol>>,
}

fn words(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase)
}

impl SearchIndex {
    pub(super) fn new(strings: &Strings, items: &[Item], prices: &[Price]) -> Self {
        let mut seen = vec![false; strings.len()];
        let mut index = Self::default();
        let mut add = |symbol: Symbol| {
            if let Some(seen) = seen.get_mut(symbol.index()).filter(|seen| !**seen) {
                *seen = true;
                for word in words(strings.text(symbol)) {
                    index.words.entry(word.into()).or_default().push(symbol);
                }
            }
        };
        for item in items {
            searched(item).into_iter().for_each(&mut add);
        }
        for price in prices {
            add(price.region.code);
            add(price.region.location);
        }
        index
    }

    /// How well each text fits a word: 2 holds the word, 1 a longer word that begins so.
    fn scores(&self, word: &str) -> HashMap<Symbol, u8, FixedState> {
        let mut scores = HashMap::default();
        let from = (std::ops::Bound::Included(word), std::ops::Bound::Unbounded);
        for (found, symbols) in self.words.range::<str, _>(from).take_while(|(found, _)| found.starts_with(word)) {
            let score = if found.len() == word.len() { 2 } else { 1 };
            for symbol in symbols {
                let best = scores.entry(*symbol).or_insert(score);
                *best = score.max(*best);
            }
        }
        scores
    }
}

const fn searched(item: &Item) -> [Symbol; 7] {
    [item.product_id, item.product_title, item.sku_title, item.meter_name, item.service, item.arm_sku, item.publisher]
}

/// A word of the question.
enum Term {
    /// Score of each item, and of texts of regions; or the SKU of this id.
    Word { items: Vec<u8>, symbols: HashMap<Symbol, u8, FixedState>, sku: Option<Symbol> },
    /// A meter id.
    Meter(String),
    /// `PRODUCT/SKU`.
    Sku(Option<Symbol>, Option<Symbol>),
}

/// What the facets ask for.
struct Filters {
    service: Option<Option<Symbol>>,
    region: Option<String>,
    price_type: Option<PriceType>,
    unit: Option<Option<Symbol>>,
    term: Option<Option<Symbol>>,
}

type Counts = HashMap<Symbol, u32, FixedState>;

impl PriceList {
    /// Prices that fit all words and facets, best first.
    ///
    /// # Errors
    /// `input.invalid` for a limit above [`SearchRequest::MOST`].
    pub fn search(&self, request: &SearchRequest) -> Result<SearchAnswer> {
        let on = request.on.unwrap_or_else(|| self.newest_day());
        let limit = request.limit.unwrap_or(SearchRequest::USUAL);
        if limit > SearchRequest::MOST {
            let message = format!("a limit of `{limit}` is above {}", SearchRequest::MOST);
            return Err(Error::new(ErrorCode::INPUT_INVALID, message).at("limit"));
        }
        let terms = self.terms(request.text.as_deref().unwrap_or_default());
        let filters = self.filters(request);
        let mut hits: Vec<(u8, u32)> = Vec::new();
        let mut counts: [Counts; 5] = std::array::from_fn(|_| Counts::default());
        for (index, price) in (0u32..).zip(&self.prices) {
            let Some(item) = self.item(price) else { continue };
            let Some(score) = self.score(price, &terms) else { continue };
            if !self.in_force(index, on) {
                continue;
            }
            let fits = self.fits(price, item, &filters);
            let failing = fits.iter().filter(|fits| !**fits).count();
            if failing == 0 {
                hits.push((score, index));
            }
            for ((counts, fits), value) in counts.iter_mut().zip(fits).zip(facet_values(price, item)) {
                if failing == 0 || (failing == 1 && !fits) {
                    let count = counts.entry(value).or_insert(0);
                    *count = count.saturating_add(1);
                }
            }
        }
        if !terms.is_empty() {
            hits.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
        }
        let offset = usize::try_from(request.offset.unwrap_or_default()).unwrap_or(usize::MAX);
        let page = hits.iter().skip(offset).take(usize::try_from(limit).unwrap_or_default());
        Ok(SearchAnswer {
            on,
            total: u32::try_from(hits.len()).unwrap_or(u32::MAX),
            hits: page.map(|(_, index)| self.hit(*index, Some(on))).collect(),
            facets: self.facets(counts),
        })
    }

    fn terms(&self, text: &str) -> Vec<Term> {
        let mut terms = Vec::new();
        for part in text.split_whitespace() {
            if part.len() == 36 && part.bytes().filter(|byte| *byte == b'-').count() == 4 {
                terms.push(Term::Meter(ids::meter_id(part)));
            } else if let Some((product, sku)) = part.split_once('/') {
                let product = self.strings.find(&ids::product_id(product));
                terms.push(Term::Sku(product, self.strings.find(&ids::sku_id(sku))));
            } else {
                terms.extend(words(part).map(|word| self.word_term(&word)));
            }
        }
        terms
    }

    fn word_term(&self, word: &str) -> Term {
        let symbols = self.search.scores(word);
        let score = |item: &Item| searched(item).iter().filter_map(|symbol| symbols.get(symbol)).copied().max();
        let items = self.items.iter().map(|item| score(item).unwrap_or_default()).collect();
        let sku = if word.len() == 4 { self.strings.find(&ids::sku_id(word)) } else { None };
        Term::Word { items, symbols, sku }
    }

    /// Sum of how well each word fits; `None` where one does not.
    fn score(&self, price: &Price, terms: &[Term]) -> Option<u8> {
        let mut sum = 0u8;
        for term in terms {
            let score = match term {
                Term::Word { items, symbols, sku } => {
                    let item = usize::try_from(price.item).ok().and_then(|item| items.get(item)).copied();
                    let region = |symbol| symbols.get(&symbol).copied().unwrap_or_default();
                    let best =
                        item.unwrap_or_default().max(region(price.region.code)).max(region(price.region.location));
                    if *sku == Some(price.sku_id) { best.max(2) } else { best }
                }
                Term::Meter(id) => u8::from(self.strings.text(price.meter_ids).split(';').any(|meter| meter == id)),
                Term::Sku(product, sku) => {
                    let item = self.item(price)?;
                    u8::from(*product == Some(item.product_id) && *sku == Some(price.sku_id))
                }
            };
            if score == 0 {
                return None;
            }
            sum = sum.saturating_add(score);
        }
        Some(sum)
    }

    fn filters(&self, request: &SearchRequest) -> Filters {
        let find = |text: &Option<String>| text.as_deref().map(|text| self.strings.find(text));
        Filters {
            service: find(&request.service),
            region: request.region.as_deref().map(ids::region),
            price_type: request.price_type,
            unit: find(&request.unit),
            term: request.term.as_deref().map(|term| self.strings.find(&ids::term(term))),
        }
    }

    /// Does a price fit each facet: service, region, type, unit, term?
    fn fits(&self, price: &Price, item: &Item, filters: &Filters) -> [bool; 5] {
        let same = |symbol: Symbol, region: &String| ids::region(self.strings.text(symbol)) == *region;
        [
            filters.service.is_none_or(|service| service == Some(item.service)),
            filters
                .region
                .as_ref()
                .is_none_or(|region| same(price.region.code, region) || same(price.region.location, region)),
            filters.price_type.is_none_or(|price_type| price_type == price.price_type),
            filters.unit.is_none_or(|unit| unit == Some(item.unit_of_measure)),
            filters.term.is_none_or(|term| term == Some(price.term)),
        ]
    }

    fn in_force(&self, index: u32, on: Day) -> bool {
        let morning = Instant::start_of(on);
        let next = on.plus_days(1).map_or(Instant::OPEN, Instant::start_of);
        let covers = |validity: &Validity| validity.start < next && morning <= validity.end;
        self.rows_of(index).iter().filter_map(|row| self.validity(row)).any(covers)
    }

    fn facets(&self, counts: [Counts; 5]) -> Facets {
        let list = |counts: Counts, name: fn(&Self, Symbol) -> String| {
            let mut facets: Vec<Facet> = counts
                .into_iter()
                .map(|(symbol, count)| Facet { value: name(self, symbol), count })
                .filter(|facet| !facet.value.is_empty())
                .collect();
            facets.sort_by(|left, right| right.count.cmp(&left.count).then_with(|| left.value.cmp(&right.value)));
            facets
        };
        let text = |list: &Self, symbol| list.strings.text(symbol).to_owned();
        let [service, region, price_type, unit, term] = counts;
        Facets {
            service: list(service, text),
            region: list(region, text),
            price_type: list(price_type, |_, symbol| type_name(symbol)),
            unit: list(unit, text),
            term: list(term, text),
        }
    }
}

const TYPES: [PriceType; 3] = [PriceType::Consumption, PriceType::DevTestConsumption, PriceType::Reservation];

/// Types are counted like texts, under their place in [`TYPES`].
fn facet_values(price: &Price, item: &Item) -> [Symbol; 5] {
    let place = TYPES.iter().position(|known| *known == price.price_type).unwrap_or_default();
    [item.service, price.region.code, Symbol::at(place), item.unit_of_measure, price.term]
}

fn type_name(symbol: Symbol) -> String {
    TYPES.get(symbol.index()).map_or_else(String::new, |price_type| price_type.as_str().to_owned())
}
