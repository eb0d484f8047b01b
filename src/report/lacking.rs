//! What a table has no column for, as files of dossiers say it: by name, or by a bit for each of these
//! columns.

use crate::schema::Column;

/// The columns whose absence differs from a blank cell, with their names in files. The bit of each in
/// `lacks` is its place here, the first the lowest. Files hold these numbers: the order must not change.
pub const LACKABLE: [(Column, &str); 9] = [
    (Column::Received, "received"),
    (Column::Submitted, "submitted"),
    (Column::Due, "due"),
    (Column::Finished, "finished"),
    (Column::Returned, "returned"),
    (Column::IntakeChannel, "intakeChannel"),
    (Column::ReturnChannel, "returnChannel"),
    (Column::ServiceLevel, "serviceLevel"),
    (Column::Status, "status"),
];

/// The bits of the columns that are missing, given which are there.
pub fn lacks(has: impl Fn(Column) -> bool) -> u16 {
    let missing = LACKABLE.iter().enumerate().filter(|(_, (column, _))| !has(*column));
    missing.fold(0, |bits, (place, _)| bits | 1 << place)
}
