//! Places by hash: a table whose things are kept elsewhere.

/// Open addressing, with the hash beside the place, so that a look-up is one look at memory, and can be begun before it is
/// needed ([`first`](Self::first)).
#[derive(Debug, Default)]
pub(crate) struct Slots {
    /// A hash and 1 more than the place; 0 where nothing is. A power of two of them.
    slots: Vec<(u32, u32)>,
    used: usize,
}

impl Slots {
    fn slot(&self, hash: u32) -> usize {
        usize::try_from(hash).unwrap_or_default() & self.slots.len().wrapping_sub(1)
    }

    /// What stands where a hash is looked for first: 1 more than a place, or nothing.
    #[inline]
    pub(crate) fn first(&self, hash: u32) -> u32 {
        self.slots.get(self.slot(hash)).map_or(0, |(_, place)| *place)
    }

    /// The first place with this hash that `is` it, and what that says.
    #[inline]
    pub(crate) fn find<T>(&self, hash: u32, is: impl Fn(u32) -> Option<T>) -> Option<(u32, T)> {
        let mut at = self.slot(hash);
        loop {
            let (part, place) = *self.slots.get(at)?;
            let place = place.checked_sub(1)?;
            if part == hash
                && let Some(found) = is(place)
            {
                return Some((place, found));
            }
            at = at.wrapping_add(1) & self.slots.len().wrapping_sub(1);
        }
    }

    /// Puts a place beside those there are.
    #[inline]
    pub(crate) fn insert(&mut self, hash: u32, place: u32) {
        if self.used.saturating_mul(2) >= self.slots.len() {
            self.grow();
        }
        self.put(hash, place.saturating_add(1));
        self.used = self.used.saturating_add(1);
    }

    /// Forgets all places, and keeps the room for this many.
    pub(crate) fn clear_for(&mut self, count: usize) {
        self.used = 0;
        self.slots.clear();
        self.slots.resize(count.saturating_mul(2).next_power_of_two().max(64), (0, 0));
    }

    #[cold]
    fn grow(&mut self) {
        let more = self.slots.len().saturating_mul(2).max(64);
        let old = std::mem::replace(&mut self.slots, vec![(0, 0); more]);
        old.into_iter().filter(|(_, place)| *place != 0).for_each(|(hash, place)| self.put(hash, place));
    }

    #[inline]
    fn put(&mut self, hash: u32, place: u32) {
        let mut at = self.slot(hash);
        while let Some(slot) = self.slots.get_mut(at) {
            if slot.1 == 0 {
                *slot = (hash, place);
                return;
            }
            at = at.wrapping_add(1) & self.slots.len().wrapping_sub(1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_is_found_and_no_other() {
        let mut slots = Slots::default();
        assert_eq!(slots.find(7, Some), None);
        for round in 0..2 {
            for place in 0..1000u32 {
                // Many have the same hash.
                slots.insert(place / 3, place);
            }
            for place in 0..1000u32 {
                let found = slots.find(place / 3, |other| (other == place).then_some(round));
                assert_eq!(found, Some((place, round)));
            }
            assert_eq!(slots.find(334, Some), None);
            slots.clear_for(10);
            assert_eq!((slots.find(0, Some), slots.first(0)), (None, 0));
        }
    }
}
