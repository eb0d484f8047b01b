//! A list of dossiers as a table.

use super::grid::{OutCell, OutTable};
use super::listing::{Listing, ListingRow};
use super::words::Lang;
use crate::dossier::NO_DAY;
use std::borrow::Cow;

/// The columns, by their keys in `words.tsv`.
const COLUMNS: [&str; 13] = [
    "code",
    "unit",
    "procedure",
    "field",
    "received",
    "due",
    "ended",
    "outcome",
    "daysLate",
    "workingDaysLate",
    "file",
    "sheet",
    "row",
];

/// The table of a list's dossiers.
pub fn dossier_grid<'a>(listing: &'a Listing<'a>, lang: Lang) -> OutTable<'a> {
    let header = COLUMNS.map(|column| Cow::Borrowed(lang.word(&format!("column.{column}"))));
    OutTable {
        title: lang.word("sheet.dossiers"),
        header: header.into(),
        keys: 1,
        rows: Box::new(listing.rows().map(move |row| cells(&row, lang))),
        totals: 0,
    }
}

fn cells<'a>(row: &ListingRow<'a>, lang: Lang) -> Vec<OutCell<'a>> {
    let day = |day: i32| if day == NO_DAY { OutCell::Empty } else { OutCell::Day(day) };
    let number = |days: Option<i32>| days.map_or(OutCell::Empty, |days| OutCell::Number(days.into()));
    vec![
        OutCell::text(row.code),
        OutCell::text(row.unit()),
        OutCell::text(row.procedure()),
        OutCell::text(row.field()),
        day(row.facts.received),
        day(row.facts.due),
        row.place.ended.map_or(OutCell::Empty, OutCell::Day),
        row.place.outcome.map_or(OutCell::Empty, |outcome| OutCell::text(lang.name("outcome", &outcome))),
        number(row.place.days_late),
        number(row.place.working_days_late),
        OutCell::text(row.origin.file),
        OutCell::text(row.origin.sheet()),
        OutCell::count(row.facts.row),
    ]
}
