//! # azplan
//!
//! Prices, partner earned credit (PEC) and bills of the Azure plan, as Microsoft's Cloud Solution Provider partners buy
//! it: exact to the last digit, and able to say how every figure came about.
#![cfg_attr(not(test), warn(unreachable_pub))]

pub mod bill;
pub mod compare;
pub mod credit_balance;
pub mod difference;
pub mod error;
pub mod estimate;
pub mod exchange;
pub mod explain;
pub mod files;
pub mod ids;
pub mod losses;
pub mod markets;
pub mod money;
pub mod pec;
mod pieces;
pub mod plan;
pub mod price_list;
pub mod quote;
pub mod rating;
pub mod reference;
pub mod regions;
pub mod rules;
pub mod scenarios;
mod slots;
mod sorting;
mod strings;
pub mod time;
pub mod units;
pub mod usage;
pub mod verify;

#[cfg(feature = "wasm")]
pub mod wasm;

pub use error::{Diagnostic, Error, ErrorCode, Result};
pub use price_list::{PriceList, PriceListReader};
pub use usage::{Usage, UsageReader};

/// Version of the form of answers; a field that is renamed or taken away raises it.
pub const SCHEMA_VERSION: u32 = 1;
