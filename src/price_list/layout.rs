//! The columns of a file, and which of them are looked up together.

use super::columns::{ListColumn, Shape};
use crate::files::{Header, Runs};

/// The columns of a file.
#[derive(Debug)]
pub(super) struct Layout {
    pub header: Header<ListColumn>,
    pub shape: Shape,
    pub item: Runs,
    pub place: Runs,
    pub validity: Runs,
    /// Currency, tier and savings plans: nearly all rows say the same.
    pub terms: Runs,
    /// The item is told by the SKU where the product is not said.
    pub has_product: bool,
}

impl Layout {
    pub(super) fn new(header: Header<ListColumn>, shape: Shape) -> Self {
        use ListColumn as C;
        // Ids and families of services go with their names: they only make two runs one.
        let item = header.runs(&[
            C::ProductId,
            C::ProductTitle,
            C::SkuTitle,
            C::MeterName,
            C::ServiceName,
            C::ServiceId,
            C::ServiceFamily,
            C::ArmSkuName,
            C::UnitOfMeasure,
            C::Publisher,
            C::Tags,
        ]);
        // A Partner Center sheet names the region at the end of the SKU title.
        let region = if header.has(C::ArmRegionName) { C::ArmRegionName } else { C::SkuTitle };
        Self {
            item,
            place: header.runs(&[region, C::Location, C::PriceType, C::TermDuration, C::ProductOrderName]),
            validity: header.runs(&[C::EffectiveStartDate, C::EffectiveEndDate]),
            terms: header.runs(match shape {
                Shape::PartnerCenter => &[C::Currency, C::PricingTierRangeMin, C::PricingTierRangeMax, C::SavingsPlan],
                Shape::Retail | Shape::PriceSheet => &[C::Currency, C::TierMinimumUnits, C::SavingsPlan],
            }),
            has_product: header.has(C::ProductId),
            header,
            shape,
        }
    }

    /// Do the same runs of cells say the same?
    pub(super) fn reads_like(&self, other: &Self) -> bool {
        self.shape == other.shape && self.header.names() == other.header.names()
    }
}
