//! The differences between two rows of one dossier. Only columns that both tables have are compared.

use super::columns::{COMPARED, Columns};
use crate::dossier::{Facts, NO_DAY, NO_TIME, doubt};
use crate::measure::{Clock, Course, Outcome, Question, Rules, channels_differ, end_of};
use crate::schema::Column;
use crate::value::Status;

/// Two rows of one dossier, compared.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Change {
    fields: u8,
    later: u8,
    earlier: u8,
    /// The outcome of each row; None if it was received after the as-of date.
    pub outcomes: (Option<Outcome>, Option<Outcome>),
}

/// How a field differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moves {
    /// In any way.
    Any,
    /// It is a later day on the second side.
    Later,
    /// It is an earlier day on the second side.
    Earlier,
}

impl Moves {
    /// The word for it in the name of a part: "field" = in any way.
    pub fn name(self) -> &'static str {
        match self {
            Self::Any => "field",
            Self::Later => "later",
            Self::Earlier => "earlier",
        }
    }
}

/// One row: its facts, its unit's number over all tables, and the columns of its table.
#[derive(Debug, Clone, Copy)]
pub struct ComparedRow {
    pub facts: Facts,
    pub unit: u32,
    pub columns: Columns,
}

/// A day with its time, and whether its cell contains something other than a day.
type Moment = (i32, u32, bool);

impl Change {
    /// Compares two rows by the question's rules.
    pub fn of(before: &ComparedRow, after: &ComparedRow, question: &Question) -> Self {
        let (one, two, rules) = (&before.facts, &after.facts, &question.rules);
        let common = before.columns.and(after.columns);
        let mut change = Self::default();
        let untimed = |day: i32| (day, NO_TIME, false);
        if common.has(Column::Received) {
            change.compare_days(0, untimed(one.received), untimed(two.received), Clock::Day);
        }
        if common.has(Column::Due) {
            change.compare_days(1, due(one), due(two), rules.clock);
        }
        if common.has_end(rules) {
            change.compare_days(2, end(one, common, rules), end(two, common, rules), rules.clock);
        }
        let channels = |one, two| channels_differ(one, two, rules);
        change.note(3, common.has(Column::Status) && state(before, common) != state(after, common));
        change.note(4, common.has(Column::IntakeChannel) && channels(one.intake, two.intake));
        change.note(5, common.has(Column::ReturnChannel) && channels(one.return_channel, two.return_channel));
        change.note(6, common.has(Column::Unit) && before.unit != after.unit);
        let outcome = |facts| Course::of(facts, rules).outcome_on(question.judged_on());
        change.outcomes = (outcome(one), outcome(two));
        change
    }

    fn note(&mut self, place: u8, differs: bool) {
        self.fields |= u8::from(differs) << place;
    }

    fn compare_days(&mut self, place: u8, one: Moment, two: Moment, clock: Clock) {
        let timed = clock == Clock::Instant && one.1 != NO_TIME && two.1 != NO_TIME;
        let moments = if timed { ((one.0, one.1), (two.0, two.1)) } else { ((one.0, 0), (two.0, 0)) };
        let known = one.0 != NO_DAY && two.0 != NO_DAY;
        self.note(place, moments.0 != moments.1 || one.2 != two.2);
        self.later |= u8::from(known && moments.0 < moments.1) << place;
        self.earlier |= u8::from(known && moments.0 > moments.1) << place;
    }

    /// True if a compared column differs.
    pub fn is_change(&self) -> bool {
        self.fields != 0
    }

    /// True if the field, by its place in [`COMPARED`], differs in this way.
    #[inline]
    pub fn moves(&self, place: usize, how: Moves) -> bool {
        let bits = match how {
            Moves::Any => self.fields,
            Moves::Later => self.later,
            Moves::Earlier => self.earlier,
        };
        place < COMPARED.len() && bits >> place & 1 == 1
    }
}

fn due(facts: &Facts) -> Moment {
    (facts.due, facts.due_second, facts.doubts & doubt::UNREADABLE_DUE != 0)
}

/// The end under the rules, from the columns that both tables have.
fn end(facts: &Facts, common: Columns, rules: &Rules) -> Moment {
    let mut facts = *facts;
    if !common.has(Column::Finished) {
        (facts.finished, facts.doubts) = (NO_DAY, facts.doubts & !doubt::UNREADABLE_FINISHED);
    }
    if !common.has(Column::Returned) {
        (facts.returned, facts.doubts) = (NO_DAY, facts.doubts & !doubt::UNREADABLE_RETURNED);
    }
    let (day, second) = end_of(&facts, rules);
    let unreadable = facts.doubts & (doubt::UNREADABLE_FINISHED | doubt::UNREADABLE_RETURNED) != 0;
    (day, second, day == NO_DAY && unreadable)
}

/// The status. If it is blank: finished with an end, else in progress.
fn state(row: &ComparedRow, common: Columns) -> Status {
    let ended = [(Column::Finished, row.facts.finished), (Column::Returned, row.facts.returned)]
        .into_iter()
        .any(|(column, day)| common.has(column) && day != NO_DAY);
    match Status::of(row.facts.status) {
        Status::Blank if ended => Status::Finished,
        Status::Blank => Status::Open,
        status => status,
    }
}
