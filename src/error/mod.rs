//! Fatal errors. An [`Error`] ends the reading of one file, or rejects one question. A flaw in a cell is not
//! an error but an issue, counted in the file's report. Errors never quote a cell. They hold no sentences:
//! `report/errors.tsv` words every code and every detail in both languages.

mod detail;
mod wording;

use borsh::{BorshDeserialize, BorshSerialize};
use serde::de::{Expected, Unexpected};
use serde::ser::SerializeStruct;
use serde::{Deserialize, Serialize, Serializer};
use std::fmt::Display;
use wording::WordingColumn;

pub use detail::ErrorDetail;
pub(crate) use wording::codes as wording_of_codes;

/// A fatal error: a stable code, what exactly is wrong, and where it happened. [`Error::message`] says it in
/// Vietnamese, [`Error::in_english`] in English.
#[derive(Debug, Clone, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
#[non_exhaustive]
pub struct Error {
    /// Stable name, kebab-case in JavaScript.
    pub code: ErrorCode,
    /// What exactly is wrong, where the code alone does not say.
    pub detail: Option<ErrorDetail>,
    /// The values that the detail names: numbers, days, names of fields, columns and units. Never a cell.
    pub values: Vec<String>,
    /// The file, sheet, row or column, as far as known.
    pub place: Option<Box<Place>>,
}

/// A place in the files. Rows count from 1, as in a spreadsheet.
#[derive(
    Debug,
    Clone,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    BorshSerialize,
    BorshDeserialize,
)]
pub struct Place {
    /// Name of the file as the user chose it.
    pub file: String,
    /// Sheet of a workbook.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub sheet: Option<String>,
    /// Row, from 1.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub row: Option<u32>,
    /// Header of the column.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub column: Option<String>,
}

/// Every fatal error. The page looks up its texts by the kebab-case names, so they must not change.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    BorshSerialize,
    BorshDeserialize,
)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum ErrorCode {
    /// The file has no bytes, or only blanks.
    EmptyFile,
    /// A kind of file that hoso does not read (PDF, Word, picture, program …).
    UnsupportedFormat,
    /// A workbook or archive that ends too early or contradicts itself.
    DamagedFile,
    /// A workbook locked with a password.
    EncryptedFile,
    /// A workbook locked with Excel's default password: Excel opens it without asking.
    DefaultPassword,
    /// Text that is not valid in its encoding.
    InvalidEncoding,
    /// The file has rows, but no table.
    NoTable,
    /// A table without a header in its first sixty rows.
    NoHeader,
    /// A header, but no column that gives the day received.
    NoReceivedColumn,
    /// Larger than a limit of `read::limits`.
    TooLarge,
    /// An invalid question: bad date, unknown dimension, bad percentage.
    BadQuery,
    /// An unknown file number.
    NoSuchFile,
    /// More groups than one answer may hold.
    TooManyGroups,
    /// All readers together would exceed the memory limit of `read::limits`.
    OutOfMemory,
    /// A member of an archive uses a compression method that hoso does not support.
    UnsupportedCompression,
    /// The file was changed or removed after it was chosen.
    FileChanged,
    /// The file cannot be opened, or cannot be read to its end.
    UnreadableFile,
    /// The worker that read the file ended unexpectedly.
    WorkerCrashed,
    /// A file of lives that contradicts itself, or does not fit the lives already opened.
    BadLives,
    /// A day that is within a period of lives, where only whole periods are known.
    NotABoundary,
    /// A question for single dossiers or days, where there are lives.
    Grain,
}

// Never inlined: errors are made in about a hundred places, none of them hot.
impl Error {
    /// An error of this code, without detail and place.
    #[cold]
    #[inline(never)]
    pub fn new(code: ErrorCode) -> Self {
        Self { code, detail: None, values: Vec::new(), place: None }
    }

    /// Sets the detail.
    #[must_use]
    #[cold]
    #[inline(never)]
    pub fn because(mut self, detail: ErrorDetail) -> Self {
        self.detail = Some(detail);
        self
    }

    /// Adds the next value of the detail.
    #[must_use]
    #[cold]
    #[inline(never)]
    pub fn with(mut self, value: &str) -> Self {
        self.values.push(value.to_owned());
        self
    }

    /// Adds a number as the next value of the detail.
    #[must_use]
    #[cold]
    #[inline(never)]
    pub fn with_number(self, value: u64) -> Self {
        self.with(&value.to_string())
    }

    /// For the official: what is wrong and what to do. Vietnamese.
    pub fn message(&self) -> String {
        self.worded(WordingColumn::Vietnamese)
    }

    fn worded(&self, column: WordingColumn) -> String {
        wording::message(self.code as usize, self.detail, &self.values, column)
    }

    /// The same in English.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn in_english(&self) -> String {
        self.worded(WordingColumn::English)
    }

    /// The error for an invalid value of a field.
    #[cold]
    #[inline(never)]
    pub fn unknown_value(field: &str, value: &str) -> Self {
        Self::new(ErrorCode::BadQuery).because(ErrorDetail::UnknownValue).with(field).with(value)
    }

    /// Sets the row. The caller that knows the file adds it.
    #[must_use]
    #[cold]
    #[inline(never)]
    pub fn at_row(mut self, row: u32) -> Self {
        self.place.get_or_insert_default().row = Some(row);
        self
    }

    /// Sets the sheet.
    #[must_use]
    #[cold]
    #[inline(never)]
    pub fn in_sheet(mut self, sheet: &str) -> Self {
        self.place.get_or_insert_default().sheet = Some(sheet.to_owned());
        self
    }

    /// Sets the file.
    #[must_use]
    #[cold]
    #[inline(never)]
    pub fn in_file(mut self, file: &str) -> Self {
        file.clone_into(&mut self.place.get_or_insert_default().file);
        self
    }
}

impl From<ErrorCode> for Error {
    #[cold]
    fn from(code: ErrorCode) -> Self {
        Self::new(code)
    }
}

impl Display for Error {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(&self.message())
    }
}

impl std::error::Error for Error {}

/// In the shape of `HosoError` in `www/lib/index.d.ts`.
impl Serialize for Error {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("Error", 3)?;
        fields.serialize_field("code", &self.code)?;
        fields.serialize_field("message", &self.message())?;
        if let Some(place) = &self.place {
            fields.serialize_field("place", place)?;
        }
        fields.end()
    }
}

/// Passes the name of a field with a fixed set of values to [`Error`], as serde's expectation.
#[derive(Debug)]
pub struct ValueOf<'a>(pub &'a str);

impl Expected for ValueOf<'_> {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{}: one of its values", self.0)
    }
}

/// Errors of options and questions while they are deserialised. serde's own errors also print the value,
/// which brings the printing of floats and of unusual letters into the module, 15 KB.
impl serde::de::Error for Error {
    fn custom<T: Display>(message: T) -> Self {
        Self::new(ErrorCode::BadQuery).because(ErrorDetail::Malformed).with(&message.to_string())
    }

    fn invalid_type(_: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::new(ErrorCode::BadQuery).because(ErrorDetail::Expected).with(&expected.to_string())
    }

    fn invalid_value(value: Unexpected<'_>, expected: &dyn Expected) -> Self {
        match (value, expected.to_string().split_once(": ")) {
            (Unexpected::Str(value), Some((field, _))) => Self::unknown_value(field, value),
            _ => Self::invalid_type(value, expected),
        }
    }
}
