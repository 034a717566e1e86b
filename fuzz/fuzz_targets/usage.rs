//! Any bytes as usage: whole and in pieces alike, sums that close, and rows that can be rated.
#![no_main]

use azplan::PriceList;
use azplan::rating::{RateRequest, rate};
use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;

static LIST: LazyLock<PriceList> = LazyLock::new(|| {
    let text = "ProductId,SkuId,UnitPrice,PricingTierRangeMin,PricingTierRangeMax,Currency\n\
        DZH318Z0BQD2,003J,0,1,5,USD\nDZH318Z0BQD2,003J,2.99,6,9223372036854780000,USD\nDZH318Z0BQPS,00TG,0.115,,,USD\n";
    PriceList::read(text.as_bytes()).expect("a list")
});

fuzz_target!(|data: &[u8]| {
    if let Some(usage) = azplan_fuzz::pieces::usage(data)
        && usage.info().kept < 2_000
        && let Ok(answer) = rate(&LIST, &usage, &RateRequest::default())
    {
        assert_eq!(answer.complete, usage.info().refused == 0 && answer.unpriced.is_empty());
        let rated: std::collections::BTreeSet<u32> = answer.lines.iter().map(|line| line.row).collect();
        assert!(rated.len() + answer.unpriced.len() <= usage.info().kept as usize);
    }
});
