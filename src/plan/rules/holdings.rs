//! What the customer has: plans, subscriptions, and a market with reservations (rules 8.4, 9.1 to 9.4).

use crate::plan::facts::{Action, PartnerKind, PlanFacts, Subscription};
use crate::plan::market::{Market, market};
use crate::plan::ruling::{Finding, first, ruling, with_value};

pub(super) fn no_legacy_subscription(facts: &PlanFacts) -> Finding {
    let count = facts.moving().map(|moving| moving.len());
    Finding::of("noLegacySubscription", count.map(|count| count == 0), "legacySubscriptions")
        .with("count", count.unwrap_or_default())
}

/// Who buys for a reseller may buy one for each: the same one twice is what is not needed.
pub(super) fn one_plan_per_reseller(facts: &PlanFacts) -> Finding {
    let (rule, fact) = ("onePlanPerReseller", "azurePlans");
    let Some(plans) = facts.azure_plans.as_ref() else { return Finding::not_given(rule, fact) };
    let several = facts.partner.kind == Some(PartnerKind::IndirectProvider);
    let asked = facts.reseller_of_record.id.as_deref().map(str::trim);
    let is_same = |reseller: Option<&str>| match (reseller.map(str::trim), asked) {
        (Some(reseller), Some(asked)) => reseller == asked,
        (reseller, _) => reseller.is_none(),
    };
    let mut active = plans.iter().filter(|plan| plan.active);
    let taken = active.any(|plan| !several || is_same(plan.reseller.as_deref()));
    Finding::of(rule, Some(!taken), fact)
}

pub(super) fn legacy_subscription(facts: &PlanFacts) -> Finding {
    let count = facts.moving().map(|moving| moving.len());
    Finding::of("legacySubscription", count.map(|count| count > 0), "legacySubscriptions")
        .with("count", count.unwrap_or_default())
}

pub(super) fn legacy_phase(facts: &PlanFacts) -> Finding {
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

pub(super) fn legacy_enrolment(facts: &PlanFacts) -> Finding {
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

pub(super) fn no_azure_plan(facts: &PlanFacts) -> Finding {
    Finding::of("noAzurePlan", has_plan(facts).map(|has| !has), "azurePlans")
}

pub(super) fn active_plan(facts: &PlanFacts) -> Finding {
    let (rule, fact) = ("activePlan", "azurePlans");
    let has = has_plan(facts);
    let legacy = facts.legacy_subscriptions.iter().flatten().any(|each| each.active);
    if has == Some(false) && legacy && facts.action != Action::CancelPlan {
        return Finding::new(rule, Some(false), "legacyOnly", fact);
    }
    Finding::of(rule, has, fact)
}

/// A reservation and a savings plan both hang on one.
pub(super) fn active_subscription(facts: &PlanFacts) -> Finding {
    let active = |list: &Vec<Subscription>| list.iter().filter(|each| each.active).count();
    let count = facts.subscriptions.as_ref().map(active);
    let found = Finding::of("activeSubscription", count.map(|count| count > 0), "subscriptions")
        .with("count", count.unwrap_or_default());
    if facts.action == Action::BuySavingsPlan { found.cited_by("activeSubscription.savingsPlan") } else { found }
}

pub(super) fn reservation_market(facts: &PlanFacts) -> Finding {
    let (rule, fact) = ("reservationMarket", "customer.market");
    let Some(asked) = facts.customer.market.as_deref() else { return Finding::new(rule, None, "unknown", fact) };
    match market(asked, facts.language, facts.on) {
        Market::Listed { name, reservations: Some(sold), .. } => {
            Finding::of(rule, Some(sold), fact).with("market", name)
        }
        Market::Listed { name, reservations: None, .. } => {
            Finding::not_established(rule, "conflict", fact).with("market", name)
        }
        Market::China => Finding::of(rule, Some(false), fact).with("market", asked),
        Market::Closed { name, closing } => {
            let found = Finding::new(rule, Some(false), "closed", fact).with("market", name).with("day", closing.from);
            found.cited(closing.from, closing.cite)
        }
        Market::WithoutRegion { name } => Finding::not_established(rule, "withoutRegion", fact).with("market", name),
        Market::NotListed => Finding::new(rule, None, "notListed", fact).with("market", asked),
    }
}
