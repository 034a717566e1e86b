//! Reading a reconciliation file.

use super::columns::ReconColumn;
use super::keys::LineKey;
use super::{Line, Recon};
use crate::error::{Diagnostics, Error, ErrorCode, Result, Severity};
use crate::files::{FileFacts, Header, Record, Sink, cells, file_reader};
use crate::ids;
use crate::money::{Decimal, Exact};
use crate::time::{Day, Instant};
use crate::usage::{Figure, Precision};
use crate::verify::meter_row::Promotion;
use std::collections::BTreeSet;

type Refusal = cells::Refusal<ReconColumn>;

/// Takes lines.
#[derive(Debug, Default)]
pub(super) struct Builder {
    lines: Vec<Line>,
    diagnostics: Diagnostics,
    rows: u32,
    files: u32,
    understood: Vec<FileFacts>,
    header: Option<Header<ReconColumn>>,
    refused: BTreeSet<[String; 3]>,
    prices: Precision,
    rates: Precision,
    quantities: Precision,
}

file_reader! {
    /// Reads a reconciliation file, chunk by chunk.
    ReconReader: Builder => Recon,
    Builder::finish,
    errors "`file.*` and `recon.missingColumn` where the file is no reconciliation file.",
    at the end "`file.empty` where there is no line."
}

impl Builder {
    /// The lines that were read.
    fn finish(self) -> Result<Recon> {
        if self.lines.is_empty() && self.diagnostics.total() == 0 {
            return Err(Error::new(ErrorCode::FILE_EMPTY, "the reconciliation file has a header and no lines"));
        }
        Ok(Recon {
            lines: self.lines,
            understood: self.understood,
            diagnostics: self.diagnostics,
            rows: self.rows,
            files: self.files,
            refused: self.refused,
            prices: self.prices,
            rates: self.rates,
            quantities: self.quantities,
        })
    }
}

/// Plan, product and SKU, as they are compared.
fn item_of(cells: &cells::Cells<'_, ReconColumn>) -> [String; 3] {
    use ReconColumn as C;
    let text = |column| cells.text(column);
    [ids::compared(&text(C::SubscriptionId)), ids::product_id(&text(C::ProductId)), ids::sku_id(&text(C::SkuId))]
}

/// A promotion that the line names, and what it takes off: `10.0% Azure consumption promotion` among its adjustments.
fn promotion(id: &str, adjustments: &str) -> Option<Promotion> {
    let named = adjustments.split('"').find(|part| part.to_lowercase().contains("promotion"));
    let percent = named.and_then(|named| named.split_once('%')?.0.trim().parse::<Decimal>().ok());
    let part = percent.map(|percent| {
        let (mantissa, scale) = percent.mantissa_and_scale();
        Exact::new(mantissa, scale.saturating_add(2))
    });
    (named.is_some() || !id.is_empty()).then_some(Promotion { part })
}

impl Builder {
    fn take(&mut self, header: &Header<ReconColumn>, record: &Record<'_>) -> Result<Line, Refusal> {
        use ReconColumn as C;
        let cells = cells::Cells::new(header, record);
        let text = |column| cells.text(column);
        let figure = |column| {
            let cell = text(column);
            match Figure::parse(cell.as_bytes()) {
                Ok(figure) => Ok(figure),
                Err(error) => Refusal::new(error.code(), column, error.message(&cell)),
            }
        };
        let Some(subtotal) = figure(C::Subtotal)? else {
            return Refusal::new(ErrorCode::ROW_MISSING_VALUE, C::Subtotal, "the subtotal is empty");
        };
        let quantity = match figure(C::BillableQuantity)? {
            Some(quantity) => Some(quantity),
            None => figure(C::Quantity)?,
        };
        let (price, rate) = (figure(C::EffectiveUnitPrice)?, figure(C::PcToBcExchangeRate)?);
        for (precision, figure) in
            [(&mut self.prices, price), (&mut self.rates, rate), (&mut self.quantities, quantity)]
        {
            if let Some(figure) = figure {
                precision.take(figure);
            }
        }
        let is_commitment =
            ["reservation", "savings"].iter().any(|word| text(C::TermAndBillingCycle).to_lowercase().contains(word));
        let is_credit =
            text(C::ChargeType).eq_ignore_ascii_case("customercredit") || !text(C::CreditReasonCode).is_empty();
        let says_plan = text(C::SubscriptionDescription).to_lowercase().contains("azure plan");
        let start = Instant::parse(&text(C::ChargeStartDate)).and_then(Instant::day);
        let facets = [C::AvailabilityId, C::InvoiceNumber, C::Currency].map(|column| text(column).into_owned());
        Ok(Line {
            file_number: self.files,
            row: record.row,
            key: LineKey::new(item_of(&cells), facets, start.map(Day::month)),
            tax: figure(C::TaxTotal)?,
            total: figure(C::Total)?,
            promotion: promotion(&text(C::PromotionId), &text(C::PriceAdjustmentDescription)),
            quantity,
            price,
            rate,
            subtotal,
            currency: text(C::Currency).to_uppercase(),
            start,
            is_credit,
            is_azure_credit: is_credit && text(C::CreditReasonCode).to_lowercase().contains("azure credit"),
            can_be_usage: !is_credit && !is_commitment && text(C::ReservationOrderId).is_empty(),
            says_usage: says_plan || !text(C::MeterDescription).is_empty(),
        })
    }
}

impl Sink for Builder {
    fn header(&mut self, names: Vec<String>) -> Result<()> {
        use ReconColumn as C;
        let header = Header::<C>::of_file(names)?;
        for (column, name) in [
            (C::SubscriptionId, "SubscriptionId"),
            (C::ProductId, "ProductId"),
            (C::SkuId, "SkuId"),
            (C::BillableQuantity, "BillableQuantity"),
            (C::Subtotal, "Subtotal"),
        ] {
            if !header.has(column) {
                let message = format!("the reconciliation file has no `{name}` column (found {})", header.listed());
                return Err(Error::new(ErrorCode::RECON_MISSING_COLUMN, message).at(name));
            }
        }
        self.header = Some(header);
        self.files = self.files.saturating_add(1);
        self.diagnostics.next_file();
        Ok(())
    }

    fn record(&mut self, record: &Record<'_>) -> Result<()> {
        let Some(header) = self.header.take() else { return Ok(()) };
        self.rows = self.rows.saturating_add(1);
        if let Some((code, message)) = cells::malformed(record, &header) {
            self.diagnostics.push(Severity::Error, code, Some(record.row), None, message);
        } else {
            match self.take(&header, record) {
                Ok(line) => self.lines.push(line),
                Err(refusal) => {
                    self.refused.insert(item_of(&cells::Cells::new(&header, record)));
                    refusal.report(record.row, Some(&header), &mut self.diagnostics);
                }
            }
        }
        self.header = Some(header);
        Ok(())
    }

    fn json(&mut self, _: &[u8]) -> Result<()> {
        Err(Error::new(ErrorCode::RECON_MISSING_COLUMN, "the file is JSON, not a reconciliation file as CSV"))
    }

    fn understood(&mut self, facts: FileFacts) {
        self.understood.push(facts);
    }
}
