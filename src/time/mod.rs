//! Days, months and instants (UTC). The only module that names chrono; none reads a clock.

mod day;
mod instant;
mod month;

pub use day::Day;
pub use instant::Instant;
pub use month::Month;
