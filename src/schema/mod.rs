//! Decides which column is which. The first rows are held, and the header is found among them by the words
//! that name columns; content decides if two headers fit. A remembered mapping takes precedence. A table that
//! gives no received day is rejected, unless it is a summary: a table of counts.

mod assign;
mod choose;
mod claim;
mod column;
mod content;
mod figure;
mod finding;
mod header;
mod held;
mod lexicon;
mod mapping;
mod period;
mod proposal;
mod shift;
mod summary;
mod table_schema;
mod unit_from_title;

pub(crate) use assign::detect_schema;
pub use column::Column;
pub(crate) use column::{Flag, flag_in, is_counter, named_by, names_column};
pub(crate) use figure::Figure;
pub(crate) use finding::Finding;
pub(crate) use held::{HeldCell, HeldRow};
pub(crate) use lexicon::{is_aside, is_listed};
pub use mapping::{MappedColumn, Mapping, StatedPeriod};
pub(crate) use period::period_of;
pub use proposal::Proposal;
pub(crate) use proposal::propose;
pub(crate) use table_schema::{Schema, SchemaError, TableKind};
pub(crate) use unit_from_title::{UnitFrom, labelled, names_commune, names_group, names_unit, unit_of};

/// Rows held before the header is searched for: the sixty that may contain it, and enough to judge content.
pub const HELD_ROWS: usize = header::HEADER_WITHIN + 100;
