//! Target sets and the gaps to them (docs/reference.md, "Definitions"). Percentages are whole basis points,
//! gaps are computed in integers, and a target set is data that its office writes and dates.

mod gap;
mod set;

pub(crate) use gap::gap;
pub(crate) use set::Scope;
pub use set::{Percent, Target, TargetSet};
