//! Rows with days that can be read in two ways. Whether day or month comes first in a column is known for
//! certain only at the end of the table. Until then these rows are noted and nothing is reported about their
//! days.

use crate::dossier::facts::NO_DAY;
use crate::schema::Column;
use crate::value::swapped_day;

/// Why the day of a cell may change.
#[derive(Debug, Clone, Copy)]
pub enum Doubtful {
    /// A text that fits both ways, read day first.
    Text,
    /// A date cell whose day and month could be swapped.
    Cell,
    /// A text that can only be read month first, and was.
    Guess,
}

/// The days of one row that are decided at the table's end. Sets of columns are bits.
#[derive(Debug, Clone, Copy)]
pub struct Unsettled {
    pub(super) row: u32,
    /// Days of the cells received and filed as they were read at first.
    pub(super) received: i32,
    pub(super) submitted: i32,
    pub(super) texts: u16,
    pub(super) cells: u16,
    pub(super) guesses: u16,
}

/// The columns whose days change, for each reason.
#[derive(Debug, Clone, Copy, Default)]
pub struct Verdict {
    pub(super) texts: u16,
    pub(super) cells: u16,
    /// The column is day first, so a day that was read month first is impossible.
    pub(super) wrong: u16,
}

impl Verdict {
    /// True if it changes a day of this row.
    pub fn concerns(self, row: &Unsettled) -> bool {
        row.texts & self.texts | row.cells & self.cells | row.guesses & self.wrong != 0
    }

    /// The day in a column of this row.
    pub fn day(self, row: &Unsettled, column: Column, day: i32) -> i32 {
        let among = |bits: u16| bits >> column as u16 & 1 == 1;
        if day == NO_DAY || among(row.guesses & self.wrong) {
            NO_DAY
        } else if among(row.texts & self.texts | row.cells & self.cells) {
            swapped_day(day)
        } else {
            day
        }
    }
}
