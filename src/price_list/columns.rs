//! Columns of price lists, by the names that Partner Center and the Retail Prices API give them.

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
}

impl Column for ListColumn {
    const NAMES: &'static [(Self, &'static [&'static str])] = &[
        (Self::ProductTitle, &["producttitle", "productname"]),
        (Self::ProductId, &["productid"]),
        (Self::SkuId, &["skuid"]),
        (Self::SkuTitle, &["skutitle", "skuname"]),
        (Self::Publisher, &["publisher", "publishername"]),
        (Self::UnitOfMeasure, &["unitofmeasure"]),
        (Self::TermDuration, &["termduration", "reservationterm"]),
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
        (Self::Location, &["location"]),
        (Self::MeterName, &["metername"]),
        (Self::ServiceName, &["servicename"]),
        (Self::ServiceId, &["serviceid"]),
        (Self::ServiceFamily, &["servicefamily"]),
        (Self::PriceType, &["type"]),
        (Self::ArmSkuName, &["armskuname"]),
        (Self::SavingsPlan, &["savingsplan"]),
        (Self::BillingPlan, &["billingplan"]),
        (Self::ErpPrice, &["erpprice"]),
        (Self::Segment, &["segment"]),
        (Self::Quantity, &["quantity"]),
        (Self::UsageDate, &["usagedate"]),
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
    /// A list without a needed column.
    Missing(&'static str),
    /// Nothing known.
    Unknown,
}

/// The shape of a list with these columns.
pub(super) fn shape(header: &Header<ListColumn>) -> Result<Shape, NoList> {
    use ListColumn as C;
    if header.has(C::Quantity) || header.has(C::UsageDate) {
        return Err(NoList::Usage);
    }
    if header.has(C::BillingPlan) || header.has(C::ErpPrice) || header.has(C::Segment) {
        return Err(NoList::Licences);
    }
    let retail = [C::RetailPrice, C::ArmRegionName, C::TierMinimumUnits].iter().any(|column| header.has(*column));
    let known = header.known();
    if known < 3 {
        return Err(NoList::Unknown);
    }
    if retail {
        if !header.has(C::RetailPrice) && !header.has(C::UnitPrice) {
            return Err(NoList::Missing("retailPrice"));
        }
        return if header.has(C::SkuId) { Ok(Shape::Retail) } else { Err(NoList::Missing("skuId")) };
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
