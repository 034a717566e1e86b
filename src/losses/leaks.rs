//! Losses put together by what explains them: the widest scope on which nothing earned, day after day.
//!
//! Access is decided for a resource and a day. Where one resource of a group did not earn on days on which others did, access
//! to that resource is missing; where nothing in the group earned, access to the group; likewise for the subscription. A
//! resource of which a row earned and another did not on the same day is no matter of access.

use super::fix::{Fix, LeakLevel};
use super::judge::{Judged, RowClass};
use super::place::{Place, Places};
use crate::error::Result;
use crate::money::{Exact, rounding};
use crate::pec::AccessReason;
use crate::sorting::sort_by;
use crate::time::Day;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// Losses that one missing access explains.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Leak {
    /// How wide it is.
    pub level: LeakLevel,
    /// Scope to which access is missing, `/subscriptions/ID/…`.
    pub scope: String,
    /// Azure subscription.
    pub subscription: String,
    /// What people call it; "" where the file does not say.
    pub subscription_name: String,
    /// Resource group; "" for the whole subscription.
    pub resource_group: String,
    /// Resource; "" for a whole group.
    pub resource: String,
    /// First day: since when.
    pub from: Day,
    /// Last day.
    pub to: Day,
    /// Days with a loss.
    pub days: u32,
    /// Rows.
    pub rows: u32,
    /// Retail of the rows.
    pub retail: Exact,
    /// PEC not earned.
    pub lost: Exact,
    /// It lasts on the last day of the usage.
    pub goes_on: bool,
    /// What it costs in a month of the length of its last one, at the pace of its days, to 15 significant digits; 0 where it
    /// is over.
    pub per_month: Exact,
    /// What would mend it.
    pub fix: Fix,
    /// As a sentence.
    pub fix_text: &'static str,
    /// What the access facts say of its days; empty without facts.
    pub access: Vec<AccessShare>,
}

/// Losses that the access facts explain by one reason.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AccessShare {
    /// The reason.
    pub reason: AccessReason,
    /// As a sentence.
    pub text: &'static str,
    /// Source of the rule.
    pub cite: &'static str,
    /// PEC not earned.
    pub lost: Exact,
    /// Days.
    pub days: u32,
}

/// What a resource, or what is put together, lost on a day.
#[derive(Debug, Clone, Default)]
struct Cell {
    rows: u32,
    retail: Exact,
    lost: Exact,
    access: BTreeMap<AccessReason, Exact>,
}

/// Level, place on it, and whether access cannot explain it.
type Scope = (LeakLevel, Place, bool);

/// Gathers rows and finds what explains the lost ones.
#[derive(Debug, Default)]
pub(super) struct Leaks {
    lost: BTreeMap<Place, BTreeMap<Day, Cell>>,
    /// Days on which something earned, of resources, groups and subscriptions.
    earned: [BTreeMap<Place, BTreeSet<Day>>; 3],
}

impl Cell {
    fn add(&mut self, other: &Self) -> Result<()> {
        self.rows = self.rows.saturating_add(other.rows);
        self.retail = self.retail.plus(other.retail)?;
        self.lost = self.lost.plus(other.lost)?;
        for (reason, lost) in &other.access {
            let sum = self.access.entry(*reason).or_default();
            *sum = sum.plus(*lost)?;
        }
        Ok(())
    }
}

impl Leaks {
    /// Takes a row that earned or was lost.
    pub(super) fn add(&mut self, judged: &Judged, [subscription, group, resource]: [Place; 3]) -> Result<()> {
        let day = judged.row.day;
        match judged.class {
            RowClass::Earned if judged.product.earns() => {
                for (days, place) in self.earned.iter_mut().zip([subscription, group, resource]) {
                    days.entry(place).or_default().insert(day);
                }
            }
            RowClass::Lost => {
                let access = judged.access.map(|reason| (reason, judged.lost)).into_iter().collect();
                let cell = Cell { rows: 1, retail: judged.retail, lost: judged.lost, access };
                self.lost.entry(resource).or_default().entry(day).or_default().add(&cell)?;
            }
            _ => {}
        }
        Ok(())
    }

    fn earned_between(&self, level: LeakLevel, place: Place, from: Day, to: Day) -> bool {
        let days = self.earned.get(level as usize).and_then(|places| places.get(&place));
        days.is_some_and(|days| days.range(from..=to).next().is_some())
    }

    /// The widest level on which nothing earned from one day to another.
    fn widest(&self, places: &Places, resource: Place, from: Day, to: Day) -> Scope {
        let of_resource = places.resource(resource);
        let group = of_resource.parent;
        let of_group = places.group(group);
        let subscription = of_group.parent;
        if !self.earned_between(LeakLevel::Subscription, subscription, from, to) {
            return (LeakLevel::Subscription, subscription, false);
        }
        if !of_group.name.is_empty() && !self.earned_between(LeakLevel::ResourceGroup, group, from, to) {
            return (LeakLevel::ResourceGroup, group, false);
        }
        (LeakLevel::Resource, resource, false)
    }

    /// Days with losses by the scope that explains them.
    fn scopes(&self, places: &Places) -> Result<BTreeMap<Scope, BTreeMap<Day, Cell>>> {
        let mut scopes: BTreeMap<Scope, BTreeMap<Day, Cell>> = BTreeMap::new();
        for (resource, days) in &self.lost {
            let mixed = |day: Day| self.earned_between(LeakLevel::Resource, *resource, day, day);
            let alone: Vec<(Day, &Cell)> = days.iter().map(|(day, cell)| (*day, cell)).collect();
            let runs = alone
                .chunk_by(|(left, _), (right, _)| !self.earned_between(LeakLevel::Resource, *resource, *left, *right));
            for run in runs {
                let (Some((from, _)), Some((to, _))) = (run.first(), run.last()) else { continue };
                let scope = if mixed(*from) {
                    (LeakLevel::Resource, *resource, true)
                } else {
                    self.widest(places, *resource, *from, *to)
                };
                let found = scopes.entry(scope).or_default();
                for (day, cell) in run {
                    found.entry(*day).or_default().add(cell)?;
                }
            }
        }
        Ok(scopes)
    }

    /// The leaks, the largest first. `last`: last day of the usage.
    pub(super) fn found(&self, places: &Places, last: Day) -> Result<Vec<Leak>> {
        let mut leaks = Vec::new();
        for ((level, place, is_strange), days) in self.scopes(places)? {
            let days: Vec<(Day, Cell)> = days.into_iter().collect();
            let runs =
                days.chunk_by(|(left, _), (right, _)| is_strange || !self.earned_between(level, place, *left, *right));
            for run in runs {
                leaks.extend(leak(places, (level, place, is_strange), run, last)?);
            }
        }
        sort_by(&mut leaks, |left, right| {
            let by_name = || (&left.scope, left.from).cmp(&(&right.scope, right.from));
            right.lost.cmp(&left.lost).then_with(by_name)
        });
        Ok(leaks)
    }
}

fn leak(places: &Places, scope: Scope, run: &[(Day, Cell)], last: Day) -> Result<Option<Leak>> {
    let (level, place, is_strange) = scope;
    let (Some((from, _)), Some((to, _))) = (run.first(), run.last()) else { return Ok(None) };
    let mut whole = Cell::default();
    let mut days_of: BTreeMap<AccessReason, u32> = BTreeMap::new();
    for (_, cell) in run {
        whole.add(cell)?;
        for reason in cell.access.keys() {
            let days = days_of.entry(*reason).or_default();
            *days = days.saturating_add(1);
        }
    }
    let mut access: Vec<AccessShare> = whole
        .access
        .iter()
        .map(|(reason, lost)| AccessShare {
            reason: *reason,
            text: reason.text(),
            cite: reason.cite(),
            lost: *lost,
            days: days_of.get(reason).copied().unwrap_or_default(),
        })
        .collect();
    sort_by(&mut access, |left, right| right.lost.cmp(&left.lost).then(left.reason.cmp(&right.reason)));
    let fix = match access.first() {
        _ if is_strange => Fix::AskMicrosoft,
        Some(share) => Fix::of(share.reason),
        None => Fix::GrantAccess,
    };
    let resource = if level == LeakLevel::Resource { place } else { 0 };
    let group = match level {
        LeakLevel::Resource => places.resource(place).parent,
        LeakLevel::ResourceGroup | LeakLevel::Subscription => place,
    };
    let subscription =
        places.subscription(if level == LeakLevel::Subscription { place } else { places.group(group).parent });
    let resource_group = if level == LeakLevel::Subscription { "" } else { places.group(group).name.as_str() };
    let resource = if level == LeakLevel::Resource { places.resource(resource).name.as_str() } else { "" };
    let goes_on = *to == last;
    Ok(Some(Leak {
        level,
        scope: scope_text(&subscription.name, resource_group, resource),
        subscription: subscription.name.clone(),
        subscription_name: subscription.title.clone(),
        resource_group: resource_group.to_owned(),
        resource: resource.to_owned(),
        from: *from,
        to: *to,
        days: u32::try_from(run.len()).unwrap_or(u32::MAX),
        rows: whole.rows,
        retail: whole.retail,
        lost: whole.lost,
        goes_on,
        per_month: if goes_on { per_month(whole.lost, *from, *to)? } else { Exact::ZERO },
        fix,
        fix_text: fix.text(),
        access,
    }))
}

fn scope_text(subscription: &str, group: &str, resource: &str) -> String {
    match (group, resource) {
        (_, resource) if resource.starts_with('/') => resource.to_owned(),
        ("", _) => format!("/subscriptions/{subscription}"),
        (group, "") => format!("/subscriptions/{subscription}/resourceGroups/{group}"),
        (group, resource) => format!("/subscriptions/{subscription}/resourceGroups/{group}/{resource}"),
    }
}

/// `lost / days from the first to the last x days of the last day's month`.
fn per_month(lost: Exact, from: Day, to: Day) -> Result<Exact> {
    let mut span = 1_i128;
    let mut day = from;
    while day < to {
        day = day.plus_days(1)?;
        span = span.saturating_add(1);
    }
    let month = to.month();
    let length = (28..=31).filter(|number| month.day(*number).is_some()).max().unwrap_or(28);
    rounding::significant_15(lost.times(Exact::new(i128::from(length), 0))?, Exact::new(span, 0))
}
