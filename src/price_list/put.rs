//! The rows of a price put together: duplicates once, tiers after one another.
//!
//! Rows that contradict each other, and rows that could not be read but whose place is known, stay as rows without a price:
//! what they say is not known, and no other row may be taken in their stead.

use super::files::Files;
use super::model::{Row, Span, Validity};
use super::numbers::{Numbers, UNKNOWN};
use super::order::index;
use super::printed::PrintedTier;
use crate::error::{Diagnostics, ErrorCode, Severity};
use crate::money::Decimal;
use foldhash::fast::FixedState;
use hashbrown::HashMap;

/// Puts the rows of prices together.
pub(super) struct Put<'a> {
    tiers: &'a [PrintedTier],
    validities: &'a [Validity],
    numbers: &'a Numbers,
    files: &'a Files,
    spans: Vec<Span>,
    places: HashMap<Span, u16, FixedState>,
    /// By printed tier: does it price any quantity?
    alone: Vec<bool>,
    duplicates: u32,
    /// Rows without a price whose place another row has.
    unplaced: u32,
    refused: &'a mut u32,
    diagnostics: &'a mut Diagnostics,
}

struct Contradiction {
    code: ErrorCode,
    column: &'static str,
    message: String,
}

impl<'a> Put<'a> {
    pub(super) fn new(
        tiers: &'a [PrintedTier],
        validities: &'a [Validity],
        numbers: &'a Numbers,
        files: &'a Files,
        diagnostics: &'a mut Diagnostics,
        refused: &'a mut u32,
    ) -> Self {
        let mut put = Self {
            tiers,
            validities,
            numbers,
            files,
            spans: Vec::new(),
            places: HashMap::default(),
            alone: Vec::new(),
            duplicates: 0,
            unplaced: 0,
            refused,
            diagnostics,
        };
        put.place_of(Span::default());
        put.alone = tiers.iter().map(|tier| tier.is_first() && tier.max.is_none() && !tier.is_unread).collect();
        put
    }

    /// The spans by place, how many rows were there again, and how many refused ones have no place.
    pub(super) fn finish(self) -> (Vec<Span>, u32, u32) {
        (self.spans, self.duplicates, self.unplaced)
    }

    /// Is it the usual only row of a price, which prices any quantity?
    #[inline]
    fn is_alone(&self, row: Row) -> bool {
        self.alone.get(usize::from(row.tier)) == Some(&true)
    }

    fn validity(&self, row: &Row) -> Option<Validity> {
        self.validities.get(usize::from(row.validity)).copied()
    }

    fn tier(&self, row: &Row) -> PrintedTier {
        self.tiers.get(usize::from(row.tier)).copied().unwrap_or_default()
    }

    /// Puts the rows of one price together: what is left of them, each version (rows of one time) lowest tier first.
    #[inline]
    pub(super) fn price(&mut self, own: &mut Vec<Row>) {
        match own.as_mut_slice() {
            [row] if self.is_alone(*row) => row.tier = 0,
            _ => *own = self.versions(own),
        }
    }

    fn versions(&mut self, own: &mut [Row]) -> Vec<Row> {
        own.sort_by_key(|row| (self.validity(row), self.tier(row).min, row.row));
        if let Some(undated) = own.iter().find(|row| self.validity(row) == Some(Validity::UNREAD)).copied() {
            let message = format!("row {} has the same price at a time that cannot be read", self.place_name(&undated));
            self.refuse(own, &Contradiction { code: ErrorCode::PRICE_CONFLICT, column: "EffectiveStartDate", message });
            return vec![Row { tier: 0, ..undated }];
        }
        let mut kept = Vec::with_capacity(own.len());
        for version in own.chunk_by(|left, right| left.validity == right.validity) {
            match self.version(version, own) {
                Ok(rows) => kept.extend(rows),
                Err(contradiction) => {
                    self.refuse(version, &contradiction);
                    kept.extend(self.unknown(version));
                }
            }
        }
        self.tell_gaps(&kept);
        kept
    }

    /// Refuses the rows that were not refused before.
    fn refuse(&mut self, rows: &[Row], contradiction: &Contradiction) {
        let Contradiction { code, column, message } = contradiction;
        for row in rows.iter().filter(|row| row.unit_price != UNKNOWN) {
            *self.refused = self.refused.saturating_add(1);
            let (file, row) = self.files.place(row.row);
            self.diagnostics.push_of(Some(file), Severity::Error, *code, Some(row), Some(column), message.clone());
        }
    }

    /// What is left of rows of one time that were refused: from the lowest tier on nothing is known.
    fn unknown(&mut self, version: &[Row]) -> Option<Row> {
        let lowest = version.first()?;
        let tier = self.tier(lowest);
        let is_all = tier.is_first() || version.iter().any(|row| self.tier(row).is_unread);
        let from = if is_all { Decimal::ZERO } else { tier.min };
        Some(Row { unit_price: UNKNOWN, tier: self.place_of(Span { from, to: None }), ..*lowest })
    }

    /// Rows of one price and one time, each tier once.
    fn version(&mut self, version: &[Row], price: &[Row]) -> Result<Vec<Row>, Contradiction> {
        let mut rows: Vec<Row> = Vec::with_capacity(version.len());
        if let Some(unread) = version.iter().find(|row| self.tier(row).is_unread) {
            let message = format!("row {} has the same price in a tier that cannot be read", self.place_name(unread));
            return Err(Contradiction { code: ErrorCode::PRICE_CONFLICT, column: "PricingTierRangeMin", message });
        }
        let (mut last, mut dropped) = (None, 0u32);
        let tiers = self.tiers;
        let min = |row: &Row| tiers.get(usize::from(row.tier)).map(|tier| tier.min);
        for alike in version.chunk_by(|left, right| min(left) == min(right)) {
            let known = || alike.iter().filter(|row| row.unit_price != UNKNOWN);
            let Some(row) = known().next().or(alike.first()) else { continue };
            for other in known().skip(1) {
                if other.unit_price != row.unit_price || other.tier != row.tier {
                    return Err(self.contradiction(row, other));
                }
                dropped = dropped.saturating_add(1);
            }
            if row.unit_price != UNKNOWN {
                // What a row that cannot be used says beside it may be another price: that is told of the list as a whole.
                let unknown = index(alike.len()).saturating_sub(index(known().count()));
                self.unplaced = self.unplaced.saturating_add(unknown);
            }
            let from = self.threshold(last, row, price)?;
            let to = self.tier(row).max;
            rows.push(Row { tier: self.place_of(Span { from, to }), ..*row });
            last = Some(row);
        }
        self.duplicates = self.duplicates.saturating_add(dropped);
        Ok(rows)
    }

    fn contradiction(&self, one: &Row, other: &Row) -> Contradiction {
        let rows = self.named([one, other]);
        let [one, other] = [one, other].map(|row| self.numbers.value(row.unit_price).unwrap_or_default());
        let message = format!("rows {rows} contradict each other: {one} and {other}");
        Contradiction { code: ErrorCode::PRICE_CONFLICT, column: "UnitPrice", message }
    }

    /// Says where rows leave a quantity without a price that no other row of the price has at any time.
    fn tell_gaps(&mut self, rows: &[Row]) {
        let span = |row: &Row| self.spans.get(usize::from(row.tier)).copied().unwrap_or_default();
        let mut begin: Vec<Decimal> = rows.iter().map(|row| span(row).from).collect();
        begin.sort_unstable();
        let mut gaps: Vec<(u32, &str, String)> = Vec::new();
        let is_known = |row: &&Row| row.unit_price != UNKNOWN;
        let lowest = rows.iter().min_by_key(|row| span(row).from).filter(is_known);
        if let Some(row) = lowest.filter(|row| !span(row).from.is_zero()) {
            let message = format!("the lowest tier begins at {}: what is used before has no price", span(row).from);
            gaps.push((row.row, "TierMinimumUnits", message));
        }
        for row in rows.iter().filter(is_known) {
            if let Some(end) = span(row).to.filter(|end| begin.binary_search(end).is_err()) {
                let message = format!("no tier follows the one that ends at {end}: what is used beyond has no price");
                gaps.push((row.row, "PricingTierRangeMax", message));
            }
        }
        for (row, column, message) in gaps {
            let (file, row) = self.files.place(row);
            let code = ErrorCode::TIER_GAP;
            self.diagnostics.push_of(Some(file), Severity::Warning, code, Some(row), Some(column), message);
        }
    }

    fn place_name(&self, row: &Row) -> String {
        match self.files.place(row.row) {
            (1, row) => row.to_string(),
            (file, row) => format!("{row} of file {file}"),
        }
    }

    /// Two rows as a sentence names them: with their files where those differ.
    fn named(&self, rows: [&Row; 2]) -> String {
        let [(file, row), (other_file, other_row)] = rows.map(|row| self.files.place(row.row));
        if file == other_file {
            return format!("{row} and {other_row}");
        }
        format!("{row} of file {file} and {other_row} of file {other_file}")
    }

    /// The quantity after which a tier holds: the end of the one before.
    ///
    /// A Partner Center tier of 101 to 100000 follows one of 1 to 100 and begins after 100 units; a list that prints
    /// 100 to 100000 after 0 to 100 means the same.
    fn threshold(&self, before: Option<&Row>, row: &Row, price: &[Row]) -> Result<Decimal, Contradiction> {
        let PrintedTier { min, one_based, .. } = self.tier(row);
        if !one_based {
            return Ok(min);
        }
        if before.is_none() && min <= Decimal::ONE {
            return Ok(Decimal::ZERO);
        }
        let one = Decimal::ONE.exact();
        let follows = |end: Decimal| min.exact().minus(end.exact()).is_ok_and(|step| step.is_zero() || step == one);
        // The tier below may hold longer than this one, and then it stands in rows of another time.
        let below = before.map_or(price, std::slice::from_ref);
        let end = below.iter().filter_map(|row| self.tier(row).max).find(|end| follows(*end));
        end.ok_or_else(|| {
            let message = match before.map(|before| self.tier(before).max) {
                None => format!("the lowest tier begins at {min}: what is used before has no price"),
                Some(None) => format!("the tier from {min} begins inside an open tier"),
                Some(Some(end)) => format!("the tier from {min} does not follow the one that ends at {end}"),
            };
            Contradiction { code: ErrorCode::TIER_GAP, column: "PricingTierRangeMin", message }
        })
    }

    fn place_of(&mut self, span: Span) -> u16 {
        let Self { spans, places, .. } = self;
        *places.entry(span).or_insert_with(|| match u16::try_from(spans.len()) {
            Ok(place) if place < u16::MAX => {
                spans.push(span);
                place
            }
            // No list has so many: what cannot be held is no span at all, and its price is not known.
            _ => u16::MAX,
        })
    }
}
