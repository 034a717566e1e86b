//! What is asked of the ways to purchase one workload.

use crate::error::{Error, ErrorCode, Result};
use crate::money::{Decimal, Exact};
use crate::time::{Day, Month};
use serde::{Deserialize, Serialize};

/// Request of [`purchase`](super::purchase).
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct PurchaseRequest {
    /// Product id of the pay-as-you-go price.
    pub product_id: String,
    /// SKU id of the pay-as-you-go price.
    pub sku_id: String,
    /// Meter id.
    pub meter_id: Option<String>,
    /// Region, code or location.
    pub region: Option<String>,
    /// Day of the prices; default the newest day of the list.
    pub on: Option<Day>,
    /// Hours a month that each instance runs; default all of them.
    pub hours: Option<Decimal>,
    /// First month of the calendar to count hours by; default 730 hours each month.
    pub month: Option<Month>,
    /// Instances, or units a month where the unit counts no hours; default 1.
    pub quantity: Option<Decimal>,
    /// PEC as a fraction; default the rate in force.
    pub pec_rate: Option<Decimal>,
    /// What the partner adds to the list price, as a fraction of it; default 0.
    pub markup: Option<Decimal>,
    /// Yearly rate at which later payments are discounted, as a fraction; default: they are not.
    pub discount_rate: Option<Decimal>,
    /// The customer brings the licences of the software that the price includes.
    pub hybrid_benefit: bool,
}

/// The numbers of a request, checked.
#[derive(Debug, Clone, Copy)]
pub(super) struct Terms {
    pub quantity: Exact,
    pub hours: Option<Exact>,
    /// `1 + markup`.
    pub customer_factor: Exact,
    pub markup: Decimal,
    pub discount_rate: Option<Exact>,
}

impl Terms {
    pub(super) fn of(request: &PurchaseRequest) -> Result<Self> {
        let checked = |value: Option<Decimal>, name: &'static str| match value {
            Some(number) if number.is_negative() => {
                Err(Error::new(ErrorCode::INPUT_INVALID, format!("`{number}` is negative")).at(name))
            }
            other => Ok(other),
        };
        let quantity = checked(request.quantity, "quantity")?.unwrap_or(Decimal::ONE);
        if quantity.is_zero() {
            return Err(Error::new(ErrorCode::INPUT_INVALID, "a quantity of 0 needs nothing").at("quantity"));
        }
        let markup = request.markup.unwrap_or_default();
        let customer_factor = Decimal::ONE.exact().plus(markup.exact())?;
        if customer_factor.is_negative() {
            let message = format!("a markup of `{markup}` gives more away than there is (10 % is 0.1)");
            return Err(Error::new(ErrorCode::INPUT_INVALID, message).at("markup"));
        }
        Ok(Self {
            quantity: quantity.exact(),
            hours: checked(request.hours, "hours")?.map(Decimal::exact),
            customer_factor,
            markup,
            discount_rate: checked(request.discount_rate, "discountRate")?.map(Decimal::exact),
        })
    }
}
