//! How a text table is written: its delimiter and its width.

/// The field delimiters.
pub const DELIMITERS: [u8; 4] = *b",;\t|";
/// A byte order mark. Files that were joined have one in the middle.
pub const BOM: &[u8] = b"\xef\xbb\xbf";

/// How a text table is written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Dialect {
    /// The field delimiter.
    pub delimiter: u8,
    /// Number of fields that most records have; 0 = unknown.
    pub width: usize,
    /// True if a space follows most delimiters.
    pub spaced: bool,
}

impl Dialect {
    /// The container's name in reports.
    pub fn format(self) -> &'static str {
        if self.delimiter == b'\t' { "tsv" } else { "csv" }
    }

    /// Records with this number of fields or fewer may use another delimiter.
    pub fn narrow(self) -> usize {
        if self.width < 3 { 0 } else { self.width / 2 }
    }

    /// True if a record with this number of fields is as wide as the table, give or take one field in eight.
    pub fn is_wide(self, fields: usize) -> bool {
        fields * 8 >= self.width * 7 && fields <= self.width + 1
    }
}
