//! Steps of a bill line and of a credit line.

use super::{ExplainAnswer, answer, unknown};
use crate::bill::{BillRequest, bill, make};
use crate::error::Result;
use crate::exchange::{Exchange, Rate};
use crate::explain::{self, Step, counted};
use crate::money::{Exact, Money, RoundingPolicy};
use crate::pec::{PecRate, PecReason};
use crate::price_list::{Part, PriceList, quantity_steps};
use crate::rating::CreditReason;
use crate::usage::Usage;

const CREDITS: &str = "Partner Center: use-the-reconciliation-files, Azure credits";

pub(super) fn explain(list: &PriceList, usage: &Usage, request: &BillRequest, id: &str) -> Result<ExplainAnswer> {
    let made = make(list, usage, request)?;
    let mut lines = made.invoices.iter().flat_map(|own| own.sums.iter().map(|sum| (own.exchange, sum)));
    let Some((exchange, sum)) = lines.find(|(_, sum)| sum.id(usage) == id) else {
        return Err(unknown(format!("the bill of {} has no line `{id}`", made.month)));
    };
    let policy = request.rounding;
    let line = sum.line(list, usage, &exchange, policy)?;
    let parts: Vec<Part> = sum
        .tiers
        .iter()
        .map(|(unit_price, (quantity, amount))| Part { quantity: *quantity, unit_price: *unit_price, amount: *amount })
        .collect();
    let rate = PecRate::chosen(request.pec_rate, made.month.first_day())?;
    let mut steps = match sum.hit(list) {
        Some(price) => quantity_steps(&price, sum.quantity, &parts)?,
        None => Vec::new(),
    };
    let currency = exchange.pricing;
    steps.extend(explain::pec_steps(sum.retail, line.pec, sum.amount, sum.reason(), &rate, currency.as_str()));
    steps.extend(money_steps(&exchange, policy, sum.amount, (line.pricing_total, line.billing_total)));
    if !sum.quantity.is_zero() {
        steps.push(explain::effective_unit_price_step(line.pricing_total, sum.quantity, line.effective_unit_price));
    }
    if !line.azure_credit.is_zero() {
        steps.push(credit_step(line.azure_credit, sum.credited.quantity, &exchange));
    }
    let title = if line.title.is_empty() { id.to_owned() } else { line.title.clone() };
    Ok(ExplainAnswer { line: Some(line), ..answer(id, title, steps) })
}

/// An exact amount as money of both currencies.
pub(super) fn money_steps(
    exchange: &Exchange,
    policy: RoundingPolicy,
    amount: Exact,
    (pricing, billing): (Money, Money),
) -> Vec<Step> {
    let function = policy.function();
    let mut steps = vec![explain::rounding_step(function, amount, pricing)];
    if exchange.billing != exchange.pricing {
        let exchanged = if policy.rounds_before_the_exchange() { pricing.to_string() } else { amount.to_string() };
        steps.push(match exchange.rate {
            Rate::PerUnit(per_unit) => explain::exchange_step(function, exchanged, billing, per_unit),
            Rate::Printed(rate) => explain::printed_rate_step(function, exchanged, billing, rate),
        });
    }
    steps
}

fn credit_step(paid: Exact, quantity: Exact, exchange: &Exchange) -> Step {
    let text =
        format!("an Azure credit pays {paid} for {quantity} units, before partner earned credit; the credits have it");
    Step::new("azureCredit", text, PecReason::AzureCredit.cite(), paid, exchange.pricing.as_str())
        .with("quantity", quantity)
}

pub(super) fn credit(list: &PriceList, usage: &Usage, request: &BillRequest, id: &str) -> Result<ExplainAnswer> {
    let bill = bill(list, usage, request)?;
    let made = make(list, usage, request)?;
    let found = bill.credits.iter().find(|line| line.id == id);
    let exchange_of = |currency| made.invoices.iter().map(|own| own.exchange).find(|own| own.billing == currency);
    let Some((line, exchange)) = found.and_then(|line| Some((line, exchange_of(line.billing_currency)?))) else {
        return Err(unknown(format!("the bill of {} has no credit `{id}`", made.month)));
    };
    let text = match line.reason {
        CreditReason::AzureCredit => format!(
            "an Azure credit pays for {} units of {}, before partner earned credit: {}",
            line.quantity,
            counted(line.rows, "row", "rows"),
            line.amount
        ),
        CreditReason::CustomerCredit => {
            let rows = counted(line.rows, "`customerCredit` row", "`customerCredit` rows");
            format!("{rows} of the usage, taken over as printed: {}", line.amount)
        }
    };
    let currency = exchange.pricing;
    let mut steps = vec![
        Step::new("credit", text, CREDITS, line.amount, currency.as_str())
            .with("quantity", line.quantity)
            .with("rows", line.rows),
    ];
    let totals = (line.pricing_total, line.billing_total);
    steps.extend(money_steps(&exchange, request.rounding, line.amount, totals));
    Ok(answer(id, format!("{}/{}", line.product_id, line.sku_id), steps))
}
