//! The first rows of a table, held until its header is found. No other rows are kept as text.

use crate::read::{Cell, Epoch, Row, cut, limits, number};
use crate::text::tidy;
use crate::value::{MomentCell, code_day, moment};
use crate::{Error, ErrorCode};

/// A held cell.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum HeldCell {
    /// Nothing, or blanks.
    #[default]
    Empty,
    /// Text, as in the file.
    Text(String),
    /// A number.
    Number(f64),
    /// A number that the workbook formats as a date.
    Date(f64),
    /// An error value of a workbook.
    Error,
    /// A formula that was never calculated.
    Uncalculated,
}

/// A held row.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct HeldRow {
    /// Row number from 1.
    pub number: u32,
    /// Cells by column.
    pub cells: Vec<HeldCell>,
}

impl HeldRow {
    /// Copies a row, up to `limits::CELL_BYTES` of each cell. Fails on text that is not UTF-8, and if all
    /// cells together exceed `limits::RECORD_BYTES`: cells that share one text can, though each is short.
    pub fn keep(row: &Row<'_>) -> Result<Self, Error> {
        Self::keep_up_to(row, limits::CELL_BYTES)
    }

    /// Like [`HeldRow::keep`] with shorter cells, for a row that is only classified: a long text shared by
    /// many rows must not be copied in full for each.
    pub fn glimpse(row: &Row<'_>) -> Result<Self, Error> {
        Self::keep_up_to(row, limits::LABEL_BYTES)
    }

    fn keep_up_to(row: &Row<'_>, most: usize) -> Result<Self, Error> {
        let (mut cells, mut bytes) = (Vec::new(), 0);
        for index in 0..row.len().min(limits::COLUMNS) {
            let cell = row.cell_up_to(index, most);
            bytes += if let Cell::Text(text) = cell { text.len() } else { 0 };
            if bytes > limits::RECORD_BYTES {
                return Err(Error::new(ErrorCode::TooLarge).at_row(row.number));
            }
            cells.push(HeldCell::keep(cell).map_err(|error| error.at_row(row.number))?);
        }
        Ok(Self { number: row.number, cells })
    }

    /// The cell of a column; empty beyond the last.
    pub fn cell(&self, index: usize) -> &HeldCell {
        self.cells.get(index).unwrap_or(&HeldCell::Empty)
    }

    /// True if no cell holds anything.
    pub fn is_blank(&self) -> bool {
        self.cells.iter().all(HeldCell::is_empty)
    }

    /// Number of cells that hold something.
    pub fn filled(&self) -> usize {
        self.cells.iter().filter(|cell| !cell.is_empty()).count()
    }
}

impl HeldCell {
    fn keep(cell: Cell<'_>) -> Result<Self, Error> {
        Ok(match cell {
            Cell::Empty => Self::Empty,
            Cell::Text(text) => {
                let text = std::str::from_utf8(text).map_err(|_| ErrorCode::InvalidEncoding)?;
                if text.trim().is_empty() { Self::Empty } else { Self::Text(text.to_owned()) }
            }
            Cell::Number(number) => Self::Number(number),
            Cell::Date(serial) => Self::Date(serial),
            Cell::Error => Self::Error,
            Cell::Uncalculated => Self::Uncalculated,
        })
    }

    /// The same value as a reader's cell.
    pub fn lend(&self) -> Cell<'_> {
        match self {
            Self::Empty => Cell::Empty,
            Self::Text(text) => Cell::Text(text.as_bytes()),
            Self::Number(number) => Cell::Number(*number),
            Self::Date(serial) => Cell::Date(*serial),
            Self::Error => Cell::Error,
            Self::Uncalculated => Cell::Uncalculated,
        }
    }

    /// True if the cell holds nothing.
    pub fn is_empty(&self) -> bool {
        matches!(self, Self::Empty)
    }

    /// The cell as the text of a header: tidy text, or digits.
    pub fn label(&self) -> String {
        match self {
            Self::Empty | Self::Error | Self::Uncalculated => String::new(),
            Self::Text(text) => tidy(text),
            Self::Number(number) | Self::Date(number) => number::print(*number),
        }
    }

    /// True if the cell is certainly a day. A bare number is one only from 30,000 to below 60,000, the
    /// serials of plausible dossier days.
    pub fn is_day(&self) -> bool {
        let at = |cell| {
            let cell = match cell {
                Cell::Text(text) if text.len() > limits::DAY_BYTES => {
                    Cell::Text(cut(text, limits::DAY_BYTES))
                }
                cell => cell,
            };
            matches!(moment(cell, Epoch::Y1900), MomentCell::At(_))
        };
        match self {
            Self::Empty | Self::Error | Self::Uncalculated => false,
            Self::Date(_) => at(self.lend()),
            Self::Number(number) => (30_000.0..60_000.0).contains(number),
            Self::Text(text) => at(self.lend()) && (text.contains(['/', '-', ':']) || text.trim().len() == 5),
        }
    }

    /// True if the cell is a dossier code that holds a day.
    pub fn is_dated_code(&self) -> bool {
        matches!(self, Self::Text(text) if code_day(text.as_bytes()).is_some())
    }
}

impl HeldCell {
    /// A text cell, for tests of other modules.
    #[cfg(test)]
    pub(crate) fn text(text: &str) -> Self {
        if text.is_empty() { Self::Empty } else { Self::Text(text.to_owned()) }
    }
}
