//! How many hours a month and a term have.

use crate::error::{Error, ErrorCode, Result};
use crate::money::{Decimal, Exact};
use crate::rules::Dated;
use crate::time::{Day, Month};

const HOURS: Dated = Dated::new(include_str!("../rules/data/hours_of_month.txt"));

/// Hours by month: the usual 730, or those of the calendar from a month on.
#[derive(Debug, Clone, Copy)]
pub(super) struct Clock {
    usual: Exact,
    from: Option<Month>,
}

impl Clock {
    /// The clock of a day; of the calendar where a month is given.
    pub(super) fn try_new(on: Day, from: Option<Month>) -> Result<Self> {
        let unknown = || Error::new(ErrorCode::INPUT_INVALID, format!("no hours of a month are known on {on}"));
        let found = HOURS.on(on).ok_or_else(unknown)?;
        Ok(Self { usual: found.value.parse::<Decimal>()?.exact(), from })
    }

    /// True where each month has the same hours.
    pub(super) const fn is_even(&self) -> bool {
        self.from.is_none()
    }

    /// Most hours that something can run in the first month: of the calendar its own, else those of a month of 31 days.
    pub(super) fn most(&self) -> Exact {
        self.from.map_or_else(|| self.usual.max(Exact::new(31 * 24, 0)), hours_of)
    }

    /// Hours of each of the first `months` months.
    pub(super) fn months(&self, months: u32) -> Result<Vec<Exact>> {
        let mut at = self.from;
        let mut hours = Vec::new();
        for _ in 0..months {
            hours.push(at.map_or(self.usual, hours_of));
            at = at.map(Month::next).transpose()?;
        }
        Ok(hours)
    }

    /// Hours of the first `months` months together.
    pub(super) fn total(&self, months: u32) -> Result<Exact> {
        self.months(months)?.into_iter().try_fold(Exact::ZERO, Exact::plus)
    }

    /// Hours of the first month.
    pub(super) fn month(&self) -> Result<Exact> {
        self.total(1)
    }
}

fn hours_of(month: Month) -> Exact {
    let days = (28u32..=31).filter(|day| month.day(*day).is_some()).max().unwrap_or(28);
    Exact::new(i128::from(days.saturating_mul(24)), 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_has_8760_hours_and_a_leap_year_24_more() {
        let day: Day = "2025-11-01".parse().expect("a day");
        let hours = |from: Option<&str>, months: u32| {
            let clock = Clock::try_new(day, from.map(|month| month.parse().expect("a month"))).expect("a clock");
            clock.total(months).expect("fits").to_string()
        };
        assert_eq!(hours(None, 1), "730");
        assert_eq!(hours(None, 12), "8760");
        assert_eq!(hours(None, 36), "26280");
        assert_eq!(hours(Some("2025-11"), 1), "720");
        assert_eq!(hours(Some("2025-11"), 12), "8760");
        assert_eq!(hours(Some("2027-11"), 12), "8784");
        assert_eq!(hours(Some("2028-02"), 1), "696");
    }
}
