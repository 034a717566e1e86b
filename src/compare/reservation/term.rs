//! The term of a reservation, and what is left of it on a day.

use super::answer::ReservationRequest;
use crate::compare::purchase::{Billing, months_of};
use crate::compare::share::Share;
use crate::error::{Error, ErrorCode, Result};
use crate::ids;
use crate::money::Exact;
use crate::time::Day;

/// A term, looked at on a day.
#[derive(Debug)]
pub(super) struct Term {
    pub price: Exact,
    pub months: u32,
    pub from: Day,
    /// First day after it.
    pub to: Day,
    pub on: Day,
    pub days: u32,
    /// Days that are over.
    pub days_used: u32,
    pub is_monthly: bool,
}

/// The commitment that is left.
#[derive(Debug, Clone, Copy)]
pub(super) struct Left {
    /// Of what was paid.
    pub paid: Share,
    /// Of what is still to be paid.
    pub to_come: Share,
}

fn count(number: i64) -> u32 {
    u32::try_from(number.max(0)).unwrap_or(u32::MAX)
}

fn number(count: u32) -> Exact {
    Exact::new(i128::from(count), 0)
}

impl Term {
    pub(super) fn of(request: &ReservationRequest) -> Result<Self> {
        let refuse =
            |place: &'static str, message: String| Err(Error::new(ErrorCode::INPUT_INVALID, message).at(place));
        let (price, from, on) = (request.price.exact(), request.from, request.on.unwrap_or(request.from));
        let Some(months) = months_of(&ids::term(&request.term)) else {
            return refuse("term", format!("`{}` is no term such as P1Y or P3Y", request.term));
        };
        if price.is_negative() {
            return refuse("price", format!("`{price}` is negative"));
        }
        let to = from.plus_months(months)?;
        if on < from || on >= to {
            return refuse("on", format!("{on} is not in the term, which is from {from} up to {to}"));
        }
        let (days, days_used) = (count(from.days_until(to)), count(from.days_until(on)));
        let is_monthly = request.billing == Some(Billing::Monthly);
        Ok(Self { price, months, from, to, on, days, days_used, is_monthly })
    }

    /// Cost of a day.
    pub(super) fn daily(&self) -> Share {
        Share::of(self.price, self.days)
    }

    /// Cost of the days that are over.
    pub(super) fn amortised(&self) -> Result<Share> {
        self.daily().times(number(self.days_used))
    }

    /// The commitment that is left on the day. An instalment is paid on the first day of its month.
    pub(super) fn left(&self) -> Result<Left> {
        if !self.is_monthly {
            return Ok(Left { paid: Share::from(self.price).minus(self.amortised()?)?, to_come: Share::ZERO });
        }
        let begun = |month: &u32| self.from.plus_months(*month).is_ok_and(|due| due <= self.on);
        let over = count(i64::try_from((1..self.months).take_while(begun).count()).unwrap_or(i64::MAX));
        let (start, end) = (self.from.plus_months(over)?, self.from.plus_months(over.saturating_add(1))?);
        let (days, rest) = (count(start.days_until(end)), count(self.on.days_until(end)));
        let instalment = Share::of(self.price, self.months);
        let paid = instalment.times(number(rest))?.over(number(days))?.unwrap_or(Share::ZERO);
        let later = self.months.saturating_sub(over).saturating_sub(1);
        Ok(Left { paid, to_come: instalment.times(number(later))? })
    }

    /// All of it, where nothing counts as used.
    pub(super) fn whole(&self) -> Result<Left> {
        let whole = Share::from(self.price);
        let paid = if self.is_monthly { Share::of(self.price, self.months) } else { whole };
        Ok(Left { paid, to_come: whole.minus(paid)? })
    }
}
