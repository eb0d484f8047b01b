//! Signs, outages and a sample, in the shape of the JavaScript interface.

use super::summary::Summary;
use serde::Serialize;

/// Dossiers that an auditor looks at first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Signs {
    /// The summary of the question. Its measures include the shares of returned and late accepted dossiers.
    pub summary: Summary,
    /// The signs, in a stable order.
    pub signs: Vec<SignReport>,
    /// Minutes in which a unit ended at least the requested number of dossiers.
    pub minutes: u64,
    /// Dossiers of the fullest of them.
    pub most_in_a_minute: u64,
    /// Late dossiers of the stated outages.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outage: Option<OutageReport>,
    /// The requested sample.
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
    /// Dossiers to which the sign applies: those that have the data it needs.
    pub of: u64,
    /// The bucket of those that show it.
    pub bucket: String,
}

/// Late dossiers whose appointment or end lies within an outage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OutageReport {
    /// Number of dossiers, and of all late ones.
    pub found: SignReport,
    /// The summary without these dossiers, to be shown beside the other and never instead of it.
    pub without: Summary,
}

/// A random sample.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SampleReport {
    /// Its seed.
    pub seed: String,
    /// Number of dossiers drawn.
    pub count: u64,
    /// Number of dossiers from which they were drawn.
    pub of: u64,
    /// The bucket of the sample.
    pub bucket: String,
}
