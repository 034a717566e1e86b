//! PEC of a row whose price is not known: what the row itself says.

use super::meter_row::{Finding, MeterRow};
use super::request::Cause;
use crate::error::Result;
use crate::money::{Decimal, Exact, rounding};

/// PEC of a row whose price is not known, by what the row itself prints.
pub(super) fn pec_alone<'a>(row: &MeterRow<'a>, rate: Exact) -> Result<Option<Finding<'a>>> {
    let figures = &row.figures;
    let charge = figures.charge()?;
    if charge.is_zero() || row.promotion.is_some() {
        return Ok(None);
    }
    let one = Decimal::ONE.exact();
    let kept = one.minus(rate)?;
    let given = figures.pec.is_some_and(|pec| !pec.is_zero());
    let at = |share: Exact| match (&figures.unit, &figures.effective) {
        (Some(unit), Some(effective)) if !unit.value.is_zero() => effective.is(unit.value.times(share)?, Exact::ZERO),
        _ => Ok(false),
    };
    let (full, reduced) = (at(one)?, at(kept)?);
    let finding = |cause, computed, explain: String| {
        Ok(Some(Finding { row: row.row, cause, printed: charge, computed, explain }))
    };
    match (row.due.earns(), given) {
        (true, false) if !reduced => {
            let explain = "the row shows no PEC, which it earns".to_owned();
            finding(Cause::PecMissing, charge.times(kept)?, explain)
        }
        (true, true) if full && kept != one => {
            let explain = "the row shows PEC, but its price is without it".to_owned();
            finding(Cause::PecMissing, charge.times(kept)?, explain)
        }
        (false, true) if !full && kept != one && !kept.is_zero() => {
            let computed = match &figures.unit {
                Some(unit) if reduced => figures.quantity.value.times(unit.value)?,
                _ => rounding::significant_15(charge, kept)?,
            };
            finding(Cause::PecNotDue, computed, format!("the row shows PEC, but {}", row.due.text()))
        }
        _ => Ok(None),
    }
}
