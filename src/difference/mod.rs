//! What changed between two price lists, and what that does to a customer's usage; what changed between two downloads of usage.

mod answer;
mod billing;
mod compared;
mod download_sums;
mod download_words;
mod downloads;
mod impact;
mod prices;

pub use answer::{
    ChangedPart, Counts, DiffAnswer, ListedInOne, NamedPrice, NotCompared, NotComparedReason, PriceChange,
    SavingsPlanChange,
};
pub use billing::BillingChange;
pub use download_sums::{ChangesOfDay, ChangesOfResource};
pub use downloads::{
    Download, UsageChange, UsageChangeKind, UsageChanges, UsageDiffAnswer, UsageDiffRequest, UsageSide, downloads,
};
pub use impact::{DiffImpact, ImpactLine};
pub use prices::{DiffRequest, diff};

use crate::money::Exact;

fn size(value: Exact) -> Exact {
    if value.is_negative() { Exact::ZERO.minus(value).unwrap_or(value) } else { value }
}
