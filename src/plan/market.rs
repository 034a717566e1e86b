//! A market as the rules ask for it.

use crate::markets::{Closing, markets};
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
        /// Reservations are sold there, as the lists of the day have it; `None` where they differ.
        reservations: Option<bool>,
    },
    /// Sold by another operator.
    China,
    /// Closed for new sales on that day.
    Closed {
        /// Its name.
        name: &'static str,
        /// Since when, and who says so.
        closing: Closing,
    },
    /// In the tables, but in no CSP region.
    WithoutRegion {
        /// Its name.
        name: &'static str,
    },
    /// In no table.
    NotListed,
}

pub(super) fn market(name: &str, language: Language, on: Day) -> Market {
    let answer = markets(name, language);
    let [found] = answer.markets.as_slice() else { return Market::NotListed };
    if found.code == CHINA {
        return Market::China;
    }
    let name = found.name;
    if let Some(closing) = found.closings.iter().rev().find(|closing| closing.from <= on) {
        return Market::Closed { name, closing: closing.clone() };
    }
    let Some(region) = found.region else { return Market::WithoutRegion { name } };
    // Before the first list that is known, the first; a list stays until its page is known to have changed.
    let mut lists = found.reservations.iter().filter(|listed| listed.from <= on);
    let first = lists.next().or(found.reservations.first()).is_none_or(|listed| listed.available);
    let reservations = Some(first).filter(|first| lists.all(|listed| listed.available == *first));
    Market::Listed { name, region, reservations }
}
