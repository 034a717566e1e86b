//! What is to be known of figures that were made of usage, besides rows without a price.

use super::Usage;
use crate::explain::counted;
use serde::Serialize;

/// What a notice is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum NoticeCode {
    /// The list is in another currency than US dollars: its prices are for reference.
    ReferenceCurrency,
    /// A price of 0 in another currency than US dollars is no proof that the meter is free.
    ZeroNotProven,
    /// Usage of one price with tiers is under several meters, each of which has its tiers for itself.
    MetersApart,
    /// Usage that has no meter id is counted with the only meter of its product and SKU, which has tiers.
    MeterFilled,
    /// The unit of the usage says no number, or is not understood: its quantity is taken in the list's unit.
    UnitNotCompared,
    /// The month is billed in several currencies, each of which is an invoice of its own.
    SeveralCurrencies,
    /// Rows of the usage could not be used: the figures are incomplete.
    RowsRefused,
    /// Rows of the usage are there twice, and are counted twice.
    RowsRepeated,
    /// A price list was not read as a whole.
    ListNotRead,
    /// One of two lists says no prices under savings plans.
    SavingsPlansNotSaid,
    /// One of two lists does not say the unit of a price.
    UnitsNotSaid,
    /// The list is in another currency than the usage: its prices are not used.
    OtherCurrency,
    /// The list has the products of rows, but no price for them.
    NotPriced,
    /// The list is in another currency, and its prices are exchanged at a rate that the caller gave.
    ListExchanged,
}

/// Something to be known of the figures.
#[derive(Debug, Clone, Serialize)]
pub struct Notice {
    /// What it is about.
    pub code: NoticeCode,
    /// A sentence.
    pub message: String,
    /// The bill line that it is about.
    pub line: Option<String>,
}

impl Usage {
    /// Was every row read? Figures of usage of which rows were refused are incomplete.
    #[must_use]
    pub fn is_read_whole(&self) -> bool {
        self.refused() == 0
    }

    /// What is to be known of any figure that is made of the usage.
    #[must_use]
    pub fn notices(&self) -> Vec<Notice> {
        let mut notices = Vec::new();
        let mut note = |code, message| notices.push(Notice { code, message, line: None });
        if !self.is_read_whole() {
            let rows = counted(self.refused(), "row of the usage", "rows of the usage");
            note(NoticeCode::RowsRefused, format!("{rows} could not be used: the figures are incomplete"));
        }
        if let Some(repeated) = &self.repeated {
            note(NoticeCode::RowsRepeated, repeated.message());
        }
        notices
    }
}
