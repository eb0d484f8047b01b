//! The rules for several rows with one code.

use serde::{Deserialize, Serialize};

/// Which of several rows with the same code counts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Duplicates {
    /// The row of the table with the latest activity, whatever the order of the files; of equal tables the
    /// last.
    #[default]
    Newest,
    /// The last row, by file, then sheet, then row.
    Last,
    /// The first row.
    First,
    /// All rows.
    Keep,
}

impl Duplicates {
    /// The name in options.
    pub fn key(self) -> &'static str {
        match self {
            Self::Newest => "newest",
            Self::Last => "last",
            Self::First => "first",
            Self::Keep => "keep",
        }
    }

    /// The rule with this name in options.
    pub fn named(name: &str) -> Option<Self> {
        [Self::Newest, Self::Last, Self::First, Self::Keep].into_iter().find(|rule| rule.key() == name)
    }
}
