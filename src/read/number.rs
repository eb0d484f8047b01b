//! Decimal numbers as worksheets and JSON write them. Up to fifteen digits, one division gives the nearest
//! double: mantissa and power of ten are both exact, and IEEE rounds once. Days with their time have some
//! seventeen digits; up to eighteen are divided as 64-bit integers. All others go through 128-bit integers.

/// Powers of ten, as many as eighteen digits can need. A double holds each exactly up to the fifteenth.
const POWERS: [u64; 19] = [
    1,
    10,
    100,
    1_000,
    10_000,
    100_000,
    1_000_000,
    10_000_000,
    100_000_000,
    1_000_000_000,
    10_000_000_000,
    100_000_000_000,
    1_000_000_000_000,
    10_000_000_000_000,
    100_000_000_000_000,
    1_000_000_000_000_000,
    10_000_000_000_000_000,
    100_000_000_000_000_000,
    1_000_000_000_000_000_000,
];

/// The number that all of `text` spells, ignoring blanks around it; `None` for words, infinities and NaN.
#[inline]
pub fn parse(text: &[u8]) -> Option<f64> {
    short_decimal(text).or_else(|| parse_any(text))
}

/// The general parser: the fallback of the fast path. The standard library's would bring a table of 10 KB. It
/// rounds once if the number has at most 19 decimals and 38 digits, as all days, counts and codes have.
/// Otherwise each step of the exponent rounds, which may change the last two bits.
pub fn parse_any(text: &[u8]) -> Option<f64> {
    let (negative, text) = signed(text.trim_ascii());
    let mark = text.iter().position(|byte| matches!(byte, b'e' | b'E'));
    let (digits, power) = mark.map_or((text, Some(0)), |at| {
        (text.get(..at).unwrap_or_default(), text.get(at + 1..).and_then(whole))
    });
    let (mantissa, exponent) = decimal(digits)?;
    let magnitude = scaled(mantissa, exponent.saturating_add(power?));
    Some(if negative { -magnitude } else { magnitude }).filter(|number| number.is_finite())
}

fn signed(text: &[u8]) -> (bool, &[u8]) {
    match text {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        _ => (false, text),
    }
}

/// An exponent. One that is too large for any double is replaced by the largest.
fn whole(text: &[u8]) -> Option<i32> {
    let (negative, digits) = signed(text);
    if digits.is_empty() || !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let power = digits.iter().fold(0, |power, digit| (power * 10 + i32::from(digit - b'0')).min(9_999));
    Some(if negative { -power } else { power })
}

/// Reads `digits[.digits]`: the first 38 digits, and the power of ten that they are multiplied with.
fn decimal(text: &[u8]) -> Option<(u128, i32)> {
    let (mut mantissa, mut exponent, mut point, mut empty) = (0_u128, 0_i32, false, true);
    for &byte in text {
        match byte {
            b'0'..=b'9' => {
                let kept = mantissa < 10_u128.pow(37);
                if kept {
                    mantissa = mantissa * 10 + u128::from(byte - b'0');
                }
                exponent = exponent.saturating_add(i32::from(!kept) - i32::from(point));
                empty = false;
            }
            b'.' if !point => point = true,
            _ => return None,
        }
    }
    (!empty).then_some((mantissa, exponent))
}

/// `mantissa` × 10^`exponent`.
fn scaled(mut mantissa: u128, mut exponent: i32) -> f64 {
    while exponent < 0 && mantissa > 0 && mantissa.is_multiple_of(10) {
        (mantissa, exponent) = (mantissa / 10, exponent + 1);
    }
    if mantissa > 0 && (-19..0).contains(&exponent) {
        return quotient(mantissa, 10_u128.pow(exponent.unsigned_abs()));
    }
    let whole =
        u32::try_from(exponent).ok().and_then(|power| mantissa.checked_mul(10_u128.checked_pow(power)?));
    if let Some(whole) = whole {
        return whole as f64;
    }
    let mut number = mantissa as f64;
    while exponent != 0 {
        let step = exponent.clamp(-22, 22);
        // Up to 22 a power of ten is exact.
        let power = 10_u128.pow(step.unsigned_abs()) as f64;
        number = if step < 0 { number / power } else { number * power };
        exponent -= step;
    }
    number
}

/// The nearest double to `mantissa` / `divisor`, which are above 0, the divisor below 2^64: at least 63 bits
/// of the quotient, the last of them set where a remainder is left, round as the quotient itself.
fn quotient(mantissa: u128, divisor: u128) -> f64 {
    let shift = mantissa.leading_zeros();
    let raised = mantissa << shift;
    let bits = (raised / divisor) | u128::from(!raised.is_multiple_of(divisor));
    bits as f64 * f64::from_bits(u64::from(1_023 - shift) << 52)
}

/// Parses `-?digits[.digits]` of at most eighteen digits; `None` for anything else.
#[inline(always)]
fn short_decimal(text: &[u8]) -> Option<f64> {
    let (negative, digits) = match text {
        [b'-', rest @ ..] => (true, rest),
        _ => (false, text),
    };
    if digits.len() > 19 {
        return None;
    }
    let (mut mantissa, mut count, mut point) = (0_u64, 0, None);
    for &byte in digits {
        match byte {
            b'0'..=b'9' => (mantissa, count) = (mantissa * 10 + u64::from(byte - b'0'), count + 1),
            b'.' if point.is_none() && count > 0 => point = Some(count),
            _ => return None,
        }
    }
    let power = *POWERS.get(count - point.unwrap_or(count))?;
    let magnitude = match count {
        1..=15 => mantissa as f64 / power as f64,
        16..=18 => long_division(mantissa, power),
        _ => return None,
    };
    Some(if negative { -magnitude } else { magnitude })
}

/// The nearest double to `mantissa` / `divisor`, both below 2^60, the divisor above 0. Quotient bits are
/// added until there are 56 or nothing is left; then the last bit is set where a remainder is left, so that
/// they round as the quotient itself.
fn long_division(mantissa: u64, divisor: u64) -> f64 {
    let (mut quotient, mut rest, mut shift) = (mantissa / divisor, mantissa % divisor, 0);
    while quotient < 1 << 55 && rest > 0 {
        let step = divisor.leading_zeros().min(quotient.leading_zeros());
        rest <<= step;
        quotient = (quotient << step) | (rest / divisor);
        (rest, shift) = (rest % divisor, shift + step);
    }
    quotient |= u64::from(rest > 0);
    quotient as f64 * f64::from_bits(u64::from(1_023 - shift) << 52)
}

/// Prints a number with the fewest digits that are read back as the same number, without an exponent. The
/// standard library's function takes 8 KB. Numbers beyond 10^37 or below 10^-3, which no dossier has, may be
/// printed with more digits.
pub fn print(number: f64) -> String {
    // Below 2^53 every whole number is exact, so its own digits are the fewest. Most numbers are whole.
    let whole = number as i64;
    if whole as f64 == number && whole.unsigned_abs() < 1 << 53 {
        return whole.to_string();
    }
    let sign = if number < 0.0 { "-" } else { "" };
    let (mut magnitude, mut zeros) = (number.abs(), 0);
    while magnitude >= 1e37 && magnitude.is_finite() {
        (magnitude, zeros) = (magnitude / 10.0, zeros + 1);
    }
    let (digits, exponent) = fewest_digits(magnitude);
    if digits == 0 {
        return "0".to_owned();
    }
    let digits = digits.to_string();
    let decimals = usize::try_from(-exponent).unwrap_or(0);
    zeros += usize::try_from(exponent).unwrap_or(0);
    let padded = format!("{digits:0>width$}{}", "0".repeat(zeros), width = decimals + 1);
    let (whole, rest) = padded.split_at_checked(padded.len() - decimals).unwrap_or((&padded, ""));
    format!("{sign}{whole}{}{rest}", if rest.is_empty() { "" } else { "." })
}

/// The largest power of ten, and its factor, whose product is read back as `number`.
fn fewest_digits(number: f64) -> (u128, i32) {
    let bits = number.to_bits();
    // A double is a whole number below 2^53 times a power of two.
    let raised = i32::try_from(bits >> 52).unwrap_or(0) - 1_075;
    let whole = u128::from((bits & ((1 << 52) - 1)) | (1 << 52));
    let factor = |power: i32| {
        let ten = 10_u128.pow(power.unsigned_abs());
        let above = if power < 0 { whole * ten } else { whole };
        let below = if power < 0 { 1 } else { ten };
        rounded(above, below, raised)
    };
    let same = |power: &i32| scaled(factor(*power), *power).to_bits() == bits;
    let power = (-22..=22).rev().find(same).unwrap_or(-22);
    (factor(power), power)
}

/// `above` × 2^`raised` / `below`, rounded to the nearest whole number.
fn rounded(above: u128, below: u128, raised: i32) -> u128 {
    let shift = raised.unsigned_abs();
    let (above, below) = if raised < 0 {
        (
            above,
            below
                .checked_shl(shift)
                .filter(|shifted| shifted >> shift.min(127) == below)
                .unwrap_or(u128::MAX),
        )
    } else {
        (above << shift.min(74), below)
    };
    above / below + u128::from(above % below >= below.div_ceil(2))
}

#[cfg(test)]
mod tests {
    use super::{parse, parse_any, print};
    use proptest::prelude::*;

    #[test]
    fn other_text_is_not_a_number() {
        for text in ["", "-", ".", "1.2.3", "inf", "NaN", "1e999", "12a", "0x10", "1 2", "--1"] {
            assert_eq!(parse(text.as_bytes()), None, "{text}");
        }
    }

    #[test]
    fn numbers_are_read() {
        let cases = [("0", 0.0), ("-7", -7.0), (" 12 ", 12.0), ("1.50", 1.5), ("1E-3", 0.001), ("5.", 5.0)];
        for (text, number) in cases {
            assert_eq!(parse(text.as_bytes()), Some(number), "{text}");
        }
    }

    #[test]
    fn whole_numbers_are_printed_without_decimals() {
        for (number, text) in [
            (0.0, "0"),
            (-0.0, "0"),
            (-7.0, "-7"),
            (0.1, "0.1"),
            (1e21, "1000000000000000000000"),
            (5e-7, "0.0000005"),
        ] {
            assert_eq!(print(number), text);
        }
    }

    #[test]
    fn exponents_out_of_range_give_zero_or_no_number() {
        for text in ["1e-400", "0e99999999999", "-0.0E+5", "1e-99999999999"] {
            assert_eq!(parse(text.as_bytes()).map(f64::abs), Some(0.0), "{text}");
        }
        for text in ["1e99999999999", "1e", "e5", "1e5.0", "1e+-5", "+", "1e309"] {
            assert_eq!(parse(text.as_bytes()), None, "{text}");
        }
    }

    fn standard(text: &str) -> Option<f64> {
        text.parse().ok().filter(|number: &f64| number.is_finite())
    }

    proptest! {
        #[test]
        fn both_parsers_equal_the_standard_library(text in "-?[0-9]{1,17}(\\.[0-9]{0,17})?") {
            let plain = standard(&text).map(f64::to_bits);
            prop_assert_eq!(parse(text.as_bytes()).map(f64::to_bits), plain);
            prop_assert_eq!(parse_any(text.as_bytes()).map(f64::to_bits), plain);
        }

        #[test]
        fn printed_doubles_are_read_back(number in -1e20_f64..1e20, serial in 0.0_f64..100_000.0, small in 0.001_f64..0.1) {
            for number in [number, serial, small] {
                for text in [number.to_string(), format!("{number:e}"), format!("{number:.18}")] {
                    prop_assert_eq!(parse_any(text.as_bytes()), standard(&text));
                }
            }
        }

        #[test]
        fn prints_like_the_standard_library(number in -1e20_f64..1e20, serial in 0.0_f64..100_000.0, small in 0.001_f64..0.1,
                                          whole in -9_007_199_254_740_992_i64..9_007_199_254_740_992, cents: u32) {
            for number in [number, serial, small, whole as f64, f64::from(cents) / 100.0, f64::from(cents) * 1e20] {
                prop_assert_eq!(print(number), number.to_string());
            }
        }

        #[test]
        fn any_number_is_printed(number in proptest::num::f64::NORMAL | proptest::num::f64::SUBNORMAL | proptest::num::f64::ZERO) {
            let printed = standard(&print(number)).unwrap();
            prop_assert!((printed - number).abs() <= 1e-22_f64.max(number.abs() * 1e-13), "{} {}", printed, number);
        }

        #[test]
        fn any_exponent_is_exact_except_the_last_bits(text in "[+-]?[0-9]{1,40}(\\.[0-9]{1,40})?[eE][+-]?[0-9]{1,3}") {
            let (ours, plain) = (parse(text.as_bytes()), standard(&text));
            let near = |one: f64, other: f64| (one - other).abs() <= other.abs() * 1e-14 + f64::MIN_POSITIVE;
            let alike = match (ours, plain) {
                (Some(one), Some(other)) => near(one, other),
                (one, other) => one == other || one.or(other).is_some_and(|number| number.abs() > 1.797e308),
            };
            prop_assert!(alike, "{:?} {:?}", ours, plain);
        }

        #[test]
        fn both_parsers_refuse_the_same_text(text in "[-+.eE0-9]{0,8}") {
            prop_assert_eq!(parse(text.as_bytes()).is_some(), standard(&text).is_some());
        }
    }
}
