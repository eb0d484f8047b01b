//! Signs to look at, an outage and a sample, in the shape of the JavaScript interface.

use super::summary::Summary;
use serde::Serialize;

/// Dossiers that an auditor looks at first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Signs {
    /// The summary of the question: its measures have the shares of returned and late accepted dossiers.
    pub summary: Summary,
    /// The signs, in a stable order.
    pub signs: Vec<SignReport>,
    /// Minutes in which a unit ended as many dossiers as asked for.
    pub minutes: u64,
    /// Dossiers of the fullest of them.
    pub most_in_a_minute: u64,
    /// Late dossiers of the stated outages.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outage: Option<OutageReport>,
    /// The sample that was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sample: Option<SampleReport>,
}

/// How many dossiers show a sign.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SignReport {
    /// The name of the sign.
    pub sign: String,
    /// Its least number of days, minutes or dossiers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub least: Option<i32>,
    /// Its largest number of days.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub most: Option<i32>,
    /// Dossiers that show it.
    pub count: u64,
    /// Dossiers that were looked at: those that have what the sign needs.
    pub of: u64,
    /// The bucket of those that show it.
    pub bucket: String,
}

/// Late dossiers whose appointment or end lies within an outage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OutageReport {
    /// How many, of all late ones.
    pub found: SignReport,
    /// The summary with these dossiers left out. It stands beside the other, never in its place.
    pub without: Summary,
}

/// A random sample.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SampleReport {
    /// Its seed.
    pub seed: String,
    /// Dossiers that were drawn.
    pub count: u64,
    /// Dossiers that they were drawn from.
    pub of: u64,
    /// The bucket of the sample.
    pub bucket: String,
}
