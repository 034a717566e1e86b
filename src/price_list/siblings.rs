//! Prices that belong to one price: its reservations, Spot and Dev/Test, and the machine without its software.
//!
//! What belongs together was found in the whole public list of 2025-11-17. A reservation stands in the product of the
//! pay-as-you-go price, under another SKU, with the same meter and region; where machines share a meter, `armSkuName` tells
//! them apart. What is sold by the unit has a reservation for the unit, of which a size takes as many as it has units. Spot capacity has a meter of its own, named after the other with `Spot` behind. A Windows machine has no
//! reservation: the one of the same machine in the product without `Windows` covers its computing, not its software.

use super::lookup::{PriceKey, Priced};
use super::model::{Item, Place, Row};
use super::order::{at, index};
use super::sizes::{Names, Size};
use super::{PriceHit, PriceList, PriceType};
use crate::pec::PecReason;
use std::collections::BTreeMap;

/// What the list has beside a price.
#[derive(Debug)]
pub(crate) struct Siblings {
    /// By term (`P1Y`).
    pub reservations: BTreeMap<String, Result<Vec<Package>, NoPackage>>,
    /// The same capacity as Spot.
    pub spot: Option<Priced>,
    /// The same in a Dev/Test subscription.
    pub dev_test: Option<Priced>,
    /// The same machine without the software that the price includes.
    pub bare: Option<Priced>,
}

/// A reservation, for so many units of what the price uses.
#[derive(Debug, Clone)]
pub(crate) struct Package {
    pub priced: Priced,
    /// What one of the price uses.
    pub used: Size,
    /// What one of the reservation covers.
    pub covered: Size,
}

/// Why the reservations under a meter are none for a price.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NoPackage {
    /// Several of one size differ.
    Ambiguous,
    /// The names don't say how many the price takes.
    Unsized,
}

impl PriceList {
    /// Other prices for what a price is for, on its day.
    pub(crate) fn siblings(&self, priced: &Priced) -> Siblings {
        let nothing = Siblings { reservations: BTreeMap::new(), spot: None, dev_test: None, bare: None };
        let Some(price) = self.price_at(priced.index()) else { return nothing };
        let Some(item) = self.item(price) else { return nothing };
        let place = self.place(price);
        Siblings {
            reservations: self.reservations_of(priced, price, item, &place),
            spot: self.spot_of(priced, price, item, &place),
            dev_test: self.dev_test_of(priced),
            bare: self.bare_of(priced, price, item, &place),
        }
    }

    /// Prices of an item's product in a region that are of a type and in force.
    fn beside(&self, priced: &Priced, item: &Item, place: &Place, wanted: PriceType) -> Vec<(Priced, Item, Row)> {
        let of_product = self.sku_range(|other, _| other.product_id.cmp(&item.product_id));
        let fits = |index: &u32| {
            let price = self.price_at(*index)?;
            let other = self.place(price);
            let same_region = (other.region, other.location) == (place.region, place.location);
            (other.price_type == wanted && same_region)
                .then(|| Some((self.priced(*index, priced)?, *self.item(price)?, *price)))?
        };
        of_product.iter().filter_map(fits).collect()
    }

    fn priced(&self, index: u32, like: &Priced) -> Option<Priced> {
        let pec = self.pec_of(self.price_at(index)?);
        let tiers = self.tiers_on(index, like.on)?.0;
        tiers.is_whole().then(|| Priced::new(index, tiers, pec, like.on))
    }

    fn names(&self, item: &Item) -> Names<'_> {
        let text = |symbol| self.texts.text(symbol);
        Names { sku: text(item.sku_title), arm_sku: text(item.arm_sku), meter: text(item.meter_name) }
    }

    fn reservations_of(
        &self,
        priced: &Priced,
        price: &Row,
        item: &Item,
        place: &Place,
    ) -> BTreeMap<String, Result<Vec<Package>, NoPackage>> {
        // Without a meter nothing says that a reservation of the product is for this price.
        if self.meters.texts(price.meter_ids, &self.texts).is_empty() {
            return BTreeMap::new();
        }
        let own = self.names(item);
        let mut terms: BTreeMap<String, Fitting> = BTreeMap::new();
        for (reservation, other_item, other) in self.reservations_under(priced, price, item, place) {
            let term = terms.entry(self.term_of(&other)).or_default();
            if let Some((used, covered)) = own.taken(&self.names(&other_item)) {
                term.take(Package { priced: reservation, used, covered });
            }
        }
        if terms.is_empty() {
            // Sold for all regions at once, by a unit of which each region uses more or less (azure-docs:
            // understand-cosmosdb-reservation-charges): how many it takes is not in the list.
            let of_product = self.sku_range(|other, _| other.product_id.cmp(&item.product_id));
            let elsewhere = of_product.iter().filter_map(|index| self.price_at(*index)).filter(|row| {
                let same_unit = self.item(row).is_some_and(|other| own.is_of_measure_of(&self.names(other)));
                let place = self.place(row);
                same_unit && place.price_type == PriceType::Reservation && self.is_global(&place)
            });
            terms = elsewhere.map(|row| (self.term_of(row), Fitting::default())).collect();
        }
        terms.into_iter().map(|(term, fitting)| (term, fitting.packages())).collect()
    }

    fn term_of(&self, row: &Row) -> String {
        self.texts.text(self.place(row).term).to_owned()
    }

    fn is_global(&self, place: &Place) -> bool {
        [place.region, place.location].iter().any(|name| self.texts.text(*name).eq_ignore_ascii_case("global"))
    }

    /// Reservations under a price's meter: of its product in its region, else of any product there (those of provisioned
    /// throughput and of storage are products of their own), else those that are sold for all regions at once.
    fn reservations_under(&self, priced: &Priced, price: &Row, item: &Item, place: &Place) -> Vec<(Priced, Item, Row)> {
        let mut own = self.beside(priced, item, place, PriceType::Reservation);
        own.retain(|(_, _, other)| other.meter_ids == price.meter_ids);
        self.keep_of_machine(item, &mut own);
        if !own.is_empty() {
            return own;
        }
        let starts = (0u32..).zip(&self.row_starts);
        let under_meter = starts.filter_map(|(index, start)| {
            let row = at(&self.rows, *start)?;
            let is_reservation =
                row.meter_ids == price.meter_ids && self.place(&row).price_type == PriceType::Reservation;
            is_reservation.then(|| Some((self.priced(index, priced)?, *self.item(&row)?, row)))?
        });
        let (here, elsewhere): (Vec<_>, Vec<_>) = under_meter.partition(|(_, _, row)| {
            let other = self.place(row);
            (other.region, other.location) == (place.region, place.location)
        });
        for mut found in [here, elsewhere.into_iter().filter(|(_, _, row)| self.is_global(&self.place(row))).collect()]
        {
            self.keep_of_machine(item, &mut found);
            if !found.is_empty() {
                return found;
            }
        }
        Vec::new()
    }

    /// Where machines share a meter, their own; of what is for no machine, that.
    fn keep_of_machine(&self, item: &Item, found: &mut Vec<(Priced, Item, Row)>) {
        if item.arm_sku.is_empty() {
            return;
        }
        let same_machine = |other: &Item| other.arm_sku == item.arm_sku;
        let any = found.iter().any(|(_, other, _)| same_machine(other));
        // A unit is a unit, whatever machine its name says; a machine is not another one.
        let for_any = |other: &Item| other.arm_sku.is_empty() || self.names(other).says_a_size();
        found.retain(|(_, other, _)| same_machine(other) || (!any && for_any(other)));
    }

    fn spot_of(&self, priced: &Priced, price: &Row, item: &Item, place: &Place) -> Option<Priced> {
        if self.pec_of(price) == PecReason::Spot || item.arm_sku.is_empty() {
            return None;
        }
        let name = format!("{} Spot", self.texts.text(item.meter_name));
        let found = self.beside(priced, item, place, PriceType::Consumption);
        let fits = |other: &Item| other.arm_sku == item.arm_sku && self.texts.text(other.meter_name) == name;
        found.into_iter().find(|(spot, other, _)| spot.pec == PecReason::Spot && fits(other)).map(|(spot, ..)| spot)
    }

    fn dev_test_of(&self, priced: &Priced) -> Option<Priced> {
        let PriceHit { product_id, sku_id, meter_ids, region, .. } = self.hit_of(priced);
        let key = PriceKey {
            product_id: &product_id,
            sku_id: &sku_id,
            meter_id: meter_ids.first().map(String::as_str).unwrap_or_default(),
            regions: [&region, ""],
            region_required: true,
            price_type: Some(PriceType::DevTestConsumption),
            term: "",
        };
        self.find_whole(&key, priced.on).ok()
    }

    fn bare_of(&self, priced: &Priced, price: &Row, item: &Item, place: &Place) -> Option<Priced> {
        let text = |symbol| self.texts.text(symbol);
        let bare =
            text(item.product_title).strip_suffix(" Windows").filter(|_| self.pec_of(price) != PecReason::Spot)?;
        let linux = format!("{bare} Linux");
        let same_machine = |other: &Item| {
            let title = text(other.product_title);
            other.arm_sku == item.arm_sku
                && other.meter_name == item.meter_name
                && other.unit_of_measure == item.unit_of_measure
                && (title == bare || title == linux)
        };
        if item.arm_sku.is_empty() {
            return None;
        }
        let items = (0u32..).zip(&self.items).filter(|(_, other)| same_machine(other)).map(|(index, _)| index);
        let mut found = items.flat_map(|item| self.beside_item(priced, item, place));
        // Two machines that fit and differ are no answer.
        let first = found.next()?;
        found.all(|other| other.tiers == first.tiers).then_some(first)
    }

    /// Pay-as-you-go prices of an item in a region; prices stand in the order of their items.
    fn beside_item(&self, like: &Priced, item: u32, place: &Place) -> Vec<Priced> {
        let start = self.row_starts.partition_point(|first| at(&self.rows, *first).is_some_and(|row| row.item < item));
        let own = (index(start)..).map_while(|index| Some((index, self.price_at(index)?)));
        let same = |other: Place| {
            other.price_type == PriceType::Consumption
                && (other.region, other.location) == (place.region, place.location)
        };
        own.take_while(|(_, price)| price.item == item)
            .filter(|(_, price)| same(self.place(price)))
            .filter_map(|(index, _)| self.priced(index, like))
            .collect()
    }
}

/// The packages of a term that fit, one of each size.
#[derive(Default)]
struct Fitting {
    packages: Vec<Package>,
    /// Sizes whose packages differ.
    contradicted: Vec<Size>,
}

impl Fitting {
    fn take(&mut self, package: Package) {
        match self.packages.iter().find(|known| known.covered == package.covered) {
            Some(known) if known.priced.tiers == package.priced.tiers => {}
            Some(_) => self.contradicted.push(package.covered),
            None => self.packages.push(package),
        }
    }

    fn packages(mut self) -> Result<Vec<Package>, NoPackage> {
        let Self { packages, contradicted } = &mut self;
        packages.retain(|package| !contradicted.contains(&package.covered));
        match (packages.is_empty(), contradicted.is_empty()) {
            (false, _) => Ok(self.packages),
            (true, false) => Err(NoPackage::Ambiguous),
            (true, true) => Err(NoPackage::Unsized),
        }
    }
}
