//! Counts of rows that share a code but disagree.

use crate::measure::{Conflicts, Outcome};
use serde::Serialize;

/// Codes whose rows disagree in outcome, days, channel or unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ConflictsReport {
    /// Number of such codes.
    pub codes: u64,
    /// Their rows that do not count, by their outcome and that of the row that counts. Of three rows with one
    /// code, two are compared with the one that counts. A row received after the as-of date is in no pair.
    pub changes: Vec<ConflictReport>,
}

/// Rows with one pair of outcomes. If both are the same, the rows disagree in a day, a channel or the unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ConflictReport {
    /// Outcome of the row that does not count.
    pub before: Outcome,
    /// Outcome of the row that counts.
    pub after: Outcome,
    /// Number of rows.
    pub count: u64,
}

impl ConflictsReport {
    /// The report; `None` if no rows disagree.
    pub fn of(conflicts: &Conflicts) -> Option<Self> {
        let changes = conflicts.changes();
        let changes = changes.map(|(before, after, count)| ConflictReport { before, after, count }).collect();
        (conflicts.codes > 0).then_some(Self { codes: conflicts.codes, changes })
    }
}
