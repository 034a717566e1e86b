//! The answer of rating.

use super::request::Terms;
use super::{CreditRow, Outcome, Rated, credits, rate_each};
use crate::error::Result;
use crate::money::{Currency, Decimal, Exact};
use crate::pec::PecReason;
use crate::price_list::{NotFound, NotFoundReason, PriceList};
use crate::sorting::sort_by_key;
use crate::time::Day;
use crate::usage::{Notice, Usage, UsageRow};
use serde::Serialize;

/// Answer of [`rate`](super::rate).
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RateAnswer {
    /// Version of this form.
    pub schema_version: u32,
    /// Currency of all amounts.
    pub currency: Currency,
    /// PEC as a fraction.
    pub pec_rate: Decimal,
    /// Lines in the order of the file.
    pub lines: Vec<RatedLine>,
    /// Sums of the lines.
    pub totals: Totals,
    /// Money given back: in no total.
    pub credits: Vec<CreditRow>,
    /// Rows without a price.
    pub unpriced: Vec<UnpricedRow>,
    /// False where rows have no price, or could not be read, be it of the usage or the list: the totals are incomplete.
    pub complete: bool,
    /// What is to be known of the figures.
    pub notices: Vec<Notice>,
}

/// A usage row, or the part of it in one tier, rated.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RatedLine {
    /// `ROW` or `ROW.PART`; with `FILE:` in front in a file after the first.
    pub id: String,
    /// Which of the usage files the row is in, from 1.
    pub file_number: u32,
    /// Row of the usage file.
    pub row: u32,
    /// Day of use.
    pub date: Day,
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
    /// Units.
    pub quantity: Exact,
    /// First paid tier's price; `None` where the list does not have it.
    pub unit_price: Option<Decimal>,
    /// The tier's price.
    pub tier_unit_price: Decimal,
    /// `tierUnitPrice x (1 - PEC)`.
    pub effective_unit_price: Exact,
    /// Before PEC.
    pub retail: Exact,
    /// After PEC.
    pub amount: Exact,
    /// Of the amount, what an Azure credit pays.
    pub azure_credit: Exact,
    /// 15 or 0.
    pub pec_percent: Exact,
    /// Why.
    pub pec_reason: PecReason,
    /// The amount as a daily file prints it in pricing currency, where that was asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pricing_pre_tax_total: Option<Exact>,
    /// The same in billing currency.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub billing_pre_tax_total: Option<Exact>,
}

/// A row without a price.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct UnpricedRow {
    /// Which of the usage files the row is in, from 1.
    pub file_number: u32,
    /// Row of the usage file.
    pub row: u32,
    /// Day of use.
    pub date: Day,
    /// Azure plan.
    pub plan: String,
    /// Azure subscription.
    pub subscription: String,
    /// Product id.
    pub product_id: String,
    /// SKU id.
    pub sku_id: String,
    /// Meter id.
    pub meter_id: String,
    /// Units without a price: those of the row, or the part of them that its tiers leave out.
    pub quantity: Exact,
    /// Why there is no price.
    pub reason: NotFoundReason,
    /// A sentence.
    pub message: String,
}

/// Unrounded sums: `net = retail - pecEarned`. Azure credits pay a part of the net.
#[derive(Debug, Clone, Copy, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Totals {
    /// Before PEC.
    pub retail: Exact,
    /// PEC.
    pub pec_earned: Exact,
    /// PEC that access would have earned.
    pub pec_missed: Exact,
    /// After PEC.
    pub net: Exact,
    /// Of the net, what Azure credits pay.
    pub azure_credit: Exact,
}

impl Totals {
    /// Adds what an Azure credit pays of a line, which is added already.
    pub(crate) fn credit(&mut self, usage: &Usage, line: &Rated<'_>) -> Result<()> {
        self.azure_credit = self.azure_credit.plus(line.azure_credit(usage)?)?;
        Ok(())
    }

    pub(crate) fn add(&mut self, line: &Rated<'_>) -> Result<()> {
        self.retail = self.retail.plus(line.retail)?;
        self.net = self.net.plus(line.amount)?;
        self.pec_earned = self.pec_earned.plus(line.retail.minus(line.amount)?)?;
        self.pec_missed = self.pec_missed.plus(line.missed)?;
        Ok(())
    }

    /// Adds sums up.
    pub(crate) fn join(&mut self, other: &Self) -> Result<()> {
        self.retail = self.retail.plus(other.retail)?;
        self.net = self.net.plus(other.net)?;
        self.pec_earned = self.pec_earned.plus(other.pec_earned)?;
        self.pec_missed = self.pec_missed.plus(other.pec_missed)?;
        self.azure_credit = self.azure_credit.plus(other.azure_credit)?;
        Ok(())
    }
}

/// Rows without a price: the first in the order of the files, and how many there are.
#[derive(Debug)]
pub(crate) struct Unpriced {
    first: Vec<UnpricedRow>,
    most: usize,
    total: u32,
    /// The last of the first rows, once there are enough.
    last: Option<(u32, u32)>,
}

impl Default for Unpriced {
    fn default() -> Self {
        Self::new(None)
    }
}

impl Unpriced {
    /// To hold so many rows at most; all of them where nothing is said.
    pub(crate) fn new(limit: Option<u32>) -> Self {
        let most = limit.and_then(|limit| usize::try_from(limit).ok()).unwrap_or(usize::MAX);
        Self { first: Vec::new(), most, total: 0, last: None }
    }

    /// Takes notice of a row.
    pub(crate) fn note(&mut self, usage: &Usage, row: &UsageRow, quantity: Exact, missing: &NotFound) {
        self.total = self.total.saturating_add(1);
        if self.last.is_some_and(|last| last <= (usage.file_number(row), row.row)) {
            return;
        }
        self.first.push(UnpricedRow::new(usage, row, quantity, missing));
        if self.first.len() > self.most.saturating_mul(2) {
            self.keep_first();
            self.last = self.first.last().map(UnpricedRow::place);
        }
    }

    fn keep_first(&mut self) {
        sort_by_key(&mut self.first, UnpricedRow::place);
        self.first.truncate(self.most);
    }

    /// Number of all rows.
    pub(crate) const fn total(&self) -> u32 {
        self.total
    }

    /// The first rows.
    pub(crate) fn into_first(mut self) -> Vec<UnpricedRow> {
        self.keep_first();
        self.first
    }
}

impl UnpricedRow {
    /// Where it stands: file and row.
    pub(crate) const fn place(&self) -> (u32, u32) {
        (self.file_number, self.row)
    }

    pub(crate) fn new(usage: &Usage, row: &UsageRow, quantity: Exact, missing: &NotFound) -> Self {
        let text = |symbol| usage.text(symbol).to_owned();
        Self {
            file_number: usage.file_number(row),
            row: row.row,
            date: row.day,
            plan: text(row.plan),
            subscription: text(row.subscription),
            product_id: text(row.product_id),
            sku_id: text(row.sku_id),
            meter_id: text(row.meter_id),
            quantity,
            reason: missing.reason,
            message: missing.message.clone(),
        }
    }
}

impl RatedLine {
    fn new(usage: &Usage, line: &Rated<'_>) -> Result<Self> {
        let row = line.row;
        let text = |symbol| usage.text(symbol).to_owned();
        Ok(Self {
            id: line.id(usage),
            file_number: usage.file_number(row),
            row: row.row,
            date: row.day,
            customer: text(row.customer),
            plan: text(row.plan),
            subscription: text(row.subscription),
            resource_group: text(row.resource_group),
            resource: text(row.resource),
            product_id: text(row.product_id),
            sku_id: text(row.sku_id),
            meter_id: text(row.meter_id),
            quantity: line.quantity,
            unit_price: line.unit_price,
            tier_unit_price: line.tier_unit_price,
            effective_unit_price: line.effective_unit_price,
            retail: line.retail,
            amount: line.amount,
            azure_credit: line.azure_credit(usage)?,
            pec_percent: line.pec_fraction.exact().times(Exact::new(100, 0))?,
            pec_reason: line.pec_reason,
            pricing_pre_tax_total: None,
            billing_pre_tax_total: None,
        })
    }
}

/// All lines and their sums.
pub(super) fn collect(list: &PriceList, usage: &Usage, terms: &Terms) -> Result<RateAnswer> {
    let mut lines: Vec<(u32, Option<u32>, RatedLine)> = Vec::new();
    let mut unpriced = Unpriced::new(None);
    let mut totals = Totals::default();
    rate_each(
        list,
        usage,
        terms,
        |_| true,
        |outcome| {
            match outcome {
                Outcome::Unpriced(row, units, missing) => unpriced.note(usage, row, units, missing),
                Outcome::Line(line) => {
                    totals.add(line)?;
                    totals.credit(usage, line)?;
                    lines.push((line.row.at, line.part, RatedLine::new(usage, line)?));
                }
            }
            Ok(())
        },
    )?;
    sort_by_key(&mut lines, |(at, part, _)| (*at, *part));
    Ok(RateAnswer {
        schema_version: crate::SCHEMA_VERSION,
        currency: list.currency(),
        pec_rate: terms.rate.fraction,
        lines: lines.into_iter().map(|(_, _, line)| line).collect(),
        totals,
        credits: credits(usage, |_| true),
        complete: unpriced.total() == 0 && usage.is_read_whole() && list.is_whole(),
        notices: super::notices(list, usage),
        unpriced: unpriced.into_first(),
    })
}
