//! What a daily rated usage file prints beside the quantity: prices, totals, the exchange rate, PEC.
//!
//! Kept as printed, so that the file can be checked. Each different number is held once: prices and rates repeat.

use crate::money::{Decimal, DecimalError, Packed, short_digits};
use crate::strings::Symbol;
use crate::time::Day;
use foldhash::fast::FixedState;
use hashbrown::HashTable;
use std::hash::BuildHasher;

/// Digits that a spreadsheet leaves of a number in E-notation, at most.
const SPREADSHEET_DIGITS: u32 = 6;

/// A number as printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Figure {
    pub value: Decimal,
    /// Digits after the point of a number that was cut: a spreadsheet makes `2.08E-07` of `0.000000208333`, and what is too
    /// long to be held is read as far as it can.
    pub cut: Option<u8>,
}

/// A printed number, by its place in [`Figures`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub(crate) struct FigureId(u32);

/// Columns of printed numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Printing {
    UnitPrice,
    EffectiveUnitPrice,
    PricingTotal,
    BillingTotal,
    Rate,
    Pec,
    Quantity,
}

impl Printing {
    const COUNT: usize = 7;
}

/// What many rows print alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct PrintedAlike {
    pub unit_price: FigureId,
    pub effective_unit_price: FigureId,
    pub rate: FigureId,
    pub pec: FigureId,
    pub availability: Symbol,
    pub billing_currency: Symbol,
    /// First and last day of the period that the row is charged in.
    pub charged: [Option<Day>; 2],
    /// A cell should be a number and is none.
    pub(super) is_bad: bool,
}

/// What a row prints for itself.
#[derive(Debug, Clone, Copy)]
pub(super) struct PrintedRow {
    /// Of all cells of the row: equal for a row that is there twice.
    pub fingerprint: u64,
    /// In pricing and in billing currency.
    pub totals: [Packed; 2],
    /// Place of its [`PrintedAlike`].
    pub alike: u32,
}

impl Default for PrintedRow {
    fn default() -> Self {
        Self { fingerprint: 0, totals: [Figures::EMPTY; 2], alike: u32::MAX }
    }
}

/// What a row prints.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Printed {
    pub alike: PrintedAlike,
    pub(super) totals: [Option<Figure>; 2],
    pub quantity_cut: Option<u8>,
}

/// How finely a column is printed: the most digits that a number of it has.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Precision {
    /// After the point.
    pub decimals: u32,
    /// In all, without zeros in front.
    pub digits: u32,
    /// A spreadsheet has saved the file: it has numbers such as `2.08E-07` or `0.00E+00`.
    pub resaved: bool,
}

/// All printed numbers, each once; number 0 is an empty cell.
#[derive(Debug, Default)]
pub(crate) struct Figures {
    all: Vec<Figure>,
    table: HashTable<u32>,
    hasher: FixedState,
    columns: [Precision; Printing::COUNT],
}

/// Digits of the integer that makes the number.
pub(crate) fn digits_of(value: Decimal) -> u32 {
    value.mantissa_and_scale().0.unsigned_abs().checked_ilog10().map_or(0, |power| power.saturating_add(1))
}

impl Figures {
    /// An empty cell.
    pub(super) const EMPTY: Packed = Packed::at(0);

    /// The number of a cell that many rows share; none for an empty one.
    pub(super) fn read(&mut self, column: Printing, cell: &[u8]) -> Result<FigureId, DecimalError> {
        Ok(match Figure::parse(cell)? {
            Some(figure) => {
                self.note(column, figure);
                self.add(figure)
            }
            None => FigureId::default(),
        })
    }

    /// The number of a cell of one row.
    pub(super) fn read_packed(&mut self, column: Printing, cell: &[u8]) -> Result<Packed, DecimalError> {
        let packed = match packed_digits(cell) {
            Some(packed) => packed,
            None => Figure::parse(cell)?.map_or(Self::EMPTY, |figure| self.pack(figure)),
        };
        self.note_packed(column, packed);
        Ok(packed)
    }

    /// A number in 64 bits; one that is cut, or has many digits, is held here.
    pub(super) fn pack(&mut self, figure: Figure) -> Packed {
        let short = if figure.cut.is_none() { Packed::of(figure.value) } else { None };
        short.unwrap_or_else(|| Packed::at(self.add(figure).0))
    }

    /// The number in full; none for an empty cell.
    #[inline]
    pub(super) fn unpack(&self, packed: Packed) -> Option<Figure> {
        match packed.value() {
            Ok(value) => Some(Figure { value, cut: None }),
            Err(place) => self.get(FigureId(place)),
        }
    }

    fn add(&mut self, figure: Figure) -> FigureId {
        let key = |figure: &Figure| (figure.value.mantissa_and_scale(), figure.cut);
        let Self { all, table, hasher, .. } = self;
        let at = |place: u32| all.get(usize::try_from(place).unwrap_or(usize::MAX));
        let hash = hasher.hash_one(key(&figure));
        if let Some(place) = table.find(hash, |place| at(*place) == Some(&figure)) {
            return FigureId(place.saturating_add(1));
        }
        let place = u32::try_from(all.len()).unwrap_or(u32::MAX);
        table.insert_unique(hash, place, |place| at(*place).map_or(0, |figure| hasher.hash_one(key(figure))));
        all.push(figure);
        FigureId(place.saturating_add(1))
    }

    pub(super) fn note_packed(&mut self, column: Printing, packed: Packed) {
        if let Some(figure) = self.unpack(packed) {
            self.note(column, figure);
        }
    }

    /// Takes notice of how finely a number is printed.
    fn note(&mut self, column: Printing, figure: Figure) {
        if let Some(precision) = self.columns.get_mut(column as usize) {
            precision.take(figure);
        }
    }

    pub(crate) fn get(&self, id: FigureId) -> Option<Figure> {
        self.all.get(usize::try_from(id.0.checked_sub(1)?).ok()?).copied()
    }

    pub(crate) fn precision(&self, column: Printing) -> Precision {
        self.columns.get(column as usize).copied().unwrap_or_default()
    }
}

impl Precision {
    /// Takes notice of a number of the column.
    pub(crate) fn take(&mut self, figure: Figure) {
        if figure.cut.is_some() {
            // A number that is cut because it is too long to be held was printed in full: no spreadsheet has been at it.
            self.resaved |= digits_of(figure.value) <= SPREADSHEET_DIGITS;
        } else {
            self.decimals = self.decimals.max(figure.value.mantissa_and_scale().1);
            self.digits = self.digits.max(digits_of(figure.value));
        }
    }
}

impl Figure {
    /// Reads a cell. A number of more digits than can be held is read as far as it can, and is cut there.
    pub(crate) fn parse(cell: &[u8]) -> Result<Option<Self>, DecimalError> {
        if cell.is_empty() {
            return Ok(None);
        }
        match Decimal::parse(cell) {
            Ok(value) => Ok(Some(Self { value, cut: cut_of(cell) })),
            Err(DecimalError::OutOfRange) if cell.contains(&b'.') && !cell.contains(&b'E') && !cell.contains(&b'e') => {
                let mut shorter = cell;
                while let Some((last, rest)) = shorter.split_last() {
                    shorter = rest;
                    if let Ok(value) = Decimal::parse(shorter) {
                        let decimals = shorter.iter().rev().position(|byte| *byte == b'.').unwrap_or_default();
                        return Ok(Some(Self { value, cut: u8::try_from(decimals).ok() }));
                    }
                    if *last == b'.' {
                        break;
                    }
                }
                Err(DecimalError::OutOfRange)
            }
            Err(error) => Err(error),
        }
    }
}

/// A short number as nearly all cells have it.
#[inline]
pub(super) fn packed_digits(cell: &[u8]) -> Option<Packed> {
    short_digits(cell).and_then(|(mantissa, scale)| Packed::of_digits(mantissa, scale))
}

/// Where a spreadsheet cut the number: its E-notation has one to five digits after the point.
pub(super) fn cut_of(cell: &[u8]) -> Option<u8> {
    let place = cell.iter().position(|byte| matches!(byte, b'E' | b'e'))?;
    let (number, exponent) = cell.split_at_checked(place)?;
    let decimals = number.iter().rev().position(|byte| *byte == b'.')?;
    if !(1..=5).contains(&decimals) {
        return None;
    }
    let exponent: i32 = std::str::from_utf8(exponent.get(1..)?).ok()?.parse().ok()?;
    u8::try_from(i32::try_from(decimals).ok()?.checked_sub(exponent)?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn reads(cell: &str, value: &str, cut: Option<u8>) {
        let figure = Figure::parse(cell.as_bytes()).expect("a number").expect("not empty");
        assert_eq!((figure.value.to_string().as_str(), figure.cut), (value, cut), "{cell}");
    }

    #[test]
    fn a_spreadsheet_cuts_small_numbers() {
        reads("2.08E-07", "0.000000208", Some(9));
        reads("0.00E+00", "0", Some(2));
        reads("1.23456789012345E-05", "0.0000123456789012345", None);
        reads("5e-7", "0.0000005", None);
        reads("0.0125", "0.0125", None);
    }

    #[test]
    fn what_is_too_long_is_read_as_far_as_it_can_be_held() {
        reads("1.2345678901234567890123456789012345", "1.2345678901234567890123456789", Some(29));
        assert!(Figure::parse(b"12345678901234567890123456789012345").is_err());
        assert!(Figure::parse(b"abc").is_err());
    }

    #[test]
    fn a_long_number_is_no_work_of_a_spreadsheet() {
        let resaved = |cell: &str| {
            let mut precision = Precision::default();
            precision.take(Figure::parse(cell.as_bytes()).expect("a number").expect("not empty"));
            precision.resaved
        };
        assert!(resaved("2.08E-07"));
        assert!(resaved("0.00E+00"));
        assert!(!resaved("1.2345678901234567890123456789012345"));
        assert!(!resaved("0.0125"));
    }

    #[test]
    fn a_number_is_kept_once() {
        let mut figures = Figures::default();
        let mut add = |text: &str| figures.read(Printing::Rate, text.as_bytes()).expect("a number");
        let (one, again, other, none) = (add("1.50"), add("1.5"), add("1.25"), add(""));
        assert_eq!(one, again);
        assert_ne!(one, other);
        assert_eq!(figures.get(other).map(|figure| figure.value.to_string()), Some("1.25".into()));
        assert_eq!(figures.get(none), None);
        assert_eq!((figures.precision(Printing::Rate).decimals, figures.precision(Printing::Rate).digits), (2, 3));
    }

    #[test]
    fn a_number_is_kept_once_however_many_there_are() {
        let mut figures = Figures::default();
        for _ in 0..2 {
            for number in 0..1000 {
                figures.read(Printing::Rate, number.to_string().as_bytes()).expect("a number");
            }
        }
        assert_eq!(figures.all.len(), 1000);
    }
}
