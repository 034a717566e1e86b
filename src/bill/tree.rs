//! The plan as a tree: customer, Azure plan, Azure subscription, resource group, resource, meter, with totals at each level.
//!
//! Totals are those of rating, unrounded: a node is the sum of what is below it, and all of it is the total of the usage.

use super::chosen_month;
use crate::error::{Error, ErrorCode, Result};
use crate::money::{Currency, Decimal, Exact};
use crate::pec::AccessFacts;
use crate::price_list::{PriceList, Priced};
use crate::rating::{Outcome, RateRequest, Totals, Unpriced, UnpricedRow, notices, rate_each};
use crate::sorting::sort_by;
use crate::strings::Symbol;
use crate::time::Month;
use crate::usage::{Notice, Usage, UsageRow};
use foldhash::fast::FixedState;
use hashbrown::HashMap;
use serde::{Deserialize, Serialize};

/// A level of the tree, the widest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Level {
    /// A customer.
    Customer,
    /// An Azure plan: one for each reseller of the customer.
    Plan,
    /// An Azure subscription.
    Subscription,
    /// A resource group.
    ResourceGroup,
    /// A resource.
    Resource,
    /// A meter of a product and SKU.
    #[default]
    Meter,
}

/// Request of [`tree`].
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct TreeRequest {
    /// PEC as a fraction; default the rate in force.
    pub pec_rate: Option<Decimal>,
    /// Access to the resources; default AOBO for the whole period.
    pub access: Option<AccessFacts>,
    /// The month; default the one month of the usage.
    pub month: Option<Month>,
    /// The deepest level wanted.
    pub level: Level,
    /// Only the node of this path and what is below it: keys from the customer down.
    pub within: Vec<String>,
    /// List so many rows without a price at most; default all. `unpricedTotal` counts all of them.
    pub unpriced_limit: Option<u32>,
}

/// What a meter's node says besides its totals.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct TreeMeter {
    /// Product id.
    pub product_id: String,
    /// SKU id.
    pub sku_id: String,
    /// Meter id.
    pub meter_id: String,
    /// Unit of the quantity; empty where there is no price.
    pub unit_of_measure: String,
    /// Units.
    pub quantity: Exact,
}

/// A node.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct TreeNode {
    /// Its level.
    pub level: Level,
    /// Keys from the customer down; the last one is its own.
    pub path: Vec<String>,
    /// What a person calls it.
    pub name: String,
    /// Rated lines below it.
    pub lines: u32,
    /// Rows below it that have no price and are in no total.
    pub unpriced: u32,
    /// Unrounded sums.
    #[serde(flatten)]
    pub totals: Totals,
    /// Of a meter.
    pub meter: Option<TreeMeter>,
}

/// Answer of [`tree`].
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct TreeAnswer {
    /// Version of this form.
    pub schema_version: u32,
    /// Month of the usage.
    pub month: Month,
    /// Currency of all amounts: the price list's.
    pub currency: Currency,
    /// PEC as a fraction.
    pub pec_rate: Decimal,
    /// Nodes, each before what is below it; beside each other, the dearest first.
    pub nodes: Vec<TreeNode>,
    /// Sums of everything wanted.
    pub totals: Totals,
    /// Rows without a price: the first ones, if a limit was asked.
    pub unpriced: Vec<UnpricedRow>,
    /// How many there are.
    pub unpriced_total: u32,
    /// False where rows have no price, or could not be read: the totals are incomplete.
    pub complete: bool,
    /// What is to be known of the figures.
    pub notices: Vec<Notice>,
}

/// Keys from the customer down to the resource; and product, SKU, meter.
type Place = ([Symbol; 5], [Symbol; 3]);

#[derive(Debug, Default)]
struct Leaf {
    totals: Totals,
    quantity: Exact,
    lines: u32,
    unpriced: u32,
    priced: Option<Priced>,
}

/// A node while it is put together.
struct Branch {
    level: Level,
    key: String,
    name: String,
    lines: u32,
    unpriced: u32,
    totals: Totals,
    meter: Option<TreeMeter>,
    below: Vec<Branch>,
}

/// The usage of a month as a tree.
///
/// # Errors
/// `month.ambiguous` for usage of several months and none chosen, `input.invalid` where nothing is `within`,
/// `money.outOfRange`.
///
/// ```
/// # use azplan::{PriceList, Usage, bill::{tree, Level, TreeRequest}};
/// let list = PriceList::read(b"ProductId,SkuId,UnitPrice,Currency\nDZH318Z0BQD2,003J,2.99,USD\n")?;
/// let usage = Usage::read(
///     b"UsageDate,ProductId,SkuId,Quantity,EntitlementId\n\
///       2025-11-01,DZH318Z0BQD2,003J,30,a\n2025-11-01,DZH318Z0BQD2,003J,2,b\n",
/// )?;
/// let answer = tree(&list, &usage, &TreeRequest { level: Level::Subscription, ..TreeRequest::default() })?;
/// let nets: Vec<String> = answer.nodes.iter().map(|node| node.totals.net.to_string()).collect();
/// assert_eq!(nets, ["81.328", "81.328", "76.245", "5.083"]);
/// # Ok::<(), azplan::Error>(())
/// ```
pub fn tree(list: &PriceList, usage: &Usage, request: &TreeRequest) -> Result<TreeAnswer> {
    let month = chosen_month(usage, request.month)?;
    let terms = RateRequest { pec_rate: request.pec_rate, access: request.access.clone() }.terms(month.first_day())?;
    let mut spellings = Spellings { usage, known: HashMap::default(), first: HashMap::default() };
    let mut leaves: HashMap<Place, Leaf, FixedState> = HashMap::default();
    let mut unpriced = Unpriced::new(request.unpriced_limit);
    let is_within = |row: &UsageRow| within(usage, &request.within, [row.customer, row.plan]);
    rate_each(
        list,
        usage,
        &terms,
        |row| row.day.month() == month && is_within(row),
        |outcome| {
            let row = match &outcome {
                Outcome::Line(line) => line.row,
                Outcome::Unpriced(row, ..) => row,
            };
            let place = spellings.place(row);
            if !within(usage, &request.within, place.0) {
                return Ok(());
            }
            let leaf = leaves.entry(place).or_default();
            match outcome {
                Outcome::Line(line) => leaf.add(usage, line)?,
                Outcome::Unpriced(row, units, missing) => {
                    leaf.unpriced = leaf.unpriced.saturating_add(1);
                    unpriced.note(usage, row, units, missing);
                }
            }
            Ok(())
        },
    )?;
    if leaves.is_empty() && !request.within.is_empty() {
        let message = format!("the usage of {month} has nothing in `{}`", request.within.join("` / `"));
        return Err(Error::new(ErrorCode::INPUT_INVALID, message).at("within"));
    }
    let mut leaves: Vec<(Place, Leaf)> = leaves.into_iter().collect();
    leaves.sort_unstable_by_key(|(place, _)| *place);
    let branches = branches(list, usage, &leaves, 0)?;
    let mut totals = Totals::default();
    let mut nodes = Vec::new();
    for branch in branches {
        totals.join(&branch.totals)?;
        branch.flatten(&mut Vec::new(), request, &mut nodes);
    }
    let unpriced_total = unpriced.total();
    let (currency, pec_rate) = (list.currency(), terms.rate.fraction);
    Ok(TreeAnswer {
        schema_version: crate::SCHEMA_VERSION,
        month,
        currency,
        pec_rate,
        nodes,
        totals,
        unpriced: unpriced.into_first(),
        unpriced_total,
        complete: unpriced_total == 0 && usage.is_read_whole() && list.is_whole(),
        notices: notices(list, usage),
    })
}

/// Are the keys, as far as both go, those of the path?
fn within<const N: usize>(usage: &Usage, path: &[String], keys: [Symbol; N]) -> bool {
    path.iter().zip(keys).all(|(wanted, key)| wanted.eq_ignore_ascii_case(usage.text(key)))
}

impl Leaf {
    fn add(&mut self, usage: &Usage, line: &crate::rating::Rated<'_>) -> Result<()> {
        self.totals.add(line)?;
        self.totals.credit(usage, line)?;
        self.quantity = self.quantity.plus(line.quantity)?;
        self.lines = self.lines.saturating_add(1);
        if self.priced.is_none() {
            self.priced = line.priced.cloned();
        }
        Ok(())
    }
}

/// Azure does not tell capitals from small letters in the names of subscriptions, groups and resources, and files mix them.
struct Spellings<'a> {
    usage: &'a Usage,
    known: HashMap<Symbol, Symbol, FixedState>,
    first: HashMap<String, Symbol, FixedState>,
}

impl Spellings<'_> {
    fn of(&mut self, symbol: Symbol) -> Symbol {
        if let Some(known) = self.known.get(&symbol) {
            return *known;
        }
        let first = *self.first.entry(self.usage.text(symbol).to_lowercase()).or_insert(symbol);
        self.known.insert(symbol, first);
        first
    }

    fn place(&mut self, row: &UsageRow) -> Place {
        let below = [row.subscription, row.resource_group, row.resource].map(|symbol| self.of(symbol));
        let [subscription, group, resource] = below;
        ([row.customer, row.plan, subscription, group, resource], [row.product_id, row.sku_id, row.meter_id])
    }
}

/// Branches of the leaves, which are sorted and alike in the keys before `depth`.
fn branches(list: &PriceList, usage: &Usage, leaves: &[(Place, Leaf)], depth: usize) -> Result<Vec<Branch>> {
    const LEVELS: [Level; 5] =
        [Level::Customer, Level::Plan, Level::Subscription, Level::ResourceGroup, Level::Resource];
    let Some(level) = LEVELS.get(depth).copied() else {
        let meters = leaves.iter().map(|((_, meter), leaf)| Branch::of_meter(list, usage, *meter, leaf));
        return Ok(dearest_first(meters.collect()));
    };
    let key = |(keys, _): &Place| keys.get(depth).copied().unwrap_or_default();
    let mut found = Vec::new();
    for alike in leaves.chunk_by(|(left, _), (right, _)| key(left) == key(right)) {
        let own = alike.first().map(|(place, _)| key(place)).unwrap_or_default();
        let below = branches(list, usage, alike, depth.saturating_add(1))?;
        let mut branch = Branch {
            level,
            key: usage.text(own).to_owned(),
            name: name(usage, level, own),
            lines: 0,
            unpriced: 0,
            totals: Totals::default(),
            meter: None,
            below: Vec::new(),
        };
        for child in &below {
            branch.totals.join(&child.totals)?;
            branch.lines = branch.lines.saturating_add(child.lines);
            branch.unpriced = branch.unpriced.saturating_add(child.unpriced);
        }
        branch.below = below;
        found.push(branch);
    }
    Ok(dearest_first(found))
}

fn dearest_first(mut branches: Vec<Branch>) -> Vec<Branch> {
    sort_by(&mut branches, |left, right| right.totals.net.cmp(&left.totals.net).then_with(|| left.key.cmp(&right.key)));
    branches
}

fn name(usage: &Usage, level: Level, key: Symbol) -> String {
    let text = usage.text(key);
    match level {
        Level::Customer | Level::Subscription => usage.name_of(key).unwrap_or(text).to_owned(),
        Level::Resource => text.rsplit('/').next().unwrap_or(text).to_owned(),
        Level::Plan | Level::ResourceGroup | Level::Meter => text.to_owned(),
    }
}

impl Branch {
    fn of_meter(list: &PriceList, usage: &Usage, ids: [Symbol; 3], leaf: &Leaf) -> Self {
        let [product_id, sku_id, meter_id] = ids.map(|symbol| usage.text(symbol).to_owned());
        let price = leaf.priced.as_ref().map(|priced| list.hit_of(priced));
        let key = [product_id.as_str(), sku_id.as_str(), meter_id.as_str()].join("/");
        let name = price.as_ref().map(|price| price.title.clone()).filter(|title| !title.is_empty());
        let unit_of_measure = price.map(|price| price.unit_of_measure).unwrap_or_default();
        Self {
            level: Level::Meter,
            name: name.unwrap_or_else(|| format!("{product_id}/{sku_id}")),
            key,
            lines: leaf.lines,
            unpriced: leaf.unpriced,
            totals: leaf.totals,
            meter: Some(TreeMeter { product_id, sku_id, meter_id, unit_of_measure, quantity: leaf.quantity }),
            below: Vec::new(),
        }
    }

    /// Writes itself and what is below it, as far down as is wanted; what is above the wanted path is left out.
    fn flatten(self, path: &mut Vec<String>, request: &TreeRequest, nodes: &mut Vec<TreeNode>) {
        if self.level > request.level {
            return;
        }
        path.push(self.key);
        if path.len() >= request.within.len() {
            nodes.push(TreeNode {
                level: self.level,
                path: path.clone(),
                name: self.name,
                lines: self.lines,
                unpriced: self.unpriced,
                totals: self.totals,
                meter: self.meter,
            });
        }
        for branch in self.below {
            branch.flatten(path, request, nodes);
        }
        path.pop();
    }
}
