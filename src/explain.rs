//! How a figure came about, step by step: the same text in page and command.

use crate::money::{Decimal, Exact, Money};
use crate::pec::{PecRate, PecReason};
use serde::Serialize;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Display;

/// One rule applied on the way to a figure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Step {
    /// Stable name of the rule.
    pub rule: &'static str,
    /// A sentence.
    pub text: String,
    /// Source of the rule.
    pub cite: &'static str,
    /// What went in, by name.
    pub inputs: BTreeMap<Cow<'static, str>, String>,
    /// What came out.
    pub result: String,
    /// Unit of the result.
    pub unit: String,
}

const RECONCILIATION: &str = "Partner Center: modern-invoice-reconciliation-file";
const EXCHANGE: &str = "Partner Center: get-foreign-exchange-rates, billing-basics";

impl Step {
    /// A step without inputs yet.
    pub(crate) fn new(rule: &'static str, text: String, cite: &'static str, result: impl ToString, unit: &str) -> Self {
        Self { rule, text, cite, inputs: BTreeMap::new(), result: result.to_string(), unit: unit.to_owned() }
    }

    /// The step with one more input.
    pub(crate) fn with(mut self, name: impl Into<Cow<'static, str>>, value: impl ToString) -> Self {
        self.inputs.insert(name.into(), value.to_string());
        self
    }
}

/// Steps of partner earned credit.
pub(crate) fn pec_steps(
    retail: Exact,
    pec: Exact,
    net: Exact,
    reason: Option<PecReason>,
    rate: &PecRate,
    currency: &str,
) -> [Step; 2] {
    let (text, cite) = match reason {
        Some(reason) if reason.earns() => {
            (format!("partner earned credit: {retail} x {} = {pec}", rate.fraction), rate.cite)
        }
        Some(reason) => (format!("partner earned credit: none, {}", reason.text()), reason.cite()),
        None => (format!("partner earned credit of the lines that earn: {pec}"), PecReason::Eligible.cite()),
    };
    [
        Step::new("pec", text, cite, pec, currency).with("retail", retail).with("rate", rate.fraction),
        Step::new(
            "net",
            format!("after partner earned credit: {retail} - {pec} = {net}"),
            PecReason::Eligible.cite(),
            net,
            currency,
        )
        .with("retail", retail)
        .with("pec", pec),
    ]
}

/// Step of rounding a sum to money.
pub(crate) fn rounding_step(function: &'static str, amount: Exact, money: Money) -> Step {
    let currency = money.currency();
    let text = format!("{function}({amount}, {}) = {money}", currency.minor_units());
    Step::new("roundDown", text, RECONCILIATION, money, currency.as_str()).with("amount", amount)
}

/// Step of the exchange into billing currency by a published rate, which divides.
pub(crate) fn exchange_step(
    function: &'static str,
    pricing: impl Display,
    billing: Money,
    usd_per_unit: Decimal,
) -> Step {
    let currency = billing.currency();
    let text = format!("{function}({pricing} / {usd_per_unit}, {}) = {billing}", currency.minor_units());
    Step::new("exchange", text, EXCHANGE, billing, currency.as_str())
        .with("pricingTotal", pricing)
        .with("usdPerUnit", usd_per_unit)
}

/// Step of the exchange into billing currency by the rate that a billed file prints, which multiplies.
pub(crate) fn printed_rate_step(function: &'static str, pricing: impl Display, billing: Money, rate: Decimal) -> Step {
    let currency = billing.currency();
    let text = format!("{function}({pricing} x {rate}, {}) = {billing}", currency.minor_units());
    Step::new("exchange", text, RECONCILIATION, billing, currency.as_str())
        .with("pricingTotal", pricing)
        .with("exchangeRate", rate)
}

/// Step of the effective unit price of a line.
pub(crate) fn effective_unit_price_step(total: Money, quantity: Exact, price: Exact) -> Step {
    let text = format!("effective unit price: {total} / {quantity} = {price} to 15 significant digits");
    Step::new(
        "effectiveUnitPrice",
        text,
        "Partner Center: azure-plan-billing, effective unit price",
        price,
        total.currency().as_str(),
    )
    .with("pricingTotal", total)
    .with("quantity", quantity)
}

/// Step of a line that shares its meter with lines before it.
pub(crate) fn share_step(whole: Money, before: Money, own: Money) -> Step {
    let text = format!("lines of one meter are billed together: {whole} - {before} of the lines before = {own}");
    Step::new("share", text, RECONCILIATION, own, own.currency().as_str()).with("whole", whole).with("before", before)
}

/// A number of things in words: `1 row`, `2 rows`.
pub fn counted<N: Display + PartialEq + From<u8>>(count: N, one: &str, many: &str) -> String {
    let name = if count == N::from(1) { one } else { many };
    format!("{count} {name}")
}
