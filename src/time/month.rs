//! Calendar months: the billing period of the Azure plan.

use crate::error::{Error, ErrorCode, Result};
use crate::time::Day;
use crate::time::day::write_year;
use chrono::{Datelike, Months};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::str::FromStr;

/// A calendar month (UTC). In JSON `YYYY-MM`.
///
/// ```
/// # use azplan::time::Month;
/// let month: Month = "2025-11".parse()?;
/// assert_eq!(month.next()?.first_day().to_string(), "2025-12-01");
/// # Ok::<(), azplan::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month(Day);

impl Month {
    pub(super) fn of(day: Day) -> Self {
        Self(Day::from_date(day.date().with_day(1).unwrap_or_else(|| day.date())))
    }

    /// Its first day.
    #[must_use]
    pub const fn first_day(self) -> Day {
        self.0
    }

    /// The day of the month with this number.
    #[must_use]
    pub fn day(self, number: u32) -> Option<Day> {
        self.0.date().with_day(number).map(Day::from_date)
    }

    /// The month after.
    ///
    /// # Errors
    /// `input.invalid` past the end of the calendar.
    pub fn next(self) -> Result<Self> {
        self.0
            .date()
            .checked_add_months(Months::new(1))
            .map(|date| Self(Day::from_date(date)))
            .ok_or_else(|| Error::new(ErrorCode::INPUT_INVALID, format!("`{self}` is too far in the future")))
    }
}

impl FromStr for Month {
    type Err = Error;

    /// Reads `2025-11` and, as the exchange-rate request has it, `202511`.
    fn from_str(text: &str) -> Result<Self> {
        let refused = || Error::new(ErrorCode::INPUT_INVALID, format!("`{text}` is not a month such as 2025-11"));
        let (year, month) = match text.len() {
            7 => text.split_once('-'),
            6 => text.split_at_checked(4),
            _ => None,
        }
        .ok_or_else(refused)?;
        format!("{year}-{month}-01").parse::<Day>().map(Self).map_err(|_| refused())
    }
}

impl fmt::Display for Month {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let first = self.0.date();
        write_year(first.year(), formatter)?;
        write!(formatter, "-{:02}", first.month())
    }
}

impl Serialize for Month {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Month {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}
