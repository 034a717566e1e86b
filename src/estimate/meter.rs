//! Which lines of an estimate share tiers, and which are one reconciliation line: as in a bill.

use super::EstimateLine;
use crate::ids;
use crate::price_list::PriceHit;

/// What tiers add up over: a meter, whatever the SKU and region; the product and SKU where no meter is known. And the type of
/// the price.
pub(crate) type Meter = [String; 4];

/// What tiers add up over, and the reconciliation line: product, SKU, meter and type.
pub(super) fn of(line: &EstimateLine, price: &PriceHit) -> (Meter, [String; 4]) {
    let asked = ids::meter_id(line.meter_id.as_deref().unwrap_or_default());
    let meter = if asked.is_empty() { price.meter_ids.join(";") } else { asked };
    let own = [price.product_id.clone(), price.sku_id.clone(), meter, price.price_type.as_str().to_owned()];
    let mut tiers = own.clone();
    let [product, sku, meter, _] = &mut tiers;
    if !meter.is_empty() {
        sku.clear();
    }
    if ids::is_guid(meter) {
        product.clear();
    }
    (tiers, own)
}
