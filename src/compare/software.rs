//! Software in the price of a machine, which no commitment covers.

use crate::error::Result;
use crate::money::{Decimal, Exact};
use crate::price_list::{PriceHit, PriceList, Priced, Siblings, Tiers};

/// A price of the machine alone, and of its software as you go.
#[derive(Debug)]
pub(super) struct Included {
    /// The machine without it.
    pub bare: Priced,
    pub hit: PriceHit,
    /// One hour of the software of one instance.
    pub hourly: Exact,
    pub tiers: Tiers,
}

impl Included {
    /// Software in a price: what is left when the same machine without it is taken off.
    ///
    /// Source: Partner Center, azure-reservations: software is not included. The difference of two listed prices is what
    /// both the price list and Microsoft's calculator charge for Windows.
    pub(super) fn of(list: &PriceList, priced: &Priced, siblings: &Siblings) -> Result<Option<Self>> {
        let Some(bare) = siblings.bare.clone() else { return Ok(None) };
        let ([own], [without]) = (priced.tiers.as_slice(), bare.tiers.as_slice()) else { return Ok(None) };
        let hourly = own.unit_price.exact().minus(without.unit_price.exact())?;
        let Ok(price) = hourly.to_string().parse::<Decimal>() else { return Ok(None) };
        let tiers = Tiers::try_new(vec![(Decimal::ZERO, price)]);
        let hit = list.hit_of(&bare);
        Ok(tiers.filter(|_| !hourly.is_negative()).map(|tiers| Self { bare, hit, hourly, tiers }))
    }
}
