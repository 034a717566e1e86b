//! Azure credits of the reconciliation file against the daily rows that an Azure credit pays.
//!
//! Both files may show it (rules 3.7; Partner Center: use-the-reconciliation-files): the daily rows with `CreditType` Azure
//! Credit Applied, the reconciliation file with `customerCredit` lines. Some credits are in the reconciliation file alone,
//! for they are worked out at the end of the month; that is no difference.

use super::compare::{Found, conversion, name};
use super::daily::{Daily, Sum};
use super::keys::{LineKey, Told};
use super::{Line, Recon};
use crate::error::Result;
use crate::money::Exact;
use crate::pec::PecReason;
use crate::verify::passes::Passes;
use crate::verify::reading::magnitude;
use crate::verify::request::Cause;
use std::collections::{BTreeMap, BTreeSet};

/// Lines of Azure credits by what they are of.
fn lines<'a>(recon: &'a Recon, told: &Told) -> BTreeMap<LineKey, Vec<&'a Line>> {
    let mut credits: BTreeMap<LineKey, Vec<&Line>> = BTreeMap::new();
    for line in recon.lines.iter().filter(|line| line.is_azure_credit) {
        credits.entry(told.key(&line.key)).or_default().push(line);
    }
    credits
}

fn sum<'a>(lines: impl IntoIterator<Item = &'a &'a Line>) -> Result<Exact> {
    lines.into_iter().try_fold(Exact::ZERO, |sum, line| sum.plus(line.subtotal.value.exact()))
}

/// Daily rows that print nothing of what an Azure credit pays: are they what the lines and their credits make together?
pub(super) fn is_net_of(
    passes: &Passes<'_>,
    recon: &Recon,
    (key, usage): (&LineKey, &[&Line]),
    rows: &Daily,
) -> Result<bool> {
    let Some(first) = usage.first().filter(|_| rows.paid_away) else { return Ok(false) };
    let Some(credits) = lines(recon, &passes.known.told).remove(key) else { return Ok(false) };
    let conversion = conversion(passes, recon, first, rows);
    let off = sum(usage)?.plus(sum(&credits)?)?.minus(conversion.documented(&rows.all)?)?;
    // Each line is rounded for itself: a cent of the dollar before the exchange, a minor unit after it.
    let count = u32::try_from(usage.len().saturating_add(credits.len())).unwrap_or(u32::MAX);
    let each = Exact::new(1, 2).times(conversion.rate.value)?.plus(Exact::new(1, conversion.currency.minor_units()))?;
    Ok(magnitude(off) <= each.times(Exact::new(i128::from(count), 0))?)
}

/// Names Azure credits that are not what the daily rows say; the keys of those that were compared are added.
pub(super) fn compare(
    passes: &mut Passes<'_>,
    recon: &Recon,
    daily: &BTreeMap<LineKey, Daily>,
    compared: &mut BTreeSet<LineKey>,
) -> Result<()> {
    let usage = passes.usage;
    let mut stated: BTreeMap<LineKey, Sum> = BTreeMap::new();
    for (row, amount) in usage.credits().filter(|(row, _)| row.pec == PecReason::AzureCredit) {
        let given = stated.entry(passes.key(&row)).or_default();
        *given = given.with(&Sum { charge: amount.exact(), ..Sum::default() }, true)?;
    }
    let credits = lines(recon, &passes.known.told);
    for (key, rows) in daily {
        // Rows that state the credit are the credit; else it is what the rows that it pays were charged.
        let paid = stated.get(key).copied().unwrap_or(rows.credited);
        if paid.charge.is_zero() {
            continue;
        }
        let Some(lines) = credits.get(key) else {
            let explain = format!(
                "an Azure credit pays {} of the daily rows, and the reconciliation file has no credit",
                paid.charge
            );
            passes.lacks_line(&rows.first, Exact::ZERO.minus(paid.charge)?, explain)?;
            continue;
        };
        compared.insert(key.clone());
        let Some(first) = lines.first() else { continue };
        let conversion = conversion(passes, recon, first, rows);
        let printed = sum(lines)?;
        if !conversion.is(Exact::ZERO.minus(printed)?, &paid)? {
            let computed = Exact::ZERO.minus(conversion.documented(&paid)?)?;
            let explain = format!("an Azure credit pays {} of the daily rows, which makes {computed}", paid.charge);
            name(passes, first, "Subtotal", printed, Found { cause: Cause::ReconTotal, computed, explain })?;
        }
    }
    Ok(())
}
