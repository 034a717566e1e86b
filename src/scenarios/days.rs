//! A month's use, day by day.

use crate::error::Result;
use crate::estimate::{CostedLine, Meter};
use crate::money::{Exact, rounding};
use crate::time::{Day, Month};
use std::collections::BTreeMap;

/// What each line costs on each day of a month, times the number of days: so nothing is divided.
#[derive(Debug, Clone)]
pub(super) struct MonthOfUse {
    /// Days of the month.
    pub length: u32,
    /// By line and day.
    costs: Vec<Vec<Exact>>,
}

/// Days of a month.
pub(super) fn of(month: Month) -> impl Iterator<Item = Day> {
    (1..=31).filter_map(move |number| month.day(number))
}

/// How many they are.
pub(super) fn length(month: Month) -> u32 {
    u32::try_from(of(month).count()).unwrap_or(31)
}

/// Prices of a month's quantity, from the first unit on, still to be used.
struct Ladder {
    steps: Vec<(Exact, Exact)>,
    at: usize,
}

impl Ladder {
    /// What a quantity costs, taken where the last one left off.
    fn take(&mut self, mut quantity: Exact) -> Result<Exact> {
        let mut cost = Exact::ZERO;
        while let Some((left, price)) = self.steps.get_mut(self.at) {
            let taken = quantity.min(*left);
            cost = cost.plus(taken.times(*price)?)?;
            quantity = quantity.minus(taken)?;
            *left = left.minus(taken)?;
            if !left.is_zero() {
                break;
            }
            self.at = self.at.saturating_add(1);
        }
        Ok(cost)
    }
}

impl MonthOfUse {
    /// Spreads the lines evenly over the days; lines of one meter take turns each day, in their order.
    pub(super) fn new(lines: &[&CostedLine], length: u32) -> Result<Self> {
        let days = Exact::new(i128::from(length), 0);
        let mut ladders: BTreeMap<Meter, Ladder> = BTreeMap::new();
        for line in lines {
            let ladder = ladders.entry(line.meter.clone()).or_insert_with(|| Ladder { steps: Vec::new(), at: 0 });
            for part in &line.parts {
                ladder.steps.push((part.quantity.times(days)?, part.unit_price.exact()));
            }
        }
        let mut costs = vec![Vec::new(); lines.len()];
        for _ in 0..length {
            for (line, costs) in lines.iter().zip(&mut costs) {
                let ladder = ladders.get_mut(&line.meter);
                costs.push(ladder.map_or(Ok(Exact::ZERO), |ladder| ladder.take(line.units))?);
            }
        }
        Ok(Self { length, costs })
    }

    /// Cost of a line on a day, times the days of the month.
    pub(super) fn of(&self, line: usize, day: usize) -> Exact {
        self.costs.get(line).and_then(|days| days.get(day)).copied().unwrap_or_default()
    }

    /// Cost of a line on the days that earn, times the days of the month.
    pub(super) fn earning(&self, line: usize, earns: &[bool]) -> Result<Exact> {
        let days = earns.iter().enumerate().filter(|(_, earns)| **earns);
        days.map(|(day, _)| self.of(line, day)).try_fold(Exact::ZERO, Exact::plus)
    }

    /// Divides by the days of the month; to 15 significant digits where the quotient does not end.
    pub(super) fn share(&self, amount: Exact) -> Result<Exact> {
        let days = Exact::new(i128::from(self.length), 0);
        match amount.quotient(days)? {
            Some(share) => Ok(share),
            None => rounding::significant_15(amount, days),
        }
    }
}
