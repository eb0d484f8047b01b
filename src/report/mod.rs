//! The output, in the shapes of `api.d.ts`: plain data with camelCase names. This is the only module that
//! prints figures, and it prints them from integers only.

mod about;
mod arrow;
mod comparison;
mod comparison_grid;
mod conflicts;
mod csv;
mod document;
mod dossier_grid;
mod dossiers;
mod file;
mod form;
mod grid;
mod issues;
mod lacking;
mod listing;
mod pretty;
mod printed;
mod signs;
mod summary;
mod summary_grid;
mod summary_text;
mod words;
mod xlsx;

pub(crate) use about::{About, about_grid, day_first, is_rules_sheet};
pub use arrow::{UNREADABLE, unreadable};
pub(crate) use arrow::{dossiers_arrow, lives_arrow};
pub use comparison::{Compared, Comparison, FieldReport, SidesReport};
pub(crate) use comparison_grid::{changed_grid, comparison_grid, effect_grid};
pub use conflicts::{ConflictReport, ConflictsReport};
pub(crate) use csv::csv;
pub(crate) use document::{dossiers_json, summary_json};
pub(crate) use dossier_grid::dossier_grid;
pub use dossiers::{Change, DossierPage, DossierRow, OtherRow};
pub use file::{FileReport, Followed, IssueReport, LedgerEntry, RowCounts};
pub use form::FormRows;
pub(crate) use form::{FormSheet, Layout, PastDue, form_html, form_rows, notes};
pub(crate) use grid::Grid;
pub use issues::meaning;
pub use lacking::LACKABLE;
pub(crate) use lacking::lacks;
pub(crate) use listing::{Listing, Origin, Place};
pub use printed::VERSION;
pub(crate) use printed::time_of_day;
pub use signs::{OutageReport, SampleReport, SignReport, Signs};
pub(crate) use summary::summary;
pub use summary::{Fields, GapReport, GroupReport, Judging, LivesReport, RateReport, Summary};
pub(crate) use summary_grid::summary_grid;
pub use summary_text::summary_text;
pub use words::{Lang, key};
pub(crate) use xlsx::{form_xlsx, xlsx};

pub use crate::value::iso;
