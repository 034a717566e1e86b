//! Insertions into a text, and where they come to stand.

use serde::Serialize;

/// Bytes of the changed file that exist because of a mutant.
#[derive(Debug, Serialize)]
pub(crate) struct Range {
    number: u32,
    start: usize,
    end: usize,
}

/// What is to be put into a text. Several insertions at one offset come in the order in which they were asked for, those
/// that close before those that open.
#[derive(Debug)]
pub(crate) struct Edits<'s> {
    source: &'s str,
    items: Vec<Item>,
    wraps: Vec<(u32, usize, usize)>,
}

#[derive(Debug)]
struct Item {
    at: usize,
    /// Bytes of the source that it takes the place of.
    over: usize,
    opens: bool,
    text: String,
    /// The mutant whose whole change this is.
    number: Option<u32>,
}

impl<'s> Edits<'s> {
    pub(crate) fn new(source: &'s str) -> Self {
        Self { source, items: Vec::new(), wraps: Vec::new() }
    }

    /// Text before what begins at `at`.
    pub(crate) fn open(&mut self, at: usize, text: String) {
        self.items.push(Item { at, over: 0, opens: true, text, number: None });
    }

    /// As `open`, where this text is all that a mutant changes.
    pub(crate) fn open_for(&mut self, number: u32, at: usize, text: String) {
        self.items.push(Item { at, over: 0, opens: true, text, number: Some(number) });
    }

    /// Text behind what ends at `at`.
    pub(crate) fn close(&mut self, at: usize, text: String) {
        self.items.push(Item { at, over: 0, opens: false, text, number: None });
    }

    /// Text in place of a range.
    pub(crate) fn replace(&mut self, start: usize, end: usize, text: String) {
        self.items.push(Item { at: start, over: end - start, opens: true, text, number: None });
    }

    /// Says that the changes within a range of the source are those of a mutant.
    pub(crate) fn belongs(&mut self, number: u32, start: usize, end: usize) {
        self.wraps.push((number, start, end));
    }

    /// Says that what closes at an offset is that of a mutant.
    pub(crate) fn belongs_to_close(&mut self, number: u32, at: usize) {
        self.wraps.push((number, usize::MAX, at));
    }

    /// The changed text, and the ranges in it.
    pub(crate) fn apply(mut self) -> (String, Vec<Range>) {
        self.items.sort_by_key(|item| (item.at, item.opens));
        let mut text = String::with_capacity(self.source.len() * 2);
        let mut done = 0;
        // For each item: offset in the source, offset in the text before and behind it.
        let mut marks: Vec<(usize, usize, usize, bool)> = Vec::new();
        let mut ranges = Vec::new();
        for item in &self.items {
            if item.at > done {
                text.push_str(&self.source[done..item.at]);
                done = item.at;
            }
            let before = text.len();
            text.push_str(&item.text);
            done = done.max(item.at + item.over);
            marks.push((item.at, before, text.len(), item.opens));
            ranges.extend(item.number.map(|number| Range { number, start: before, end: text.len() }));
        }
        text.push_str(&self.source[done..]);
        for (number, start, end) in self.wraps {
            let closing = marks.iter().rev().find(|mark| mark.0 == end && !mark.3);
            let opening = marks.iter().find(|mark| mark.0 == start && mark.3).or(closing);
            if let (Some(opening), Some(closing)) = (opening, closing) {
                ranges.push(Range { number, start: opening.1, end: closing.2 });
            }
        }
        (text, ranges)
    }
}
