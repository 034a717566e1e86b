//! How a file writes its numbers and dates, found from all of it before its rows are used.
//!
//! A spreadsheet of another country writes `1.234,5` for `1,234.5` and `02/11/2025` for 2 November. One cell does not say
//! which it is; the cells of a file together do. So every reading that fits all cells so far is kept, and rows are handed on
//! as long as these readings agree about them, in Microsoft's own form (a decimal point, `2025-11-30`). Where they disagree,
//! rows wait until a cell decides. A file that ends undecided, or contradicts itself, is refused as a whole: a figure that
//! rests on a guess is worse than none.

mod columns;
mod dates;
mod held;
mod left;
mod numbers;

pub(super) use columns::Columns;
pub(crate) use columns::fold;

use super::Sink;
use super::record::{Record, RecordOfTexts};
use crate::error::Result;
use crate::strings::same;
use crate::time::Day;
use dates::Dates;
use held::Held;
use left::Example;
use numbers::Numbers;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// What stands between whole numbers and fractions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum DecimalMark {
    /// `0.5`.
    Point,
    /// `0,5`.
    Comma,
}

/// What stands between groups of three digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum ThousandsMark {
    /// `1.234`.
    Point,
    /// `1,234`.
    Comma,
    /// `1 234`, with any kind of space.
    Space,
    /// `1'234`.
    Apostrophe,
}

/// Order of day, month and year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum DateOrder {
    /// `11/30/2025`, as Microsoft prints it.
    Mdy,
    /// `30/11/2025`.
    Dmy,
    /// `2025-11-30`.
    Ymd,
}

/// What a person says of files that do not say it themselves. A file that contradicts it is refused.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct FileForm {
    /// Decimal mark.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decimal: Option<DecimalMark>,
    /// Order of dates that do not begin with the year.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dates: Option<DateOrder>,
}

/// How a file was understood.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct FileFacts {
    /// What stands between cells: `,`, `;`, `|` or a tab; nothing for JSON.
    pub delimiter: Option<String>,
    /// Nothing where all numbers are whole.
    pub decimal_mark: Option<DecimalMark>,
    /// Nothing where no number has one.
    pub thousands_mark: Option<ThousandsMark>,
    /// Nothing where there is no date, or each is the same in either order.
    pub date_order: Option<DateOrder>,
    /// `utf-8`, `utf-16le`, `utf-16be`, or `other` where some letter is none of UTF-8; `mixed` of several files.
    pub encoding: String,
}

/// First and last day of what a file tells; nothing where it is not said, or open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Period {
    /// First day.
    pub from: Option<Day>,
    /// Last day.
    pub to: Option<Day>,
}

impl FileFacts {
    /// What holds of all files of a whole; nothing where they differ.
    #[must_use]
    pub fn of_all(files: &[Self]) -> Self {
        fn same<T: Clone + PartialEq>(files: &[FileFacts], of: impl Fn(&FileFacts) -> &Option<T>) -> Option<T> {
            let first = files.first().map(&of)?;
            files.iter().all(|file| of(file) == first).then(|| first.clone()).flatten()
        }
        let encoding = files.first().map(|file| &file.encoding);
        let encoding = encoding.filter(|encoding| files.iter().all(|file| file.encoding == **encoding));
        Self {
            delimiter: same(files, |file| &file.delimiter),
            decimal_mark: same(files, |file| &file.decimal_mark),
            thousands_mark: same(files, |file| &file.thousands_mark),
            date_order: same(files, |file| &file.date_order),
            encoding: encoding.map_or("mixed", String::as_str).to_owned(),
        }
    }

    /// JSON: its numbers have a point, its dates begin with the year, and its text is UTF-8.
    pub(super) fn of_json() -> Self {
        Self {
            delimiter: None,
            decimal_mark: Some(DecimalMark::Point),
            thousands_mark: None,
            date_order: Some(DateOrder::Ymd),
            encoding: "utf-8".to_owned(),
        }
    }
}

/// The readings that are left, and the rows that wait.
#[derive(Debug)]
pub(super) struct Understanding {
    columns: Columns,
    numbers: Numbers,
    dates: Dates,
    held: Held,
    is_utf8: bool,
    /// Fields are delimited by commas.
    by_commas: bool,
    /// Some record was looked at.
    began: bool,
}

impl Understanding {
    pub(super) fn new(columns: Columns, form: FileForm, delimiter: char) -> Self {
        Self {
            columns,
            numbers: Numbers::new(form.decimal),
            dates: Dates::new(form.dates),
            held: Held::default(),
            is_utf8: true,
            by_commas: delimiter == ',',
            began: false,
        }
    }

    /// Takes notice of records, and hands on those that can be read.
    pub(super) fn take(&mut self, records: &[Record<'_>], sink: &mut impl Sink) -> Result<()> {
        let mut rest = records;
        while !rest.is_empty() {
            let usual = if self.began && self.held.is_empty() { self.usual(rest) } else { 0 };
            let (as_they_are, others) = rest.split_at_checked(usual).unwrap_or((rest, &[]));
            if !as_they_are.is_empty() {
                sink.records(as_they_are)?;
            }
            rest = others;
            if let Some((record, others)) = rest.split_first() {
                self.take_unusual(record, sink)?;
                rest = others;
            }
        }
        Ok(())
    }

    /// How many of the first records are written as Microsoft writes them, and decide nothing.
    #[inline(never)]
    fn usual(&self, records: &[Record<'_>]) -> usize {
        let (has_point, is_mdy) = (self.numbers.has_point(), self.dates.is_mdy());
        let Columns { numbers, dates, date_runs, .. } = &self.columns;
        let mut before: Option<&Record<'_>> = None;
        for (place, record) in records.iter().enumerate() {
            // Most rows have the dates of the row before.
            let alike = |(first, last): &(usize, usize)| {
                before.is_some_and(|before| same(before.run(*first, *last), record.run(*first, *last)))
            };
            let is_usual = record.is_utf8
                && numbers.iter().all(|column| numbers::is_usual_at(record, *column, has_point))
                && (date_runs.iter().all(alike)
                    || dates.iter().all(|column| dates::is_usual(record.run(*column, *column), is_mdy)));
            if !is_usual {
                return place;
            }
            before = Some(record);
        }
        records.len()
    }

    /// What the cells of a record say of the file; then the record is handed on, or waits.
    #[cold]
    fn take_unusual(&mut self, record: &Record<'_>, sink: &mut impl Sink) -> Result<()> {
        self.began = true;
        self.is_utf8 &= record.is_utf8;
        if !record.broken && record.len() >= self.columns.len() {
            self.learn(record)?;
        }
        if self.numbers.is_open() || self.dates.is_open() {
            if self.held.push(record) {
                return Ok(());
            }
            self.numbers.settle();
            self.dates.settle();
            self.decided()?;
        }
        self.hand_on_held(sink)?;
        self.hand_on(record, sink)
    }

    fn learn(&mut self, record: &Record<'_>) -> Result<()> {
        let Self { columns, numbers, dates, by_commas, .. } = self;
        for column in &columns.numbers {
            let cell = record.get(*column);
            let bare = *by_commas && record.run(*column, *column).first() != Some(&b'"');
            numbers.see(&cell, bare, || Example::new(&cell, record.row, columns.name(*column)))?;
        }
        for column in &columns.dates {
            let cell = record.get(*column);
            dates.see(&cell, columns.is_month(*column), || Example::new(&cell, record.row, columns.name(*column)))?;
        }
        if let Some([start, day, end]) = columns.period {
            let cell = record.get(day);
            let example = || Example::new(&cell, record.row, columns.name(day));
            dates.see_period([&record.get(start), &cell, &record.get(end)], example)?;
        }
        Ok(())
    }

    /// The file ends: what is open is now undecided.
    pub(super) fn end(&mut self, sink: &mut impl Sink) -> Result<()> {
        self.numbers.settle();
        self.dates.settle();
        self.decided()?;
        self.hand_on_held(sink)
    }

    fn decided(&self) -> Result<()> {
        self.numbers.decided()?;
        self.dates.decided()
    }

    fn hand_on_held(&mut self, sink: &mut impl Sink) -> Result<()> {
        let held = std::mem::take(&mut self.held);
        held.records().try_for_each(|record| self.hand_on(&record, sink))
    }

    /// Hands a record on in Microsoft's own form.
    fn hand_on(&self, record: &Record<'_>, sink: &mut impl Sink) -> Result<()> {
        if record.broken {
            return sink.record(record);
        }
        let number = |column: &usize| Some((*column, self.numbers.rewritten(&record.get(*column))?));
        let date = |column: &usize| Some((*column, self.dates.rewritten(&record.get(*column))?));
        let cells: Vec<(usize, Vec<u8>)> = self.columns.numbers.iter().filter_map(number).collect();
        let cells: Vec<(usize, Vec<u8>)> = self.columns.dates.iter().filter_map(date).chain(cells).collect();
        if cells.is_empty() {
            return sink.record(record);
        }
        let mut texts = RecordOfTexts::default();
        for column in 0..record.len() {
            let cell = cells.iter().find(|(own, _)| *own == column);
            texts.push(&cell.map_or_else(|| record.get(column), |(_, cell)| Cow::Borrowed(cell)));
        }
        let mut rewritten = texts.record(record.row);
        (rewritten.is_utf8, rewritten.last) = (record.is_utf8, record.last);
        sink.record(&rewritten)
    }

    /// How the file was understood, but for its delimiter and encoding.
    pub(super) fn facts(&self) -> FileFacts {
        FileFacts {
            delimiter: None,
            decimal_mark: self.numbers.decimal_mark(),
            thousands_mark: self.numbers.thousands_mark(),
            date_order: self.dates.order(),
            encoding: if self.is_utf8 { "utf-8" } else { "other" }.to_owned(),
        }
    }
}
