//! Who the partner is: only a partner that Microsoft bills, under an active agreement, earns.

use super::access::AccessReason;
use serde::{Deserialize, Serialize};

/// Where the rules are printed.
pub(super) const CITE: &str =
    "Partner Center: partner-earned-credit-troubleshoot (billed partners with an active agreement)";

/// What is known of the partner that sells.
///
/// Source: Partner Center, csp-supported-partner-relationships and partner-earned-credit-troubleshoot.
///
/// ```
/// # use azplan::pec::{AccessReason, PartnerFacts};
/// let reseller: PartnerFacts = serde_json::from_str(r#"{"kind":"indirectReseller"}"#).expect("facts");
/// assert_eq!(reseller.standing(), AccessReason::PartnerNotBilled);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PartnerFacts {
    /// How it takes part in the programme.
    pub kind: PartnerKind,
    /// Does Microsoft bill it for this customer? An indirect reseller is never billed.
    #[serde(default = "yes")]
    pub billed_by_microsoft: bool,
    /// Is its Microsoft AI Cloud Partner Program agreement active?
    #[serde(default = "yes")]
    pub agreement_active: bool,
}

/// Kinds of partners.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum PartnerKind {
    /// Buys from Microsoft and sells to customers.
    DirectBill,
    /// Buys from Microsoft and sells through resellers.
    IndirectProvider,
    /// Sells what a provider bought: Microsoft does not bill it.
    IndirectReseller,
}

const fn yes() -> bool {
    true
}

impl PartnerFacts {
    /// Can this partner earn at all? `Covered` where it can.
    #[must_use]
    pub fn standing(&self) -> AccessReason {
        if self.kind == PartnerKind::IndirectReseller || !self.billed_by_microsoft {
            AccessReason::PartnerNotBilled
        } else if self.agreement_active {
            AccessReason::Covered
        } else {
            AccessReason::AgreementNotActive
        }
    }
}
