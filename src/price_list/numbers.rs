//! Numbers of a list, packed into 64 bits: a price has few digits, and a list has a million of them.

use crate::money::{Decimal, DecimalError, Packed, short_digits};
use foldhash::fast::FixedState;
use hashbrown::HashMap;
use serde::{Deserialize, Serialize};

/// A number of a list, which is not negative; a longer one is in [`Numbers`].
pub(super) type Number = Packed;

/// The price of a row that could not be used, but whose place among the others is known.
pub(super) const UNKNOWN: Number = Packed::at(u32::MAX);

/// The numbers that do not fit 64 bits.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Numbers {
    large: Vec<Decimal>,
    #[serde(skip)]
    places: HashMap<Decimal, u32, FixedState>,
}

impl Numbers {
    /// Reads a number; `Err(None)` for a negative one.
    pub(super) fn parse(&mut self, text: &[u8]) -> Result<Number, Option<DecimalError>> {
        if let Some(number) = short_digits(text).and_then(|(mantissa, scale)| Packed::of_digits(mantissa, scale)) {
            return Ok(number);
        }
        let value = Decimal::parse(text).map_err(Some)?;
        if value.is_negative() { Err(None) } else { Ok(self.add(value)) }
    }

    /// The number of a value that is not negative.
    pub(super) fn add(&mut self, value: Decimal) -> Number {
        Packed::of(value).unwrap_or_else(|| {
            let Self { large, places } = self;
            let place = *places.entry(value).or_insert_with(|| {
                large.push(value);
                u32::try_from(large.len().saturating_sub(1)).unwrap_or(u32::MAX)
            });
            Packed::at(place)
        })
    }

    /// Its value; nothing for [`UNKNOWN`].
    pub(super) fn value(&self, number: Number) -> Option<Decimal> {
        match number.value() {
            Ok(value) => Some(value),
            Err(place) => self.large.get(usize::try_from(place).ok()?).copied(),
        }
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
            assert_eq!(numbers.value(number), Some(text.parse().expect("a decimal")), "{text}");
        }
        assert_eq!(numbers.value(UNKNOWN), None);
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
