//! Columns found by name, in any order and spelling.

use super::Record;
use super::form::fold;
use crate::error::{Error, ErrorCode, Result};
use crate::sorting::sort_by_key;
use crate::strings::same;

/// A closed set of columns that a kind of file may have.
pub trait Column: Copy + PartialEq + Sized + 'static {
    /// All columns with the names they go by, folded: lower case, letters and digits only.
    const NAMES: &'static [(Self, &'static [&'static str])];

    /// Place of the column in the set, from 0.
    fn place(self) -> usize;
}

/// Where each column stands in a file.
#[derive(Debug, Clone)]
pub struct Header<C> {
    names: Vec<String>,
    found: Vec<(C, usize)>,
    /// Place in the file by place in the set.
    slots: Vec<Option<usize>>,
}

/// Some columns as runs of neighbours: what rows say alike is compared as the file has it, a run at a time.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Runs(Vec<(usize, usize)>);

impl Runs {
    /// The runs in a record.
    #[inline]
    pub(crate) const fn of<'a>(&'a self, record: &'a Record<'a>) -> RunsOf<'a> {
        RunsOf { runs: self.0.as_slice(), record }
    }
}

/// Cells that are compared as they are written.
pub(crate) trait Parts: Copy {
    /// The cells, or runs of them.
    fn each(&self) -> impl Iterator<Item = &[u8]>;

    /// Are they written alike?
    #[inline]
    fn same_as(&self, other: Self) -> bool {
        self.each().zip(other.each()).all(|(own, other)| same(own, other))
    }
}

/// Runs of a record.
#[derive(Debug, Clone, Copy)]
pub(crate) struct RunsOf<'a> {
    runs: &'a [(usize, usize)],
    record: &'a Record<'a>,
}

impl Parts for RunsOf<'_> {
    #[inline]
    fn each(&self) -> impl Iterator<Item = &[u8]> {
        self.runs.iter().map(|(first, last)| self.record.run(*first, *last))
    }
}

impl<const N: usize> Parts for [&[u8]; N] {
    #[inline]
    fn each(&self) -> impl Iterator<Item = &[u8]> {
        self.iter().copied()
    }
}

impl<C: Column> Header<C> {
    /// Looks the names up. Of two columns of one name the first counts.
    #[must_use]
    pub fn new(names: Vec<String>) -> Self {
        let mut found: Vec<(C, usize)> = Vec::new();
        for (index, name) in names.iter().enumerate() {
            let folded = fold(name);
            let column = C::NAMES.iter().find(|(_, aliases)| aliases.contains(&folded.as_str()));
            if let Some((column, _)) = column
                && !found.iter().any(|(other, _)| other == column)
            {
                found.push((*column, index));
            }
        }
        let mut slots = vec![None; C::NAMES.len()];
        for (column, index) in &found {
            if let Some(slot) = slots.get_mut(column.place()) {
                *slot = Some(*index);
            }
        }
        Self { names, found, slots }
    }

    /// Looks the names of a file up.
    ///
    /// # Errors
    /// `file.columnTwice` where two columns have the name of one that is known: their cells may differ.
    pub fn of_file(names: Vec<String>) -> Result<Self> {
        let header = Self::new(names);
        let folded: Vec<String> = header.names.iter().map(|name| fold(name)).collect();
        let of = |column: &C| header.index(*column).map(|index| (*column, index));
        let known: Vec<(C, usize)> = C::NAMES.iter().filter_map(|(column, _)| of(column)).collect();
        for (_, index) in known {
            let (name, own) = (header.names.get(index).map_or("", String::as_str), folded.get(index));
            if folded.iter().filter(|other| Some(*other) == own).count() > 1 {
                let message = format!("the file has the column `{name}` twice");
                return Err(Error::new(ErrorCode::FILE_COLUMN_TWICE, message).at(name));
            }
        }
        Ok(header)
    }

    /// Place of a column.
    #[must_use]
    pub fn index(&self, column: C) -> Option<usize> {
        self.slots.get(column.place()).copied().flatten()
    }

    /// True if the file has the column.
    #[must_use]
    pub fn has(&self, column: C) -> bool {
        self.index(column).is_some()
    }

    /// The column's name as the file spells it.
    #[must_use]
    pub fn name(&self, column: C) -> &str {
        self.index(column).and_then(|index| self.names.get(index)).map_or("", String::as_str)
    }

    /// Those of some columns that the file has, as runs.
    #[must_use]
    pub fn runs(&self, columns: &[C]) -> Runs {
        let mut places: Vec<usize> = columns.iter().filter_map(|column| self.index(*column)).collect();
        sort_by_key(&mut places, |place| *place);
        places.dedup();
        let mut runs: Vec<(usize, usize)> = Vec::new();
        for place in places {
            match runs.last_mut().filter(|(_, last)| last.saturating_add(1) == place) {
                Some((_, last)) => *last = place,
                None => runs.push((place, place)),
            }
        }
        Runs(runs)
    }

    /// All names, as the file spells them.
    #[must_use]
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// Number of columns that are known.
    #[must_use]
    pub const fn known(&self) -> usize {
        self.found.len()
    }

    /// Number of columns of the file.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.names.len()
    }

    /// True without columns.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// The header as a sentence names it: at most eight names.
    #[must_use]
    pub fn listed(&self) -> String {
        let shown: Vec<String> = self.names.iter().take(8).map(|name| format!("`{name}`")).collect();
        let more = if self.names.len() > shown.len() { ", …" } else { "" };
        format!("{}{more}", shown.join(", "))
    }
}
