//! Reduces a dossier to one number that contains everything a way of counting can see of it. Every way counts
//! two dossiers with the same number alike.

use super::way::{StatedWay, Way, rule};
use crate::dossier::{Duplicates, Facts, NO_DAY, NO_TIME, doubt};
use crate::measure::{Lacks, Rules};
use crate::order::arrange;
use crate::value::{Channel, Coded, ServiceLevel, Status};

/// A dossier, or the class that it represents.
#[derive(Debug, Clone, Copy)]
pub struct ClassRow {
    /// Its facts.
    pub facts: Facts,
    /// The rules under which it counts at all: bits of [`super::ClassMarks`].
    pub marks: u8,
    /// Number of dossiers.
    pub weight: u64,
    /// What its table lacks.
    pub lacks: Lacks,
    /// True for a row that shares its code with another.
    pub shared: bool,
}

/// The days on which anything changes for any way: first days, days after last days, and as-of dates.
#[derive(Debug, Default)]
pub struct ClassBoundaries(Vec<i32>);

impl ClassBoundaries {
    /// The boundaries of all interpretations of a stated period; at most 14.
    pub fn of(stated: &StatedWay) -> Self {
        let base = Way::of(&Rules::on(stated.as_of), Duplicates::Newest);
        let mut days = vec![stated.as_of, stated.as_of.saturating_add(1)];
        for days_of_way in (0..4).filter_map(|period| base.with(rule::PERIOD, period).days(stated)) {
            days.extend([days_of_way.first, days_of_way.last, days_of_way.last.saturating_add(1)]);
        }
        arrange(&mut days, Ord::cmp);
        days.dedup();
        Self(days)
    }

    /// 0 for no day; else the number of boundaries up to the day, plus 1.
    #[inline]
    fn zone(&self, day: i32) -> u64 {
        if day == NO_DAY { 0 } else { 1 + self.0.iter().filter(|boundary| **boundary <= day).count() as u64 }
    }
}

/// The end relative to the appointment: no end, before its day, on it, on it after its time, after it.
#[inline]
fn verdict(facts: &Facts, day: i32, second: u32) -> u64 {
    if day == NO_DAY || facts.due == NO_DAY {
        return 0;
    }
    let timed = second != NO_TIME && facts.due_second != NO_TIME;
    match day.cmp(&facts.due) {
        std::cmp::Ordering::Less => 1,
        std::cmp::Ordering::Equal => 2 + u64::from(timed && second > facts.due_second),
        std::cmp::Ordering::Greater => 4,
    }
}

fn finished(facts: &Facts) -> u64 {
    verdict(facts, facts.finished, facts.finished_second)
}

fn returned(facts: &Facts) -> u64 {
    verdict(facts, facts.returned, facts.returned_second)
}

/// The number of a class. `table` is a number of what the table lacks, at most 63.
pub fn class_of(facts: &Facts, marks: u8, table: u8, is_shared: bool, boundaries: &ClassBoundaries) -> u64 {
    let level = |level: ServiceLevel| u64::from(facts.service_level == level.number());
    let doubts = [doubt::UNREADABLE_DUE, doubt::UNREADABLE_FINISHED, doubt::UNREADABLE_RETURNED]
        .into_iter()
        .chain([doubt::ACCEPTANCE_TIMED, doubt::ACCEPTED_LATE])
        .map(|bit| (1, u64::from(facts.doubts & bit != 0)));
    let parts = [
        (4, boundaries.zone(facts.received)),
        (4, boundaries.zone(facts.due)),
        (4, boundaries.zone(facts.finished)),
        (4, boundaries.zone(facts.returned)),
        (3, finished(facts)),
        (3, returned(facts)),
        (4, facts.status.into()),
        (4, facts.intake.into()),
        (1, u64::from(facts.return_channel == Channel::Postal.number())),
        (2, level(ServiceLevel::Three) | level(ServiceLevel::Four) << 1),
        (6, marks.into()),
        (6, table.into()),
        (1, is_shared.into()),
    ];
    parts.into_iter().chain(doubts).fold(0, |number, (bits, part)| number << bits | part)
}

impl ClassRow {
    /// A single dossier that counts by every rule.
    pub fn of(facts: Facts) -> Self {
        Self { facts, marks: 0b11_1111, weight: 1, lacks: Lacks::default(), shared: false }
    }

    /// The rules that may change how the row counts, alone or together with others: one bit for each. Any
    /// other rule changes nothing for this row.
    pub fn touched_by(&self) -> u16 {
        let Self { facts, marks, .. } = self;
        let status = Status::of(facts.status);
        let unreadable = |bit: u16| facts.doubts & bit != 0;
        let no_return = facts.returned == NO_DAY && !unreadable(doubt::UNREADABLE_RETURNED);
        let same_end = facts.finished != NO_DAY
            && facts.finished == facts.returned
            && finished(facts) == returned(facts);
        let by_time = finished(facts) == 3 || returned(facts) == 3;
        let passes = marks >> 4;
        let rules = [
            (rule::AS_OF, true),
            (rule::BASIS, true),
            (rule::PERIOD, true),
            (rule::BLANK_CHANNEL, facts.intake == Channel::Blank.number() || passes != 0b11),
            (rule::CLOCK, by_time),
            (rule::DUPLICATES, marks & 0b1111 != 0b1111),
            (rule::END_DAY, !(no_return || same_end)),
            (rule::NO_DUE, facts.due == NO_DAY && !unreadable(doubt::UNREADABLE_DUE)),
            (rule::RETURNED, status == Status::Returned),
            (rule::WAITING, status == Status::Waiting),
        ];
        rules.iter().filter(|(_, touches)| *touches).fold(0, |bits, (rule, _)| bits | 1 << rule)
    }
}
