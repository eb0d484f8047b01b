//! Old, binary and open workbooks of many writers, read cell for cell as calamine reads them. The folder is no part
//! of the repository: where it is missing the test says so and passes. Texts are compared without blanks around them.

use crate::collect::{Table, Value, read};
use calamine::{Data, Ods, Range, Reader, SheetType, Xls, Xlsb};
use hoso::ErrorCode;
use hoso::read::limits::COLUMNS;
use std::collections::BTreeMap;
use std::io::Cursor;
use std::path::Path;
use std::time::Instant;

/// Values by (row, column) from 1 and 0; blanks are left out.
type Cells = BTreeMap<(u32, usize), Value>;
type Sheets = Vec<(String, Cells)>;

fn files(extension: &str) -> Vec<(String, Vec<u8>)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = ["../shared", "../../shared"].map(|shared| root.join(shared).join("corpora/workbooks"));
    let Some(folder) = folders.into_iter().find(|folder| folder.is_dir()) else {
        println!("skipped: no ../shared/corpora/workbooks");
        return Vec::new();
    };
    let entries = std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    let mut paths: Vec<_> =
        entries.filter(|path| path.extension().is_some_and(|found| found == extension)).collect();
    paths.sort();
    let named = |path: std::path::PathBuf| {
        (
            path.file_name().expect("a name").to_string_lossy().into_owned(),
            std::fs::read(&path).expect("a file"),
        )
    };
    paths.into_iter().map(named).collect()
}

fn ours(tables: &[Table]) -> Sheets {
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

fn sheets<E>(names: Vec<String>, mut range: impl FnMut(&str) -> Result<Range<Data>, E>) -> Result<Sheets, E> {
    names.into_iter().map(|name| range(&name).map(|range| (name, cells(&range)))).collect()
}

fn cells(range: &Range<Data>) -> Cells {
    let (row, column) = range.start().unwrap_or_default();
    let used = range.used_cells().filter(|(_, at, _)| at + (column as usize) < COLUMNS);
    let placed = used.map(|(r, c, cell)| ((row + r as u32 + 1, column as usize + c), value(cell)));
    placed.filter_map(|(place, value)| Some((place, value?))).collect()
}

fn value(cell: &Data) -> Option<Value> {
    match cell {
        Data::Empty => None,
        Data::Error(_) => Some(Value::Error),
        Data::Int(number) => Some(Value::Number(*number as f64)),
        Data::Float(number) => Some(Value::Number(*number)),
        Data::DateTime(serial) => Some(Value::Date(serial.as_f64())),
        Data::Bool(value) => text(if *value { "TRUE" } else { "FALSE" }),
        // calamine leaves the zeros in wide text that sheet_name_parsing.xls keeps in a record for narrow text.
        Data::String(value) if value.contains('\0') => text(&value.replace('\0', "")),
        Data::String(value) | Data::DateTimeIso(value) | Data::DurationIso(value) => text(value),
    }
}

macro_rules! worksheets {
    ($kind:ident, $bytes:expr) => {{
        $kind::new(Cursor::new($bytes)).and_then(|mut book: $kind<_>| {
            let metadata = book.sheets_metadata().iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
            let names: Vec<String> = metadata.map(|sheet| sheet.name.clone()).collect();
            sheets(names, |name| book.worksheet_range(name))
        })
    }};
}

/// Reads a file, in the time and with the memory that any may take.
fn timed(name: &str, bytes: &[u8]) -> Result<Sheets, hoso::Error> {
    let started = Instant::now();
    let read = read(bytes).map(|read| ours(&read.tables));
    assert!(started.elapsed().as_secs() < 5, "{name} takes too long");
    read
}

#[test]
fn old_workbooks_give_what_calamine_gives() {
    for (name, bytes) in files("xls") {
        let ours = timed(&name, &bytes);
        // The first ask calamine for gigabytes; the last is a line of text, and read as such.
        if name.starts_with("OOM") || name == "too_small.xls" {
            continue;
        }
        match (ours, worksheets!(Xls, &bytes)) {
            (Ok(ours), Ok(theirs)) => same(&name, &ours, &theirs),
            (Err(_), Err(_)) => {}
            (ours, theirs) => panic!("{name}: ours {ours:?}, calamine's {theirs:?}"),
        }
    }
}

#[test]
fn open_workbooks_give_what_calamine_gives() {
    for (name, bytes) in files("ods") {
        match (timed(&name, &bytes), worksheets!(Ods, &bytes)) {
            (Ok(ours), Ok(theirs)) => same(&name, &ours, &theirs),
            (Err(_), Err(_)) => {}
            (ours, theirs) => panic!("{name}: ours {ours:?}, calamine's {theirs:?}"),
        }
    }
}

#[test]
fn binary_workbooks_give_what_calamine_gives() {
    for (name, bytes) in files("xlsb") {
        match (timed(&name, &bytes), worksheets!(Xlsb, &bytes)) {
            (Ok(ours), Ok(theirs)) => same(&name, &ours, &theirs),
            (Err(_), Err(_)) => {}
            (ours, theirs) => panic!("{name}: ours {ours:?}, calamine's {theirs:?}"),
        }
    }
}

fn same(file: &str, ours: &Sheets, theirs: &Sheets) {
    let names = |sheets: &Sheets| sheets.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
    assert_eq!(names(ours), names(theirs), "{file}: sheets");
    for ((sheet, ours), (_, theirs)) in ours.iter().zip(theirs) {
        let places = ours.keys().chain(theirs.keys());
        let differing: Vec<_> = places
            .filter(|place| ours.get(place) != theirs.get(place))
            .map(|place| format!("{place:?}: {:?} and {:?}", ours.get(place), theirs.get(place)))
            .collect();
        let shown = &differing[..differing.len().min(6)];
        assert!(differing.is_empty(), "{file}, {sheet}: {} differ: {shown:#?}", differing.len());
    }
}

#[test]
fn a_password_is_named() {
    for (name, bytes) in
        files("ods").into_iter().chain(files("xlsb")).filter(|(name, _)| name.starts_with("pass"))
    {
        assert_eq!(read(&bytes).expect_err("a refusal").code, ErrorCode::EncryptedFile, "{name}");
    }
}
