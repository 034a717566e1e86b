//! Errors (the question could not be answered) and diagnostics (it was, but look at this).
//!
//! Every code is in [`CODES`], once, with what to do about it; codes are stable for ever.

use crate::sorting::sort_by_key;
use serde::{Deserialize, Serialize};
use std::fmt;

/// `Result` with this crate's [`Error`].
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Stable name of what went wrong, `area.reason`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ErrorCode(&'static str);

impl ErrorCode {
    /// The code as text, e.g. `list.missingColumn`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        self.0
    }

    /// What a person can do about it.
    #[must_use]
    pub fn help(self) -> &'static str {
        CODES.iter().find(|(code, _)| *code == self).map_or("", |(_, help)| help)
    }
}

impl Serialize for ErrorCode {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0)
    }
}

impl<'de> Deserialize<'de> for ErrorCode {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let known = CODES.iter().map(|(code, _)| *code).find(|code| code.as_str() == text);
        known.ok_or_else(|| serde::de::Error::custom(format!("`{text}` is not a known code")))
    }
}

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $code:literal, $help:literal;)*) => {
        impl ErrorCode {
            $($(#[$doc])* pub const $name: ErrorCode = ErrorCode($code);)*
        }

        /// All codes with their remedies, sorted.
        pub const CODES: &[(ErrorCode, &str)] = &[$((ErrorCode::$name, $help)),*];
    };
}

codes! {
    /// The facts on access cannot be read.
    ACCESS_INVALID = "access.invalid", "write the access file as {\"grants\":[{\"holder\",\"method\",\"role\",\"partnerIdLinked\",\"scope\",\"from\",\"to\"}]}";
    /// Not a balance report of Azure credit offers.
    BALANCE_MISSING_COLUMN = "balance.missingColumn", "load the Azure credit balance report of Partner Center, with its header row: it has CustomerID, InvoiceMonth, CreditAmount and CurrencyCode";
    /// No exchange rate for the currency and month.
    EXCHANGE_RATE_MISSING = "exchangeRate.missing", "load the exchange-rate sheet of that month (CurrencyCode, USDPerUnit, Month)";
    /// Not an exchange-rate sheet.
    EXCHANGE_RATE_MISSING_COLUMN = "exchangeRate.missingColumn", "the sheet needs the columns CurrencyCode, USDPerUnit and Month";
    /// No such line to explain.
    EXPLAIN_UNKNOWN_LINE = "explain.unknownLine", "take the id from the lines of the bill that was computed from the same files";
    /// Facts about partner and customer that contradict themselves.
    FACTS_INVALID = "facts.invalid", "correct the fact at the place named; leave out what is not known";
    /// Binary content.
    FILE_BINARY = "file.binary", "save the file as CSV (UTF-8) or JSON, or load the CSV inside it";
    /// A column that is there twice.
    FILE_COLUMN_TWICE = "file.columnTwice", "remove one of the two columns, or name it otherwise";
    /// Dates that can be read with the day or with the month first.
    FILE_DATES_UNDECIDED = "file.datesUndecided", "say which it is: --dates mdy or --dates dmy, `dates` in the API, or the choice on the page; or save the dates as 2025-11-30";
    /// Numbers that can be read with a decimal mark or a thousands mark.
    FILE_DECIMAL_UNDECIDED = "file.decimalUndecided", "say which it is: --decimal point or --decimal comma, `decimal` in the API, or the choice on the page";
    /// Nothing in the file.
    FILE_EMPTY = "file.empty", "export the file again: this one holds nothing";
    /// Text in another encoding.
    FILE_ENCODING = "file.encoding", "save the file as CSV UTF-8";
    /// A web page instead of a file.
    FILE_HTML = "file.html", "sign in and export the file again: a web page was saved in its place";
    /// Broken JSON.
    FILE_JSON = "file.json", "fetch the page again: its JSON is incomplete or is no answer of the Retail Prices API";
    /// Dates in several orders.
    FILE_MIXED_DATES = "file.mixedDates", "write all dates of the file in one order, best as 2025-11-30";
    /// Numbers with several marks.
    FILE_MIXED_NUMBERS = "file.mixedNumbers", "write all numbers of the file in one way, best with a decimal point and without thousands marks";
    /// A row that is too long.
    FILE_ROW_TOO_LONG = "file.rowTooLong", "correct the quotes of the row, or shorten it";
    /// The file ends too early.
    FILE_TRUNCATED = "file.truncated", "download the file again: its end is missing";
    /// No known kind of file.
    FILE_UNRECOGNISED = "file.unrecognised", "load an Azure plan price list, an answer of the Retail Prices API, or a daily rated usage file";
    /// A request that does not have the right form.
    INPUT_INVALID = "input.invalid", "correct the value at the place named";
    /// A price list without one usable row.
    LIST_EMPTY = "list.empty", "export the price list again: it has no row with a price that can be used";
    /// A price list without a column that is needed.
    LIST_MISSING_COLUMN = "list.missingColumn", "export the Azure plan price list again, with its header row and all its columns";
    /// A row in another currency than the list.
    LIST_MIXED_CURRENCY = "list.mixedCurrency", "load lists of different currencies one at a time";
    /// A list or file of another kind.
    LIST_NOT_AZURE_PLAN = "list.notAzurePlan", "load the Azure plan consumption or reservation price list of Partner Center";
    /// A list that goes on in files that are not there.
    LIST_PART = "list.part", "load all pages of the list together: follow NextPageLink until it is empty";
    /// Text that is no number.
    MONEY_NOT_A_DECIMAL = "money.notADecimal", "write the number with digits and a decimal point, such as 0.0125 or 1.25E-02";
    /// A number that cannot be held exactly or makes no sense here.
    MONEY_OUT_OF_RANGE = "money.outOfRange", "check the number: it is negative, or has more digits than can be held exactly";
    /// Several months in the usage and none chosen.
    MONTH_AMBIGUOUS = "month.ambiguous", "choose one of the months of the usage";
    /// Rows that give different prices to the same thing.
    PRICE_CONFLICT = "price.conflict", "keep the row that holds: rows of one product, SKU, meter, region, dates and tier differ in price";
    /// Not a reconciliation file.
    RECON_MISSING_COLUMN = "recon.missingColumn", "load the reconciliation file of the invoice, with its header row: it has SubscriptionId, ProductId, SkuId, BillableQuantity and Subtotal";
    /// A date that cannot be read.
    ROW_BAD_DATE = "row.badDate", "write the day as 2025-11-30 or 11/30/2025";
    /// Savings-plan prices in a form that cannot be read.
    ROW_BAD_SAVINGS_PLAN = "row.badSavingsPlan", "keep savings plans as JSON when the list is saved, or save its pages as they are";
    /// A row with another number of fields than the header.
    ROW_FIELD_COUNT = "row.fieldCount", "check the quotes and commas of the row";
    /// A cell that must not be empty.
    ROW_MISSING_VALUE = "row.missingValue", "fill the cell in, or remove the row";
    /// A price type that is not known.
    ROW_UNKNOWN_TYPE = "row.unknownType", "expected Consumption, DevTestConsumption or Reservation";
    /// A saved list that is not whole.
    SAVED_DAMAGED = "saved.damaged", "load the price list again: what was saved of it is damaged";
    /// A saved list of another version.
    SAVED_OTHER_VERSION = "saved.otherVersion", "load the price list again: it was saved by another version";
    /// Tiers that leave a quantity without a price.
    TIER_GAP = "tier.gap", "check PricingTierRangeMin and PricingTierRangeMax: each tier must begin where the one before ends";
    /// Usage without one usable row.
    USAGE_EMPTY = "usage.empty", "export the usage again: it has no row that can be used";
    /// A usage file without a column that is needed.
    USAGE_MISSING_COLUMN = "usage.missingColumn", "the usage needs at least the columns UsageDate, ProductId, SkuId and Quantity";
    /// Usage that is priced in several currencies.
    USAGE_MIXED_CURRENCY = "usage.mixedCurrency", "give the rows of one PricingCurrency at a time";
    /// Not a usage file.
    USAGE_NOT_USAGE = "usage.notUsage", "load a daily rated usage file, or a CSV with UsageDate, ProductId, SkuId and Quantity";
}

/// A question that could not be answered: a stable code, a sentence, where, and what to do.
///
/// ```
/// let error = azplan::PriceList::read(b"<!DOCTYPE html><html></html>").unwrap_err();
/// assert_eq!(error.code().as_str(), "file.html");
/// assert!(!error.help().is_empty());
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error {
    code: ErrorCode,
    message: String,
    at: Option<String>,
}

impl Error {
    /// An error with a sentence (lower case, no full stop, what the user wrote in backticks).
    #[cold]
    pub fn new(code: ErrorCode, message: impl Into<String>) -> Self {
        Self { code, message: readable(message.into()), at: None }
    }

    /// The same error with its place: a path into the request, or a column.
    #[must_use]
    pub fn at(mut self, place: impl Into<String>) -> Self {
        self.at = Some(readable(place.into()));
        self
    }

    /// Stable code.
    #[must_use]
    pub const fn code(&self) -> ErrorCode {
        self.code
    }

    /// Where, if there is a place.
    #[must_use]
    pub fn place(&self) -> Option<&str> {
        self.at.as_deref()
    }

    /// What to do about it.
    #[must_use]
    pub fn help(&self) -> &'static str {
        self.code.help()
    }
}

/// Characters at the beginning and at the end of a sentence that is too long to be read: what a user wrote, which it repeats,
/// may have millions.
const SHOWN: (usize, usize) = (900, 200);

/// The text, without its middle where nobody would read that.
fn readable(text: String) -> String {
    let (first, last) = SHOWN;
    let Some((end, _)) = text.char_indices().nth(first) else { return text };
    let Some((start, _)) = text.char_indices().nth_back(last.saturating_sub(1)) else { return text };
    match (text.get(..end), text.get(start..)) {
        (Some(beginning), Some(rest)) if end < start => format!("{beginning} … {rest}"),
        _ => text,
    }
}

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message)
    }
}

impl std::error::Error for Error {}

/// How bad a [`Diagnostic`] is: an `Error` row was not used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Severity {
    /// The row was not used.
    Error,
    /// The row was used; look at it.
    Warning,
    /// For information.
    Note,
}

/// Something to look at in a file that was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// Stable code.
    pub code: ErrorCode,
    /// Which of the files of one whole the row is in, from 1; nothing where that is not known.
    pub file_number: Option<u32>,
    /// Row as a spreadsheet shows it (header is row 1), if it is about a row.
    pub row: Option<u32>,
    /// Column, as the file names it.
    pub column: Option<String>,
    /// A sentence.
    pub message: String,
}

/// Diagnostics of a file: the first [`Diagnostics::KEPT`] and how many there were.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnostics {
    kept: Vec<Diagnostic>,
    total: u32,
    file_number: Option<u32>,
}

impl Diagnostics {
    /// How many diagnostics are kept with their text; the rest is counted.
    pub const KEPT: usize = 1000;

    /// What is added from here on is about the next file of several.
    pub fn next_file(&mut self) {
        self.file_number = Some(self.file_number.unwrap_or_default().saturating_add(1));
    }

    /// How many files there are, where they were counted.
    #[must_use]
    pub const fn files(&self) -> Option<u32> {
        self.file_number
    }

    /// Adds one.
    pub fn push(
        &mut self,
        severity: Severity,
        code: ErrorCode,
        row: Option<u32>,
        column: Option<&str>,
        message: impl Into<String>,
    ) {
        self.push_of(self.file_number, severity, code, row, column, message);
    }

    /// Adds one that is about an earlier file.
    pub fn push_of(
        &mut self,
        file_number: Option<u32>,
        severity: Severity,
        code: ErrorCode,
        row: Option<u32>,
        column: Option<&str>,
        message: impl Into<String>,
    ) {
        self.total = self.total.saturating_add(1);
        if self.kept.len() < Self::KEPT {
            let column = column.map(|column| readable(column.to_owned()));
            let message = readable(message.into());
            self.kept.push(Diagnostic { severity, code, file_number, row, column, message });
        }
    }

    /// The ones that are kept, in the order of files and rows.
    #[must_use]
    pub fn sorted(&self) -> Vec<Diagnostic> {
        let mut list = self.kept.clone();
        sort_by_key(&mut list, |diagnostic| (diagnostic.file_number, diagnostic.row));
        list
    }

    /// Why a file of which no row can be used cannot be used: what is wrong with its first row, or that it has none.
    #[must_use]
    pub fn nothing_usable(&self, file: &str) -> String {
        let Some((row, first)) = self.sorted().into_iter().find_map(|first| Some((first.row?, first))) else {
            return format!("{file} has a header and no rows");
        };
        let column = first.column.map_or_else(String::new, |column| format!(", column `{column}`"));
        format!("no row can be used; row {row}{column}: {}", first.message)
    }

    /// How many there were.
    #[must_use]
    pub const fn total(&self) -> u32 {
        self.total
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_unique_sorted_and_have_help() {
        for pair in CODES.windows(2) {
            assert!(pair[0].0.as_str() < pair[1].0.as_str(), "{:?}", pair[1].0);
        }
        assert!(CODES.iter().all(|(_, help)| !help.is_empty()));
    }

    #[test]
    fn what_a_user_wrote_is_repeated_as_far_as_it_can_be_read() {
        let long = "é".repeat(10_000_000);
        let error = Error::new(ErrorCode::INPUT_INVALID, format!("`{long}` is no day")).at(long);
        assert!(error.to_string().starts_with("`éé") && error.to_string().ends_with("éé` is no day"));
        assert!(
            error.to_string().chars().count() < 1_200 && error.place().is_some_and(|at| at.chars().count() < 1_200)
        );
        for letters in [0, 1, 900, 901, 1_100] {
            assert_eq!(readable("é".repeat(letters)), "é".repeat(letters));
        }
        assert_eq!(readable("é".repeat(1_101)).chars().count(), 1_103);
    }

    #[test]
    fn the_contract_lists_every_code() {
        let contract = include_str!("wasm/contract.d.ts");
        for (code, _) in CODES {
            assert!(contract.contains(&format!("'{}'", code.as_str())), "{}", code.as_str());
        }
    }

    #[test]
    fn a_file_of_which_nothing_can_be_used_names_row_and_column() {
        let mut diagnostics = Diagnostics::default();
        assert_eq!(diagnostics.nothing_usable("the list"), "the list has a header and no rows");
        let code = ErrorCode::MONEY_NOT_A_DECIMAL;
        diagnostics.push(Severity::Error, code, Some(2), Some("UnitPrice"), "`abc` is not a decimal number");
        let sentence = "no row can be used; row 2, column `UnitPrice`: `abc` is not a decimal number";
        assert_eq!(diagnostics.nothing_usable("the list"), sentence);
    }
}
