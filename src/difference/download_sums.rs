//! What changed between two downloads, by day and by resource.

use super::downloads::{UsageChange, UsageChangeKind, UsageChanges};
use crate::error::Result;
use crate::money::Exact;
use crate::sorting::sort_by_key;
use crate::time::Day;
use serde::Serialize;
use std::collections::BTreeMap;

/// Changes of a day of use.
#[derive(Debug, Clone, Copy, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ChangesOfDay {
    /// The day.
    pub date: Day,
    /// Only in the new download.
    pub added: UsageChanges,
    /// Of those added, late ones.
    pub late: UsageChanges,
    /// With another quantity or total.
    pub changed: UsageChanges,
    /// Only in the old download.
    pub removed: UsageChanges,
    /// Sum of their differences.
    pub difference: Exact,
}

/// Changes of a resource.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ChangesOfResource {
    /// Azure subscription.
    pub subscription: String,
    /// Resource group.
    pub resource_group: String,
    /// Resource.
    pub resource: String,
    /// First day of its changes.
    pub from: Day,
    /// Last day.
    pub to: Day,
    /// How many.
    pub count: u32,
    /// Sum of their differences.
    pub difference: Exact,
}

/// The changes by day, in order.
pub(super) fn by_day(changes: &[UsageChange]) -> Result<Vec<ChangesOfDay>> {
    let mut days: BTreeMap<Day, ChangesOfDay> = BTreeMap::new();
    for change in changes {
        let nothing = UsageChanges::default();
        let day = days.entry(change.date).or_insert(ChangesOfDay {
            date: change.date,
            added: nothing,
            late: nothing,
            changed: nothing,
            removed: nothing,
            difference: Exact::ZERO,
        });
        match change.kind {
            UsageChangeKind::Added => day.added.add(change)?,
            UsageChangeKind::Changed => day.changed.add(change)?,
            UsageChangeKind::Removed => day.removed.add(change)?,
        }
        if change.late {
            day.late.add(change)?;
        }
        day.difference = day.difference.plus(change.difference)?;
    }
    Ok(days.into_values().collect())
}

/// The changes by resource, the largest difference first; capitals and small letters are one.
pub(super) fn by_resource(changes: &[UsageChange]) -> Result<Vec<ChangesOfResource>> {
    let mut resources: BTreeMap<[String; 3], ChangesOfResource> = BTreeMap::new();
    for change in changes {
        let place = [&change.subscription, &change.resource_group, &change.resource];
        let own = resources.entry(place.map(|name| name.to_lowercase())).or_insert_with(|| ChangesOfResource {
            subscription: change.subscription.clone(),
            resource_group: change.resource_group.clone(),
            resource: change.resource.clone(),
            from: change.date,
            to: change.date,
            count: 0,
            difference: Exact::ZERO,
        });
        own.from = own.from.min(change.date);
        own.to = own.to.max(change.date);
        own.count = own.count.saturating_add(1);
        own.difference = own.difference.plus(change.difference)?;
    }
    let mut sorted: Vec<ChangesOfResource> = resources.into_values().collect();
    let size = |resource: &ChangesOfResource| {
        let difference = resource.difference;
        if difference.is_negative() { Exact::ZERO.minus(difference).unwrap_or(difference) } else { difference }
    };
    sort_by_key(&mut sorted, |resource| std::cmp::Reverse(size(resource)));
    Ok(sorted)
}
