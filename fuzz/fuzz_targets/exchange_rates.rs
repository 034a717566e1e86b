//! Any bytes as an exchange-rate sheet: every rate is above 0 and comes back from its own text.
#![no_main]

use azplan::exchange::ExchangeRateSheet;
use azplan::files::{DecimalMark, FileForm};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Ok(sheet) = ExchangeRateSheet::read(data) else { return };
    assert!(!sheet.rates.is_empty() || !sheet.diagnostics.is_empty());
    let mut text = "CurrencyCode,USDPerUnit,Month\n".to_owned();
    for rate in &sheet.rates {
        assert!(!rate.usd_per_unit.is_zero() && !rate.usd_per_unit.is_negative());
        let when = rate.date.map_or_else(|| rate.month.to_string(), |day| day.to_string());
        text += &format!("{},{},{when}\n", rate.currency_code, rate.usd_per_unit);
    }
    if !sheet.rates.is_empty() {
        // A sheet of one rate such as 1.049 does not say that its point is a decimal mark.
        let form = FileForm { decimal: Some(DecimalMark::Point), dates: None };
        let again = ExchangeRateSheet::read_as(text.as_bytes(), form).expect("what was read can be read");
        assert_eq!(again.rates, sheet.rates);
    }
});
