//! How wide the rows of a text table are.

use crate::dossier::facts::doubt;
use crate::schema::{HeldCell, HeldRow};

/// How wide rows are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Width {
    /// Cells of the header; 0 where cells have places of their own, whatever a row's width.
    pub(super) usual: usize,
    /// Rows are written only as far as they are filled.
    pub(super) trims: bool,
}

impl Width {
    /// Of a text table whose header has so many columns.
    pub fn of(columns: usize, trims: bool) -> Self {
        Self { usual: columns, trims }
    }

    /// Whether these first rows end where their last filled cell stands: some are short, and no blank cell
    /// ends a row.
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

/// What is odd about a row's width.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Odd {
    /// Nothing.
    #[default]
    No,
    /// It is longer or shorter, and reads well, as it stands or shifted.
    Read,
    /// It is longer or shorter, and no shift explains it.
    Unexplained,
}

impl Odd {
    /// The doubts that the width raises.
    #[inline]
    pub fn doubts(self) -> u16 {
        if self == Self::Unexplained { doubt::ROW_WIDTH } else { 0 }
    }
}
