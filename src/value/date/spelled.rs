//! Days with words around them: "10h30 ngày 10/11/2025", "ngày 10 tháng 11 năm 2025", "Thứ Hai, 10/11/2025",
//! "10/11/2025 Còn 5 ngày", and what JavaScript prints. Used only if no plain form fits, so speed does not
//! matter.

use super::forms::{Cursor, shifted};
use super::{Moment, Order, at, civil, full_year};
use crate::text::fold_words;

/// Words that may precede a day or a time without changing it: weekdays, "ngày", "lúc".
const BEFORE: [&str; 28] = [
    "ngay", "luc", "vao", "hoi", "thu", "hai", "ba", "tu", "nam", "sau", "bay", "chu", "nhat", "cn", "t2",
    "t3", "t4", "t5", "t6", "t7", "mon", "tue", "wed", "thu", "fri", "sat", "sun", "gio",
];
/// English months, by their first three letters.
const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
/// Maximum number of words read; no cell with a day has more.
const WORDS: usize = 40;

/// Reads a day with words around it; `None` if there is no day, more than one day, or an unknown word before
/// it.
pub fn spelled(text: &str) -> Option<Moment> {
    let words = text.split([' ', '\t', '\n', '\r']).flat_map(month_apart);
    let words: Vec<SpelledWord> = words.filter_map(SpelledWord::of).take(WORDS).collect();
    let mut reading = SpelledReader { words: &words, second: None };
    let (day, order) = reading.day()?;
    reading.skip(&["luc", "vao", "hoi"]);
    let second = reading.second.or_else(|| reading.time());
    let shift = reading.zone();
    reading.is_remark().then_some(())?;
    Some(match second {
        Some(second) => shifted(day, second, shift, order),
        None => at(day.into(), None, order),
    })
}

/// Splits `10-NOV-25`, as Oracle writes days; any other word stays whole.
fn month_apart(word: &str) -> impl Iterator<Item = &str> {
    let inner = word.trim_matches(|ch: char| ch.is_ascii_digit());
    let named = inner.strip_prefix('-').and_then(|inner| inner.strip_suffix('-'));
    let splits =
        named.is_some_and(|name| name.len() == 3 && name.bytes().all(|byte| byte.is_ascii_alphabetic()));
    word.split(move |ch| splits && ch == '-')
}

/// A word without surrounding brackets and commas: as written, and folded.
struct SpelledWord {
    raw: String,
    folded: String,
}

impl SpelledWord {
    fn of(text: &str) -> Option<Self> {
        let raw = text.trim_matches(|ch: char| !ch.is_alphanumeric() && !matches!(ch, '+' | '-'));
        let raw = raw.trim_matches('-');
        (!raw.is_empty()).then(|| Self { raw: raw.to_owned(), folded: fold_words(raw) })
    }

    fn number(&self) -> Option<i64> {
        let short = self.raw.len() <= 4 && self.raw.bytes().all(|byte| byte.is_ascii_digit());
        self.raw.parse().ok().filter(|_| short)
    }

    /// The month of an English name or its beginning.
    fn month(&self) -> Option<u32> {
        let name =
            self.folded.get(..3).filter(|_| self.raw.bytes().all(|byte| byte.is_ascii_alphabetic()))?;
        (1..).zip(MONTHS).find(|(_, month)| *month == name).map(|(number, _)| number)
    }

    /// True for a day or a time; a remark contains neither.
    fn is_moment(&self) -> bool {
        let mut cursor = Cursor(self.raw.as_bytes());
        cursor.clone().date().is_some() || cursor.time().is_some()
    }
}

/// Reads the words of a cell in order.
struct SpelledReader<'a> {
    words: &'a [SpelledWord],
    second: Option<i64>,
}

impl SpelledReader<'_> {
    fn skip(&mut self, words: &[&str]) -> bool {
        let Some((first, rest)) = self.words.split_first() else { return false };
        let found = words.contains(&first.folded.as_str());
        self.words = if found { rest } else { self.words };
        found
    }

    /// The day, and the time if it stands before it.
    fn day(&mut self) -> Option<(i32, Order)> {
        for _ in 0..8 {
            if let Some(day) =
                self.plain_day().or_else(|| self.vietnamese_day()).or_else(|| self.english_day())
            {
                return Some(day);
            }
            match self.time() {
                Some(second) if self.second.is_none() => self.second = Some(second),
                Some(_) => return None,
                // "Thứ 2": the number is the weekday's, "Ngày:" may touch the day.
                None => self.skip(&BEFORE).then(|| self.skip_weekday())?,
            }
        }
        None
    }

    fn skip_weekday(&mut self) {
        let weekday =
            self.words.first().and_then(SpelledWord::number).is_some_and(|number| (2..=7).contains(&number));
        let day_follows = self.words.get(1).is_some_and(|word| word.folded == "thang");
        if weekday && !day_follows {
            self.words = self.words.get(1..).unwrap_or_default();
        }
    }

    /// 10/11/2025
    fn plain_day(&mut self) -> Option<(i32, Order)> {
        let (first, rest) = self.words.split_first()?;
        let mut cursor = Cursor(first.raw.as_bytes());
        let day = cursor.date().filter(|_| cursor.0.is_empty())?;
        self.words = rest;
        Some(day)
    }

    /// 10 tháng 11 năm 2025
    fn vietnamese_day(&mut self) -> Option<(i32, Order)> {
        let [day, thang, month, nam, year, rest @ ..] = self.words else { return None };
        let named = thang.folded == "thang" && matches!(nam.folded.as_str(), "nam");
        let found = made(year.number()?, month.number()?, day.number()?).filter(|_| named)?;
        self.words = rest;
        Some((found, Order::Fixed))
    }

    /// Nov 10 2025, 10 Nov 2025, 10-NOV-25
    fn english_day(&mut self) -> Option<(i32, Order)> {
        let [first, second, year, rest @ ..] = self.words else { return None };
        let (month, day) = match (first.month(), second.month()) {
            (Some(month), None) => (month, second.number()?),
            (None, Some(month)) => (month, first.number()?),
            _ => return None,
        };
        let found = made(year.number()?, month.into(), day)?;
        self.words = rest;
        Some((found, Order::Fixed))
    }

    /// 10:30, 10:30:15 CH, 10h30, 10 giờ 30 phút
    fn time(&mut self) -> Option<i64> {
        let (first, rest) = self.words.split_first()?;
        let half = rest.first().filter(|word| matches!(word.folded.as_str(), "am" | "pm" | "sa" | "ch"));
        let text = match half {
            Some(half) => format!("{} {}", first.raw, half.raw),
            None => first.raw.clone(),
        };
        let mut cursor = Cursor(text.as_bytes());
        if let Some(second) = cursor.time().filter(|_| cursor.0.is_empty()) {
            self.words = rest.get(usize::from(half.is_some())..).unwrap_or_default();
            return Some(second);
        }
        self.hours()
    }

    /// 10h30, 10g30, 10h, 10 giờ 30 phút
    fn hours(&mut self) -> Option<i64> {
        let (first, rest) = self.words.split_first()?;
        let mut rest = rest;
        let (hour, minute) = match first.folded.split_once(['h', 'g']) {
            Some((hour, minute)) => (hour.to_owned(), minute.trim_start_matches("io").to_owned()),
            None => {
                let [gio, after @ ..] = rest else { return None };
                (gio.folded == "gio").then_some(())?;
                let minute = after.first().filter(|word| word.number().is_some() && word.raw.len() <= 2);
                rest = after.get(usize::from(minute.is_some())..).unwrap_or_default();
                (first.folded.clone(), minute.map_or(String::new(), |word| word.raw.clone()))
            }
        };
        let number = |text: &str| if text.is_empty() { Some(0) } else { text.parse::<u32>().ok() };
        let second = super::time_of_day(hour.parse().ok()?, number(minute.trim_end_matches("ph"))?, 0)?;
        self.words = rest;
        self.skip(&["phut", "p"]);
        Some(second.into())
    }

    /// GMT+0700, UTC, +07:00; seconds to add to reach Vietnam's clock.
    fn zone(&mut self) -> i64 {
        let Some((first, rest)) = self.words.split_first() else { return 0 };
        let named = first.raw.strip_prefix("GMT").or_else(|| first.raw.strip_prefix("UTC"));
        let text = match named {
            Some("") => "Z",
            Some(shift) => shift,
            None if first.raw.starts_with(['+', '-']) => &first.raw,
            None => return 0,
        };
        let mut cursor = Cursor(text.as_bytes());
        let shift = cursor.zone().filter(|_| cursor.0.is_empty());
        self.words = if shift.is_some() { rest } else { self.words };
        shift.unwrap_or(0)
    }

    /// True if the remaining words contain no other day.
    fn is_remark(&self) -> bool {
        let worded = |word: &SpelledWord| word.raw.starts_with(char::is_alphabetic);
        self.words.first().is_none_or(worded) && !self.words.iter().any(SpelledWord::is_moment)
    }
}

fn made(year: i64, month: i64, day: i64) -> Option<i32> {
    let part = |number: i64| u32::try_from(number).ok();
    civil(i32::try_from(full_year(year)).ok()?, part(month)?, part(day)?)
}
