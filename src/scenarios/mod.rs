//! What partner earned credit an estimate will bring, under one access and under another.
//!
//! PEC is decided each day (rules 4.6), so a month's use is spread evenly over the days of the month: each day takes its
//! part of the month's tiers in order, as the bill will. Only what is given out is divided by the days of the month.

mod answer;
mod days;
mod request;

pub use answer::{
    CheckedMonth, DayValue, NeverEarns, Scenario, ScenarioLine, ScenariosAnswer, SharedPec, StandingOfDay,
};
pub use request::{ScenarioFacts, ScenariosRequest, Shares};

use crate::error::{Error, ErrorCode, Result};
use crate::estimate::{Charge, CostedLine, EstimatedLine, estimate};
use crate::money::Exact;
use crate::pec::{Access, AccessReason, PecRate, PecReason, check_scope};
use crate::price_list::PriceList;
use crate::time::{Day, Month};
use days::MonthOfUse;
use request::Terms;
use std::collections::{BTreeMap, BTreeSet};

/// Months of a year's sum.
const MONTHS: usize = 12;

/// Compares what an estimate earns under several accesses.
///
/// # Errors
/// As [`estimate`]; `access.invalid`; `input.invalid` for shares above the rate and for ids that are there twice.
///
/// ```
/// # use azplan::{PriceList, scenarios::{scenarios, ScenariosRequest}};
/// let list = PriceList::read(b"ProductId,SkuId,UnitOfMeasure,UnitPrice,Currency\nDZH318Z0C001,0001,1 Hour,0.1,USD\n")?;
/// let request: ScenariosRequest = serde_json::from_str(
///     r#"{"estimate":{"lines":[{"id":"web","productId":"DZH318Z0C001","skuId":"0001","quantity":"1","hours":"720"}]},"month":"2025-11"}"#,
/// ).expect("a request");
/// let answer = scenarios(&list, &request)?;
/// let month: Vec<String> = answer.scenarios.iter().map(|scenario| format!("{} {}", scenario.id, scenario.month)).collect();
/// assert_eq!(month, ["fullAccess 10.8", "fromThe10th 7.56", "readerOnly 0", "resellerOnly 10.8"]);
/// # Ok::<(), azplan::Error>(())
/// ```
pub fn scenarios(list: &PriceList, request: &ScenariosRequest) -> Result<ScenariosAnswer> {
    if request.estimate.access.is_some() {
        let message = "the estimate has access facts of its own";
        return Err(Error::new(ErrorCode::INPUT_INVALID, message).at("estimate.access"));
    }
    let scope = request.scope.as_deref().unwrap_or("/");
    check_scope(scope, ErrorCode::INPUT_INVALID).map_err(|error| error.at("scope"))?;
    let estimated = estimate(list, &request.estimate)?;
    let first = request.month.unwrap_or_else(|| estimated.on.month());
    let rate = PecRate::chosen(request.estimate.pec_rate, estimated.on)?;
    let lines: Vec<&CostedLine> = estimated
        .lines
        .iter()
        .filter_map(|line| match line {
            EstimatedLine::Found(line) => Some(&**line),
            EstimatedLine::NotFound(_) => None,
        })
        .collect();
    let uses = uses(&lines, first)?;
    let Some((month, of_month)) = uses.first() else {
        return Err(Error::new(ErrorCode::INPUT_INVALID, "there is no month to look at").at("month"));
    };
    let can_earn = sum(lines.iter().filter(|line| line.pec_reason.earns()).map(|line| line.retail))?;
    let terms = Terms::try_new(rate.fraction, can_earn, request.shares.as_ref())?;
    let asked = match request.scenarios.as_slice() {
        [] => request::usual(first)?,
        asked => asked.to_vec(),
    };
    let mut ids = BTreeSet::new();
    let mut found = Vec::with_capacity(asked.len());
    for (index, facts) in asked.iter().enumerate() {
        if !ids.insert(facts.id.as_str()) {
            let message = format!("two scenarios have the id `{}`", facts.id);
            return Err(Error::new(ErrorCode::INPUT_INVALID, message).at(format!("scenarios[{index}].id")));
        }
        let access = Access::try_new(facts.access.as_ref()).map_err(|error| {
            let place = error.place().unwrap_or_default().to_owned();
            error.at(format!("scenarios[{index}].access.{place}"))
        })?;
        found.push(scenario(facts, &access, scope, &lines, &uses, &terms)?);
    }
    Ok(ScenariosAnswer {
        schema_version: crate::SCHEMA_VERSION,
        on: estimated.on,
        month: *month,
        currency: estimated.pricing_currency,
        pec_rate: rate.fraction,
        pec_rate_cite: rate.cite,
        retail: estimated.monthly.retail,
        can_earn,
        full_month: terms.full_month,
        full_year: terms.full_month.times(Exact::new(12, 0))?,
        never_earns: never_earns(&lines)?,
        days: day_values(&lines, *month, of_month, &terms)?,
        scenarios: found,
        unpriced: estimated.unpriced,
    })
}

fn sum(amounts: impl IntoIterator<Item = Exact>) -> Result<Exact> {
    amounts.into_iter().try_fold(Exact::ZERO, Exact::plus)
}

/// The use of each of the twelve months; months of one length are alike.
fn uses(lines: &[&CostedLine], first: Month) -> Result<Vec<(Month, MonthOfUse)>> {
    let mut of_length: BTreeMap<u32, MonthOfUse> = BTreeMap::new();
    let mut months = Vec::with_capacity(MONTHS);
    let mut month = first;
    for _ in 0..MONTHS {
        let length = days::length(month);
        let of_month = match of_length.get(&length) {
            Some(known) => known.clone(),
            None => MonthOfUse::new(lines, length)?,
        };
        of_length.insert(length, of_month.clone());
        months.push((month, of_month));
        month = month.next()?;
    }
    Ok(months)
}

fn scenario(
    facts: &ScenarioFacts,
    access: &Access,
    scope: &str,
    lines: &[&CostedLine],
    uses: &[(Month, MonthOfUse)],
    terms: &Terms,
) -> Result<Scenario> {
    let mut months = Vec::with_capacity(uses.len());
    let mut first_days = Vec::new();
    let mut of_lines: Vec<(Exact, Exact)> = vec![(Exact::ZERO, Exact::ZERO); lines.len()];
    let (mut year, mut shared_month, mut shared_year) = (Exact::ZERO, SharedPec::default(), SharedPec::default());
    for (number, (month, of_month)) in uses.iter().enumerate() {
        let standing: Vec<(Day, AccessReason)> = days::of(*month).map(|day| (day, access.on(scope, day))).collect();
        let earns: Vec<bool> = standing.iter().map(|(_, reason)| reason.earns()).collect();
        let mut retail = Exact::ZERO;
        for ((line, of_line), place) in lines.iter().zip(&mut of_lines).zip(0..) {
            if !line.pec_reason.earns() {
                continue;
            }
            let earning = of_month.earning(place, &earns)?;
            retail = retail.plus(earning)?;
            let pec = of_month.share(earning.times(terms.rate)?)?;
            if number == 0 {
                of_line.0 = pec;
            }
            of_line.1 = of_line.1.plus(pec)?;
        }
        let pec = of_month.share(retail.times(terms.rate)?)?;
        let shared = SharedPec {
            provider: of_month.share(retail.times(terms.provider)?)?,
            reseller: of_month.share(retail.times(terms.reseller)?)?,
            customer: of_month.share(retail.times(terms.customer)?)?,
        };
        year = year.plus(pec)?;
        shared_year = shared_year.plus(&shared)?;
        let eligible = earns.iter().filter(|earns| **earns).count();
        months.push(CheckedMonth {
            month: *month,
            days: of_month.length,
            eligible_days: u32::try_from(eligible).unwrap_or(u32::MAX),
            pec,
        });
        if number == 0 {
            shared_month = shared;
            first_days = standing
                .into_iter()
                .map(|(date, reason)| StandingOfDay {
                    date,
                    eligible: reason.earns(),
                    reason,
                    text: reason.text(),
                    cite: reason.cite(),
                })
                .collect();
        }
    }
    let lines = lines.iter().zip(of_lines).map(|(line, (month, year))| ScenarioLine {
        id: line.id.clone(),
        reason: line.pec_reason,
        month,
        year,
    });
    let month = months.first().map(|month| month.pec).unwrap_or_default();
    Ok(Scenario {
        id: facts.id.clone(),
        month,
        year,
        lost_month: terms.full_month.minus(month)?,
        lost_year: terms.full_month.times(Exact::new(12, 0))?.minus(year)?,
        months,
        days: first_days,
        lines: lines.collect(),
        shared_month,
        shared_year,
    })
}

/// What each day of the first month brings where access covers it.
fn day_values(lines: &[&CostedLine], month: Month, of_month: &MonthOfUse, terms: &Terms) -> Result<Vec<DayValue>> {
    let earning: Vec<usize> =
        lines.iter().enumerate().filter(|(_, line)| line.pec_reason.earns()).map(|(place, _)| place).collect();
    days::of(month)
        .enumerate()
        .map(|(number, date)| {
            let retail = sum(earning.iter().map(|place| of_month.of(*place, number)))?;
            Ok(DayValue { date, retail: of_month.share(retail)?, pec: of_month.share(retail.times(terms.rate)?)? })
        })
        .collect()
}

/// What no access will make earn, by reason; reservations are charged once for their term.
fn never_earns(lines: &[&CostedLine]) -> Result<Vec<NeverEarns>> {
    let mut reasons: BTreeMap<(PecReason, bool), NeverEarns> = BTreeMap::new();
    for line in lines.iter().filter(|line| !line.pec_reason.earns()) {
        let (reason, one_time) = (line.pec_reason, line.charge == Charge::OneTime);
        let entry = reasons.entry((reason, one_time)).or_insert_with(|| NeverEarns {
            reason,
            text: reason.text(),
            cite: reason.cite(),
            one_time,
            retail: Exact::ZERO,
            lines: Vec::new(),
        });
        entry.retail = entry.retail.plus(line.retail)?;
        entry.lines.push(line.id.clone());
    }
    Ok(reasons.into_values().collect())
}
