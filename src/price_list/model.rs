//! What a price list holds in memory: things sold, their prices, and the rows in force when.

use super::meters::MeterIds;
use super::numbers::Number;
use super::skus::SkuId;
use crate::money::Decimal;
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
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
    /// Can it earn PEC, looking at the product alone?
    pub pec: PecReason,
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

/// When a row is in force, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub(crate) struct Validity {
    pub start: Instant,
    pub end: Instant,
}

impl Validity {
    /// That of a row whose dates cannot be read: it ends before it starts, which no other does.
    pub(super) const UNREAD: Self = Self { start: Instant::OPEN, end: Instant::BEGINNING };
    /// At all times.
    pub(super) const ALWAYS: Self = Self { start: Instant::BEGINNING, end: Instant::OPEN };
}

/// The part of a month's quantity that a row prices: after `from` units, until `to` where the list says an end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub(crate) struct Span {
    pub from: Decimal,
    pub to: Option<Decimal>,
}

/// A row of a list: what a thing costs at a place, in a tier, for some time. The rows of one product, SKU, meter, region,
/// type and term are a price. 36 bytes, not the 40 that the first field would have it take: a list has a million.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[repr(Rust, packed(4))]
pub(crate) struct Row {
    pub unit_price: Number,
    pub item: u32,
    pub sku_id: SkuId,
    pub meter_ids: MeterIds,
    pub savings_plans: Symbol,
    /// Where it stands in the files, one after the other.
    pub row: u32,
    pub place: u16,
    pub validity: u16,
    /// Place in the table of printed tiers while the list is read; then in that of spans, where 0 is all there is.
    pub tier: u16,
}

impl Row {
    /// Do two rows of a list whose names are settled belong to one price?
    pub(super) fn is_of_price_of(&self, other: &Self) -> bool {
        (self.item, self.place, self.sku_id, self.meter_ids) == (other.item, other.place, other.sku_id, other.meter_ids)
    }
}
