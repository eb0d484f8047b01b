//! Many rows at once, one column after the other: each step is a short loop over cells of one kind, which stay near the
//! processor. Nothing is judged here that a row by itself would judge otherwise: a row that is odd in any way (no day
//! received, a word or name that has not come before, a cell that must be reported) is left to [`Loader::row`], at its
//! place among the others.

use super::days::{contradictions, day_of_code, is_far_off};
use super::order::Orders;
use super::{Loader, Places, REPORTED, is_plain};
use crate::Error;
use crate::dossier::dictionary::{Names, Words};
use crate::dossier::facts::{Facts, NO_DAY, NO_TIME};
use crate::dossier::issues::IssueKind;
use crate::read::{Block, Epoch, limits};
use crate::schema::Column;
use crate::value::{Channel, Coded, MomentCell, Order, Status, parse_moment};
use std::ops::Range;

/// Columns of days, in the order of [`Sheet::days`].
const DAYS: [Column; 5] =
    [Column::Received, Column::Submitted, Column::Due, Column::Finished, Column::Returned];

/// Bits of what is to be reported of a received day.
mod note {
    pub const FROM_SUBMITTED: u8 = 1;
    pub const FROM_CODE: u8 = 1 << 1;
    pub const FAR_OFF: u8 = 1 << 2;
}

/// Those bits, with the kinds that they are reported as.
const NOTED: [(u8, IssueKind); 3] = [
    (note::FROM_SUBMITTED, IssueKind::ReceivedFromSubmitted),
    (note::FROM_CODE, IssueKind::ReceivedFromCode),
    (note::FAR_OFF, IssueKind::DateFarOff),
];

/// What the cells of a block hold. Columns that are not mapped keep what they are made with.
#[derive(Debug, Default)]
pub struct Sheet {
    /// The row is to be read by itself.
    odd: Vec<bool>,
    days: [Days; 5],
    of_code: Vec<i32>,
    names: Vec<u32>,
    words: Vec<u8>,
    facts: Vec<Facts>,
    notes: Vec<u8>,
}

/// One column of days.
#[derive(Debug, Default)]
struct Days {
    day: Vec<i32>,
    second: Vec<u32>,
    /// Bits of [`Order`]; 0 where the cell is blank.
    order: Vec<u8>,
}

impl Loader {
    /// Takes the next rows, as [`Loader::row`] does; gives how many: all, unless one is the header of another table.
    pub fn block(&mut self, block: &Block<'_>) -> Result<usize, Error> {
        if !self.takes(block) {
            return self.rows(block, 0..block.len());
        }
        let mut sheet = std::mem::take(&mut self.sheet);
        self.read(block, &mut sheet);
        let taken = self.enter(block, &mut sheet);
        self.sheet = sheet;
        taken
    }

    /// True if its rows can be read together: as wide as the header, with codes, no order of days chosen against the usual.
    fn takes(&self, block: &Block<'_>) -> bool {
        self.width.is_usual(block.columns())
            && self.places.has(Column::Code)
            && !self.reading.swaps()
            && self.echoed.is_none()
            && self.code_bytes + block.bytes() <= limits::CODE_BYTES
    }

    /// Takes some of the rows one by one; gives the place after the last that was taken.
    fn rows(&mut self, block: &Block<'_>, range: Range<usize>) -> Result<usize, Error> {
        let end = range.end;
        for index in range {
            self.row(&block.row(index))?;
            if self.other.is_some() {
                return Ok(index + 1);
            }
        }
        Ok(end)
    }

    /// Reads all cells, and changes nothing.
    fn read(&mut self, block: &Block<'_>, sheet: &mut Sheet) {
        sheet.resize(block.len());
        sheet.mark_long(block);
        sheet.read_codes(block, self.places.of_column(Column::Code));
        sheet.read_days(block, &self.places, self.epoch, DAYS.map(|column| self.may_be_month_first(column)));
        sheet.settle_received();
        self.read_names(block, sheet);
        self.read_words(block, sheet);
        sheet.judge(block.first, self.today);
    }

    fn read_names(&mut self, block: &Block<'_>, sheet: &mut Sheet) {
        let place = |column: Column| Some(self.places.of_column(column)).filter(|_| self.places.has(column));
        if let Some(place) = place(Column::Unit) {
            read_names(block, place, &mut self.units, sheet);
            set(&mut sheet.facts, &sheet.names, |facts| &mut facts.unit);
        }
        if let Some(place) = place(Column::Field) {
            read_names(block, place, &mut self.fields, sheet);
            set(&mut sheet.facts, &sheet.names, |facts| &mut facts.field);
        }
        if let Some(place) = place(Column::Procedure) {
            read_names(block, place, &mut self.procedures, sheet);
            set(&mut sheet.facts, &sheet.names, |facts| &mut facts.procedure);
        }
    }

    fn read_words(&mut self, block: &Block<'_>, sheet: &mut Sheet) {
        // What a row by itself looks at once more: words that tell no channel, and dossiers that are deleted.
        let (no_channel, deleted) = (Channel::Other.number(), Status::Deleted.number());
        let place = |column: Column| Some(self.places.of_column(column)).filter(|_| self.places.has(column));
        if let Some(place) = place(Column::UnitLevel) {
            read_words(block, place, (&mut self.unit_levels, u8::MAX), sheet);
            set(&mut sheet.facts, &sheet.words, |facts| &mut facts.unit_level);
        }
        if let Some(place) = place(Column::ServiceLevel) {
            read_words(block, place, (&mut self.service_levels, u8::MAX), sheet);
            set(&mut sheet.facts, &sheet.words, |facts| &mut facts.service_level);
        }
        if let Some(place) = place(Column::IntakeChannel) {
            read_words(block, place, (&mut self.intakes, no_channel), sheet);
            set(&mut sheet.facts, &sheet.words, |facts| &mut facts.intake);
        }
        if let Some(place) = place(Column::ReturnChannel) {
            read_words(block, place, (&mut self.returns, no_channel), sheet);
            set(&mut sheet.facts, &sheet.words, |facts| &mut facts.return_channel);
        }
        if let Some(place) = place(Column::Status) {
            read_words(block, place, (&mut self.statuses, deleted), sheet);
            set(&mut sheet.facts, &sheet.words, |facts| &mut facts.status);
        }
    }

    /// Enters the rows in order: those that look as they should in runs, the others by themselves.
    fn enter(&mut self, block: &Block<'_>, sheet: &mut Sheet) -> Result<usize, Error> {
        let mut start = 0;
        while let Some(odd) = sheet.odd.get(start).copied() {
            let rest = sheet.odd.get(start..).unwrap_or_default();
            let end = start + rest.iter().take_while(|other| **other == odd).count();
            if odd {
                let taken = self.rows(block, start..end)?;
                if self.other.is_some() {
                    return Ok(taken);
                }
            } else {
                self.enter_run(block, sheet, start..end);
            }
            start = end;
        }
        Ok(block.len())
    }

    fn enter_run(&mut self, block: &Block<'_>, sheet: &mut Sheet, range: Range<usize>) {
        self.see_orders(block, sheet, range.clone());
        let (notes, codes) = (sheet.notes.get(range.clone()).unwrap_or_default(), range.start);
        let facts = sheet.facts.get_mut(range).unwrap_or_default();
        self.place(facts);
        self.report_run(facts, notes);
        let place = self.places.of_column(Column::Code);
        self.code_bytes += block.column(place).skip(codes).take(facts.len()).map(<[u8]>::len).sum::<usize>();
        self.leftovers.pass();
        self.builder.extend(block.column(place).skip(codes), facts);
    }

    /// Gives dossiers the unit and the level that no column of theirs tells.
    fn place(&mut self, facts: &mut [Facts]) {
        if !self.places.has(Column::Unit) {
            facts.iter_mut().for_each(|facts| facts.unit = self.group);
        }
        if !self.places.has(Column::UnitLevel) {
            self.infer_levels();
            let level = |unit: u32| self.inferred.get(unit as usize).copied().unwrap_or(0);
            facts.iter_mut().for_each(|facts| facts.unit_level = level(facts.unit));
        }
    }

    /// Notes what the cells of a run say about the order of day and month.
    fn see_orders(&mut self, block: &Block<'_>, sheet: &Sheet, range: Range<usize>) {
        for (column, days) in DAYS.into_iter().zip(&sheet.days) {
            let orders = days.order.get(range.clone()).unwrap_or_default();
            if self.places.has(column) {
                self.orders.see_run(column, orders, block.number(range.start));
            }
        }
    }

    fn report_run(&mut self, facts: &[Facts], notes: &[u8]) {
        let (doubts, noted) = (
            facts.iter().fold(0, |all, facts| all | facts.doubts),
            notes.iter().fold(0, |all, note| all | note),
        );
        for (bit, kind) in REPORTED.into_iter().filter(|(bit, _)| doubts & bit != 0) {
            let rows = facts.iter().filter(|facts| facts.doubts & bit != 0);
            self.issues.add_rows(kind, rows.map(|facts| facts.row));
        }
        for (bit, kind) in NOTED.into_iter().filter(|(bit, _)| noted & bit != 0) {
            let rows = facts.iter().zip(notes).filter(|(_, note)| *note & bit != 0);
            self.issues.add_rows(kind, rows.map(|(facts, _)| facts.row));
        }
    }
}

impl Sheet {
    fn resize(&mut self, rows: usize) {
        self.odd.resize(rows, false);
        for days in &mut self.days {
            days.day.resize(rows, NO_DAY);
            days.second.resize(rows, NO_TIME);
            days.order.resize(rows, 0);
        }
        self.of_code.resize(rows, NO_DAY);
        self.names.resize(rows, 0);
        self.words.resize(rows, 0);
        self.facts.resize(rows, Facts::BLANK);
        self.notes.resize(rows, 0);
    }

    /// Rows that may hold a cell of which not all is looked at.
    fn mark_long(&mut self, block: &Block<'_>) {
        for (odd, length) in self.odd.iter_mut().zip(block.lengths()) {
            *odd = length as usize > limits::CELL_BYTES;
        }
    }

    #[inline(never)]
    fn read_codes(&mut self, block: &Block<'_>, place: usize) {
        for ((odd, day), code) in self.odd.iter_mut().zip(&mut self.of_code).zip(block.column(place)) {
            *odd |= !is_plain(code);
            *day = day_of_code(code).unwrap_or(NO_DAY);
        }
    }

    /// Reads the columns of days. Of those that are `open` it is not known yet which of day and month stands first.
    fn read_days(&mut self, block: &Block<'_>, places: &Places, epoch: Epoch, open: [bool; 5]) {
        for ((days, column), open) in self.days.iter_mut().zip(DAYS).zip(open) {
            if places.has(column) {
                read_days(block, places.of_column(column), (epoch, open), days, &mut self.odd);
            }
        }
        let [received, submitted, due, finished, returned] = &self.days;
        received.put(&mut self.facts, |facts| (&mut facts.received, &mut facts.received_second));
        submitted.put(&mut self.facts, |facts| (&mut facts.submitted, &mut facts.submitted_second));
        due.put(&mut self.facts, |facts| (&mut facts.due, &mut facts.due_second));
        finished.put(&mut self.facts, |facts| (&mut facts.finished, &mut facts.finished_second));
        returned.put(&mut self.facts, |facts| (&mut facts.returned, &mut facts.returned_second));
    }

    /// The received day is the day filed, or the code's, where its own column has none.
    #[inline(never)]
    fn settle_received(&mut self) {
        let rows = self.facts.iter_mut().zip(&mut self.notes).zip(&mut self.odd).zip(&self.of_code);
        for (((facts, note), odd), of_code) in rows {
            *note = 0;
            if facts.received == NO_DAY {
                let filed = facts.submitted != NO_DAY;
                *note = if filed { note::FROM_SUBMITTED } else { note::FROM_CODE };
                facts.received = if filed { facts.submitted } else { *of_code };
                // Acceptance is judged only where the received day is another column's.
                (facts.submitted, facts.submitted_second) = (NO_DAY, NO_TIME);
            }
            *note |= if is_far_off(facts.received) { note::FAR_OFF } else { 0 };
            *odd |= facts.received == NO_DAY;
        }
    }

    #[inline(never)]
    fn judge(&mut self, first: u32, today: i32) {
        for ((facts, of_code), row) in self.facts.iter_mut().zip(&self.of_code).zip(first..) {
            facts.row = row;
            facts.doubts = contradictions(facts, *of_code, today);
        }
    }
}

impl Days {
    #[inline(always)]
    fn put(&self, facts: &mut [Facts], place: impl Fn(&mut Facts) -> (&mut i32, &mut u32)) {
        for ((facts, day), second) in facts.iter_mut().zip(&self.day).zip(&self.second) {
            let (own_day, own_second) = place(facts);
            (*own_day, *own_second) = (*day, *second);
        }
    }
}

/// Puts a column's values among the facts. Each call has a loop of its own: a pointer to a function would be called for every cell.
#[inline(always)]
fn set<T: Copy>(facts: &mut [Facts], values: &[T], place: impl Fn(&mut Facts) -> &mut T) {
    facts.iter_mut().zip(values).for_each(|(facts, value)| *place(facts) = *value);
}

/// Days that read the same whatever other cells say; all else is odd.
#[inline(never)]
fn read_days(
    block: &Block<'_>,
    place: usize,
    (epoch, open): (Epoch, bool),
    days: &mut Days,
    odd: &mut [bool],
) {
    let is_sure = |order: Order| order != Order::MonthFirst && !(open && order == Order::Either);
    let Days { day, second, order } = days;
    let rows = day.iter_mut().zip(second).zip(order).zip(odd);
    for ((((day, second), order), odd), cell) in rows.zip(block.column(place)) {
        (*day, *second, *order) = (NO_DAY, NO_TIME, 0);
        if cell.is_empty() {
            continue;
        }
        match parse_moment(cell, epoch) {
            MomentCell::At(moment) if is_sure(moment.order) && cell.len() <= limits::DAY_BYTES => {
                (*day, *second) = (moment.day, moment.second.unwrap_or(NO_TIME));
                *order = Orders::bit(moment.order);
            }
            MomentCell::None if cell.len() <= limits::DAY_BYTES => {}
            _ => *odd = true,
        }
    }
}

#[inline(never)]
fn read_names(block: &Block<'_>, place: usize, names: &mut Names, sheet: &mut Sheet) {
    let rows = sheet.names.iter_mut().zip(&mut sheet.odd);
    for ((number, odd), cell) in rows.zip(block.column(place)) {
        let known = if cell.is_empty() { Some(0) } else { names.known(cell) };
        *odd |= known.is_none();
        *number = known.unwrap_or(0);
    }
}

/// Words that are listed; `except` is the number of those that are odd all the same.
#[inline(never)]
fn read_words(block: &Block<'_>, place: usize, (words, except): (&mut Words, u8), sheet: &mut Sheet) {
    let rows = sheet.words.iter_mut().zip(&mut sheet.odd);
    for ((number, odd), cell) in rows.zip(block.column(place)) {
        let (known, listed) = words.known(cell).unwrap_or((0, false));
        *odd |= !listed | (known == except);
        *number = known;
    }
}

#[cfg(test)]
mod tests;
