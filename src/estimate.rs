//! Estimates: what a month's use will cost, with partner earned credit, by the rules that make the bill.

mod meter;

use crate::error::{Error, ErrorCode, Result};
use crate::exchange::{Exchange, ExchangeRate};
use crate::explain::{self, Step};
use crate::money::{Currency, Decimal, Exact, Money, RoundingPolicy};
use crate::pec::{Access, AccessFacts, PecRate, PecReason};
use crate::price_list::{
    Costed, NotFoundReason, Part, PriceHit, PriceKey, PriceList, PriceType, Priced, quantity_steps, total,
};
use crate::time::Day;
use crate::units;
pub(crate) use meter::Meter;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// What a customer will use in a month.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct EstimateLine {
    /// The caller's own id.
    pub id: String,
    /// Product id.
    pub product_id: String,
    /// SKU id.
    pub sku_id: String,
    /// Meter id.
    #[serde(default)]
    pub meter_id: Option<String>,
    /// Region.
    #[serde(default)]
    pub region: Option<String>,
    /// Type.
    #[serde(default, rename = "type")]
    pub price_type: Option<PriceType>,
    /// Term.
    #[serde(default)]
    pub term: Option<String>,
    /// Units a month; with `hours`, instances.
    pub quantity: Decimal,
    /// Hours a month that each instance runs.
    #[serde(default)]
    pub hours: Option<Decimal>,
}

/// Request of [`estimate`].
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct EstimateRequest {
    /// The lines; lines of one meter share its tiers in this order.
    pub lines: Vec<EstimateLine>,
    /// Day of the prices; default the newest day of the list.
    pub on: Option<Day>,
    /// PEC as a fraction; default the rate in force.
    pub pec_rate: Option<Decimal>,
    /// Access to the customer's resources; default AOBO.
    pub access: Option<AccessFacts>,
    /// Billing currency; default the price list's.
    pub currency: Option<Currency>,
    /// Exchange rates, of which the month's is used.
    pub exchange_rates: Vec<ExchangeRate>,
}

/// Answer of [`estimate`].
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct EstimateAnswer {
    /// Version of this form.
    pub schema_version: u32,
    /// Day of the prices.
    pub on: Day,
    /// Billing currency.
    pub currency: Currency,
    /// Currency of the price list.
    pub pricing_currency: Currency,
    /// Billing for one unit of pricing currency, to 15 significant digits.
    pub exchange_rate: Exact,
    /// Pricing currency for one unit of billing currency, as the sheet has it.
    #[serde(skip)]
    pub per_unit: Decimal,
    /// PEC as a fraction.
    pub pec_rate: Decimal,
    /// The lines.
    pub lines: Vec<EstimatedLine>,
    /// What comes every month.
    pub monthly: EstimateTotals,
    /// What comes once for a term: reservations.
    pub one_time: EstimateTotals,
    /// Lines without a price; they are in no total.
    pub unpriced: u32,
    /// False where lines have no price, or rows of the price list could not be placed.
    pub complete: bool,
}

/// A line, costed or not.
#[derive(Debug, Clone, Serialize)]
#[serde(untagged)]
pub enum EstimatedLine {
    /// With its price.
    Found(Box<CostedLine>),
    /// Without one.
    NotFound(MissingLine),
}

/// How often a line is charged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Charge {
    /// Every month.
    Monthly,
    /// Once for the term.
    OneTime,
}

/// A line with its price.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CostedLine {
    pub(crate) id: String,
    found: bool,
    pub(crate) price: PriceHit,
    /// What its tiers add up over.
    #[serde(skip)]
    pub(crate) meter: Meter,
    pub(crate) units: Exact,
    pub(crate) charge: Charge,
    pub(crate) retail: Exact,
    pub(crate) pec: Exact,
    pec_percent: Exact,
    pub(crate) pec_reason: PecReason,
    pricing_total: Money,
    pub(crate) billing_total: Money,
    pub(crate) parts: Vec<Part>,
    pub(crate) steps: Vec<Step>,
}

/// A line without a price.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct MissingLine {
    id: String,
    found: bool,
    /// Why.
    pub reason: MissingReason,
    /// A sentence.
    pub message: String,
    /// Prices that are near.
    pub nearest: Vec<PriceHit>,
}

/// Why a line is not costed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum MissingReason {
    /// The list has no price.
    Price(NotFoundReason),
    /// Hours were given for a unit that counts no hours.
    Hours(HoursNotApplicable),
}

/// The word `hoursNotApplicable`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum HoursNotApplicable {
    /// The unit counts no hours.
    HoursNotApplicable,
}

/// Sums of lines.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct EstimateTotals {
    /// Unrounded, before PEC.
    pub retail: Exact,
    /// Unrounded PEC.
    pub pec: Exact,
    /// What Microsoft bills, in pricing currency.
    pub pricing_total: Money,
    /// The same in billing currency.
    pub billing_total: Money,
}

/// What the lines of one reconciliation line cost so far.
#[derive(Clone, Copy)]
struct Spent {
    units: Exact,
    amount: Exact,
    pricing: Money,
    billing: Money,
}

struct Estimator<'a> {
    list: &'a PriceList,
    on: Day,
    rate: PecRate,
    exchange: Exchange,
    /// What access to the whole plan on the day of the estimate makes of a line.
    access: PecReason,
    /// Units of each meter so far.
    used: BTreeMap<Meter, Exact>,
    /// By product, SKU, meter and type.
    spent: BTreeMap<[String; 4], Spent>,
}

/// Costs the lines of an estimate.
///
/// Lines of one meter are billed as one reconciliation line; what rounding takes from it is shared out so that the
/// lines add up to the bill.
///
/// # Errors
/// `input.invalid`, `exchangeRate.missing`, `money.outOfRange`.
///
/// ```
/// # use azplan::{PriceList, estimate::{estimate, EstimateRequest}};
/// let list = PriceList::read(b"ProductId,SkuId,UnitOfMeasure,UnitPrice,Currency\nDZH318Z0C001,0001,1 Hour,0.1,USD\n")?;
/// let request: EstimateRequest = serde_json::from_str(
///     r#"{"lines":[{"id":"web","productId":"DZH318Z0C001","skuId":"0001","quantity":"2","hours":"730"}]}"#,
/// ).expect("a request");
/// assert_eq!(estimate(&list, &request)?.monthly.billing_total.to_string(), "124.10");
/// # Ok::<(), azplan::Error>(())
/// ```
pub fn estimate(list: &PriceList, request: &EstimateRequest) -> Result<EstimateAnswer> {
    let on = request.on.unwrap_or_else(|| list.newest_day());
    let rate = PecRate::chosen(request.pec_rate, on)?;
    let exchange = Exchange::chosen(list.currency(), request.currency, &request.exchange_rates, on.month())?;
    let access = Access::try_new(request.access.as_ref())?.on("/", on).of_line();
    let mut estimator = Estimator { list, on, rate, exchange, access, used: BTreeMap::new(), spent: BTreeMap::new() };
    let mut monthly = EstimateTotals::zero(&exchange);
    let mut one_time = EstimateTotals::zero(&exchange);
    let mut unpriced = 0u32;
    let mut lines = Vec::with_capacity(request.lines.len());
    let mut ids = BTreeSet::new();
    for (index, line) in request.lines.iter().enumerate() {
        if !ids.insert(line.id.as_str()) {
            let message = format!("two lines have the id `{}`", line.id);
            return Err(Error::new(ErrorCode::INPUT_INVALID, message).at(format!("lines[{index}].id")));
        }
        if line.quantity.is_negative() || line.hours.is_some_and(Decimal::is_negative) {
            let message = format!("the quantity of line `{}` is negative", line.id);
            return Err(Error::new(ErrorCode::INPUT_INVALID, message).at(format!("lines[{index}].quantity")));
        }
        let costed = estimator.line(line)?;
        match &costed {
            EstimatedLine::Found(line) if line.charge == Charge::Monthly => monthly.add(line)?,
            EstimatedLine::Found(line) => one_time.add(line)?,
            EstimatedLine::NotFound(_) => unpriced = unpriced.saturating_add(1),
        }
        lines.push(costed);
    }
    Ok(EstimateAnswer {
        schema_version: crate::SCHEMA_VERSION,
        on,
        currency: exchange.billing,
        pricing_currency: exchange.pricing,
        exchange_rate: exchange.read_rate()?,
        per_unit: exchange.per_unit(),
        pec_rate: rate.fraction,
        lines,
        monthly,
        one_time,
        unpriced,
        complete: unpriced == 0 && list.is_whole(),
    })
}

impl Estimator<'_> {
    fn line(&mut self, line: &EstimateLine) -> Result<EstimatedLine> {
        let text = |value: &'_ Option<String>| value.clone().unwrap_or_default();
        let (meter, region, term) = (text(&line.meter_id), text(&line.region), text(&line.term));
        let key = PriceKey {
            product_id: &line.product_id,
            sku_id: &line.sku_id,
            meter_id: &meter,
            regions: [&region, ""],
            region_required: true,
            price_type: line.price_type,
            term: &term,
        };
        let priced = match self.list.find(&key, self.on) {
            Ok(priced) => priced,
            Err(missing) => {
                let nearest = self.list.nearest(&missing);
                let reason = MissingReason::Price(missing.reason);
                return Ok(not_found(line, reason, missing.message, nearest));
            }
        };
        let price = self.list.hit_of(&priced);
        let units = match line.hours {
            None => Some(line.quantity.exact()),
            // A reservation is priced for its term, although its unit says hours.
            Some(_) if price.price_type == PriceType::Reservation => None,
            Some(hours) => units_of_hours(line.quantity, hours, &price.unit_of_measure)?,
        };
        let Some(units) = units else {
            let message = format!("`{}` counts no hours: give the quantity alone", price.unit_of_measure);
            let reason = MissingReason::Hours(HoursNotApplicable::HoursNotApplicable);
            return Ok(not_found(line, reason, message, vec![price]));
        };
        self.costed(line, &priced, price, units)
    }

    fn costed(&mut self, line: &EstimateLine, priced: &Priced, price: PriceHit, units: Exact) -> Result<EstimatedLine> {
        let policy = RoundingPolicy::Documented;
        let Exchange { pricing, billing, .. } = self.exchange;
        let zero = Exact::ZERO;
        let nothing = Spent { units: zero, amount: zero, pricing: Money::zero(pricing), billing: Money::zero(billing) };
        let (meter, key) = meter::of(line, &price);
        let before = self.used.get(&meter).copied().unwrap_or(zero);
        let after = before.plus(units)?;
        let Costed { parts, unpriced } = priced.tiers.cost(before, after)?;
        self.used.insert(meter.clone(), after);
        if !unpriced.is_zero() {
            let missing = priced.gap();
            let reason = MissingReason::Price(missing.reason);
            return Ok(not_found(line, reason, missing.message, vec![price]));
        }
        let before = self.spent.get(&key).copied().unwrap_or(nothing);
        let retail = total(&parts)?;
        let pec_reason = if priced.pec.earns() { self.access } else { priced.pec };
        let fraction = if pec_reason.earns() { self.rate.fraction } else { Decimal::ZERO };
        let pec = retail.times(fraction.exact())?;
        let net = retail.minus(pec)?;
        let amount = before.amount.plus(net)?;
        let (whole_pricing, whole_billing) = self.exchange.totals(policy, amount)?;
        let (pricing_total, billing_total) =
            (whole_pricing.minus(before.pricing)?, whole_billing.minus(before.billing)?);
        self.spent.insert(
            key,
            Spent { units: before.units.plus(units)?, amount, pricing: whole_pricing, billing: whole_billing },
        );

        let mut steps = quantity_steps(&price, units, &parts)?;
        steps.extend(explain::pec_steps(retail, pec, net, Some(pec_reason), &self.rate, pricing.as_str()));
        steps.push(explain::rounding_step(policy.function(), amount, whole_pricing));
        if billing != pricing {
            let per_unit = self.exchange.per_unit();
            steps.push(explain::exchange_step(policy.function(), whole_pricing, whole_billing, per_unit));
        }
        if !before.units.is_zero() {
            steps.push(explain::share_step(whole_billing, before.billing, billing_total));
        }
        let charge = if price.price_type == PriceType::Reservation { Charge::OneTime } else { Charge::Monthly };
        Ok(EstimatedLine::Found(Box::new(CostedLine {
            id: line.id.clone(),
            found: true,
            price,
            meter,
            units,
            charge,
            retail,
            pec,
            pec_percent: fraction.exact().times(Exact::new(100, 0))?,
            pec_reason,
            pricing_total,
            billing_total,
            parts,
            steps,
        })))
    }
}

fn not_found(line: &EstimateLine, reason: MissingReason, message: String, nearest: Vec<PriceHit>) -> EstimatedLine {
    EstimatedLine::NotFound(MissingLine { id: line.id.clone(), found: false, reason, message, nearest })
}

/// `instances x hours`, in the unit of measure; `None` where the unit counts no hours, or so many that the quotient is
/// no decimal.
fn units_of_hours(instances: Decimal, hours: Decimal, unit: &str) -> Result<Option<Exact>> {
    let Some(block) = units::hours(unit) else { return Ok(None) };
    instances.exact().times(hours.exact())?.quotient(block.exact())
}

impl EstimateTotals {
    fn zero(exchange: &Exchange) -> Self {
        Self {
            retail: Exact::ZERO,
            pec: Exact::ZERO,
            pricing_total: Money::zero(exchange.pricing),
            billing_total: Money::zero(exchange.billing),
        }
    }

    fn add(&mut self, line: &CostedLine) -> Result<()> {
        self.retail = self.retail.plus(line.retail)?;
        self.pec = self.pec.plus(line.pec)?;
        self.pricing_total = self.pricing_total.plus(line.pricing_total)?;
        self.billing_total = self.billing_total.plus(line.billing_total)?;
        Ok(())
    }
}
