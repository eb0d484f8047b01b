//! Dossier codes: `H20.36.18-220819-0001` and `000.00.14.H20-200703-0002`; the middle is yyMMdd.

use super::date::civil;

/// The day written into a dossier code, as days since 1970-01-01; none where the code is of another kind.
pub fn code_day(code: &[u8]) -> Option<i32> {
    let mut parts = code.trim_ascii().rsplitn(3, |&byte| byte == b'-');
    let (serial, date, office) = (parts.next()?, parts.next()?, parts.next()?);
    let plain = is_office(office) && is_digits(serial, 1..=8) && is_digits(date, 6..=6);
    let number = |range| Some(std::str::from_utf8(date.get(range)?).ok()?.parse::<u32>().ok());
    plain.then(|| civil(2000 + number(0..2)??.cast_signed(), number(2..4)??, number(4..6)??))?
}

/// True if the code may stand for one dossier: not blank, and not ruined by a spreadsheet (`1.23E+11`).
pub fn is_key(code: &[u8]) -> bool {
    let code = code.trim_ascii();
    let is_exponent = |byte: u8| matches!(byte, b'e' | b'E');
    let Some(at) = code.iter().position(|&byte| is_exponent(byte)) else { return !code.is_empty() };
    let (mantissa, exponent) = code.split_at(at);
    let exponent = exponent.get(1..).unwrap_or_default();
    let exponent = exponent.strip_prefix(b"+").or(exponent.strip_prefix(b"-")).unwrap_or(exponent);
    let digits = mantissa.iter().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b','));
    !(digits && !mantissa.is_empty() && is_digits(exponent, 1..=3))
}

/// The office before the date: groups of digits, one of them led by a capital letter (`H20`).
fn is_office(office: &[u8]) -> bool {
    let mut lettered = 0;
    let plain = office.split(|&byte| byte == b'.').all(|group| match group {
        [letter, digits @ ..] if letter.is_ascii_uppercase() => {
            lettered += 1;
            is_digits(digits, 2..=2)
        }
        digits => is_digits(digits, 1..=3),
    });
    plain && lettered == 1
}

fn is_digits(bytes: &[u8], length: std::ops::RangeInclusive<usize>) -> bool {
    length.contains(&bytes.len()) && bytes.iter().all(u8::is_ascii_digit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_schemes_hold_a_day() {
        assert_eq!(code_day(b"H20.36.18-220819-0001"), civil(2022, 8, 19));
        assert_eq!(code_day(b"000.00.14.H20-200703-0002"), civil(2020, 7, 3));
        assert_eq!(code_day(b"H20.36.18-221332-0001"), None);
        assert_eq!(code_day(b"03706/2026/07906"), None);
        assert_eq!(code_day(b"abc-220819-0001"), None);
    }

    #[test]
    fn ruined_codes_are_no_keys() {
        for ruined in ["", "  ", "1.23E+11", "1,23E+11", "2E5"] {
            assert!(!is_key(ruined.as_bytes()), "{ruined}");
        }
        for code in ["A1", "E1", "12E", "H20-E1", "123", "1.2.E+1x"] {
            assert!(is_key(code.as_bytes()), "{code}");
        }
    }
}
