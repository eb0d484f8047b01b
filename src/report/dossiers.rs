//! Lists of dossiers: code and unit, days and outcome; nothing personal is there to be listed.

use crate::measure::Outcome;
use serde::Serialize;

/// A page of a list.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct DossierPage {
    /// Dossiers in the whole list.
    pub total: usize,
    /// Those of the page.
    pub rows: Vec<DossierRow>,
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
    /// What it is on the as-of date.
    pub outcome: Outcome,
    /// Days past due, of ended ones and overdue ones; negative = before.
    pub days_late: Option<i32>,
    /// Its file.
    pub file: String,
    /// Its row there, from 1.
    pub row: u32,
}
