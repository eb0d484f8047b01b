//! Marks for a workbook: the share of cells that are what calamine reads, times ten. Texts are compared without blanks around
//! them, for calamine trims them; errors are read as blanks by both.

use crate::collect::{Value, read};
use calamine::{Data, Reader, open_workbook_auto_from_rs};
use std::collections::BTreeMap;
use std::io::Cursor;
use std::path::Path;

type Cells = BTreeMap<(String, u32, usize), String>;

/// The mark of a workbook; none where the file is no workbook, or calamine does not read it.
pub fn mark(path: &Path) -> Option<f64> {
    let extension = path.extension()?.to_string_lossy().to_lowercase();
    if !["xlsx", "xlsm", "xlsb", "xls", "ods"].contains(&extension.as_str()) {
        return None;
    }
    let bytes = std::fs::read(path).unwrap();
    // calamine panics at some hostile files; those it cannot judge.
    let theirs = std::panic::catch_unwind(|| theirs(&bytes)).ok().flatten()?;
    let ours = ours(&bytes);
    let places: std::collections::BTreeSet<_> = ours.keys().chain(theirs.keys()).collect();
    let equal = places.iter().filter(|place| ours.get(**place) == theirs.get(**place)).count();
    Some(if places.is_empty() { 10.0 } else { 10.0 * equal as f64 / places.len() as f64 })
}

fn ours(bytes: &[u8]) -> Cells {
    let Ok(found) = read(bytes) else { return Cells::new() };
    let mut cells = Cells::new();
    for table in &found.tables {
        let sheet = table.start.sheet.clone().unwrap_or_default();
        for (row, values) in &table.rows {
            for (column, value) in values.iter().enumerate() {
                let text = match value {
                    Value::Empty | Value::Error | Value::Uncalculated => continue,
                    Value::Text(text) => text.trim().to_owned(),
                    Value::Number(number) | Value::Date(number) => number.to_string(),
                };
                cells.extend((!text.is_empty()).then(|| ((sheet.clone(), *row, column), text)));
            }
        }
    }
    cells
}

fn theirs(bytes: &[u8]) -> Option<Cells> {
    let mut book = open_workbook_auto_from_rs(Cursor::new(bytes)).ok()?;
    let mut cells = Cells::new();
    for sheet in book.sheet_names() {
        let range = book.worksheet_range(&sheet).ok()?;
        let (first_row, first_column) = range.start().unwrap_or_default();
        for (row, column, value) in range.used_cells() {
            let text = match value {
                Data::Empty | Data::Error(_) => continue,
                Data::Int(number) => number.to_string(),
                Data::Float(number) => number.to_string(),
                Data::DateTime(serial) => serial.as_f64().to_string(),
                Data::Bool(value) => value.to_string().to_uppercase(),
                Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => {
                    text.trim().to_owned()
                }
            };
            let place = (sheet.clone(), first_row + row as u32 + 1, first_column as usize + column);
            cells.extend((!text.is_empty()).then_some((place, text)));
        }
    }
    Some(cells)
}
