//! The width of a text table's rows.

use crate::dossier::facts::doubt;
use crate::schema::{HeldCell, HeldRow};

/// The expected width of rows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Width {
    /// Number of header cells; 0 if every cell states its own place, so that width means nothing.
    pub(super) usual: usize,
    /// True if rows end at their last filled cell.
    pub(super) trims: bool,
}

impl Width {
    /// The width of a text table whose header has this number of columns.
    pub fn of(columns: usize, trims: bool) -> Self {
        Self { usual: columns, trims }
    }

    /// Whether these first rows end at their last filled cell: some are short, and no row ends with a blank
    /// cell.
    pub fn trims(columns: usize, body: &[HeldRow]) -> bool {
        let dossiers = || body.iter().filter(|row| row.filled() >= 3);
        let ends_blank =
            |row: &HeldRow| row.cells.len() == columns && row.cells.last().is_some_and(HeldCell::is_empty);
        dossiers().any(|row| row.cells.len() < columns) && !dossiers().any(ends_blank)
    }

    /// True if a row with this number of cells is as wide as the header, or if width means nothing.
    #[inline]
    pub fn is_usual(self, cells: usize) -> bool {
        cells == self.usual || self.usual == 0
    }
}

/// What is unusual about a row's width.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Odd {
    /// Nothing.
    #[default]
    No,
    /// It is longer or shorter, but its cells fit the columns, as they are or shifted.
    Read,
    /// It is longer or shorter, and no shift explains it.
    Unexplained,
}

impl Odd {
    /// The doubts that follow from the width.
    #[inline]
    pub fn doubts(self) -> u16 {
        if self == Self::Unexplained { doubt::ROW_WIDTH } else { 0 }
    }
}
