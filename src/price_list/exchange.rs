//! A list in another currency, exchanged into US dollars at a rate that the caller gives.
//!
//! The prices of the rows stay as they were read; what is made of them is in US dollars: tiers, prices under savings plans, and
//! all that is worked out of those.

use super::numbers::Number;
use super::side::converted;
use super::{PriceList, SavingsPlanPrice, answers};
use crate::error::{Error, ErrorCode, Result};
use crate::money::{Currency, Decimal};
use crate::strings::Symbol;
use serde::Serialize;
use std::collections::BTreeSet;

/// At which rate a list is exchanged into US dollars.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ListExchange {
    /// The currency that the list prints.
    pub currency: Currency,
    /// US dollars for one unit of it, as given.
    pub usd_per_unit: Decimal,
}

impl ListExchange {
    /// As a sentence names it: `1.16 USD for 1 EUR`.
    #[must_use]
    pub fn text(&self) -> String {
        format!("{} USD for 1 {}", self.usd_per_unit, self.currency)
    }

    /// A price in US dollars: the product, which is not rounded; nothing where it has too many digits.
    fn of(self, price: Decimal) -> Option<Decimal> {
        converted(price.exact(), self.usd_per_unit.exact(), Decimal::ONE.exact())
    }
}

impl PriceList {
    /// Has its prices in US dollars from now on: those that it prints, times a rate (rules 13.12).
    ///
    /// # Errors
    /// `input.invalid` for a list in US dollars, a rate that is not above 0, or one with so many digits that a price could
    /// not be held without rounding.
    ///
    /// ```
    /// # use azplan::{PriceList, price_list::SearchRequest};
    /// let mut list = PriceList::read(b"ProductId,SkuId,UnitPrice,Currency\nDZH318Z0BQD2,003J,2.5,EUR\n")?;
    /// list.exchange("1.16".parse()?)?;
    /// let hit = &list.search(&SearchRequest::default())?.hits[0];
    /// assert_eq!((hit.unit_price.expect("a price").to_string(), hit.currency.as_str()), ("2.9".into(), "USD"));
    /// # Ok::<(), azplan::Error>(())
    /// ```
    pub fn exchange(&mut self, usd_per_unit: Decimal) -> Result<()> {
        let invalid = |message: String| Error::new(ErrorCode::INPUT_INVALID, message).at("usdPerUnit");
        let currency = self.currency();
        if currency == Currency::USD {
            return Err(invalid("the list is in USD: there is nothing to exchange".to_owned()));
        }
        if usd_per_unit.is_zero() || usd_per_unit.is_negative() {
            return Err(invalid(format!("an exchange rate of `{usd_per_unit}` is not above 0")));
        }
        let exchange = ListExchange { currency, usd_per_unit };
        let numbers: BTreeSet<u64> = self.rows.iter().map(|row| { row.unit_price }.bits()).collect();
        let mut prices = numbers.into_iter().filter_map(|bits| self.numbers.value(Number::of_bits(bits)));
        let plans: BTreeSet<Symbol> = self.rows.iter().map(|row| row.savings_plans).collect();
        let mut plans = plans.into_iter().flat_map(|text| answers::savings_plans(self.texts.text(text)));
        let is_held = |price: Decimal| exchange.of(price).is_some();
        if !prices.all(is_held) || !plans.all(|plan| is_held(plan.unit_price)) {
            let message = format!("a price times the exchange rate `{usd_per_unit}` has too many digits");
            return Err(invalid(message));
        }
        self.exchange = Some(exchange);
        Ok(())
    }

    /// The rate, where the list is exchanged.
    #[must_use]
    pub const fn exchanged(&self) -> Option<ListExchange> {
        self.exchange
    }

    /// The price of a row; nothing where the row could not be used.
    pub(super) fn value(&self, number: Number) -> Option<Decimal> {
        let value = self.numbers.value(number)?;
        self.exchange.map_or(Some(value), |exchange| exchange.of(value))
    }
}

/// Prices under savings plans in the currency of the list.
pub(super) fn exchanged_plans(
    mut plans: Vec<SavingsPlanPrice>,
    exchange: Option<ListExchange>,
) -> Vec<SavingsPlanPrice> {
    if let Some(exchange) = exchange {
        for plan in &mut plans {
            plan.unit_price = exchange.of(plan.unit_price).unwrap_or(plan.unit_price);
        }
    }
    plans
}
