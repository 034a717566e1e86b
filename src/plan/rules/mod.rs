//! What each rule says about the facts.

mod customer;
mod holdings;
mod leaving;
mod partner;

use super::facts::{Action, PlanFacts};
use super::ruling::{Finding, first, ruling};

/// The rules that an action has to keep, in the order in which a person would look at them.
pub(super) fn findings(facts: &PlanFacts) -> Vec<Finding> {
    match facts.action {
        Action::BuyAzurePlan => {
            let own = [holdings::no_legacy_subscription(facts), holdings::one_plan_per_reseller(facts)];
            [plan_sold(facts)].into_iter().chain(buying(facts)).chain(own).collect()
        }
        Action::MoveFromLegacy => {
            let own = [holdings::legacy_subscription(facts)];
            [plan_sold(facts)].into_iter().chain(buying(facts)).chain(own).collect()
        }
        Action::BuyLegacy => {
            let common = [partner::billed(facts), partner::mfa(facts), customer::reseller_relationship(facts)];
            let own =
                [holdings::legacy_phase(facts), holdings::legacy_enrolment(facts), holdings::no_azure_plan(facts)];
            common.into_iter().chain(own).chain(partner::not_overdue(facts)).collect()
        }
        Action::BuyReservation => {
            let own = [
                holdings::active_plan(facts),
                holdings::active_subscription(facts),
                holdings::reservation_market(facts),
            ];
            buying(facts).chain(own).collect()
        }
        Action::BuySavingsPlan => {
            let own = [holdings::active_plan(facts), holdings::active_subscription(facts)];
            [savings_plan_sold(facts)].into_iter().chain(buying(facts)).chain(own).collect()
        }
        Action::Transfer => {
            let own = [leaving::partner_agreement(facts), leaving::future_plan(facts), leaving::transferable(facts)];
            buying(facts).chain(own).chain(leaving::transfer_reseller(facts)).collect()
        }
        Action::CancelTransfer => vec![partner::billed(facts), leaving::transfer_pending(facts)],
        Action::CancelSubscriptions => {
            vec![leaving::cancel_role(facts), leaving::cancel_active(facts), leaving::cancel_together(facts)]
        }
        Action::CancelPlan => vec![
            leaving::cancel_plan_role(facts),
            holdings::active_plan(facts),
            leaving::no_active_subscriptions(facts),
            leaving::no_active_reservations(facts),
        ],
    }
}

/// What everybody keeps who buys something new.
fn buying(facts: &PlanFacts) -> impl Iterator<Item = Finding> {
    let asked = [
        partner::billed(facts),
        partner::mfa(facts),
        customer::reseller_relationship(facts),
        customer::agreement(facts),
        customer::in_market(facts),
        customer::territory(facts),
    ];
    let standing = [partner::not_overdue(facts), partner::authorized(facts), partner::reseller_of_record(facts)];
    asked.into_iter().chain(standing.into_iter().flatten())
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
