//! Meter ids, 16 bytes each: a list has half a million of them, and nearly all are GUIDs.

use super::order::{Runs, index, slot};
use crate::ids;
use crate::pieces::{Pieces, in_pieces};
use crate::sorting::sort_few_by_key;
use crate::strings::{Strings, Symbol, Texts, same};
use std::ops::Range;

/// The meter ids of a price: a GUID, or (with bit 31 set) a text for words and lists of ids.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub(crate) struct MeterIds(u32);

impl MeterIds {
    pub(super) const fn bits(self) -> u32 {
        self.0
    }

    pub(super) const fn of_bits(bits: u32) -> Self {
        Self(bits)
    }

    /// True for words and lists of ids.
    pub(super) const fn is_text(self) -> bool {
        self.0 & TEXT != 0
    }
}

const TEXT: u32 = 1 << 31;

/// The GUIDs of a list: in the order of its rows while it is read, then each once and in their own order.
#[derive(Debug, Default)]
pub(super) struct Meters {
    read: Pieces<u128>,
    /// The cell of the last GUID: many rows repeat the row before.
    last_cell: Vec<u8>,
    guids: Vec<u128>,
}

/// The last 32 bits.
fn low_half(bits: u128) -> u32 {
    u32::try_from(bits & u128::from(u32::MAX)).unwrap_or_default()
}

/// The bits of `00014e7d-fff9-54dd-962e-4e992887ad3c`, in either case.
fn guid(text: &[u8]) -> Option<u128> {
    let text: &[u8; 36] = text.try_into().ok()?;
    let [a, b, c, d, e, f, g, h, b'-', i, j, k, l, b'-', m, n, o, p, b'-', q, r, s, t, b'-', rest @ ..] = *text else {
        return None;
    };
    let [u, v, w, x, last @ ..] = rest;
    // Eight digits at a time.
    let words =
        [hex([a, b, c, d, e, f, g, h])?, hex([i, j, k, l, m, n, o, p])?, hex([q, r, s, t, u, v, w, x])?, hex(last)?];
    Some(words.into_iter().fold(0, |bits, word| bits << 32 | u128::from(word)))
}

/// The number that eight hexadecimal digits write.
fn hex(digits: [u8; 8]) -> Option<u32> {
    const ONES: u64 = 0x0101_0101_0101_0101;
    let all = |byte: u8| ONES.wrapping_mul(u64::from(byte));
    let bytes = u64::from_be_bytes(digits);
    // Bit 7 of each byte of `from(bytes, byte)` says that it is at least `byte`, if no byte is above 127.
    let from = |bytes: u64, byte: u8| bytes.wrapping_add(all(0x80u8.wrapping_sub(byte)));
    let lower = bytes | all(0x20);
    let right = from(bytes, b'0') & !from(bytes, b':') | from(lower, b'a') & !from(lower, b'g');
    if bytes & all(0x80) != 0 || right & all(0x80) != all(0x80) {
        return None;
    }
    // The letters, in either case, have bit 6 and count from 1.
    let digits = (bytes & all(0x0F)).wrapping_add((bytes >> 6 & ONES).wrapping_mul(9));
    let pairs = (digits >> 4 | digits) & 0x00FF_00FF_00FF_00FF;
    let fours = (pairs >> 8 | pairs) & 0x0000_FFFF_0000_FFFF;
    u32::try_from((fours >> 16 | fours) & 0xFFFF_FFFF).ok()
}

fn guid_text(bits: u128) -> String {
    let hex = format!("{bits:032x}");
    let part = |from: usize, to: usize| hex.get(from..to).unwrap_or_default();
    [part(0, 8), part(8, 12), part(12, 16), part(16, 20), part(20, 32)].join("-")
}

impl Meters {
    /// The ids in a cell.
    pub(super) fn intern(&mut self, cell: &[u8], strings: &mut Strings) -> MeterIds {
        if !cell.is_empty() && same(&self.last_cell, cell) {
            return MeterIds(index(self.read.len().saturating_sub(1)));
        }
        let Some(bits) = guid(cell) else {
            let symbol = strings.intern(&ids::meter_ids(&String::from_utf8_lossy(cell)));
            return MeterIds(TEXT | symbol.bits());
        };
        self.last_cell.clear();
        self.last_cell.extend_from_slice(cell);
        self.read.push(bits);
        MeterIds(index(self.read.len().saturating_sub(1)))
    }

    /// Puts the GUIDs in order, each once, and answers their new places by old: what is looked up while reading would be
    /// looked for all over memory.
    #[inline(never)]
    pub(super) fn seal(&mut self) -> Vec<MeterIds> {
        let read = std::mem::take(&mut self.read);
        // What stays is given its room before what goes, and keeps it, so that the room of what goes is whole afterwards.
        let mut renamed = vec![MeterIds::default(); read.len()];
        let mut guids: Vec<u128> = Vec::with_capacity(read.len());
        // GUIDs are random numbers: their first nine bits spread them evenly, and the next 32 with a place are what is sorted.
        let first_bits = |guid: &u128| u32::try_from(guid >> 119).unwrap_or_default();
        let key = |guid: &u128, place: u32| u64::from(low_half(guid >> 87)) << 32 | u64::from(place);
        let guid_at = |key: &u64| read.get(slot(low_half(u128::from(*key)))).copied().unwrap_or_default();
        let runs = Runs::of(1 << 9, read.pieces(), first_bits, key);
        let sorted = runs.sort_each(|run| {
            run.sort_unstable();
            for alike in run.chunk_by_mut(|left, right| left >> 32 == right >> 32) {
                // Nearly always a GUID that rows repeat.
                if alike.windows(2).any(|pair| pair.first().map(guid_at) != pair.last().map(guid_at)) {
                    sort_few_by_key(alike, guid_at);
                }
            }
        });
        let sorted = sorted.into_parts().0;
        in_pieces(sorted.len(), |range| {
            for key in sorted.get(range).unwrap_or_default() {
                let guid = guid_at(key);
                if guids.last() != Some(&guid) {
                    guids.push(guid);
                }
                if let Some(new) = renamed.get_mut(slot(low_half(u128::from(*key)))) {
                    *new = MeterIds(index(guids.len().saturating_sub(1)));
                }
            }
        });
        self.guids = guids;
        renamed
    }

    /// The ids after [`seal`](Self::seal), when the texts of the list have other symbols.
    #[inline]
    pub(super) fn renamed(ids: MeterIds, guids: &[MeterIds], symbol: impl Fn(Symbol) -> Symbol) -> MeterIds {
        if ids.0 & TEXT == 0 {
            return usize::try_from(ids.0).ok().and_then(|place| guids.get(place)).copied().unwrap_or_default();
        }
        MeterIds(TEXT | symbol(Symbol::of_bits(ids.0 & !TEXT)).bits())
    }

    /// The ids as text, lower case.
    pub(super) fn texts(&self, ids: MeterIds, strings: &Texts) -> Vec<String> {
        if ids.0 & TEXT != 0 {
            let symbol = Symbol::of_bits(ids.0 & !TEXT);
            return strings.text(symbol).split(';').filter(|id| !id.is_empty()).map(str::to_owned).collect();
        }
        let bits = usize::try_from(ids.0).ok().and_then(|place| self.guids.get(place));
        bits.map(|bits| guid_text(*bits)).into_iter().collect()
    }

    /// The ids in a form that another list can compare: a GUID, or a text.
    pub(super) fn key(&self, ids: MeterIds) -> (Option<u128>, Symbol) {
        if ids.0 & TEXT != 0 {
            return (None, Symbol::of_bits(ids.0 & !TEXT));
        }
        (usize::try_from(ids.0).ok().and_then(|place| self.guids.get(place)).copied(), Symbol::EMPTY)
    }

    /// Is `id` (lower case) one of the ids?
    pub(super) fn holds(&self, ids: MeterIds, id: &str, strings: &Texts) -> bool {
        if ids.0 & TEXT != 0 {
            return self.texts(ids, strings).iter().any(|other| other == id);
        }
        let bits = usize::try_from(ids.0).ok().and_then(|place| self.guids.get(place));
        bits.copied() == guid(id.as_bytes()) && bits.is_some()
    }

    /// Meter ids (as runs of their bits) that are `asked`, a GUID or a word, or that begin like it: at least with the first
    /// eight digits of a GUID. Says too whether it is a whole id. `None` where it can be none.
    pub(super) fn asked(&self, asked: &str, texts: &[(String, MeterIds)]) -> Option<(Vec<Range<u32>>, bool)> {
        let one = |ids: MeterIds| ids.0..ids.0.saturating_add(1);
        let words: Vec<Range<u32>> = texts.iter().filter(|(text, _)| text == asked).map(|(_, ids)| one(*ids)).collect();
        let filled = |last: &str| Some(format!("{asked}{}", last.get(asked.len()..)?));
        let whole = |text: Option<String>| guid(text.filter(|_| asked.len() >= 8)?.as_bytes());
        let bounds = whole(filled("00000000-0000-0000-0000-000000000000"))
            .zip(whole(filled("ffffffff-ffff-ffff-ffff-ffffffffffff")));
        if bounds.is_none() && words.is_empty() {
            return None;
        }
        let (from, to) = bounds.unwrap_or((1, 0));
        let place = |holds: &dyn Fn(&u128) -> bool| index(self.guids.partition_point(holds));
        let guids = place(&|guid| *guid < from)..place(&|guid| *guid <= to);
        let is_whole = !words.is_empty() || asked.len() == 36;
        Some((words.into_iter().chain([guids]).collect(), is_whole))
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
    fn a_guid_has_digits_in_either_case_and_nothing_else() {
        let text = "00014e7d-fff9-54dd-962e-4e992887ad3c";
        assert_eq!(guid(text.as_bytes()), Some(0x0001_4e7d_fff9_54dd_962e_4e99_2887_ad3c));
        assert_eq!(guid(text.to_uppercase().as_bytes()), guid(text.as_bytes()));
        for place in 0..36 {
            for byte in 0..=255 {
                let mut other = text.as_bytes().to_vec();
                other[place] = byte;
                let is_dash = [8, 13, 18, 23].contains(&place);
                let right = if is_dash { byte == b'-' } else { byte.is_ascii_hexdigit() };
                assert_eq!(guid(&other).is_some(), right, "{byte} at {place}");
            }
        }
    }

    #[test]
    fn guids_are_put_in_order_to_their_last_digit() {
        let (mut meters, mut strings) = (Meters::default(), Strings::default());
        // All alike but for the last digit, as no random numbers are; each twice.
        let digits = [3, 1, 2, 3, 15, 0, 2, 15, 1, 0].repeat(3);
        let cell = |digit: &u8| format!("00014e7d-fff9-54dd-962e-4e992887ad3{digit:x}");
        let old: Vec<MeterIds> =
            digits.iter().map(|digit| meters.intern(cell(digit).as_bytes(), &mut strings)).collect();
        let (guids, (texts, _)) = (meters.seal(), strings.into_texts());
        assert!(meters.guids.is_sorted() && meters.guids.len() == 5);
        for (digit, old) in digits.iter().zip(old) {
            assert_eq!(meters.texts(Meters::renamed(old, &guids, |symbol| symbol), &texts), [cell(digit)]);
        }
    }

    #[test]
    fn ids_come_back_in_lower_case() {
        let (mut meters, mut strings) = (Meters::default(), Strings::default());
        let cells = [
            ("00014E7D-fff9-54dd-962e-4e992887ad3c", vec!["00014e7d-fff9-54dd-962e-4e992887ad3c"]),
            ("8core", vec!["8core"]),
            ("a; B,c", vec!["a", "b", "c"]),
            ("", vec![]),
        ];
        let interned = cells.map(|(cell, ids)| (meters.intern(cell.as_bytes(), &mut strings), ids));
        let again = meters.intern(b"00014E7D-FFF9-54DD-962E-4E992887AD3C", &mut strings);
        meters.intern(b"00000000-fff9-54dd-962e-4e992887ad3c", &mut strings);
        let far = meters.intern(b"00014e7d-fff9-54dd-962e-4e992887ad3c", &mut strings);
        let (guids, (texts, symbols)) = (meters.seal(), strings.into_texts());
        let new = |old| Meters::renamed(old, &guids, |symbol| symbols[symbol.index()]);
        assert_eq!((new(again), new(far)), (new(interned[0].0), new(interned[0].0)));
        for (old, ids) in interned {
            let new = new(old);
            assert_eq!(meters.texts(new, &texts), ids);
            assert!(ids.iter().all(|id| meters.holds(new, id, &texts)));
            assert!(!meters.holds(new, "another", &texts));
        }
    }
}
