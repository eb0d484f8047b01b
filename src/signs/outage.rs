//! Times during which the systems could not be used, as the user states them.

use crate::dossier::{Facts, NO_DAY, NO_TIME};
use crate::measure::{Rules, end_of};

/// The last second of a day.
const LAST_SECOND: u32 = 86_399;

/// A time during which the systems could not be used; both ends are included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Outage {
    /// First day and second.
    pub from: (i32, u32),
    /// Last day and second.
    pub to: (i32, u32),
}

impl Outage {
    /// An outage between two moments. Without a time, it begins with its first day and ends with its last
    /// one. None if it would end before it begins.
    pub fn new(from: (i32, Option<u32>), to: (i32, Option<u32>)) -> Option<Self> {
        let (from, to) = ((from.0, from.1.unwrap_or(0)), (to.0, to.1.unwrap_or(LAST_SECOND)));
        (from <= to).then_some(Self { from, to })
    }

    /// True if the moment lies within. A day without a time lies within if any part of that day does.
    fn holds(&self, day: i32, second: u32) -> bool {
        match second {
            NO_TIME => (self.from.0..=self.to.0).contains(&day),
            second => (self.from..=self.to).contains(&(day, second)),
        }
    }
}

/// All stated outages. They may overlap.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outages(pub Vec<Outage>);

impl Outages {
    /// True if the appointment or the end of a dossier lies within an outage.
    pub fn touch(&self, facts: &Facts, rules: &Rules) -> bool {
        let (end, end_second) = end_of(facts, rules);
        [(facts.due, facts.due_second), (end, end_second)]
            .into_iter()
            .any(|(day, second)| day != NO_DAY && self.0.iter().any(|outage| outage.holds(day, second)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR: u32 = 3_600;

    #[test]
    fn both_ends_are_included() {
        // From 08:00 on day 10 to 11:30 on day 11.
        let outage = Outage::new((10, Some(8 * HOUR)), (11, Some(11 * HOUR + 1_800))).unwrap();
        for (day, second, within) in [
            (10, 8 * HOUR, true),
            (10, 8 * HOUR - 1, false),
            (10, 23 * HOUR, true),
            (11, 11 * HOUR + 1_800, true),
            (11, 11 * HOUR + 1_801, false),
            (9, NO_TIME, false),
            (10, NO_TIME, true),
            (11, NO_TIME, true),
            (12, NO_TIME, false),
        ] {
            assert_eq!(outage.holds(day, second), within, "{day} {second}");
        }
    }

    #[test]
    fn whole_days() {
        let outage = Outage::new((10, None), (10, None)).unwrap();
        assert!(outage.holds(10, 0) && outage.holds(10, LAST_SECOND) && !outage.holds(11, 0));
        assert_eq!(Outage::new((11, None), (10, None)), None);
        assert_eq!(Outage::new((10, Some(10)), (10, Some(9))), None);
    }
}
