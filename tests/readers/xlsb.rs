//! XLSB workbooks made record by record, as in [MS-XLSB]: errors, merged areas, hidden rows and sheets, and
//! the declared range.

use crate::collect::{Table, Value, read, tables, text};
use crate::contents::zip;
use hoso::ErrorCode;
use hoso::read::{Merge, Notice, Seen, SeenBy};

/// A record: number and length with seven bits per byte (2.1.4).
fn record(id: u32, parts: &[&[u8]]) -> Vec<u8> {
    let data = parts.concat();
    let mut made = if id < 128 { vec![id as u8] } else { vec![id as u8 | 0x80, (id >> 7) as u8] };
    assert!(data.len() < 128);
    made.push(data.len() as u8);
    made.extend(data);
    made
}

fn numbers(numbers: &[u32]) -> Vec<u8> {
    numbers.iter().flat_map(|number| number.to_le_bytes()).collect()
}

/// XLWideString (2.5.168).
fn wide(text: &str) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    [numbers(&[units.len() as u32]), units.iter().flat_map(|unit| unit.to_le_bytes()).collect()].concat()
}

/// `BrtRowHdr` (2.4.743): `hidden` is its bit fDyZero.
fn row(number: u32, hidden: bool) -> Vec<u8> {
    let flags = [0, u8::from(hidden) << 4, 0];
    record(0, &[&numbers(&[number, 0]), &300_u16.to_le_bytes(), &flags, &numbers(&[0])])
}

/// A cell's record: column and format (2.5.9), then the value.
fn cell(id: u32, column: u32, value: &[u8]) -> Vec<u8> {
    record(id, &[&numbers(&[column, 0]), value])
}

fn real(column: u32) -> Vec<u8> {
    cell(5, column, &1.0_f64.to_le_bytes())
}

/// A workbook of sheets, each with its state (0 shown, 1 hidden, 2 very hidden), the records before its rows,
/// its rows, and the records after them.
fn book(sheets: &[(u32, [&[u8]; 3])]) -> Vec<u8> {
    let (mut list, mut links, mut parts) = (record(143, &[]), String::new(), Vec::new());
    for (number, (state, [before, rows, after])) in sheets.iter().enumerate() {
        let (id, path) = (format!("rId{number}"), format!("worksheets/sheet{number}.bin"));
        let name = wide(&format!("S{number}"));
        list.extend(record(156, &[&numbers(&[*state, number as u32 + 1]), &wide(&id), &name]));
        links += &format!("<Relationship Id='{id}' Type='x/worksheet' Target='{path}'/>");
        let data = [record(145, &[]), rows.to_vec(), record(146, &[])].concat();
        let sheet = [&record(129, &[]), *before, &data, *after, &record(130, &[])].concat();
        parts.push((format!("xl/{path}"), sheet));
    }
    list.extend(record(144, &[]));
    let listed = |links: &str| format!("<Relationships>{links}</Relationships>").into_bytes();
    let root = listed("<Relationship Id='r' Type='x/officeDocument' Target='xl/workbook.bin'/>");
    parts.push(("_rels/.rels".to_owned(), root));
    parts.push(("xl/workbook.bin".to_owned(), list));
    parts.push(("xl/_rels/workbook.bin.rels".to_owned(), listed(&links)));
    zip(&parts.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice())).collect::<Vec<_>>())
}

fn only(parts: [&[u8]; 3]) -> Table {
    let mut tables = tables(&book(&[(0, parts)])).expect("a table");
    assert_eq!((tables.len(), tables[0].start.format), (1, "xlsb"));
    tables.remove(0)
}

#[test]
fn error_cells_are_errors_and_others_are_not() {
    let formula = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    let rows = [
        row(0, false),
        // #REF!; the error of a formula, #N/A; a short error, in the column after the previous cell.
        cell(3, 0, &[0x17]),
        cell(11, 1, &[&[0x2a][..], &formula].concat()),
        record(14, &[&numbers(&[0]), &[0x07]]),
        cell(8, 3, &[wide("x"), formula.to_vec()].concat()),
        cell(10, 4, &[&[1][..], &formula].concat()),
        cell(9, 5, &[&1.0_f64.to_le_bytes()[..], &formula].concat()),
        record(16, &[&numbers(&[0]), &2.0_f64.to_le_bytes()]),
    ];
    let cells = only([&[], &rows.concat(), &[]]).rows.remove(0).1;
    let expected = [
        Value::Error,
        Value::Error,
        Value::Error,
        text("x"),
        text("TRUE"),
        Value::Number(1.0),
        Value::Number(2.0),
    ];
    assert_eq!(cells, expected);
}

#[test]
fn merged_hidden_and_declared() {
    let used = record(148, &[&numbers(&[0, 8, 0, 1])]);
    let rows = [row(0, false), real(0), row(1, false), real(0), row(2, true), real(0), row(3, true)].concat();
    let area = |numbers_: [u32; 4]| record(176, &[&numbers(&numbers_)]);
    // Rows 2 and 3, columns A and B; an area within one row is not reported.
    let areas =
        [record(177, &[&numbers(&[2])]), area([1, 2, 0, 1]), area([0, 0, 0, 2]), record(178, &[])].concat();
    let table = only([&used, &rows, &areas]);
    assert_eq!(table.rows.len(), 3);
    assert_eq!(table.merges, [Merge { first_row: 2, last_row: 3, first_column: 0, last_column: 1 }]);
    assert_eq!(table.notices, [Notice::HiddenRow(3)]);
    assert_eq!(table.seen, Some(Seen { rows: 3, by: SeenBy::Declared }));
}

#[test]
fn a_row_that_is_outlined_or_collapsed_is_not_hidden() {
    let flagged = |flags: u8| {
        let flags = [0xff, flags, 0xff];
        record(0, &[&numbers(&[0, 0]), &300_u16.to_le_bytes(), &flags, &numbers(&[0])])
    };
    for (flags, hidden) in [(0xef, false), (0x10, true)] {
        let table = only([&[], &[flagged(flags), real(0)].concat(), &[]]);
        assert_eq!(!table.notices.is_empty(), hidden, "{flags:x}");
    }
}

#[test]
fn hidden_sheets_are_named() {
    let rows = [row(0, false), real(0)].concat();
    let parts: [&[u8]; 3] = [&[], &rows, &[]];
    let found = tables(&book(&[(0, parts), (1, parts), (2, parts)])).expect("tables");
    let hidden: Vec<_> = found.iter().map(|table| table.start.hidden).collect();
    assert_eq!(hidden, [false, true, true]);
}

#[test]
fn a_truncated_record_does_not_affect_other_sheets() {
    let rows = [row(0, false), real(0)].concat();
    let cut = record(176, &[&numbers(&[1, 2, 0])]);
    let found = read(&book(&[(0, [&[], &rows, &cut]), (0, [&[], &rows, &[]])])).expect("a workbook");
    let names: Vec<_> = found.unreadable.iter().map(|(name, error)| (name.as_str(), error.code)).collect();
    assert_eq!(names, [("S0", ErrorCode::DamagedFile)]);
    assert_eq!(found.tables.last().map(|table| table.rows.len()), Some(1));
}
