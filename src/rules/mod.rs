//! Numbers that Microsoft sets: each value has its first day and its source, in `data/`.

mod table;

pub use table::{Dated, DatedValue};
