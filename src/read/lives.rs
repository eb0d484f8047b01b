//! What a file of lives (hồ sơ gộp, docs/reference.md, "Lives") says about itself, under the key "lives" of
//! the metadata.

use crate::plain::Plain;
use borsh::{BorshDeserialize, BorshSerialize};
use serde::Serialize;

/// How the lives of a file were made. Days are written "2022-08-19". The names of rules are those of
/// questions; they are checked when the file is opened.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, BorshSerialize, BorshDeserialize)]
#[serde(rename_all = "camelCase")]
pub struct LivesAbout {
    /// Length of the periods: "month" or "quarter".
    pub grain: String,
    /// The day after which a period is cut; what happened later may not be known.
    pub cut: String,
    /// The last days of the periods, from the day before the first period on, up to the cut.
    pub boundaries: Vec<String>,
    /// The program that made the lives.
    pub engine: String,
    /// How many dossiers the lives stand for: the sum of the column `n`.
    pub dossiers: u64,
    /// The rule for several rows with one code.
    pub duplicates: String,
    /// Which day ends a dossier.
    pub end_day: String,
    /// What a blank channel means.
    pub blank_channel: String,
    /// How names of units were unified.
    pub units: String,
    /// Where the dossiers come from.
    pub source: String,
}

impl LivesAbout {
    /// Reads the metadata. A field that is missing or has another type stays empty; the check of the file
    /// then rejects it.
    pub fn of(plain: &Plain) -> Self {
        let Plain::Object(fields) = plain else { return Self::default() };
        let value = |name: &str| fields.iter().find(|(other, _)| other == name).map(|(_, value)| value);
        let text = |name: &str| value(name).map(text_of).unwrap_or_default();
        let boundaries = match value("boundaries") {
            Some(Plain::List(days)) => days.iter().map(text_of).collect(),
            _ => Vec::new(),
        };
        let dossiers = match value("dossiers") {
            Some(Plain::Number(number)) => *number as u64,
            _ => 0,
        };
        Self {
            grain: text("grain"),
            cut: text("cut"),
            boundaries,
            engine: text("engine"),
            dossiers,
            duplicates: text("duplicates"),
            end_day: text("endDay"),
            blank_channel: text("blankChannel"),
            units: text("units"),
            source: text("source"),
        }
    }
}

fn text_of(plain: &Plain) -> String {
    match plain {
        Plain::Text(text) => text.clone(),
        _ => String::new(),
    }
}
