//! Rules that bear on a comparison of ways to pay. The list of sentences is closed, so that a page can translate them.

use super::answer::Note;

const fn note(rule: &'static str, text: &'static str, cite: &'static str) -> Note {
    Note { rule, text, cite }
}

pub(super) const WHOLE_TERM: Note = note(
    "wholeTerm",
    "the row of a reservation prices the whole term, although its unit says hours",
    "azure-docs: Retail Prices API, reservation prices",
);
pub(super) const BY_THE_UNIT: Note = note(
    "byTheUnit",
    "what is sold by the unit takes as many reservations as it has units: a database of 64 vCores takes 64 of one vCore",
    "azure-docs: reservations/understand-reservation-charges; prepay-sql-data-warehouse-charges",
);
pub(super) const NO_PEC: Note = note(
    "noPec",
    "reservations, savings plans and Spot earn no PEC, and replace what pay as you go earns",
    "Partner Center: azure-savings; partner-earned-credit, services that are not eligible",
);
pub(super) const UNUSED_LOST: Note = note(
    "unusedLost",
    "what is committed and not used in an hour is lost with the hour",
    "azure-docs: understand-vm-reservation-charges; savings-plan/savings-plan-overview",
);
pub(super) const SAME_TOTAL: Note = note(
    "sameTotal",
    "paid up front or monthly, a commitment costs the same in total",
    "azure-docs: reservations/monthly-payments-reservations",
);
pub(super) const SOFTWARE: Note = note(
    "software",
    "a commitment covers the machine, not its software, which stays pay as you go unless the customer brings the licence",
    "Partner Center: azure-reservations; azure-docs: Azure Hybrid Benefit",
);
pub(super) const CURRENT_PRICES: Note = note(
    "currentPrices",
    "a savings plan that runs is charged at the savings-plan prices of the month, which can change on the 1st; its commitment stays",
    "Partner Center: azure-savings-plan",
);
pub(super) const SPOT: Note = note(
    "spot",
    "Spot capacity can be taken away at any time, and cannot be reserved",
    "azure-docs: Spot virtual machines",
);
pub(super) const DEV_TEST: Note =
    note("devTest", "Dev/Test prices hold in subscriptions for development and test only", "Azure pricing: Dev/Test");
pub(super) const PARTNER_SHEET: Note = note(
    "partnerSheet",
    "the reservation sheet of Partner Center has the partner's own prices, the discount of the programme included: the retail price is not in it",
    "Partner Center: get-a-price-sheet, pricing-and-offers",
);
pub(super) const RETAIL_LIST: Note = note(
    "retailList",
    "the list has retail prices of reservations: what the partner pays for them stands in the reservation sheet of Partner Center",
    "Partner Center: pricing-and-offers",
);
pub(super) const MINIMUM: Note = note(
    "minimum",
    "the commitment is below the least that a savings plan may have",
    "Partner Center: azure-purchase-savings-plan",
);
