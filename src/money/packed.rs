//! Decimals in 64 bits: files have millions of them, and nearly all have few digits.

use super::Decimal;

/// A number in 64 bits, or the place of a longer one in a table of its owner. Equal numbers are equal bits.
///
/// Bit 63 says that it is a place; else bits 58 to 62 are the scale, bit 57 the sign, and the rest is the mantissa, without
/// padding zeros.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(crate) struct Packed {
    // Two halves, so that a row is no longer than it must be.
    high: u32,
    low: u32,
}

const PLACE: u64 = 1 << 63;
const SCALE_AT: u32 = 58;
const NEGATIVE: u64 = 1 << 57;
const MANTISSA: u64 = NEGATIVE - 1;

impl Packed {
    #[expect(clippy::cast_possible_truncation, reason = "the halves are what is wanted")]
    pub(crate) const fn of_bits(bits: u64) -> Self {
        Self { high: (bits >> 32) as u32, low: bits as u32 }
    }

    pub(crate) fn bits(self) -> u64 {
        u64::from(self.high) << 32 | u64::from(self.low)
    }

    /// A number that is not negative and has no padding zeros; nothing where it has too many digits.
    #[inline]
    pub(crate) fn of_digits(mantissa: u64, scale: u32) -> Option<Self> {
        (mantissa <= MANTISSA && scale <= 28).then(|| Self::of_bits((u64::from(scale) << SCALE_AT) | mantissa))
    }

    /// Any number; nothing where it has too many digits.
    pub(crate) fn of(value: Decimal) -> Option<Self> {
        let (mantissa, scale) = value.mantissa_and_scale();
        let packed = Self::of_digits(u64::try_from(mantissa.unsigned_abs()).ok()?, scale)?;
        Some(if mantissa < 0 { Self::of_bits(packed.bits() | NEGATIVE) } else { packed })
    }

    /// The place of a longer number.
    pub(crate) const fn at(place: u32) -> Self {
        Self { high: 1 << 31, low: place }
    }

    /// The number, or the place of it.
    #[inline]
    pub(crate) fn value(self) -> Result<Decimal, u32> {
        let bits = self.bits();
        if bits & PLACE != 0 {
            return Err(self.low);
        }
        let scale = u32::try_from(bits >> SCALE_AT).unwrap_or_default();
        let value = Decimal::from_parts(bits & MANTISSA, scale);
        Ok(if bits & NEGATIVE != 0 { value.negated() } else { value })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_numbers_come_back() {
        for text in ["0", "1.324646", "-1.5", "100", "-0.000000208", "144115188075855871"] {
            let value: Decimal = text.parse().expect("a decimal");
            assert_eq!(Packed::of(value).map(Packed::value), Some(Ok(value)), "{text}");
        }
        assert_eq!(Packed::of("144115188075855872".parse().expect("a decimal")), None);
        assert_eq!(Packed::at(7).value(), Err(7));
    }

    #[test]
    fn equal_numbers_are_equal_bits() {
        let packed = |text: &str| Packed::of(text.parse().expect("a decimal"));
        assert_eq!(packed("0.50"), packed(".5"));
        assert_eq!(packed("-0"), packed("0.00"));
        assert_ne!(packed("-1"), packed("1"));
    }
}
