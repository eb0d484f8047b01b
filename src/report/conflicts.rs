//! Rows of one code that disagree, counted.

use crate::measure::{Conflicts, Outcome};
use serde::Serialize;

/// Codes whose rows disagree in outcome, days, channel or unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ConflictsReport {
    /// How many codes.
    pub codes: u64,
    /// Their rows that do not count, by what they are and what the row is that counts: of three rows of a code two, each
    /// held against the one that counts. A row received after the as-of date is in no pair.
    pub changes: Vec<ConflictReport>,
}

/// Rows of one pair of outcomes, which may be the same: then they disagree in a day, a channel or the unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ConflictReport {
    /// Of the row that does not count.
    pub before: Outcome,
    /// Of the row that counts.
    pub after: Outcome,
    /// How many.
    pub count: u64,
}

impl ConflictsReport {
    /// The report; none where no rows disagree.
    pub fn of(conflicts: &Conflicts) -> Option<Self> {
        let changes = conflicts.changes();
        let changes = changes.map(|(before, after, count)| ConflictReport { before, after, count }).collect();
        (conflicts.codes > 0).then_some(Self { codes: conflicts.codes, changes })
    }
}
