//! Any bytes as a balance report of Azure credit: it is read or refused, and says of each month what was used, or not.
#![no_main]

use azplan::credit_balance::read;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Ok(report) = read(data) else { return };
    assert!(!report.credits.is_empty() || !report.diagnostics.is_empty());
    for credit in &report.credits {
        assert!(!credit.months.is_empty());
        assert!(credit.months.is_sorted_by_key(|month| month.month));
    }
});
