//! Counts and percentages of summary files. A dot or comma before three digits separates thousands; 12.0 is a
//! spreadsheet's 12; a blank or a dash is not a count. Percentages are kept as integers with their rounding.

use crate::read::{Cell, number};
use borsh::{BorshDeserialize, BorshSerialize};

/// Largest count of one cell; no number of dossiers is larger.
const MOST: u32 = 999_999_999;
/// Units per percentage point: stated percentages are kept in hundred-millionths of a point.
const UNIT: u64 = 100_000_000;

/// The content of a cell in a column of counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CountCell {
    /// A blank or a dash.
    None,
    /// A count.
    Of(u32),
    /// Anything else; it is reported.
    Bad,
}

/// Reads a cell as a count.
pub fn count(cell: Cell<'_>) -> CountCell {
    match cell {
        Cell::Empty => CountCell::None,
        Cell::Error | Cell::Uncalculated => CountCell::Bad,
        Cell::Text(text) => std::str::from_utf8(text).map_or(CountCell::Bad, count_text),
        Cell::Number(number) | Cell::Date(number) => {
            if number.fract() == 0.0 {
                count_text(&number::print(number))
            } else {
                CountCell::Bad
            }
        }
    }
}

fn count_text(text: &str) -> CountCell {
    let text: String = text.chars().filter(|ch| !ch.is_whitespace()).collect();
    if text.chars().all(|ch| matches!(ch, '-' | '–' | '—' | '.' | '…' | '/')) {
        return CountCell::None;
    }
    let digits = digits_of(&text).and_then(|digits| digits.parse().ok());
    digits.filter(|count| *count <= MOST).map_or(CountCell::Bad, CountCell::Of)
}

/// The digits of a whole number, without thousands separators and zero decimals.
fn digits_of(text: &str) -> Option<String> {
    let mut parts = text.split(['.', ',']);
    let whole = parts.next()?;
    let rest: Vec<&str> = parts.collect();
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(whole) {
        return None;
    }
    if matches!(rest.as_slice(), [] | ["0" | "00"]) {
        return Some(whole.to_owned());
    }
    let thousands = whole.len() <= 3 && rest.iter().all(|part| part.len() == 3 && digits(part));
    thousands.then(|| format!("{whole}{}", rest.concat()))
}

/// Most decimals with which a stated percentage is printed again.
const PRINTED: usize = 6;

/// A percentage as stated, its decimals, and the error that rounding may have caused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Stated {
    value: u64,
    decimals: u8,
    rounding: u64,
}

impl Stated {
    /// True if `num / den` rounds to it.
    pub fn fits(self, num: u32, den: u32) -> bool {
        let exact = u128::from(num) * 100 * u128::from(UNIT);
        let stated = u128::from(self.value) * u128::from(den);
        exact.abs_diff(stated) <= u128::from(self.rounding) * u128::from(den)
    }

    /// The percentage with its decimals, six at most: "96,2%". None if it is larger than 100%.
    pub fn text(self) -> Option<String> {
        let unit = 10_u64.pow(8 - u32::from(self.decimals));
        let rounded = (self.value + unit / 2) / unit;
        let per_point = 10_u64.pow(self.decimals.into());
        let (points, part) = (rounded / per_point, rounded % per_point);
        let decimals = match self.decimals {
            0 => String::new(),
            width => format!(",{part:0width$}", width = width.into()),
        };
        (rounded <= 100 * per_point).then(|| format!("{points}{decimals}%"))
    }
}

/// The percentages that a cell may state: one for "99,83%" or "99.83"; for a spreadsheet's 0.9983 both
/// 0.9983% and 99.83%.
pub fn percentages(cell: Cell<'_>) -> Vec<Stated> {
    let text = match cell {
        Cell::Empty | Cell::Error | Cell::Uncalculated => return Vec::new(),
        Cell::Text(text) => std::str::from_utf8(text).unwrap_or_default().trim().to_owned(),
        Cell::Number(number) | Cell::Date(number) => number::print(number),
    };
    let signed = text.ends_with('%');
    let number = text.trim_end_matches('%').trim_end();
    let (whole, decimals) = number.split_once([',', '.']).unwrap_or((number, ""));
    let Some(share) = scaled(whole, decimals) else { return Vec::new() };
    let stated = |value, places: usize| Stated {
        value,
        decimals: places.min(PRINTED) as u8,
        rounding: rounding(places.min(4)),
    };
    let value = share / 100;
    let as_points = stated(value, decimals.len());
    let as_share = stated(share, decimals.len().saturating_sub(2));
    if signed || value > UNIT || share == 0 { vec![as_points] } else { vec![as_points, as_share] }
}

/// True if a number without a percent sign is above 1: it can only be in points, because a share is at most
/// 1. The other cells of its column are then in points too.
pub fn is_in_points(cell: Cell<'_>) -> bool {
    let signed = matches!(cell, Cell::Text(text) if text.trim_ascii_end().ends_with(b"%"));
    !signed && matches!(percentages(cell).as_slice(), [one] if one.value > 0)
}

/// The percentage that a cell states. If there are two readings, the one to which `rate` (numerator and
/// denominator) rounds; None if both or neither fit.
pub fn percentage(cell: Cell<'_>, rate: Option<(u32, u32)>) -> Option<Stated> {
    let read = percentages(cell);
    let fits = |stated: &&Stated| rate.is_some_and(|(num, den)| den > 0 && stated.fits(num, den));
    match read.as_slice() {
        [one] => Some(*one),
        read => read.iter().find(fits).filter(|_| read.iter().filter(fits).count() == 1).copied(),
    }
}

/// Half of the last decimal place, plus 100 units for the digits that are not read.
fn rounding(places: usize) -> u64 {
    (0..places).fold(UNIT / 2, |half, _| half / 10) + 100
}

/// A number in units of 10⁻¹⁰; read as a share, these are hundred-millionths of a point.
fn scaled(whole: &str, decimals: &str) -> Option<u64> {
    let digits = |text: &str, most| text.len() <= most && text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !digits(whole, 3) || !digits(decimals, 20) {
        return None;
    }
    format!("{whole}{decimals:0<10.10}").parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_in_every_form() {
        for (text, expected) in [
            ("1.062", CountCell::Of(1_062)),
            ("1,062", CountCell::Of(1_062)),
            ("1062", CountCell::Of(1_062)),
            ("1 062", CountCell::Of(1_062)),
            ("1.234.567", CountCell::Of(1_234_567)),
            ("12.0", CountCell::Of(12)),
            ("0", CountCell::Of(0)),
            ("-", CountCell::None),
            (" ", CountCell::None),
            ("12.5", CountCell::Bad),
            ("1.0622", CountCell::Bad),
            ("-5", CountCell::Bad),
            ("9999999999", CountCell::Bad),
            ("hai", CountCell::Bad),
        ] {
            assert_eq!(count(Cell::Text(text.as_bytes())), expected, "{text}");
        }
        assert_eq!(count(Cell::Number(12.0)), CountCell::Of(12));
        assert_eq!(count(Cell::Number(0.5)), CountCell::Bad);
        assert_eq!(count(Cell::Number(f64::NAN)), CountCell::Bad);
    }

    #[test]
    fn percentages_match_within_their_rounding() {
        let fits = |text: &str, num, den| {
            percentages(Cell::Text(text.as_bytes())).iter().any(|stated| stated.fits(num, den))
        };
        assert!(fits("96,05%", 1_020, 1_062) && fits("96.05", 1_020, 1_062) && fits("96%", 1_020, 1_062));
        assert!(!fits("96,04%", 1_020, 1_062) && !fits("97%", 1_020, 1_062));
        assert!(percentages(Cell::Number(1_020.0 / 1_062.0)).iter().any(|stated| stated.fits(1_020, 1_062)));
        assert!(fits("100%", 5, 5) && fits("0,96", 1_020, 1_062) && !fits("x", 1, 1));
    }
    #[test]
    fn percentages_keep_their_decimals() {
        let stated_text = |text: &str| percentage(Cell::Text(text.as_bytes()), None).and_then(Stated::text);
        for (text, printed) in [
            ("96,2%", "96,2%"),
            ("99.83", "99,83%"),
            ("78 %", "78%"),
            ("100,00%", "100,00%"),
            ("0,5%", "0,5%"),
            ("33,33333333%", "33,333333%"),
            ("66,66666666%", "66,666667%"),
        ] {
            assert_eq!(stated_text(text).as_deref(), Some(printed));
        }
        // More than 100%; ambiguous; not a number.
        assert_eq!(["100,1%", "105%", "0,9983", "1", "x", ""].map(stated_text), [const { None }; 6]);
        let by_counts =
            |number, num, den| percentage(Cell::Number(number), Some((num, den))).and_then(Stated::text);
        assert_eq!(by_counts(0.9983, 25_925, 25_969).as_deref(), Some("99,83%"));
        assert_eq!(by_counts(1_020.0 / 1_062.0, 1_020, 1_062).as_deref(), Some("96,045198%"));
        assert_eq!(by_counts(1.0, 7, 7).as_deref(), Some("100%"));
        assert_eq!((by_counts(0.5, 3, 7), by_counts(0.5, 0, 0)), (None, None));
    }
}
