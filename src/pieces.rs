//! Long loops and long tables, some thousand turns or things at a time.
//!
//! A WebAssembly engine runs a function in code that was compiled fast until it was called often, and puts fast code in its
//! place between calls, not in the middle of one: a loop of a million turns in one call would run in slow code to its end.

use std::ops::Range;

/// Turns of a loop that are one call.
const PIECE: usize = 4096;

/// Does something to the places `0..count`.
pub(crate) fn in_pieces(count: usize, mut piece: impl FnMut(Range<usize>)) {
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

/// A table as pieces.
pub(crate) fn pieces_of<T>(things: &[T]) -> impl Iterator<Item = &[T]> + Clone {
    things.chunks(PIECE)
}

/// A table that grows piece by piece: one that grows as a whole is there twice whenever it moves.
#[derive(Debug)]
pub(crate) struct Pieces<T> {
    pieces: Vec<Vec<T>>,
}

impl<T> Default for Pieces<T> {
    fn default() -> Self {
        Self { pieces: Vec::new() }
    }
}

impl<T: Copy> Pieces<T> {
    const PIECE: usize = 1 << 14;

    /// Puts a thing behind the others.
    #[inline]
    pub(crate) fn push(&mut self, thing: T) {
        match self.pieces.last_mut().filter(|last| last.len() < Self::PIECE) {
            Some(last) => last.push(thing),
            None => {
                // A table of a few things takes no more room than they do.
                let mut piece = Vec::with_capacity(if self.pieces.is_empty() { 0 } else { Self::PIECE });
                piece.push(thing);
                self.pieces.push(piece);
            }
        }
    }

    /// The thing at a place.
    #[inline]
    pub(crate) fn get(&self, place: usize) -> Option<&T> {
        let (piece, within) = (place.checked_div(Self::PIECE)?, place.checked_rem(Self::PIECE)?);
        self.pieces.get(piece)?.get(within)
    }

    /// Number of things.
    pub(crate) fn len(&self) -> usize {
        let full = self.pieces.len().saturating_sub(1).saturating_mul(Self::PIECE);
        full.saturating_add(self.pieces.last().map_or(0, Vec::len))
    }

    /// The pieces in order.
    pub(crate) fn pieces(&self) -> impl Iterator<Item = &[T]> + Clone {
        self.pieces.iter().map(Vec::as_slice)
    }

    /// The pieces in order, to be changed.
    pub(crate) fn pieces_mut(&mut self) -> impl Iterator<Item = &mut [T]> {
        self.pieces.iter_mut().map(Vec::as_mut_slice)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn things_stand_where_they_were_put() {
        let mut pieces = Pieces::default();
        assert_eq!((pieces.len(), pieces.pieces().count()), (0, 0));
        (0..40_000u32).for_each(|thing| pieces.push(thing));
        assert_eq!((pieces.len(), pieces.pieces().count()), (40_000, 3));
        pieces.pieces_mut().flatten().for_each(|thing| *thing = thing.saturating_add(1));
        assert!(pieces.pieces().flatten().copied().eq(1..=40_000));
        assert_eq!(
            [0, 16_383, 16_384, 39_999, 40_000].map(|at| pieces.get(at).copied()),
            [Some(1), Some(16_384), Some(16_385), Some(40_000), None]
        );
    }
}
