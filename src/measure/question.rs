//! What is asked, of what, and what comes of it.

use super::period_counts::DaySums;
use super::{Basis, Closing, Counts, Course, Dimension, Filter, Lacks, Rules, Stop};
use crate::dossier::{Dossiers, Live};

/// One table to count.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    /// Its dossiers.
    pub dossiers: &'a Dossiers,
    /// Its number in `live`.
    pub table: usize,
    /// Which dossiers count.
    pub live: &'a Live,
    /// Name of its file.
    pub file: &'a str,
    /// What it lacks.
    pub lacks: Lacks,
}

/// What is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Dimensions of the groups, in the order of their keys.
    pub by: Vec<Dimension>,
    /// Which dossiers.
    pub filter: Filter,
    /// First day; none = from the beginning.
    pub from: Option<i32>,
    /// Last day; none = to the as-of date.
    pub to: Option<i32>,
    /// How.
    pub rules: Rules,
}

impl Question {
    /// The last day that the answer knows of.
    pub fn last_day(&self) -> i32 {
        self.to.unwrap_or(i32::MAX).min(self.rules.as_of)
    }

    /// The day that outcomes are judged on.
    pub fn judged_on(&self) -> i32 {
        match self.rules.basis {
            Basis::Event => self.last_day(),
            Basis::Received => self.rules.as_of,
        }
    }

    /// True if a dossier's outcome, and how it stopped, is one asked for.
    #[inline(always)]
    pub fn asks_for(&self, course: &Course) -> bool {
        let Filter { outcomes, stops, .. } = &self.filter;
        (outcomes.is_empty() && stops.is_empty()) || self.asks_for_outcome(*course)
    }

    fn asks_for_outcome(&self, course: Course) -> bool {
        let Filter { outcomes, stops, .. } = &self.filter;
        let day = self.judged_on();
        let outcome = course.outcome_on(day);
        (outcomes.is_empty() || outcome.is_some_and(|outcome| outcomes.contains(&outcome)))
            && (stops.is_empty() || stop_on(&course, day).is_some_and(|stop| stops.contains(&stop)))
    }
}

/// How a dossier left without a result, as known on a day, whatever the rules count it as.
fn stop_on(course: &Course, day: i32) -> Option<Stop> {
    let stop = match course.closing {
        Closing::Halted => Stop::Halted,
        closing if closing.is_returned() => Stop::Returned,
        _ => return None,
    };
    (course.closed <= day).then_some(stop)
}

/// A group and what is counted of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Group {
    /// Its keys, in the order asked for.
    pub key: Vec<(Dimension, String)>,
    /// Its counts.
    pub counts: Counts,
    /// Its sums of days.
    pub days: DaySums,
    /// What a table of its dossiers lacks.
    pub lacks: Lacks,
    /// Levels of the units in it: bit n for number n of [`crate::value::UnitLevel`].
    pub levels: u8,
}

/// Everything counted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answer {
    /// All groups in one.
    pub total: Group,
    /// By key, in code point order; only those with a count above 0.
    pub groups: Vec<Group>,
    /// Groups of which nothing counts but dossiers that were halted before: only official forms count these.
    pub halted_only: Vec<Group>,
    /// Dossiers left out because they were received after the as-of date.
    pub received_after_as_of: u64,
    /// Rows of summaries that the question leaves out.
    pub summaries_outside: u64,
}

/// Adds to a group; what counts nothing leaves no trace. A group holds no dossier of which nothing counts but that it was
/// halted once, so it lacks nothing that such a one's table lacks.
pub fn merge(group: &mut Group, (counts, days): &(Counts, DaySums), lacks: Lacks, levels: u8) {
    if *counts == Counts::default() {
        return;
    }
    group.counts.add(counts);
    group.days.add(days);
    if !counts.is_zero() {
        group.lacks.add(lacks);
    }
    group.levels |= levels;
}
