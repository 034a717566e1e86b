//! What becomes of a reservation that was bought: its cost day by day, what a return gives back, what an exchange asks for.

use super::clock::Clock;
use super::purchase::{Billing, months_of};
use super::share::Share;
use crate::error::{Error, ErrorCode, Result};
use crate::ids;
use crate::money::{Decimal, Exact};
use crate::time::Day;
use serde::{Deserialize, Serialize};

const RULES: &str = include_str!("../rules/data/reservation_rules.txt");
const AMORTISATION: &str = "azure-docs: reservation-amortization";
const EXCHANGE: &str = "azure-docs: exchange-and-refund-azure-reservations; reservation-trade-in";

/// Request of [`reservation`].
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ReservationRequest {
    /// Price for the whole term, of all units.
    pub price: Decimal,
    /// Term, `P1Y` or `3 Years`.
    pub term: String,
    /// Day of purchase, the first of the term.
    pub from: Day,
    /// Day on which it is looked at; default the day of purchase.
    #[serde(default)]
    pub on: Option<Day>,
    /// Paid up front (default) or monthly.
    #[serde(default)]
    pub billing: Option<Billing>,
    /// Commitments that the customer cancelled in the twelve months before, in US dollars.
    #[serde(default)]
    pub cancelled: Option<Decimal>,
    /// Fee on what is given back, as a fraction; default what is charged at present.
    #[serde(default)]
    pub fee_rate: Option<Decimal>,
    /// What the whole term costs at present, where that differs: a refund is by the lower of both prices.
    #[serde(default)]
    pub current_price: Option<Decimal>,
    /// Name of the product, where some are not given back.
    #[serde(default)]
    pub product: Option<String>,
    /// It reserves compute (default): machines, dedicated hosts, App Service.
    #[serde(default)]
    pub compute: Option<bool>,
}

/// Answer of [`reservation`].
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ReservationAnswer {
    /// Version of this form.
    pub schema_version: u32,
    /// First day.
    pub from: Day,
    /// First day after the term.
    pub to: Day,
    /// The day that is looked at.
    pub on: Day,
    /// Days of the term: 366 for a year with a leap day.
    pub days: u32,
    /// Days that are over.
    pub days_used: u32,
    /// Cost of a day: the price over the days of the term.
    pub daily: Exact,
    /// Cost of the days that are over.
    pub amortised: Exact,
    /// What is still to come: by days where it was paid up front, by instalments where it is paid monthly.
    pub remaining: Exact,
    /// Source of the above.
    pub cite: &'static str,
    /// Giving it back.
    pub refund: Refund,
    /// Exchanging it for another reservation.
    pub exchange: ExchangeRule,
    /// Trading it in for a savings plan: the least commitment an hour, by term.
    pub trade_in: Vec<TradeIn>,
    /// What else bears on it.
    pub rules: Vec<ReservationRule>,
}

/// A rule that bears on a reservation that is held.
#[derive(Debug, Clone, Serialize)]
pub struct ReservationRule {
    /// Stable name.
    pub rule: &'static str,
    /// A sentence.
    pub text: &'static str,
    /// Source.
    pub cite: &'static str,
}

/// What a return gives back.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Refund {
    /// It can be given back.
    pub allowed: bool,
    /// Why, or why not.
    pub text: String,
    /// What is left, before the fee, by the lower of purchase price and current price.
    pub prorated: Exact,
    /// Fee as a fraction.
    pub fee_rate: Decimal,
    /// The fee.
    pub fee: Exact,
    /// What is given back.
    pub amount: Exact,
    /// The same with the fee that the offers page prints, where another one is taken here: the sources differ.
    pub printed: Option<PrintedFee>,
    /// Most that may be cancelled in twelve months, in US dollars.
    pub cap: Decimal,
    /// What of that is left after this return; negative where it is not enough.
    pub cap_left: Exact,
    /// From when on the cancelled commitment no longer counts.
    pub counts_until: Day,
    /// Sources.
    pub cite: Vec<&'static str>,
}

/// A return with the fee that the offers page prints.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PrintedFee {
    /// Fee as a fraction.
    pub fee_rate: Decimal,
    /// The fee.
    pub fee: Exact,
    /// What is given back.
    pub amount: Exact,
    /// Source.
    pub cite: &'static str,
}

/// Whether it can be exchanged.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ExchangeRule {
    /// `yes`, `no`, or `grace` where it depends on a time of grace.
    pub allowed: String,
    /// The new commitment must be at least this.
    pub minimum: Exact,
    /// Source.
    pub cite: &'static str,
}

/// A savings plan in its place.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct TradeIn {
    /// Term.
    pub term: &'static str,
    /// Hours of the term.
    pub hours: Exact,
    /// Least commitment for each hour.
    pub hourly: Exact,
    /// Source.
    pub cite: &'static str,
}

/// The rule of a name in force on a day.
fn rule(name: &str, day: Day) -> Result<(&'static str, &'static str)> {
    let rows = RULES.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
        let mut cells = line.splitn(4, '|');
        let (own, from) = (cells.next()?, cells.next()?.parse::<Day>().ok()?);
        Some((own, from, cells.next()?, cells.next()?))
    });
    let rows: Vec<_> = rows.filter(|(own, ..)| *own == name).collect();
    let last = rows.iter().filter(|(_, from, ..)| *from <= day).max_by_key(|(_, from, ..)| *from);
    let found = last.or_else(|| rows.iter().min_by_key(|(_, from, ..)| *from));
    let unknown = || Error::new(ErrorCode::INPUT_INVALID, format!("no rule `{name}` is known on {day}"));
    found.map(|(_, _, value, cite)| (*value, *cite)).ok_or_else(unknown)
}

fn is_refundable(product: Option<&str>) -> bool {
    let named = ids::region(product.unwrap_or_default());
    let rows = RULES.lines().filter_map(|line| line.strip_prefix("notRefundable|")?.split('|').nth(1));
    named.is_empty() || !rows.into_iter().any(|name| named.contains(&ids::region(name)))
}

fn count(number: i64) -> u32 {
    u32::try_from(number.max(0)).unwrap_or(u32::MAX)
}

/// What a reservation costs day by day, and what a return, an exchange or a trade-in comes to.
///
/// # Errors
/// `input.invalid` for a term or day that makes no sense, `money.outOfRange` where a figure cannot be held.
///
/// ```
/// # use azplan::compare::{reservation, ReservationRequest};
/// let request: ReservationRequest = serde_json::from_str(
///     r#"{"price":"12016","term":"P1Y","from":"2019-10-23"}"#,
/// ).expect("a request");
/// let answer = reservation(&request)?;
/// assert_eq!((answer.days, answer.daily.to_string().as_str()), (366, "32.8306010928962"));
/// # Ok::<(), azplan::Error>(())
/// ```
pub fn reservation(request: &ReservationRequest) -> Result<ReservationAnswer> {
    let refuse = |place: &'static str, message: String| Err(Error::new(ErrorCode::INPUT_INVALID, message).at(place));
    let (price, from, on) = (request.price.exact(), request.from, request.on.unwrap_or(request.from));
    let Some(months) = months_of(&ids::term(&request.term)) else {
        return refuse("term", format!("`{}` is no term such as P1Y or P3Y", request.term));
    };
    if price.is_negative() {
        return refuse("price", format!("`{price}` is negative"));
    }
    let to = from.plus_months(months)?;
    if on < from || on >= to {
        return refuse("on", format!("{on} is not in the term, which is from {from} up to {to}"));
    }
    let (days, days_used) = (count(from.days_until(to)), count(from.days_until(on)));
    let daily = Share::of(price, days);
    let amortised = daily.times(Exact::new(i128::from(days_used), 0))?;
    let is_monthly = request.billing == Some(Billing::Monthly);
    let remaining = if is_monthly {
        let paid = (1..months).take_while(|month| from.plus_months(*month).is_ok_and(|due| due <= on)).count();
        let paid = Exact::new(i128::try_from(paid).unwrap_or_default(), 0);
        Share::from(price).minus(Share::of(price, months).times(paid)?)?
    } else {
        Share::from(price).minus(amortised)?
    };
    let hours = |months| Clock::try_new(on, None).and_then(|clock| clock.total(months));
    let trade_in = [("P1Y", 12), ("P3Y", 36)].map(|(term, months)| {
        let hours = hours(months)?;
        let hourly = remaining.over(hours)?.unwrap_or(Share::ZERO).shown()?;
        Ok(TradeIn { term, hours, hourly, cite: EXCHANGE })
    });
    let (allowed, exchange_cite) =
        if request.compute.unwrap_or(true) { rule("computeExchange", from)? } else { ("yes", EXCHANGE) };
    Ok(ReservationAnswer {
        schema_version: crate::SCHEMA_VERSION,
        from,
        to,
        on,
        days,
        days_used,
        daily: daily.shown()?,
        amortised: amortised.shown()?,
        remaining: remaining.shown()?,
        cite: AMORTISATION,
        refund: refund(request, on, days_used, remaining)?,
        exchange: ExchangeRule { allowed: allowed.to_owned(), minimum: remaining.shown()?, cite: exchange_cite },
        trade_in: trade_in.into_iter().collect::<Result<_>>()?,
        rules: rules(on),
    })
}

/// The sentences that hold on a day.
fn rules(on: Day) -> Vec<ReservationRule> {
    let lines = RULES.lines().filter_map(|line| line.strip_prefix("say."));
    let said = lines.filter_map(|line| {
        let mut cells = line.splitn(4, '|');
        let (rule, from) = (cells.next()?, cells.next()?.parse::<Day>().ok()?);
        (from <= on).then_some(ReservationRule { rule, text: cells.next()?, cite: cells.next()? })
    });
    said.collect()
}

fn refund(request: &ReservationRequest, on: Day, days_used: u32, remaining: Share) -> Result<Refund> {
    let (full_days, full_cite) = rule("fullDays", on)?;
    let (cap, cap_cite) = rule("cap", on)?;
    let (charged, fee_cite) = rule("chargedFee", on)?;
    let (cap, full_days) = (cap.parse::<Decimal>()?, full_days.parse().unwrap_or(0));
    let in_full = days_used < full_days;
    let fee_rate = match request.fee_rate {
        _ if in_full => Decimal::ZERO,
        Some(rate) if rate.is_negative() || rate > Decimal::ONE => {
            let message = format!("a fee of `{rate}` is not from 0 to 1 (12 % is 0.12)");
            return Err(Error::new(ErrorCode::INPUT_INVALID, message).at("feeRate"));
        }
        Some(rate) => rate,
        None => charged.parse()?,
    };
    // A return in full gives back the price, whatever days are over.
    let cancelled = if in_full { Share::from(request.price.exact()) } else { remaining };
    let prorated = match request.current_price {
        Some(current) if current.is_negative() => {
            return Err(Error::new(ErrorCode::INPUT_INVALID, format!("`{current}` is negative")).at("currentPrice"));
        }
        Some(current) if !in_full && current < request.price => {
            cancelled.times(current.exact())?.over(request.price.exact())?.unwrap_or(Share::ZERO)
        }
        _ => cancelled,
    };
    let fee = prorated.times(fee_rate.exact())?;
    let (printed, printed_cite) = rule("printedFee", on)?;
    let printed_rate = printed.parse::<Decimal>()?;
    let printed = if in_full || printed_rate == fee_rate {
        None
    } else {
        let fee = prorated.times(printed_rate.exact())?;
        let amount = prorated.minus(fee)?.shown()?;
        Some(PrintedFee { fee_rate: printed_rate, fee: fee.shown()?, amount, cite: printed_cite })
    };
    let before = request.cancelled.unwrap_or_default().exact();
    let cap_left = Share::from(cap.exact().minus(before)?).minus(cancelled)?;
    let refundable = is_refundable(request.product.as_deref());
    let enough = cap_left.compare(Share::ZERO)?.is_ge();
    let text = match (refundable, enough) {
        (false, _) => "this product is not given back".to_owned(),
        (true, false) => format!("it would take the customer above the cap of {cap} US dollars in twelve months"),
        (true, true) if in_full => format!("given back in full: fewer than {full_days} days are over"),
        (true, true) => "the rest of the term is given back, less the fee".to_owned(),
    };
    Ok(Refund {
        allowed: refundable && enough,
        text,
        prorated: prorated.shown()?,
        fee_rate,
        fee: fee.shown()?,
        amount: prorated.minus(fee)?.shown()?,
        printed,
        cap,
        cap_left: cap_left.shown()?,
        counts_until: on.plus_days(365)?,
        cite: vec![full_cite, cap_cite, fee_cite],
    })
}
