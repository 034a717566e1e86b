//! Rows put together by customer, plan and meter: what tiers add up over.

use super::rows::Row;
use super::{Usage, UsageRow};
use crate::pieces::pieces_of;

/// A row and its place among all.
#[derive(Debug, Clone, Copy)]
pub(crate) struct RowAt {
    pub(super) at: u32,
    pub(super) row: Row,
}

/// Rows by meter, in the order of the meters' texts; within a meter as the files have them.
///
/// The rows themselves and not their places: those of a meter are all over a month, and to look each up takes many times as
/// long as to put it where it is wanted.
#[derive(Debug)]
pub(crate) struct ByMeter {
    rows: Vec<RowAt>,
    /// Where the rows of each meter begin and end.
    bounds: Vec<(usize, usize)>,
}

/// The meter of a row that is not wanted.
const NONE: u32 = u32::MAX;

fn index(place: u32) -> usize {
    usize::try_from(place).unwrap_or(usize::MAX)
}

impl ByMeter {
    pub(super) fn new(usage: &Usage, wanted: impl Fn(&UsageRow) -> bool) -> Self {
        let mut meters: Vec<u32> = Vec::with_capacity(usage.len());
        for piece in usage.rows.pieces() {
            take(piece.map(|(at, row)| usage.rows.view(at, row)), &wanted, &mut meters);
        }
        let mut ends = vec![0; usage.meters.keys.len()];
        pieces_of(&meters).for_each(|piece| count(piece, &mut ends));
        let mut total = 0usize;
        for end in &mut ends {
            let count = std::mem::replace(end, total);
            total = total.saturating_add(count);
        }
        let starts = ends.clone();
        let mut rows = vec![RowAt { at: 0, row: Row::default() }; total];
        for piece in usage.rows.pieces() {
            scatter(piece, &meters, &mut ends, &mut rows);
        }
        let texts = usage.meters.keys.iter().map(|key| key.map(|symbol| usage.text(symbol)));
        let mut bounds: Vec<_> = texts.zip(starts.into_iter().zip(ends)).collect();
        bounds.sort_unstable_by_key(|(key, _)| *key);
        Self { rows, bounds: bounds.into_iter().map(|(_, bounds)| bounds).collect() }
    }

    /// The rows of each meter.
    pub(crate) fn meters(&self) -> impl Iterator<Item = &[RowAt]> {
        self.bounds.iter().filter_map(|(start, end)| self.rows.get(*start..*end)).filter(|rows| !rows.is_empty())
    }
}

// Calls of their own (see [`pieces`](crate::pieces)).

#[inline(never)]
fn take(rows: impl Iterator<Item = Option<UsageRow>>, wanted: impl Fn(&UsageRow) -> bool, meters: &mut Vec<u32>) {
    let wanted = |row: Option<UsageRow>| row.filter(|row| !row.is_credit && wanted(row)).map_or(NONE, |row| row.meter);
    meters.extend(rows.map(wanted));
}

#[inline(never)]
fn count(meters: &[u32], counts: &mut [usize]) {
    for meter in meters {
        if let Some(count) = counts.get_mut(index(*meter)) {
            *count = count.saturating_add(1);
        }
    }
}

#[inline(never)]
fn scatter<'a>(piece: impl Iterator<Item = (u32, &'a Row)>, meters: &[u32], ends: &mut [usize], rows: &mut [RowAt]) {
    for (at, row) in piece {
        let meter = meters.get(index(at)).copied().unwrap_or(NONE);
        if let Some(end) = ends.get_mut(index(meter)) {
            if let Some(place) = rows.get_mut(*end) {
                *place = RowAt { at, row: *row };
            }
            *end = end.saturating_add(1);
        }
    }
}
