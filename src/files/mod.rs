//! Reading text files in chunks: what kind of file is it, where are its records.
//!
//! Knows nothing of prices: a [`Sink`] gets the header and the records of each file.

pub mod cells;
mod csv;
mod form;
mod header;
mod marks;
mod reader;
mod record;
mod scan;
mod seen;
mod sniff;
mod utf16;

pub(crate) use form::fold;
pub use form::{DateOrder, DecimalMark, FileFacts, FileForm, Period, ThousandsMark};
pub use header::{Column, Header, Runs};
pub(crate) use header::{Parts, RunsOf};
pub(crate) use reader::file_reader;
pub use record::{Record, RecordOfTexts};
pub(crate) use seen::{CellsHash, Seen, hash_of};

use crate::error::{Error, ErrorCode, Result};
use csv::Csv;
use form::{Columns, Understanding};
use sniff::{Kind, sniff};
use utf16::{Order, Utf16};

/// Takes what is read. An `Err` ends the reading: it is no such file at all.
pub trait Sink {
    /// Header names of the next file, byte-order mark and spaces removed.
    ///
    /// # Errors
    /// Where a file with these columns cannot be used.
    fn header(&mut self, names: Vec<String>) -> Result<()>;

    /// A record after the header.
    ///
    /// # Errors
    /// Only what ends the reading; a record that cannot be used is a diagnostic.
    fn record(&mut self, record: &Record<'_>) -> Result<()>;

    /// Records that follow each other.
    ///
    /// # Errors
    /// As [`record`](Self::record).
    fn records(&mut self, records: &[Record<'_>]) -> Result<()> {
        records.iter().try_for_each(|record| self.record(record))
    }

    /// A whole JSON file.
    ///
    /// # Errors
    /// Where JSON is not expected or cannot be used.
    fn json(&mut self, bytes: &[u8]) -> Result<()>;

    /// How the file was understood that has just ended.
    fn understood(&mut self, facts: FileFacts);
}

/// How far reading got.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize)]
pub struct Progress {
    /// Records read, headers left out.
    pub rows: u32,
    /// Bytes taken.
    pub bytes: u64,
}

/// Reads one or more files into a [`Sink`], chunk by chunk.
#[derive(Debug)]
pub struct FileReader<S> {
    sink: S,
    state: State,
    progress: Progress,
    form: FileForm,
    /// Of a file in UTF-16.
    decoder: Option<Utf16>,
}

#[derive(Debug)]
enum State {
    /// Too little was read to tell what it is.
    Unknown(Vec<u8>),
    Header(Csv),
    Records(Csv, Box<Understanding>),
    Json(Vec<u8>),
}

impl State {
    /// Tells what the file is, where that is not known.
    #[inline(never)]
    fn tell(&mut self, decoder: &mut Option<Utf16>) -> Result<()> {
        if let Self::Unknown(bytes) = self {
            // The beginning only, so that a file is told alike whole and in pieces.
            let beginning = bytes.get(..SNIFF_LENGTH).unwrap_or(bytes);
            *decoder = Order::of(beginning).map(Utf16::new);
            let (kind, text) = match decoder {
                None => (sniff(beginning)?, std::mem::take(bytes)),
                Some(decoder) => (sniff(&Utf16::new(decoder.order).decode(beginning))?, decoder.decode(bytes)),
            };
            *self = match kind {
                Kind::Json => Self::Json(text),
                Kind::Csv(dialect) => {
                    let mut csv = Csv::new(dialect);
                    csv.push_from(text.len(), |place| place.copy_from_slice(&text));
                    Self::Header(csv)
                }
            };
        }
        Ok(())
    }
}

/// The fields of the first record.
#[inline(never)]
fn first_names(csv: &mut Csv, end: bool) -> Result<Option<Vec<String>>> {
    let mut names = None;
    csv.drain(end, 1, |records| {
        names = records.first().map(Record::texts);
        Ok(())
    })?;
    Ok(names)
}

/// A refused header that stands above rows with many more fields is a title, and that is what is wrong with it.
#[cold]
fn titled(refused: Error, names: &[String], csv: &mut Csv) -> Error {
    let filled = names.iter().filter(|name| !name.is_empty()).count();
    let mut below = 0;
    // A part that is there whole and in pieces, so that a file is refused alike. What is wrong with rows below is of no matter.
    csv.keep_beginning(BEGINNING);
    let _ = csv.drain(true, ROWS_BELOW_A_TITLE, |records| {
        below = records.iter().map(Record::filled).max().unwrap_or_default().max(below);
        Ok(())
    });
    if filled > 2 || below < filled.saturating_add(3) {
        return refused;
    }
    let title = names.first().map_or("", String::as_str);
    let message = format!("row 1 (`{title}`) is a title and not the header row: remove the rows above the header");
    Error::new(refused.code(), message)
}

/// Rows that are looked at below what may be a title.
const ROWS_BELOW_A_TITLE: usize = 8;

/// Enough of a file to tell what it is.
const SNIFF_LENGTH: usize = 16 * 1024;

/// So many bytes of text are left of the first [`SNIFF_LENGTH`], whatever the encoding, and after typographic quotes of three
/// bytes are made plain ones.
const BEGINNING: usize = 5_000;

impl<S: Sink> FileReader<S> {
    /// A reader into `sink`.
    pub fn new(sink: S) -> Self {
        let state = State::Unknown(Vec::new());
        Self { sink, state, progress: Progress { rows: 0, bytes: 0 }, form: FileForm::default(), decoder: None }
    }

    /// Says how the files to come write numbers and dates.
    pub const fn set_form(&mut self, form: FileForm) {
        self.form = form;
    }

    /// Takes the next bytes of the current file.
    ///
    /// # Errors
    /// `file.*` and what the sink refuses.
    pub fn push(&mut self, chunk: &[u8]) -> Result<()> {
        self.push_from(chunk.len(), |place| place.copy_from_slice(chunk))
    }

    /// Takes the next bytes of the current file from wherever they are: `copy` puts them into a place of this length.
    ///
    /// # Errors
    /// As [`push`](Self::push).
    pub fn push_from(&mut self, length: usize, copy: impl FnOnce(&mut [u8])) -> Result<()> {
        self.progress.bytes = self.progress.bytes.saturating_add(u64::try_from(length).unwrap_or_default());
        match &mut self.decoder {
            None => self.add(length, copy),
            Some(decoder) => {
                let mut bytes = Vec::new();
                extend_from(&mut bytes, length, copy);
                let text = decoder.decode(&bytes);
                self.add(text.len(), |place| place.copy_from_slice(&text));
            }
        }
        if matches!(&self.state, State::Unknown(bytes) if bytes.len() < SNIFF_LENGTH) {
            return Ok(());
        }
        self.advance(false)
    }

    fn add(&mut self, length: usize, copy: impl FnOnce(&mut [u8])) {
        match &mut self.state {
            State::Unknown(bytes) | State::Json(bytes) => extend_from(bytes, length, copy),
            State::Header(csv) | State::Records(csv, _) => csv.push_from(length, copy),
        }
    }

    /// Ends the current file; what is pushed next belongs to another file of the same list.
    ///
    /// # Errors
    /// As [`push`](Self::push).
    pub fn end_file(&mut self) -> Result<()> {
        self.state.tell(&mut self.decoder)?;
        let decoder = self.decoder.take();
        let encoding = decoder.as_ref().map(|decoder| decoder.order.name());
        if let Some(mut decoder) = decoder {
            let rest = decoder.end();
            self.add(rest.len(), |place| place.copy_from_slice(rest));
        }
        self.advance(true)?;
        let mut facts = match std::mem::replace(&mut self.state, State::Unknown(Vec::new())) {
            State::Header(_) => return Err(Error::new(ErrorCode::FILE_EMPTY, "the file has no header row")),
            State::Unknown(_) => return Ok(()),
            State::Json(bytes) => {
                self.sink.json(&bytes)?;
                FileFacts::of_json()
            }
            State::Records(csv, mut understanding) => {
                understanding.end(&mut self.sink)?;
                FileFacts { delimiter: Some(csv.delimiter().to_string()), ..understanding.facts() }
            }
        };
        if let Some(encoding) = encoding {
            encoding.clone_into(&mut facts.encoding);
        }
        self.sink.understood(facts);
        Ok(())
    }

    /// Ends the reading.
    ///
    /// # Errors
    /// As [`push`](Self::push).
    pub fn finish(mut self) -> Result<S> {
        let untouched = matches!(&self.state, State::Unknown(bytes) if bytes.is_empty()) && self.progress.bytes > 0;
        if !untouched {
            self.end_file()?;
        }
        Ok(self.sink)
    }

    /// How far reading got.
    #[must_use]
    pub const fn progress(&self) -> Progress {
        self.progress
    }

    fn advance(&mut self, end: bool) -> Result<()> {
        self.state.tell(&mut self.decoder)?;
        if let State::Header(csv) = &mut self.state {
            let Some(names) = first_names(csv, end)? else { return Ok(()) };
            let columns = Columns::new(&names);
            if let Err(refused) = self.sink.header(names.clone()) {
                return Err(titled(refused, &names, csv));
            }
            let understanding = Box::new(Understanding::new(columns, self.form, csv.delimiter()));
            let State::Header(csv) = std::mem::replace(&mut self.state, State::Unknown(Vec::new())) else {
                return Ok(());
            };
            self.state = State::Records(csv, understanding);
        }
        if let State::Records(csv, understanding) = &mut self.state {
            let (sink, rows) = (&mut self.sink, &mut self.progress.rows);
            csv.drain(end, usize::MAX, |records| {
                *rows = rows.saturating_add(u32::try_from(records.len()).unwrap_or(u32::MAX));
                understanding.take(records, sink)
            })?;
        }
        Ok(())
    }
}

/// Puts bytes behind those there are.
fn extend_from(bytes: &mut Vec<u8>, length: usize, copy: impl FnOnce(&mut [u8])) {
    let old = bytes.len();
    bytes.resize(old.saturating_add(length), 0);
    copy(bytes.get_mut(old..).unwrap_or_default());
}
