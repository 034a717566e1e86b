//! Rows of days that cross a tier, and where they are.

use super::*;

fn exact(number: i128) -> Exact {
    Exact::new(number, 0)
}

fn item(quantity: i128, misfits: [Misfit; 2]) -> Item {
    Item { quantity: exact(quantity), misfits: misfits.to_vec(), mix: None }
}

const FIRST: [Misfit; 2] = [AGREES, OTHER_TIER];
const SECOND: [Misfit; 2] = [OTHER_TIER, AGREES];
const NO_PEC_IN_SECOND: [Misfit; 2] = [UNEXPLAINED, EXPLAINED];
const NEITHER: [Misfit; 2] = [UNEXPLAINED, UNEXPLAINED];

#[track_caller]
fn check(items: &[Item], room: [i128; 2], tiers: &[usize]) {
    let places = share(items, &room.map(exact), Exact::ZERO).expect("fits").places;
    let expected: Vec<Place> = tiers.iter().map(|tier| Place::Tier(*tier)).collect();
    assert_eq!(places, expected);
}

#[test]
fn rows_that_make_up_the_tiers_are_where_they_say() {
    check(&[item(10, FIRST), item(100, SECOND), item(200, SECOND)], [10, 300], &[0, 1, 1]);
    check(&[item(10, FIRST), item(100, NO_PEC_IN_SECOND), item(200, NO_PEC_IN_SECOND)], [10, 300], &[0, 1, 1]);
}

#[test]
fn rows_that_nothing_explains_go_where_there_is_room() {
    check(&[item(10, NEITHER), item(100, NEITHER), item(200, SECOND)], [10, 300], &[0, 1, 1]);
    check(&[item(100, NEITHER), item(200, NEITHER), item(10, FIRST), item(7, FIRST)], [217, 100], &[1, 0, 0, 0]);
}

#[test]
fn as_few_agreeing_rows_as_possible_are_of_another_tier() {
    check(&[item(10, FIRST), item(7, FIRST), item(200, SECOND)], [10, 207], &[0, 1, 1]);
    check(&[item(10, FIRST), item(7, FIRST), item(4, SECOND), item(200, SECOND)], [14, 207], &[0, 1, 0, 1]);
    // A row without PEC fits the first tier too: better than a row that agrees being wrong.
    check(&[item(10, FIRST), item(100, [OTHER_TIER, EXPLAINED]), item(200, SECOND)], [110, 200], &[0, 0, 1]);
}

#[test]
fn nearly_all_rows_may_be_of_another_tier() {
    let items = [item(1, SECOND), item(2, FIRST), item(4, SECOND), item(8, FIRST), item(16, SECOND), item(32, SECOND)];
    check(&items, [21, 42], &[0, 1, 0, 1, 0, 1]);
}

#[test]
fn usage_given_back_leaves_its_tier() {
    check(&[item(10, FIRST), item(-4, FIRST), item(4, SECOND), item(-4, NEITHER)], [6, 0], &[0, 0, 1, 1]);
}

#[test]
fn units_that_no_whole_rows_make_are_taken_from_one_row() {
    let places =
        share(&[item(10, FIRST), item(200, SECOND)], &[exact(15), exact(195)], Exact::ZERO).expect("fits").places;
    assert_eq!(places, [Place::Tier(0), Place::Parts(vec![exact(5), exact(195)], false)]);
    let places =
        share(&[item(10, FIRST), item(200, NEITHER)], &[exact(15), exact(195)], Exact::ZERO).expect("fits").places;
    assert_eq!(places, [Place::Tier(0), Place::Parts(vec![exact(5), exact(195)], false)]);
}

#[test]
fn a_row_that_says_no_tier_is_in_any() {
    let loose = item(100, [AGREES, AGREES]);
    check(&[item(10, FIRST), loose.clone(), item(60, SECOND)], [70, 100], &[0, 0, 1]);
    // It can't be less than nothing of a tier: here the first row is of the second tier.
    check(&[item(10, FIRST), loose, item(60, SECOND)], [5, 165], &[1, 0, 1]);
}

#[test]
fn a_row_between_two_tiers_is_in_both() {
    let mixed = Item { mix: Some(vec![exact(5), exact(95)]), ..item(100, NEITHER) };
    let places = share(&[item(10, FIRST), mixed.clone()], &[exact(15), exact(95)], Exact::ZERO).expect("fits").places;
    assert_eq!(places, [Place::Tier(0), Place::Parts(vec![exact(5), exact(95)], true)]);
    // The tiers say otherwise: then it is no such row.
    check(&[item(10, FIRST), mixed], [10, 100], &[0, 1]);
}

#[test]
fn many_rows_end_in_a_placing_that_closes() {
    let items: Vec<Item> = (1..=60).map(|number| item(number, NEITHER)).collect();
    let room = [exact(777), exact(1053)];
    let places = share(&items, &room, Exact::ZERO).expect("fits").places;
    let mut sums = [Exact::ZERO; 2];
    for (item, place) in items.iter().zip(places) {
        for (tier, sum) in sums.iter_mut().enumerate() {
            let part = match &place {
                Place::Tier(own) if *own == tier => item.quantity,
                Place::Tier(_) => Exact::ZERO,
                Place::Parts(parts, _) => parts[tier],
            };
            *sum = sum.plus(part).expect("fits");
        }
    }
    assert_eq!(sums, room);
}

#[track_caller]
fn check_open(items: &[Item], room: [i128; 2], open: &[bool]) {
    let shared = share(items, &room.map(exact), Exact::ZERO).expect("fits");
    assert_eq!(shared.is_open, open);
}

#[test]
fn rows_that_are_elsewhere_in_another_way_as_good_are_open() {
    // Usage given back across the tier: the rows above it cancel. Either the last row is of the second tier, or the two before
    // are of the first: as many wrong rows, for nothing explains the second row in either.
    check_open(
        &[item(10, FIRST), item(3, NEITHER), item(2, SECOND), item(-5, FIRST)],
        [10, 0],
        &[false, true, true, true],
    );
    // One wrong row explains as much as two.
    check_open(&[item(10, FIRST), item(3, SECOND), item(2, SECOND), item(-5, FIRST)], [10, 0], &[false; 4]);
    // What explains more counts.
    let lost = [EXPLAINED, UNEXPLAINED];
    check_open(&[item(10, FIRST), item(3, lost), item(2, SECOND), item(-5, FIRST)], [10, 0], &[false; 4]);
    // Two rows of as many units.
    check_open(&[item(4, FIRST), item(4, FIRST), item(9, SECOND)], [4, 13], &[true, true, false]);
    check_open(&[item(4, NEITHER), item(4, NEITHER), item(9, SECOND)], [4, 13], &[true, true, false]);
}

#[test]
fn rows_of_a_day_with_too_many_ways_are_open() {
    let items: Vec<Item> = (1..=60).map(|number| item(number, NEITHER)).collect();
    check_open(&items, [777, 1053], &[true; 60]);
}
