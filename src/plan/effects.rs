//! What happens when it is done: which plans result, what moves, what is billed where, and when.

use super::facts::{Action, LegacySubscription, PartnerKind, Payment, PlanFacts};
use super::ruling::{Effect, effect, ruling};
use super::words::Values;
use crate::error::Result;
use crate::sorting::sort_by_key;
use crate::time::{Day, Month};
use serde::Serialize;
use std::collections::BTreeMap;

/// A plan that results.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ResultingPlan {
    /// Reseller of record; `None` where the partner sells directly.
    pub reseller: Option<String>,
    /// Ids of the 0145P subscriptions that move under it.
    pub subscriptions: Vec<String>,
}

/// Collects effects in words.
struct Effects<'a> {
    facts: &'a PlanFacts,
    list: Vec<Effect>,
}

impl Effects<'_> {
    fn say(&mut self, name: &'static str, word: &'static str, on: Option<Day>, values: Values) {
        self.list.push(effect(self.facts.language, (name, word), (self.facts.on, on), &values));
    }

    /// On the day itself.
    fn now(&mut self, name: &'static str, values: Values) {
        self.say(name, "yes", Some(self.facts.on), values);
    }

    /// Without a day.
    fn always(&mut self, name: &'static str, values: Values) {
        self.say(name, "yes", None, values);
    }

    /// The form that a dated rule has on the day; nothing before its first day.
    fn dated(&mut self, name: &'static str) {
        self.dated_with(name, Values::new());
    }

    fn dated_with(&mut self, name: &'static str, mut values: Values) {
        if let Some(ruling) = ruling(name, self.facts.on) {
            values.push(("from", ruling.from.to_string()));
            self.say(name, ruling.value, None, values);
        }
    }

    /// From the first day of a rule on; nothing before.
    fn since(&mut self, name: &'static str) {
        if let Some(ruling) = ruling(name, self.facts.on) {
            self.always(name, vec![("from", ruling.from.to_string())]);
        }
    }

    fn number(&self, name: &str) -> u64 {
        ruling(name, self.facts.on).and_then(|ruling| ruling.value.parse().ok()).unwrap_or_default()
    }
}

/// The plans that result: one with a direct-bill partner, else one for each reseller. `None`: a reseller is not known.
pub(super) fn plans(facts: &PlanFacts) -> Option<Vec<ResultingPlan>> {
    let one = |subscriptions| vec![ResultingPlan { reseller: None, subscriptions }];
    match facts.action {
        Action::BuyAzurePlan => Some(one(Vec::new())),
        Action::MoveFromLegacy => {
            let moving = facts.moving()?;
            let ids = |list: &[&LegacySubscription]| list.iter().map(|each| each.id.clone()).collect();
            match facts.partner.kind? {
                _ if moving.is_empty() => Some(Vec::new()),
                PartnerKind::DirectBill => Some(one(ids(&moving))),
                PartnerKind::IndirectProvider | PartnerKind::IndirectReseller => by_reseller(&moving),
            }
        }
        _ => Some(Vec::new()),
    }
}

fn by_reseller(moving: &[&LegacySubscription]) -> Option<Vec<ResultingPlan>> {
    let mut groups: BTreeMap<Option<&str>, Vec<String>> = BTreeMap::new();
    for each in moving {
        let reseller = each.reseller.as_deref()?.trim();
        groups.entry(Some(reseller).filter(|id| *id != "0")).or_default().push(each.id.clone());
    }
    let plan = |(reseller, subscriptions): (Option<&str>, _)| ResultingPlan {
        reseller: reseller.map(str::to_owned),
        subscriptions,
    };
    Some(groups.into_iter().map(plan).collect())
}

/// All effects, in the order of their days; those without a day last.
pub(super) fn effects(facts: &PlanFacts, plans: Option<&[ResultingPlan]>) -> Result<Vec<Effect>> {
    let mut effects = Effects { facts, list: Vec::new() };
    match facts.action {
        Action::BuyAzurePlan => bought(&mut effects)?,
        Action::MoveFromLegacy => moved(&mut effects, plans)?,
        Action::BuyLegacy => effects.since("legacyMargin"),
        Action::BuyReservation => reservation(&mut effects),
        Action::BuySavingsPlan => savings_plan(&mut effects),
        Action::Transfer => transferred(&mut effects)?,
        Action::CancelTransfer => {}
        Action::CancelSubscriptions => {
            effects.always("reactivation", Values::new());
            let days = effects.number("dataDeletion");
            effects.always("dataDeletion", vec![("days", days.to_string())]);
            effects.always("customerReactivates", Values::new());
            let minutes = effects.number("cancelStatus");
            effects.always("cancelStatus", vec![("minutes", minutes.to_string())]);
        }
        Action::CancelPlan => effects.always("planReactivation", Values::new()),
    }
    let mut list = effects.list;
    sort_by_key(&mut list, |effect| (effect.on.is_none(), effect.on));
    Ok(list)
}

fn bought(effects: &mut Effects<'_>) -> Result<()> {
    plan_count(effects, None);
    effects.now("planIsFree", Values::new());
    let minutes = effects.number("firstSubscription");
    effects.now("firstSubscription", vec![("minutes", minutes.to_string())]);
    effects.now("noFriendlyName", Values::new());
    effects.now("legacyCloses", Values::new());
    first_invoice(effects)?;
    effects.dated("billingCurrency");
    effects.since("promotions");
    Ok(())
}

fn plan_count(effects: &mut Effects<'_>, plans: Option<&[ResultingPlan]>) {
    let on = Some(effects.facts.on);
    match plans {
        None => effects.say("planCount", "one", on, Values::new()),
        Some([_]) => effects.say("planCount", "one", on, Values::new()),
        Some(plans) => {
            let resellers = plans.iter().map(|plan| plan.reseller.as_deref().unwrap_or("0")).collect::<Vec<_>>();
            let values = vec![("count", plans.len().to_string()), ("resellers", resellers.join(", "))];
            effects.say("planCount", "many", on, values);
        }
    }
}

fn moved(effects: &mut Effects<'_>, plans: Option<&[ResultingPlan]>) -> Result<()> {
    let facts = effects.facts;
    let Some(moving) = facts.moving() else { return Ok(()) };
    let items = |list: &[&str]| vec![("items", list.join(", "))];
    let apart: Vec<&str> = facts
        .legacy_subscriptions
        .iter()
        .flatten()
        .filter(|each| each.active && each.shared_services)
        .map(|each| each.id.as_str())
        .collect();
    if !apart.is_empty() {
        effects.always("staysBehind", items(&apart));
    }
    if moving.is_empty() {
        return Ok(());
    }
    match plans {
        Some(_) => plan_count(effects, plans),
        None if facts.partner.kind.is_none() => effects.say("planCount", "partner", Some(facts.on), Values::new()),
        None => {
            let open: Vec<&str> =
                moving.iter().filter(|each| each.reseller.is_none()).map(|each| each.id.as_str()).collect();
            effects.say("planCount", "unknown", Some(facts.on), items(&open));
        }
    }
    for each in &moving {
        let entitlement = each.entitlement_id.as_deref().unwrap_or(&each.id);
        effects.now("subscriptionMoves", vec![("id", each.id.clone()), ("entitlement", entitlement.to_owned())]);
    }
    effects.now("usageContinues", Values::new());
    effects.now("accessStays", Values::new());
    let differ: Vec<&str> = moving
        .iter()
        .filter(|each| each.entitlement_id.as_ref().is_some_and(|id| *id != each.id))
        .map(|each| each.id.as_str())
        .collect();
    if differ.is_empty() {
        effects.now("idsEqual", Values::new());
    } else {
        effects.say("idsEqual", "differ", Some(facts.on), items(&differ));
    }
    effects.now("legacyStops", Values::new());
    effects.now("legacyCloses", Values::new());
    effects.now("budgetReset", Values::new());
    effects.now("listOfSubscriptions", Values::new());
    effects.say("pecBegins", "yes", Some(facts.on.plus_days(1)?), Values::new());
    last_legacy_invoice(effects)?;
    first_invoice(effects)?;
    let reservations: Vec<&str> = facts
        .reservations
        .iter()
        .flatten()
        .filter(|each| each.active && each.legacy)
        .map(|each| each.id.as_str())
        .collect();
    if !reservations.is_empty() {
        effects.always("reservationsMove", items(&reservations));
    }
    effects.always("legacyCurrency", Values::new());
    effects.dated("billingCurrency");
    effects.since("legacyMargin");
    let percent = effects.number("budgetAlert");
    effects.always("budgetAlert", vec![("percent", percent.to_string())]);
    Ok(())
}

/// The first day of a legacy billing period after a day: the anniversary, or the last day of a month without it.
fn next_anniversary(on: Day, number: u32) -> Result<Day> {
    let in_month =
        |month: Month| (1..=number).rev().find_map(|day| month.day(day)).unwrap_or_else(|| month.first_day());
    let this = in_month(on.month());
    if this > on { Ok(this) } else { Ok(in_month(on.month().next()?)) }
}

fn previous_anniversary(on: Day, number: u32) -> Result<Day> {
    let mut start = next_anniversary(on.month().first_day().before().unwrap_or(on).month().first_day(), number)?;
    for _ in 0..3 {
        let next = next_anniversary(start, number)?;
        if next > on {
            break;
        }
        start = next;
    }
    Ok(start)
}

fn last_legacy_invoice(effects: &mut Effects<'_>) -> Result<()> {
    let on = effects.facts.on;
    let days = effects.number("lastLegacyInvoice");
    let Some(number) = effects.facts.partner.billing_anniversary else {
        effects.say("lastLegacyInvoice", "unknown", None, vec![("days", days.to_string())]);
        return Ok(());
    };
    let invoice = next_anniversary(on, number)?.plus_days(days)?;
    let values = vec![("anniversary", previous_anniversary(on, number)?.to_string()), ("until", on.to_string())];
    effects.say("lastLegacyInvoice", "yes", Some(invoice), values);
    Ok(())
}

fn first_invoice(effects: &mut Effects<'_>) -> Result<()> {
    let on = effects.facts.on;
    let end = on.month().next()?.first_day().before().unwrap_or(on);
    let values = vec![("from", on.to_string()), ("to", end.to_string())];
    effects.say("firstInvoice", "yes", Some(crate::bill::usual_invoice_date(on.month())?), values);
    Ok(())
}

fn reservation(effects: &mut Effects<'_>) {
    let limit = effects.number("reservationReturn.limit");
    effects.now("reservationScope", Values::new());
    effects.always("reservationCharge", Values::new());
    effects.always("noPecOnBenefit", Values::new());
    effects.always("softwareExtra", Values::new());
    effects.dated_with("reservationReturn", vec![("limit", limit.to_string())]);
    effects.dated("reservationExchange");
    effects.dated("reservationRenewal");
    effects.since("reservationRetired");
    effects.dated("benefitOrder");
    if effects.facts.partner.kind == Some(PartnerKind::IndirectProvider) {
        effects.always("resellerFixed", Values::new());
    }
    effects.dated("billingCurrency");
}

fn savings_plan(effects: &mut Effects<'_>) {
    effects.dated("savingsPlanKinds");
    effects.dated("savingsPlanPlace");
    effects.always("savingsPlanBinds", Values::new());
    effects.always("noPecOnBenefit", Values::new());
    effects.always("savingsPlanCurrency", Values::new());
    effects.dated("benefitOrder");
}

fn transferred(effects: &mut Effects<'_>) -> Result<()> {
    let facts = effects.facts;
    let items = |list: &[&str]| vec![("items", list.join(", "))];
    effects.now("transferBilling", Values::new());
    effects.now("transferAccess", Values::new());
    effects.now("transferAobo", Values::new());
    let legacy: Vec<&str> = facts
        .legacy_subscriptions
        .iter()
        .flatten()
        .filter(|each| each.active && facts.is_selected(&each.id, each.active))
        .map(|each| each.id.as_str())
        .collect();
    if !legacy.is_empty() {
        effects.now("transferLegacy", items(&legacy));
    }
    let paid = |payment| -> Vec<&str> {
        let list = facts.reservations.iter().flatten();
        let chosen = list
            .filter(|each| each.active && each.payment == Some(payment) && facts.is_selected(&each.id, each.active));
        chosen.map(|each| each.id.as_str()).collect()
    };
    let (up_front, monthly) = (paid(Payment::UpFront), paid(Payment::Monthly));
    if !up_front.is_empty() {
        effects.now("transferUpFront", items(&up_front));
    }
    if !monthly.is_empty() {
        match facts.transfer.same_currency {
            Some(true) => effects.now("transferMonthly", items(&monthly)),
            Some(false) => effects.say("transferCurrency", "yes", None, items(&monthly)),
            None => effects.say("transferCurrency", "unknown", None, Values::new()),
        }
    }
    if facts.reservations.iter().flatten().any(|each| facts.is_selected(&each.id, each.active)) {
        effects.always("transferScopes", Values::new());
    }
    effects.always("transferMarketplace", Values::new());
    let sent = facts.transfer.requested_on.unwrap_or(facts.on);
    let days = effects.number("transferExpires");
    effects.say("transferExpires", "yes", Some(sent.plus_days(days)?), vec![("on", sent.to_string())]);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn anniversaries_stay_inside_their_month() {
        for (on, number, before, after) in [
            ("2021-08-01", 15, "2021-07-15", "2021-08-15"),
            ("2021-08-15", 15, "2021-08-15", "2021-09-15"),
            ("2021-08-31", 31, "2021-08-31", "2021-09-30"),
            ("2021-02-28", 31, "2021-02-28", "2021-03-31"),
            ("2021-02-27", 31, "2021-01-31", "2021-02-28"),
            ("2020-01-01", 1, "2020-01-01", "2020-02-01"),
            ("2020-03-01", 30, "2020-02-29", "2020-03-30"),
        ] {
            assert_eq!(next_anniversary(day(on), number).unwrap(), day(after), "{on}");
            assert_eq!(previous_anniversary(day(on), number).unwrap(), day(before), "{on}");
        }
    }
}
