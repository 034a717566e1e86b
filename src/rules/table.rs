//! Tables of dated values.

use crate::time::Day;

/// A value that held from a day on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DatedValue<'a> {
    /// Value as the table prints it.
    pub value: &'a str,
    /// Where it is printed.
    pub source: &'a str,
}

/// A table of lines `from|value|source`, the newest last; lines that begin with `#` are notes.
#[derive(Debug, Clone, Copy)]
pub struct Dated {
    text: &'static str,
}

impl Dated {
    /// A table from its text.
    #[must_use]
    pub const fn new(text: &'static str) -> Self {
        Self { text }
    }

    /// The value in force on a day; before the first day of the table, its first value.
    #[must_use]
    pub fn on(&self, day: Day) -> Option<DatedValue<'static>> {
        let lines = self.text.lines().filter(|line| !line.starts_with('#'));
        let rows = lines.filter_map(|line| {
            let mut cells = line.splitn(3, '|');
            let from: Day = cells.next()?.parse().ok()?;
            Some((from, DatedValue { value: cells.next()?, source: cells.next()? }))
        });
        let rows: Vec<_> = rows.collect();
        let last = rows.iter().filter(|(from, _)| *from <= day).max_by_key(|(from, _)| *from);
        last.or_else(|| rows.iter().min_by_key(|(from, _)| *from)).map(|(_, value)| *value)
    }
}
