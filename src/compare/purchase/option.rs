//! One way to pay, with its figures and how they came about.

use super::answer::{Missing, Point, PurchaseOption, Reservations, WayKind};
use super::payment::payments;
use super::way::{Cost, Way, Workload};
use crate::compare::share::Share;
use crate::error::Result;
use crate::explain::Step;
use crate::money::{Decimal, Exact};
use crate::pec::PecReason;
use crate::price_list::{PriceHit, PriceList, total};
use crate::sorting::sort_by_key;

/// What a Dev/Test price of 0 is: in the list of 2025-11-17 nearly all are of licences.
const FREE_IN_DEV_TEST: &str = "the list has a Dev/Test price of 0: of software it is the licence, which the subscribers of Visual Studio hold; of anything else ask whether it is set. No saving is told";

/// What a way is, before its figures.
#[derive(Debug)]
pub(super) struct Offered {
    pub kind: WayKind,
    /// `P1Y`, and its months.
    pub term: Option<(String, u32)>,
    pub price: PriceHit,
    /// The price as listed; of a savings plan not the pay-as-you-go price.
    pub unit_price: Decimal,
    pub pec_reason: PecReason,
    pub way: Way,
    /// How many of a reservation.
    pub reservations: Option<Reservations>,
}

/// What all ways have in common.
pub(super) struct Common<'a> {
    pub workload: &'a Workload,
    pub currency: &'a str,
    pub discount_rate: Option<Exact>,
    /// Months over which payments are shown for ways without a term.
    pub terms: &'a [u32],
    /// What the customer pays each month for pay as you go.
    pub pay_as_you_go: Share,
}

pub(super) fn id_of(kind: WayKind, term: &str) -> String {
    let name = match kind {
        WayKind::PayAsYouGo => "payAsYouGo",
        WayKind::PayAsYouGoWithPec => "payAsYouGoWithPec",
        WayKind::Reservation => "reservation",
        WayKind::SavingsPlan => "savingsPlan",
        WayKind::Spot => "spot",
        WayKind::DevTest => "devTest",
    };
    if term.is_empty() { name.to_owned() } else { format!("{name}-{term}") }
}

/// Months of a term (`P1Y`, `P1M`).
pub(in crate::compare) fn months_of(term: &str) -> Option<u32> {
    let count = |text: &str| text.parse::<u32>().ok().filter(|count| (1..=10).contains(count));
    let rest = term.strip_prefix('P')?;
    match rest.split_at_checked(rest.len().checked_sub(1)?)? {
        (years, "Y") => count(years)?.checked_mul(12),
        (months, "M") => count(months),
        _ => None,
    }
}

impl PurchaseOption {
    /// The same with the reason that holds of a list.
    pub(super) fn in_list(mut self, list: &PriceList) -> Self {
        if let Some(reason) = self.reason {
            self.reason = Some(reason.in_list(list));
            self.message = self.reason.map(|reason| reason.text().to_owned());
        }
        self
    }
}

/// A way that the list does not have: it is named, and nothing of it is made up.
pub(super) fn missing(kind: WayKind, term: &str, reason: Missing) -> PurchaseOption {
    PurchaseOption {
        id: id_of(kind, term),
        kind,
        term: (!term.is_empty()).then(|| term.to_owned()),
        found: false,
        reason: Some(reason),
        message: Some(reason.text().to_owned()),
        price: None,
        unit_price: None,
        reservations: None,
        hourly: None,
        customer_monthly: None,
        customer_yearly: None,
        customer_term: None,
        partner_monthly: None,
        partner_yearly: None,
        partner_term: None,
        partner_keeps: None,
        pec: None,
        pec_reason: match kind {
            WayKind::Reservation => PecReason::Reservation,
            WayKind::SavingsPlan => PecReason::SavingsPlan,
            WayKind::Spot => PecReason::Spot,
            _ => PecReason::Eligible,
        },
        commitment_hourly: None,
        unused_hours: None,
        unused_monthly: None,
        saving_percent: None,
        payments: Vec::new(),
        points: Vec::new(),
        steps: Vec::new(),
    }
}

impl Offered {
    /// The way with its figures.
    pub(super) fn option(self, common: &Common<'_>) -> Result<PurchaseOption> {
        let Common { workload, discount_rate, terms, .. } = *common;
        let (term, months) = self.term.clone().unzip();
        let (month, year) = (self.way.cost_of(workload, 1)?, self.way.cost_of(workload, 12)?);
        let whole = months.map(|months| self.way.cost_of(workload, months)).transpose()?;
        let [customer, partner] = [month.customer(workload)?, month.partner()?];
        let of_term = |side: &dyn Fn(Cost) -> Result<Share>| whole.map(|cost| side(cost)?.shown()).transpose();
        let (unused_hours, unused_monthly) = self.unused(workload)?;
        let saving = common.pay_as_you_go.minus(customer)?.times(Exact::new(100, 0))?;
        let is_free = self.kind == WayKind::DevTest && self.unit_price.is_zero();
        let periods = months.map_or_else(|| terms.to_vec(), |months| vec![months]);
        let mut paid = Vec::new();
        for months in periods {
            paid.extend(payments(&self.way, workload, months, discount_rate)?);
        }
        Ok(PurchaseOption {
            id: id_of(self.kind, term.as_deref().unwrap_or_default()),
            kind: self.kind,
            found: true,
            reason: None,
            message: is_free.then(|| FREE_IN_DEV_TEST.to_owned()),
            hourly: self.hourly(workload, months)?,
            customer_monthly: Some(customer.shown()?),
            customer_yearly: Some(year.customer(workload)?.shown()?),
            customer_term: of_term(&|cost| cost.customer(workload))?,
            partner_monthly: Some(partner.shown()?),
            partner_yearly: Some(year.partner()?.shown()?),
            partner_term: of_term(&Cost::partner)?,
            partner_keeps: Some(customer.minus(partner)?.shown()?),
            pec: Some(month.pec),
            pec_reason: self.pec_reason,
            commitment_hourly: if self.way.hourly.is_zero() { None } else { Some(self.way.hourly.shown()?) },
            unused_hours,
            unused_monthly,
            saving_percent: if is_free { None } else { divided(saving, common.pay_as_you_go)? },
            payments: paid,
            points: self.points(workload)?,
            steps: self.steps(common, month)?,
            term,
            price: Some(self.price),
            unit_price: Some(self.unit_price),
            reservations: self.reservations,
        })
    }

    /// One hour of one instance, where all hours are used.
    fn hourly(&self, workload: &Workload, months: Option<u32>) -> Result<Option<Exact>> {
        if workload.block.is_none() {
            return Ok(None);
        }
        let (months, hours) = match months {
            Some(months) => (months, workload.clock.total(months)?),
            None => (1, workload.clock.month()?),
        };
        let full = Workload { hours: None, ..*workload };
        let cost = self.way.cost_of(&full, months)?.list.over(hours)?;
        let one = cost.map(|cost| cost.over(workload.quantity)).transpose()?.flatten();
        one.map(Share::shown).transpose()
    }

    /// Hours that are paid for and not used, and what they cost.
    fn unused(&self, workload: &Workload) -> Result<(Option<Exact>, Option<Exact>)> {
        let is_commitment = self.way.fixed.is_some() || !self.way.hourly.is_zero();
        if !is_commitment || workload.block.is_none() {
            return Ok((None, None));
        }
        let all = workload.clock.month()?;
        let unused = all.minus(workload.month_used()?)?.max(Exact::ZERO);
        let cost = self.way.commitment_of(workload, 1)?.times(unused)?.over(all)?;
        Ok((Some(unused), cost.map(Share::shown).transpose()?))
    }

    /// The line over hours, from none to all of the month.
    fn points(&self, workload: &Workload) -> Result<Vec<Point>> {
        let Some(block) = workload.block else { return Ok(Vec::new()) };
        let all = workload.clock.month()?;
        let mut hours = vec![Exact::ZERO, all];
        for tier in self.way.metered.iter().flat_map(|metered| metered.tiers.as_slice()) {
            let at = Share::from(tier.from.exact().times(block.exact())?).over(workload.quantity)?;
            hours.extend(at.map(Share::shown).transpose()?.filter(|at| *at > Exact::ZERO && *at < all));
        }
        sort_by_key(&mut hours, |hours| *hours);
        hours.dedup();
        let point = |hours: Exact| -> Result<Point> {
            let cost = self.way.cost_at(workload, hours)?;
            Ok(Point { hours, customer: cost.customer(workload)?.shown()?, partner: cost.partner()?.shown()? })
        };
        hours.into_iter().map(point).collect()
    }

    fn steps(&self, common: &Common<'_>, month: Cost) -> Result<Vec<Step>> {
        const LIST: &str = "the price list";
        let (workload, currency) = (common.workload, common.currency);
        let step = |rule, text, cite, result: Exact| Step::new(rule, text, cite, result, currency);
        let mut steps = Vec::new();
        if let Some((price, months)) = self.way.fixed {
            let (one, each) = (self.unit_price, Share::of(price, months).shown()?);
            let text =
                format!("price of the whole term, although the unit says `{}`: {one}", self.price.unit_of_measure);
            steps.push(step("termPrice", text, super::notes::WHOLE_TERM.cite, one.exact()));
            let count = self.reservations.as_ref().map_or(workload.quantity, |taken| taken.count);
            if let Some(taken) = self.reservations.as_ref().filter(|taken| taken.of.is_some()) {
                let text = format!("sold by the unit: {} of it takes {}", workload.quantity, taken.text);
                steps.push(step("reservations", text, super::notes::BY_THE_UNIT.cite, count));
            }
            let text = format!("{one} x {count} / {months} months = {each}");
            steps.push(step("monthOfTerm", text, super::notes::SAME_TOTAL.cite, each));
        }
        if !self.way.hourly.is_zero() {
            let (hours, sum) = (workload.clock.month()?, self.way.commitment_of(workload, 1)?.shown()?);
            let (price, quantity, hourly) = (self.unit_price, workload.quantity, self.way.hourly.shown()?);
            let text = match workload.block {
                Some(_) => {
                    format!(
                        "committed each hour, used or not: {price} x {quantity} = {hourly}; x {hours} hours = {sum}"
                    )
                }
                None => format!(
                    "committed each hour, used or not: {price} x {quantity} / {hours} hours = {hourly}; in the month {sum}"
                ),
            };
            steps.push(step("commitment", text, super::notes::UNUSED_LOST.cite, sum));
        }
        for parts in self.way.parts(workload)? {
            for part in &parts {
                let text = format!("{} at {} is {}", part.quantity, part.unit_price, part.amount);
                steps.push(step("use", text, LIST, part.amount).with("quantity", part.quantity));
            }
            let sum = total(&parts)?;
            steps.push(step("useTotal", format!("use together: {sum}"), LIST, sum));
        }
        let (list, customer, partner) =
            (month.list.shown()?, month.customer(workload)?.shown()?, month.partner()?.shown()?);
        let text = format!("the customer pays {list} x {} = {customer}", workload.customer_factor);
        steps.push(step("customer", text, "markup: given by the caller", customer));
        let text = if self.pec_reason.earns() {
            format!("PEC: {} of what is used as you go = {}", workload.rate, month.pec)
        } else if month.pec.is_zero() {
            self.pec_reason.text().to_owned()
        } else {
            format!("{}; its software earns {}", self.pec_reason.text(), month.pec)
        };
        steps.push(step("pec", text, self.pec_reason.cite(), month.pec));
        let text = format!("the partner pays {list} - {} = {partner}", month.pec);
        steps.push(step("partner", text, self.pec_reason.cite(), partner));
        Ok(steps)
    }
}

/// `top / bottom`; `None` where the divisor is not above 0.
fn divided(top: Share, bottom: Share) -> Result<Option<Exact>> {
    if bottom.compare(Share::ZERO)?.is_le() {
        return Ok(None);
    }
    Ok(Some(top.ratio(bottom)?))
}
