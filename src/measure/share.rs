//! What one dossier adds to the counts of one period, by itself: for questions that ask why counts differ.
//! The counter (`counter.rs`) counts many dossiers at once.

use super::{Basis, BlankChannel, Closing, Counts, Course, Outcome, Rules};
use crate::dossier::{Facts, NO_DAY, doubt};
use crate::value::{Channel, Coded, ServiceLevel};

/// A period, and the day on which its outcomes are judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ShareDays {
    /// First day.
    pub first: i32,
    /// Last day, not after the as-of date. It decides which dossiers are in the period.
    pub last: i32,
    /// The day of the outcomes: `last`, or the as-of date where outcomes are judged as of today.
    pub judged: i32,
}

/// What a dossier adds to the counts of a period (docs/reference.md, "Definitions" and "Against published
/// figures").
pub fn share_of(facts: &Facts, rules: &Rules, days: &ShareDays) -> Counts {
    let mut counts = Counts::default();
    let course = Course::of(facts, rules);
    let (event, received) = (rules.basis == Basis::Event, facts.received >= days.first);
    if days.first > days.last || facts.received > days.last || !(event || received) {
        return counts;
    }
    if course.outcome == Outcome::NotAccepted {
        counts.not_accepted = received.into();
        return counts;
    }
    let known = if event { days.last } else { days.judged };
    counts.halted_standing = (course.closing == Closing::Halted && course.closed <= known).into();
    add_due(&mut counts, facts, &course, known, days, event);
    if event && course.closed < days.first {
        return counts;
    }
    if received {
        add_intake(&mut counts, facts, rules);
    }
    counts.carried_over = (!received).into();
    let outcome = course.outcome_on(days.judged).unwrap_or(Outcome::NoDue);
    add_outcome(&mut counts, outcome);
    if course.closed <= days.judged {
        add_closing(&mut counts, facts, &course, rules);
    }
    counts
}

/// The outcome of a dossier on that day; None if the period does not contain it.
pub fn outcome_within(facts: &Facts, rules: &Rules, days: &ShareDays) -> Option<Outcome> {
    let counts = share_of(facts, rules, days);
    let within = counts.received + counts.carried_over + counts.not_accepted > 0;
    within.then(|| Course::of(facts, rules).outcome_on(days.judged))?
}

fn add_due(counts: &mut Counts, facts: &Facts, course: &Course, known: i32, days: &ShareDays, event: bool) {
    let within = facts.due != NO_DAY && facts.due <= known && (!event || facts.due >= days.first);
    let closed = course.closed <= days.judged;
    if within && !(closed && course.keeps_no_appointment()) {
        counts.due_in_period = 1;
        counts.due_met = (closed && course.outcome.is_timely()).into();
    }
}

fn add_intake(counts: &mut Counts, facts: &Facts, rules: &Rules) {
    counts.received = 1;
    let count = match (Channel::of(facts.intake), rules.blank_channel) {
        (Channel::Direct, _) | (Channel::Blank, BlankChannel::Direct) => &mut counts.direct,
        (Channel::Online, _) => &mut counts.online,
        (Channel::Postal, _) => &mut counts.postal_intake,
        (Channel::Other, _) | (Channel::Blank, BlankChannel::Unknown) => &mut counts.other_intake,
        (Channel::Unknown, _) => &mut 0,
    };
    *count = 1;
    let is_at = |level: ServiceLevel| u64::from(facts.service_level == level.number());
    (counts.received_l3, counts.received_l4) = (is_at(ServiceLevel::Three), is_at(ServiceLevel::Four));
    counts.online_l3 = counts.online * counts.received_l3;
    counts.online_l4 = counts.online * counts.received_l4;
    counts.accepted_timed = (facts.doubts & doubt::ACCEPTANCE_TIMED != 0).into();
    counts.accepted_late = (facts.doubts & doubt::ACCEPTED_LATE != 0).into();
}

fn add_outcome(counts: &mut Counts, outcome: Outcome) {
    let count = match outcome {
        Outcome::Early => &mut counts.early,
        Outcome::OnDueDay => &mut counts.on_due_day,
        Outcome::Late => &mut counts.late,
        Outcome::NoVerdict => &mut counts.no_verdict,
        Outcome::InTerm => &mut counts.in_term,
        Outcome::Overdue => &mut counts.overdue,
        Outcome::NoDue => &mut counts.no_due,
        Outcome::Waiting => &mut counts.waiting,
        Outcome::Stopped => &mut counts.stopped,
        Outcome::NotAccepted => &mut counts.not_accepted,
    };
    *count = 1;
    counts.ended = outcome.is_ended().into();
    counts.timely = outcome.is_timely().into();
    counts.pending = (outcome.is_open() && outcome != Outcome::Waiting).into();
}

fn add_closing(counts: &mut Counts, facts: &Facts, course: &Course, rules: &Rules) {
    counts.halted = (course.closing == Closing::Halted).into();
    counts.returned = course.closing.is_returned().into();
    counts.returned_early = (course.closing == Closing::ReturnedEarly).into();
    counts.returned_on_due_day = (course.closing == Closing::ReturnedOnDueDay).into();
    counts.returned_late = (course.closing == Closing::ReturnedLate).into();
    let online =
        u64::from(super::group::channel_key(Channel::of(facts.intake), rules) == Channel::Online.key());
    (counts.online_on_time, counts.online_late) = (online * counts.timely, online * counts.late);
    counts.postal_return = counts.ended * u64::from(facts.return_channel == Channel::Postal.number());
}
