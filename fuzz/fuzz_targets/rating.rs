//! Any use of any list: totals are the sums of the lines, the order of the rows changes no total, bills add up.
#![no_main]

use azplan::bill::{BillRequest, bill};
use azplan::money::Exact;
use azplan::rating::{RateRequest, rate};
use azplan::{PriceList, Usage};
use azplan_fuzz::rows::{ListRow, UseRow, retail, sheet, some, usage};
use libfuzzer_sys::arbitrary::Unstructured;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let mut input = Unstructured::new(data);
    let Ok(rows) = some::<ListRow>(&mut input, 12) else { return };
    let Ok(mut used) = some::<UseRow>(&mut input, 30) else { return };
    let text = if used.len() % 2 == 0 { retail(&rows, false) } else { sheet(&rows, false) };
    let Ok(list) = PriceList::read(text.as_bytes()) else { return };
    let file = usage(&used);
    let Ok(one) = Usage::read(file.as_bytes()) else { return };
    used.reverse();
    let Ok(other) = Usage::read(usage(&used).as_bytes()) else { return };
    let is_read = list.is_whole() && one.info().refused == 0;
    let request = RateRequest::default();
    match (rate(&list, &one, &request), rate(&list, &other, &request)) {
        (Ok(left), Ok(right)) => {
            let add = |sum: Exact, value: Exact| sum.plus(value).expect("the totals could be added");
            let retail = left.lines.iter().fold(Exact::ZERO, |sum, line| add(sum, line.retail));
            let net = left.lines.iter().fold(Exact::ZERO, |sum, line| add(sum, line.amount));
            assert_eq!((retail, net), (left.totals.retail, left.totals.net), "totals are the sums of the lines");
            assert_eq!(add(left.totals.net, left.totals.pec_earned), left.totals.retail);
            assert_eq!(
                left.complete,
                is_read && left.unpriced.is_empty(),
                "complete: all has a price, and all was read"
            );
            let totals = |answer: &azplan::rating::RateAnswer| serde_json::to_string(&answer.totals).expect("JSON");
            assert_eq!(totals(&left), totals(&right), "the order of rows changes no total\n{text}\n{file}");
            assert_eq!(left.unpriced.len(), right.unpriced.len());
        }
        (left, right) => assert_eq!(left.is_err(), right.is_err()),
    }
    if let (Ok(left), Ok(right)) =
        (bill(&list, &one, &BillRequest::default()), bill(&list, &other, &BillRequest::default()))
    {
        let invoice = |answer: &azplan::bill::BillAnswer| serde_json::to_string(&answer.invoices).expect("JSON");
        assert_eq!(invoice(&left), invoice(&right), "the order of rows changes no bill\n{text}\n{file}");
    }
});
