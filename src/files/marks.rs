//! Where a text has delimiters, line ends and quotes, sixty-four bytes looked at in a go.

/// The places of the bytes that can end a field or quote one, in order. Small enough to stay in registers.
#[derive(Debug, Clone, Copy)]
pub(super) struct Marks {
    delimiter: u8,
    /// Where the block of `bits` begins.
    block: usize,
    /// Marks of the block that were not handed out yet.
    bits: u64,
    /// Where the next block begins.
    next: usize,
    /// Where the last block ends that has other bytes than ASCII.
    beyond_ascii: usize,
}

const BLOCK: usize = 64;

impl Marks {
    /// Marks of a text from `place` on.
    pub(super) const fn from(place: usize, delimiter: u8) -> Self {
        Self { delimiter, block: place, bits: 0, next: place, beyond_ascii: 0 }
    }

    /// The next mark before `limit`; those from there on may be lost.
    #[inline]
    pub(super) fn next(&mut self, bytes: &[u8], limit: usize) -> Option<usize> {
        while self.bits == 0 {
            if self.next >= limit {
                return None;
            }
            self.block = self.next;
            self.next = self.block.saturating_add(BLOCK);
            let (bits, passes_ascii) = look(bytes, self.block, self.delimiter);
            self.bits = bits;
            if passes_ascii {
                self.beyond_ascii = self.next;
            }
        }
        let inside = usize::try_from(self.bits.trailing_zeros()).unwrap_or_default();
        let place = self.block.saturating_add(inside);
        if place >= limit {
            return None;
        }
        self.bits &= self.bits.wrapping_sub(1);
        Some(place)
    }

    /// May there be other bytes than ASCII between `start` and the last mark?
    pub(super) const fn may_pass_ascii(&self, start: usize) -> bool {
        self.beyond_ascii > start
    }
}

/// The marks of the block at `place`, and whether some byte of it is not ASCII.
#[inline(never)]
fn look(bytes: &[u8], place: usize, delimiter: u8) -> (u64, bool) {
    let rest = bytes.get(place..).unwrap_or_default();
    match rest.first_chunk::<BLOCK>() {
        Some(block) => marks_of(block, delimiter),
        None => {
            let mut block = [0; BLOCK];
            for (target, byte) in block.iter_mut().zip(rest) {
                *target = *byte;
            }
            marks_of(&block, delimiter)
        }
    }
}

/// A bit for each byte that is a mark, and whether some byte is not ASCII.
#[cfg(target_arch = "wasm32")]
#[inline]
fn marks_of(block: &[u8; BLOCK], delimiter: u8) -> (u64, bool) {
    use std::arch::wasm32::{u8x16_bitmask, u8x16_eq, u8x16_splat, u64x2, v128_any_true, v128_or};
    let (mut bits, mut high) = (0u64, 0u16);
    let (parts, _) = block.as_chunks::<16>();
    for (place, part) in parts.iter().enumerate() {
        let (words, _) = part.as_chunks::<8>();
        let word = |at: usize| words.get(at).map_or(0, |word| u64::from_le_bytes(*word));
        let bytes = u64x2(word(0), word(1));
        let is = |byte: u8| u8x16_eq(bytes, u8x16_splat(byte));
        let found = v128_or(v128_or(is(delimiter), is(b'"')), v128_or(is(b'\n'), is(b'\r')));
        if v128_any_true(found) {
            bits |= u64::from(u8x16_bitmask(found)) << (place << 4);
        }
        high |= u8x16_bitmask(bytes);
    }
    (bits, high != 0)
}

/// A bit for each byte that is a mark, and whether some byte is not ASCII.
#[cfg(not(target_arch = "wasm32"))]
#[inline]
fn marks_of(block: &[u8; BLOCK], delimiter: u8) -> (u64, bool) {
    let is_mark = |byte: u8| (byte == delimiter) | (byte == b'"') | (byte == b'\n') | (byte == b'\r');
    let (words, _) = block.as_chunks::<8>();
    let bits = words.iter().rev().fold(0u64, |bits, word| {
        // A byte of ones or zeros for each, of which the multiplication gathers a bit.
        let found = u64::from_le_bytes(word.map(|byte| u8::from(is_mark(byte))));
        bits << 8 | found.wrapping_mul(0x0102_0408_1020_4080) >> 56
    });
    (bits, !block.is_ascii())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_come_in_order_over_blocks() {
        let text = format!("{},{}\"\r\n{}é;,", "a".repeat(62), "b".repeat(70), "c".repeat(3));
        let mut marks = Marks::from(0, b',');
        let places: Vec<usize> = std::iter::from_fn(|| marks.next(text.as_bytes(), text.len())).collect();
        assert_eq!(places, [62, 133, 134, 135, 142]);
        assert!(marks.may_pass_ascii(0));
        let mut ascii = Marks::from(0, b',');
        assert_eq!(ascii.next(text.as_bytes(), 60), None);
        assert_eq!(ascii.next(text.as_bytes(), 63), Some(62));
        assert!(!ascii.may_pass_ascii(0));
    }
}
