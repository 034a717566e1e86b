//! Reading text files in chunks: what kind of file is it, where are its records.
//!
//! Knows nothing of prices: a [`Sink`] gets the header and the records of each file.

pub mod cells;
mod csv;
mod header;
mod marks;
mod reader;
mod record;
mod scan;
mod seen;
mod sniff;

pub use header::{Column, Header, Runs};
pub(crate) use header::{Parts, RunsOf};
pub(crate) use reader::file_reader;
pub use record::{Record, RecordOfTexts};
pub(crate) use seen::{CellsHash, Seen, hash_of};

use crate::error::{Error, ErrorCode, Result};
use csv::Csv;
use sniff::{Kind, sniff};

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
}

#[derive(Debug)]
enum State {
    /// Too little was read to tell what it is.
    Unknown(Vec<u8>),
    Header(Csv),
    Records(Csv),
    Json(Vec<u8>),
}

impl State {
    /// Tells what the file is, where that is not known.
    #[inline(never)]
    fn tell(&mut self) -> Result<()> {
        if let Self::Unknown(bytes) = self {
            // The beginning only, so that a file is told alike whole and in pieces.
            *self = match sniff(bytes.get(..SNIFF_LENGTH).unwrap_or(bytes))? {
                Kind::Json => Self::Json(std::mem::take(bytes)),
                Kind::Csv(dialect) => {
                    let mut csv = Csv::new(dialect);
                    csv.push_from(bytes.len(), |place| place.copy_from_slice(bytes));
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

/// Enough of a file to tell what it is.
const SNIFF_LENGTH: usize = 16 * 1024;

impl<S: Sink> FileReader<S> {
    /// A reader into `sink`.
    pub const fn new(sink: S) -> Self {
        Self { sink, state: State::Unknown(Vec::new()), progress: Progress { rows: 0, bytes: 0 } }
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
        match &mut self.state {
            State::Unknown(bytes) | State::Json(bytes) => extend_from(bytes, length, copy),
            State::Header(csv) | State::Records(csv) => csv.push_from(length, copy),
        }
        if matches!(&self.state, State::Unknown(bytes) if bytes.len() < SNIFF_LENGTH) {
            return Ok(());
        }
        self.advance(false)
    }

    /// Ends the current file; what is pushed next belongs to another file of the same list.
    ///
    /// # Errors
    /// As [`push`](Self::push).
    pub fn end_file(&mut self) -> Result<()> {
        self.advance(true)?;
        match std::mem::replace(&mut self.state, State::Unknown(Vec::new())) {
            State::Json(bytes) => self.sink.json(&bytes),
            State::Header(_) => Err(Error::new(ErrorCode::FILE_EMPTY, "the file has no header row")),
            State::Unknown(_) | State::Records(_) => Ok(()),
        }
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
        self.state.tell()?;
        if let State::Header(csv) = &mut self.state {
            let Some(names) = first_names(csv, end)? else { return Ok(()) };
            self.sink.header(names)?;
            let State::Header(csv) = std::mem::replace(&mut self.state, State::Unknown(Vec::new())) else {
                return Ok(());
            };
            self.state = State::Records(csv);
        }
        if let State::Records(csv) = &mut self.state {
            let (sink, rows) = (&mut self.sink, &mut self.progress.rows);
            csv.drain(end, usize::MAX, |records| {
                *rows = rows.saturating_add(u32::try_from(records.len()).unwrap_or(u32::MAX));
                sink.records(records)
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
