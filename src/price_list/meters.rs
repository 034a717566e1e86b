//! Meter ids, 16 bytes each: a list has half a million of them, and nearly all are GUIDs.

use crate::ids;
use crate::strings::{Strings, Symbol, mix};
use hashbrown::HashTable;
use serde::{Deserialize, Serialize};

/// The meter ids of a price: a GUID, or (with bit 31 set) a text for words and lists of ids.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub(crate) struct MeterIds(u32);

const TEXT: u32 = 1 << 31;

/// All GUIDs of a list, each once.
#[derive(Debug, Default)]
pub(super) struct Meters {
    guids: Vec<u128>,
    /// Places by a part of the bits: the ids are random, so that any part of them finds them.
    table: HashTable<(u32, u32)>,
}

/// The bits of `00014e7d-fff9-54dd-962e-4e992887ad3c`, in either case.
fn guid(text: &[u8]) -> Option<u128> {
    let dashes = [8, 13, 18, 23].iter().all(|place| text.get(*place) == Some(&b'-'));
    if text.len() != 36 || !dashes {
        return None;
    }
    // Two halves: shifting 128 bits is slow on 32-bit machines.
    let high = hex(text.get(..8)?, 0)
        .and_then(|bits| hex(text.get(9..13)?, bits))
        .and_then(|bits| hex(text.get(14..18)?, bits))?;
    let low = hex(text.get(19..23)?, 0).and_then(|bits| hex(text.get(24..)?, bits))?;
    Some(u128::from(high) << 64 | u128::from(low))
}

/// `bits` with more hexadecimal digits behind.
fn hex(digits: &[u8], bits: u64) -> Option<u64> {
    let (mut bits, mut right) = (bits, true);
    for byte in digits {
        right &= byte.is_ascii_hexdigit();
        // The letters, in either case, have bit 6 and count from 1.
        let digit = (byte & 0xF).wrapping_add((byte >> 6).wrapping_mul(9));
        bits = bits << 4 | u64::from(digit);
    }
    right.then_some(bits)
}

fn guid_text(bits: u128) -> String {
    let hex = format!("{bits:032x}");
    let part = |from: usize, to: usize| hex.get(from..to).unwrap_or_default();
    [part(0, 8), part(8, 12), part(12, 16), part(16, 20), part(20, 32)].join("-")
}

impl Meters {
    /// The ids in a cell.
    pub(super) fn intern(&mut self, cell: &[u8], strings: &mut Strings) -> MeterIds {
        let Some(bits) = guid(cell) else {
            let symbol = strings.intern(&ids::meter_ids(&String::from_utf8_lossy(cell)));
            return MeterIds(TEXT | u32::try_from(symbol.index()).unwrap_or_default());
        };
        let Self { guids, table } = self;
        let at = |guids: &[u128], place: u32| usize::try_from(place).ok().and_then(|place| guids.get(place)).copied();
        if let Some(last) = guids.len().checked_sub(1).filter(|last| guids.get(*last) == Some(&bits)) {
            return MeterIds(u32::try_from(last).unwrap_or_default());
        }
        #[expect(clippy::cast_possible_truncation, reason = "a part is what is wanted")]
        let part = (mix(bits as u64, (bits >> 64) as u64) >> 32) as u32;
        let hash = |part: u32| mix(u64::from(part), 0);
        if let Some((_, place)) =
            table.find(hash(part), |(other, place)| *other == part && at(guids, *place) == Some(bits))
        {
            return MeterIds(*place);
        }
        let place = u32::try_from(guids.len()).unwrap_or_default();
        guids.push(bits);
        table.insert_unique(hash(part), (part, place), |(part, _)| hash(*part));
        MeterIds(place)
    }

    /// The ids as text, lower case.
    pub(super) fn texts(&self, ids: MeterIds, strings: &Strings) -> Vec<String> {
        if ids.0 & TEXT != 0 {
            let symbol = Symbol::at(usize::try_from(ids.0 & !TEXT).unwrap_or_default());
            return strings.text(symbol).split(';').filter(|id| !id.is_empty()).map(str::to_owned).collect();
        }
        let bits = usize::try_from(ids.0).ok().and_then(|place| self.guids.get(place));
        bits.map(|bits| guid_text(*bits)).into_iter().collect()
    }

    /// The ids in a form that another list can compare: a GUID, or a text.
    pub(super) fn key(&self, ids: MeterIds) -> (Option<u128>, Symbol) {
        if ids.0 & TEXT != 0 {
            return (None, Symbol::at(usize::try_from(ids.0 & !TEXT).unwrap_or_default()));
        }
        (usize::try_from(ids.0).ok().and_then(|place| self.guids.get(place)).copied(), Symbol::EMPTY)
    }

    /// Is `id` (lower case) one of the ids?
    pub(super) fn holds(&self, ids: MeterIds, id: &str, strings: &Strings) -> bool {
        if ids.0 & TEXT != 0 {
            return self.texts(ids, strings).iter().any(|other| other == id);
        }
        let bits = usize::try_from(ids.0).ok().and_then(|place| self.guids.get(place));
        bits.copied() == guid(id.as_bytes()) && bits.is_some()
    }

    /// Frees what only reading needs.
    pub(super) fn seal(&mut self) {
        self.table = HashTable::new();
        self.guids.shrink_to_fit();
    }

    pub(super) fn guids(&self) -> &[u128] {
        &self.guids
    }

    pub(super) fn from_guids(guids: Vec<u128>) -> Self {
        Self { guids, ..Self::default() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_come_back_in_lower_case() {
        let (mut meters, mut strings) = (Meters::default(), Strings::default());
        for (cell, ids) in [
            ("00014E7D-fff9-54dd-962e-4e992887ad3c", vec!["00014e7d-fff9-54dd-962e-4e992887ad3c"]),
            ("8core", vec!["8core"]),
            ("a; B,c", vec!["a", "b", "c"]),
            ("", vec![]),
        ] {
            let symbol = meters.intern(cell.as_bytes(), &mut strings);
            assert_eq!(meters.texts(symbol, &strings), ids);
            assert!(ids.iter().all(|id| meters.holds(symbol, id, &strings)));
            assert!(!meters.holds(symbol, "another", &strings));
        }
        let one = meters.intern(b"00014e7d-fff9-54dd-962e-4e992887ad3c", &mut strings);
        assert_eq!(one, meters.intern(b"00014E7D-FFF9-54DD-962E-4E992887AD3C", &mut strings));
    }
}
