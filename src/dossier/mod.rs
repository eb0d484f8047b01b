//! From mapped cells to typed columns. Every row is recorded in a ledger, and every doubtful cell is counted
//! as an issue; personal columns are never read. Memory is bounded by the columns, not by the file.

mod codes;
mod columns;
mod dictionary;
mod duplicates;
mod facts;
mod figures;
mod file_loader;
mod handover;
mod issues;
mod ledger;
mod line;
mod loader;
mod overlap;
mod preview;
mod replay;
mod row_classifier;
mod row_set;
mod stored;
mod summary_loader;
mod sums;
mod totals;
mod units;
mod weights;
mod whole;

pub use columns::{Builder, CHUNK, Chunk, Dossiers};
pub use duplicates::Duplicates;
pub(crate) use duplicates::Replaced;
pub use duplicates::{CodeIndex, DuplicateFilter};
pub use facts::{Facts, NO_DAY, NO_TIME, doubt};
pub(crate) use figures::{Figures, Identity};
pub use file_loader::FileLoader;
pub(crate) use file_loader::{Refused, Table};
pub(crate) use handover::{pack, unpack};
pub use issues::{Grade, IssueKind};
pub(crate) use ledger::{Disposition, Reason};
pub(crate) use overlap::Overlaps;
pub(crate) use preview::Preview;
pub(crate) use row_set::RowSet;
pub(crate) use summary_loader::SummaryRow;
pub use units::Merged;
pub(crate) use units::{Alias, Naming, Noted, Units};
