//! Files in pieces.

use azplan::price_list::PriceListInfo;
use azplan::usage::UsageInfo;
use azplan::{Error, PriceList, PriceListReader, Usage, UsageReader};

/// Splits an input: the first byte says how the rest is cut, the second how long a file is that is to be long.
///
/// One input in [`LONG`] has its second line repeated until the file is longer than what its kind is told by, and than the
/// longest record (256 KiB) where a quote stays open. Which ones, no mutation chooses: they take a hundred times as long.
#[must_use]
pub fn split(data: &[u8]) -> Option<(Cuts, Vec<u8>)> {
    let (head, rest) = data.split_at_checked(2)?;
    let mut file = rest.to_vec();
    if hash(data) % LONG == 0 {
        let mut lines = rest.split_inclusive(|byte| *byte == b'\n');
        if let (Some(first), Some(second)) = (lines.next(), lines.next().filter(|line| line.len() > 2)) {
            let tail: Vec<u8> = lines.flatten().copied().collect();
            let times = (80_000 * (1 + usize::from(head[1] / 64))) / second.len();
            file = [first, &second.repeat(times), &tail].concat();
        }
    }
    Some((Cuts(u32::from(head[0]).wrapping_mul(2_654_435_761) | 1), file))
}

/// How many inputs one of a long file comes among.
const LONG: u32 = 128;

/// FNV-1a.
fn hash(data: &[u8]) -> u32 {
    data.iter().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193))
}

/// Lengths of pieces: mostly short, some long.
#[derive(Debug, Clone)]
pub struct Cuts(u32);

impl Cuts {
    fn next(&mut self, long: bool) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 17;
        self.0 ^= self.0 << 5;
        let most = if long { 9_000 } else { 1 + (self.0 >> 8) % 40 };
        1 + (self.0 % most) as usize
    }

    /// The pieces of a file.
    pub fn of(mut self, file: &[u8]) -> Vec<&[u8]> {
        let long = file.len() > 8_192;
        let mut pieces = Vec::new();
        let mut rest = file;
        while !rest.is_empty() {
            let (piece, after) = rest.split_at(self.next(long).min(rest.len()));
            pieces.push(piece);
            rest = after;
        }
        pieces
    }
}

/// A price list read whole must be the one read in pieces.
pub fn price_list(data: &[u8]) -> Option<PriceList> {
    let (cuts, file) = split(data)?;
    let whole = PriceList::read(&file);
    let mut reader = PriceListReader::default();
    let pieces = cuts.of(&file).into_iter().try_for_each(|piece| reader.push(piece)).and_then(|()| reader.finish());
    same(&whole, &pieces, |list| serde_json::to_string(&list.info()).expect("JSON"));
    let list = whole.ok()?;
    check_list(&list.info());
    Some(list)
}

/// Usage read whole must be the one read in pieces.
pub fn usage(data: &[u8]) -> Option<Usage> {
    let (cuts, file) = split(data)?;
    let whole = Usage::read(&file);
    let mut reader = UsageReader::default();
    let pieces = cuts.of(&file).into_iter().try_for_each(|piece| reader.push(piece)).and_then(|()| reader.finish());
    same(&whole, &pieces, |usage| serde_json::to_string(&usage.info()).expect("JSON"));
    let usage = whole.ok()?;
    check_usage(&usage.info());
    Some(usage)
}

fn same<T>(whole: &Result<T, Error>, pieces: &Result<T, Error>, info: impl Fn(&T) -> String) {
    match (whole, pieces) {
        (Ok(whole), Ok(pieces)) => assert_eq!(info(whole), info(pieces), "whole and in pieces"),
        (Err(whole), Err(pieces)) => assert_eq!(whole, pieces, "whole and in pieces"),
        (Ok(_), Err(error)) => panic!("read whole, refused in pieces: {error}"),
        (Err(error), Ok(_)) => panic!("refused whole, read in pieces: {error}"),
    }
}

/// The sums close.
pub fn check_list(info: &PriceListInfo) {
    assert_eq!(info.rows, info.kept + info.duplicates + info.refused, "rows = kept + duplicates + refused");
    assert!(info.prices <= info.kept && info.prices > 0, "a price has rows");
    let refused = info.diagnostics.iter().filter(|diagnostic| diagnostic.severity == azplan::error::Severity::Error);
    assert!(refused.count() <= info.refused as usize, "no refusal without a row");
    assert!(info.diagnostics_total >= info.refused, "a refused row has a diagnostic");
}

/// The sums close.
pub fn check_usage(info: &UsageInfo) {
    assert_eq!(info.rows, info.kept + info.refused, "rows = kept + refused");
    assert!(info.kept > 0 && info.from <= info.to);
    assert!(info.diagnostics_total >= info.refused, "a refused row has a diagnostic");
}
