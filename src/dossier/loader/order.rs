//! Which of day and month stands first: noted column by column while rows pass, and judged at the table's
//! end. A column with cells that are possible only month first, and none only day first, is *month first*; so
//! are the other date columns that fit both ways. So is one where a program made dates of the texts that it
//! could read month first and left the others alone: date cells with no day above 12 beside texts with
//! nothing else.

use crate::read::{Cell, Epoch};
use crate::schema::{Column, HeldRow, Mapping};
use crate::value::{Moment, MomentCell, Order, is_day_first, moment};

/// A cell that was read.
const READ: u8 = 1 << Order::Fixed as u8;
const DAY_FIRST: u8 = 1 << Order::DayFirst as u8;
const EITHER: u8 = 1 << Order::Either as u8;
const MONTH_FIRST: u8 = 1 << Order::MonthFirst as u8;
/// A date cell of a workbook with a day above 12.
const CELL_DAY: u8 = 1 << 4;
/// A date cell whose day and month could change places.
const CELL_EITHER: u8 = 1 << 5;
/// A cell of a dossier's row that could not be read: words.
const WORDS: u8 = 1 << 6;
/// A cell that could not be read, and has the day first.
const UNREAD_DAY_FIRST: u8 = 1 << 7;

/// Date cells that could be swapped, and of which none has a day above 12: six are so by chance once in 250
/// times.
const SWAPPABLE: u32 = 6;

/// What the cells of each column were.
#[derive(Debug, Default)]
pub struct Orders {
    seen: [u8; Column::ALL.len()],
    /// Row of the first cell that fits only month first, else of the first that fits both ways; 0 = no such
    /// cell.
    first: [(u32, u32); Column::ALL.len()],
    /// Date cells whose day and month could change places, while none of the column has a day above 12; at
    /// most 255.
    swappable: [u8; Column::ALL.len()],
}

impl Orders {
    /// Notes a text cell that was read. Of each kind only the first costs more than a look.
    #[inline]
    pub fn see(&mut self, column: Column, order: Order, row: u32) {
        self.note(column, Self::bit(order), row);
    }

    /// The bit of a text cell's order.
    #[inline]
    pub fn bit(order: Order) -> u8 {
        1 << order as u8
    }

    /// Notes the cells of rows that follow one another, each by its bit; 0 is a blank.
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

    /// Notes a date cell of a workbook.
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

    /// Looks at a cell that could not be read: "31/02/2022" shows all the same that the day stands first.
    #[cold]
    pub fn see_unread(&mut self, column: Column, cell: Cell<'_>) {
        if matches!(cell, Cell::Text(text) if is_day_first(text)) {
            self.note(column, UNREAD_DAY_FIRST, 0);
        }
    }

    /// Notes that a cell of a row that was meant to be a dossier holds words.
    pub fn see_words(&mut self, column: Column) {
        self.note(column, WORDS, 0);
    }

    #[inline]
    fn of(&self, column: Column) -> u8 {
        self.seen.get(column as usize).copied().unwrap_or(0)
    }

    /// True if a text cell of the column is possible only day first.
    pub fn is_day_first(&self, column: Column) -> bool {
        self.of(column) & (DAY_FIRST | UNREAD_DAY_FIRST) != 0
    }

    /// True while nothing shows that its date cells are days as they stand.
    pub fn may_swap_cells(&self, column: Column) -> bool {
        self.of(column) & CELL_DAY == 0
    }

    /// True if a dossier has words in the column, and none a day that no calendar has.
    pub fn is_of_words(&self, column: Column) -> bool {
        self.of(column) & (WORDS | UNREAD_DAY_FIRST) == WORDS
    }

    /// True where that did not come by chance: some date cells of the column could be swapped, or of a table
    /// in which no date cell has a day above 12.
    fn is_evidently_typed(&self, column: Column) -> bool {
        let count = |column: usize| self.swappable.get(column).map_or(0, |count| u32::from(*count));
        let table = || (0..Column::ALL.len()).map(count).sum::<u32>();
        let any = |bit: u8| self.seen.iter().any(|seen| seen & bit != 0);
        let many = count(column as usize) >= SWAPPABLE || (!any(CELL_DAY) && table() >= SWAPPABLE);
        many && self.is_typed(column)
    }

    /// A program made dates of what it could read month first, and left the other texts.
    fn is_typed(&self, column: Column) -> bool {
        let seen = self.of(column);
        seen & DAY_FIRST != 0 && seen & CELL_EITHER != 0 && seen & (CELL_DAY | EITHER | MONTH_FIRST) == 0
    }

    /// True where both orders are possible throughout.
    fn fits_both_ways(&self, column: Column) -> bool {
        let seen = self.of(column);
        seen & (EITHER | CELL_EITHER) != 0
            && seen & (CELL_DAY | MONTH_FIRST) == 0
            && !self.is_day_first(column)
    }

    /// The columns that are month first, each with the row of a cell that shows it.
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

/// How cells that can be read in two ways are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Reading {
    /// The order is settled by hand.
    settled: bool,
    /// Bits of the columns that are read month first.
    month_first: u16,
    /// Bits of those among them whose texts are read day first all the same.
    typed: u16,
}

impl Reading {
    /// What the mapping settles, for a table whose first rows are these.
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

    /// True if every cell is read day first where it can be, and nothing is settled.
    #[inline]
    pub fn is_open(self) -> bool {
        !self.settled
    }

    /// True if any column is read month first.
    #[inline]
    pub fn swaps(self) -> bool {
        self.month_first != 0
    }

    /// What a cell of a column means by an order that is settled; none where it cannot be so.
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
    fn one_impossible_day_settles_the_table() {
        let found = orders(&["01/02/2025", "01/25/2025"], &["03/04/2025"]).month_first();
        assert_eq!(found, [(Column::Due, 3), (Column::Finished, 2)]);
        let found = orders(&["01/02/2025", "01/25/2025"], &["23/04/2025"]).month_first();
        assert_eq!(found, [(Column::Due, 3)]);
    }

    #[test]
    fn a_day_first_cell_makes_the_others_impossible() {
        assert_eq!(orders(&["01/25/2025", "25/01/2025"], &["03/04/2025"]).month_first(), []);
        assert_eq!(orders(&["01/02/2025", "25/01/2025"], &["03/04/2025"]).month_first(), []);
        assert_eq!(orders(&["2025-01-02"], &["03/04/2025"]).month_first(), []);
        assert_eq!(orders(&["01/25/2025", "31/02/2025"], &["03/04/2025"]).month_first(), []);
    }
}
