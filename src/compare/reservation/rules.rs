//! The dated rules on reservations that are held.

use super::answer::{Kind, ReservationRule};
use crate::error::{Error, ErrorCode, Result};
use crate::time::Day;

const RULES: &str = include_str!("../../rules/data/reservation_rules.txt");

/// A row of the table.
#[derive(Clone, Copy)]
struct Rule {
    name: &'static str,
    from: Day,
    value: &'static str,
    cite: &'static str,
}

fn all() -> impl Iterator<Item = Rule> {
    RULES.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
        let mut cells = line.splitn(4, '|');
        Some(Rule { name: cells.next()?, from: cells.next()?.parse().ok()?, value: cells.next()?, cite: cells.next()? })
    })
}

/// The rows in force on a day.
fn in_force(day: Day) -> impl Iterator<Item = Rule> {
    all().filter(move |rule| rule.from <= day)
}

/// The newest rule of a name on a day: its value and source.
pub(super) fn rule_on(name: &str, day: Day) -> Option<(&'static str, &'static str)> {
    let newest = in_force(day).filter(|rule| rule.name == name).max_by_key(|rule| rule.from);
    newest.map(|rule| (rule.value, rule.cite))
}

/// The same, of a rule that has always been there; before its first day the first one.
///
/// # Errors
/// `input.invalid` for a name that the table does not have.
pub(super) fn rule(name: &str, day: Day) -> Result<(&'static str, &'static str)> {
    let first = || all().filter(|rule| rule.name == name).min_by_key(|rule| rule.from);
    let found = rule_on(name, day).or_else(|| first().map(|rule| (rule.value, rule.cite)));
    found.ok_or_else(|| Error::new(ErrorCode::INPUT_INVALID, format!("no rule `{name}` is known on {day}")))
}

/// Words of a name; `Prepurchase` and `Pre-Purchase` are two.
fn words(name: &str) -> Vec<String> {
    let name = name.to_lowercase().replace("prepurchase", "pre purchase");
    name.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// What a table says of a product: the row decides that has the most words of its name, and of it the newest.
pub(super) fn of_product(table: &str, product: &str, day: Day) -> Option<(&'static str, &'static str)> {
    let all = words(product);
    let rows = in_force(day).filter_map(|rule| {
        let named = words(rule.name.strip_prefix(table)?.strip_prefix('.')?);
        all.windows(named.len().max(1)).any(|part| part == named.as_slice()).then_some((named.len(), rule))
    });
    rows.max_by_key(|(count, rule)| (*count, rule.from)).map(|(_, rule)| (rule.value, rule.cite))
}

/// What a product's name says that a reservation is for.
pub(super) fn kind_of(product: &str, day: Day) -> Option<Kind> {
    match of_product("kind", product, day)?.0 {
        "compute" => Some(Kind::Compute),
        "database" => Some(Kind::Database),
        _ => Some(Kind::Other),
    }
}

/// The sentences that hold on a day.
pub(super) fn sentences(day: Day) -> Vec<ReservationRule> {
    let said = in_force(day).filter_map(|rule| {
        let name = rule.name.strip_prefix("say.")?;
        Some(ReservationRule { rule: name, text: rule.value, cite: rule.cite })
    });
    said.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn products_are_found_by_the_most_words_of_their_name() {
        let returns = |product: &str, day: &str| {
            of_product("returns", product, day.parse().expect("a day")).map_or("yes", |(value, _)| value)
        };
        let never = [
            "Azure Databricks",
            "Azure Databricks Pre-Purchase Plan",
            "Synapse Analytics Pre-purchase plan",
            "Azure Synapse Analytics Prepurchase Plan",
            "Microsoft Defender for Cloud Pre-Purchase Plan",
            "Microsoft Sentinel Pre-Purchase Plan",
            "Red Hat plans",
            "Red Hat Enterprise Linux",
            "SUSE Linux plans",
        ];
        for product in never {
            assert_eq!(returns(product, "2026-01-15"), "no", "{product}");
        }
        let again = ["Azure Red Hat OpenShift", "Azure VMware Solution by CloudSimple"];
        for product in again {
            assert_eq!(returns(product, "2026-01-14"), "no", "{product}");
            assert_eq!(returns(product, "2026-01-15"), "yes", "{product}");
        }
        for product in
            ["Virtual Machines Dsv5 Series", "Azure Synapse Analytics Dedicated SQL Pool", "Azure VMware Solution"]
        {
            assert_eq!(returns(product, "2026-01-15"), "yes", "{product}");
        }
        assert_eq!(returns("Microsoft Agent Pre-Purchase Plan", "2026-01-15"), "unknown");
    }

    #[test]
    fn a_product_says_what_is_reserved() {
        let day: Day = "2026-11-28".parse().expect("a day");
        let kinds = [
            ("Virtual Machines Dsv5 Series", Some(Kind::Compute)),
            ("Dsv5 Series DedicatedHost", Some(Kind::Compute)),
            ("Azure App Service Premium v3 Plan - Linux", Some(Kind::Compute)),
            ("SQL Database Single/Elastic Pool General Purpose - Compute Gen5", Some(Kind::Database)),
            ("Az DB for PGSQL Flexible Server", Some(Kind::Database)),
            ("Azure Cosmos DB for PostgreSQL", Some(Kind::Database)),
            ("Azure VMware Solution", Some(Kind::Other)),
            ("Azure Redis Cache Premium", Some(Kind::Other)),
            ("Premium SSD Managed Disks", Some(Kind::Other)),
            ("Something else", None),
        ];
        for (product, kind) in kinds {
            assert_eq!(kind_of(product, day), kind, "{product}");
        }
    }

    #[test]
    fn every_row_of_the_table_can_be_read() {
        let lines = RULES.lines().filter(|line| !line.starts_with('#')).count();
        assert_eq!(all().count(), lines);
    }
}
