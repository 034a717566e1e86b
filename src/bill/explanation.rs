//! How the figure of a bill line came about.

use super::{BillLine, BillRequest, make};
use crate::error::{Error, ErrorCode, Result};
use crate::explain::{self, Step};
use crate::pec::PecRate;
use crate::price_list::{Part, PriceList, quantity_steps};
use crate::usage::Usage;
use serde::{Deserialize, Serialize};

/// Request of [`explain`]: a bill's, with the id of a line.
#[derive(Debug, Clone, Default, Serialize)]
pub struct ExplainRequest {
    /// Id of a bill line.
    pub line: String,
    /// The bill.
    #[serde(flatten)]
    pub bill: BillRequest,
}

impl<'de> Deserialize<'de> for ExplainRequest {
    /// Takes `line` out and leaves the rest to [`BillRequest`], which refuses unknown fields (`flatten` would not).
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        use serde::de::Error as _;
        let mut fields = serde_json::Map::deserialize(deserializer)?;
        let line = fields.remove("line").ok_or_else(|| D::Error::missing_field("line"))?;
        let line = serde_json::from_value(line).map_err(D::Error::custom)?;
        let bill = serde_json::from_value(serde_json::Value::Object(fields)).map_err(D::Error::custom)?;
        Ok(Self { line, bill })
    }
}

/// Answer of [`explain`].
#[derive(Debug, Clone, Serialize)]
pub struct ExplainAnswer {
    /// Version of this form.
    #[serde(rename = "schemaVersion")]
    pub schema_version: u32,
    /// The line.
    pub line: BillLine,
    /// The rules applied, in order.
    pub steps: Vec<Step>,
}

/// Opens a bill line into the steps that made it.
///
/// # Errors
/// As [`bill`](super::bill), and `explain.unknownLine`.
pub fn explain(list: &PriceList, usage: &Usage, request: &ExplainRequest) -> Result<ExplainAnswer> {
    let made = make(list, usage, &request.bill)?;
    let Some(sum) = made.sums.iter().find(|sum| sum.id(usage) == request.line) else {
        let message = format!("the bill of {} has no line `{}`", made.month, request.line);
        return Err(Error::new(ErrorCode::EXPLAIN_UNKNOWN_LINE, message).at("line"));
    };
    let policy = request.bill.rounding;
    let line = sum.line(list, usage, &made.exchange, policy)?;
    let parts: Vec<Part> = sum
        .tiers
        .iter()
        .map(|(unit_price, (quantity, amount))| Part { quantity: *quantity, unit_price: *unit_price, amount: *amount })
        .collect();
    let rate = PecRate::chosen(request.bill.pec_rate, made.month.first_day())?;
    let mut steps = match sum.hit(list) {
        Some(price) => quantity_steps(&price, sum.quantity, &parts)?,
        None => Vec::new(),
    };
    let currency = made.exchange.pricing;
    steps.extend(explain::pec_steps(sum.retail, line.pec, sum.amount, sum.reason(), &rate, currency.as_str()));
    steps.push(explain::rounding_step(policy.function(), sum.amount, line.pricing_total));
    if made.exchange.billing != made.exchange.pricing {
        let per_unit = made.exchange.per_unit;
        steps.push(explain::exchange_step(policy.function(), line.pricing_total, line.billing_total, per_unit));
    }
    if !sum.quantity.is_zero() {
        steps.push(explain::effective_unit_price_step(line.pricing_total, sum.quantity, line.effective_unit_price));
    }
    Ok(ExplainAnswer { schema_version: crate::SCHEMA_VERSION, line, steps })
}
