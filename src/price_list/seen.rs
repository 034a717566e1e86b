//! What was made of cells that came before.

use super::columns::ListColumn;
use crate::files::cells::Refusal;
use crate::strings::{hash_bytes, same};
use foldhash::fast::FixedState;
use hashbrown::{HashMap, HashTable};
use std::hash::Hash;

/// Things made of `N` cells, the same cells taken apart once. Cells that were refused are refused again; cells that say
/// the same thing (`0` and `0.0`, no end and the year 9999) are one thing.
#[derive(Debug)]
pub(super) struct Seen<T, const N: usize> {
    /// All cells, end to end.
    text: Vec<u8>,
    runs: Vec<Run<N>>,
    table: HashTable<u32>,
    made: Vec<T>,
    by_value: HashMap<T, usize, FixedState>,
    /// The last run: most rows repeat the row before.
    last: usize,
}

#[derive(Debug)]
struct Run<const N: usize> {
    hash: u64,
    start: usize,
    lengths: [usize; N],
    /// Place of what was made of it.
    place: Result<usize, Box<Refusal<ListColumn>>>,
}

impl<T, const N: usize> Default for Seen<T, N> {
    fn default() -> Self {
        Self {
            text: Vec::new(),
            runs: Vec::new(),
            table: HashTable::new(),
            made: Vec::new(),
            by_value: HashMap::default(),
            last: usize::MAX,
        }
    }
}

impl<const N: usize> Run<N> {
    /// Is it made of these cells?
    #[inline]
    fn is(&self, text: &[u8], cells: &[&[u8]; N]) -> bool {
        let mut start = self.start;
        self.lengths.iter().zip(cells).all(|(length, cell)| *length == cell.len())
            && cells.iter().all(|cell| {
                let end = start.saturating_add(cell.len());
                let known = text.get(start..end);
                start = end;
                known.is_some_and(|known| same(known, cell))
            })
    }
}

impl<T: Copy + Eq + Hash, const N: usize> Seen<T, N> {
    /// Place of what is made of `cells`.
    #[inline]
    pub(super) fn of(
        &mut self,
        cells: &[&[u8]; N],
        make: impl FnOnce() -> Result<T, Refusal<ListColumn>>,
    ) -> Result<usize, Refusal<ListColumn>> {
        if !self.runs.get(self.last).is_some_and(|run| run.is(&self.text, cells)) {
            self.last = self.run_of(cells, make);
        }
        match self.runs.get(self.last).map(|run| &run.place) {
            Some(Ok(place)) => Ok(*place),
            Some(Err(refusal)) => Err((**refusal).clone()),
            None => Ok(0),
        }
    }

    fn run_of(&mut self, cells: &[&[u8]; N], make: impl FnOnce() -> Result<T, Refusal<ListColumn>>) -> usize {
        let hash = cells.iter().fold(0, |state, cell| hash_bytes(state, cell));
        let at = |runs: &[Run<N>], run: u32| usize::try_from(run).ok().filter(|run| *run < runs.len());
        let Self { text, runs, table, .. } = self;
        let is = |run: &u32| at(runs, *run).and_then(|run| runs.get(run)).is_some_and(|run| run.is(text, cells));
        if let Some(known) = table.find(hash, is).and_then(|run| at(runs, *run)) {
            return known;
        }
        let place = make().map(|thing| self.place_of(thing)).map_err(Box::new);
        let Self { text, runs, table, .. } = self;
        let new = runs.len();
        runs.push(Run { hash, start: text.len(), lengths: cells.map(<[u8]>::len), place });
        for cell in cells {
            text.extend_from_slice(cell);
        }
        let number = u32::try_from(new).unwrap_or(u32::MAX);
        table.insert_unique(hash, number, |run| at(runs, *run).and_then(|run| runs.get(run)).map_or(0, |run| run.hash));
        new
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

    /// How many things there are.
    pub(super) const fn len(&self) -> usize {
        self.made.len()
    }

    /// All things by place.
    pub(super) fn into_made(self) -> Vec<T> {
        self.made
    }
}
