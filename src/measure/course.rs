//! One dossier's course: when it was opened, when and how it was closed. Its outcome on a day follows from that
//! (spec section 3); the rules decide what closes it, and what it is then.

use super::{Clock, EndDay, NoDueAs, Outcome, ReturnedAs, Rules, Waiting};
use crate::dossier::{Facts, NO_DAY, NO_TIME, doubt};
use crate::value::Status;

/// How a dossier was closed, by its own facts: what the rules count it as follows from this.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Closing {
    /// Ended before its due day.
    Early,
    /// Ended on its due day.
    OnDueDay,
    /// Ended after its due day.
    Late,
    /// Ended on a day, or with an appointment, that is not known or cannot be read.
    NoVerdict,
    /// Ended without an appointment.
    NoDue,
    /// Returned, judged as if it had ended: in the same order.
    ReturnedEarly,
    /// The same.
    ReturnedOnDueDay,
    /// The same.
    ReturnedLate,
    /// The same.
    ReturnedNoVerdict,
    /// The same.
    ReturnedNoDue,
    /// Processing was stopped.
    Halted,
    /// Never accepted.
    NotAccepted,
}

impl Closing {
    /// Every way to be closed, in the order of their numbers.
    pub const ALL: [Self; 12] = [
        Self::Early,
        Self::OnDueDay,
        Self::Late,
        Self::NoVerdict,
        Self::NoDue,
        Self::ReturnedEarly,
        Self::ReturnedOnDueDay,
        Self::ReturnedLate,
        Self::ReturnedNoVerdict,
        Self::ReturnedNoDue,
        Self::Halted,
        Self::NotAccepted,
    ];

    /// What a dossier closed like this is by the rules (spec section 12).
    #[inline(always)]
    pub fn outcome(self, rules: &Rules) -> Outcome {
        let no_due = if rules.no_due == NoDueAs::OnTime { Outcome::OnDueDay } else { Outcome::NoVerdict };
        let returned = |own: Outcome| match rules.returned {
            ReturnedAs::Apart => Outcome::Stopped,
            ReturnedAs::OnTime => Outcome::OnDueDay,
            ReturnedAs::OwnDates => own,
        };
        match self {
            Self::Early => Outcome::Early,
            Self::OnDueDay => Outcome::OnDueDay,
            Self::Late => Outcome::Late,
            Self::NoVerdict => Outcome::NoVerdict,
            Self::NoDue => no_due,
            Self::ReturnedEarly => returned(Outcome::Early),
            Self::ReturnedOnDueDay => returned(Outcome::OnDueDay),
            Self::ReturnedLate => returned(Outcome::Late),
            Self::ReturnedNoVerdict => returned(Outcome::NoVerdict),
            Self::ReturnedNoDue => returned(no_due),
            Self::Halted => Outcome::Stopped,
            Self::NotAccepted => Outcome::NotAccepted,
        }
    }

    /// True of a dossier that was given back after intake without a result.
    #[inline]
    pub fn is_returned(self) -> bool {
        (Self::ReturnedEarly as u8..=Self::ReturnedNoDue as u8).contains(&(self as u8))
    }

    /// The same way to be closed, of a returned dossier.
    #[inline]
    fn returned(self) -> Self {
        match self {
            Self::Early => Self::ReturnedEarly,
            Self::OnDueDay => Self::ReturnedOnDueDay,
            Self::Late => Self::ReturnedLate,
            Self::NoDue => Self::ReturnedNoDue,
            _ => Self::ReturnedNoVerdict,
        }
    }
}

/// A dossier's course, whatever day it is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Course {
    /// Day received.
    pub opened: i32,
    /// Day it ended or stopped, never before it was opened; [`i32::MAX`] while open.
    pub closed: i32,
    /// How; meaningless while open.
    pub closing: Closing,
    /// What it is from that day on; meaningless while open.
    pub outcome: Outcome,
    /// What it is while open and not overdue.
    pub open: Outcome,
    /// Last day on which it is not overdue; [`i32::MAX`] where it never is.
    pub due: i32,
    /// The day that the rules end it by; [`NO_DAY`] where there is none.
    pub end: i32,
}

impl Course {
    /// The course that these facts take by the rules.
    #[inline(always)]
    pub fn of(facts: &Facts, rules: &Rules) -> Self {
        let status = Status::of(facts.status);
        let end = End::of(facts, rules.end_day);
        // Choices between values, so that a scan over outcomes in no order does not have to guess its way.
        let dated = end.day != NO_DAY;
        let refused = status == Status::NotAccepted;
        let settled = !matches!(status, Status::Blank | Status::Open | Status::Waiting);
        let closes = dated || settled || (end.unreadable && status == Status::Blank);
        let closed = if dated && !refused { end.day.max(facts.received) } else { facts.received };
        let closing = closing(facts, &end, rules.clock, status);
        let (open, due) = open(facts, rules.waiting, status == Status::Waiting && !dated);
        Self {
            opened: facts.received,
            closed: if closes { closed } else { i32::MAX },
            closing,
            outcome: closing.outcome(rules),
            open,
            due,
            end: end.day,
        }
    }

    /// What it is on a day; none before it was received.
    #[inline(always)]
    pub fn outcome_on(&self, day: i32) -> Option<Outcome> {
        let open = if self.due < day { Outcome::Overdue } else { self.open };
        let outcome = if self.closed <= day { self.outcome } else { open };
        (self.opened <= day).then_some(outcome)
    }

    /// True if it ends on a day of its own.
    #[inline]
    pub fn has_ended(&self) -> bool {
        self.end != NO_DAY && self.outcome.is_ended()
    }

    /// True if it says nothing of whether its appointment was kept: it stopped, or it ended on a day that is not known.
    #[inline]
    pub fn keeps_no_appointment(&self) -> bool {
        self.outcome == Outcome::Stopped || self.end == NO_DAY
    }
}

/// The day that ends a dossier.
struct End {
    day: i32,
    second: u32,
    /// There is something that cannot be read.
    unreadable: bool,
}

impl End {
    /// By the rule. What cannot be read is not nothing: the other day does not stand in for it.
    #[inline(always)]
    fn of(facts: &Facts, rule: EndDay) -> Self {
        let side = |day, second, bit: u16| Self { day, second, unreadable: facts.doubts & bit != 0 };
        let finished = side(facts.finished, facts.finished_second, doubt::UNREADABLE_FINISHED);
        let returned = side(facts.returned, facts.returned_second, doubt::UNREADABLE_RETURNED);
        let (first, other) = match rule {
            EndDay::Finished => (finished, returned),
            EndDay::Returned => (returned, finished),
            EndDay::FinishedOnly => return finished,
        };
        if first.day == NO_DAY && !first.unreadable { other } else { first }
    }
}

/// The day and second that the rules end a dossier by; [`NO_DAY`] where there is none.
pub fn end_of(facts: &Facts, rules: &Rules) -> (i32, u32) {
    let End { day, second, .. } = End::of(facts, rules.end_day);
    (day, second)
}

#[inline(always)]
fn closing(facts: &Facts, end: &End, clock: Clock, status: Status) -> Closing {
    let unreadable_due = facts.doubts & doubt::UNREADABLE_DUE != 0;
    let unjudged = if facts.due == NO_DAY && !unreadable_due { Closing::NoDue } else { Closing::NoVerdict };
    let judged = end.day != NO_DAY && facts.due != NO_DAY;
    let ended = if judged { judge(facts, end.day, end.second, clock) } else { unjudged };
    match status {
        Status::NotAccepted => Closing::NotAccepted,
        Status::Halted => Closing::Halted,
        Status::Returned => ended.returned(),
        _ => ended,
    }
}

/// The verdict on a day against the appointment.
#[inline(always)]
fn judge(facts: &Facts, day: i32, second: u32, clock: Clock) -> Closing {
    let by_then = if is_after(facts, day, second, clock) { Closing::Late } else { Closing::OnDueDay };
    if day < facts.due { Closing::Early } else { by_then }
}

/// True if a day, by the clock of the rules, lies after the appointment. Where either has no time of day, days are compared.
#[inline(always)]
pub fn is_after(facts: &Facts, day: i32, second: u32, clock: Clock) -> bool {
    let timed = clock == Clock::Instant && second != NO_TIME && facts.due_second != NO_TIME;
    day > facts.due || (day == facts.due && timed && second > facts.due_second)
}

/// What a dossier is while open, and the last day on which it is not overdue.
#[inline(always)]
fn open(facts: &Facts, rule: Waiting, waits: bool) -> (Outcome, i32) {
    let by_due = if facts.due == NO_DAY { (Outcome::NoDue, i32::MAX) } else { (Outcome::InTerm, facts.due) };
    match rule {
        Waiting::Apart if waits => (Outcome::Waiting, i32::MAX),
        Waiting::InTerm if waits => (Outcome::InTerm, i32::MAX),
        _ => by_due,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::Coded;

    fn facts(status: Status, received: i32, due: i32, end: i32) -> Facts {
        Facts { due, finished: end, status: status.number(), ..Facts::received_on(received) }
    }

    fn on(day: i32, facts: &Facts, rules: Rules) -> Option<Outcome> {
        Course::of(facts, &rules).outcome_on(day)
    }

    const RULES: fn() -> Rules = || Rules::on(30);

    #[test]
    fn the_table_of_section_three() {
        use Outcome::{Early, InTerm, Late, NoDue, NoVerdict, NotAccepted, OnDueDay, Overdue, Stopped};
        for (status, due, end, as_of, outcome) in [
            (Status::Blank, 20, 19, 30, Some(Early)),
            (Status::Blank, 20, 20, 30, Some(OnDueDay)),
            (Status::Open, 20, 21, 30, Some(Late)),
            (Status::Blank, NO_DAY, 21, 30, Some(NoVerdict)),
            (Status::Finished, 20, NO_DAY, 30, Some(NoVerdict)),
            (Status::Blank, 20, NO_DAY, 20, Some(InTerm)),
            (Status::Blank, NO_DAY, NO_DAY, 30, Some(NoDue)),
            (Status::Blank, 20, NO_DAY, 21, Some(Overdue)),
            (Status::Blank, 20, 25, 24, Some(Overdue)),
            (Status::Waiting, 20, NO_DAY, 30, Some(Outcome::Waiting)),
            (Status::Waiting, 20, 35, 30, Some(Overdue)),
            (Status::Returned, 20, 15, 14, Some(InTerm)),
            (Status::Halted, 20, 15, 15, Some(Stopped)),
            (Status::Returned, 20, NO_DAY, 10, Some(Stopped)),
            (Status::NotAccepted, 20, 15, 30, Some(NotAccepted)),
            (Status::Blank, 20, 15, 9, None),
        ] {
            let facts = facts(status, 10, due, end);
            assert_eq!(on(as_of, &facts, RULES()), outcome, "{status:?} {due} {end} {as_of}");
        }
    }

    #[test]
    fn waiting_by_each_rule() {
        let by = |waiting, due| {
            let facts = facts(Status::Waiting, 10, due, NO_DAY);
            on(30, &facts, Rules { waiting, ..RULES() }).unwrap()
        };
        assert_eq!([20, NO_DAY].map(|due| by(Waiting::Apart, due)), [Outcome::Waiting; 2]);
        assert_eq!([20, NO_DAY].map(|due| by(Waiting::InTerm, due)), [Outcome::InTerm; 2]);
        assert_eq!([20, NO_DAY].map(|due| by(Waiting::Pending, due)), [Outcome::Overdue, Outcome::NoDue]);
    }

    /// An end that cannot be read goes by the status.
    #[test]
    fn unreadable_is_not_nothing() {
        use Outcome::{NoVerdict, NotAccepted, Overdue, Stopped};
        for (status, outcome) in [
            (Status::Open, Overdue),
            (Status::Waiting, Outcome::Waiting),
            (Status::NotAccepted, NotAccepted),
            (Status::Returned, Stopped),
            (Status::Halted, Stopped),
            (Status::Blank, NoVerdict),
            (Status::Finished, NoVerdict),
        ] {
            let facts = Facts { doubts: doubt::UNREADABLE_FINISHED, ..facts(status, 10, 20, NO_DAY) };
            assert_eq!(on(30, &facts, RULES()), Some(outcome), "{status:?}");
            let closed = Course::of(&facts, &RULES()).closed;
            assert_eq!(closed, if outcome.is_open() { i32::MAX } else { 10 });
            let other = Rules { end_day: EndDay::Returned, ..RULES() };
            assert!(!on(30, &Facts { returned: 15, ..facts }, other).unwrap().is_open());
        }
        let due = Facts { doubts: doubt::UNREADABLE_DUE, ..facts(Status::Blank, 10, NO_DAY, NO_DAY) };
        assert_eq!(on(30, &due, RULES()), Some(Outcome::NoDue));
        let ended = Facts { finished: 15, ..due };
        let rules = Rules { no_due: NoDueAs::OnTime, ..RULES() };
        assert_eq!(on(30, &ended, rules), Some(NoVerdict), "an appointment there is");
        assert_eq!(on(30, &Facts { doubts: 0, ..ended }, rules), Some(Outcome::OnDueDay));
    }

    #[test]
    fn the_end_day_is_chosen_before_it_is_held_against_the_day() {
        let facts = Facts { returned: 25, ..facts(Status::Blank, 10, 20, 19) };
        let by = |end_day| on(22, &facts, Rules { end_day, ..RULES() }).unwrap();
        assert_eq!(by(EndDay::Finished), Outcome::Early);
        assert_eq!(by(EndDay::Returned), Outcome::Overdue, "it ends on day 25");
        let only = Facts { finished: NO_DAY, ..facts };
        let by = |end_day| on(30, &only, Rules { end_day, ..RULES() }).unwrap();
        assert_eq!((by(EndDay::Finished), by(EndDay::FinishedOnly)), (Outcome::Late, Outcome::Overdue));
    }

    #[test]
    fn returned_dossiers_by_each_rule() {
        use Outcome::{Early, Late, NoVerdict, OnDueDay, Stopped};
        for (due, end, apart, on_time, own) in [
            (20, 19, Stopped, OnDueDay, Early),
            (20, 25, Stopped, OnDueDay, Late),
            (20, NO_DAY, Stopped, OnDueDay, NoVerdict),
            (NO_DAY, 25, Stopped, OnDueDay, NoVerdict),
        ] {
            let facts = facts(Status::Returned, 10, due, end);
            let by = |returned| on(30, &facts, Rules { returned, ..RULES() }).unwrap();
            let all = [ReturnedAs::Apart, ReturnedAs::OnTime, ReturnedAs::OwnDates].map(by);
            assert_eq!(all, [apart, on_time, own], "{due} {end}");
        }
        let facts = facts(Status::Returned, 10, NO_DAY, 25);
        let rules = Rules { returned: ReturnedAs::OwnDates, no_due: NoDueAs::OnTime, ..RULES() };
        assert_eq!(on(30, &facts, rules), Some(OnDueDay));
    }

    #[test]
    fn the_instant_clock_needs_both_times() {
        let mut facts = facts(Status::Blank, 10, 20, 20);
        (facts.due_second, facts.finished_second) = (100, 101);
        let by = |facts: &Facts, clock| on(30, facts, Rules { clock, ..RULES() }).unwrap();
        assert_eq!(by(&facts, Clock::Instant), Outcome::Late);
        assert_eq!(by(&facts, Clock::Day), Outcome::OnDueDay);
        facts.due_second = NO_TIME;
        assert_eq!(by(&facts, Clock::Instant), Outcome::OnDueDay);
        facts.finished = 19;
        assert_eq!(by(&facts, Clock::Instant), Outcome::Early);
    }
}
