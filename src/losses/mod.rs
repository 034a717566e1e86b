//! Partner earned credit that a billed file shows as not earned: how much, where, since when, and what would mend it.
//!
//! Each row of a daily rated usage file falls into one class (rules 4, 12): it earned; its product cannot earn; it is free;
//! or it was lost: the product earns, it was charged, and the file shows no PEC. Retail is quantity times the price of the
//! row's tier: the effective unit price where nothing was earned, that price divided by 1 - PEC where something was. The
//! printed `UnitPrice` is the first paid tier's and is trusted only where the effective price agrees with it (rules 12.3).

mod answer;
mod fix;
mod judge;
mod leaks;
mod place;
mod rows;
mod strip;
mod sums;

pub use answer::{
    IneligibleSum, LossesAnswer, LossesSums, LostByDay, LostOfGroup, LostOfResource, LostOfSubscription, LostRow,
    LostSum, NotDueRow,
};
pub use fix::{Fix, LeakLevel};
pub use judge::RowClass;
pub use leaks::{AccessShare, Leak};
pub use rows::{JudgedRow, Within};
pub use strip::{DayOf, StripDay, StripOfGroup, StripOfSubscription};

use crate::error::{Error, ErrorCode, Result};
use crate::money::Decimal;
use crate::pec::AccessFacts;
use crate::price_list::PriceList;
use crate::rating::RateRequest;
use crate::usage::Usage;
use serde::{Deserialize, Serialize};

/// Request of [`losses`].
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct LossesRequest {
    /// PEC as a fraction; default the rate in force.
    pub pec_rate: Option<Decimal>,
    /// Access to the resources. Without it the answer says from the pattern of the losses which access is missing.
    pub access: Option<AccessFacts>,
    /// Of which subscription, group and days every row is wanted, with what became of it.
    pub within: Option<Within>,
    /// Rows wanted at most of `rows`, `notDue` and `within`; all are counted and summed.
    pub limit: Option<u32>,
}

/// Finds partner earned credit that was not earned although the product earns.
///
/// A price list makes sure of products and of tiers; the file alone is enough for the sums. A product that the list does not
/// have cannot earn (rules 4.7), unless the file shows that one which it does not have did: then it is a part of the list.
///
/// # Errors
/// `usage.missingColumn` for usage that prints no prices or totals, `access.invalid`, `input.invalid`, `money.outOfRange`.
///
/// ```
/// # use azplan::{Usage, losses::{losses, LossesRequest}};
/// let usage = Usage::read(
///     b"UsageDate,EntitlementId,ProductId,SkuId,Quantity,UnitPrice,EffectiveUnitPrice,PricingPreTaxTotal,PartnerEarnedCreditPercentage\n\
///       2025-11-01,sub-1,DZH318Z0BQD2,003J,32,2.99,2.5415,81.328,15\n\
///       2025-11-02,sub-1,DZH318Z0BQD2,003J,10,2.99,2.99,29.9,\n",
/// )?;
/// let answer = losses(None, &usage, &LossesRequest::default())?;
/// assert_eq!((answer.lost.to_string(), answer.sums.earned.to_string()), ("4.485".into(), "14.352".into()));
/// # Ok::<(), azplan::Error>(())
/// ```
pub fn losses(list: Option<&PriceList>, usage: &Usage, request: &LossesRequest) -> Result<LossesAnswer> {
    if !usage.has_printed() {
        let message = "the usage prints no prices and no totals: nobody can see in it what was earned";
        return Err(Error::new(ErrorCode::USAGE_MISSING_COLUMN, message).at("EffectiveUnitPrice"));
    }
    let info = usage.info();
    let terms = RateRequest { pec_rate: request.pec_rate, access: request.access.clone() }
        .terms(info.to.unwrap_or_default())?;
    let rows = judge::judge_all(list, usage, &terms)?;
    let mut answer = sums::collect(list, usage, &terms, &rows, request.limit)?;
    if let Some(within) = &request.within {
        (answer.within, answer.within_total) = rows::within(usage, &rows, within, request.limit);
    }
    Ok(answer)
}
