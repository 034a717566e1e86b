//! Is the bill right, line by line? A daily rated usage file, and the reconciliation file, rated again and compared.
//!
//! What is compared, and how finely (rules 3, 12): totals are products that are not rounded, so they are compared as finely
//! as the file prints them; the price is the tier's of the day less PEC; on a day that crosses a tier only the units of each
//! tier are known; a month has one exchange rate.

mod against_list;
mod alone;
mod answer;
mod meter_row;
mod month;
mod not_checked;
mod open_rows;
mod passes;
mod pec_alone;
mod plain;
mod price;
mod reading;
mod recon;
mod request;
mod row;
mod share;
mod steps;

pub use answer::{Difference, FileOfRow, OfCause, RowOfFile, VerifyAnswer};
pub use not_checked::{NotChecked, NotCheckedCode, NotCheckedReason};
pub(crate) use reading::{Reading, magnitude, product};
pub use recon::{Recon, ReconInfo, ReconReader};
pub use request::{Cause, VerifyRequest};
pub(crate) use row::{Columns, RowFigures};
pub use steps::{Files, Verification, VerifyProgress};

use crate::error::Result;
use crate::price_list::PriceList;
use crate::usage::Usage;

/// Compares what a daily rated usage file prints with what it should print.
///
/// Without a price list the figures are checked against each other; with one, against the list; with a reconciliation file
/// the rows are added up and compared with its lines.
///
/// # Errors
/// `usage.missingColumn` for usage that prints no totals, `input.invalid`, `money.outOfRange`.
///
/// ```
/// # use azplan::{PriceList, Usage, verify::{verify, VerifyRequest}};
/// let list = PriceList::read(b"ProductId,SkuId,UnitPrice,Currency\nDZH318Z0BQD2,003J,2.99,USD\n")?;
/// let usage = Usage::read(
///     b"UsageDate,ProductId,SkuId,Quantity,EffectiveUnitPrice,PricingPreTaxTotal\n\
///       2025-11-01,DZH318Z0BQD2,003J,32,2.5415,81.328\n\
///       2025-11-02,DZH318Z0BQD2,003J,1,2.99,2.99\n",
/// )?;
/// let answer = verify(Some(&list), &usage, None, &VerifyRequest::default())?;
/// assert_eq!((answer.checked, answer.agreeing), (2, 1));
/// assert_eq!(answer.differences[0].difference.to_string(), "0.4485");
/// # Ok::<(), azplan::Error>(())
/// ```
pub fn verify(
    list: Option<&PriceList>,
    usage: &Usage,
    recon: Option<&Recon>,
    request: &VerifyRequest,
) -> Result<VerifyAnswer> {
    let files = Files { list, usage, recon };
    let mut verification = Verification::begin(files, request)?;
    loop {
        let progress = verification.step(files)?;
        if progress.done >= progress.total {
            return verification.finish();
        }
    }
}
