//! Dossier codes: `H20.36.18-220819-0001` and `000.00.14.H20-200703-0002`; the middle is yyMMdd.

use super::date::day_number;
use crate::text::{lower, typed};
use std::borrow::Cow;

/// The day in a dossier code, as days since 1970-01-01. None for codes of another kind.
#[inline(always)]
pub fn code_day(code: &[u8]) -> Option<i32> {
    usual_code_day(code).or_else(|| any_code_day(code))
}

/// The same for the most common shape, `H20.36.18-220819-` and four to eight digits. None for others.
#[inline(always)]
fn usual_code_day(code: &[u8]) -> Option<i32> {
    const HIGH: u64 = 0x8080_8080_8080_8080;
    // Added to a byte, these reach the high bit if it is above 9 (not a digit), or not exactly the separator.
    let fits =
        |text: u64, like: u64, beyond: u64| ((text ^ like).wrapping_add(beyond) | text ^ like) & HIGH == 0;
    let digits = |four: &[u8; 4]| fits(u32::from_le_bytes(*four).into(), 0x3030_3030, 0x7676_7676);
    let (office, rest) = code.split_first_chunk::<8>()?;
    let (last, rest) = rest.split_first()?;
    let (date, serial) = rest.split_first_chunk::<8>()?;
    let (&[letter, ..], office, date) = (office, u64::from_le_bytes(*office) >> 8, u64::from_le_bytes(*date));
    let like = u64::from_le_bytes(*b"00.00.0\0");
    let plain = letter.is_ascii_uppercase()
        && last.is_ascii_digit()
        && fits(office, like, 0x0076_7f76_767f_7676)
        && fits(date, u64::from_le_bytes(*b"-000000-"), 0x7f76_7676_7676_767f)
        && serial.len() <= 8
        && digits(serial.first_chunk()?)
        && digits(serial.last_chunk()?);
    let date = date ^ u64::from_le_bytes(*b"-000000-");
    // Each byte times ten, plus the next one.
    let pairs = date.wrapping_mul(10).wrapping_add(date >> 8).to_le_bytes();
    let [_, year, _, month, _, day, ..] = pairs.map(u32::from);
    plain.then(|| day_number(2000 + year, month, day))?
}

/// The same, for codes that are rarely of the most common shape.
#[inline(never)]
pub fn any_code_day(code: &[u8]) -> Option<i32> {
    let code = code.trim_ascii();
    let serial = code.iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
    let rest = code.get(..code.len() - serial)?;
    let (office, &[b'-', y1, y2, m1, m2, d1, d2, b'-']) = rest.split_last_chunk::<8>()? else { return None };
    let (year, month, day) = (pair(y1, y2)?, pair(m1, m2)?, pair(d1, d2)?);
    let plain = (1..=8).contains(&serial) && is_office(office);
    plain.then(|| day_number(2000 + year, month, day))?
}

/// The number written with two digits.
#[inline]
fn pair(tens: u8, ones: u8) -> Option<u32> {
    let (tens, ones) = (tens.wrapping_sub(b'0'), ones.wrapping_sub(b'0'));
    (tens < 10 && ones < 10).then(|| u32::from(tens) * 10 + u32::from(ones))
}

/// True if the code may stand for one dossier: not blank, not dashes or dots alone, and not ruined by a
/// spreadsheet (`1.23E+11`).
#[inline]
pub fn is_key(code: &[u8]) -> bool {
    // The letter of an office; numbers do not begin with one.
    code.first().is_some_and(u8::is_ascii_uppercase) || is_odd_key(code)
}

/// The same, for codes that do not begin with a capital letter.
#[inline(never)]
fn is_odd_key(code: &[u8]) -> bool {
    let code = code.trim_ascii();
    if code.first().is_some_and(u8::is_ascii_uppercase) {
        return true;
    }
    let is_exponent = |byte: u8| matches!(byte, b'e' | b'E');
    let Some(at) = code.iter().position(|&byte| is_exponent(byte)) else {
        return code.iter().any(|byte| byte.is_ascii_alphanumeric() || !byte.is_ascii());
    };
    let (mantissa, exponent) = code.split_at(at);
    let exponent = exponent.get(1..).unwrap_or_default();
    let exponent = exponent.strip_prefix(b"+").or(exponent.strip_prefix(b"-")).unwrap_or(exponent);
    let digits = mantissa.iter().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b','));
    !(digits && !mantissa.is_empty() && is_digits(exponent, 1..=3))
}

/// The form in which codes are compared: without invisible characters, any dash a hyphen, in upper case
/// (docs/reference.md, "Definitions").
#[inline]
pub fn code_key(code: &str) -> Cow<'_, str> {
    if is_plain_code(code) { Cow::Borrowed(code) } else { Cow::Owned(capitals(&typed(code))) }
}

/// One case for all letters: ASCII ones in upper case, as codes are written; all others in lower case.
pub fn capitals(code: &str) -> String {
    lower(code).to_ascii_uppercase()
}

/// True if codes are compared as these bytes stand. Also works for many codes one after another.
#[inline]
pub fn is_plain_code(codes: &str) -> bool {
    // No early return, so that the loop is vectorised: nearly all codes are plain.
    codes.bytes().fold(true, |plain, byte| plain & (byte < 0x80) & !byte.is_ascii_lowercase())
}

/// The office before the date: groups of one to three digits, one of them led by a capital letter (`H20`).
fn is_office(office: &[u8]) -> bool {
    let (mut lettered, mut letter, mut digits) = (0, false, 0);
    for &byte in office.iter().chain(b".") {
        match byte {
            b'0'..=b'9' => digits += 1,
            b'A'..=b'Z' if digits == 0 && !letter => letter = true,
            b'.' if if letter { digits == 2 } else { (1..=3).contains(&digits) } => {
                lettered += usize::from(letter);
                (letter, digits) = (false, 0);
            }
            _ => return false,
        }
    }
    lettered == 1
}

fn is_digits(bytes: &[u8], length: std::ops::RangeInclusive<usize>) -> bool {
    length.contains(&bytes.len()) && bytes.iter().all(u8::is_ascii_digit)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::civil;
    use proptest::prelude::*;

    #[test]
    fn codes_of_both_schemes_contain_a_day() {
        assert_eq!(code_day(b"H20.36.18-220819-0001"), civil(2022, 8, 19));
        assert_eq!(code_day(b"000.00.14.H20-200703-0002"), civil(2020, 7, 3));
        assert_eq!(code_day(b"H20.36.18-221332-0001"), None);
        assert_eq!(code_day(b"03706/2026/07906"), None);
        for other in
            ["abc-220819-0001", "H20.-220819-0001", "H2-220819-0001", "20-220819-0001", "H20.H21-220819-1"]
        {
            assert_eq!(code_day(other.as_bytes()), None, "{other}");
        }
        for other in [
            "H20-220819-",
            "H20-220819-123456789",
            "-220819-1",
            "H20-22O819-1",
            "H20220819-1",
            "H20-2208190001",
        ] {
            assert_eq!(code_day(other.as_bytes()), None, "{other}");
        }
    }

    proptest! {
        #[test]
        fn the_fast_path_equals_the_general_one(code in "[A-Z@a][0-9]{2}[.0-9][0-9]{2}[.:][0-9]{2}[-.][0-9]{2}[01][0-9][0-3/][0-9:]-[0-9]{3,8}[0-9/:-]?") {
            if let Some(day) = usual_code_day(code.as_bytes()) {
                prop_assert_eq!(Some(day), any_code_day(code.as_bytes()));
            }
        }
    }

    #[test]
    fn the_fast_path_reads_the_commonest_shape() {
        for (code, taken) in [
            ("H20.36.18-220819-0001", true),
            ("H20.36.18-220819-000123", true),
            ("H20.36.18-220819-12345678", true),
            ("H20.36.18-220819-123456789", false),
            ("H20.36.18-221332-0001", false),
            ("H20.36.1x-220819-0001", false),
            ("H20.36.18-220819-00x1", false),
            ("h20.36.18-220819-0001", false),
            ("H20.36.18-220819-001", false),
            ("\u{e9}20.36.18-220819-0001", false),
        ] {
            assert_eq!(usual_code_day(code.as_bytes()).is_some(), taken, "{code}");
        }
    }

    #[test]
    fn codes_are_compared_without_insignificant_differences() {
        for written in [
            "H20.36.18-220819-0001",
            "\u{feff}h20.36.18\u{2013}220819\u{2212}0001",
            "h20.36.18-2208\u{200b}19-0001 ",
        ] {
            assert_eq!(code_key(written), "H20.36.18-220819-0001", "{written:?}");
        }
        assert_eq!(code_key("đ1"), code_key("Đ1"));
        assert!(is_plain_code("A1") && !is_plain_code("a1") && !is_plain_code("A\u{a0}"));
    }

    #[test]
    fn ruined_codes_are_not_keys() {
        for ruined in ["", "  ", "-", "...", "1.23E+11", "1,23E+11", "2E5"] {
            assert!(!is_key(ruined.as_bytes()), "{ruined}");
        }
        for code in ["A1", "E1", "E+11", "12E", "H20-E1", "123", "1.2.E+1x"] {
            assert!(is_key(code.as_bytes()), "{code}");
        }
    }
}
