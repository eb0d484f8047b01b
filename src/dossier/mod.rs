//! From mapped cells to typed columns. Every row is recorded in a ledger, and every doubtful cell is counted
//! as an issue; personal columns are never read. Memory is bounded by the columns, not by the file.

mod codes;
mod columns;
mod dictionary;
mod duplicates;
mod facts;
mod figures;
mod handover;
mod intake;
mod issues;
mod ledger;
mod leftover;
mod line;
mod loader;
mod overlap;
mod preview;
mod replay;
mod row_set;
mod stored;
mod sums;
mod tally;
mod totals;
mod units;
mod weights;
mod whole;

pub use columns::{Builder, CHUNK, Chunk, Dossiers};
pub use duplicates::Duplicates;
pub(crate) use duplicates::Replaced;
pub use duplicates::{CodeIndex, Live};
pub use facts::{Facts, NO_DAY, NO_TIME, doubt};
pub(crate) use figures::{Figures, Identity};
pub(crate) use handover::{pack, unpack};
pub use intake::Intake;
pub(crate) use intake::{Refused, Table};
pub use issues::{Grade, IssueKind};
pub(crate) use ledger::{Fate, Reason};
pub(crate) use overlap::Overlaps;
pub(crate) use preview::Preview;
pub(crate) use row_set::RowSet;
pub(crate) use tally::SummaryRow;
pub use units::Merged;
pub(crate) use units::{Alias, Naming, Noted, Units};
