//! What is to be known of the figures of a bill, besides rows without a price.

use super::line::LineSum;
use super::{BillLine, LinePec};
use crate::money::{Currency, Decimal};
use crate::pec::PecReason;
use crate::price_list::PriceList;
use crate::time::Month;
use crate::units;
use crate::usage::{Notice, NoticeCode, Usage};
use serde::Serialize;
use std::collections::BTreeMap;

/// A month of the usage that is not the bill's.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct OtherMonth {
    /// The month.
    pub month: Month,
    /// Its rows.
    pub rows: u32,
}

/// Notices of a bill (rules 2.2, 12.9: only prices in US dollars are real; feeds in other currencies carry fewer decimals
/// and can print 0 for a paid meter).
pub(super) fn of(list: &PriceList, lines: &[BillLine]) -> Vec<Notice> {
    let currency = list.currency();
    if currency == Currency::USD {
        return Vec::new();
    }
    let message = format!("prices in {currency} are for reference: Azure plans are priced in US dollars");
    let mut notices = vec![Notice { code: NoticeCode::ReferenceCurrency, message, line: None }];
    let is_paid_otherwise =
        |line: &&BillLine| matches!(line.pec_reason, LinePec::All(PecReason::Reservation | PecReason::SavingsPlan));
    let free = lines.iter().filter(|line| line.unit_price.is_some_and(Decimal::is_zero) && !line.quantity.is_zero());
    for line in free.filter(|line| !is_paid_otherwise(line)) {
        let message = format!("{} has the price 0 in {currency}, which is no proof that it is free", line.title);
        notices.push(Notice { code: NoticeCode::ZeroNotProven, message, line: Some(line.id.clone()) });
    }
    notices
}

/// Notices of tiers that add up over other usage than one could think (ARCHITECTURE, "What tiers add up over").
///
/// `sums` and `lines` are the same, in the order of customers, plans, products and SKUs.
pub(super) fn of_tiers(usage: &Usage, sums: &[LineSum], lines: &[BillLine]) -> Vec<Notice> {
    let pairs: Vec<(&LineSum, &BillLine)> = sums.iter().zip(lines).filter(|(sum, _)| sum.has_tiers()).collect();
    let mut notices = Vec::new();
    let mut note = |code, message, line: &BillLine| notices.push(Notice { code, message, line: Some(line.id.clone()) });
    for of_sku in pairs.chunk_by(|(left, _), (right, _)| left.sku() == right.sku()) {
        let mut meters: Vec<&BillLine> = of_sku.iter().map(|(_, line)| *line).collect();
        meters.dedup_by_key(|line| &line.meter_id);
        let title = meters.first().map(|line| line.title.as_str()).unwrap_or_default();
        match meters.as_slice() {
            [line, _, ..] if line.meter_id.is_empty() => {
                let message = format!(
                    "some usage of {title} has no meter id: its tiers are counted apart from those of its meters"
                );
                note(NoticeCode::MetersApart, message, line);
            }
            [line, _, ..] => {
                let number = meters.len();
                let message = format!("usage of {title} is under {number} meters of one plan: each has its own tiers");
                note(NoticeCode::MetersApart, message, line);
            }
            _ => {}
        }
    }
    for (_, line) in pairs.iter().filter(|(sum, _)| usage.is_filled(sum.meter)) {
        let BillLine { title, meter_id, .. } = line;
        let message = format!("usage of {title} without a meter id is counted with that of meter {meter_id}");
        note(NoticeCode::MeterFilled, message, line);
    }
    notices
}

/// Notices of quantities that are taken in the list's unit though the usage may count otherwise.
pub(super) fn of_units(usage: &Usage, sums: &[LineSum], lines: &[BillLine]) -> Vec<Notice> {
    let mut notices = Vec::new();
    let mut note = |code, message, line: &BillLine| notices.push(Notice { code, message, line: Some(line.id.clone()) });
    for (sum, line) in sums.iter().zip(lines).filter(|(_, line)| line.listed.is_none()) {
        let (listed, title) = (line.unit_of_measure.as_str(), line.title.as_str());
        let mut said: Vec<&str> = sum.units.iter().map(|unit| usage.text(*unit)).collect();
        said.sort_unstable();
        for unit in said {
            if unit.is_empty() || listed.is_empty() || unit.eq_ignore_ascii_case(listed) {
                continue;
            }
            let is_same = units::conversion(unit, listed).is_some_and(|conversion| conversion.is_same());
            let message = if !units::is_understood(unit) {
                format!("the unit `{unit}` of {title} is not understood: its quantity is taken in `{listed}`")
            } else if !is_same && !units::has_number(unit) {
                format!("the unit `{unit}` of {title} says no number: its quantity is taken in `{listed}`")
            } else {
                continue;
            };
            note(NoticeCode::UnitNotCompared, message, line);
        }
    }
    notices
}

/// Months of the usage besides the bill's own: late usage is billed by the day of use (rules 7.2).
pub(super) fn other_months(usage: &Usage, own: Month) -> Vec<OtherMonth> {
    let mut months: BTreeMap<Month, u32> = BTreeMap::new();
    if usage.months() == [own] {
        return Vec::new();
    }
    for row in usage.rows().filter(|row| row.day.month() != own) {
        let rows = months.entry(row.day.month()).or_default();
        *rows = rows.saturating_add(1);
    }
    months.into_iter().map(|(month, rows)| OtherMonth { month, rows }).collect()
}
