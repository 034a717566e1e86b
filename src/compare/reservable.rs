//! Which reservations may be bought for a price, how many of them it takes, and why one may not.

use crate::error::Result;
use crate::money::Exact;
use crate::price_list::{NoPackage, Package, PriceList};
use crate::time::Day;
use serde::Serialize;
use std::collections::BTreeMap;

const RETIRED: &str = include_str!("../rules/data/retired_reservations.txt");

/// Why a way to pay is not there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Missing {
    /// The list has no price for it.
    NotInList,
    /// What was read of the list has none, but not all of it was read.
    NotRead,
    /// The list has several that differ, for packages of different size.
    Ambiguous,
    /// The list has one, whose names don't say how many of it are needed.
    CountUnknown,
    /// It is neither sold nor renewed any more.
    Retired,
}

impl Missing {
    /// Of a list that was not read as a whole nobody knows what it does not have.
    pub(super) const fn in_list(self, list: &PriceList) -> Self {
        match self {
            Self::NotInList if !list.is_read() => Self::NotRead,
            reason => reason,
        }
    }

    /// A sentence.
    pub(super) const fn text(self) -> &'static str {
        match self {
            Self::NotInList => "not in this list",
            Self::NotRead => "not in the part of this list that was read",
            Self::Ambiguous => "the list has packages of several sizes, none of which is for one unit",
            Self::CountUnknown => "the list has it, but does not say how many of it this takes: it is not counted",
            Self::Retired => "retired: for this series and term it is neither sold nor renewed from 2026-07-01 on",
        }
    }
}

/// How many of a reservation a workload takes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Taken<'a> {
    pub package: &'a Package,
    /// Reservations.
    pub count: Exact,
}

/// The reservations of a price, by term.
#[derive(Debug)]
pub(super) struct Reservable<'a> {
    pub terms: &'a BTreeMap<String, Result<Vec<Package>, NoPackage>>,
    /// Title of the product that is reserved.
    pub product: &'a str,
    pub on: Day,
}

impl<'a> Reservable<'a> {
    /// The packages of a term.
    pub(super) fn packages(&self, term: &str) -> Result<&'a [Package], Missing> {
        if is_retired(self.product, term, self.on) {
            return Err(Missing::Retired);
        }
        match self.terms.get(term) {
            Some(Ok(packages)) => Ok(packages),
            Some(Err(NoPackage::Ambiguous)) => Err(Missing::Ambiguous),
            Some(Err(NoPackage::Unsized)) => Err(Missing::CountUnknown),
            None => Err(Missing::NotInList),
        }
    }

    /// The cheapest packages of a term that cover so many exactly.
    pub(super) fn taken(&self, term: &str, quantity: Exact) -> Result<Result<Taken<'a>, Missing>> {
        let packages = match self.packages(term) {
            Ok(packages) => packages,
            Err(missing) => return Ok(Err(missing)),
        };
        let mut best: Option<(Exact, Taken<'a>)> = None;
        for package in packages {
            let Some(count) = count(package, quantity)? else { continue };
            let cost = package.priced.tiers.whole_unit_price().exact().times(count)?;
            if best.as_ref().is_none_or(|(least, _)| cost < *least) {
                best = Some((cost, Taken { package, count }));
            }
        }
        Ok(best.map(|(_, taken)| taken).ok_or(Missing::Ambiguous))
    }
}

/// How many of a package so many take; `None` where they would not be used in full.
fn count(package: &Package, quantity: Exact) -> Result<Option<Exact>> {
    let number = |count: u64| Exact::new(i128::from(count), 0);
    let used = quantity.times(number(package.used.count))?;
    let whole = package.used.is_whole_of(&package.covered);
    let count = used.quotient(number(package.covered.count))?;
    Ok(count.filter(|count| whole || is_whole(*count)))
}

fn is_whole(number: Exact) -> bool {
    number.to_string().bytes().all(|digit| digit.is_ascii_digit())
}

/// True where a reservation of a series of machines is not sold for a term any more (azure-docs:
/// manage-legacy-vm-reservations-after-july-1-2026).
fn is_retired(product: &str, term: &str, on: Day) -> bool {
    let Some(series) = product.strip_prefix("Virtual Machines ").and_then(|rest| rest.split(" Series").next()) else {
        return false;
    };
    RETIRED.lines().filter(|line| !line.starts_with('#')).any(|line| {
        let mut cells = line.splitn(4, '|');
        let (named, of_term, from) = (cells.next(), cells.next(), cells.next().and_then(|day| day.parse::<Day>().ok()));
        named.is_some_and(|named| named.eq_ignore_ascii_case(series))
            && of_term == Some(term)
            && from.is_some_and(|from| from <= on)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn old_series_are_not_reserved_from_july_2026_on() {
        let retired = |product: &str, term: &str, on: &str| is_retired(product, term, on.parse().expect("a day"));
        for product in ["Virtual Machines DSv3 Series", "Virtual Machines Dsv3 Series Windows"] {
            assert!(retired(product, "P3Y", "2026-07-01"), "{product}");
            assert!(!retired(product, "P3Y", "2026-06-30"), "{product}");
        }
        assert!(retired("Virtual Machines BS Series", "P1Y", "2026-07-01"));
        assert!(!retired("Virtual Machines BS Series", "P3Y", "2026-07-01"));
        assert!(!retired("Virtual Machines Dsv5 Series", "P1Y", "2026-07-01"));
        assert!(!retired("DSv3 Series Dedicated Host", "P1Y", "2026-07-01"));
    }
}
