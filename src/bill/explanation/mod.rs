//! How the figures of a bill came about, each under a stable id: a bill line, a credit line, a figure of the invoice, a
//! rated row of the usage, a node of the tree.

mod invoice;
mod line;
mod node;
mod request;
mod row;

pub use self::request::ExplainRequest;
use super::BillLine;
use crate::error::{Error, ErrorCode, Result};
use crate::explain::Step;
use crate::price_list::PriceList;
use crate::usage::Usage;
use serde::Serialize;

/// Answer of [`explain`].
#[derive(Debug, Clone, Serialize)]
pub struct ExplainAnswer {
    /// Version of this form.
    #[serde(rename = "schemaVersion")]
    pub schema_version: u32,
    /// What is explained: its id, or the path of a node.
    pub id: String,
    /// What a person calls it.
    pub title: String,
    /// The bill line, where it is one.
    pub line: Option<BillLine>,
    /// The rules applied, in order.
    pub steps: Vec<Step>,
}

/// Opens a figure of a bill into the steps that made it.
///
/// # Errors
/// As [`bill`](super::bill), and `explain.unknownLine`.
///
/// ```
/// # use azplan::{PriceList, Usage, bill::{explain, ExplainRequest}};
/// let list = PriceList::read(b"ProductId,SkuId,UnitPrice,Currency\nDZH318Z0BQD2,003J,2.99,USD\n")?;
/// let usage = Usage::read(b"UsageDate,ProductId,SkuId,Quantity\n2025-11-01,DZH318Z0BQD2,003J,32\n")?;
/// let request = ExplainRequest { line: Some("invoice/total".into()), ..ExplainRequest::default() };
/// let total = explain(&list, &usage, &request)?.steps.pop().expect("a step");
/// assert_eq!(total.result, "81.32");
/// # Ok::<(), azplan::Error>(())
/// ```
pub fn explain(list: &PriceList, usage: &Usage, request: &ExplainRequest) -> Result<ExplainAnswer> {
    if let Some(path) = &request.within {
        return node::explain(list, usage, &request.bill, path);
    }
    let id = request.line.as_deref().unwrap_or_default();
    if let Some(place) = row::Place::parse(id) {
        return row::explain(list, usage, &request.bill, id, place);
    }
    if let Some(field) = id.strip_prefix("invoice/") {
        return invoice::explain(list, usage, &request.bill, field);
    }
    if id.starts_with("credit/") {
        return line::credit(list, usage, &request.bill, id);
    }
    line::explain(list, usage, &request.bill, id)
}

fn unknown(message: String) -> Error {
    Error::new(ErrorCode::EXPLAIN_UNKNOWN_LINE, message).at("line")
}

fn answer(id: &str, title: String, steps: Vec<Step>) -> ExplainAnswer {
    ExplainAnswer { schema_version: crate::SCHEMA_VERSION, id: id.to_owned(), title, line: None, steps }
}
