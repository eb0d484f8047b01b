//! The signs that one dossier shows by itself.

use super::outage::Outages;
use crate::dossier::{Facts, NO_DAY, NO_TIME, doubt};
use crate::measure::{Closing, Course, Outcome, Question, end_of, is_after};
use crate::value::WorkingDays;

/// No limit of days.
pub const MOST_DAYS: i32 = i32::MAX;

/// The common property of a list of dossiers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sign {
    /// Returned to the applicant without a result, or withdrawn.
    Returned,
    /// Returned after the appointment.
    ReturnedLate,
    /// Accepted more than eight working hours after it was filed (docs/reference.md, "Definitions").
    AcceptedLate,
    /// Finished by the appointment but handed over after it.
    HandedOverLate,
    /// Open and overdue by this many days; both bounds are included.
    OverdueBy(i32, i32),
    /// Ended in a minute in which its unit ended at least this many dossiers.
    SameMinute(u32),
    /// Ended on a day off.
    DayOff,
    /// Ended on the day of the appointment, at most this many minutes before its time.
    LastMinutes(u32),
    /// Ended late, with the appointment or the end within an outage.
    Outage(Outages),
}

/// A dossier that the question is about.
#[derive(Debug, Clone, Copy)]
pub struct Viewed<'a> {
    /// Its table, and its index there.
    pub place: (usize, usize),
    /// Its facts.
    pub facts: &'a Facts,
    /// Its course by the rules.
    pub course: &'a Course,
    /// Its outcome as of the question's date.
    pub outcome: Outcome,
    /// Its unit's number over all tables.
    pub unit: u32,
}

impl Viewed<'_> {
    /// The day and minute in which it ended. None if it has not ended, or the time is not known: systems
    /// write midnight for a day without a time.
    pub fn end_minute(&self, question: &Question) -> Option<(i32, u32)> {
        let (day, second) = end_of(self.facts, &question.rules);
        let timed = day != NO_DAY && second != NO_TIME && second > 0;
        (timed && self.outcome.is_ended()).then_some((day, second / 60))
    }

    fn was_returned(&self, judged_on: i32) -> bool {
        self.course.closing.is_returned() && self.course.closed <= judged_on
    }

    fn was_received_within(&self, question: &Question) -> bool {
        let refused = self.course.closing == Closing::NotAccepted && self.course.closed != i32::MAX;
        !refused && question.from.is_none_or(|from| self.course.opened >= from)
    }

    /// Days since the appointment, for an overdue dossier.
    fn days_overdue(&self, judged_on: i32) -> Option<i32> {
        (self.outcome == Outcome::Overdue).then(|| judged_on.saturating_sub(self.facts.due))
    }
}

impl Sign {
    /// True if the dossier shows the sign, false if not; None if the sign does not apply to it.
    /// [`Sign::SameMinute`] needs the other dossiers of that minute, so this is false for every timed end.
    pub fn shows(&self, viewed: &Viewed<'_>, question: &Question, days: &WorkingDays) -> Option<bool> {
        let judged_on = question.judged_on();
        let returned = viewed.was_returned(judged_on);
        match self {
            Self::Returned => (returned || viewed.outcome.is_ended()).then_some(returned),
            Self::ReturnedLate => returned.then(|| returned_late(viewed.course.closing)).flatten(),
            Self::AcceptedLate => accepted_late(viewed, question),
            Self::HandedOverLate => handed_over_late(viewed, question),
            Self::OverdueBy(least, most) => {
                viewed.days_overdue(judged_on).map(|days| (*least..=*most).contains(&days))
            }
            Self::SameMinute(_) => viewed.end_minute(question).map(|_| false),
            Self::DayOff => viewed.course.has_ended().then(|| ended_on_day_off(viewed, days)).flatten(),
            Self::LastMinutes(minutes) => in_last_minutes(viewed, question, *minutes),
            Self::Outage(outages) => {
                (viewed.outcome == Outcome::Late).then(|| outages.touch(viewed.facts, &question.rules))
            }
        }
    }
}

fn returned_late(closing: Closing) -> Option<bool> {
    match closing {
        Closing::ReturnedLate => Some(true),
        Closing::ReturnedEarly | Closing::ReturnedOnDueDay => Some(false),
        _ => None,
    }
}

fn accepted_late(viewed: &Viewed<'_>, question: &Question) -> Option<bool> {
    let timed = viewed.facts.doubts & doubt::ACCEPTANCE_TIMED != 0;
    (timed && viewed.was_received_within(question)).then_some(viewed.facts.doubts & doubt::ACCEPTED_LATE != 0)
}

/// Applies to dossiers that ended and have all three days.
fn handed_over_late(viewed: &Viewed<'_>, question: &Question) -> Option<bool> {
    let (facts, clock) = (viewed.facts, question.rules.clock);
    let known = [facts.due, facts.finished, facts.returned].iter().all(|day| *day != NO_DAY);
    let after = |day, second| is_after(facts, day, second, clock);
    (known && viewed.outcome.is_ended()).then(|| {
        facts.returned <= question.judged_on()
            && after(facts.returned, facts.returned_second)
            && !after(facts.finished, facts.finished_second)
    })
}

fn ended_on_day_off(viewed: &Viewed<'_>, days: &WorkingDays) -> Option<bool> {
    viewed.outcome.is_ended().then(|| days.is_off(viewed.course.end))
}

/// Applies to dossiers whose end and appointment both have a time.
fn in_last_minutes(viewed: &Viewed<'_>, question: &Question, minutes: u32) -> Option<bool> {
    let (day, _) = viewed.end_minute(question)?;
    let (_, second) = end_of(viewed.facts, &question.rules);
    let due = viewed.facts.due_second;
    let timed = viewed.facts.due != NO_DAY && due != NO_TIME && due > 0;
    let left = due.checked_sub(second);
    timed.then(|| day == viewed.facts.due && left.is_some_and(|left| left <= minutes.saturating_mul(60)))
}
