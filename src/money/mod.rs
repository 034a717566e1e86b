//! Money that is exact: no binary floating point, no silent rounding.
//!
//! [`Decimal`] holds what files and people write (28 digits, as `rust_decimal` does).
//! [`Exact`] holds what is computed from it: a 256-bit integer and a scale, so that products and sums keep every digit;
//! what does not fit is an error, never a rounded value. [`rounding`] is the only place that rounds.

mod adder;
mod currency;
mod decimal;
mod exact;
mod packed;
pub mod rounding;

pub(crate) use adder::Adder;
pub use currency::{Currency, Money};
pub(crate) use decimal::short_digits;
pub use decimal::{Decimal, DecimalError};
pub use exact::Exact;
pub(crate) use packed::Packed;
pub use rounding::RoundingPolicy;
