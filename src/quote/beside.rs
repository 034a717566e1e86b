//! Two quotes side by side: what another estimate, or another way of the same, changes.

use super::answer::{QuoteAnswer, QuotedLine, Sums};
use super::request::{Audience, Document, DocumentLine, QuoteRequest};
use super::{TaxedSums, quote};
use crate::error::{Error, ErrorCode, Result};
use crate::money::{Currency, Exact, Money};
use crate::price_list::PriceList;
use serde::{Deserialize, Serialize};

/// Request of [`beside`].
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct BesideRequest {
    /// What is looked at first.
    pub before: QuoteRequest,
    /// What stands beside it; in the same currency, for the same reader.
    pub after: QuoteRequest,
}

/// Answer of [`beside`]. Differences are `after - before`.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct BesideAnswer {
    /// Version of this form.
    pub schema_version: u32,
    /// Who reads it.
    pub audience: Audience,
    /// Billing currency, of all amounts.
    pub currency: Currency,
    /// The first quote.
    pub before: QuoteAnswer,
    /// The other.
    pub after: QuoteAnswer,
    /// Lines of both, those that belong together in one; in the order of the other quote, what it does not have at the end.
    pub lines: Vec<BesideLine>,
    /// Of what comes every month.
    pub monthly: Difference,
    /// Of what comes once; nothing where neither has it.
    pub one_time: Option<Difference>,
}

/// What becomes of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Becomes {
    /// Only the first quote has it.
    Removed,
    /// Only the other has it.
    Added,
    /// Quantity or amounts differ.
    Changed,
    /// Nothing differs.
    Same,
}

/// A line of either quote, or of both.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct BesideLine {
    /// What becomes of it.
    pub kind: Becomes,
    /// What a person calls it.
    pub title: String,
    /// Id of the first quote's line.
    pub before: Option<String>,
    /// Id of the other's.
    pub after: Option<String>,
    /// What differs; nothing of a line without a price.
    pub difference: Difference,
}

/// `after - before`; nothing where a price is missing.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Difference {
    /// What the customer pays.
    pub customer: Option<Money>,
    /// What only the partner sees.
    #[serde(flatten)]
    pub partner: Option<PartnerDifference>,
}

/// What only the partner sees of a difference.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PartnerDifference {
    /// What Microsoft bills.
    pub partner_cost: Option<Money>,
    /// Unrounded partner earned credit.
    pub pec: Option<Exact>,
    /// `customer - partnerCost`.
    pub margin: Option<Money>,
}

/// Amounts of a line or of sums.
#[derive(Debug, Clone, Copy)]
struct Amounts {
    customer: Option<Money>,
    cost: Option<Money>,
    pec: Option<Exact>,
    margin: Option<Money>,
}

impl Amounts {
    /// Of what is not there.
    fn nothing(currency: Currency) -> Self {
        let zero = Some(Money::zero(currency));
        Self { customer: zero, cost: zero, pec: Some(Exact::ZERO), margin: zero }
    }

    fn of_line(line: &QuotedLine) -> Self {
        match line {
            QuotedLine::NotFound(_) => Self { customer: None, cost: None, pec: None, margin: None },
            QuotedLine::Found(line) => {
                let partner = line.partner.as_ref();
                Self {
                    customer: Some(line.customer),
                    cost: partner.map(|partner| partner.partner_cost),
                    pec: partner.map(|partner| partner.pec),
                    margin: partner.map(|partner| partner.margin),
                }
            }
        }
    }

    fn of_sums(sums: &Sums) -> Self {
        let partner = sums.partner.as_ref();
        Self {
            customer: sums.customer,
            cost: partner.and_then(|partner| partner.partner_cost),
            pec: partner.and_then(|partner| partner.pec),
            margin: partner.and_then(|partner| partner.margin),
        }
    }

    /// What is more here than there.
    fn less(self, other: Self, audience: Audience) -> Result<Difference> {
        let money =
            |own: Option<Money>, other: Option<Money>| own.zip(other).map(|(own, other)| own.minus(other)).transpose();
        let partner = PartnerDifference {
            partner_cost: money(self.cost, other.cost)?,
            pec: self.pec.zip(other.pec).map(|(own, other)| own.minus(other)).transpose()?,
            margin: money(self.margin, other.margin)?,
        };
        let customer = money(self.customer, other.customer)?;
        Ok(Difference { customer, partner: (audience == Audience::Partner).then_some(partner) })
    }
}

/// What makes two lines one: all that says which price is meant.
fn key(line: &DocumentLine) -> [String; 6] {
    let text = |text: &Option<String>| text.clone().unwrap_or_default().to_lowercase();
    [
        line.product_id.to_lowercase(),
        crate::ids::sku_id(&line.sku_id),
        text(&line.meter_id),
        text(&line.region),
        text(&line.term),
        line.price_type.map(|kind| kind.as_str().to_owned()).unwrap_or_default(),
    ]
}

/// For each line of the other estimate, the place of the line that it was: of the same group first, then of any.
fn pairs(before: &Document, after: &Document) -> Vec<Option<usize>> {
    let mut taken = vec![false; before.lines.len()];
    let mut found = vec![None; after.lines.len()];
    for same_group in [true, false] {
        for (line, found) in after.lines.iter().zip(&mut found).filter(|(_, found)| found.is_none()) {
            let fits = |other: &DocumentLine| key(other) == key(line) && (!same_group || other.group == line.group);
            let free = before.lines.iter().zip(&mut taken).enumerate();
            let place = free.into_iter().find(|(_, (other, taken))| !**taken && fits(other));
            if let Some((place, (_, taken))) = place {
                *taken = true;
                *found = Some(place);
            }
        }
    }
    found
}

fn facts(line: &QuotedLine) -> (&str, &str) {
    match line {
        QuotedLine::Found(line) => (&line.facts.id, &line.facts.title),
        QuotedLine::NotFound(line) => (&line.facts.id, &line.facts.title),
    }
}

/// Quotes two estimates, and tells what differs.
///
/// # Errors
/// As [`quote`], by the quote that it is about; `input.invalid` where currency or reader differ.
///
/// ```
/// # use azplan::{PriceList, quote::{beside, BesideRequest}};
/// let list = PriceList::read(b"ProductId,SkuId,UnitOfMeasure,UnitPrice,Currency\nDZH318Z0C001,0001,1 Hour,0.1,USD\n")?;
/// let line = |quantity| format!(r#"{{"estimate":{{"lines":[{{"id":"web","productId":"DZH318Z0C001","skuId":"0001","quantity":"{quantity}","hours":"730"}}]}}}}"#);
/// let request: BesideRequest = serde_json::from_str(&format!(r#"{{"before":{},"after":{}}}"#, line(2), line(3))).expect("a request");
/// let answer = beside(&list, &request)?;
/// assert_eq!(answer.monthly.customer.map(|money| money.to_string()).as_deref(), Some("73.00"));
/// # Ok::<(), azplan::Error>(())
/// ```
pub fn beside(list: &PriceList, request: &BesideRequest) -> Result<BesideAnswer> {
    let BesideRequest { before: first, after: other } = request;
    if first.audience != other.audience {
        let message = "the two quotes are for different readers";
        return Err(Error::new(ErrorCode::INPUT_INVALID, message).at("after.audience"));
    }
    let of = |name: &str, request: &QuoteRequest| {
        quote(list, request).map_err(|error| match error.place().map(str::to_owned) {
            Some(place) => error.at(format!("{name}.{place}")),
            None => error.at(name),
        })
    };
    let (before, after) = (of("before", first)?, of("after", other)?);
    let (currency, audience) = (before.currency, before.audience);
    if after.currency != currency {
        let message = format!("one quote is in {currency}, the other in {}", after.currency);
        return Err(Error::new(ErrorCode::INPUT_INVALID, message).at("after.currency"));
    }
    let nothing = Amounts::nothing(currency);
    let places = pairs(&first.estimate, &other.estimate);
    let mut lines = Vec::with_capacity(after.lines.len());
    for (line, place) in after.lines.iter().zip(&places) {
        let (id, title) = facts(line);
        let old = place.and_then(|place| before.lines.get(place));
        let own = Amounts::of_line(line);
        let difference = own.less(old.map_or(nothing, Amounts::of_line), audience)?;
        let kind = match old {
            None => Becomes::Added,
            Some(old) if is_same(old, line) => Becomes::Same,
            Some(_) => Becomes::Changed,
        };
        let old_id = old.map(|old| facts(old).0.to_owned());
        lines.push(BesideLine {
            kind,
            title: title.to_owned(),
            before: old_id,
            after: Some(id.to_owned()),
            difference,
        });
    }
    let removed = before.lines.iter().enumerate().filter(|(place, _)| !places.contains(&Some(*place)));
    for (_, line) in removed {
        let (id, title) = facts(line);
        let difference = nothing.less(Amounts::of_line(line), audience)?;
        let (title, before) = (title.to_owned(), Some(id.to_owned()));
        lines.push(BesideLine { kind: Becomes::Removed, title, before, after: None, difference });
    }
    let sums = |sums: &TaxedSums| Amounts::of_sums(&sums.sums);
    let monthly = sums(&after.totals.monthly).less(sums(&before.totals.monthly), audience)?;
    let one_time = match (&before.totals.one_time, &after.totals.one_time) {
        (None, None) => None,
        (old, new) => {
            let amounts = |of: &Option<TaxedSums>| of.as_ref().map_or(nothing, sums);
            Some(amounts(new).less(amounts(old), audience)?)
        }
    };
    Ok(BesideAnswer {
        schema_version: crate::SCHEMA_VERSION,
        audience,
        currency,
        before,
        after,
        lines,
        monthly,
        one_time,
    })
}

/// Do two lines come to the same, from the same use?
fn is_same(old: &QuotedLine, new: &QuotedLine) -> bool {
    match (old, new) {
        (QuotedLine::Found(old), QuotedLine::Found(new)) => {
            let cost = |line: &super::PricedLine| line.partner.as_ref().map(|partner| partner.partner_cost);
            old.units == new.units && old.customer == new.customer && cost(old) == cost(new)
        }
        (QuotedLine::NotFound(old), QuotedLine::NotFound(new)) => {
            (old.facts.quantity, old.facts.hours) == (new.facts.quantity, new.facts.hours)
        }
        _ => false,
    }
}
