//! Any bytes as a decimal, against a reading of its own with big integers; sums and products against the same.
#![no_main]

use azplan::money::{Decimal, DecimalError, Exact};
use libfuzzer_sys::fuzz_target;
use num_bigint::BigInt;

/// `digits x 10^-scale` without padding zeros, or `None` for text that is no number.
fn simple(text: &[u8]) -> Option<(BigInt, i64)> {
    let text = std::str::from_utf8(text.trim_ascii()).ok()?.to_ascii_lowercase();
    let (number, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let sign = |text: &str| text.starts_with(['-', '+']) as usize;
    let (digits, power) = (&number[sign(number)..], &exponent[sign(exponent)..]);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let all = format!("{whole}{fraction}");
    let numeric = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !numeric(&all) || !numeric(power) {
        return None;
    }
    let zeros = all.len() - all.trim_end_matches('0').len();
    if zeros == all.len() {
        return Some((BigInt::ZERO, 0));
    }
    let mantissa: BigInt = all[..all.len() - zeros].parse().ok()?;
    let far = if exponent.starts_with('-') { -100_000 } else { 100_000 };
    let exponent = exponent.parse::<i64>().ok().filter(|value| value.abs() < 100_000).unwrap_or(far);
    let scale = fraction.len() as i64 - zeros as i64 - exponent;
    Some((if number.starts_with('-') { -mantissa } else { mantissa }, scale))
}

/// Can 28 digits after the point and 96 bits hold it?
fn fits(mantissa: &BigInt, scale: i64) -> bool {
    let whole =
        if scale < 0 { mantissa * BigInt::from(10).pow(scale.unsigned_abs().min(99) as u32) } else { mantissa.clone() };
    scale <= 28 && whole.bits() <= 96
}

fn scaled(text: &str, scale: i64) -> BigInt {
    let (mantissa, own) = simple(text.as_bytes()).expect("what is printed is a number");
    mantissa * BigInt::from(10).pow(u32::try_from(scale - own).expect("enough places"))
}

fuzz_target!(|data: &[u8]| {
    let cut = data.iter().position(|byte| *byte == b'|').unwrap_or(data.len());
    let (left, right) = (&data[..cut], data.get(cut + 1..).unwrap_or(b"3.7"));
    let Some(one) = check(left) else { return };
    let Some(two) = check(right) else { return };
    arithmetic(one.exact(), two.exact());
});

fn check(text: &[u8]) -> Option<Decimal> {
    match (Decimal::parse(text), simple(text)) {
        (Ok(value), Some((mantissa, scale))) => {
            let printed = value.to_string();
            assert_eq!(simple(printed.as_bytes()), Some((mantissa, scale)), "{printed}");
            assert!(!printed.contains(['e', 'E', '+']), "{printed}");
            assert_eq!(Decimal::parse(printed.as_bytes()), Ok(value));
            Some(value)
        }
        (Err(_), None) => None,
        (Err(DecimalError::OutOfRange), Some((mantissa, scale))) if mantissa == BigInt::ZERO => {
            // A zero with an exponent that no number has.
            assert!(scale == 0);
            None
        }
        (Err(DecimalError::OutOfRange), Some((mantissa, scale))) => {
            assert!(!fits(&mantissa, scale), "refused, but it can be held");
            None
        }
        (found, expected) => panic!("{found:?}, expected {expected:?}"),
    }
}

fn arithmetic(one: Exact, two: Exact) {
    const PLACES: i64 = 80;
    let (left, right) = (one.to_string(), two.to_string());
    let (a, b) = (scaled(&left, PLACES), scaled(&right, PLACES));
    if let Ok(sum) = one.plus(two) {
        assert_eq!(scaled(&sum.to_string(), PLACES), &a + &b, "{left} + {right}");
    }
    if let Ok(difference) = one.minus(two) {
        assert_eq!(scaled(&difference.to_string(), PLACES), &a - &b, "{left} - {right}");
    }
    if let Ok(product) = one.times(two) {
        assert_eq!(scaled(&product.to_string(), 2 * PLACES), &a * &b, "{left} x {right}");
    }
    assert_eq!(one.cmp(&two), a.cmp(&b), "{left} and {right}");
}
