//! Reconciles published figures with the dossiers: which ways of counting give them, and what makes the
//! difference to our own figures (docs/reference.md, "Against published figures"). First, dossiers that every
//! way counts alike are folded into one class, so that ways are tried on the classes of a unit instead of on
//! its dossiers.

mod class;
mod counting;
mod figure;
mod fold;
mod lives;
mod published;
mod search;
mod split;
#[cfg(test)]
mod tests;
mod way;

pub use class::ClassRow;
pub use counting::{Counting, Space};
pub use figure::{ClaimFigure, Parts};
pub use fold::{ClassFold, ClassMarks, Members, SharedRow, by_code};
pub use lives::{LeftOut, left_out};
pub use published::{Published, Unread};
pub use search::{Claimed, Search};
pub use split::{Cause, CauseBucket, Causes, Needs, split};
pub use way::{RULES, StatedWay, Way, rule_named};
