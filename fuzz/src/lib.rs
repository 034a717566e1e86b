//! What the targets share: files from bytes, pushed in pieces, and lists made of rows.

pub mod pieces;
pub mod rows;
