//! Bugs that a target has found and that are not mended yet: the targets look away, so that they find the next one.
//! Whoever mends one takes its line out; its input is in `seeds` already.

/// A zero byte beyond the first 16 KiB makes a file binary when it is pushed whole, and not when it is pushed in pieces.
pub const ZERO_BYTE_LATE: bool = true;

/// Two spellings of one instant or tier start (`0` and `0.0`, no end and `9999-11-30`) are two times and two tiers:
/// equal rows contradict each other or are kept twice, and of contradicting ones the first holds.
pub const SPELLINGS: bool = true;

/// Rows of one price (product, SKU, meter, region, type, term) with different titles: the first row's title holds, and
/// with it whether the price is Spot and earns PEC.
pub const TITLES: bool = true;
