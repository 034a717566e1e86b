//! Checks of one row that need no price list: do its figures multiply, and is its exchange rate the month's?

use super::reading::{Reading, magnitude, product};
use super::request::{Cause, VerifyRequest};
use crate::error::Result;
use crate::money::{Currency, Decimal, Exact, RoundingPolicy, rounding};
use crate::strings::Symbol;
use crate::time::{Day, Month};
use crate::usage::{Figure, FigureId, Precision, PrintedAlike, Printing, Usage, UsageRow};
use std::collections::BTreeMap;

/// The printed numbers of a row, ready to compare.
#[derive(Debug)]
pub(crate) struct RowFigures {
    pub quantity: Reading,
    pub unit: Option<Reading>,
    pub effective: Option<Reading>,
    pub pricing: Option<Reading>,
    pub billing: Option<Reading>,
    pub rate: Option<Reading>,
    /// PEC as a fraction, where the row says one.
    pub pec: Option<Exact>,
}

/// Decimals and digits that a column of prices or totals in pricing currency prints at least.
const LEAST_DECIMALS: u32 = 2;
const LEAST_DIGITS: u32 = 6;

/// How finely each column is printed.
#[derive(Debug)]
pub(crate) struct Columns([Precision; 7]);

impl Columns {
    pub(crate) fn new(usage: &Usage) -> Self {
        use Printing as P;
        let all = [P::UnitPrice, P::EffectiveUnitPrice, P::PricingTotal, P::BillingTotal, P::Rate, P::Pec, P::Quantity];
        let mut columns = all.map(|column| usage.precision(column));
        // A file of a few whole numbers is no file that prints whole numbers: prices and totals have cents at least.
        for column in [P::UnitPrice, P::EffectiveUnitPrice, P::PricingTotal] {
            if let Some(precision) = columns.get_mut(column as usize) {
                precision.decimals = precision.decimals.max(LEAST_DECIMALS);
                precision.digits = precision.digits.max(LEAST_DIGITS);
            }
        }
        // A spreadsheet saves all columns or none.
        let resaved = columns.iter().any(|column| column.resaved);
        for column in &mut columns {
            column.resaved = resaved;
        }
        Self(columns)
    }

    pub(crate) fn of(&self, column: Printing) -> Precision {
        self.0.get(column as usize).copied().unwrap_or_default()
    }
}

impl RowFigures {
    pub(crate) fn new(usage: &Usage, row: &UsageRow, columns: &Columns) -> Self {
        let printed = usage.printed(row);
        let figure = |column| usage.figure(printed.as_ref()?, column);
        let reading = |column| Some(Reading::new(figure(column)?, columns.of(column)));
        let quantity = Figure { value: row.quantity, cut: printed.as_ref().and_then(|printed| printed.quantity_cut) };
        let pec = figure(Printing::Pec).map(|figure| figure.value.exact());
        let hundredth = |value: Exact| value.times(Exact::new(1, 2)).unwrap_or(value);
        Self {
            quantity: Reading::new(quantity, columns.of(Printing::Quantity)),
            unit: reading(Printing::UnitPrice),
            effective: reading(Printing::EffectiveUnitPrice),
            pricing: reading(Printing::PricingTotal),
            billing: reading(Printing::BillingTotal),
            // A rate of 0 is none: the row does not say one.
            rate: reading(Printing::Rate).filter(|rate| !rate.value.is_zero()),
            // 15 in one header generation, 0.15 in the other.
            pec: pec.map(|value| if value > Decimal::ONE.exact() { hundredth(value) } else { value }),
        }
    }

    /// The charge in pricing currency, as printed or as the price and quantity make it.
    pub(crate) fn charge(&self) -> Result<Exact> {
        match (&self.pricing, &self.effective) {
            (Some(total), _) => Ok(total.value),
            (None, Some(price)) => self.quantity.value.times(price.value),
            (None, None) => Ok(Exact::ZERO),
        }
    }

    /// The charge without what printing left out: the product where the total is one, else the total.
    pub(super) fn exact_charge(&self) -> Result<(Exact, Exact)> {
        let product = self.effective.as_ref().map(|price| product(&self.quantity, price)).transpose()?;
        match (product, &self.pricing) {
            (Some((charge, slack)), Some(total)) if total.is(charge, slack)? => Ok((charge, slack)),
            (_, Some(total)) => Ok((total.value, total.slack)),
            (Some(charge), None) => Ok(charge),
            (None, None) => Ok((Exact::ZERO, Exact::ZERO)),
        }
    }

    /// Does the row charge this price for a unit?
    pub(crate) fn charges(&self, price: Exact) -> Result<bool> {
        if let Some(printed) = &self.effective {
            return printed.is(price, Exact::ZERO);
        }
        let slack = self.quantity.slack.times(magnitude(price))?;
        self.pricing.as_ref().map_or(Ok(true), |total| total.is(self.quantity.value.times(price)?, slack))
    }

    /// Does the row print what an Azure credit leaves of the price beside the charge before the credit? So much of it the
    /// credit pays (rules 3.7; Partner Center: use-the-reconciliation-files, Azure credits).
    pub(super) fn shows_credit(&self, part: Exact) -> Result<bool> {
        let (Some(price), Some(total)) = (&self.effective, &self.pricing) else { return Ok(false) };
        let (left, slack) = product(&self.quantity, price)?;
        let off = total.value.times(Decimal::ONE.exact().minus(part)?)?.minus(left)?;
        Ok(off.is_zero() || magnitude(off) < total.unit.plus(slack)?)
    }

    /// Is the total the price times the quantity? Otherwise why not, and what it should be.
    pub(super) fn multiplied(&self, kept: Exact) -> Result<Option<(Cause, Exact)>> {
        let (Some(price), Some(total)) = (&self.effective, &self.pricing) else { return Ok(None) };
        let (computed, slack) = product(&self.quantity, price)?;
        // More than what the printed digits of all three leave open (rules 15.1).
        if total.is(computed, slack)? {
            return Ok(None);
        }
        if let Some(unit) = &self.unit {
            let full = self.quantity.value.times(unit.value)?;
            let reduced = unit.value.times(kept)?;
            if kept != Decimal::ONE.exact() && total.is(full, Exact::ZERO)? && price.is(reduced, Exact::ZERO)? {
                return Ok(Some((Cause::PecMissing, computed)));
            }
        }
        let rounded = total.is_rounded(computed, Currency::USD.minor_units())?;
        Ok(Some((if rounded { Cause::Rounding } else { Cause::Arithmetic }, computed)))
    }
}

/// An exchange rate: billing currency for one unit of pricing currency.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rate {
    pub value: Exact,
    pub slack: Exact,
    /// The published number that it is the inverse of: dividing by it loses nothing.
    pub per_unit: Option<Exact>,
}

impl Rate {
    /// No exchange.
    pub(super) const ONE: Self = Self { value: Exact::new(1, 0), slack: Exact::ZERO, per_unit: None };

    /// As a column prints it.
    pub(super) fn printed(figure: Figure, precision: Precision) -> Self {
        let Reading { value, slack, .. } = Reading::new(figure, precision);
        Self { value, slack, per_unit: None }
    }
}

/// The exchange rate of each billing currency and month.
#[derive(Debug, Default)]
pub(super) struct Rates {
    months: BTreeMap<(Symbol, Month), Rate>,
    /// All rates of a currency that the file prints.
    others: BTreeMap<Symbol, Vec<Exact>>,
    /// How lines became money.
    pub rounding: RoundingPolicy,
}

/// The month in which a row is charged.
pub(super) fn charged_month(printed: &PrintedAlike, day: Day) -> Month {
    let [start, _] = printed.charged;
    start.unwrap_or(day).month()
}

impl Rates {
    /// The published rate of a month, or else the one that most of its rows print (rules 2.5: one rate a month).
    pub(super) fn new(usage: &Usage, columns: &Columns, request: &VerifyRequest) -> Result<Self> {
        let mut counts: BTreeMap<(Symbol, Month), BTreeMap<FigureId, u32>> = BTreeMap::new();
        for (alike, day, rows) in usage.printed_by_day() {
            let key = (alike.billing_currency, charged_month(alike, day));
            let count = counts.entry(key).or_default().entry(alike.rate).or_default();
            *count = count.saturating_add(rows);
        }
        let mut rates = Self { rounding: request.rounding, ..Self::default() };
        let mut unsaid = BTreeMap::new();
        for ((currency, month), figures) in counts {
            let name = usage.text(currency);
            let sheet =
                request.exchange_rates.iter().find(|rate| rate.month == month && rate.currency_code.as_str() == name);
            let usual = figures
                .iter()
                .filter_map(|(id, count)| Some((id, count, usage.figure_of(*id)?)))
                .filter(|(_, _, figure)| !figure.value.is_zero())
                .max_by_key(|(id, count, _)| (**count, std::cmp::Reverse(**id)))
                .map(|(_, _, figure)| figure);
            let rate = match (sheet, usual) {
                (Some(sheet), _) if !sheet.usd_per_unit.is_zero() => {
                    let value = rounding::significant_15(Decimal::ONE.exact(), sheet.usd_per_unit.exact())?;
                    let slack = value.times(Exact::new(1, 14))?;
                    Some(Rate { value, slack, per_unit: Some(sheet.usd_per_unit.exact()) })
                }
                (_, Some(figure)) => Some(Rate::printed(figure, columns.of(Printing::Rate))),
                _ if name.is_empty() || name == Currency::USD.as_str() => Some(Rate::ONE),
                _ => None,
            };
            if let Some(rate) = rate {
                rates.months.insert((currency, month), rate);
            }
            let others = rates.others.entry(currency).or_default();
            for figure in figures.keys().filter_map(|id| usage.figure_of(*id)) {
                if !others.contains(&figure.value.exact()) {
                    others.push(figure.value.exact());
                }
            }
            if rate.is_none() {
                unsaid.insert((currency, month), None);
            }
        }
        if !unsaid.is_empty() {
            rates.take_from_totals(usage, columns, unsaid)?;
        }
        Ok(rates)
    }

    /// The rate of a month of which no row says one: a month has one, so it is what the row of the largest total makes.
    fn take_from_totals(
        &mut self,
        usage: &Usage,
        columns: &Columns,
        mut unsaid: BTreeMap<(Symbol, Month), Option<[Reading; 2]>>,
    ) -> Result<()> {
        for row in usage.rows() {
            let Some(printed) = usage.printed(&row) else { continue };
            let key = (printed.alike.billing_currency, charged_month(&printed.alike, row.day));
            let Some(largest) = unsaid.get_mut(&key) else { continue };
            let figures = RowFigures::new(usage, &row, columns);
            let (Some(pricing), Some(billing)) = (figures.pricing, figures.billing) else { continue };
            if largest.is_none_or(|[most, _]| magnitude(most.value) < magnitude(pricing.value)) {
                *largest = Some([pricing, billing]);
            }
        }
        for (key, largest) in unsaid {
            let Some([pricing, billing]) = largest.filter(|[pricing, _]| !pricing.value.is_zero()) else { continue };
            let value = rounding::significant_15(billing.value, pricing.value)?;
            let slack = rounding::significant_15(billing.unit, magnitude(pricing.value))?;
            self.months
                .insert(key, Rate { value, slack: slack.plus(value.times(Exact::new(1, 14))?)?, per_unit: None });
        }
        Ok(())
    }

    pub(super) fn of(&self, currency: Symbol, month: Month) -> Option<Rate> {
        self.months.get(&(currency, month)).copied()
    }

    /// The rate of a month by the currency's name.
    pub(super) fn named(&self, usage: &Usage, name: &str, month: Month) -> Option<Rate> {
        let found = self.months.iter().find(|((currency, of), _)| *of == month && usage.text(*currency) == name);
        found.map(|(_, rate)| *rate)
    }

    /// As [`wrong`](Self::wrong), by the currency's name.
    pub(super) fn wrong_named(&self, usage: &Usage, name: &str, amount: Exact, right: Rate) -> Result<Vec<Exact>> {
        let currency = self.others.keys().find(|currency| usage.text(**currency) == name);
        self.wrong(currency.copied().unwrap_or_default(), amount, right)
    }

    /// What an amount is at a wrong rate: none, the inverse, or another that the file prints.
    fn wrong(&self, currency: Symbol, amount: Exact, right: Rate) -> Result<Vec<Exact>> {
        let mut amounts = vec![amount];
        if !right.value.is_zero() {
            amounts.push(rounding::significant_15(amount, right.value)?);
        }
        for rate in self.others.get(&currency).into_iter().flatten().filter(|rate| **rate != right.value) {
            amounts.push(amount.times(*rate)?);
        }
        Ok(amounts)
    }
}

/// What is wrong with the billed total of a row.
#[derive(Debug)]
pub(super) struct Exchanged {
    pub cause: Cause,
    pub column: &'static str,
    pub printed: Exact,
    pub computed: Exact,
    /// By how much the billed total is off.
    pub money: Exact,
}

/// Is the billed total the pricing total at the month's rate?
pub(super) fn exchanged(
    figures: &RowFigures,
    rates: &Rates,
    currency: Symbol,
    month: Month,
    minor_units: u32,
) -> Result<Option<Exchanged>> {
    let Some(right) = rates.of(currency, month) else { return Ok(None) };
    let is_usual = match &figures.rate {
        Some(rate) => rate.is(right.value, right.slack)?,
        None => true,
    };
    let rate_alone = || {
        let printed = figures.rate.as_ref().map(|rate| rate.value).unwrap_or_default();
        let column = "PCToBCExchangeRate";
        // The totals are at the month's rate: no money is off.
        Some(Exchanged { cause: Cause::Fx, column, printed, computed: right.value, money: Exact::ZERO })
    };
    let (Some(billing), Some(pricing)) = (&figures.billing, &figures.pricing) else {
        return Ok(if is_usual { None } else { rate_alone() });
    };
    let column = "BillingPreTaxTotal";
    let computed = pricing.value.times(right.value)?;
    let slack_of = |slack: Exact, value: Exact| -> Result<Exact> {
        let crossed = magnitude(value).times(right.slack)?.plus(right.value.times(slack)?)?;
        crossed.plus(slack.times(right.slack)?)
    };
    let mut is_right = billing.is(computed, slack_of(pricing.slack, pricing.value)?)?;
    if !is_right && let Some(price) = &figures.effective {
        // The total may be rounded, and the billed total made from what is not.
        let (charge, slack) = product(&figures.quantity, price)?;
        is_right = billing.is(charge.times(right.value)?, slack_of(slack, charge)?)?;
    }
    let money = billing.value.minus(computed)?;
    let found = |cause| Some(Exchanged { cause, column, printed: billing.value, computed, money });
    Ok(match (is_right, is_usual) {
        (true, true) => None,
        (true, false) => rate_alone(),
        (false, false) => found(Cause::Fx),
        (false, true) => {
            let mut cause =
                if billing.is_rounded(computed, minor_units)? { Cause::Rounding } else { Cause::Arithmetic };
            for wrong in rates.wrong(currency, pricing.value, right)? {
                if cause == Cause::Arithmetic && billing.is(wrong, Exact::ZERO)? {
                    cause = Cause::Fx;
                }
            }
            found(cause)
        }
    })
}
