//! What dossiers are grouped and filtered by.

use super::{Outcome, Span};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A dimension of groups. The periods are dimensions too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Dimension {
    /// Unit, by name.
    Unit,
    /// "tỉnh", "huyện", "xã".
    UnitLevel,
    /// Domain, by name.
    Field,
    /// Procedure, by name or code.
    Procedure,
    /// "1" to "4".
    ServiceLevel,
    /// "direct", "online", "postal", "other".
    IntakeChannel,
    /// The same.
    ReturnChannel,
    /// File, by name.
    File,
    /// "2022-03".
    Month,
    /// "2022-Q1".
    Quarter,
    /// "2022-H1".
    Half,
    /// "2022".
    Year,
}

impl Dimension {
    /// The calendar period, if it is one.
    pub fn span(self) -> Option<Span> {
        match self {
            Self::Month => Some(Span::Month),
            Self::Quarter => Some(Span::Quarter),
            Self::Half => Some(Span::Half),
            Self::Year => Some(Span::Year),
            _ => None,
        }
    }
}

/// Which dossiers are counted: those whose key is listed, in every dimension named, and whose outcome is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Keys by dimension; no periods, which are days of the question.
    pub keys: BTreeMap<Dimension, Vec<String>>,
    /// Outcomes; none listed = all.
    pub outcomes: Vec<Outcome>,
}
