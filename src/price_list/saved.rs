//! A list as one block of bytes, to be kept and opened again: versioned, checksummed, never trusted.

use super::assemble::Parts;
use super::{PriceList, Reading};
use crate::error::{Error, ErrorCode, Result};
use crate::strings::Strings;
use serde::{Deserialize, Serialize};

/// What the block begins with.
const MAGIC: &[u8; 4] = b"AZPL";
/// Raised whenever a table changes its form.
const VERSION: u32 = 1;
/// Magic, version, checksum of the rest.
const HEAD: usize = 12;

/// Tables as they are written.
#[derive(Serialize)]
struct Written<'a> {
    texts: (&'a str, &'a [u32]),
    numbers: &'a super::numbers::Numbers,
    guids: Vec<(u64, u64)>,
    items: &'a [super::model::Item],
    places: &'a [super::model::Place],
    validities: &'a [super::model::Validity],
    thresholds: &'a [crate::money::Decimal],
    prices: &'a [super::model::Price],
    rows: &'a [super::model::Row],
    row_starts: &'a [u32],
    reading: &'a Reading,
}

/// Tables as they are read.
#[derive(Deserialize)]
struct Read {
    texts: (String, Vec<u32>),
    numbers: super::numbers::Numbers,
    guids: Vec<(u64, u64)>,
    items: Vec<super::model::Item>,
    places: Vec<super::model::Place>,
    validities: Vec<super::model::Validity>,
    thresholds: Vec<crate::money::Decimal>,
    prices: Vec<super::model::Price>,
    rows: Vec<super::model::Row>,
    row_starts: Vec<u32>,
    reading: Reading,
}

const fn halves(guid: u128) -> (u64, u64) {
    #[expect(clippy::cast_possible_truncation, reason = "the halves are what is wanted")]
    ((guid >> 64) as u64, guid as u64)
}

fn damaged(message: &str) -> Error {
    Error::new(ErrorCode::SAVED_DAMAGED, message)
}

impl PriceList {
    /// The list as a block of bytes for [`open`](Self::open).
    ///
    /// # Errors
    /// `saved.damaged` where the block cannot be written, which no list is known to cause.
    pub fn save(&self) -> Result<Vec<u8>> {
        let written = Written {
            texts: self.strings.parts(),
            numbers: &self.numbers,
            guids: self.meters.guids().iter().map(|guid| halves(*guid)).collect(),
            items: &self.items,
            places: &self.places,
            validities: &self.validities,
            thresholds: &self.thresholds,
            prices: &self.prices,
            rows: &self.rows,
            row_starts: &self.row_starts,
            reading: &self.reading,
        };
        let mut block = vec![0; HEAD];
        block = postcard::to_extend(&written, block).map_err(|error| damaged(&error.to_string()))?;
        let body = block.get(HEAD..).unwrap_or_default();
        let head: Vec<u8> = [*MAGIC, VERSION.to_le_bytes(), crc32fast::hash(body).to_le_bytes()].concat();
        for (target, byte) in block.iter_mut().zip(head) {
            *target = byte;
        }
        Ok(block)
    }

    /// Opens what [`save`](Self::save) wrote.
    ///
    /// # Errors
    /// `saved.damaged`, `saved.otherVersion`.
    ///
    /// ```
    /// # use azplan::PriceList;
    /// let list = PriceList::read(b"ProductId,SkuId,UnitPrice\nDZH318Z0BQD2,003J,2.99\n")?;
    /// let block = list.save()?;
    /// assert_eq!(PriceList::open(&block)?.info().prices, 1);
    /// assert_eq!(PriceList::open(&block[1..]).unwrap_err().code().as_str(), "saved.damaged");
    /// # Ok::<(), azplan::Error>(())
    /// ```
    pub fn open(block: &[u8]) -> Result<Self> {
        let word = |from: usize, to: usize| block.get(from..to).and_then(|bytes| <[u8; 4]>::try_from(bytes).ok());
        if word(0, 4) != Some(*MAGIC) {
            return Err(damaged("the block is no saved price list"));
        }
        let version = word(4, 8).map(u32::from_le_bytes);
        if version != Some(VERSION) {
            let message =
                format!("the list was saved as version {}, this is version {VERSION}", version.unwrap_or_default());
            return Err(Error::new(ErrorCode::SAVED_OTHER_VERSION, message));
        }
        let body = block.get(HEAD..).unwrap_or_default();
        if word(8, HEAD).map(u32::from_le_bytes) != Some(crc32fast::hash(body)) {
            return Err(damaged("the saved list does not match its checksum"));
        }
        let read: Read = postcard::from_bytes(body).map_err(|_| damaged("the saved list has another form"))?;
        let (text, ends) = read.texts;
        let guids = read.guids.into_iter().map(|(high, low)| u128::from(high) << 64 | u128::from(low));
        let parts = Parts {
            strings: Strings::of_parts(text, ends),
            numbers: read.numbers,
            meters: super::meters::Meters::from_guids(guids.collect()),
            items: read.items,
            places: read.places,
            validities: read.validities,
            thresholds: read.thresholds,
            prices: read.prices,
            rows: read.rows,
            row_starts: read.row_starts,
        };
        Ok(Self::of_parts(parts, read.reading))
    }
}
