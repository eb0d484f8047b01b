//! Days and times as exports write them: day first; ISO 8601; .NET `/Date(ms)/`; Excel serials. Times are
//! local (UTC+7) and are converted only if they state a zone. Impossible dates are never repaired.

mod forms;
mod hot;
mod spelled;
#[cfg(test)]
mod tests;

use crate::read::{Cell, Epoch, number};
use crate::text::typed;
use chrono::{Datelike, NaiveDate};
use forms::{Cursor, any_form, run_of_digits};
pub use hot::KnownDays;
pub(super) use hot::day_number;
use hot::fixed_width;
use spelled::spelled;

/// A day, and the time of day if the cell has one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// Days since 1970-01-01.
    pub day: i32,
    /// Seconds since midnight; `None` if the cell gives only a day.
    pub second: Option<u32>,
    /// Whether day or month comes first in the cell.
    pub order: Order,
}

/// Whether day or month comes first, as far as the cell's own text shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// Does not matter: the year comes first, the month is named, the cell is a serial, or both numbers are
    /// equal.
    Fixed,
    /// Only the day can come first.
    DayFirst,
    /// Either can; the cell is read day first.
    Either,
    /// Only the month can; the cell is read month first.
    MonthFirst,
}

impl Order {
    /// The order of a cell whose day comes before its month.
    #[inline(always)]
    fn of<T: Into<i64>>(day: T, month: T) -> Self {
        let (day, month) = (day.into(), month.into());
        if day > 12 {
            Self::DayFirst
        } else if day == month {
            Self::Fixed
        } else {
            Self::Either
        }
    }
}

impl Moment {
    /// With day and month exchanged, if the cell allows both orders.
    pub fn swapped(self) -> Self {
        Self { day: swapped_day(self.day), ..self }
    }

    /// True if its day cannot be a month.
    pub fn is_above_twelve(self) -> bool {
        from_day(self.day).day() > 12
    }

    /// True if day and month can be exchanged and give another day.
    pub fn fits_both_ways(self) -> bool {
        let date = from_day(self.day);
        date.day() <= 12 && date.day() != date.month()
    }
}

/// The day with day and month exchanged; unchanged if there is no such day.
pub fn swapped_day(day: i32) -> i32 {
    let date = from_day(day);
    civil(date.year(), date.day(), date.month()).unwrap_or(day)
}

/// What a date cell holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MomentCell {
    /// Blank, or what programs write for "no day": "-", 01/01/1900, 01/01/0001.
    None,
    /// 01/01/1970, which a clock at zero shows: not a day, but not written on purpose either.
    Zero,
    /// A moment.
    At(Moment),
    /// Anything else; it is reported.
    Impossible,
}

const DAY: i64 = 86_400;
/// Offset of Vietnam's clock from UTC, in seconds.
const ZONE: i64 = 7 * 3_600;
/// Days that programs write for "no day": 01/01/1900 and 01/01/0001.
pub const NO_DAYS: [i32; 2] = [-25_567, -719_162];
/// Days that a dossier can lie in, 01/01/1901 to 31/12/2199; beyond them a date is impossible.
pub const DAYS: std::ops::RangeInclusive<i32> = -25202..=84005;

/// Days since 1970-01-01 of a calendar day, if there is such a day.
pub fn civil(year: i32, month: u32, day: u32) -> Option<i32> {
    NaiveDate::from_ymd_opt(year, month, day).map(|date| date.num_days_from_ce() - 719_163)
}

/// The year that two digits stand for: 00 to 69 are in this century. Any other number is returned unchanged.
pub fn full_year(year: i64) -> i64 {
    match year {
        ..70 => 2_000 + year,
        70..100 => 1_900 + year,
        _ => year,
    }
}

/// A day in ISO form: "2022-08-19".
pub fn iso(day: i32) -> String {
    let date = from_day(day);
    format!("{:04}-{:02}-{:02}", date.year(), date.month(), date.day())
}

/// The day of an ISO date such as "2022-08-19"; `None` if there is no such day.
pub fn of_iso(text: &str) -> Option<i32> {
    let fits =
        |(at, byte): (usize, u8)| if matches!(at, 4 | 7) { byte == b'-' } else { byte.is_ascii_digit() };
    let shaped = text.len() == 10 && text.bytes().enumerate().all(fits);
    let number = |from, to| text.get(from..to).filter(|_| shaped)?.parse::<u32>().ok();
    civil(number(0, 4)?.try_into().ok()?, number(5, 7)?, number(8, 10)?)
}

/// The calendar day of a number of days since 1970-01-01.
pub fn from_day(day: i32) -> NaiveDate {
    NaiveDate::from_num_days_from_ce_opt(day.saturating_add(719_163)).unwrap_or_default()
}

/// Reads any cell of a date column.
#[inline(always)]
pub fn moment(cell: Cell<'_>, epoch: Epoch) -> MomentCell {
    match cell {
        Cell::Empty => MomentCell::None,
        Cell::Error | Cell::Uncalculated => MomentCell::Impossible,
        Cell::Text(text) => parse_moment(text, epoch),
        Cell::Number(serial) | Cell::Date(serial) => from_serial(serial, epoch),
    }
}

/// Reads the text of a date cell; digits alone are an Excel serial of `epoch`.
#[inline]
pub fn parse_moment(text: &[u8], epoch: Epoch) -> MomentCell {
    match fixed_width(text) {
        Some(moment) => sift(moment),
        None => parse_other(text, epoch),
    }
}

#[inline(never)]
fn parse_other(text: &[u8], epoch: Epoch) -> MomentCell {
    let text = text.trim_ascii();
    if text.iter().all(|&byte| byte == b'-') {
        return MomentCell::None;
    }
    if let Some(moment) = run_of_digits(text) {
        return sift(moment);
    }
    if let Some(serial) = serial_text(text) {
        return from_serial(serial, epoch);
    }
    match any_form(text) {
        Some(moment) => sift(moment),
        None => with_words(text, epoch),
    }
}

/// Reads the text in a plain form, else with words around the day.
#[cold]
fn with_words(text: &[u8], epoch: Epoch) -> MomentCell {
    match unlike_typed(text) {
        Some(typed) => parse_moment(&typed, epoch),
        None => std::str::from_utf8(text).ok().and_then(spelled).map_or(MomentCell::Impossible, sift),
    }
}

/// True for an impossible date that has the day first: "31/02/2022".
pub fn is_day_first(text: &[u8]) -> bool {
    Cursor(text.trim_ascii()).is_day_first().unwrap_or(false)
}

/// The text without what programs add: web pages fill empty cells with a no-break space, and some programs
/// put an apostrophe before a text so that a spreadsheet does not convert it.
fn unlike_typed(text: &[u8]) -> Option<Vec<u8>> {
    let typed = typed(std::str::from_utf8(text).ok()?).into_bytes();
    (typed != text).then_some(typed)
}

/// Reads an Excel serial: days since the epoch; the fraction is the time, rounded to the second.
pub fn from_serial(serial: f64, epoch: Epoch) -> MomentCell {
    if !(0.0..2_958_466.0).contains(&serial) {
        return beyond_serials(serial);
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
    sift(at(days + first, (second > 0).then_some(second), Order::Fixed))
}

/// A number too large for a serial may be 20220819, or milliseconds since 1970.
#[cold]
fn beyond_serials(number: f64) -> MomentCell {
    let whole = number.fract() == 0.0 && number.abs() < 1e15;
    let moment = whole.then(|| run_of_digits((number as i64).to_string().as_bytes())).flatten();
    moment.map_or(MomentCell::Impossible, sift)
}

/// Separates the days that mean "no day" and the years that are impossible for a dossier.
#[inline]
fn sift(moment: Moment) -> MomentCell {
    if DAYS.contains(&moment.day) && moment.day != 0 {
        MomentCell::At(moment)
    } else if moment.day == 0 {
        MomentCell::Zero
    } else if NO_DAYS.contains(&moment.day) {
        MomentCell::None
    } else {
        MomentCell::Impossible
    }
}

fn at(day: i64, second: Option<i64>, order: Order) -> Moment {
    let (day, second) = (i32::try_from(day).unwrap_or(i32::MAX), second.and_then(|s| u32::try_from(s).ok()));
    Moment { day, second, order }
}

#[inline(always)]
fn time_of_day(hour: u32, minute: u32, second: u32) -> Option<u32> {
    (hour < 24 && minute < 60 && second < 60).then(|| hour * 3_600 + minute * 60 + second)
}

/// Digits with at most one point or comma are a serial that lost its format.
fn serial_text(text: &[u8]) -> Option<f64> {
    let marks = text.iter().filter(|byte| !byte.is_ascii_digit()).count();
    let plain = text.first()?.is_ascii_digit() && marks <= 1 && text.len() <= 20;
    let points = |byte: &u8| if *byte == b',' { b'.' } else { *byte };
    plain.then(|| number::parse(&text.iter().map(points).collect::<Vec<u8>>()))?
}
