//! Which sheets a workbook has, where their parts are, and which cells are dates.

use super::build::{Book, relation, relations, worksheet, zip};
use crate::collect::{Value, rows, tables as read};
use hoso::read::Epoch;

fn names(bytes: &[u8]) -> Vec<String> {
    let tables = read(bytes).expect("a workbook");
    tables.into_iter().filter_map(|table| table.start.sheet).collect()
}

/// The value 44635 under the format code `code`, and under the built-in format `id`.
fn formatted(code: &str, id: u32) -> Vec<Value> {
    let styles = format!(
        "<numFmts><numFmt numFmtId='200' formatCode='{code}'/></numFmts><cellStyleXfs><xf numFmtId='14'/></cellStyleXfs>\
         <cellXfs><xf numFmtId='0'/><xf numFmtId='200'/><xf numFmtId='{id}'/></cellXfs>\
         <dxfs><dxf><numFmt numFmtId='0' formatCode='dd'/></dxf></dxfs>"
    );
    let row = "<row><c s='0'><v>44635</v></c><c s='1'><v>44635</v></c><c s='2'><v>44635</v></c><c s=''><v>1</v></c></row>";
    rows(&Book::with(row).styles(&styles).bytes()).remove(0).1
}

#[test]
fn the_format_determines_dates() {
    let (number, date) = (Value::Number(44_635.0), Value::Date(44_635.0));
    let last = Value::Number(1.0);
    assert_eq!(formatted("dd/mm/yyyy", 14), [number.clone(), date.clone(), date.clone(), last.clone()]);
    assert_eq!(
        formatted("0&quot; ngày dd&quot;", 23),
        [number.clone(), number.clone(), number.clone(), last.clone()]
    );
    assert_eq!(formatted("[h]:00", 58), [number.clone(), date.clone(), date.clone(), last.clone()]);
    assert_eq!(formatted("[Red]0", 44), [number.clone(), number.clone(), number, last]);
}

#[test]
fn the_epoch_is_reported() {
    for (attributes, epoch) in
        [("", Epoch::Y1900), ("date1904='0'", Epoch::Y1900), ("date1904='true'", Epoch::Y1904)]
    {
        let tables = read(&Book::with("").properties(attributes).bytes()).expect("a workbook");
        assert_eq!(tables[0].start.epoch, epoch, "{attributes}");
        assert_eq!(tables[0].start.format, "xlsx");
    }
}

#[test]
fn sheets_come_in_the_order_of_their_tabs() {
    let sheet = worksheet("");
    let book = Book::default()
        .sheet("Quý II &amp; III", &sheet)
        .sheet("Biểu đồ", "<chartsheet/>")
        .sheet("Quý I", &sheet);
    assert_eq!(names(&book.bytes()), ["Quý II & III", "Quý I"]);
}

#[test]
fn parts_are_found_by_any_prefix_path_and_case() {
    let book = "<x:workbook xmlns:q='r'><x:sheets><x:sheet name='A' sheetId='9' q:id='one'/>\
                <x:sheet name='B' sheetId='8' q:id='two'/><x:sheet name='C' sheetId='7' q:id='three'/></x:sheets></x:workbook>";
    let strict = "<Relationship Id='two' Type='http://purl.oclc.org/ooxml/officeDocument/relationships/worksheet' \
                  Target='../data/./Second.xml'/>";
    let links = relations(&format!(
        "{}{strict}{}",
        relation("one", "worksheet", "/data/first.xml"),
        relation("three", "dialogsheet", "none.xml")
    ));
    let parts = [
        ("_rels/.rels", relations(&relation("r", "officeDocument", "/office/Book.xml"))),
        ("office/book.xml", book.to_owned()),
        ("office\\_rels\\book.xml.rels", links),
        ("data/first.xml", worksheet("<row><c><v>1</v></c></row>")),
        ("data/second.xml", worksheet("").replace("<", "<y:").replace("<y:/", "</y:").replace("<y:?", "<?")),
    ];
    assert_eq!(names(&zip(parts.iter().map(|(path, xml)| (*path, xml.as_bytes())))), ["A", "B"]);
}

#[test]
fn a_byte_order_mark_and_comments_are_ignored() {
    let sheet =
        format!("\u{feff}<!-- <row> -->{}", worksheet("<!-- > --><row><c><v>1<!-- 2 --></v></c></row>"));
    assert_eq!(rows(&Book::default().sheet("A", &sheet).bytes()), [(1, vec![Value::Number(1.0)])]);
}
