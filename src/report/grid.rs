//! Tables to export, independent of the format: named columns, typed cells, rows one at a time. The format
//! decides how a cell is written; this module and those of the tables decide what it holds.

use super::printed::dmy;
use std::borrow::Cow;

/// One cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OutCell<'a> {
    /// An empty cell.
    Empty,
    /// Text from the files or our own; never a formula.
    Text(Cow<'a, str>),
    /// A heading of the cells below or beside it.
    Head(Cow<'a, str>),
    /// A whole number.
    Number(i64),
    /// A share, as printed: "99,83%".
    Percent(Cow<'a, str>),
    /// Percentage points, as printed: "-20,47".
    Points(Cow<'a, str>),
    /// Days since 1970-01-01.
    Day(i32),
}

impl<'a> OutCell<'a> {
    /// Text.
    pub fn text(text: impl Into<Cow<'a, str>>) -> Self {
        Self::Text(text.into())
    }

    /// A count.
    pub fn count(count: impl TryInto<i64>) -> Self {
        // No real count exceeds i64, and a spreadsheet could not hold it.
        count.try_into().map_or(Self::Empty, Self::Number)
    }

    /// The cell as text, in Vietnamese notation: "99,83%", "19/08/2022".
    pub fn printed(&self) -> Cow<'_, str> {
        match self {
            Self::Empty => Cow::Borrowed(""),
            Self::Text(text) | Self::Head(text) | Self::Percent(text) | Self::Points(text) => {
                Cow::Borrowed(text)
            }
            Self::Number(number) => Cow::Owned(number.to_string()),
            Self::Day(day) => Cow::Owned(dmy(*day)),
        }
    }
}

/// Rows of cells.
pub type OutRows<'a> = Box<dyn Iterator<Item = Vec<OutCell<'a>>> + 'a>;

/// A table.
pub struct OutTable<'a> {
    /// Its title.
    pub title: &'static str,
    /// The names of its columns.
    pub header: Vec<Cow<'static, str>>,
    /// Number of leading columns that name a row.
    pub keys: usize,
    /// Its rows.
    pub rows: OutRows<'a>,
    /// Number of rows at the end that are totals of the others.
    pub totals: usize,
}
