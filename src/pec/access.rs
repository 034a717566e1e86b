//! Does the partner's access cover a resource for the whole of a day?

use super::PecReason;
use super::partner::{self, PartnerFacts, PartnerKind};
use super::role::{self, role};
use crate::error::{Error, ErrorCode, Result};
use crate::sorting::sort_few_by_key;
use crate::time::{Day, Instant};
use serde::{Deserialize, Serialize};

/// Who may manage what, when: the grants that anyone has on the subscriptions of a plan.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AccessFacts {
    /// Who the partner is; `None`: one that Microsoft bills, under an active agreement.
    #[serde(default)]
    pub partner: Option<PartnerFacts>,
    /// The grants; without any there is no access.
    pub grants: Vec<GrantFacts>,
}

/// A grant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct GrantFacts {
    /// Who holds it.
    pub holder: Holder,
    /// How it was given.
    pub method: Method,
    /// Azure role; AOBO brings Owner.
    #[serde(default)]
    pub role: Option<String>,
    /// The access counts for the partner; AOBO needs no link.
    #[serde(default)]
    pub partner_id_linked: bool,
    /// Azure Lighthouse by a Managed Service offer of the Marketplace, which links by itself. Private plans of such offers
    /// are not supported on subscriptions of CSP (Azure Lighthouse: managed services offers, 2026-01-21).
    #[serde(default)]
    pub managed_service_offer: bool,
    /// `/subscriptions/ID[/resourceGroups/NAME[/providers/…]]`, or `/`.
    pub scope: String,
    /// First instant, RFC 3339; `None` since ever.
    #[serde(default)]
    pub from: Option<String>,
    /// First instant without it; `None` until further notice.
    #[serde(default)]
    pub to: Option<String>,
}

/// Who holds access.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Holder {
    /// The billed partner: direct-bill partner or indirect provider.
    Provider,
    /// The reseller of record.
    Reseller,
    /// Another partner: never counts, never hurts.
    Other,
}

/// How access was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Method {
    /// Admin on behalf of: the partner tenant's group as Owner of the subscription.
    Aobo,
    /// Azure Lighthouse.
    Lighthouse,
    /// A user or guest.
    User,
    /// A group.
    Group,
    /// A service principal.
    ServicePrincipal,
}

/// Why access earns on a day or does not. The later, the nearer to earning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum AccessReason {
    /// Microsoft does not bill the partner.
    PartnerNotBilled,
    /// The partner has no active agreement.
    AgreementNotActive,
    /// There is no grant at all on that day.
    NoGrant,
    /// Grants are on other resources.
    ScopeNotCovering,
    /// The holder is neither the provider nor the reseller of record.
    HolderNotBilled,
    /// The role is not in the table.
    RoleUnknown,
    /// The role does not earn.
    RoleNotEligible,
    /// No PartnerID is linked.
    NotLinked,
    /// Access holds for a part of the day only.
    PartOfDay,
    /// Eligible access holds for all 24 hours.
    Covered,
}

impl AccessReason {
    /// True if the day earns.
    #[must_use]
    pub fn earns(self) -> bool {
        self == Self::Covered
    }

    /// The same for a line of a bill.
    #[must_use]
    pub const fn of_line(self) -> PecReason {
        match self {
            Self::Covered => PecReason::Eligible,
            Self::PartnerNotBilled => PecReason::PartnerNotBilled,
            Self::AgreementNotActive => PecReason::AgreementNotActive,
            _ => PecReason::NoAccess,
        }
    }

    /// Source of the rule.
    #[must_use]
    pub const fn cite(self) -> &'static str {
        match self {
            Self::PartnerNotBilled | Self::AgreementNotActive => partner::CITE,
            Self::RoleUnknown | Self::RoleNotEligible => role::CITE,
            Self::NotLinked => "Azure: link a partner ID (partner admin link)",
            Self::HolderNotBilled => {
                "Partner Center: partner-earned-credit-troubleshoot, table of multi-partner access"
            }
            _ => "Partner Center: partner-earned-credit-explanation",
        }
    }

    /// What a person reads.
    #[must_use]
    pub const fn text(self) -> &'static str {
        match self {
            Self::PartnerNotBilled => PecReason::PartnerNotBilled.text(),
            Self::AgreementNotActive => PecReason::AgreementNotActive.text(),
            Self::NoGrant => "nobody has access on this day",
            Self::ScopeNotCovering => "the access is on other resources",
            Self::HolderNotBilled => "the access is held by neither the provider nor the reseller of record",
            Self::RoleUnknown => "the role is not in the table of roles",
            Self::RoleNotEligible => "the role does not earn",
            Self::NotLinked => "no PartnerID is linked to the access",
            Self::PartOfDay => "the access does not hold for the whole day",
            Self::Covered => "eligible access for the whole day",
        }
    }
}

/// Access that can be asked.
#[derive(Debug, Clone)]
pub struct Access {
    /// Can the partner earn at all? `Covered` where it can.
    partner: AccessReason,
    grants: Vec<Grant>,
}

#[derive(Debug, Clone)]
struct Grant {
    scope: Vec<String>,
    from: Instant,
    to: Instant,
    /// Why it does not count; `Covered` where it does.
    standing: AccessReason,
}

impl Default for Access {
    /// The access of a new plan: AOBO on everything, for ever (rules 4.3).
    fn default() -> Self {
        let grant =
            Grant { scope: Vec::new(), from: Instant::BEGINNING, to: Instant::OPEN, standing: AccessReason::Covered };
        Self { partner: AccessReason::Covered, grants: vec![grant] }
    }
}

impl Access {
    /// Access from facts; `None` is the access of a new plan.
    ///
    /// # Errors
    /// `access.invalid` for a scope or an instant that cannot be read.
    pub fn try_new(facts: Option<&AccessFacts>) -> Result<Self> {
        let Some(facts) = facts else { return Ok(Self::default()) };
        let kind = facts.partner.map(|partner| partner.kind);
        let grants = facts.grants.iter().enumerate().map(|(index, grant)| Grant::try_new(index, grant, kind));
        let partner = facts.partner.map_or(AccessReason::Covered, |partner| partner.standing());
        Ok(Self { partner, grants: grants.collect::<Result<_>>()? })
    }

    /// Does access cover a resource on a day? `path` is `/subscriptions/ID/resourceGroups/NAME/providers/…` or a
    /// beginning of it.
    ///
    /// A day earns when eligible access, of one grant or of several that meet, covers all 24 hours (UTC).
    #[must_use]
    pub fn on(&self, path: &str, day: Day) -> AccessReason {
        if !self.partner.earns() {
            return self.partner;
        }
        let path = segments(path);
        let start = Instant::start_of(day);
        let end = day.plus_days(1).map_or(Instant::OPEN, Instant::start_of);
        let mut best = AccessReason::NoGrant;
        let mut spans: Vec<(Instant, Instant)> = Vec::new();
        let holds = |grant: &&Grant| grant.from < grant.to && grant.from < end && start < grant.to;
        for grant in self.grants.iter().filter(holds) {
            if !covers(&grant.scope, &path) {
                best = best.max(AccessReason::ScopeNotCovering);
            } else if grant.standing.earns() {
                spans.push((grant.from, grant.to));
            } else {
                best = best.max(grant.standing);
            }
        }
        if spans.is_empty() {
            return best;
        }
        sort_few_by_key(&mut spans, |span| *span);
        let mut covered = start;
        for (from, to) in spans {
            if from <= covered {
                covered = covered.max(to);
            }
        }
        if covered >= end { AccessReason::Covered } else { AccessReason::PartOfDay }
    }
}

impl Grant {
    fn try_new(index: usize, facts: &GrantFacts, partner: Option<PartnerKind>) -> Result<Self> {
        let place = |name: &str| format!("grants[{index}].{name}");
        let instant = |text: &Option<String>, name: &str, none: Instant| match text {
            None => Ok(none),
            Some(text) => Instant::parse(text).ok_or_else(|| {
                Error::new(
                    ErrorCode::ACCESS_INVALID,
                    format!("`{text}` is not an instant such as 2025-11-01T00:00:00Z"),
                )
                .at(place(name))
            }),
        };
        check_scope(&facts.scope, ErrorCode::ACCESS_INVALID).map_err(|error| error.at(place("scope")))?;
        Ok(Self {
            scope: segments(&facts.scope),
            from: instant(&facts.from, "from", Instant::BEGINNING)?,
            to: instant(&facts.to, "to", Instant::OPEN)?,
            standing: standing(facts, partner),
        })
    }
}

/// Refuses what is no scope: a name alone would lie under nothing but `/`, and be taken for covered or not by mistake.
///
/// # Errors
/// `code` where it is neither `/` nor `/subscriptions/ID[/resourceGroups/NAME[/…]]`.
pub(crate) fn check_scope(scope: &str, code: ErrorCode) -> Result<()> {
    let segments = segments(scope);
    let known = match segments.as_slice() {
        [] => scope.trim() == "/",
        [subscriptions, _] => subscriptions == "subscriptions",
        [subscriptions, _, groups, _, ..] => subscriptions == "subscriptions" && groups == "resourcegroups",
        _ => false,
    };
    if known {
        return Ok(());
    }
    let message = format!("`{scope}` is not a scope such as /subscriptions/ID/resourceGroups/NAME");
    Err(Error::new(code, message))
}

/// Does the grant count, time and scope aside?
fn standing(facts: &GrantFacts, partner: Option<PartnerKind>) -> AccessReason {
    // A direct-bill partner has no reseller of record beside it.
    let is_stranger = facts.holder == Holder::Reseller && partner == Some(PartnerKind::DirectBill);
    if facts.holder == Holder::Other || is_stranger {
        return AccessReason::HolderNotBilled;
    }
    if facts.method == Method::Aobo {
        return AccessReason::Covered;
    }
    match facts.role.as_deref().and_then(|name| role(name).eligible) {
        None => AccessReason::RoleUnknown,
        Some(false) => AccessReason::RoleNotEligible,
        Some(true) if facts.partner_id_linked || links_by_itself(facts) => AccessReason::Covered,
        Some(true) => AccessReason::NotLinked,
    }
}

/// A Managed Service offer of the Marketplace links its publisher (Partner Center: azure-plan-manage, 2022-11-22).
fn links_by_itself(facts: &GrantFacts) -> bool {
    facts.method == Method::Lighthouse && facts.managed_service_offer
}

fn segments(path: &str) -> Vec<String> {
    path.split('/').map(|part| part.trim().to_lowercase()).filter(|part| !part.is_empty()).collect()
}

/// A scope covers what lies below it: whole segments, so that `rg1` does not cover `rg10`.
fn covers(scope: &[String], path: &[String]) -> bool {
    path.get(..scope.len()) == Some(scope)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts(json: &str) -> Access {
        let facts: AccessFacts = serde_json::from_str(&format!(r#"{{"grants":[{json}]}}"#)).expect("facts");
        Access::try_new(Some(&facts)).expect("access")
    }

    fn day(text: &str) -> Day {
        text.parse().expect("a day")
    }

    const CONTRIBUTOR: &str = r#"{"holder":"provider","method":"user","role":"Contributor","partnerIdLinked":true,"scope":"/subscriptions/A/resourceGroups/rg1","from":"2025-11-01T00:00:00Z","to":"2025-11-04T12:00:00Z"}"#;

    #[test]
    fn scopes_inherit_down_and_compare_without_case() {
        let access = facts(CONTRIBUTOR);
        let on = |path: &str| access.on(path, day("2025-11-02"));
        assert_eq!(on("/subscriptions/a/resourcegroups/RG1/providers/x/y/z"), AccessReason::Covered);
        assert_eq!(on("/subscriptions/a/resourceGroups/rg10"), AccessReason::ScopeNotCovering);
        assert_eq!(on("/subscriptions/a"), AccessReason::ScopeNotCovering);
    }

    #[test]
    fn a_day_counts_when_access_holds_for_all_of_it() {
        let access = facts(CONTRIBUTOR);
        let path = "/subscriptions/A/resourceGroups/rg1";
        assert_eq!(access.on(path, day("2025-11-03")), AccessReason::Covered);
        assert_eq!(access.on(path, day("2025-11-04")), AccessReason::PartOfDay);
        assert_eq!(access.on(path, day("2025-11-05")), AccessReason::NoGrant);
        let later = r#"{"holder":"reseller","method":"aobo","scope":"/","from":"2025-11-04T12:00:00Z"}"#;
        let both = facts(&format!("{CONTRIBUTOR},{later}"));
        assert_eq!(both.on(path, day("2025-11-04")), AccessReason::Covered);
    }
}
