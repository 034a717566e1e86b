//! Markets: CSP region, billing currency, and what pages say of reservations; where sources differ, all of them.

use crate::rules::Language;
use crate::sorting::sort_by_key;
use crate::time::Day;
use serde::Serialize;

const MARKETS: &str = include_str!("rules/data/markets.txt");
const RULES: &str = include_str!("rules/data/market_rules.txt");
const TERRITORY: &str = "Partner Center: regional authorization and billing currency, 2023";
const PRICE_LIST: &str = "a price list of 2021-03, markets and currencies";

/// Answer of [`markets`].
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct MarketsAnswer {
    /// Version of this form.
    pub schema_version: u32,
    /// What was asked for.
    pub asked: String,
    /// The markets that it names: none where the tables do not have it.
    pub markets: Vec<Market>,
    /// Codes and names of markets that are near.
    pub nearest: Vec<String>,
}

/// A market.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Market {
    /// ISO 3166-1 code.
    pub code: &'static str,
    /// Its name.
    pub name: &'static str,
    /// Other names.
    pub other_names: Vec<&'static str>,
    /// CSP region (territory); `None` where the page does not have the market.
    pub region: Option<&'static str>,
    /// Billing currency where the sources agree on one; `None` where they differ, and where nothing is sold.
    pub currency: Option<&'static str>,
    /// What each source prints.
    pub currencies: Vec<PrintedCurrency>,
    /// The sources differ.
    pub conflict: bool,
    /// What dated lists say of reservations, the newest last. The pages stand side by side: a newer list does not end an
    /// older one.
    pub reservations: Vec<Availability>,
    /// The lists differ.
    pub reservations_conflict: bool,
    /// Since when nothing new is sold there, the newest last; empty where the market is open.
    pub closings: Vec<Closing>,
    /// Rules on currency and availability, in the order of their days.
    pub rules: Vec<MarketRule>,
}

/// The currencies that a source prints.
#[derive(Debug, Clone, Serialize)]
pub struct PrintedCurrency {
    /// Codes; none where the source has the market without a currency.
    pub currencies: Vec<&'static str>,
    /// Source.
    pub cite: &'static str,
}

/// Whether a dated list has reservations in a market.
#[derive(Debug, Clone, Serialize)]
pub struct Availability {
    /// Sold there, as this list has it.
    pub available: bool,
    /// Day of the list.
    pub from: Day,
    /// A sentence.
    pub text: &'static str,
    /// Source.
    pub cite: &'static str,
}

/// A market is closed for new sales.
#[derive(Debug, Clone, Serialize)]
pub struct Closing {
    /// First day.
    pub from: Day,
    /// A sentence.
    pub text: &'static str,
    /// Source.
    pub cite: &'static str,
}

/// A rule with its first day.
#[derive(Debug, Clone, Serialize)]
pub struct MarketRule {
    /// `currency` or `availability`.
    pub kind: &'static str,
    /// First day.
    pub from: Day,
    /// A sentence.
    pub text: &'static str,
    /// Source.
    pub cite: &'static str,
}

fn rows(table: &'static str) -> impl Iterator<Item = [&'static str; 8]> {
    table.lines().filter(|line| !line.starts_with('#')).map(|line| {
        let mut cells = [""; 8];
        for (cell, part) in cells.iter_mut().zip(line.split('|')) {
            *cell = part;
        }
        cells
    })
}

fn letters(text: &str) -> String {
    text.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn list(cell: &'static str, separator: &'static str) -> Vec<&'static str> {
    cell.split(separator).map(str::trim).filter(|part| !part.is_empty()).collect()
}

fn said(cell: &'static str) -> Option<&'static str> {
    (!cell.is_empty()).then_some(cell)
}

/// Does a line on reservations of that day name the market?
fn is_listed(code: &str, day: Day) -> bool {
    rows(RULES).any(|[kind, markets, from, ..]| {
        matches!(kind, "available" | "unavailable")
            && from.parse::<Day>().is_ok_and(|from| from == day)
            && list(markets, " ").contains(&code)
    })
}

fn market(cells: [&'static str; 8], language: Language) -> Market {
    let [code, english, chinese, others, region, territory, price_list, group] = cells;
    let mut currencies = Vec::new();
    if !region.is_empty() {
        currencies.push(PrintedCurrency { currencies: list(territory, " "), cite: TERRITORY });
    }
    if !price_list.is_empty() {
        currencies.push(PrintedCurrency { currencies: list(price_list, " "), cite: PRICE_LIST });
    }
    let mut printed: Vec<&str> = currencies.iter().flat_map(|source| source.currencies.iter().copied()).collect();
    sort_by_key(&mut printed, |printed| *printed);
    printed.dedup();
    let (mut reservations, mut rules, mut closings) = (Vec::new(), Vec::new(), Vec::new());
    for [kind, markets, from, cite, rule, rule_in_chinese, ..] in self::rows(RULES) {
        let concerns =
            list(markets, " ").iter().any(|one| *one == "*" || *one == code || (*one == group && !group.is_empty()));
        let Some(from) = from.parse::<Day>().ok().filter(|_| concerns) else { continue };
        let text = language.of(rule, rule_in_chinese);
        match kind {
            // The lists name markets without reservations: a market that one does not name has them, as it has it. Of a
            // market in no CSP region its silence says nothing.
            "available" if markets == "*" && (region.is_empty() || is_listed(code, from)) => {}
            "closed" => closings.push(Closing { from, text, cite }),
            "available" | "unavailable" => {
                reservations.push(Availability { available: kind == "available", from, text, cite });
            }
            _ => rules.push(MarketRule { kind, from, text, cite }),
        }
    }
    sort_by_key(&mut reservations, |listed: &Availability| listed.from);
    sort_by_key(&mut closings, |closing: &Closing| closing.from);
    sort_by_key(&mut rules, |rule: &MarketRule| (rule.kind != "currency", rule.from));
    let mut other_names = list(others, ";");
    if language == Language::TraditionalChinese {
        other_names.insert(0, english);
    }
    Market {
        code,
        name: language.of(english, chinese),
        other_names,
        region: said(region),
        currency: printed.first().copied().filter(|_| printed.len() == 1 && closings.is_empty()),
        conflict: printed.len() > 1,
        currencies,
        reservations_conflict: reservations.iter().any(|listed| listed.available)
            && reservations.iter().any(|listed| !listed.available),
        reservations,
        closings,
        rules,
    }
}

/// Where a customer of a market is sold to, and in what currency: the market by code or name; all without one.
///
/// ```
/// # use azplan::{markets::markets, rules::Language};
/// let answer = markets("Taiwan", Language::English);
/// assert_eq!(answer.markets[0].code, "TW");
/// assert_eq!(answer.markets[0].currency, Some("TWD"));
/// assert!(markets("FO", Language::English).markets[0].conflict);
/// assert!(answer.markets[0].reservations.iter().all(|listed| listed.available));
/// ```
#[must_use]
pub fn markets(asked: &str, language: Language) -> MarketsAnswer {
    let wanted = letters(asked);
    let names = |cells: &[&'static str; 8]| {
        let [code, english, chinese, others, ..] = *cells;
        let mut names = vec![letters(code), letters(english), letters(chinese)];
        names.extend(list(others, ";").into_iter().map(letters));
        names
    };
    let fits = |cells: &[&'static str; 8]| wanted.is_empty() || names(cells).contains(&wanted);
    let markets: Vec<Market> = rows(MARKETS).filter(fits).map(|cells| market(cells, language)).collect();
    let begins = wanted.get(..wanted.len().min(4)).unwrap_or(&wanted);
    let near = |cells: &[&'static str; 8]| names(cells).iter().any(|name| name.contains(begins));
    let nearest = match markets.as_slice() {
        [] => rows(MARKETS).filter(near).take(10).map(|[code, name, ..]| format!("{code} {name}")).collect(),
        _ => Vec::new(),
    };
    MarketsAnswer { schema_version: crate::SCHEMA_VERSION, asked: asked.trim().to_owned(), markets, nearest }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_have_15_regions_and_every_currency_of_2021() {
        let mut regions: Vec<&str> = rows(MARKETS).map(|[_, _, _, _, region, ..]| region).collect();
        regions.sort_unstable();
        regions.dedup();
        assert_eq!(regions.iter().filter(|region| !region.is_empty()).count(), 15);
        assert_eq!(rows(MARKETS).filter(|[_, _, _, _, _, _, printed, _]| !printed.is_empty()).count(), 242);
    }

    #[test]
    fn five_markets_of_the_territory_page_have_no_currency() {
        let bare = rows(MARKETS).filter(|[_, _, _, _, region, currency, ..]| !region.is_empty() && currency.is_empty());
        let codes: Vec<&str> = bare.map(|[code, ..]| code).collect();
        assert_eq!(codes, ["BA", "KN", "MK", "PS", "VA"]);
    }

    #[test]
    fn a_market_without_a_region_is_closed_from_a_day_on() {
        let open: Vec<&str> = markets("", Language::English)
            .markets
            .iter()
            .filter(|market| market.region.is_none() == market.closings.is_empty())
            .map(|market| market.code)
            .collect();
        assert_eq!(open, Vec::<&str>::new());
    }

    #[test]
    fn no_name_is_given_to_two_markets() {
        let mut seen = std::collections::BTreeMap::new();
        for cells in rows(MARKETS) {
            let [code, english, chinese, others, ..] = cells;
            for name in [code, english, chinese].into_iter().chain(list(others, ";")) {
                assert_eq!(*seen.entry(letters(name)).or_insert(code), code, "{name}");
            }
        }
    }
}
