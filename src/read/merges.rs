//! What all workbooks say beside their cells: merged areas, and how many rows a sheet claims to use.

use super::{Merge, RowSink, Seen, SeenBy, limits};
use crate::{Error, ErrorCode};

/// Passes the merged areas of one sheet on, up to [`limits::MERGES`].
#[derive(Debug, Default)]
pub struct Merges(usize);

impl Merges {
    /// Passes on an area of several rows; in one of a single row the text stands where it is read.
    pub fn add(&mut self, area: Merge, sink: &mut dyn RowSink) -> Result<(), Error> {
        let Merge { first_row, last_row, .. } = area;
        if first_row == 0 || last_row <= first_row || last_row > limits::SHEET_ROWS {
            return Ok(());
        }
        self.0 += 1;
        if self.0 > limits::MERGES { Err(ErrorCode::TooLarge.into()) } else { sink.merged(area) }
    }
}

/// Reports that a sheet's own statement of the rows it uses covers all rows read, the last being `last`. What it states
/// beyond them is blank: writers count formatted rows and rows since deleted, so a larger number says nothing is missing.
/// A smaller one was not kept up to date (many writers state "A1" always) and says nothing at all.
pub fn declare(declared: u32, last: u32, sink: &mut dyn RowSink) -> Result<(), Error> {
    if last == 0 || declared < last {
        return Ok(());
    }
    sink.seen(Seen { rows: last.into(), by: SeenBy::Declared })
}

#[cfg(test)]
mod tests {
    use super::super::Nowhere;
    use super::*;

    #[test]
    fn a_sheet_has_so_many_merged_areas() {
        let area = Merge { first_row: 1, last_row: 2, first_column: 0, last_column: 0 };
        let mut merges = Merges(limits::MERGES - 1);
        assert!(merges.add(area, &mut Nowhere).is_ok());
        assert_eq!(merges.add(area, &mut Nowhere).unwrap_err().code, ErrorCode::TooLarge);
        assert!(merges.add(Merge { last_row: 1, ..area }, &mut Nowhere).is_ok());
    }
}
