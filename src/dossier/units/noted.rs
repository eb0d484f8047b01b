//! Issues that can be found only across all tables.

use crate::dossier::issues::{EXAMPLES, IssueKind};
use crate::order::arrange;

/// An issue that can be found only across all tables.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Noted {
    /// Kind of the issue.
    pub kind: IssueKind,
    /// Number of occurrences.
    pub count: u64,
    /// Indices of some dossiers, or of rows of a summary, with the issue.
    pub examples: Vec<usize>,
}

impl Noted {
    /// An issue without occurrences.
    pub fn none(kind: IssueKind) -> Self {
        Self { kind, count: 0, examples: Vec::new() }
    }

    /// An issue of these dossiers.
    pub fn of(kind: IssueKind, mut indices: Vec<usize>) -> Self {
        let count = indices.len() as u64;
        arrange(&mut indices, Ord::cmp);
        indices.truncate(EXAMPLES);
        Self { kind, count, examples: indices }
    }

    /// Adds a dossier, or a row of a summary.
    pub fn add(&mut self, index: usize) {
        self.count += 1;
        if self.examples.len() < EXAMPLES {
            self.examples.push(index);
        }
    }
}
