//! Steps of a rated row of the usage: where the month stood, the tier, PEC, Azure credit.

use super::{ExplainAnswer, answer, unknown};
use crate::bill::BillRequest;
use crate::error::Result;
use crate::explain::{self, Step};
use crate::money::{Currency, Exact};
use crate::pec::{PecRate, PecReason};
use crate::price_list::PriceList;
use crate::rating::{Outcome, RateRequest, Rated, rate_each};
use crate::usage::{Usage, UsageRow};

const ACCUMULATION: &str = "billed rows of November 2025: tiers add up per Azure plan, meter and calendar month";
const PRICE_LIST: &str = "the price list";
const TIERS: &str = "Partner Center: azure-plan-price-list, tiered pricing";

/// Where a row stands: `ROW`, `FILE:ROW`, and the part of it that is meant, `ROW.PART`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    file: u32,
    row: u32,
    part: Option<u32>,
}

impl Place {
    pub(super) fn parse(id: &str) -> Option<Self> {
        let (file, rest) = match id.split_once(':') {
            Some((file, rest)) => (file.parse().ok()?, rest),
            None => (1, id),
        };
        let (row, part) = match rest.split_once('.') {
            Some((row, part)) => (row.parse().ok()?, Some(part.parse().ok()?)),
            None => (rest.parse().ok()?, None),
        };
        Some(Self { file, row, part })
    }
}

/// A row's lines, while its meter's month is rated.
struct Steps<'a> {
    list: &'a PriceList,
    usage: &'a Usage,
    wanted: UsageRow,
    part: Option<u32>,
    rate: PecRate,
    used: Exact,
    found: Vec<Step>,
    title: String,
    missing: Option<String>,
}

pub(super) fn explain(
    list: &PriceList,
    usage: &Usage,
    request: &BillRequest,
    id: &str,
    place: Place,
) -> Result<ExplainAnswer> {
    let mut rows = usage.rows();
    let Some(wanted) = rows.find(|row| row.row == place.row && usage.file_number(row) == place.file) else {
        return Err(unknown(format!("the usage has no row `{id}` that could be used")));
    };
    if wanted.is_credit {
        return Err(unknown(format!(
            "row `{id}` gives money back: it is no usage, and its amount is taken over as printed"
        )));
    }
    let terms = RateRequest { pec_rate: request.pec_rate, access: request.access.clone() }.terms(wanted.day)?;
    let rate = PecRate::chosen(request.pec_rate, wanted.day)?;
    let (found, title) = (Vec::new(), String::new());
    let mut steps =
        Steps { list, usage, wanted, part: place.part, rate, used: Exact::ZERO, found, title, missing: None };
    let of_meter = |row: &UsageRow| row.meter == wanted.meter && row.day.month() == wanted.day.month();
    rate_each(list, usage, &terms, of_meter, |outcome| steps.take(&outcome))?;
    if let Some(message) = steps.missing.filter(|_| steps.found.is_empty()) {
        return Err(unknown(format!("row `{id}` has no price: {message}")));
    }
    if steps.found.is_empty() {
        return Err(unknown(format!("row {} has no part `{id}`", wanted.row)));
    }
    Ok(answer(id, steps.title, steps.found))
}

impl Steps<'_> {
    fn take(&mut self, outcome: &Outcome<'_>) -> Result<()> {
        match outcome {
            Outcome::Unpriced(row, _, missing) if row.at == self.wanted.at => {
                self.missing = Some(missing.message.clone())
            }
            Outcome::Unpriced(..) => {}
            Outcome::Line(line) => {
                let is_part = self.part.is_none_or(|part| line.part.unwrap_or(1) == part);
                if line.row.at == self.wanted.at && is_part {
                    self.explain(line)?;
                }
                if !line.row.is_covered() {
                    self.used = self.used.plus(line.quantity)?;
                }
            }
        }
        Ok(())
    }

    fn explain(&mut self, line: &Rated<'_>) -> Result<()> {
        let row = line.row;
        let price = line.priced.map(|priced| self.list.hit_of(priced));
        let unit = price.as_ref().map(|price| price.unit_of_measure.clone()).unwrap_or_default();
        let currency = self.list.currency();
        if let Some(price) = &price {
            self.title.clone_from(&price.title);
        }
        let text = format!("row {} of the usage: {} of {unit} on {}", row.row, line.quantity, row.day);
        let step = Step::new("usage", text, "the usage", line.quantity, &unit);
        self.found.push(step.with("date", row.day).with("quantity", line.quantity));
        if row.is_covered() {
            self.found.push(Step::new("covered", row.pec.text().to_owned(), row.pec.cite(), "0", currency.as_str()));
            return Ok(());
        }
        let text = format!("used before in the month, over all subscriptions of the plan: {}", self.used);
        self.found.push(Step::new("monthToDate", text, ACCUMULATION, self.used, &unit));
        let after = self.used.plus(line.quantity)?;
        if let Some(price) = price {
            let text =
                format!("price in force on {}: {}, here {} for {unit}", row.day, price.title, line.tier_unit_price);
            let step = Step::new("price", text, PRICE_LIST, line.tier_unit_price, currency.as_str());
            let from = price.effective_start_date.map_or_else(String::new, |day| day.to_string());
            self.found.push(
                step.with("effectiveStartDate", from)
                    .with("unitPrice", line.unit_price.unwrap_or(line.tier_unit_price)),
            );
        }
        let text = format!(
            "units {} to {after} of the month: {} at {} is {}",
            self.used, line.quantity, line.tier_unit_price, line.retail
        );
        let step = Step::new("tier", text, TIERS, line.retail, currency.as_str());
        self.found.push(step.with("quantity", line.quantity).with("unitPrice", line.tier_unit_price));
        let pec = line.retail.minus(line.amount)?;
        let reason = Some(line.pec_reason);
        self.found.extend(explain::pec_steps(line.retail, pec, line.amount, reason, &self.rate, currency.as_str()));
        self.credit(line, currency)
    }

    fn credit(&mut self, line: &Rated<'_>, currency: Currency) -> Result<()> {
        if line.pec_reason == PecReason::AzureCredit {
            let paid = line.azure_credit(self.usage)?;
            let part = self.usage.azure_credit(line.row);
            let text = format!("an Azure credit pays {part} of it: {paid}");
            let step = Step::new("azureCredit", text, PecReason::AzureCredit.cite(), paid, currency.as_str());
            self.found.push(step.with("amount", line.amount).with("part", part));
        }
        Ok(())
    }
}
