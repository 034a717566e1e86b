//! Reconciliation lines.

use crate::error::Result;
use crate::exchange::Exchange;
use crate::money::{Currency, Decimal, Exact, Money, RoundingPolicy, rounding};
use crate::pec::PecReason;
use crate::price_list::{ListedPrice, PriceHit, PriceList, Priced};
use crate::rating::Rated;
use crate::strings::Symbol;
use crate::usage::{Usage, UsageRow};
use serde::Serialize;
use std::collections::BTreeMap;

/// A reconciliation line: one plan, product, SKU and meter over the month.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct BillLine {
    /// Stable id: plan, product, SKU and meter.
    pub id: String,
    /// Customer.
    pub customer: String,
    /// Azure plan.
    pub plan: String,
    /// Product id.
    pub product_id: String,
    /// SKU id.
    pub sku_id: String,
    /// Meter id.
    pub meter_id: String,
    /// What a person calls it.
    pub title: String,
    /// Unit of the quantity: the list's, or that of usage which counts in another one.
    pub unit_of_measure: String,
    /// The list's unit and price, where the usage counts in another unit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub listed: Option<ListedPrice>,
    /// Units of the month.
    pub quantity: Exact,
    /// First paid tier's price; `None` where the list does not have it.
    pub unit_price: Option<Decimal>,
    /// `pricingTotal / quantity` to 15 significant digits.
    pub effective_unit_price: Exact,
    /// Unrounded, before PEC.
    pub retail: Exact,
    /// Unrounded PEC.
    pub pec: Exact,
    /// Of what is left after PEC, what an Azure credit pays; unrounded.
    pub azure_credit: Exact,
    /// Why it earns or does not.
    pub pec_reason: LinePec,
    /// In pricing currency.
    pub pricing_total: Money,
    /// In billing currency.
    pub billing_total: Money,
    /// The billing currency: that of the line's invoice.
    pub billing_currency: Currency,
}

/// Why the rows of a line earn PEC or do not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum LinePec {
    /// All rows alike.
    All(PecReason),
    /// Some rows earn, some do not.
    Mixed(Mixed),
}

/// The word `mixed`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Mixed {
    /// Rows differ.
    Mixed,
}

/// What a line adds up.
#[derive(Debug)]
pub(super) struct LineSum {
    key: [Symbol; 5],
    /// Place of what its tiers add up over.
    pub meter: u32,
    /// Units that the usage says.
    pub units: Vec<Symbol>,
    /// Of a bill split by PEC: does the line earn?
    earns: Option<bool>,
    /// Of a bill of several invoices: the currency of the line's.
    currency: Option<Currency>,
    priced: Option<Priced>,
    pub quantity: Exact,
    pub retail: Exact,
    pub amount: Exact,
    pub credited: Credited,
    reasons: Vec<PecReason>,
    /// Quantity and amount by the tier's price, in the order of first use.
    pub tiers: BTreeMap<Decimal, (Exact, Exact)>,
}

/// What an Azure credit pays of a line.
#[derive(Debug, Default)]
pub(super) struct Credited {
    pub rows: u32,
    /// The last row that was counted.
    last: Option<u32>,
    pub quantity: Exact,
    pub amount: Exact,
}

const fn key(row: &UsageRow) -> [Symbol; 5] {
    [row.customer, row.plan, row.product_id, row.sku_id, row.meter_id]
}

impl LineSum {
    pub(super) fn first(line: &Rated<'_>, split_by_pec: bool, currency: Option<Currency>) -> Result<Self> {
        let mut sum = Self {
            key: key(line.row),
            meter: line.row.meter,
            units: Vec::new(),
            earns: split_by_pec.then(|| line.pec_reason.earns()),
            currency,
            priced: None,
            quantity: Exact::ZERO,
            retail: Exact::ZERO,
            amount: Exact::ZERO,
            credited: Credited::default(),
            reasons: Vec::new(),
            tiers: BTreeMap::new(),
        };
        sum.add(line)?;
        Ok(sum)
    }

    /// Does it add the rated line up?
    pub(super) fn takes(&self, line: &Rated<'_>) -> bool {
        self.key == key(line.row) && self.earns.is_none_or(|earns| earns == line.pec_reason.earns())
    }

    pub(super) fn add(&mut self, line: &Rated<'_>) -> Result<()> {
        // The price of the last day stands for the line.
        if let Some(priced) = line.priced.filter(|priced| self.priced.as_ref().is_none_or(|last| last.on != priced.on))
        {
            self.priced = Some(priced.clone());
        }
        self.quantity = self.quantity.plus(line.quantity)?;
        self.retail = self.retail.plus(line.retail)?;
        self.amount = self.amount.plus(line.amount)?;
        if !self.units.contains(&line.row.unit) {
            self.units.push(line.row.unit);
        }
        if !self.reasons.contains(&line.pec_reason) {
            self.reasons.push(line.pec_reason);
        }
        let (quantity, amount) = self.tiers.entry(line.tier_unit_price).or_default();
        *quantity = quantity.plus(line.quantity)?;
        *amount = amount.plus(line.retail)?;
        Ok(())
    }

    /// Adds what an Azure credit pays of a rated line, which is added already.
    pub(super) fn credit(&mut self, usage: &Usage, line: &Rated<'_>) -> Result<()> {
        let paid = line.azure_credit(usage)?;
        if !paid.is_zero() {
            // A row that is in several tiers comes in parts, and may be free in the first.
            let is_another = self.credited.last.replace(line.row.at) != Some(line.row.at);
            self.credited.rows = self.credited.rows.saturating_add(u32::from(is_another));
            self.credited.quantity = self.credited.quantity.plus(line.quantity)?;
            self.credited.amount = self.credited.amount.plus(paid)?;
        }
        Ok(())
    }

    /// Customer, plan, product and SKU.
    pub(super) fn sku(&self) -> [Symbol; 4] {
        let [customer, plan, product_id, sku_id, _] = self.key;
        [customer, plan, product_id, sku_id]
    }

    /// Has its price several tiers?
    pub(super) fn has_tiers(&self) -> bool {
        self.priced.as_ref().is_some_and(|priced| priced.tiers.as_slice().len() > 1)
    }

    /// Customer, plan, product, SKU and meter.
    pub(super) fn names<'a>(&self, usage: &'a Usage) -> [&'a str; 5] {
        self.key.map(|symbol| usage.text(symbol))
    }

    pub(super) fn id(&self, usage: &Usage) -> String {
        let [customer, plan, rest @ ..] = self.key;
        let owner = if plan.is_empty() { customer } else { plan };
        let pec = self.earns.map(|earns| if earns { "withPec" } else { "withoutPec" });
        let currency = self.currency.as_ref().map(Currency::as_str);
        let names = std::iter::once(owner).chain(rest).map(|part| usage.text(part));
        names.chain(pec).chain(currency).collect::<Vec<_>>().join("/")
    }

    pub(super) fn pec(&self) -> Result<Exact> {
        self.retail.minus(self.amount)
    }

    /// The one reason of all rows.
    pub(super) fn reason(&self) -> Option<PecReason> {
        match self.reasons.as_slice() {
            [reason] => Some(*reason),
            _ => None,
        }
    }

    /// Its price; nothing for usage that a commitment covers and the list does not price.
    pub(super) fn hit(&self, list: &PriceList) -> Option<PriceHit> {
        self.priced.as_ref().map(|priced| list.hit_of(priced))
    }

    /// The totals: pricing and billing currency.
    pub(super) fn totals(&self, exchange: &Exchange, policy: RoundingPolicy) -> Result<(Money, Money)> {
        exchange.totals(policy, self.amount)
    }

    /// Effective unit price as Microsoft shows it: what is charged by the units, to 15 significant digits (rules 3.2).
    ///
    /// Where rounding leaves nothing of the charge, reconciliation files print the unrounded price (RECON-01).
    pub(super) fn effective_unit_price(&self, pricing: Money) -> Result<Exact> {
        let charged = if pricing.exact().is_zero() { self.amount } else { pricing.exact() };
        if self.quantity.is_zero() { Ok(Exact::ZERO) } else { rounding::significant_15(charged, self.quantity) }
    }

    pub(super) fn line(
        &self,
        list: &PriceList,
        usage: &Usage,
        exchange: &Exchange,
        policy: RoundingPolicy,
    ) -> Result<BillLine> {
        let (pricing_total, billing_total) = self.totals(exchange, policy)?;
        let price = self.hit(list);
        let [customer, plan, product_id, sku_id, meter_id] = self.names(usage).map(str::to_owned);
        Ok(BillLine {
            id: self.id(usage),
            customer,
            plan,
            product_id,
            sku_id,
            meter_id,
            title: price.as_ref().map(|price| price.title.clone()).unwrap_or_default(),
            unit_of_measure: price.as_ref().map(|price| price.unit_of_measure.clone()).unwrap_or_default(),
            listed: price.as_ref().and_then(|price| price.listed.clone()),
            quantity: self.quantity,
            unit_price: price.map_or(Some(Decimal::ZERO), |price| price.unit_price),
            effective_unit_price: self.effective_unit_price(pricing_total)?,
            retail: self.retail,
            pec: self.pec()?,
            azure_credit: self.credited.amount,
            pec_reason: self.reason().map_or(LinePec::Mixed(Mixed::Mixed), LinePec::All),
            pricing_total,
            billing_total,
            billing_currency: exchange.billing,
        })
    }
}
