//! Laws that hold for every price list and every use.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test that fails may fail loudly"
)]

use azplan::bill::{BillRequest, bill};
use azplan::difference::{DiffRequest, diff};
use azplan::money::{Decimal, Exact, RoundingPolicy};
use azplan::price_list::{Tiers, total};
use azplan::rating::{RateRequest, rate};
use azplan::{PriceList, Usage, UsageReader};
use proptest::prelude::*;

fn decimal(mantissa: i64, scale: u32) -> Decimal {
    format!("{mantissa}e-{scale}").parse().expect("a decimal")
}

fn quantity() -> impl Strategy<Value = Decimal> {
    (0i64..10_000_000_000, 0u32..12).prop_map(|(mantissa, scale)| decimal(mantissa, scale))
}

fn tiers() -> impl Strategy<Value = Tiers> {
    let step = (1i64..500, 0i64..5_000_000);
    (0i64..5_000_000, prop::collection::vec(step, 0..6)).prop_map(|(first, steps)| {
        let mut from = 0i64;
        let mut starts = vec![(decimal(0, 0), decimal(first, 6))];
        for (width, price) in steps {
            from += width;
            starts.push((decimal(from, 0), decimal(price, 6)));
        }
        starts.reverse();
        Tiers::try_new(starts).expect("they begin at 0")
    })
}

fn cost(tiers: &Tiers, before: Exact, after: Exact) -> Exact {
    total(&tiers.cost(before, after).expect("fits").parts).expect("fits")
}

/// A price list of two meters and a month of use of it, as files.
fn list() -> PriceList {
    let text = "ProductId,SkuId,UnitPrice,PricingTierRangeMin,PricingTierRangeMax,Currency,MeterIds\n\
        DZH318Z00001,0001,0.333333333333,11,100,USD,a\n\
        DZH318Z00001,0001,0,1,10,USD,a\n\
        DZH318Z00001,0001,0.1,101,9223372036854780000,USD,a\n\
        DZH318Z00002,0001,1.000001,,,USD,b\n";
    PriceList::read(text.as_bytes()).expect("a price list")
}

fn usage_rows() -> impl Strategy<Value = Vec<(u32, u8, u8, Decimal)>> {
    prop::collection::vec((1u32..=30, 0u8..3, 1u8..=2, quantity()), 1..40)
}

fn usage(rows: &[(u32, u8, u8, Decimal)]) -> Usage {
    let mut text = "UsageDate,SubscriptionId,EntitlementId,ProductId,SkuId,MeterId,Quantity\n".to_owned();
    for (day, subscription, product, quantity) in rows {
        let meter = if *product == 1 { "a" } else { "b" };
        text += &format!("2025-11-{day:02},plan,sub-{subscription},DZH318Z0000{product},0001,{meter},{quantity}\n");
    }
    Usage::read(text.as_bytes()).expect("usage")
}

fn sum(mut amounts: impl Iterator<Item = Exact>) -> Exact {
    amounts.try_fold(Exact::ZERO, |sum, amount| sum.plus(amount)).expect("fits")
}

/// What a list may say of a price: its price, unit, tags, and the threshold of a second tier; nothing where the list lacks it.
type Said = Option<(i64, u8, u8, Option<u8>)>;

fn said() -> impl Strategy<Value = Vec<Said>> {
    prop::collection::vec(prop::option::weighted(0.85, (0i64..4, 0u8..4, 0u8..3, prop::option::of(1u8..50))), 4)
}

/// A list of what is said of each price, the last of which can't be read; and one more that all lists have.
fn list_of(said: &[Said]) -> PriceList {
    let mut text = "ProductId,SkuId,UnitOfMeasure,UnitPrice,PricingTierRangeMin,PricingTierRangeMax,MeterIds,Tags\n\
        DZH318Z00009,0001,1 GB,1,,,m9,\n"
        .to_owned();
    for (number, price) in said.iter().enumerate() {
        let Some((price, unit, tags, second)) = price else { continue };
        let unit = ["1 Hour", "100 Hours", "1/Hour", "1 GB"][usize::from(*unit)];
        let tags = ["Azure", "azure ", "Azure;ThirdParty"][usize::from(*tags)];
        let price = ["0", "0.5", "2", "n/a"][usize::try_from(*price).expect("small")];
        let (product, meter) = (format!("DZH318Z0000{number}"), format!("m{number}"));
        let end = second.map(|second| second.to_string()).unwrap_or_default();
        text += &format!("{product},0001,{unit},{price},,{end},{meter},{tags}\n");
        if let Some(second) = second {
            text += &format!("{product},0001,{unit},0.25,{},,{meter},{tags}\n", second + 1);
        }
    }
    PriceList::read(text.as_bytes()).expect("a price list")
}

proptest! {
    #[test]
    fn the_effect_of_a_difference_is_that_of_its_entries(
        (before, after) in (said(), said()),
        rows in prop::collection::vec((1u32..=30, 0u8..4, -3i64..200, any::<bool>()), 0..30),
    ) {
        let mut text = "UsageDate,SubscriptionId,ProductId,SkuId,MeterId,Quantity,Unit\n".to_owned();
        for (day, product, quantity, in_hours) in rows {
            let unit = if in_hours { "1 Hour" } else { "" };
            text += &format!("2025-11-{day:02},plan,DZH318Z0000{product},0001,m{product},{quantity},{unit}\n");
        }
        text += "2025-11-01,plan,DZH318Z00009,0001,m9,1,\n";
        let usage = Usage::read(text.as_bytes()).expect("usage");
        let (old, new) = (list_of(&before), list_of(&after));
        let answer = diff(&old, &new, Some(&usage), &DiffRequest::default()).expect("a difference");
        let impact = answer.impact.as_ref().expect("an impact");
        let effects = answer.changed.iter().map(|change| change.effect);
        let effects = effects.chain(answer.added.iter().chain(&answer.removed).map(|price| price.effect));
        let effects = effects.chain(answer.not_compared.iter().map(|price| price.effect));
        prop_assert_eq!(sum(effects.map(|effect| effect.expect("with usage"))), impact.difference);
        prop_assert_eq!(sum(impact.lines.iter().map(|line| line.difference)), impact.difference);
        prop_assert_eq!(impact.retail_difference.minus(impact.pec_difference).expect("fits"), impact.difference);
        // Every price is counted once, and none that can't be read is gone, new or the same.
        let counts = answer.counts;
        let listed = 1 + before.iter().zip(&after).filter(|(before, after)| before.is_some() || after.is_some()).count();
        let counted = counts.added + counts.removed + counts.changed + counts.unchanged + counts.not_compared;
        prop_assert_eq!(usize::try_from(counted).expect("small"), listed);
        let is_unread = |said: &Said| said.is_some_and(|(price, ..)| price == 3);
        let unread = before.iter().zip(&after).filter(|(before, after)| is_unread(before) || is_unread(after)).count();
        prop_assert!(usize::try_from(counts.not_compared).expect("small") >= unread);
        prop_assert_eq!(answer.complete, counts.not_compared == 0);
    }

    #[test]
    fn what_is_compared_the_other_way_round_has_the_opposite_effect((before, after) in (said(), said())) {
        let usage = usage(&[(3, 0, 1, decimal(7, 0)), (4, 1, 2, decimal(60, 0))]);
        let (old, new) = (list_of(&before), list_of(&after));
        let of = |old, new| diff(old, new, Some(&usage), &DiffRequest::default()).expect("a difference");
        let (forth, back) = (of(&old, &new), of(&new, &old));
        let [there, again] = [&forth, &back].map(|answer| answer.impact.as_ref().expect("an impact").difference);
        prop_assert!(there.plus(again).expect("fits").is_zero());
        let [forth, back] = [forth.counts, back.counts];
        prop_assert_eq!((forth.added, forth.removed), (back.removed, back.added));
        prop_assert_eq!((forth.changed, forth.unchanged, forth.not_compared), (back.changed, back.unchanged, back.not_compared));
    }

    #[test]
    fn graduated_cost_is_additive(tiers in tiers(), one in quantity(), other in quantity()) {
        let middle = one.exact();
        let end = middle.plus(other.exact()).expect("fits");
        let split = cost(&tiers, Exact::ZERO, middle).plus(cost(&tiers, middle, end)).expect("fits");
        prop_assert_eq!(split, cost(&tiers, Exact::ZERO, end));
    }

    #[test]
    fn giving_back_undoes_using(tiers in tiers(), one in quantity(), other in quantity()) {
        let (one, other) = (one.exact(), other.exact());
        let forth = cost(&tiers, one, other);
        let back = cost(&tiers, other, one);
        prop_assert!(forth.plus(back).expect("fits").is_zero());
    }

    #[test]
    fn parts_add_up_to_the_quantity(tiers in tiers(), quantity in quantity()) {
        let parts = tiers.cost(Exact::ZERO, quantity.exact()).expect("fits").parts;
        let sum = parts.iter().try_fold(Exact::ZERO, |sum, part| sum.plus(part.quantity)).expect("fits");
        prop_assert_eq!(sum, quantity.exact());
    }

    #[test]
    fn cost_lies_between_the_cheapest_and_the_dearest_tier(tiers in tiers(), quantity in quantity()) {
        let prices = || tiers.as_slice().iter().map(|tier| tier.unit_price);
        let flat = |price: Option<Decimal>| price.expect("a tier").exact().times(quantity.exact()).expect("fits");
        let cost = cost(&tiers, Exact::ZERO, quantity.exact());
        prop_assert!(flat(prices().min()) <= cost && cost <= flat(prices().max()));
    }

    #[test]
    fn rounding_down_never_adds_and_takes_less_than_a_cent(mantissa in any::<i64>(), scale in 0u32..19) {
        let amount = decimal(mantissa, scale).exact();
        let money = RoundingPolicy::Documented.money(amount, azplan::money::Currency::USD).expect("fits").exact();
        let rest = amount.minus(money).expect("fits");
        let cent = Exact::new(1, 2);
        prop_assert!(rest < cent && Exact::ZERO.minus(rest).expect("fits") < cent);
        prop_assert!(rest.is_zero() || rest.is_negative() == amount.is_negative());
    }

    #[test]
    fn decimals_print_what_they_read(mantissa in any::<i64>(), scale in 0u32..28) {
        let value = decimal(mantissa, scale);
        prop_assert_eq!(value.to_string().parse::<Decimal>().expect("a decimal"), value);
        prop_assert!(!value.to_string().contains(['e', 'E']));
    }

    #[test]
    fn the_order_of_rows_does_not_change_the_bill(rows in usage_rows(), seed in any::<u64>()) {
        let mut shuffled = rows.clone();
        let mut state = seed;
        for place in (1..shuffled.len()).rev() {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            shuffled.swap(place, usize::try_from(state >> 33).expect("fits") % (place + 1));
        }
        let request = BillRequest::default();
        let one = bill(&list(), &usage(&rows), &request).expect("a bill");
        let other = bill(&list(), &usage(&shuffled), &request).expect("a bill");
        prop_assert_eq!(serde_json::to_string(&one.invoices).ok(), serde_json::to_string(&other.invoices).ok());
        prop_assert_eq!(serde_json::to_string(&one.lines).ok(), serde_json::to_string(&other.lines).ok());
    }

    #[test]
    fn the_order_of_rows_does_not_share_out_a_meter(rows in prop::collection::vec((1u8..=2, 0u8..2, 1u8..=2, 1u8..=4), 2..12)) {
        // Two products of one meter, with tiers and prices of their own, and many rows of as many units.
        let list = "ProductId,SkuId,UnitPrice,PricingTierRangeMin,PricingTierRangeMax,Currency,MeterIds\n\
            DZH318Z00001,0001,0,1,10,USD,a\nDZH318Z00001,0001,2,11,,USD,a\n\
            DZH318Z00002,0001,1,1,10,USD,a\nDZH318Z00002,0001,7,11,,USD,a\n";
        let list = PriceList::read(list.as_bytes()).expect("a price list");
        let usage = |rows: &mut dyn Iterator<Item = &(u8, u8, u8, u8)>| {
            let header = "UsageDate,SubscriptionId,EntitlementId,ProductId,SkuId,MeterId,Quantity\n";
            let rows = rows.map(|(day, subscription, product, quantity)| {
                format!("2025-11-{day:02},plan,sub-{subscription},DZH318Z0000{product},0001,a,{quantity}\n")
            });
            Usage::read(format!("{header}{}", rows.collect::<String>()).as_bytes()).expect("usage")
        };
        let (one, other) = (usage(&mut rows.iter()), usage(&mut rows.iter().rev()));
        let totals = |usage: &Usage| {
            let rated = rate(&list, usage, &RateRequest::default()).expect("rated").totals;
            let bill = bill(&list, usage, &BillRequest::default()).expect("a bill");
            (rated.retail, rated.net, serde_json::to_string(&bill.lines).ok())
        };
        prop_assert_eq!(totals(&one), totals(&other));
    }

    #[test]
    fn splitting_a_row_changes_nothing(rows in usage_rows(), share in 0i64..=100) {
        let mut split = Vec::new();
        for (day, subscription, product, quantity) in &rows {
            let part: Decimal = quantity.exact().times(Exact::new(i128::from(share), 2)).expect("fits").to_string().parse().expect("a decimal");
            let rest: Decimal = quantity.exact().minus(part.exact()).expect("fits").to_string().parse().expect("a decimal");
            split.push((*day, *subscription, *product, part));
            split.push((*day, *subscription, *product, rest));
        }
        let request = RateRequest::default();
        let one = rate(&list(), &usage(&rows), &request).expect("rated").totals;
        let other = rate(&list(), &usage(&split), &request).expect("rated").totals;
        prop_assert_eq!((one.retail, one.net, one.pec_earned), (other.retail, other.net, other.pec_earned));
    }

    #[test]
    fn a_bill_adds_up_the_lines_that_rating_hands_out(rows in usage_rows(), given_back in any::<u64>(), access in any::<bool>()) {
        // Rating for a bill sums the rows of a day that are alike before it multiplies.
        let signed = rows.iter().enumerate().map(|(place, (day, subscription, product, quantity))| {
            let back = given_back >> (place % 64) & 7 == 7;
            let minus = |quantity: &Decimal| format!("-{quantity}").parse().expect("a decimal");
            (*day, *subscription, *product, if back { minus(quantity) } else { *quantity })
        });
        let usage = usage(&signed.collect::<Vec<_>>());
        let access = access.then(|| {
            let grant = r#"{"holder":"provider","method":"user","role":"Owner","partnerIdLinked":true,"scope":"/subscriptions/sub-1",
                "from":"2025-11-05T00:00:00Z","to":"2025-11-21T00:00:00Z"}"#;
            serde_json::from_str(&format!(r#"{{"grants":[{grant}]}}"#)).expect("access facts")
        });
        let rated = rate(&list(), &usage, &RateRequest { access: access.clone(), ..RateRequest::default() }).expect("rated");
        let answer = bill(&list(), &usage, &BillRequest { access, ..BillRequest::default() }).expect("a bill");
        for line in &answer.lines {
            let own = || rated.lines.iter().filter(|rated| rated.product_id == line.product_id);
            let sum = |of: fn(&azplan::rating::RatedLine) -> Exact| {
                own().try_fold(Exact::ZERO, |sum, rated| sum.plus(of(rated))).expect("fits")
            };
            prop_assert_eq!(line.quantity, sum(|rated| rated.quantity));
            prop_assert_eq!(line.retail, sum(|rated| rated.retail));
            prop_assert_eq!(line.retail.minus(line.pec).expect("fits"), sum(|rated| rated.amount));
        }
        let earned = answer.lines.iter().try_fold(Exact::ZERO, |sum, line| sum.plus(line.pec)).expect("fits");
        prop_assert_eq!(earned, rated.totals.pec_earned);
    }

    #[test]
    fn pec_is_a_part_of_retail(rows in usage_rows()) {
        let totals = rate(&list(), &usage(&rows), &RateRequest::default()).expect("rated").totals;
        prop_assert_eq!(totals.net.plus(totals.pec_earned).expect("fits"), totals.retail);
        prop_assert!(!totals.pec_earned.is_negative() && totals.pec_earned <= totals.retail);
    }
}

#[test]
fn a_line_is_named_by_its_row_and_by_its_file_after_the_first() {
    let mut reader = UsageReader::default();
    for day in [1, 2, 3] {
        let row = format!("2025-11-0{day},DZH318Z00001,0001,a,8");
        reader.push(format!("UsageDate,ProductId,SkuId,MeterId,Quantity\n{row}\n").as_bytes()).expect("read");
        reader.end_file().expect("the end of a file");
    }
    let usage = reader.finish().expect("usage");
    let lines = rate(&list(), &usage, &RateRequest::default()).expect("rated").lines;
    // The second file's row has 2 units of the 10 that are free.
    let ids: Vec<&str> = lines.iter().map(|line| line.id.as_str()).collect();
    assert_eq!(ids, ["2", "2:2.1", "2:2.2", "3:2"]);
}
