//! The cells of a row, whether of a CSV or of a JSON item.

use super::columns::ListColumn;
use crate::files::{Header, Record};
use std::borrow::Cow;

/// A row by column.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cells<'a> {
    header: &'a Header<ListColumn>,
    values: Values<'a>,
}

#[derive(Debug, Clone, Copy)]
enum Values<'a> {
    Record(&'a Record<'a>),
    Texts(&'a [Cow<'a, [u8]>]),
}

impl<'a> Cells<'a> {
    pub(super) const fn of_record(header: &'a Header<ListColumn>, record: &'a Record<'a>) -> Self {
        Self { header, values: Values::Record(record) }
    }

    pub(super) const fn of_texts(header: &'a Header<ListColumn>, texts: &'a [Cow<'a, [u8]>]) -> Self {
        Self { header, values: Values::Texts(texts) }
    }

    /// A cell without the spaces around it; nothing where the file has no such column.
    pub(super) fn get(&self, column: ListColumn) -> Cow<'a, [u8]> {
        let Some(index) = self.header.index(column) else { return Cow::Borrowed(&[]) };
        let cell = match self.values {
            Values::Record(record) => record.get(index),
            Values::Texts(texts) => match texts.get(index) {
                Some(Cow::Borrowed(text)) => Cow::Borrowed(*text),
                Some(Cow::Owned(text)) => Cow::Borrowed(text.as_slice()),
                None => Cow::Borrowed(&[][..]),
            },
        };
        match cell {
            Cow::Borrowed(text) => Cow::Borrowed(text.trim_ascii()),
            Cow::Owned(text) => Cow::Owned(text.trim_ascii().to_vec()),
        }
    }

    /// A cell as text.
    pub(super) fn text(&self, column: ListColumn) -> String {
        String::from_utf8_lossy(&self.get(column)).into_owned()
    }

    pub(super) const fn header(&self) -> &'a Header<ListColumn> {
        self.header
    }
}
