//! What became of one row: earned, lost, could not earn, free, or not to be told.

use crate::error::Result;
use crate::money::{Decimal, Exact, rounding};
use crate::pec::{AccessReason, PecReason};
use crate::price_list::{NotFound, NotFoundReason, PriceList, Priced};
use crate::rating::{DayPrice, Terms, ordered};
use crate::sorting::sort_by_key;
use crate::usage::{Usage, UsageRow};
use crate::verify::{Columns, Reading, RowFigures, magnitude, product};
use serde::Serialize;

/// Class of a row; each row is in one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum RowClass {
    /// The file shows PEC.
    Earned,
    /// The product earns, and the file shows none.
    Lost,
    /// The product cannot earn.
    Ineligible,
    /// Nothing is charged.
    Free,
    /// The file does not say whether PEC was given.
    Unknown,
}

/// A row and what became of it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Judged {
    pub row: UsageRow,
    pub class: RowClass,
    /// What the product is; for a row that earned, whether it should have.
    pub product: PecReason,
    /// Before PEC; of a row whose PEC is unknown, what is charged.
    pub retail: Exact,
    pub earned: Exact,
    pub lost: Exact,
    /// As the file charges it.
    pub charged: Exact,
    /// What the access facts say; `None` without facts, and for rows that access does not decide.
    pub access: Option<AccessReason>,
    /// The column of PEC and the price of the row contradict each other; the price decides.
    pub contradicts: bool,
    /// The retail price is a quotient that does not end: 15 significant digits of it.
    pub cut: bool,
    /// The price list does not have the product, and nothing is concluded from that.
    pub not_listed: bool,
    /// The price list has the product, but no price for the row.
    pub not_priced: bool,
}

struct Judge<'a> {
    usage: &'a Usage,
    terms: &'a Terms,
    columns: Columns,
    rate: Exact,
}

/// Prices that a row may be at: of the list's tiers, and the printed one.
type Prices = Vec<Exact>;

/// Judges every row of usage, in the order of the file; money given back is no usage and earns nothing.
pub(super) fn judge_all(list: Option<&PriceList>, usage: &Usage, terms: &Terms) -> Result<Vec<Judged>> {
    let judge = Judge { usage, terms, columns: Columns::new(usage), rate: terms.rate.fraction.exact() };
    let Some(list) = list else {
        return usage.rows().filter(|row| !row.is_credit).map(|row| judge.row(row, None, true)).collect();
    };
    let judged = judge.against(list, true)?;
    // A product that earned is on Microsoft's list: one that lacks it is not the whole list of that time.
    let is_whole =
        !judged.iter().any(|judged| judged.class == RowClass::Earned && judged.product == PecReason::NotOnList);
    if is_whole { Ok(judged) } else { judge.against(list, false) }
}

/// Does the list not have the product?
fn is_lacking(found: Option<Result<&Priced, &NotFound>>) -> bool {
    let lacks = |reason| matches!(reason, NotFoundReason::UnknownProduct | NotFoundReason::UnknownSku);
    matches!(found, Some(Err(missing)) if lacks(missing.reason))
}

/// The product's word: the row's own first, then the list's.
fn product_of(row: &UsageRow, found: Option<Result<&Priced, &NotFound>>, is_whole: bool) -> PecReason {
    match found {
        _ if !row.pec.earns() => row.pec,
        Some(Ok(priced)) => priced.pec,
        _ if is_whole && is_lacking(found) => PecReason::NotOnList,
        _ => PecReason::Eligible,
    }
}

/// Distinct prices of the list's tiers; the printed price where the list has none.
fn prices_of(figures: &RowFigures, found: Option<Result<&Priced, &NotFound>>) -> Prices {
    let mut prices = Prices::new();
    if let Some(Ok(priced)) = found {
        prices.extend(priced.tiers.as_slice().iter().map(|tier| tier.unit_price.exact()));
    }
    prices.extend(figures.unit.as_ref().map(|unit| unit.value));
    prices.retain(|price| !price.is_zero());
    prices
}

impl Judge<'_> {
    /// Every row with the help of a price list. `is_whole`: what it does not have earns nothing.
    fn against(&self, list: &PriceList, is_whole: bool) -> Result<Vec<Judged>> {
        let mut judged = Vec::with_capacity(self.usage.len());
        let mut price = DayPrice::default();
        for row in ordered(self.usage, |_| true).into_iter().filter_map(|at| self.usage.row_at(at)) {
            let found = price.of(list, self.usage, &row, self.terms.price_day(&row));
            judged.push(self.row(row, Some(found), is_whole)?);
        }
        sort_by_key(&mut judged, |judged| judged.row.at);
        Ok(judged)
    }

    fn row(&self, row: UsageRow, found: Option<Result<&Priced, &NotFound>>, is_whole: bool) -> Result<Judged> {
        let figures = RowFigures::new(self.usage, &row, &self.columns);
        let charged = figures.charge()?;
        let product = product_of(&row, found, is_whole);
        let prices = prices_of(&figures, found);
        let judged = Judged {
            row,
            class: RowClass::Free,
            product,
            retail: Exact::ZERO,
            earned: Exact::ZERO,
            lost: Exact::ZERO,
            charged,
            access: None,
            contradicts: false,
            cut: false,
            not_listed: !is_whole && row.pec.earns() && is_lacking(found),
            not_priced: matches!(found, Some(Err(_))) && !is_lacking(found) && !row.is_covered(),
        };
        if charged.is_zero() {
            let is_told = figures.effective.is_some() || figures.pricing.is_some();
            let class = match (is_told, product.earns()) {
                (_, false) => RowClass::Ineligible,
                (true, true) => RowClass::Free,
                (false, true) => RowClass::Unknown,
            };
            return Ok(Judged { class, ..judged });
        }
        let (given, contradicts) = self.given(&figures, &prices)?;
        let Some(given) = given else {
            let class = if product.earns() { RowClass::Unknown } else { RowClass::Ineligible };
            return Ok(Judged { class, retail: charged, ..judged });
        };
        let (retail, cut) = retail(&figures, &prices, Decimal::ONE.exact().minus(given)?)?;
        let judged = Judged { retail, contradicts, cut, ..judged };
        if !given.is_zero() {
            let access = self.terms.access_on(self.usage, &row).filter(|_| product.earns());
            return Ok(Judged { class: RowClass::Earned, earned: retail.times(given)?, access, ..judged });
        }
        if !product.earns() {
            return Ok(Judged { class: RowClass::Ineligible, ..judged });
        }
        let access = self.terms.access_on(self.usage, &row);
        Ok(Judged { class: RowClass::Lost, lost: retail.times(self.rate)?, access, ..judged })
    }

    /// PEC that the row was given, as a fraction, and whether its column says something else; `None` where nothing tells.
    fn given(&self, figures: &RowFigures, prices: &[Exact]) -> Result<(Option<Exact>, bool)> {
        let one = Decimal::ONE.exact();
        let shown = figures.pec.filter(|pec| !pec.is_zero());
        let kept = one.minus(shown.unwrap_or(self.rate))?;
        let at = |share: Exact| -> Result<bool> {
            for price in prices {
                let expected = price.times(share)?;
                let is_charged = match (&figures.effective, &figures.pricing) {
                    (Some(effective), _) => is_surely(effective, expected)?,
                    (None, Some(total)) => is_surely(total, figures.quantity.value.times(expected)?)?,
                    (None, None) => false,
                };
                if is_charged {
                    return Ok(true);
                }
            }
            Ok(false)
        };
        let (full, reduced) = (at(one)?, kept != one && at(kept)?);
        Ok(match (shown, full, reduced) {
            (Some(_), true, false) => (Some(Exact::ZERO), true),
            (Some(shown), ..) => (Some(shown), false),
            (None, false, true) => (Some(self.rate), self.usage.says_pec()),
            (None, ..) if self.usage.says_pec() => (Some(Exact::ZERO), false),
            (None, true, false) => (Some(Exact::ZERO), false),
            (None, ..) => (None, false),
        })
    }
}

/// Is it this number, or this number as finely as the file prints it? A column that is printed with few digits cannot tell
/// a price from the next one: there only the number itself will do.
fn is_surely(printed: &Reading, computed: Exact) -> Result<bool> {
    let is_fine = printed.unit.times(Exact::new(100, 0))? <= magnitude(printed.value);
    Ok(printed.value == computed || (is_fine && printed.is(computed, Exact::ZERO)?))
}

/// Retail of a row that keeps a share of its price, and whether digits had to be cut.
fn retail(figures: &RowFigures, prices: &[Exact], kept: Exact) -> Result<(Exact, bool)> {
    let whole = kept == Decimal::ONE.exact();
    let quantity = figures.quantity.value;
    if let Some(effective) = &figures.effective {
        let (charge, slack) = product(&figures.quantity, effective)?;
        let multiplies = match &figures.pricing {
            Some(total) => total.is(charge, slack)?,
            None => true,
        };
        if multiplies {
            // The price itself first, then one that printing cut to what is printed.
            for price in prices {
                if price.times(kept)? == effective.value {
                    return Ok((quantity.times(*price)?, false));
                }
            }
            for price in prices {
                if is_surely(effective, price.times(kept)?)? {
                    return Ok((quantity.times(*price)?, false));
                }
            }
            return match (whole, effective.value.quotient(kept)?) {
                (true, _) => Ok((charge, false)),
                (false, Some(price)) => Ok((quantity.times(price)?, false)),
                (false, None) => Ok((quantity.times(rounding::significant_15(effective.value, kept)?)?, true)),
            };
        }
    }
    let charge = figures.charge()?;
    if whole {
        return Ok((charge, false));
    }
    for price in prices {
        let retail = quantity.times(*price)?;
        if retail.times(kept)? == charge {
            return Ok((retail, false));
        }
    }
    Ok(match charge.quotient(kept)? {
        Some(retail) => (retail, false),
        None => (rounding::significant_15(charge, kept)?, true),
    })
}
