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
pub use duplicates::{CodeIndex, Duplicates, Live, Replaced};
pub use facts::{Facts, NO_DAY, NO_TIME, doubt};
pub use figures::{Figures, Identity};
pub use handover::{pack, unpack};
pub use intake::{Intake, Refused, Table};
pub use issues::{Grade, IssueKind, IssueLog, Issues};
pub use ledger::{Fate, Ledger, Reason, Tally};
pub use overlap::{Overlaps, Received, received};
pub use preview::Preview;
pub use row_set::RowSet;
pub use tally::{Summary, SummaryRow};
pub use units::{Alias, Merged, Naming, Noted, Units};
pub use weights::Weights;
