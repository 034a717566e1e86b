//! Currencies and money rounded to their minor units.

use super::Exact;
use crate::error::{Error, ErrorCode, Result};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::str::FromStr;

/// Currencies whose minor unit is not a hundredth. Source: ISO 4217, list one (2024-06-25).
const MINOR_UNITS: &[(&str, u32)] = &[
    ("BHD", 3),
    ("BIF", 0),
    ("CLP", 0),
    ("DJF", 0),
    ("GNF", 0),
    ("IQD", 3),
    ("ISK", 0),
    ("JOD", 3),
    ("JPY", 0),
    ("KMF", 0),
    ("KRW", 0),
    ("KWD", 3),
    ("LYD", 3),
    ("OMR", 3),
    ("PYG", 0),
    ("RWF", 0),
    ("TND", 3),
    ("UGX", 0),
    ("UYI", 0),
    ("VND", 0),
    ("VUV", 0),
    ("XAF", 0),
    ("XOF", 0),
    ("XPF", 0),
];

/// ISO 4217 code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency([u8; 3]);

impl Currency {
    /// US dollar: the pricing currency of all Azure plan lists.
    pub const USD: Self = Self(*b"USD");

    /// Digits after the point of the currency's money: 2 for USD, 0 for JPY.
    #[must_use]
    pub fn minor_units(self) -> u32 {
        MINOR_UNITS.iter().find(|(code, _)| *code == self.as_str()).map_or(2, |(_, units)| *units)
    }

    /// The code as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        // INVARIANT: three ASCII letters.
        std::str::from_utf8(&self.0).unwrap_or("")
    }
}

impl FromStr for Currency {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let upper = text.trim().to_ascii_uppercase();
        match <[u8; 3]>::try_from(upper.as_bytes()) {
            Ok(code) if code.iter().all(u8::is_ascii_uppercase) => Ok(Self(code)),
            _ => Err(Error::new(ErrorCode::INPUT_INVALID, format!("`{text}` is not a currency code of three letters"))),
        }
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

impl Serialize for Currency {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Currency {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

/// Money of an invoice: an amount in whole minor units of its currency. Only [`rounding`](super::rounding) makes it from a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Money {
    amount: Exact,
    currency: Currency,
}

impl Money {
    pub(super) const fn rounded(amount: Exact, currency: Currency) -> Self {
        Self { amount, currency }
    }

    /// Nothing.
    #[must_use]
    pub const fn zero(currency: Currency) -> Self {
        Self { amount: Exact::ZERO, currency }
    }

    /// The amount for computing.
    #[must_use]
    pub const fn exact(self) -> Exact {
        self.amount
    }

    /// Its currency.
    #[must_use]
    pub const fn currency(self) -> Currency {
        self.currency
    }

    /// Sum of money of one currency.
    ///
    /// # Errors
    /// `input.invalid` for two currencies, `money.outOfRange` where the sum cannot be held.
    pub fn plus(self, other: Self) -> Result<Self> {
        self.checked(other)?;
        Ok(Self { amount: self.amount.plus(other.amount)?, currency: self.currency })
    }

    /// Difference of money of one currency.
    ///
    /// # Errors
    /// As [`plus`](Self::plus).
    pub fn minus(self, other: Self) -> Result<Self> {
        self.checked(other)?;
        Ok(Self { amount: self.amount.minus(other.amount)?, currency: self.currency })
    }

    /// Money as a person states it (a tax, a credit): refused where it has parts of a minor unit.
    ///
    /// # Errors
    /// `input.invalid`.
    pub fn stated(amount: super::Decimal, currency: Currency) -> Result<Self> {
        let whole = super::RoundingPolicy::Documented.money(amount.exact(), currency)?;
        if whole.amount == amount.exact() {
            return Ok(whole);
        }
        Err(Error::new(ErrorCode::INPUT_INVALID, format!("`{amount}` has more decimals than {currency} has")))
    }

    fn checked(self, other: Self) -> Result<()> {
        if self.currency == other.currency {
            return Ok(());
        }
        Err(Error::new(ErrorCode::INPUT_INVALID, format!("{} and {} cannot be added", self.currency, other.currency)))
    }
}

impl fmt::Display for Money {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.amount.to_fixed(self.currency.minor_units()))
    }
}

impl Serialize for Money {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_of_two_currencies_has_no_sum() {
        let [dollars, yen] = ["USD", "JPY"].map(|code| Money::zero(code.parse().expect("a currency")));
        for refused in [dollars.plus(yen), dollars.minus(yen)] {
            assert_eq!(refused.expect_err("two currencies").code(), ErrorCode::INPUT_INVALID);
        }
        assert_eq!(dollars.plus(dollars), Ok(dollars));
    }

    #[test]
    fn a_currency_is_three_letters() {
        let is_code = |text: &str| text.parse::<Currency>().is_ok();
        assert!(is_code("EUR") && is_code(" twd "));
        for text in ["", "EU", "EURO", "E R", "U5D", "US$", "ＵＳＤ", "U\u{e4}"] {
            assert!(!is_code(text), "{text}");
        }
    }
}
