//! The official form II.06a (docs/reference.md, "Form II.06a"): its columns, its rows, and the notes below
//! it. Its wording is in a data file (`ii06a.tsv`). It is written as a workbook (`report/xlsx/form.rs`) or as
//! HTML.

mod figures;
mod html;
mod notes;
mod rows;
mod sheet;
mod template;

pub use html::form_html;
pub use notes::{MadeFromLives, PastDue, notes};
pub use rows::{FormLayout, FormRow, FormRows, RowKind, form_rows};
pub use sheet::FormSheet;
pub use template::{COLUMNS, HEADER_ROWS, II06A};
