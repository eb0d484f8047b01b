//! Two exports of the same dossiers, compared code by code (docs/reference.md, "Two exports compared"): what
//! is on one side only, what is the same, what changed. A side is a set of tables; a table may be on both.
//! Rows without a code that identifies one dossier, and codes that occur twice on one side, are only counted,
//! not compared.

mod change;
mod columns;
mod counts;
mod pairs;
mod part;
mod select;
mod sides;
mod walk;

pub(crate) use change::Moves;
pub(crate) use columns::{COMPARED, Columns};
pub(crate) use counts::{ComparedCounts, FieldCount, SideRows};
pub(crate) use part::{PLAIN, Part};
pub(crate) use select::{Partners, Selection};
pub(crate) use sides::{Data, Sides};
pub(crate) use walk::{Walk, unit_numbers};
