//! What the targets share: files from bytes, pushed in pieces, lists made of rows, and
//! billed months with an exact reckoning of their own.

pub mod months;
pub mod number;
pub mod pieces;
pub mod rows;
