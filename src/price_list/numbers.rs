//! Numbers of a list, packed into 64 bits: a price has few digits, and a list has a million of them.

use crate::money::{Decimal, DecimalError, short_digits};
use foldhash::fast::FixedState;
use hashbrown::HashMap;
use serde::{Deserialize, Serialize};

/// A number of a list that is not negative. Equal numbers are equal bits.
///
/// Bit 63 says that it is the place of a [`Decimal`] in [`Numbers`]; else bits 58 to 62 are the scale and the rest is
/// the mantissa, without padding zeros.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(super) struct Number {
    // Two halves, so that a row of a list is no longer than it must be.
    high: u32,
    low: u32,
}

const LARGE: u64 = 1 << 63;
const SCALE_AT: u32 = 58;
const MANTISSA: u64 = (1 << SCALE_AT) - 1;

/// The numbers that do not fit 64 bits.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Numbers {
    large: Vec<Decimal>,
    #[serde(skip)]
    places: HashMap<Decimal, u64, FixedState>,
}

impl Number {
    #[expect(clippy::cast_possible_truncation, reason = "the halves are what is wanted")]
    pub(super) const fn of_bits(bits: u64) -> Self {
        Self { high: (bits >> 32) as u32, low: bits as u32 }
    }

    pub(super) fn bits(self) -> u64 {
        u64::from(self.high) << 32 | u64::from(self.low)
    }
}

fn pack(mantissa: u64, scale: u32) -> Option<Number> {
    let (mut mantissa, mut scale) = (mantissa, if mantissa == 0 { 0 } else { scale });
    while scale > 0 && mantissa.checked_rem(10) == Some(0) {
        mantissa = mantissa.checked_div(10)?;
        scale = scale.checked_sub(1)?;
    }
    (mantissa <= MANTISSA && scale <= 28).then(|| Number::of_bits((u64::from(scale) << SCALE_AT) | mantissa))
}

impl Numbers {
    /// Reads a number; `Err(None)` for a negative one.
    pub(super) fn parse(&mut self, text: &[u8]) -> Result<Number, Option<DecimalError>> {
        if let Some(number) = short_digits(text).and_then(|(mantissa, scale)| pack(mantissa, scale)) {
            return Ok(number);
        }
        let value = Decimal::parse(text).map_err(Some)?;
        if value.is_negative() { Err(None) } else { Ok(self.add(value)) }
    }

    /// The number of a value that is not negative.
    pub(super) fn add(&mut self, value: Decimal) -> Number {
        let (mantissa, scale) = value.mantissa_and_scale();
        if let Some(number) = u64::try_from(mantissa).ok().and_then(|mantissa| pack(mantissa, scale)) {
            return number;
        }
        let Self { large, places } = self;
        let place = *places.entry(value).or_insert_with(|| {
            large.push(value);
            u64::try_from(large.len().saturating_sub(1)).unwrap_or_default()
        });
        Number::of_bits(LARGE | place)
    }

    /// Its value.
    pub(super) fn value(&self, number: Number) -> Decimal {
        let bits = number.bits();
        if bits & LARGE != 0 {
            return usize::try_from(bits & MANTISSA)
                .ok()
                .and_then(|place| self.large.get(place))
                .copied()
                .unwrap_or_default();
        }
        let scale = u32::try_from(bits >> SCALE_AT).unwrap_or_default();
        Decimal::from_parts(bits & MANTISSA, scale)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_comes_back() {
        let mut numbers = Numbers::default();
        for text in [
            "0",
            "0.0",
            "1.324646",
            "100",
            "0.000000208",
            "288230376151711743",
            "288230376151711744",
            "0.1234567890123456789012345678",
            "79228162514264337593543950335",
        ] {
            let number = numbers.parse(text.as_bytes()).expect("a number");
            assert_eq!(numbers.value(number), text.parse().expect("a decimal"), "{text}");
        }
    }

    #[test]
    fn equal_numbers_are_equal_bits() {
        let mut numbers = Numbers::default();
        let mut parse = |text: &str| numbers.parse(text.as_bytes()).expect("a number");
        assert_eq!(parse("0.50"), parse(".5"));
        assert_eq!(parse("5E-1"), parse("0.5"));
        assert_eq!(parse("0.00E+00"), parse("0"));
        assert_eq!(parse("0.1234567890123456789012345678"), parse("0.12345678901234567890123456780"));
        assert_eq!(numbers.parse(b"-1"), Err(None));
        assert_eq!(numbers.parse(b"1.2.3"), Err(Some(DecimalError::NotADecimal)));
    }
}
