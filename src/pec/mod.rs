//! Partner earned credit (PEC): facts in, verdict with its reason out.

mod access;
mod asked;
mod days;
mod partner;
mod product;
mod rate;
mod role;

pub(crate) use access::check_scope;
pub use access::{Access, AccessFacts, AccessReason, GrantFacts, Holder, Method};
pub use asked::{AskedProduct, Offer, Purchase};
pub use days::{CheckAnswer, CheckReason, CheckRequest, CheckedDay, check};
pub use partner::{PartnerFacts, PartnerKind};
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
    /// Bought under the offer before the Azure plan.
    LegacyOffer,
    /// Not on the Azure plan's consumption price list.
    NotOnList,
    /// Paid by an Azure credit offer.
    AzureCredit,
    /// Microsoft does not bill the partner.
    PartnerNotBilled,
    /// The partner has no active agreement.
    AgreementNotActive,
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
            Self::Reservation
            | Self::Spot
            | Self::ThirdParty
            | Self::Marketplace
            | Self::LegacyOffer
            | Self::NotOnList => "Partner Center: partner-earned-credit, services that are not eligible",
            Self::PartnerNotBilled | Self::AgreementNotActive => partner::CITE,
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
            Self::LegacyOffer => "Microsoft Azure (0145P) earns no partner earned credit",
            Self::NotOnList => "the product is not on the Azure plan's consumption price list",
            Self::AzureCredit => "usage paid by Azure credit earns no partner earned credit",
            Self::PartnerNotBilled => "Microsoft does not bill this partner, so another one earns",
            Self::AgreementNotActive => "the partner has no active partner program agreement",
            Self::NoAccess => "the partner had no eligible access for the whole day",
        }
    }
}
