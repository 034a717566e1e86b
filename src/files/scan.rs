//! Where the fields of a record are.

use super::marks::Marks;
use std::ops::Range;

/// A field without its quotes and the spaces around it, counted from the beginning of its record.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Field {
    pub start: u32,
    pub end: u32,
}

impl Field {
    pub(super) fn of(record: usize, start: usize, end: usize) -> Self {
        let place = |at: usize| u32::try_from(at.saturating_sub(record)).unwrap_or(u32::MAX);
        Self { start: place(start), end: place(end) }
    }

    pub(super) fn bounds(self) -> Range<usize> {
        let place = |at: u32| usize::try_from(at).unwrap_or(usize::MAX);
        place(self.start)..place(self.end)
    }
}

/// A look at one record.
#[derive(Debug)]
pub(super) struct Scan<'a> {
    pub bytes: &'a [u8],
    /// The record ends before, or is not looked at further.
    pub limit: usize,
    /// Nothing comes after `bytes`.
    pub end: bool,
    pub delimiter: u8,
    /// From the record's beginning on.
    pub marks: Marks,
}

impl Scan<'_> {
    /// Finds the fields of the record at `record` and answers where the next one begins, and the marks from there on.
    /// `None`: the record goes on after the limit. `escaped` are the fields that hold doubled quotes.
    pub(super) fn record(
        mut self,
        record: usize,
        fields: &mut Vec<Field>,
        escaped: &mut Vec<usize>,
    ) -> Option<(usize, Marks)> {
        fields.clear();
        escaped.clear();
        self.end &= self.limit == self.bytes.len();
        let mut start = record;
        let after = loop {
            let (text, after) = if self.at(start) == Some(b'"') {
                let (text, is_escaped) = self.quoted(start)?;
                if is_escaped {
                    escaped.push(fields.len());
                }
                (text, self.mark().unwrap_or(self.limit))
            } else {
                let after = self.unquoted()?;
                (start..after, after)
            };
            fields.push(self.field(record, text));
            let next = after.saturating_add(1);
            match self.at(after) {
                Some(byte) if byte == self.delimiter => start = next,
                // A carriage return at the very end of a chunk may be half of a line end.
                Some(b'\r') if next >= self.limit && !self.end => return None,
                Some(b'\r') if self.at(next) == Some(b'\n') => {
                    self.mark();
                    break next.saturating_add(1);
                }
                Some(_) => break next,
                None => break self.limit,
            }
        };
        Some((after, self.marks))
    }

    #[inline]
    fn at(&self, place: usize) -> Option<u8> {
        if place < self.limit { self.bytes.get(place).copied() } else { None }
    }

    #[inline]
    fn mark(&mut self) -> Option<usize> {
        self.marks.next(self.bytes, self.limit)
    }

    /// Where a field ends that begins without a quote: quotes inside it are text.
    #[inline]
    fn unquoted(&mut self) -> Option<usize> {
        loop {
            match self.mark() {
                Some(mark) if self.at(mark) == Some(b'"') => {}
                Some(mark) => return Some(mark),
                None => return self.end.then_some(self.limit),
            }
        }
    }

    /// The text of a field that begins with a quote, and whether it holds doubled quotes.
    fn quoted(&mut self, start: usize) -> Option<(Range<usize>, bool)> {
        let mut is_escaped = false;
        // The opening quote is a mark itself.
        self.mark();
        loop {
            let quote = self.mark()?;
            if self.at(quote) != Some(b'"') {
                continue;
            }
            match self.at(quote.saturating_add(1)) {
                Some(b'"') => {
                    is_escaped = true;
                    self.mark();
                }
                // A quote inside the text.
                Some(byte) if byte != self.delimiter && byte != b'\n' && byte != b'\r' => {}
                None if !self.end => return None,
                _ => return Some((start.saturating_add(1)..quote, is_escaped)),
            }
        }
    }

    #[inline]
    fn field(&self, record: usize, Range { mut start, mut end }: Range<usize>) -> Field {
        // Few bytes are that low: the common case is one comparison.
        let is_space =
            |place: usize| self.bytes.get(place).is_some_and(|byte| *byte <= b' ' && byte.is_ascii_whitespace());
        while start < end && is_space(start) {
            start = start.saturating_add(1);
        }
        while start < end && is_space(end.saturating_sub(1)) {
            end = end.saturating_sub(1);
        }
        Field::of(record, start, end)
    }
}
