//! Which offer, which way to pay: the offers side by side, the ways to purchase one workload, commitments over a profile
//! of use, and what becomes of a reservation.

mod apply;
mod clock;
mod commitment;
mod offers;
mod purchase;
mod reservable;
mod reservation;
mod share;
mod software;

pub use apply::{
    ApplyAnswer, ApplyRequest, Covered, HeldPlan, HeldReservation, HeldUnits, HourUse, LeftOver, Scope, UnitsLeft,
    Unused, apply,
};
pub use commitment::{
    CommitmentAnswer, CommitmentMix, CommitmentRequest, Committed, Metered, Mixes, NoPrice, NotOffered, Reserved, Side,
    commitment,
};
pub use offers::{Changed, Fit, Named, Need, OfferColumn, OfferRow, OffersAnswer, OffersRequest, offers};
pub use purchase::{
    Billing, BreakEven, Cheapest, Missing, NoWorkload, Note, Paid, Payment, Point, PurchaseAnswer, PurchaseOption,
    PurchaseRequest, Reservations, Software, WayKind, Ways, purchase,
};
pub use reservation::{
    Exchange, ExchangeRule, Kind, PrintedFee, Refund, ReservationAnswer, ReservationRequest, ReservationRule, TradeIn,
    reservation,
};
