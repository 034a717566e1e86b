//! On what terms usage is rated.

use crate::error::Result;
use crate::money::Decimal;
use crate::pec::{PecRate, PecReason};
use crate::time::Day;
use crate::usage::{Usage, UsageRow};
use serde::{Deserialize, Serialize};

/// Request of [`rate`](super::rate).
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct RateRequest {
    /// PEC as a fraction; default the rate in force.
    pub pec_rate: Option<Decimal>,
}

/// Terms in force.
#[derive(Debug)]
pub(crate) struct Terms {
    pub rate: PecRate,
}

impl RateRequest {
    pub(crate) fn terms(&self, day: Day) -> Result<Terms> {
        Ok(Terms { rate: PecRate::chosen(self.pec_rate, day)? })
    }
}

impl Terms {
    /// Does a row earn PEC? The row's own word first, then the list's, then access.
    pub(crate) fn verdict(&self, _usage: &Usage, row: &UsageRow, product: PecReason) -> PecReason {
        if row.pec.earns() { product } else { row.pec }
    }
}
