//! The exchange of a bill: by the published rate of the month, or else by the rate that the billed file prints.

use crate::error::{Error, ErrorCode, Result};
use crate::exchange::{Exchange, ExchangeRate, Rate};
use crate::money::Currency;
use crate::sorting::sort_by_key;
use crate::time::Month;
use crate::usage::Usage;
use serde::Serialize;

/// Where an exchange rate comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum RateSource {
    /// There is no exchange.
    None,
    /// `USDPerUnit` of an exchange-rate sheet.
    Sheet,
    /// `PCToBCExchangeRate` of the usage.
    Usage,
}

/// The exchange into the billing currency asked for.
///
/// A sheet that has the currency and month decides; without one, a billed file prints the month's rate in every row
/// (rules 2.5), and the one that most rows print is meant.
pub(super) fn chosen(
    pricing: Currency,
    usage: &Usage,
    (billing, published): (Option<Currency>, &[ExchangeRate]),
    month: Month,
) -> Result<(Exchange, RateSource)> {
    let billing = billing.unwrap_or(pricing);
    if billing == pricing {
        return Ok((Exchange::none(pricing), RateSource::None));
    }
    let missing = match Exchange::chosen(pricing, Some(billing), published, month) {
        Ok(exchange) => return Ok((exchange, RateSource::Sheet)),
        Err(error) if error.code() != ErrorCode::EXCHANGE_RATE_MISSING || pricing != Currency::USD => {
            return Err(error);
        }
        Err(error) => error,
    };
    let mut printed = usage.printed_rates(billing.as_str(), month);
    printed.retain(|(rate, ..)| !rate.is_zero() && !rate.is_negative());
    sort_by_key(&mut printed, |(.., rows)| std::cmp::Reverse(*rows));
    match printed.as_slice() {
        [] => Err(missing),
        [(rate, _, most), (other, _, rows), ..] if most == rows => {
            let message =
                format!("as many rows print the exchange rate `{rate}` as `{other}` for {billing} in {month}");
            Err(Error::new(ErrorCode::INPUT_INVALID, message).at("exchangeRates"))
        }
        [(rate, date, _), ..] => {
            let exchange = Exchange { pricing, billing, rate: Rate::Printed(*rate), date: *date };
            Ok((exchange, RateSource::Usage))
        }
    }
}
