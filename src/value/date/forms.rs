//! Dates of digits and separators: a day, optionally a time and a zone; or the time first.

use super::{DAY, Moment, Order, ZONE, at, civil, full_year, time_of_day};

/// Reads every form except the commonest (`hot.rs`) and those with words (`spelled.rs`).
pub fn any_form(text: &[u8]) -> Option<Moment> {
    let mut rest = Cursor(text);
    if rest.eat_all(b"/Date(") {
        return net_date(rest);
    }
    rest.clone().date_first().or_else(|| rest.time_first())
}

/// `/Date(1660894200000)/`, with or without a zone. The zone only says how it was displayed: the number is
/// always UTC.
fn net_date(mut rest: Cursor<'_>) -> Option<Moment> {
    let sign = if rest.eat(b'-') { -1 } else { 1 };
    let milliseconds = rest.digits(1..=15)?.0;
    let closed = rest.0.iter().skip_while(|byte| byte.is_ascii_digit() || matches!(byte, b'+' | b'-'));
    closed.eq(b")/").then(|| instant(sign * milliseconds))
}

/// The moment on Vietnam's clock, from milliseconds since 1970 in UTC.
pub fn instant(milliseconds: i64) -> Moment {
    let local = milliseconds.div_euclid(1_000).saturating_add(ZONE);
    at(local.div_euclid(DAY), Some(local.rem_euclid(DAY)), Order::Fixed)
}

/// Only digits, too many for a serial: `20220819`, `202208191230`, `20220819123000`, or milliseconds since
/// 1970.
pub fn run_of_digits(text: &[u8]) -> Option<Moment> {
    let digits = text.strip_prefix(b"-").unwrap_or(text);
    if !(8..=15).contains(&digits.len()) || !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let value = digits.iter().fold(0_i64, |value, digit| value * 10 + i64::from(digit - b'0'));
    let compact = || (digits.len() == text.len()).then(|| compact(value, digits.len()))?;
    compact().or_else(|| (digits.len() >= 12).then(|| instant(if text == digits { value } else { -value })))
}

/// `yyyyMMdd`, followed by nothing, `HHmm` or `HHmmss`.
fn compact(value: i64, digits: usize) -> Option<Moment> {
    let (date, time) = match digits {
        8 => (value, None),
        12 => (value / 10_000, Some(value % 10_000 * 100)),
        14 => (value / 1_000_000, Some(value % 1_000_000)),
        _ => return None,
    };
    let part = |value: i64| u32::try_from(value).ok();
    let day = civil(i32::try_from(date / 10_000).ok()?, part(date / 100 % 100)?, part(date % 100)?)?;
    let second = match time {
        Some(time) => Some(time_of_day(part(time / 10_000)?, part(time / 100 % 100)?, part(time % 100)?)?),
        None => None,
    };
    Some(Moment { day, second, order: Order::Fixed })
}

/// The rest of a date's text.
#[derive(Clone)]
pub struct Cursor<'a>(pub &'a [u8]);

impl Cursor<'_> {
    pub fn eat(&mut self, byte: u8) -> bool {
        self.eat_all(&[byte])
    }

    fn eat_all(&mut self, bytes: &[u8]) -> bool {
        let rest = self.0.strip_prefix(bytes);
        self.0 = rest.unwrap_or(self.0);
        rest.is_some()
    }

    /// A run of digits: its value and its length.
    pub fn digits(&mut self, length: std::ops::RangeInclusive<usize>) -> Option<(i64, usize)> {
        let count = self.0.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let (digits, rest) = self.0.split_at_checked(count).filter(|_| length.contains(&count))?;
        self.0 = rest;
        Some((digits.iter().fold(0, |value, &byte| value * 10 + i64::from(byte - b'0')), count))
    }

    pub fn small(&mut self) -> Option<u32> {
        u32::try_from(self.digits(1..=2)?.0).ok()
    }

    /// A date, then optionally a time and a zone.
    fn date_first(mut self) -> Option<Moment> {
        let (day, order) = self.date()?;
        if self.0.is_empty() {
            return Some(at(day.into(), None, order));
        }
        if !self.eat(b'T') {
            self.gap()?;
        }
        let second = self.time()?;
        let shift = self.zone()?;
        self.0.is_empty().then(|| shifted(day, second, shift, order))
    }

    /// A time, then a date: `08:30 19/08/2022`.
    fn time_first(mut self) -> Option<Moment> {
        let second = self.time()?;
        self.gap()?;
        let (day, order) = self.date()?;
        self.0.is_empty().then(|| at(day.into(), Some(second), order))
    }

    /// `d/M/yyyy`, `d-M-yy`, `d.M.yyyy`, or year first if it has four digits. The month comes first if only
    /// the first number can be a month.
    pub fn date(&mut self) -> Option<(i32, Order)> {
        let (first, width) = self.digits(1..=4)?;
        let separator = *self.0.first().filter(|byte| matches!(byte, b'/' | b'-' | b'.'))?;
        self.eat(separator);
        let second = i64::from(self.small()?);
        self.eat(separator).then_some(())?;
        let (last, last_width) = self.digits(1..=4)?;
        let (year, month, day, order) = match (width, last_width) {
            (4, 1 | 2) => (first, second, last, Order::Fixed),
            (1 | 2, 2 | 4) if second > 12 => (last, first, second, Order::MonthFirst),
            (1 | 2, 2 | 4) => (last, second, first, Order::of(first, second)),
            _ => return None,
        };
        let year = if last_width == 2 && width != 4 { full_year(year) } else { year };
        let part = |number: i64| u32::try_from(number).ok();
        Some((civil(i32::try_from(year).ok()?, part(month)?, part(day)?)?, order))
    }

    /// True if only the second of the first two numbers can be a month.
    pub fn is_day_first(&mut self) -> Option<bool> {
        let first = self.small()?;
        let separator = *self.0.first().filter(|byte| matches!(byte, b'/' | b'-' | b'.'))?;
        self.eat(separator);
        let second = self.small()?;
        Some(first > 12 && second <= 12 && self.eat(separator))
    }

    /// `HH:mm`, `HH:mm:ss`, `HH:mm:ss.fff`, optionally followed by AM, PM, SA or CH; in seconds since
    /// midnight.
    pub fn time(&mut self) -> Option<i64> {
        let hour = self.small()?;
        self.eat(b':').then_some(())?;
        let minute = self.small()?;
        let second = if self.eat(b':') { self.small()? } else { 0 };
        if self.eat(b'.') || self.eat(b',') {
            self.digits(1..=9)?;
        }
        time_of_day(self.half_day(hour)?, minute, second).map(i64::from)
    }

    /// The hour of the day, adjusted by a following AM or PM mark.
    fn half_day(&mut self, hour: u32) -> Option<u32> {
        let text = self.0.trim_ascii_start();
        let Some((mark, rest)) = text.split_at_checked(2) else { return Some(hour) };
        let half = match mark.to_ascii_uppercase().as_slice() {
            b"AM" | b"SA" => 0,
            b"PM" | b"CH" => 12,
            _ => return Some(hour),
        };
        self.0 = rest;
        (1..=12).contains(&hour).then_some(hour % 12 + half)
    }

    /// Seconds from the stated zone (`Z`, `+07`, `+0700`, `+07:00`) to Vietnam's clock; 0 if no zone is
    /// stated.
    pub fn zone(&mut self) -> Option<i64> {
        if self.0.is_empty() {
            return Some(0);
        }
        if self.eat(b'Z') {
            return Some(ZONE);
        }
        let sign = if self.eat(b'-') { -1 } else { self.eat(b'+').then_some(1)? };
        let (hours, minutes) = match self.digits(2..=4)? {
            (both, 4) => (both / 100, both % 100),
            (hours, 2) if self.eat(b':') => (hours, self.digits(2..=2)?.0),
            (hours, 2) => (hours, 0),
            _ => return None,
        };
        (hours < 15 && minutes < 60).then_some(ZONE - sign * (hours * 3_600 + minutes * 60))
    }

    /// The blanks between date and time, at least one; they may include a dash or a comma.
    fn gap(&mut self) -> Option<()> {
        let count = self.0.iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'-' | b',')).count();
        let (gap, rest) = self.0.split_at_checked(count).filter(|(gap, _)| gap.contains(&b' '))?;
        self.0 = rest;
        (gap.len() <= 4).then_some(())
    }
}

/// The moment so many seconds into a day, `shift` seconds later.
pub fn shifted(day: i32, second: i64, shift: i64, order: Order) -> Moment {
    let local = i64::from(day) * DAY + second + shift;
    at(local.div_euclid(DAY), Some(local.rem_euclid(DAY)), order)
}
