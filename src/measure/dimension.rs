//! The dimensions by which dossiers are grouped and filtered.

use super::choice::choice;
use super::{Outcome, Span, Stop};
use std::collections::BTreeMap;

choice! {
    /// A dimension of groups. Calendar periods are dimensions too.
    #[non_exhaustive]
    Dimension: "by" {
        /// Unit, by name.
        Unit = "unit",
        /// "tỉnh", "huyện", "xã".
        UnitLevel = "unitLevel",
        /// Field, by name.
        Field = "field",
        /// Procedure, by name or code.
        Procedure = "procedure",
        /// "1" to "4".
        ServiceLevel = "serviceLevel",
        /// "direct", "online", "postal", "other".
        IntakeChannel = "intakeChannel",
        /// "direct", "online", "postal", "other".
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
    /// The calendar period of this dimension. None for the other dimensions.
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

/// Which dossiers are counted: their key must be listed in every dimension named, and their outcome and way
/// to stop must be listed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Accepted keys by dimension. Periods are not listed here: the question's days cover them.
    pub keys: BTreeMap<Dimension, Vec<String>>,
    /// Accepted outcomes; empty = all.
    pub outcomes: Vec<Outcome>,
    /// Accepted ways to leave without a result; empty = all dossiers, stopped or not.
    pub stops: Vec<Stop>,
}
