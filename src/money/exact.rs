//! Exact results of calculations.

use crate::error::{Error, ErrorCode, Result};
use ethnum::I256;
use serde::{Serialize, Serializer};
use std::cmp::Ordering;
use std::fmt;

/// `mantissa x 10^-scale` with a 256-bit mantissa: products and sums of [`Decimal`](super::Decimal)s with every digit.
///
/// Equal numbers are equal whatever their scale. Prints in plain notation without padding zeros.
///
/// ```
/// # use azplan::money::Decimal;
/// let quantity: Decimal = "555.950039".parse()?;
/// let price: Decimal = "0.868".parse()?;
/// assert_eq!(quantity.exact().times(price.exact())?.to_string(), "482.564633852");
/// # Ok::<(), azplan::Error>(())
/// ```
#[derive(Debug, Clone, Copy, Default)]
pub struct Exact {
    mantissa: I256,
    scale: u32,
}

#[cold]
fn out_of_range() -> Error {
    Error::new(ErrorCode::MONEY_OUT_OF_RANGE, "a result has more digits than can be held exactly")
}

pub(super) fn power_of_ten(exponent: u32) -> Result<I256> {
    // Up to 18 digits in 64 bits: that is what nearly all are, and many times as fast.
    match small_power(exponent) {
        Some(power) => Ok(I256::new(i128::from(power))),
        None => I256::new(10).checked_pow(exponent).ok_or_else(out_of_range),
    }
}

/// A power of ten in 64 bits.
#[inline]
pub(super) fn small_power(exponent: u32) -> Option<i64> {
    usize::try_from(exponent).ok().and_then(|exponent| SMALL_POWERS.get(exponent)).copied()
}

const SMALL_POWERS: [i64; 19] = [
    1,
    10,
    100,
    1_000,
    10_000,
    100_000,
    1_000_000,
    10_000_000,
    100_000_000,
    1_000_000_000,
    10_000_000_000,
    100_000_000_000,
    1_000_000_000_000,
    10_000_000_000_000,
    100_000_000_000_000,
    1_000_000_000_000_000,
    10_000_000_000_000_000,
    100_000_000_000_000_000,
    1_000_000_000_000_000_000,
];

/// The number in 128 bits, where it fits.
const fn narrow(value: I256) -> Option<i128> {
    let (high, low) = value.into_words();
    if high == low >> 127 { Some(low) } else { None }
}

/// The number in 64 bits, where it fits.
const fn short(value: i128) -> Option<i64> {
    #[expect(clippy::cast_possible_truncation, reason = "it is compared with what it was")]
    let low = value as i64;
    if low as i128 == value { Some(low) } else { None }
}

/// Product; in 128 bits where that is enough, as it nearly always is.
fn product(left: I256, right: I256) -> Option<I256> {
    let narrow_product = narrow(left).zip(narrow(right)).and_then(|(left, right)| match (short(left), short(right)) {
        // Two numbers of 64 bits always have a product of 128.
        (Some(left), Some(right)) => Some(i128::from(left).wrapping_mul(i128::from(right))),
        _ => left.checked_mul(right),
    });
    narrow_product.map(I256::new).or_else(|| left.checked_mul(right))
}

/// Sum, likewise.
fn sum(left: I256, right: I256) -> Option<I256> {
    let narrow_sum = narrow(left).zip(narrow(right)).and_then(|(left, right)| left.checked_add(right));
    narrow_sum.map(I256::new).or_else(|| left.checked_add(right))
}

impl Exact {
    /// 0.
    pub const ZERO: Self = Self { mantissa: I256::ZERO, scale: 0 };

    /// `mantissa x 10^-scale`.
    #[must_use]
    pub const fn new(mantissa: i128, scale: u32) -> Self {
        Self { mantissa: I256::new(mantissa), scale }
    }

    pub(super) const fn from_parts(mantissa: I256, scale: u32) -> Self {
        Self { mantissa, scale }
    }

    pub(super) const fn parts(self) -> (I256, u32) {
        (self.mantissa, self.scale)
    }

    /// The mantissa at a larger scale.
    pub(super) fn at_scale(self, scale: u32) -> Result<I256> {
        let up = scale.checked_sub(self.scale).ok_or_else(out_of_range)?;
        if up == 0 {
            return Ok(self.mantissa);
        }
        product(self.mantissa, power_of_ten(up)?).ok_or_else(out_of_range)
    }

    /// Sum.
    ///
    /// # Errors
    /// `money.outOfRange` where it cannot be held.
    #[inline]
    pub fn plus(self, other: Self) -> Result<Self> {
        match (self.scale == other.scale, self.is_zero(), other.is_zero()) {
            (_, _, true) => Ok(self),
            (_, true, _) => Ok(other),
            (true, ..) => match sum(self.mantissa, other.mantissa) {
                Some(mantissa) => Ok(Self { mantissa, ..self }),
                None => Err(out_of_range()),
            },
            _ => self.plus_of_other_scale(other),
        }
    }

    #[inline(never)]
    fn plus_of_other_scale(self, other: Self) -> Result<Self> {
        let scale = self.scale.max(other.scale);
        match sum(self.at_scale(scale)?, other.at_scale(scale)?) {
            Some(mantissa) => Ok(Self { mantissa, scale }),
            None => Err(out_of_range()),
        }
    }

    /// Difference.
    ///
    /// # Errors
    /// `money.outOfRange` where it cannot be held.
    pub fn minus(self, other: Self) -> Result<Self> {
        self.plus(Self { mantissa: other.mantissa.checked_neg().ok_or_else(out_of_range)?, scale: other.scale })
    }

    /// Product.
    ///
    /// # Errors
    /// `money.outOfRange` where it cannot be held.
    pub fn times(self, other: Self) -> Result<Self> {
        let mantissa = product(self.mantissa, other.mantissa).ok_or_else(out_of_range)?;
        let scale = self.scale.checked_add(other.scale).ok_or_else(out_of_range)?;
        if mantissa == I256::ZERO {
            return Ok(Self::ZERO);
        }
        Ok(Self { mantissa, scale })
    }

    /// Quotient, where it is a decimal of at most 28 more digits; else `None`, for nothing is rounded here.
    ///
    /// # Errors
    /// `money.outOfRange` where it cannot be held.
    pub fn quotient(self, divisor: Self) -> Result<Option<Self>> {
        let top = self.mantissa.checked_mul(power_of_ten(28)?).ok_or_else(out_of_range)?;
        let (quotient, rest) = (top.checked_div(divisor.mantissa), top.checked_rem(divisor.mantissa));
        let Some(quotient) = quotient.filter(|_| rest == Some(I256::ZERO)) else { return Ok(None) };
        let scale = self.scale.checked_add(28).ok_or_else(out_of_range)?;
        match scale.checked_sub(divisor.scale) {
            Some(scale) => Ok(Some(Self { mantissa: quotient, scale }.normalised())),
            None => Ok(None),
        }
    }

    /// True for 0.
    #[must_use]
    pub fn is_zero(self) -> bool {
        self.mantissa == I256::ZERO
    }

    /// True below 0.
    #[must_use]
    pub const fn is_negative(self) -> bool {
        self.mantissa.is_negative()
    }

    /// The same number without padding zeros.
    fn normalised(self) -> Self {
        let ten = I256::new(10);
        let mut value = self;
        while value.scale > 0 && value.mantissa.checked_rem(ten) == Some(I256::ZERO) {
            value.mantissa = value.mantissa.checked_div(ten).unwrap_or_default();
            value.scale = value.scale.saturating_sub(1);
        }
        value
    }

    /// Text with at least `places` digits after the point.
    #[must_use]
    pub fn to_fixed(self, places: u32) -> String {
        let value = self.normalised();
        let (sign, digits) = match value.mantissa.to_string() {
            text if text.starts_with('-') => ("-", text.trim_start_matches('-').to_owned()),
            text => ("", text),
        };
        let scale = usize::try_from(value.scale).unwrap_or_default();
        let width = scale.saturating_add(1);
        let digits = format!("{digits:0>width$}");
        let (whole, fraction) = digits.split_at_checked(digits.len().saturating_sub(scale)).unwrap_or(("0", ""));
        let places = usize::try_from(places).unwrap_or_default();
        if fraction.is_empty() && places == 0 {
            return format!("{sign}{whole}");
        }
        format!("{sign}{whole}.{fraction:0<places$}")
    }
}

impl PartialEq for Exact {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Exact {}

impl PartialOrd for Exact {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Exact {
    fn cmp(&self, other: &Self) -> Ordering {
        if self.scale == other.scale {
            return self.mantissa.cmp(&other.mantissa);
        }
        let [sign, other_sign] = [self, other].map(|number| number.mantissa.signum128());
        if sign != other_sign || sign == 0 {
            return sign.cmp(&other_sign);
        }
        let scale = self.scale.max(other.scale);
        match (self.at_scale(scale), other.at_scale(scale)) {
            (Ok(left), Ok(right)) => left.cmp(&right),
            // Only the number that had to be scaled up can overflow, and then its magnitude is the larger one.
            (Err(_), _) => {
                if self.is_negative() {
                    Ordering::Less
                } else {
                    Ordering::Greater
                }
            }
            (_, Err(_)) => {
                if other.is_negative() {
                    Ordering::Greater
                } else {
                    Ordering::Less
                }
            }
        }
    }
}

impl fmt::Display for Exact {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.to_fixed(0))
    }
}

impl Serialize for Exact {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exact(text: &str) -> Exact {
        text.parse::<crate::money::Decimal>().expect("a decimal").exact()
    }

    #[test]
    fn products_keep_every_digit() {
        let product =
            exact("7922816251426433759.3543950335").times(exact("0.1234567890123456789012345678")).expect("fits");
        assert_eq!(product.to_string(), "978125454335936727.0846859958678944430754776280468390213");
    }

    #[test]
    fn what_does_not_fit_is_an_error() {
        let large = exact("79228162514264337593543950335");
        let square = large.times(large).expect("fits");
        assert!(square.times(large).is_err());
        let sum = |scale| Exact::new(5, 0).plus(Exact::new(1, scale)).map(|sum| sum.to_string());
        assert_eq!(sum(76), Ok(format!("5.{}1", "0".repeat(75))));
        assert!(sum(77).is_err());
    }

    #[test]
    fn products_do_not_depend_on_the_order_of_factors() {
        // Products on both sides of what 64, 128 and 127 bits hold.
        let powers = [
            1_i128,
            3,
            4,
            0x7fff_ffff,
            1 << 32,
            1 << 62,
            0x7fff_ffff_ffff_ffff,
            1 << 63,
            0xffff_ffff_0000_0000,
            1 << 64,
        ];
        let signed = powers.into_iter().flat_map(|power| [Some(power), power.checked_neg()]);
        let factors: Vec<Exact> = signed.flatten().map(|number| Exact::new(number, 2)).collect();
        for (first, second) in factors.iter().flat_map(|first| factors.iter().map(move |second| (*first, *second))) {
            for third in factors.iter().copied() {
                let left = first.times(second).and_then(|product| product.times(third)).expect("fits");
                let right = second.times(third).and_then(|product| product.times(first)).expect("fits");
                assert_eq!(left, right, "{first} x {second} x {third}");
                let below = [first, second, third].into_iter().fold(false, |below, it| below != it.is_negative());
                assert_eq!(left.is_negative(), below);
            }
        }
    }

    #[test]
    fn nothing_is_nothing_whatever_its_scale() {
        let (five, nothing) = (Exact::new(5, 0), Exact::new(0, 90));
        assert_eq!(five.plus(nothing), Ok(five));
        assert_eq!(nothing.plus(five), Ok(five));
        assert_eq!(nothing, Exact::ZERO);
        for (number, order) in [(five, Ordering::Greater), (Exact::new(-5, 0), Ordering::Less)] {
            assert_eq!(number.cmp(&nothing), order);
            assert_eq!(nothing.cmp(&number), order.reverse());
        }
    }

    #[test]
    fn equal_numbers_are_equal_whatever_their_scale() {
        assert_eq!(Exact::new(1500, 3), Exact::new(15, 1));
        assert!(Exact::new(-1, 0) < Exact::new(1, 30));
        assert_eq!(Exact::new(-1500, 3).to_fixed(2), "-1.50");
        assert_eq!(Exact::new(5, 3).to_fixed(2), "0.005");
        assert_eq!(Exact::new(-5, 2).to_string(), "-0.05");
    }
}
