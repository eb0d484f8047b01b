//! Working days and hours. Days off are weekends, except those listed as worked, and the holidays in
//! `holidays.tsv`. The user can add days off and days worked.

use super::{Moment, civil};
use crate::order::arrange;

/// Hours of a working day: 7:30 to 11:30 and 13:30 to 17:00, in seconds since midnight.
const SHIFTS: [(i64, i64); 2] = [(27_000, 41_400), (48_600, 61_200)];
/// Seconds worked on a working day.
const WORKED: i64 = 27_000;
/// Longest time to accept a dossier without being late: eight working hours.
const EIGHT_HOURS: i64 = 8 * 3_600;
/// The days of the years whose holidays are listed, 2019 to 2027; the last is a projection.
const LISTED: std::ops::Range<i32> = 17_897..21_184;

/// A calendar of working days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkingDays {
    /// Weekdays off and weekend days worked, in order. Each has the balance of all exceptions up to it: +1
    /// for a day worked, -1 for a day off.
    exceptions: Vec<(i32, i32)>,
}

impl Default for WorkingDays {
    fn default() -> Self {
        Self::with(&[], &[])
    }
}

impl WorkingDays {
    /// The listed days, plus these days off and on. If a day is in both, it is worked.
    pub fn with(off: &[i32], on: &[i32]) -> Self {
        let given = off.iter().map(|day| (*day, false)).chain(on.iter().map(|day| (*day, true)));
        let mut worked: Vec<(i32, bool)> = listed().chain(given).collect();
        // The sort is stable, so the last statement about a day stays last.
        arrange(&mut worked, |one, next| one.0.cmp(&next.0));
        let mut balance = 0;
        let last = worked.chunk_by(|one, next| one.0 == next.0).filter_map(|day| day.last());
        let exceptions = last.filter(|(day, worked)| is_weekday(*day) != *worked).map(|(day, worked)| {
            balance += if *worked { 1 } else { -1 };
            (*day, balance)
        });
        Self { exceptions: exceptions.collect() }
    }

    /// True if the holidays of the day's year are listed.
    #[inline]
    pub fn knows(day: i32) -> bool {
        LISTED.contains(&day)
    }

    /// Working days after one day, up to and including another; negative if the second day is earlier.
    pub fn between(&self, after: i32, until: i32) -> i32 {
        (self.before(i64::from(until) + 1) - self.before(i64::from(after) + 1)) as i32
    }

    /// True if the day is a weekend or a holiday, and not worked.
    pub fn is_off(&self, day: i32) -> bool {
        self.between(day.saturating_sub(1), day) == 0
    }

    /// True if a dossier filed at one moment was accepted late at another (docs/reference.md, "Definitions"):
    /// more than eight working hours later or, if either has no time of day, later than the next working day.
    pub fn accepted_late(&self, filed: Moment, received: Moment) -> bool {
        // A working day has less than eight hours.
        if received.day <= filed.day {
            return false;
        }
        match (filed.second, received.second) {
            (Some(from), Some(to)) => {
                self.worked(received.day, to) - self.worked(filed.day, from) > EIGHT_HOURS
            }
            _ => self.between(filed.day, received.day - 1) > 0,
        }
    }

    /// Working days before a day, counted from 29/12/1969.
    fn before(&self, day: i64) -> i64 {
        // 29/12/1969 was a Monday.
        let since = day + 3;
        let weekdays = since.div_euclid(7) * 5 + since.rem_euclid(7).min(5);
        let passed = self.exceptions.partition_point(|(exception, _)| i64::from(*exception) < day);
        let balance = passed.checked_sub(1).and_then(|last| self.exceptions.get(last));
        weekdays + balance.map_or(0, |(_, balance)| i64::from(*balance))
    }

    /// Seconds worked before a moment, counted from 29/12/1969.
    fn worked(&self, day: i32, second: u32) -> i64 {
        let (before, today) = (self.before(day.into()), self.before(i64::from(day) + 1));
        let passed = |(from, to): (i64, i64)| (i64::from(second) - from).clamp(0, to - from);
        before * WORKED + (today - before) * SHIFTS.map(passed).iter().sum::<i64>()
    }
}

fn is_weekday(day: i32) -> bool {
    (i64::from(day) + 3).rem_euclid(7) < 5
}

/// The listed days, with true for a weekend day that is worked and false for a day off.
fn listed() -> impl Iterator<Item = (i32, bool)> {
    let lines = include_str!("holidays.tsv").lines().filter(|line| !line.starts_with('#'));
    lines.flat_map(|line| {
        let mut words = line.split_ascii_whitespace();
        let worked = words.next() == Some("on");
        let year = words.next().and_then(|year| year.parse().ok());
        words.filter_map(move |day| {
            let (month, day) = day.split_once('-')?;
            Some((civil(year?, month.parse().ok()?, day.parse().ok()?)?, worked))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::super::Order;
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    fn day(text: &str) -> i32 {
        let numbers: Vec<u32> = text.split('-').map(|number| number.parse().unwrap()).collect();
        civil(numbers[0].cast_signed(), numbers[1], numbers[2]).unwrap()
    }

    #[test]
    fn every_listed_day_is_read() {
        assert_eq!(listed().count(), 131);
        assert_eq!(listed().filter(|(_, worked)| *worked).count(), 5);
        assert!(listed().all(|(day, _)| WorkingDays::knows(day)));
        assert!(!WorkingDays::knows(day("2018-12-31")) && !WorkingDays::knows(day("2028-01-01")));
        assert!(WorkingDays::knows(day("2019-01-01")) && WorkingDays::knows(day("2027-12-31")));
    }

    #[test]
    fn days_off_do_not_count() {
        let days = WorkingDays::default();
        for (after, until, count) in [
            ("2022-08-19", "2022-08-22", 1),
            ("2022-08-19", "2022-08-21", 0),
            ("2022-08-31", "2022-09-05", 1),
            ("2022-08-22", "2022-08-19", -1),
            ("2024-05-03", "2024-05-04", 1),
            ("2022-08-19", "2022-08-19", 0),
        ] {
            assert_eq!(days.between(day(after), day(until)), count, "{after} {until}");
        }
        let own = WorkingDays::with(&[day("2022-08-22")], &[day("2022-08-20"), day("2022-09-01")]);
        assert_eq!(own.between(day("2022-08-19"), day("2022-08-22")), 1);
        assert_eq!(own.between(day("2022-08-31"), day("2022-09-05")), 2);
    }

    #[test]
    fn acceptance_in_working_time() {
        let days = WorkingDays::default();
        let at = |text: &str| {
            let (date, time) = text.split_once(' ').unwrap_or((text, ""));
            let second = time.split_once(':').map(|(hour, minute)| {
                hour.parse::<u32>().unwrap() * 3_600 + minute.parse::<u32>().unwrap() * 60
            });
            Moment { day: day(date), second, order: Order::Fixed }
        };
        for (filed, received, late) in [
            // Thursday and Friday: 30 minutes, then 7 hours 30.
            ("2022-08-18 16:30", "2022-08-19 17:00", false),
            ("2022-08-18 16:29", "2022-08-19 17:00", true),
            // Over a weekend: what is filed on a day off counts from the next working day.
            ("2022-08-19 16:30", "2022-08-22 17:00", false),
            ("2022-08-20 09:00", "2022-08-23 08:00", false),
            ("2022-08-20 09:00", "2022-08-23 08:01", true),
            ("2022-08-18 07:30", "2022-08-18 23:59", false),
            ("2022-08-19", "2022-08-22 17:00", false),
            ("2022-08-19 08:00", "2022-08-22", false),
            ("2022-08-19", "2022-08-23", true),
            ("2022-08-18", "2022-08-20", true),
            ("2022-08-19", "2022-08-21", false),
            ("2022-08-19", "2022-08-01", false),
        ] {
            assert_eq!(days.accepted_late(at(filed), at(received)), late, "{filed} {received}");
        }
    }

    proptest! {
        /// Counting day by day gives the same result.
        #[test]
        fn between_equals_counting_day_by_day(after in 17_800_i32..21_400, length in 0_i32..600) {
            let days = WorkingDays::default();
            let table: BTreeMap<i32, bool> = listed().collect();
            let is_worked = |day: &i32| table.get(day).copied().unwrap_or((day + 3).rem_euclid(7) < 5);
            let count = (after + 1..=after + length).filter(is_worked).count();
            prop_assert_eq!(days.between(after, after + length), count as i32);
            prop_assert_eq!(days.between(after + length, after), -(count as i32));
        }
    }
}
