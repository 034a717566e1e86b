//! Putting things in order with code that is there once, not anew for every type of thing.
//!
//! The library's sort is some ten kilobytes of WebAssembly for each type and order that it is used with, and an engine has to
//! compile each before it is fast. What is sorted by the hundred thousand has that; what an answer lists, and texts, whose
//! comparing takes longer than a call does, have this.

use std::cmp::Ordering;

/// Puts things in order, those that are equal as they stand.
pub(crate) fn sort_by<T>(things: &mut [T], mut compare: impl FnMut(&T, &T) -> Ordering) {
    let swaps = swaps(things.len(), &mut |left, right| match (things.get(slot(left)), things.get(slot(right))) {
        (Some(left), Some(right)) => compare(left, right),
        _ => Ordering::Equal,
    });
    for (one, other) in swaps {
        things.swap(one, other);
    }
}

/// Puts things in the order of what is made of each, those that are equal as they stand.
pub(crate) fn sort_by_key<T, K: Ord>(things: &mut [T], key: impl Fn(&T) -> K) {
    sort_by(things, |left, right| key(left).cmp(&key(right)));
}

/// The same for things that are nearly always few, without any memory of its own.
pub(crate) fn sort_few_by_key<T, K: Ord>(things: &mut [T], key: impl Fn(&T) -> K) {
    if things.len() > FEW {
        return sort_by_key(things, key);
    }
    for end in 1..things.len() {
        for place in (1..=end).rev() {
            let before = place.saturating_sub(1);
            match (things.get(before), things.get(place)) {
                (Some(left), Some(right)) if key(left) > key(right) => things.swap(before, place),
                _ => break,
            }
        }
    }
}

const FEW: usize = 20;

/// The places `0..count` in order, those that are equal as they stand.
#[inline(never)]
pub(crate) fn places(count: usize, compare: &mut dyn FnMut(u32, u32) -> Ordering) -> Vec<u32> {
    let mut places: Vec<u32> = (0..u32::try_from(count).unwrap_or(u32::MAX)).collect();
    places.sort_unstable_by(|left, right| compare(*left, *right).then(left.cmp(right)));
    places
}

/// What is to be swapped, one pair after the other, to put the places `0..count` in order.
#[inline(never)]
fn swaps(count: usize, compare: &mut dyn FnMut(u32, u32) -> Ordering) -> Vec<(usize, usize)> {
    if count < 2 {
        return Vec::new();
    }
    // Where the thing at each place belongs.
    let mut targets = vec![0usize; count];
    for (new, old) in places(count, compare).into_iter().enumerate() {
        if let Some(target) = targets.get_mut(slot(old)) {
            *target = new;
        }
    }
    let mut swaps = Vec::new();
    for place in 0..count {
        while let Some(target) = targets.get(place).copied().filter(|target| *target != place) {
            targets.swap(place, target);
            swaps.push((place, target));
        }
    }
    swaps
}

fn slot(place: u32) -> usize {
    usize::try_from(place).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn things_are_put_in_order_as_the_library_does() {
        // A small generator; the same in every run.
        let mut state = 1u64;
        let mut next = |most: u64| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33).checked_rem(most).expect("not 0")
        };
        for count in 0..200 {
            let mut things: Vec<(u64, usize)> = (0..count).map(|place| (next(20), place)).collect();
            let mut expected = things.clone();
            expected.sort_by_key(|(key, _)| *key);
            sort_by_key(&mut things, |(key, _)| *key);
            assert_eq!(things, expected);
            let mut few = things.clone();
            expected.sort_by_key(|(_, place)| (*place).is_multiple_of(3));
            sort_few_by_key(&mut few, |(_, place)| (*place).is_multiple_of(3));
            assert_eq!(few, expected);
            expected = things.clone();
            expected.sort_by(|(left, _), (right, _)| right.cmp(left));
            sort_by(&mut things, |(left, _), (right, _)| right.cmp(left));
            assert_eq!(things, expected);
        }
    }
}
