//! Calendar days.

use crate::error::{Error, ErrorCode, Result};
use crate::time::Month;
use chrono::{Datelike, Days, NaiveDate};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::str::FromStr;

/// A calendar day (UTC). In JSON `YYYY-MM-DD`.
///
/// ```
/// # use azplan::time::Day;
/// let day: Day = "2025-11-30".parse()?;
/// assert_eq!(day.plus_days(60)?.to_string(), "2026-01-29");
/// # Ok::<(), azplan::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Day(NaiveDate);

impl Day {
    pub(super) const fn from_date(date: NaiveDate) -> Self {
        Self(date)
    }

    pub(super) const fn date(self) -> NaiveDate {
        self.0
    }

    /// The day, if the calendar has it.
    #[must_use]
    pub fn try_new(year: i32, month: u32, day: u32) -> Option<Self> {
        NaiveDate::from_ymd_opt(year, month, day).map(Self)
    }

    /// Its month.
    #[must_use]
    pub fn month(self) -> Month {
        Month::of(self)
    }

    /// Year number.
    #[must_use]
    pub fn year(self) -> i32 {
        self.0.year()
    }

    /// The day before, if the calendar has it.
    #[must_use]
    pub fn before(self) -> Option<Self> {
        self.0.pred_opt().map(Self)
    }

    /// Days from this one to another; negative where that is earlier.
    #[must_use]
    pub fn days_until(self, other: Self) -> i64 {
        other.0.signed_duration_since(self.0).num_days()
    }

    /// The same day of the month some months later; the last day of a month that is too short.
    ///
    /// # Errors
    /// `input.invalid` past the end of the calendar.
    ///
    /// ```
    /// # use azplan::time::Day;
    /// assert_eq!("2024-01-31".parse::<Day>()?.plus_months(1)?.to_string(), "2024-02-29");
    /// # Ok::<(), azplan::Error>(())
    /// ```
    pub fn plus_months(self, months: u32) -> Result<Self> {
        self.0
            .checked_add_months(chrono::Months::new(months))
            .map(Self)
            .ok_or_else(|| Error::new(ErrorCode::INPUT_INVALID, format!("`{self}` is too far in the future")))
    }

    /// The day `days` later.
    ///
    /// # Errors
    /// `input.invalid` past the end of the calendar.
    pub fn plus_days(self, days: u64) -> Result<Self> {
        self.0
            .checked_add_days(Days::new(days))
            .map(Self)
            .ok_or_else(|| Error::new(ErrorCode::INPUT_INVALID, format!("`{self}` is too far in the future")))
    }
}

impl FromStr for Day {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let refused = || Error::new(ErrorCode::INPUT_INVALID, format!("`{text}` is not a day such as 2025-11-30"));
        let mut parts = text.splitn(3, '-');
        let mut part = |width: usize| {
            let digits =
                parts.next().filter(|part| part.len() == width && part.bytes().all(|byte| byte.is_ascii_digit()))?;
            digits.parse::<u32>().ok()
        };
        let (Some(year), Some(month), Some(day)) = (part(4), part(2), part(2)) else {
            return Err(refused());
        };
        i32::try_from(year).ok().and_then(|year| Self::try_new(year, month, day)).ok_or_else(refused)
    }
}

/// A year of at least four digits, with a sign where it has more or is none of our time.
pub(super) fn write_year(year: i32, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
    if (0..=9999).contains(&year) { write!(formatter, "{year:04}") } else { write!(formatter, "{year:+05}") }
}

impl fmt::Display for Day {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_year(self.0.year(), formatter)?;
        write!(formatter, "-{:02}-{:02}", self.0.month(), self.0.day())
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}
