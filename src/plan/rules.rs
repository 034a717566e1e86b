//! What each rule says about the facts.

use super::facts::{Action, PartnerKind, PlanFacts, TransferStatus, Via};
use super::market::{Market, market};
use super::ruling::{Finding, first, ruling, with_value};

/// The rules that an action has to keep, in the order in which a person would look at them.
pub(super) fn findings(facts: &PlanFacts) -> Vec<Finding> {
    let common = || {
        let first =
            [billed_partner(facts), mfa(facts), reseller_relationship(facts), agreement(facts), in_market(facts)];
        first.into_iter().chain(territory(facts))
    };
    match facts.action {
        Action::BuyAzurePlan => {
            let own = [no_legacy_subscription(facts)].into_iter().chain(one_plan_per_reseller(facts));
            [plan_sold(facts)].into_iter().chain(common()).chain(own).collect()
        }
        Action::MoveFromLegacy => {
            [plan_sold(facts)].into_iter().chain(common()).chain([legacy_subscription(facts)]).collect()
        }
        Action::BuyLegacy => {
            let own = [legacy_phase(facts), legacy_enrolment(facts), no_azure_plan(facts)];
            [billed_partner(facts), mfa(facts), reseller_relationship(facts)].into_iter().chain(own).collect()
        }
        Action::BuyReservation => {
            let own = [active_plan(facts), active_subscription(facts), reservation_market(facts)];
            common().chain(own).collect()
        }
        Action::BuySavingsPlan => {
            [savings_plan_sold(facts)].into_iter().chain(common()).chain([active_plan(facts)]).collect()
        }
        Action::Transfer => {
            let signed = facts.partner.agreement_signed;
            let signed = signed.map(|signed| Finding::of("partnerAgreement", Some(signed), "partner.agreementSigned"));
            common().chain(signed).chain([future_plan(facts), transferable(facts)]).collect()
        }
        Action::CancelTransfer => vec![billed_partner(facts), transfer_pending(facts)],
        Action::CancelSubscriptions => vec![cancel_role(facts), cancel_active(facts), cancel_together(facts)],
        Action::CancelPlan => {
            vec![cancel_role(facts), active_plan(facts), no_active_subscriptions(facts), no_active_reservations(facts)]
        }
    }
}

fn sold(facts: &PlanFacts, rule: &'static str) -> Finding {
    let from = first(rule).map(|ruling| ruling.from.to_string()).unwrap_or_default();
    Finding::of(rule, Some(ruling(rule, facts.on).is_some()), "on").with("from", from)
}

fn plan_sold(facts: &PlanFacts) -> Finding {
    sold(facts, "planSold")
}

fn savings_plan_sold(facts: &PlanFacts) -> Finding {
    sold(facts, "savingsPlanSold")
}

fn billed_partner(facts: &PlanFacts) -> Finding {
    let (ok, word) = match facts.partner.kind {
        Some(PartnerKind::DirectBill) => (Some(true), "directBill"),
        Some(PartnerKind::IndirectProvider) => (Some(true), "indirectProvider"),
        Some(PartnerKind::IndirectReseller) => (Some(false), "indirectReseller"),
        None => (None, "unknown"),
    };
    Finding::new("billedPartner", ok, word, "partner.kind")
}

fn mfa(facts: &PlanFacts) -> Finding {
    if ruling("mfa", facts.on).is_none() {
        let from = first("mfa").map(|ruling| ruling.from.to_string()).unwrap_or_default();
        return Finding::new("mfa", Some(true), "early", "partner.mfa").with("from", from);
    }
    Finding::of("mfa", facts.partner.mfa, "partner.mfa")
}

fn reseller_relationship(facts: &PlanFacts) -> Finding {
    Finding::of("resellerRelationship", facts.customer.reseller_relationship, "customer.resellerRelationship")
}

fn agreement(facts: &PlanFacts) -> Finding {
    const RULE: &str = "agreement";
    const FACT: &str = "customer.agreement.acceptedOn";
    let agreement = &facts.customer.agreement;
    let confirmed = with_value(RULE, "confirmed").map(|ruling| ruling.from);
    let needs_day = confirmed.is_some_and(|from| from <= facts.on);
    match (agreement.accepted, agreement.accepted_on) {
        (Some(false), _) => Finding::new(RULE, Some(false), "no", "customer.agreement.accepted"),
        (_, Some(day)) if day > facts.on => {
            Finding::new(RULE, Some(false), "future", FACT).with("day", day).with("on", facts.on)
        }
        (_, Some(day)) => Finding::new(RULE, Some(true), "yes", FACT).with("day", day),
        (Some(true), None) if needs_day => Finding::new(RULE, None, "undated", FACT),
        (Some(true), None) => {
            let from = confirmed.map(|day| day.to_string()).unwrap_or_default();
            Finding::new(RULE, Some(true), "early", FACT).with("from", from)
        }
        (None, None) => Finding::new(RULE, None, "unknown", "customer.agreement.accepted"),
    }
}

fn in_market(facts: &PlanFacts) -> Finding {
    let (rule, fact) = ("market", "customer.market");
    let Some(name) = facts.customer.market.as_deref() else { return Finding::new(rule, None, "unknown", fact) };
    match market(name, facts.language, facts.on) {
        Market::China => Finding::new(rule, Some(false), "china", fact),
        Market::Listed { name, region, .. } => {
            Finding::new(rule, Some(true), "yes", fact).with("market", name).with("region", region)
        }
        Market::NotListed => Finding::new(rule, None, "notListed", fact).with("market", name),
    }
}

/// Only where the partner's market is given: who sells abroad knows.
fn territory(facts: &PlanFacts) -> Option<Finding> {
    let (rule, fact) = ("territory", "partner.market");
    let of = |name: &str| market(name, facts.language, facts.on);
    let partner = of(facts.partner.market.as_deref()?);
    let customer = of(facts.customer.market.as_deref()?);
    let (Market::Listed { region: partner, .. }, Market::Listed { region: customer, .. }) = (partner, customer) else {
        return Some(Finding::new(rule, None, "unknown", fact));
    };
    let found = Finding::of(rule, Some(partner == customer), fact);
    Some(found.with("region", partner).with("partner", partner).with("customer", customer))
}

fn no_legacy_subscription(facts: &PlanFacts) -> Finding {
    let count = facts.moving().map(|moving| moving.len());
    Finding::of("noLegacySubscription", count.map(|count| count == 0), "legacySubscriptions")
        .with("count", count.unwrap_or_default())
}

/// Only where the plans are given.
fn one_plan_per_reseller(facts: &PlanFacts) -> Option<Finding> {
    let plans = facts.azure_plans.as_ref()?;
    // Who buys for a reseller may buy one for each: the same one twice is what is not needed.
    let several = facts.partner.kind == Some(PartnerKind::IndirectProvider);
    let active: Vec<_> = plans.iter().filter(|plan| plan.active).collect();
    let taken = if several { active.iter().any(|plan| plan.reseller.is_none()) } else { !active.is_empty() };
    Some(Finding::of("onePlanPerReseller", Some(!taken), "azurePlans"))
}

fn legacy_subscription(facts: &PlanFacts) -> Finding {
    let count = facts.moving().map(|moving| moving.len());
    Finding::of("legacySubscription", count.map(|count| count > 0), "legacySubscriptions")
        .with("count", count.unwrap_or_default())
}

fn legacy_phase(facts: &PlanFacts) -> Finding {
    const RULE: &str = "legacyPhase";
    const FACT: &str = "customer.boughtLegacy";
    let Some(phase) = ruling(RULE, facts.on) else { return Finding::new(RULE, None, "unknown", FACT) };
    let closed = with_value(RULE, "existing").map(|ruling| ruling.from.to_string()).unwrap_or_default();
    let listed = facts.legacy_subscriptions.as_ref().map(|list| !list.is_empty());
    let bought = facts.customer.bought_legacy.or(listed.filter(|listed| *listed));
    match (phase.value, bought) {
        ("open", _) => Finding::new(RULE, Some(true), "open", "on").with("until", closed),
        (_, Some(false)) => Finding::new(RULE, Some(false), "new", FACT).with("from", closed),
        ("migration", _) => Finding::new(RULE, None, "ended", "on").with("from", phase.from),
        (_, Some(true)) => Finding::new(RULE, Some(true), "existing", FACT).with("from", closed),
        (_, None) => Finding::new(RULE, None, "unknown", FACT).with("from", closed),
    }
}

fn legacy_enrolment(facts: &PlanFacts) -> Finding {
    const RULE: &str = "legacyEnrolment";
    const FACT: &str = "partner.enrolledOn";
    let limit = first(RULE).map(|ruling| ruling.from);
    let text = limit.map(|day| day.to_string()).unwrap_or_default();
    if limit.is_none_or(|limit| facts.on < limit) {
        return Finding::new(RULE, Some(true), "early", FACT).with("from", text);
    }
    let enrolled = facts.partner.enrolled_on;
    Finding::of(RULE, enrolled.map(|day| limit.is_some_and(|limit| day < limit)), FACT)
        .with("day", enrolled.map(|day| day.to_string()).unwrap_or_default())
        .with("limit", text)
}

/// An active plan: as listed, or because an Azure subscription hangs on one.
fn has_plan(facts: &PlanFacts) -> Option<bool> {
    let listed = facts.azure_plans.as_ref().map(|plans| plans.iter().any(|plan| plan.active));
    let used = facts.subscriptions.iter().flatten().any(|subscription| subscription.active);
    listed.or(used.then_some(true))
}

fn no_azure_plan(facts: &PlanFacts) -> Finding {
    Finding::of("noAzurePlan", has_plan(facts).map(|has| !has), "azurePlans")
}

fn active_plan(facts: &PlanFacts) -> Finding {
    let (rule, fact) = ("activePlan", "azurePlans");
    let has = has_plan(facts);
    let legacy = facts.legacy_subscriptions.iter().flatten().any(|each| each.active);
    if has == Some(false) && legacy && facts.action != Action::CancelPlan {
        return Finding::new(rule, Some(false), "legacyOnly", fact);
    }
    Finding::of(rule, has, fact)
}

fn active_subscription(facts: &PlanFacts) -> Finding {
    let active = |list: &Vec<_>| list.iter().filter(|each: &&super::facts::Subscription| each.active).count();
    let count = facts.subscriptions.as_ref().map(active);
    Finding::of("activeSubscription", count.map(|count| count > 0), "subscriptions")
        .with("count", count.unwrap_or_default())
}

fn reservation_market(facts: &PlanFacts) -> Finding {
    let (rule, fact) = ("reservationMarket", "customer.market");
    let Some(asked) = facts.customer.market.as_deref() else { return Finding::new(rule, None, "unknown", fact) };
    match market(asked, facts.language, facts.on) {
        Market::Listed { name, reservations, .. } => Finding::of(rule, Some(reservations), fact).with("market", name),
        Market::China => Finding::of(rule, Some(false), fact).with("market", asked),
        Market::NotListed => Finding::new(rule, None, "notListed", fact).with("market", asked),
    }
}

fn future_plan(facts: &PlanFacts) -> Finding {
    let listed = facts.azure_plans.as_ref().map(|plans| plans.iter().any(|plan| plan.active));
    Finding::of("futurePlan", listed, "azurePlans")
}

fn transferable(facts: &PlanFacts) -> Finding {
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

fn transfer_pending(facts: &PlanFacts) -> Finding {
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

fn cancel_role(facts: &PlanFacts) -> Finding {
    let user = &facts.partner.user;
    let both = match (user.global_admin, user.admin_agent) {
        (Some(false), _) | (_, Some(false)) => Some(false),
        (Some(true), Some(true)) => Some(true),
        _ => None,
    };
    Finding::of("cancelRole", both, "partner.user")
}

fn cancel_active(facts: &PlanFacts) -> Finding {
    let (rule, fact) = ("cancelActive", "selected");
    let Some(list) = &facts.subscriptions else { return Finding::new(rule, None, "unknown", "subscriptions") };
    let chosen: Vec<_> = list.iter().filter(|each| facts.is_selected(&each.id, each.active)).collect();
    let inactive: Vec<&str> = chosen.iter().filter(|each| !each.active).map(|each| each.id.as_str()).collect();
    if chosen.is_empty() {
        return Finding::new(rule, Some(false), "none", fact);
    }
    Finding::of(rule, Some(inactive.is_empty()), fact).with("items", inactive.join(", "))
}

fn cancel_together(facts: &PlanFacts) -> Finding {
    let (rule, fact) = ("cancelTogether", "selected");
    let Some(list) = &facts.subscriptions else { return Finding::new(rule, None, "unknown", "subscriptions") };
    let count = list.iter().filter(|each| facts.is_selected(&each.id, each.active)).count();
    if facts.via == Via::Api {
        return Finding::new(rule, Some(true), "api", "via").with("count", count);
    }
    let limit = ruling(rule, facts.on).or_else(|| first(rule)).and_then(|ruling| ruling.value.parse().ok());
    let limit: usize = limit.unwrap_or_default();
    Finding::of(rule, Some(count <= limit), fact)
        .with("count", count)
        .with("limit", limit)
        .with("steps", count.div_ceil(limit.max(1)))
}

fn no_active_subscriptions(facts: &PlanFacts) -> Finding {
    let list = facts.subscriptions.as_ref();
    let active = list.map(|list| list.iter().filter(|each| each.active).map(|each| each.id.as_str()));
    none_active("noActiveSubscriptions", "subscriptions", active.map(Iterator::collect))
}

fn no_active_reservations(facts: &PlanFacts) -> Finding {
    let list = facts.reservations.as_ref();
    let active = list.map(|list| list.iter().filter(|each| each.active).map(|each| each.id.as_str()));
    none_active("noActiveReservations", "reservations", active.map(Iterator::collect))
}

fn none_active(rule: &'static str, fact: &'static str, active: Option<Vec<&str>>) -> Finding {
    let items = active.as_ref().map(|items| items.join(", ")).unwrap_or_default();
    Finding::of(rule, active.map(|items| items.is_empty()), fact).with("items", items)
}
