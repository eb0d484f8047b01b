//! What dossiers are grouped and filtered by.

use super::choice::choice;
use super::{Outcome, Span, Stop};
use std::collections::BTreeMap;

choice! {
    /// A dimension of groups. The periods are dimensions too.
    Dimension: "by" {
        /// Unit, by name.
        Unit = "unit",
        /// "tỉnh", "huyện", "xã".
        UnitLevel = "unitLevel",
        /// Domain, by name.
        Field = "field",
        /// Procedure, by name or code.
        Procedure = "procedure",
        /// "1" to "4".
        ServiceLevel = "serviceLevel",
        /// "direct", "online", "postal", "other".
        IntakeChannel = "intakeChannel",
        /// The same.
        ReturnChannel = "returnChannel",
        /// File, by name.
        File = "file",
        /// "2022-W09".
        Week = "week",
        /// "2022-03".
        Month = "month",
        /// "2022-Q1".
        Quarter = "quarter",
        /// "2022-H1".
        Half = "half",
        /// "2022".
        Year = "year",
    }
}

impl Dimension {
    /// The calendar period, if it is one.
    pub fn span(self) -> Option<Span> {
        match self {
            Self::Week => Some(Span::Week),
            Self::Month => Some(Span::Month),
            Self::Quarter => Some(Span::Quarter),
            Self::Half => Some(Span::Half),
            Self::Year => Some(Span::Year),
            _ => None,
        }
    }
}

/// Which dossiers are counted: those whose key is listed, in every dimension named, and whose outcome is, and how they stopped.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Keys by dimension; no periods, which are days of the question.
    pub keys: BTreeMap<Dimension, Vec<String>>,
    /// Outcomes; none listed = all.
    pub outcomes: Vec<Outcome>,
    /// Ways to leave without a result; none listed = all dossiers, stopped or not.
    pub stops: Vec<Stop>,
}
