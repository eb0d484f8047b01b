//! Workbooks of many writers, read cell for cell as calamine reads them. The folder is no part of the
//! repository: where it is missing the test says so and passes. Texts are compared without blanks around them:
//! calamine trims those that do not ask for `xml:space="preserve"`, ours never does (see `Cell::Text`).

use crate::collect::{Table, Value, tables as read};
use calamine::{DataRef, Reader, SheetType, Xlsx};
use hoso::ErrorCode;
use std::collections::BTreeMap;
use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::time::Instant;

/// Values by (row, column) from 1 and 0; blanks and cells beyond the column limit are left out.
type Cells = BTreeMap<(u32, usize), Value>;

fn corpus() -> Option<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = ["../shared", "../../shared"].map(|shared| root.join(shared).join("corpora/workbooks"));
    let found = folder.into_iter().find(|folder| folder.is_dir());
    if found.is_none() {
        println!("skipped: no ../shared/corpora/workbooks");
    }
    found
}

fn files(extensions: &[&str]) -> Vec<(String, Vec<u8>)> {
    let Some(folder) = corpus() else { return Vec::new() };
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    paths.retain(|path| {
        path.extension().is_some_and(|found| extensions.iter().any(|wanted| found == *wanted))
    });
    let named = |path: PathBuf| (path.file_name().expect("a name").to_string_lossy().into_owned(), path);
    paths.into_iter().map(named).map(|(name, path)| (name, std::fs::read(path).expect("a file"))).collect()
}

fn ours(table: &Table) -> Cells {
    let cells = table.rows.iter().flat_map(|(row, values)| {
        values.iter().enumerate().map(|(column, value)| ((*row, column), trimmed(value)))
    });
    cells.filter_map(|(place, value)| Some((place, value?))).collect()
}

fn trimmed(value: &Value) -> Option<Value> {
    match value {
        // A formula without a value is nothing to calamine.
        Value::Empty | Value::Uncalculated => None,
        Value::Text(found) => text(found),
        value => Some(value.clone()),
    }
}

fn text(text: &str) -> Option<Value> {
    let text = text.trim_matches([' ', '\t', '\r', '\n']);
    (!text.is_empty()).then(|| Value::Text(text.to_owned()))
}

fn theirs(bytes: &[u8]) -> Result<Vec<(String, Cells)>, calamine::XlsxError> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes))?;
    let sheets = book.sheets_metadata().iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
    let names: Vec<String> = sheets.map(|sheet| sheet.name.clone()).collect();
    let mut tables = Vec::new();
    for name in names {
        let (mut cells, mut reader) = (Cells::new(), book.worksheet_cells_reader(&name)?);
        while let Some(cell) = reader.next_cell()? {
            let (row, column) = cell.get_position();
            cells.extend(value(cell.get_value()).map(|value| ((row + 1, column as usize), value)));
        }
        cells.retain(|(_, column), _| *column < hoso::read::limits::COLUMNS);
        tables.push((name, cells));
    }
    Ok(tables)
}

fn value(cell: &DataRef<'_>) -> Option<Value> {
    match cell {
        DataRef::Empty => None,
        DataRef::Error(_) => Some(Value::Error),
        DataRef::Int(number) => Some(Value::Number(*number as f64)),
        DataRef::Float(number) => Some(Value::Number(*number)),
        DataRef::DateTime(serial) => Some(Value::Date(serial.as_f64())),
        DataRef::Bool(value) => text(if *value { "TRUE" } else { "FALSE" }),
        DataRef::String(value) | DataRef::DateTimeIso(value) | DataRef::DurationIso(value) => text(value),
        DataRef::SharedString(value) => text(value),
    }
}

#[test]
fn every_workbook_gives_what_calamine_gives() {
    for (name, bytes) in files(&["xlsx", "xlsm"]) {
        let started = Instant::now();
        let ours = read(&bytes).map(|tables| {
            let named = |table: &Table| (table.start.sheet.clone().expect("a sheet name"), self::ours(table));
            tables.iter().map(named).collect::<Vec<_>>()
        });
        assert!(started.elapsed().as_secs() < 5, "{name} takes too long");
        match (ours, theirs(&bytes)) {
            (Ok(ours), Ok(theirs)) => assert_eq!(ours, theirs, "{name}"),
            (Err(_), Err(_)) => (),
            (ours, theirs) => panic!("{name}: ours {ours:?}, calamine's {theirs:?}"),
        }
    }
}

#[test]
fn a_password_is_named() {
    for (name, bytes) in files(&["xlsx"]).into_iter().filter(|(name, _)| name == "pass_protected.xlsx") {
        assert_eq!(read(&bytes).expect_err("a refusal").code, ErrorCode::EncryptedFile, "{name}");
    }
}
