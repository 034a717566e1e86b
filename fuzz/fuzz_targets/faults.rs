//! Right months with one to six planted faults of all kinds, most of them on one day of one meter: `verify` names the planted
//! rows and no other, its differences come to the planted money, and what is lost of PEC is what `losses` says. The figures are
//! reckoned without the core.
#![no_main]

use azplan::losses::{LossesRequest, losses};
use azplan::money::Exact;
use azplan::verify::{Cause, VerifyRequest, verify};
use azplan::{PriceList, Usage};
use azplan_fuzz::months::{Dice, Month, Row};
use azplan_fuzz::number::Number;
use libfuzzer_sys::fuzz_target;
use std::collections::{BTreeMap, BTreeSet};

/// Most faults of a month.
const MOST: usize = 6;

/// Kinds of faults; the last are planted more often.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    HigherPrice,
    LowerPrice,
    PriceDate,
    Tier,
    PecMissing,
    PecNotDue,
    Fx,
    RateAlone,
    Billing,
    Rounding,
    Arithmetic,
    Duplicate,
}

const KINDS: [Kind; 16] = [
    Kind::HigherPrice,
    Kind::LowerPrice,
    Kind::PriceDate,
    Kind::Tier,
    Kind::PecMissing,
    Kind::PecNotDue,
    Kind::Fx,
    Kind::RateAlone,
    Kind::Billing,
    Kind::Rounding,
    Kind::Arithmetic,
    Kind::Duplicate,
    Kind::Tier,
    Kind::Tier,
    Kind::PecMissing,
    Kind::Duplicate,
];

/// A fault: its kind, the row's place in the file, and the money in pricing and in billing currency.
struct Fault {
    kind: Kind,
    place: usize,
    pricing: Number,
    billing: Number,
}

/// The row with a fault, or nothing where it can't have it.
fn with(kind: Kind, month: &Month, row: &Row, dice: &mut Dice<'_>) -> Option<Row> {
    let meter = &month.meters[row.meter];
    let tier = meter.tiers[row.tier];
    let price = tier.price_on(row.day);
    let is_free = price.is_zero();
    let rate = |rate: Number| Row { rate, ..row.clone() };
    // A month's rate is the one that most rows of the currency print.
    let currency = month.currencies[row.plan].0;
    let has_rate = month.rows.iter().filter(|other| month.currencies[other.plan].0 == currency).count() > 2 * MOST;
    // How finely totals are printed is seen from the file's rows.
    let is_fine = month.rows.iter().filter(|other| other.pricing != other.pricing.rounded(2)).count() > MOST;
    let found = match kind {
        Kind::HigherPrice => row.priced(price + Number::new(100_007 + 10 * dice.random(89_000), 7), meter.is_due),
        Kind::LowerPrice => row.priced(price * Number::new(9_100 + dice.random(800), 4), meter.is_due),
        Kind::PriceDate => row.priced(tier.price_not_on(row.day)?, meter.is_due),
        Kind::Tier => row.priced(meter.tiers[dice.choose(meter.tiers.len())].price_on(row.day), meter.is_due),
        Kind::PecMissing if meter.is_due => row.priced(price, false),
        Kind::PecNotDue if !meter.is_due && !meter.has_credit && !is_free => row.priced(price, true),
        Kind::Fx if has_rate => rate(row.rate * Number::new(101 + dice.random(90), 2)).totalled(),
        Kind::RateAlone if has_rate => rate(row.rate * Number::new(125, 2)),
        Kind::Billing => Row { billing: row.billing + Number::new(701 + dice.random(9), 3), ..row.clone() },
        Kind::Rounding if is_fine => row.clone().with_total(row.pricing.rounded(2)),
        Kind::Arithmetic => row.clone().with_total(row.pricing + Number::new(11 + dice.random(89), 2)),
        _ => return None,
    };
    // A price of a tier that costs the same, a total of two places: a fault that changes nothing is none.
    (kind == Kind::RateAlone || found.pricing != row.pricing || found.billing != row.billing).then_some(found)
}

/// Plants faults, and answers the rows that are there twice.
fn plant(month: &Month, rows: &mut [Row], dice: &mut Dice<'_>) -> (Vec<Fault>, Vec<Row>) {
    let (mut faults, mut twins): (Vec<Fault>, Vec<Row>) = (Vec::new(), Vec::new());
    let mut free: Vec<usize> = (0..rows.len()).collect();
    let hot = dice.choose(rows.len());
    let group = |at: usize| (month.rows[at].meter, month.rows[at].plan, month.rows[at].day);
    for _ in 0..=dice.choose(MOST) {
        let near: Vec<usize> = free.iter().copied().filter(|at| group(*at) == group(hot)).collect();
        let some = if near.is_empty() || dice.once_in(4) { &free } else { &near };
        if some.is_empty() {
            break;
        }
        let at = some[dice.choose(some.len())];
        let right = &month.rows[at];
        let kind = KINDS[dice.choose(KINDS.len())];
        if kind == Kind::Duplicate {
            let (place, pricing) = (rows.len() + twins.len(), right.pricing);
            faults.push(Fault { kind, place, pricing, billing: Number::ZERO });
            twins.push(right.clone());
        } else {
            let Some(row) = with(kind, month, right, dice) else { continue };
            // The billed total is off by itself where it is not the row's total at the month's rate.
            let billing = row.billing - row.pricing * right.rate;
            faults.push(Fault { kind, place: at, pricing: row.pricing - right.pricing, billing });
            rows[at] = row;
        }
        free.retain(|own| *own != at);
    }
    (faults, twins)
}

/// Money by currency, without what comes to nothing.
fn by_currency(amounts: impl Iterator<Item = (String, Number)>) -> BTreeMap<String, String> {
    let mut sums: BTreeMap<String, Number> = BTreeMap::new();
    for (currency, amount) in amounts {
        let sum = sums.entry(currency).or_default();
        *sum = *sum + amount;
    }
    sums.into_iter().filter(|(_, sum)| !sum.is_zero()).map(|(currency, sum)| (currency, sum.to_string())).collect()
}

fn said(sums: &BTreeMap<String, Exact>) -> BTreeMap<String, String> {
    let sums = sums.iter().filter(|(_, sum)| !sum.is_zero());
    sums.map(|(currency, sum)| (currency.clone(), sum.to_string())).collect()
}

fuzz_target!(|data: &[u8]| {
    let mut dice = Dice::new(data);
    let month = Month::new(&mut dice);
    if month.rows.is_empty() {
        return;
    }
    let mut rows = month.rows.clone();
    let (faults, twins) = plant(&month, &mut rows, &mut dice);
    let credit = dice.once_in(3).then(|| &month.rows[0]);
    let (list, file) = (month.list(), month.billed(rows.iter().chain(&twins), credit));
    let of_list = PriceList::read(list.as_bytes()).unwrap_or_else(|error| panic!("{error}\n{list}"));
    let usage = Usage::read(file.as_bytes()).unwrap_or_else(|error| panic!("{error}\n{file}"));
    let answer = verify(Some(&of_list), &usage, None, &VerifyRequest::default()).expect("verified");

    let planted: BTreeSet<u32> = faults.iter().map(|fault| fault.place as u32 + 2).collect();
    let found: BTreeSet<u32> = answer.differences.iter().map(|difference| difference.row).collect();
    let told = || {
        let said =
            answer.differences.iter().map(|found| format!("{} {:?} {}\n", found.row, found.cause, found.explain));
        let planted = faults.iter().map(|fault| format!("{} planted {:?}\n", fault.place + 2, fault.kind));
        format!("{}{}{list}\n{file}", planted.collect::<String>(), said.collect::<String>())
    };
    assert_eq!(found, planted, "the planted rows and no other\n{}", told());
    let money = faults.iter().flat_map(|fault| {
        let row = rows.get(fault.place).unwrap_or(&rows[0]);
        [("USD", fault.pricing), (month.currencies[row.plan].0, fault.billing)]
    });
    let money = by_currency(money.map(|(currency, amount)| (currency.to_owned(), amount)));
    assert_eq!(said(&answer.difference), money, "the planted money\n{}", told());
    assert_eq!((answer.checked - answer.agreeing) as usize, planted.len(), "{}", told());
    assert_eq!(answer.credits, u32::from(credit.is_some()), "{}", told());

    let pec = answer.by_cause.get(&Cause::PecMissing).map(|cause| said(&cause.sum)).unwrap_or_default();
    let lost = losses(Some(&of_list), &usage, &LossesRequest::default()).expect("losses").lost;
    assert_eq!(pec, said(&BTreeMap::from([("USD".to_owned(), lost)])), "lost PEC as the losses say it\n{}", told());
});
