//! Lists of dossiers: code, unit, days and outcome. Personal columns are never loaded, so never listed.

use crate::dossier::IssueKind;
use crate::measure::Outcome;
use serde::Serialize;

/// A page of a list.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct DossierPage {
    /// Number of dossiers in the whole list.
    pub total: usize,
    /// The dossiers on this page.
    pub rows: Vec<DossierRow>,
    /// If two sets of rules were compared: counts of the whole list by the outcomes under both.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub changes: Option<Vec<OutcomeChange>>,
}

/// Dossiers whose outcome differs between the question's rules and those it was compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct OutcomeChange {
    /// Outcome by the question's rules.
    pub outcome: Outcome,
    /// Outcome by the other rules; `None` = not in the period.
    pub other_outcome: Option<Outcome>,
    /// Number of dossiers.
    pub count: usize,
}

/// One dossier. Days are written "2022-08-19".
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct DossierRow {
    /// Its code.
    pub code: String,
    /// Its unit.
    pub unit: String,
    /// Its procedure.
    pub procedure: String,
    /// Its field.
    pub field: String,
    /// Day received.
    pub received: Option<String>,
    /// Day of the appointment.
    pub due: Option<String>,
    /// Day it ended; `None` while open on the as-of date.
    pub ended: Option<String>,
    /// Time of the appointment, if the file gives one: "10:00", "10:00:30".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due_time: Option<String>,
    /// Time of the end, if the file gives one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ended_time: Option<String>,
    /// Its outcome on the as-of date.
    pub outcome: Outcome,
    /// If two sets of rules were compared: its outcome by the other rules; null = not in the period.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub other_outcome: Option<Option<Outcome>>,
    /// Days past due, if it ended or is overdue; negative = before the due day.
    pub days_late: Option<i32>,
    /// Working days past due, as `days_late`.
    pub working_days_late: Option<i32>,
    /// Its file.
    pub file: String,
    /// Its row in the file, from 1.
    pub row: u32,
    /// Doubts about its cells.
    pub doubts: Vec<IssueKind>,
    /// In a list of changed dossiers: the row on the other side of the comparison.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<OtherRow>,
}

/// A dossier on the other side of a comparison.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OtherRow {
    /// Day received.
    pub received: Option<String>,
    /// Day of the appointment.
    pub due: Option<String>,
    /// Day it ended under the rules.
    pub ended: Option<String>,
    /// Its unit.
    pub unit: String,
    /// Its outcome on the as-of date; null = received later.
    pub outcome: Option<Outcome>,
    /// Its file.
    pub file: String,
    /// Its row in the file, from 1.
    pub row: u32,
}
