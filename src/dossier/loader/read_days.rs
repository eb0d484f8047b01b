//! Reads the date cells of a row.

use super::days::{Days, Unreadable, contradictions, day_of_code, first_day, source};
use super::unsettled::Doubtful;
use super::width::Odd;
use super::{Loader, spot};
use crate::dossier::facts::{Facts, NO_DAY, doubt};
use crate::dossier::issues::IssueKind;
use crate::read::{Cell, Row, limits};
use crate::schema::Column;
use crate::value::{Moment, MomentCell, Order, moment};

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

    /// Reads one date cell. If it is not a day, sets its column's bit.
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

    /// A day in a column whose order of day and month is unknown or was chosen by the user.
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

    /// True while the column may turn out to be month first.
    #[inline]
    pub(super) fn may_be_month_first(&self, column: Column) -> bool {
        !self.orders.is_day_first(column) && self.reading.is_open()
    }

    /// The contradictions in a row with these facts.
    pub(super) fn contradictions(&self, facts: &Facts, days: &Days) -> u16 {
        let unread = days.unreadable.has(Column::Finished) || days.unreadable.has(Column::Returned);
        let no_end = if unread { doubt::NO_END } else { 0 };
        let due = if days.unreadable.zero_due { doubt::DUE_BEFORE_RECEIVED } else { 0 };
        contradictions(facts, days.of_code.unwrap_or(NO_DAY), self.today) & !no_end | due
    }

    /// Counts the date cells of a row that contain something other than a day.
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

/// The days of a row whose cells may all be under wrong headers: they give no verdict.
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
