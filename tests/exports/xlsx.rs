//! XLSX files, read with calamine.

use super::{both, export, full};
use calamine::{Data, Range, Reader, Xlsx};
use serde_json::json;
use std::io::{Cursor, Read};

pub fn book(bytes: Vec<u8>) -> Xlsx<Cursor<Vec<u8>>> {
    calamine::open_workbook_from_rs(Cursor::new(bytes)).unwrap()
}

/// The text of all its parts.
pub fn parts(bytes: Vec<u8>) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = Vec::new();
    for part in 0..archive.len() {
        archive.by_index(part).unwrap().read_to_end(&mut text).unwrap();
    }
    text
}

/// The cell under a heading.
fn under<'a>(sheet: &'a Range<Data>, heading: &str, row: usize) -> &'a Data {
    let column = sheet.rows().next().unwrap().iter().position(|cell| cell == heading).unwrap();
    &sheet[(row, column)]
}

#[test]
fn a_summary_has_numbers() {
    let (session, query) = full();
    let mut book = book(export(&session, "xlsx", query));
    assert_eq!(book.sheet_names(), ["Tổng hợp", "Quy tắc và số dòng"]);
    let sheet = book.worksheet_range("Tổng hợp").unwrap();
    assert_eq!(sheet[(1, 0)], Data::String("Tất cả".to_owned()));
    assert_eq!(*under(&sheet, "Tiếp nhận", 1), Data::Float(6.0));
    assert_eq!(*under(&sheet, "Tỷ lệ trực tuyến", 1), Data::Float(0.1667));
    assert_eq!(*under(&sheet, "Tỷ lệ trực tuyến: tử số", 1), Data::Float(1.0));
    assert_eq!(*under(&sheet, "Tỷ lệ trực tuyến: chênh lệch (điểm phần trăm)", 1), Data::Float(-23.33));
    assert_eq!(*under(&sheet, "Tỷ lệ đúng và trước hạn", 1), Data::Float(1.0));
}

/// The rows of a sheet, their cells joined.
fn rules(bytes: Vec<u8>, sheet: &str) -> Vec<String> {
    let sheet = book(bytes).worksheet_range(sheet).unwrap();
    let text = |row: &[Data]| row.iter().map(ToString::to_string).collect::<Vec<_>>().join("|");
    sheet.rows().map(|row| text(row).trim_matches('|').to_owned()).collect()
}

#[test]
fn issues_that_change_figures_are_beside_the_rules() {
    let session = super::open(&[("hỏng.csv", super::UNREADABLE.as_bytes())]);
    let rows = rules(export(&session, "xlsx", json!({ "lang": "en" })), "Rules and rows");
    let at = rows.iter().position(|row| row == "What changes figures").unwrap();
    assert_eq!(rows[at + 1], "File|Sheet|How often|What it is");
    let meaning = "A date cell cannot be read; the dossier is not judged by it.";
    assert_eq!(rows[at + 2], format!("hỏng.csv||2|{meaning}"));
    assert_eq!(rows[at + 3], "");
    let rows = rules(export(&super::open(&[]), "xlsx", json!({ "lang": "en" })), "Rules and rows");
    assert!(!rows.iter().any(|row| row == "What changes figures"), "{rows:#?}");
}

#[test]
fn rules_and_rows_have_a_sheet() {
    let (session, mut query) = full();
    query["where"] = json!({ "unit": ["Sở Nội vụ", "UBND xã Tân Mỹ"] });
    let rows = rules(export(&session, "xlsx", query), "Quy tắc và số dòng");
    for expected in [
        "Tính đến hết ngày|09/03/2022",
        "So với hạn|theo ngày",
        "Chỉ gồm|Đơn vị: Sở Nội vụ; UBND xã Tân Mỹ",
        "Tiếp nhận sau ngày chốt số liệu, không tính|1",
        "Bộ chỉ tiêu|Chỉ tiêu thử",
        "Tỷ lệ trực tuyến|ít nhất 40%",
        "Tệp|Trang tính|Dòng đọc|Hồ sơ|Trùng|Bỏ qua|Loại|Không đọc được",
        "full.csv||8|8|0|0|0",
        "Tất cả||8|8|0|0|0",
    ] {
        assert!(rows.iter().any(|row| row == expected), "{expected}\n{rows:#?}");
    }
}

/// If a period is over, its figures are as of its end, whatever the as-of date. With basis "received", later
/// ends count too.
#[test]
fn the_rules_state_the_day_of_the_figures() {
    for (basis, day) in [("event", "05/03/2022"), ("received", "09/03/2022")] {
        let (session, mut query) = full();
        (query["to"], query["basis"]) = (json!("2022-03-05"), json!(basis));
        let rows = rules(export(&session, "xlsx", query), "Quy tắc và số dòng");
        assert!(rows.contains(&format!("Tính đến hết ngày|{day}")), "{rows:#?}");
    }
}

#[test]
fn dossiers_have_days() {
    let mut book = book(export(&both(), "xlsx", json!({ "rows": "dossiers", "sort": "received" })));
    assert_eq!(book.sheet_names(), ["Danh sách hồ sơ", "Quy tắc và số dòng"]);
    let sheet = book.worksheet_range("Danh sách hồ sơ").unwrap();
    assert_eq!(sheet.rows().count(), 1 + 9);
    let Data::DateTime(due) = under(&sheet, "Ngày hẹn trả", 1) else { panic!("no day") };
    assert_eq!(due.as_f64(), 44_625.0, "05/03/2022");
    assert_eq!(*under(&sheet, "Thủ tục", 4), Data::String("=1+1,\"cấp đổi\"".to_owned()));
    assert_eq!(*under(&sheet, "Số ngày trễ", 1), Data::Float(0.0));
    assert_eq!(book.worksheet_formula("Danh sách hồ sơ").unwrap().used_cells().count(), 0);
}

#[test]
fn the_same_question_gives_the_same_bytes() {
    let bytes = || export(&both(), "xlsx", json!({ "by": ["unit", "month"] }));
    assert_eq!(bytes(), bytes());
}
