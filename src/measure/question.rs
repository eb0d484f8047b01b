//! The question, its sources and its answer.

use super::block::BLOCK;
use super::courses::Courses;
use super::kind::CourseKind;
use super::lane::{Chosen, at};
use super::period_counts::DaySums;
use super::{Basis, Counts, Dimension, Filter, Lacks, Outcome, Rules, Stop};
use crate::dossier::{Dossiers, DuplicateFilter};

/// One table to count.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    /// Its dossiers.
    pub dossiers: &'a Dossiers,
    /// Its index in `live`.
    pub table: usize,
    /// Which dossiers count.
    pub live: &'a DuplicateFilter,
    /// Name of its file.
    pub file: &'a str,
    /// What it lacks.
    pub lacks: Lacks,
}

/// What to count, and how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Dimensions of the groups, in the order of their keys.
    pub by: Vec<Dimension>,
    /// Which dossiers.
    pub filter: Filter,
    /// First day; None = from the beginning.
    pub from: Option<i32>,
    /// Last day; None = the as-of date.
    pub to: Option<i32>,
    /// The rules to count by.
    pub rules: Rules,
}

impl Question {
    /// The last day that the answer covers.
    pub fn last_day(&self) -> i32 {
        self.to.unwrap_or(i32::MAX).min(self.rules.as_of)
    }

    /// The day on which outcomes are judged.
    pub fn judged_on(&self) -> i32 {
        match self.rules.basis {
            Basis::Event => self.last_day(),
            Basis::Received => self.rules.as_of,
        }
    }

    /// Selects the chosen dossiers that are within the question's days.
    pub fn within(&self, courses: &Courses, chosen: Chosen) -> Chosen {
        let last = self.last_day();
        let chosen = chosen.filter(|dossier| at(&courses.received, dossier) <= last);
        let Some(from) = self.from else { return chosen };
        let begins = match self.rules.basis {
            Basis::Event => &courses.closed,
            Basis::Received => &courses.received,
        };
        chosen.filter(|dossier| (at(begins, dossier) >= from) & (from <= last))
    }
}

/// Accepted outcomes and ways to stop, as known on the day on which outcomes are judged.
#[derive(Debug, Clone, Copy)]
pub struct OutcomeFilter {
    day: i32,
    /// Bit n: the outcome with number n.
    outcomes: u32,
    /// Bits of [`CourseKind`].
    stops: Option<u32>,
}

impl OutcomeFilter {
    /// The filter of a question.
    pub fn of(question: &Question) -> Self {
        let Filter { outcomes, stops, .. } = &question.filter;
        let stop = |stop: &Stop| match stop {
            Stop::Returned => CourseKind::RETURNED,
            Stop::Halted => CourseKind::HALTED,
        };
        let stops = stops.iter().map(stop).reduce(|bits, bit| bits | bit);
        Self { day: question.judged_on(), outcomes: bits(outcomes), stops }
    }

    /// Restricts the outcomes to those in a list; empty = no restriction.
    #[must_use]
    pub fn and(self, outcomes: &[Outcome]) -> Self {
        Self { outcomes: self.outcomes & bits(outcomes), ..self }
    }

    /// Keeps the chosen dossiers that pass.
    pub fn choose(&self, courses: &Courses, chosen: Chosen) -> Chosen {
        if self.outcomes == u32::MAX && self.stops.is_none() {
            return chosen;
        }
        let mut outcomes = [0; BLOCK];
        courses.outcomes_on(self.day, &mut outcomes);
        let asked = chosen.filter(|dossier| {
            let known = at(&courses.received, dossier) <= self.day;
            (self.outcomes == u32::MAX) | (known & (self.outcomes >> at(&outcomes, dossier) & 1 == 1))
        });
        let Some(stops) = self.stops else { return asked };
        asked.filter(|dossier| {
            at(&courses.kind, dossier).is(stops) & (at(&courses.closed, dossier) <= self.day)
        })
    }
}

/// Bits of outcome numbers; an empty list gives all bits.
pub fn bits(outcomes: &[Outcome]) -> u32 {
    outcomes.iter().map(|outcome| 1 << *outcome as u32).reduce(|bits, bit| bits | bit).unwrap_or(u32::MAX)
}

/// A group and its counts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Group {
    /// Its keys, in the order of the question.
    pub key: Vec<(Dimension, String)>,
    /// Its counts.
    pub counts: Counts,
    /// Its sums of days.
    pub days: DaySums,
    /// What any table of its dossiers lacks.
    pub lacks: Lacks,
    /// Unit levels in the group: bit n for number n of [`crate::value::UnitLevel`].
    pub levels: u8,
}

/// The result of a count.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answer {
    /// All groups together.
    pub total: Group,
    /// By key, in code point order; only groups with a count above 0.
    pub groups: Vec<Group>,
    /// Groups with nothing but dossiers halted earlier, which only official forms count.
    pub halted_only: Vec<Group>,
    /// Dossiers not counted because they were received after the as-of date.
    pub received_after_as_of: u64,
    /// Summary rows not counted because the question does not cover them.
    pub summaries_outside: u64,
}

/// Adds to a group, unless all counts are 0. Counts of nothing but dossiers halted earlier do not add what
/// their table lacks.
pub fn merge(group: &mut Group, counts: Counts, days: DaySums, lacks: Lacks, levels: u8) {
    if counts.is_nothing() {
        return;
    }
    group.counts.add(&counts);
    group.days.take(days);
    if !counts.is_zero() {
        group.lacks.add(lacks);
    }
    group.levels |= levels;
}
