//! May this customer buy, move to, transfer or cancel, on this day: each rule with its reason, its source and what to
//! do next, and what then happens. A fact that is not given is not known, which is not "no".

mod effects;
mod facts;
mod market;
mod rules;
mod ruling;
mod words;

pub use effects::ResultingPlan;
pub use facts::{
    AcceptanceWay, Action, Agreement, AzurePlan, Customer, LegacySubscription, Partner, PartnerKind, Payment,
    PlanFacts, ResellerOfRecord, Reservation, Subscription, Transfer, TransferStatus, User, Via,
};
pub use ruling::{Effect, RuleVerdict};

use crate::error::Result;
use crate::rules::Language;
use crate::time::Day;
use serde::Serialize;

/// The answer in one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Verdict {
    /// Every rule holds.
    Ready,
    /// A rule does not hold.
    NotReady,
    /// No rule is broken as far as is known, but something is not known.
    Unknown,
}

/// Answer of [`check`].
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PlanAnswer {
    /// Version of this form.
    pub schema_version: u32,
    /// The day asked about.
    pub on: Day,
    /// What is intended.
    pub action: Action,
    /// Language of the words.
    pub language: Language,
    /// Every rule holds.
    pub ready: bool,
    /// The same with what is not known apart.
    pub verdict: Verdict,
    /// Rules that do not hold.
    pub failing: u32,
    /// Rules of which it is not known.
    pub unknown: u32,
    /// Those of them that no source decides, whatever the facts.
    pub not_established: u32,
    /// The rules, in the order in which a person would look at them.
    pub rules: Vec<RuleVerdict>,
    /// Rules that few fail and of which no fact was given: they were not checked, and are not part of the verdict.
    pub not_checked: Vec<RuleVerdict>,
    /// Azure plans that result; `None` where that is not known.
    pub plans: Option<Vec<ResultingPlan>>,
    /// What happens when it is done on that day, in the order of days; what has no day comes last.
    pub effects: Vec<Effect>,
}

/// May it be done, and what happens then?
///
/// # Errors
/// `facts.invalid` for facts that contradict themselves, `input.invalid` for a day at the end of the calendar.
///
/// ```
/// # use azplan::plan::{check, PlanFacts};
/// let facts: PlanFacts = serde_json::from_str(
///     r#"{"on":"2021-08-01","action":"buyAzurePlan","partner":{"kind":"directBill","mfa":true},
///         "customer":{"market":"US","resellerRelationship":true,"agreement":{"accepted":true,"acceptedOn":"2021-07-30"}},
///         "legacySubscriptions":[]}"#,
/// ).expect("facts");
/// let answer = check(&facts)?;
/// assert!(answer.ready);
/// assert_eq!(answer.effects.iter().find(|effect| effect.effect == "firstInvoice").and_then(|effect| effect.on), "2021-09-08".parse().ok());
/// # Ok::<(), azplan::Error>(())
/// ```
pub fn check(facts: &PlanFacts) -> Result<PlanAnswer> {
    facts.verify()?;
    let (checked, unchecked): (Vec<_>, Vec<_>) = rules::findings(facts).into_iter().partition(|each| each.checked);
    let said = |findings: Vec<ruling::Finding>| -> Vec<RuleVerdict> {
        findings.into_iter().map(|finding| finding.verdict(facts.language, facts.on)).collect()
    };
    let (rules, not_checked) = (said(checked), said(unchecked));
    let open = rules.iter().filter(|rule| !rule.established).count();
    let count = |ok| u32::try_from(rules.iter().filter(|rule| rule.ok == ok).count()).unwrap_or(u32::MAX);
    let (failing, unknown) = (count(Some(false)), count(None));
    let plans = effects::plans(facts);
    let effects = effects::effects(facts, plans.as_deref())?;
    Ok(PlanAnswer {
        schema_version: crate::SCHEMA_VERSION,
        on: facts.on,
        action: facts.action,
        language: facts.language,
        ready: failing == 0 && unknown == 0,
        verdict: match (failing, unknown) {
            (0, 0) => Verdict::Ready,
            (0, _) => Verdict::Unknown,
            _ => Verdict::NotReady,
        },
        failing,
        unknown,
        not_established: u32::try_from(open).unwrap_or(u32::MAX),
        rules,
        not_checked,
        plans,
        effects,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const ACTIONS: [&str; 9] = [
        "buyAzurePlan",
        "moveFromLegacy",
        "buyLegacy",
        "buyReservation",
        "buySavingsPlan",
        "transfer",
        "cancelTransfer",
        "cancelSubscriptions",
        "cancelPlan",
    ];

    /// Facts of every kind: nothing known, all well, all wrong.
    const FACTS: [&str; 4] = [
        r#"{}"#,
        r#"{"partner":{"kind":"indirectProvider","enrolledOn":"2015-01-01","mfa":true,"market":"JP","agreementSigned":true,
            "billingAnniversary":7,"user":{"globalAdmin":true,"adminAgent":true}},
            "customer":{"market":"TW","resellerRelationship":true,"agreement":{"accepted":true,"acceptedOn":"2019-07-02"},
            "boughtLegacy":true},"azurePlans":[{"reseller":"1"}],"legacySubscriptions":[{"id":"l","reseller":"1"},
            {"id":"m","reseller":"2"},{"id":"a","sharedServices":true}],"subscriptions":[{"id":"s"}],
            "reservations":[{"id":"r","payment":"upFront","legacy":true},{"id":"q","payment":"monthly"}],"via":"api",
            "transfer":{"status":"pending","sameCurrency":true}}"#,
        r#"{"partner":{"kind":"indirectReseller","enrolledOn":"2021-07-22","mfa":false,"market":"DE","agreementSigned":false,
            "user":{"globalAdmin":false}},"customer":{"market":"CN","resellerRelationship":false,
            "agreement":{"accepted":false},"boughtLegacy":false},"azurePlans":[],"legacySubscriptions":[],
            "subscriptions":[{"id":"s","active":false}],"reservations":[{"id":"q","payment":"monthly"}],
            "selected":["s","q"],"transfer":{"status":"expired","sameCurrency":false}}"#,
        r#"{"partner":{"kind":"indirectProvider","market":"Atlantis"},"customer":{"market":"Atlantis",
            "agreement":{"accepted":true,"acceptedOn":"2099-01-01"}},"legacySubscriptions":[{"id":"l"},
            {"id":"m","entitlementId":"e"}],"subscriptions":[],"transfer":{"status":"complete"}}"#,
    ];

    #[test]
    fn every_rule_and_effect_has_words_and_a_source_on_every_day_in_both_languages() {
        let mut checked = 0;
        for facts in FACTS {
            for action in ACTIONS {
                for on in [
                    "2019-07-01",
                    "2020-01-15",
                    "2021-08-01",
                    "2022-10-11",
                    "2024-01-01",
                    "2025-09-08",
                    "2026-07-01",
                    "2027-02-01",
                ] {
                    for language in ["en", "zh-Hant"] {
                        let mut value: serde_json::Value = serde_json::from_str(facts).unwrap();
                        value["on"] = on.into();
                        value["action"] = action.into();
                        value["language"] = language.into();
                        let answer = check(&serde_json::from_value(value).unwrap()).unwrap();
                        for rule in answer.rules.iter().chain(&answer.not_checked) {
                            let said = [&rule.title, &rule.reason, rule.next.as_ref().unwrap_or(&rule.title)];
                            let whole =
                                |text: &&String| !text.contains('{') && !text.starts_with(&format!("{}.", rule.rule));
                            assert!(said.iter().all(whole) && *rule.title != *rule.rule, "{rule:?}");
                            assert!(!rule.cite.is_empty(), "{rule:?}");
                            assert_eq!(rule.ok != Some(true), rule.next.is_some(), "{rule:?}");
                            assert!(rule.established || rule.ok.is_none(), "{rule:?}");
                            checked += 1;
                        }
                        for effect in &answer.effects {
                            let whole = |text: &String| {
                                !text.contains('{') && !text.starts_with(&format!("{}.", effect.effect))
                            };
                            assert!(
                                whole(&effect.title) && whole(&effect.text) && !effect.cite.is_empty(),
                                "{effect:?}"
                            );
                            assert!(*effect.title != *effect.effect, "{effect:?}");
                        }
                        assert_eq!(answer.ready, answer.rules.iter().all(|rule| rule.ok == Some(true)));
                    }
                }
            }
        }
        assert!(checked > 1500);
    }
}
