//! Who may sell: the partner, and the reseller of record that it names (rules 9.1).

use crate::plan::facts::{PartnerKind, PlanFacts};
use crate::plan::ruling::{Finding, first, ruling};

pub(super) fn billed(facts: &PlanFacts) -> Finding {
    let (ok, word) = match facts.partner.kind {
        Some(PartnerKind::DirectBill) => (Some(true), "directBill"),
        Some(PartnerKind::IndirectProvider) => (Some(true), "indirectProvider"),
        Some(PartnerKind::IndirectReseller) => (Some(false), "indirectReseller"),
        None => (None, "unknown"),
    };
    Finding::new("billedPartner", ok, word, "partner.kind")
}

pub(super) fn mfa(facts: &PlanFacts) -> Finding {
    if ruling("mfa", facts.on).is_none() {
        let from = first("mfa").map(|ruling| ruling.from.to_string()).unwrap_or_default();
        return Finding::new("mfa", Some(true), "early", "partner.mfa").with("from", from);
    }
    Finding::of("mfa", facts.partner.mfa, "partner.mfa")
}

/// A partner whose invoice is overdue for longer than allowed is suspended; nothing before the rule's first day.
pub(super) fn not_overdue(facts: &PlanFacts) -> Option<Finding> {
    let (rule, fact) = ("notOverdue", "partner.overdueDays");
    let limit: u32 = ruling(rule, facts.on)?.value.parse().ok()?;
    Some(match facts.partner.overdue_days {
        None => Finding::not_given(rule, fact).with("limit", limit),
        Some(days) => Finding::of(rule, Some(days <= limit), fact).with("days", days).with("limit", limit),
    })
}

/// The yearly authorization of the programme; nothing before its first day.
pub(super) fn authorized(facts: &PlanFacts) -> Option<Finding> {
    let (rule, fact) = ("authorization", "partner.authorized");
    ruling(rule, facts.on)?;
    Some(match facts.partner.authorized {
        None => Finding::not_given(rule, fact),
        known => Finding::of(rule, known, fact),
    })
}

/// An order of an indirect provider names a reseller; nothing before the day from which it is looked at.
pub(super) fn reseller_of_record(facts: &PlanFacts) -> Option<Finding> {
    let (rule, fact) = ("resellerOfRecord", "resellerOfRecord");
    ruling(rule, facts.on)?;
    if facts.partner.kind != Some(PartnerKind::IndirectProvider) {
        return None;
    }
    let reseller = &facts.reseller_of_record;
    Some(match (reseller.active, reseller.compliant) {
        (Some(false), _) => Finding::new(rule, Some(false), "inactive", "resellerOfRecord.active"),
        (_, Some(false)) => Finding::new(rule, Some(false), "notCompliant", "resellerOfRecord.compliant"),
        (Some(true), Some(true)) => Finding::of(rule, Some(true), fact),
        (None, None) => Finding::not_given(rule, fact),
        (None, _) => Finding::new(rule, None, "unknown", "resellerOfRecord.active"),
        (_, None) => Finding::new(rule, None, "unknown", "resellerOfRecord.compliant"),
    })
}
