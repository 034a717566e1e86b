//! One record of a file, its fields found and not yet looked at.

use std::borrow::Cow;

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
    /// A field may have doubled quotes in it.
    may_double: bool,
    text: &'a [u8],
    start: usize,
    ends: &'a [u32],
}

impl<'a> Record<'a> {
    /// The record that begins at `start` of a text, with the ends of its fields.
    pub(super) const fn new(text: &'a [u8], start: usize, ends: &'a [u32], may_double: bool) -> Self {
        Self { row: 0, broken: false, last: false, is_utf8: true, may_double, text, start, ends }
    }

    /// Number of fields.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.ends.len()
    }

    /// True without fields.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// Number of fields, empty ones at the end left out.
    #[must_use]
    pub fn filled(&self) -> usize {
        let last = (0..self.len()).rev().find(|index| !self.get(*index).is_empty());
        last.map_or(0, |last| last.saturating_add(1))
    }

    /// True where all fields are empty.
    pub(super) fn is_blank(&self) -> bool {
        (0..self.len()).all(|index| self.get(index).is_empty())
    }

    /// Where field `index` ends in the text.
    #[inline]
    fn end_of(&self, index: usize) -> Option<usize> {
        self.ends.get(index).and_then(|end| usize::try_from(*end).ok())
    }

    #[inline]
    fn start_of(&self, index: usize) -> Option<usize> {
        match index.checked_sub(1) {
            Some(before) => self.end_of(before).map(|end| end.saturating_add(1)),
            None => Some(self.start),
        }
    }

    /// Where the last field ends in the text.
    pub(super) fn end(&self) -> usize {
        self.len().checked_sub(1).and_then(|last| self.end_of(last)).unwrap_or(self.start)
    }

    /// Neighbouring fields as the file has them; nothing where the record ends before.
    #[must_use]
    #[inline]
    pub fn run(&self, first: usize, last: usize) -> &'a [u8] {
        let bounds = self.start_of(first).zip(self.end_of(last));
        bounds.and_then(|(start, end)| self.text.get(start..end)).unwrap_or_default()
    }

    /// The first eight bytes of field `index` as the file has it, and of what follows, with the length of the field.
    #[inline]
    pub(super) fn beginning(&self, index: usize) -> Option<([u8; 8], usize)> {
        let (start, end) = (self.start_of(index)?, self.end_of(index)?);
        let word = self.text.get(start..)?.first_chunk::<8>()?;
        Some((*word, end.wrapping_sub(start)))
    }

    /// Field `index` without its quotes and the spaces around it; nothing where the record ends before.
    #[must_use]
    #[inline]
    pub fn get(&self, index: usize) -> Cow<'a, [u8]> {
        match self.run(index, index) {
            [b'"', inner @ .., b'"'] if self.may_double => single_quotes(inner.trim_ascii()),
            [b'"', inner @ .., b'"'] => Cow::Borrowed(trim(inner)),
            field => Cow::Borrowed(trim(field)),
        }
    }

    /// The record as the file has it, up to the end of its last field.
    #[must_use]
    pub fn raw(&self) -> &'a [u8] {
        self.text.get(self.start..self.end()).unwrap_or_default()
    }

    /// Ends of the fields, counted from the beginning of the record.
    pub(super) fn ends_within(&self) -> impl Iterator<Item = u32> {
        let start = u32::try_from(self.start).unwrap_or_default();
        self.ends.iter().map(move |end| end.saturating_sub(start))
    }

    pub(super) fn texts(&self) -> Vec<String> {
        (0..self.len()).map(|index| String::from_utf8_lossy(&self.get(index)).into_owned()).collect()
    }
}

/// Without the spaces around it, which few texts have.
#[inline]
fn trim(text: &[u8]) -> &[u8] {
    match text {
        [first, .., last] if *first > b' ' && *last > b' ' => text,
        _ => text.trim_ascii(),
    }
}

/// Makes doubled quotes single ones.
fn single_quotes(text: &[u8]) -> Cow<'_, [u8]> {
    if memchr::memmem::find(text, b"\"\"").is_none() {
        return Cow::Borrowed(text);
    }
    let (mut single, mut rest) = (Vec::with_capacity(text.len()), text);
    while let Some((before, after)) =
        memchr::memchr(b'"', rest).and_then(|quote| rest.split_at_checked(quote.saturating_add(1)))
    {
        single.extend_from_slice(before);
        rest = after.strip_prefix(b"\"").unwrap_or(after);
    }
    single.extend_from_slice(rest);
    Cow::Owned(single)
}

/// A record made of texts that were found another way.
#[derive(Debug, Default)]
pub struct RecordOfTexts {
    text: Vec<u8>,
    ends: Vec<u32>,
}

impl RecordOfTexts {
    /// Puts a text behind those there are.
    pub fn push(&mut self, text: &[u8]) {
        if !self.ends.is_empty() {
            self.text.push(b',');
        }
        // As a file would have it: what rows have in common is compared as it stands there.
        self.text.push(b'"');
        for byte in text {
            self.text.push(*byte);
            if *byte == b'"' {
                self.text.push(*byte);
            }
        }
        self.text.push(b'"');
        self.ends.push(u32::try_from(self.text.len()).unwrap_or(u32::MAX));
    }

    /// The record.
    #[must_use]
    pub fn record(&self, row: u32) -> Record<'_> {
        Record { row, ..Record::new(&self.text, 0, &self.ends, true) }
    }
}
