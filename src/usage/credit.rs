//! What an Azure credit pays of a row (rules 3.7).

use super::columns::UsageColumn;
use crate::error::ErrorCode;
use crate::files::cells;
use crate::money::{Decimal, Exact};

/// The part of the row's charge, from 0 to 1: `CreditPercentage` 100 in one header generation, `rateOfCredit` 1.00 in the
/// other, told apart by the column's name (rules A11). A row that names none is paid in full.
pub(super) fn part(cells: cells::Cells<'_, UsageColumn>) -> Result<Exact, cells::Refusal<UsageColumn>> {
    let column = UsageColumn::CreditPercentage;
    let Some(printed) = cells::decimal(&cells.get(column), column)? else { return Ok(Decimal::ONE.exact()) };
    let is_fraction = cells.header().name(column).to_ascii_lowercase().contains("rate");
    let (mantissa, scale) = printed.mantissa_and_scale();
    let part = Exact::new(mantissa, if is_fraction { scale } else { scale.saturating_add(2) });
    if part.is_negative() || part > Decimal::ONE.exact() {
        let most = if is_fraction { "1" } else { "100" };
        let message = format!("a credit of `{printed}` is not from 0 to {most}");
        return cells::Refusal::new(ErrorCode::MONEY_OUT_OF_RANGE, column, message);
    }
    Ok(part)
}
