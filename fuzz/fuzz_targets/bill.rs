//! Any use of any list as a bill: its lines are those that were rated, each is rounded down once, and the invoice is their sum.
#![no_main]

use azplan::bill::{BillRequest, bill};
use azplan::money::Exact;
use azplan::rating::{RateRequest, rate};
use azplan::{PriceList, Usage};
use azplan_fuzz::rows::{ListRow, UseRow, retail, sheet, some, usage};
use libfuzzer_sys::arbitrary::Unstructured;
use libfuzzer_sys::fuzz_target;
use std::collections::BTreeMap;

fn plus(sum: Exact, value: Exact) -> Exact {
    sum.plus(value).expect("it fitted once")
}

fn minus(whole: Exact, part: Exact) -> Exact {
    whole.minus(part).expect("it fitted once")
}

fuzz_target!(|data: &[u8]| {
    let mut input = Unstructured::new(data);
    let Ok(rows) = some::<ListRow>(&mut input, 12) else { return };
    let Ok(used) = some::<UseRow>(&mut input, 30) else { return };
    let text = if used.len() % 2 == 0 { retail(&rows, false) } else { sheet(&rows, false) };
    let (Ok(list), Ok(used)) = (PriceList::read(text.as_bytes()), Usage::read(usage(&used).as_bytes())) else { return };
    let (Ok(bill), Ok(rated)) =
        (bill(&list, &used, &BillRequest::default()), rate(&list, &used, &RateRequest::default()))
    else {
        return;
    };
    // Sums over what both tell apart alike: a plan's product and SKU.
    let mut left: BTreeMap<(String, String, String), [Exact; 3]> = BTreeMap::new();
    for line in &bill.lines {
        let of = left.entry((line.plan.clone(), line.product_id.clone(), line.sku_id.clone())).or_default();
        let net = minus(line.retail, line.pec);
        *of = [plus(of[0], line.quantity), plus(of[1], line.retail), plus(of[2], net)];
        let lost = minus(net, line.pricing_total.exact());
        let lost = if net.is_negative() { minus(Exact::ZERO, lost) } else { lost };
        assert!(
            !lost.is_negative() && minus(lost, Exact::new(1, 2)).is_negative(),
            "{}: rounded down to a cent",
            line.id
        );
    }
    let mut right: BTreeMap<(String, String, String), [Exact; 3]> = BTreeMap::new();
    for line in &rated.lines {
        let of = right.entry((line.plan.clone(), line.product_id.clone(), line.sku_id.clone())).or_default();
        *of = [plus(of[0], line.quantity), plus(of[1], line.retail), plus(of[2], line.amount)];
    }
    assert_eq!(left, right, "a bill is of the rated lines");
    let sum = bill.lines.iter().fold(Exact::ZERO, |sum, line| plus(sum, line.billing_total.exact()));
    let credits = bill.credits.iter().fold(Exact::ZERO, |sum, line| plus(sum, line.billing_total.exact()));
    let invoice = bill.invoice.expect("the usage says no billing currency");
    assert_eq!(invoice.billing_total.exact(), sum, "the invoice is the sum of its lines");
    assert_eq!(invoice.subtotal.exact(), plus(sum, credits), "less the credits");
    assert!(!bill.complete || bill.unpriced.is_empty(), "a whole bill has a price for each row");
});
