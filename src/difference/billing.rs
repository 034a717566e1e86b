//! What two downloads charge in billing currencies, where an exchange rate moved and nothing else did.

use super::downloads::Placed;
use crate::error::Result;
use crate::money::Exact;
use crate::usage::{Printing, Usage};
use serde::Serialize;
use std::collections::BTreeMap;

/// What was billed in a currency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct BillingChange {
    /// The billing currency.
    pub currency: String,
    /// Printed totals in the old download, unrounded.
    pub before: Exact,
    /// In the new one.
    pub after: Exact,
}

/// Currencies in which rows that are alike by day, place and meter have another total; none where a download prints none.
pub(super) fn changes(
    (old, before): (&Usage, &[Placed]),
    (new, after): (&Usage, &[Placed]),
) -> Result<Vec<BillingChange>> {
    // Nearly always one row each, billed alike.
    if let ([(_, left)], [(_, right)]) = (before, after)
        && billed(old, left) == billed(new, right)
    {
        return Ok(Vec::new());
    }
    let (was, is) = (sums(old, before)?, sums(new, after)?);
    if was.is_empty() || is.is_empty() {
        return Ok(Vec::new());
    }
    let mut currencies: Vec<&str> = was.keys().chain(is.keys()).copied().collect();
    currencies.sort_unstable();
    currencies.dedup();
    let change = |currency: &str| {
        let of = |sums: &BTreeMap<&str, Exact>| sums.get(currency).copied().unwrap_or(Exact::ZERO);
        BillingChange { currency: currency.to_owned(), before: of(&was), after: of(&is) }
    };
    Ok(currencies.into_iter().map(change).filter(|change| change.before != change.after).collect())
}

fn billed<'a>(usage: &'a Usage, row: &crate::usage::UsageRow) -> Option<(&'a str, Exact)> {
    let printed = usage.printed(row)?;
    let total = usage.figure(&printed, Printing::BillingTotal)?;
    Some((usage.text(printed.alike.billing_currency), total.value.exact()))
}

fn sums<'a>(usage: &'a Usage, group: &[Placed]) -> Result<BTreeMap<&'a str, Exact>> {
    let mut sums: BTreeMap<&str, Exact> = BTreeMap::new();
    for (currency, total) in group.iter().filter_map(|(_, row)| billed(usage, row)) {
        let sum = sums.entry(currency).or_default();
        *sum = sum.plus(total)?;
    }
    Ok(sums)
}
