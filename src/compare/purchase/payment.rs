//! When a way is paid, and what later payments are worth today.

use super::answer::{Billing, Paid, Payment};
use super::way::{Cost, Way, Workload};
use crate::compare::share::Share;
use crate::error::Result;
use crate::money::{Exact, rounding};

/// Amounts of one side: at the start, and after each month.
#[derive(Clone, Copy)]
struct Flow {
    at_start: Share,
    each_month: Share,
}

/// What 1 paid after each of so many months is worth today, where there is a rate.
fn annuity(rate: Option<Exact>, months: u32) -> Result<Option<Exact>> {
    let Some(rate) = rate else { return Ok(None) };
    let factors = (1..=months).map(|month| rounding::discount_factor(rate, month));
    factors.into_iter().try_fold(Exact::ZERO, |sum, factor| sum.plus(factor?)).map(Some)
}

impl Flow {
    fn paid(self, months: u32, annuity: Option<Exact>) -> Result<Paid> {
        let Self { at_start, each_month } = self;
        let all = each_month.times(Exact::new(i128::from(months), 0))?.plus(at_start)?;
        let worth = |annuity: Exact| each_month.times(annuity)?.plus(at_start)?.rounded();
        Ok(Paid {
            at_start: at_start.shown()?,
            each_month: each_month.shown()?,
            total: all.shown()?,
            present_value: annuity.map(worth).transpose()?,
        })
    }
}

/// The ways of paying over `months`: each month, and of a commitment also up front (Partner Center and azure-docs,
/// monthly-payments-reservations: one-time or monthly billing, the same total).
pub(super) fn payments(way: &Way, workload: &Workload, months: u32, rate: Option<Exact>) -> Result<Vec<Payment>> {
    let annuity = annuity(rate, months)?;
    let commitment = way.commitment_of(workload, months)?;
    // Hours of months differ where the calendar counts; instalments are equal.
    let used = way.use_of(workload, months)?;
    let payment = |billing: Billing| -> Result<Payment> {
        let (first, later) = match billing {
            Billing::UpFront => (Cost { list: commitment, pec: Exact::ZERO }, used),
            Billing::Monthly => {
                let nothing = Cost { list: Share::ZERO, pec: Exact::ZERO };
                (nothing, Cost { list: used.list.plus(commitment)?, pec: used.pec })
            }
        };
        let spread = |whole: Share| Ok(whole.over(Exact::new(i128::from(months), 0))?.unwrap_or(Share::ZERO));
        let customer = Flow { at_start: first.customer(workload)?, each_month: spread(later.customer(workload)?)? };
        let partner = Flow { at_start: first.partner()?, each_month: spread(later.partner()?)? };
        let (customer, partner) = (customer.paid(months, annuity)?, partner.paid(months, annuity)?);
        Ok(Payment { billing, months, customer, partner })
    };
    let is_commitment = way.fixed.is_some() || !way.hourly.is_zero();
    let mut all = Vec::new();
    if is_commitment {
        all.push(payment(Billing::UpFront)?);
    }
    all.push(payment(Billing::Monthly)?);
    Ok(all)
}
