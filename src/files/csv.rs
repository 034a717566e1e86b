//! Records of a delimited text file, found in place as chunks come in.
//!
//! Own code rather than a library, because the files need what libraries refuse or lose: typographic closing quotes
//! (the docs' samples), quotes inside quoted fields, and a broken record that does not swallow the rest of the file.

use crate::error::Result;
use memchr::memchr;
use std::borrow::Cow;

/// How the file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Dialect {
    pub delimiter: u8,
    /// Closing quotes are printed as `”`.
    pub typographic: bool,
    /// Bytes before the header: a byte-order mark.
    pub skip: usize,
}

/// Longest record; a quote that stays open longer was never closed.
const LONGEST_RECORD: usize = 64 * 1024;

/// Finds records in what was pushed.
#[derive(Debug)]
pub(super) struct Csv {
    dialect: Dialect,
    buffer: Vec<u8>,
    /// Where the next record begins in `buffer`.
    start: usize,
    /// Records and blank lines seen: a spreadsheet counts both.
    row: u32,
    fields: Vec<Field>,
}

#[derive(Debug, Clone, Copy)]
struct Field {
    start: usize,
    end: usize,
    /// Holds doubled quotes.
    escaped: bool,
}

/// One record. Its fields are bytes of the file.
#[derive(Debug)]
pub struct Record<'a> {
    /// Row as a spreadsheet shows it.
    pub row: u32,
    /// A quote was opened and never closed: the fields are not to be trusted.
    pub broken: bool,
    /// The file ends with this record and without a line end.
    pub last: bool,
    /// All letters are UTF-8.
    pub is_utf8: bool,
    bytes: &'a [u8],
    fields: &'a [Field],
}

impl<'a> Record<'a> {
    /// Number of fields, empty ones at the end left out.
    #[must_use]
    pub fn filled(&self) -> usize {
        self.fields.iter().rposition(|field| field.start < field.end).map_or(0, |last| last.saturating_add(1))
    }

    /// Number of fields.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.fields.len()
    }

    /// True without fields.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.fields.is_empty()
    }

    /// Field `index`; nothing where the record ends before.
    #[must_use]
    pub fn get(&self, index: usize) -> Cow<'a, [u8]> {
        let Some(field) = self.fields.get(index) else {
            return Cow::Borrowed(&[]);
        };
        let bytes = self.bytes.get(field.start..field.end).unwrap_or_default();
        if !field.escaped {
            return Cow::Borrowed(bytes);
        }
        let mut text = Vec::with_capacity(bytes.len());
        let mut rest = bytes;
        while let Some(quote) = memchr(b'"', rest) {
            let (before, after) = rest.split_at_checked(quote.saturating_add(1)).unwrap_or((rest, &[]));
            text.extend_from_slice(before);
            rest = after.strip_prefix(b"\"").unwrap_or(after);
        }
        text.extend_from_slice(rest);
        Cow::Owned(text)
    }

    /// The record as the file has it, up to the end of its last field.
    #[must_use]
    pub fn raw(&self) -> &'a [u8] {
        let end = self.fields.last().map_or(0, |field| field.end);
        self.bytes.get(..end).unwrap_or_default()
    }

    pub(super) fn texts(&self) -> Vec<String> {
        (0..self.len()).map(|index| String::from_utf8_lossy(&self.get(index)).trim().to_owned()).collect()
    }
}

impl Csv {
    pub(super) const fn new(dialect: Dialect) -> Self {
        Self { dialect, buffer: Vec::new(), start: dialect.skip, row: 0, fields: Vec::new() }
    }

    pub(super) fn push(&mut self, chunk: &[u8]) {
        if self.row > 0 {
            self.buffer.drain(..self.start);
            self.start = 0;
        }
        let old = self.buffer.len();
        self.buffer.extend_from_slice(chunk);
        if self.dialect.typographic {
            straighten_quotes(&mut self.buffer, old.saturating_sub(2));
        }
    }

    /// Hands out at most `most` complete records; `end` says that nothing comes after what was pushed.
    pub(super) fn drain(
        &mut self,
        end: bool,
        most: usize,
        mut each: impl FnMut(&Record<'_>) -> Result<()>,
    ) -> Result<()> {
        let mut left = most;
        while left > 0 {
            let bytes = self.buffer.get(self.start..).unwrap_or_default();
            if bytes.is_empty() {
                break;
            }
            let scanned = scan(bytes, self.dialect.delimiter, end, &mut self.fields);
            let (length, broken) = match scanned {
                Some(length) => (length, false),
                None if !end && bytes.len() < LONGEST_RECORD => break,
                None => {
                    self.fields.clear();
                    (memchr(b'\n', bytes).map_or(bytes.len(), |newline| newline.saturating_add(1)), true)
                }
            };
            self.start = self.start.saturating_add(length);
            self.row = self.row.saturating_add(1);
            if broken || !is_blank(bytes, &self.fields) {
                left = left.saturating_sub(1);
                let (record, rest) = bytes.split_at_checked(length).unwrap_or((bytes, &[]));
                let ended = matches!(record.last(), Some(b'\n' | b'\r'));
                let last = end && if broken { !has_closing_quote(rest) } else { !ended && rest.is_empty() };
                let is_utf8 = std::str::from_utf8(record).is_ok();
                each(&Record { row: self.row, broken, last, is_utf8, bytes, fields: &self.fields })?;
            }
        }
        Ok(())
    }
}

/// After a record with an open quote: is there any other quote, that is, was it a slip and not the end of the file?
fn has_closing_quote(rest: &[u8]) -> bool {
    memchr(b'"', rest).is_some() || rest.len() > LONGEST_RECORD
}

fn is_blank(bytes: &[u8], fields: &[Field]) -> bool {
    fields.iter().all(|field| bytes.get(field.start..field.end).unwrap_or_default().trim_ascii().is_empty())
}

/// Makes `“` and `”` plain quotes, from `from` on.
fn straighten_quotes(buffer: &mut Vec<u8>, from: usize) {
    let mut place = from;
    while let Some(found) = memchr::memmem::find(buffer.get(place..).unwrap_or_default(), b"\xE2\x80") {
        let start = place.saturating_add(found);
        let end = start.saturating_add(3);
        if matches!(buffer.get(start..end), Some([_, _, 0x9C | 0x9D])) {
            buffer.splice(start..end, [b'"']);
        }
        place = start.saturating_add(1);
    }
}

/// Finds the fields of the first record. `None`: the record goes on after `bytes`.
fn scan(bytes: &[u8], delimiter: u8, end: bool, fields: &mut Vec<Field>) -> Option<usize> {
    fields.clear();
    // Within the limit, so that a quote that is never closed costs one look at a bounded piece.
    let window = bytes.get(..LONGEST_RECORD).unwrap_or(bytes);
    let end = end && window.len() == bytes.len();
    let mut place = 0usize;
    loop {
        let (field, after) = match window.get(place) {
            Some(b'"') => quoted(window, place, delimiter, end)?,
            _ => plain(window, place, delimiter, end)?,
        };
        fields.push(field);
        match window.get(after) {
            Some(byte) if *byte == delimiter => place = after.saturating_add(1),
            Some(b'\r') => {
                return Some(after.saturating_add(if window.get(after.saturating_add(1)) == Some(&b'\n') {
                    2
                } else {
                    1
                }));
            }
            Some(_) => return Some(after.saturating_add(1)),
            None => return Some(window.len()),
        }
        if place == window.len() && !end {
            return None;
        }
    }
}

const fn ends_field(byte: u8, delimiter: u8) -> bool {
    byte == delimiter || byte == b'\n' || byte == b'\r'
}

/// Bytes before the first that ends a field, eight looked at in a go.
fn field_length(rest: &[u8], delimiter: u8) -> Option<usize> {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const HIGHS: u64 = 0x8080_8080_8080_8080;
    let zeros = |word: u64| word.wrapping_sub(ONES) & !word & HIGHS;
    let spread = |byte: u8| ONES.wrapping_mul(u64::from(byte));
    let (delimiters, newlines, returns) = (spread(delimiter), spread(b'\n'), spread(b'\r'));
    let (words, tail) = rest.as_chunks::<8>();
    for (place, word) in words.iter().enumerate() {
        let word = u64::from_le_bytes(*word);
        let found = zeros(word ^ delimiters) | zeros(word ^ newlines) | zeros(word ^ returns);
        if found != 0 {
            let inside = usize::try_from(found.trailing_zeros() >> 3).unwrap_or_default();
            return Some(place.saturating_mul(8).saturating_add(inside));
        }
    }
    let before = rest.len().saturating_sub(tail.len());
    tail.iter().position(|byte| ends_field(*byte, delimiter)).map(|place| before.saturating_add(place))
}

fn plain(window: &[u8], start: usize, delimiter: u8, end: bool) -> Option<(Field, usize)> {
    let rest = window.get(start..).unwrap_or_default();
    let length = match field_length(rest, delimiter) {
        Some(length) => length,
        None if end => rest.len(),
        None => return None,
    };
    let after = start.saturating_add(length);
    // A carriage return at the very end of a chunk may be half of a line end.
    if !end && after.saturating_add(1) >= window.len() && window.get(after) == Some(&b'\r') {
        return None;
    }
    Some((Field { start, end: after, escaped: false }, after))
}

fn quoted(window: &[u8], start: usize, delimiter: u8, end: bool) -> Option<(Field, usize)> {
    let first = start.saturating_add(1);
    let mut escaped = false;
    let mut place = first;
    loop {
        let quote = place.saturating_add(memchr(b'"', window.get(place..)?)?);
        let after = quote.saturating_add(1);
        match window.get(after) {
            Some(b'"') => {
                escaped = true;
                place = after.saturating_add(1);
            }
            Some(b'\r') if !end && after.saturating_add(1) >= window.len() => return None,
            Some(byte) if !ends_field(*byte, delimiter) => place = after,
            None if !end => return None,
            _ => {
                return Some((Field { start: first, end: quote, escaped }, after));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DIALECT: Dialect = Dialect { delimiter: b',', typographic: false, skip: 0 };

    /// Records of `text` pushed in pieces of `size` bytes.
    fn read(text: &str, size: usize, dialect: Dialect) -> Vec<(u32, Vec<String>)> {
        let mut csv = Csv::new(dialect);
        let mut records = Vec::new();
        let mut take = |csv: &mut Csv, end: bool| {
            csv.drain(end, usize::MAX, |record| {
                records.push((record.row, if record.broken { vec!["BROKEN".into()] } else { record.texts() }));
                Ok(())
            })
            .expect("the closure never fails");
        };
        for chunk in text.as_bytes().chunks(size) {
            csv.push(chunk);
            take(&mut csv, false);
        }
        take(&mut csv, true);
        records
    }

    #[track_caller]
    fn check(text: &str, dialect: Dialect, expected: &[(u32, &[&str])]) {
        for size in [1, 2, 3, 7, 1000] {
            let records = read(text, size, dialect);
            let found: Vec<(u32, Vec<&str>)> =
                records.iter().map(|(row, fields)| (*row, fields.iter().map(String::as_str).collect())).collect();
            let expected: Vec<(u32, Vec<&str>)> =
                expected.iter().map(|(row, fields)| (*row, fields.to_vec())).collect();
            assert_eq!(found, expected, "in pieces of {size}");
        }
    }

    #[test]
    fn fields_come_whole_whatever_the_chunks() {
        check(
            "a,b\r\n\"x,1\",\"say \"\"hi\"\"\"\r\n,\n\nlast",
            DIALECT,
            &[(1, &["a", "b"]), (2, &["x,1", "say \"hi\""]), (5, &["last"])],
        );
        check("a,\"two\nlines\"\nb,", DIALECT, &[(1, &["a", "two\nlines"]), (2, &["b", ""])]);
    }

    #[test]
    fn typographic_closing_quotes_are_quotes() {
        let dialect = Dialect { typographic: true, ..DIALECT };
        check("\"a\",\"b”\n\"1\",\"2”\n", dialect, &[(1, &["a", "b"]), (2, &["1", "2"])]);
    }

    #[test]
    fn an_open_quote_costs_one_row() {
        check("a,b\n\"1,2\n3,4\n", DIALECT, &[(1, &["a", "b"]), (2, &["BROKEN"]), (3, &["3", "4"])]);
    }

    #[test]
    fn a_quote_inside_a_quoted_field_is_text() {
        check("\"19\" rack\",2\n", DIALECT, &[(1, &["19\" rack", "2"])]);
    }
}
