//! The offers of the programme side by side, as two editions of one page have them.

use crate::error::{Error, ErrorCode, Result};
use crate::rules::Language;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

const TABLE: &str = include_str!("../rules/data/offers.txt");

/// Request of [`offers`].
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct OffersRequest {
    /// `2020` or `2023`; default the newest.
    pub edition: Option<String>,
    /// Offers by id or name; default all.
    pub offers: Vec<String>,
    /// Attributes by id or name; default all.
    pub attributes: Vec<String>,
    /// Needs by id or name: offers that do not meet one of them are left out.
    pub needs: Vec<String>,
    /// Only attributes in which the offers differ.
    pub only_differences: bool,
    /// Language of names and values; default English.
    pub language: Language,
}

/// Answer of [`offers`].
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct OffersAnswer {
    /// Version of this form.
    pub schema_version: u32,
    /// The edition.
    pub edition: String,
    /// Day of the page.
    pub day: String,
    /// Source.
    pub cite: String,
    /// All editions, the newest last.
    pub editions: Vec<String>,
    /// The offers that were chosen and meet the needs.
    pub offers: Vec<OfferColumn>,
    /// The attributes.
    pub rows: Vec<OfferRow>,
    /// Attributes in which the offers differ, by id.
    pub differences: Vec<String>,
    /// What became different from the edition before to the newest, for these offers and attributes.
    pub changes: Vec<Changed>,
    /// Needs that can be asked for.
    pub needs: Vec<Named>,
}

/// An id and what a person calls it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Named {
    /// Stable id.
    pub id: String,
    /// Its name.
    pub name: String,
}

/// An offer.
#[derive(Debug, Clone, Serialize)]
pub struct OfferColumn {
    /// Stable id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What needs it meets.
    pub needs: Vec<Need>,
}

/// Does an offer meet a need?
#[derive(Debug, Clone, Serialize)]
pub struct Need {
    /// The need.
    pub id: String,
    /// Is it met?
    pub fit: Fit,
}

/// How far a need is met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Fit {
    /// Met.
    Yes,
    /// Not met.
    No,
    /// It depends, or the page does not say.
    Depends,
}

/// An attribute of all offers.
#[derive(Debug, Clone, Serialize)]
pub struct OfferRow {
    /// Stable id.
    pub attribute: String,
    /// Its name.
    pub name: String,
    /// By offer: what the page says, `None` where it says nothing.
    pub values: BTreeMap<String, Option<String>>,
    /// By offer: what to know of a value.
    pub notes: BTreeMap<String, String>,
    /// The offers differ.
    pub differs: bool,
}

/// A value that two editions have differently.
#[derive(Debug, Clone, Serialize)]
pub struct Changed {
    /// The attribute.
    pub attribute: String,
    /// The offer.
    pub offer: String,
    /// Edition of `before`.
    pub from: String,
    /// Edition of `after`.
    pub to: String,
    /// What the earlier edition says; `None` where it says nothing.
    pub before: Option<String>,
    /// What the later edition says.
    pub after: Option<String>,
}

/// A line of the table, taken apart.
struct Line<'a> {
    kind: &'a str,
    cells: [&'a str; 6],
}

fn lines() -> impl Iterator<Item = Line<'static>> {
    TABLE.lines().filter(|line| !line.starts_with('#')).map(|line| {
        let mut parts = line.split('|');
        let kind = parts.next().unwrap_or_default();
        let mut cells = [""; 6];
        for (cell, part) in cells.iter_mut().zip(parts) {
            *cell = part;
        }
        Line { kind, cells }
    })
}

/// Ids and names of one kind of line: (id, English, Traditional Chinese).
fn named(kind: &'static str) -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    lines().filter(move |line| line.kind == kind).map(|Line { cells: [id, en, zh, ..], .. }| (id, en, zh))
}

/// A cell of one edition: what it says in both languages, and the needs it meets.
fn cell(kind: &str, edition: &str, attribute: &str, offer: &str) -> Option<[&'static str; 3]> {
    lines()
        .find(|line| {
            let [year, of_attribute, of_offer, ..] = line.cells;
            (line.kind, year, of_attribute, of_offer) == (kind, edition, attribute, offer)
        })
        .map(|Line { cells: [.., en, zh, needs], .. }| [en, zh, needs])
}

fn letters(text: &str) -> String {
    text.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The ids that texts name; all where there is no text.
fn chosen(kind: &'static str, texts: &[String], field: &str) -> Result<Vec<&'static str>> {
    let mut wanted = Vec::new();
    for (index, text) in texts.iter().enumerate() {
        let asked = letters(text);
        let found = named(kind).find(|(id, en, zh)| [id, en, zh].iter().any(|name| letters(name) == asked));
        let Some((id, ..)) = found else {
            let known: Vec<&str> = named(kind).map(|(id, ..)| id).collect();
            let message = format!("there is no {kind} `{text}`; there are {}", known.join(", "));
            return Err(Error::new(ErrorCode::INPUT_INVALID, message).at(format!("{field}[{index}]")));
        };
        wanted.push(id);
    }
    Ok(named(kind).map(|(id, ..)| id).filter(|id| texts.is_empty() || wanted.contains(id)).collect())
}

/// How far an offer meets a need, by the cell that says so.
fn fit(edition: &str, offer: &str, need: &str) -> Fit {
    let mut cells = lines().filter(|line| line.kind == "cell" && line.cells.first() == Some(&edition));
    let found = cells.find_map(|Line { cells: [_, _, of_offer, _, _, needs], .. }| {
        let (name, fit) = needs.split_once('=')?;
        (of_offer == offer && name == need).then_some(fit)
    });
    match found {
        Some("yes") => Fit::Yes,
        Some("no") => Fit::No,
        _ => Fit::Depends,
    }
}

/// The offers side by side.
///
/// # Errors
/// `input.invalid` for an edition, offer, attribute or need that is not in the table.
///
/// ```
/// # use azplan::compare::{offers, OffersRequest};
/// let answer = offers(&OffersRequest { needs: vec!["Renews by itself".into()], ..OffersRequest::default() })?;
/// assert_eq!(answer.edition, "2023");
/// assert_eq!(answer.rows.len(), 11);
/// assert!(answer.offers.iter().all(|offer| offer.id != "serverSubscriptions"));
/// # Ok::<(), azplan::Error>(())
/// ```
pub fn offers(request: &OffersRequest) -> Result<OffersAnswer> {
    let editions: Vec<(&str, &str, &str)> = named("edition").collect();
    let asked = request.edition.as_deref().or(editions.last().map(|(year, ..)| *year)).unwrap_or_default();
    let Some((edition, day, cite)) = editions.iter().copied().find(|(year, ..)| *year == asked) else {
        let known: Vec<&str> = editions.iter().map(|(year, ..)| *year).collect();
        let message = format!("there is no edition `{asked}`; there are {}", known.join(", "));
        return Err(Error::new(ErrorCode::INPUT_INVALID, message).at("edition"));
    };
    let language = request.language;
    let needs = if request.needs.is_empty() { Vec::new() } else { chosen("need", &request.needs, "needs")? };
    // An offer that an edition does not have has no cell in it.
    let is_sold = |offer: &&str| cell("cell", edition, "billing", offer).is_some();
    let meets = |offer: &&str| needs.iter().all(|need| fit(edition, offer, need) != Fit::No);
    let offers: Vec<&str> =
        chosen("offer", &request.offers, "offers")?.into_iter().filter(is_sold).filter(meets).collect();
    let attributes = chosen("attribute", &request.attributes, "attributes")?;
    let value = |edition: &str, attribute: &str, offer: &str| {
        cell("cell", edition, attribute, offer).map(|[en, zh, _]| language.of(en, zh).to_owned())
    };
    let mut rows = Vec::new();
    for (attribute, en, zh) in named("attribute").filter(|(id, ..)| attributes.contains(id)) {
        let values: BTreeMap<String, Option<String>> =
            offers.iter().map(|offer| ((*offer).to_owned(), value(edition, attribute, offer))).collect();
        let notes = offers.iter().filter_map(|offer| {
            let [en, zh, _] = cell("note", edition, attribute, offer)?;
            Some(((*offer).to_owned(), language.of(en, zh).to_owned()))
        });
        let differs = values.values().zip(values.values().skip(1)).any(|(left, right)| left != right);
        let notes = notes.collect();
        rows.push(OfferRow {
            attribute: attribute.to_owned(),
            name: language.of(en, zh).to_owned(),
            values,
            notes,
            differs,
        });
    }
    let differences = rows.iter().filter(|row| row.differs).map(|row| row.attribute.clone()).collect();
    if request.only_differences {
        rows.retain(|row| row.differs);
    }
    let mut changes = Vec::new();
    for ((from, ..), (to, ..)) in editions.iter().zip(editions.iter().skip(1)) {
        for (attribute, offer) in
            rows.iter().flat_map(|row| offers.iter().map(|offer| (row.attribute.as_str(), *offer)))
        {
            let (before, after) = (value(from, attribute, offer), value(to, attribute, offer));
            if before != after {
                let [attribute, offer, from, to] = [attribute, offer, from, to].map(str::to_owned);
                changes.push(Changed { attribute, offer, from, to, before, after });
            }
        }
    }
    let column = |offer: &&str| {
        let name = named("offer").find(|(id, ..)| id == offer).map_or("", |(_, en, zh)| language.of(en, zh));
        let needs = named("need").map(|(need, ..)| Need { id: need.to_owned(), fit: fit(edition, offer, need) });
        OfferColumn { id: (*offer).to_owned(), name: name.to_owned(), needs: needs.collect() }
    };
    let need = |(id, en, zh): (&str, &str, &str)| Named { id: id.to_owned(), name: language.of(en, zh).to_owned() };
    Ok(OffersAnswer {
        schema_version: crate::SCHEMA_VERSION,
        edition: edition.to_owned(),
        day: day.to_owned(),
        cite: cite.to_owned(),
        editions: editions.iter().map(|(year, ..)| (*year).to_owned()).collect(),
        offers: offers.iter().map(column).collect(),
        rows,
        differences,
        changes,
        needs: named("need").map(need).collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_cell_names_what_there_is() {
        let known = |kind: &'static str, name: &str| named(kind).any(|(id, ..)| id == name);
        for Line { kind, cells: [edition, attribute, offer, en, zh, needs] } in lines() {
            if kind == "cell" || kind == "note" {
                assert!(known("edition", edition) && known("attribute", attribute) && known("offer", offer), "{en}");
                assert!(!en.is_empty() && !zh.is_empty(), "{edition} {attribute} {offer}");
                assert!(
                    needs.is_empty() || needs.split_once('=').is_some_and(|(need, _)| known("need", need)),
                    "{needs}"
                );
            }
        }
    }

    #[test]
    fn the_editions_have_66_and_49_cells() {
        let cells = |year| lines().filter(|line| line.kind == "cell" && line.cells.first() == Some(&year)).count();
        assert_eq!((cells("2023"), cells("2020")), (66, 49));
    }
}
