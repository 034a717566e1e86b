//! Units of measure as price lists print them: `1 Hour`, `100 Hours`, `10K`, `1 GB/Month`.

use crate::money::Decimal;

/// Distinct units in one unit of measure: 100 for `100 Hours`, 10000 for `10K`, 1 for `1 GB/Month`.
///
/// Source: the pricing-unit table of Microsoft's FinOps toolkit (2025), whose sizes this reading gives; a unit without
/// a number counts one.
///
/// ```
/// # use azplan::units::block_size;
/// assert_eq!(block_size("10K/Month").to_string(), "10000");
/// assert_eq!(block_size("gb hours").to_string(), "1");
/// ```
#[must_use]
pub fn block_size(unit: &str) -> Decimal {
    split(unit).map_or(Decimal::ONE, |(size, _)| size)
}

/// Hours in one unit of measure; `None` for a unit that counts no hours.
///
/// ```
/// # use azplan::units::hours;
/// assert_eq!(hours("100 Hours").map(|hours| hours.to_string()).as_deref(), Some("100"));
/// assert_eq!(hours("1 GB/Month"), None);
/// ```
#[must_use]
pub fn hours(unit: &str) -> Option<Decimal> {
    let (size, name) = split(unit)?;
    ["hour", "hours", "hr", "hrs"].iter().any(|hour| name.eq_ignore_ascii_case(hour)).then_some(size)
}

/// Size and name: `(100, "Hours")`, `(10000, "Month")`.
fn split(unit: &str) -> Option<(Decimal, &str)> {
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
    if !(rest.is_empty() || rest.starts_with([' ', '/'])) {
        return None;
    }
    let size: Decimal =
        format!("{}e{power}", number.replace(',', "")).parse().ok().filter(|size: &Decimal| !size.is_zero())?;
    Some((size, rest.trim_start_matches([' ', '/']).trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Sizes as the table of pricing units prints them.
    const PRINTED: &[(&str, &str)] = &[
        ("1", "1"),
        ("1 ", "1"),
        ("1 /Hour", "1"),
        ("1/Month", "1"),
        ("1 GB/Month", "1"),
        ("1 GiB Hour", "1"),
        ("10", "10"),
        ("100", "100"),
        ("100 Hours", "100"),
        ("10 Hours", "10"),
        ("1000 Hours", "1000"),
        ("1K", "1000"),
        ("10K", "10000"),
        ("10K/Month", "10000"),
        ("25K", "25000"),
        ("50K", "50000"),
        ("100K", "100000"),
        ("1M", "1000000"),
        ("1M/Month", "1000000"),
        ("10M", "10000000"),
        ("1B", "1000000000"),
        ("5/Month", "5"),
        ("100 GB Seconds", "100"),
        ("10000s", "1"),
        ("Hours", "1"),
        ("GB", "1"),
        ("Per Call", "1"),
        ("Unassigned", "1"),
        ("1 MB/Day", "1"),
        ("1 GB/\u{6708}", "1"),
    ];

    #[test]
    fn sizes_are_those_of_the_table() {
        for (unit, size) in PRINTED {
            assert_eq!(block_size(unit).to_string(), *size, "{unit}");
        }
    }

    #[test]
    fn only_units_of_hours_count_hours() {
        let hours_of = |unit: &str| hours(unit).map(|hours| hours.to_string());
        assert_eq!(hours_of("1 Hour").as_deref(), Some("1"));
        assert_eq!(hours_of("1/Hour").as_deref(), Some("1"));
        assert_eq!(hours_of("10K/Hour").as_deref(), Some("10000"));
        for unit in ["1 GB Hour", "1 GB/Hour", "1 Minute", "1/Month", "1", ""] {
            assert_eq!(hours_of(unit), None, "{unit}");
        }
    }
}
