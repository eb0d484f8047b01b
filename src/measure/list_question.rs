//! The question for a list, and its answer for each dossier.

use super::choice::choice;
use super::{Outcome, Question, Rules};
use crate::dossier::{IssueKind, doubt};
use crate::value::{WorkingDays, capitals};

/// A question for a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListQuestion {
    /// Which dossiers, and by which rules; its groups are ignored.
    pub question: Question,
    /// Only these outcomes, among those that the question accepts; empty = all.
    pub outcomes: Vec<Outcome>,
    /// Only dossiers with doubtful cells.
    pub doubtful: bool,
    /// Only open dossiers due at most this many days after the as-of date.
    pub due_within: Option<i32>,
    /// Only dossiers that ended this many days after the appointment; both bounds are included.
    pub ended_late_by: Option<(i32, i32)>,
    /// Only dossiers whose outcome differs under these rules, or that are not in the period under them.
    pub differs: Option<Rules>,
    /// Only dossiers whose code contains this text, in capitals as codes are compared; "" = all.
    pub code: String,
    /// The working days, for counting days late.
    pub working: WorkingDays,
    /// Sort order; None = file order. Equal dossiers stay in file order.
    pub sort: Option<Sort>,
    /// Reverses the order. Dossiers without the sort day stay last.
    pub reverse: bool,
    /// Number of dossiers to skip.
    pub offset: usize,
    /// Maximum number of dossiers to return.
    pub limit: usize,
}

choice! {
    /// Sort order of a list.
    Sort: "sort" {
        /// Most days late first.
        DaysLate = "daysLate",
        /// Earliest appointment first; dossiers without one come last.
        Due = "due",
        /// Earliest received day first.
        Received = "received",
    }
}

/// A dossier of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedDossier {
    /// Index of its table.
    pub table: usize,
    /// Its index in the table.
    pub index: usize,
    /// Its outcome on the day the list is judged on.
    pub outcome: Outcome,
    /// Its outcome under the other rules, where two sets are compared. The inner None means that it is not in
    /// the period under them.
    pub other: Option<Option<Outcome>>,
    /// End day minus due day. For overdue dossiers the end day is the day judged on; for returned ones it is
    /// the day they stopped. None if there is nothing to compare.
    pub days_late: Option<i32>,
    /// The same difference in working days.
    pub working_days_late: Option<i32>,
    /// End day and second of that day. None if it is not yet known on the day judged on.
    pub ended: Option<(i32, u32)>,
    /// What is doubtful about its cells.
    pub doubts: Vec<IssueKind>,
}

/// The doubtful cells of docs/reference.md, "Definitions", by bit.
const DOUBTS: [(u16, IssueKind); 6] = [
    (doubt::IMPOSSIBLE_DATE, IssueKind::ImpossibleDate),
    (doubt::UNKNOWN_VALUE, IssueKind::UnknownValue),
    (doubt::END_BEFORE_RECEIVED, IssueKind::EndBeforeReceived),
    (doubt::CODE_DATE, IssueKind::CodeDateDiffers),
    (doubt::ROW_WIDTH, IssueKind::RowWidth),
    (doubt::DUE_BEFORE_RECEIVED, IssueKind::DueBeforeReceived),
];

/// All bits of `DOUBTS`.
pub const DOUBTFUL: u16 = DOUBTS[0].0 | DOUBTS[1].0 | DOUBTS[2].0 | DOUBTS[3].0 | DOUBTS[4].0 | DOUBTS[5].0;

/// The issues for these bits.
pub fn doubts_in(bits: u16) -> Vec<IssueKind> {
    DOUBTS.iter().filter(|(doubt, _)| bits & doubt != 0).map(|(_, kind)| *kind).collect()
}

impl ListQuestion {
    /// True if a dossier with this code may be in the list.
    pub fn wants_code(&self, code: &str) -> bool {
        self.code.is_empty() || capitals(code).contains(&self.code)
    }
}
