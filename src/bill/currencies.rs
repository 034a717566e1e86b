//! The invoices of a month: Microsoft makes one for each currency that usage is billed in.

use super::BillRequest;
use crate::error::{Error, ErrorCode, Result};
use crate::money::Currency;
use crate::strings::Symbol;
use crate::time::Month;
use crate::usage::{Notice, NoticeCode, Usage, UsageRow};
use serde::Serialize;
use std::collections::BTreeMap;

/// Usage of the month that another invoice has.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct OtherCurrency {
    /// The currency that it is billed in.
    pub currency: Currency,
    /// Its rows.
    pub rows: u32,
}

/// Which invoice a row of usage is on.
pub(super) struct Invoices<'a> {
    usage: &'a Usage,
    month: Month,
    /// Of each invoice of the bill.
    currencies: Vec<Currency>,
    /// Where the month is billed in several currencies: the place of the invoice, by what a row says; nothing for one that the
    /// bill does not have.
    places: BTreeMap<Symbol, Option<usize>>,
    /// All that the month is billed in.
    all: Vec<Currency>,
}

impl<'a> Invoices<'a> {
    /// One invoice in the currency asked for, unless the rows of the month are billed in several: then one for each of them, or
    /// the one asked for. Rows that say no currency are billed in the list's; what is no currency is refused.
    pub(super) fn new(list: Currency, usage: &'a Usage, month: Month, request: &BillRequest) -> Result<Self> {
        let named = usage.billing_currencies(Some(month));
        let read = |name: &String| name.parse().map_err(|error: Error| error.at("BillingCurrency"));
        let all: Vec<Currency> = named.iter().map(read).collect::<Result<_>>()?;
        if all.len() < 2 {
            let currencies = vec![request.currency.unwrap_or(list)];
            return Ok(Self { usage, month, currencies, places: BTreeMap::new(), all });
        }
        let mut invoices = Self { usage, month, currencies: all.clone(), places: BTreeMap::new(), all };
        if let Some(asked) = request.currency {
            if !invoices.all.contains(&asked) {
                let message =
                    format!("the usage of {month} is billed in {}, and none of it in {asked}", invoices.names());
                return Err(Error::new(ErrorCode::INPUT_INVALID, message).at("currency"));
            }
            invoices.currencies = vec![asked];
        } else {
            for (name, stated) in [("tax", request.tax), ("credits", request.credits)] {
                if stated.is_some() {
                    let message = format!(
                        "the usage of {month} is billed in {}: name the currency of the invoice",
                        invoices.names()
                    );
                    return Err(Error::new(ErrorCode::INPUT_INVALID, message).at(name));
                }
            }
        }
        for (alike, ..) in usage.printed_by_day().filter(|(_, day, _)| day.month() == month) {
            let currency = usage.text(alike.billing_currency).parse().unwrap_or(list);
            if request.currency.is_none() && !invoices.currencies.contains(&currency) {
                invoices.currencies.push(currency);
            }
            let place = invoices.currencies.iter().position(|own| *own == currency);
            invoices.places.insert(alike.billing_currency, place);
        }
        Ok(invoices)
    }

    /// Is the month billed in several currencies?
    pub(super) fn are_apart(&self) -> bool {
        self.all.len() > 1
    }

    pub(super) fn currencies(&self) -> &[Currency] {
        &self.currencies
    }

    /// The place of a row's invoice; nothing where the bill does not have it.
    pub(super) fn of(&self, row: &UsageRow) -> Option<usize> {
        if !self.are_apart() {
            return Some(0);
        }
        let said = self.usage.printed(row).map(|printed| printed.alike.billing_currency).unwrap_or_default();
        self.places.get(&said).copied().flatten()
    }

    fn names(&self) -> String {
        self.all.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
    }

    /// What the month has besides the invoice asked for.
    pub(super) fn others(&self) -> Vec<OtherCurrency> {
        let mut others: BTreeMap<Currency, u32> = BTreeMap::new();
        if !self.are_apart() {
            return Vec::new();
        }
        for (alike, day, rows) in self.usage.printed_by_day() {
            let currency: Option<Currency> = self.usage.text(alike.billing_currency).parse().ok();
            if let Some(currency) = currency.filter(|own| day.month() == self.month && !self.currencies.contains(own)) {
                let sum = others.entry(currency).or_default();
                *sum = sum.saturating_add(rows);
            }
        }
        others.into_iter().map(|(currency, rows)| OtherCurrency { currency, rows }).collect()
    }

    pub(super) fn notice(&self) -> Option<Notice> {
        let names = self.names();
        let message = match self.currencies.as_slice() {
            _ if !self.are_apart() => return None,
            [only] => format!("the usage is billed in {names}: this is the invoice in {only}"),
            _ => format!("the usage is billed in {names}: each is an invoice of its own"),
        };
        Some(Notice { code: NoticeCode::SeveralCurrencies, message, line: None })
    }
}
