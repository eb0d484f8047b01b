//! What workbooks state besides their values: errors, formulas never calculated, merged areas, hidden rows
//! and sheets, declared rows; and damage that affects one sheet only. The same is tested for every container
//! that can state it.

use crate::collect::{Table, Value, read, tables, text};
use crate::contents::zip;
use crate::old::{place, record, stream};
use crate::workbook::build::{Book, worksheet};
use hoso::ErrorCode;
use hoso::read::{Epoch, Merge, Notice, Seen, SeenBy};

fn only(bytes: &[u8]) -> Table {
    let mut tables = tables(bytes).expect("a table");
    assert_eq!(tables.len(), 1);
    tables.remove(0)
}

fn ods(styles: &str, tables: &str) -> Vec<u8> {
    let content = format!(
        "<office:document-content><office:automatic-styles>{styles}</office:automatic-styles><office:body>\
         <office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    );
    zip(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", content.as_bytes()),
    ])
}

fn spreadsheetml(inside: &str) -> Vec<u8> {
    let start = "<?xml version='1.0'?><Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'>";
    format!("{start}{inside}</Workbook>").into_bytes()
}

#[test]
fn errors_and_formulas_without_a_value() {
    let expected =
        [Value::Error, Value::Uncalculated, Value::Empty, text("x"), Value::Error].map(|value| vec![value]);
    let rows = |cells: [&str; 5]| cells.map(|cell| format!("<row>{cell}<c><v>1</v></c></row>")).concat();
    let xlsx = Book::with(&rows([
        "<c t='e'><f>A9</f><v>#REF!</v></c>",
        "<c><f>B1+1</f></c>",
        "<c t='str'><f>\"\"</f><v></v></c>",
        "<c t='str'><f>B1</f><v>x</v></c>",
        "<c t='e'><v>#N/A</v></c>",
    ]));
    let ods_rows = |cells: [&str; 5]| {
        let row = |cell: &str| {
            format!(
                "<table:table-row><table:table-cell {cell}</table:table-cell>\
                 <table:table-cell office:value-type='float' office:value='1'/></table:table-row>"
            )
        };
        ods("", &format!("<table:table>{}</table:table>", cells.map(row).concat()))
    };
    let ods = ods_rows([
        "table:formula='of:=A9' office:value-type='string' office:string-value='' calcext:value-type='error'>\
         <text:p>#REF!</text:p>",
        "table:formula='of:=B1+1'>",
        "table:formula='of:=X' office:value-type='string' office:string-value=''>",
        "table:formula='of:=B1' office:value-type='string'><text:p>x</text:p>",
        "table:formula='of:=NA()' office:value-type='float' office:value='0'><text:p>Err:502</text:p>",
    ]);
    let row =
        |cell: &str| format!("<Row><Cell {cell}</Cell><Cell><Data ss:Type='Number'>1</Data></Cell></Row>");
    let cells = [
        "ss:Formula='=A9'><Data ss:Type='Error'>#REF!</Data>",
        "ss:Formula='=B1+1'>",
        "ss:Formula='=X'><Data ss:Type='String'></Data>",
        "ss:Formula='=B1'><Data ss:Type='String'>x</Data>",
        "><Data ss:Type='Error'>#N/A</Data>",
    ];
    let xml = spreadsheetml(&format!("<Worksheet><Table>{}</Table></Worksheet>", cells.map(row).concat()));
    for bytes in [xlsx.bytes(), ods, xml] {
        let table = only(&bytes);
        let first: Vec<_> = table.rows.iter().map(|(_, cells)| vec![cells[0].clone()]).collect();
        assert_eq!(first, expected, "{}", table.start.format);
    }
}

#[test]
fn formulas_as_writers_save_them() {
    // openpyxl and SheetJS write no value, or an empty one, also for booleans and shared formulas.
    for cell in [
        "<c s='1'><f>A1</f><v/></c>",
        "<c><f>A1</f><v></v></c>",
        "<c t='b'><f>A1</f></c>",
        "<c t='str'><f>A1</f></c>",
        "<c><f t='shared' si='0'/></c>",
    ] {
        let table = only(&Book::with(&format!("<row>{cell}</row>")).bytes());
        assert_eq!(table.rows, [(1, vec![Value::Uncalculated])], "{cell}");
    }
    assert_eq!(only(&Book::with("<row><c><v/></c><c t='str'><v/></c></row>").bytes()).rows, []);
}

#[test]
fn errors_in_records() {
    let formula = |column: u16, value: [u8; 8], flags: u16| {
        record(0x06, &[&place(0, column, 0), &value, &flags.to_le_bytes(), &[0; 6]])
    };
    let cells = [
        record(0x205, &[&place(0, 0, 0), &[0x2a, 1]]),
        formula(1, [2, 0, 0x17, 0, 0, 0, 0xff, 0xff], 0),
        formula(2, [3, 0, 0, 0, 0, 0, 0xff, 0xff], 0),
        record(0x203, &[&place(0, 3, 0), &1.0_f64.to_le_bytes()]),
    ];
    let saved = stream(0x600, &[], &cells);
    assert_eq!(only(&saved).rows[0].1, [Value::Error, Value::Error, Value::Empty, Value::Number(1.0)]);
    // A program that calculates nothing is recognised by the beginning of the file, which has no history;
    // then no formula has been calculated.
    let mut generated = vec![0x09, 0x08, 0x10, 0, 0, 6, 5, 0, 0xbb, 0x0d, 0xcc, 7, 0, 0, 0, 0, 6, 0, 0, 0];
    let name = record(0x85, &[&(generated.len() as u32 + 13 + 4).to_le_bytes(), &[0, 0], b"\x01\0S"]);
    assert_eq!(name.len(), 13);
    generated.extend([name, record(0x0a, &[])].concat());
    generated.extend([record(0x809, &[&[0, 6, 0x10, 0]]), cells.concat(), record(0x0a, &[])].concat());
    assert_eq!(only(&generated).rows[0].1[2], Value::Uncalculated);
}

#[test]
fn merged_hidden_and_declared() {
    let area = Merge { first_row: 2, last_row: 3, first_column: 0, last_column: 1 };
    let cells = |n: u32| format!("<c><v>{n}</v></c>");
    let sheet = format!(
        "<worksheet><dimension ref='A1:B9'/><sheetData><row>{}</row><row>{}</row><row hidden='1'>{}</row><row hidden='1'/>\
         </sheetData><mergeCells count='2'><mergeCell ref='A2:B3'/><mergeCell ref='A1:C1'/></mergeCells>\
         <extLst><ext><mergeCells><mergeCell ref='A1:A3'/></mergeCells></ext></extLst></worksheet>",
        cells(1),
        cells(2),
        cells(3)
    );
    let xlsx = Book::default().sheet("S", &sheet).bytes();
    let number = |row: u16| record(0x203, &[&place(row, 0, 0), &1.0_f64.to_le_bytes()]);
    let hidden = record(0x208, &[&2_u16.to_le_bytes(), &[0; 10], &[0x20, 0, 0, 0]]);
    let areas = [[1_u16, 2, 0, 1], [0, 0, 0, 2]].concat();
    let areas: Vec<u8> = areas.iter().flat_map(|number| number.to_le_bytes()).collect();
    let used = record(0x200, &[&0_u32.to_le_bytes(), &9_u32.to_le_bytes(), &[0; 6]]);
    let records = [used, number(0), number(1), hidden, number(2), record(0xe5, &[&[2, 0], &areas])];
    let xls = stream(0x600, &[], &records);
    let xml = spreadsheetml(
        "<Worksheet ss:Name='S'><Table ss:ExpandedRowCount='9'><Row><Cell ss:MergeAcross='2'><Data ss:Type='Number'>1</Data></Cell></Row>\
         <Row><Cell ss:MergeDown='1' ss:MergeAcross='1'><Data ss:Type='Number'>1</Data></Cell></Row>\
         <Row ss:Hidden='1'><Cell ss:Index='3'><Data ss:Type='Number'>1</Data></Cell></Row><Row ss:Hidden='1'/></Table></Worksheet>",
    );
    for (bytes, format) in [(xlsx, "xlsx"), (xls, "xls"), (xml, "spreadsheetml")] {
        let table = only(&bytes);
        assert_eq!((table.start.format, table.rows.len()), (format, 3));
        assert_eq!(table.merges, [area], "{format}");
        assert_eq!(table.notices, [Notice::HiddenRow(3)], "{format}");
        assert_eq!(table.seen, Some(Seen { rows: 3, by: SeenBy::Declared }), "{format}");
    }
    let ods = ods(
        "",
        "<table:table><table:table-row><table:table-cell table:number-columns-spanned='3' office:value-type='float' office:value='1'/>\
         </table:table-row><table:table-row><table:table-cell table:number-rows-spanned='2' table:number-columns-spanned='2' \
         office:value-type='float' office:value='1'/></table:table-row><table:table-row table:visibility='filter'>\
         <table:covered-table-cell table:number-columns-repeated='2'/><table:table-cell office:value-type='float' office:value='1'/>\
         </table:table-row></table:table>",
    );
    let table = only(&ods);
    assert_eq!((table.merges, table.notices, table.seen), (vec![area], vec![Notice::HiddenRow(3)], None));
}

#[test]
fn an_outdated_range_is_ignored() {
    for range in ["A1", "A1:B2", "", "x", "B1:A"] {
        let sheet = format!(
            "<worksheet><dimension ref='{range}'/><sheetData><row r='3'><c><v>1</v></c></row></sheetData></worksheet>"
        );
        assert_eq!(only(&Book::default().sheet("S", &sheet).bytes()).seen, None, "{range}");
    }
}

#[test]
fn hidden_sheets_are_named() {
    let hidden = |tables: Vec<Table>| {
        let late = |table: &Table| table.notices.contains(&Notice::HiddenSheet);
        tables.iter().map(|table| table.start.hidden || late(table)).collect::<Vec<_>>()
    };
    let rows = worksheet("<row><c><v>1</v></c></row>");
    let book = Book::default()
        .sheet("A", &rows)
        .sheet("B' state='hidden", &rows)
        .sheet("C' state='veryHidden", &rows);
    assert_eq!(hidden(tables(&book.bytes()).expect("tables")), [false, true, true]);
    let table = |style: &str| {
        format!(
            "<table:table table:style-name='{style}'><table:table-row><table:table-cell office:value-type='float' office:value='1'/></table:table-row></table:table>"
        )
    };
    let style = |name: &str, shown: bool| {
        format!(
            "<style:style style:name='{name}'><style:table-properties table:display='{shown}'/></style:style>"
        )
    };
    let sheets = [table("a"), table("b"), table("ta_extref")].concat();
    let ods = ods(&[style("a", true), style("b", false)].concat(), &sheets);
    assert_eq!(hidden(tables(&ods).expect("tables")), [false, true]);
    let sheet = |visible: &str| {
        format!(
            "<Worksheet><Table><Row><Cell><Data>1</Data></Cell></Row></Table><WorksheetOptions>{visible}</WorksheetOptions></Worksheet>"
        )
    };
    let xml = spreadsheetml(&[sheet(""), sheet("<Visible>SheetHidden</Visible>")].concat());
    assert_eq!(hidden(tables(&xml).expect("tables")), [false, true]);
}

#[test]
fn only_the_workbooks_own_properties_decide_the_epoch() {
    let plain = |book: &str| {
        let links = "<Relationships><Relationship Id='r' Type='x/worksheet' Target='s.xml'/></Relationships>";
        let sheet = worksheet("<row><c><v>1</v></c></row>");
        let bytes = zip(&[
            ("xl/workbook.xml", book.as_bytes()),
            ("xl/_rels/workbook.xml.rels", links.as_bytes()),
            ("xl/s.xml", sheet.as_bytes()),
        ]);
        only(&bytes).start.epoch
    };
    let sheets = "<sheets><sheet name='S' r:id='r'/></sheets>";
    let other = |value: u8| format!("<extLst><ext><x15:workbookPr date1904='{value}'/></ext></extLst>");
    let choice =
        "<mc:AlternateContent><mc:Choice><workbookPr date1904='1'/></mc:Choice></mc:AlternateContent>";
    assert_eq!(
        plain(&format!("<workbook><workbookPr date1904='1'/>{sheets}{}</workbook>", other(0))),
        Epoch::Y1904
    );
    assert_eq!(plain(&format!("<workbook><workbookPr/>{sheets}{}</workbook>", other(1))), Epoch::Y1900);
    assert_eq!(
        plain(&format!("<workbook>{choice}{sheets}<x15:workbookPr date1904='1'/></workbook>")),
        Epoch::Y1900
    );
    let prefixed = "<x:workbook><x:workbookPr date1904='true'/><x:sheets><x:sheet name='S' r:id='r'/></x:sheets></x:workbook>";
    assert_eq!(plain(prefixed), Epoch::Y1904);
}

#[test]
fn elements_of_extensions_are_not_rows() {
    let sheet = "<worksheet><extLst><ext><sheetData><row r='9'><c><v>9</v></c></row></sheetData></ext></extLst>\
        <mc:AlternateContent><mc:Choice><sheetData><row r='8'><c><v>8</v></c></row></sheetData></mc:Choice></mc:AlternateContent>\
        <sheetData><row><c><v>1</v><extLst><ext><c><v>2</v></c></ext></extLst></c><extLst><row r='7'/><c><v>3</v></c></extLst></row></sheetData></worksheet>";
    let rows = tables(&Book::default().sheet("S", sheet).bytes()).expect("a table").remove(0).rows;
    assert_eq!(rows.len(), 1);
    assert_eq!(rows[0], (1, vec![Value::Number(1.0)]));
}

#[test]
fn a_damaged_sheet_does_not_affect_the_others() {
    let good = worksheet("<row><c><v>1</v></c></row>");
    let book = Book::default()
        .sheet("A", &good)
        .sheet("B", "<worksheet><sheetData><row><c><v>1</v>")
        .sheet("C", &good);
    let found = read(&book.bytes()).expect("a workbook");
    let names: Vec<_> = found.unreadable.iter().map(|(name, error)| (name.as_str(), error.code)).collect();
    assert_eq!(names, [("B", ErrorCode::DamagedFile)]);
    let sheets: Vec<_> = found.tables.iter().map(|table| table.start.sheet.as_deref()).collect();
    assert_eq!(sheets, [Some("A"), Some("B"), Some("C")]);
    // In records: the second of two sheets begins after the end of the file.
    let nowhere = record(0x85, &[&9_999_u32.to_le_bytes(), &[0, 0], b"\x01\0N"]);
    let xls = stream(0x600, &[nowhere], &[record(0x203, &[&place(0, 0, 0), &1.0_f64.to_le_bytes()])]);
    let found = read(&xls).expect("a workbook");
    assert_eq!((found.tables.len(), found.unreadable[0].0.as_str()), (1, "N"));
}
