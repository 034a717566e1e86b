//! Exchange rates: one a month and currency, as Partner Center's sheet prints them (`CurrencyCode, USDPerUnit, Month`).
//!
//! `USDPerUnit` is dollars for one unit of the currency, so dollars are divided by it (rules 2.5). The quotient is
//! rounded once, down to minor units, when a line becomes money.

use crate::error::{Diagnostic, Diagnostics, Error, ErrorCode, Result, Severity};
use crate::files::{Column, FileFacts, FileForm, FileReader, Header, Record, Sink, cells};
use crate::money::{Currency, Decimal, Exact, Money, RoundingPolicy, rounding};
use crate::time::{Day, Instant, Month};
use serde::{Deserialize, Serialize};

/// A row of the sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ExchangeRate {
    /// Billing currency.
    pub currency_code: Currency,
    /// US dollars for one unit of it.
    pub usd_per_unit: Decimal,
    /// Month in which the rate holds.
    pub month: Month,
    /// Day of the rate, where the sheet says it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Day>,
}

/// Rates of a sheet, and what could not be used.
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ExchangeRateSheet {
    /// The rates.
    pub rates: Vec<ExchangeRate>,
    /// How each file was understood.
    pub understood: Vec<FileFacts>,
    /// Rows that could not be used: the first [`Diagnostics::KEPT`] of them.
    pub diagnostics: Vec<Diagnostic>,
    /// How many there are.
    pub diagnostics_total: u32,
}

/// The exchange of a month's bill.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Exchange {
    pub pricing: Currency,
    pub billing: Currency,
    pub rate: Rate,
    /// Day of the rate, where it is known.
    pub date: Option<Day>,
}

/// A rate, as it was published or printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Rate {
    /// `USDPerUnit` of a sheet: pricing currency for one unit of billing currency. Divides.
    PerUnit(Decimal),
    /// `PCToBCExchangeRate` of a billed file: billing currency for one unit of pricing currency. Multiplies.
    Printed(Decimal),
}

impl Exchange {
    /// No exchange.
    pub(crate) const fn none(currency: Currency) -> Self {
        Self { pricing: currency, billing: currency, rate: Rate::PerUnit(Decimal::ONE), date: None }
    }

    /// An exact amount in pricing currency as money of both currencies.
    pub(crate) fn totals(&self, policy: RoundingPolicy, amount: Exact) -> Result<(Money, Money)> {
        let pricing = policy.money(amount, self.pricing)?;
        let exchanged = if policy.rounds_before_the_exchange() { pricing.exact() } else { amount };
        Ok((pricing, self.billed(policy, exchanged)?))
    }

    /// An amount in pricing currency as money of the billing currency: rounded once.
    pub(crate) fn billed(&self, policy: RoundingPolicy, amount: Exact) -> Result<Money> {
        match self.rate {
            Rate::PerUnit(per_unit) => policy.converted(amount, per_unit.exact(), self.billing),
            Rate::Printed(rate) => policy.money(amount.times(rate.exact())?, self.billing),
        }
    }

    /// Money of the billing currency in pricing currency: rounded once.
    pub(crate) fn priced(&self, policy: RoundingPolicy, billed: Money) -> Result<Money> {
        match self.rate {
            Rate::PerUnit(per_unit) => policy.money(billed.exact().times(per_unit.exact())?, self.pricing),
            Rate::Printed(rate) => policy.converted(billed.exact(), rate.exact(), self.pricing),
        }
    }
    /// The exchange into `billing` (default: none) in a month.
    pub(crate) fn chosen(
        pricing: Currency,
        billing: Option<Currency>,
        rates: &[ExchangeRate],
        month: Month,
    ) -> Result<Self> {
        let billing = billing.unwrap_or(pricing);
        if billing == pricing {
            return Ok(Self::none(billing));
        }
        if pricing != Currency::USD {
            let message = format!("the list is in {pricing}; exchange rates are for US dollars");
            return Err(Error::new(ErrorCode::EXCHANGE_RATE_MISSING, message).at("currency"));
        }
        let mut fitting = rates.iter().filter(|rate| rate.currency_code == billing && rate.month == month);
        let Some(rate) = fitting.next() else {
            let message = format!("there is no exchange rate for {billing} in {month}");
            return Err(Error::new(ErrorCode::EXCHANGE_RATE_MISSING, message).at("exchangeRates"));
        };
        if rate.usd_per_unit.is_zero() || rate.usd_per_unit.is_negative() {
            let message = format!("an exchange rate of `{}` is not above 0", rate.usd_per_unit);
            return Err(Error::new(ErrorCode::INPUT_INVALID, message).at("exchangeRates"));
        }
        if fitting.any(|other| other.usd_per_unit != rate.usd_per_unit) {
            let message = format!("there are several exchange rates for {billing} in {month}");
            return Err(Error::new(ErrorCode::INPUT_INVALID, message).at("exchangeRates"));
        }
        Ok(Self { pricing, billing, rate: Rate::PerUnit(rate.usd_per_unit), date: rate.date })
    }

    /// `USDPerUnit` of a sheet; 1 without an exchange.
    pub(crate) const fn per_unit(&self) -> Decimal {
        match self.rate {
            Rate::PerUnit(per_unit) => per_unit,
            Rate::Printed(_) => Decimal::ONE,
        }
    }

    /// Billing currency for one unit of pricing currency: to 15 significant digits, for reading, where it divides.
    pub(crate) fn read_rate(&self) -> Result<Exact> {
        match self.rate {
            Rate::PerUnit(per_unit) => rounding::significant_15(Decimal::ONE.exact(), per_unit.exact()),
            Rate::Printed(rate) => Ok(rate.exact()),
        }
    }
}

impl ExchangeRateSheet {
    /// Reads a sheet.
    ///
    /// # Errors
    /// `file.*` and `exchangeRate.missingColumn` where the file is no exchange-rate sheet.
    ///
    /// ```
    /// # use azplan::exchange::ExchangeRateSheet;
    /// let sheet = ExchangeRateSheet::read(b"\"CurrencyCode\",\"USDPerUnit\",\"Month\"\n\"AED\",\"0.27224589249009701\",\"202511\"\n")?;
    /// assert_eq!(sheet.rates[0].usd_per_unit.to_string(), "0.27224589249009701");
    /// # Ok::<(), azplan::Error>(())
    /// ```
    pub fn read(bytes: &[u8]) -> Result<Self> {
        Self::read_as(bytes, FileForm::default())
    }

    /// Reads a sheet whose way to write numbers and dates is said by hand.
    ///
    /// # Errors
    /// As [`read`](Self::read), and where the file contradicts what was said.
    pub fn read_as(bytes: &[u8], form: FileForm) -> Result<Self> {
        let mut reader = FileReader::new(Builder::default());
        reader.set_form(form);
        reader.push(bytes)?;
        let builder = reader.finish()?;
        if builder.rates.is_empty() && builder.diagnostics.total() == 0 {
            return Err(Error::new(ErrorCode::FILE_EMPTY, "the exchange-rate sheet has a header and no rows"));
        }
        let (understood, diagnostics_total) = (builder.understood, builder.diagnostics.total());
        Ok(Self { rates: builder.rates, understood, diagnostics: builder.diagnostics.sorted(), diagnostics_total })
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum RateColumn {
    CurrencyCode,
    UsdPerUnit,
    Month,
}

impl Column for RateColumn {
    const NAMES: &'static [(Self, &'static [&'static str])] = &[
        (Self::CurrencyCode, &["currency", "currencycode"]),
        (Self::UsdPerUnit, &["usdperunit"]),
        (Self::Month, &["month"]),
    ];

    fn place(self) -> usize {
        self as usize
    }
}

#[derive(Debug, Default)]
struct Builder {
    rates: Vec<ExchangeRate>,
    diagnostics: Diagnostics,
    understood: Vec<FileFacts>,
    header: Option<Header<RateColumn>>,
}

type Refusal = cells::Refusal<RateColumn>;

fn take(header: &Header<RateColumn>, record: &Record<'_>) -> Result<ExchangeRate, Refusal> {
    use RateColumn as C;
    let cells = cells::Cells::new(header, record);
    let text = |column| cells.text(column);
    let Ok(currency_code) = text(C::CurrencyCode).parse() else {
        let message = format!("`{}` is not a currency code", text(C::CurrencyCode));
        return Refusal::new(ErrorCode::ROW_MISSING_VALUE, C::CurrencyCode, message);
    };
    let rate = cells::decimal(&cells.get(C::UsdPerUnit), C::UsdPerUnit)?;
    let Some(usd_per_unit) = rate else {
        return Refusal::new(ErrorCode::ROW_MISSING_VALUE, C::UsdPerUnit, "the rate is empty");
    };
    if usd_per_unit.is_zero() || usd_per_unit.is_negative() {
        return Refusal::new(
            ErrorCode::MONEY_OUT_OF_RANGE,
            C::UsdPerUnit,
            format!("a rate of `{usd_per_unit}` is not above 0"),
        );
    }
    let printed = text(C::Month);
    let date = Instant::parse(&printed).and_then(Instant::day);
    match printed.parse().ok().or_else(|| date.map(Day::month)) {
        Some(month) => Ok(ExchangeRate { currency_code, usd_per_unit, month, date }),
        None => Refusal::new(ErrorCode::ROW_BAD_DATE, C::Month, format!("`{printed}` is not a month")),
    }
}

impl Sink for Builder {
    fn header(&mut self, names: Vec<String>) -> Result<()> {
        let header = Header::<RateColumn>::of_file(names)?;
        for (column, name) in [
            (RateColumn::CurrencyCode, "CurrencyCode"),
            (RateColumn::UsdPerUnit, "USDPerUnit"),
            (RateColumn::Month, "Month"),
        ] {
            if !header.has(column) {
                let message = format!("the exchange-rate sheet has no `{name}` column (found {})", header.listed());
                return Err(Error::new(ErrorCode::EXCHANGE_RATE_MISSING_COLUMN, message).at(name));
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
            Ok(rate) => self.rates.push(rate),
            Err(refusal) => refusal.report(record.row, Some(header), &mut self.diagnostics),
        }
        Ok(())
    }

    fn json(&mut self, _: &[u8]) -> Result<()> {
        Err(Error::new(ErrorCode::EXCHANGE_RATE_MISSING_COLUMN, "the file is JSON, not an exchange-rate sheet as CSV"))
    }

    fn understood(&mut self, facts: FileFacts) {
        self.understood.push(facts);
    }
}
