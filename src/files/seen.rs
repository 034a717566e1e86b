//! What was made of cells that came before.

use super::cells::Refusal;
use super::header::Parts;
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
    slots: Slots,
    made: Vec<T>,
    by_value: HashMap<T, u32, FixedState>,
    refusals: Vec<Refusal<C>>,
    /// What came last: many rows repeat the row before.
    last: u32,
}

/// Where something begins in [`Seen::seen`], by its hash: open addressing, with a part of the hash beside the place, so that
/// a look-up is one look at memory, and can be begun before it is needed ([`Seen::warm`]).
#[derive(Debug, Default)]
struct Slots {
    /// A part of the hash and 1 more than the beginning; 0 where nothing is. A power of two of them.
    slots: Vec<(u32, u32)>,
    used: usize,
}

/// The hash of cells, of which half is kept.
pub(crate) type CellsHash = u32;

impl Slots {
    fn slot(&self, hash: CellsHash) -> usize {
        usize::try_from(hash).unwrap_or_default() & self.slots.len().wrapping_sub(1)
    }

    /// The first beginning that `is` it.
    #[inline]
    fn find<T>(&self, hash: CellsHash, is: impl Fn(u32) -> Option<T>) -> Option<(u32, T)> {
        let mut at = self.slot(hash);
        loop {
            let (part, start) = *self.slots.get(at)?;
            let start = start.checked_sub(1)?;
            if part == hash
                && let Some(found) = is(start)
            {
                return Some((start, found));
            }
            at = at.wrapping_add(1) & self.slots.len().wrapping_sub(1);
        }
    }

    fn insert(&mut self, hash: CellsHash, start: u32) {
        if self.used.saturating_mul(2) >= self.slots.len() {
            let more = self.slots.len().saturating_mul(2).max(64);
            let old = std::mem::replace(&mut self.slots, vec![(0, 0); more]);
            old.into_iter().filter(|(_, start)| *start != 0).for_each(|(hash, start)| self.put(hash, start));
        }
        self.put(hash, start.saturating_add(1));
        self.used = self.used.saturating_add(1);
    }

    fn put(&mut self, hash: CellsHash, start: u32) {
        let mut at = self.slot(hash);
        while let Some(slot) = self.slots.get_mut(at) {
            if slot.1 == 0 {
                *slot = (hash, start);
                return;
            }
            at = at.wrapping_add(1) & self.slots.len().wrapping_sub(1);
        }
    }
}

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
        let slot = |hash| self.slots.slots.get(self.slots.slot(hash)).map_or(0, |(_, start)| *start);
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
