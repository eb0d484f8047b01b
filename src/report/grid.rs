//! Tables on their way out, whatever the file: named columns, typed cells, rows one at a time. How a cell is written is
//! the file's business; what it says is decided here and in the tables' own modules.

use super::dmy;
use std::borrow::Cow;

/// One cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell<'a> {
    /// Nothing.
    Empty,
    /// Text of the files or of ours; never a formula.
    Text(Cow<'a, str>),
    /// Text that names what stands under it or beside it.
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

impl<'a> Cell<'a> {
    /// Text.
    pub fn text(text: impl Into<Cow<'a, str>>) -> Self {
        Self::Text(text.into())
    }

    /// A count.
    pub fn count(count: impl TryInto<i64>) -> Self {
        // No count comes near; a larger one is no number that a spreadsheet could hold.
        count.try_into().map_or(Self::Empty, Self::Number)
    }

    /// As text, in the form of Vietnam: "99,83%", "19/08/2022".
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
pub type Rows<'a> = Box<dyn Iterator<Item = Vec<Cell<'a>>> + 'a>;

/// A table.
pub struct Grid<'a> {
    /// What it is called.
    pub title: &'static str,
    /// The names of its columns.
    pub header: Vec<Cow<'static, str>>,
    /// Columns that name a row, at its left.
    pub keys: usize,
    /// Its rows.
    pub rows: Rows<'a>,
    /// Of these at the end, such as sum up the others.
    pub totals: usize,
}
