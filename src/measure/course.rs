//! The course of one dossier: when it was opened, and when and how it was closed. Its outcome on any day
//! follows from this (docs/reference.md, "Definitions"). The rules decide what closes a dossier and how that
//! counts.

use super::{Clock, EndDay, NoDueAs, Outcome, ReturnedAs, Rules, Waiting};
use crate::dossier::{Facts, NO_DAY, NO_TIME, doubt};
use crate::value::Status;

/// How a dossier was closed, by its own facts. The rules map this to an outcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Closing {
    /// Ended before its due day.
    Early,
    /// Ended on its due day.
    OnDueDay,
    /// Ended after its due day.
    Late,
    /// Ended, but the end day or the appointment is unknown or unreadable.
    NoVerdict,
    /// Ended without an appointment.
    NoDue,
    /// Returned before its due day.
    ReturnedEarly,
    /// Returned on its due day.
    ReturnedOnDueDay,
    /// Returned after its due day.
    ReturnedLate,
    /// Returned; the day or the appointment is unknown or unreadable.
    ReturnedNoVerdict,
    /// Returned without an appointment.
    ReturnedNoDue,
    /// Processing was stopped.
    Halted,
    /// Never accepted.
    NotAccepted,
}

impl Closing {
    /// All variants, in the order of their numbers.
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

    /// The outcome of this closing under the rules (docs/reference.md, "Against published figures"). A table
    /// lookup, because a branch per dossier would often be mispredicted.
    #[inline(always)]
    pub fn outcome(self, rules: &Rules) -> Outcome {
        let by_rules = OUTCOMES.get(rules.returned as usize).and_then(|rows| rows.get(rules.no_due as usize));
        by_rules.and_then(|outcomes| outcomes.get(self as usize)).copied().unwrap_or(Outcome::NoVerdict)
    }

    /// True if the dossier was given back after intake without a result.
    #[inline]
    pub fn is_returned(self) -> bool {
        (Self::ReturnedEarly as u8..=Self::ReturnedNoDue as u8).contains(&(self as u8))
    }

    /// The corresponding variant for a returned dossier.
    #[inline]
    pub fn returned(self) -> Self {
        match self {
            Self::Early => Self::ReturnedEarly,
            Self::OnDueDay => Self::ReturnedOnDueDay,
            Self::Late => Self::ReturnedLate,
            Self::NoDue => Self::ReturnedNoDue,
            _ => Self::ReturnedNoVerdict,
        }
    }
}

/// [`Closing::outcome`], indexed by the rules `returned` and `no_due`, then by the closing.
static OUTCOMES: [[[Outcome; Closing::ALL.len()]; NoDueAs::ALL.len()]; ReturnedAs::ALL.len()] = [
    [
        outcomes(Some(Outcome::Stopped), Outcome::NoVerdict),
        outcomes(Some(Outcome::Stopped), Outcome::OnDueDay),
    ],
    [
        outcomes(Some(Outcome::OnDueDay), Outcome::NoVerdict),
        outcomes(Some(Outcome::OnDueDay), Outcome::OnDueDay),
    ],
    [outcomes(None, Outcome::NoVerdict), outcomes(None, Outcome::OnDueDay)],
];

/// The outcome of each closing, in order. `returned` is the outcome of all returned dossiers; None judges
/// each by its own dates.
const fn outcomes(returned: Option<Outcome>, no_due: Outcome) -> [Outcome; Closing::ALL.len()] {
    use Outcome::{Early, Late, NoVerdict, NotAccepted, OnDueDay, Stopped};
    let [a, b, c, d, e] = match returned {
        Some(all) => [all; 5],
        None => [Early, OnDueDay, Late, NoVerdict, no_due],
    };
    [Early, OnDueDay, Late, NoVerdict, no_due, a, b, c, d, e, Stopped, NotAccepted]
}

/// A dossier's course, independent of the day of the question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Course {
    /// Day received.
    pub opened: i32,
    /// Day it ended or stopped, never before `opened`; [`i32::MAX`] while open.
    pub closed: i32,
    /// How it was closed; meaningless while open.
    pub closing: Closing,
    /// The outcome from that day on; meaningless while open.
    pub outcome: Outcome,
    /// The outcome while open and not overdue.
    pub open: Outcome,
    /// Last day on which it is not overdue; [`i32::MAX`] if it never becomes overdue.
    pub due: i32,
    /// The end day under the rules; [`NO_DAY`] if there is none.
    pub end: i32,
}

impl Course {
    /// The course of a dossier under the rules.
    #[inline(always)]
    pub fn of(facts: &Facts, rules: &Rules) -> Self {
        let status = Status::of(facts.status);
        let end = End::of(facts, rules.end_day);
        // Selects values instead of branching, so that mixed outcomes cause no branch mispredictions.
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

    /// The outcome on a day. None before the dossier was received.
    #[inline(always)]
    pub fn outcome_on(&self, day: i32) -> Option<Outcome> {
        let open = if self.due < day { Outcome::Overdue } else { self.open };
        let outcome = if self.closed <= day { self.outcome } else { open };
        (self.opened <= day).then_some(outcome)
    }

    /// True if it ended and its end day is known.
    #[inline]
    pub fn has_ended(&self) -> bool {
        self.end != NO_DAY && self.outcome.is_ended()
    }

    /// True if it does not show whether its appointment was kept: it stopped, or its end day is unknown.
    #[inline]
    pub fn keeps_no_appointment(&self) -> bool {
        self.outcome == Outcome::Stopped || self.end == NO_DAY
    }
}

/// The day that ends a dossier.
struct End {
    day: i32,
    second: u32,
    /// True if the cell of the day cannot be read.
    unreadable: bool,
}

impl End {
    /// The end by the rule. An unreadable day is not a missing one: the other day does not replace it.
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

/// The day and second that end a dossier under the rules; [`NO_DAY`] if there is none.
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

/// Judges an end day against the appointment.
#[inline(always)]
fn judge(facts: &Facts, day: i32, second: u32, clock: Clock) -> Closing {
    let by_then = if is_after(facts, day, second, clock) { Closing::Late } else { Closing::OnDueDay };
    if day < facts.due { Closing::Early } else { by_then }
}

/// True if a day is after the appointment, by the clock of the rules. If either has no time of day, only the
/// days are compared.
#[inline(always)]
pub fn is_after(facts: &Facts, day: i32, second: u32, clock: Clock) -> bool {
    let timed = clock == Clock::Instant && second != NO_TIME && facts.due_second != NO_TIME;
    day > facts.due || (day == facts.due && timed && second > facts.due_second)
}

/// The outcome while open, and the last day on which the dossier is not overdue.
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
    fn each_outcome_of_the_definitions() {
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
    fn waiting_dossiers_under_each_rule() {
        let by = |waiting, due| {
            let facts = facts(Status::Waiting, 10, due, NO_DAY);
            on(30, &facts, Rules { waiting, ..RULES() }).unwrap()
        };
        assert_eq!([20, NO_DAY].map(|due| by(Waiting::Apart, due)), [Outcome::Waiting; 2]);
        assert_eq!([20, NO_DAY].map(|due| by(Waiting::InTerm, due)), [Outcome::InTerm; 2]);
        assert_eq!([20, NO_DAY].map(|due| by(Waiting::Pending, due)), [Outcome::Overdue, Outcome::NoDue]);
    }

    /// If the end cannot be read, the status decides.
    #[test]
    fn an_unreadable_day_is_not_a_missing_day() {
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
        assert_eq!(on(30, &ended, rules), Some(NoVerdict), "an unreadable appointment is not a missing one");
        assert_eq!(on(30, &Facts { doubts: 0, ..ended }, rules), Some(Outcome::OnDueDay));
    }

    #[test]
    fn the_end_day_is_chosen_before_it_is_compared_with_the_as_of_date() {
        let facts = Facts { returned: 25, ..facts(Status::Blank, 10, 20, 19) };
        let by = |end_day| on(22, &facts, Rules { end_day, ..RULES() }).unwrap();
        assert_eq!(by(EndDay::Finished), Outcome::Early);
        assert_eq!(by(EndDay::Returned), Outcome::Overdue, "it ends on day 25");
        let only = Facts { finished: NO_DAY, ..facts };
        let by = |end_day| on(30, &only, Rules { end_day, ..RULES() }).unwrap();
        assert_eq!((by(EndDay::Finished), by(EndDay::FinishedOnly)), (Outcome::Late, Outcome::Overdue));
    }

    #[test]
    fn returned_dossiers_under_each_rule() {
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
