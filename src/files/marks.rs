//! Where fields and records end, sixty-four bytes looked at in a go.
//!
//! Holds for text that is quoted by the rules: a quote opens at the beginning of a field, closes at its end, and is doubled
//! in between. At the first quote that breaks them the looking stops, and [`scan`](super::scan) goes on with patience.

/// The most bytes looked at in a go: they and their marks stay in a processor's nearest memory.
pub(super) const WINDOW: usize = 16 * 1024;

/// Where the fields of some text end.
#[derive(Debug, Default)]
pub(super) struct Marks {
    /// Ends of fields, counted from the beginning of the text; the first `count` are of this text.
    ends: Vec<u32>,
    count: usize,
    /// Which of the ends are ends of records too.
    lines: Vec<u32>,
    /// Some letter is not ASCII.
    pub has_other_letters: bool,
    /// Some quoted field has doubled quotes in it.
    pub has_doubled_quotes: bool,
    /// The text ends, or stops being quoted by the rules, inside a record whose quotes are not known.
    pub is_cut: bool,
}

/// What a block of text has, a bit for each of its bytes.
struct Block {
    delimiters: u64,
    quotes: u64,
    lines: u64,
    has_other_letters: bool,
}

const BLOCK: usize = 64;

/// Ends that are written in a go.
const GO: usize = 8;

impl Marks {
    /// Looks at a text that begins with a record, at most a [`WINDOW`] long; `end` says that nothing comes after it.
    pub(super) fn find(&mut self, text: &[u8], delimiter: u8, end: bool) {
        self.count = 0;
        self.lines.clear();
        self.has_other_letters = false;
        self.has_doubled_quotes = false;
        // Each byte may end a field, and so may the end of the text; some more are written before they are counted.
        self.ends.resize(WINDOW.saturating_add(1).saturating_add(GO), 0);
        let (blocks, rest) = text.as_chunks::<BLOCK>();
        let mut quoting = Quoting { inside: 0, after_mark: 1, after_close: 0 };
        let mut base = 0u32;
        self.is_cut = false;
        for block in blocks {
            if !self.block(&look(block, delimiter), base, u64::MAX, &mut quoting) {
                self.is_cut = true;
                return;
            }
            base = base.wrapping_add(64);
        }
        if !rest.is_empty() {
            let mut block = [0; BLOCK];
            for (target, byte) in block.iter_mut().zip(rest) {
                *target = *byte;
            }
            let inside = 1u64.checked_shl(u32::try_from(rest.len()).unwrap_or(64)).unwrap_or_default().wrapping_sub(1);
            self.is_cut = !self.block(&look(&block, delimiter), base, inside, &mut quoting);
        }
        if end && quoting.inside != 0 {
            self.is_cut = true;
        } else if end && !self.is_cut {
            self.lines.push(u32::try_from(self.count).unwrap_or_default());
            self.push_all(1, u32::try_from(text.len()).unwrap_or_default());
        }
    }

    /// Takes the marks of a block whose bytes in `valid` are text; false where a quote breaks the rules.
    #[inline]
    fn block(&mut self, block: &Block, base: u32, valid: u64, quoting: &mut Quoting) -> bool {
        let any = block.delimiters | block.lines;
        self.has_other_letters |= block.has_other_letters;
        let ends = if block.quotes == 0 && quoting.inside == 0 {
            if quoting.after_close & !any & valid != 0 {
                return false;
            }
            quoting.after_mark = any >> 63;
            quoting.after_close = 0;
            any
        } else {
            let inside = ones_between(block.quotes) ^ quoting.inside;
            let (opening, closing) = (block.quotes & inside, block.quotes & !inside);
            let ends = any & !inside;
            let after_mark = (ends | block.quotes) << 1 | quoting.after_mark;
            let after_close = closing << 1 | quoting.after_close;
            if (opening & !after_mark | after_close & !(any | block.quotes)) & valid != 0 {
                return false;
            }
            self.has_doubled_quotes |= opening & after_close != 0;
            quoting.inside = 0u64.wrapping_sub(inside >> 63);
            quoting.after_mark = (ends | block.quotes) >> 63;
            quoting.after_close = closing >> 63;
            ends
        };
        let mut lines = ends & block.lines;
        while lines != 0 {
            let before = ends & (lines & lines.wrapping_neg()).wrapping_sub(1);
            self.lines.push(u32::try_from(self.count).unwrap_or_default().wrapping_add(before.count_ones()));
            lines &= lines.wrapping_sub(1);
        }
        self.push_all(ends, base);
        true
    }

    /// Puts the places of bits behind the ends there are, some in a go: how many there are is known only at the end, and
    /// a processor does not guess it well.
    #[inline]
    fn push_all(&mut self, bits: u64, base: u32) {
        let count = usize::try_from(bits.count_ones()).unwrap_or_default();
        let (mut left, mut at) = (bits, self.count);
        self.count = self.count.wrapping_add(count);
        while at < self.count {
            let Some(ends) = self.ends.get_mut(at..).and_then(<[u32]>::first_chunk_mut::<GO>) else { return };
            for end in ends {
                *end = base.wrapping_add(left.trailing_zeros());
                left &= left.wrapping_sub(1);
            }
            at = at.wrapping_add(GO);
        }
    }

    /// The ends of the fields of each record that is whole.
    pub(super) fn records(&self) -> impl Iterator<Item = &[u32]> {
        let mut first = 0usize;
        self.lines.iter().filter_map(move |last| {
            let after = usize::try_from(*last).ok()?.saturating_add(1);
            let ends = self.ends.get(first..after);
            first = after;
            ends
        })
    }
}

/// What is known of the byte before a block.
struct Quoting {
    /// All ones inside quotes.
    inside: u64,
    /// 1 after a mark or a quote, and at the beginning.
    after_mark: u64,
    /// 1 after a closing quote.
    after_close: u64,
}

/// Ones from each odd bit of `bits` up to the next even one, that one left out.
const fn ones_between(bits: u64) -> u64 {
    let mut ones = bits;
    ones ^= ones << 1;
    ones ^= ones << 2;
    ones ^= ones << 4;
    ones ^= ones << 8;
    ones ^= ones << 16;
    ones ^ ones << 32
}

#[cfg(target_arch = "wasm32")]
#[inline]
fn look(block: &[u8; BLOCK], delimiter: u8) -> Block {
    use std::arch::wasm32::{u8x16_bitmask, u8x16_eq, u8x16_splat, u64x2, v128_any_true, v128_or};
    let mut found = Block { delimiters: 0, quotes: 0, lines: 0, has_other_letters: false };
    let mut high = u8x16_splat(0);
    let (parts, _) = block.as_chunks::<16>();
    for (place, part) in parts.iter().enumerate() {
        let (words, _) = part.as_chunks::<8>();
        let word = |at: usize| words.get(at).map_or(0, |word| u64::from_le_bytes(*word));
        let bytes = u64x2(word(0), word(1));
        let is = |byte: u8| u8x16_eq(bytes, u8x16_splat(byte));
        let bits = |mask| u64::from(u8x16_bitmask(mask)) << (place << 4);
        found.delimiters |= bits(is(delimiter));
        let (quotes, lines) = (is(b'"'), v128_or(is(b'\n'), is(b'\r')));
        if v128_any_true(v128_or(quotes, lines)) {
            found.quotes |= bits(quotes);
            found.lines |= bits(lines);
        }
        high = v128_or(high, bytes);
    }
    found.has_other_letters = u8x16_bitmask(high) != 0;
    found
}

#[cfg(not(target_arch = "wasm32"))]
#[inline]
fn look(block: &[u8; BLOCK], delimiter: u8) -> Block {
    let bits = |is: fn(u8, u8) -> bool| {
        let (words, _) = block.as_chunks::<8>();
        words.iter().rev().fold(0u64, |bits, word| {
            // A byte of ones or zeros for each, of which the multiplication gathers a bit.
            let found = u64::from_le_bytes(word.map(|byte| u8::from(is(byte, delimiter))));
            bits << 8 | found.wrapping_mul(0x0102_0408_1020_4080) >> 56
        })
    };
    Block {
        delimiters: bits(|byte, delimiter| byte == delimiter),
        quotes: bits(|byte, _| byte == b'"'),
        lines: bits(|byte, _| byte == b'\n' || byte == b'\r'),
        has_other_letters: !block.is_ascii(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The records of a text as lists of ends.
    fn found(text: &str, end: bool) -> (Vec<Vec<u32>>, Marks) {
        let mut marks = Marks::default();
        marks.find(text.as_bytes(), b',', end);
        (marks.records().map(<[u32]>::to_vec).collect(), marks)
    }

    #[test]
    fn marks_come_in_order_over_blocks() {
        let text = format!("{},{}\n{}é;,", "a".repeat(62), "b".repeat(70), "c".repeat(3));
        let (records, marks) = found(&text, false);
        assert_eq!(records, [vec![62, 133]]);
        assert!(marks.has_other_letters && !marks.is_cut);
        let (records, _) = found(&text, true);
        assert_eq!(records, [vec![62, 133], vec![140, 141]]);
    }

    #[test]
    fn marks_inside_quotes_are_text() {
        for before in 0..130 {
            let text = format!("{},\"x,\"\"\n\",y\n", "a".repeat(before));
            let (records, marks) = found(&text, false);
            let place = |place: u32| place + u32::try_from(before).expect("small");
            assert_eq!(records, [vec![place(0), place(8), place(10)]], "{before}");
            assert!(marks.has_doubled_quotes && !marks.is_cut);
        }
    }

    #[test]
    fn a_quote_against_the_rules_stops_the_looking() {
        for before in 0..130 {
            for broken in ["x\"y", "\"x\"y\"", " \"x\""] {
                let text = format!("{},1\n{broken},2\n3,4\n", "a".repeat(before));
                let (records, marks) = found(&text, false);
                assert!(marks.is_cut && records.len() < 2, "{broken} after {before}");
            }
        }
        assert!(found("a,\"b", true).1.is_cut);
        assert!(!found("a,\"b", false).1.is_cut);
        assert!(!found("a,\"b\"", true).1.is_cut);
    }
}
