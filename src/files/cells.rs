//! Reading the cells of a row, or saying why the row is refused.

use super::{Column, Header, Record};
use crate::error::{Diagnostics, ErrorCode, Severity};
use crate::money::Decimal;
use crate::time::Instant;
use std::borrow::Cow;

/// A row by column.
#[derive(Debug)]
pub struct Cells<'a, C> {
    header: &'a Header<C>,
    record: &'a Record<'a>,
}

impl<C> Clone for Cells<'_, C> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<C> Copy for Cells<'_, C> {}

impl<'a, C: Column> Cells<'a, C> {
    /// The cells of a record below a header.
    #[must_use]
    pub const fn new(header: &'a Header<C>, record: &'a Record<'a>) -> Self {
        Self { header, record }
    }

    /// A cell without the spaces around it; nothing where the file has no such column.
    #[must_use]
    #[inline]
    pub fn get(&self, column: C) -> Cow<'a, [u8]> {
        self.header.index(column).map_or(Cow::Borrowed(&[]), |index| self.record.get(index))
    }

    /// A cell as text; letters that are not UTF-8 are replaced by a mark.
    #[must_use]
    pub fn text(&self, column: C) -> Cow<'a, str> {
        match self.get(column) {
            Cow::Borrowed(cell) => String::from_utf8_lossy(cell),
            Cow::Owned(cell) => Cow::Owned(String::from_utf8_lossy(&cell).into_owned()),
        }
    }

    /// The header.
    #[must_use]
    pub const fn header(&self) -> &'a Header<C> {
        self.header
    }

    /// The record.
    #[must_use]
    pub const fn record(&self) -> &'a Record<'a> {
        self.record
    }
}

/// Why a row is refused.
#[derive(Debug, Clone)]
pub struct Refusal<C> {
    /// Code.
    pub code: ErrorCode,
    /// Column at fault.
    pub column: C,
    /// A sentence.
    pub message: String,
}

impl<C: Column> Refusal<C> {
    /// A refusal as a result.
    ///
    /// # Errors
    /// Always.
    pub fn new<T>(code: ErrorCode, column: C, message: impl Into<String>) -> Result<T, Self> {
        Err(Self { code, column, message: message.into() })
    }

    /// Notes the refusal of a row, naming the column as the file does.
    pub fn report(self, row: u32, header: Option<&Header<C>>, diagnostics: &mut Diagnostics) {
        let printed = header.filter(|header| header.has(self.column)).map(|header| header.name(self.column));
        let usual =
            || C::NAMES.iter().find(|(other, _)| *other == self.column).and_then(|(_, names)| names.last().copied());
        let column = printed.or_else(usual);
        diagnostics.push(Severity::Error, self.code, Some(row), column, self.message);
    }
}

/// A number, or `None` for an empty cell.
///
/// # Errors
/// [`Refusal`] where it is no number or cannot be held.
pub fn decimal<C: Column>(cell: &[u8], column: C) -> Result<Option<Decimal>, Refusal<C>> {
    if cell.is_empty() {
        return Ok(None);
    }
    match Decimal::parse(cell) {
        Ok(value) => Ok(Some(value)),
        Err(error) => Refusal::new(error.code(), column, error.message(&String::from_utf8_lossy(cell))),
    }
}

/// What databases and their tools write where there is nothing.
const NOTHING: [&str; 7] = ["null", "nan", "nat", "none", "n/a", "na", "\\n"];

/// Does a cell say that there is nothing?
#[must_use]
pub fn is_nothing(cell: &[u8]) -> bool {
    cell.is_empty() || NOTHING.iter().any(|word| word.as_bytes().eq_ignore_ascii_case(cell))
}

/// An instant, or `None` for a cell that says that there is nothing.
///
/// # Errors
/// [`Refusal`] where it is no date.
pub fn instant<C: Column>(cell: &[u8], column: C) -> Result<Option<Instant>, Refusal<C>> {
    if is_nothing(cell) {
        return Ok(None);
    }
    let text = String::from_utf8_lossy(cell);
    match Instant::parse(&text) {
        Some(instant) => Ok(Some(instant)),
        None => Refusal::new(ErrorCode::ROW_BAD_DATE, column, format!("`{text}` is not a date")),
    }
}

/// Says what is wrong with the form of a record: an open quote, or another number of fields than the header has.
#[must_use]
pub fn malformed<C: Column>(record: &Record<'_>, header: &Header<C>) -> Option<(ErrorCode, String)> {
    let code = if record.last { ErrorCode::FILE_TRUNCATED } else { ErrorCode::ROW_FIELD_COUNT };
    if record.broken {
        return Some((code, "a quote is opened and never closed".to_owned()));
    }
    let more = record.len() > header.len() && record.filled() > header.len();
    if more || record.len() < header.len() {
        return Some((code, format!("the row has {} fields, the header {}", record.len(), header.len())));
    }
    None
}

/// Notes a record whose letters are not UTF-8; it is read all the same, with a mark in place of each such letter.
pub fn check_encoding(record: &Record<'_>, diagnostics: &mut Diagnostics) {
    if !record.is_utf8 {
        let message = "the row has letters that are not UTF-8";
        diagnostics.push(Severity::Warning, ErrorCode::FILE_ENCODING, Some(record.row), None, message);
    }
}
