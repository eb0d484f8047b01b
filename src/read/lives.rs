//! What a file of lives (hồ sơ gộp, spec section 14) says about itself, under the key "lives" of the metadata.

use borsh::{BorshDeserialize, BorshSerialize};
use serde::{Deserialize, Serialize};

/// How the lives of a file were made. Days are written "2022-08-19". The names of rules are those of
/// questions; whoever opens the file checks them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct LivesAbout {
    /// Length of the periods: "month" or "quarter".
    pub grain: String,
    /// The day after which a period is cut; what happened later may not be known.
    pub cut: String,
    /// The last days of the periods, from the day before the first period on, up to the cut.
    pub boundaries: Vec<String>,
    /// The program that put the dossiers together.
    pub engine: String,
    /// How many dossiers the lives stand for: the sum of the column `n`.
    pub dossiers: u64,
    /// Which of several rows with one code was taken.
    pub duplicates: String,
    /// Which day ends a dossier.
    pub end_day: String,
    /// What a blank channel means.
    pub blank_channel: String,
    /// How names of units were settled.
    pub units: String,
    /// Where the dossiers come from.
    pub source: String,
}
