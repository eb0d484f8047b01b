//! The values of a block's cells, column by column, and the loops that read them.

use crate::dossier::columns::Strip;
use crate::dossier::dictionary::{Names, Words};
use crate::dossier::facts::{Facts, NO_DAY, UNTIMED, parted};
use crate::dossier::issues::IssueKind;
use crate::dossier::loader::cells::{Places, is_plain};
use crate::dossier::loader::days::{contradictions, day_of_code, is_far_off};
use crate::dossier::loader::order::Orders;
use crate::read::{Epoch, RowBlock, Single, limits};
use crate::schema::Column;
use crate::value::{KnownDays, MomentCell, Order, parse_moment};

/// Columns of days, in the order of [`BlockColumns::orders`] and of the bits of [`Strip::odd_seconds`].
pub const DAYS: [Column; 5] =
    [Column::Received, Column::Submitted, Column::Due, Column::Finished, Column::Returned];

/// Columns of names.
const NAMES: [Column; 3] = [Column::Unit, Column::Field, Column::Procedure];

/// Bits of what must be reported about a received day.
mod note {
    pub const FROM_SUBMITTED: u8 = 1;
    pub const FROM_CODE: u8 = 1 << 1;
    pub const FAR_OFF: u8 = 1 << 2;
}

/// These bits with their kinds of issues.
pub const NOTED: [(u8, IssueKind); 3] = [
    (note::FROM_SUBMITTED, IssueKind::ReceivedFromSubmitted),
    (note::FROM_CODE, IssueKind::ReceivedFromCode),
    (note::FAR_OFF, IssueKind::DateFarOff),
];

/// The values of a block's cells. Columns that are not mapped keep their initial values.
#[derive(Debug, Default)]
pub struct BlockColumns {
    /// True for a row that must be read by itself.
    pub odd: Vec<bool>,
    /// Rows and columns of cells with doubled quotes.
    pub doubled: Vec<(usize, usize)>,
    /// The days written in the codes.
    of_code: Vec<i32>,
    /// Bits of [`Order`] for each column of days; 0 where the cell is blank.
    pub orders: [Vec<u8>; 5],
    /// Bits of [`note`].
    pub notes: Vec<u8>,
    known_days: KnownDays,
    /// The dossiers.
    pub strip: Strip,
}

impl BlockColumns {
    /// Resets to this number of rows without values.
    pub fn resize(&mut self, rows: usize) {
        self.odd.resize(rows, false);
        self.of_code.resize(rows, NO_DAY);
        self.orders.iter_mut().for_each(|orders| orders.resize(rows, 0));
        self.notes.resize(rows, 0);
        self.strip.resize(rows);
        // These are accumulated, or derived from other columns.
        self.strip.odd_seconds.fill(0);
        self.strip.received.fill(NO_DAY);
    }

    /// True if some row must be read by itself.
    pub fn has_odd(&self) -> bool {
        // No early return, so that the loop is vectorised.
        self.odd.iter().fold(false, |any, odd| any | odd)
    }

    /// Marks rows that may contain a cell longer than the part that is read.
    pub fn mark_long(&mut self, block: &RowBlock<'_>) {
        for (odd, length) in self.odd.iter_mut().zip(block.lengths()) {
            *odd = length as usize > limits::CELL_BYTES;
        }
    }

    /// Marks rows with doubled quotes in a mapped cell that is not a name.
    pub fn mark_doubled(&mut self, block: &RowBlock<'_>, places: &Places) {
        self.doubled.clear();
        self.doubled.extend(block.doubled());
        let mut last = (usize::MAX, false);
        for (row, place) in &self.doubled {
            // Mostly the same column as before.
            if last.0 != *place {
                let is_here = |column: Column| places.of_column(column) == *place && !NAMES.contains(&column);
                last = (*place, Column::ALL.into_iter().any(is_here));
            }
            if let Some(odd) = self.odd.get_mut(*row) {
                *odd |= last.1;
            }
        }
    }

    /// Reads the codes.
    #[inline(never)]
    pub fn read_codes(&mut self, block: &RowBlock<'_>, place: usize) {
        for ((odd, day), code) in self.odd.iter_mut().zip(&mut self.of_code).zip(block.column(place)) {
            *odd |= !is_plain(code);
            *day = day_of_code(code).unwrap_or(NO_DAY);
        }
    }

    /// Reads the columns of days. In `open` columns the order of day and month is not known yet.
    pub fn read_days(&mut self, block: &RowBlock<'_>, places: &Places, epoch: Epoch, open: [bool; 5]) {
        let Self { odd, orders, strip, known_days, .. } = self;
        known_days.make_room();
        let columns = [
            (&mut strip.received, &mut strip.received_time),
            (&mut strip.submitted, &mut strip.submitted_time),
            (&mut strip.due, &mut strip.due_time),
            (&mut strip.finished, &mut strip.finished_time),
            (&mut strip.returned, &mut strip.returned_time),
        ];
        for (bit, (((column, open), (day, time)), order)) in
            (0..).zip(DAYS.into_iter().zip(open).zip(columns).zip(orders))
        {
            if places.has(column) {
                let days = Days { day, time, order, last_bit: &mut strip.odd_seconds, bit };
                read_days(block, places.of_column(column), (epoch, open), (known_days, days), odd);
            }
        }
    }

    /// Where the received column is blank, the received day is the day filed, or the day in the code.
    #[inline(never)]
    pub fn settle_received(&mut self) {
        let Strip { received, submitted, submitted_time, odd_seconds, .. } = &mut self.strip;
        let rows = received.iter_mut().zip(submitted).zip(submitted_time).zip(odd_seconds);
        let rows = rows.zip(&mut self.notes).zip(&mut self.odd).zip(&self.of_code);
        for ((((((received, submitted), submitted_time), odd_seconds), note), odd), of_code) in rows {
            *note = 0;
            if *received == NO_DAY {
                let filed = *submitted != NO_DAY;
                *note = if filed { note::FROM_SUBMITTED } else { note::FROM_CODE };
                *received = if filed { *submitted } else { *of_code };
                // Acceptance is judged only if the received day comes from another column.
                (*submitted, *submitted_time) = (NO_DAY, UNTIMED);
                *odd_seconds &= !(1 << 1);
            }
            *note |= if is_far_off(*received) { note::FAR_OFF } else { 0 };
            *odd |= *received == NO_DAY;
        }
    }

    /// Numbers the rows and judges their days.
    #[inline(never)]
    pub fn judge(&mut self, first: u32, today: i32) {
        let Strip { received, submitted, due, finished, returned, status, doubts, row, .. } = &mut self.strip;
        let days = received.iter().zip(submitted).zip(due).zip(finished).zip(returned);
        let rows = days.zip(status).zip(&self.of_code).zip(doubts).zip(row).zip(first..);
        for (((((days, status), of_code), doubts), row), number) in rows {
            let ((((received, submitted), due), finished), returned) = days;
            let facts = Facts {
                received: *received,
                submitted: *submitted,
                due: *due,
                finished: *finished,
                returned: *returned,
                status: *status,
                ..Facts::BLANK
            };
            (*doubts, *row) = (contradictions(&facts, *of_code, today), number);
        }
    }
}

/// One column of days.
struct Days<'a> {
    day: &'a mut [i32],
    time: &'a mut [u16],
    order: &'a mut [u8],
    /// Where the lowest bit of the seconds is stored, as bit number `bit`.
    last_bit: &'a mut [u8],
    bit: u8,
}

/// Reads the days whose meaning does not depend on other cells; rows with any other content are odd.
#[inline(never)]
fn read_days(
    block: &RowBlock<'_>,
    place: usize,
    (epoch, open): (Epoch, bool),
    (known, days): (&mut KnownDays, Days<'_>),
    odd: &mut [bool],
) {
    // One test of a bit instead of branches: a processor could not predict the orders of cells.
    let sure = [Order::Fixed, Order::DayFirst].into_iter().chain((!open).then_some(Order::Either));
    let sure = sure.map(Orders::bit).fold(0, |sure, bit| sure | bit);
    let Days { day, time, order, last_bit, bit } = days;
    let rows = day.iter_mut().zip(time).zip(order).zip(last_bit).zip(odd);
    for (((((day, time), order), last_bit), odd), cell) in rows.zip(block.column(place)) {
        (*day, *time, *order) = (NO_DAY, UNTIMED, 0);
        if cell.is_empty() {
            continue;
        }
        match known.usual_moment(cell).map_or_else(|| unusual(cell, epoch), MomentCell::At) {
            MomentCell::At(moment) if Orders::bit(moment.order) & sure != 0 => {
                let (half, last) = moment.second.map_or((UNTIMED, 0), parted);
                (*day, *time, *order) = (moment.day, half, Orders::bit(moment.order));
                *last_bit |= last << bit;
            }
            MomentCell::None => {}
            _ => *odd = true,
        }
    }
}

#[inline(never)]
fn unusual(cell: &[u8], epoch: Epoch) -> MomentCell {
    if cell.len() > limits::DAY_BYTES { MomentCell::Impossible } else { parse_moment(cell, epoch) }
}

/// Reads names that have come before; rows with a new name are odd.
#[inline(never)]
pub fn read_names(
    block: &RowBlock<'_>,
    place: usize,
    doubled: &[(usize, usize)],
    names: &mut Names,
    (numbers, odd): (&mut [u32], &mut [bool]),
) {
    let mut doubled = doubled.iter().filter(|(_, column)| *column == place).map(|(row, _)| *row);
    let (mut next, mut single) = (doubled.next(), Single::default());
    let cells = (0..).zip(block.column(place));
    for ((number, odd), (row, cell)) in numbers.iter_mut().zip(odd).zip(cells) {
        let known = if next == Some(row) {
            next = doubled.next();
            names.known_doubled(cell, |cell| single.field(cell))
        } else if cell.is_empty() {
            Some(0)
        } else {
            names.known(cell)
        };
        *odd |= known.is_none();
        *number = known.unwrap_or(0);
    }
}

/// Reads listed words. A row is odd if its word is not listed, or has the number `except`.
#[inline(never)]
pub fn read_words(
    block: &RowBlock<'_>,
    place: usize,
    (words, except): (&mut Words, u8),
    numbers: &mut [u8],
    odd: &mut [bool],
) {
    for ((number, odd), cell) in numbers.iter_mut().zip(odd).zip(block.column(place)) {
        let (known, listed) = words.known(cell).unwrap_or((0, false));
        *odd |= !listed | (known == except);
        *number = known;
    }
}
