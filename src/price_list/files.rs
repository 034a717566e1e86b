//! The files of a list, and where a row stands in them.

/// The files of a list: rows are numbered through all of them.
#[derive(Debug, Default)]
pub(super) struct Files {
    /// The number of the last row before each file.
    before: Vec<u32>,
    /// That of the current one.
    start: u32,
    last: u32,
}

impl Files {
    pub(super) fn begin(&mut self) {
        self.start = self.last;
        self.before.push(self.start);
    }

    /// The number of a row of the current file.
    #[inline]
    pub(super) fn number(&mut self, row: u32) -> u32 {
        self.last = self.start.saturating_add(row);
        self.last
    }

    /// The file, from 1, and its row with this number.
    pub(super) fn place(&self, number: u32) -> (u32, u32) {
        let file = self.before.partition_point(|before| *before < number);
        let before = file.checked_sub(1).and_then(|file| self.before.get(file));
        (u32::try_from(file).unwrap_or(u32::MAX), number.saturating_sub(before.copied().unwrap_or_default()))
    }
}
