//! Numbers as worksheets write them. Most are short; for these, one division gives the nearest double:
//! mantissa and power of ten are both exact, and IEEE rounds once. All others are parsed by the standard
//! library.

/// Powers of ten that a double holds exactly, as many as fifteen digits can need.
const POWERS: [f64; 16] =
    [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];

/// The number that all of `text` spells, ignoring blanks around it; `None` for words, infinities and NaN.
#[inline]
pub fn parse(text: &[u8]) -> Option<f64> {
    short_decimal(text).or_else(|| parse_any(text))
}

/// The general parser: the fallback of the fast path, and its reference in tests.
pub fn parse_any(text: &[u8]) -> Option<f64> {
    let text = text.trim_ascii();
    // The standard library also accepts "inf" and "nan", which are not numbers in a worksheet.
    let numeric = |byte: &u8| matches!(byte, b'0'..=b'9' | b'.' | b'-' | b'+' | b'e' | b'E');
    if !text.iter().all(numeric) {
        return None;
    }
    std::str::from_utf8(text).ok()?.parse().ok().filter(|number: &f64| number.is_finite())
}

/// Parses `-?digits[.digits]` of at most fifteen digits; `None` for anything else.
#[inline]
fn short_decimal(text: &[u8]) -> Option<f64> {
    let (negative, digits) = match text {
        [b'-', rest @ ..] => (true, rest),
        _ => (false, text),
    };
    if digits.len() > 16 {
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
    if count == 0 || count > 15 {
        return None;
    }
    let magnitude = mantissa as f64 / POWERS.get(count - point.unwrap_or(count))?;
    Some(if negative { -magnitude } else { magnitude })
}

#[cfg(test)]
mod tests {
    use super::{parse, parse_any};
    use proptest::prelude::*;

    #[test]
    fn what_is_no_number_is_none() {
        for text in ["", "-", ".", "1.2.3", "inf", "NaN", "1e999", "12a", "0x10", "1 2", "--1"] {
            assert_eq!(parse(text.as_bytes()), None, "{text}");
        }
    }

    #[test]
    fn what_is_a_number_is_read() {
        let cases = [("0", 0.0), ("-7", -7.0), (" 12 ", 12.0), ("1.50", 1.5), ("1E-3", 0.001), ("5.", 5.0)];
        for (text, number) in cases {
            assert_eq!(parse(text.as_bytes()), Some(number), "{text}");
        }
    }

    proptest! {
        #[test]
        fn the_fast_path_equals_the_plain_one(text in "-?[0-9]{1,17}(\\.[0-9]{0,17})?") {
            let (fast, plain) = (parse(text.as_bytes()), parse_any(text.as_bytes()));
            prop_assert_eq!(fast.map(f64::to_bits), plain.map(f64::to_bits));
        }
    }
}
