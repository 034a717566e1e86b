//! The rows of a place and time, each with what became of it and why.

use super::judge::{Judged, RowClass};
use super::place::Places;
use crate::money::Exact;
use crate::pec::{CheckReason, PecReason};
use crate::time::Day;
use crate::usage::Usage;
use serde::{Deserialize, Serialize};

/// A place and time.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Within {
    /// Azure subscription; default all.
    pub subscription: Option<String>,
    /// Resource group; default all.
    pub resource_group: Option<String>,
    /// Resource; default all.
    pub resource: Option<String>,
    /// First day; default the first of the usage.
    pub from: Option<Day>,
    /// Last day; default the last of the usage.
    pub to: Option<Day>,
}

/// A row, and what became of it.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct JudgedRow {
    /// File of the row, from 1, where the usage is several.
    pub file_number: u32,
    /// Row of the usage file.
    pub row: u32,
    /// Day of use.
    pub date: Day,
    /// Azure subscription.
    pub subscription: String,
    /// Resource group.
    pub resource_group: String,
    /// Resource.
    pub resource: String,
    /// Product id.
    pub product_id: String,
    /// SKU id.
    pub sku_id: String,
    /// Meter id.
    pub meter_id: String,
    /// What became of it.
    pub class: RowClass,
    /// Why: what the product is, or, where it earns and there are access facts, what they say.
    pub reason: CheckReason,
    /// The reason as a sentence.
    pub text: &'static str,
    /// Source of the rule.
    pub cite: &'static str,
    /// Before PEC.
    pub retail: Exact,
    /// PEC earned.
    pub earned: Exact,
    /// PEC not earned.
    pub lost: Exact,
}

fn is(asked: Option<&String>, name: &str) -> bool {
    asked.is_none_or(|asked| asked.to_lowercase() == name.to_lowercase())
}

/// The rows of a place and time, and how many there are.
pub(super) fn within(usage: &Usage, rows: &[Judged], asked: &Within, limit: Option<u32>) -> (Vec<JudgedRow>, u32) {
    let most = limit.map_or(usize::MAX, |limit| usize::try_from(limit).unwrap_or(usize::MAX));
    let mut places = Places::default();
    let (mut found, mut total) = (Vec::new(), 0_u32);
    for judged in rows {
        let day = judged.row.day;
        if asked.from.is_some_and(|from| day < from) || asked.to.is_some_and(|to| to < day) {
            continue;
        }
        let [subscription, group, resource] = places.of(usage, &judged.row);
        let [subscription, group, resource] =
            [places.subscription(subscription), places.group(group), places.resource(resource)];
        let fits = is(asked.subscription.as_ref(), &subscription.name)
            && is(asked.resource_group.as_ref(), &group.name)
            && is(asked.resource.as_ref(), &resource.name);
        if !fits {
            continue;
        }
        total = total.saturating_add(1);
        if found.len() < most {
            found.push(judged_row(usage, judged, [&subscription.name, &group.name, &resource.name]));
        }
    }
    (found, total)
}

fn judged_row(usage: &Usage, judged: &Judged, [subscription, group, resource]: [&String; 3]) -> JudgedRow {
    let (row, text) = (judged.row, |symbol| usage.text(symbol).to_owned());
    let reason = judged.access.map_or(CheckReason::Product(judged.product), CheckReason::Access);
    // Without access facts nobody knows why a row was lost: only that its product earns.
    let is_unexplained = judged.class == RowClass::Lost && judged.access.is_none();
    JudgedRow {
        file_number: usage.file_number(&row),
        row: row.row,
        date: row.day,
        subscription: subscription.clone(),
        resource_group: group.clone(),
        resource: resource.clone(),
        product_id: text(row.product_id),
        sku_id: text(row.sku_id),
        meter_id: text(row.meter_id),
        class: judged.class,
        reason,
        text: if is_unexplained { PecReason::NoAccess.text() } else { reason.text() },
        cite: reason.cite(),
        retail: judged.retail,
        earned: judged.earned,
        lost: judged.lost,
    }
}
