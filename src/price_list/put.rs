//! The rows of a price put together: duplicates once, contradictions out, tiers after one another.

use super::builder::Files;
use super::model::{Row, Validity};
use super::numbers::Numbers;
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
    thresholds: Vec<Decimal>,
    places: HashMap<Decimal, u16, FixedState>,
    /// By printed tier: does it begin at 0?
    alone: Vec<bool>,
    duplicates: u32,
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
            thresholds: Vec::new(),
            places: HashMap::default(),
            alone: Vec::new(),
            duplicates: 0,
            refused,
            diagnostics,
        };
        put.place_of(Decimal::ZERO);
        let first =
            |tier: &PrintedTier| !tier.one_based && tier.min.is_zero() || tier.one_based && tier.min <= Decimal::ONE;
        put.alone = tiers.iter().map(first).collect();
        put
    }

    /// The thresholds by place, and how many rows were there again.
    pub(super) fn finish(self) -> (Vec<Decimal>, u32) {
        (self.thresholds, self.duplicates)
    }

    /// Is it the usual only row of a price, whose tier begins at 0?
    #[inline]
    fn is_alone(&self, row: Row) -> bool {
        self.alone.get(usize::from(row.tier)) == Some(&true)
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
        let mut kept = Vec::with_capacity(own.len());
        own.sort_by_key(|row| (self.validities.get(usize::from(row.validity)).copied(), self.tier(row).min, row.row));
        for version in own.chunk_by(|left, right| left.validity == right.validity) {
            match self.version(version, own) {
                Ok(rows) => kept.extend(rows),
                Err(Contradiction { code, column, message }) => {
                    for row in version {
                        *self.refused = self.refused.saturating_add(1);
                        let (file, row) = self.files.place(row.row);
                        let (file, message) = (Some(file), message.clone());
                        self.diagnostics.push_of(file, Severity::Error, code, Some(row), Some(column), message);
                    }
                }
            }
        }
        kept
    }

    /// Rows of one price and one time, each tier once.
    fn version(&mut self, version: &[Row], price: &[Row]) -> Result<Vec<Row>, Contradiction> {
        let mut rows: Vec<Row> = Vec::with_capacity(version.len());
        let mut last: Option<Row> = None;
        let mut dropped = 0u32;
        for row in version {
            match last.filter(|last| self.tier(last).min == self.tier(row).min) {
                Some(same) if same.unit_price == row.unit_price && same.tier == row.tier => {
                    dropped = dropped.saturating_add(1);
                }
                Some(other) => {
                    let [one, two] = [other.unit_price, row.unit_price].map(|price| self.numbers.value(price));
                    let rows = self.named([&other, row]);
                    let message = format!("rows {rows} contradict each other: {one} and {two}");
                    return Err(Contradiction { code: ErrorCode::PRICE_CONFLICT, column: "UnitPrice", message });
                }
                None => {
                    let threshold = self.threshold(last.as_ref(), row, price)?;
                    rows.push(Row { tier: self.place_of(threshold), ..*row });
                    last = Some(*row);
                }
            }
        }
        self.duplicates = self.duplicates.saturating_add(dropped);
        Ok(rows)
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

    fn place_of(&mut self, threshold: Decimal) -> u16 {
        let Self { thresholds, places, .. } = self;
        *places.entry(threshold).or_insert_with(|| {
            thresholds.push(threshold);
            // There are no more thresholds than printed tiers, whose places fit.
            u16::try_from(thresholds.len().saturating_sub(1)).unwrap_or(u16::MAX)
        })
    }
}
