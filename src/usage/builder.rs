//! Rows of a usage file, taken or refused with a diagnostic.

use super::columns::UsageColumn;
use super::printed::{Figure, FigureId, Figures, Printed, Printing};
use super::{MeterKey, Usage, UsageRow};
use crate::error::{Diagnostics, Error, ErrorCode, Result, Severity};
use crate::files::{Header, Record, Seen, Sink, cells};
use crate::ids;
use crate::money::Exact;
use crate::pec::{PecReason, ProductFacts};
use crate::strings::{Strings, Symbol};
use crate::time::{Day, Instant};
use foldhash::fast::FixedState;
use hashbrown::HashMap;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::hash::BuildHasher;

type Refusal = cells::Refusal<UsageColumn>;

/// Takes rows.
#[derive(Debug, Default)]
pub(super) struct Builder {
    strings: Strings,
    rows: Vec<UsageRow>,
    starts: Vec<u32>,
    names: HashMap<Symbol, Symbol, FixedState>,
    printed: Vec<Printed>,
    azure_credits: Vec<(u32, Exact)>,
    rate_dates: BTreeMap<FigureId, Day>,
    figures: Figures,
    diagnostics: Diagnostics,
    rows_read: u32,
    daily_rated: bool,
    says_pec: bool,
    header: Option<Header<UsageColumn>>,
    days: Seen<Day, UsageColumn>,
    products: Seen<Symbol, UsageColumn>,
    skus: Seen<Symbol, UsageColumn>,
    meter_ids: Seen<Symbol, UsageColumn>,
    verdicts: Seen<PecReason, UsageColumn>,
    meters: HashMap<MeterKey, u32, FixedState>,
}

type Cells<'a> = cells::Cells<'a, UsageColumn>;

impl Builder {
    fn take(&mut self, header: &Header<UsageColumn>, record: &Record<'_>) -> Result<UsageRow, Refusal> {
        use UsageColumn as C;
        let cells = Cells::new(header, record);
        let day = self.day(cells)?;
        let Some(quantity) = cells::decimal(&cells.get(C::Quantity), C::Quantity)? else {
            return Refusal::new(ErrorCode::ROW_MISSING_VALUE, C::Quantity, "the quantity is empty");
        };
        let [product_id, sku_id, meter_id] = self.ids(cells)?;
        let pec = self.verdict(cells)?;
        let is_credit = is_credit(cells) || (pec == PecReason::AzureCredit && gives_back(cells));
        if is_credit && cells.get(C::PricingPreTaxTotal).is_empty() {
            let message = "the total of a customer credit is empty";
            return Refusal::new(ErrorCode::ROW_MISSING_VALUE, C::PricingPreTaxTotal, message);
        }
        let mut symbol = |column| self.strings.intern_bytes(&cells.get(column));
        let (customer, plan, subscription) =
            (symbol(C::CustomerId), symbol(C::SubscriptionId), symbol(C::EntitlementId));
        let (resource_group, resource) = (symbol(C::ResourceGroup), symbol(C::ResourceUri));
        let regions = [C::ResourceLocation, C::MeterRegion].map(symbol);
        for (id, column) in [(customer, C::CustomerName), (subscription, C::EntitlementDescription)] {
            if header.has(column) && !self.names.contains_key(&id) {
                self.names.insert(id, self.strings.intern_bytes(&cells.get(column)));
            }
        }
        let next = u32::try_from(self.meters.len()).unwrap_or(u32::MAX);
        let at = u32::try_from(self.rows.len()).unwrap_or(u32::MAX);
        if pec == PecReason::AzureCredit && !is_credit {
            self.azure_credits.push((at, super::credit::part(cells)?));
        }
        Ok(UsageRow {
            row: record.row,
            at,
            day,
            customer,
            plan,
            subscription,
            resource_group,
            resource,
            product_id,
            sku_id,
            meter_id,
            meter: *self.meters.entry([customer, plan, product_id, sku_id, meter_id]).or_insert(next),
            regions,
            quantity,
            pec,
            is_credit,
        })
    }

    fn day(&mut self, cells: Cells<'_>) -> Result<Day, Refusal> {
        let cell = cells.get(UsageColumn::UsageDate);
        let place = self.days.of([&*cell], || {
            let day = cells::instant(&cell, UsageColumn::UsageDate)?;
            day.and_then(Instant::day).map_or_else(
                || Refusal::new(ErrorCode::ROW_MISSING_VALUE, UsageColumn::UsageDate, "the day is empty"),
                Ok,
            )
        })?;
        Ok(self.days.get(place).copied().unwrap_or_default())
    }

    /// Product, SKU and meter as they are compared.
    fn ids(&mut self, cells: Cells<'_>) -> Result<[Symbol; 3], Refusal> {
        use UsageColumn as C;
        let Self { strings, products, skus, meter_ids, .. } = self;
        let mut id = |seen: &mut Seen<Symbol, C>, column: C, empty: Option<&str>, compared: fn(&str) -> String| {
            let place = seen.of([&*cells.get(column)], || match (cells.text(column), empty) {
                (text, Some(empty)) if text.is_empty() => Refusal::new(ErrorCode::ROW_MISSING_VALUE, column, empty),
                (text, _) => Ok(strings.intern(&compared(&text))),
            })?;
            Ok(seen.get(place).copied().unwrap_or_default())
        };
        Ok([
            id(products, C::ProductId, Some("the product id is empty"), ids::product_id)?,
            id(skus, C::SkuId, Some("the SKU id is empty"), ids::sku_id)?,
            id(meter_ids, C::MeterId, None, ids::meter_id)?,
        ])
    }

    /// What the row itself says about PEC (DOMAIN 4.7, 7.2, 12.7).
    fn verdict(&mut self, cells: Cells<'_>) -> Result<PecReason, Refusal> {
        use UsageColumn as C;
        let mut said =
            [C::BenefitType, C::CreditType, C::Tags, C::PublisherName, C::MeterName, C::SkuName, C::ProductName]
                .map(|column| cells.get(column));
        // A daily rated usage file has the customer's own tags here, as JSON: they say nothing of the product.
        if let [_, _, tags, ..] = &mut said
            && tags.starts_with(b"{")
        {
            *tags = Cow::Borrowed(&[]);
        }
        let said = said.each_ref().map(|cell| &**cell);
        let place = self.verdicts.of(said, || Ok(verdict(said.map(String::from_utf8_lossy))))?;
        let verdict = self.verdicts.get(place).copied().unwrap_or(PecReason::Eligible);
        Ok(if is_reserved(cells) { PecReason::Reservation } else { verdict })
    }

    /// What the row prints of prices and totals; a number that is none is as good as empty, and is told.
    fn take_printed(&mut self, header: &Header<UsageColumn>, record: &Record<'_>) -> Printed {
        use UsageColumn as C;
        let cells = Cells::new(header, record);
        let mut printed = Printed {
            availability: self.strings.intern_bytes(&cells.get(C::AvailabilityId)),
            billing_currency: self.strings.intern_bytes(&cells.get(C::BillingCurrency)),
            charged: [C::ChargeStartDate, C::ChargeEndDate].map(|column| day(cells, column)),
            fingerprint: FixedState::default().hash_one(record.raw()),
            ..Printed::default()
        };
        for (kind, column) in Printing::COLUMNS.into_iter().zip(PRINTED) {
            match Figure::parse(&cells.get(column)) {
                Ok(figure) => {
                    let id = self.figures.add(kind, figure);
                    printed.set(kind, id);
                    if kind == Printing::Rate && figure.is_some() && !self.rate_dates.contains_key(&id) {
                        self.rate_dates.extend(day(cells, C::PcToBcExchangeRateDate).map(|day| (id, day)));
                    }
                }
                Err(error) => {
                    let message = error.message(&cells.text(column));
                    let name = Some(header.name(column));
                    self.diagnostics.push(Severity::Warning, error.code(), Some(record.row), name, message);
                }
            }
        }
        if let Ok(Some(quantity)) = Figure::parse(&cells.get(C::Quantity)) {
            self.figures.note(Printing::Quantity, quantity);
            printed.quantity_cut = quantity.cut;
        }
        printed
    }

    /// The usage that was read.
    pub(super) fn finish(self) -> Result<Usage> {
        if self.rows.is_empty() {
            let message = self.diagnostics.nothing_usable("the usage");
            return Err(Error::new(ErrorCode::USAGE_EMPTY, message));
        }
        let mut meters = vec![MeterKey::default(); self.meters.len()];
        for (key, place) in self.meters {
            if let Some(meter) = usize::try_from(place).ok().and_then(|place| meters.get_mut(place)) {
                *meter = key;
            }
        }
        Ok(Usage {
            meters,
            strings: self.strings,
            rows: self.rows,
            starts: self.starts,
            names: self.names,
            printed: self.printed,
            azure_credits: self.azure_credits,
            rate_dates: self.rate_dates,
            figures: self.figures,
            diagnostics: self.diagnostics,
            rows_read: self.rows_read,
            daily_rated: self.daily_rated,
            says_pec: self.says_pec,
        })
    }
}

/// The columns of [`Printing::COLUMNS`].
const PRINTED: [UsageColumn; 6] = [
    UsageColumn::UnitPrice,
    UsageColumn::EffectiveUnitPrice,
    UsageColumn::PricingPreTaxTotal,
    UsageColumn::BillingPreTaxTotal,
    UsageColumn::PcToBcExchangeRate,
    UsageColumn::PartnerEarnedCreditPercentage,
];

/// Is it a file of what was charged, and not of usage alone?
fn prints(header: &Header<UsageColumn>) -> bool {
    use UsageColumn as C;
    [C::EffectiveUnitPrice, C::PricingPreTaxTotal, C::BillingPreTaxTotal].iter().any(|column| header.has(*column))
}

fn day(cells: Cells<'_>, column: UsageColumn) -> Option<Day> {
    Instant::parse(&cells.text(column))?.day()
}

/// A reservation pays for the row: its cost is 0, and its additional information names the order (DOMAIN 7.2: the
/// reconciliation file's `ReservationOrderId` is found there).
fn is_reserved(cells: Cells<'_>) -> bool {
    use UsageColumn as C;
    let is_nothing = |column| {
        let cell = cells.get(column);
        !cell.is_empty() && Figure::parse(&cell).is_ok_and(|figure| figure.is_some_and(|figure| figure.value.is_zero()))
    };
    let total = if cells.header().has(C::PricingPreTaxTotal) { C::PricingPreTaxTotal } else { C::BillingPreTaxTotal };
    matches!(cells.get(total).first(), Some(b'0' | b'.'))
        && is_nothing(total)
        && names_order(&cells.get(C::AdditionalInfo))
}

/// Has the JSON text of the additional information a reservation order?
fn names_order(info: &[u8]) -> bool {
    let after = memchr::memmem::find(info, b"eservationOrderId").and_then(|place| info.get(place.checked_add(17)?..));
    after.is_some_and(|after| {
        let start = after.iter().position(|byte| !matches!(byte, b'"' | b'\\' | b':' | b' ')).unwrap_or(after.len());
        let value = after.get(start..).unwrap_or_default();
        value.first().is_some_and(u8::is_ascii_alphanumeric) && !value.starts_with(b"null")
    })
}

/// A total below 0 for a quantity above it: money given back.
fn gives_back(cells: Cells<'_>) -> bool {
    let is_below = |column| cells.get(column).starts_with(b"-");
    is_below(UsageColumn::PricingPreTaxTotal) && !is_below(UsageColumn::Quantity)
}

/// Money given back, no usage (DOMAIN 3.7, 7.4).
fn is_credit(cells: Cells<'_>) -> bool {
    cells.get(UsageColumn::ChargeType).eq_ignore_ascii_case(b"customercredit")
}

fn verdict([benefit, credit, tags, publisher, meter, sku, product]: [Cow<'_, str>; 7]) -> PecReason {
    let benefit: String = benefit.chars().filter(char::is_ascii_alphabetic).collect();
    if benefit.eq_ignore_ascii_case("savingsplan") {
        return PecReason::SavingsPlan;
    }
    if benefit.eq_ignore_ascii_case("reservation") {
        return PecReason::Reservation;
    }
    if credit.eq_ignore_ascii_case("azure credit applied") {
        return PecReason::AzureCredit;
    }
    ProductFacts { publisher: &publisher, tags: &tags, names: [&meter, &sku, &product], reservation: false }.verdict()
}

impl Sink for Builder {
    fn header(&mut self, names: Vec<String>) -> Result<()> {
        use UsageColumn as C;
        let header = Header::<C>::new(names);
        let found = header.listed();
        let needed =
            [(C::UsageDate, "UsageDate"), (C::ProductId, "ProductId"), (C::SkuId, "SkuId"), (C::Quantity, "Quantity")];
        let missing: Vec<&str> =
            needed.iter().filter(|(column, _)| !header.has(*column)).map(|(_, name)| *name).collect();
        match missing.as_slice() {
            [] => {}
            [name] => {
                let message = format!("the usage has no `{name}` column (found {found})");
                return Err(Error::new(ErrorCode::USAGE_MISSING_COLUMN, message).at(*name));
            }
            _ => {
                let message =
                    format!("the file is no usage: it has no columns `{}` (found {found})", missing.join("`, `"));
                return Err(Error::new(ErrorCode::USAGE_NOT_USAGE, message));
            }
        }
        self.daily_rated |= header.has(C::EntitlementId) && header.has(C::ChargeType);
        self.says_pec |= header.has(C::PartnerEarnedCreditPercentage);
        self.header = Some(header);
        self.starts.push(u32::try_from(self.rows.len()).unwrap_or(u32::MAX));
        self.diagnostics.next_file();
        Ok(())
    }

    fn record(&mut self, record: &Record<'_>) -> Result<()> {
        let Some(header) = self.header.take() else { return Ok(()) };
        self.rows_read = self.rows_read.saturating_add(1);
        if let Some((code, message)) = cells::malformed(record, &header) {
            self.diagnostics.push(Severity::Error, code, Some(record.row), None, message);
        } else {
            cells::check_encoding(record, &mut self.diagnostics);
            match self.take(&header, record) {
                Ok(row) => {
                    if prints(&header) {
                        self.printed.resize(self.rows.len(), Printed::default());
                        let printed = self.take_printed(&header, record);
                        self.printed.push(printed);
                    }
                    self.rows.push(row);
                }
                Err(refusal) => refusal.report(record.row, Some(&header), &mut self.diagnostics),
            }
        }
        self.header = Some(header);
        Ok(())
    }

    fn json(&mut self, _: &[u8]) -> Result<()> {
        Err(Error::new(ErrorCode::USAGE_NOT_USAGE, "the file is JSON, not a usage file as CSV"))
    }
}
