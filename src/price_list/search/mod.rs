//! Searching by words and facets.

mod index;
mod query;
mod tally;
mod words;

pub(super) use index::SearchIndex;

use super::{PriceHit, PriceType};
use crate::time::Day;
use serde::{Deserialize, Serialize};

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
    /// Most words of a question.
    pub const MOST_WORDS: usize = 64;
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
    /// False where rows of the list could not be placed: prices may be missing.
    pub complete: bool,
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
