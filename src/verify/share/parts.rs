//! Days on which no whole rows make up the tiers: their units are shared out without regard to whole rows.

use super::{Item, Place, Sharing, Start};
use crate::error::Result;
use crate::money::Exact;
use crate::sorting::sort_by_key;
use std::cmp::Reverse;

impl Sharing<'_> {
    /// No whole rows make up the tiers: the rows that agree with none share what the others leave; if those leave too
    /// little, the largest of them gives up what is too much.
    pub(super) fn in_parts(&self) -> Result<Vec<Place>> {
        let mut start = self.start(false, false)?;
        let free = (0..self.items.len()).filter(|at| start.places.get(*at) == Some(&None));
        let free: Vec<usize> = free.collect();
        for tier in 0..self.tiers() {
            self.give_up(&mut start, tier)?;
        }
        let mut places = start.places;
        for at in free {
            let Some(item) = self.item(at) else { continue };
            let parts = self.fill(item, &mut start.left)?;
            if let Some(place) = places.get_mut(at) {
                *place = Some(single(parts));
            }
        }
        // What is still left is nobody's by whole rows: the rows that agree take it.
        for at in start.agreeing {
            let (Some(item), Some(Some(Place::Parts(parts, _)))) = (self.item(at), places.get_mut(at)) else {
                continue;
            };
            let mut rest = item.quantity;
            for part in parts.iter() {
                rest = rest.minus(*part)?;
            }
            let more = self.fill(&Item { quantity: rest, ..item.clone() }, &mut start.left)?;
            for (part, more) in parts.iter_mut().zip(more) {
                *part = part.plus(more)?;
            }
        }
        Ok(places.into_iter().map(|place| place.unwrap_or(Place::Tier(0))).collect())
    }

    /// Rows of a tier that has too much give it up: the first that can, else the largest ones.
    fn give_up(&self, start: &mut Start, tier: usize) -> Result<()> {
        let Start { left, places, agreeing, .. } = start;
        let mut excess = Exact::ZERO.minus(left.get(tier).copied().unwrap_or_default())?;
        if excess <= self.slack {
            return Ok(());
        }
        let mut of_tier: Vec<usize> =
            agreeing.iter().copied().filter(|at| places.get(*at) == Some(&Some(Place::Tier(tier)))).collect();
        let enough = |at: &usize| self.item(*at).is_some_and(|item| item.quantity >= excess);
        match of_tier.iter().find(|at| enough(at)).copied() {
            Some(at) => of_tier = vec![at],
            None => sort_by_key(&mut of_tier, |at| Reverse(self.item(*at).map(|item| item.quantity))),
        }
        for at in of_tier {
            let Some(item) = self.item(at).filter(|item| !excess.is_zero() && !item.goes_down()) else { continue };
            let given = item.quantity.min(excess);
            let mut parts = vec![Exact::ZERO; self.tiers()];
            if let Some(part) = parts.get_mut(tier) {
                *part = item.quantity.minus(given)?;
            }
            excess = excess.minus(given)?;
            self.take(left, tier, Exact::ZERO.minus(given)?)?;
            if let Some(place) = places.get_mut(at) {
                *place = Some(Place::Parts(parts, false));
            }
        }
        Ok(())
    }

    /// Units for a row, of the tiers that it fits best first.
    fn fill(&self, item: &Item, left: &mut [Exact]) -> Result<Vec<Exact>> {
        let mut parts = vec![Exact::ZERO; self.tiers()];
        let mut tiers: Vec<usize> = (0..self.tiers()).collect();
        sort_by_key(&mut tiers, |tier| item.misfit(*tier));
        let mut rest = item.quantity;
        let last = tiers.last().copied();
        for tier in tiers {
            let has = left.get(tier).copied().unwrap_or_default().max(Exact::ZERO);
            let part = if item.goes_down() || Some(tier) == last { rest } else { rest.min(has) };
            if let Some(own) = parts.get_mut(tier) {
                *own = own.plus(part)?;
            }
            self.take(left, tier, part)?;
            rest = rest.minus(part)?;
        }
        Ok(parts)
    }
}

/// Units of one tier only are a row of that tier.
fn single(parts: Vec<Exact>) -> Place {
    let mut used = (0..parts.len()).filter(|tier| parts.get(*tier).is_some_and(|part| !part.is_zero()));
    match (used.next(), used.next()) {
        (Some(tier), None) => Place::Tier(tier),
        (None, _) => Place::Tier(0),
        _ => Place::Parts(parts, false),
    }
}
