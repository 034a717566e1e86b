//! Whose usage it is, and what tiers add up over.
//!
//! Ids are shown as the files first write them, and compared without case. An empty cell is filled where the other rows leave
//! one answer: the only customer of a plan, the only plan of a customer, the only meter of a plan's product and SKU. Files
//! put together of several sources (`fragment=basic` has no meters) would else give one plan a free grant twice.

use super::about::About;
use crate::ids;
use crate::strings::{Strings, Symbol};
use crate::units;
use foldhash::fast::FixedState;
use hashbrown::{HashMap, HashSet};
use std::hash::Hash;

/// What tiers add up over, in a month: customer, plan and meter (rules 2.3, 12.4), whatever the SKU or region. A meter id
/// that is a word says what it is with its product only, and without one the product and SKU stand for it.
pub(crate) type MeterKey = [Symbol; 5];

/// Ids that were written in several ways, each as it was written first.
#[derive(Debug, Default)]
pub(super) struct Ids {
    written: HashMap<Symbol, Symbol, FixedState>,
    first: HashMap<String, Symbol, FixedState>,
}

impl Ids {
    pub(super) fn of(&mut self, cell: &[u8], strings: &mut Strings) -> Symbol {
        let written = strings.intern_bytes(cell);
        if let Some(known) = self.written.get(&written) {
            return *known;
        }
        let text = String::from_utf8_lossy(cell);
        let id = *self.first.entry(ids::compared(&text)).or_insert_with(|| strings.intern(ids::bare(&text)));
        self.written.insert(written, id);
        id
    }
}

/// Meters, by place.
#[derive(Debug, Default)]
pub(super) struct Meters {
    pub keys: Vec<MeterKey>,
    /// Places of those that have rows without a meter id, which were taken for it.
    pub filled: HashSet<u32, FixedState>,
    /// The unit that the first rows of each say; one that can be compared with others, where they have such a one.
    units: HashMap<u32, Symbol, FixedState>,
    /// Places of those with rows whose quantity is in the list's unit, whatever it is: they say none that can be compared.
    uncounted: HashSet<u32, FixedState>,
    /// Places of those whose rows are in units of which one quantity can't be made.
    pub mixed: HashSet<u32, FixedState>,
}

impl Meters {
    /// The unit of a meter's rows beside which others are in the list's unit.
    pub(super) fn unit_beside_uncounted(&self, meter: u32) -> Option<Symbol> {
        self.units.get(&meter).copied().filter(|_| self.uncounted.contains(&meter))
    }
}

/// Can quantities in the unit be compared with those in others?
fn is_counted(unit: &str) -> bool {
    units::has_number(unit) && units::is_understood(unit)
}

fn counts_alike(left: &str, right: &str) -> bool {
    units::conversion(left, right).is_some_and(|conversion| conversion.is_same())
}

/// Fills empty ids, and numbers what tiers add up over and what a price is looked up by.
pub(super) fn settle(abouts: &mut [About], strings: &Strings) -> Meters {
    let customers = Only::of(abouts, |about| (about.plan, about.customer));
    let plans = Only::of(abouts, |about| (about.customer, about.plan));
    for about in abouts.iter_mut() {
        if about.customer.is_empty() && !about.plan.is_empty() {
            about.customer = customers.get(&about.plan);
        } else if about.plan.is_empty() && !about.customer.is_empty() {
            about.plan = plans.get(&about.customer);
        }
    }
    let of_sku = |about: &About| (about.customer, about.plan, about.product_id, about.sku_id);
    let only = Only::of(abouts, |about| (of_sku(about), about.meter_id));
    let (mut meters, mut items) = (Meters::default(), Numbers::default());
    let mut places = Numbers::default();
    for about in abouts {
        let was_empty = about.meter_id.is_empty();
        if was_empty {
            about.meter_id = only.get(&of_sku(about));
        }
        about.meter = places.of(tiers_of(about, strings));
        about.item = items.of([about.product_id, about.sku_id, about.meter_id, about.unit, about.currency]);
        if !is_counted(strings.text(about.unit)) {
            meters.uncounted.insert(about.meter);
        }
        if !about.unit.is_empty() {
            let unit = meters.units.entry(about.meter).or_insert(about.unit);
            let [known, own] = [*unit, about.unit].map(|unit| strings.text(unit));
            if !is_counted(known) {
                *unit = about.unit;
            } else if is_counted(own) && !counts_alike(known, own) {
                meters.mixed.insert(about.meter);
            }
        }
        if was_empty && !about.meter_id.is_empty() {
            meters.filled.insert(about.meter);
        }
    }
    meters.keys = places.in_order();
    meters
}

fn tiers_of(about: &About, strings: &Strings) -> MeterKey {
    let About { customer, plan, product_id, sku_id, meter_id, .. } = *about;
    let none = Symbol::EMPTY;
    if meter_id.is_empty() {
        [customer, plan, product_id, sku_id, none]
    } else if ids::is_guid(strings.text(meter_id)) {
        [customer, plan, none, none, meter_id]
    } else {
        [customer, plan, product_id, none, meter_id]
    }
}

/// The only name that goes with a key.
struct Only<K>(HashMap<K, Option<Symbol>, FixedState>);

impl<K: Eq + Hash> Only<K> {
    fn of(abouts: &[About], pair: impl Fn(&About) -> (K, Symbol)) -> Self {
        let mut only = HashMap::default();
        for (key, name) in abouts.iter().map(pair).filter(|(_, name)| !name.is_empty()) {
            let found = only.entry(key).or_insert(Some(name));
            if *found != Some(name) {
                *found = None;
            }
        }
        Self(only)
    }

    fn get(&self, key: &K) -> Symbol {
        self.0.get(key).copied().flatten().unwrap_or_default()
    }
}

/// Numbers of keys, from 0 in the order of first use.
struct Numbers<K>(HashMap<K, u32, FixedState>);

impl<K> Default for Numbers<K> {
    fn default() -> Self {
        Self(HashMap::default())
    }
}

impl<K: Eq + Hash + Copy + Default> Numbers<K> {
    fn of(&mut self, key: K) -> u32 {
        let next = u32::try_from(self.0.len()).unwrap_or(u32::MAX);
        *self.0.entry(key).or_insert(next)
    }

    fn in_order(self) -> Vec<K> {
        let mut keys = vec![K::default(); self.0.len()];
        for (key, place) in self.0 {
            if let Some(slot) = usize::try_from(place).ok().and_then(|place| keys.get_mut(place)) {
                *slot = key;
            }
        }
        keys
    }
}
