//! The two sides of a comparison, and the data that it reads.

use super::columns::Columns;
use crate::dossier::{CodeIndex, RowSet};
use crate::measure::Source;

/// One of two sides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The first, usually the older export.
    Before,
    /// The second.
    After,
}

/// The sides that a table is on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Sides {
    /// On the first.
    pub before: bool,
    /// On the second.
    pub after: bool,
}

impl Sides {
    /// True if it is on either side.
    pub fn any(self) -> bool {
        self.before || self.after
    }

    /// Calls `take` for each side that it is on.
    pub fn each(self, mut take: impl FnMut(Side)) {
        if self.before {
            take(Side::Before);
        }
        if self.after {
            take(Side::After);
        }
    }
}

/// The data of all tables, by their numbers.
#[derive(Debug, Clone, Copy)]
pub struct Data<'a> {
    /// Which dossiers share a code.
    pub codes: &'a CodeIndex,
    /// The tables; every row of them counts.
    pub sources: &'a [Source<'a>],
    /// The columns of each table.
    pub columns: &'a [Columns],
}

impl Data<'_> {
    /// An empty set of the rows of tables on a side.
    pub fn row_set(&self, sides: &[Sides]) -> RowSet {
        let length =
            |(source, sides): (&Source<'_>, &Sides)| if sides.any() { source.dossiers.len() } else { 0 };
        RowSet::of_lengths(self.sources.iter().zip(sides).map(length))
    }
}
