//! Decimal mark and thousands mark.

use super::super::record::Record;
use super::left::{Contradiction, Example, Left, Set};
use super::{DecimalMark, ThousandsMark};
use crate::error::{Error, ErrorCode, Result};

/// A way to write numbers: what stands before fractions, and what between groups of three digits.
#[derive(Debug, Clone, Copy)]
struct Way {
    decimal: DecimalMark,
    thousands: ThousandsMark,
    bit: Set,
}

const fn way(decimal: DecimalMark, thousands: ThousandsMark, bit: Set) -> Way {
    Way { decimal, thousands, bit }
}

const WAYS: [Way; 6] = [
    way(DecimalMark::Point, ThousandsMark::Comma, 1),
    way(DecimalMark::Point, ThousandsMark::Space, 2),
    way(DecimalMark::Point, ThousandsMark::Apostrophe, 4),
    way(DecimalMark::Comma, ThousandsMark::Point, 8),
    way(DecimalMark::Comma, ThousandsMark::Space, 16),
    way(DecimalMark::Comma, ThousandsMark::Apostrophe, 32),
];
const POINT: Set = 1 | 2 | 4;
const COMMA: Set = 8 | 16 | 32;

/// A cell with its marks made alike: a thousands mark is `T`, whichever it is.
struct Marked<'a> {
    /// Sign.
    sign: &'a [u8],
    /// Digits and marks.
    number: &'a [u8],
    /// With its letter; empty where there is none.
    exponent: &'a [u8],
}

/// The parts of a cell that may be a number.
fn marked(cell: &[u8]) -> Option<Marked<'_>> {
    let (sign, rest) = match cell.first() {
        Some(b'+' | b'-') => cell.split_at_checked(1)?,
        _ => (&[][..], cell),
    };
    let place = rest.iter().position(|byte| matches!(byte, b'e' | b'E')).unwrap_or(rest.len());
    let (number, exponent) = rest.split_at_checked(place)?;
    let power = match exponent.get(1..).unwrap_or_default() {
        [b'+' | b'-', power @ ..] | power => power,
    };
    let is_power = exponent.is_empty() || (!power.is_empty() && power.iter().all(u8::is_ascii_digit));
    is_power.then_some(Marked { sign, number, exponent })
}

/// The mark with which a text begins, and its length: no-break spaces and typographic apostrophes are several bytes.
fn thousands_at(text: &[u8]) -> Option<(ThousandsMark, usize)> {
    match text {
        [b'.', ..] => Some((ThousandsMark::Point, 1)),
        [b',', ..] => Some((ThousandsMark::Comma, 1)),
        [b' ', ..] => Some((ThousandsMark::Space, 1)),
        [b'\'', ..] => Some((ThousandsMark::Apostrophe, 1)),
        // U+00A0; U+202F and U+2009; U+2019.
        [0xC2, 0xA0, ..] => Some((ThousandsMark::Space, 2)),
        [0xE2, 0x80, 0xAF | 0x89, ..] => Some((ThousandsMark::Space, 3)),
        [0xE2, 0x80, 0x99, ..] => Some((ThousandsMark::Apostrophe, 3)),
        _ => None,
    }
}

const fn decimal_byte(mark: DecimalMark) -> u8 {
    match mark {
        DecimalMark::Point => b'.',
        DecimalMark::Comma => b',',
    }
}

/// The digits of a whole number and whether thousands marks stand in it; nothing where it is not written so.
fn whole(text: &[u8], mark: ThousandsMark) -> Option<(Vec<u8>, bool)> {
    let (mut digits, mut group, mut groups, mut rest) = (Vec::new(), 0u32, 0u32, text);
    while let Some((byte, after)) = rest.split_first() {
        if byte.is_ascii_digit() {
            digits.push(*byte);
            group = group.saturating_add(1);
            rest = after;
            continue;
        }
        let (found, length) = thousands_at(rest)?;
        // Groups of three but for the first, which has no 0 in front.
        let fits = if groups == 0 { (1..=3).contains(&group) && digits.first() != Some(&b'0') } else { group == 3 };
        if found != mark || !fits {
            return None;
        }
        (group, groups) = (0, groups.saturating_add(1));
        rest = rest.get(length..)?;
    }
    (groups == 0 || group == 3).then_some((digits, groups > 0))
}

/// The number as Microsoft writes it, read in a way; and whether thousands marks stand in it.
fn read(cell: &[u8], way: Way) -> Option<(Vec<u8>, bool)> {
    let Marked { sign, number, exponent } = marked(cell)?;
    let place = number.iter().position(|byte| *byte == decimal_byte(way.decimal));
    let (before, fraction) = number.split_at_checked(place.unwrap_or(number.len()))?;
    let after = fraction.get(1..).unwrap_or_default();
    if !after.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let (digits, has_groups) = whole(before, way.thousands)?;
    if (digits.is_empty() && after.is_empty()) || (has_groups && !exponent.is_empty()) {
        return None;
    }
    let mut text = [sign, digits.as_slice()].concat();
    if !fraction.is_empty() {
        text.push(b'.');
        text.extend_from_slice(after);
    }
    text.extend_from_slice(exponent);
    Some((text, has_groups))
}

/// What stands in a cell of a record needs no look: a plain number, which says nothing that is not known.
#[inline]
pub(super) fn is_usual_at(record: &Record<'_>, column: usize, has_point: bool) -> bool {
    match record.beginning(column) {
        Some((word, length @ 0..=8)) => {
            let marks = marks_in(word, length);
            marks == 0 || (marks == 1 && has_point) || is_usual(record.run(column, column), has_point)
        }
        _ => is_usual(record.run(column, column), has_point),
    }
}

/// The same of a cell as its file has it.
fn is_usual(cell: &[u8], has_point: bool) -> bool {
    let cell = match cell {
        [b'"', inner @ .., b'"'] => inner,
        cell => cell,
    };
    let (words, rest) = cell.as_chunks::<8>();
    let mut last = [b'0'; 8];
    for (target, byte) in last.iter_mut().zip(rest) {
        *target = *byte;
    }
    let all = words.iter().fold(marks_in(last, 8), |all, word| all.wrapping_add(marks_in(*word, 8)));
    all == 0 || (has_point && (all == 1 || plain_with_point(cell)))
}

/// Bytes among the first of eight that are no digits: 1 for a point alone, many for anything else.
#[inline]
fn marks_in(word: [u8; 8], length: usize) -> u32 {
    const HIGH: u64 = 0x8080_8080_8080_8080;
    let digits = u64::from_le_bytes(word) ^ 0x3030_3030_3030_3030;
    // Bit 7 of each byte that is more than 9; what is no ASCII has it already.
    let others = ((digits & !HIGH).wrapping_add(0x7676_7676_7676_7676) | digits) & HIGH;
    let bits = u32::try_from(length).unwrap_or(8).saturating_mul(8);
    let others = others & 1u64.checked_shl(bits).map_or(u64::MAX, |end| end.wrapping_sub(1));
    if others == 0 {
        return 0;
    }
    let place = others.trailing_zeros() & !7;
    let is_point = others.is_power_of_two() && (digits >> place) & 0xFF == u64::from(b'.' ^ b'0');
    if is_point { 1 } else { 1 << 8 }
}

/// With a sign or an exponent besides.
fn plain_with_point(cell: &[u8]) -> bool {
    let fits = |byte: &u8| byte.is_ascii_digit() || matches!(byte, b'.' | b'-' | b'+' | b'E' | b'e');
    cell.iter().all(fits) && memchr::memchr_iter(b'.', cell).count() <= 1
}

/// The ways that are left.
#[derive(Debug)]
pub(super) struct Numbers {
    left: Left,
    by_hand: Option<DecimalMark>,
    /// The ways of numbers with a thousands mark.
    grouped: Option<Set>,
    /// Some number has a fraction, or a mark.
    has_marks: bool,
    /// Each cell that can be read in two ways stands without quotes in a file delimited by commas.
    bare: bool,
}

impl Numbers {
    pub(super) fn new(by_hand: Option<DecimalMark>) -> Self {
        let left = match by_hand {
            None => POINT | COMMA,
            Some(DecimalMark::Point) => POINT,
            Some(DecimalMark::Comma) => COMMA,
        };
        Self { left: Left::new(left), by_hand, grouped: None, has_marks: false, bare: true }
    }

    /// Takes notice of a cell; `bare`: it stands without quotes in a file delimited by commas.
    pub(super) fn see(&mut self, cell: &[u8], bare: bool, example: impl Fn() -> Example) -> Result<()> {
        if cell.iter().all(u8::is_ascii_digit) {
            return Ok(());
        }
        let readings = WAYS.map(|way| (way, read(cell, way)));
        let fits = readings.iter().filter(|(_, read)| read.is_some()).fold(0, |set, (way, _)| set | way.bit);
        self.left.keep(fits, &example).map_err(|contradiction| self.contradiction(&contradiction))?;
        let left = readings.iter().filter(|(way, _)| way.bit & self.left.left() != 0);
        let mut texts = left.filter_map(|(way, read)| read.as_ref().map(|(text, groups)| (way.bit, text, *groups)));
        if let Some((bit, first, has_groups)) = texts.next() {
            self.has_marks |= cell.iter().any(|byte| matches!(byte, b'.' | b',')) || has_groups;
            let mut grouped = if has_groups { bit } else { 0 };
            let mut differ = false;
            for (bit, text, has_groups) in texts {
                differ |= text != first;
                grouped |= if has_groups { bit } else { 0 };
            }
            if grouped != 0 {
                self.grouped = Some(self.grouped.unwrap_or(POINT | COMMA) & grouped);
            }
            if differ {
                self.bare &= bare;
                self.left.note_open(example);
            }
        }
        Ok(())
    }

    fn contradiction(&self, contradiction: &Contradiction) -> Error {
        let message = match contradiction {
            Contradiction::ByHand(cell) => {
                let mark = if self.by_hand == Some(DecimalMark::Comma) { "comma" } else { "point" };
                format!("{cell} does not fit a decimal {mark}, which was set by hand")
            }
            Contradiction::Cells(cells) => {
                let [one, other] = &**cells;
                format!("{one} and {other} are not written alike: no decimal mark and thousands mark fit both")
            }
        };
        Error::new(ErrorCode::FILE_MIXED_NUMBERS, message)
    }

    /// The decimal mark is a point.
    pub(super) const fn has_point(&self) -> bool {
        self.left.left() & COMMA == 0
    }

    const fn is_decided(&self) -> bool {
        self.has_point() || self.left.left() & POINT == 0
    }

    /// A cell can be read in two ways, and nothing has decided yet.
    pub(super) const fn is_open(&self) -> bool {
        self.left.is_open() && !self.is_decided()
    }

    /// Nothing in the file decided. Where fractions have a comma, lists are delimited by semicolons: a file that is delimited by
    /// commas, and needed no quotes for its numbers, has points before its fractions (rules 13.2).
    pub(super) fn settle(&mut self) {
        if self.is_open() && self.bare {
            self.left.settle(POINT);
        }
    }

    pub(super) fn decided(&self) -> Result<()> {
        match self.left.open().filter(|_| !self.is_decided()) {
            None => Ok(()),
            Some(cells) => {
                let message = format!(
                    "{cells} can be read with a decimal mark or with a thousands mark, and nothing in the file decides"
                );
                Err(Error::new(ErrorCode::FILE_DECIMAL_UNDECIDED, message))
            }
        }
    }

    /// A cell as Microsoft writes it; nothing where it is written so, or is no number.
    pub(super) fn rewritten(&self, cell: &[u8]) -> Option<Vec<u8>> {
        if is_usual(cell, self.has_point()) {
            return None;
        }
        let way = WAYS.iter().find_map(|way| (way.bit & self.left.left() != 0).then(|| read(cell, *way)).flatten());
        way.map(|(text, _)| text).filter(|text| text != cell)
    }

    pub(super) const fn decimal_mark(&self) -> Option<DecimalMark> {
        match (self.is_decided() && (self.has_marks || self.by_hand.is_some()), self.has_point()) {
            (false, _) => None,
            (true, true) => Some(DecimalMark::Point),
            (true, false) => Some(DecimalMark::Comma),
        }
    }

    pub(super) fn thousands_mark(&self) -> Option<ThousandsMark> {
        let grouped = self.grouped? & self.left.left();
        WAYS.iter().find(|way| way.bit & grouped != 0).map(|way| way.thousands)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(cells: &[&str]) -> Result<Numbers> {
        let mut numbers = Numbers::new(None);
        for (row, cell) in (2..).zip(cells) {
            numbers.see(cell.as_bytes(), false, || Example::new(cell.as_bytes(), row, "UnitPrice"))?;
        }
        numbers.decided().map(|()| numbers)
    }

    #[track_caller]
    fn reads(cells: &[&str], written: &[&str]) {
        let numbers = numbers(cells).expect("decided");
        let read = |cell: &&str| {
            numbers
                .rewritten(cell.as_bytes())
                .map_or_else(|| (*cell).to_owned(), |text| String::from_utf8(text).expect("ASCII"))
        };
        assert_eq!(cells.iter().map(read).collect::<Vec<_>>(), written);
    }

    #[track_caller]
    fn refuses(cells: &[&str], code: &str) {
        assert_eq!(numbers(cells).expect_err("refused").code().as_str(), code, "{cells:?}");
    }

    #[test]
    fn one_cell_decides_for_all() {
        reads(&["1.049", "0.5", "1,234.5"], &["1.049", "0.5", "1234.5"]);
        reads(&["1,049", "0,5", "1.234", "24"], &["1.049", "0.5", "1234", "24"]);
        reads(&["1.049", "0,5"], &["1049", "0.5"]);
        reads(&["1 234,5", "-7,25", "2,08E-07"], &["1234.5", "-7.25", "2.08E-07"]);
        reads(&["1\u{a0}234,5", "1\u{202f}000"], &["1234.5", "1000"]);
        reads(&["1'234.5", "1\u{2019}000"], &["1234.5", "1000"]);
        reads(&["1,234,567", "1.049"], &["1234567", "1.049"]);
        reads(&["2.08E-07", ".5", "1.049"], &["2.08E-07", ".5", "1.049"]);
    }

    #[test]
    fn what_nothing_decides_is_refused_where_it_matters() {
        refuses(&["1.049"], "file.decimalUndecided");
        refuses(&["24", "1,049", "2,500"], "file.decimalUndecided");
        reads(&["24", "1 000"], &["24", "1000"]);
        reads(&["NULL", "####", "$1.00", "(24)", "24-", "7"], &["NULL", "####", "$1.00", "(24)", "24-", "7"]);
    }

    #[test]
    fn what_contradicts_itself_is_refused() {
        refuses(&["0.5", "0,5"], "file.mixedNumbers");
        refuses(&["1,234.5", "1 234.5"], "file.mixedNumbers");
        refuses(&["1.234.567", "0.5"], "file.mixedNumbers");
    }

    #[test]
    fn a_usual_cell_says_nothing_new() {
        assert!(is_usual(b"24", false) && is_usual(b"\"0.5\"", true) && is_usual(b"", false));
        for cell in ["0", "12345678", "0.123456789012", "123456789.5", "-1.5", "2.08E-07", "-24", "1234567."] {
            assert!(is_usual(cell.as_bytes(), true), "{cell}");
        }
        for cell in ["1.2345678.9", "12345678.1.", "1 234", "\u{a0}1", "1.5\u{660}", "NULL", "12345678,5"] {
            assert!(!is_usual(cell.as_bytes(), true), "{cell}");
        }
        assert!(!is_usual(b"0.5", false) && !is_usual(b"1.2.3", true) && !is_usual(b"1,5", true));
    }
}
