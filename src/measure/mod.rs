//! From dossiers to counts: a dossier's life, its outcome on a day, periods, groups, and the rates that counts
//! give. Counts are integers and add up; merging tables, files or machines is adding. Nothing here is rounded.

mod block;
mod cell;
mod counts;
mod dimension;
mod group;
mod lacks;
mod life;
mod list;
mod period;
mod rate;
mod reported;
mod scan;
mod tally;

pub use counts::Counts;
pub use dimension::{Dimension, Filter};
pub use lacks::{Lack, Lacks, Reason};
pub use life::{Life, Outcome, judge};
pub use list::{ListQuestion, Listed, Page, Sort, list, unreceived};
pub use period::{Grid, Period, Span};
pub use rate::{Measure, Printed, Rate, Supposed, percent};
pub use reported::Reported;
pub use scan::{Answer, Group, Question, Source, answer};

use serde::{Deserialize, Serialize};

/// How figures are defined; every result says the rules it was worked out by (spec sections 3 to 5).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rules {
    /// The day everything is judged as known on; days since 1970-01-01.
    pub as_of: i32,
    /// What "late" compares.
    pub clock: Clock,
    /// Whether waiting dossiers are in progress.
    pub waiting: Waiting,
    /// What the online levels are shares of.
    pub level_share: LevelShare,
    /// Which period a count belongs to.
    pub basis: Basis,
}

/// What "late" compares.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Clock {
    /// Calendar days.
    #[default]
    Day,
    /// Timestamps, where both have a time of day.
    Instant,
}

/// Whether waiting dossiers are in progress.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Waiting {
    /// Counted apart, never overdue.
    #[default]
    Apart,
    /// Counted as in progress.
    Pending,
}

/// The denominator of the online levels.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LevelShare {
    /// Dossiers received at that level.
    #[default]
    Level,
    /// All dossiers received.
    All,
}

/// Which period a count belongs to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Basis {
    /// The period it happened in: intake by received day, outcome by end day, stock at the period's end.
    #[default]
    Event,
    /// The period the dossier was received in.
    Received,
}
