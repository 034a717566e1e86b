//! What is known of a partner, a customer and what they intend. What is not given is not known, which is not "no".

use crate::error::{Error, ErrorCode, Result};
use crate::rules::Language;
use crate::time::Day;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What is intended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Action {
    /// Buy an Azure plan for a customer without 0145P.
    BuyAzurePlan,
    /// Move 0145P subscriptions to the Azure plan.
    MoveFromLegacy,
    /// Buy the legacy offer 0145P.
    BuyLegacy,
    /// Buy a reservation.
    BuyReservation,
    /// Buy a savings plan.
    BuySavingsPlan,
    /// Take over subscriptions from another partner; the facts are those of the future partner.
    Transfer,
    /// Withdraw a transfer request.
    CancelTransfer,
    /// Cancel Azure subscriptions.
    CancelSubscriptions,
    /// Cancel an Azure plan.
    CancelPlan,
}

/// Kinds of partners.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum PartnerKind {
    /// Buys from Microsoft, sells to customers.
    DirectBill,
    /// Buys from Microsoft, sells through resellers.
    IndirectProvider,
    /// Sells what an indirect provider buys.
    IndirectReseller,
}

/// The partner who acts.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Partner {
    /// Kind.
    pub kind: Option<PartnerKind>,
    /// Day of enrolment in CSP.
    pub enrolled_on: Option<Day>,
    /// Multifactor authentication for every user account of the partner tenant.
    pub mfa: Option<bool>,
    /// Market of the partner: English name, or two letters.
    pub market: Option<String>,
    /// Microsoft Partner Agreement signed.
    pub agreement_signed: Option<bool>,
    /// Day of the month on which billing periods of 0145P begin, from 1 to 31.
    pub billing_anniversary: Option<u32>,
    /// Who acts.
    pub user: User,
    /// Days for which the oldest unpaid invoice of Microsoft is overdue; 0 where none is.
    pub overdue_days: Option<u32>,
    /// The yearly authorization of the programme for this kind of partner is met.
    pub authorized: Option<bool>,
}

/// Roles of who acts.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct User {
    /// Global admin of the partner tenant.
    pub global_admin: Option<bool>,
    /// Admin agent.
    pub admin_agent: Option<bool>,
    /// Owner of the Azure subscriptions, as the Azure portal asks for it.
    pub owner: Option<bool>,
}

/// The customer.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Customer {
    /// Market of the customer's tenant: English name, or two letters.
    pub market: Option<String>,
    /// Reseller relationship with the partner.
    pub reseller_relationship: Option<bool>,
    /// Microsoft Customer Agreement.
    pub agreement: Agreement,
    /// The customer has bought 0145P at some time.
    pub bought_legacy: Option<bool>,
}

/// The Microsoft Customer Agreement.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Agreement {
    /// The customer has accepted it.
    pub accepted: Option<bool>,
    /// On which day.
    pub accepted_on: Option<Day>,
    /// How Microsoft has it on record.
    pub way: Option<AcceptanceWay>,
}

/// How Microsoft has the acceptance of the customer agreement on record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum AcceptanceWay {
    /// The customer accepted it in the Microsoft 365 admin center.
    DirectAcceptance,
    /// The partner attested it by the enhanced attestation API.
    AttestationApi,
    /// The partner confirmed it in Partner Center, by the API before that one, or in bulk: the ways that have ended.
    PartnerCenter,
}

/// The reseller that an order of an indirect provider names.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct ResellerOfRecord {
    /// PartnerID; `0` is sold directly.
    pub id: Option<String>,
    /// Its account is active, and authorised as an indirect reseller.
    pub active: Option<bool>,
    /// It meets the requirements of the programme.
    pub compliant: Option<bool>,
}

/// An Azure plan of the customer with this partner.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AzurePlan {
    /// Reseller of record; `0` or nothing where the partner sells directly.
    #[serde(default)]
    pub reseller: Option<String>,
    /// Active; default yes.
    #[serde(default = "yes")]
    pub active: bool,
}

/// A 0145P subscription.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct LegacySubscription {
    /// Id of the commerce subscription, or any name that tells it from others.
    pub id: String,
    /// Id of the Azure subscription, where it differs.
    #[serde(default)]
    pub entitlement_id: Option<String>,
    /// Reseller of record (PartnerID); `0` is sold directly.
    #[serde(default)]
    pub reseller: Option<String>,
    /// Active; default yes.
    #[serde(default = "yes")]
    pub active: bool,
    /// Azure partner shared services, which are no part of the Azure plan.
    #[serde(default)]
    pub shared_services: bool,
}

/// An Azure subscription under an Azure plan.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Subscription {
    /// Id, or any name that tells it from others.
    pub id: String,
    /// Active; default yes.
    #[serde(default = "yes")]
    pub active: bool,
}

/// How a reservation is paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Payment {
    /// For the whole term at once.
    UpFront,
    /// In instalments.
    Monthly,
}

/// A reservation or savings plan.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Reservation {
    /// Id, or any name that tells it from others.
    pub id: String,
    /// Active; default yes.
    #[serde(default = "yes")]
    pub active: bool,
    /// How it is paid.
    #[serde(default)]
    pub payment: Option<Payment>,
    /// Bought under 0145P.
    #[serde(default)]
    pub legacy: bool,
}

/// Where subscriptions are cancelled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Via {
    /// On the page of the Azure plan, when a subscription is compromised.
    PartnerCenter,
    /// By the API, one a call, when a subscription is compromised.
    Api,
    /// In the Azure portal, by an owner of the subscription.
    AzurePortal,
}

/// State of a transfer request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum TransferStatus {
    /// Not yet answered.
    Pending,
    /// Accepted, under way.
    InProgress,
    /// Done.
    Complete,
    /// Not answered in time.
    Expired,
}

/// A transfer between partners.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Transfer {
    /// State of the request.
    pub status: Option<TransferStatus>,
    /// Day on which the request is or was sent; default the day asked about.
    pub requested_on: Option<Day>,
    /// Both partners are billed in the same currency.
    pub same_currency: Option<bool>,
}

/// Request of [`super::check`].
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PlanFacts {
    /// The day on which it is to happen: it decides which rules hold.
    pub on: Day,
    /// What is intended.
    pub action: Action,
    /// Language of the answer.
    #[serde(default)]
    pub language: Language,
    /// The partner.
    #[serde(default)]
    pub partner: Partner,
    /// The customer.
    #[serde(default)]
    pub customer: Customer,
    /// The reseller that an order of an indirect provider names.
    #[serde(default)]
    pub reseller_of_record: ResellerOfRecord,
    /// Azure plans of the customer with this partner.
    #[serde(default)]
    pub azure_plans: Option<Vec<AzurePlan>>,
    /// 0145P subscriptions of the customer.
    #[serde(default)]
    pub legacy_subscriptions: Option<Vec<LegacySubscription>>,
    /// Azure subscriptions under the Azure plan.
    #[serde(default)]
    pub subscriptions: Option<Vec<Subscription>>,
    /// Reservations and savings plans.
    #[serde(default)]
    pub reservations: Option<Vec<Reservation>>,
    /// Ids of what is to be cancelled or transferred; default all that is active.
    #[serde(default)]
    pub selected: Option<Vec<String>>,
    /// Where subscriptions are cancelled.
    #[serde(default)]
    pub via: Option<Via>,
    /// The transfer.
    #[serde(default)]
    pub transfer: Transfer,
}

const fn yes() -> bool {
    true
}

impl PlanFacts {
    /// Facts that contradict themselves are refused by the place where they stand.
    pub(super) fn verify(&self) -> Result<()> {
        let refused = |message: String, place: String| Err(Error::new(ErrorCode::FACTS_INVALID, message).at(place));
        if let Some(day) = self.partner.billing_anniversary.filter(|day| !(1..=31).contains(day)) {
            return refused(format!("`{day}` is no day of a month"), "partner.billingAnniversary".to_owned());
        }
        let mut known = BTreeSet::new();
        for (list, index, id) in self.ids() {
            if id.trim().is_empty() {
                return refused("an id is empty".to_owned(), format!("{list}[{index}].id"));
            }
            if !known.insert(id) {
                return refused(format!("the id `{id}` stands there twice"), format!("{list}[{index}].id"));
            }
        }
        for (index, id) in self.selected.iter().flatten().enumerate() {
            if !known.contains(id.as_str()) {
                return refused(format!("nothing has the id `{id}`"), format!("selected[{index}]"));
            }
        }
        Ok(())
    }

    fn ids(&self) -> impl Iterator<Item = (&'static str, usize, &str)> {
        let legacy = self.legacy_subscriptions.iter().flatten().map(|each| each.id.as_str()).enumerate();
        let subscriptions = self.subscriptions.iter().flatten().map(|each| each.id.as_str()).enumerate();
        let reservations = self.reservations.iter().flatten().map(|each| each.id.as_str()).enumerate();
        legacy
            .map(|(index, id)| ("legacySubscriptions", index, id))
            .chain(subscriptions.map(|(index, id)| ("subscriptions", index, id)))
            .chain(reservations.map(|(index, id)| ("reservations", index, id)))
    }

    /// Is it among what is to be cancelled or transferred? Without a selection, all that is active.
    pub(super) fn is_selected(&self, id: &str, active: bool) -> bool {
        self.selected.as_ref().map_or(active, |ids| ids.iter().any(|each| each == id))
    }

    /// Active 0145P subscriptions that can move: without shared services.
    pub(super) fn moving(&self) -> Option<Vec<&LegacySubscription>> {
        let list = self.legacy_subscriptions.as_ref()?;
        Some(list.iter().filter(|each| each.active && !each.shared_services).collect())
    }
}
