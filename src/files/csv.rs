//! Records of a delimited text file, found in place as chunks come in.
//!
//! Own code rather than a library, because the files need what libraries refuse or lose: typographic closing quotes
//! (the docs' samples), quotes inside quoted fields, and a broken record that does not swallow the rest of the file.

use super::extend_from;
use super::marks::{Marks, WINDOW};
use super::record::Record;
use super::scan::scan;
use crate::error::{Error, ErrorCode, Result};
use memchr::memchr;

/// How the file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Dialect {
    pub delimiter: u8,
    /// Closing quotes are printed as `”`.
    pub typographic: bool,
    /// Bytes before the header: a byte-order mark, and lines that are no part of the table.
    pub skip: usize,
    /// Rows before the header, as a spreadsheet counts them.
    pub rows_before: u32,
}

/// Longest record. A spreadsheet's cell has 32,767 letters at most; a quote that stays open longer was hardly meant so, and
/// where it ends is not known.
const LONGEST_RECORD: usize = 256 * 1024;

/// Finds records in what was pushed.
#[derive(Debug)]
pub(super) struct Csv {
    dialect: Dialect,
    buffer: Vec<u8>,
    /// Where the next record begins in `buffer`.
    start: usize,
    /// Records and blank lines seen: a spreadsheet counts both.
    row: u32,
    marks: Marks,
    /// Ends of the fields of a record that was found byte by byte.
    ends: Vec<u32>,
}

impl Csv {
    pub(super) fn new(dialect: Dialect) -> Self {
        let (marks, ends) = (Marks::default(), Vec::new());
        Self { dialect, buffer: Vec::new(), start: dialect.skip, row: dialect.rows_before, marks, ends }
    }

    /// What stands between fields.
    pub(super) fn delimiter(&self) -> char {
        char::from(self.dialect.delimiter)
    }

    /// Forgets what comes after so many bytes of the file; for one of which no record was handed out but the header.
    pub(super) fn keep_beginning(&mut self, length: usize) {
        self.buffer.truncate(length);
    }

    pub(super) fn push_from(&mut self, length: usize, copy: impl FnOnce(&mut [u8])) {
        if self.row > self.dialect.rows_before {
            self.buffer.drain(..self.start);
            self.start = 0;
        }
        let old = self.buffer.len();
        extend_from(&mut self.buffer, length, copy);
        if self.dialect.typographic {
            straighten_quotes(&mut self.buffer, old.saturating_sub(2));
        }
    }

    /// Hands out at most `most` complete records, some at a time; `end` says that nothing comes after what was pushed.
    pub(super) fn drain(
        &mut self,
        end: bool,
        most: usize,
        mut each: impl FnMut(&[Record<'_>]) -> Result<()>,
    ) -> Result<()> {
        let mut left = most;
        while left > 0 && self.start < self.buffer.len() {
            let before = self.start;
            self.records_by_the_rules(end, &mut left, &mut each)?;
            if self.start > before {
                continue;
            }
            let waits = !end && !self.marks.is_cut && self.buffer.len().saturating_sub(self.start) < WINDOW;
            if waits || !self.record_with_patience(end, &mut left, &mut each)? {
                break;
            }
        }
        Ok(())
    }

    /// Hands out the records of the next window that are quoted by the rules. A call of its own, so that engines put fast
    /// code in its place (see [`pieces`](crate::pieces)).
    #[inline(never)]
    fn records_by_the_rules(
        &mut self,
        end: bool,
        left: &mut usize,
        each: &mut impl FnMut(&[Record<'_>]) -> Result<()>,
    ) -> Result<()> {
        let Self { dialect, buffer, start, row, marks, .. } = self;
        let rest = buffer.get(*start..).unwrap_or_default();
        let text = rest.get(..WINDOW).unwrap_or(rest);
        let end = end && text.len() == rest.len();
        marks.find(text, dialect.delimiter, end);
        let mut at = 0usize;
        let mut found = marks.records();
        let mut records = Vec::new();
        while *left > 0 && at < text.len() {
            let Some(ends) = found.next() else { break };
            let mut record = Record::new(text, at, ends, marks.has_doubled_quotes);
            let mut after = record.end().saturating_add(1);
            if text.get(record.end()) == Some(&b'\r') {
                match text.get(after) {
                    Some(b'\n') => {
                        // The line feed is a mark of its own.
                        after = after.saturating_add(1);
                        found.next();
                    }
                    // It may be half of a line end.
                    None if !end => break,
                    _ => {}
                }
            }
            *row = row.saturating_add(1);
            *start = start.saturating_add(after.min(text.len()).saturating_sub(at));
            at = after;
            if !record.is_blank() {
                *left = left.saturating_sub(1);
                record.row = *row;
                record.is_utf8 = !marks.has_other_letters || std::str::from_utf8(record.raw()).is_ok();
                record.last = after > text.len();
                records.push(record);
            }
        }
        if records.is_empty() { Ok(()) } else { each(&records) }
    }

    /// Hands out one record whose quotes do not follow the rules; false where it goes on after what was pushed.
    fn record_with_patience(
        &mut self,
        end: bool,
        left: &mut usize,
        each: &mut impl FnMut(&[Record<'_>]) -> Result<()>,
    ) -> Result<bool> {
        let rest = self.buffer.get(self.start..).unwrap_or_default();
        // Within the limit, so that a quote that is never closed costs one look at a bounded piece.
        let text = rest.get(..LONGEST_RECORD).unwrap_or(rest);
        let is_all = text.len() == rest.len();
        let found = scan(text, end && is_all, self.dialect.delimiter, &mut self.ends);
        if found.is_none() && !is_all {
            return Err(too_long(self.row.saturating_add(1)));
        }
        if found.is_none() && !end {
            return Ok(false);
        }
        let broken = found.is_none();
        let after = found.unwrap_or_else(|| {
            self.ends.clear();
            memchr(b'\n', rest).map_or(rest.len(), |newline| newline.saturating_add(1))
        });
        let (text, rest) = rest.split_at_checked(after).unwrap_or((rest, &[]));
        let mut record = Record::new(text, 0, &self.ends, true);
        self.start = self.start.saturating_add(after);
        self.row = self.row.saturating_add(1);
        if broken || !record.is_blank() {
            *left = left.saturating_sub(1);
            record.row = self.row;
            record.broken = broken;
            record.is_utf8 = broken || std::str::from_utf8(text).is_ok();
            let ended = matches!(text.last(), Some(b'\n' | b'\r'));
            record.last = end && if broken { !has_closing_quote(rest) } else { !ended && rest.is_empty() };
            each(&[record])?;
        }
        Ok(true)
    }
}

#[cold]
fn too_long(row: u32) -> Error {
    let most = LONGEST_RECORD.checked_div(1024).unwrap_or_default();
    let message = format!("row {row} is longer than {most} KiB, or a quote in it is opened and never closed");
    Error::new(ErrorCode::FILE_ROW_TOO_LONG, message)
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

    const DIALECT: Dialect = Dialect { delimiter: b',', typographic: false, skip: 0, rows_before: 0 };

    /// Records of `text` pushed in pieces of `size` bytes.
    fn read(text: &str, size: usize, dialect: Dialect) -> Vec<(u32, Vec<String>)> {
        let mut csv = Csv::new(dialect);
        let mut records = Vec::new();
        let mut take = |csv: &mut Csv, end: bool| {
            csv.drain(end, usize::MAX, |found| {
                let texts = |record: &Record<'_>| if record.broken { vec!["BROKEN".into()] } else { record.texts() };
                records.extend(found.iter().map(|record| (record.row, texts(record))));
                Ok(())
            })
            .expect("the closure never fails");
        };
        for chunk in text.as_bytes().chunks(size) {
            csv.push_from(chunk.len(), |place| place.copy_from_slice(chunk));
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

    /// Records of `text`, all found byte by byte.
    fn read_with_patience(text: &str) -> Vec<(u32, Vec<String>)> {
        let mut csv = Csv::new(DIALECT);
        csv.push_from(text.len(), |place| place.copy_from_slice(text.as_bytes()));
        let mut records = Vec::new();
        let mut left = usize::MAX;
        while csv.start < csv.buffer.len() {
            let mut take = |found: &[Record<'_>]| {
                let texts = |record: &Record<'_>| if record.broken { vec!["BROKEN".into()] } else { record.texts() };
                records.extend(found.iter().map(|record| (record.row, texts(record))));
                Ok(())
            };
            csv.record_with_patience(true, &mut left, &mut take).expect("the closure never fails");
        }
        records
    }

    #[test]
    fn looking_in_goes_finds_what_looking_byte_by_byte_finds() {
        // A small generator of texts that are full of what is hard; the same in every run.
        let mut state = 1u64;
        let mut next = |most: u64| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33).checked_rem(most).expect("not 0")
        };
        let pieces = [
            "\"",
            "\"\"",
            ",",
            "\n",
            "\r\n",
            "\r",
            " ",
            "x",
            "é",
            "a\"b",
            "\"a\",",
            ",\"b\"\"\"\n",
            "longer than sixty-four bytes, ",
        ];
        for _ in 0..20_000 {
            let text: String =
                (0..next(60)).filter_map(|_| pieces.get(usize::try_from(next(13)).ok()?)).copied().collect();
            let expected = read_with_patience(&text);
            let size = usize::try_from(next(90)).expect("small").saturating_add(1);
            for size in [size, usize::MAX] {
                assert_eq!(read(&text, size, DIALECT), expected, "{text:?} in pieces of {size}");
            }
        }
    }

    #[test]
    fn a_quote_inside_a_quoted_field_is_text() {
        check("\"19\" rack\",2\n", DIALECT, &[(1, &["19\" rack", "2"])]);
    }
}
