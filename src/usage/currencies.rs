//! The currencies that usage is priced and billed in: amounts of two have no sum.

use super::Usage;
use crate::error::{Error, ErrorCode, Result};
use crate::money::Currency;
use crate::time::Month;
use std::collections::BTreeSet;

impl Usage {
    /// The currency in which all rows are priced that say one; nothing where none does.
    ///
    /// # Errors
    /// `usage.mixedCurrency` where rows are priced in several.
    pub(crate) fn only_pricing_currency(&self) -> Result<Option<Currency>> {
        let said = self.rows.used_abouts().map(|about| self.text(about.currency).trim().to_uppercase());
        let said: BTreeSet<String> = said.filter(|currency| !currency.is_empty()).collect();
        let names: Vec<&str> = said.iter().map(String::as_str).collect();
        match names.as_slice() {
            [] => Ok(None),
            [only] => only.parse().map(Some).map_err(|error: Error| error.at("PricingCurrency")),
            _ => {
                let message =
                    format!("the usage is priced in {}: amounts of several currencies have no sum", names.join(", "));
                Err(Error::new(ErrorCode::USAGE_MIXED_CURRENCY, message).at("PricingCurrency"))
            }
        }
    }

    /// The currencies in which rows are billed, of a month or of all.
    pub(crate) fn billing_currencies(&self, month: Option<Month>) -> BTreeSet<String> {
        let wanted = self.rows.printed_by_day().filter(|(_, day, _)| month.is_none_or(|month| day.month() == month));
        let said = wanted.map(|(alike, ..)| self.text(alike.billing_currency).trim().to_uppercase());
        said.filter(|currency| !currency.is_empty()).collect()
    }
}
