//! Rows that are right to the last digit: most are, and that is told without looking closer.

use super::row::{Columns, Rates, charged_month};
use crate::money::{Decimal, Exact};
use crate::usage::{Printed, Printing, Usage, UsageRow, digits_of};

/// Digits from which on a printed number may be a binary one, of which the last digit is noise.
const BINARY_DIGITS: u32 = 15;

/// Is `left x right` this very number? Not said of numbers whose product takes more than 128 bits.
fn is_product(left: Decimal, right: Decimal, result: Decimal) -> bool {
    let ((left, left_scale), (right, right_scale)) = (left.mantissa_and_scale(), right.mantissa_and_scale());
    let (result, result_scale) = result.mantissa_and_scale();
    let scale = left_scale.saturating_add(right_scale);
    let raised = |number: i128, by: u32| 10i128.checked_pow(by).and_then(|power| number.checked_mul(power));
    let Some(product) = left.checked_mul(right) else { return false };
    let (product, result) = if scale >= result_scale {
        (Some(product), raised(result, scale.saturating_sub(result_scale)))
    } else {
        (raised(product, result_scale.saturating_sub(scale)), Some(result))
    };
    product.is_some() && product == result
}

/// Is the total the price times the quantity, and the billed total that at the month's rate, all of it exactly?
pub(super) fn multiplies(usage: &Usage, (row, printed): (&UsageRow, &Printed), rates: &Rates) -> bool {
    let value = |column| usage.figure(printed, column).map(|figure| figure.value);
    let (Some(price), Some(total)) = (value(Printing::EffectiveUnitPrice), value(Printing::PricingTotal)) else {
        return false;
    };
    let (Some(rate), Some(billed)) = (value(Printing::Rate), value(Printing::BillingTotal)) else { return false };
    let usual = rates.of(printed.alike.billing_currency, charged_month(&printed.alike, row.day));
    usual.is_some_and(|usual| usual.value == rate.exact())
        && is_product(row.quantity, price, total)
        && is_product(total, rate, billed)
}

/// The charge of a row that is printed in full and multiplies exactly: it is off by nothing.
pub(super) fn charge(usage: &Usage, (row, printed): (&UsageRow, &Printed), columns: &Columns) -> Option<Exact> {
    let price = usage.figure(printed, Printing::EffectiveUnitPrice)?;
    let total = usage.figure(printed, Printing::PricingTotal)?;
    let is_full = |value: Decimal| digits_of(value) < BINARY_DIGITS;
    let in_full = !columns.of(Printing::Quantity).resaved
        && printed.quantity_cut.is_none()
        && price.cut.is_none()
        && total.cut.is_none()
        && is_full(row.quantity)
        && is_full(price.value);
    (in_full && is_product(row.quantity, price.value, total.value)).then(|| total.value.exact())
}

/// Does the row print this effective unit price?
pub(super) fn is_priced_at(usage: &Usage, row: &UsageRow, price: Exact) -> bool {
    row.quantity.is_zero()
        || usage
            .printed(row)
            .and_then(|printed| usage.figure(&printed, Printing::EffectiveUnitPrice))
            .is_some_and(|figure| figure.value.exact() == price)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_product_is_told_to_the_last_digit() {
        let decimal = |text: &str| text.parse::<Decimal>().expect("a decimal");
        let is = |left, right, result| is_product(decimal(left), decimal(right), decimal(result));
        assert!(is("32", "2.5415", "81.328"));
        assert!(is("32", "2.5415", "81.3280"));
        assert!(!is("32", "2.5415", "81.3281"));
        assert!(is("-4", "0.5", "-2"));
        assert!(is("0", "0.5", "0"));
        assert!(!is("0.1234567890123456789012345678", "0.1234567890123456789012345678", "0.0152415787532388"));
    }
}
