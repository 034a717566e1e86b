//! What the list says of itself and of a price.

use super::exchange::{ListExchange, exchanged_plans};
use super::model::Row;
use super::numbers::UNKNOWN;
use super::{Gap, PriceList, PriceType};
use crate::error::Diagnostic;
use crate::files::{FileFacts, Period};
use crate::money::{Currency, Decimal};
use crate::pec::PecReason;
use crate::sorting::sort_by;
use crate::time::{Day, Instant};
use crate::units;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

/// What was read: `rows = kept + duplicates + refused`.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PriceListInfo {
    /// `partnerCenterConsumption`, `partnerCenterReservations`, `retailApiCsv`, `retailApiJson`, `priceSheet` or `mixed`.
    pub format: String,
    /// Files that were read.
    pub files: u32,
    /// Rows below headers.
    pub rows: u32,
    /// Rows in use.
    pub kept: u32,
    /// Rows that say again what another row says.
    pub duplicates: u32,
    /// Rows that could not be used.
    pub refused: u32,
    /// Distinct prices: product, SKU, meter, region, type and term.
    pub prices: u32,
    /// Currency of all prices.
    pub currency: Currency,
    /// At which rate they are exchanged from what the list prints.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exchanged: Option<ListExchange>,
    /// Market, where the list says.
    pub market: Option<String>,
    /// First day on which a row is in force.
    pub from: Option<Day>,
    /// Last day on which a row is in force; `None` when open.
    pub to: Option<Day>,
    /// The newest day that the list prices.
    pub on: Day,
    /// First and last day on which a row is in force.
    pub period: Period,
    /// How all files were understood.
    #[serde(flatten)]
    pub facts: FileFacts,
    /// How each file was understood.
    pub understood: Vec<FileFacts>,
    /// What the columns of the files do not allow.
    pub cannot: Vec<String>,
    /// The first diagnostics.
    pub diagnostics: Vec<Diagnostic>,
    /// How many there were.
    pub diagnostics_total: u32,
}

/// One price of the list.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PriceHit {
    /// Product id.
    pub product_id: String,
    /// SKU id without the product.
    pub sku_id: String,
    /// Meter ids.
    pub meter_ids: Vec<String>,
    /// What a person calls it.
    pub title: String,
    /// Product title.
    pub product_title: String,
    /// SKU title.
    pub sku_title: String,
    /// Meter name.
    pub meter_name: String,
    /// Service.
    pub service: String,
    /// Region in code form.
    pub region: String,
    /// Unit of measure as printed.
    pub unit_of_measure: String,
    /// The unit and price as the list prints them, where the usage counts in another unit; `unit_of_measure` is the usage's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub listed: Option<ListedPrice>,
    /// Distinct units in one unit of measure: 100 for `100 Hours`.
    pub block_size: Decimal,
    /// Hours in one unit of measure; `None` where it counts no hours, or the price is for a term.
    pub hours: Option<Decimal>,
    /// Type.
    #[serde(rename = "type")]
    pub price_type: PriceType,
    /// Term of a reservation.
    pub term: Option<String>,
    /// Publisher.
    pub publisher: String,
    /// Currency.
    pub currency: Currency,
    /// At which rate the prices are exchanged from what the list prints.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exchanged: Option<ListExchange>,
    /// Price of the first paid tier; `None` where that is not known, or of a price that no row says.
    pub unit_price: Option<Decimal>,
    /// Number of tiers.
    pub tier_count: usize,
    /// Parts of a month's quantity that have no price.
    pub gaps: Vec<Gap>,
    /// Can the product earn PEC?
    pub pec: PecReason,
    /// First day in force.
    pub effective_start_date: Option<Day>,
    /// Last day in force; `None` when open.
    pub effective_end_date: Option<Day>,
    /// Savings-plan prices.
    pub savings_plans: Vec<SavingsPlanPrice>,
}

/// A price as the list prints it, for usage that counts in another unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ListedPrice {
    /// Unit of measure.
    pub unit_of_measure: String,
    /// Price of the first paid tier.
    pub unit_price: Option<Decimal>,
}

/// Price of a unit under a savings plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SavingsPlanPrice {
    /// Term, `P1Y`.
    pub term: String,
    /// Price of one unit of measure.
    pub unit_price: Decimal,
}

impl PriceList {
    /// What was read.
    #[must_use]
    pub fn info(&self) -> PriceListInfo {
        let known = self.rows.iter().filter(|row| row.unit_price != UNKNOWN);
        let used = known.filter_map(|row| self.validity(row));
        let start = used.clone().map(|validity| validity.start).min();
        let end = used.map(|validity| validity.end).max();
        let count = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
        PriceListInfo {
            format: self.format().to_owned(),
            files: self.reading.diagnostics.files().unwrap_or_default(),
            rows: self.reading.rows,
            kept: count(self.rows.len()).saturating_sub(self.reading.held).saturating_add(self.reading.plan_rows),
            duplicates: self.reading.duplicates,
            refused: self.reading.refused,
            prices: count(self.price_count()).saturating_sub(self.reading.unknown),
            currency: self.currency(),
            exchanged: self.exchanged(),
            market: self.reading.market.clone(),
            from: start.and_then(Instant::day),
            to: end.and_then(Instant::day),
            on: self.newest_day(),
            period: Period { from: start.and_then(Instant::day), to: end.and_then(Instant::day) },
            facts: FileFacts::of_all(&self.reading.understood),
            understood: self.reading.understood.clone(),
            cannot: self.reading.cannot.clone(),
            diagnostics: self.reading.diagnostics.sorted(),
            diagnostics_total: self.reading.diagnostics.total(),
        }
    }

    fn format(&self) -> &str {
        let reservations = || {
            self.prices_at(0..self.price_count()).all(|price| self.place(price).price_type == PriceType::Reservation)
        };
        match self.reading.formats.as_slice() {
            [format] if format == "partnerCenter" && reservations() => "partnerCenterReservations",
            [format] if format == "partnerCenter" => "partnerCenterConsumption",
            [format] => format,
            _ => "mixed",
        }
    }

    /// A price as answers list it: on a day, or as its latest rows have it.
    pub(super) fn hit(&self, index: u32, on: Option<Day>) -> PriceHit {
        let Some((price, item)) = self.price_at(index).and_then(|price| Some((price, self.item(price)?))) else {
            return PriceHit::nothing(self.currency());
        };
        let text = |symbol| self.texts.text(symbol).to_owned();
        let (rows, place) = (self.rows_of(index), self.place(price));
        let latest = || {
            let validity = rows.iter().filter_map(|row| self.validity(row)).max_by_key(|validity| validity.end)?;
            let day = validity.start.day().unwrap_or_else(|| self.newest_day());
            self.tiers_on(index, day)
        };
        let tiers = on.and_then(|day| self.tiers_on(index, day)).or_else(latest);
        let (unit_price, tier_count) =
            tiers.as_ref().map_or((None, 0), |(tiers, _)| (tiers.unit_price(), tiers.as_slice().len()));
        let (start, end) = tiers.as_ref().map_or((None, None), |(_, time)| (time.start.day(), time.end.day()));
        PriceHit {
            product_id: text(item.product_id),
            sku_id: price.sku_id.text(&self.texts),
            meter_ids: self.meters.texts(price.meter_ids, &self.texts),
            title: self.title(price),
            product_title: text(item.product_title),
            sku_title: text(item.sku_title),
            meter_name: text(item.meter_name),
            service: text(item.service),
            region: text(place.region),
            unit_of_measure: text(item.unit_of_measure),
            listed: None,
            block_size: units::block_size(self.texts.text(item.unit_of_measure)),
            hours: units::hours(self.texts.text(item.unit_of_measure))
                .filter(|_| place.price_type != PriceType::Reservation),
            price_type: place.price_type,
            term: (!place.term.is_empty()).then(|| text(place.term)),
            publisher: text(item.publisher),
            currency: self.currency(),
            exchanged: self.exchanged(),
            unit_price,
            tier_count,
            gaps: tiers.map(|(tiers, _)| tiers.gaps().to_vec()).unwrap_or_default(),
            pec: self.pec_of(price),
            effective_start_date: start,
            effective_end_date: end,
            savings_plans: exchanged_plans(savings_plans(self.texts.text(price.savings_plans)), self.exchange),
        }
    }

    /// The SKU title of a Partner Center sheet; product and meter name of the Retail Prices API.
    fn title(&self, price: &Row) -> String {
        let Some(item) = self.item(price) else { return String::new() };
        let text = |symbol| self.texts.text(symbol);
        let (product, sku, meter) = (text(item.product_title), text(item.sku_title), text(item.meter_name));
        match (product, meter) {
            (_, "") => {
                if sku.is_empty() {
                    product.to_owned()
                } else {
                    sku.to_owned()
                }
            }
            ("", _) => meter.to_owned(),
            _ => format!("{product} - {meter}"),
        }
    }
}

impl PriceHit {
    fn nothing(currency: Currency) -> Self {
        Self {
            product_id: String::new(),
            sku_id: String::new(),
            meter_ids: Vec::new(),
            title: String::new(),
            product_title: String::new(),
            sku_title: String::new(),
            meter_name: String::new(),
            service: String::new(),
            region: String::new(),
            unit_of_measure: String::new(),
            listed: None,
            block_size: Decimal::ONE,
            hours: None,
            price_type: PriceType::Consumption,
            term: None,
            publisher: String::new(),
            currency,
            exchanged: None,
            unit_price: None,
            tier_count: 0,
            gaps: Vec::new(),
            pec: PecReason::Eligible,
            effective_start_date: None,
            effective_end_date: None,
            savings_plans: Vec::new(),
        }
    }
}

/// Is it nothing, or savings-plan prices in one of the spellings that [`savings_plans`] reads?
pub(super) fn is_readable(cell: &str) -> bool {
    let nothing = ["", "[]", "null", "none", "nan", "\\n"];
    nothing.iter().any(|nothing| cell.eq_ignore_ascii_case(nothing)) || !savings_plans(cell).is_empty()
}

/// `[{"unitPrice":0.13677,"retailPrice":0.13677,"term":"3 Years"},…]` of the Retail Prices API.
pub(super) fn savings_plans(json: &str) -> Vec<SavingsPlanPrice> {
    #[derive(Deserialize)]
    struct Printed<'a> {
        #[serde(borrow, rename = "unitPrice")]
        unit_price: &'a RawValue,
        term: String,
    }
    // A data frame of Python writes the same with other quotes.
    let python = json.contains('\'').then(|| json.replace('\'', "\"").replace("None", "null"));
    let json = python.as_deref().unwrap_or(json);
    let printed: Vec<Printed<'_>> = serde_json::from_str(json).unwrap_or_default();
    let mut plans: Vec<SavingsPlanPrice> = printed
        .iter()
        .filter_map(|plan| {
            let unit_price = plan.unit_price.get().trim_matches('"').parse().ok()?;
            Some(SavingsPlanPrice { term: crate::ids::term(&plan.term), unit_price })
        })
        .collect();
    sort_by(&mut plans, |left, right| left.term.cmp(&right.term));
    plans
}
