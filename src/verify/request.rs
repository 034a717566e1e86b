//! What is asked of verifying, and the causes it names.

use crate::exchange::ExchangeRate;
use crate::money::{Decimal, RoundingPolicy};
use crate::pec::AccessFacts;
use serde::{Deserialize, Serialize};

/// Request of [`verify`](super::verify).
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct VerifyRequest {
    /// PEC as a fraction; default the rate in force.
    pub pec_rate: Option<Decimal>,
    /// Access to the resources; default AOBO for the whole period.
    pub access: Option<AccessFacts>,
    /// Published exchange rates; without them a month's rate is the one that most rows print.
    pub exchange_rates: Vec<ExchangeRate>,
    /// How the lines of the reconciliation file became money; default as documented.
    pub rounding: RoundingPolicy,
    /// Differences wanted at most; they are all counted.
    pub limit: Option<u32>,
}

/// What explains a difference: the most specific cause that explains all of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Cause {
    /// Not the list's price.
    Price,
    /// The list's price of another day.
    PriceDate,
    /// The price of another tier than the month's quantity has reached.
    Tier,
    /// PEC is due and was not given.
    PecMissing,
    /// PEC was given and is not due.
    PecNotDue,
    /// A promotion that a file names lowers the price.
    Promotion,
    /// Another exchange rate than the month's.
    Fx,
    /// Rounded where nothing is rounded, or otherwise than documented.
    Rounding,
    /// The printed figures do not multiply.
    Arithmetic,
    /// A row that is there twice.
    DuplicateRow,
    /// Usage that one of the files does not have.
    MissingRow,
    /// Usage of another period than the one that is charged.
    LateUsage,
    /// The line is not what its daily rows add up to.
    ReconTotal,
}
