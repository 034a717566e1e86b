//! Lists and usage made of rows: few products and many clashes, written as files.

use arbitrary::{Arbitrary, Result, Unstructured};

/// A row of a price list, of numbers that are turned into cells.
#[derive(Debug, Clone, Arbitrary)]
pub struct ListRow {
    product: u8,
    sku: u8,
    meter: u8,
    region: u8,
    kind: u8,
    tier: u8,
    price: u16,
    start: u8,
    end: u8,
    title: u8,
}

/// A row of usage.
#[derive(Debug, Clone, Arbitrary)]
pub struct UseRow {
    product: u8,
    sku: u8,
    meter: u8,
    day: u8,
    plan: u8,
    mantissa: i32,
    scale: u8,
    repeat: u8,
}

fn pick<'a>(from: &[&'a str], at: u8) -> &'a str {
    from[usize::from(at) % from.len()]
}

/// Of two spellings of the same, one; `at` chooses both, unless all are to be spelled `plain`.
fn spelled<'a>(from: &[(&'a str, &'a str)], at: u8, plain: bool) -> &'a str {
    let (one, other) = from[usize::from(at / 2) % from.len()];
    if at % 2 == 0 || plain { one } else { other }
}

const PRODUCTS: &[&str] = &["DZH318Z00001", "DZH318Z00002", "dzh318z00001"];
const SKUS: &[&str] = &["0001", "1", "00TG", "00tg"];
const METERS: &[&str] = &["ace03b73-4864-4a8c-afcb-55ddf91e010e", "ACE03B73-4864-4A8C-AFCB-55DDF91E010E", "8core", ""];
const REGIONS: &[&str] = &["westeurope", "eastus", "", "West Europe"];
const TITLES: &[&str] = &["D2 v5", "D2 v5 Spot", "Ö-Größe, \"\"L\"\"", "", "Dv5 D2", "資料"];
/// Each with another spelling of the same.
const DATES: &[(&str, &str)] = &[
    ("2025-11-01", "11/1/2025 12:00:00 AM"),
    ("2025-11-03T06:57:30.0682597Z", "2025-11-03T06:57:30.068259700Z"),
    ("", "1753-01-01"),
    ("11/5/2025 12:00:00 AM", "2025-11-05T00:00:00Z"),
];
const ENDS: &[(&str, &str)] =
    &[("", "9999-11-30"), ("2025-11-04T00:00:00Z", "2025-11-04"), ("2025-11-20", "11/20/2025 0:00")];
const PRICES: &[&str] =
    &["0", "0.1", "0.10", "1E-1", "2.99", "0.000000208", "2.08E-07", "115.2", "79228162514264337593543950335"];
const TIERS: &[(&str, &str)] =
    &[("", ""), ("1", "5"), ("6", "9223372036854780000"), ("6", "100"), ("101", ""), ("5", "9")];
const RETAIL_TIERS: &[(&str, &str)] =
    &[("0.0", "0"), ("5", "5.00"), ("100", "1E2"), ("0.5", ".5"), ("1000000000", "1E+9")];

/// A Retail list as CSV, its rows in this order, each value in one spelling or in several.
#[must_use]
pub fn retail(rows: &[ListRow], plain: bool) -> String {
    let mut text = "currencyCode,tierMinimumUnits,reservationTerm,retailPrice,armRegionName,location,effectiveStartDate,\
        effectiveEndDate,meterId,meterName,productId,skuId,productName,skuName,serviceName,unitOfMeasure,type,savingsPlan\n"
        .to_owned();
    for row in rows {
        let (kind, term) =
            [("Consumption", ""), ("DevTestConsumption", ""), ("Reservation", "1 Year"), ("Consumption", "")]
                [usize::from(row.kind) % 4];
        let (product, sku) = (pick(PRODUCTS, row.product), pick(SKUS, row.sku));
        let (title, region) = (pick(TITLES, row.title), pick(REGIONS, row.region));
        text += &format!(
            "USD,{},{term},{},{region},{region},{},{},{},{title:?},{product},{product}/{sku},Virtual Machines,\"{title}\",Service,1 Hour,{kind},\n",
            spelled(RETAIL_TIERS, row.tier, plain),
            price(row.price),
            spelled(DATES, row.start, plain),
            spelled(ENDS, row.end, plain),
            pick(METERS, row.meter),
        );
    }
    text
}

/// The same rows as Partner Center would write them.
#[must_use]
pub fn sheet(rows: &[ListRow], plain: bool) -> String {
    let mut text =
        "ProductTitle,ProductId,SkuId,SkuTitle,Publisher,UnitOfMeasure,TermDuration,Market,Currency,UnitPrice,\
        PricingTierRangeMin,PricingTierRangeMax,EffectiveStartDate,EffectiveEndDate,MeterIds,Tags\n"
            .to_owned();
    for row in rows {
        let (min, max) = TIERS[usize::from(row.tier) % TIERS.len()];
        text += &format!(
            "Machines,{},{},\"{}\",Microsoft,1 Hour,payG-1,US,USD,\"{}\",{min},{max},{},{},{},Azure\n",
            pick(PRODUCTS, row.product),
            pick(SKUS, row.sku),
            pick(TITLES, row.title),
            price(row.price),
            spelled(DATES, row.start, plain),
            spelled(ENDS, row.end, plain),
            pick(METERS, row.meter),
        );
    }
    text
}

fn price(at: u16) -> String {
    match at % 4 {
        0 => format!("{}", f64::from(at) / 1000.0),
        _ => PRICES[usize::from(at) % PRICES.len()].to_owned(),
    }
}

/// A usage file.
#[must_use]
pub fn usage(rows: &[UseRow]) -> String {
    let mut text = "UsageDate,SubscriptionId,EntitlementId,ProductId,SkuId,MeterId,Quantity\n".to_owned();
    for row in rows {
        let line = format!(
            "2025-11-{:02},plan-{},sub-{},{},{},{},{}e-{}\n",
            1 + row.day % 30,
            row.plan % 2,
            row.plan % 3,
            pick(PRODUCTS, row.product),
            pick(SKUS, row.sku),
            pick(METERS, row.meter),
            row.mantissa,
            row.scale % 16,
        );
        text += &line.repeat(1 + usize::from(row.repeat % 3));
    }
    text
}

/// Some rows, not too many to be looked at by hand.
///
/// # Errors
/// Where the input ends.
pub fn some<'a, T: Arbitrary<'a>>(input: &mut Unstructured<'a>, most: usize) -> Result<Vec<T>> {
    let count = input.int_in_range(1..=most)?;
    (0..count).map(|_| T::arbitrary(input)).collect()
}
