//! Steps of the figures of an invoice.

use super::line::money_steps;
use super::{ExplainAnswer, answer, unknown};
use crate::bill::invoice::{invoice_day_source, payment_terms, payment_terms_source};
use crate::bill::{BillAnswer, BillRequest, Invoice, RateSource, bill, make};
use crate::error::Result;
use crate::exchange::Exchange;
use crate::explain::{Step, counted};
use crate::money::{Currency, Exact, Money};
use crate::price_list::PriceList;
use crate::usage::Usage;

/// Parts of a sum that are named.
const NAMED: usize = 100;
const INVOICE: &str = "Partner Center: understand-your-invoice";
const RATES: &str = "Partner Center: get-foreign-exchange-rates, billing-basics";
const PRINTED: &str = "Partner Center: modern-invoice-reconciliation-file, PCToBCExchangeRate";
const PEC: &str = "Partner Center: partner-earned-credit-explanation";
const GIVEN: &str = "stated with the request";

pub(super) fn explain(list: &PriceList, usage: &Usage, request: &BillRequest, field: &str) -> Result<ExplainAnswer> {
    let bill = bill(list, usage, request)?;
    let Some(totals) = &bill.invoice else {
        let named: Vec<&str> = bill.invoices.iter().map(|invoice| invoice.currency.as_str()).collect();
        return Err(unknown(format!("there are invoices in {}: name the currency of the one", named.join(", "))));
    };
    let made = make(list, usage, request)?;
    let exchange = made.invoices.first().map_or_else(|| Exchange::none(totals.pricing_currency), |own| own.exchange);
    let figures = Figures { bill: &bill, invoice: totals, request };
    let Some(mut steps) = figures.steps(field)? else {
        return Err(unknown(format!("an invoice has no figure `{field}`")));
    };
    let exact = match field {
        "retail" => Some((totals.retail, totals.in_billing_currency.retail)),
        "pecEarned" => Some((totals.pec_earned, totals.in_billing_currency.pec_earned)),
        "pecMissed" => Some((totals.pec_missed, totals.in_billing_currency.pec_missed)),
        _ => None,
    };
    if let Some((amount, billed)) = exact.filter(|_| exchange.billing != exchange.pricing) {
        steps.extend(in_billing(&exchange, request, amount, billed));
    }
    Ok(answer(&format!("invoice/{field}"), format!("Invoice of {}: {field}", totals.month), steps))
}

/// An amount of pricing currency in billing currency: exchanged as it is, and rounded once.
fn in_billing(exchange: &Exchange, request: &BillRequest, amount: Exact, billed: Money) -> Option<Step> {
    let nothing = Money::zero(exchange.pricing);
    let steps = money_steps(exchange, request.rounding, amount, (nothing, billed));
    steps.into_iter().next_back().map(|step| {
        let function = request.rounding.function();
        let text = format!("{function}({amount} at the month's rate, {}) = {billed}", exchange.billing.minor_units());
        Step { text, ..step }.with("pricingTotal", amount)
    })
}

struct Figures<'a> {
    bill: &'a BillAnswer,
    invoice: &'a Invoice,
    request: &'a BillRequest,
}

fn difference(rule: &'static str, from: (&'static str, Money), less: (&'static str, Money), result: Money) -> Step {
    let text = format!("{} - {} = {result}", from.1, less.1);
    Step::new(rule, text, INVOICE, result, result.currency().as_str()).with(from.0, from.1).with(less.0, less.1)
}

impl Figures<'_> {
    fn steps(&self, field: &str) -> Result<Option<Vec<Step>>> {
        let Invoice { currency, pricing_currency, .. } = *self.invoice;
        let lines = &self.bill.lines;
        let money = |of: fn(&crate::bill::BillLine) -> Money| {
            lines.iter().map(move |line| (line.id.clone(), of(line))).collect::<Vec<_>>()
        };
        let exact = |of: fn(&crate::bill::BillLine) -> Exact| {
            lines.iter().map(move |line| (line.id.clone(), of(line))).collect::<Vec<_>>()
        };
        Ok(Some(match field {
            "charges" => vec![self.charges()],
            "refunds" => vec![self.refunds()],
            "billingTotal" => vec![sum(
                ("billingTotal", "the lines in billing currency, each rounded"),
                money(|line| line.billing_total),
                (self.invoice.billing_total, currency),
                INVOICE,
            )],
            "pricingTotal" => vec![sum(
                ("pricingTotal", "the lines in pricing currency, each rounded"),
                money(|line| line.pricing_total),
                (self.invoice.pricing_total, pricing_currency),
                INVOICE,
            )],
            "azureCredit" | "customerCredits" | "statedCredits" | "credits" => self.credits(),
            "subtotal" => self.subtotal(),
            "tax" => vec![self.tax()],
            "total" => self.total(),
            "retail" => vec![sum(
                ("retail", "the lines before partner earned credit, unrounded"),
                exact(|line| line.retail),
                (self.invoice.retail, pricing_currency),
                INVOICE,
            )],
            "pecEarned" => vec![sum(
                ("pec", "partner earned credit of the lines, unrounded"),
                exact(|line| line.pec),
                (self.invoice.pec_earned, pricing_currency),
                PEC,
            )],
            "pecMissed" => {
                let missed = self.invoice.pec_missed;
                let text = format!("what products that earn would have brought, had there been access: {missed}");
                vec![Step::new("pecMissed", text, PEC, missed, pricing_currency.as_str())]
            }
            "exchangeRate" => vec![self.exchange_rate()],
            "invoiceDate" => vec![self.invoice_date()],
            "dueDate" => vec![self.invoice_date(), self.due_date()?],
            _ => return Ok(None),
        }))
    }

    fn charges(&self) -> Step {
        let lines = self.bill.lines.iter().filter(|line| !line.billing_total.exact().is_negative());
        let named = lines.map(|line| (line.id.clone(), line.billing_total)).collect();
        let what = ("charges", "the lines above 0, net of partner earned credit, each rounded");
        sum(what, named, (self.invoice.charges, self.invoice.currency), INVOICE)
    }

    fn refunds(&self) -> Step {
        let lines = self.bill.lines.iter().filter(|line| line.billing_total.exact().is_negative());
        let named = lines.map(|line| (line.id.clone(), line.billing_total)).collect();
        let what = ("refunds", "the lines below 0, without their sign");
        sum(what, named, (self.invoice.refunds, self.invoice.currency), INVOICE)
    }

    fn credits(&self) -> Vec<Step> {
        let Invoice { currency, refunds, azure_credit, customer_credits, stated_credits, credits, .. } = *self.invoice;
        let mut steps = Vec::new();
        if !refunds.exact().is_zero() {
            steps.push(self.refunds());
        }
        let given = self.bill.credits.iter().map(|line| (line.id.clone(), line.billing_total)).collect::<Vec<_>>();
        if let Ok(sum_of_lines) = azure_credit.plus(customer_credits)
            && !given.is_empty()
        {
            let what = ("creditLines", "Azure credits and customer credits of the usage, without their sign");
            steps.push(sum(what, given, (sum_of_lines, currency), INVOICE));
        }
        if !stated_credits.exact().is_zero() {
            let text = format!("credits as stated: {stated_credits}");
            steps.push(Step::new("given", text, GIVEN, stated_credits, currency.as_str()));
        }
        let text = format!(
            "credits: {refunds} refunds + {azure_credit} Azure credit + {customer_credits} customer credits + {stated_credits} stated = {credits}"
        );
        let step = Step::new("credits", text, INVOICE, credits, currency.as_str())
            .with("refunds", refunds)
            .with("azureCredit", azure_credit)
            .with("customerCredits", customer_credits)
            .with("statedCredits", stated_credits);
        steps.push(step);
        steps
    }

    fn subtotal(&self) -> Vec<Step> {
        let Invoice { charges, credits, subtotal, .. } = *self.invoice;
        let mut steps = vec![self.charges()];
        if !credits.exact().is_zero() {
            steps.extend(self.credits());
        }
        steps.push(difference("subtotal", ("charges", charges), ("credits", credits), subtotal));
        steps
    }

    fn tax(&self) -> Step {
        let tax = self.invoice.tax;
        let text = match self.request.tax {
            Some(_) => format!("tax as stated: {tax}; it is taken over, never computed"),
            None => "no tax was stated; it is taken over, never computed".to_owned(),
        };
        Step::new("tax", text, GIVEN, tax, self.invoice.currency.as_str())
    }

    fn total(&self) -> Vec<Step> {
        let Invoice { subtotal, tax, total, .. } = *self.invoice;
        let mut steps = self.subtotal();
        steps.push(self.tax());
        let step =
            Step::new("total", format!("{subtotal} + {tax} = {total}"), INVOICE, total, total.currency().as_str());
        steps.push(step.with("subtotal", subtotal).with("tax", tax));
        steps
    }

    fn exchange_rate(&self) -> Step {
        let Invoice { currency, pricing_currency, month, exchange_rate, exchange_rate_source, .. } = *self.invoice;
        let (text, cite) = match exchange_rate_source {
            RateSource::None => (format!("billed in {pricing_currency}, as priced"), RATES),
            RateSource::Sheet => {
                let per_unit = self.invoice.usd_per_unit.unwrap_or_default();
                (
                    format!(
                        "rate of {month}: 1 / {per_unit} = {exchange_rate} to 15 significant digits; amounts are divided by {per_unit}"
                    ),
                    RATES,
                )
            }
            RateSource::Usage => {
                (format!("rate of {month} that most rows of the usage print: {exchange_rate}"), PRINTED)
            }
        };
        let date = self.invoice.exchange_rate_date.map_or_else(String::new, |day| day.to_string());
        Step::new("exchangeRate", text, cite, exchange_rate, currency.as_str()).with("month", month).with("date", date)
    }

    fn invoice_date(&self) -> Step {
        let day = self.invoice.invoice_date;
        let (text, cite) = match self.request.invoice_date {
            Some(_) => (format!("invoice of {day}, as stated"), GIVEN),
            None => (
                format!("invoices of {} are ready by {day} at the latest", self.invoice.month),
                invoice_day_source(day),
            ),
        };
        Step::new("invoiceDate", text, cite, day, "")
    }

    fn due_date(&self) -> Result<Step> {
        let Invoice { invoice_date, due_date, .. } = *self.invoice;
        let days = payment_terms(invoice_date)?;
        let text = format!("{invoice_date} and {days} days: {due_date}");
        let step = Step::new("dueDate", text, payment_terms_source(invoice_date), due_date, "");
        Ok(step.with("days", days).with("invoiceDate", invoice_date))
    }
}

/// A sum with its parts, by their ids.
fn sum<T: ToString>(
    (rule, what): (&'static str, &str),
    parts: Vec<(String, T)>,
    (result, currency): (impl ToString, Currency),
    cite: &'static str,
) -> Step {
    let count = parts.len();
    let text = format!("{what}, added: {}", counted(count, "line", "lines"));
    let mut step = Step::new(rule, text, cite, result, currency.as_str());
    for (id, value) in parts.into_iter().take(NAMED) {
        step = step.with(id, value);
    }
    match count.checked_sub(NAMED) {
        Some(more) if more > 0 => step.with("…", format!("{more} more")),
        _ => step,
    }
}
