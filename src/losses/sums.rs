//! Adds the rows up.

use super::answer::{
    IneligibleSum, LossesAnswer, LossesSums, LostByDay, LostOfGroup, LostOfResource, LostOfSubscription, LostRow,
    LostSum, NotDueRow,
};
use super::judge::{Judged, RowClass};
use super::leaks::Leaks;
use super::place::{Place, Places};
use super::strip::Strip;
use crate::error::Result;
use crate::explain::counted;
use crate::money::{Currency, Exact};
use crate::pec::PecReason;
use crate::price_list::PriceList;
use crate::rating::{self, Terms};
use crate::sorting::sort_by_key;
use crate::time::Day;
use crate::usage::{Notice, NoticeCode, Usage};
use std::collections::BTreeMap;

impl LostSum {
    fn new(day: Day) -> Self {
        Self { lost: Exact::ZERO, retail: Exact::ZERO, rows: 0, from: day, to: day }
    }

    fn add(&mut self, judged: &Judged) -> Result<()> {
        self.lost = self.lost.plus(judged.lost)?;
        self.retail = self.retail.plus(judged.retail)?;
        self.rows = self.rows.saturating_add(1);
        self.from = self.from.min(judged.row.day);
        self.to = self.to.max(judged.row.day);
        Ok(())
    }
}

/// Losses by something.
type LostOf<K> = BTreeMap<K, LostSum>;

fn add_to<K: Ord>(sums: &mut LostOf<K>, key: K, judged: &Judged) -> Result<()> {
    sums.entry(key).or_insert_with(|| LostSum::new(judged.row.day)).add(judged)
}

/// The largest first; equal ones in the order in which the file names them.
fn largest_first(sums: LostOf<Place>) -> Vec<(Place, LostSum)> {
    let mut sorted: Vec<(Place, LostSum)> = sums.into_iter().collect();
    sort_by_key(&mut sorted, |(_, sum)| std::cmp::Reverse(sum.lost));
    sorted
}

impl LossesSums {
    fn add(&mut self, judged: &Judged) -> Result<()> {
        self.retail = self.retail.plus(judged.retail)?;
        self.earned = self.earned.plus(judged.earned)?;
        self.lost = self.lost.plus(judged.lost)?;
        self.charged = self.charged.plus(judged.charged)?;
        let rows = match judged.class {
            RowClass::Earned | RowClass::Lost => {
                self.eligible_retail = self.eligible_retail.plus(judged.retail)?;
                if judged.class == RowClass::Earned { &mut self.rows_earned } else { &mut self.rows_lost }
            }
            RowClass::Ineligible => {
                self.ineligible = self.ineligible.plus(judged.retail)?;
                &mut self.rows_ineligible
            }
            RowClass::Free => &mut self.rows_free,
            RowClass::Unknown => {
                self.unknown = self.unknown.plus(judged.retail)?;
                &mut self.rows_unknown
            }
        };
        *rows = rows.saturating_add(1);
        self.rows_contradicting = self.rows_contradicting.saturating_add(u32::from(judged.contradicts));
        self.rows_cut = self.rows_cut.saturating_add(u32::from(judged.cut));
        self.rows_not_listed = self.rows_not_listed.saturating_add(u32::from(judged.not_listed));
        self.rows_not_priced = self.rows_not_priced.saturating_add(u32::from(judged.not_priced));
        Ok(())
    }

    fn close(&mut self, rate: Exact) -> Result<()> {
        self.pec_of_eligible = self.eligible_retail.times(rate)?;
        self.left_over = self.pec_of_eligible.minus(self.earned)?.minus(self.lost)?;
        self.printing = self.retail.minus(self.earned)?.minus(self.charged)?;
        Ok(())
    }
}

fn lost_row(usage: &Usage, judged: &Judged) -> LostRow {
    let (row, text) = (judged.row, |symbol| usage.text(symbol).to_owned());
    LostRow {
        file_number: usage.file_number(&row),
        row: row.row,
        date: row.day,
        plan: text(row.plan),
        subscription: text(row.subscription),
        resource_group: text(row.resource_group),
        resource: text(row.resource),
        product_id: text(row.product_id),
        sku_id: text(row.sku_id),
        meter_id: text(row.meter_id),
        retail: judged.retail,
        lost: judged.lost,
        access: judged.access,
        contradicts: judged.contradicts,
    }
}

/// A row that earned and should not have: its product cannot, or the access facts say so.
fn not_due(usage: &Usage, judged: &Judged) -> Option<NotDueRow> {
    let access = judged.access.filter(|access| !access.earns());
    if judged.class != RowClass::Earned || (judged.product.earns() && access.is_none()) {
        return None;
    }
    let (row, text) = (judged.row, |symbol| usage.text(symbol).to_owned());
    let reason = access.map_or(judged.product, crate::pec::AccessReason::of_line);
    Some(NotDueRow {
        file_number: usage.file_number(&row),
        row: row.row,
        date: row.day,
        plan: text(row.plan),
        subscription: text(row.subscription),
        resource_group: text(row.resource_group),
        resource: text(row.resource),
        product_id: text(row.product_id),
        sku_id: text(row.sku_id),
        meter_id: text(row.meter_id),
        retail: judged.retail,
        earned: judged.earned,
        reason,
        access,
        text: access.map_or(judged.product.text(), crate::pec::AccessReason::text),
    })
}

/// What is to be known of the figures.
fn notices(list: Option<&PriceList>, usage: &Usage, currency: Currency, not_priced: u32) -> Vec<Notice> {
    let mut notices = list.map_or_else(|| usage.notices(), |list| rating::notices(list, usage));
    let mut note = |code, message| notices.push(Notice { code, message, line: None });
    if let Some(list) = list.map(PriceList::currency).filter(|own| *own != currency) {
        let message = format!("the list is in {list} and the usage is priced in {currency}: its prices are not used");
        note(NoticeCode::OtherCurrency, message);
    }
    if not_priced > 0 {
        let rows = counted(not_priced, "row", "rows");
        note(NoticeCode::NotPriced, format!("the list has no price for {rows}: judged by the file alone"));
    }
    notices
}

/// Everything that is asked of the rows.
pub(super) fn collect(
    list: Option<&PriceList>,
    usage: &Usage,
    terms: &Terms,
    rows: &[Judged],
    limit: Option<u32>,
) -> Result<LossesAnswer> {
    let currency = usage.only_pricing_currency()?.or(list.map(PriceList::currency)).unwrap_or(Currency::USD);
    let info = usage.info();
    let most = limit.map_or(usize::MAX, |limit| usize::try_from(limit).unwrap_or(usize::MAX));
    let mut places = Places::default();
    let (mut leaks, mut strip, mut sums) = (Leaks::default(), Strip::default(), LossesSums::default());
    let (mut by_day, mut by_place) = (LostOf::<Day>::new(), [const { LostOf::<Place>::new() }; 3]);
    let mut ineligible: BTreeMap<PecReason, (Exact, u32)> = BTreeMap::new();
    let (mut lost_rows, mut not_due_rows) = (Vec::new(), Vec::new());
    let (mut not_due_total, mut not_due_sum, mut lost_with_access) = (0_u32, Exact::ZERO, Exact::ZERO);
    for judged in rows {
        let place = places.of(usage, &judged.row);
        let [_, group, _] = place;
        sums.add(judged)?;
        leaks.add(judged, place)?;
        strip.add(judged, group)?;
        match judged.class {
            RowClass::Lost => {
                add_to(&mut by_day, judged.row.day, judged)?;
                for (sums, place) in by_place.iter_mut().zip(place) {
                    add_to(sums, place, judged)?;
                }
                if judged.access.is_some_and(crate::pec::AccessReason::earns) {
                    lost_with_access = lost_with_access.plus(judged.lost)?;
                }
                if lost_rows.len() < most {
                    lost_rows.push(lost_row(usage, judged));
                }
            }
            RowClass::Ineligible => {
                let (retail, rows) = ineligible.entry(judged.product).or_default();
                *retail = retail.plus(judged.retail)?;
                *rows = rows.saturating_add(1);
            }
            _ => {}
        }
        if let Some(row) = not_due(usage, judged) {
            not_due_total = not_due_total.saturating_add(1);
            not_due_sum = not_due_sum.plus(row.earned)?;
            if not_due_rows.len() < most {
                not_due_rows.push(row);
            }
        }
    }
    for (_, amount) in usage.credits() {
        sums.credits = sums.credits.plus(amount.exact())?;
        sums.rows_credit = sums.rows_credit.saturating_add(1);
    }
    sums.close(terms.rate.fraction.exact())?;
    let [of_subscriptions, of_groups, of_resources] = by_place;
    let group_of = |group: Place| {
        let named = places.group(group);
        (places.subscription(named.parent).name.clone(), named.name.clone())
    };
    let mut ineligible: Vec<IneligibleSum> = ineligible
        .into_iter()
        .map(|(reason, (retail, rows))| IneligibleSum {
            reason,
            text: reason.text(),
            cite: reason.cite(),
            retail,
            rows,
        })
        .collect();
    sort_by_key(&mut ineligible, |sum| std::cmp::Reverse(sum.retail));
    Ok(LossesAnswer {
        schema_version: crate::SCHEMA_VERSION,
        currency,
        complete: usage.is_read_whole()
            && list.is_none_or(PriceList::is_whole)
            && sums.rows_unknown == 0
            && sums.rows_not_priced == 0,
        notices: notices(list, usage, currency, sums.rows_not_priced),
        pec_rate: terms.rate.fraction,
        pec_rate_cite: terms.rate.cite,
        from: info.from,
        to: info.to,
        lost: sums.lost,
        by_day: by_day
            .into_iter()
            .map(|(date, sum)| LostByDay { date, lost: sum.lost, retail: sum.retail, rows: sum.rows })
            .collect(),
        by_subscription: largest_first(of_subscriptions)
            .into_iter()
            .map(|(place, sum)| {
                let named = places.subscription(place);
                LostOfSubscription {
                    subscription: named.name.clone(),
                    name: named.title.clone(),
                    plan: named.plan.clone(),
                    sum,
                }
            })
            .collect(),
        by_resource_group: largest_first(of_groups)
            .into_iter()
            .map(|(place, sum)| {
                let (subscription, resource_group) = group_of(place);
                LostOfGroup { subscription, resource_group, sum }
            })
            .collect(),
        by_resource: largest_first(of_resources)
            .into_iter()
            .map(|(place, sum)| {
                let named = places.resource(place);
                let (subscription, resource_group) = group_of(named.parent);
                LostOfResource { subscription, resource_group, resource: named.name.clone(), sum }
            })
            .collect(),
        ineligible,
        leaks: leaks.found(&places, info.to.unwrap_or_default())?,
        rows: lost_rows,
        rows_total: sums.rows_lost,
        not_due: not_due_rows,
        not_due_total,
        not_due_sum,
        lost_with_access,
        access_known: terms.knows_access(),
        within: Vec::new(),
        within_total: 0,
        strip: strip.found(&places)?,
        sums,
    })
}
