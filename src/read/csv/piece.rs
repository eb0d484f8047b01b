//! A text table in pieces: what a reader must be told to begin in the middle, and what it can say of where it stands.

use super::{CsvReader, Dialect};

impl CsvReader {
    /// A reader that begins at a record in the middle of a table whose fields `delimiter` parts.
    pub fn within(delimiter: u8) -> Self {
        Self { dialect: Some(Dialect { delimiter, bom: 0 }), ..Self::default() }
    }

    /// What parts the fields; none while too few bytes have come to tell.
    pub fn delimiter(&self) -> Option<u8> {
        self.dialect.map(|dialect| dialect.delimiter)
    }

    /// True if the bytes taken so far end where a record ends.
    pub fn is_between_records(&self) -> bool {
        self.dialect.is_some() && self.kept.is_empty()
    }

    /// Number of the row pushed last; 0 before the first.
    pub fn number(&self) -> u32 {
        self.number
    }

    /// Passes over rows that were read elsewhere.
    pub fn skip(&mut self, rows: u32) {
        self.number = self.number.saturating_add(rows);
    }
}
