//! The days of one row, and the contradictions among them.

use crate::dossier::facts::{Facts, NO_DAY, NO_TIME, doubt};
use crate::dossier::issues::IssueKind;
use crate::read::{Cell, limits};
use crate::schema::Column;
use crate::text::begins_with_word;
use crate::value::{Coded, Moment, Order, Status, any_code_day, code_day, code_key, is_plain_code};

/// 01/01/1990: one-stop desks have no older dossiers.
const OLDEST: i32 = 7_305;

/// The days of one row.
#[derive(Debug)]
pub struct Days {
    /// Day received, or filed, or of the code; [`NO_DAY`] without any.
    pub received: i32,
    pub(super) received_second: Option<u32>,
    pub(super) submitted: Option<Moment>,
    pub(super) due: Option<Moment>,
    pub(super) finished: Option<Moment>,
    pub(super) returned: Option<Moment>,
    pub(super) of_code: Option<i32>,
    pub(super) unreadable: Unreadable,
    /// The source of the received day, if it is not its own column.
    pub source: Option<IssueKind>,
}

/// Bits of the columns whose cell contains something other than a day, by what it contains.
#[derive(Debug, Clone, Copy, Default)]
pub struct Unreadable {
    pub(super) impossible: u16,
    pub(super) errors: u16,
    pub(super) uncalculated: u16,
    /// Those of the impossible ones that are words.
    pub(super) words: u16,
    /// True if the days may belong to other columns: the row is shifted in an unexplained way.
    pub(super) distrusted: u16,
    /// True if the appointment is 01/01/1970, which a clock at zero shows.
    pub(super) zero_due: bool,
}

impl Unreadable {
    /// Bits of all columns whose cell contains something other than a day.
    pub fn any(self) -> u16 {
        self.impossible | self.errors | self.uncalculated | self.distrusted
    }

    /// True if the column's cell contains something other than a day.
    pub fn has(self, column: Column) -> bool {
        self.any() >> column as u16 & 1 == 1
    }

    /// What a date cell without a day contains.
    #[cold]
    pub fn note(&mut self, column: Column, cell: Cell<'_>) {
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
    /// The doubts that follow from unreadable cells.
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

    /// The dossier's days; all other facts are blank.
    #[inline]
    pub fn facts(&self) -> Facts {
        let day = |moment: Option<Moment>| moment.map_or(NO_DAY, |moment| moment.day);
        let second = |moment: Option<Moment>| moment.and_then(|moment| moment.second).unwrap_or(NO_TIME);
        // Acceptance is judged only if the received day comes from another column.
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

    /// The days of a dossier whose due day and end days are final; the arguments are the days in its cells
    /// received and filed.
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

    /// True if nothing but doubts may have to be reported.
    #[inline]
    pub fn is_plain(&self) -> bool {
        self.source.is_none() && !self.is_far_off() && self.unreadable.any() == 0
    }

    /// True for a received day before there were one-stop desks.
    #[inline]
    pub fn is_far_off(&self) -> bool {
        is_far_off(self.received)
    }
}

/// True for a received day before there were one-stop desks.
#[inline]
pub fn is_far_off(received: i32) -> bool {
    received < OLDEST
}

/// The received day: that of its column, else the day filed, else the day in the code.
#[inline]
pub fn first_day(received: Option<Moment>, submitted: Option<Moment>, of_code: Option<i32>) -> i32 {
    received.or(submitted).map(|moment| moment.day).or(of_code).unwrap_or(NO_DAY)
}

/// The contradictions among a dossier's days, the day of its code, and its status.
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

/// The day in a code, if it contains one.
#[inline]
pub fn day_of_code(code: &[u8]) -> Option<i32> {
    code_day(code).or_else(|| odd_code_day(code))
}

/// The day in a code with invisible characters, other dashes or small letters.
#[cold]
fn odd_code_day(code: &[u8]) -> Option<i32> {
    let code = Some(code).filter(|code| code.len() <= limits::DAY_BYTES)?;
    let text = std::str::from_utf8(code).ok().filter(|text| !is_plain_code(text))?;
    any_code_day(code_key(text).as_bytes())
}

/// The source of a received day that does not come from its own column.
pub fn source(
    received: Option<Moment>,
    submitted: Option<Moment>,
    of_code: Option<i32>,
) -> Option<IssueKind> {
    match (received, submitted, of_code) {
        (Some(_), ..) | (None, None, None) => None,
        (None, Some(_), _) => Some(IssueKind::ReceivedFromSubmitted),
        (None, None, Some(_)) => Some(IssueKind::ReceivedFromCode),
    }
}
