//! What is said of two downloads, in sentences.

use super::billing::BillingChange;
use super::downloads::{UsageChangeKind, UsageChanges, UsageSide};
use crate::money::Exact;
use std::collections::BTreeMap;

pub(super) fn explanation(
    before: Option<UsageSide>,
    after: Option<UsageSide>,
    late: bool,
    billing: &[BillingChange],
) -> String {
    match (before, after) {
        (Some(before), Some(after)) if before.quantity == after.quantity && before.total == after.total => {
            let moved = |BillingChange { currency, before, after }: &BillingChange| {
                format!("{before} {currency} was billed and is {after} {currency}")
            };
            let moved: Vec<String> = billing.iter().map(moved).collect();
            format!("{} for the same charge: the exchange rate moved", moved.join(", "))
        }
        (Some(before), Some(after)) if before.quantity == after.quantity => format!(
            "the total was {} and is {} for the same quantity: the price or its partner earned credit moved",
            before.total, after.total
        ),
        (Some(before), Some(after)) => format!("the quantity was {} and is {}", before.quantity, after.quantity),
        (Some(_), None) => "the new download does not have it any more".to_owned(),
        _ if late => "it came late: the old download had this day already".to_owned(),
        _ => "it is of a day that the old download did not have".to_owned(),
    }
}

pub(super) fn verdict(
    by_kind: &BTreeMap<UsageChangeKind, UsageChanges>,
    late: &UsageChanges,
    unchanged: u32,
) -> String {
    let of = |kind| by_kind.get(&kind).copied().unwrap_or_default();
    let signed = |sum: Exact| if sum.is_negative() || sum.is_zero() { sum.to_string() } else { format!("+{sum}") };
    let (added, changed, removed) =
        (of(UsageChangeKind::Added), of(UsageChangeKind::Changed), of(UsageChangeKind::Removed));
    let late = if late.count > 0 { format!(", {} of them late", late.count) } else { String::new() };
    format!(
        "{unchanged} unchanged; {} added{late} ({}); {} changed ({}); {} removed ({})",
        added.count,
        signed(added.difference),
        changed.count,
        signed(changed.difference),
        removed.count,
        signed(removed.difference)
    )
}
