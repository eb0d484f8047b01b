//! Target sets and the gaps to them (spec section 6). Percentages are whole basis points, gaps are computed
//! in integers, and a target set is data that its office writes and dates.

mod gap;
mod set;

pub(crate) use gap::gap;
pub(crate) use set::Scope;
pub use set::{Percent, Target, TargetSet};
