//! Two downloads of one month's usage: what was added, what changed, what was removed, with sums that close.
//!
//! An open month grows, and what was there already moves: usage comes in late, PEC within 48 hours, effective unit prices
//! until the month closes (rules 3.1). Rows are alike by day, place and meter; capitals and small letters are one there.

use super::billing::{self, BillingChange};
use super::download_sums::{ChangesOfDay, ChangesOfResource, by_day, by_resource};
use super::download_words::{explanation, verdict};
use crate::error::{Error, ErrorCode, Result};
use crate::money::{Currency, Exact};
use crate::sorting::sort_by;
use crate::strings::Symbol;
use crate::time::Day;
use crate::usage::{Notice, Printing, Usage, UsageRow};
use foldhash::fast::FixedState;
use hashbrown::HashMap;
use serde::{Deserialize, Serialize};
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// Request of [`downloads`].
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct UsageDiffRequest {
    /// Entries wanted at most; they are all counted.
    pub limit: Option<u32>,
}

/// What became of usage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum UsageChangeKind {
    /// Only in the new download.
    Added,
    /// In both, with another quantity or total.
    Changed,
    /// Only in the old download.
    Removed,
}

/// Rows of one download that are alike by day, place and meter.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct UsageSide {
    /// How many.
    pub rows: u32,
    /// File of the first one.
    pub file_number: u32,
    /// The first one, as a spreadsheet shows it.
    pub row: u32,
    /// Units.
    pub quantity: Exact,
    /// Printed totals in pricing currency, unrounded; 0 where the file prints none.
    pub total: Exact,
}

/// Usage that is not the same in both downloads.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct UsageChange {
    /// What became of it.
    pub kind: UsageChangeKind,
    /// Day of use.
    pub date: Day,
    /// Added to a day that the old download had already.
    pub late: bool,
    /// Customer.
    pub customer: String,
    /// Azure plan.
    pub plan: String,
    /// Azure subscription.
    pub subscription: String,
    /// Resource group.
    pub resource_group: String,
    /// Resource.
    pub resource: String,
    /// Product id.
    pub product_id: String,
    /// SKU id.
    pub sku_id: String,
    /// Meter id.
    pub meter_id: String,
    /// In the old download.
    pub before: Option<UsageSide>,
    /// In the new download.
    pub after: Option<UsageSide>,
    /// Total after less total before.
    pub difference: Exact,
    /// Totals in billing currencies that are not the same in both downloads.
    pub billing: Vec<BillingChange>,
    /// A sentence.
    pub explain: String,
}

/// Changes of one kind.
#[derive(Debug, Clone, Copy, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct UsageChanges {
    /// How many.
    pub count: u32,
    /// Sum of their differences.
    pub difference: Exact,
}

/// A download.
#[derive(Debug, Clone, Copy, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Download {
    /// Rows.
    pub rows: u32,
    /// First day.
    pub from: Option<Day>,
    /// Last day.
    pub to: Option<Day>,
    /// Sum of its totals, unrounded.
    pub total: Exact,
    /// Was every row of it read?
    pub complete: bool,
}

/// Answer of [`downloads`]: `after.total = before.total + difference`, and `difference` is the sum of all kinds.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct UsageDiffAnswer {
    /// Version of this form.
    pub schema_version: u32,
    /// One sentence.
    pub verdict: String,
    /// Currency of the totals: the pricing currency that the downloads say, else US dollars.
    pub currency: Currency,
    /// The old download.
    pub before: Download,
    /// The new download.
    pub after: Download,
    /// Sum of all differences.
    pub difference: Exact,
    /// False where rows of a download could not be read: what is said of them may only follow from that.
    pub complete: bool,
    /// What is to be known of either download.
    pub notices: Vec<Notice>,
    /// False where a file prints no totals: then quantities alone are compared.
    pub totals_compared: bool,
    /// Days, places and meters that are the same in both.
    pub unchanged: u32,
    /// The changes by kind.
    pub by_kind: BTreeMap<UsageChangeKind, UsageChanges>,
    /// Of those added, the ones of days that the old download had already.
    pub late: UsageChanges,
    /// The changes by day of use.
    pub by_day: Vec<ChangesOfDay>,
    /// The changes by resource, the largest difference first.
    pub by_resource: Vec<ChangesOfResource>,
    /// By day and place: the first ones, if a limit was asked.
    pub changes: Vec<UsageChange>,
    /// How many there are.
    pub changes_total: u32,
}

/// Day, customer, plan, subscription, group, resource, product, SKU, meter.
type Key = (Day, [u32; 8]);

/// Compares two downloads of one month's usage.
///
/// # Errors
/// `usage.mixedCurrency` for downloads that are priced in several currencies, `money.outOfRange` where a sum cannot be held.
///
/// ```
/// # use azplan::{Usage, difference::{downloads, UsageDiffRequest}};
/// let before = Usage::read(b"UsageDate,ProductId,SkuId,Quantity\n2025-11-01,DZH318Z0BQD2,003J,5\n")?;
/// let after = Usage::read(b"UsageDate,ProductId,SkuId,Quantity\n2025-11-01,DZH318Z0BQD2,003J,7\n")?;
/// let answer = downloads(&before, &after, &UsageDiffRequest::default())?;
/// assert_eq!(answer.changes[0].explain, "the quantity was 5 and is 7");
/// # Ok::<(), azplan::Error>(())
/// ```
pub fn downloads(old: &Usage, new: &Usage, request: &UsageDiffRequest) -> Result<UsageDiffAnswer> {
    let currency = match (old.only_pricing_currency()?, new.only_pricing_currency()?) {
        (Some(before), Some(after)) if before != after => {
            let message = format!(
                "the old download is priced in {before}, the new one in {after}: amounts of two currencies have no difference"
            );
            return Err(Error::new(ErrorCode::USAGE_MIXED_CURRENCY, message).at("PricingCurrency"));
        }
        (before, after) => before.or(after).unwrap_or(Currency::USD),
    };
    let mut names = HashMap::default();
    let (left, right) = (sorted(old, &mut names), sorted(new, &mut names));
    let totals_compared = old.has_printed() && new.has_printed();
    let mut found = Found { totals_compared, ..Found::default() };
    let (mut left_groups, mut right_groups) = (groups(&left).peekable(), groups(&right).peekable());
    loop {
        let order = match (left_groups.peek(), right_groups.peek()) {
            (None, None) => break,
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (Some(left), Some(right)) => key_of(left).cmp(&key_of(right)),
        };
        let before = if order.is_le() { left_groups.next() } else { None };
        let after = if order.is_ge() { right_groups.next() } else { None };
        found.compare((old, before), (new, after))?;
    }
    found.finish(old, new, currency, request.limit)
}

/// A row with the key of its place.
pub(super) type Placed = (Key, UsageRow);

/// The rows in the order of their keys, which are the same for the same names in both downloads.
fn sorted(usage: &Usage, names: &mut HashMap<String, u32, FixedState>) -> Vec<Placed> {
    let mut known: HashMap<Symbol, u32, FixedState> = HashMap::default();
    let mut number = |symbol: Symbol| {
        *known.entry(symbol).or_insert_with(|| {
            let next = u32::try_from(names.len()).unwrap_or(u32::MAX);
            *names.entry(usage.text(symbol).to_lowercase()).or_insert(next)
        })
    };
    let mut rows: Vec<Placed> = Vec::with_capacity(usage.len());
    for row in usage.rows() {
        let place = [row.customer, row.plan, row.subscription, row.resource_group, row.resource];
        let [customer, plan, subscription, group, resource] = place.map(&mut number);
        let [product, sku, meter] = [row.product_id, row.sku_id, row.meter_id].map(&mut number);
        rows.push(((row.day, [customer, plan, subscription, group, resource, product, sku, meter]), row));
    }
    rows.sort_by_key(|(key, row)| (*key, row.at));
    rows
}

fn groups(rows: &[Placed]) -> impl Iterator<Item = &[Placed]> {
    rows.chunk_by(|(left, _), (right, _)| left == right)
}

fn key_of(group: &[Placed]) -> Option<Key> {
    group.first().map(|(key, _)| *key)
}

/// Gathers what is found.
#[derive(Debug, Default)]
struct Found {
    totals_compared: bool,
    unchanged: u32,
    before: Exact,
    after: Exact,
    changes: Vec<UsageChange>,
}

impl Found {
    fn side(&self, usage: &Usage, group: &[Placed]) -> Result<UsageSide> {
        let mut side = UsageSide::default();
        for (_, row) in group {
            if side.rows == 0 {
                (side.file_number, side.row) = (usage.file_number(row), row.row);
            }
            side.rows = side.rows.saturating_add(1);
            side.quantity = side.quantity.plus(row.quantity.exact())?;
            let printed = usage.printed(row).filter(|_| self.totals_compared);
            if let Some(total) = printed.and_then(|printed| usage.figure(&printed, Printing::PricingTotal)) {
                side.total = side.total.plus(total.value.exact())?;
            }
        }
        Ok(side)
    }

    fn compare(
        &mut self,
        (old, before): (&Usage, Option<&[Placed]>),
        (new, after): (&Usage, Option<&[Placed]>),
    ) -> Result<()> {
        let (usage, row) = match (before, after) {
            (_, Some([(_, row), ..])) => (new, row),
            (Some([(_, row), ..]), _) => (old, row),
            _ => return Ok(()),
        };
        let billing = match (before, after) {
            (Some(before), Some(after)) => billing::changes((old, before), (new, after))?,
            _ => Vec::new(),
        };
        let before = before.map(|group| self.side(old, group)).transpose()?;
        let after = after.map(|group| self.side(new, group)).transpose()?;
        let [was, is] = [before, after].map(|side| side.unwrap_or_default());
        self.before = self.before.plus(was.total)?;
        self.after = self.after.plus(is.total)?;
        if was.rows > 0 && is.rows > 0 && was.quantity == is.quantity && was.total == is.total && billing.is_empty() {
            self.unchanged = self.unchanged.saturating_add(1);
            return Ok(());
        }
        let late = was.rows == 0 && old.days().contains(&row.day);
        let text = |symbol| usage.text(symbol).to_owned();
        self.changes.push(UsageChange {
            kind: match (before, after) {
                (None, _) => UsageChangeKind::Added,
                (Some(_), None) => UsageChangeKind::Removed,
                (Some(_), Some(_)) => UsageChangeKind::Changed,
            },
            date: row.day,
            late,
            customer: text(row.customer),
            plan: text(row.plan),
            subscription: text(row.subscription),
            resource_group: text(row.resource_group),
            resource: text(row.resource),
            product_id: text(row.product_id),
            sku_id: text(row.sku_id),
            meter_id: text(row.meter_id),
            before,
            after,
            difference: is.total.minus(was.total)?,
            explain: explanation(before, after, late, &billing),
            billing,
        });
        Ok(())
    }

    fn finish(mut self, old: &Usage, new: &Usage, currency: Currency, limit: Option<u32>) -> Result<UsageDiffAnswer> {
        sort_by(&mut self.changes, |left, right| place(left).cmp(&place(right)));
        let mut by_kind: BTreeMap<UsageChangeKind, UsageChanges> = BTreeMap::new();
        let mut late = UsageChanges::default();
        for change in &self.changes {
            by_kind.entry(change.kind).or_default().add(change)?;
            if change.late {
                late.add(change)?;
            }
        }
        let (by_day, by_resource) = (by_day(&self.changes)?, by_resource(&self.changes)?);
        let changes_total = count(self.changes.len());
        if let Some(limit) = limit {
            self.changes.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
        }
        Ok(UsageDiffAnswer {
            schema_version: crate::SCHEMA_VERSION,
            verdict: verdict(&by_kind, &late, self.unchanged),
            currency,
            before: download(old, self.before),
            after: download(new, self.after),
            difference: self.after.minus(self.before)?,
            complete: old.is_read_whole() && new.is_read_whole(),
            notices: [old.notices(), new.notices()].concat(),
            totals_compared: self.totals_compared,
            unchanged: self.unchanged,
            by_kind,
            late,
            by_day,
            by_resource,
            changes: self.changes,
            changes_total,
        })
    }
}

impl UsageChanges {
    pub(super) fn add(&mut self, change: &UsageChange) -> Result<()> {
        self.count = self.count.saturating_add(1);
        self.difference = self.difference.plus(change.difference)?;
        Ok(())
    }
}

fn count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

fn download(usage: &Usage, total: Exact) -> Download {
    let info = usage.info();
    Download { rows: info.kept, from: info.from, to: info.to, total, complete: usage.is_read_whole() }
}

/// What changes are put in order by.
fn place(change: &UsageChange) -> (Day, [&str; 8]) {
    let UsageChange { customer, plan, subscription, resource_group, resource, product_id, sku_id, meter_id, .. } =
        change;
    let names = [customer, plan, subscription, resource_group, resource, product_id, sku_id, meter_id];
    (change.date, names.map(String::as_str))
}
