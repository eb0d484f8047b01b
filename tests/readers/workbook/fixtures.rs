//! Workbooks of another writer (tests/fixtures/workbook/make.py). Expected values worked out by hand:
//! 15/03/2022 is day 44635 in the 1900 system and, 1462 days fewer, 43173 in the 1904 system.

use crate::collect::{Table, Value, read_in_chunks, tables as read, text};
use hoso::read::Epoch;
use std::path::Path;

fn fixture(name: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/workbook");
    std::fs::read(folder.join(name)).expect("a fixture")
}

fn tables(name: &str) -> Vec<Table> {
    read(&fixture(name)).expect("a workbook")
}

/// The rows of the first sheet, given its two date cells.
fn first_sheet(received: f64, due: f64) -> Vec<(u32, Vec<Value>)> {
    let head = ["Mã hồ sơ", "Ngày tiếp nhận", "Ngày hẹn trả", "Ngày kết thúc", "Phí"];
    let (date, number) = (Value::Date, Value::Number);
    let dated =
        vec![text("H20.36.18-220315-0001"), date(received), date(due), text("18/03/2022"), number(150_000.0)];
    let serials =
        vec![text("H20.36.18-220101-0002"), number(44_562.0), number(44_562.25), Value::Empty, number(0.5)];
    vec![(1, vec![text("DANH SÁCH HỒ SƠ")]), (3, head.map(text).to_vec()), (4, dated), (5, serials)]
}

#[test]
fn dates_texts_serials_and_a_hidden_sheet() {
    let tables = tables("dossiers-1900.xlsx");
    assert_eq!(tables[0].start.sheet.as_deref(), Some("Hồ sơ quý I"));
    assert_eq!(tables[0].start.epoch, Epoch::Y1900);
    assert_eq!(tables[0].rows, first_sheet(44_635.0, 44_640.5));
    assert_eq!(tables[1].start.sheet.as_deref(), Some("Ghi chú & mẫu"));
    // openpyxl saves a formula without a value.
    assert_eq!(
        tables[1].rows,
        [(2, vec![Value::Empty, Value::Empty, text("TRUE")]), (3, vec![Value::Empty, Value::Uncalculated])]
    );
    assert_eq!(tables.len(), 2);
}

#[test]
fn dates_from_1904() {
    let tables = tables("dossiers-1904.xlsx");
    assert_eq!(tables[0].start.epoch, Epoch::Y1904);
    assert_eq!(tables[0].rows, first_sheet(43_173.0, 43_178.5));
}

#[test]
fn any_chunks_give_the_same_rows() {
    let bytes = fixture("dossiers-1900.xlsx");
    let whole = read(&bytes);
    for size in [1, 7, 1_000] {
        assert_eq!(read_in_chunks(&bytes, size).map(|read| read.tables), whole, "{size}");
    }
}
