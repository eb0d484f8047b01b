//! Canonical dossiers: one row for each dossier that was read, replaced ones too, in columns that every
//! program takes without a cast. `key` is the code as codes are compared, null where it stands for no
//! dossier; of rows with one key the one with the largest `seq` counts; `lacks` says which columns the source
//! did not have.

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

/// True for a table of canonical dossiers: it has days of receipt that are days. Other tables are lists to be
/// understood.
pub fn is_canonical(table: &Table) -> bool {
    let received = table.schema.column_with_name("received");
    let is_day = received.is_some_and(|(_, field)| {
        matches!(field.data_type(), DataType::Date32 | DataType::Date64 | DataType::Timestamp(..))
    });
    // What the web page exports as Arrow names its tables in the metadata, which the core reads.
    is_day && (table.about.is_none() || table.has("seq"))
}
