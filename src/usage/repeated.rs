//! Rows that are there twice: a file that was given twice, files that overlap, a file that holds itself twice.
//!
//! In a file of what was charged, rows are the same that are alike in all cells. Rows of two files are the same that are alike
//! by day, place, meter and quantity, whatever else their files print.

use super::rows::{Row, Rows};
use crate::explain::counted;
use foldhash::fast::FixedState;
use hashbrown::{HashMap, HashSet};
use std::hash::BuildHasher;

/// Rows that are there twice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Repeated {
    rows: u32,
    /// File and row of the first one, and of the row that it repeats.
    first: [(u32, u32); 2],
}

impl Repeated {
    /// Looks for rows that are there twice; `starts` are the places at which files begin.
    pub(super) fn find(rows: &Rows, starts: &[u32]) -> Option<Self> {
        let mut found: Option<Self> = None;
        let file = |at: u32| starts.partition_point(|start| *start <= at);
        let mut note = |at: u32, of: u32| {
            let place = |at: u32| (narrow(file(at)), rows.row(at).map_or(0, |row| row.row));
            let first = found.get_or_insert_with(|| Self { rows: 0, first: [place(at), place(of)] });
            first.rows = first.rows.saturating_add(1);
        };
        if starts.len() > 1 {
            let alike = |row: &Row| (row.about, row.day, row.quantity.bits(), row.is_credit);
            let hasher = FixedState::default();
            let key = |at: u32| rows.row(at).map_or(0, |row| hasher.hash_one(alike(row)));
            twice(rows.len(), key, |at, of| {
                if file(at) != file(of) && rows.row(at).map(alike) == rows.row(of).map(alike) {
                    note(at, of);
                }
            });
        }
        if rows.has_printed() {
            twice(
                rows.len(),
                |at| rows.fingerprint(at),
                |at, of| {
                    if file(at) == file(of) {
                        note(at, of);
                    }
                },
            );
        }
        found
    }

    /// A sentence.
    pub(super) fn message(&self) -> String {
        let [first, of] = self.first.map(|(file, row)| match file {
            0 | 1 => format!("row {row}"),
            file => format!("row {row} of file {file}"),
        });
        let rows = counted(self.rows, "row of the usage is", "rows of the usage are");
        format!("{rows} there twice and counted twice: {first} is the same as {of}")
    }
}

fn narrow(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}

/// Hands out each place whose key, other than 0, a place before it has, and the first that has it.
fn twice(count: usize, key: impl Fn(u32) -> u64, mut each: impl FnMut(u32, u32)) {
    // Nearly all keys are there once: a bit for some of their digits tells most of those without a table of them all.
    let words = count.saturating_add(3).saturating_div(4).next_power_of_two();
    let mask = u64::try_from(words).unwrap_or(1).saturating_sub(1);
    let mut seen = vec![0u64; words];
    let mut again: HashSet<u64, FixedState> = HashSet::default();
    let places = 0..narrow(count);
    for key in places.clone().map(&key).filter(|key| *key != 0) {
        let place = usize::try_from((key >> 8) & mask).unwrap_or_default();
        let bit = 1u64 << ((key >> 40) & 63);
        if let Some(word) = seen.get_mut(place) {
            if *word & bit != 0 {
                again.insert(key);
            }
            *word |= bit;
        }
    }
    if again.is_empty() {
        return;
    }
    let mut first: HashMap<u64, u32, FixedState> = HashMap::default();
    for at in places {
        let key = key(at);
        if again.contains(&key) {
            match first.get(&key) {
                Some(of) => each(at, *of),
                None => {
                    first.insert(key, at);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn repeated(files: &[&str]) -> Option<String> {
        let mut reader = crate::usage::UsageReader::default();
        for file in files {
            reader.push(format!("UsageDate,ProductId,SkuId,Quantity\n{file}").as_bytes()).expect("reads");
            reader.end_file().expect("ends");
        }
        reader.finish().expect("is usage").repeated.map(|repeated| repeated.message())
    }

    #[test]
    fn files_that_overlap_repeat_rows() {
        let (one, other) = ("2025-11-01,A,1,24\n2025-11-02,A,1,24\n", "2025-11-02,a,0001,24.0\n2025-11-03,A,1,24\n");
        let told = "1 row of the usage is there twice and counted twice: row 2 of file 2 is the same as row 3";
        assert_eq!(repeated(&[one, other]).as_deref(), Some(told));
        assert_eq!(repeated(&[one, "2025-11-03,A,1,24\n", "2025-11-01,A,1,23\n"]), None);
    }

    #[test]
    fn rows_of_one_file_of_usage_alone_may_be_alike() {
        assert_eq!(repeated(&["2025-11-01,A,1,24\n2025-11-01,A,1,24\n"]), None);
    }

    #[test]
    fn what_is_there_twice_is_found_with_its_first_place() {
        let mut found = Vec::new();
        let keys = [7 << 8, 0, 9 << 8, 7 << 8, 0, 11 << 8, 7 << 8];
        twice(
            keys.len(),
            |at| keys.get(usize::try_from(at).unwrap_or_default()).copied().unwrap_or_default(),
            |at, of| {
                found.push((at, of));
            },
        );
        assert_eq!(found, [(3, 0), (6, 0)]);
    }

    #[test]
    fn of_many_keys_only_those_that_are_there_twice_are_found() {
        let mut found = Vec::new();
        twice(20_000, |at| FixedState::default().hash_one(at % 19_990) | 1, |at, of| found.push((at, of)));
        assert_eq!(found, (0..10).map(|at| (at + 19_990, at)).collect::<Vec<_>>());
    }
}
