//! Units of measure as price lists print them: `1 Hour`, `100 Hours`, `10K`, `1 GB/Month`.

use crate::money::Decimal;

/// Units of measure in an hour: 1 for `1 Hour`, 0.01 for `100 Hours`; `None` for a unit that counts no hours.
///
/// ```
/// # use azplan::units::hours_per_unit;
/// assert_eq!(hours_per_unit("100 Hours").map(|units| units.to_string()).as_deref(), Some("0.01"));
/// assert_eq!(hours_per_unit("1 GB/Month"), None);
/// ```
#[must_use]
pub fn hours_per_unit(unit: &str) -> Option<Decimal> {
    let unit = unit.trim().to_ascii_lowercase();
    let (count, name) = match unit.split_once('/') {
        Some((count, name)) => (count.trim(), name.trim()),
        None => unit.split_once(' ').map(|(count, name)| (count, name.trim()))?,
    };
    if name != "hour" && name != "hours" {
        return None;
    }
    // Blocks are powers of ten, so their inverse is a decimal.
    let zeros = count.strip_prefix('1')?;
    if zeros.bytes().all(|byte| byte == b'0') { format!("1e-{}", zeros.len()).parse().ok() } else { None }
}
