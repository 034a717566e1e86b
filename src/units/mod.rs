//! Units of measure as price lists print them: `1 Hour`, `100 Hours`, `100/Hour`, `10K`, `1 GB/Month`.
//!
//! A unit has a number, what it counts, and for how long. `100 Hours` are hundred hours of one thing; `100/Hour` is an hour
//! of hundred things. Both are hundred hours of a thing, so that quantities of one convert into the other; but what runs for
//! an hour uses a hundredth of the one and a whole of the other ([`hours`]).
//!
//! Source: the pricing-unit table of Microsoft's FinOps toolkit (2025), whose sizes this reading gives.

mod words;

use crate::error::Result;
use crate::money::{Decimal, Exact};
use words::{Counted, Time};

/// Distinct units in one unit of measure: 100 for `100 Hours`, 10000 for `10K`, 1 for `1 GB/Month`; a unit without a number
/// counts one.
///
/// ```
/// # use azplan::units::block_size;
/// assert_eq!(block_size("10K/Month").to_string(), "10000");
/// assert_eq!(block_size("gb hours").to_string(), "1");
/// ```
#[must_use]
pub fn block_size(unit: &str) -> Decimal {
    numbered(unit).map_or(Decimal::ONE, |(size, _)| size)
}

/// Hours that one thing runs for one unit of measure; `None` for a unit that counts no hours of things.
///
/// ```
/// # use azplan::units::hours;
/// let text = |unit| hours(unit).map(|hours| hours.to_string());
/// assert_eq!(text("100 Hours").as_deref(), Some("100"));
/// // An hour of a hundred devices is over in an hour.
/// assert_eq!(text("100/Hour").as_deref(), Some("1"));
/// assert_eq!(text("1 GB/Month"), None);
/// ```
#[must_use]
pub fn hours(unit: &str) -> Option<Decimal> {
    let unit = Unit::parse(unit)?;
    let counts_hours = unit.counted == Counted::Units && unit.time == Some(Time::Seconds(3_600));
    counts_hours.then_some(if unit.of_many { Decimal::ONE } else { unit.size })
}

/// True where quantities in one unit can be said in the other: both count the same for the same kind of time.
///
/// A unit that says only a number counts what its meter counts, and goes with any named thing. Steps between `GB`, `MB` and
/// `GiB` are not established in Azure's units, and a month has no number of hours: these do not convert.
///
/// ```
/// # use azplan::units::same_dimension;
/// assert!(same_dimension("1K", "1M"));
/// assert!(same_dimension("1 Minute", "100 Hours"));
/// assert!(!same_dimension("1 GB", "1 GB/Month"));
/// assert!(!same_dimension("1 GB", "1 GiB"));
/// ```
#[must_use]
pub fn same_dimension(left: &str, right: &str) -> bool {
    conversion(left, right).is_some()
}

/// Is the text understood as a unit?
///
/// ```
/// # use azplan::units::is_understood;
/// assert!(is_understood("gb hours"));
/// assert!(!is_understood("?"));
/// ```
#[must_use]
pub fn is_understood(unit: &str) -> bool {
    Unit::parse(unit).is_some()
}

/// Does the text say a number: `100 Hours`, and not `Hours`?
///
/// ```
/// # use azplan::units::has_number;
/// assert!(has_number("100 Hours"));
/// assert!(!has_number("Hours"));
/// ```
#[must_use]
pub fn has_number(unit: &str) -> bool {
    numbered(unit).is_some()
}

/// How a quantity in one unit becomes one in another: times one number, over another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Conversion {
    /// What a quantity is multiplied by.
    pub times: Exact,
    /// What it is then divided by; above 0.
    pub over: Exact,
}

impl Conversion {
    /// True where both units say the same.
    #[must_use]
    pub fn is_same(&self) -> bool {
        self.times == self.over
    }

    /// A quantity in the other unit; `None` where it is no decimal.
    ///
    /// # Errors
    /// `money.outOfRange` where it cannot be held.
    pub fn of(&self, quantity: Exact) -> Result<Option<Exact>> {
        if self.is_same() {
            return Ok(Some(quantity));
        }
        quantity.times(self.times)?.quotient(self.over)
    }
}

/// From one unit to another; `None` where they do not measure the same, or are not understood and differ.
///
/// ```
/// # use azplan::{money::Exact, units::conversion};
/// // 5,000 in thousands are 5 in millions.
/// let to_millions = conversion("1K", "1M").expect("both are numbers");
/// assert_eq!(to_millions.of(Exact::new(5_000, 0))?.map(|five| five.to_string()).as_deref(), Some("5"));
/// # Ok::<(), azplan::Error>(())
/// ```
#[must_use]
pub fn conversion(from: &str, to: &str) -> Option<Conversion> {
    let one = Exact::new(1, 0);
    if from.trim().eq_ignore_ascii_case(to.trim()) {
        return Some(Conversion { times: one, over: one });
    }
    let (from, to) = (Unit::parse(from)?, Unit::parse(to)?);
    let (from_data, to_data) = match (from.counted, to.counted) {
        (Counted::Binary(from), Counted::Binary(to)) => (Some(from), Some(to)),
        (left, right) if left == right => (None, None),
        (Counted::Units, Counted::Thing(_)) | (Counted::Thing(_), Counted::Units) => (None, None),
        _ => return None,
    };
    let (from_time, to_time) = match (from.time, to.time) {
        (None, None) => (1, 1),
        (Some(Time::Seconds(from)), Some(Time::Seconds(to))) | (Some(Time::Months(from)), Some(Time::Months(to))) => {
            (from, to)
        }
        _ => return None,
    };
    let whole = |size: Decimal, data: Option<u32>, time: u32| -> Option<Exact> {
        let bytes = 1024_i128.checked_pow(data.unwrap_or(0))?;
        size.exact().times(Exact::new(bytes.checked_mul(i128::from(time))?, 0)).ok()
    };
    let (times, over) = (whole(from.size, from_data, from_time)?, whole(to.size, to_data, to_time)?);
    Some(if times == over { Conversion { times: one, over: one } } else { Conversion { times, over } })
}

/// A unit of measure, taken apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Unit {
    /// The number in front.
    size: Decimal,
    counted: Counted,
    time: Option<Time>,
    /// The number counts things (`100/Hour`), not times (`100 Hours`).
    of_many: bool,
}

impl Unit {
    /// `None` for a text that is not understood.
    fn parse(text: &str) -> Option<Self> {
        let (size, rest) = numbered(text).unwrap_or((Decimal::ONE, text.trim()));
        let rest = rest.to_lowercase();
        // `1 1 Hour` says its number twice.
        let rest = rest.strip_prefix("1 ").unwrap_or(&rest).trim();
        let rest = words::same(rest).unwrap_or(rest);
        let (counted, time, of_many) = if let Some((counted, time)) = rest.split_once('/') {
            (counted, Some(many_times(time.trim())?), true)
        } else if let Some(time) = words::time(rest.rsplit(' ').next()?) {
            (rest.rsplit_once(' ').map_or("", |(counted, _)| counted), Some(time), false)
        } else if let Some((first, counted)) = rest.split_once(' ').filter(|(first, _)| words::time(first).is_some()) {
            (counted, words::time(first), true)
        } else {
            (rest, None, false)
        };
        Some(Self { size, counted: words::counted(counted.trim())?, time, of_many })
    }
}

/// A time with or without a number: `month`, `10 days`.
fn many_times(text: &str) -> Option<Time> {
    let Some((count, time)) = text.split_once(' ') else { return words::time(text) };
    let count: u32 = count.parse().ok()?;
    match words::time(time.trim())? {
        Time::Seconds(seconds) => seconds.checked_mul(count).map(Time::Seconds),
        Time::Months(months) => months.checked_mul(count).map(Time::Months),
    }
}

/// Size and the rest: `(100, "Hours")`, `(10000, "/Month")`.
fn numbered(unit: &str) -> Option<(Decimal, &str)> {
    let unit = unit.trim();
    let digits =
        unit.find(|letter: char| !letter.is_ascii_digit() && letter != ',' && letter != '.').unwrap_or(unit.len());
    let (number, rest) = unit.split_at_checked(digits)?;
    let power = match rest.get(..1) {
        Some("K" | "k") => 3,
        Some("M" | "m") => 6,
        Some("B" | "b") => 9,
        _ => 0,
    };
    let scaled = rest.get(1..).filter(|after| power > 0 && (after.is_empty() || after.starts_with([' ', '/'])));
    let (power, rest) = scaled.map_or((0, rest), |after| (power, after));
    if !(rest.is_empty() || rest.starts_with('/') || rest.starts_with(char::is_whitespace)) {
        return None;
    }
    let size: Decimal =
        format!("{}e{power}", number.replace(',', "")).parse().ok().filter(|size: &Decimal| !size.is_zero())?;
    Some((size, rest.trim()))
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
