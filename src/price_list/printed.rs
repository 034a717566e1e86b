//! What the cells of a row say of its item, place, time and tier.

use super::columns::{ListColumn, Shape};
use super::model::{Item, Place, PriceType, Validity};
use crate::error::ErrorCode;
use crate::files::cells;
use crate::ids;
use crate::money::{Currency, Decimal, DecimalError, Exact};
use crate::pec::{PecReason, ProductFacts};
use crate::regions;
use crate::strings::Strings;
use crate::time::Instant;

pub(super) type Cells<'a> = cells::Cells<'a, ListColumn>;
pub(super) type Refusal = cells::Refusal<ListColumn>;

pub(super) fn refuse<T>(code: ErrorCode, column: ListColumn, message: impl Into<String>) -> Result<T, Refusal> {
    Refusal::new(code, column, message)
}

/// The open end of tiers: 9223372036854780000, or what a spreadsheet makes of it.
fn is_open(max: Decimal) -> bool {
    max.exact() >= Exact::new(9_000_000_000_000_000_000, 0)
}

/// A tier as the list prints it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(super) struct PrintedTier {
    pub min: Decimal,
    /// End of the tier; `None` where it is open or not printed.
    pub max: Option<Decimal>,
    /// Tiers count from 1, as Partner Center prints them.
    pub one_based: bool,
    /// The row says a tier that cannot be read.
    pub is_unread: bool,
}

impl PrintedTier {
    /// Does it begin with the first unit?
    pub(super) fn is_first(&self) -> bool {
        if self.one_based { self.min <= Decimal::ONE } else { self.min.is_zero() }
    }
}

/// The product in `skuId`: the Retail Prices API writes both ids there (`DZH318Z0BQPS/00TG`).
fn product_of_sku(cell: &str) -> &str {
    cell.split_once('/').map_or("", |(product, _)| product)
}

pub(super) fn printed_item(cells: Cells<'_>, strings: &mut Strings) -> Result<Item, Refusal> {
    use ListColumn as C;
    let (product, sku) = (cells.text(C::ProductId), cells.text(C::SkuId));
    let product = if product.is_empty() { product_of_sku(&sku) } else { &product };
    if product.is_empty() {
        return refuse(ErrorCode::ROW_MISSING_VALUE, C::ProductId, "the product id is empty");
    }
    let mut symbol = |column| strings.intern_bytes(&cells.get(column));
    let item = Item {
        product_title: symbol(C::ProductTitle),
        sku_title: symbol(C::SkuTitle),
        meter_name: symbol(C::MeterName),
        service: symbol(C::ServiceName),
        arm_sku: symbol(C::ArmSkuName),
        unit_of_measure: symbol(C::UnitOfMeasure),
        publisher: symbol(C::Publisher),
        tags: symbol(C::Tags),
        product_id: strings.intern(&ids::product_id(product)),
        pec: PecReason::Eligible,
    };
    let text = |symbol| strings.text(symbol);
    let names = [item.meter_name, item.sku_title, item.arm_sku].map(text);
    let facts = ProductFacts { publisher: text(item.publisher), tags: text(item.tags), names, reservation: false };
    Ok(Item { pec: facts.verdict(), ..item })
}

pub(super) fn printed_place(cells: Cells<'_>, strings: &mut Strings) -> Result<Place, Refusal> {
    use ListColumn as C;
    let term = match ids::term(&cells.text(C::TermDuration)) {
        // The price of a unit under a savings plan belongs to the pay-as-you-go price.
        _ if is_savings_plan(cells) => String::new(),
        term => term,
    };
    let (mut region, mut location) = (cells.text(C::ArmRegionName), cells.text(C::Location));
    if !cells.header().has(C::ArmRegionName)
        && let Some((name, code)) = regions::of_title(&cells.text(C::SkuTitle))
    {
        (region, location) = (code.into(), name.to_owned().into());
    }
    Ok(Place {
        price_type: price_type(cells, !term.is_empty())?,
        region: strings.intern(&region),
        location: strings.intern(&location),
        term: strings.intern(&term),
    })
}

pub(super) fn printed_validity(cells: Cells<'_>) -> Result<Validity, Refusal> {
    use ListColumn as C;
    let instant = |column| cells::instant(&cells.get(column), column);
    let start = instant(C::EffectiveStartDate)?.unwrap_or(Instant::BEGINNING);
    let end = instant(C::EffectiveEndDate)?.unwrap_or(Instant::OPEN);
    if end < start {
        return refuse(ErrorCode::ROW_BAD_DATE, C::EffectiveEndDate, "the row ends before it starts");
    }
    Ok(Validity { start, end })
}

pub(super) fn printed_currency(cells: Cells<'_>) -> Result<Currency, Refusal> {
    let text = cells.text(ListColumn::Currency);
    // Azure plan lists are priced in US dollars in every market (rules 2.1).
    let code = if text.is_empty() { "USD" } else { &text };
    code.parse()
        .or_else(|_| refuse(ErrorCode::ROW_MISSING_VALUE, ListColumn::Currency, format!("`{code}` is not a currency")))
}

pub(super) fn printed_tier(cells: Cells<'_>, shape: Shape) -> Result<PrintedTier, Refusal> {
    use ListColumn as C;
    let one_based = shape == Shape::PartnerCenter;
    let bound = |column: C| {
        let value = cells::decimal(&cells.get(column), column)?;
        match value.filter(|value| value.is_negative()) {
            Some(value) => refuse(ErrorCode::MONEY_OUT_OF_RANGE, column, format!("`{value}` is negative")),
            None => Ok(value),
        }
    };
    let min = bound(if one_based { C::PricingTierRangeMin } else { C::TierMinimumUnits })?.unwrap_or_default();
    let max = if one_based { bound(C::PricingTierRangeMax)?.filter(|max| !is_open(*max)) } else { None };
    if max.is_some_and(|max| max < min) {
        return refuse(ErrorCode::TIER_GAP, C::PricingTierRangeMax, "the tier ends before it begins");
    }
    Ok(PrintedTier { min, max, one_based, is_unread: false })
}

/// Is it a row of a price sheet with the price of a unit under a savings plan?
pub(super) fn is_savings_plan(cells: Cells<'_>) -> bool {
    cells.get(ListColumn::PriceType).eq_ignore_ascii_case(b"SavingsPlan")
}

fn price_type(cells: Cells<'_>, has_term: bool) -> Result<PriceType, Refusal> {
    use ListColumn as C;
    let text = cells.get(C::PriceType);
    let known = |name: &str| text.eq_ignore_ascii_case(name.as_bytes());
    let dev_test = || {
        let order = cells.text(C::ProductOrderName).to_ascii_lowercase().replace(['/', ' ', '-'], "");
        if order.contains("devtest") { PriceType::DevTestConsumption } else { PriceType::Consumption }
    };
    match () {
        () if known("Reservation") || known("ReservedInstance") => {
            // Without a term nobody knows what the price is for. Lists of older API versions leave the type to the term.
            if !has_term && cells.header().has(C::PriceType) {
                return refuse(ErrorCode::ROW_MISSING_VALUE, C::TermDuration, "the reservation says no term");
            }
            Ok(PriceType::Reservation)
        }
        () if text.is_empty() => Ok(if has_term { PriceType::Reservation } else { dev_test() }),
        () if known("Consumption") || known("SavingsPlan") => Ok(dev_test()),
        () if known("DevTestConsumption") => Ok(PriceType::DevTestConsumption),
        () => {
            let message = format!("`{}` is not a known price type", String::from_utf8_lossy(&text));
            refuse(ErrorCode::ROW_UNKNOWN_TYPE, C::PriceType, message)
        }
    }
}

// Refusals are made in calls of their own: what all rows go through stays short, and is compiled soon.

#[cold]
#[inline(never)]
pub(super) fn other_currency<T>(first: Currency, currency: Currency) -> Result<T, Refusal> {
    let message = format!("the row is in {currency}, the list in {first}");
    refuse(ErrorCode::LIST_MIXED_CURRENCY, ListColumn::Currency, message)
}

#[cold]
#[inline(never)]
pub(super) fn no_price<T>(error: Option<DecimalError>, column: ListColumn, text: &[u8]) -> Result<T, Refusal> {
    let printed = String::from_utf8_lossy(text);
    match error {
        _ if text.is_empty() => refuse(ErrorCode::ROW_MISSING_VALUE, column, "the price is empty"),
        None => refuse(ErrorCode::MONEY_OUT_OF_RANGE, column, format!("`{printed}` is negative")),
        Some(error) => refuse(error.code(), column, error.message(&printed)),
    }
}
