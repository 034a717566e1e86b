//! Rows put together to prices: those of one product, SKU, meter, region, type and term.

use super::builder::RawRow;
use super::meters::MeterIds;
use super::model::{Item, Place, Price, PriceType};
use super::order::{Runs, at, index};
use crate::pec::PecReason;
use crate::strings::{Strings, Symbol};
use foldhash::fast::FixedState;
use hashbrown::HashMap;

/// What rows say besides numbers, by their places.
#[derive(Debug)]
pub(super) struct Named<'a> {
    pub items: &'a [(Item, PecReason)],
    pub places: &'a [Place],
    pub strings: &'a Strings,
    /// By place: the number that places of one region, type and term share.
    keys: Vec<u32>,
}

/// What makes a price: product, SKU, meter, and region, type and term.
type Key = (Symbol, Symbol, MeterIds, u32);

impl<'a> Named<'a> {
    pub(super) fn new(items: &'a [(Item, PecReason)], places: &'a [Place], strings: &'a Strings) -> Self {
        let mut known: HashMap<(Symbol, PriceType, Symbol), u32, FixedState> = HashMap::default();
        let mut key = |place: &Place| {
            let next = index(known.len());
            *known.entry((place.region, place.price_type, place.term)).or_insert(next)
        };
        let keys = places.iter().map(&mut key).collect();
        Self { items, places, strings, keys }
    }

    fn item(&self, item: u32) -> Item {
        at(self.items, item).map_or_else(Item::default, |(item, _)| item)
    }

    fn place(&self, place: u16) -> Place {
        at(self.places, u32::from(place)).unwrap_or_default()
    }

    fn key(&self, row: &RawRow) -> Key {
        let place = at(&self.keys, u32::from(row.place)).unwrap_or_default();
        (self.item(row.item).product_id, row.sku_id, row.meter_ids, place)
    }

    /// Rows of one price next to each other.
    pub(super) fn in_order(&self, rows: &[RawRow]) -> Vec<RawRow> {
        let products: Vec<u32> = self.items.iter().map(|(item, _)| item.product_id.bits()).collect();
        let product = |row: &RawRow| at(&products, row.item).unwrap_or_default();
        let runs = Runs::of(self.strings.len(), rows, product);
        runs.sorted_by_key(|row| (row.sku_id, row.meter_ids, at(&self.keys, u32::from(row.place)), row.row))
    }

    /// Do two rows belong to one price?
    pub(super) fn is_same_price(&self, left: &RawRow, right: &RawRow) -> bool {
        self.key(left) == self.key(right)
    }

    /// The price of some rows. They may name it differently: the names that come first in the alphabet hold, so that
    /// the order of rows decides nothing.
    pub(super) fn price(&self, first: &RawRow, others: &[RawRow]) -> Price {
        let mut named = *first;
        for row in others {
            if row.item != named.item && self.names(row.item) < self.names(named.item) {
                named.item = row.item;
            }
            if row.place != named.place && self.location(row.place) < self.location(named.place) {
                named.place = row.place;
            }
            if self.strings.text(row.savings_plans) > self.strings.text(named.savings_plans) {
                named.savings_plans = row.savings_plans;
            }
        }
        let RawRow { item, sku_id, meter_ids, savings_plans, place, .. } = named;
        let pec = match at(self.items, item) {
            _ if self.place(place).price_type == PriceType::Reservation => PecReason::Reservation,
            Some((_, pec)) => pec,
            None => PecReason::Eligible,
        };
        Price { item, sku_id, meter_ids, savings_plans, place, pec }
    }

    fn names(&self, item: u32) -> ([&'a str; 4], [&'a str; 4]) {
        let item = self.item(item);
        let titles =
            [item.product_title, item.sku_title, item.meter_name, item.service].map(|name| self.strings.text(name));
        let rest = [item.arm_sku, item.unit_of_measure, item.publisher, item.tags].map(|name| self.strings.text(name));
        (titles, rest)
    }

    fn location(&self, place: u16) -> &'a str {
        self.strings.text(self.place(place).location)
    }
}
