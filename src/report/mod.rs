//! What leaves the module, in the shapes of `api.d.ts`: plain data with camelCase names. The only room that prints
//! figures; what it prints follows from integers alone.

mod arrow;
mod csv;
mod dossiers;
mod file;
mod listing;
mod summary;

pub use arrow::dossiers_arrow;
pub use csv::summary_csv;
pub use dossiers::{Change, DossierPage, DossierRow};
pub use file::{FileReport, IssueReport, LedgerEntry, RowCounts};
pub use listing::{Listing, Origin, Place, Row};
pub use summary::{GapReport, GroupReport, Judging, RateReport, RulesReport, Summary, summary};

use crate::value::from_day;
use chrono::Datelike;

/// The version of hoso, which every export names.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// A day as JavaScript gets it: "2022-08-19".
pub fn iso(day: i32) -> String {
    let date = from_day(day);
    format!("{:04}-{:02}-{:02}", date.year(), date.month(), date.day())
}
