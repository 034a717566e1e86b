//! Reconciliation lines against their daily rows.

use super::credit;
use super::daily::{Daily, Sum};
use super::keys::LineKey;
use super::{Line, Recon};
use crate::error::Result;
use crate::money::{Currency, Exact, RoundingPolicy};
use crate::time::Month;
use crate::usage::Usage;
use crate::verify::answer::{Difference, FileOfRow};
use crate::verify::not_checked::NotCheckedCode;
use crate::verify::passes::Passes;
use crate::verify::reading::{Reading, magnitude};
use crate::verify::request::Cause;
use crate::verify::row::Rate;
use std::collections::{BTreeMap, BTreeSet};

/// A line that is not as its daily rows make it.
pub(super) struct Found {
    pub cause: Cause,
    pub computed: Exact,
    pub explain: String,
}

/// What becomes of an amount in billing currency.
pub(super) struct Conversion {
    /// The rate that the line prints, or else the month's.
    pub rate: Rate,
    /// The month's rate in the daily file, where it has one.
    usual: Option<Rate>,
    pub currency: Currency,
    name: String,
    policy: RoundingPolicy,
}

/// Is it between the ends of what it may be?
fn is_within(subtotal: Exact, ends: &[Exact]) -> bool {
    ends.iter().min().is_some_and(|least| *least <= subtotal) && ends.iter().max().is_some_and(|most| subtotal <= *most)
}

impl Conversion {
    /// The subtotal by a policy, as documented `ROUNDDOWN(ROUNDDOWN(amount, 2) x rate, minor units)`: the ends of what it
    /// may be.
    fn subtotals(&self, sum: &Sum, rate: Rate, policy: RoundingPolicy) -> Result<Vec<Exact>> {
        let mut subtotals = Vec::new();
        for amount in [sum.charge, sum.charge.minus(sum.slack)?, sum.charge.plus(sum.slack)?] {
            let pricing = match policy.rounds_before_the_exchange() {
                true => policy.money(amount, Currency::USD)?.exact(),
                false => amount,
            };
            if let Some(per_unit) = rate.per_unit {
                subtotals.push(policy.converted(pricing, per_unit, self.currency)?.exact());
                continue;
            }
            for rate in [rate.value, rate.value.minus(rate.slack)?, rate.value.plus(rate.slack)?] {
                let subtotal = policy.money(pricing.times(rate)?, self.currency)?.exact();
                if !subtotals.contains(&subtotal) {
                    subtotals.push(subtotal);
                }
            }
        }
        Ok(subtotals)
    }

    pub(super) fn documented(&self, sum: &Sum) -> Result<Exact> {
        let rate = self.usual.unwrap_or(self.rate);
        Ok(self.subtotals(sum, rate, self.policy)?.first().copied().unwrap_or_default())
    }

    /// Is the printed rate the month's?
    fn is_usual(&self) -> bool {
        let off = |usual: Rate| magnitude(self.rate.value.minus(usual.value).unwrap_or(self.rate.value));
        self.usual.is_none_or(|usual| off(usual) <= usual.slack.max(self.rate.slack))
    }

    pub(super) fn is(&self, subtotal: Exact, sum: &Sum) -> Result<bool> {
        Ok(is_within(subtotal, &self.subtotals(sum, self.rate, self.policy)?))
    }

    /// What explains another subtotal than the documented one.
    fn cause(&self, subtotal: Exact, sum: &Sum, passes: &Passes<'_>) -> Result<(Cause, &'static str)> {
        let policy = RoundingPolicy::Documented;
        for (other, why) in [
            (RoundingPolicy::Documented, "it is rounded down before and after the exchange"),
            (RoundingPolicy::Nearest, "it is rounded to the nearest, not down"),
        ] {
            if other != self.policy && is_within(subtotal, &self.subtotals(sum, self.rate, other)?) {
                return Ok((Cause::Rounding, why));
            }
        }
        let once = sum.charge.times(self.rate.value)?;
        if policy.money(once, self.currency)?.exact() == subtotal
            || RoundingPolicy::Nearest.money(once, self.currency)?.exact() == subtotal
        {
            return Ok((Cause::Rounding, "it is rounded once, after the exchange, and not before it as well"));
        }
        let cents =
            policy.money(policy.money(sum.charge, Currency::USD)?.exact().times(self.rate.value)?, Currency::USD)?;
        if cents.exact() == subtotal || once == subtotal {
            return Ok((Cause::Rounding, "it has more decimals than the currency"));
        }
        let pricing = policy.money(sum.charge, Currency::USD)?.exact();
        for amount in passes.known.rates.wrong_named(passes.usage, &self.name, pricing, self.rate)? {
            if policy.money(amount, self.currency)?.exact() == subtotal {
                return Ok((Cause::Fx, "it is exchanged at another rate than the month's"));
            }
        }
        Ok((Cause::ReconTotal, "the daily rows do not make it"))
    }
}

/// Compares each line with its rows, and names usage that either file lacks.
pub(in crate::verify) fn compare(
    passes: &mut Passes<'_>,
    recon: &Recon,
    daily: &BTreeMap<LineKey, Daily>,
) -> Result<()> {
    let mut corrections: BTreeMap<LineKey, Exact> = BTreeMap::new();
    for (at, computed) in &passes.known.corrected {
        let Some(row) = passes.usage.row_at(*at) else { continue };
        if passes.fate(&row).duplicate {
            continue;
        }
        let (printed, _) = passes.figures(&row).exact_charge()?;
        let sum = corrections.entry(passes.key(&row)).or_default();
        *sum = sum.plus(*computed)?.minus(printed)?;
    }
    let groups = recon.groups(daily, &passes.known.told);
    let lines: usize = groups.values().map(Vec::len).sum();
    passes.known.report.recon_other = u32::try_from(recon.lines.len().saturating_sub(lines)).unwrap_or(u32::MAX);
    let mut compared = BTreeSet::new();
    for (key, lines) in &groups {
        let Some(rows) = daily.get(key) else {
            for line in lines {
                let explain = "the daily file has no usage of this plan, product, SKU and availability".to_owned();
                let found = Found { cause: Cause::MissingRow, computed: Exact::ZERO, explain };
                name(passes, line, "Subtotal", line.subtotal.value.exact(), found)?;
            }
            continue;
        };
        let correction = corrections.get(key).copied().unwrap_or_default();
        if credit::is_net_of(passes, recon, (key, lines), rows)? {
            compared.insert(key.clone());
        } else {
            group(passes, recon, lines, rows, correction)?;
        }
    }
    usage_without_lines(passes, recon, daily, &groups)?;
    credit::compare(passes, recon, daily, &mut compared)?;
    totals(passes, recon)?;
    not_compared(passes, recon, (daily, &groups), &compared);
    Ok(())
}

/// Usage that the reconciliation file does not have: not of a month that it does not have at all, and not where a line of it
/// was refused.
fn usage_without_lines(
    passes: &mut Passes<'_>,
    recon: &Recon,
    daily: &BTreeMap<LineKey, Daily>,
    groups: &BTreeMap<LineKey, Vec<&Line>>,
) -> Result<()> {
    let months = recon.months().filter(|months| !months.is_empty());
    let has_lines = |month: &Month| months.as_ref().is_none_or(|months| months.contains(month.to_string().as_str()));
    let mut without: BTreeSet<Month> = BTreeSet::new();
    for (key, rows) in daily {
        let charge = rows.all.charge.minus(rows.late.charge)?;
        if groups.contains_key(key) || charge.is_zero() || recon.refused.contains(&key.item) {
            continue;
        }
        if rows.months.iter().any(has_lines) {
            let explain = "the reconciliation file has no line of this plan, product, SKU and availability".to_owned();
            passes.lacks_line(&rows.first, charge, explain)?;
        } else {
            without.extend(&rows.months);
        }
    }
    passes.known.report.months_without_lines = without.into_iter().collect();
    Ok(())
}

/// The total of each line is its subtotal and tax.
fn totals(passes: &mut Passes<'_>, recon: &Recon) -> Result<()> {
    for line in &recon.lines {
        let (Some(tax), Some(total)) = (line.tax, line.total) else { continue };
        let (subtotal, tax, printed) = (line.subtotal.value.exact(), tax.value.exact(), total.value.exact());
        let computed = subtotal.plus(tax)?;
        let minor_units = line.currency.parse::<Currency>().map_or(2, Currency::minor_units);
        if magnitude(printed.minus(computed)?) > Exact::new(5, minor_units.saturating_add(1)) {
            let explain = format!("{subtotal} and the tax of {tax} make {computed}");
            name(passes, line, "Total", printed, Found { cause: Cause::Arithmetic, computed, explain })?;
        }
    }
    Ok(())
}

/// Lines that nothing was compared with, and why.
fn not_compared(
    passes: &mut Passes<'_>,
    recon: &Recon,
    (daily, groups): (&BTreeMap<LineKey, Daily>, &BTreeMap<LineKey, Vec<&Line>>),
    credits: &BTreeSet<LineKey>,
) {
    let months = super::months(daily);
    for line in &recon.lines {
        let key = passes.known.told.key(&line.key);
        let code = if line.is_credit {
            if line.is_azure_credit && credits.contains(&key) {
                continue;
            }
            NotCheckedCode::Credit
        } else if !line.can_be_usage {
            NotCheckedCode::Commitment
        } else if line.is_of_other_month(&months) {
            NotCheckedCode::OtherMonth
        } else if groups.contains_key(&key) {
            continue;
        } else {
            NotCheckedCode::OtherPurchase
        };
        passes.known.report.unchecked_lines.row((line.file_number, line.row), code);
    }
}

pub(super) fn name(
    passes: &mut Passes<'_>,
    line: &Line,
    column: &'static str,
    printed: Exact,
    found: Found,
) -> Result<()> {
    let [plan, product_id, sku_id] = line.key.item.clone();
    passes.line_differs(Difference {
        file: FileOfRow::Recon,
        file_number: line.file_number,
        row: line.row,
        cause: found.cause,
        column,
        printed,
        computed: found.computed,
        difference: printed.minus(found.computed)?,
        currency: if line.currency.is_empty() { Currency::USD.to_string() } else { line.currency.clone() },
        date: line.start,
        plan,
        subscription: String::new(),
        product_id,
        sku_id,
        meter_id: String::new(),
        rows: Vec::new(),
        explain: found.explain,
    });
    Ok(())
}

pub(super) fn conversion(passes: &Passes<'_>, recon: &Recon, line: &Line, rows: &Daily) -> Conversion {
    let month = line.start.unwrap_or(rows.first.day).month();
    let currency = line.currency.parse().unwrap_or(Currency::USD);
    let usual = passes.known.rates.named(passes.usage, &line.currency, month);
    let printed = line.rate.filter(|rate| !rate.value.is_zero()).map(|figure| Rate::printed(figure, recon.rates));
    let rate = printed.or(usual).unwrap_or(Rate::ONE);
    let conversion =
        Conversion { rate, usual, currency, name: line.currency.clone(), policy: passes.known.rates.rounding };
    match usual.filter(|usual| usual.per_unit.is_some() && conversion.is_usual()) {
        Some(published) => Conversion { rate: published, ..conversion },
        None => conversion,
    }
}

/// The lines of one plan, product, SKU and availability.
fn group(passes: &mut Passes<'_>, recon: &Recon, lines: &[&Line], rows: &Daily, correction: Exact) -> Result<()> {
    let Some(first) = lines.first() else { return Ok(()) };
    let (mut billed, mut slack, mut subtotal) = (Exact::ZERO, rows.all.quantity_slack, Exact::ZERO);
    for line in lines {
        if let Some(quantity) = recon.quantity(line) {
            billed = billed.plus(quantity.value)?;
            slack = slack.plus(quantity.slack)?;
        }
        subtotal = subtotal.plus(line.subtotal.value.exact())?;
    }
    // The rows that are billed, or all as they are; with those that are there twice, and without those of another period.
    let mut variants = Vec::new();
    for rows_of in [rows.billed()?, rows.all] {
        variants.extend([rows_of, rows_of.with(&rows.twice, false)?, rows_of.with(&rows.late, true)?]);
    }
    let mut fitting = None;
    for variant in &variants {
        if fitting.is_none() && magnitude(billed.minus(variant.quantity)?) <= slack {
            fitting = Some(*variant);
        }
    }
    let conversion = conversion(passes, recon, first, rows);
    let Some(sum) = fitting else {
        let all = rows.billed()?;
        let more = billed.minus(all.quantity)?;
        let computed = conversion.documented(&all)?;
        let less = Exact::ZERO.minus(more)?;
        let (cause, explain) = if !more.is_negative() {
            (Cause::MissingRow, format!("it bills {more} units more than the daily rows have"))
        } else if rows.is_of_last_days(less)? || passes.has_row_of(rows, less) {
            (Cause::LateUsage, format!("the daily rows have {less} units more, which are not billed yet"))
        } else {
            (Cause::ReconTotal, format!("the daily rows have {less} units more than it bills"))
        };
        return name(passes, first, "Subtotal", subtotal, Found { cause, computed, explain });
    };
    let corrected = Sum { charge: sum.charge.plus(correction)?, ..sum };
    for sum in [&sum, &corrected] {
        if is_right(passes.usage, recon, lines, rows, sum, &conversion)? {
            if !conversion.is_usual() {
                break;
            }
            return Ok(());
        }
    }
    if let [line] = lines {
        let (mut cause, mut why) = conversion.cause(subtotal, &corrected, passes)?;
        if cause == Cause::ReconTotal || conversion.is(subtotal, &corrected)? {
            if !conversion.is_usual() {
                (cause, why) = (Cause::Fx, "its rate is not the month's");
            } else if correction != Exact::ZERO {
                let (other, reason) = conversion.cause(subtotal, &sum, passes)?;
                (cause, why) = (other, reason);
            }
        }
        let computed = conversion.documented(&corrected)?;
        let explain = format!("the daily rows add up to {}, which makes {computed}: {why}", corrected.charge);
        return name(passes, line, "Subtotal", subtotal, Found { cause, computed, explain });
    }
    let mut named = false;
    for line in lines {
        let Some(own) = own(recon, line)? else { continue };
        let printed = line.subtotal.value.exact();
        if !conversion.is(printed, &own)? {
            let (cause, why) = conversion.cause(printed, &own, passes)?;
            let computed = conversion.documented(&own)?;
            let explain = format!("its price and quantity make {}, which makes {computed}: {why}", own.charge);
            name(passes, line, "Subtotal", printed, Found { cause, computed, explain })?;
            named = true;
        }
    }
    if !named {
        let computed = conversion.documented(&corrected)?;
        let cause = if conversion.is_usual() { Cause::ReconTotal } else { Cause::Fx };
        let explain = format!("the daily rows add up to {}, which makes {computed}", corrected.charge);
        name(passes, first, "Subtotal", subtotal, Found { cause, computed, explain })?;
    }
    Ok(())
}

/// What a line's own price and quantity make.
fn own(recon: &Recon, line: &Line) -> Result<Option<Sum>> {
    let (Some(quantity), Some(price)) = (recon.quantity(line), line.price) else { return Ok(None) };
    let price = Reading::new(price, recon.prices);
    let (charge, slack) = crate::verify::reading::product(&quantity, &price)?;
    Ok(Some(Sum { quantity: quantity.value, quantity_slack: quantity.slack, charge, slack }))
}

/// Are the subtotals what the rows make?
fn is_right(
    usage: &Usage,
    recon: &Recon,
    lines: &[&Line],
    rows: &Daily,
    sum: &Sum,
    conversion: &Conversion,
) -> Result<bool> {
    if let [line] = lines {
        return conversion.is(line.subtotal.value.exact(), sum);
    }
    // Several lines: one for each tier, or with PEC and without. Each must be right in itself, and all of them together.
    let mut charge = Exact::ZERO;
    let mut slack = sum.slack;
    for line in lines {
        let Some(own) = own(recon, line)? else { return Ok(false) };
        // A line whose price is that of some rows is theirs.
        let mut of_rows: Option<Sum> = None;
        for (id, rows) in &rows.by_price {
            if let (Some(price), Some(printed)) = (line.price, usage.figure_of(*id))
                && Reading::new(price, recon.prices).is(printed.value.exact(), Exact::ZERO)?
                && magnitude(rows.quantity.minus(own.quantity)?) <= rows.quantity_slack.plus(own.quantity_slack)?
            {
                of_rows = Some(*rows);
            }
        }
        // Rows with a fault of their own are not what the line should be made of, unless it is: either will do.
        let mut fitting = None;
        for sum in of_rows.into_iter().chain([own]) {
            if fitting.is_none() && conversion.is(line.subtotal.value.exact(), &sum)? {
                fitting = Some(sum);
            }
        }
        let Some(fitting) = fitting else { return Ok(false) };
        charge = charge.plus(fitting.charge)?;
        // A price may be made from a charge that was rounded down to cents.
        slack = slack.plus(own.slack)?.plus(Exact::new(1, 2))?;
    }
    Ok(magnitude(charge.minus(sum.charge)?) <= slack)
}
