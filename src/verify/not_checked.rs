//! What was not checked, and why: it never counts as agreeing.

use crate::explain::counted;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// Why a row or line was not checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum NotCheckedCode {
    /// It could not be read.
    Refused,
    /// It has no amount that can be read.
    NoAmount,
    /// Its price is not in the list.
    Unpriced,
    /// No row of its month says an exchange rate.
    NoRate,
    /// It is of a day that several ways explain, in which different rows are wrong.
    SeveralWays,
    /// A customer credit: nothing says what it should be.
    Credit,
    /// A line of a reservation or savings plan.
    Commitment,
    /// A line of a month that the usage does not have.
    OtherMonth,
    /// A line of something else than usage: seats, software, marketplace.
    OtherPurchase,
}

impl NotCheckedCode {
    /// Does it leave something open that the file should have answered?
    const fn is_open(self) -> bool {
        matches!(self, Self::Refused | Self::NoAmount | Self::Unpriced | Self::NoRate | Self::SeveralWays)
    }

    fn text(self, count: u32) -> String {
        let rows = |one: &str, many: &str| counted(count, one, many);
        match self {
            Self::Refused => rows("could not be read", "could not be read"),
            Self::NoAmount => rows("has no amount that can be read", "have no amount that can be read"),
            Self::Unpriced => rows("is not in the price list", "are not in the price list"),
            Self::NoRate => rows("has no exchange rate", "have no exchange rate"),
            Self::SeveralWays => {
                rows("can't be told from other rows of its day", "can't be told from other rows of their day")
            }
            Self::Credit => rows("is a credit", "are credits"),
            Self::Commitment => rows("is of a reservation or savings plan", "are of reservations or savings plans"),
            Self::OtherMonth => rows("is of a month without usage", "are of months without usage"),
            Self::OtherPurchase => rows("is no Azure usage", "are no Azure usage"),
        }
    }
}

/// Rows or lines that were not checked for one reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NotCheckedReason {
    /// Why.
    pub code: NotCheckedCode,
    /// How many.
    pub count: u32,
    /// Both in words.
    pub text: String,
}

/// Rows of a file, or lines, that were not checked.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NotChecked {
    /// How many.
    pub count: u32,
    /// By reason; they add up to the count.
    pub reasons: Vec<NotCheckedReason>,
}

impl NotChecked {
    fn new(counts: &BTreeMap<NotCheckedCode, u32>) -> Self {
        let reasons = counts.iter().filter(|(_, count)| **count > 0);
        let reasons: Vec<NotCheckedReason> = reasons
            .map(|(code, count)| NotCheckedReason { code: *code, count: *count, text: code.text(*count) })
            .collect();
        Self { count: reasons.iter().fold(0, |sum, reason| sum.saturating_add(reason.count)), reasons }
    }

    /// Nothing is open: what was not checked is what nothing could be compared with.
    pub(super) fn is_complete(&self) -> bool {
        !self.reasons.iter().any(|reason| reason.code.is_open())
    }

    /// `3 are not checked, because 2 could not be read, 1 is a credit`.
    pub(super) fn said(&self) -> String {
        let count = counted(self.count, "is not checked", "are not checked");
        let because: Vec<&str> = self.reasons.iter().map(|reason| reason.text.as_str()).collect();
        if because.is_empty() { count } else { format!("{count}, because {}", because.join(", ")) }
    }
}

/// A row by the number of its file and its own.
pub(super) type PlaceOfRow = (u32, u32);

/// Gathers what is not checked, each row with the first reason.
#[derive(Debug, Default)]
pub(super) struct Unchecked {
    rows: BTreeMap<PlaceOfRow, NotCheckedCode>,
    /// Rows that have no place: they were not kept.
    counts: BTreeMap<NotCheckedCode, u32>,
}

impl Unchecked {
    pub(super) fn row(&mut self, place: PlaceOfRow, code: NotCheckedCode) {
        self.rows.entry(place).or_insert(code);
    }

    pub(super) fn several(&mut self, code: NotCheckedCode, count: u32) {
        let known = self.counts.entry(code).or_default();
        *known = known.saturating_add(count);
    }

    /// All of it; a row with a difference was checked as far as that goes.
    pub(super) fn finish(mut self, differing: &BTreeSet<PlaceOfRow>) -> NotChecked {
        for (place, code) in std::mem::take(&mut self.rows) {
            if !differing.contains(&place) {
                self.several(code, 1);
            }
        }
        NotChecked::new(&self.counts)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reasons_add_up_and_a_differing_row_is_none() {
        let mut unchecked = Unchecked::default();
        unchecked.several(NotCheckedCode::Refused, 2);
        unchecked.row((1, 7), NotCheckedCode::NoAmount);
        unchecked.row((1, 7), NotCheckedCode::Unpriced);
        unchecked.row((1, 8), NotCheckedCode::Unpriced);
        unchecked.row((1, 9), NotCheckedCode::Unpriced);
        let answer = unchecked.finish(&BTreeSet::from([(1, 9)]));
        let said = "4 are not checked, because 2 could not be read, 1 has no amount that can be read, 1 is not in the price list";
        assert_eq!((answer.count, answer.said().as_str(), answer.is_complete()), (4, said, false));
        assert_eq!(NotChecked::default().said(), "0 are not checked");
    }

    #[test]
    fn credits_leave_nothing_open() {
        let mut unchecked = Unchecked::default();
        unchecked.several(NotCheckedCode::Credit, 1);
        let answer = unchecked.finish(&BTreeSet::new());
        assert_eq!((answer.said().as_str(), answer.is_complete()), ("1 is not checked, because 1 is a credit", true));
    }
}
