//! Regions by any of their spellings: `US East 2`, `eastus2`, `USE2`.

use crate::ids;

const REGIONS: &str = include_str!("rules/data/regions.txt");

/// The code of a region, `eastus2`; `None` where the table does not have the spelling.
///
/// ```
/// # use azplan::regions::code;
/// assert_eq!(code("US East 2"), Some("eastus2"));
/// assert_eq!(code("CH North"), Some("switzerlandnorth"));
/// assert_eq!(code("Atlantis"), None);
/// ```
#[must_use]
pub fn code(text: &str) -> Option<&'static str> {
    found(text).map(|(code, _)| code)
}

/// What Azure calls a region, `East US 2`; `None` where the table does not have the spelling.
///
/// ```
/// assert_eq!(azplan::regions::name("eastus2"), Some("East US 2"));
/// assert_eq!(azplan::regions::name("EU West"), Some("West Europe"));
/// ```
#[must_use]
pub fn name(text: &str) -> Option<&'static str> {
    found(text).map(|(_, name)| name)
}

fn rows() -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    REGIONS.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
        let mut cells = line.splitn(3, '|');
        Some((cells.next()?, cells.next()?, cells.next()?))
    })
}

fn found(text: &str) -> Option<(&'static str, &'static str)> {
    // Most lists name the code itself.
    let by_code = rows().find(|(code, ..)| *code == text).filter(|_| !text.is_empty());
    let by_spelling = || {
        let folded = ids::region(text);
        rows().find(|(code, name, others)| {
            !folded.is_empty()
                && (*code == folded || ids::region(name) == folded || others.split(' ').any(|other| other == folded))
        })
    };
    by_code.or_else(by_spelling).map(|(code, name, _)| (code, name))
}

/// A region that is asked for, in whatever spelling.
#[derive(Debug, Clone)]
pub struct Asked {
    folded: String,
    code: Option<&'static str>,
}

impl Asked {
    /// The region of a spelling.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self { folded: ids::region(text), code: code(text) }
    }

    /// Is it the region that a list names by this code or spelling?
    ///
    /// ```
    /// # use azplan::regions::Asked;
    /// assert!(Asked::new("US East 2").is("eastus2"));
    /// assert!(Asked::new("eastus2").is("East US 2"));
    /// assert!(!Asked::new("eastus").is("eastus2"));
    /// ```
    #[must_use]
    pub fn is(&self, named: &str) -> bool {
        let named = ids::region(named);
        named == self.folded || self.code.is_some_and(|code| code == named)
    }
}

/// The region at the end of a SKU title of a Partner Center sheet (`… - Standard - US East 2`): its spelling and code.
///
/// ```
/// let title = "Advanced Data Security - SQL Database - Standard - US East 2";
/// assert_eq!(azplan::regions::of_title(title), Some(("US East 2", "eastus2")));
/// assert_eq!(azplan::regions::of_title("Log Analytics - Pay-as-you-go"), None);
/// ```
#[must_use]
pub fn of_title(title: &str) -> Option<(&str, &'static str)> {
    let (_, last) = title.rsplit_once(" - ")?;
    code(last).map(|code| (last, code))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_spelling_names_two_regions() {
        for line in REGIONS.lines().filter(|line| !line.starts_with('#')) {
            let cells: Vec<&str> = line.splitn(3, '|').collect();
            let [region, name, others] = cells.as_slice() else { panic!("{line}") };
            for spelling in others.split(' ').filter(|other| !other.is_empty()).chain([*region, *name]) {
                assert_eq!(code(spelling), Some(*region), "{spelling}");
            }
        }
    }
}
