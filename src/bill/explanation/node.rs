//! Steps of a node of the tree: the sums of what is below it.

use super::{ExplainAnswer, answer};
use crate::bill::BillRequest;
use crate::bill::tree::{Level, TreeAnswer, TreeNode, TreeRequest, tree};
use crate::error::Result;
use crate::explain::{Step, counted};
use crate::money::Exact;
use crate::price_list::PriceList;
use crate::rating::Totals;
use crate::usage::Usage;

/// Parts of a sum that are named.
const NAMED: usize = 50;
const CITE: &str = "the usage, rated; nothing is rounded";
const LEVELS: [Level; 6] =
    [Level::Customer, Level::Plan, Level::Subscription, Level::ResourceGroup, Level::Resource, Level::Meter];

pub(super) fn explain(
    list: &PriceList,
    usage: &Usage,
    request: &BillRequest,
    path: &[String],
) -> Result<ExplainAnswer> {
    let level = LEVELS.get(path.len()).copied().unwrap_or(Level::Meter);
    let asked = TreeRequest {
        pec_rate: request.pec_rate,
        access: request.access.clone(),
        month: request.month,
        level,
        within: path.to_vec(),
        unpriced_limit: Some(0),
    };
    let found = tree(list, usage, &asked)?;
    let own = found.nodes.iter().find(|node| node.path.len() == path.len());
    let title = own.map_or_else(String::new, |node| node.name.clone());
    let below: Vec<&TreeNode> = found.nodes.iter().filter(|node| node.path.len() > path.len()).collect();
    let id = path.join(" / ");
    Ok(answer(&id, title, steps(&found, own, &below)))
}

fn steps(found: &TreeAnswer, own: Option<&TreeNode>, below: &[&TreeNode]) -> Vec<Step> {
    let totals = own.map_or(&found.totals, |node| &node.totals);
    let lines = own.map_or(0, |node| node.lines);
    let sum = |rule: &'static str, value: Exact, of: fn(&Totals) -> Exact| {
        let text = if below.is_empty() {
            format!("{}, added: {value}", counted(lines, "rated line", "rated lines"))
        } else {
            format!("{}, added: {value}", counted(below.len(), "part below it", "parts below it"))
        };
        let mut step = Step::new(rule, text, CITE, value, found.currency.as_str());
        for node in below.iter().take(NAMED) {
            step = step.with(node.path.last().cloned().unwrap_or_default(), of(&node.totals));
        }
        match below.len().checked_sub(NAMED) {
            Some(more) if more > 0 => step.with("…", format!("{more} more")),
            _ => step,
        }
    };
    let mut steps = vec![sum("retail", totals.retail, |totals| totals.retail)];
    steps.push(sum("pec", totals.pec_earned, |totals| totals.pec_earned));
    if !totals.pec_missed.is_zero() {
        steps.push(sum("pecMissed", totals.pec_missed, |totals| totals.pec_missed));
    }
    let text = format!("after partner earned credit: {} - {} = {}", totals.retail, totals.pec_earned, totals.net);
    let net = Step::new("net", text, CITE, totals.net, found.currency.as_str());
    steps.push(net.with("retail", totals.retail).with("pec", totals.pec_earned));
    if !totals.azure_credit.is_zero() {
        steps.push(sum("azureCredit", totals.azure_credit, |totals| totals.azure_credit));
    }
    steps
}
