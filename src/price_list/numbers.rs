//! Each number of a list once: a list of a million rows has some ten thousand prices.

use crate::money::{Decimal, DecimalError};
use hashbrown::HashMap;

/// A number of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub(super) struct Number(u32);

/// Numbers, found again by their text and by their value.
#[derive(Debug, Default)]
pub(super) struct Numbers {
    values: Vec<Decimal>,
    by_value: HashMap<Decimal, u32, foldhash::fast::FixedState>,
    by_text: HashMap<Box<[u8]>, u32, foldhash::fast::FixedState>,
}

impl Numbers {
    /// Reads a number.
    pub(super) fn parse(&mut self, text: &[u8]) -> Result<Number, DecimalError> {
        if let Some(index) = self.by_text.get(text) {
            return Ok(Number(*index));
        }
        let number = self.add(Decimal::parse(text)?);
        self.by_text.insert(text.into(), number.0);
        Ok(number)
    }

    /// The number of a value.
    pub(super) fn add(&mut self, value: Decimal) -> Number {
        let Self { values, by_value, .. } = self;
        Number(*by_value.entry(value).or_insert_with(|| {
            values.push(value);
            u32::try_from(values.len().saturating_sub(1)).unwrap_or(u32::MAX)
        }))
    }

    /// Its value.
    pub(super) fn value(&self, number: Number) -> Decimal {
        usize::try_from(number.0).ok().and_then(|index| self.values.get(index)).copied().unwrap_or_default()
    }

    /// Frees what only reading needs.
    pub(super) fn seal(&mut self) {
        self.by_text = HashMap::default();
        self.by_value = HashMap::default();
        self.values.shrink_to_fit();
    }
}
