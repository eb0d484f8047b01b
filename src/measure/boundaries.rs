//! The boundaries of lives (docs/reference.md, "Lives"): the last days of whole months or quarters, and the
//! day of the cut, which splits its period in two.

use super::Span;
use super::choice::choice;
use crate::value::{DAYS, civil};

choice! {
    /// How long the periods of lives are.
    #[derive(Default)]
    Grain: "grain" {
        /// Calendar months.
        #[default]
        Month = "month",
        /// Calendar quarters.
        Quarter = "quarter",
    }
}

impl Grain {
    fn span(self) -> Span {
        match self {
            Self::Month => Span::Month,
            Self::Quarter => Span::Quarter,
        }
    }
}

/// Days for which the period is looked up: these years are in most lists.
const YEARS: (i32, i32) = (1990, 2060);

/// The periods of lives. A period is named by its last day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Boundaries {
    grain: Grain,
    cut: i32,
    first: i32,
    /// Last day of the period of each day from the first on.
    last_of: Vec<i32>,
}

impl Boundaries {
    /// The periods of a grain, one of them cut after the day `cut`.
    pub fn new(grain: Grain, cut: i32) -> Self {
        let first = civil(YEARS.0, 1, 1).unwrap_or_default();
        let end = civil(YEARS.1, 1, 1).unwrap_or_default();
        let mut boundaries = Self { grain, cut, first, last_of: Vec::new() };
        let (mut day, mut last_of) = (first, Vec::new());
        while day < end {
            let last = boundaries.last_day(day);
            last_of.extend((day..=last).map(|_| last));
            day = last.saturating_add(1);
        }
        boundaries.last_of = last_of;
        boundaries
    }

    /// The length of the periods.
    pub fn grain(&self) -> Grain {
        self.grain
    }

    /// The day after which a period is cut.
    pub fn cut(&self) -> i32 {
        self.cut
    }

    /// The last day of the period that contains a day.
    pub fn last_of(&self, day: i32) -> i32 {
        let place = usize::try_from(day.wrapping_sub(self.first)).ok();
        place.and_then(|place| self.last_of.get(place)).copied().unwrap_or_else(|| self.last_day(day))
    }

    fn last_day(&self, day: i32) -> i32 {
        let (first, last) = self.grain.span().bounds(day);
        // A life that ended early has its appointment on the day after: that must be a day that can be read.
        let last = last - i32::from(last == *DAYS.end());
        if (first..last).contains(&self.cut) && day <= self.cut { self.cut } else { last }
    }

    /// True if a period ends on this day.
    pub fn ends_on(&self, day: i32) -> bool {
        self.last_of(day) == day
    }

    /// The boundary nearest to a day; of two the earlier.
    pub fn nearest(&self, day: i32) -> i32 {
        let next = self.last_of(day);
        let (first, _) = self.grain.span().bounds(day);
        let before = if (first..day).contains(&self.cut) { self.cut } else { first.saturating_sub(1) };
        let is_nearer = day.saturating_sub(before) <= next.saturating_sub(day);
        if is_nearer && next != day { before } else { next }
    }

    /// The boundaries from the day before the first period on, up to the period that contains `last`. Empty
    /// if `first` is after `last`.
    pub fn between(&self, first: i32, last: i32) -> Vec<i32> {
        let (begins, _) = self.grain.span().bounds(first);
        let mut day = begins.saturating_sub(1);
        let mut ends = Vec::new();
        while first <= last && day < last {
            ends.push(day);
            let next = day.saturating_add(1);
            day = self.last_of(next).max(next);
        }
        ends.extend((first <= last).then_some(day));
        ends
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::iso;

    fn day(text: &str) -> i32 {
        let mut parts = text.split('-').map(|part| part.parse::<i32>().unwrap());
        let (year, month, day) = (parts.next().unwrap(), parts.next().unwrap(), parts.next().unwrap());
        civil(year, month.unsigned_abs(), day.unsigned_abs()).unwrap()
    }

    #[test]
    fn months_and_the_cut() {
        let months = Boundaries::new(Grain::Month, day("2022-08-19"));
        for (of, last) in [
            ("2022-08-19", "2022-08-19"),
            ("2022-08-01", "2022-08-19"),
            ("2022-08-20", "2022-08-31"),
            ("2022-02-10", "2022-02-28"),
            ("2203-01-05", "2203-01-31"),
            ("2199-12-05", "2199-12-30"),
            ("2199-12-31", "2199-12-30"),
            ("1945-09-02", "1945-09-30"),
        ] {
            assert_eq!(iso(months.last_of(day(of))), last, "{of}");
        }
        for (of, nearest) in [
            ("2022-08-12", "2022-08-19"),
            ("2022-08-09", "2022-07-31"),
            ("2022-08-21", "2022-08-19"),
            ("2022-08-26", "2022-08-31"),
            ("2022-07-31", "2022-07-31"),
        ] {
            assert_eq!(iso(months.nearest(day(of))), nearest, "{of}");
        }
        let ends: Vec<String> =
            months.between(day("2022-06-30"), day("2022-08-19")).into_iter().map(iso).collect();
        assert_eq!(ends, ["2022-05-31", "2022-06-30", "2022-07-31", "2022-08-19"]);
        // Also with a cut on the last day that can be read.
        let last = Boundaries::new(Grain::Month, day("2199-12-31"));
        let ends = last.between(day("2199-11-30"), day("2199-12-31"));
        assert_eq!(
            ends.into_iter().map(iso).collect::<Vec<_>>(),
            ["2199-10-31", "2199-11-30", "2199-12-30", "2199-12-31"]
        );
        let quarters = Boundaries::new(Grain::Quarter, day("2022-08-31"));
        assert!(quarters.ends_on(day("2022-08-31")) && !quarters.ends_on(day("2022-07-31")));
        assert!(!Boundaries::new(Grain::Quarter, day("2022-09-30")).ends_on(day("2022-08-31")));
    }
}
