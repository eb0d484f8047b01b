//! One long shared text that every cell refers to: a file of a few KB must not take gigabytes.

use super::build::Book;
use crate::effort::at_most;
use hoso::ErrorCode;
use hoso::read::limits;
use hoso::report::FileReport;
use hoso::session::{DossierQuery, Options, Session};

const HEADER: &str = "<si><t>Mã hồ sơ</t></si><si><t>Đơn vị</t></si><si><t>Ngày tiếp nhận</t></si>";

fn shared(index: u32) -> String {
    format!("<c t='s'><v>{index}</v></c>")
}

/// A workbook of dossiers whose fourth shared string is `long`, in a session that has read it.
fn read(rows: &str, long: &str) -> (Session, FileReport) {
    let header: String = (0..3).map(shared).collect();
    let book = Book::with(&format!("<row>{header}</row>{rows}"));
    let bytes = book.strings(&format!("{HEADER}<si><t>{long}</t></si>")).bytes();
    let mut session = Session::new(Options::default()).expect("options");
    session.begin("a.xlsx");
    session.push(&bytes);
    let report = session.finish().remove(0);
    (session, report)
}

#[test]
fn a_shared_text_costs_its_length_once() {
    let rows = dossier(0, 3).repeat(20_000);
    let reading = |long: &str| assert_eq!(read(&rows, long).1.rows.read, 20_000);
    at_most(4, || reading("x"), || reading(&"x".repeat(1 << 18)));
}

/// A row of a dossier with this code and unit.
fn dossier(code: u32, unit: u32) -> String {
    format!("<row>{}{}<c><v>44635</v></c></row>", shared(code), shared(unit))
}

#[test]
fn a_row_is_held_up_to_the_length_of_a_record() {
    let long = "x".repeat(limits::CELL_BYTES + 1);
    let row = |cells: usize| format!("<row>{}</row>", shared(3).repeat(cells));
    let most = limits::RECORD_BYTES / limits::CELL_BYTES;
    let (_, report) = read(&row(most).repeat(9), &long);
    assert_eq!((report.rows.read, report.rows.rejected), (9, 9));
    let error = read(&row(most + 1).repeat(9), &long).1.error.expect("a refusal");
    assert_eq!((error.code, error.place.and_then(|place| place.row)), (ErrorCode::TooLarge, Some(2)));
}

#[test]
fn names_are_cut_after_the_examined_bytes() {
    // Nothing of a letter that would be cut is kept.
    let unit = "x".repeat(limits::CELL_BYTES - 1) + "ồ";
    let (session, report) = read(&dossier(0, 3).repeat(2), &unit);
    assert_eq!(report.error, None);
    let list = session.dossiers(&DossierQuery { limit: 1, ..DossierQuery::default() }).expect("a list");
    assert_eq!(list.rows[0].unit, "x".repeat(limits::CELL_BYTES - 1));
}

#[test]
fn codes_of_a_table_are_held_up_to_a_limit() {
    let long = "x".repeat(limits::CELL_BYTES);
    let rows = |count: usize| dossier(3, 1).repeat(count);
    let most = limits::CODE_BYTES / limits::CELL_BYTES;
    assert_eq!(read(&rows(most), &long).1.error, None);
    let error = read(&rows(most + 1), &long).1.error.expect("a refusal");
    assert_eq!(
        (error.code, error.place.and_then(|place| place.row)),
        (ErrorCode::TooLarge, Some(most as u32 + 2))
    );
}

#[test]
fn days_and_labels_are_searched_up_to_a_limit() {
    // A day followed by a remark of any length; and a title, a group or a signature that is too long to read.
    let cell = |text: &str| format!("<c t='inlineStr'><is><t>{text}</t></is></c>");
    let day = |blanks: usize| format!("15/03/2022 ({}Quá hạn)", " x".repeat(blanks));
    for length in [1, limits::DAY_BYTES, limits::CELL_BYTES] {
        let row = format!("<row>{}{}{}</row>", cell("A1"), shared(1), cell(&day(length)));
        assert_eq!(read(&row, "x").1.rows.dossiers, 1, "{length}");
    }
    let total = |more: usize| format!("<row>{}</row>", cell(&format!("Tổng số {}", "x".repeat(more))));
    let rows = read(&format!("{}{}", total(1), total(limits::LABEL_BYTES * 9)), "x").1.rows;
    assert_eq!((rows.read, rows.dossiers), (2, 0));
}
