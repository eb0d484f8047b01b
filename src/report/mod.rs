//! The output, in the shapes of `api.d.ts`: plain data with camelCase names. This is the only module that
//! prints figures, and it prints them from integers only.

mod about;
mod arrow;
mod comparison;
mod conflicts;
mod csv;
mod document;
mod dossier_grid;
mod dossiers;
mod file;
mod form;
mod grid;
mod issues;
mod listing;
mod pretty;
mod summary;
mod summary_grid;
mod summary_text;
mod words;
mod xlsx;

pub use about::{About, Flaw, TableRows, about_grid, day_first, is_rules_sheet};
pub use arrow::dossiers_arrow;
pub use comparison::{Compared, Comparison, SidesReport};
pub use conflicts::{ConflictReport, ConflictsReport};
pub use csv::csv;
pub use document::{dossiers_json, summary_json};
pub use dossier_grid::dossier_grid;
pub use dossiers::{Change, DossierPage, DossierRow, OtherRow};
pub use file::{FileReport, Followed, IssueReport, LedgerEntry, RowCounts};
pub use form::{FormRows, FormSheet, Layout, PastDue, checks, form_html, form_rows, notes};
pub use grid::{Cell, Grid};
pub use listing::{Listing, Origin, Place, Row};
pub use summary::{Fields, GapReport, GroupReport, Judging, RateReport, Summary, summary};
pub use summary_grid::summary_grid;
pub use summary_text::summary_text;
pub use words::{Lang, key};
pub use xlsx::{form_xlsx, xlsx};

pub use crate::value::iso;

use crate::dossier::NO_TIME;
use crate::value::from_day;
use chrono::Datelike;
use std::fmt::Write as _;

/// Adds text to text.
fn put(out: &mut String, text: std::fmt::Arguments<'_>) {
    // Writing into a String cannot fail.
    let _ = out.write_fmt(text);
}

/// The version of hoso, stated in every export.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Seconds since midnight as text: "10:00" or "10:00:30"; `None` without a time of day.
pub fn time_of_day(second: u32) -> Option<String> {
    let (hour, minute, rest) = (second / 3_600, second / 60 % 60, second % 60);
    (second != NO_TIME).then(|| match rest {
        0 => format!("{hour:02}:{minute:02}"),
        _ => format!("{hour:02}:{minute:02}:{rest:02}"),
    })
}

/// A day as written in Vietnam: "19/08/2022".
pub fn dmy(day: i32) -> String {
    let date = from_day(day);
    format!("{:02}/{:02}/{:04}", date.day(), date.month(), date.year())
}
