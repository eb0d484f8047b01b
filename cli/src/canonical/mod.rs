//! Canonical dossiers: one row for each dossier that was read, including replaced ones, in columns that every
//! program reads without a cast. `key` is the code in its comparison form, or null if it identifies no
//! dossier. Of the rows with one key, the one with the largest `seq` counts. `lacks` names the columns that
//! the source did not have.

mod decode;
mod folded;
mod given;
mod winners;
mod write;

pub use decode::{COLUMNS, channel, listed};
pub use folded::{Folding, folded};
pub use given::{Names, given};
pub use winners::Winners;
pub use write::{Rows, Writing, kind, write};

use crate::table::Table;
use arrow_schema::DataType;

/// True for a table of canonical dossiers: its received days are dates. Any other table is a list whose
/// columns must be found.
pub fn is_canonical(table: &Table) -> bool {
    let received = table.schema.column_with_name("received");
    let is_day = received.is_some_and(|(_, field)| {
        matches!(field.data_type(), DataType::Date32 | DataType::Date64 | DataType::Timestamp(..))
    });
    // The web page's own Arrow export names its tables in the metadata, which the core reads.
    is_day && (table.about.is_none() || table.has("seq"))
}
