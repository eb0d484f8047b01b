//! From dossiers to counts: a dossier's course, its outcome on a day, periods, groups and rates. Counts are
//! integers, so results of tables, files or machines are merged by addition. Nothing is rounded here.

mod best;
mod block;
mod boundaries;
mod cells;
pub mod choice;
mod conflict;
mod counter;
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
mod outcome;
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
mod spread;
mod stock;
mod tables;
#[cfg(test)]
mod twin;
mod weight;

pub use boundaries::{Boundaries, Grain};
pub use conflict::{Conflicts, channels_differ, conflicts, disagreement, may_disagree};
pub use counts::Counts;
pub use course::{Closing, Course, end_of, is_after};
pub use dimension::{Dimension, Filter};
pub use fold::{Fold, LivesTable};
pub use lacks::{Lack, Lacks, Reason};
pub use list::{Page, list, unreceived};
pub use list_question::{ListQuestion, Listed, Sort};
pub use lives::{Ending, FixedRules, Life, LifeKeys, coarsen};
pub use outcome::{Outcome, Stop};
pub use passing::mark_passing;
pub use period::{Period, PeriodIndex, Span};
pub use period_counts::DaySums;
pub use question::{Answer, Group, Question, Source};
pub use rate::{Measure, Printed, Rate, Supposed, percent};
pub use reported::Reported;
pub use rules::{
    Basis, BlankChannel, Clock, EndDay, LevelShare, NoDueAs, OnTimeOf, ReturnedAs, Rules, StatedRules,
    Waiting,
};
pub use scan::answer;
