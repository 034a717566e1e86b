//! Any bytes as a billed file and a reconciliation file, with a zero byte between them: sums that close, and every row is
//! counted once.
#![no_main]

use azplan::PriceList;
use azplan::money::Exact;
use azplan::verify::{Recon, VerifyRequest, verify};
use libfuzzer_sys::fuzz_target;
use std::collections::BTreeMap;
use std::sync::LazyLock;

static LIST: LazyLock<PriceList> = LazyLock::new(|| {
    let text = "ProductId,SkuId,UnitPrice,PricingTierRangeMin,PricingTierRangeMax,Currency\n\
        DZH318Z0BQD2,003J,0,1,5,USD\nDZH318Z0BQD2,003J,2.99,6,9223372036854780000,USD\nDZH318Z0BQPS,00TG,0.115,,,USD\n";
    PriceList::read(text.as_bytes()).expect("a list")
});

fuzz_target!(|data: &[u8]| {
    let (billed, lines) = match data.iter().position(|byte| *byte == 0).filter(|place| *place > 2) {
        Some(place) => data.split_at(place),
        None => (data, &[][..]),
    };
    let recon = Recon::read(lines.get(1..).unwrap_or_default()).ok();
    let Some(usage) = azplan_fuzz::pieces::usage(billed).filter(|usage| usage.info().kept < 2_000) else { return };
    for list in [None, Some(&*LIST)] {
        let Ok(answer) = verify(list, &usage, recon.as_ref(), &VerifyRequest::default()) else { continue };
        let (off, info) = (answer.checked - answer.agreeing, usage.info());
        assert_eq!(answer.checked + answer.not_checked.count, info.rows);
        assert!(answer.not_checked.count >= info.refused && (!answer.complete || info.refused == 0));
        assert_eq!(answer.not_checked.reasons.iter().map(|reason| reason.count).sum::<u32>(), answer.not_checked.count);
        assert_eq!(answer.differences_total as usize, answer.differences.len());
        assert_eq!(answer.unpriced_total as usize, answer.unpriced.len());
        assert!(off as usize <= answer.differences.len() + answer.unpriced.len());
        assert_eq!(answer.by_cause.values().map(|cause| cause.count).sum::<u32>(), answer.differences_total);
        let mut sums: BTreeMap<&str, Exact> = BTreeMap::new();
        for cause in answer.by_cause.values() {
            for (currency, sum) in &cause.sum {
                let own = sums.entry(currency).or_default();
                *own = own.plus(*sum).expect("it fitted once");
            }
        }
        for (currency, sum) in &answer.difference {
            assert_eq!(sums.get(currency.as_str()).copied().unwrap_or_default(), *sum, "{currency}");
        }
    }
});
