//! The balance report of Azure credit offers: how much of a customer's credit each month used (rules 3.7).
//!
//! `CreditAmount` is what has been used since the credit was given, so a month's use is the amount less the amount of the
//! month before.

use crate::error::{Diagnostic, Diagnostics, Error, ErrorCode, Result, Severity};
use crate::files::{Column, FileFacts, FileForm, FileReader, Header, Record, Sink, cells};
use crate::money::{Currency, Decimal, Exact};
use crate::sorting::sort_by_key;
use crate::time::{Day, Instant, Month};
use serde::Serialize;
use std::collections::BTreeMap;

/// A month of a credit.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CreditMonth {
    /// The month.
    pub month: Month,
    /// Used since the credit was given.
    pub credit_amount: Decimal,
    /// Used in this month; `None` where the report does not have the month before, and the credit began before it.
    pub used: Option<Exact>,
    /// What is left at the end of the month.
    pub balance: Option<Decimal>,
    /// Status, as printed.
    pub status: String,
}

/// A credit of a customer.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CreditOffer {
    /// Customer.
    pub customer: String,
    /// Agreement.
    pub agreement: String,
    /// Name of the credit, such as `ACO`.
    pub name: String,
    /// Currency.
    pub currency: Currency,
    /// First day.
    pub from: Option<Day>,
    /// Last day.
    pub to: Option<Day>,
    /// Its months, in order.
    pub months: Vec<CreditMonth>,
}

/// Answer of [`read`].
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CreditBalance {
    /// Version of this form.
    pub schema_version: u32,
    /// The credits, by customer, agreement and name.
    pub credits: Vec<CreditOffer>,
    /// How each file was understood.
    pub understood: Vec<FileFacts>,
    /// Rows that could not be used.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads a balance report.
///
/// # Errors
/// `file.*`, and `balance.missingColumn` where the file is no balance report.
///
/// ```
/// let report = azplan::credit_balance::read(
///     b"CustomerID,InvoiceMonth,CreditName,CreditAmount,BalanceAmount,CurrencyCode\n\
///       c1,2022-06,ACO,500,500,USD\nc1,2022-07,ACO,700,300,USD\n",
/// )?;
/// assert_eq!(report.credits[0].months[1].used.expect("June is there").to_string(), "200");
/// # Ok::<(), azplan::Error>(())
/// ```
pub fn read(bytes: &[u8]) -> Result<CreditBalance> {
    read_as(bytes, FileForm::default())
}

/// Reads a balance report whose way to write numbers and dates is said by hand.
///
/// # Errors
/// As [`read`], and where the file contradicts what was said.
pub fn read_as(bytes: &[u8], form: FileForm) -> Result<CreditBalance> {
    let mut reader = FileReader::new(Builder::default());
    reader.set_form(form);
    reader.push(bytes)?;
    let builder = reader.finish()?;
    if builder.rows.is_empty() && builder.diagnostics.total() == 0 {
        return Err(Error::new(ErrorCode::FILE_EMPTY, "the balance report has a header and no rows"));
    }
    let mut credits: BTreeMap<[String; 3], CreditOffer> = BTreeMap::new();
    for row in builder.rows {
        let key = [row.customer.to_lowercase(), row.agreement.to_lowercase(), row.name.to_lowercase()];
        let offer = credits.entry(key).or_insert_with(|| CreditOffer {
            customer: row.customer,
            agreement: row.agreement,
            name: row.name,
            currency: row.currency,
            from: row.from,
            to: row.to,
            months: Vec::new(),
        });
        offer.months.push(row.month);
    }
    let mut credits: Vec<CreditOffer> = credits.into_values().collect();
    for credit in &mut credits {
        sort_by_key(&mut credit.months, |month| month.month);
        use_by_month(credit)?;
    }
    let (understood, diagnostics) = (builder.understood, builder.diagnostics.sorted());
    Ok(CreditBalance { schema_version: crate::SCHEMA_VERSION, credits, understood, diagnostics })
}

/// What each month used: the amount less the amount of the month before.
fn use_by_month(credit: &mut CreditOffer) -> Result<()> {
    let began = credit.from.map(Day::month);
    let mut before: Option<(Month, Decimal)> = None;
    for own in &mut credit.months {
        let follows = before.and_then(|(month, amount)| (month.next().ok()? == own.month).then_some(amount));
        own.used = match follows {
            Some(amount) => Some(own.credit_amount.exact().minus(amount.exact())?),
            None if before.is_none() && began == Some(own.month) => Some(own.credit_amount.exact()),
            None => None,
        };
        before = Some((own.month, own.credit_amount));
    }
    Ok(())
}

/// A row of the report.
#[derive(Debug)]
struct Row {
    customer: String,
    agreement: String,
    name: String,
    currency: Currency,
    from: Option<Day>,
    to: Option<Day>,
    month: CreditMonth,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum BalanceColumn {
    CustomerId,
    InvoiceMonth,
    CreditName,
    CreditAmount,
    Status,
    BalanceAmount,
    CurrencyCode,
    AgreementId,
    EffectiveDate,
    ExpiryDate,
}

impl Column for BalanceColumn {
    const NAMES: &'static [(Self, &'static [&'static str])] = &[
        (Self::CustomerId, &["customerid"]),
        (Self::InvoiceMonth, &["invoicemonth"]),
        (Self::CreditName, &["creditname"]),
        (Self::CreditAmount, &["creditamount"]),
        (Self::Status, &["status"]),
        (Self::BalanceAmount, &["balanceamount"]),
        (Self::CurrencyCode, &["currency", "currencycode"]),
        (Self::AgreementId, &["agreementid"]),
        (Self::EffectiveDate, &["effectivedate"]),
        (Self::ExpiryDate, &["expirydate"]),
    ];

    fn place(self) -> usize {
        self as usize
    }
}

#[derive(Debug, Default)]
struct Builder {
    rows: Vec<Row>,
    diagnostics: Diagnostics,
    understood: Vec<FileFacts>,
    header: Option<Header<BalanceColumn>>,
}

type Refusal = cells::Refusal<BalanceColumn>;

fn take(header: &Header<BalanceColumn>, record: &Record<'_>) -> Result<Row, Refusal> {
    use BalanceColumn as C;
    let cells = cells::Cells::new(header, record);
    let text = |column| cells.text(column);
    let day = |column| Instant::parse(&text(column)).and_then(Instant::day);
    let printed = text(C::InvoiceMonth);
    let Some(month) = printed.parse().ok().or_else(|| day(C::InvoiceMonth).map(Day::month)) else {
        return Refusal::new(ErrorCode::ROW_BAD_DATE, C::InvoiceMonth, format!("`{printed}` is not a month"));
    };
    let Ok(currency) = text(C::CurrencyCode).parse() else {
        let message = format!("`{}` is not a currency code", text(C::CurrencyCode));
        return Refusal::new(ErrorCode::ROW_MISSING_VALUE, C::CurrencyCode, message);
    };
    let Some(credit_amount) = cells::decimal(&cells.get(C::CreditAmount), C::CreditAmount)? else {
        return Refusal::new(ErrorCode::ROW_MISSING_VALUE, C::CreditAmount, "the amount is empty");
    };
    let balance = cells::decimal(&cells.get(C::BalanceAmount), C::BalanceAmount)?;
    Ok(Row {
        customer: text(C::CustomerId).into_owned(),
        agreement: text(C::AgreementId).into_owned(),
        name: text(C::CreditName).into_owned(),
        currency,
        from: day(C::EffectiveDate),
        to: day(C::ExpiryDate),
        month: CreditMonth { month, credit_amount, used: None, balance, status: text(C::Status).into_owned() },
    })
}

impl Sink for Builder {
    fn header(&mut self, names: Vec<String>) -> Result<()> {
        let header = Header::<BalanceColumn>::of_file(names)?;
        for (column, name) in [
            (BalanceColumn::CustomerId, "CustomerID"),
            (BalanceColumn::InvoiceMonth, "InvoiceMonth"),
            (BalanceColumn::CreditAmount, "CreditAmount"),
            (BalanceColumn::CurrencyCode, "CurrencyCode"),
        ] {
            if !header.has(column) {
                let message = format!("the balance report has no `{name}` column (found {})", header.listed());
                return Err(Error::new(ErrorCode::BALANCE_MISSING_COLUMN, message).at(name));
            }
        }
        self.header = Some(header);
        Ok(())
    }

    fn record(&mut self, record: &Record<'_>) -> Result<()> {
        let Some(header) = &self.header else { return Ok(()) };
        if let Some((code, message)) = cells::malformed(record, header) {
            self.diagnostics.push(Severity::Error, code, Some(record.row), None, message);
            return Ok(());
        }
        match take(header, record) {
            Ok(row) => self.rows.push(row),
            Err(refusal) => refusal.report(record.row, Some(header), &mut self.diagnostics),
        }
        Ok(())
    }

    fn json(&mut self, _: &[u8]) -> Result<()> {
        Err(Error::new(ErrorCode::BALANCE_MISSING_COLUMN, "the file is JSON, not a balance report as CSV"))
    }

    fn understood(&mut self, facts: FileFacts) {
        self.understood.push(facts);
    }
}
