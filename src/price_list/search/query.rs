//! Answering a search.

use super::index::Bits;
use super::tally::{Filter, Tally, score};
use super::{SearchAnswer, SearchRequest};
use crate::error::{Error, ErrorCode, Result};
use crate::price_list::PriceList;
use crate::time::{Day, Instant};
use std::borrow::Cow;

impl PriceList {
    /// Prices that fit all words and facets, best first.
    ///
    /// # Errors
    /// `input.invalid` for a limit above [`SearchRequest::MOST`], or more than [`SearchRequest::MOST_WORDS`] words.
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
        let invalid = |message: String, place: &str| Err(Error::new(ErrorCode::INPUT_INVALID, message).at(place));
        if limit > SearchRequest::MOST {
            return invalid(format!("a limit of `{limit}` is above {}", SearchRequest::MOST), "limit");
        }
        let words = self.words(request.text.as_deref().unwrap_or_default());
        if words.len() > SearchRequest::MOST_WORDS {
            return invalid(format!("{} words are more than {}", words.len(), SearchRequest::MOST_WORDS), "text");
        }
        let in_force = match self.search.in_force(on) {
            Some(bits) => Cow::Borrowed(bits),
            None => Cow::Owned(self.in_force_on(on)),
        };
        let size = |count: u32| usize::try_from(count).unwrap_or(usize::MAX);
        let (offset, limit) = (size(request.offset.unwrap_or_default()), size(limit));
        let filter = Filter::new(self, request);
        let tally = Tally::of(self, &words, &filter, &in_force, offset.saturating_add(limit));
        let page = tally.hits().skip(offset).take(limit);
        Ok(SearchAnswer {
            on,
            total: tally.total(),
            complete: self.is_whole(),
            hits: page.map(|index| self.hit(index, Some(on))).collect(),
            facets: tally.facets(self, &filter),
        })
    }

    /// Does the price at a place fit all words of a text?
    pub(crate) fn matching(&self, text: &str) -> impl Fn(u32) -> bool + '_ {
        let words = self.words(text);
        move |index| words.is_empty() || self.price_at(index).is_some_and(|price| score(&words, price, index).is_some())
    }

    /// Which prices are in force on a day.
    pub(in crate::price_list) fn in_force_on(&self, day: Day) -> Bits {
        let morning = Instant::start_of(day);
        let next = day.plus_days(1).map_or(Instant::OPEN, Instant::start_of);
        let valid: Vec<bool> =
            self.validities.iter().map(|validity| validity.start < next && morning <= validity.end).collect();
        Bits::of(self.price_count(), |index| {
            self.rows_of(index).iter().any(|row| valid.get(usize::from(row.validity)) == Some(&true))
        })
    }
}
