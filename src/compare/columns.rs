//! Which columns of two tables are compared: those that both have.

use crate::measure::{EndDay, Rules};
use crate::schema::Column;

/// The compared fields, in this order. The end is one field, named after the column that gives it.
pub const COMPARED: [Column; 7] = [
    Column::Received,
    Column::Due,
    Column::Finished,
    Column::Status,
    Column::IntakeChannel,
    Column::ReturnChannel,
    Column::Unit,
];

/// The columns of a table.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Columns(u16);

impl Columns {
    /// The columns for which `has` is true.
    pub fn of(has: impl Fn(Column) -> bool) -> Self {
        let bit = |column: &Column| u16::from(has(*column)) << *column as u16;
        Self(Column::ALL.iter().fold(0, |bits, column| bits | bit(column)))
    }

    /// All columns.
    pub fn all() -> Self {
        Self::of(|_| true)
    }

    /// True if the column is among them.
    #[inline]
    pub fn has(self, column: Column) -> bool {
        self.0 >> column as u16 & 1 == 1
    }

    /// The columns that both have.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// The columns that either has.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// True if these columns can give the day that ends a dossier under the rules.
    pub fn has_end(self, rules: &Rules) -> bool {
        let returned = rules.end_day != EndDay::FinishedOnly && self.has(Column::Returned);
        self.has(Column::Finished) || returned
    }

    /// The column that names the end: the first in the order of the rules that either side has.
    pub fn end(self, rules: &Rules) -> Column {
        let returned_first = rules.end_day == EndDay::Returned && self.has(Column::Returned);
        let finished = self.has(Column::Finished) || rules.end_day == EndDay::FinishedOnly;
        if returned_first || !finished { Column::Returned } else { Column::Finished }
    }
}
