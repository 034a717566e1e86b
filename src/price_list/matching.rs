//! Which prices of two lists are the same thing.

use super::PriceList;
use super::model::Row;
use super::order::index;
use super::skus::SkuId;
use crate::strings::Symbol;
use foldhash::fast::FixedState;
use hashbrown::HashTable;
use std::hash::BuildHasher;

/// Prices of two lists by their places.
#[derive(Debug, Default)]
pub(crate) struct Matched {
    /// In the old and in the new list.
    pub both: Vec<(u32, u32)>,
    /// Only in the new list.
    pub added: Vec<u32>,
    /// Only in the old list.
    pub removed: Vec<u32>,
}

/// What makes a price the same in another list, in symbols of one list.
#[derive(PartialEq, Hash)]
struct Key {
    product_id: Symbol,
    sku_id: SkuId,
    guid: Option<u128>,
    meters: Symbol,
    region: Symbol,
    price_type: super::PriceType,
    term: Symbol,
}

impl PriceList {
    fn key(&self, price: &Row, with_region: bool) -> Option<Key> {
        let (guid, meters) = self.meters.key(price.meter_ids);
        let place = self.place(price);
        Some(Key {
            product_id: self.item(price)?.product_id,
            sku_id: price.sku_id,
            guid,
            meters,
            region: if with_region { place.region } else { Symbol::EMPTY },
            price_type: place.price_type,
            term: place.term,
        })
    }

    fn knows_regions(&self) -> bool {
        self.places.iter().any(super::model::Place::has_region)
    }

    /// Matches the prices of this list, the old one, to those of a new one. Regions count where both lists name them; where
    /// one does not, each region's price of the other is compared with the one that it has.
    pub(crate) fn matched(&self, new: &Self) -> Matched {
        let with_region = self.knows_regions() && new.knows_regions();
        if !with_region && self.knows_regions() {
            let Matched { both, added, removed } = new.matched_one_to_many(self, false);
            let both = both.into_iter().map(|(new, old)| (old, new)).collect();
            return Matched { both, added: removed, removed: added };
        }
        self.matched_one_to_many(new, with_region)
    }

    /// A price of this list may be matched to several of the new one.
    fn matched_one_to_many(&self, new: &Self, with_region: bool) -> Matched {
        let hasher = FixedState::default();
        let mut table: HashTable<u32> = HashTable::with_capacity(self.price_count());
        let own = |place: u32| self.key(self.price_at(place)?, with_region);
        let hash = |place: &u32| own(*place).map_or(0, |key| hasher.hash_one(key));
        for place in 0..index(self.price_count()) {
            table.insert_unique(hash(&place), place, hash);
        }
        // Symbols of the new list in this one; a text that is not here matches nothing.
        let here: Vec<Option<Symbol>> =
            (0..new.texts.len()).map(|place| self.texts.find(new.texts.text(Symbol::at(place)))).collect();
        let translate = |symbol: Symbol| here.get(symbol.index()).copied().flatten();
        let foreign = |place: u32| {
            let key = new.key(new.price_at(place)?, with_region)?;
            Some(Key {
                product_id: translate(key.product_id)?,
                sku_id: key.sku_id.renamed(translate)?,
                meters: translate(key.meters)?,
                region: translate(key.region)?,
                term: translate(key.term)?,
                ..key
            })
        };
        let mut matched = Matched::default();
        let mut seen = vec![false; self.price_count()];
        for place in 0..index(new.price_count()) {
            let found = foreign(place)
                .and_then(|key| table.find(hasher.hash_one(&key), |old| own(*old).as_ref() == Some(&key)).copied());
            match found {
                Some(old) => {
                    matched.both.push((old, place));
                    if let Some(seen) = usize::try_from(old).ok().and_then(|old| seen.get_mut(old)) {
                        *seen = true;
                    }
                }
                None => matched.added.push(place),
            }
        }
        matched.removed = (0u32..).zip(seen).filter(|(_, seen)| !seen).map(|(place, _)| place).collect();
        matched
    }
}
