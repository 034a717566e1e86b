//! Instants as price lists and usage files print them.

use crate::time::Day;
use chrono::{NaiveDate, TimeDelta};
use serde::{Deserialize, Serialize};

/// An instant (UTC) in steps of 100 nanoseconds, the finest that price lists print.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Instant(i64);

const TICKS_PER_SECOND: i64 = 10_000_000;
const TICKS_PER_DAY: i64 = 86_400 * TICKS_PER_SECOND;

/// First day of the count.
const EPOCH: NaiveDate = NaiveDate::from_ymd_opt(1970, 1, 1).unwrap();

impl Instant {
    /// Before everything; price lists write the year 1753.
    pub const BEGINNING: Self = Self(i64::MIN);
    /// After everything; price lists write 30 November 9999.
    pub const OPEN: Self = Self(i64::MAX);

    /// 00:00 of a day.
    #[must_use]
    pub fn start_of(day: Day) -> Self {
        let days = day.date().signed_duration_since(EPOCH).num_days();
        Self(days.saturating_mul(TICKS_PER_DAY))
    }

    /// The day it falls on; `None` for [`BEGINNING`](Self::BEGINNING) and [`OPEN`](Self::OPEN).
    #[must_use]
    pub fn day(self) -> Option<Day> {
        let days = self.0.div_euclid(TICKS_PER_DAY);
        let date = TimeDelta::try_days(days).and_then(|days| EPOCH.checked_add_signed(days));
        date.filter(|_| self != Self::BEGINNING && self != Self::OPEN).map(Day::from_date)
    }

    /// Reads `2021-11-03T06:57:30.0682597Z`, `2021-11-03T08:57+02:00`, `2025-11-01`, `11/30/9999 11:59:59 PM`, `2/1/2023 0:00`.
    /// Slashed dates are month first, as Microsoft prints them.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let (date, time) = match text.split_once(['T', ' ']) {
            Some((date, time)) => (date, time.trim()),
            None => (text, ""),
        };
        let day = parse_date(date)?;
        let (time, ahead) = zone(time)?;
        let ticks = if time.is_empty() { 0 } else { parse_time(time)? };
        match day.year() {
            ..=1753 => Some(Self::BEGINNING),
            9999.. => Some(Self::OPEN),
            _ => Self::start_of(day).0.checked_add(ticks)?.checked_sub(ahead).map(Self),
        }
    }
}

fn parse_date(text: &str) -> Option<Day> {
    if text.contains('-') {
        return text.parse().ok();
    }
    let mut parts = text.split('/');
    let mut part = |widths: std::ops::RangeInclusive<usize>| number(parts.next()?, widths);
    let (month, day, year) = (part(1..=2)?, part(1..=2)?, part(4..=4)?);
    if parts.next().is_some() {
        return None;
    }
    Day::try_new(i32::try_from(year).ok()?, u32::try_from(month).ok()?, u32::try_from(day).ok()?)
}

/// The time of `06:57:30Z` or `06:57:30+02:00`, and how far its zone is ahead of UTC.
fn zone(text: &str) -> Option<(&str, i64)> {
    let place = text.len().saturating_sub(6);
    let sign = match text.as_bytes().get(place) {
        Some(b'+') => 1,
        Some(b'-') => -1,
        _ => return Some((text.strip_suffix(['Z', 'z']).unwrap_or(text), 0)),
    };
    let (time, offset) = text.split_at_checked(place)?;
    let (hours, minutes) = offset.get(1..)?.split_once(':')?;
    let (hours, minutes) = (number(hours, 2..=2)?, number(minutes, 2..=2)?);
    if hours > 23 || minutes > 59 {
        return None;
    }
    let seconds = hours.checked_mul(60)?.checked_add(minutes)?.checked_mul(60)?;
    Some((time, seconds.checked_mul(TICKS_PER_SECOND)?.checked_mul(sign)?))
}

fn parse_time(text: &str) -> Option<i64> {
    let (clock, half) = match text.split_once(' ') {
        Some((clock, half)) => (clock, Some(half)),
        None => (text, None),
    };
    let mut parts = clock.split(':');
    let hour = number(parts.next()?, 1..=2)?;
    let minute = number(parts.next()?, 2..=2)?;
    let (second, ticks) = match parts.next() {
        None => (0, 0),
        Some(second) => match second.split_once('.') {
            None => (number(second, 2..=2)?, 0),
            Some((second, fraction)) => (number(second, 2..=2)?, fraction_ticks(fraction)?),
        },
    };
    let hour = match half.map(str::to_ascii_uppercase).as_deref() {
        None if hour < 24 => hour,
        Some("AM") if (1..=12).contains(&hour) => hour.checked_rem(12)?,
        Some("PM") if (1..=12).contains(&hour) => hour.checked_rem(12)?.checked_add(12)?,
        _ => return None,
    };
    if parts.next().is_some() || minute > 59 || second > 59 {
        return None;
    }
    let seconds = hour.checked_mul(60)?.checked_add(minute)?.checked_mul(60)?.checked_add(second)?;
    seconds.checked_mul(TICKS_PER_SECOND)?.checked_add(ticks)
}

/// Seven digits of a second's fraction; further ones are finer than anything here.
fn fraction_ticks(text: &str) -> Option<i64> {
    number(text, 1..=12)?;
    format!("{text:0<7}").get(..7)?.parse().ok()
}

fn number(text: &str, widths: std::ops::RangeInclusive<usize>) -> Option<i64> {
    let digits = widths.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    if digits { text.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn same(left: &str, right: &str) {
        assert_eq!(Instant::parse(left), Instant::parse(right), "{left}");
        assert!(Instant::parse(left).is_some(), "{left}");
    }

    #[test]
    fn reads_every_style() {
        same("3/1/2018 12:00:00 AM", "2018-03-01T00:00:00.0000000Z");
        same("3/1/2018 12:30:00 PM", "2018-03-01T12:30:00Z");
        same("2/1/2023 0:00", "2023-02-01");
        same("2025-12-31T23:59:00Z", "12/31/2025 23:59");
        same("2025-12-31T00:00:00", "12/31/2025");
        same("2025-12-31T02:00:00+02:00", "2025-12-31");
        same("2025-12-30T18:30:00.5-05:30", "2025-12-31T00:00:00.5+00:00");
        same("2025-12-31T23:59:59+23:59", "2025-12-31T00:00:59Z");
        same("12/31/2025 12:59:59 AM", "2025-12-31T00:59:59");
        same("12/31/2025 1:00 AM", "2025-12-31T01:00:00");
        same("12/31/2025 11:59:59 PM", "2025-12-31T23:59:59");
        assert_eq!(Instant::parse("11/30/9999 11:59:59 PM"), Some(Instant::OPEN));
        assert_eq!(Instant::parse("1/1/1753 12:00:00 AM"), Some(Instant::BEGINNING));
        let seven = Instant::parse("2021-11-03T06:57:30.0682597Z");
        assert!(seven > Instant::parse("2021-11-03T06:57:30Z"));
        assert_eq!(seven.and_then(Instant::day), Day::try_new(2021, 11, 3));
        let before = Instant::parse("12/31/1969 11:59 PM");
        assert_eq!(before.and_then(Instant::day), Day::try_new(1969, 12, 31));
    }

    #[test]
    fn refuses_what_is_no_date() {
        for text in [
            "",
            "31/12/2025",
            "2025-13-01",
            "2025-02-30",
            "yesterday",
            "2025-1-1",
            "13:00",
            "1/1/2025 25:00",
            "1/1/25",
            "2025-01-01T10:60:00Z",
            "2025-01-01T10:00:00+24:00",
            "2025-01-01T10:00:00+2:00",
            "2025-01-01T10:00:00+10:60",
            "2025-01-01T10:00:60Z",
            "2025-01-01T24:00:00Z",
            "1/1/2025 0:30 AM",
            "1/1/2025 13:00 AM",
            "1/1/2025 0:30 PM",
            "1/1/2025 13:00 PM",
        ] {
            assert_eq!(Instant::parse(text), None, "{text}");
        }
    }
}
