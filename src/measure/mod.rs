//! From dossiers to counts: a dossier's course, its outcome on a day, periods, groups and rates. Counts are
//! integers, so results of tables, files or machines are merged by addition. Nothing is rounded here.

mod best;
mod block;
mod boundaries;
mod cells;
pub(crate) mod choice;
mod conflict;
mod counter;
mod counters;
mod counts;
mod course;
mod courses;
mod dimension;
mod fold;
mod group;
mod grouping;
mod judge;
mod kind;
mod lacks;
mod lane;
mod list;
mod list_question;
mod lives;
mod names;
mod outcome;
mod pairs;
mod passes;
mod passing;
mod period;
mod period_counts;
mod question;
mod rate;
mod reported;
mod row_filter;
mod rules;
mod scan;
mod share;
mod spread;
mod stock;
#[cfg(test)]
pub mod twin;
mod weight;

pub use boundaries::Boundaries;
pub use boundaries::Grain;
pub(crate) use conflict::{Conflicts, channels_differ, conflicts, disagreement, may_disagree};
pub use counts::Counts;
pub use course::Closing;
pub(crate) use course::{Course, end_of, is_after};
pub use dimension::{Dimension, Filter};
pub use fold::Fold;
pub use fold::LivesTable;
pub(crate) use lacks::Lack;
pub use lacks::LackReason;
pub use lacks::Lacks;
pub(crate) use list::{Page, list, unreceived};
pub use list_question::Sort;
pub(crate) use list_question::{ListQuestion, ListedDossier};
pub use lives::{Ending, FixedRules, Life};
pub use lives::{LifeKeys, coarsen};
pub use outcome::{Outcome, Stop};
pub(crate) use passing::mark_passing;
pub(crate) use period::{PeriodIndex, Span};
pub(crate) use question::Group;
pub use question::{Answer, Question, Source};
pub use rate::Measure;
pub use rate::{Printed, Supposed};
pub(crate) use rate::{Rate, percent};
pub(crate) use reported::Reported;
pub(crate) use row_filter::RowFilter;
pub use rules::Rules;
pub use rules::{
    Basis, BlankChannel, Clock, EndDay, LevelShare, NoDueAs, OnTimeOf, ReturnedAs, StatedRules, Waiting,
};
pub use scan::answer;
pub(crate) use share::{ShareDays, outcome_within, share_of};
