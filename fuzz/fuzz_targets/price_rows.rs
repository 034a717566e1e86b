//! Rows of few products in two orders and spellings, in one of two shapes: neither order nor spelling decides anything.
#![no_main]

use azplan::PriceList;
use azplan::price_list::{PriceRequest, SearchRequest};
use azplan_fuzz::pieces::check_list;
use azplan_fuzz::rows::{ListRow, retail, sheet, some};
use libfuzzer_sys::arbitrary::Unstructured;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let mut input = Unstructured::new(data);
    let (Ok(rows), Ok(turn)) = (some::<ListRow>(&mut input, 24), input.arbitrary::<u8>()) else { return };
    let mut turned = rows.clone();
    turned.rotate_left(usize::from(turn) % rows.len());
    if turn % 2 == 0 {
        turned.reverse();
    }
    let write = if turn & 0x80 == 0 { retail } else { sheet };
    let file = write(&rows, true);
    match (PriceList::read(file.as_bytes()), PriceList::read(write(&turned, false).as_bytes())) {
        (Ok(one), Ok(other)) => compare(&one, &other, &file),
        (Err(one), Err(other)) => assert_eq!(one.code(), other.code()),
        (one, other) => panic!("one order is read, the other is not: {:?} {:?}", one.err(), other.err()),
    }
});

/// Two lists of the same rows answer alike.
fn compare(one: &PriceList, other: &PriceList, file: &str) {
    let (left, right) = (one.info(), other.info());
    check_list(&left);
    check_list(&right);
    assert_eq!(
        (left.rows, left.kept, left.duplicates, left.refused, left.prices, left.from, left.to, left.on),
        (right.rows, right.kept, right.duplicates, right.refused, right.prices, right.from, right.to, right.on),
        "{file}"
    );
    for product in ["DZH318Z00001", "DZH318Z00002"] {
        for (sku, meter, region, day) in
            [("0001", "8core", "", 1), ("1", "", "eastus", 3), ("00TG", "", "westeurope", 25)]
        {
            let request = PriceRequest {
                product_id: product.into(),
                sku_id: sku.into(),
                meter_id: (!meter.is_empty()).then(|| meter.into()),
                region: (!region.is_empty()).then(|| region.into()),
                on: format!("2025-11-{day:02}").parse().ok(),
                quantity: "7.5".parse().ok(),
                ..PriceRequest::default()
            };
            let answer = |list: &PriceList| {
                let answer = list.price(&request).map(|answer| serde_json::to_value(answer).expect("JSON"));
                answer.map(|value| {
                    let part = |name: &str| value.get(name).cloned().unwrap_or_default();
                    ["found", "reason", "tiers", "amount"].map(part)
                })
            };
            assert_eq!(answer(one).ok(), answer(other).ok(), "{product}/{sku} on {day} of\n{file}");
        }
    }
    let total = |list: &PriceList| list.search(&SearchRequest::default()).expect("a search without words").total;
    assert_eq!(total(one), total(other));
}
