//! Long loops, some thousand turns at a time.
//!
//! A WebAssembly engine runs a function in code that was compiled fast until it was called often, and puts fast code in its
//! place between calls, not in the middle of one: a loop of a million turns in one call would run in slow code to its end.

use std::ops::Range;

/// Does something to the places `0..count`.
pub(crate) fn in_pieces(count: usize, mut piece: impl FnMut(Range<usize>)) {
    const PIECE: usize = 4096;
    let mut start = 0;
    while start < count {
        let end = start.saturating_add(PIECE).min(count);
        call(&mut piece, start..end);
        start = end;
    }
}

#[inline(never)]
fn call(piece: &mut impl FnMut(Range<usize>), range: Range<usize>) {
    piece(range);
}
