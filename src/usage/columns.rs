//! Columns of usage files: Partner Center's, in both header generations.

use crate::files::{Column, Header};

/// A column of a usage file. The names are Microsoft's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum UsageColumn {
    UsageDate,
    ProductId,
    SkuId,
    Quantity,
    CustomerId,
    SubscriptionId,
    EntitlementId,
    ResourceGroup,
    ResourceUri,
    MeterId,
    ResourceLocation,
    MeterRegion,
    PublisherName,
    Tags,
    ChargeType,
    MeterName,
    SkuName,
    ProductName,
    BenefitType,
    CreditType,
    AvailabilityId,
    UnitPrice,
    EffectiveUnitPrice,
    PricingPreTaxTotal,
    BillingPreTaxTotal,
    PcToBcExchangeRate,
    PcToBcExchangeRateDate,
    PartnerEarnedCreditPercentage,
    BillingCurrency,
    ChargeStartDate,
    ChargeEndDate,
    CustomerName,
    EntitlementDescription,
    CreditPercentage,
    AdditionalInfo,
    Unit,
    UnitType,
    PricingCurrency,
    InvoiceNumber,
    PriceBenefits,
}

impl Column for UsageColumn {
    const NAMES: &'static [(Self, &'static [&'static str])] = &[
        (Self::UsageDate, &["usagedate"]),
        (Self::ProductId, &["productid"]),
        (Self::SkuId, &["skuid"]),
        (Self::Quantity, &["quantity"]),
        (Self::CustomerId, &["customerid"]),
        (Self::SubscriptionId, &["subscriptionid"]),
        (Self::EntitlementId, &["entitlementid"]),
        (Self::ResourceGroup, &["resourcegroup"]),
        (Self::ResourceUri, &["resourceuri"]),
        (Self::MeterId, &["meterid"]),
        (Self::ResourceLocation, &["resourcelocation"]),
        (Self::MeterRegion, &["meterregion"]),
        (Self::PublisherName, &["publishername"]),
        (Self::Tags, &["tags"]),
        (Self::ChargeType, &["chargetype"]),
        (Self::MeterName, &["metername"]),
        (Self::SkuName, &["skuname"]),
        (Self::ProductName, &["productname"]),
        (Self::BenefitType, &["benefittype"]),
        (Self::CreditType, &["credittype"]),
        (Self::AvailabilityId, &["availabilityid"]),
        (Self::UnitPrice, &["unitprice"]),
        (Self::EffectiveUnitPrice, &["effectiveunitprice"]),
        (Self::PricingPreTaxTotal, &["pricingpretaxtotal"]),
        (Self::BillingPreTaxTotal, &["billingpretaxtotal"]),
        (Self::PcToBcExchangeRate, &["pctobcexchangerate"]),
        (Self::PcToBcExchangeRateDate, &["pctobcexchangeratedate"]),
        (
            Self::PartnerEarnedCreditPercentage,
            &["rateofpartnerearnedcredit", "partnerearnedcreditrate", "partnerearnedcreditpercentage"],
        ),
        (Self::BillingCurrency, &["billingcurrency"]),
        (Self::ChargeStartDate, &["chargestartdate"]),
        (Self::ChargeEndDate, &["chargeenddate"]),
        (Self::CustomerName, &["customername"]),
        (Self::EntitlementDescription, &["entitlementdescription"]),
        (Self::CreditPercentage, &["rateofcredit", "creditpercentage"]),
        (Self::AdditionalInfo, &["additionalinfo"]),
        (Self::Unit, &["unitofmeasure", "unit"]),
        (Self::UnitType, &["unittype"]),
        (Self::PricingCurrency, &["pricingcurrency"]),
        (Self::InvoiceNumber, &["invoicenumber"]),
        (Self::PriceBenefits, &["pricebenefits", "promotionid"]),
    ];

    fn place(self) -> usize {
        self as usize
    }
}

/// What a file with these columns does not allow, in the words of the contract.
pub(super) fn lacks(header: &Header<UsageColumn>) -> impl Iterator<Item = &'static str> {
    use UsageColumn as C;
    let needs: [(&str, &[C]); 9] = [
        ("verify", &[C::EffectiveUnitPrice, C::PricingPreTaxTotal, C::BillingPreTaxTotal]),
        ("pecLosses", &[C::PartnerEarnedCreditPercentage]),
        ("customers", &[C::CustomerId]),
        ("plans", &[C::SubscriptionId]),
        ("subscriptions", &[C::EntitlementId]),
        ("resources", &[C::ResourceGroup, C::ResourceUri]),
        ("meters", &[C::MeterId]),
        ("regions", &[C::ResourceLocation, C::MeterRegion]),
        ("tags", &[C::Tags]),
    ];
    let lacks = needs.map(|(what, columns)| (what, !columns.iter().any(|column| header.has(*column))));
    lacks.into_iter().filter(|(_, lacks)| *lacks).map(|(what, _)| what)
}
