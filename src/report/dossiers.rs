//! Lists of dossiers: code and unit, days and outcome; nothing personal is there to be listed.

use crate::dossier::IssueKind;
use crate::measure::Outcome;
use serde::Serialize;

/// A page of a list.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct DossierPage {
    /// Dossiers in the whole list.
    pub total: usize,
    /// Those of the page.
    pub rows: Vec<DossierRow>,
    /// Where two sets of rules were compared: the whole list by what the dossiers are by each.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub changes: Option<Vec<Change>>,
}

/// Dossiers that are one thing by the question's rules and another by those it was compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Change {
    /// By the question's rules.
    pub outcome: Outcome,
    /// By the others; none = not in the period.
    pub other_outcome: Option<Outcome>,
    /// How many.
    pub count: usize,
}

/// One dossier. Days are "2022-08-19".
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
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
    /// Appointment.
    pub due: Option<String>,
    /// Day ended; none while open on the as-of date.
    pub ended: Option<String>,
    /// Time of the appointment, where the file gives one: "10:00", "10:00:30".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due_time: Option<String>,
    /// Time of the end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ended_time: Option<String>,
    /// What it is on the as-of date.
    pub outcome: Outcome,
    /// Where two sets of rules were compared: what it is by the others; null = not in the period.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub other_outcome: Option<Option<Outcome>>,
    /// Days past due, of ended ones and overdue ones; negative = before.
    pub days_late: Option<i32>,
    /// The same in working days.
    pub working_days_late: Option<i32>,
    /// Its file.
    pub file: String,
    /// Its row there, from 1.
    pub row: u32,
    /// What is doubtful about its cells.
    pub doubts: Vec<IssueKind>,
}
