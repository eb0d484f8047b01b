//! Whether day or month comes first: evidence is collected for each column while rows pass, and judged at the
//! table's end. A column is *month first* if some of its cells can only be read month first and no cell only
//! day first; then so are the other date columns that fit both ways. A column is also month first if a
//! program turned those texts into dates that it could read month first and left the others as text: all its
//! date cells have days up to 12, and all its texts have days above 12.

use crate::read::{Cell, Epoch};
use crate::schema::{Column, HeldRow, Mapping};
use crate::value::{Moment, MomentCell, Order, is_day_first, moment};

/// A cell with a day.
const READ: u8 = 1 << Order::Fixed as u8;
const DAY_FIRST: u8 = 1 << Order::DayFirst as u8;
const EITHER: u8 = 1 << Order::Either as u8;
const MONTH_FIRST: u8 = 1 << Order::MonthFirst as u8;
/// A date cell of a workbook with a day above 12.
const CELL_DAY: u8 = 1 << 4;
/// A date cell whose day and month could be swapped.
const CELL_EITHER: u8 = 1 << 5;
/// A cell with words in a dossier's row.
const WORDS: u8 = 1 << 6;
/// A cell that is not a possible day, but has the day first (31/02/2022).
const UNREAD_DAY_FIRST: u8 = 1 << 7;

/// Number of swappable date cells, without any day above 12, from which it is no coincidence: six are so by
/// chance once in 250 times.
const SWAPPABLE: u32 = 6;

/// The kinds of cells in each column.
#[derive(Debug, Default)]
pub struct Orders {
    seen: [u8; Column::ALL.len()],
    /// Row of the first cell that can only be month first, else of the first that fits both ways; 0 = no such
    /// cell.
    first: [(u32, u32); Column::ALL.len()],
    /// Number of date cells whose day and month could be swapped, while no date cell of the column has a day
    /// above 12; at most 255.
    swappable: [u8; Column::ALL.len()],
}

impl Orders {
    /// Records a text cell with a day. Only the first cell of each kind costs more than a comparison.
    #[inline]
    pub fn see(&mut self, column: Column, order: Order, row: u32) {
        self.note(column, Self::bit(order), row);
    }

    /// The bit of a text cell's order.
    #[inline]
    pub fn bit(order: Order) -> u8 {
        1 << order as u8
    }

    /// Records the cells of consecutive rows, each by its bit; 0 is a blank.
    pub fn see_run(&mut self, column: Column, bits: &[u8], first: u32) {
        let all = bits.iter().fold(0, |all, bits| all | bits);
        if all & !self.of(column) == 0 {
            return;
        }
        for (bit, row) in bits.iter().zip(first..).filter(|(bit, _)| **bit != 0) {
            self.note(column, *bit, row);
        }
    }

    #[inline]
    fn note(&mut self, column: Column, bit: u8, row: u32) {
        if self.of(column) & bit == 0 {
            self.note_first(column, bit, row);
        }
    }

    #[cold]
    fn note_first(&mut self, column: Column, bit: u8, row: u32) {
        if let Some(seen) = self.seen.get_mut(column as usize) {
            *seen |= bit;
        }
        if let Some((month, either)) = self.first.get_mut(column as usize) {
            match bit {
                MONTH_FIRST => *month = row,
                EITHER | CELL_EITHER if *either == 0 => *either = row,
                _ => {}
            }
        }
    }

    /// Records a date cell of a workbook.
    pub fn see_cell(&mut self, column: Column, moment: Moment, row: u32) {
        if self.of(column) & CELL_DAY == 0 {
            let bit = match (moment.fits_both_ways(), moment.is_above_twelve()) {
                (true, _) => CELL_EITHER,
                (_, true) => CELL_DAY,
                _ => READ,
            };
            self.note(column, bit, row);
            let count = self.swappable.get_mut(column as usize).filter(|_| bit == CELL_EITHER);
            count.into_iter().for_each(|count| *count = count.saturating_add(1));
        }
    }

    /// Records a cell that is not a possible day: "31/02/2022" still shows that the day comes first.
    #[cold]
    pub fn see_unread(&mut self, column: Column, cell: Cell<'_>) {
        if matches!(cell, Cell::Text(text) if is_day_first(text)) {
            self.note(column, UNREAD_DAY_FIRST, 0);
        }
    }

    /// Records words in the cell of a row that was meant to be a dossier.
    pub fn see_words(&mut self, column: Column) {
        self.note(column, WORDS, 0);
    }

    #[inline]
    fn of(&self, column: Column) -> u8 {
        self.seen.get(column as usize).copied().unwrap_or(0)
    }

    /// True if some text cell of the column can only be read day first.
    pub fn is_day_first(&self, column: Column) -> bool {
        self.of(column) & (DAY_FIRST | UNREAD_DAY_FIRST) != 0
    }

    /// True while nothing shows that the column's date cells are correct.
    pub fn may_swap_cells(&self, column: Column) -> bool {
        self.of(column) & CELL_DAY == 0
    }

    /// True if some dossier has words in the column, and no dossier has an impossible day.
    pub fn is_of_words(&self, column: Column) -> bool {
        self.of(column) & (WORDS | UNREAD_DAY_FIRST) == WORDS
    }

    /// True if that is no coincidence: enough date cells of the column could be swapped, or of a table in
    /// which no date cell has a day above 12.
    fn is_evidently_typed(&self, column: Column) -> bool {
        let count = |column: usize| self.swappable.get(column).map_or(0, |count| u32::from(*count));
        let table = || (0..Column::ALL.len()).map(count).sum::<u32>();
        let any = |bit: u8| self.seen.iter().any(|seen| seen & bit != 0);
        let many = count(column as usize) >= SWAPPABLE || (!any(CELL_DAY) && table() >= SWAPPABLE);
        many && self.is_typed(column)
    }

    /// True if a program turned the texts into dates that it could read month first, and left the others.
    fn is_typed(&self, column: Column) -> bool {
        let seen = self.of(column);
        seen & DAY_FIRST != 0 && seen & CELL_EITHER != 0 && seen & (CELL_DAY | EITHER | MONTH_FIRST) == 0
    }

    /// True if every cell can be read in both orders.
    fn fits_both_ways(&self, column: Column) -> bool {
        let seen = self.of(column);
        seen & (EITHER | CELL_EITHER) != 0
            && seen & (CELL_DAY | MONTH_FIRST) == 0
            && !self.is_day_first(column)
    }

    /// The month-first columns, each with the row of a cell that shows it.
    pub fn month_first(&self) -> Vec<(Column, u32)> {
        let evident = |column: &Column| {
            let seen = self.of(*column);
            (seen & MONTH_FIRST != 0 && !self.is_day_first(*column)) || self.is_evidently_typed(*column)
        };
        if !Column::ALL.iter().any(evident) {
            return Vec::new();
        }
        let columns =
            Column::ALL.into_iter().filter(|column| evident(column) || self.fits_both_ways(*column));
        let row = |column: Column| match self.first.get(column as usize) {
            Some(&(0, either)) => either,
            Some(&(month, _)) => month,
            None => 0,
        };
        columns.map(|column| (column, row(column))).collect()
    }
}

/// How cells that fit both ways are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Reading {
    /// True if the user chose the order.
    settled: bool,
    /// Bits of the columns that are read month first.
    month_first: u16,
    /// Bits of those whose texts are nevertheless read day first.
    typed: u16,
}

impl Reading {
    /// The order that the mapping states, for a table with these first rows.
    pub fn of(mapping: &Mapping, epoch: Epoch, body: &[HeldRow]) -> Self {
        let mut reading = Self { settled: mapping.day_first.is_some(), ..Self::default() };
        if mapping.day_first != Some(false) {
            return reading;
        }
        for column in Column::ALL.into_iter().filter(|column| column.is_date()) {
            let Some(index) = mapping.index_of(column) else { continue };
            let mut orders = Orders::default();
            for row in body {
                orders.see_held(column, row.cell(index).lend(), epoch);
            }
            let seen = orders.of(column);
            let typed = orders.is_typed(column);
            if typed || (seen & CELL_DAY == 0 && !orders.is_day_first(column)) {
                reading.month_first |= 1 << column as u16;
                reading.typed |= u16::from(typed) << column as u16;
            }
        }
        reading
    }

    /// True if every cell is read day first if possible, and the user chose nothing.
    #[inline]
    pub fn is_open(self) -> bool {
        !self.settled
    }

    /// True if any column is read month first.
    #[inline]
    pub fn swaps(self) -> bool {
        self.month_first != 0
    }

    /// The meaning of a cell in a chosen order; None if the order is impossible for it.
    pub fn settle(self, column: Column, moment: Moment, is_text: bool) -> Option<Moment> {
        let among = |bits: u16| bits >> column as u16 & 1 == 1;
        match (moment.order, among(self.month_first)) {
            (Order::MonthFirst, false) => None,
            (Order::DayFirst, true) if !among(self.typed) => None,
            (Order::Either, true) => Some(moment.swapped()),
            (Order::Fixed, true) if !is_text && moment.fits_both_ways() => Some(moment.swapped()),
            _ => Some(moment),
        }
    }
}

impl Orders {
    fn see_held(&mut self, column: Column, cell: Cell<'_>, epoch: Epoch) {
        match (moment(cell, epoch), cell) {
            (MomentCell::At(moment), Cell::Date(_)) => self.see_cell(column, moment, 1),
            (MomentCell::At(moment), _) => self.see(column, moment.order, 1),
            (MomentCell::Impossible, cell) => self.see_unread(column, cell),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::Epoch;

    fn orders(due: &[&str], ended: &[&str]) -> Orders {
        let mut orders = Orders::default();
        for (column, texts) in [(Column::Due, due), (Column::Finished, ended)] {
            for (text, row) in texts.iter().zip(2..) {
                match moment(Cell::Text(text.as_bytes()), Epoch::Y1900) {
                    MomentCell::At(moment) => orders.see(column, moment.order, row),
                    _ => orders.see_unread(column, Cell::Text(text.as_bytes())),
                }
            }
        }
        orders
    }

    #[test]
    fn one_month_first_day_decides_for_the_table() {
        let found = orders(&["01/02/2025", "01/25/2025"], &["03/04/2025"]).month_first();
        assert_eq!(found, [(Column::Due, 3), (Column::Finished, 2)]);
        let found = orders(&["01/02/2025", "01/25/2025"], &["23/04/2025"]).month_first();
        assert_eq!(found, [(Column::Due, 3)]);
    }

    #[test]
    fn a_day_first_cell_rules_out_month_first() {
        assert_eq!(orders(&["01/25/2025", "25/01/2025"], &["03/04/2025"]).month_first(), []);
        assert_eq!(orders(&["01/02/2025", "25/01/2025"], &["03/04/2025"]).month_first(), []);
        assert_eq!(orders(&["2025-01-02"], &["03/04/2025"]).month_first(), []);
        assert_eq!(orders(&["01/25/2025", "31/02/2025"], &["03/04/2025"]).month_first(), []);
    }
}
