//! Partner earned credit (PEC): facts in, verdict with its reason out.

mod access;
mod days;
mod product;
mod rate;
mod role;

pub use access::{Access, AccessFacts, AccessReason, GrantFacts, Holder, Method};
pub use days::{CheckAnswer, CheckRequest, CheckedDay, check};
pub use product::ProductFacts;
pub use rate::PecRate;
pub use role::{RoleAnswer, role};

use serde::{Deserialize, Serialize};

/// Why a line earns PEC, or why not. Source of each reason: [`PecReason::cite`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum PecReason {
    /// It earns.
    Eligible,
    /// Reservation, or usage that a reservation covers.
    Reservation,
    /// Usage that a savings plan covers.
    SavingsPlan,
    /// Spot virtual machine.
    Spot,
    /// Published by another company than Microsoft.
    ThirdParty,
    /// From the Marketplace price list.
    Marketplace,
    /// Paid by an Azure credit offer.
    AzureCredit,
    /// The partner had no eligible access on the whole day.
    NoAccess,
}

impl PecReason {
    /// True if the line earns PEC.
    #[must_use]
    pub fn earns(self) -> bool {
        self == Self::Eligible
    }

    /// Source of the rule.
    #[must_use]
    pub const fn cite(self) -> &'static str {
        match self {
            Self::Eligible | Self::NoAccess => "Partner Center: partner-earned-credit-explanation",
            Self::Reservation | Self::Spot | Self::ThirdParty | Self::Marketplace => {
                "Partner Center: partner-earned-credit, services that are not eligible"
            }
            Self::SavingsPlan => "Partner Center: azure-savings",
            Self::AzureCredit => "Partner Center: azure-credit-offer-balance",
        }
    }

    /// What a person reads.
    #[must_use]
    pub const fn text(self) -> &'static str {
        match self {
            Self::Eligible => "earns partner earned credit",
            Self::Reservation => "reservations earn no partner earned credit",
            Self::SavingsPlan => "usage covered by a savings plan earns no partner earned credit",
            Self::Spot => "Spot virtual machines earn no partner earned credit",
            Self::ThirdParty => "third-party products earn no partner earned credit",
            Self::Marketplace => "Marketplace products earn no partner earned credit",
            Self::AzureCredit => "usage paid by Azure credit earns no partner earned credit",
            Self::NoAccess => "the partner had no eligible access for the whole day",
        }
    }
}
