//! Months of billed usage that are right in every figure, and the list they are billed by: meters with tiers, prices that
//! change inside the month, Spot, third parties, Azure credit, usage that is given back.

use crate::number::Number;
use arbitrary::Unstructured;

/// Days of a month.
const DAYS: u32 = 4;
/// The first day of later prices.
pub const CHANGE: u32 = 3;

/// What an input decides. Numbers are as good as random, so that no two amounts are alike by chance: which of two equal rows
/// is at the wrong tier nobody can tell.
#[derive(Debug)]
pub struct Dice<'a> {
    input: Unstructured<'a>,
    state: u64,
}

impl<'a> Dice<'a> {
    /// Dice of an input. One that ends goes on with zeros.
    #[must_use]
    pub fn new(data: &'a [u8]) -> Self {
        let mut input = Unstructured::new(data);
        let state = input.arbitrary().unwrap_or_default();
        Self { input, state }
    }

    /// A number of the input from `0` to below `count`.
    pub fn choose(&mut self, count: usize) -> usize {
        self.input.int_in_range(0..=count - 1).unwrap_or_default()
    }

    /// Does the input say so, which it does once in `times`?
    pub fn once_in(&mut self, times: usize) -> bool {
        self.choose(times) == times - 1
    }

    /// A number from `0` to below `count`, as good as random (splitmix64).
    pub fn random(&mut self, count: u64) -> i128 {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.state ^ self.state >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        i128::from((mixed ^ mixed >> 31) % count)
    }

    /// A price from 0.1 to 3, of five places of which the last is not 0.
    fn price(&mut self) -> Number {
        let digits = 10_000 + self.random(290_000);
        Number::new(if digits % 10 == 0 { digits + 3 } else { digits }, 5)
    }
}

/// A tier: where it begins, its price, and that from [`CHANGE`] on.
#[derive(Debug, Clone, Copy)]
pub struct Tier {
    from: i128,
    price: Number,
    later: Option<Number>,
}

impl Tier {
    /// The price of a day.
    #[must_use]
    pub fn price_on(&self, day: u32) -> Number {
        self.later.filter(|_| day >= CHANGE).unwrap_or(self.price)
    }

    /// The price that holds on the other side of [`CHANGE`].
    #[must_use]
    pub fn price_not_on(&self, day: u32) -> Option<Number> {
        self.later.map(|later| if day >= CHANGE { self.price } else { later })
    }
}

/// A meter.
#[derive(Debug, Clone)]
pub struct Meter {
    number: usize,
    name: &'static str,
    publisher: &'static str,
    /// Its tiers in order.
    pub tiers: Vec<Tier>,
    /// It earns PEC.
    pub is_due: bool,
    /// An Azure credit pays a part.
    pub has_credit: bool,
}

impl Meter {
    fn new(number: usize, dice: &mut Dice<'_>) -> Self {
        let edge = 8 + dice.random(20);
        let kind = if number == 1 { dice.choose(2) } else { dice.choose(9) };
        let starts: &[i128] = match kind {
            0 | 1 | 8 => &[0, edge],
            2 => &[0, edge, edge + 5 + dice.random(10)],
            _ => &[0],
        };
        let mut tiers: Vec<Tier> =
            starts.iter().map(|from| Tier { from: *from, price: dice.price(), later: None }).collect();
        if kind == 0 || (kind == 2 && dice.once_in(2)) {
            tiers[0].price = Number::ZERO;
        }
        if kind == 3 || (matches!(kind, 1 | 2) && dice.once_in(3)) {
            for tier in tiers.iter_mut().filter(|tier| !tier.price.is_zero()) {
                tier.later = Some(dice.price());
            }
        }
        let has_credit = matches!(kind, 7 | 8);
        Self {
            number,
            name: if kind == 5 { "D2 Spot" } else { "D2" },
            publisher: if kind == 6 { "Contoso" } else { "Microsoft" },
            tiers,
            is_due: !matches!(kind, 5 | 6) && !has_credit,
            has_credit,
        }
    }

    /// The tier of the next unit after so many.
    fn tier_after(&self, used: Number) -> usize {
        self.tiers.iter().rposition(|tier| Number::new(tier.from, 0) <= used).unwrap_or_default()
    }

    fn edge(&self, tier: usize) -> Option<Number> {
        self.tiers.get(tier + 1).map(|next| Number::new(next.from, 0))
    }

    /// Does the day stay in one tier, whatever the order of its rows?
    fn stays(&self, used: Number, quantities: &[Number]) -> bool {
        let sum = |is_back: bool| {
            quantities.iter().filter(|own| own.is_negative() == is_back).fold(Number::ZERO, |sum, own| sum + *own)
        };
        let tier = self.tier_after(used);
        Number::new(self.tiers[tier].from, 0) <= used + sum(true)
            && self.edge(tier).is_none_or(|edge| used + sum(false) <= edge)
    }
}

/// A row of a billed file.
#[derive(Debug, Clone)]
pub struct Row {
    /// Place of its meter.
    pub meter: usize,
    /// Place of its tier.
    pub tier: usize,
    /// Place of its plan.
    pub plan: usize,
    /// Day of the month.
    pub day: u32,
    /// Place of its resource among those of the day.
    pub resource: usize,
    /// Units.
    pub quantity: Number,
    /// First paid tier's price.
    pub unit_price: Number,
    /// Price after PEC.
    pub effective: Number,
    /// Printed with 15, else blank.
    pub has_pec: bool,
    /// Total in US dollars.
    pub pricing: Number,
    /// Units of the billing currency for a US dollar.
    pub rate: Number,
    /// Total in the billing currency.
    pub billing: Number,
}

impl Row {
    /// Is it a part of the same usage, in another tier?
    #[must_use]
    pub fn is_of_resource_of(&self, other: &Self) -> bool {
        let resource = |row: &Self| (row.meter, row.plan, row.day, row.resource);
        resource(self) == resource(other)
    }

    /// The row at another price, before PEC.
    #[must_use]
    pub fn priced(&self, price: Number, is_due: bool) -> Self {
        let effective = if is_due { price * Number::new(85, 2) } else { price };
        Self { effective, has_pec: is_due, ..self.clone() }.totalled()
    }

    /// The row with the totals that its figures make.
    #[must_use]
    pub fn totalled(self) -> Self {
        let pricing = self.quantity * self.effective;
        self.with_total(pricing)
    }

    /// The row with another total.
    #[must_use]
    pub fn with_total(self, pricing: Number) -> Self {
        Self { pricing, billing: pricing * self.rate, ..self }
    }
}

/// A month.
#[derive(Debug)]
pub struct Month {
    /// What is sold.
    pub meters: Vec<Meter>,
    /// Billing currency of each plan, and units of it for a US dollar.
    pub currencies: Vec<(&'static str, Number)>,
    /// What was used.
    pub rows: Vec<Row>,
}

const CURRENCIES: [(&str, Number); 6] = [
    ("USD", Number::new(1, 0)),
    ("EUR", Number::new(8641, 4)),
    ("JPY", Number::new(15237, 2)),
    ("GBP", Number::new(75913, 5)),
    ("KWD", Number::new(30671, 5)),
    ("TWD", Number::new(31255, 3)),
];

impl Month {
    /// The month of an input.
    pub fn new(dice: &mut Dice<'_>) -> Self {
        let plans = 1 + dice.choose(2);
        let currencies: Vec<_> = (0..plans).map(|_| CURRENCIES[dice.choose(CURRENCIES.len())]).collect();
        let meters: Vec<Meter> = (1..=1 + dice.choose(3)).map(|number| Meter::new(number, dice)).collect();
        let mut month = Self { meters, currencies, rows: Vec::new() };
        for meter in 0..month.meters.len() {
            for plan in 0..plans {
                let mut used = Number::ZERO;
                for day in 1..=DAYS {
                    used = month.day((meter, plan, day), used, dice);
                }
            }
        }
        month
    }

    /// Adds the rows of a day, and answers how much was used then.
    fn day(&mut self, (at, plan, day): (usize, usize, u32), before: Number, dice: &mut Dice<'_>) -> Number {
        let meter = self.meters[at].clone();
        let mut quantities: Vec<Number> =
            (0..dice.choose(5)).map(|_| Number::new(1_000_000_000 + dice.random(9_000_000_000), 9)).collect();
        // Usage may be given back, but no more than there was. Where a day crosses a tier, that leaves open what is wrong.
        if let Some(first) = quantities.first_mut().filter(|first| **first < before)
            && dice.once_in(8)
        {
            *first = Number::ZERO - *first;
            if !meter.stays(before, &quantities) {
                quantities[0] = Number::ZERO - quantities[0];
            }
        }
        let mut used = before;
        for (resource, quantity) in quantities.into_iter().enumerate() {
            let mut left = quantity;
            while !left.is_zero() {
                let tier = meter.tier_after(used);
                let room = meter.edge(tier).map_or(left, |edge| edge - used);
                let quantity = left.min(room);
                self.rows.push(self.row((at, tier), (plan, day, resource), quantity));
                (used, left) = (used + quantity, left - quantity);
            }
        }
        used
    }

    fn row(&self, (at, tier): (usize, usize), (plan, day, resource): (usize, u32, usize), quantity: Number) -> Row {
        let meter = &self.meters[at];
        let paid = meter.tiers.iter().find(|tier| !tier.price.is_zero()).unwrap_or(&meter.tiers[tier]);
        let row = Row {
            meter: at,
            tier,
            plan,
            day,
            resource,
            quantity,
            unit_price: paid.price_on(day),
            effective: Number::ZERO,
            has_pec: false,
            pricing: Number::ZERO,
            rate: self.currencies[plan].1,
            billing: Number::ZERO,
        };
        row.priced(meter.tiers[tier].price_on(day), meter.is_due)
    }

    /// The price list.
    #[must_use]
    pub fn list(&self) -> String {
        let mut text = "ProductTitle,ProductId,SkuId,SkuTitle,Publisher,UnitOfMeasure,TermDuration,Market,Currency,\
            UnitPrice,PricingTierRangeMin,PricingTierRangeMax,EffectiveStartDate,EffectiveEndDate,MeterIds,Tags\n"
            .to_owned();
        for Meter { number, name, publisher, tiers, .. } in &self.meters {
            for (at, tier) in tiers.iter().enumerate() {
                let end = tiers.get(at + 1).map_or(9_223_372_036_854_780_000, |next| next.from);
                let range = if tiers.len() > 1 { format!("{},{end}", tier.from + 1) } else { ",".to_owned() };
                let last = CHANGE - 1;
                let mut row = |price: Number, start: u32, end: &str| {
                    text += &format!(
                        "Series,DZH318Z0000{number},000{number},{name},{publisher},1 Hour,payG-1,US,USD,{price},{range},\
                        11/{start}/2025 12:00:00 AM,{end} 11:59:59 PM,{number}0000000-0000-4000-8000-000000000000,Azure\n"
                    );
                };
                match tier.later {
                    None => row(tier.price, 1, "11/30/9999"),
                    Some(later) => {
                        row(tier.price, 1, &format!("11/{last}/2025"));
                        row(later, CHANGE, "11/30/9999");
                    }
                }
            }
        }
        text
    }

    /// Usage that prints no figures: a row for the parts of each resource, meter and day.
    #[must_use]
    pub fn used(&self, used: &[&[Row]]) -> String {
        let mut text =
            "CustomerId,ProductId,SkuId,MeterId,MeterName,PublisherName,SubscriptionId,EntitlementId,UsageDate,\
            ResourceGroup,ResourceURI,Quantity,CreditPercentage,CreditType\n"
                .to_owned();
        for parts in used {
            let Some(Row { meter, plan, day, resource, .. }) = parts.first() else { continue };
            let Meter { number, name, publisher, has_credit, .. } = &self.meters[*meter];
            let quantity = parts.iter().fold(Number::ZERO, |sum, part| sum + part.quantity);
            let credit = if *has_credit { "40,Azure Credit Applied" } else { "," };
            text += &format!(
                "c{plan},DZH318Z0000{number},000{number},{number}0000000-0000-4000-8000-000000000000,{name},{publisher},\
                plan-{plan},sub-{plan},2025-11-0{day},rg,/things/{resource},{quantity},{credit}\n"
            );
        }
        text
    }

    /// A billed file of rows, and a customer credit at its end where there is to be one.
    #[must_use]
    pub fn billed<'a>(&self, rows: impl Iterator<Item = &'a Row>, credit: Option<&Row>) -> String {
        let mut text = "CustomerId,ProductId,SkuId,MeterId,MeterName,PublisherName,SubscriptionId,EntitlementId,UsageDate,\
            ResourceGroup,ResourceURI,ChargeType,UnitPrice,Quantity,EffectiveUnitPrice,PricingPreTaxTotal,PricingCurrency,\
            PCToBCExchangeRate,BillingPreTaxTotal,BillingCurrency,PartnerEarnedCreditPercentage,CreditPercentage,CreditType\n"
            .to_owned();
        for row in rows {
            self.write(row, "new", &mut text);
        }
        if let Some(row) = credit {
            let amount = Number::new(-35, 1);
            let row = Row { quantity: Number::new(1, 0), effective: amount, ..row.clone() };
            self.write(&row.with_total(amount), "customerCredit", &mut text);
        }
        text
    }

    fn write(&self, row: &Row, charge: &str, text: &mut String) {
        let Row { plan, day, resource, quantity, unit_price, effective, pricing, rate, billing, .. } = row;
        let Meter { number, name, publisher, has_credit, .. } = &self.meters[row.meter];
        let currency = self.currencies[*plan].0;
        let is_usage = charge == "new";
        let credit = match (is_usage, has_credit, row.has_pec) {
            (false, ..) => ",",
            (_, true, _) => "40,Azure Credit Applied",
            (_, _, true) => ",Partner Earned Credit Applied",
            _ => ",Credit Not Applied",
        };
        let pec = if row.has_pec && is_usage { "15" } else { "" };
        *text += &format!(
            "c{plan},DZH318Z0000{number},000{number},{number}0000000-0000-4000-8000-000000000000,{name},{publisher},plan-{plan},\
            sub-{plan},2025-11-0{day},rg,/things/{resource},{charge},{unit_price},{quantity},{effective},{pricing},USD,\
            {rate},{billing},{currency},{pec},{credit}\n"
        );
    }
}
