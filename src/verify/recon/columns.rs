//! Columns of reconciliation files, in both header generations.

use crate::files::Column;

/// A column of a reconciliation file. The names are Microsoft's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ReconColumn {
    SubscriptionId,
    ProductId,
    SkuId,
    AvailabilityId,
    BillableQuantity,
    Subtotal,
    EffectiveUnitPrice,
    Quantity,
    ChargeType,
    Currency,
    PcToBcExchangeRate,
    ChargeStartDate,
    TermAndBillingCycle,
    SubscriptionDescription,
    MeterDescription,
    ReservationOrderId,
    CreditReasonCode,
    InvoiceNumber,
    TaxTotal,
    Total,
    PromotionId,
    PriceAdjustmentDescription,
}

impl Column for ReconColumn {
    const NAMES: &'static [(Self, &'static [&'static str])] = &[
        (Self::SubscriptionId, &["subscriptionid"]),
        (Self::ProductId, &["productid"]),
        (Self::SkuId, &["skuid"]),
        (Self::AvailabilityId, &["availabilityid"]),
        (Self::BillableQuantity, &["billablequantity"]),
        (Self::Subtotal, &["subtotal"]),
        (Self::EffectiveUnitPrice, &["effectiveunitprice"]),
        (Self::Quantity, &["quantity"]),
        (Self::ChargeType, &["chargetype"]),
        (Self::Currency, &["billingcurrency", "currency"]),
        (Self::PcToBcExchangeRate, &["pctobcexchangerate"]),
        (Self::ChargeStartDate, &["chargestartdate"]),
        (Self::TermAndBillingCycle, &["termandbillingcycle"]),
        (Self::SubscriptionDescription, &["subscriptiondescription"]),
        (Self::MeterDescription, &["meterdescription"]),
        (Self::ReservationOrderId, &["reservationorderid"]),
        (Self::CreditReasonCode, &["creditreasoncode"]),
        (Self::InvoiceNumber, &["invoicenumber"]),
        (Self::TaxTotal, &["taxtotal"]),
        (Self::Total, &["total"]),
        (Self::PromotionId, &["promotionid"]),
        (Self::PriceAdjustmentDescription, &["priceadjustmentdescription"]),
    ];

    fn place(self) -> usize {
        self as usize
    }
}
