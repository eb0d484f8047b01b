//! The output, in the shapes of `www/lib/index.d.ts`: plain data with camelCase names. This is the only
//! module that prints figures, and it prints them from integers only.

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
mod reconciliation;
mod reconciliation_grid;
mod signs;
mod summary;
mod summary_grid;
mod summary_text;
mod ways;
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
pub use dossiers::{DossierPage, DossierRow, OtherRow, OutcomeChange};
pub use file::{FileReport, Followed, IssueReport, LedgerEntry, RowCounts};
pub use form::FormRows;
pub(crate) use form::{FormLayout, FormSheet, MadeFromLives, PastDue, form_html, form_rows, notes};
pub(crate) use grid::OutTable;
pub use issues::meaning;
pub use lacking::LACKABLE;
pub(crate) use lacking::lacks;
pub(crate) use listing::{ListPlace, Listing, Origin};
pub use printed::VERSION;
pub(crate) use printed::{dmy, time_of_day};
pub use reconciliation::{Claim, ClaimValue, ReconciledUnit};
pub(crate) use reconciliation::{
    ClaimReport, EqualReport, LeftOutReport, SplitReport, UnexplainedReport, WayReport,
};
pub(crate) use reconciliation_grid::{reconciliation_grid, split_grid};
pub use signs::{OutageReport, SampleReport, SignReport, Signs};
pub(crate) use summary::summary;
pub use summary::{Fields, GapReport, GroupReport, Judging, LivesReport, RateReport, Summary};
pub(crate) use summary_grid::summary_grid;
pub use summary_text::summary_text;
pub(crate) use ways::rule_words;
pub use words::{Lang, key};
pub(crate) use xlsx::{form_xlsx, xlsx};

pub use crate::value::iso;
