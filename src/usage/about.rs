//! What the cells of a row say of its resource and meter, and of what pays for it.

use super::columns::UsageColumn;
use super::identity::Ids;
use super::printed::Figure;
use crate::error::ErrorCode;
use crate::files::cells;
use crate::ids;
use crate::pec::{PecReason, ProductFacts};
use crate::strings::{Strings, Symbol};
use foldhash::fast::FixedState;
use hashbrown::HashMap;
use std::borrow::Cow;

type Cells<'a> = cells::Cells<'a, UsageColumn>;
type Refusal = cells::Refusal<UsageColumn>;

/// What the rows of a resource and a meter say alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct About {
    pub customer: Symbol,
    pub plan: Symbol,
    pub subscription: Symbol,
    pub resource_group: Symbol,
    pub resource: Symbol,
    pub product_id: Symbol,
    pub sku_id: Symbol,
    pub meter_id: Symbol,
    /// Places that are given when all rows are read: of what tiers add up over, and of what a price is looked up by.
    pub meter: u32,
    pub item: u32,
    pub regions: [Symbol; 2],
    /// Unit of the quantity, where the file says it.
    pub unit: Symbol,
    /// Currency that it is priced in, where the file says it.
    pub currency: Symbol,
    pub invoice: Symbol,
    /// A promotion that the price has in it.
    pub promotion: Symbol,
    pub pec: PecReason,
    pub is_credit: bool,
}

/// Names that are given to things once, by row after row.
#[derive(Debug, Default)]
pub(super) struct Known {
    /// Of customers, plans and subscriptions.
    pub ids: Ids,
    /// What a person calls a customer or a subscription, by its id.
    pub names: HashMap<Symbol, Symbol, FixedState>,
}

/// Reads the cells, or says why the row is refused.
pub(super) fn read_about(cells: Cells<'_>, strings: &mut Strings, known: &mut Known) -> Result<About, Refusal> {
    use UsageColumn as C;
    let Known { ids: known, names } = known;
    let mut id = |column: C, empty: &str, compared: fn(&str) -> String| match cells.text(column) {
        text if text.is_empty() && !empty.is_empty() => Refusal::new(ErrorCode::ROW_MISSING_VALUE, column, empty),
        text => Ok(strings.intern(&compared(&text))),
    };
    let product_id = id(C::ProductId, "the product id is empty", ids::product_id)?;
    let sku_id = id(C::SkuId, "the SKU id is empty", ids::sku_id)?;
    let meter_id = id(C::MeterId, "", ids::meter_id)?;
    let [customer, plan, subscription] =
        [C::CustomerId, C::SubscriptionId, C::EntitlementId].map(|column| known.of(&cells.get(column), strings));
    let resource = cells.text(C::ResourceUri);
    let resource = ids::bare(&resource).trim_end_matches('/');
    let group = cells.text(C::ResourceGroup);
    let group = Some(ids::bare(&group)).filter(|group| !group.is_empty());
    let resource_group = strings.intern(group.or_else(|| segment(resource, "resourceGroups")).unwrap_or_default());
    let resource = strings.intern(resource);
    let mut symbol = |column| strings.intern_bytes(&cells.get(column));
    let regions = [C::ResourceLocation, C::MeterRegion].map(&mut symbol);
    let [invoice, promotion] = [C::InvoiceNumber, C::PriceBenefits].map(&mut symbol);
    for (id, column) in [(customer, C::CustomerName), (subscription, C::EntitlementDescription)] {
        if cells.header().has(column) && !names.contains_key(&id) {
            names.insert(id, symbol(column));
        }
    }
    Ok(About {
        customer,
        plan,
        subscription,
        resource_group,
        resource,
        product_id,
        sku_id,
        meter_id,
        meter: 0,
        item: 0,
        regions,
        currency: symbol(C::PricingCurrency),
        unit: symbol(if cells.header().has(C::Unit) { C::Unit } else { C::UnitType }),
        invoice,
        promotion,
        pec: says_of_pec(cells),
        is_credit: is_credit(cells),
    })
}

/// What stands behind a name in the path of a resource: its group in `/subscriptions/ID/resourceGroups/NAME/providers/…`.
fn segment<'a>(path: &'a str, name: &str) -> Option<&'a str> {
    let mut parts = path.split('/');
    parts.find(|part| part.eq_ignore_ascii_case(name))?;
    parts.next().filter(|part| !part.is_empty())
}

/// What the cells themselves say about PEC (rules 4.7, 7.2, 12.7).
fn says_of_pec(cells: Cells<'_>) -> PecReason {
    use UsageColumn as C;
    let mut said = [C::BenefitType, C::CreditType, C::Tags, C::PublisherName, C::MeterName, C::SkuName, C::ProductName]
        .map(|column| cells.text(column));
    // A daily rated usage file has the customer's own tags here, as JSON: they say nothing of the product.
    if let [_, _, tags, ..] = &mut said
        && tags.starts_with('{')
    {
        *tags = Cow::Borrowed("");
    }
    verdict(said)
}

/// A reservation pays for the row: its cost is 0, and its additional information names the order (rules 7.2: the
/// reconciliation file's `ReservationOrderId` is found there).
pub(super) fn is_reserved(cells: Cells<'_>) -> bool {
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
pub(super) fn gives_back(cells: Cells<'_>) -> bool {
    let is_below = |column| cells.get(column).starts_with(b"-");
    is_below(UsageColumn::PricingPreTaxTotal) && !is_below(UsageColumn::Quantity)
}

/// Money given back, no usage (rules 3.7, 7.4).
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
