//! Target sets and the gaps to them (spec section 6). Percentages are whole basis points, gaps are computed
//! in integers, and a target set is data that its office writes and dates.

mod gap;
mod set;

pub use gap::{Gap, gap};
pub use set::{Bound, Percent, Scope, Target, TargetSet};
