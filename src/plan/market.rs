//! A market as the rules ask for it.

use crate::markets::markets;
use crate::rules::Language;
use crate::time::Day;

/// Where Azure is sold by another operator.
const CHINA: &str = "CN";

/// What the tables say of a market that somebody named.
pub(super) enum Market {
    /// In a CSP region.
    Listed {
        /// Its name.
        name: &'static str,
        /// CSP region, in English: what two markets have in common.
        region: &'static str,
        /// Reservations are sold there, as the lists of the day have it.
        reservations: bool,
    },
    /// Sold by another operator.
    China,
    /// In no table, or in no CSP region.
    NotListed,
}

pub(super) fn market(name: &str, language: Language, on: Day) -> Market {
    let answer = markets(name, language);
    let [found] = answer.markets.as_slice() else { return Market::NotListed };
    if found.code == CHINA {
        return Market::China;
    }
    let Some(region) = found.region else { return Market::NotListed };
    // Before the first list that is known, the first.
    let listed = found.reservations.iter().rev().find(|listed| listed.from <= on).or(found.reservations.first());
    Market::Listed { name: found.name, region, reservations: listed.is_none_or(|listed| listed.available) }
}
