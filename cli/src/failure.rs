//! How a command ends: with its result, or with one sentence that says what went wrong and where.

use std::fmt::{self, Display};

/// Why a command ended early. Shown as it is, after "hoso: ".
#[derive(Debug)]
pub struct Failure(String);

/// The result of a step.
pub type Done<T = ()> = Result<T, Failure>;

impl Failure {
    /// A failure with this sentence.
    pub fn new(why: impl Into<String>) -> Self {
        Self(why.into())
    }
}

/// Ends a step with a sentence.
pub fn fail<T>(why: impl Into<String>) -> Done<T> {
    Err(Failure::new(why))
}

impl Display for Failure {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl From<hoso::Error> for Failure {
    fn from(error: hoso::Error) -> Self {
        Self(described(&error))
    }
}

/// An error of the core as text: its code, its sentence, and where it happened.
pub fn described(error: &hoso::Error) -> String {
    let place = error.place.as_deref().map(place).unwrap_or_default();
    format!("{}: {}{place}", hoso::report::key(&error.code), error.message())
}

/// A place in the files, in brackets.
fn place(place: &hoso::Place) -> String {
    let sheet = place.sheet.iter().map(|sheet| format!("sheet {sheet}"));
    let row = place.row.iter().map(|row| format!("row {row}"));
    let column = place.column.iter().map(|column| format!("column {column}"));
    let file = Some(place.file.clone()).filter(|file| !file.is_empty());
    let parts: Vec<String> = file.into_iter().chain(sheet).chain(row).chain(column).collect();
    if parts.is_empty() { String::new() } else { format!(" ({})", parts.join(", ")) }
}

/// Adds to an error what was being done when it happened.
pub trait While<T> {
    /// Puts `what` before the error.
    fn when(self, what: impl Display) -> Done<T>;
}

impl<T, E: Display> While<T> for Result<T, E> {
    fn when(self, what: impl Display) -> Done<T> {
        self.map_err(|error| Failure(format!("{what}: {error}")))
    }
}
