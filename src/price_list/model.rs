//! What a price list holds in memory: things sold, their prices, and the rows in force when.

use super::meters::MeterIds;
use super::numbers::Number;
use crate::pec::PecReason;
use crate::strings::Symbol;
use crate::time::Instant;
use serde::{Deserialize, Serialize};

/// What kind of charge a price is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub enum PriceType {
    /// Pay as you go.
    #[default]
    Consumption,
    /// Pay as you go in a Dev/Test subscription.
    DevTestConsumption,
    /// A commitment, priced for its whole term.
    Reservation,
}

impl PriceType {
    /// The word that the Retail Prices API uses.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Consumption => "Consumption",
            Self::DevTestConsumption => "DevTestConsumption",
            Self::Reservation => "Reservation",
        }
    }
}

/// A thing that is sold, in every region and term alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub(crate) struct Item {
    pub product_id: Symbol,
    pub product_title: Symbol,
    pub sku_title: Symbol,
    pub meter_name: Symbol,
    pub service: Symbol,
    pub arm_sku: Symbol,
    pub unit_of_measure: Symbol,
    pub publisher: Symbol,
    pub tags: Symbol,
}

/// Region, type and term: a list has a few hundred combinations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub(crate) struct Place {
    /// `eastus`.
    pub region: Symbol,
    /// `US East`.
    pub location: Symbol,
    pub price_type: PriceType,
    /// `P1Y`, or nothing.
    pub term: Symbol,
}

impl Place {
    pub(crate) fn has_region(&self) -> bool {
        !self.region.is_empty() || !self.location.is_empty()
    }
}

/// One price: product, SKU, meter, region, type and term.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub(crate) struct Price {
    pub item: u32,
    pub sku_id: Symbol,
    pub meter_ids: MeterIds,
    pub savings_plans: Symbol,
    pub place: u16,
    /// Of the product alone.
    pub pec: PecReason,
}

/// When a row is in force, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub(crate) struct Validity {
    pub start: Instant,
    pub end: Instant,
}

/// A tier of a price for some time: what is used beyond `from` costs `unit_price`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Row {
    pub unit_price: Number,
    /// Place in the table of thresholds; 0 is the threshold 0.
    pub from: u16,
    pub validity: u16,
}
