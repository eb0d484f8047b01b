//! Scores for a workbook: ten times the share of cells that equal those of calamine.

use crate::collect::{Value, read};
use crate::theirs::{Sheets, ours, theirs};
use std::collections::BTreeSet;
use std::path::Path;

/// The score of a workbook; `None` if the file is not a workbook, or calamine does not read it.
pub fn mark(path: &Path) -> Option<f64> {
    let name = path.file_name()?.to_string_lossy().to_lowercase();
    let extension = Path::new(&name).extension()?.to_str()?;
    if !["xlsx", "xlsm", "xlsb", "xls", "ods"].contains(&extension) {
        return None;
    }
    let bytes = std::fs::read(path).unwrap();
    // calamine panics on some hostile files, which therefore have no score.
    let theirs = std::panic::catch_unwind(|| theirs(&name, &bytes)).ok()?.ok()?;
    let ours = read(&bytes).map(|found| ours(&found.tables)).unwrap_or_default();
    let places: BTreeSet<_> = places(&ours).chain(places(&theirs)).collect();
    let equal = places.iter().filter(|place| value(&ours, place) == value(&theirs, place)).count();
    Some(if places.is_empty() { 10.0 } else { 10.0 * equal as f64 / places.len() as f64 })
}

type Place = (usize, (u32, usize));

/// Every cell, by the number of its sheet.
fn places(sheets: &Sheets) -> impl Iterator<Item = Place> {
    let sheets = sheets.iter().enumerate();
    sheets.flat_map(|(number, (_, cells))| cells.keys().map(move |place| (number, *place)))
}

/// A sheet's name and a cell's value. Whether a value is a day or a number is not compared, because calamine
/// does not recognise every date format.
fn value<'s>(sheets: &'s Sheets, (number, place): &Place) -> Option<(&'s str, Value)> {
    let (name, cells) = sheets.get(*number)?;
    let value = match cells.get(place)? {
        Value::Date(serial) => Value::Number(*serial),
        value => value.clone(),
    };
    Some((name, value))
}
