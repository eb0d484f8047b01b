//! The days of one row, and what is wrong with them.

use super::unsettled::Doubtful;
use super::{Loader, Odd, spot};
use crate::dossier::facts::{Facts, NO_DAY, NO_TIME, doubt};
use crate::dossier::issues::IssueKind;
use crate::read::{Cell, Row, limits};
use crate::schema::Column;
use crate::text::begins_with_word;
use crate::value::{
    Coded, Moment, MomentCell, Order, Status, any_code_day, code_day, code_key, is_plain_code, moment,
};

/// 01/01/1990: no dossier of a one-stop desk is older.
const OLDEST: i32 = 7_305;

/// The days of one row.
#[derive(Debug)]
pub struct Days {
    /// Day received, or filed, or of the code; [`NO_DAY`] if there is none.
    pub received: i32,
    received_second: Option<u32>,
    submitted: Option<Moment>,
    due: Option<Moment>,
    finished: Option<Moment>,
    returned: Option<Moment>,
    of_code: Option<i32>,
    unreadable: Unreadable,
    /// Where the received day came from, if not from its own column.
    pub source: Option<IssueKind>,
}

/// Bits of the columns whose cell holds something that is no day, by what it is.
#[derive(Debug, Clone, Copy, Default)]
struct Unreadable {
    impossible: u16,
    errors: u16,
    uncalculated: u16,
    /// Those among the impossible that are words.
    words: u16,
    /// Days that may belong to other columns: the row is shifted in a way that nothing explains.
    distrusted: u16,
    /// The appointment is what a clock at zero shows.
    zero_due: bool,
}

impl Unreadable {
    fn any(self) -> u16 {
        self.impossible | self.errors | self.uncalculated | self.distrusted
    }

    fn has(self, column: Column) -> bool {
        self.any() >> column as u16 & 1 == 1
    }

    /// What a cell of a date column is that gives no day.
    #[cold]
    fn note(&mut self, column: Column, cell: Cell<'_>) {
        let bits = match cell {
            Cell::Error => &mut self.errors,
            Cell::Text([b'#', letter, ..]) if letter.is_ascii_uppercase() => &mut self.errors,
            Cell::Uncalculated => &mut self.uncalculated,
            _ => &mut self.impossible,
        };
        *bits |= 1 << column as u16;
        let text = if let Cell::Text(text) = cell { text } else { &[] };
        let words = std::str::from_utf8(text).is_ok_and(begins_with_word);
        self.words |= u16::from(words) << column as u16;
    }
}

impl Days {
    /// The doubts that unreadable cells raise.
    pub fn doubts(&self) -> u16 {
        if self.unreadable.any() == 0 {
            return 0;
        }
        let columns = [
            (Column::Due, doubt::UNREADABLE_DUE),
            (Column::Finished, doubt::UNREADABLE_FINISHED),
            (Column::Returned, doubt::UNREADABLE_RETURNED),
        ];
        let of = |(column, bit): (Column, u16)| if self.unreadable.has(column) { bit } else { 0 };
        columns.into_iter().map(of).fold(doubt::IMPOSSIBLE_DATE, |doubts, bit| doubts | bit)
    }

    /// The dossier's days, and nothing else of it.
    #[inline]
    pub fn facts(&self) -> Facts {
        let day = |moment: Option<Moment>| moment.map_or(NO_DAY, |moment| moment.day);
        let second = |moment: Option<Moment>| moment.and_then(|moment| moment.second).unwrap_or(NO_TIME);
        // Acceptance is judged only where the received day is another column's.
        let filed = self.submitted.filter(|_| self.source.is_none());
        Facts {
            received: self.received,
            received_second: self.received_second.unwrap_or(NO_TIME),
            submitted: day(filed),
            submitted_second: second(filed),
            due: day(self.due),
            due_second: second(self.due),
            finished: day(self.finished),
            finished_second: second(self.finished),
            returned: day(self.returned),
            returned_second: second(self.returned),
            ..Facts::BLANK
        }
    }

    /// The days of a dossier whose due day and ends are settled, and these the days of its cells received and filed.
    pub fn again(facts: &Facts, [received, submitted]: [i32; 2], code: &[u8], zero_due: bool) -> Self {
        let moment = |day: i32| (day != NO_DAY).then_some(Moment { day, second: None, order: Order::Fixed });
        let (received, submitted, of_code) = (moment(received), moment(submitted), day_of_code(code));
        let unread = |column: Column, bit: u16| u16::from(facts.doubts & bit != 0) << column as u16;
        let impossible = unread(Column::Finished, doubt::UNREADABLE_FINISHED)
            | unread(Column::Returned, doubt::UNREADABLE_RETURNED);
        Self {
            received: first_day(received, submitted, of_code),
            received_second: None,
            submitted,
            due: moment(facts.due),
            finished: moment(facts.finished),
            returned: moment(facts.returned),
            of_code,
            unreadable: Unreadable { impossible, zero_due, ..Unreadable::default() },
            source: source(received, submitted, of_code),
        }
    }

    /// True if nothing but doubts can have to be told.
    #[inline]
    pub fn is_plain(&self) -> bool {
        self.source.is_none() && !self.is_far_off() && self.unreadable.any() == 0
    }

    /// Received before any one-stop desk was.
    #[inline]
    pub fn is_far_off(&self) -> bool {
        is_far_off(self.received)
    }
}

impl Loader {
    pub(super) fn days(&mut self, row: &Row<'_>, code: &[u8]) -> Days {
        let mut unreadable = Unreadable::default();
        let received = self.moment(row, Column::Received, &mut unreadable);
        let submitted = self.moment(row, Column::Submitted, &mut unreadable);
        let due = self.moment(row, Column::Due, &mut unreadable);
        let finished = self.moment(row, Column::Finished, &mut unreadable);
        let returned = self.moment(row, Column::Returned, &mut unreadable);
        let of_code = day_of_code(code);
        if self.is_unsettled(row.number) {
            self.complete_unsettled(received, submitted);
        }
        let mut days = Days {
            received: first_day(received, submitted, of_code),
            received_second: received.and_then(|moment| moment.second),
            submitted,
            due,
            finished,
            returned,
            of_code,
            unreadable,
            source: source(received, submitted, of_code),
        };
        if self.odd == Odd::Unexplained {
            distrust(&mut days);
        }
        days
    }

    /// Reads one date cell; one that is no day is noted by its column's bit.
    #[inline]
    fn moment(&mut self, row: &Row<'_>, column: Column, unreadable: &mut Unreadable) -> Option<Moment> {
        let cell = row.cell_up_to(self.places.of_column(column), limits::DAY_BYTES);
        match moment(cell, self.epoch) {
            MomentCell::None => None,
            MomentCell::At(moment) => {
                let is_text = !matches!(cell, Cell::Date(_));
                if is_text && moment.order != Order::MonthFirst && !self.reading.swaps() {
                    self.orders.see(column, moment.order, row.number);
                    if moment.order == Order::Either && self.may_be_month_first(column) {
                        self.note_doubtful(column, row.number, Doubtful::Text);
                    }
                    return Some(moment);
                }
                let moment = self.ordered(column, moment, is_text, row.number);
                if moment.is_none() {
                    unreadable.note(column, cell);
                }
                moment
            }
            MomentCell::Zero => {
                unreadable.zero_due |= column == Column::Due;
                None
            }
            MomentCell::Impossible => {
                unreadable.note(column, cell);
                self.orders.see_unread(column, cell);
                None
            }
        }
    }

    /// A day where the order of day and month is open, or settled by hand.
    #[cold]
    fn ordered(&mut self, column: Column, moment: Moment, is_text: bool, row: u32) -> Option<Moment> {
        let impossible = is_text && moment.order == Order::MonthFirst && self.orders.is_day_first(column);
        if is_text {
            self.orders.see(column, moment.order, row);
        } else {
            self.orders.see_cell(column, moment, row);
        }
        if !self.reading.is_open() {
            return self.reading.settle(column, moment, is_text);
        }
        if moment.order == Order::MonthFirst && !impossible {
            self.note_doubtful(column, row, Doubtful::Guess);
        } else if !is_text && moment.fits_both_ways() && self.orders.may_swap_cells(column) {
            self.note_doubtful(column, row, Doubtful::Cell);
        }
        (!impossible).then_some(moment)
    }

    /// True while a text of the column may turn out to be month first.
    #[inline]
    pub(super) fn may_be_month_first(&self, column: Column) -> bool {
        !self.orders.is_day_first(column) && self.reading.is_open()
    }

    /// What contradicts itself in a row, of which these facts are known.
    pub(super) fn contradictions(&self, facts: &Facts, days: &Days) -> u16 {
        let unread = days.unreadable.has(Column::Finished) || days.unreadable.has(Column::Returned);
        let no_end = if unread { doubt::NO_END } else { 0 };
        let due = if days.unreadable.zero_due { doubt::DUE_BEFORE_RECEIVED } else { 0 };
        contradictions(facts, days.of_code.unwrap_or(NO_DAY), self.today) & !no_end | due
    }

    /// Counts the cells of a row's date columns that hold no day.
    pub(super) fn report_unreadable(&mut self, row: u32, days: &Days) {
        let Unreadable { impossible, errors, uncalculated, words, .. } = days.unreadable;
        for column in Column::ALL.into_iter().filter(|column| words >> *column as u16 & 1 == 1) {
            self.orders.see_words(column);
        }
        let kinds = [
            (impossible, IssueKind::ImpossibleDate),
            (errors, IssueKind::ErrorCell),
            (uncalculated, IssueKind::Uncalculated),
        ];
        for (bits, kind) in kinds.into_iter().filter(|(bits, _)| *bits != 0) {
            for column in Column::ALL.iter().filter(|column| bits >> **column as u16 & 1 == 1) {
                self.issues.add(kind, || spot(&self.headers, self.places.of_column(*column), row));
            }
        }
    }
}

/// Received before any one-stop desk was.
#[inline]
pub fn is_far_off(received: i32) -> bool {
    received < OLDEST
}

/// The days of a row whose cells may all stand under a wrong header: none of them gives a verdict.
fn distrust(days: &mut Days) {
    for (column, moment) in [
        (Column::Due, &mut days.due),
        (Column::Finished, &mut days.finished),
        (Column::Returned, &mut days.returned),
    ] {
        if moment.take().is_some() {
            days.unreadable.distrusted |= 1 << column as u16;
        }
    }
}

#[inline]
fn first_day(received: Option<Moment>, submitted: Option<Moment>, of_code: Option<i32>) -> i32 {
    received.or(submitted).map(|moment| moment.day).or(of_code).unwrap_or(NO_DAY)
}

/// What contradicts itself among a dossier's days, the day of its code, and its status.
#[inline]
pub fn contradictions(facts: &Facts, of_code: i32, today: i32) -> u16 {
    let Facts { received, submitted, due, finished, returned, status, .. } = *facts;
    let (end, _) = facts.end();
    let (is_status, ended) = (|of: Status| status == of.number(), end != NO_DAY);
    let flag = |wrong: bool, doubt: u16| if wrong { doubt } else { 0 };
    flag(ended & (end < received), doubt::END_BEFORE_RECEIVED)
        | flag((due != NO_DAY) & (due < received), doubt::DUE_BEFORE_RECEIVED)
        | flag(ended & (is_status(Status::Open) | is_status(Status::Waiting)), doubt::OPEN_STATUS)
        | flag(!ended & is_status(Status::Finished), doubt::NO_END)
        | flag((of_code != NO_DAY) & (of_code != received) & (of_code != submitted), doubt::CODE_DATE)
        | flag((received > today) | (finished > today) | (returned > today), doubt::AFTER_TODAY)
}

/// The day of a code, if it holds one.
#[inline]
pub fn day_of_code(code: &[u8]) -> Option<i32> {
    code_day(code).or_else(|| odd_code_day(code))
}

/// The day in a code with unseen letters, other dashes or small letters.
#[cold]
fn odd_code_day(code: &[u8]) -> Option<i32> {
    let code = Some(code).filter(|code| code.len() <= limits::DAY_BYTES)?;
    let text = std::str::from_utf8(code).ok().filter(|text| !is_plain_code(text))?;
    any_code_day(code_key(text).as_bytes())
}

/// Where the received day came from, where that is not its own column.
fn source(received: Option<Moment>, submitted: Option<Moment>, of_code: Option<i32>) -> Option<IssueKind> {
    match (received, submitted, of_code) {
        (Some(_), ..) | (None, None, None) => None,
        (None, Some(_), _) => Some(IssueKind::ReceivedFromSubmitted),
        (None, None, Some(_)) => Some(IssueKind::ReceivedFromCode),
    }
}
