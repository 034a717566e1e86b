//! Which rows of a day got the units of which tier.
//!
//! Where a day crosses a tier its quantities say how many units each tier has, and nothing says which rows got them (rules
//! 12.6). So rows are placed by what they print, and where that leaves a tier with too much or too little, otherwise: as
//! few rows as possible are taken for wrong, and the units of the tiers come out. Where several ways are as good, the rows
//! that are elsewhere in each can't be told apart.

use super::reading::magnitude;
use crate::error::Result;
use crate::money::Exact;
use crate::sorting::sort_by_key;
use std::cmp::Reverse;

/// How well a row fits a tier: the less the better.
pub(super) type Misfit = u32;

/// The row charges the tier's price.
pub(super) const AGREES: Misfit = 0;
/// It does not, and the tier's price explains what it charges: without PEC, of another day, rounded.
pub(super) const EXPLAINED: Misfit = 100;
/// It charges the price of another tier of the day.
pub(super) const OTHER_TIER: Misfit = 101;
/// Nothing explains what it charges.
pub(super) const UNEXPLAINED: Misfit = 102;

/// Rows that may be taken for rows of another tier than the one whose price they charge.
const MOST_MOVED: usize = 6;
/// How many ways are looked at before units are shared out without regard to whole rows.
const LOOKS: u32 = 200_000;
/// How many more are looked at when there is one that closes: is another as good?
const MORE_LOOKS: u32 = 50_000;

/// A row of the day.
#[derive(Debug, Clone)]
pub(super) struct Item {
    pub quantity: Exact,
    /// By tier.
    pub misfits: Vec<Misfit>,
    /// Units by tier of a row whose price is between those of two tiers: it may be in both.
    pub mix: Option<Vec<Exact>>,
}

/// Where a row is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Place {
    /// In one tier.
    Tier(usize),
    /// Units by tier of a row that is in several, and whether its price says so itself.
    Parts(Vec<Exact>, bool),
}

impl Item {
    fn least(&self) -> Misfit {
        self.misfits.iter().copied().min().unwrap_or(UNEXPLAINED)
    }

    /// The one tier that it fits best.
    fn best(&self) -> Option<usize> {
        let least = self.least();
        let mut best = (0..self.misfits.len()).filter(|tier| self.misfit(*tier) == least);
        best.next().filter(|_| best.next().is_none())
    }

    fn misfit(&self, tier: usize) -> Misfit {
        self.misfits.get(tier).copied().unwrap_or(UNEXPLAINED)
    }

    fn agrees(&self) -> bool {
        self.least() == AGREES
    }

    /// It charges the price of several tiers: it may be in any of them, and in parts.
    fn is_loose(&self) -> bool {
        self.agrees() && self.best().is_none() && !self.goes_down()
    }

    fn goes_down(&self) -> bool {
        self.quantity.is_negative()
    }
}

/// Where the rows are.
#[derive(Debug)]
pub(super) struct Shared {
    pub places: Vec<Place>,
    /// Rows that are elsewhere in another way that is as good.
    pub is_open: Vec<bool>,
}

impl Shared {
    fn sure(places: Vec<Place>) -> Self {
        Self { is_open: vec![false; places.len()], places }
    }

    /// Another way that is as good.
    fn or(&mut self, others: &[Place]) {
        for ((place, other), is_open) in self.places.iter().zip(others).zip(&mut self.is_open) {
            *is_open |= place != other;
        }
    }

    fn open(&mut self, rows: impl Iterator<Item = usize>) {
        for at in rows {
            if let Some(is_open) = self.is_open.get_mut(at) {
                *is_open = true;
            }
        }
    }

    fn are_open(&self, rows: &[usize]) -> bool {
        rows.iter().all(|at| self.is_open.get(*at) == Some(&true))
    }
}

/// Places the rows so that each tier has its units; `slack` is how far the sums may be off.
pub(super) fn share(items: &[Item], room: &[Exact], slack: Exact) -> Result<Shared> {
    let mut sharing = Sharing { items, slack, room, looks: LOOKS, goes_down: items.iter().any(Item::goes_down) };
    let mixed = items.iter().filter(|item| item.mix.is_some()).count();
    for wrong in 0..=MOST_MOVED.saturating_add(mixed) {
        // Of as many wrong rows: Microsoft prints a row that crosses a tier as two, so a price between two is none.
        let ways = [wrong.checked_sub(mixed).filter(|_| mixed > 0).map(|moved| (false, moved)), Some((true, wrong))];
        for (mixes, moved) in ways.into_iter().flatten().filter(|(_, moved)| *moved <= MOST_MOVED) {
            if let Some(shared) = sharing.whole(mixes, moved)? {
                return Ok(shared);
            }
        }
    }
    Ok(Shared::sure(sharing.in_parts()?))
}

/// Rows of known and of unknown tiers.
struct Start {
    /// Units that each tier has for the rows that are free.
    left: Vec<Exact>,
    places: Vec<Option<Place>>,
    free: Vec<usize>,
    /// By tier: can rows that agree with several take what is left of it?
    loose: Vec<bool>,
    /// Rows at the price of their tier.
    agreeing: Vec<usize>,
    /// The least misfit that so many of the free rows, the last ones, can have.
    least: Vec<Misfit>,
}

/// The best placing so far.
struct Best {
    misfit: Misfit,
    shared: Shared,
    /// The rows that it places, with their tiers.
    chosen: Vec<(usize, usize)>,
}

struct Sharing<'a> {
    items: &'a [Item],
    room: &'a [Exact],
    slack: Exact,
    looks: u32,
    goes_down: bool,
}

impl Sharing<'_> {
    fn tiers(&self) -> usize {
        self.room.len()
    }

    fn item(&self, at: usize) -> Option<&Item> {
        self.items.get(at)
    }

    fn take(&self, left: &mut [Exact], tier: usize, quantity: Exact) -> Result<()> {
        if let Some(left) = left.get_mut(tier) {
            *left = left.minus(quantity)?;
        }
        Ok(())
    }

    /// Rows of one best tier are in it: those that agree, and, if `pinned`, those that a tier explains.
    fn start(&self, pinned: bool, mixes: bool) -> Result<Start> {
        let mut start = Start {
            left: self.room.to_vec(),
            places: Vec::new(),
            free: Vec::new(),
            loose: vec![false; self.tiers()],
            agreeing: Vec::new(),
            least: vec![0],
        };
        for (at, item) in self.items.iter().enumerate() {
            let place = match (&item.mix, item.best()) {
                (Some(parts), _) if mixes => Some(Place::Parts(parts.clone(), true)),
                (_, Some(tier)) if item.agrees() || pinned => Some(Place::Tier(tier)),
                _ => None,
            };
            match &place {
                Some(Place::Tier(tier)) => {
                    self.take(&mut start.left, *tier, item.quantity)?;
                    if item.agrees() {
                        start.agreeing.push(at);
                    }
                }
                Some(Place::Parts(parts, _)) => {
                    for (tier, part) in parts.iter().enumerate() {
                        self.take(&mut start.left, tier, *part)?;
                    }
                }
                None if item.is_loose() => {
                    for (loose, misfit) in start.loose.iter_mut().zip(&item.misfits) {
                        *loose |= *misfit == AGREES;
                    }
                }
                None => start.free.push(at),
            }
            start.places.push(place);
        }
        // Large rows first: they leave the least choice.
        sort_by_key(&mut start.free, |at| Reverse(self.item(*at).map(|item| magnitude(item.quantity))));
        let mut sum: Misfit = 0;
        for at in start.free.iter().rev() {
            sum = sum.saturating_add(self.item(*at).map_or(UNEXPLAINED, Item::least));
            start.least.push(sum);
        }
        Ok(start)
    }

    /// Every row whole in a tier, with so many rows that agree taken for rows of another tier.
    fn whole(&mut self, mixes: bool, moved: usize) -> Result<Option<Shared>> {
        for pinned in [true, false] {
            let start = self.start(pinned, mixes)?;
            let mut best: Option<Best> = None;
            self.move_rows(&start, (moved, 0), &mut start.left.clone(), &mut Vec::new(), 0, &mut best)?;
            if let Some(Best { mut shared, chosen, .. }) = best {
                // Not all ways were looked at: there may be others as good.
                if self.looks == 0 {
                    shared.open(chosen.into_iter().map(|(at, _)| at));
                }
                return Ok(Some(shared));
            }
        }
        Ok(None)
    }

    fn placed(&self, start: &Start, chosen: &[(usize, usize)]) -> Vec<Place> {
        let mut places = start.places.clone();
        for (at, tier) in chosen {
            if let Some(place) = places.get_mut(*at) {
                *place = Some(Place::Tier(*tier));
            }
        }
        let of_best = |item: &Item| (0..self.tiers()).find(|tier| item.misfit(*tier) == item.least());
        let or_best = |(place, item): (Option<Place>, &Item)| place.or_else(|| of_best(item).map(Place::Tier));
        places.into_iter().zip(self.items).map(or_best).map(|place| place.unwrap_or(Place::Tier(0))).collect()
    }

    /// Takes so many of the agreeing rows, from one on, for rows of another tier; then the free ones must fit.
    fn move_rows(
        &mut self,
        start: &Start,
        (moves, from): (usize, usize),
        left: &mut Vec<Exact>,
        chosen: &mut Vec<(usize, usize)>,
        misfit: Misfit,
        best: &mut Option<Best>,
    ) -> Result<()> {
        let Some(fewer) = moves.checked_sub(1) else {
            return self.fit(start, &start.free, left, chosen, misfit, best);
        };
        for (next, at) in start.agreeing.iter().enumerate().skip(from) {
            let Some(item) = self.items.get(*at) else { continue };
            let Some(own) = item.best() else { continue };
            for tier in (0..self.tiers()).filter(|tier| *tier != own) {
                if self.looks == 0 {
                    return Ok(());
                }
                let before = left.clone();
                self.take(left, own, Exact::ZERO.minus(item.quantity)?)?;
                self.take(left, tier, item.quantity)?;
                chosen.push((*at, tier));
                let misfit = misfit.saturating_add(item.misfit(tier));
                self.move_rows(start, (fewer, next.saturating_add(1)), left, chosen, misfit, best)?;
                chosen.pop();
                *left = before;
            }
        }
        Ok(())
    }

    /// Places the free rows, each whole in a tier, with the least misfit.
    fn fit(
        &mut self,
        start: &Start,
        free: &[usize],
        left: &mut Vec<Exact>,
        chosen: &mut Vec<(usize, usize)>,
        misfit: Misfit,
        best: &mut Option<Best>,
    ) -> Result<()> {
        self.looks = self.looks.saturating_sub(1);
        let at_least = misfit.saturating_add(start.least.get(free.len()).copied().unwrap_or_default());
        if self.looks == 0 || best.as_ref().is_some_and(|best| is_settled(start, best, at_least)) {
            return Ok(());
        }
        let Some((at, rest)) = free.split_first() else {
            let is_used =
                |(left, loose): (&Exact, &bool)| magnitude(*left) <= self.slack || (*loose && !left.is_negative());
            if left.iter().zip(&start.loose).all(is_used) {
                self.note(start, chosen, misfit, best);
            }
            return Ok(());
        };
        let Some(item) = self.items.get(*at) else { return Ok(()) };
        let mut tiers: Vec<usize> = (0..self.tiers()).collect();
        sort_by_key(&mut tiers, |tier| item.misfit(*tier));
        for tier in tiers {
            let had = left.get(tier).copied().unwrap_or_default();
            let has = had.minus(item.quantity)?;
            // Where nothing is given back, no tier can have less than nothing.
            if !self.goes_down && has.is_negative() && magnitude(has) > self.slack {
                continue;
            }
            self.take(left, tier, item.quantity)?;
            chosen.push((*at, tier));
            self.fit(start, rest, left, chosen, misfit.saturating_add(item.misfit(tier)), best)?;
            chosen.pop();
            if let Some(left) = left.get_mut(tier) {
                *left = had;
            }
        }
        Ok(())
    }

    /// Notes a way that closes, if none is better.
    fn note(&mut self, start: &Start, chosen: &[(usize, usize)], misfit: Misfit, best: &mut Option<Best>) {
        let places = self.placed(start, chosen);
        match best {
            Some(best) if best.misfit == misfit => best.shared.or(&places),
            _ => {
                if best.is_none() {
                    self.looks = self.looks.min(MORE_LOOKS);
                }
                *best = Some(Best { misfit, shared: Shared::sure(places), chosen: chosen.to_vec() });
            }
        }
    }
}

/// Can what is still to be looked at say nothing new: is it worse, or are all rows open that it can place elsewhere?
fn is_settled(start: &Start, best: &Best, at_least: Misfit) -> bool {
    let moves_none = best.chosen.len() == start.free.len();
    best.misfit < at_least || (best.misfit == at_least && moves_none && best.shared.are_open(&start.free))
}

mod parts;
#[cfg(test)]
mod tests;
