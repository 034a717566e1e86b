//! Which Azure roles earn PEC.

use serde::Serialize;

const ROLES: &str = include_str!("../rules/data/pec_roles.txt");

/// Where the table is printed.
pub(super) const CITE: &str = "Partner Center: roles and permissions for partner earned credit, 2022-11";

/// Answer of [`role`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RoleAnswer {
    /// Version of this form.
    pub schema_version: u32,
    /// The role as the table spells it, or as it was asked for.
    pub role: String,
    /// Does it earn? `None` where the table does not have it.
    pub eligible: Option<bool>,
    /// Source.
    pub cite: &'static str,
}

/// Does a role earn PEC? Roles compare by their letters and digits, without case; a role that the table has as `(Preview)` or
/// `(Legacy)` is found without that word too, as it is called once the preview is over.
///
/// ```
/// # use azplan::pec::role;
/// assert_eq!(role("contributor").eligible, Some(true));
/// assert_eq!(role("Reader").eligible, Some(false));
/// assert_eq!(role("Chief Cloud Officer").eligible, None);
/// ```
#[must_use]
pub fn role(name: &str) -> RoleAnswer {
    let name = name.trim();
    let asked = letters(name);
    let found = rows().find(|(_, role)| letters(role) == asked);
    RoleAnswer {
        schema_version: crate::SCHEMA_VERSION,
        role: found.map_or(name, |(_, role)| role).to_owned(),
        eligible: found.map(|(flag, _)| flag == "Yes"),
        cite: CITE,
    }
}

fn rows() -> impl Iterator<Item = (&'static str, &'static str)> {
    ROLES.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('|'))
}

/// The letters and digits of a role's name, without the word that says how far it is.
fn letters(name: &str) -> String {
    let name: String = name.chars().filter(|letter| letter.is_alphanumeric() || *letter == '(').collect();
    let name = name.to_lowercase();
    let stem = ["(preview", "(legacy"].iter().find_map(|word| name.strip_suffix(word)).unwrap_or(&name);
    stem.replace('(', "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_has_122_roles_of_which_24_do_not_earn() {
        let rows: Vec<&str> = ROLES.lines().filter(|line| !line.starts_with('#')).collect();
        assert_eq!(rows.len(), 122);
        assert_eq!(rows.iter().filter(|row| row.starts_with("No|")).count(), 24);
        assert!(rows.iter().all(|row| row.starts_with("Yes|") || row.starts_with("No|")));
    }

    #[test]
    fn each_role_has_a_name_of_its_own_with_and_without_its_last_word() {
        let names: std::collections::BTreeSet<String> = rows().map(|(_, role)| letters(role)).collect();
        assert_eq!(names.len(), 122);
        for (flag, table) in rows() {
            for name in [table.to_owned(), table.replace(" (Preview)", ""), table.replace(' ', "")] {
                let answer = role(&name);
                assert_eq!((answer.role.as_str(), answer.eligible), (table, Some(flag == "Yes")), "{name}");
            }
        }
    }
}
