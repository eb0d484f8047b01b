//! A list of dossiers as a table.

use super::grid::{Cell, Grid};
use super::listing::{Listing, Row};
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
pub fn dossier_grid<'a>(listing: &'a Listing<'a>, lang: Lang) -> Grid<'a> {
    let header = COLUMNS.map(|column| Cow::Borrowed(lang.word(&format!("column.{column}"))));
    Grid {
        title: lang.word("sheet.dossiers"),
        header: header.into(),
        keys: 1,
        rows: Box::new(listing.rows().map(move |row| cells(&row, lang))),
        totals: 0,
    }
}

fn cells<'a>(row: &Row<'a>, lang: Lang) -> Vec<Cell<'a>> {
    let day = |day: i32| if day == NO_DAY { Cell::Empty } else { Cell::Day(day) };
    let number = |days: Option<i32>| days.map_or(Cell::Empty, |days| Cell::Number(days.into()));
    vec![
        Cell::text(row.code),
        Cell::text(row.unit()),
        Cell::text(row.procedure()),
        Cell::text(row.field()),
        day(row.facts.received),
        day(row.facts.due),
        row.place.ended.map_or(Cell::Empty, Cell::Day),
        row.place.outcome.map_or(Cell::Empty, |outcome| Cell::text(lang.name("outcome", &outcome))),
        number(row.place.days_late),
        number(row.place.working_days_late),
        Cell::text(row.origin.file),
        Cell::text(row.origin.sheet()),
        Cell::count(row.facts.row),
    ]
}
