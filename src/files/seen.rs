//! What was made of cells that came before.

use super::cells::Refusal;
use crate::strings::{hash_bytes, mix, same};
use foldhash::fast::FixedState;
use hashbrown::{HashMap, HashTable};
use std::hash::Hash;

/// Things made of `N` cells, the same cells taken apart once. Cells that were refused are refused again; cells that say
/// the same thing (`0` and `0.0`, no end and the year 9999) are one thing.
#[derive(Debug)]
pub(crate) struct Seen<T, C, const N: usize> {
    /// What was seen, end to end: the place of what was made, the lengths of the cells, the cells. One after the other,
    /// so that looking something up touches memory in one place.
    seen: Vec<u8>,
    /// Where something begins in `seen`, with a part of its hash.
    table: HashTable<(u32, u32)>,
    made: Vec<T>,
    by_value: HashMap<T, u32, FixedState>,
    refusals: Vec<Refusal<C>>,
    /// What came last: most rows repeat the row before.
    last: u32,
}

impl<T, C, const N: usize> Default for Seen<T, C, N> {
    fn default() -> Self {
        Self {
            seen: Vec::new(),
            table: HashTable::new(),
            made: Vec::new(),
            by_value: HashMap::default(),
            refusals: Vec::new(),
            last: u32::MAX,
        }
    }
}

/// Says that a place is one of the refusals.
const REFUSED: u32 = 1 << 31;

/// The place that was made of the cells, where these cells were seen at `start`.
#[inline]
fn place_at<const N: usize>(seen: &[u8], start: u32, cells: &[&[u8]; N]) -> Option<u32> {
    let (place, rest) = seen.get(usize::try_from(start).ok()?..)?.split_first_chunk::<4>()?;
    let (lengths, mut texts) = rest.split_at_checked(N.checked_mul(2)?)?;
    let (lengths, _) = lengths.as_chunks::<2>();
    if !lengths.iter().zip(cells).all(|(length, cell)| usize::from(u16::from_le_bytes(*length)) == cell.len()) {
        return None;
    }
    for cell in cells {
        let (text, rest) = texts.split_at_checked(cell.len())?;
        if !same(text, cell) {
            return None;
        }
        texts = rest;
    }
    Some(u32::from_le_bytes(*place))
}

impl<T: Copy + Eq + Hash, C: Clone, const N: usize> Seen<T, C, N> {
    /// Place of what is made of `cells`.
    #[inline]
    pub(crate) fn of(
        &mut self,
        cells: &[&[u8]; N],
        make: impl FnOnce() -> Result<T, Refusal<C>>,
    ) -> Result<usize, Refusal<C>> {
        match place_at(&self.seen, self.last, cells) {
            Some(place) => self.made_at(place),
            None => self.find(cells, make),
        }
    }

    fn find(&mut self, cells: &[&[u8]; N], make: impl FnOnce() -> Result<T, Refusal<C>>) -> Result<usize, Refusal<C>> {
        // Each cell for itself, so that a processor hashes several at once.
        let hash = cells.iter().fold(0, |state, cell| mix(state, hash_bytes(0, cell)));
        let part = u32::try_from(hash >> 32).unwrap_or_default();
        let spread = |part: u32| u64::from(part).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let is = |(other, start): &(u32, u32)| *other == part && place_at(&self.seen, *start, cells).is_some();
        if let Some((_, start)) = self.table.find(spread(part), is) {
            self.last = *start;
            return match place_at(&self.seen, *start, cells) {
                Some(place) => self.made_at(place),
                None => Ok(0),
            };
        }
        let place = match make() {
            Ok(thing) => self.place_of(thing),
            Err(refusal) => {
                self.refusals.push(refusal);
                REFUSED | number(self.refusals.len().saturating_sub(1))
            }
        };
        // What is longer than any cell should be is made anew each time.
        if cells.iter().all(|cell| u16::try_from(cell.len()).is_ok()) {
            let start = number(self.seen.len());
            self.seen.extend_from_slice(&place.to_le_bytes());
            for cell in cells {
                self.seen.extend_from_slice(&u16::try_from(cell.len()).unwrap_or_default().to_le_bytes());
            }
            for cell in cells {
                self.seen.extend_from_slice(cell);
            }
            self.table.insert_unique(spread(part), (part, start), |(part, _)| spread(*part));
            self.last = start;
        }
        self.made_at(place)
    }

    #[inline]
    fn made_at(&self, place: u32) -> Result<usize, Refusal<C>> {
        let index = usize::try_from(place & !REFUSED).unwrap_or_default();
        match self.refusals.get(index).filter(|_| place & REFUSED != 0) {
            Some(refusal) => Err(refusal.clone()),
            None => Ok(index),
        }
    }

    fn place_of(&mut self, thing: T) -> u32 {
        let Self { made, by_value, .. } = self;
        *by_value.entry(thing).or_insert_with(|| {
            made.push(thing);
            number(made.len().saturating_sub(1))
        })
    }

    /// What stands at a place.
    pub(crate) fn get(&self, place: usize) -> Option<&T> {
        self.made.get(place)
    }

    /// All things by place.
    pub(crate) fn into_made(self) -> Vec<T> {
        self.made
    }
}

fn number(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}
