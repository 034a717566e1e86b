//! What changed between two price lists.

use super::answer::{
    ChangedPart, Counts, DiffAnswer, ListedInOne, NamedPrice, NotCompared, NotComparedReason, PriceChange,
};
use super::compared::{Compared, Difference, Ground, compare, not_read, tiers_changed};
use super::impact::{self, Effects};
use super::size;
use crate::error::{Error, ErrorCode, Result};
use crate::explain::counted;
use crate::money::{Decimal, Exact};
use crate::pec::PecRate;
use crate::price_list::{ListedPrice, PriceList, Side};
use crate::sorting::sort_by;
use crate::time::Day;
use crate::usage::{Notice, NoticeCode, Usage};
use serde::{Deserialize, Serialize};

/// Request of [`diff`].
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct DiffRequest {
    /// Day of the old list; default its newest.
    pub old_on: Option<Day>,
    /// Day of the new list; default its newest.
    pub new_on: Option<Day>,
    /// Only prices that all these words fit.
    pub text: Option<String>,
    /// Entries wanted of each kind.
    pub limit: Option<u32>,
    /// PEC as a fraction; default the rate in force.
    pub pec_rate: Option<Decimal>,
}

impl DiffRequest {
    /// Entries of each kind where the request does not say.
    pub const USUAL: u32 = 1000;
}

/// What changed from an old list to a new one. With usage, what it does to the usage: the same quantities at the prices
/// of both days.
///
/// Prices are compared in one unit, by their tiers, their prices under savings plans, their partner earned credit and their
/// tags. A price that one of the lists has in rows that could not be used is neither gone nor the same: it is not compared.
///
/// # Errors
/// `list.mixedCurrency` for lists of two currencies, `input.invalid`, `money.outOfRange`.
///
/// ```
/// # use azplan::{PriceList, difference::{diff, DiffRequest}};
/// let old = PriceList::read(b"ProductId,SkuId,UnitPrice\nDZH318Z0BQD2,003J,2.00\n")?;
/// let new = PriceList::read(b"ProductId,SkuId,UnitPrice\nDZH318Z0BQD2,003J,2.10\n")?;
/// let answer = diff(&old, &new, None, &DiffRequest::default())?;
/// assert_eq!(answer.changed[0].change_percent.map(|percent| percent.to_string()).as_deref(), Some("5"));
/// # Ok::<(), azplan::Error>(())
/// ```
pub fn diff(old: &PriceList, new: &PriceList, usage: Option<&Usage>, request: &DiffRequest) -> Result<DiffAnswer> {
    if old.currency() != new.currency() {
        let message = format!(
            "the old list is in {}, the new one in {}: prices in two currencies have no difference",
            old.currency(),
            new.currency()
        );
        return Err(Error::new(ErrorCode::LIST_MIXED_CURRENCY, message));
    }
    let old_on = request.old_on.unwrap_or_else(|| old.newest_day());
    let new_on = request.new_on.unwrap_or_else(|| new.newest_day());
    let (impact, effects) = match usage {
        Some(usage) => {
            let (impact, effects) = impact::impact((old, old_on), (new, new_on), usage, request.pec_rate)?;
            (Some(impact), Some(effects))
        }
        None => (None, None),
    };
    let ground = Ground {
        pec: [PecRate::chosen(request.pec_rate, old_on)?.fraction, PecRate::chosen(request.pec_rate, new_on)?.fraction],
        tags: old.has_tags() && new.has_tags(),
        savings_plans: old.has_savings_plans() && new.has_savings_plans(),
    };
    let lists = Lists { old, new, old_on, new_on, effects };
    let mut found = lists.found(&ground, request.text.as_deref().unwrap_or_default())?;
    sort_by(&mut found.changed, |left, right| right.rank().cmp(&left.rank()).then(left.places.cmp(&right.places)));
    let count = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
    let counts = Counts {
        added: count(found.added.len()),
        removed: count(found.removed.len()),
        changed: count(found.changed.len()),
        unchanged: found.unchanged,
        not_compared: count(found.not_compared.len()),
    };
    let limit = usize::try_from(request.limit.unwrap_or(DiffRequest::USUAL)).unwrap_or(usize::MAX);
    let notices = lists.notices(found.units_not_said);
    Ok(DiffAnswer {
        schema_version: crate::SCHEMA_VERSION,
        old_on,
        new_on,
        complete: counts.not_compared == 0 && notices.is_empty(),
        notices,
        counts,
        added: found.added.iter().take(limit).map(|place| lists.only_new(*place)).collect(),
        removed: found.removed.iter().take(limit).map(|place| lists.only_old(*place)).collect(),
        changed: found.changed.into_iter().take(limit).map(|change| lists.changed(change)).collect(),
        not_compared: found.not_compared.into_iter().take(limit).map(|other| lists.not_compared(&other)).collect(),
        impact,
    })
}

/// Places of a price in the old and in the new list.
type Places = (Option<u32>, Option<u32>);

/// The lists that are compared, each on its day.
struct Lists<'a> {
    old: &'a PriceList,
    new: &'a PriceList,
    old_on: Day,
    new_on: Day,
    /// Nothing without usage.
    effects: Option<Effects>,
}

/// What is found, before it is printed.
#[derive(Default)]
struct Found<'a> {
    added: Vec<u32>,
    removed: Vec<u32>,
    changed: Vec<Change<'a>>,
    not_compared: Vec<Other>,
    unchanged: u32,
    /// Pairs of prices of which one has no unit.
    units_not_said: u32,
}

/// A price that changed.
struct Change<'a> {
    places: Places,
    effect: Exact,
    difference: Box<Difference<'a>>,
}

/// A price that is not compared.
struct Other {
    places: Places,
    reason: NotComparedReason,
    explain: &'static str,
}

impl Change<'_> {
    /// Effect on the usage first, then the change in percent, that of savings plans too; what was free before comes before
    /// all others.
    fn rank(&self) -> (Exact, bool, Exact) {
        let Difference { what, percent, net_percent, savings_plans, .. } = &*self.difference;
        let was_free = percent.is_none() && what.contains(&ChangedPart::Price);
        let plans = savings_plans.iter().filter_map(|plan| plan.change_percent);
        let largest = plans.chain(*percent).chain(*net_percent).map(size).max();
        (size(self.effect), was_free, largest.unwrap_or_default())
    }
}

impl<'a> Lists<'a> {
    fn found(&self, ground: &Ground, text: &str) -> Result<Found<'a>> {
        let Self { old, new, old_on, new_on, .. } = *self;
        let (in_old, in_new) = (old.matching(text), new.matching(text));
        let matched = old.matched(new);
        let mut found = Found::default();
        let both = matched.both.into_iter().map(|(old, new)| (Some(old), Some(new)));
        let removed = matched.removed.into_iter().map(|place| (Some(place), None));
        let added = matched.added.into_iter().map(|place| (None, Some(place)));
        for places in both.chain(removed).chain(added) {
            let before = places.0.and_then(|place| Some((place, old.side_at(place, old_on)?)));
            let after = places.1.and_then(|place| Some((place, new.side_at(place, new_on)?)));
            let is_wanted = match (&before, &after) {
                (_, Some((place, _))) => in_new(*place),
                (Some((place, _)), None) => in_old(*place),
                (None, None) => false,
            };
            if is_wanted {
                self.compare(before, after, ground, &mut found)?;
            }
        }
        found.added.sort_unstable();
        found.removed.sort_unstable();
        Ok(found)
    }

    fn compare(
        &self,
        before: Option<(u32, Side<'a>)>,
        after: Option<(u32, Side<'a>)>,
        ground: &Ground,
        found: &mut Found<'a>,
    ) -> Result<()> {
        let places = (before.as_ref().map(|(place, _)| *place), after.as_ref().map(|(place, _)| *place));
        match (before, after) {
            (Some((_, before)), Some((_, after))) => {
                if before.unit.is_empty() != after.unit.is_empty() {
                    found.units_not_said = found.units_not_said.saturating_add(1);
                }
                match compare(before, after, ground)? {
                    Compared::Unchanged => found.unchanged = found.unchanged.saturating_add(1),
                    Compared::Changed(difference) => {
                        let effect = self.effect(places).unwrap_or_default();
                        found.changed.push(Change { places, effect, difference });
                    }
                    Compared::Not(reason, explain) => found.not_compared.push(Other { places, reason, explain }),
                }
            }
            (before, after) => {
                let unread = not_read(before.as_ref().map(|(_, side)| side), after.as_ref().map(|(_, side)| side));
                match (unread, places) {
                    (Some(explain), _) => {
                        found.not_compared.push(Other { places, reason: NotComparedReason::NotRead, explain });
                    }
                    (None, (_, Some(place))) => found.added.push(place),
                    (None, (Some(place), None)) => found.removed.push(place),
                    (None, (None, None)) => {}
                }
            }
        }
        Ok(())
    }

    fn effect(&self, places: Places) -> Option<Exact> {
        self.effects.as_ref().map(|effects| effects.get(&places).copied().unwrap_or_default())
    }

    fn only_new(&self, place: u32) -> ListedInOne {
        ListedInOne { price: self.new.hit_at(place, self.new_on), effect: self.effect((None, Some(place))) }
    }

    fn only_old(&self, place: u32) -> ListedInOne {
        ListedInOne { price: self.old.hit_at(place, self.old_on), effect: self.effect((Some(place), None)) }
    }

    /// The price by its names in the new list, or else in the old one.
    fn named(&self, places: Places) -> NamedPrice {
        match places {
            (Some(place), None) => self.old.hit_at(place, self.old_on),
            (_, place) => self.new.hit_at(place.unwrap_or_default(), self.new_on),
        }
        .into()
    }

    /// The price as each list prints it.
    fn listed(&self, (before, after): Places) -> [Option<ListedPrice>; 2] {
        let listed = |list: &PriceList, place: Option<u32>, on: Day| {
            let hit = list.hit_at(place?, on);
            Some(ListedPrice { unit_of_measure: hit.unit_of_measure, unit_price: hit.unit_price })
        };
        [listed(self.old, before, self.old_on), listed(self.new, after, self.new_on)]
    }

    fn changed(&self, Change { places, difference, .. }: Change<'_>) -> PriceChange {
        let Difference { what, before, after, percent, net, net_percent, savings_plans, savings_plans_read } =
            *difference;
        let mut price = self.named(places);
        if after.is_converted() {
            after.unit.clone_into(&mut price.unit_of_measure);
        }
        let [listed_before, listed_after] = self.listed(places);
        let has_tags = what.contains(&ChangedPart::Tags);
        let tags = |side: &Side<'_>| has_tags.then(|| side.tags.to_owned());
        PriceChange {
            price,
            before: before.tiers.unit_price(),
            after: after.tiers.unit_price(),
            change_percent: percent,
            listed_before: listed_before.filter(|_| before.is_converted()),
            listed_after: listed_after.filter(|_| after.is_converted()),
            pec_before: before.pec,
            pec_after: after.pec,
            net_before: net[0],
            net_after: net[1],
            net_change_percent: net_percent,
            savings_plans,
            savings_plans_read,
            tags_before: tags(&before),
            tags_after: tags(&after),
            tiers_changed: tiers_changed(&before.tiers, &after.tiers),
            tiers_before: before.tiers.as_slice().to_vec(),
            tiers_after: after.tiers.as_slice().to_vec(),
            effect: self.effect(places),
            what,
        }
    }

    fn not_compared(&self, Other { places, reason, explain }: &Other) -> NotCompared {
        let [before, after] = self.listed(*places);
        NotCompared {
            price: self.named(*places),
            reason: *reason,
            explain: (*explain).to_owned(),
            before,
            after,
            effect: self.effect(*places),
        }
    }

    /// Why the lists are not compared as a whole.
    fn notices(&self, units_not_said: u32) -> Vec<Notice> {
        let mut notices = Vec::new();
        let mut note = |code, message| notices.push(Notice { code, message, line: None });
        for (which, list) in [("old", self.old), ("new", self.new)] {
            let (refused, part) = list.not_read();
            if refused > 0 {
                let rows = counted(refused, "row", "rows");
                let message = format!(
                    "{rows} of the {which} list could not be used: prices that the other list alone seems to have may be \
                     among them"
                );
                note(NoticeCode::ListNotRead, message);
            }
            if let Some(part) = part {
                note(NoticeCode::ListNotRead, format!("of the {which} list a part is missing: {part}"));
            }
        }
        let plans = [("old", self.old), ("new", self.new)].map(|(which, list)| (which, list.has_savings_plans()));
        for (which, has_plans) in plans {
            if !has_plans && plans.iter().any(|(_, has_plans)| *has_plans) {
                let message = format!("the {which} list says no prices under savings plans: they are not compared");
                note(NoticeCode::SavingsPlansNotSaid, message);
            }
        }
        if units_not_said > 0 {
            let prices = counted(units_not_said, "price", "prices");
            let message =
                format!("only one of the lists says the unit of {prices}: the other is taken to have the same");
            note(NoticeCode::UnitsNotSaid, message);
        }
        notices
    }
}
