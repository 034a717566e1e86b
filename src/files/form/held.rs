//! Records that wait until their file is understood.

use super::super::record::Record;

/// The most bytes that wait: a file of which so much decides nothing is refused.
const MOST: usize = 32 << 20;

/// A record that waits, by its places in the text and the ends.
#[derive(Debug)]
struct Waiting {
    row: u32,
    last: bool,
    broken: bool,
    is_utf8: bool,
    text: (usize, usize),
    ends: (usize, usize),
}

/// Records in their order.
#[derive(Debug, Default)]
pub(super) struct Held {
    text: Vec<u8>,
    ends: Vec<u32>,
    waiting: Vec<Waiting>,
}

impl Held {
    pub(super) const fn is_empty(&self) -> bool {
        self.waiting.is_empty()
    }

    /// Puts a record behind the others; false where there is no room.
    pub(super) fn push(&mut self, record: &Record<'_>) -> bool {
        let text = record.raw();
        let start = self.text.len();
        let (end, first) = (start.saturating_add(text.len()), self.ends.len());
        if end.saturating_add(first.saturating_mul(4)) > MOST {
            return false;
        }
        self.text.extend_from_slice(text);
        self.ends.extend(record.ends_within());
        let Record { row, last, broken, is_utf8, .. } = *record;
        self.waiting.push(Waiting { row, last, broken, is_utf8, text: (start, end), ends: (first, self.ends.len()) });
        true
    }

    /// The records as they came.
    pub(super) fn records(&self) -> impl Iterator<Item = Record<'_>> {
        self.waiting.iter().map(|waiting| {
            let text = self.text.get(waiting.text.0..waiting.text.1).unwrap_or_default();
            let ends = self.ends.get(waiting.ends.0..waiting.ends.1).unwrap_or_default();
            let mut record = Record::new(text, 0, ends, true);
            (record.row, record.last) = (waiting.row, waiting.last);
            (record.broken, record.is_utf8) = (waiting.broken, waiting.is_utf8);
            record
        })
    }
}
