//! Which days of a time earn PEC, and why not.

use super::PecReason;
use super::access::{Access, AccessFacts, AccessReason, check_scope};
use super::asked::AskedProduct;
use crate::error::{Error, ErrorCode, Result};
use crate::time::Day;
use serde::{Deserialize, Serialize};

/// Request of [`check`].
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CheckRequest {
    /// Who may manage what; default AOBO for the whole time.
    #[serde(default)]
    pub access: Option<AccessFacts>,
    /// First day.
    pub from: Day,
    /// Last day.
    pub to: Day,
    /// What is to be managed: a subscription, resource group or resource; default the whole plan.
    #[serde(default)]
    pub scope: Option<String>,
    /// What is used; default a product that earns.
    #[serde(default)]
    pub product: Option<AskedProduct>,
}

/// Answer of [`check`].
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CheckAnswer {
    /// Version of this form.
    pub schema_version: u32,
    /// The scope that was asked for.
    pub scope: String,
    /// The days in order.
    pub days: Vec<CheckedDay>,
    /// Number of days that earn.
    pub eligible_days: u32,
}

/// A day, and whether it earns.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CheckedDay {
    /// The day (UTC).
    pub date: Day,
    /// Does it earn?
    pub eligible: bool,
    /// Why.
    pub reason: CheckReason,
    /// The reason as a sentence.
    pub text: &'static str,
    /// Source of the rule.
    pub cite: &'static str,
}

/// Why a day earns or does not: the product first, then the partner, then its access.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum CheckReason {
    /// The product earns on no day.
    Product(PecReason),
    /// The partner or its access decides.
    Access(AccessReason),
}

impl CheckReason {
    /// True if the day earns.
    #[must_use]
    pub fn earns(self) -> bool {
        matches!(self, Self::Access(reason) if reason.earns())
    }

    /// Source of the rule.
    #[must_use]
    pub const fn cite(self) -> &'static str {
        match self {
            Self::Product(reason) => reason.cite(),
            Self::Access(reason) => reason.cite(),
        }
    }

    /// What a person reads.
    #[must_use]
    pub const fn text(self) -> &'static str {
        match self {
            Self::Product(reason) => reason.text(),
            Self::Access(reason) => reason.text(),
        }
    }
}

/// Longest time that is checked at once: ten years.
const MOST_DAYS: usize = 3653;

/// Which days earn PEC: product, partner and access facts in, a verdict for each day out.
///
/// # Errors
/// `access.invalid` for facts that cannot be read, `input.invalid` for a scope that is none and for a time that ends before
/// it begins or is too long.
///
/// ```
/// # use azplan::pec::{check, CheckRequest};
/// let request: CheckRequest = serde_json::from_str(
///     r#"{"access":{"grants":[{"holder":"provider","method":"aobo","scope":"/","to":"2025-11-04T00:00:00Z"}]},
///         "from":"2025-11-03","to":"2025-11-04"}"#,
/// ).expect("a request");
/// let answer = check(&request)?;
/// assert_eq!((answer.days[0].eligible, answer.days[1].eligible), (true, false));
/// # Ok::<(), azplan::Error>(())
/// ```
pub fn check(request: &CheckRequest) -> Result<CheckAnswer> {
    if request.to < request.from {
        let message = format!("`{}` is before `{}`", request.to, request.from);
        return Err(Error::new(ErrorCode::INPUT_INVALID, message).at("to"));
    }
    let access = Access::try_new(request.access.as_ref())?;
    let scope = request.scope.clone().unwrap_or_else(|| "/".to_owned());
    check_scope(&scope, ErrorCode::INPUT_INVALID).map_err(|error| error.at("scope"))?;
    let product = request.product.as_ref().map_or(PecReason::Eligible, AskedProduct::verdict);
    let mut days = Vec::new();
    let mut date = request.from;
    while date <= request.to {
        if days.len() >= MOST_DAYS {
            let message = format!("more than {MOST_DAYS} days cannot be checked at once");
            return Err(Error::new(ErrorCode::INPUT_INVALID, message).at("to"));
        }
        let reason = match product {
            PecReason::Eligible => CheckReason::Access(access.on(&scope, date)),
            other => CheckReason::Product(other),
        };
        days.push(CheckedDay { date, eligible: reason.earns(), reason, text: reason.text(), cite: reason.cite() });
        date = date.plus_days(1)?;
    }
    let eligible = days.iter().filter(|day| day.eligible).count();
    let eligible_days = u32::try_from(eligible).unwrap_or(u32::MAX);
    Ok(CheckAnswer { schema_version: crate::SCHEMA_VERSION, scope, days, eligible_days })
}
