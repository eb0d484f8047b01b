//! Workbooks as calamine reads them, to compare cell by cell. Left out on both sides: blanks around texts,
//! formulas without a value, cells beyond the column limit, and sheets that are not worksheets
//! (any_sheets.xls has one of each kind).

use crate::collect::{Table, Value};
use calamine::{Data, DataRef, Ods, Range, Reader, Sheet, SheetType, Xls, Xlsb, Xlsx};
use hoso::read::limits::COLUMNS;
use std::collections::BTreeMap;
use std::io::Cursor;
use std::path::{Path, PathBuf};

/// Values by (row, column) from 1 and 0.
pub type Cells = BTreeMap<(u32, usize), Value>;
/// Sheets in their order.
pub type Sheets = Vec<(String, Cells)>;

/// The corpus of workbooks, which is not part of the repository.
pub fn corpus() -> Option<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = ["../shared", "../../shared"].map(|shared| root.join(shared).join("corpora/workbooks"));
    let found = folders.into_iter().find(|folder| folder.is_dir());
    if found.is_none() {
        println!("skipped: no ../shared/corpora/workbooks");
    }
    found
}

/// Its files with these extensions, by name.
pub fn files(extensions: &[&str]) -> Vec<(String, Vec<u8>)> {
    let Some(folder) = corpus() else { return Vec::new() };
    let entries = std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    let mut paths: Vec<PathBuf> =
        entries.filter(|path| extension(path).is_some_and(|found| extensions.contains(&found))).collect();
    paths.sort();
    let name = |path: &PathBuf| path.file_name().expect("a name").to_string_lossy().into_owned();
    paths.iter().map(|path| (name(path), std::fs::read(path).expect("a file"))).collect()
}

fn extension(path: &Path) -> Option<&str> {
    path.extension()?.to_str()
}

/// A workbook as we read it.
pub fn ours(tables: &[Table]) -> Sheets {
    let cells = |table: &Table| {
        let cells = table.rows.iter().flat_map(|(row, values)| {
            values.iter().enumerate().map(|(column, value)| ((*row, column), trimmed(value)))
        });
        cells.filter_map(|(place, value)| Some((place, value?))).collect()
    };
    tables.iter().map(|table| (table.start.sheet.clone().unwrap_or_default(), cells(table))).collect()
}

fn trimmed(value: &Value) -> Option<Value> {
    match value {
        Value::Empty | Value::Uncalculated => None,
        Value::Text(found) => text(found),
        value => Some(value.clone()),
    }
}

/// calamine keeps the zeros of wide text that sheet_name_parsing.xls stores in a record for narrow text.
fn text(text: &str) -> Option<Value> {
    let text = text.replace('\0', "");
    let text = text.trim_matches([' ', '\t', '\r', '\n']);
    (!text.is_empty()).then(|| Value::Text(text.to_owned()))
}

/// A workbook as calamine reads it, or calamine's error.
pub fn theirs(name: &str, bytes: &[u8]) -> Result<Sheets, String> {
    match extension(Path::new(name)).unwrap_or_default().to_lowercase().as_str() {
        "xls" => ranges::<Xls<_>>(bytes),
        "xlsb" => ranges::<Xlsb<_>>(bytes),
        "ods" => ranges::<Ods<_>>(bytes),
        _ => streamed(bytes).map_err(|error| error.to_string()),
    }
}

fn worksheets(sheets: &[Sheet]) -> Vec<String> {
    let sheets = sheets.iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
    sheets.map(|sheet| sheet.name.clone()).collect()
}

fn ranges<'b, R: Reader<Cursor<&'b [u8]>>>(bytes: &'b [u8]) -> Result<Sheets, String>
where
    R::Error: std::fmt::Display,
{
    let mut book = R::new(Cursor::new(bytes)).map_err(|error| error.to_string())?;
    let names = worksheets(book.sheets_metadata());
    let read = |name: String| {
        let range = book.worksheet_range(&name).map_err(|error| error.to_string())?;
        Ok((name, cells(&range)))
    };
    names.into_iter().map(read).collect()
}

fn cells(range: &Range<Data>) -> Cells {
    let (row, column) = range.start().unwrap_or_default();
    let used = range.used_cells().filter(|(_, at, _)| at + (column as usize) < COLUMNS);
    let placed = used.map(|(r, c, cell)| ((row + r as u32 + 1, column as usize + c), value(cell)));
    placed.filter_map(|(place, value)| Some((place, value?))).collect()
}

/// Cell by cell, because a range takes memory for the whole area that a sheet claims.
fn streamed(bytes: &[u8]) -> Result<Sheets, calamine::XlsxError> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes))?;
    let mut tables = Vec::new();
    for name in worksheets(book.sheets_metadata()) {
        let (mut cells, mut reader) = (Cells::new(), book.worksheet_cells_reader(&name)?);
        while let Some(cell) = reader.next_cell()? {
            let (row, column) = cell.get_position();
            let value = match cell.get_value() {
                DataRef::SharedString(shared) => text(shared),
                other => value(&Data::from(other.clone())),
            };
            cells.extend(value.map(|value| ((row + 1, column as usize), value)));
        }
        cells.retain(|(_, column), _| *column < COLUMNS);
        tables.push((name, cells));
    }
    Ok(tables)
}

fn value(cell: &Data) -> Option<Value> {
    match cell {
        Data::Empty => None,
        Data::Error(_) => Some(Value::Error),
        Data::Int(number) => Some(Value::Number(*number as f64)),
        Data::Float(number) => Some(Value::Number(*number)),
        Data::DateTime(serial) => Some(Value::Date(serial.as_f64())),
        Data::Bool(value) => text(if *value { "TRUE" } else { "FALSE" }),
        Data::String(value) | Data::DateTimeIso(value) | Data::DurationIso(value) => text(value),
    }
}
