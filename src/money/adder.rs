//! Sums of many decimals.

use super::exact::small_power;
use super::{Decimal, Exact};
use crate::error::Result;

/// A sum under way, exact: in 128 bits as long as these hold it, which is nearly always.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Adder {
    mantissa: i128,
    scale: u32,
    /// What did not fit.
    rest: Exact,
}

impl Adder {
    /// Adds a number.
    ///
    /// # Errors
    /// `money.outOfRange` where the sum cannot be held.
    #[inline]
    pub(crate) fn add(&mut self, value: Decimal) -> Result<()> {
        if let Some(done) = self.with(value) {
            *self = done;
            return Ok(());
        }
        self.rest = self.rest.plus(value.exact())?;
        Ok(())
    }

    #[inline]
    fn with(&self, value: Decimal) -> Option<Self> {
        let (mantissa, scale) = value.mantissa_and_scale();
        if scale > self.scale {
            let own = self.mantissa.checked_mul(i128::from(small_power(scale.checked_sub(self.scale)?)?))?;
            return Some(Self { mantissa: own.checked_add(mantissa)?, scale, rest: self.rest });
        }
        let up = self.scale.checked_sub(scale)?;
        let raised = if up == 0 {
            mantissa
        } else {
            // Two numbers of 64 bits always have a product of 128.
            i128::from(i64::try_from(mantissa).ok()?).wrapping_mul(i128::from(small_power(up)?))
        };
        Some(Self { mantissa: self.mantissa.checked_add(raised)?, ..*self })
    }

    /// The sum.
    ///
    /// # Errors
    /// `money.outOfRange` where it cannot be held.
    pub(crate) fn sum(&self) -> Result<Exact> {
        let sum = Exact::new(self.mantissa, self.scale);
        if self.rest.is_zero() { Ok(sum) } else { sum.plus(self.rest) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_those_of_exact_numbers() {
        let numbers = [
            "1.5",
            "0.000000000000000001",
            "-3",
            "79228162514264337593543950335",
            "0.1234567890123456789012345678",
            "-79228162514264337593543950335",
            "79228162514264337593543950335",
            "12.25",
        ];
        let (mut adder, mut sum) = (Adder::default(), Exact::ZERO);
        for _ in 0..3 {
            for number in numbers {
                let number: Decimal = number.parse().expect("a decimal");
                adder.add(number).expect("fits");
                sum = sum.plus(number.exact()).expect("fits");
                assert_eq!(adder.sum().expect("fits"), sum);
            }
        }
    }
}
