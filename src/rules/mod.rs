//! Numbers that Microsoft sets: each value has its first day and its source, in `data/`.

mod language;
mod table;

pub use language::Language;
pub use table::{Dated, DatedValue};
