//! Which offer, which way to pay: the offers side by side, the ways to purchase one workload, commitments over a profile
//! of use, and what becomes of a reservation.

mod clock;
mod offers;
mod purchase;
mod share;

pub use offers::{Changed, Fit, Named, Need, OfferColumn, OfferRow, OffersAnswer, OffersRequest, offers};
pub use purchase::{
    Billing, BreakEven, Cheapest, Missing, NoWorkload, Note, Paid, Payment, Point, PurchaseAnswer, PurchaseOption,
    PurchaseRequest, Software, WayKind, Ways, purchase,
};
