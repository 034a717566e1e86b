//! Any bytes as an exchange-rate sheet: every rate is above 0 and comes back from its own text.
#![no_main]

use azplan::exchange::ExchangeRateSheet;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Ok(sheet) = ExchangeRateSheet::read(data) else { return };
    assert!(!sheet.rates.is_empty() || !sheet.diagnostics.is_empty());
    let mut text = "CurrencyCode,USDPerUnit,Month\n".to_owned();
    for rate in &sheet.rates {
        assert!(!rate.usd_per_unit.is_zero() && !rate.usd_per_unit.is_negative());
        text += &format!("{},{},{}\n", rate.currency_code, rate.usd_per_unit, rate.month);
    }
    if !sheet.rates.is_empty() {
        let again = ExchangeRateSheet::read(text.as_bytes()).expect("what was read can be read");
        assert_eq!(again.rates, sheet.rates);
    }
});
