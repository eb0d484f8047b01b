//! Days and times as exports write them: day first, always; ISO 8601; .NET `/Date(ms)/`; Excel serials. Local
//! time (UTC+7) with no conversion, but for instants that state a zone. Impossible dates are never repaired.

mod forms;
mod hot;
mod spelled;
#[cfg(test)]
mod tests;

use crate::read::{Cell, Epoch};
use crate::text::typed;
use chrono::{Datelike, NaiveDate};
use forms::{Cursor, any_form, run_of_digits};
pub(super) use hot::day_number;
use hot::fixed_width;
use spelled::spelled;

/// A day, and the time of day where the cell has one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// Days since 1970-01-01.
    pub day: i32,
    /// Seconds since midnight; none where the cell gives only a day.
    pub second: Option<u32>,
    /// Whether the cell leaves open which of day and month stands first.
    pub order: Order,
}

/// Which of day and month stands first in a cell, as far as its own text tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// Of no interest: the year stands first, the month is named, the cell is a serial, or both numbers are equal.
    Fixed,
    /// Only the day can.
    DayFirst,
    /// Either; read day first.
    Either,
    /// Only the month can; read so.
    MonthFirst,
}

impl Order {
    /// Of a day and a month, the day standing first.
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
    /// With day and month changing places, where both can be either.
    pub fn swapped(self) -> Self {
        Self { day: swapped_day(self.day), ..self }
    }

    /// True if its day can be no month.
    pub fn is_above_twelve(self) -> bool {
        from_day(self.day).day() > 12
    }

    /// True if day and month could change places, and would be another day.
    pub fn fits_both_ways(self) -> bool {
        let date = from_day(self.day);
        date.day() <= 12 && date.day() != date.month()
    }
}

/// The day with day and month changing places; itself where there is none.
pub fn swapped_day(day: i32) -> i32 {
    let date = from_day(day);
    civil(date.year(), date.day(), date.month()).unwrap_or(day)
}

/// What a date cell holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MomentCell {
    /// Nothing, or what systems write for nothing: "-", 01/01/1900, 01/01/0001.
    None,
    /// What a clock at zero shows, 01/01/1970: no day, but not what people write for it.
    Zero,
    /// A moment.
    At(Moment),
    /// Something else. To be reported.
    Impossible,
}

const DAY: i64 = 86_400;
/// Vietnam's clock, ahead of UTC, in seconds.
const ZONE: i64 = 7 * 3_600;
/// Days that systems write for "no day": 01/01/1900 and 01/01/0001.
pub const NO_DAYS: [i32; 2] = [-25_567, -719_162];
/// Days that a dossier can lie in, 01/01/1901 to 31/12/2199; beyond them a date is impossible.
pub const DAYS: std::ops::RangeInclusive<i32> = -25202..=84005;

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

/// A day as programs write it: "2022-08-19".
pub fn iso(day: i32) -> String {
    let date = from_day(day);
    format!("{:04}-{:02}-{:02}", date.year(), date.month(), date.day())
}

/// The day that is written so: "2022-08-19". None where there is no such day.
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
#[inline]
pub fn moment(cell: Cell<'_>, epoch: Epoch) -> MomentCell {
    match cell {
        Cell::Empty => MomentCell::None,
        Cell::Error | Cell::Uncalculated => MomentCell::Impossible,
        Cell::Text(text) => parse_moment(text, epoch),
        Cell::Number(serial) | Cell::Date(serial) => from_serial(serial, epoch),
    }
}

/// What [`parse_moment`] gives for the commonest shapes; none for others.
#[inline(always)]
pub fn usual_moment(text: &[u8]) -> Option<Moment> {
    // All other days of these years are days that a dossier can lie in.
    fixed_width(text).filter(|moment| moment.day != 0)
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

/// The text as one would type it, or with words about the day.
#[cold]
fn with_words(text: &[u8], epoch: Epoch) -> MomentCell {
    match unlike_typed(text) {
        Some(typed) => parse_moment(&typed, epoch),
        None => std::str::from_utf8(text).ok().and_then(spelled).map_or(MomentCell::Impossible, sift),
    }
}

/// True for a text that is no day but has the day first: "31/02/2022".
pub fn is_day_first(text: &[u8]) -> bool {
    Cursor(text.trim_ascii()).is_day_first().unwrap_or(false)
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

/// A number that is no serial may be 20220819, or milliseconds since 1970.
#[cold]
fn beyond_serials(number: f64) -> MomentCell {
    let whole = number.fract() == 0.0 && number.abs() < 1e15;
    let moment = whole.then(|| run_of_digits(number.to_string().as_bytes())).flatten();
    moment.map_or(MomentCell::Impossible, sift)
}

/// Sets aside the days that mean "no day", and years in which no dossier can lie.
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
    let text = plain.then(|| std::str::from_utf8(text).ok())??;
    text.replace(',', ".").parse().ok()
}
