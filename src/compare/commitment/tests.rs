//! The best mix against trying everything.
#![allow(clippy::arithmetic_side_effects, reason = "a test may fail loudly")]

use super::best::{Plan, Prices, Profile, Reservation};
use crate::compare::share::Share;
use crate::money::Exact;

/// Numbers that look random and are the same each time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, from: i128, to: i128) -> i128 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        from + i128::from(self.0 >> 33) % (to - from + 1)
    }
}

/// A small case in whole numbers: prices in cents an hour, use in quarters of an instance.
struct Case {
    pay_as_you_go: i128,
    reservation: Option<i128>,
    savings_plan: Option<i128>,
    /// Software beside a reservation and beside a savings plan.
    software: (i128, i128),
    /// Reservations that one instance takes.
    each: i128,
    quarters: Vec<i128>,
}

impl Case {
    fn rolled(dice: &mut Dice) -> Self {
        let hours = dice.roll(1, 12);
        let peak = dice.roll(0, 16);
        let pay_as_you_go = dice.roll(1, 99);
        let (reserves, plans) = (dice.roll(0, 9) > 0, dice.roll(0, 9) > 0);
        Self {
            pay_as_you_go,
            // Now and then a commitment costs more than pay as you go.
            reservation: Some(dice.roll(1, pay_as_you_go + 5)).filter(|_| reserves),
            savings_plan: Some(dice.roll(1, pay_as_you_go + 5)).filter(|_| plans),
            software: (dice.roll(0, pay_as_you_go), dice.roll(0, pay_as_you_go)),
            each: dice.roll(1, 2),
            quarters: (0..hours).map(|_| dice.roll(0, peak)).collect(),
        }
    }

    fn prices(&self) -> Prices {
        let cents = |cents: i128| Exact::new(cents, 2);
        Prices {
            pay_as_you_go: cents(self.pay_as_you_go),
            reservation: self
                .reservation
                .map(|price| Reservation { hour: Share::from(cents(price)), beside: cents(self.software.0) }),
            savings_plan: self.savings_plan.map(|price| Plan { price: cents(price), beside: cents(self.software.1) }),
            minimum: Exact::new(1, 3),
        }
    }

    fn profile(&self) -> Profile {
        let hours: Vec<Exact> = self.quarters.iter().map(|quarters| Exact::new(quarters * 25, 2)).collect();
        Profile::try_new(&hours, Exact::new(self.each, 0)).expect("fits")
    }

    /// The least cost of all: every number of reservations up to one more than the peak, every commitment in steps of
    /// 0.0025, or half that, hour by hour. In 1/(400 x each x savings-plan price in cents).
    fn tried(&self) -> (i128, i128) {
        let (plan, each) = (self.savings_plan.unwrap_or(1), self.each);
        let peak = self.quarters.iter().max().copied().unwrap_or_default() * each;
        let most = if self.reservation.is_some() { peak / 4 + 1 } else { 0 };
        let deepest = if self.savings_plan.is_some() { peak * plan + 4 } else { 0 };
        let mut least = i128::MAX;
        for reserved in 0..=most {
            for commitment in 0..=deepest {
                let hour = |quarters: &i128| {
                    let used = quarters * each;
                    let rest = (used - 4 * reserved).max(0);
                    let left = (rest * plan - commitment).max(0);
                    4 * each * plan * self.reservation.unwrap_or_default() * reserved
                        + plan * commitment
                        + self.software.0 * (used - rest) * plan
                        + self.software.1 * (rest * plan - left)
                        + self.pay_as_you_go * left
                };
                least = least.min(self.quarters.iter().map(hour).sum());
            }
        }
        (least, 400 * each * plan)
    }
}

#[test]
fn the_best_of_500_random_profiles_is_the_best_of_all() {
    let mut dice = Dice(2025);
    for number in 0..500 {
        let case = Case::rolled(&mut dice);
        let (least, parts) = case.tried();
        let best = case.profile().best(&case.prices()).expect("fits");
        let scaled = best.total().expect("fits").times(Exact::new(parts, 0)).expect("fits").shown().expect("fits");
        assert_eq!(scaled, Exact::new(least, 0), "case {number}");
    }
}

#[test]
fn what_is_covered_adds_up() {
    let mut dice = Dice(7);
    for _ in 0..200 {
        let case = Case::rolled(&mut dice);
        let profile = case.profile();
        let mix = profile.best(&case.prices()).expect("fits");
        let covered = mix.by_savings_plan.plus(mix.by_pay_as_you_go).and_then(|sum| sum.plus(mix.by_reservations));
        let in_reservations = covered.and_then(|sum| sum.times(Exact::new(case.each, 0))?.shown());
        assert_eq!(in_reservations.expect("fits"), profile.total());
        assert!(!mix.unused_reserved.is_negative());
        assert!(mix.unused_commitment.compare(Share::ZERO).expect("fits").is_ge());
    }
}

#[test]
fn a_commitment_below_the_least_is_raised_or_left() {
    let cheap = Prices {
        pay_as_you_go: Exact::new(9, 4),
        reservation: None,
        savings_plan: Some(Plan { price: Exact::new(5, 4), beside: Exact::ZERO }),
        minimum: Exact::new(1, 3),
    };
    let profile = Profile::try_new(&[Exact::new(1, 0); 4], Exact::new(1, 0)).expect("fits");
    let best = profile.best(&cheap).expect("fits");
    assert!(best.commitment.is_zero(), "0.001 for what costs 0.0009 as it goes");
    let two = Profile::try_new(&[Exact::new(15, 1); 4], Exact::new(1, 0)).expect("fits");
    let best = two.best(&cheap).expect("fits");
    assert_eq!(best.commitment.shown().expect("fits"), Exact::new(1, 3), "0.001 for what costs 0.00135 as it goes");
    assert_eq!(best.total().and_then(Share::shown).expect("fits"), Exact::new(4, 3));
}
