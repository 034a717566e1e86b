//! Months that are right in every figure, without what they print: `rate` and `bill` reckon each row and line as the reckoning
//! without the core does, to the cent and into the billing currency, whatever the order of the file.
#![no_main]

use azplan::bill::{BillRequest, bill};
use azplan::exchange::ExchangeRate;
use azplan::rating::{RateRequest, rate};
use azplan::{PriceList, Usage};
use azplan_fuzz::months::{Dice, Month, Row};
use azplan_fuzz::number::Number;
use libfuzzer_sys::fuzz_target;
use std::collections::BTreeMap;

/// Billing currencies, decimals of their money, and US dollars for one unit.
const CURRENCIES: [(&str, u32, Number); 4] = [
    ("USD", 2, Number::new(1, 0)),
    ("EUR", 2, Number::new(11_573, 4)),
    ("JPY", 0, Number::new(656_297, 8)),
    ("KWD", 3, Number::new(326_041, 5)),
];

/// What a row, or rows, come to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Sums {
    quantity: Number,
    retail: Number,
    net: Number,
}

impl Sums {
    fn add(&mut self, month: &Month, row: &Row) {
        let price = month.meters[row.meter].tiers[row.tier].price_on(row.day);
        self.quantity = self.quantity + row.quantity;
        self.retail = self.retail + row.quantity * price;
        self.net = self.net + row.pricing;
    }
}

fuzz_target!(|data: &[u8]| {
    let mut dice = Dice::new(data);
    let month = Month::new(&mut dice);
    let mut used: Vec<&[Row]> = month.rows.chunk_by(|left, right| left.is_of_resource_of(right)).collect();
    if used.is_empty() {
        return;
    }
    let count = used.len();
    used.rotate_left(dice.choose(count));
    if dice.once_in(2) {
        used.reverse();
    }
    let (code, places, dollars) = CURRENCIES[dice.choose(CURRENCIES.len())];
    let (list, file) = (month.list(), month.used(&used));
    let of_list = PriceList::read(list.as_bytes()).unwrap_or_else(|error| panic!("{error}\n{list}"));
    let usage = Usage::read(file.as_bytes()).unwrap_or_else(|error| panic!("{error}\n{file}"));

    let rated = rate(&of_list, &usage, &RateRequest::default()).expect("rated");
    assert!(rated.complete, "{list}\n{file}");
    let mut lines: BTreeMap<u32, Vec<String>> = BTreeMap::new();
    for line in &rated.lines {
        let numbers = [line.quantity, line.retail, line.amount].map(|number| number.to_string());
        lines.entry(line.row).or_default().push(numbers.join(" "));
    }
    for (row, parts) in (2u32..).zip(&used) {
        let expected = parts.iter().map(|part| {
            let mut sums = Sums::default();
            sums.add(&month, part);
            [sums.quantity, sums.retail, sums.net].map(|number| number.to_string()).join(" ")
        });
        assert_eq!(lines.remove(&row).unwrap_or_default(), expected.collect::<Vec<_>>(), "row {row}\n{list}\n{file}");
    }

    let request = BillRequest {
        currency: Some(code.parse().expect("a currency")),
        exchange_rates: vec![ExchangeRate {
            currency_code: code.parse().expect("a currency"),
            usd_per_unit: dollars.to_string().parse().expect("a rate"),
            month: "2025-11".parse().expect("a month"),
            date: None,
        }],
        ..BillRequest::default()
    };
    let answer = bill(&of_list, &usage, &request).expect("a bill");
    let money = |amount: Number| {
        let pricing = amount.cut(2);
        (pricing, pricing.divided_and_cut(dollars, places))
    };
    let mut sums: BTreeMap<(usize, usize), Sums> = BTreeMap::new();
    for row in &month.rows {
        sums.entry((row.plan, row.meter)).or_default().add(&month, row);
    }
    let (mut total, mut credit) = (Number::ZERO, Number::ZERO);
    let mut expected: Vec<String> = Vec::new();
    for ((plan, meter), Sums { quantity, retail, net }) in sums {
        let (pricing, billing) = money(net);
        total = total + billing;
        let pec = retail - net;
        let number = meter + 1;
        expected.push(format!("plan-{plan} DZH318Z0000{number} {quantity} {retail} {pec} {pricing} {billing}"));
        if month.meters[meter].has_credit {
            credit = credit + money(net * Number::new(4, 1)).1;
        }
    }
    let said = answer.lines.iter().map(|line| {
        let (pricing, billing) = (line.pricing_total.exact(), line.billing_total.exact());
        format!("{} {} {} {} {} {pricing} {billing}", line.plan, line.product_id, line.quantity, line.retail, line.pec)
    });
    let mut said: Vec<String> = said.collect();
    said.sort_unstable();
    expected.sort_unstable();
    assert_eq!(said, expected, "the lines of the bill\n{list}\n{file}");
    let invoice = answer.invoice.as_ref().expect("it is billed in one currency");
    let said = [invoice.billing_total, invoice.azure_credit, invoice.subtotal].map(|money| money.exact().to_string());
    assert_eq!(said, [total, credit, total - credit].map(|sum| sum.to_string()), "the invoice\n{list}\n{file}");
    assert!(answer.complete);
});
