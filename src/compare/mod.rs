//! Two exports of the same dossiers, compared code by code (spec section 13): what is on one side only, what is the
//! same, what changed. A side is a set of tables; a table may be on both. Rows without a code that identifies one
//! dossier, and codes that stand twice on one side, are counted apart and compared with nothing.

mod change;
mod columns;
mod pairs;
mod part;
mod select;
mod sides;
mod tally;
mod walk;

pub use change::{Change, Moves};
pub use columns::{COMPARED, Columns};
pub use part::{PLAIN, Part};
pub use select::{Partners, Selection};
pub use sides::{Data, Side, Sides};
pub use tally::{FieldCount, SideRows, Tally};
pub use walk::{Found, Walk, unit_numbers};
