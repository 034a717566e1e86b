//! Records of a delimited text file, found in place as chunks come in.
//!
//! Own code rather than a library, because the files need what libraries refuse or lose: typographic closing quotes
//! (the docs' samples), quotes inside quoted fields, and a broken record that does not swallow the rest of the file.

use super::marks::Marks;
use super::scan::{Field, Scan};
use crate::error::Result;
use memchr::memchr;

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
    /// Places of the fields that hold doubled quotes.
    escaped: Vec<usize>,
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

    /// Field `index` without its quotes and the spaces around it; nothing where the record ends before.
    #[must_use]
    #[inline]
    pub fn get(&self, index: usize) -> &'a [u8] {
        self.fields.get(index).and_then(|field| self.bytes.get(field.bounds())).unwrap_or_default()
    }

    /// The record as the file has it, up to the end of its last field.
    #[must_use]
    pub fn raw(&self) -> &'a [u8] {
        let end = self.fields.last().map_or(0, |field| field.bounds().end);
        self.bytes.get(..end).unwrap_or_default()
    }

    pub(super) fn texts(&self) -> Vec<String> {
        (0..self.len()).map(|index| String::from_utf8_lossy(self.get(index)).into_owned()).collect()
    }
}

/// A record made of texts that were found another way.
#[derive(Debug, Default)]
pub struct RecordOfTexts {
    bytes: Vec<u8>,
    fields: Vec<Field>,
}

impl RecordOfTexts {
    /// Puts a text behind those there are.
    pub fn push(&mut self, text: &[u8]) {
        let start = self.bytes.len();
        self.bytes.extend_from_slice(text.trim_ascii());
        self.fields.push(Field::of(0, start, self.bytes.len()));
    }

    /// The record.
    #[must_use]
    pub fn record(&self, row: u32) -> Record<'_> {
        Record { row, broken: false, last: false, is_utf8: true, bytes: &self.bytes, fields: &self.fields }
    }
}

impl Csv {
    pub(super) const fn new(dialect: Dialect) -> Self {
        Self { dialect, buffer: Vec::new(), start: dialect.skip, row: 0, fields: Vec::new(), escaped: Vec::new() }
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
        let mut marks = Marks::from(self.start, self.dialect.delimiter);
        while left > 0 && self.start < self.buffer.len() {
            let start = self.start;
            // Within the limit, so that a quote that is never closed costs one look at a bounded piece.
            let limit = start.saturating_add(LONGEST_RECORD).min(self.buffer.len());
            let Self { dialect, buffer, fields, escaped, .. } = self;
            let scan = Scan { bytes: buffer, limit, end, delimiter: dialect.delimiter, marks };
            let (after, broken) = match scan.record(start, fields, escaped) {
                Some((after, from_there)) => {
                    marks = from_there;
                    (after, false)
                }
                None if !end && limit == self.buffer.len() => break,
                None => {
                    self.fields.clear();
                    self.escaped.clear();
                    let rest = self.buffer.get(start..).unwrap_or_default();
                    let length = memchr(b'\n', rest).map_or(rest.len(), |newline| newline.saturating_add(1));
                    let after = start.saturating_add(length);
                    marks = Marks::from(after, self.dialect.delimiter);
                    (after, true)
                }
            };
            self.start = after;
            self.row = self.row.saturating_add(1);
            if broken || self.fields.iter().any(|field| field.start < field.end) {
                left = left.saturating_sub(1);
                let record = self.buffer.get(start..after).unwrap_or_default();
                let is_utf8 = !(broken || marks.may_pass_ascii(start)) || std::str::from_utf8(record).is_ok();
                let ended = matches!(record.last(), Some(b'\n' | b'\r'));
                let rest = self.buffer.get(after..).unwrap_or_default();
                let last = end && if broken { !has_closing_quote(rest) } else { !ended && rest.is_empty() };
                self.unescape(start);
                let bytes = self.buffer.get(start..after).unwrap_or_default();
                each(&Record { row: self.row, broken, last, is_utf8, bytes, fields: &self.fields })?;
            }
        }
        Ok(())
    }

    /// Makes doubled quotes single ones, in place.
    fn unescape(&mut self, record: usize) {
        let Self { buffer, fields, escaped, .. } = self;
        for index in escaped.iter() {
            let Some(field) = fields.get_mut(*index) else { continue };
            let bounds = field.bounds();
            let bounds = bounds.start.saturating_add(record)..bounds.end.saturating_add(record);
            let Some(text) = buffer.get_mut(bounds.clone()) else { continue };
            let (mut kept, mut was_quote) = (0usize, false);
            for place in 0..text.len() {
                let Some(byte) = text.get(place).copied() else { break };
                was_quote = byte == b'"' && !was_quote;
                if byte == b'"' && !was_quote {
                    continue;
                }
                if let Some(target) = text.get_mut(kept) {
                    *target = byte;
                }
                kept = kept.saturating_add(1);
            }
            // What is left over is no text of the file.
            text.get_mut(kept..).unwrap_or_default().fill(0);
            *field = Field::of(record, bounds.start, bounds.start.saturating_add(kept));
        }
    }
}

/// After a record with an open quote: is there any other quote, that is, was it a slip and not the end of the file?
fn has_closing_quote(rest: &[u8]) -> bool {
    memchr(b'"', rest).is_some() || rest.len() > LONGEST_RECORD
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
