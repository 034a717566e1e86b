//! Reading text files in chunks: what kind of file is it, where are its records.
//!
//! Knows nothing of prices: a [`Sink`] gets the header and the records of each file.

pub mod cells;
mod csv;
mod header;
mod marks;
mod reader;
mod scan;
mod seen;
mod sniff;

pub use csv::{Record, RecordOfTexts};
pub use header::{Column, Header};
pub(crate) use reader::file_reader;
pub(crate) use seen::Seen;

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
        self.progress.bytes = self.progress.bytes.saturating_add(u64::try_from(chunk.len()).unwrap_or_default());
        match &mut self.state {
            State::Unknown(bytes) | State::Json(bytes) => bytes.extend_from_slice(chunk),
            State::Header(csv) | State::Records(csv) => csv.push(chunk),
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
        if let State::Unknown(bytes) = &mut self.state {
            // The beginning only, so that a file is told alike whole and in pieces.
            self.state = match sniff(bytes.get(..SNIFF_LENGTH).unwrap_or(bytes))? {
                Kind::Json => State::Json(std::mem::take(bytes)),
                Kind::Csv(dialect) => {
                    let mut csv = Csv::new(dialect);
                    csv.push(bytes);
                    State::Header(csv)
                }
            };
        }
        if let State::Header(csv) = &mut self.state {
            let mut names = None;
            csv.drain(end, 1, |record| {
                names = Some(record.texts());
                Ok(())
            })?;
            let Some(names) = names else { return Ok(()) };
            self.sink.header(names)?;
            let State::Header(csv) = std::mem::replace(&mut self.state, State::Unknown(Vec::new())) else {
                return Ok(());
            };
            self.state = State::Records(csv);
        }
        if let State::Records(csv) = &mut self.state {
            let (sink, rows) = (&mut self.sink, &mut self.progress.rows);
            csv.drain(end, usize::MAX, |record| {
                *rows = rows.saturating_add(1);
                sink.record(record)
            })?;
        }
        Ok(())
    }
}
