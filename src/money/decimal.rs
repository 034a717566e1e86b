//! Decimal numbers as files and people write them.

use super::Exact;
use crate::error::{Error, ErrorCode, Result};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::str::FromStr;

/// An exact decimal of at most 28 digits: a price, quantity or rate as written in a file or request.
///
/// Reads plain (`0.30`, `.5`) and E-notation (`2.08E-07`); refuses, rather than rounds, what it cannot hold.
/// In JSON it is text, never a number. It is held without padding zeros, so that equal numbers are equal parts.
///
/// ```
/// # use azplan::money::Decimal;
/// let price: Decimal = "2.08E-07".parse()?;
/// assert_eq!(price.to_string(), "0.000000208");
/// assert!("1,5".parse::<Decimal>().is_err());
/// # Ok::<(), azplan::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Decimal(rust_decimal::Decimal);

/// Why text is not a [`Decimal`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DecimalError {
    /// Not digits with an optional sign, point and exponent.
    NotADecimal,
    /// More digits than can be held exactly.
    OutOfRange,
}

impl DecimalError {
    /// The code of the error.
    #[must_use]
    pub const fn code(self) -> ErrorCode {
        match self {
            Self::NotADecimal => ErrorCode::MONEY_NOT_A_DECIMAL,
            Self::OutOfRange => ErrorCode::MONEY_OUT_OF_RANGE,
        }
    }

    /// The sentence about `text`.
    #[must_use]
    pub fn message(self, text: &str) -> String {
        match self {
            Self::NotADecimal => format!("`{text}` is not a decimal number"),
            Self::OutOfRange => format!("`{text}` has more digits than can be held exactly"),
        }
    }
}

/// Digits and scale of a number while it is read.
#[derive(Default)]
struct Digits {
    mantissa: u128,
    scale: i32,
    seen: bool,
    /// Zeros at the end that are not in `mantissa` yet: they may turn out to be padding.
    zeros: u32,
}

impl Digits {
    fn push(&mut self, digit: u8, fraction: bool) -> Result<(), DecimalError> {
        self.seen = true;
        if fraction {
            self.scale = self.scale.checked_add(1).ok_or(DecimalError::OutOfRange)?;
        }
        if digit == b'0' {
            self.zeros = self.zeros.checked_add(1).ok_or(DecimalError::OutOfRange)?;
            return Ok(());
        }
        self.flush()?;
        let digit = u128::from(digit.wrapping_sub(b'0'));
        self.mantissa = self
            .mantissa
            .checked_mul(10)
            .and_then(|mantissa| mantissa.checked_add(digit))
            .ok_or(DecimalError::OutOfRange)?;
        Ok(())
    }

    fn flush(&mut self) -> Result<(), DecimalError> {
        if self.mantissa != 0 {
            let factor = 10u128.checked_pow(self.zeros).ok_or(DecimalError::OutOfRange)?;
            self.mantissa = self.mantissa.checked_mul(factor).ok_or(DecimalError::OutOfRange)?;
        }
        self.zeros = 0;
        Ok(())
    }
}

impl Decimal {
    /// 0.
    pub const ZERO: Self = Self(rust_decimal::Decimal::ZERO);
    /// 1.
    pub const ONE: Self = Self(rust_decimal::Decimal::ONE);

    /// Reads a number from the bytes of a cell, spaces around it allowed.
    ///
    /// # Errors
    /// [`DecimalError`] where it is no number or cannot be held exactly.
    pub fn parse(text: &[u8]) -> Result<Self, DecimalError> {
        let text = text.trim_ascii();
        let (negative, rest) = match text.split_first() {
            Some((b'-', rest)) => (true, rest),
            Some((b'+', rest)) => (false, rest),
            _ => (false, text),
        };
        if let Some((mantissa, scale)) = short_digits(rest) {
            let mut value = Self::from_parts(mantissa, scale);
            value.0.set_sign_negative(negative && mantissa != 0);
            return Ok(value);
        }
        let (number, exponent) = match rest.iter().position(|byte| matches!(byte, b'e' | b'E')) {
            Some(place) => {
                let (number, exponent) = rest.split_at_checked(place).unwrap_or_default();
                (number, parse_exponent(exponent.get(1..).unwrap_or_default())?)
            }
            None => (rest, 0),
        };
        let mut digits = Digits::default();
        let mut fraction = false;
        for byte in number.iter().copied() {
            match byte {
                b'0'..=b'9' => digits.push(byte, fraction)?,
                b'.' if !fraction => fraction = true,
                _ => return Err(DecimalError::NotADecimal),
            }
        }
        if !digits.seen {
            return Err(DecimalError::NotADecimal);
        }
        Self::from_digits(negative, digits, exponent)
    }

    fn from_digits(negative: bool, digits: Digits, exponent: i32) -> Result<Self, DecimalError> {
        if digits.mantissa == 0 {
            return Ok(Self::ZERO);
        }
        // Trailing zeros are only a matter of scale.
        let zeros = i32::try_from(digits.zeros).map_err(|_| DecimalError::OutOfRange)?;
        let scale = digits
            .scale
            .checked_sub(zeros)
            .and_then(|scale| scale.checked_sub(exponent))
            .ok_or(DecimalError::OutOfRange)?;
        // A scale below 0 is zeros before the point.
        let factor = 10u128.checked_pow(scale.min(0).unsigned_abs()).ok_or(DecimalError::OutOfRange)?;
        let mantissa = digits.mantissa.checked_mul(factor).ok_or(DecimalError::OutOfRange)?;
        let mantissa = i128::try_from(mantissa).map_err(|_| DecimalError::OutOfRange)?;
        let mut value = rust_decimal::Decimal::try_from_i128_with_scale(mantissa, scale.max(0).unsigned_abs())
            .map_err(|_| DecimalError::OutOfRange)?;
        value.set_sign_negative(negative);
        Ok(Self(value))
    }

    /// The number for computing.
    #[must_use]
    pub fn exact(self) -> Exact {
        Exact::new(self.0.mantissa(), self.0.scale())
    }

    /// `mantissa x 10^-scale`, without padding zeros.
    pub(crate) fn from_parts(mantissa: u64, scale: u32) -> Self {
        // 64 bits and a scale of at most 28 always fit.
        rust_decimal::Decimal::try_from_i128_with_scale(i128::from(mantissa), scale).map(Self).unwrap_or_default()
    }

    /// The number with the other sign.
    pub(super) fn negated(mut self) -> Self {
        self.0.set_sign_negative(!self.is_negative() && !self.is_zero());
        self
    }

    /// The integer and the scale that make the number.
    #[must_use]
    pub const fn mantissa_and_scale(self) -> (i128, u32) {
        (self.0.mantissa(), self.0.scale())
    }

    /// True below 0.
    #[must_use]
    pub const fn is_negative(self) -> bool {
        self.0.is_sign_negative() && !self.0.is_zero()
    }

    /// True for 0.
    #[must_use]
    pub const fn is_zero(self) -> bool {
        self.0.is_zero()
    }
}

/// Digits and scale of short plain text such as `0.291`, without padding zeros: what nearly all numbers of files are.
pub(crate) fn short_digits(text: &[u8]) -> Option<(u64, u32)> {
    if text.is_empty() || text.len() > 18 {
        return None;
    }
    let (mut mantissa, mut digits, mut point) = (0u64, 0u32, None);
    for byte in text {
        match byte {
            b'0'..=b'9' => {
                mantissa = mantissa.wrapping_mul(10).wrapping_add(u64::from(byte.wrapping_sub(b'0')));
                digits = digits.wrapping_add(1);
            }
            b'.' if point.is_none() => point = Some(digits),
            _ => return None,
        }
    }
    if digits == 0 {
        return None;
    }
    let mut scale = if mantissa == 0 { 0 } else { digits.wrapping_sub(point.unwrap_or(digits)) };
    while scale > 0 && mantissa.checked_rem(10) == Some(0) {
        mantissa = mantissa.checked_div(10)?;
        scale = scale.checked_sub(1)?;
    }
    Some((mantissa, scale))
}

fn parse_exponent(text: &[u8]) -> Result<i32, DecimalError> {
    let digits = match text.split_first() {
        Some((b'-' | b'+', rest)) => rest,
        _ => text,
    };
    if digits.is_empty() || !digits.iter().all(u8::is_ascii_digit) {
        return Err(DecimalError::NotADecimal);
    }
    let text = std::str::from_utf8(text).map_err(|_| DecimalError::NotADecimal)?;
    text.parse().map_err(|_| DecimalError::OutOfRange)
}

impl FromStr for Decimal {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        Self::parse(text.as_bytes()).map_err(|error| Error::new(error.code(), error.message(text)))
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.exact().fmt(formatter)
    }
}

impl Serialize for Decimal {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Decimal {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        struct Text;
        impl serde::de::Visitor<'_> for Text {
            type Value = Decimal;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a decimal number as text, such as \"12.5\"")
            }

            fn visit_str<E: serde::de::Error>(self, text: &str) -> std::result::Result<Decimal, E> {
                text.parse().map_err(E::custom)
            }
        }
        deserializer.deserialize_str(Text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn reads(text: &str, printed: &str) {
        assert_eq!(text.parse::<Decimal>().map(|value| value.to_string()), Ok(printed.to_owned()));
    }

    #[track_caller]
    fn refuses(text: &str, error: DecimalError) {
        assert_eq!(Decimal::parse(text.as_bytes()), Err(error), "{text}");
    }

    #[test]
    fn reads_what_sheets_print() {
        reads("15", "15");
        reads(".50", "0.5");
        reads("0.00E+00", "0");
        reads("2.08E-07", "0.000000208");
        reads("9.22337E+18", "9223370000000000000");
        reads("9223372036854780000", "9223372036854780000");
        reads("-0.10", "-0.1");
        reads(" 7. ", "7");
        reads("0.3000000000000000000000000000000000", "0.3");
        reads("79228162514264337593543950335", "79228162514264337593543950335");
        reads("-0", "0");
        reads("+7.50", "7.5");
    }

    #[test]
    fn the_other_sign_of_a_number() {
        for (text, other) in [("1.5", "-1.5"), ("-1.5", "1.5")] {
            let number: Decimal = text.parse().expect("a decimal");
            assert_eq!(number.negated().to_string(), other);
        }
        assert!(!Decimal::ZERO.negated().0.is_sign_negative());
    }

    #[test]
    fn a_number_that_is_not_text_is_refused_with_what_is_wanted() {
        let error = serde_json::from_str::<Decimal>("12.5").expect_err("a number of JSON");
        assert!(error.to_string().contains("expected a decimal number as text, such as \"12.5\""), "{error}");
    }

    #[test]
    fn refuses_rather_than_rounds() {
        for text in ["", " ", "abc", "1,5", "1.2.3", "NaN", "inf", "1e", "e5", "--1", "$1", "1 2", "0x10", "."] {
            refuses(text, DecimalError::NotADecimal);
        }
        for text in
            ["79228162514264337593543950336", "1e400", "1e-400", "0.12345678901234567890123456789", "1e99999999999"]
        {
            refuses(text, DecimalError::OutOfRange);
        }
    }
}
