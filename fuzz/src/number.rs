//! Decimal numbers with every digit, for reckonings that share nothing with the core.

use std::cmp::Ordering;
use std::fmt;

/// `digits x 10^-scale`. Digits that do not fit end the program: overflow checks are on.
#[derive(Debug, Clone, Copy, Default)]
pub struct Number {
    digits: i128,
    scale: u32,
}

impl Number {
    /// 0.
    pub const ZERO: Self = Self { digits: 0, scale: 0 };

    /// `digits x 10^-scale`.
    #[must_use]
    pub const fn new(digits: i128, scale: u32) -> Self {
        Self { digits, scale }
    }

    fn at(self, scale: u32) -> i128 {
        self.digits * 10i128.pow(scale - self.scale)
    }

    fn both(self, other: Self) -> (i128, i128, u32) {
        let scale = self.scale.max(other.scale);
        (self.at(scale), other.at(scale), scale)
    }

    /// Is it 0?
    #[must_use]
    pub const fn is_zero(self) -> bool {
        self.digits == 0
    }

    /// Is it below 0?
    #[must_use]
    pub const fn is_negative(self) -> bool {
        self.digits < 0
    }

    /// Cut to so many places, towards 0.
    #[must_use]
    pub fn cut(self, places: u32) -> Self {
        if self.scale <= places {
            return self;
        }
        Self { digits: self.digits / 10i128.pow(self.scale - places), scale: places }
    }

    /// Divided by another number, and cut to so many places, towards 0.
    #[must_use]
    pub fn divided_and_cut(self, by: Self, places: u32) -> Self {
        let (left, right, _) = self.both(by);
        Self { digits: left * 10i128.pow(places) / right, scale: places }
    }

    /// Rounded half up to so many places.
    #[must_use]
    pub fn rounded(self, places: u32) -> Self {
        if self.scale <= places {
            return self;
        }
        let unit = 10i128.pow(self.scale - places);
        let half = if self.is_negative() { -unit / 2 } else { unit / 2 };
        Self { digits: (self.digits + half) / unit, scale: places }
    }
}

impl std::ops::Add for Number {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        let (left, right, scale) = self.both(other);
        Self { digits: left + right, scale }
    }
}

impl std::ops::Sub for Number {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        let (left, right, scale) = self.both(other);
        Self { digits: left - right, scale }
    }
}

impl std::ops::Mul for Number {
    type Output = Self;
    fn mul(self, other: Self) -> Self {
        Self { digits: self.digits * other.digits, scale: self.scale + other.scale }
    }
}

impl PartialEq for Number {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Number {}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Number {
    fn cmp(&self, other: &Self) -> Ordering {
        let (left, right, _) = self.both(*other);
        left.cmp(&right)
    }
}

/// Plain notation without zeros at the end.
impl fmt::Display for Number {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (mut digits, mut scale) = (self.digits.unsigned_abs(), self.scale);
        while scale > 0 && digits % 10 == 0 {
            (digits, scale) = (digits / 10, scale - 1);
        }
        let sign = if self.digits < 0 { "-" } else { "" };
        if scale == 0 {
            return write!(formatter, "{sign}{digits}");
        }
        let unit = 10u128.pow(scale);
        write!(formatter, "{sign}{}.{:0width$}", digits / unit, digits % unit, width = scale as usize)
    }
}
