//! What was made of a run of bytes that came before.

use super::columns::ListColumn;
use crate::files::cells::Refusal;
use crate::strings::{Strings, same};

/// Things made of runs of cells, each run taken apart once. A run that was refused is refused again.
#[derive(Debug)]
pub(super) struct Seen<T> {
    runs: Strings,
    made: Vec<Result<T, Refusal<ListColumn>>>,
    /// The last run and its place: most rows repeat the row before.
    last: (Vec<u8>, usize),
}

impl<T> Default for Seen<T> {
    fn default() -> Self {
        Self { runs: Strings::default(), made: Vec::new(), last: (Vec::new(), usize::MAX) }
    }
}

impl<T> Seen<T> {
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
            if self.last.1 >= self.made.len() {
                self.last.1 = self.made.len();
                self.made.push(make());
            }
        }
        match self.made.get(self.last.1) {
            Some(Err(refusal)) => Err(refusal.clone()),
            _ => Ok(self.last.1),
        }
    }

    /// What stands at a place.
    pub(super) fn get(&self, place: usize) -> Option<&T> {
        self.made.get(place)?.as_ref().ok()
    }

    /// All things by place; of a refused run, `nothing`.
    pub(super) fn into_made(self, nothing: T) -> Vec<T>
    where
        T: Copy,
    {
        self.made.into_iter().map(|made| made.unwrap_or(nothing)).collect()
    }
}
