//! What was made of cells that came before.

use super::cells::Refusal;
use super::header::Parts;
use crate::slots::Slots;
use crate::strings::{hash_bytes, mix, same};
use foldhash::fast::FixedState;
use hashbrown::HashMap;
use std::hash::Hash;

/// Things made of some cells, the same cells taken apart once. Cells that were refused are refused again; cells that say
/// the same thing (`0` and `0.0`, no end and the year 9999) are one thing.
#[derive(Debug)]
pub(crate) struct Seen<T, C> {
    /// What was seen, end to end: the place of what was made, then length and bytes of each part. One after the other, so
    /// that looking something up touches memory in one place.
    seen: Vec<u8>,
    /// Where each begins in `seen`, by its hash.
    slots: Slots,
    made: Vec<T>,
    by_value: HashMap<T, u32, FixedState>,
    refusals: Vec<Refusal<C>>,
    /// What came last: many rows repeat the row before.
    last: u32,
}

/// The hash of cells, of which half is kept.
pub(crate) type CellsHash = u32;

impl<T, C> Default for Seen<T, C> {
    fn default() -> Self {
        Self {
            seen: Vec::new(),
            slots: Slots::default(),
            made: Vec::new(),
            by_value: HashMap::default(),
            refusals: Vec::new(),
            last: u32::MAX,
        }
    }
}

/// Says that a place is one of the refusals.
const REFUSED: u32 = 1 << 31;

/// The place that was made of the parts, where these parts were seen at `start`.
#[inline]
fn place_at(seen: &[u8], start: u32, parts: impl Parts) -> Option<u32> {
    let (place, mut rest) = seen.get(usize::try_from(start).ok()?..)?.split_first_chunk::<4>()?;
    for part in parts.each() {
        let (length, text) = rest.split_first_chunk::<2>()?;
        if usize::from(u16::from_le_bytes(*length)) != part.len() {
            return None;
        }
        let (text, after) = text.split_at_checked(part.len())?;
        if !same(text, part) {
            return None;
        }
        rest = after;
    }
    Some(u32::from_le_bytes(*place))
}

/// The hash of some cells. It finds places, no more: equality is always looked at.
#[inline]
pub(crate) fn hash_of(parts: impl Parts) -> CellsHash {
    // Each part for itself, so that a processor hashes several at once.
    let hash = parts.each().fold(0, |state, part| mix(state, hash_bytes(0, part)));
    u32::try_from(hash >> 32).unwrap_or_default()
}

impl<T: Copy + Eq + Hash, C: Clone> Seen<T, C> {
    /// Looks at the memory in which things with these hashes are looked up, so that the waits for it overlap: most of a
    /// look-up is waiting.
    pub(crate) fn warm(&self, hashes: impl Iterator<Item = CellsHash> + Clone) {
        let slot = |hash| self.slots.first(hash);
        std::hint::black_box(hashes.clone().fold(0, |all, hash| all ^ slot(hash)));
        let text = |start: u32| {
            let start = usize::try_from(start).unwrap_or_default();
            let byte = |after: usize| self.seen.get(start.saturating_add(after)).copied().unwrap_or_default();
            byte(0) ^ byte(64) ^ byte(128)
        };
        std::hint::black_box(hashes.fold(0, |all, hash| all ^ text(slot(hash))));
    }

    /// Place of what is made of the cells that `parts` are, where most rows repeat the row before.
    #[inline]
    pub(crate) fn of(
        &mut self,
        parts: impl Parts,
        make: impl FnOnce() -> Result<T, Refusal<C>>,
    ) -> Result<usize, Refusal<C>> {
        match place_at(&self.seen, self.last, parts) {
            Some(place) => self.made_at(place),
            None => self.find(hash_of(parts), parts, make),
        }
    }

    /// The same where rows differ, with a hash that is known.
    #[inline]
    pub(crate) fn find(
        &mut self,
        hash: CellsHash,
        parts: impl Parts,
        make: impl FnOnce() -> Result<T, Refusal<C>>,
    ) -> Result<usize, Refusal<C>> {
        let found = self.slots.find(hash, |start| place_at(&self.seen, start, parts));
        if let Some((start, place)) = found {
            self.last = start;
            return self.made_at(place);
        }
        self.add(hash, parts, make)
    }

    #[cold]
    fn add(
        &mut self,
        hash: CellsHash,
        parts: impl Parts,
        make: impl FnOnce() -> Result<T, Refusal<C>>,
    ) -> Result<usize, Refusal<C>> {
        let place = match make() {
            Ok(thing) => self.place_of(thing),
            Err(refusal) => {
                self.refusals.push(refusal);
                REFUSED | number(self.refusals.len().saturating_sub(1))
            }
        };
        // What is longer than any cell should be is made anew each time.
        if parts.each().all(|part| u16::try_from(part.len()).is_ok()) {
            let start = number(self.seen.len());
            self.seen.extend_from_slice(&place.to_le_bytes());
            for part in parts.each() {
                self.seen.extend_from_slice(&u16::try_from(part.len()).unwrap_or_default().to_le_bytes());
                self.seen.extend_from_slice(part);
            }
            self.slots.insert(hash, start);
            self.last = start;
        }
        self.made_at(place)
    }

    /// Place of a thing that the cells do not tell.
    pub(crate) fn new_thing(&mut self, make: impl FnOnce() -> Result<T, Refusal<C>>) -> Result<usize, Refusal<C>> {
        let place = self.place_of(make()?);
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

    /// Forgets how things were written: in a file with other columns the same cells say something else.
    pub(crate) fn forget_cells(&mut self) {
        self.seen.clear();
        self.slots = Slots::default();
        self.last = u32::MAX;
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
