//! Quotes: what a saved estimate costs the customer, and what the partner pays and keeps, by the rules of the bill.
//!
//! The customer's amount of a line is its list price in billing currency, times `1 + markup`, times `1 - discount`, to
//! the nearest minor unit. The list price is what Microsoft would bill without partner earned credit, so that a quote
//! without terms leaves the credit, and nothing else, to the partner.

mod answer;
mod beside;
mod request;

pub use answer::{
    LineFacts, PartnerLine, PartnerSums, PricedLine, QuoteAnswer, QuoteTotals, QuotedGroup, QuotedLine, Stamps, Sums,
    TaxedSums, UnpricedLine, Warning,
};
pub use beside::{Becomes, BesideAnswer, BesideLine, BesideRequest, Difference, PartnerDifference, beside};
pub use request::{Audience, Document, DocumentLine, QuoteRequest, Terms};

use crate::error::Result;
use crate::estimate::{Charge, CostedLine, EstimateAnswer, EstimatedLine, estimate};
use crate::explain::Step;
use crate::money::rounding::significant_15;
use crate::money::{Currency, Decimal, Exact, Money, RoundingPolicy};
use crate::price_list::PriceList;

/// Where the rule of the customer's amount comes from: nobody but the partner sets it.
const OWN_RULE: &str = "set by the partner: markup and discount on list prices";

/// Makes a quote of a saved estimate.
///
/// # Errors
/// As [`estimate`]; `input.invalid` for terms that are none, by the place where they stand.
///
/// ```
/// # use azplan::{PriceList, quote::{quote, QuoteRequest}};
/// let list = PriceList::read(b"ProductId,SkuId,UnitOfMeasure,UnitPrice,Currency\nDZH318Z0C001,0001,1 Hour,0.1,USD\n")?;
/// let request: QuoteRequest = serde_json::from_str(
///     r#"{"estimate":{"name":"Shop","terms":{"markup":"0.1"},
///         "lines":[{"id":"web","title":"Web","productId":"DZH318Z0C001","skuId":"0001","quantity":"2","hours":"730"}]}}"#,
/// ).expect("a request");
/// let totals = quote(&list, &request)?.totals.monthly.sums;
/// assert_eq!(totals.customer.map(|money| money.to_string()).as_deref(), Some("160.60"));
/// # Ok::<(), azplan::Error>(())
/// ```
pub fn quote(list: &PriceList, request: &QuoteRequest) -> Result<QuoteAnswer> {
    let document = &request.estimate;
    request.terms.verify("terms")?;
    document.terms.verify("estimate.terms")?;
    let general = request.terms.or(document.terms);
    let on = request.on.unwrap_or_else(|| list.newest_day());
    let relocated = |error: crate::Error| match error.place().map(str::to_owned) {
        Some(place) if place.starts_with("lines[") => error.at(format!("estimate.{place}")),
        _ => error,
    };
    let billed = estimate(list, &request.estimate_on(on, request.pec_rate)?).map_err(relocated)?;
    let listed = estimate(list, &request.estimate_on(on, Some(Decimal::ZERO))?).map_err(relocated)?;
    let mut lines = Vec::with_capacity(document.lines.len());
    for ((index, line), (billed_line, listed_line)) in
        document.lines.iter().enumerate().zip(billed.lines.iter().zip(&listed.lines))
    {
        let own = Terms { markup: line.markup, discount: line.discount, tax: None };
        own.verify(&format!("estimate.lines[{index}]"))?;
        lines.push(quoted(line, own.or(general), (billed_line, listed_line), &billed)?);
    }
    let sums = |group: Option<&str>, charge| Tally::of(&lines, group, charge, billed.currency);
    let mut names: Vec<&str> = Vec::new();
    for line in &document.lines {
        if !names.contains(&line.group.as_str()) {
            names.push(&line.group);
        }
    }
    let mut groups = Vec::with_capacity(names.len());
    for name in names {
        let unpriced = lines.iter().filter(|line| line.is_unpriced_in(name)).count();
        groups.push(QuotedGroup {
            name: name.to_owned(),
            unpriced: u32::try_from(unpriced).unwrap_or(u32::MAX),
            monthly: sums(Some(name), Charge::Monthly)?.sums(),
            one_time: sums(Some(name), Charge::OneTime)?.any(),
        });
    }
    let once = sums(None, Charge::OneTime)?.any().map(|sums| taxed(sums, &general)).transpose()?;
    let monthly = sums(None, Charge::Monthly)?;
    // A quote of one-time charges alone comes to nothing a month; one without a single price comes to no figure.
    let monthly = if once.is_some() { monthly.sums_or_zero(billed.currency) } else { monthly.sums() };
    let exchanged = billed.currency != billed.pricing_currency;
    let mut answer = QuoteAnswer {
        schema_version: crate::SCHEMA_VERSION,
        name: document.name.clone(),
        audience: request.audience,
        currency: billed.currency,
        complete: billed.complete,
        unpriced: billed.unpriced,
        warnings: warnings(document, &lines, &billed, request.access.is_none()),
        lines,
        groups,
        totals: QuoteTotals { monthly: taxed(monthly, &general)?, one_time: once },
        stamps: Stamps {
            prices_on: on,
            market: list.info().market,
            pricing_currency: billed.pricing_currency,
            exchange_month: exchanged.then(|| on.month()),
            exchange_rate: exchanged.then_some(billed.exchange_rate),
            tax: general.tax,
            pec_rate: Some(billed.pec_rate),
            engine: env!("CARGO_PKG_VERSION"),
        },
    };
    if request.audience == Audience::Customer {
        answer.hide();
    }
    Ok(answer)
}

fn facts(line: &DocumentLine, title: &str, region: &str, hours: Option<Decimal>) -> LineFacts {
    LineFacts {
        id: line.id.clone(),
        group: line.group.clone(),
        title: title.to_owned(),
        product_id: line.product_id.clone(),
        sku_id: line.sku_id.clone(),
        region: region.to_owned(),
        quantity: line.quantity,
        hours,
    }
}

/// What a person calls the line: the list's title, or the estimate's, or its product.
fn named<'a>(title: &'a str, line: &'a DocumentLine) -> &'a str {
    [title, &line.title].into_iter().find(|name| !name.is_empty()).unwrap_or(&line.product_id)
}

fn quoted(
    line: &DocumentLine,
    terms: Terms,
    (billed, listed): (&EstimatedLine, &EstimatedLine),
    estimate: &EstimateAnswer,
) -> Result<QuotedLine> {
    let hours = line.hours_on(estimate.on.month());
    let (billed, listed) = match (billed, listed) {
        (EstimatedLine::Found(billed), EstimatedLine::Found(listed)) => (billed, listed),
        (EstimatedLine::NotFound(missing), _) | (_, EstimatedLine::NotFound(missing)) => {
            return Ok(QuotedLine::NotFound(Box::new(UnpricedLine {
                facts: facts(line, named("", line), line.region.as_deref().unwrap_or_default(), hours),
                found: false,
                reason: missing.reason,
                message: missing.message.clone(),
                nearest: Some(missing.nearest.clone()),
            })));
        }
    };
    let currency = estimate.currency;
    let list = listed.billing_total;
    let (markup, discount) = terms.factors()?;
    let marked = list.exact().times(markup)?;
    let customer = RoundingPolicy::Nearest.money(marked.times(discount)?, currency)?;
    let mut steps = listed.steps.clone();
    let step = |rule, text: String, result: &dyn ToString| {
        Step::new(rule, text, OWN_RULE, result.to_string(), currency.as_str())
    };
    if let Some(rate) = terms.markup.filter(|rate| !rate.is_zero()) {
        let text = format!("markup: {list} x {markup} = {marked}");
        steps.push(step("markup", text, &marked).with("list", list).with("markup", rate));
    }
    if let Some(rate) = terms.discount.filter(|rate| !rate.is_zero()) {
        let net = marked.times(discount)?;
        let text = format!("discount: {marked} x {discount} = {net}");
        steps.push(step("discount", text, &net).with("price", marked).with("discount", rate));
    }
    if steps.len() > listed.steps.len() {
        let text = format!("to the nearest minor unit: {customer}");
        steps.push(step("round", text, &customer));
    }
    Ok(QuotedLine::Found(Box::new(PricedLine {
        facts: facts(line, named(&billed.price.title, line), &billed.price.region, hours),
        found: true,
        units: billed.units,
        unit_of_measure: billed.price.unit_of_measure.clone(),
        term: billed.price.term.clone(),
        charge: billed.charge,
        customer,
        partner: Some(PartnerLine {
            list,
            markup: terms.markup.unwrap_or_default(),
            discount: terms.discount.unwrap_or_default(),
            partner_cost: billed.billing_total,
            pec: in_billing(billed, estimate)?,
            pec_reason: billed.pec_reason,
            margin: customer.minus(billed.billing_total)?,
            steps,
            cost_steps: billed.steps.clone(),
        }),
    })))
}

/// PEC of a line in billing currency.
fn in_billing(line: &CostedLine, estimate: &EstimateAnswer) -> Result<Exact> {
    if estimate.currency == estimate.pricing_currency {
        return Ok(line.pec);
    }
    significant_15(line.pec, estimate.per_unit.exact())
}

fn taxed(sums: Sums, terms: &Terms) -> Result<TaxedSums> {
    let tax = match (sums.customer, terms.tax) {
        (Some(customer), Some(rate)) => {
            Some(RoundingPolicy::Nearest.money(customer.exact().times(rate.exact())?, customer.currency())?)
        }
        _ => None,
    };
    let customer_with_tax = match (sums.customer, tax) {
        (Some(customer), Some(tax)) => Some(customer.plus(tax)?),
        _ => None,
    };
    Ok(TaxedSums { sums, tax, customer_with_tax })
}

fn warnings(document: &Document, lines: &[QuotedLine], estimate: &EstimateAnswer, assumed: bool) -> Vec<Warning> {
    let mut warnings = Vec::new();
    let mut say = |code, line: Option<&str>, message: String| {
        warnings.push(Warning { code, message, line: line.map(str::to_owned) });
    };
    if document.lines.is_empty() {
        say("empty", None, "the estimate has no lines".to_owned());
    }
    if estimate.unpriced > 0 {
        let lines = if estimate.unpriced == 1 { "line" } else { "lines" };
        say("incomplete", None, format!("incomplete, {} {lines} unpriced", estimate.unpriced));
    }
    for line in lines {
        match line {
            QuotedLine::NotFound(line) => {
                say("unpriced", Some(&line.facts.id), format!("{}: {}", line.facts.title, line.message));
            }
            QuotedLine::Found(line) => {
                let below = line.partner.as_ref().is_some_and(|partner| partner.margin.exact().is_negative());
                if below {
                    let message = format!("{} is sold below what Microsoft bills", line.facts.title);
                    say(BELOW_COST, Some(&line.facts.id), message);
                }
            }
        }
    }
    let priced = lines.iter().any(|line| matches!(line, QuotedLine::Found(line) if line.charge == Charge::OneTime));
    if priced {
        say("oneTime", None, "reservations are charged once for the whole term and summed apart".to_owned());
    }
    if assumed && !estimate.monthly.pec.is_zero() {
        let message = "partner earned credit is counted as if there were access on every day".to_owned();
        say(PEC_ASSUMED, None, message);
    }
    if document.sample {
        say("sample", None, "this is the sample estimate".to_owned());
    }
    warnings
}

/// Warnings that only the partner sees.
const BELOW_COST: &str = "belowCost";
const PEC_ASSUMED: &str = "pecAssumed";

impl DocumentLine {
    fn hours_on(&self, month: crate::time::Month) -> Option<Decimal> {
        match self.hours.as_deref() {
            None | Some("") => None,
            Some("calendar") => Some(request::hours_of(month)),
            Some(text) => text.parse().ok(),
        }
    }
}

impl QuotedLine {
    fn is_unpriced_in(&self, group: &str) -> bool {
        matches!(self, Self::NotFound(line) if line.facts.group == group)
    }
}

/// Sums in the making.
struct Tally {
    customer: Option<Money>,
    list: Option<Money>,
    cost: Option<Money>,
    pec: Option<Exact>,
}

impl Tally {
    /// The sums of the lines of a group (or all) that are charged so.
    fn of(lines: &[QuotedLine], group: Option<&str>, charge: Charge, currency: Currency) -> Result<Self> {
        let mut tally = Self { customer: None, list: None, cost: None, pec: None };
        let add = |sum: &mut Option<Money>, amount| -> Result<()> {
            *sum = Some(sum.unwrap_or(Money::zero(currency)).plus(amount)?);
            Ok(())
        };
        for line in lines {
            let QuotedLine::Found(line) = line else { continue };
            let Some(partner) = line.partner.as_ref().filter(|_| line.charge == charge) else { continue };
            if group.is_some_and(|group| group != line.facts.group) {
                continue;
            }
            add(&mut tally.customer, line.customer)?;
            add(&mut tally.list, partner.list)?;
            add(&mut tally.cost, partner.partner_cost)?;
            tally.pec = Some(tally.pec.unwrap_or(Exact::ZERO).plus(partner.pec)?);
        }
        Ok(tally)
    }

    fn sums(self) -> Sums {
        let margin = self.customer.zip(self.cost).and_then(|(customer, cost)| customer.minus(cost).ok());
        let Self { customer, list, cost: partner_cost, pec } = self;
        Sums { customer, partner: Some(PartnerSums { list, partner_cost, pec, margin }) }
    }

    fn any(self) -> Option<Sums> {
        self.customer.is_some().then(|| self.sums())
    }

    fn sums_or_zero(self, currency: Currency) -> Sums {
        let zero = Some(Money::zero(currency));
        let (customer, list, cost) = (self.customer.or(zero), self.list.or(zero), self.cost.or(zero));
        Self { customer, list, cost, pec: self.pec.or(Some(Exact::ZERO)) }.sums()
    }
}

impl QuoteAnswer {
    /// Takes away what a customer must not see: not blank, but not there.
    fn hide(&mut self) {
        for line in &mut self.lines {
            match line {
                QuotedLine::Found(line) => line.partner = None,
                QuotedLine::NotFound(line) => line.nearest = None,
            }
        }
        for group in &mut self.groups {
            group.monthly.partner = None;
            if let Some(once) = &mut group.one_time {
                once.partner = None;
            }
        }
        self.totals.monthly.sums.partner = None;
        if let Some(once) = &mut self.totals.one_time {
            once.sums.partner = None;
        }
        self.stamps.pec_rate = None;
        self.warnings.retain(|warning| ![BELOW_COST, PEC_ASSUMED].contains(&warning.code));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIST: &[u8] = b"ProductId,SkuId,UnitOfMeasure,UnitPrice,Currency\nDZH318Z0C001,0001,1 Hour,0.1,USD\n";

    #[test]
    fn a_customers_quote_holds_nothing_of_the_partner() {
        let list = PriceList::read(LIST).unwrap();
        let ask = |audience: &str| {
            let text = format!(
                r#"{{"audience":"{audience}","terms":{{"markup":"0.1","discount":"0.2","tax":"0.05"}},"estimate":{{"name":"Shop","lines":[
                {{"id":"web","title":"Web","productId":"DZH318Z0C001","skuId":"0001","quantity":"2","hours":"730"}},
                {{"id":"no","title":"No","productId":"DZH318Z0C001","skuId":"0002","quantity":"2"}}]}}}}"#
            );
            serde_json::to_string(&quote(&list, &serde_json::from_str(&text).unwrap()).unwrap()).unwrap()
        };
        let (partner, customer) = (ask("partner"), ask("customer"));
        let secrets =
            ["partnerCost", "pec", "margin", "markup", "discount", "\"list\"", "teps", "nearest", "146.00", "124.1"];
        for secret in secrets {
            assert!(partner.contains(secret), "{secret} is not in {partner}");
            assert!(!customer.to_lowercase().contains(&secret.to_lowercase()), "{secret} is in {customer}");
        }
        assert!(customer.contains("128.48"), "146.00 x 1.1 x 0.8 in {customer}");
    }
}
