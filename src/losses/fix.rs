//! How wide a loss is, and what would mend it.

use crate::pec::AccessReason;
use serde::Serialize;

/// How wide a loss is: the widest level on which nothing earned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum LeakLevel {
    /// Nothing in the subscription earned.
    Subscription,
    /// Nothing in the resource group earned; other groups did.
    ResourceGroup,
    /// The resource did not earn; others of its group did.
    Resource,
}

/// What would mend a loss.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Fix {
    /// Give the provider or the reseller of record a role that earns, on the scope.
    GrantAccess,
    /// There is access, on something else: give it on the scope.
    WidenScope,
    /// Another partner has the access: give it to the provider or the reseller of record.
    GiveToPartner,
    /// The role does not earn or is not in the table: give another one.
    ChangeRole,
    /// Link the PartnerID.
    LinkPartnerId,
    /// Access ends during the day: make it standing.
    KeepWholeDay,
    /// The agreement of the partner program is not active.
    RenewAgreement,
    /// Microsoft does not bill this partner: nothing to mend.
    NotBilled,
    /// Access does not explain it: ask Microsoft.
    AskMicrosoft,
}

impl Fix {
    /// What mends a day that access does not cover for this reason.
    #[must_use]
    pub const fn of(reason: AccessReason) -> Self {
        match reason {
            AccessReason::PartnerNotBilled => Self::NotBilled,
            AccessReason::AgreementNotActive => Self::RenewAgreement,
            AccessReason::NoGrant => Self::GrantAccess,
            AccessReason::ScopeNotCovering => Self::WidenScope,
            AccessReason::HolderNotBilled => Self::GiveToPartner,
            AccessReason::RoleUnknown | AccessReason::RoleNotEligible => Self::ChangeRole,
            AccessReason::NotLinked => Self::LinkPartnerId,
            AccessReason::PartOfDay => Self::KeepWholeDay,
            AccessReason::Covered => Self::AskMicrosoft,
        }
    }

    /// What a person reads.
    #[must_use]
    pub const fn text(self) -> &'static str {
        match self {
            Self::GrantAccess => {
                "give the provider or the reseller of record a role that earns on this scope, with the PartnerID linked"
            }
            Self::WidenScope => "the access is on other resources: give it on this scope, or on one above it",
            Self::GiveToPartner => {
                "another partner holds the access: give it to the provider or the reseller of record"
            }
            Self::ChangeRole => "give a role that earns, such as Contributor; `pec role` says which do",
            Self::LinkPartnerId => "link the PartnerID to the user or service principal that has the access",
            Self::KeepWholeDay => "make the access standing: time-bound access loses each day that it does not cover",
            Self::RenewAgreement => "renew the partner program agreement",
            Self::NotBilled => "Microsoft bills another partner: that one earns",
            Self::AskMicrosoft => "missing access does not explain it: send these rows to Microsoft's support",
        }
    }
}
