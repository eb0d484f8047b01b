//! Calendar periods: weeks, months, quarters, half-years and years, limited by the question's days and the
//! as-of date.

use super::lane::Lane;
use crate::dossier::NO_DAY;
use crate::value::{civil, from_day};
use chrono::Datelike;

/// A kind of calendar period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Span {
    /// Key "2022-W09": Monday to Sunday, numbered by ISO 8601.
    Week,
    /// Key "2022-03".
    Month,
    /// Key "2022-Q1".
    Quarter,
    /// Key "2022-H1".
    Half,
    /// Key "2022".
    Year,
}

impl Span {
    /// Length in months; 1 for a week, where it is not used.
    fn months(self) -> u32 {
        match self {
            Self::Week | Self::Month => 1,
            Self::Quarter => 3,
            Self::Half => 6,
            Self::Year => 12,
        }
    }

    /// The key of the period that contains a day.
    pub fn key(self, day: i32) -> String {
        let date = from_day(day);
        let (year, number) = (date.year(), date.month0() / self.months() + 1);
        match self {
            Self::Week => format!("{:04}-W{:02}", date.iso_week().year(), date.iso_week().week()),
            Self::Month => format!("{year}-{number:02}"),
            Self::Quarter => format!("{year}-Q{number}"),
            Self::Half => format!("{year}-H{number}"),
            Self::Year => format!("{year}"),
        }
    }

    /// The first and last day of the period that contains a day.
    pub fn bounds(self, day: i32) -> (i32, i32) {
        let date = from_day(day);
        if self == Self::Week {
            let monday = day - date.weekday().num_days_from_monday().cast_signed();
            return (monday, monday + 6);
        }
        let first_month = date.month0() / self.months() * self.months() + 1;
        let after = first_month + self.months();
        let (next_year, next_month) = if after > 12 { (date.year() + 1, 1) } else { (date.year(), after) };
        let first = civil(date.year(), first_month, 1).unwrap_or(day);
        (first, civil(next_year, next_month, 1).map_or(day, |next| next - 1))
    }

    /// The first and last day of the period with this key. None if the key is not of this kind.
    pub fn of_key(self, key: &str) -> Option<(i32, i32)> {
        let (year, rest) = key.split_at_checked(4)?;
        let number = match self {
            Self::Week => return week_of_key(key),
            Self::Year => 1,
            Self::Month => rest.strip_prefix('-')?.parse().ok()?,
            Self::Quarter => rest.strip_prefix("-Q")?.parse().ok()?,
            Self::Half => rest.strip_prefix("-H")?.parse::<u32>().ok()?,
        };
        let month = number.checked_sub(1)?.checked_mul(self.months())?.checked_add(1)?;
        let bounds = self.bounds(civil(year.parse().ok()?, month, 1)?);
        (self.key(bounds.0) == key).then_some(bounds)
    }
}

/// The first and last day of the week with this key.
fn week_of_key(key: &str) -> Option<(i32, i32)> {
    let (year, week) = key.split_once("-W")?;
    let fourth = civil(year.parse().ok()?, 1, 4)?;
    let (first, _) = Span::Week.bounds(fourth);
    let bounds =
        Span::Week.bounds(first.checked_add(week.parse::<i32>().ok()?.checked_sub(1)?.checked_mul(7)?)?);
    (Span::Week.key(bounds.0) == key).then_some(bounds)
}

/// The days of one period, first and last included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// First day.
    pub first: i32,
    /// Last day.
    pub last: i32,
}

/// Consecutive periods without a gap, with a lookup by day.
#[derive(Debug, Clone)]
pub struct PeriodIndex {
    periods: Vec<Period>,
    first: i32,
    last: i32,
    /// Period number of each day from the first on; the entry after the last day means "no period".
    of_day: Vec<u32>,
}

impl PeriodIndex {
    /// One period. Empty if `first` is after `last`.
    pub fn whole(first: i32, last: i32) -> Self {
        let periods = if first <= last { vec![Period { first, last }] } else { Vec::new() };
        Self::of(periods, first, last, Vec::new())
    }

    /// The calendar periods of `first..=last`; the outer two are cut to these days. With several spans, every
    /// boundary of any span begins a new period. `first` must not be millennia before `last`, because one
    /// number is stored per day.
    pub fn calendar(spans: &[Span], first: i32, last: i32) -> Self {
        let (mut periods, mut of_day, mut day) = (Vec::new(), Vec::new(), first);
        while day <= last {
            let end = spans.iter().map(|span| span.bounds(day).1).fold(last, i32::min);
            let number = u32::try_from(periods.len()).unwrap_or(u32::MAX);
            of_day.extend((day..=end).map(|_| number));
            periods.push(Period { first: day, last: end });
            day = end + 1;
        }
        of_day.push(u32::try_from(periods.len()).unwrap_or(u32::MAX));
        Self::of(periods, first, last, of_day)
    }

    fn of(periods: Vec<Period>, first: i32, last: i32, of_day: Vec<u32>) -> Self {
        let (first, last) = if periods.is_empty() { (i32::MAX, i32::MIN) } else { (first, last) };
        Self { periods, first, last, of_day }
    }

    /// Number of periods.
    pub fn len(&self) -> usize {
        self.periods.len()
    }

    /// First day of a period.
    pub fn first_of(&self, number: usize) -> i32 {
        self.periods.get(number).map_or(self.first, |period| period.first)
    }

    /// Last day of a period.
    #[inline]
    pub fn last_of(&self, number: usize) -> i32 {
        self.periods.get(number).map_or(self.last, |period| period.last)
    }

    /// First day of all periods; later than [`Self::last`] if there are none.
    pub fn first(&self) -> i32 {
        self.first
    }

    /// Last day of all periods.
    pub fn last(&self) -> i32 {
        self.last
    }

    /// Number of the period that contains a day, which must be between the first and the last day.
    #[inline]
    pub fn number(&self, day: i32) -> usize {
        let offset = day.wrapping_sub(self.first).cast_unsigned() as usize;
        self.of_day.get(offset).map_or(0, |number| *number as usize)
    }

    /// Writes the number of the period that contains each day; [`Self::len`] if no period does or the day is
    /// missing.
    #[inline(never)]
    pub fn numbers(&self, days: &Lane<i32>, numbers: &mut Lane<u32>) {
        let Some(none) = self.of_day.len().checked_sub(1) else { return self.within(days, numbers) };
        let none = u32::try_from(none).unwrap_or(u32::MAX);
        for (number, day) in numbers.iter_mut().zip(days) {
            *number = day.wrapping_sub(self.first).cast_unsigned().min(none);
        }
        for number in numbers {
            *number = self.of_day.get(*number as usize).copied().unwrap_or(none);
        }
    }

    /// The version of [`Self::numbers`] for a single period.
    fn within(&self, days: &Lane<i32>, numbers: &mut Lane<u32>) {
        let first = self.first.max(NO_DAY + 1);
        for (number, day) in numbers.iter_mut().zip(days) {
            *number = if (*day >= first) & (*day <= self.last) { 0 } else { self.periods.len() as u32 };
        }
    }

    /// Writes the last day of each period; the last day of all periods where there is none.
    #[inline(never)]
    pub fn ends(&self, numbers: &Lane<u32>, ends: &mut Lane<i32>) {
        for (end, number) in ends.iter_mut().zip(numbers) {
            *end = self.last_of(*number as usize);
        }
    }

    /// Number of the first period that ends after a day; [`Self::len`] if no period does.
    #[inline]
    pub fn ending_after(&self, day: i32) -> usize {
        if day < self.first() {
            0
        } else if day >= self.last() {
            self.periods.len()
        } else {
            let number = self.number(day);
            number + usize::from(self.periods.get(number).is_none_or(|period| period.last <= day))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> i32 {
        use chrono::NaiveDate;
        text.parse::<NaiveDate>().unwrap().num_days_from_ce() - 719_163
    }

    #[test]
    fn keys_give_first_and_last_days() {
        let at = day("2022-11-30");
        assert_eq!(Span::Month.key(at), "2022-11");
        assert_eq!(Span::Quarter.key(at), "2022-Q4");
        assert_eq!(Span::Half.key(at), "2022-H2");
        assert_eq!(Span::Year.key(at), "2022");
        assert_eq!(Span::Quarter.bounds(at), (day("2022-10-01"), day("2022-12-31")));
        assert_eq!(Span::Month.bounds(day("2024-02-03")), (day("2024-02-01"), day("2024-02-29")));
        assert_eq!(Span::Half.of_key("2022-H1"), Some((day("2022-01-01"), day("2022-06-30"))));
        for bad in ["2022-Q5", "2022-Q0", "22-Q1", "2022", "2022-q1", ""] {
            assert_eq!(Span::Quarter.of_key(bad), None, "{bad}");
        }
        for (at, key, monday) in [
            ("2022-03-06", "2022-W09", "2022-02-28"),
            ("2021-01-03", "2020-W53", "2020-12-28"),
            ("2024-12-30", "2025-W01", "2024-12-30"),
        ] {
            let week = (day(monday), day(monday) + 6);
            assert_eq!((Span::Week.key(day(at)).as_str(), Span::Week.bounds(day(at))), (key, week));
            assert_eq!(Span::Week.of_key(key), Some(week));
        }
        for bad in ["2021-W53", "2022-W00", "2022-W9", "2022-w09", "2022-W099999999999", "2022"] {
            assert_eq!(Span::Week.of_key(bad), None, "{bad}");
        }
    }

    #[test]
    fn periods_are_cut_and_searched() {
        let grid = PeriodIndex::calendar(&[Span::Quarter], day("2022-02-15"), day("2022-08-19"));
        let ends: Vec<_> = (0..grid.len()).map(|number| grid.last_of(number)).collect();
        assert_eq!(ends, [day("2022-03-31"), day("2022-06-30"), day("2022-08-19")]);
        assert_eq!(grid.number(day("2022-04-01")), 1);
        assert_eq!(grid.ending_after(day("2022-03-30")), 0);
        assert_eq!(grid.ending_after(day("2022-03-31")), 1);
        assert_eq!(grid.ending_after(day("2022-08-19")), 3);
        assert_eq!(grid.ending_after(day("2000-01-01")), 0);
        assert!(PeriodIndex::calendar(&[Span::Year], 5, 4).len() == 0);
        let both = PeriodIndex::calendar(&[Span::Week, Span::Month], day("2022-02-27"), day("2022-03-07"));
        let ends: Vec<_> = (0..both.len()).map(|number| both.last_of(number)).collect();
        assert_eq!(ends, ["2022-02-27", "2022-02-28", "2022-03-06", "2022-03-07"].map(day));
    }
}
