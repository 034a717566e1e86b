//! Who may buy: the customer, its agreement and its market (rules 8.1, 8.3, 9.1).

use crate::plan::facts::{AcceptanceWay, PlanFacts};
use crate::plan::market::{Market, market};
use crate::plan::ruling::{Finding, first, ruling, with_value};
use crate::time::Day;

pub(super) fn reseller_relationship(facts: &PlanFacts) -> Finding {
    Finding::of("resellerRelationship", facts.customer.reseller_relationship, "customer.resellerRelationship")
}

const AGREEMENT: &str = "agreement";
const ACCEPTED_ON: &str = "customer.agreement.acceptedOn";
const WAY: &str = "customer.agreement.way";

/// The Microsoft Customer Agreement. At first it was enough that the customer signed it; then the partner confirmed it with
/// a day; since it is attested, the way decides, and an acceptance that is too old does not count any more.
pub(super) fn agreement(facts: &PlanFacts) -> Finding {
    let agreement = &facts.customer.agreement;
    match (agreement.accepted, agreement.accepted_on) {
        (Some(false), _) => Finding::new(AGREEMENT, Some(false), "no", "customer.agreement.accepted"),
        (_, Some(day)) if day > facts.on => {
            Finding::new(AGREEMENT, Some(false), "future", ACCEPTED_ON).with("day", day).with("on", facts.on)
        }
        (_, Some(day)) => accepted_on(facts, day),
        (Some(true), None) => accepted_undated(facts),
        (None, None) => Finding::new(AGREEMENT, None, "unknown", "customer.agreement.accepted"),
    }
}

fn accepted_on(facts: &PlanFacts, day: Day) -> Finding {
    let found = |ok, word, fact| Finding::new(AGREEMENT, ok, word, fact).with("day", day);
    let again = ruling("agreement.again", facts.on).and_then(|again| again.value.parse::<Day>().ok());
    if let Some(limit) = again.filter(|limit| day < *limit) {
        return found(Some(false), "tooOld", ACCEPTED_ON).with("limit", limit).cited_by("agreement.again");
    }
    let attested = with_value(AGREEMENT, "attested").map(|ruling| ruling.from);
    if attested.is_none_or(|from| day < from) {
        return found(Some(true), "yes", ACCEPTED_ON);
    }
    match facts.customer.agreement.way {
        Some(AcceptanceWay::DirectAcceptance) => found(Some(true), "direct", WAY),
        Some(AcceptanceWay::AttestationApi) => found(Some(true), "attested", WAY),
        Some(AcceptanceWay::PartnerCenter) => found(Some(false), "closedWay", WAY),
        None => found(None, "unknownWay", WAY),
    }
}

fn accepted_undated(facts: &PlanFacts) -> Finding {
    match (ruling(AGREEMENT, facts.on).map(|ruling| ruling.value), facts.customer.agreement.way) {
        (Some("attested"), Some(AcceptanceWay::AttestationApi)) => {
            // That way is younger than the day from which acceptances count.
            let from = first("agreement.attestationApi").map(|api| api.from.to_string()).unwrap_or_default();
            Finding::new(AGREEMENT, Some(true), "attestedUndated", WAY).with("since", from)
        }
        (Some("attested"), None) => Finding::new(AGREEMENT, None, "unknownWay", WAY),
        (Some("attested" | "confirmed"), _) => {
            let limit = ruling("agreement.again", facts.on).map_or("", |again| again.value);
            Finding::new(AGREEMENT, None, "undated", ACCEPTED_ON).with("limit", limit)
        }
        _ => {
            let from = with_value(AGREEMENT, "confirmed").map(|ruling| ruling.from.to_string()).unwrap_or_default();
            Finding::new(AGREEMENT, Some(true), "early", ACCEPTED_ON).with("from", from)
        }
    }
}

pub(super) fn in_market(facts: &PlanFacts) -> Finding {
    let (rule, fact) = ("market", "customer.market");
    let Some(name) = facts.customer.market.as_deref() else { return Finding::new(rule, None, "unknown", fact) };
    match market(name, facts.language, facts.on) {
        Market::China => Finding::new(rule, Some(false), "china", fact),
        Market::Listed { name, region, .. } => {
            Finding::new(rule, Some(true), "yes", fact).with("market", name).with("region", region)
        }
        Market::Closed { name, closing } => {
            let found = Finding::new(rule, Some(false), "closed", fact);
            found
                .with("market", name)
                .with("why", closing.text)
                .with("day", closing.from)
                .cited(closing.from, closing.cite)
        }
        Market::WithoutRegion { name } => Finding::not_established(rule, "withoutRegion", fact).with("market", name),
        Market::NotListed => Finding::new(rule, None, "notListed", fact).with("market", name),
    }
}

pub(super) fn territory(facts: &PlanFacts) -> Finding {
    let (rule, fact) = ("territory", "partner.market");
    let of = |name: &Option<String>| name.as_deref().map(|name| market(name, facts.language, facts.on));
    let (Some(partner), Some(customer)) = (of(&facts.partner.market), of(&facts.customer.market)) else {
        return Finding::not_given(rule, fact);
    };
    let (partner, customer) = match (partner, customer) {
        (Market::Listed { region: partner, .. }, Market::Listed { region: customer, .. }) => (partner, customer),
        (Market::NotListed, _) | (_, Market::NotListed) => return Finding::new(rule, None, "unknown", fact),
        _ => return Finding::not_established(rule, "noRegion", fact),
    };
    let found = Finding::of(rule, Some(partner == customer), fact);
    found.with("region", partner).with("partner", partner).with("customer", customer)
}
