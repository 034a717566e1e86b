//! The month as a picture: each day of each subscription and resource group.

use super::judge::{Judged, RowClass};
use super::place::{Place, Places};
use crate::error::Result;
use crate::money::Exact;
use crate::sorting::sort_by;
use crate::time::Day;
use serde::Serialize;
use std::collections::BTreeMap;

/// Days of a subscription, and of its groups.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct StripOfSubscription {
    /// Azure subscription.
    pub subscription: String,
    /// What people call it; "" where the file does not say.
    pub name: String,
    /// Azure plan.
    pub plan: String,
    /// Days with usage, in order.
    pub days: Vec<StripDay>,
    /// Its groups, by name.
    pub groups: Vec<StripOfGroup>,
}

/// Days of a resource group.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct StripOfGroup {
    /// Resource group.
    pub resource_group: String,
    /// Days with usage, in order.
    pub days: Vec<StripDay>,
}

/// What a day mostly is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum DayOf {
    /// All that can earn did.
    Earned,
    /// Nothing that can earn did.
    Lost,
    /// A part of it did.
    PartlyLost,
    /// Nothing can earn.
    Ineligible,
    /// Nothing costs anything.
    Free,
    /// The file does not say.
    Unknown,
}

/// A day of a subscription or group.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct StripDay {
    /// The day.
    pub date: Day,
    /// In a word.
    pub is: DayOf,
    /// PEC earned.
    pub earned: Exact,
    /// PEC not earned.
    pub lost: Exact,
    /// Retail of what could not earn.
    pub ineligible: Exact,
    /// Rows.
    pub rows: u32,
}

/// Sums of a day.
#[derive(Debug, Clone, Copy, Default)]
struct Sums {
    earned: Exact,
    lost: Exact,
    ineligible: Exact,
    rows: [u32; 5],
}

/// Gathers rows.
#[derive(Debug, Default)]
pub(super) struct Strip {
    groups: BTreeMap<Place, BTreeMap<Day, Sums>>,
}

impl Sums {
    fn add(&mut self, other: &Self) -> Result<()> {
        self.earned = self.earned.plus(other.earned)?;
        self.lost = self.lost.plus(other.lost)?;
        self.ineligible = self.ineligible.plus(other.ineligible)?;
        for (sum, rows) in self.rows.iter_mut().zip(other.rows) {
            *sum = sum.saturating_add(rows);
        }
        Ok(())
    }

    fn day(&self, date: Day) -> StripDay {
        let [earned, lost, _, free, unknown] = self.rows;
        let is = match (earned > 0, lost > 0) {
            (true, true) => DayOf::PartlyLost,
            (true, false) => DayOf::Earned,
            (false, true) => DayOf::Lost,
            (false, false) if unknown > 0 => DayOf::Unknown,
            (false, false) if free == 0 || !self.ineligible.is_zero() => DayOf::Ineligible,
            (false, false) => DayOf::Free,
        };
        let rows = self.rows.iter().fold(0_u32, |sum, rows| sum.saturating_add(*rows));
        StripDay { date, is, earned: self.earned, lost: self.lost, ineligible: self.ineligible, rows }
    }
}

impl Strip {
    pub(super) fn add(&mut self, judged: &Judged, group: Place) -> Result<()> {
        let mut sums = Sums { earned: judged.earned, lost: judged.lost, ..Sums::default() };
        if judged.class == RowClass::Ineligible {
            sums.ineligible = judged.retail;
        }
        if let Some(rows) = sums.rows.get_mut(judged.class as usize) {
            *rows = 1;
        }
        self.groups.entry(group).or_default().entry(judged.row.day).or_default().add(&sums)
    }

    /// Subscriptions by name, each with its groups by name.
    pub(super) fn found(self, places: &Places) -> Result<Vec<StripOfSubscription>> {
        let mut whole: BTreeMap<Place, BTreeMap<Day, Sums>> = BTreeMap::new();
        let mut groups: BTreeMap<Place, Vec<StripOfGroup>> = BTreeMap::new();
        for (group, days) in self.groups {
            let named = places.group(group);
            for (day, sums) in &days {
                whole.entry(named.parent).or_default().entry(*day).or_default().add(sums)?;
            }
            let days = days.iter().map(|(day, sums)| sums.day(*day)).collect();
            groups.entry(named.parent).or_default().push(StripOfGroup { resource_group: named.name.clone(), days });
        }
        let mut found: Vec<StripOfSubscription> = whole
            .into_iter()
            .map(|(place, days)| {
                let named = places.subscription(place);
                let mut groups = groups.remove(&place).unwrap_or_default();
                sort_by(&mut groups, |left, right| left.resource_group.cmp(&right.resource_group));
                let days = days.iter().map(|(day, sums)| sums.day(*day)).collect();
                StripOfSubscription {
                    subscription: named.name.clone(),
                    name: named.title.clone(),
                    plan: named.plan.clone(),
                    days,
                    groups,
                }
            })
            .collect();
        sort_by(&mut found, |left, right| left.subscription.cmp(&right.subscription));
        Ok(found)
    }
}
