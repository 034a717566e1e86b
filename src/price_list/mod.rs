//! A price list in memory: look-up by product, SKU, meter, region, type and day; search; tiers.

mod answers;
mod assemble;
mod builder;
mod columns;
mod exchange;
mod files;
mod history;
mod in_unit;
mod layout;
mod lookup;
mod matching;
mod meters;
mod model;
mod numbers;
mod order;
mod pages;
mod plans;
mod price;
mod printed;
mod put;
mod retail_json;
mod saved;
mod search;
mod siblings;
mod side;
mod sizes;
mod skus;
mod steps;
mod tiers;

pub use answers::{ListedPrice, PriceHit, PriceListInfo, SavingsPlanPrice};
pub use exchange::ListExchange;
pub use history::{HistoryAnswer, PriceVersion};
pub use lookup::{NotFound, NotFoundReason, PriceKey, Priced};
pub use model::PriceType;
pub use price::{PriceAnswer, PriceRequest};
pub use search::{Facet, Facets, SearchAnswer, SearchRequest};
pub(crate) use siblings::{NoPackage, Package, Siblings};
pub(crate) use side::Side;
pub(crate) use steps::quantity_steps;
pub use tiers::{Costed, Gap, Part, Tier, Tiers, total};

use crate::error::{Diagnostics, Result};
use crate::files::{FileFacts, FileForm, file_reader};
use crate::money::{Currency, Decimal};
use crate::pec::PecReason;
use crate::sorting::sort_by_key;
use crate::strings::Texts;
use crate::time::{Day, Instant};
use builder::Builder;
use meters::Meters;
use model::{Item, Place, Row, Span, Validity};
use numbers::Numbers;
use order::{at, bounds, slot};
use search::SearchIndex;
use serde::{Deserialize, Serialize};
use std::ops::Range;
use tiers::Segment;

/// A price list of the Azure plan: rows that refer to tables, in the order in which searches list them.
#[derive(Debug)]
pub struct PriceList {
    texts: Texts,
    numbers: Numbers,
    meters: Meters,
    items: Vec<Item>,
    places: Vec<Place>,
    validities: Vec<Validity>,
    spans: Vec<Span>,
    rows: Vec<Row>,
    /// Rows of price `i`: `row_starts[i]..row_starts[i + 1]`. What the first of them says besides numbers holds for all.
    row_starts: Vec<u32>,
    /// Prices by product and SKU.
    by_sku: Vec<u32>,
    search: SearchIndex,
    reading: Reading,
    /// Where the caller gave a rate for a list in another currency.
    exchange: Option<ListExchange>,
}

/// What reading found besides prices.
#[derive(Debug, Serialize, Deserialize)]
struct Reading {
    diagnostics: Diagnostics,
    rows: u32,
    duplicates: u32,
    refused: u32,
    /// Of the refused rows, those that stand nowhere among the prices: which price they are of is not known.
    unplaced: u32,
    /// What is missing of a list that was published in parts.
    part: Option<String>,
    /// Savings plans are there that could not be read.
    plans_unread: bool,
    /// Rows with the price of a unit under a savings plan.
    plan_rows: u32,
    /// Rows without a price, which stand for refused ones.
    held: u32,
    /// Prices of which no row could be used.
    unknown: u32,
    formats: Vec<String>,
    currency: Currency,
    market: Option<String>,
    understood: Vec<FileFacts>,
    cannot: Vec<String>,
}

file_reader! {
    /// Reads a price list from one or more files, chunk by chunk.
    PriceListReader: Builder => PriceList,
    assemble::assemble,
    errors "`file.*` and `list.*` where the file is no price list.",
    at the end "`list.empty` where no row can be used."
}

impl PriceList {
    /// Reads a list from the bytes of one file.
    ///
    /// Reading never fails on a row: a row that cannot be used is a diagnostic in [`info`](Self::info).
    ///
    /// # Errors
    /// `file.*` and `list.*` where the file is no price list or has no usable row.
    ///
    /// ```
    /// let list = azplan::PriceList::read(b"ProductId,SkuId,UnitPrice,Currency\nDZH318Z0BQD2,003J,2.99,USD\n")?;
    /// assert_eq!(list.info().prices, 1);
    /// # Ok::<(), azplan::Error>(())
    /// ```
    pub fn read(bytes: &[u8]) -> Result<Self> {
        Self::read_as(bytes, FileForm::default())
    }

    /// Reads a list whose way to write numbers and dates is said by hand.
    ///
    /// # Errors
    /// As [`read`](Self::read), and where the file contradicts what was said.
    pub fn read_as(bytes: &[u8], form: FileForm) -> Result<Self> {
        let mut reader = PriceListReader::default();
        reader.set_form(form);
        reader.push(bytes)?;
        reader.finish()
    }

    /// Currency of the prices.
    #[must_use]
    pub const fn currency(&self) -> Currency {
        if self.exchange.is_some() { Currency::USD } else { self.reading.currency }
    }

    /// The newest day that the list prices: the first day of its newest row. Meant where no day is given.
    #[must_use]
    pub fn newest_day(&self) -> Day {
        let starts = self.validities.iter().map(|validity| validity.start);
        let newest = starts.filter(|start| *start != Instant::BEGINNING).max();
        // A list whose rows say no date holds on any day; the Azure plan began in November 2019.
        newest.and_then(Instant::day).or(Day::try_new(2019, 11, 1)).unwrap_or_default()
    }

    /// Number of prices.
    fn price_count(&self) -> usize {
        self.row_starts.len().saturating_sub(1)
    }

    fn item(&self, price: &Row) -> Option<&Item> {
        self.items.get(slot(price.item))
    }

    fn place(&self, price: &Row) -> Place {
        at(&self.places, u32::from(price.place)).unwrap_or_default()
    }

    /// Can the product of a price earn PEC?
    fn pec_of(&self, price: &Row) -> PecReason {
        match self.item(price) {
            _ if self.place(price).price_type == PriceType::Reservation => PecReason::Reservation,
            Some(item) => item.pec,
            None => PecReason::Eligible,
        }
    }

    /// The price at a place, by its first row.
    fn price_at(&self, index: u32) -> Option<&Row> {
        self.rows.get(slot(at(&self.row_starts, index)?)).filter(|_| slot(index) < self.price_count())
    }

    /// The prices at some places, by their first rows.
    fn prices_at(&self, range: Range<usize>) -> impl Iterator<Item = &Row> {
        let firsts = self.row_starts.get(range).unwrap_or_default();
        firsts.iter().filter_map(|first| self.rows.get(slot(*first)))
    }

    fn rows_of(&self, index: u32) -> &[Row] {
        bounds(&self.row_starts, slot(index)).and_then(|bounds| self.rows.get(bounds)).unwrap_or_default()
    }

    fn validity(&self, row: &Row) -> Option<&Validity> {
        self.validities.get(usize::from(row.validity))
    }

    fn span(&self, row: &Row) -> Span {
        at(&self.spans, u32::from(row.tier)).unwrap_or_default()
    }

    fn segment(&self, row: &Row) -> Segment {
        match at(&self.spans, u32::from(row.tier)) {
            Some(Span { from, to }) => Segment { from, to, unit_price: self.value(row.unit_price) },
            None => Segment { from: Decimal::ZERO, to: None, unit_price: None },
        }
    }

    /// Was all of the list read? Else it may have more than what answers know of it.
    #[must_use]
    pub const fn is_read(&self) -> bool {
        self.reading.refused == 0 && self.reading.part.is_none() && !self.reading.plans_unread
    }

    /// Was every row of the files read, or its price marked as unknown? Where not, a price that is in the list as it was
    /// published may be missing here, whatever is looked up.
    #[must_use]
    pub const fn is_whole(&self) -> bool {
        self.reading.unplaced == 0 && self.reading.part.is_none()
    }

    /// Tiers of a price on a day, with the time of the first of them; nothing where no row is in force.
    ///
    /// Of rows that overlap, the one that ends first is in force until its end (rules 2.4); of rows that end together
    /// the one that started last. A row that starts during the day counts where none is in force at 00:00.
    /// Rows of one time are one set of tiers: the sets of two times do not mix, save that a tier printed on its own
    /// (without a first tier of its time) adds to the set in force. A quantity that no row prices is a gap.
    fn tiers_on(&self, index: u32, day: Day) -> Option<(Tiers, Validity)> {
        let rows = self.rows_of(index);
        let is_first = |row: &&Row| row.tier == 0 || self.span(row).from.is_zero();
        let firsts = rows.iter().filter(is_first).filter_map(|row| Some((self.rank(row, day)?, row)));
        let first = firsts.min_by_key(|(rank, _)| *rank).map(|(_, row)| row.validity);
        let mut segments: Vec<Segment> = Vec::new();
        let mut lone: Vec<(Rank, &Row)> = Vec::new();
        for row in rows {
            if Some(row.validity) == first {
                segments.push(self.segment(row));
            } else if !rows.iter().filter(is_first).any(|other| other.validity == row.validity)
                && let Some(rank) = self.rank(row, day)
            {
                lone.push((rank, row));
            }
        }
        sort_by_key(&mut lone, |(rank, _)| *rank);
        let validity = first.or_else(|| Some(lone.first()?.1.validity))?;
        for (_, row) in lone {
            let segment = self.segment(row);
            if segments.iter().all(|other| other.from != segment.from) {
                segments.push(segment);
            }
        }
        Some((Tiers::of(segments), self.validities.get(usize::from(validity)).copied()?))
    }

    /// Order in which rows are in force on a day, the lowest first; `None` where the row is not in force.
    fn rank(&self, row: &Row, day: Day) -> Option<Rank> {
        let validity = self.validity(row)?;
        let morning = Instant::start_of(day);
        let next = day.plus_days(1).map_or(Instant::OPEN, Instant::start_of);
        let starts_later = validity.start > morning && validity.start < next;
        let in_force = validity.start <= morning && morning <= validity.end;
        (in_force || starts_later).then_some((starts_later, validity.end, std::cmp::Reverse(validity.start)))
    }
}

/// Starts during the day; end; start, the latest first.
type Rank = (bool, Instant, std::cmp::Reverse<Instant>);
