//! A list as one block of bytes, to be kept and opened again: versioned, checksummed, never trusted.

use super::assemble::Parts;
use super::{PriceList, Reading};
use crate::error::{Error, ErrorCode, Result};
use crate::strings::Strings;
use serde::{Deserialize, Serialize};

/// What the block begins with.
const MAGIC: &[u8; 4] = b"AZPL";
/// Raised whenever a table changes its form.
const VERSION: u32 = 2;
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::price_list::{PriceRequest, SearchRequest};

    const LIST: &[u8] = b"skuId,productId,retailPrice,tierMinimumUnits,armRegionName,location,meterId,type,reservationTerm,savingsPlan\n\
        DZH318Z0BQD2/003J,DZH318Z0BQD2,0,0,eastus,US East,00014e7d-fff9-54dd-962e-4e992887ad3c,Consumption,,\n\
        DZH318Z0BQD2/003J,DZH318Z0BQD2,2.99,5,eastus,US East,00014e7d-fff9-54dd-962e-4e992887ad3c,Consumption,,\n\
        DZH318Z0BQD2/003K,DZH318Z0BQD2,x,0,eastus,US East,8core,Reservation,1 Year,\n\
        DZH318Z0BQD2/003L,DZH318Z0BQD2,100,0,eastus,US East,8core,Reservation,1 Year,\n";

    #[test]
    fn what_is_saved_answers_the_same() {
        let list = PriceList::read(LIST).expect("a list");
        let opened = PriceList::open(&list.save().expect("a block")).expect("a list");
        let both = |ask: &dyn Fn(&PriceList) -> String| assert_eq!(ask(&list), ask(&opened));
        both(&|list| serde_json::to_string(&list.info()).expect("JSON"));
        both(&|list| {
            let request = SearchRequest { text: Some("us east".into()), ..SearchRequest::default() };
            serde_json::to_string(&list.search(&request).expect("an answer")).expect("JSON")
        });
        both(&|list| {
            let quantity = Some("7".parse().expect("a decimal"));
            let request = PriceRequest {
                product_id: "DZH318Z0BQD2".into(),
                sku_id: "003J".into(),
                quantity,
                ..PriceRequest::default()
            };
            serde_json::to_string(&list.price(&request).expect("an answer")).expect("JSON")
        });
    }

    #[test]
    fn a_block_that_is_not_whole_is_refused() {
        let block = PriceList::read(LIST).expect("a list").save().expect("a block");
        for length in 0..block.len() {
            let error = PriceList::open(block.get(..length).expect("a part")).expect_err("a part is no list");
            assert!(matches!(error.code(), ErrorCode::SAVED_DAMAGED | ErrorCode::SAVED_OTHER_VERSION), "{length}");
        }
        for place in 0..block.len() {
            let mut wrong = block.clone();
            wrong[place] ^= 0x10;
            assert!(PriceList::open(&wrong).is_err(), "{place}");
        }
    }

    #[test]
    fn another_version_is_told() {
        let mut block = PriceList::read(LIST).expect("a list").save().expect("a block");
        block[4] = 99;
        assert_eq!(PriceList::open(&block).expect_err("another version").code(), ErrorCode::SAVED_OTHER_VERSION);
    }
}
