//! A list as one block of bytes, to be kept and opened again: versioned, checksummed, never trusted.

use super::assemble::Parts;
use super::meters::MeterIds;
use super::model::{Item, Place, Row, Span, Validity};
use super::numbers::Number;
use super::order::{index, slot, table};
use super::skus::SkuId;
use super::{PriceList, Reading};
use crate::error::{Error, ErrorCode, Result};
use crate::pieces::in_pieces;
use crate::strings::{Symbol, Texts};
use serde::{Deserialize, Serialize};

/// What the block begins with.
const MAGIC: &[u8; 4] = b"AZPL";
/// Raised whenever a table changes its form.
const VERSION: u32 = 4;
/// Magic, version, checksum of the rest; then the length of the tables, the tables, the GUIDs, the rows, prices by SKU.
const HEAD: usize = 12;
/// Bytes of a GUID and of a row: they are many, and are written as they are.
const GUID: usize = 16;
const ROW: usize = 34;

/// The small tables as they are written.
#[derive(Serialize)]
struct Written<'a> {
    texts: (&'a str, &'a [u32]),
    numbers: &'a super::numbers::Numbers,
    guids: u32,
    rows: u32,
    items: &'a [Item],
    places: &'a [Place],
    validities: &'a [Validity],
    spans: &'a [Span],
    reading: &'a Reading,
}

/// The small tables as they are read.
#[derive(Deserialize)]
struct Read {
    texts: (String, Vec<u32>),
    numbers: super::numbers::Numbers,
    guids: u32,
    rows: u32,
    items: Vec<Item>,
    places: Vec<Place>,
    validities: Vec<Validity>,
    spans: Vec<Span>,
    reading: Reading,
}

/// The checksum of a long run of bytes, piece by piece (see [`crate::pieces`]).
fn checksum(bytes: &[u8]) -> u32 {
    let mut hasher = crc32fast::Hasher::new();
    bytes.chunks(1 << 14).for_each(|piece| hasher.update(piece));
    hasher.finalize()
}

fn damaged(message: &str) -> Error {
    Error::new(ErrorCode::SAVED_DAMAGED, message)
}

fn row_bytes(row: &Row) -> [u8; ROW] {
    let words = [row.item, row.sku_id.bits(), row.meter_ids.bits(), row.savings_plans.bits(), row.row];
    let shorts = [row.place, row.validity, row.tier];
    let bytes = row.unit_price.bits().to_le_bytes().into_iter();
    let bytes =
        bytes.chain(words.into_iter().flat_map(u32::to_le_bytes)).chain(shorts.into_iter().flat_map(u16::to_le_bytes));
    let mut all = [0; ROW];
    for (target, byte) in all.iter_mut().zip(bytes) {
        *target = byte;
    }
    all
}

fn row_of(b: &[u8; ROW]) -> Row {
    Row {
        unit_price: Number::of_bits(u64::from_le_bytes([b[0], b[1], b[2], b[3], b[4], b[5], b[6], b[7]])),
        item: u32::from_le_bytes([b[8], b[9], b[10], b[11]]),
        sku_id: SkuId::of_bits(u32::from_le_bytes([b[12], b[13], b[14], b[15]])),
        meter_ids: MeterIds::of_bits(u32::from_le_bytes([b[16], b[17], b[18], b[19]])),
        savings_plans: Symbol::of_bits(u32::from_le_bytes([b[20], b[21], b[22], b[23]])),
        row: u32::from_le_bytes([b[24], b[25], b[26], b[27]]),
        place: u16::from_le_bytes([b[28], b[29]]),
        validity: u16::from_le_bytes([b[30], b[31]]),
        tier: u16::from_le_bytes([b[32], b[33]]),
    }
}

/// Where the prices of rows in order begin, and the last one ends.
fn row_starts(rows: &[Row]) -> Vec<u32> {
    let mut starts = Vec::with_capacity(rows.len().saturating_add(1));
    let mut before: Option<&Row> = None;
    in_pieces(rows.len(), |range| {
        for (place, row) in range.clone().zip(rows.get(range).unwrap_or_default()) {
            if !before.replace(row).is_some_and(|before| before.is_of_price_of(row)) {
                starts.push(index(place));
            }
        }
    });
    starts.push(index(rows.len()));
    starts
}

impl PriceList {
    /// The list as a block of bytes for [`open`](Self::open).
    ///
    /// # Errors
    /// `saved.damaged` where the block cannot be written, which no list is known to cause.
    pub fn save(&self) -> Result<Vec<u8>> {
        let guids = self.meters.guids();
        let written = Written {
            texts: self.texts.parts(),
            numbers: &self.numbers,
            guids: index(guids.len()),
            rows: index(self.rows.len()),
            items: &self.items,
            places: &self.places,
            validities: &self.validities,
            spans: &self.spans,
            reading: &self.reading,
        };
        let tables = postcard::to_allocvec(&written).map_err(|error| damaged(&error.to_string()))?;
        let many = guids.len().saturating_mul(GUID).saturating_add(self.rows.len().saturating_mul(ROW));
        let mut block = Vec::with_capacity(HEAD.saturating_add(4).saturating_add(tables.len()).saturating_add(many));
        block.resize(HEAD, 0);
        block.extend_from_slice(&index(tables.len()).to_le_bytes());
        block.extend_from_slice(&tables);
        guids.iter().for_each(|guid| block.extend_from_slice(&guid.to_le_bytes()));
        in_pieces(self.rows.len(), |range| {
            self.rows.get(range).unwrap_or_default().iter().for_each(|row| block.extend_from_slice(&row_bytes(row)));
        });
        in_pieces(self.by_sku.len(), |range| {
            let prices = self.by_sku.get(range).unwrap_or_default();
            prices.iter().for_each(|price| block.extend_from_slice(&price.to_le_bytes()));
        });
        let checksum = checksum(block.get(HEAD..).unwrap_or_default());
        let head: Vec<u8> = [*MAGIC, VERSION.to_le_bytes(), checksum.to_le_bytes()].concat();
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
        if word(8, HEAD).map(u32::from_le_bytes) != Some(checksum(body)) {
            return Err(damaged("the saved list does not match its checksum"));
        }
        let other_form = || damaged("the saved list has another form");
        let (length, body) = body.split_first_chunk::<4>().ok_or_else(other_form)?;
        let (tables, body) = body.split_at_checked(slot(u32::from_le_bytes(*length))).ok_or_else(other_form)?;
        let read: Read = postcard::from_bytes(tables).map_err(|_| other_form())?;
        let (guids, rows) = body.split_at_checked(slot(read.guids).saturating_mul(GUID)).ok_or_else(other_form)?;
        let guids = guids.as_chunks::<GUID>().0;
        let guids = table(guids, |_, guid| u128::from_le_bytes(*guid));
        let (rows, by_sku) = rows.split_at_checked(slot(read.rows).saturating_mul(ROW)).ok_or_else(other_form)?;
        let rows = table(rows.as_chunks::<ROW>().0, |_, row| row_of(row));
        let row_starts = row_starts(&rows);
        let (by_sku, []) = by_sku.as_chunks::<4>() else { return Err(other_form()) };
        let by_sku = table(by_sku, |_, price| u32::from_le_bytes(*price));
        let (text, ends) = read.texts;
        let texts = Texts::of_parts(text, ends);
        let parts = Parts {
            texts,
            numbers: read.numbers,
            meters: super::meters::Meters::from_guids(guids),
            items: read.items,
            places: read.places,
            validities: read.validities,
            spans: read.spans,
            rows,
            row_starts,
            by_sku,
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
