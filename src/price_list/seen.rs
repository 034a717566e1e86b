//! What was made of a run of bytes that came before.

use super::columns::ListColumn;
use crate::files::cells::Refusal;
use crate::strings::{Strings, same};
use foldhash::fast::FixedState;
use hashbrown::HashMap;
use std::hash::Hash;

/// Things made of runs of cells, each run taken apart once. A run that was refused is refused again; runs that say the
/// same thing (`0` and `0.0`, no end and the year 9999) are one thing.
#[derive(Debug)]
pub(super) struct Seen<T> {
    runs: Strings,
    /// What each run was made to: the place of a thing.
    places: Vec<Result<usize, Refusal<ListColumn>>>,
    made: Vec<T>,
    by_value: HashMap<T, usize, FixedState>,
    /// The last run and its number: most rows repeat the row before.
    last: (Vec<u8>, usize),
}

impl<T> Default for Seen<T> {
    fn default() -> Self {
        Self {
            runs: Strings::default(),
            places: Vec::new(),
            made: Vec::new(),
            by_value: HashMap::default(),
            last: (Vec::new(), usize::MAX),
        }
    }
}

impl<T: Copy + Eq + Hash> Seen<T> {
    /// Place of what is made of `run`.
    pub(super) fn of(
        &mut self,
        run: &[u8],
        make: impl FnOnce() -> Result<T, Refusal<ListColumn>>,
    ) -> Result<usize, Refusal<ListColumn>> {
        if !same(&self.last.0, run) {
            // Symbol 0 is the empty text; a run is never empty.
            self.last.1 = self.runs.intern_bytes(run).index().saturating_sub(1);
            self.last.0.clear();
            self.last.0.extend_from_slice(run);
            if self.last.1 >= self.places.len() {
                self.last.1 = self.places.len();
                let place = make().map(|thing| self.place_of(thing));
                self.places.push(place);
            }
        }
        match self.places.get(self.last.1) {
            Some(place) => place.clone(),
            None => Ok(0),
        }
    }

    fn place_of(&mut self, thing: T) -> usize {
        let Self { made, by_value, .. } = self;
        *by_value.entry(thing).or_insert_with(|| {
            made.push(thing);
            made.len().saturating_sub(1)
        })
    }

    /// What stands at a place.
    pub(super) fn get(&self, place: usize) -> Option<&T> {
        self.made.get(place)
    }

    /// All things by place.
    pub(super) fn into_made(self) -> Vec<T> {
        self.made
    }
}
