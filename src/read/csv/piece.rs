//! A text table in pieces: what a reader must be told to begin in the middle, and what it can say of where it stands.

use super::{CsvReader, Dialect};

impl CsvReader {
    /// A reader that begins at a record in the middle of a table that is written so.
    pub fn within(dialect: Dialect) -> Self {
        Self { dialect: Some(dialect), ..Self::default() }
    }

    /// How the table is written; none while too few bytes have come to tell.
    pub fn dialect(&self) -> Option<Dialect> {
        self.dialect
    }

    /// True if the bytes taken so far end where a record ends.
    pub fn is_between_records(&self) -> bool {
        self.dialect.is_some() && self.kept.bytes().is_empty()
    }

    /// Number of the row pushed last; 0 before the first.
    pub fn number(&self) -> u32 {
        self.number
    }

    /// Lines taken so far, those that cells of several lines explain left out.
    pub fn lines(&self) -> u64 {
        self.lines.count().saturating_sub(self.explained)
    }

    /// Passes over rows that were read elsewhere, and the lines that they are.
    pub fn skip(&mut self, rows: u32, lines: u64) {
        self.number = self.number.saturating_add(rows);
        self.lines.skip(lines);
    }
}
