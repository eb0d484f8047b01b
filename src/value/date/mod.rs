//! Days and times as exports write them: day first, always; ISO 8601; .NET `/Date(ms)/`; Excel serials. Local
//! time (UTC+7) with no conversion, but for instants that state a zone. Impossible dates are never repaired.

mod hot;

use crate::read::{Cell, Epoch};
use crate::text::typed;
use chrono::{Datelike, NaiveDate};
pub(super) use hot::day_number;
use hot::fixed_width;

/// A day, and the time of day where the cell has one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// Days since 1970-01-01.
    pub day: i32,
    /// Seconds since midnight; none where the cell gives only a day.
    pub second: Option<u32>,
}

/// What a date cell holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MomentCell {
    /// Nothing, or what systems write for nothing: "-", 01/01/1900, 01/01/0001.
    None,
    /// A moment.
    At(Moment),
    /// Something else. To be reported.
    Impossible,
}

const DAY: i64 = 86_400;
/// Vietnam's clock, ahead of UTC, in seconds.
const ZONE: i64 = 7 * 3_600;
/// Days that systems write for "none": 01/01/1900 and 01/01/0001.
const NEVER: [i32; 2] = [-25_567, -719_162];
/// Days that a dossier can lie in, 01/01/1901 to 31/12/2199; beyond them a date is impossible.
const DAYS: std::ops::RangeInclusive<i32> = -25202..=84005;

/// Days since 1970-01-01 of a calendar day, if there is such a day.
pub fn civil(year: i32, month: u32, day: u32) -> Option<i32> {
    NaiveDate::from_ymd_opt(year, month, day).map(|date| date.num_days_from_ce() - 719_163)
}

/// The year that two digits stand for: 00 to 69 are of this century. Any other number is a year already.
pub fn full_year(year: i64) -> i64 {
    match year {
        ..70 => 2_000 + year,
        70..100 => 1_900 + year,
        _ => year,
    }
}

/// The calendar day of a number of days since 1970-01-01.
pub fn from_day(day: i32) -> NaiveDate {
    NaiveDate::from_num_days_from_ce_opt(day.saturating_add(719_163)).unwrap_or_default()
}

/// Reads any cell of a date column.
pub fn moment(cell: Cell<'_>, epoch: Epoch) -> MomentCell {
    match cell {
        Cell::Empty => MomentCell::None,
        Cell::Error | Cell::Uncalculated => MomentCell::Impossible,
        Cell::Text(text) => parse_moment(text, epoch),
        Cell::Number(serial) | Cell::Date(serial) => from_serial(serial, epoch),
    }
}

/// Reads the text of a date cell; digits alone are an Excel serial of `epoch`.
pub fn parse_moment(text: &[u8], epoch: Epoch) -> MomentCell {
    if let Some(moment) = fixed_width(text) {
        return sift(moment);
    }
    let text = text.trim_ascii();
    if text.iter().all(|&byte| byte == b'-') {
        return MomentCell::None;
    }
    if let Some(serial) = serial_text(text) {
        return from_serial(serial, epoch);
    }
    match any_form(text) {
        Some(moment) => sift(moment),
        None => unlike_typed(text).map_or(MomentCell::Impossible, |typed| parse_moment(&typed, epoch)),
    }
}

/// The text as one would type it, where it is not written so: web pages fill empty cells with a blank of their own, and
/// some programs keep a spreadsheet's hands off by an apostrophe.
fn unlike_typed(text: &[u8]) -> Option<Vec<u8>> {
    let typed = typed(std::str::from_utf8(text).ok()?).into_bytes();
    (typed != text).then_some(typed)
}

/// Reads an Excel serial: days since the epoch, the fraction being the time, rounded to the second.
pub fn from_serial(serial: f64, epoch: Epoch) -> MomentCell {
    if !(0.0..2_958_466.0).contains(&serial) {
        return MomentCell::Impossible;
    }
    #[expect(clippy::cast_possible_truncation, reason = "the range is checked above")]
    let seconds = (serial * 86_400.0).round() as i64;
    let (days, second) = (seconds.div_euclid(DAY), seconds.rem_euclid(DAY));
    let first = match (epoch, days) {
        (Epoch::Y1900, 60) => return MomentCell::Impossible,
        (Epoch::Y1900, 0) => return MomentCell::None,
        (Epoch::Y1900, ..60) => -25_568,
        (Epoch::Y1900, _) => -25_569,
        (Epoch::Y1904, _) => -24_107,
    };
    sift(at(days + first, (second > 0).then_some(second)))
}

/// Sets aside the days that mean none, and years in which no dossier can lie.
fn sift(moment: Moment) -> MomentCell {
    if DAYS.contains(&moment.day) {
        MomentCell::At(moment)
    } else if NEVER.contains(&moment.day) {
        MomentCell::None
    } else {
        MomentCell::Impossible
    }
}

fn at(day: i64, second: Option<i64>) -> Moment {
    Moment { day: i32::try_from(day).unwrap_or(i32::MAX), second: second.and_then(|s| u32::try_from(s).ok()) }
}

fn time_of_day(hour: u32, minute: u32, second: u32) -> Option<u32> {
    (hour < 24 && minute < 60 && second < 60).then_some(hour * 3_600 + minute * 60 + second)
}

/// Digits with at most one point or comma are a serial that lost its format.
fn serial_text(text: &[u8]) -> Option<f64> {
    let marks = text.iter().filter(|byte| !byte.is_ascii_digit()).count();
    let plain = text.first()?.is_ascii_digit() && marks <= 1 && text.len() <= 20;
    let text = std::str::from_utf8(text).ok().filter(|_| plain)?;
    text.replace(',', ".").parse().ok()
}

/// Every other listed form.
fn any_form(text: &[u8]) -> Option<Moment> {
    let mut rest = Cursor(text);
    if rest.eat_all(b"/Date(") {
        return net_date(rest);
    }
    let moment = rest.clone().date_first().or_else(|| rest.time_first())?;
    Some(moment)
}

/// `/Date(1660894200000)/`, with or without a zone behind, which says only how it was shown: always UTC.
fn net_date(mut rest: Cursor<'_>) -> Option<Moment> {
    let sign = if rest.eat(b'-') { -1 } else { 1 };
    let milliseconds = rest.digits(1..=15)?.0;
    let closed = rest.0.iter().skip_while(|byte| byte.is_ascii_digit() || matches!(byte, b'+' | b'-'));
    let local = (sign * milliseconds).div_euclid(1_000) + ZONE;
    closed.eq(b")/").then(|| at(local.div_euclid(DAY), Some(local.rem_euclid(DAY))))
}

/// What is left to read of a date's text.
#[derive(Clone)]
struct Cursor<'a>(&'a [u8]);

impl Cursor<'_> {
    fn eat(&mut self, byte: u8) -> bool {
        self.eat_all(&[byte])
    }

    fn eat_all(&mut self, bytes: &[u8]) -> bool {
        let rest = self.0.strip_prefix(bytes);
        self.0 = rest.unwrap_or(self.0);
        rest.is_some()
    }

    /// A run of digits: its value and how many there were.
    fn digits(&mut self, length: std::ops::RangeInclusive<usize>) -> Option<(i64, usize)> {
        let count = self.0.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let (digits, rest) = self.0.split_at_checked(count).filter(|_| length.contains(&count))?;
        self.0 = rest;
        Some((digits.iter().fold(0, |value, &byte| value * 10 + i64::from(byte - b'0')), count))
    }

    fn small(&mut self) -> Option<u32> {
        u32::try_from(self.digits(1..=2)?.0).ok()
    }

    /// A date, then perhaps a time, then perhaps a zone.
    fn date_first(mut self) -> Option<Moment> {
        let day = i64::from(self.date()?);
        if self.0.is_empty() {
            return Some(at(day, None));
        }
        if !self.eat(b'T') {
            self.gap()?;
        }
        let second = self.time()?;
        let shift = self.zone()?;
        let local = day * DAY + second + shift;
        self.0.is_empty().then(|| at(local.div_euclid(DAY), Some(local.rem_euclid(DAY))))
    }

    /// A time, then a date: `08:30 19/08/2022`.
    fn time_first(mut self) -> Option<Moment> {
        let second = self.time()?;
        self.gap()?;
        let day = self.date()?;
        self.0.is_empty().then(|| at(i64::from(day), Some(second)))
    }

    /// `d/M/yyyy`, `d-M-yy`, `d.M.yyyy`, or year first where it has four digits.
    fn date(&mut self) -> Option<i32> {
        let (first, width) = self.digits(1..=4)?;
        let separator = *self.0.first().filter(|byte| matches!(byte, b'/' | b'-' | b'.'))?;
        self.eat(separator);
        let month = self.small()?;
        self.eat(separator).then_some(())?;
        let (last, last_width) = self.digits(1..=4)?;
        let (year, day) = match (width, last_width) {
            (4, 1 | 2) => (first, last),
            (1 | 2, 4) => (last, first),
            (1 | 2, 2) => (full_year(last), first),
            _ => return None,
        };
        civil(i32::try_from(year).ok()?, month, u32::try_from(day).ok()?)
    }

    /// `HH:mm`, `HH:mm:ss`, `HH:mm:ss.fff`, perhaps with AM, PM, SA or CH behind; seconds since midnight.
    fn time(&mut self) -> Option<i64> {
        let hour = self.small()?;
        self.eat(b':').then_some(())?;
        let minute = self.small()?;
        let second = if self.eat(b':') { self.small()? } else { 0 };
        if self.eat(b'.') {
            self.digits(1..=9)?;
        }
        time_of_day(self.half_day(hour)?, minute, second).map(i64::from)
    }

    /// The hour of the day, by the half-day mark that follows, if one does.
    fn half_day(&mut self, hour: u32) -> Option<u32> {
        let marks: [(&[u8], u32); 4] = [(b" AM", 0), (b" SA", 0), (b" PM", 12), (b" CH", 12)];
        match marks.iter().find(|(mark, _)| self.eat_all(mark)) {
            Some((_, half)) => (1..=12).contains(&hour).then_some(hour % 12 + half),
            None => Some(hour),
        }
    }

    /// Seconds to add to reach Vietnam's clock; 0 where no zone is stated.
    fn zone(&mut self) -> Option<i64> {
        if self.0.is_empty() {
            return Some(0);
        }
        if self.eat(b'Z') {
            return Some(ZONE);
        }
        let sign = if self.eat(b'-') { -1 } else { self.eat(b'+').then_some(1)? };
        let (hours, _) = self.digits(2..=2)?;
        self.eat(b':');
        let minutes = if self.0.is_empty() { 0 } else { self.digits(2..=2)?.0 };
        (hours < 15 && minutes < 60).then_some(ZONE - sign * (hours * 3_600 + minutes * 60))
    }

    /// White space between date and time, at least one, a dash or comma allowed in it.
    fn gap(&mut self) -> Option<()> {
        let count = self.0.iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'-' | b',')).count();
        let (gap, rest) = self.0.split_at_checked(count).filter(|(gap, _)| gap.contains(&b' '))?;
        self.0 = rest;
        (gap.len() <= 4).then_some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> MomentCell {
        parse_moment(text.as_bytes(), Epoch::Y1900)
    }

    fn on(year: i32, month: u32, day: u32, second: Option<u32>) -> MomentCell {
        MomentCell::At(Moment { day: civil(year, month, day).unwrap(), second })
    }

    #[test]
    fn day_first_in_every_listed_form() {
        let noon = Some(12 * 3_600);
        for text in ["19/08/2022", "19-08-2022", "19/8/22", "2022-08-19", " 19/08/2022 ", "44792"] {
            assert_eq!(read(text), on(2022, 8, 19, None), "{text}");
        }
        for text in
            ["\u{a0}19/08/2022\u{a0}", "'19/08/2022", "19–08–2022", "\u{feff}19/08/2022", "\u{a0}44792"]
        {
            assert_eq!(read(text), on(2022, 8, 19, None), "{text}");
        }
        for text in [
            "19/08/2022\u{a0}12:00",
            "19/08/2022 12:00:00",
            "19/08/2022 12:00",
            "19-8-2022 12:00",
            "2022-08-19T12:00:00",
            "2022-08-19T05:00:00Z",
            "2022-08-19T12:00:00.000+07:00",
            "2022-08-19 12:00:00",
            "44792.5",
            "/Date(1660885200000)/",
            "/Date(1660885200000+0700)/",
            "12:00 19/08/2022",
            "19/08/2022 12:00 CH",
        ] {
            assert_eq!(read(text), on(2022, 8, 19, noon), "{text}");
        }
        assert_eq!((civil(1901, 1, 1), civil(2199, 12, 31)), (Some(*DAYS.start()), Some(*DAYS.end())));
        assert_eq!(read("01/02/2022"), on(2022, 2, 1, None));
        assert_eq!(read("1/2/69"), on(2069, 2, 1, None));
        assert_eq!(read("1/2/70"), on(1970, 2, 1, None));
        assert_eq!(read("2022-08-18T20:00:00Z"), on(2022, 8, 19, Some(3 * 3_600)));
        assert_eq!(read("19/08/2022 00:00:00"), on(2022, 8, 19, Some(0)));
    }

    #[test]
    fn none_and_impossible() {
        for text in [
            "",
            "  ",
            "-",
            "01/01/1900",
            "01/01/0001",
            "01/01/0001 00:00:00",
            "1/1/1900",
            "0",
            "1",
            "\u{a0}",
            "–",
            "'",
        ] {
            assert_eq!(read(text), MomentCell::None, "{text}");
        }
        for text in [
            "31/02/2022",
            "13/13/2022",
            "08/19/2022",
            "hôm qua",
            "19/08/2022 25:00",
            "19/08",
            "20220819",
            "19/08/202",
            "19/08-2022",
            "60",
            "19/08/2022x",
            "/Date(x)/",
            "19/08/0202",
            "1/2/3/4",
            "-5",
        ] {
            assert_eq!(read(text), MomentCell::Impossible, "{text}");
        }
    }

    #[test]
    fn serials_of_both_epochs() {
        assert_eq!(from_serial(44_792.0, Epoch::Y1900), on(2022, 8, 19, None));
        assert_eq!(from_serial(44_792.0 - 1_462.0, Epoch::Y1904), on(2022, 8, 19, None));
        assert_eq!(from_serial(44_792.999_999_9, Epoch::Y1900), on(2022, 8, 20, None));
        assert_eq!(from_serial(367.0, Epoch::Y1900), on(1901, 1, 1, None));
        for bad in [f64::NAN, -1.0, 60.0, 1e12] {
            assert_eq!(from_serial(bad, Epoch::Y1900), MomentCell::Impossible);
        }
    }
}
