//! What every kind of workbook states apart from its cells: merged areas, and the number of rows in use.

use super::{Merge, RowSink, Seen, SeenBy, limits};
use crate::{Error, ErrorCode};

/// Passes on the merged areas of one sheet, up to [`limits::MERGES`].
#[derive(Debug, Default)]
pub struct Merges(usize);

impl Merges {
    /// Passes on an area of several rows. In an area of one row, the text is already in the right row.
    pub fn add(&mut self, area: Merge, sink: &mut dyn RowSink) -> Result<(), Error> {
        let Merge { first_row, last_row, .. } = area;
        if first_row == 0 || last_row <= first_row || last_row > limits::SHEET_ROWS {
            return Ok(());
        }
        self.0 += 1;
        if self.0 > limits::MERGES { Err(ErrorCode::TooLarge.into()) } else { sink.merged(area) }
    }
}

/// Reports that a sheet's declared row count covers all rows read, the last of which is `last`. Declared rows
/// beyond it are blank: writers count formatted rows and rows since deleted, so a larger number does not mean
/// that rows are missing. A smaller number is out of date (many writers always declare "A1") and means
/// nothing.
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
    fn merged_areas_of_a_sheet_are_limited() {
        let area = Merge { first_row: 1, last_row: 2, first_column: 0, last_column: 0 };
        let mut merges = Merges(limits::MERGES - 1);
        assert!(merges.add(area, &mut Nowhere).is_ok());
        assert_eq!(merges.add(area, &mut Nowhere).unwrap_err().code, ErrorCode::TooLarge);
        assert!(merges.add(Merge { last_row: 1, ..area }, &mut Nowhere).is_ok());
    }
}
