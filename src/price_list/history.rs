//! A price over time, as one list knows it.

use super::answers::PriceHit;
use super::lookup::NotFoundReason;
use super::{Gap, PriceKey, PriceList, PriceRequest, Tier, Tiers};
use crate::money::Decimal;
use crate::time::{Day, Instant};
use serde::Serialize;
use std::collections::BTreeSet;

/// Tiers from a day to a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PriceVersion {
    /// First day; `None` where the list does not say.
    pub from: Option<Day>,
    /// Last day; `None` when open.
    pub to: Option<Day>,
    /// Price of the first paid tier; `None` where that is not known.
    pub unit_price: Option<Decimal>,
    /// The tiers.
    pub tiers: Vec<Tier>,
    /// Parts of a month's quantity that have no price.
    pub gaps: Vec<Gap>,
}

/// Answer of [`PriceList::history`].
#[derive(Debug, Clone, Serialize)]
#[serde(untagged)]
pub enum HistoryAnswer {
    /// The versions.
    Found {
        /// True.
        found: bool,
        /// The price.
        price: Box<PriceHit>,
        /// Versions in order of time.
        versions: Vec<PriceVersion>,
    },
    /// Why there are none.
    NotFound {
        /// False.
        found: bool,
        /// The reason.
        reason: NotFoundReason,
        /// A sentence.
        message: String,
        /// Near prices.
        nearest: Vec<PriceHit>,
    },
}

impl PriceList {
    /// A price over time, by the rule of [`price`](Self::price) on each day.
    ///
    /// ```
    /// # use azplan::{PriceList, price_list::PriceRequest};
    /// let list = PriceList::read(
    ///     b"ProductId,SkuId,UnitPrice,EffectiveStartDate,EffectiveEndDate\n\
    ///       DZH318Z0BQD2,003J,2.99,2025-01-01,2025-10-31\nDZH318Z0BQD2,003J,2.76,2025-11-01,\n",
    /// )?;
    /// let request = PriceRequest { product_id: "DZH318Z0BQD2".into(), sku_id: "003J".into(), ..PriceRequest::default() };
    /// let answer = serde_json::to_value(list.history(&request)).expect("JSON");
    /// assert_eq!(answer["versions"][1]["unitPrice"], "2.76");
    /// # Ok::<(), azplan::Error>(())
    /// ```
    #[must_use]
    pub fn history(&self, request: &PriceRequest) -> HistoryAnswer {
        let on = request.on.unwrap_or_else(|| self.newest_day());
        let index = match self.find(&PriceKey::of(request), on) {
            Ok(priced) => priced.index(),
            Err(missing) => match (missing.reason, missing.first()) {
                (NotFoundReason::NotInForce | NotFoundReason::NotRead, Some(index)) => index,
                _ => {
                    let nearest = self.nearest(&missing);
                    return HistoryAnswer::NotFound {
                        found: false,
                        reason: missing.reason,
                        message: missing.message,
                        nearest,
                    };
                }
            },
        };
        HistoryAnswer::Found { found: true, price: Box::new(self.hit(index, Some(on))), versions: self.versions(index) }
    }

    fn versions(&self, index: u32) -> Vec<PriceVersion> {
        let validities = || self.rows_of(index).iter().filter_map(|row| self.validity(row));
        let starts = validities().filter_map(|validity| validity.start.day());
        let after_ends = validities().filter_map(|validity| validity.end.day()?.plus_days(1).ok());
        let mut days: BTreeSet<Day> = BTreeSet::new();
        days.extend(starts.chain(after_ends));
        // A row that says no start is in force on the first day of the calendar that lists are written in.
        let long_ago =
            Day::try_new(1754, 1, 1).filter(|_| validities().any(|validity| validity.start == Instant::BEGINNING));
        days.extend(long_ago);
        let mut versions: Vec<(Day, Option<Tiers>)> = Vec::new();
        for day in days {
            let tiers = self.tiers_on(index, day).map(|(tiers, _)| tiers);
            if versions.last().is_none_or(|(_, last)| *last != tiers) {
                versions.push((day, tiers));
            }
        }
        let ends = versions.iter().skip(1).map(|(day, _)| day.before()).chain([None]);
        let dated = versions.iter().zip(ends).filter_map(|((from, tiers), to)| Some((*from, to, tiers.as_ref()?)));
        dated
            .map(|(from, to, tiers)| PriceVersion {
                from: Some(from).filter(|from| Some(*from) != long_ago),
                to,
                unit_price: tiers.unit_price(),
                tiers: tiers.as_slice().to_vec(),
                gaps: tiers.gaps().to_vec(),
            })
            .collect()
    }
}
