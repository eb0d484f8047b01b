//! The limits of `src/read/limits.rs` that an XLSX workbook can exceed, from both sides and with their real
//! values.

use super::build::{Book, relation, relations, worksheet, zip};
use crate::collect::tables as read;
use hoso::ErrorCode;
use hoso::read::limits;

/// Checks that the limit itself is accepted and one more is refused; `make` makes the file.
fn up_to(limit: usize, make: impl Fn(usize) -> Vec<u8>) {
    let at = read(&make(limit));
    assert!(at.is_ok(), "the limit itself is no excess: {:?}", at.err());
    assert_eq!(read(&make(limit + 1)).map(|_| ()).expect_err("a refusal").code, ErrorCode::TooLarge);
}

#[test]
fn sheets() {
    up_to(limits::SHEETS, |count| {
        (0..count).fold(Book::default(), |book, n| book.sheet(&n.to_string(), &worksheet(""))).bytes()
    });
}

#[test]
fn relations_of_a_part() {
    up_to(limits::RELATIONS, |count| {
        let links: String = (1..count).map(|n| relation(&format!("r{n}"), "image", "a.png")).collect();
        let links = relations(&(links + &relation("s", "worksheet", "s.xml")));
        zip([
            ("_rels/.rels", relations(&relation("r", "officeDocument", "xl/workbook.xml")).as_bytes()),
            ("xl/workbook.xml", b"<workbook><sheets><sheet name='a' r:id='s'/></sheets></workbook>"),
            ("xl/_rels/workbook.xml.rels", links.as_bytes()),
            ("xl/s.xml", worksheet("").as_bytes()),
        ])
    });
}

#[test]
fn cell_formats() {
    let book = |styles: String| Book::with("").styles(&styles).bytes();
    up_to(limits::CELL_FORMATS, |count| book(format!("<cellXfs>{}</cellXfs>", "<xf/>".repeat(count))));
    up_to(limits::CELL_FORMATS, |count| {
        let code = |n: usize| format!("<numFmt numFmtId='{n}' formatCode='0'/>");
        book(format!("<numFmts>{}</numFmts>", (0..count).map(code).collect::<String>()))
    });
}

#[test]
fn nested_elements() {
    // Around them are `worksheet` and `sheetData`.
    up_to(limits::XML_DEPTH - 2, |depth| {
        Book::with(&format!("{}{}", "<a>".repeat(depth), "</a>".repeat(depth))).bytes()
    });
}

#[test]
fn names() {
    let sheet = |bytes: usize| Book::default().sheet(&"x".repeat(bytes), &worksheet("")).bytes();
    assert_eq!(read(&sheet(limits::NAME_BYTES)).expect("a table").len(), 1);
    // A longer name is ignored, and a sheet without a name is damage.
    assert_eq!(read(&sheet(limits::NAME_BYTES + 1)).expect_err("a refusal").code, ErrorCode::DamagedFile);
}

fn cell(text: &str) -> String {
    format!("<c t='inlineStr'><is><t>{text}</t></is></c>")
}

#[test]
fn text_of_a_cell_and_of_a_row() {
    let long = "x".repeat(limits::RECORD_BYTES);
    // A comment splits the text, so that no token is as long as a record.
    let half = "x".repeat(limits::RECORD_BYTES / 2);
    up_to(limits::RECORD_BYTES / 2, |bytes| {
        Book::with(&format!("<row>{}</row>", cell(&format!("{half}<!-- -->{}", &long[..bytes])))).bytes()
    });
    let full = limits::ROW_TEXT_BYTES / limits::RECORD_BYTES;
    up_to(0, |more| {
        Book::with(&format!("<row>{}{}</row>", cell(&long).repeat(full), cell(&"x".repeat(more)))).bytes()
    });
}

#[test]
fn rows_and_columns() {
    let row = |number: u32| Book::with(&format!("<row r='{number}'><c><v>1</v></c></row>")).bytes();
    assert_eq!(read(&row(limits::SHEET_ROWS)).expect("a table")[0].rows[0].0, limits::SHEET_ROWS);
    assert_eq!(read(&row(limits::SHEET_ROWS + 1)).expect_err("a refusal").code, ErrorCode::DamagedFile);
    let wide = Book::with(&format!("<row>{}</row>", "<c><v>1</v></c>".repeat(limits::COLUMNS + 1))).bytes();
    assert_eq!(read(&wide).expect("a table")[0].rows[0].1.len(), limits::COLUMNS);
}
