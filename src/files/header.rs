//! Columns found by name, in any order and spelling.

/// A closed set of columns that a kind of file may have.
pub trait Column: Copy + PartialEq + Sized + 'static {
    /// All columns with the names they go by, folded: lower case, letters and digits only.
    const NAMES: &'static [(Self, &'static [&'static str])];

    /// Place of the column in the set, from 0.
    fn place(self) -> usize;
}

/// Where each column stands in a file.
#[derive(Debug, Clone)]
pub struct Header<C> {
    names: Vec<String>,
    found: Vec<(C, usize)>,
    /// Place in the file by place in the set.
    slots: Vec<Option<usize>>,
}

/// Lower case, letters and digits only: `ERP Price`, `erpPrice` and `ERP_Price` are one name.
/// Of a localised header such as `Menge (Quantity)` the name in brackets counts.
fn fold(name: &str) -> String {
    let name = match name.split_once('(') {
        Some((_, inner)) => inner.trim_end_matches(')'),
        None => name,
    };
    name.chars().filter(char::is_ascii_alphanumeric).map(|letter| letter.to_ascii_lowercase()).collect()
}

impl<C: Column> Header<C> {
    /// Looks the names up. Of two columns of one name the first counts.
    #[must_use]
    pub fn new(names: Vec<String>) -> Self {
        let mut found: Vec<(C, usize)> = Vec::new();
        for (index, name) in names.iter().enumerate() {
            let folded = fold(name);
            let column = C::NAMES.iter().find(|(_, aliases)| aliases.contains(&folded.as_str()));
            if let Some((column, _)) = column
                && !found.iter().any(|(other, _)| other == column)
            {
                found.push((*column, index));
            }
        }
        let mut slots = vec![None; C::NAMES.len()];
        for (column, index) in &found {
            if let Some(slot) = slots.get_mut(column.place()) {
                *slot = Some(*index);
            }
        }
        Self { names, found, slots }
    }

    /// Place of a column.
    #[must_use]
    pub fn index(&self, column: C) -> Option<usize> {
        self.slots.get(column.place()).copied().flatten()
    }

    /// True if the file has the column.
    #[must_use]
    pub fn has(&self, column: C) -> bool {
        self.index(column).is_some()
    }

    /// The column's name as the file spells it.
    #[must_use]
    pub fn name(&self, column: C) -> &str {
        self.index(column).and_then(|index| self.names.get(index)).map_or("", String::as_str)
    }

    /// Number of columns that are known.
    #[must_use]
    pub const fn known(&self) -> usize {
        self.found.len()
    }

    /// Number of columns of the file.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.names.len()
    }

    /// True without columns.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// The header as a sentence names it: at most eight names.
    #[must_use]
    pub fn listed(&self) -> String {
        let shown: Vec<String> = self.names.iter().take(8).map(|name| format!("`{name}`")).collect();
        let more = if self.names.len() > shown.len() { ", …" } else { "" };
        format!("{}{more}", shown.join(", "))
    }
}
