//! Laws of the losses of partner earned credit: every row is in one class, and nothing is left over.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::arithmetic_side_effects, clippy::expect_used, reason = "a test that fails may fail loudly")]

use azplan::losses::{LossesAnswer, LossesRequest, losses};
use azplan::money::{Decimal, Exact};
use azplan::pec::AccessFacts;
use azplan::{PriceList, Usage};
use proptest::prelude::*;

/// What a row is made to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Earned,
    Lost,
    Spot,
    ThirdParty,
    Free,
}

#[derive(Debug, Clone)]
struct Row {
    kind: Kind,
    day: u32,
    subscription: u8,
    group: u8,
    resource: u8,
    price: Decimal,
    quantity: Decimal,
}

fn decimal(mantissa: i64, scale: u32) -> Decimal {
    format!("{mantissa}e-{scale}").parse().expect("a decimal")
}

fn row() -> impl Strategy<Value = Row> {
    let kind =
        prop_oneof![Just(Kind::Earned), Just(Kind::Lost), Just(Kind::Spot), Just(Kind::ThirdParty), Just(Kind::Free)];
    let place = (0u8..3, 0u8..3, 0u8..3);
    let numbers = ((1i64..9_999_999, 2u32..9), (-50_000i64..10_000_000, 0u32..7));
    (kind, 1u32..=30, place, numbers).prop_map(|(kind, day, (subscription, group, resource), (price, quantity))| Row {
        kind,
        day,
        subscription,
        group,
        resource,
        price: decimal(price.0, price.1),
        quantity: decimal(quantity.0, quantity.1),
    })
}

fn kept() -> Exact {
    decimal(85, 2).exact()
}

fn usage(rows: &[Row]) -> Usage {
    let mut text =
        "UsageDate,SubscriptionId,EntitlementId,ResourceGroup,ResourceURI,ProductId,SkuId,MeterName,PublisherName,\
        UnitPrice,Quantity,EffectiveUnitPrice,PricingPreTaxTotal,PartnerEarnedCreditPercentage\n"
            .to_owned();
    for Row { kind, day, subscription, group, resource, price, quantity } in rows {
        let price = if *kind == Kind::Free { Exact::ZERO } else { price.exact() };
        let effective = if *kind == Kind::Earned { price.times(kept()).expect("fits") } else { price };
        let total = quantity.exact().times(effective).expect("fits");
        let name = if *kind == Kind::Spot { "D2 v5 Spot" } else { "D2 v5" };
        let publisher = if *kind == Kind::ThirdParty { "Contoso" } else { "Microsoft" };
        let pec = if matches!(kind, Kind::Earned | Kind::Free) { "15" } else { "" };
        text += &format!(
            "2025-11-{day:02},plan,sub-{subscription},rg-{group},/subscriptions/sub-{subscription}/resourceGroups/rg-{group}/providers/a/b/r{resource},\
             DZH318Z00001,0001,{name},{publisher},{price},{quantity},{effective},{total},{pec}\n"
        );
    }
    Usage::read(text.as_bytes()).expect("usage")
}

fn sum(amounts: impl IntoIterator<Item = Exact>) -> Exact {
    amounts.into_iter().fold(Exact::ZERO, |sum, amount| sum.plus(amount).expect("fits"))
}

/// Sums that must close in every answer, each added up from another list than the one it stands beside.
fn closes(answer: &LossesAnswer) -> Result<(), TestCaseError> {
    let sums = &answer.sums;
    let rate = answer.pec_rate.exact();
    prop_assert_eq!(sums.left_over, Exact::ZERO);
    prop_assert_eq!(sums.printing, Exact::ZERO);
    let eligible = sums.retail.minus(sums.ineligible).and_then(|rest| rest.minus(sums.unknown)).expect("fits");
    prop_assert_eq!(eligible.times(rate).expect("fits"), sums.earned.plus(sums.lost).expect("fits"));
    for lost in [
        sum(answer.by_day.iter().map(|day| day.lost)),
        sum(answer.by_subscription.iter().map(|place| place.sum.lost)),
        sum(answer.by_resource_group.iter().map(|place| place.sum.lost)),
        sum(answer.by_resource.iter().map(|place| place.sum.lost)),
        sum(answer.leaks.iter().map(|leak| leak.lost)),
        sum(answer.rows.iter().map(|row| row.lost)),
        sum(answer.strip.iter().flat_map(|strip| &strip.days).map(|day| day.lost)),
        sum(answer.strip.iter().flat_map(|strip| &strip.groups).flat_map(|group| &group.days).map(|day| day.lost)),
        sums.lost,
    ] {
        prop_assert_eq!(answer.lost, lost);
    }
    let strip = || answer.strip.iter().flat_map(|strip| &strip.days);
    prop_assert_eq!(sum(strip().map(|day| day.earned)), sums.earned);
    prop_assert_eq!(sum(strip().map(|day| day.ineligible)), sums.ineligible);
    prop_assert_eq!(sum(answer.ineligible.iter().map(|reason| reason.retail)), sums.ineligible);
    Ok(())
}

proptest! {
    #[test]
    fn sums_close_and_every_row_has_its_class(rows in prop::collection::vec(row(), 1..60)) {
        let usage = usage(&rows);
        let answer = losses(None, &usage, &LossesRequest::default()).expect("an answer");
        closes(&answer)?;
        let of = |kind: Kind| {
            let rows = rows.iter().filter(|row| row.kind == kind);
            sum(rows.map(|row| row.price.exact().times(row.quantity.exact()).expect("fits")))
        };
        let pec = |retail: Exact| retail.times(decimal(15, 2).exact()).expect("fits");
        prop_assert_eq!(answer.lost, pec(of(Kind::Lost)));
        prop_assert_eq!(answer.sums.earned, pec(of(Kind::Earned)));
        prop_assert_eq!(answer.sums.ineligible, of(Kind::Spot).plus(of(Kind::ThirdParty)).expect("fits"));
        let sums = &answer.sums;
        let counted = sums.rows_earned + sums.rows_lost + sums.rows_ineligible + sums.rows_free + sums.rows_unknown;
        prop_assert_eq!(usize::try_from(counted).expect("a count"), rows.len());
    }

    #[test]
    fn access_facts_and_the_order_of_rows_change_no_sum(rows in prop::collection::vec(row(), 1..40), to in 2u32..=30) {
        let facts: AccessFacts = serde_json::from_str(&format!(
            r#"{{"grants":[{{"holder":"provider","method":"aobo","scope":"/subscriptions/sub-1","to":"2025-11-{to:02}T00:00:00Z"}}]}}"#
        )).expect("facts");
        let plain = losses(None, &usage(&rows), &LossesRequest::default()).expect("an answer");
        let known = losses(None, &usage(&rows), &LossesRequest { access: Some(facts), ..LossesRequest::default() }).expect("an answer");
        closes(&known)?;
        prop_assert_eq!(plain.lost, known.lost);
        let explained = sum(known.leaks.iter().flat_map(|leak| &leak.access).map(|share| share.lost));
        prop_assert_eq!(explained, known.lost);
        let mut turned = rows.clone();
        turned.reverse();
        let turned = losses(None, &usage(&turned), &LossesRequest::default()).expect("an answer");
        let scopes = |answer: &LossesAnswer| {
            let mut scopes: Vec<(String, String)> =
                answer.leaks.iter().map(|leak| (format!("{} {}", leak.scope, leak.from), leak.lost.to_string())).collect();
            scopes.sort();
            scopes
        };
        prop_assert_eq!(scopes(&plain), scopes(&turned));
    }

    #[test]
    fn a_price_list_that_has_every_price_changes_nothing(rows in prop::collection::vec(row(), 1..40)) {
        let list = PriceList::read(b"ProductId,SkuId,UnitPrice,Currency,Publisher\nDZH318Z00001,0001,1,USD,Microsoft\n").expect("a list");
        let usage = usage(&rows);
        let without = losses(None, &usage, &LossesRequest::default()).expect("an answer");
        let with = losses(Some(&list), &usage, &LossesRequest::default()).expect("an answer");
        prop_assert_eq!(without.sums.lost, with.sums.lost);
        prop_assert_eq!(without.sums.earned, with.sums.earned);
    }
}
