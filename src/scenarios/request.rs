//! What is asked of scenarios.

use crate::error::{Error, ErrorCode, Result};
use crate::estimate::EstimateRequest;
use crate::money::{Decimal, Exact};
use crate::pec::{AccessFacts, GrantFacts, Holder, Method};
use crate::time::Month;
use serde::{Deserialize, Serialize};

/// Request of [`scenarios`](super::scenarios).
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct ScenariosRequest {
    /// The estimate, without access facts.
    pub estimate: EstimateRequest,
    /// First month; default the month of the prices. A year is twelve months from it on.
    pub month: Option<Month>,
    /// Where the resources will be; default the whole plan.
    pub scope: Option<String>,
    /// Accesses to compare; default full access, access from the 10th, a reader's role, and the reseller's access alone.
    pub scenarios: Vec<ScenarioFacts>,
    /// What is given on.
    pub shares: Option<Shares>,
}

/// An access to compare.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ScenarioFacts {
    /// The caller's own id.
    pub id: String,
    /// Who may manage what, when; default AOBO for the whole time.
    #[serde(default)]
    pub access: Option<AccessFacts>,
}

/// What of the rate is given on, as fractions of the retail price: 0.09 of the 0.15 to the reseller, 0.04 of these to the
/// customer. Only what is earned is given on.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Shares {
    /// Given to the reseller by the provider; default what the customer is given.
    pub reseller: Option<Decimal>,
    /// Given to the customer.
    pub customer: Option<Decimal>,
}

/// The rate, and who keeps what of it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Terms {
    pub rate: Exact,
    /// PEC of a month with access on every day.
    pub full_month: Exact,
    pub provider: Exact,
    pub reseller: Exact,
    pub customer: Exact,
}

impl Terms {
    pub(super) fn try_new(rate: Decimal, can_earn: Exact, shares: Option<&Shares>) -> Result<Self> {
        let customer = shares.and_then(|shares| shares.customer).unwrap_or(Decimal::ZERO);
        let given = shares.and_then(|shares| shares.reseller).unwrap_or(customer);
        let refuse = |name: &str, message: String| {
            Err(Error::new(ErrorCode::INPUT_INVALID, message).at(format!("shares.{name}")))
        };
        if given.is_negative() || given > rate {
            return refuse("reseller", format!("`{given}` cannot be given on of a rate of `{rate}`"));
        }
        if customer.is_negative() || customer > given {
            return refuse("customer", format!("`{customer}` cannot be given on of `{given}`"));
        }
        let (rate, given, customer) = (rate.exact(), given.exact(), customer.exact());
        Ok(Self {
            rate,
            full_month: can_earn.times(rate)?,
            provider: rate.minus(given)?,
            reseller: given.minus(customer)?,
            customer,
        })
    }
}

/// The accesses that are asked about most.
pub(super) fn usual(month: Month) -> Result<Vec<ScenarioFacts>> {
    let grant = |holder, method, role: Option<&str>, from: Option<String>| AccessFacts {
        partner: None,
        grants: vec![GrantFacts {
            holder,
            method,
            role: role.map(str::to_owned),
            partner_id_linked: true,
            managed_service_offer: false,
            scope: "/".to_owned(),
            from,
            to: None,
        }],
    };
    let tenth = month.day(10).ok_or_else(|| Error::new(ErrorCode::INPUT_INVALID, "a month without a 10th"))?;
    let scenario = |id: &str, access| ScenarioFacts { id: id.to_owned(), access };
    Ok(vec![
        scenario("fullAccess", None),
        scenario("fromThe10th", Some(grant(Holder::Provider, Method::Aobo, None, Some(format!("{tenth}T00:00:00Z"))))),
        scenario("readerOnly", Some(grant(Holder::Provider, Method::User, Some("Reader"), None))),
        scenario("resellerOnly", Some(grant(Holder::Reseller, Method::User, Some("Contributor"), None))),
    ])
}
