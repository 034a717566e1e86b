//! Columns of price lists, by the names that Partner Center and the Retail Prices API give them.

use crate::error::{Error, ErrorCode};
use crate::files::{Column, Header};

/// A column of a price list. The names are Microsoft's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ListColumn {
    ProductTitle,
    ProductId,
    SkuId,
    SkuTitle,
    Publisher,
    UnitOfMeasure,
    TermDuration,
    Market,
    Currency,
    UnitPrice,
    PricingTierRangeMin,
    PricingTierRangeMax,
    EffectiveStartDate,
    EffectiveEndDate,
    MeterIds,
    Tags,
    TierMinimumUnits,
    RetailPrice,
    ArmRegionName,
    Location,
    MeterName,
    ServiceName,
    ServiceId,
    ServiceFamily,
    PriceType,
    ArmSkuName,
    SavingsPlan,
    BillingPlan,
    ErpPrice,
    Segment,
    Quantity,
    UsageDate,
    MarketPrice,
    ProductOrderName,
}

impl Column for ListColumn {
    const NAMES: &'static [(Self, &'static [&'static str])] = &[
        (Self::ProductTitle, &["producttitle", "productname", "product"]),
        (Self::ProductId, &["productid"]),
        (Self::SkuId, &["skuid"]),
        (Self::SkuTitle, &["skutitle", "skuname"]),
        (Self::Publisher, &["publisher", "publishername"]),
        (Self::UnitOfMeasure, &["unitofmeasure"]),
        (Self::TermDuration, &["termduration", "reservationterm", "term"]),
        (Self::Market, &["market"]),
        (Self::Currency, &["currency", "currencycode"]),
        (Self::UnitPrice, &["unitprice"]),
        (Self::PricingTierRangeMin, &["pricingtierrangemin"]),
        (Self::PricingTierRangeMax, &["pricingtierrangemax"]),
        (Self::EffectiveStartDate, &["effectivestartdate"]),
        (Self::EffectiveEndDate, &["effectiveenddate"]),
        (Self::MeterIds, &["meterids", "meterid"]),
        (Self::Tags, &["tags"]),
        (Self::TierMinimumUnits, &["tierminimumunits"]),
        (Self::RetailPrice, &["retailprice"]),
        (Self::ArmRegionName, &["armregionname"]),
        (Self::Location, &["location", "meterregion"]),
        (Self::MeterName, &["metername"]),
        (Self::ServiceName, &["servicename", "metercategory"]),
        (Self::ServiceId, &["serviceid"]),
        (Self::ServiceFamily, &["servicefamily"]),
        (Self::PriceType, &["type", "pricetype"]),
        (Self::ArmSkuName, &["armskuname"]),
        (Self::SavingsPlan, &["savingsplan"]),
        (Self::BillingPlan, &["billingplan"]),
        (Self::ErpPrice, &["erpprice"]),
        (Self::Segment, &["segment"]),
        (Self::Quantity, &["quantity"]),
        (Self::UsageDate, &["usagedate"]),
        (Self::MarketPrice, &["marketprice"]),
        (Self::ProductOrderName, &["productordername"]),
    ];

    fn place(self) -> usize {
        self as usize
    }
}

/// Who wrote the list: the same thing has other columns, tiers and terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// Partner Center sheet: `PricingTierRangeMin` and `Max` count from 1, both inclusive.
    PartnerCenter,
    /// Price sheet of the Azure portal (MCA and MPA 2023-05-01 and 2024-08-01, EA 2023-05-01): `tierMinimumUnits` as the Retail
    /// Prices API, `PriceType` and `Term` say what a row is.
    ///
    /// `MarketPrice` is the price that anybody pays, which is the plan's retail price; `UnitPrice` may hold a discount of the
    /// billing account, and `BasePrice` is the price of the day of signing (azure-docs: price-sheet-mca).
    PriceSheet,
    /// Retail Prices API: `tierMinimumUnits` is what must be used before the tier begins.
    Retail,
}

/// What the header says about a file, where it is no list that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NoList {
    /// Licence-based price list.
    Licences,
    /// A usage or reconciliation file.
    Usage,
    /// Cost and usage in the form of FOCUS.
    Focus,
    /// An export of Cost Management.
    CostExport,
    /// A list without a needed column.
    Missing(&'static str),
    /// Nothing known.
    Unknown,
}

/// The shape of a list with these columns.
pub(super) fn shape(header: &Header<ListColumn>) -> Result<Shape, NoList> {
    use ListColumn as C;
    let names = |wanted: &[&str]| {
        wanted.iter().all(|wanted| header.names().iter().any(|name| name.eq_ignore_ascii_case(wanted)))
    };
    if names(&["ChargePeriodStart", "BilledCost"]) {
        return Err(NoList::Focus);
    }
    if names(&["costInBillingCurrency", "date"]) {
        return Err(NoList::CostExport);
    }
    if header.has(C::Quantity) || header.has(C::UsageDate) {
        return Err(NoList::Usage);
    }
    if header.has(C::BillingPlan) || header.has(C::ErpPrice) || header.has(C::Segment) {
        return Err(NoList::Licences);
    }
    let retail = [C::RetailPrice, C::ArmRegionName, C::TierMinimumUnits].iter().any(|column| header.has(*column));
    if header.has(C::MarketPrice) {
        let needed =
            [(C::SkuId, "SkuId"), (C::ProductId, "ProductId"), (C::PriceType, "PriceType"), (C::TermDuration, "Term")];
        let missing = needed.into_iter().find(|(column, _)| !header.has(*column));
        return missing.map_or(Ok(Shape::PriceSheet), |(_, name)| Err(NoList::Missing(name)));
    }
    let known = header.known();
    if known < 3 {
        return Err(NoList::Unknown);
    }
    if retail {
        if !header.has(C::RetailPrice) && !header.has(C::UnitPrice) {
            return Err(NoList::Missing("retailPrice"));
        }
        // A reservation looks like any other price where neither its type nor its term is said.
        let needed =
            [(header.has(C::SkuId), "skuId"), (header.has(C::PriceType) || header.has(C::TermDuration), "type")];
        let missing = needed.into_iter().find(|(is_there, _)| !is_there);
        return missing.map_or(Ok(Shape::Retail), |(_, name)| Err(NoList::Missing(name)));
    }
    for (column, name) in [(C::ProductId, "ProductId"), (C::SkuId, "SkuId"), (C::UnitPrice, "UnitPrice")] {
        if !header.has(column) {
            return Err(NoList::Missing(name));
        }
    }
    Ok(Shape::PartnerCenter)
}

/// What a list with these columns does not allow, in the words of the contract.
pub(super) fn lacks(header: &Header<ListColumn>, shape: Shape) -> impl Iterator<Item = &'static str> {
    use ListColumn as C;
    let region = if shape == Shape::Retail { C::ArmRegionName } else { C::SkuTitle };
    let needs: [(&str, &[C]); 7] = [
        ("meters", &[C::MeterIds]),
        ("regions", &[region]),
        ("dates", &[C::EffectiveStartDate]),
        ("tiers", &[C::TierMinimumUnits, C::PricingTierRangeMin]),
        ("services", &[C::ServiceName]),
        ("commitments", &[C::TermDuration]),
        ("savingsPlans", &[C::SavingsPlan]),
    ];
    let lacks = needs.map(|(what, columns)| (what, !columns.iter().any(|column| header.has(*column))));
    lacks.into_iter().filter(|(_, lacks)| *lacks).map(|(what, _)| what)
}

/// The error for a file that is no list.
pub(super) fn no_list(reason: NoList, header: &Header<ListColumn>) -> Error {
    let found = header.listed();
    match reason {
        NoList::Licences => {
            Error::new(ErrorCode::LIST_NOT_AZURE_PLAN, "this is a licence-based price list, not one of the Azure plan")
        }
        NoList::Usage => {
            Error::new(ErrorCode::LIST_NOT_AZURE_PLAN, "this is a usage or reconciliation file, not a price list")
        }
        NoList::Focus => {
            Error::new(ErrorCode::LIST_NOT_AZURE_PLAN, "this is cost and usage in the form of FOCUS, not a price list")
        }
        NoList::CostExport => Error::new(
            ErrorCode::LIST_NOT_AZURE_PLAN,
            "this is a cost and usage export of Cost Management, not a price list",
        ),
        NoList::Missing(name) => {
            Error::new(ErrorCode::LIST_MISSING_COLUMN, format!("the list has no `{name}` column (found {found})"))
                .at(name)
        }
        NoList::Unknown => {
            Error::new(ErrorCode::FILE_UNRECOGNISED, format!("the file has no columns of a price list (found {found})"))
        }
    }
}
