//! What moves to another partner or ends: transfers and cancellations (rules 9.5, 9.6).

use crate::plan::facts::{PartnerKind, PlanFacts, TransferStatus, Via};
use crate::plan::ruling::{Finding, first, ruling};

pub(super) fn partner_agreement(facts: &PlanFacts) -> Finding {
    let (rule, fact) = ("partnerAgreement", "partner.agreementSigned");
    match facts.partner.agreement_signed {
        None => Finding::not_given(rule, fact),
        known => Finding::of(rule, known, fact),
    }
}

/// The request of an indirect provider names the reseller.
pub(super) fn transfer_reseller(facts: &PlanFacts) -> Option<Finding> {
    let (rule, fact) = ("transferReseller", "resellerOfRecord.id");
    if facts.partner.kind != Some(PartnerKind::IndirectProvider) {
        return None;
    }
    Some(match facts.reseller_of_record.id.as_deref().map(str::trim) {
        None => Finding::not_given(rule, fact),
        Some(id) => Finding::of(rule, Some(!matches!(id, "" | "0")), fact).with("id", id),
    })
}

pub(super) fn future_plan(facts: &PlanFacts) -> Finding {
    let listed = facts.azure_plans.as_ref().map(|plans| plans.iter().any(|plan| plan.active));
    Finding::of("futurePlan", listed, "azurePlans")
}

pub(super) fn transferable(facts: &PlanFacts) -> Finding {
    let (rule, fact) = ("transferable", "selected");
    if facts.subscriptions.is_none() && facts.legacy_subscriptions.is_none() && facts.reservations.is_none() {
        return Finding::new(rule, None, "unknown", "subscriptions");
    }
    let legacy = facts.legacy_subscriptions.iter().flatten().map(|each| (each.id.as_str(), each.active));
    let subscriptions = facts.subscriptions.iter().flatten().map(|each| (each.id.as_str(), each.active));
    let reservations = facts.reservations.iter().flatten().map(|each| (each.id.as_str(), each.active));
    let all = legacy.chain(subscriptions).chain(reservations);
    let chosen: Vec<(&str, bool)> = all.filter(|(id, active)| facts.is_selected(id, *active)).collect();
    let inactive: Vec<&str> = chosen.iter().filter(|(_, active)| !active).map(|(id, _)| *id).collect();
    if !inactive.is_empty() {
        return Finding::new(rule, Some(false), "inactive", fact).with("items", inactive.join(", "));
    }
    if chosen.is_empty() {
        return Finding::new(rule, Some(false), "none", fact);
    }
    Finding::new(rule, Some(true), "yes", fact).with("count", chosen.len())
}

pub(super) fn transfer_pending(facts: &PlanFacts) -> Finding {
    const RULE: &str = "transferPending";
    let days = ruling(RULE, facts.on).map_or("", |ruling| ruling.value);
    let (ok, word) = match facts.transfer.status {
        Some(TransferStatus::Pending) => (Some(true), "pending"),
        Some(TransferStatus::InProgress) => (Some(false), "inProgress"),
        Some(TransferStatus::Complete) => (Some(false), "complete"),
        Some(TransferStatus::Expired) => (Some(false), "expired"),
        None => (None, "unknown"),
    };
    Finding::new(RULE, ok, word, "transfer.status").with("days", days)
}

/// Who may cancel depends on where: Partner Center and its API ask for two roles, the Azure portal for the owner.
pub(super) fn cancel_role(facts: &PlanFacts) -> Finding {
    let (rule, user) = ("cancelRole", &facts.partner.user);
    let both = both_roles(facts);
    let found = match (facts.via, both, user.owner) {
        (Some(Via::PartnerCenter | Via::Api), ..) => return Finding::of(rule, both, "partner.user"),
        (None, Some(true), _) => return Finding::of(rule, both, "partner.user"),
        (_, _, Some(true)) => Finding::new(rule, Some(true), "owner", "partner.user.owner"),
        (Some(Via::AzurePortal), _, Some(false)) => Finding::new(rule, Some(false), "notOwner", "partner.user.owner"),
        (Some(Via::AzurePortal), _, None) => Finding::new(rule, None, "unknownOwner", "partner.user.owner"),
        (None, Some(false), Some(false)) => Finding::new(rule, Some(false), "neither", "partner.user"),
        (None, ..) => Finding::new(rule, None, "place", "partner.user.owner"),
    };
    found.cited_by("cancelRole.portal")
}

/// For the plan itself no page names a role: who has both of those for subscriptions has whatever it takes.
pub(super) fn cancel_plan_role(facts: &PlanFacts) -> Finding {
    let (rule, fact) = ("cancelRole", "partner.user");
    match both_roles(facts) {
        Some(true) => Finding::of(rule, Some(true), fact),
        _ => Finding::not_established(rule, "plan", fact),
    }
}

fn both_roles(facts: &PlanFacts) -> Option<bool> {
    let user = &facts.partner.user;
    match (user.global_admin, user.admin_agent) {
        (Some(false), _) | (_, Some(false)) => Some(false),
        (Some(true), Some(true)) => Some(true),
        _ => None,
    }
}

pub(super) fn cancel_active(facts: &PlanFacts) -> Finding {
    let (rule, fact) = ("cancelActive", "selected");
    let Some(list) = &facts.subscriptions else { return Finding::new(rule, None, "unknown", "subscriptions") };
    let chosen: Vec<_> = list.iter().filter(|each| facts.is_selected(&each.id, each.active)).collect();
    let inactive: Vec<&str> = chosen.iter().filter(|each| !each.active).map(|each| each.id.as_str()).collect();
    if chosen.is_empty() {
        return Finding::new(rule, Some(false), "none", fact);
    }
    Finding::of(rule, Some(inactive.is_empty()), fact).with("items", inactive.join(", "))
}

pub(super) fn cancel_together(facts: &PlanFacts) -> Finding {
    let (rule, fact) = ("cancelTogether", "selected");
    let Some(list) = &facts.subscriptions else { return Finding::new(rule, None, "unknown", "subscriptions") };
    let count = list.iter().filter(|each| facts.is_selected(&each.id, each.active)).count();
    let limit = ruling(rule, facts.on).or_else(|| first(rule)).and_then(|ruling| ruling.value.parse().ok());
    let limit: usize = limit.unwrap_or_default();
    let found = match facts.via {
        Some(Via::Api) => Finding::new(rule, Some(true), "api", "via"),
        Some(Via::AzurePortal) => Finding::new(rule, Some(true), "portal", "via"),
        None if count > limit => Finding::new(rule, None, "place", "via"),
        _ => Finding::of(rule, Some(count <= limit), fact),
    };
    found.with("count", count).with("limit", limit).with("steps", count.div_ceil(limit.max(1)))
}

pub(super) fn no_active_subscriptions(facts: &PlanFacts) -> Finding {
    let list = facts.subscriptions.as_ref();
    let active = list.map(|list| list.iter().filter(|each| each.active).map(|each| each.id.as_str()));
    none_active("noActiveSubscriptions", "subscriptions", active.map(Iterator::collect))
}

pub(super) fn no_active_reservations(facts: &PlanFacts) -> Finding {
    let list = facts.reservations.as_ref();
    let active = list.map(|list| list.iter().filter(|each| each.active).map(|each| each.id.as_str()));
    none_active("noActiveReservations", "reservations", active.map(Iterator::collect))
}

fn none_active(rule: &'static str, fact: &'static str, active: Option<Vec<&str>>) -> Finding {
    let items = active.as_ref().map(|items| items.join(", ")).unwrap_or_default();
    Finding::of(rule, active.map(|items| items.is_empty()), fact).with("items", items)
}
