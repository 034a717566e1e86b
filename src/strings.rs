//! Each text of a list once.

use crate::sorting;
use hashbrown::HashTable;
use serde::{Deserialize, Serialize};
use std::cmp::Ordering;

/// A text of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub(crate) struct Symbol(u32);

impl Symbol {
    /// The empty text.
    pub(crate) const EMPTY: Self = Self(0);

    pub(crate) const fn bits(self) -> u32 {
        self.0
    }

    pub(crate) const fn of_bits(bits: u32) -> Self {
        Self(bits)
    }

    pub(crate) fn index(self) -> usize {
        usize::try_from(self.0).unwrap_or(usize::MAX)
    }

    pub(crate) fn at(index: usize) -> Self {
        Self(u32::try_from(index).unwrap_or(u32::MAX))
    }

    pub(crate) fn is_empty(self) -> bool {
        self == Self::EMPTY
    }
}

/// All texts of a list, end to end.
#[derive(Debug)]
pub(crate) struct Strings {
    text: String,
    /// `ends[i]` is where text `i` ends; text 0 is empty.
    ends: Vec<u32>,
    table: HashTable<u32>,
}

impl Default for Strings {
    fn default() -> Self {
        Self { text: String::new(), ends: vec![0], table: HashTable::new() }
    }
}

fn slice<'a>(text: &'a str, ends: &[u32], index: u32) -> &'a str {
    bounds(ends, index).and_then(|at| text.get(at)).unwrap_or_default()
}

/// Are two runs of bytes the same? Eight bytes at a time, which the usual comparison does not do in WebAssembly.
#[inline]
pub(crate) fn same(left: &[u8], right: &[u8]) -> bool {
    let ((left_words, left_tail), (right_words, right_tail)) = (left.as_chunks::<8>(), right.as_chunks::<8>());
    left.len() == right.len()
        && left_words
            .iter()
            .zip(right_words)
            .all(|(left, right)| u64::from_le_bytes(*left) == u64::from_le_bytes(*right))
        && match (left.last_chunk::<8>(), right.last_chunk::<8>()) {
            (Some(left), Some(right)) => u64::from_le_bytes(*left) == u64::from_le_bytes(*right),
            _ => left_tail.iter().zip(right_tail).all(|(left, right)| left == right),
        }
}

/// The order of two texts, eight bytes at a time (see [`same`]).
#[inline]
fn alphabetical(left: &str, right: &str) -> Ordering {
    let (left, right) = (left.as_bytes(), right.as_bytes());
    let ((left_words, _), (right_words, _)) = (left.as_chunks::<8>(), right.as_chunks::<8>());
    for (left, right) in left_words.iter().zip(right_words) {
        let (left, right) = (u64::from_be_bytes(*left), u64::from_be_bytes(*right));
        if left != right {
            return left.cmp(&right);
        }
    }
    let words = left_words.len().min(right_words.len()).saturating_mul(8);
    left.get(words..).cmp(&right.get(words..))
}

/// The order of two texts in which capitals and small letters of ASCII are one: Azure does not tell them apart in the names
/// of subscriptions, groups and resources, and files mix them.
#[inline]
pub(crate) fn without_case(left: &str, right: &str) -> Ordering {
    let (left, right) = (left.as_bytes(), right.as_bytes());
    let ((left_words, _), (right_words, _)) = (left.as_chunks::<8>(), right.as_chunks::<8>());
    for (left, right) in left_words.iter().zip(right_words) {
        let (left, right) = (u64::from_be_bytes(*left), u64::from_be_bytes(*right));
        if left != right && small(left) != small(right) {
            return small(left).cmp(&small(right));
        }
    }
    let words = left_words.len().min(right_words.len()).saturating_mul(8);
    let (left, right) = (left.get(words..).unwrap_or_default(), right.get(words..).unwrap_or_default());
    left.iter().map(u8::to_ascii_lowercase).cmp(right.iter().map(u8::to_ascii_lowercase))
}

/// Eight bytes with the capitals of ASCII made small.
const fn small(word: u64) -> u64 {
    const ONES: u64 = 0x0101_0101_0101_0101;
    let letters = word & ONES.wrapping_mul(0x7f);
    let is_past_z = letters.wrapping_add(ONES.wrapping_mul(0x25));
    let is_from_a = letters.wrapping_add(ONES.wrapping_mul(0x3f));
    let is_capital = (is_from_a ^ is_past_z) & !word & ONES.wrapping_mul(0x80);
    word | is_capital >> 2
}

/// A number that differs for most runs of bytes that differ; `state` is that of the runs before. It finds places in
/// tables, no more: equality is always looked at. WebAssembly has no wide multiplication, which the usual hashes need.
#[inline]
pub(crate) fn hash_bytes(state: u64, bytes: &[u8]) -> u64 {
    let word = |word: &[u8; 8]| u64::from_le_bytes(*word);
    let (words, tail) = bytes.as_chunks::<8>();
    let (pairs, single) = words.as_chunks::<2>();
    // Two at a time, so that one need not wait for the other.
    let (mut state, mut other) = (mix(state, u64::try_from(bytes.len()).unwrap_or_default()), 0);
    for [left, right] in pairs {
        (state, other) = (mix(state, word(left)), mix(other, word(right)));
    }
    for left in single {
        state = mix(state, word(left));
    }
    let last = match (bytes.last_chunk::<8>(), tail) {
        (_, []) => 0,
        (Some(last), _) => word(last),
        (None, _) => tail.iter().fold(0, |word, byte| word << 8 | u64::from(*byte)),
    };
    mix(mix(state, other), last)
}

/// [`hash_bytes`] with a number behind.
#[inline]
pub(crate) const fn mix(state: u64, word: u64) -> u64 {
    // An odd number without a pattern: the golden ratio's fraction.
    let product = (state ^ word).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    product ^ product >> 32
}

/// Where a text begins and ends.
fn bounds(ends: &[u32], index: u32) -> Option<std::ops::Range<usize>> {
    let index = usize::try_from(index).ok()?;
    let bound = |place: usize| ends.get(place).and_then(|end| usize::try_from(*end).ok());
    let start = if index == 0 { 0 } else { bound(index.saturating_sub(1))? };
    Some(start..bound(index)?)
}

impl Strings {
    /// The symbol of `text`, new or known.
    pub(crate) fn intern(&mut self, text: &str) -> Symbol {
        self.intern_bytes(text.as_bytes())
    }

    /// The symbol of the text in a cell; letters that are not UTF-8 are replaced by a mark.
    pub(crate) fn intern_bytes(&mut self, bytes: &[u8]) -> Symbol {
        if bytes.is_empty() {
            return Symbol::EMPTY;
        }
        let hash = hash_bytes(0, bytes);
        let Self { text: all, ends, table } = self;
        if let Some(index) = table.find(hash, |index| {
            bounds(ends, *index).and_then(|at| all.as_bytes().get(at)).is_some_and(|text| same(text, bytes))
        }) {
            return Symbol(*index);
        }
        let index = u32::try_from(ends.len()).unwrap_or(u32::MAX);
        match std::str::from_utf8(bytes) {
            Ok(text) => all.push_str(text),
            Err(_) => return self.intern(&String::from_utf8_lossy(bytes)),
        }
        ends.push(u32::try_from(all.len()).unwrap_or(u32::MAX));
        table.insert_unique(hash, index, |index| hash_bytes(0, slice(all, ends, *index).as_bytes()));
        Symbol(index)
    }

    /// The text of a symbol.
    pub(crate) fn text(&self, symbol: Symbol) -> &str {
        slice(&self.text, &self.ends, symbol.0)
    }

    /// Place of each text in alphabetical order.
    pub(crate) fn ranks(&self) -> Vec<u32> {
        let text = |place: u32| self.text(Symbol(place));
        let order = sorting::places(self.len(), &mut |left, right| alphabetical(text(left), text(right)));
        let mut ranks = vec![0; self.len()];
        for (rank, index) in (0u32..).zip(order) {
            if let Some(place) = ranks.get_mut(Symbol(index).index()) {
                *place = rank;
            }
        }
        ranks
    }

    /// Place of each text in the order [`without_case`]; texts that are one there have one place.
    pub(crate) fn ranks_without_case(&self) -> Vec<u32> {
        let text = |place: u32| self.text(Symbol(place));
        let order = sorting::places(self.len(), &mut |left, right| without_case(text(left), text(right)));
        let mut ranks = vec![0; self.len()];
        let mut last: Option<(u32, u32)> = None;
        for (rank, index) in (0u32..).zip(order) {
            let rank = match last {
                Some((same, other)) if without_case(text(other), text(index)).is_eq() => same,
                _ => rank,
            };
            last = Some((rank, index));
            if let Some(place) = ranks.get_mut(Symbol(index).index()) {
                *place = rank;
            }
        }
        ranks
    }

    /// The texts in alphabetical order, and by old symbol the new one.
    pub(crate) fn into_texts(self) -> (Texts, Vec<Symbol>) {
        let ranks = self.ranks();
        let mut order = vec![Symbol::EMPTY; ranks.len()];
        for (old, rank) in (0u32..).zip(&ranks) {
            if let Some(slot) = order.get_mut(Symbol(*rank).index()) {
                *slot = Symbol(old);
            }
        }
        let mut texts = Texts { text: String::with_capacity(self.text.len()), ends: Vec::with_capacity(ranks.len()) };
        for old in order {
            texts.text.push_str(self.text(old));
            texts.ends.push(u32::try_from(texts.text.len()).unwrap_or(u32::MAX));
        }
        (texts, ranks.into_iter().map(Symbol).collect())
    }

    /// Number of texts.
    pub(crate) const fn len(&self) -> usize {
        self.ends.len()
    }
}

/// Texts that stay as they are, each once and in alphabetical order: so are their symbols.
#[derive(Debug)]
pub(crate) struct Texts {
    text: String,
    /// `ends[i]` is where text `i` ends; text 0 is empty.
    ends: Vec<u32>,
}

impl Texts {
    /// The symbol of a text that is there.
    pub(crate) fn find(&self, text: &str) -> Option<Symbol> {
        let (mut from, mut to) = (0, u32::try_from(self.ends.len()).unwrap_or(u32::MAX));
        while from < to {
            let middle = from.midpoint(to);
            match self.text(Symbol(middle)).cmp(text) {
                Ordering::Equal => return Some(Symbol(middle)),
                Ordering::Less => from = middle.saturating_add(1),
                Ordering::Greater => to = middle,
            }
        }
        None
    }

    /// The text of a symbol.
    pub(crate) fn text(&self, symbol: Symbol) -> &str {
        slice(&self.text, &self.ends, symbol.0)
    }

    /// Number of texts.
    pub(crate) const fn len(&self) -> usize {
        self.ends.len()
    }

    /// The texts end to end, and where each ends.
    pub(crate) fn parts(&self) -> (&str, &[u32]) {
        (&self.text, &self.ends)
    }

    /// Texts from [`parts`](Self::parts).
    pub(crate) const fn of_parts(text: String, ends: Vec<u32>) -> Self {
        Self { text, ends }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_eight_at_a_time_compare_as_one_at_a_time() {
        let texts = [
            "",
            "a",
            "ab",
            "abcdefg",
            "abcdefgh",
            "abcdefgi",
            "abcdefgha",
            "abcdefgh\u{e9}",
            "abcdefghijklmnop",
            "ABCDEFGH",
            "AbcdefghI",
            "@[`{Zz",
            "@[`{zZ\u{c9}\u{e9}",
            "\u{e9}",
        ];
        let texts: Vec<String> =
            texts.iter().flat_map(|text| ["", "z", "12345678"].map(|end| format!("{text}{end}"))).collect();
        for left in &texts {
            for right in &texts {
                assert_eq!(alphabetical(left, right), left.cmp(right), "{left} {right}");
                assert_eq!(without_case(left, right), left.to_ascii_lowercase().cmp(&right.to_ascii_lowercase()));
                assert_eq!(same(left.as_bytes(), right.as_bytes()), left == right, "{left} {right}");
            }
        }
    }
}
