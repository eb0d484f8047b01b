//! Every limit of `src/read/limits.rs` from both sides, with its real value, if a file that reaches it is
//! cheap to make; other limits are tested beside the code that counts. The result is rows or an error; memory
//! is not measured.

use crate::collect::{read, read_in_chunks};
use crate::contents::zip;
use hoso::dossier::FileLoader;
use hoso::read::{AnyReader, Container, Reader, Row, RowSink, TableStart, limits};
use hoso::{Error, ErrorCode};

/// Counts rows and cells.
#[derive(Default)]
struct Count {
    tables: usize,
    rows: usize,
    cells: usize,
}

impl RowSink for Count {
    fn table(&mut self, _: TableStart) -> Result<(), Error> {
        self.tables += 1;
        Ok(())
    }

    fn row(&mut self, row: Row<'_>) -> Result<(), Error> {
        self.rows += 1;
        self.cells += row.len();
        Ok(())
    }
}

fn count(bytes: &[u8]) -> Result<Count, ErrorCode> {
    let (mut reader, mut found) = (AnyReader::default(), Count::default());
    let read = reader.push(bytes, &mut found).and_then(|()| reader.finish(&mut found));
    read.map(|()| found).map_err(|error| error.code)
}

/// Checks that the limit itself is accepted and one more is refused; `make` makes the file.
fn up_to(limit: usize, make: impl Fn(usize) -> Vec<u8>) {
    let at = read(&make(limit));
    assert!(at.is_ok(), "the limit itself is no excess: {:?}", at.err());
    assert_eq!(read(&make(limit + 1)).map(|_| ()).expect_err("a refusal").code, ErrorCode::TooLarge);
}

/// Bytes that do not fit are not copied, so the zeros here take no memory.
#[test]
fn containers_are_held_up_to_a_limit() {
    let pages = vec![0; limits::CONTAINER_BYTES];
    let too_large = |reader: &mut dyn Reader, most: usize| {
        reader.push(b"x", &mut Count::default()).expect("room");
        let error = reader.push(&pages[..most], &mut Count::default()).expect_err("a refusal");
        assert_eq!(error.code, ErrorCode::TooLarge);
        reader.push(&pages[..9], &mut Count::default()).expect("room for what is shorter");
    };
    for container in [Container::Zip, Container::Xls, Container::Arrow, Container::Mhtml] {
        too_large(&mut AnyReader::of(container).expect("a reader"), limits::CONTAINER_BYTES);
    }
    too_large(&mut AnyReader::of(Container::Json).expect("a reader"), limits::JSON_BYTES);
}

/// The end of a zip whose directory has this many entries without a name, with 64-bit records.
fn directory_of(count: usize) -> Vec<u8> {
    let number = |number: usize| (number as u64).to_le_bytes();
    let record = [
        &b"PK\x06\x06"[..],
        &number(44),
        &[0; 12],
        &number(count),
        &number(count),
        &number(46 * count),
        &number(4),
    ]
    .concat();
    let locator = [&b"PK\x06\x07"[..], &[0; 4], &number(4 + 46 * count), &[0; 4]].concat();
    let entries = [&b"PK\x01\x02"[..], &[0; 42]].concat().repeat(count);
    [&b"PK\x03\x04"[..], &entries, &record, &locator, b"PK\x05\x06", &[0; 4], &[0xff; 12], &[0; 2]].concat()
}

#[test]
fn directories_list_up_to_a_limit() {
    // Entries without a name are folders, so no table is found.
    assert_eq!(count(&directory_of(limits::PARTS)).err(), Some(ErrorCode::NoTable));
    assert_eq!(count(&directory_of(limits::PARTS + 1)).err(), Some(ErrorCode::TooLarge));
}

#[test]
fn entries_of_archives_are_limited() {
    let names: Vec<String> = (0..=limits::ENTRIES).map(|n| n.to_string()).collect();
    let entries: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), b"".as_slice())).collect();
    up_to(limits::ENTRIES, |count| zip(&entries[..count]));
}

#[test]
fn parts_and_pages_of_mails_are_limited() {
    let mail = |kind: &str, body: &str, count: usize| {
        let head = "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n";
        let part = format!("--b\r\n{kind}\r\n\r\n{body}\r\n");
        [head, &part.repeat(count), "--b--\r\n"].concat().into_bytes()
    };
    let (page, table) = ("Content-Type: text/html", "<table><tr><td>1</table>");
    up_to(limits::SHEETS, |count| mail(page, table, count));
    // The line that ends all parts begins like the others. Parts that are not pages give no table.
    let parts = |count| read(&mail("", "", count - 1)).map(|_| ()).expect_err("no table").code;
    assert_eq!(parts(limits::PARTS), ErrorCode::NoTable);
    assert_eq!(parts(limits::PARTS + 1), ErrorCode::TooLarge);
}

fn spreadsheetml(sheets: &str) -> Vec<u8> {
    let start = "<?xml version='1.0'?><Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'>";
    format!("{start}{sheets}</Workbook>").into_bytes()
}

fn ods(tables: &str) -> Vec<u8> {
    let content = format!("<x><office:spreadsheet>{tables}</office:spreadsheet></x>");
    let kind = b"application/vnd.oasis.opendocument.spreadsheet";
    zip(&[("mimetype", kind), ("content.xml", content.as_bytes())])
}

#[test]
fn sheets_of_workbooks_are_limited() {
    up_to(limits::SHEETS, |count| {
        spreadsheetml(&"<Worksheet><Table><Row><Cell/></Row></Table></Worksheet>".repeat(count))
    });
    up_to(limits::SHEETS, |count| ods(&"<table:table><x/></table:table>".repeat(count)));
}

/// Rows of one table with this many cells, in each text container that counts them.
#[test]
fn cells_beyond_the_last_column_are_not_read() {
    let wide = limits::COLUMNS + 3;
    let keys = (0..wide).map(|n| format!("\"k{n}\":1")).collect::<Vec<_>>().join(",");
    let files = [
        format!("{}\n", "x,".repeat(wide - 1)).into_bytes(),
        format!("\"x\"\"\"{}\n", ",x".repeat(wide - 1)).into_bytes(),
        format!("[{{{keys}}}]").into_bytes(),
        format!("<table><tr>{}</table>", "<td>x".repeat(wide)).into_bytes(),
        spreadsheetml(&format!(
            "<Worksheet><Table><Row>{}</Row></Table></Worksheet>",
            "<Cell><Data>x</Data></Cell>".repeat(wide)
        )),
        ods(&format!(
            "<table:table><table:table-row>{}</table:table-row></table:table>",
            "<table:table-cell><text:p>x</text:p></table:table-cell>".repeat(wide)
        )),
    ];
    for file in files {
        let found = count(&file).expect("rows");
        assert_eq!(found.cells, limits::COLUMNS * found.rows, "{:?}", file.first_chunk::<30>());
    }
}

/// A row of cells of a megabyte each, and another cell of this many letters.
#[test]
fn text_of_rows_is_limited() {
    let long = "x".repeat(limits::RECORD_BYTES);
    let fill = |cell: &dyn Fn(&str) -> String, bytes: usize| {
        let full = bytes / long.len();
        cell(&long).repeat(full) + &cell(&long[..bytes % long.len()])
    };
    let most = limits::ROW_TEXT_BYTES;
    up_to(most, |bytes| {
        format!("<table><tr>{}</table>", fill(&|text| format!("<td>{text}"), bytes)).into_bytes()
    });
    up_to(most, |bytes| {
        let cells = fill(&|text| format!("<Cell><Data>{text}</Data></Cell>"), bytes);
        spreadsheetml(&format!("<Worksheet><Table><Row>{cells}</Row></Table></Worksheet>"))
    });
    up_to(most, |bytes| {
        let cell = |text: &str| format!("<table:table-cell><text:p>{text}</text:p></table:table-cell>");
        let row = fill(&cell, bytes);
        ods(&format!("<table:table><table:table-row>{row}</table:table-row></table:table>"))
    });
    up_to(most, |bytes| {
        // Sixteen full cells use up the limit; a further cell is allowed if it is empty.
        let (mut pairs, full) = (String::new(), bytes / long.len());
        (0..full).for_each(|n| pairs += &format!("\"k{n}\":\"{long}\","));
        format!("[{{\"k\":1}},{{{pairs}\"k\":\"{}\"}}]", &long[..bytes % long.len()])
            .replacen(
                "[{",
                &format!("[{{{}", (0..full).map(|n| format!("\"k{n}\":1,")).collect::<String>()),
                1,
            )
            .into_bytes()
    });
}

/// Text in attributes, text of cells that are left out, and empty paragraphs all count as text of the row.
#[test]
fn all_text_of_an_open_row_is_counted() {
    let text = "x".repeat(4_000);
    let stated = format!("<table:table-cell office:value-type='string' office:string-value='{text}'/>");
    let row =
        |cells: &str| ods(&format!("<table:table><table:table-row>{cells}</table:table-row></table:table>"));
    let most = limits::ROW_TEXT_BYTES / text.len();
    assert!(count(&row(&stated.repeat(most))).is_ok());
    assert_eq!(count(&row(&stated.repeat(most + 1))).err(), Some(ErrorCode::TooLarge));
    // Paragraphs are separated by line ends. The cell never ends, so without the limit it would be damage.
    let open = |paragraphs: usize| {
        let content = format!("{}<table:table-cell>{}", stated.repeat(most), "<text:p/>".repeat(paragraphs));
        count(&row(&content)).err()
    };
    let room = limits::ROW_TEXT_BYTES - most * text.len();
    assert_eq!(open(room + 1), Some(ErrorCode::DamagedFile));
    assert_eq!(open(room + 2), Some(ErrorCode::TooLarge));
}

#[test]
fn cells_of_repeated_rows_are_limited() {
    let row = |times: usize| {
        let cell = "<table:table-cell table:number-columns-repeated='1024' office:value-type='float' office:value='1'/>";
        ods(&format!(
            "<table:table><table:table-row table:number-rows-repeated='{times}'>{cell}</table:table-row></table:table>"
        ))
    };
    let most = limits::REPEATED_CELLS / limits::COLUMNS + 1;
    assert_eq!(count(&row(most)).expect("rows").rows, most);
    assert_eq!(count(&row(most + 1)).err(), Some(ErrorCode::TooLarge));
}

#[test]
fn rows_of_sheets_are_limited() {
    let xml = |row: usize| {
        spreadsheetml(&format!(
            "<Worksheet><Table><Row ss:Index='{row}'><Cell><Data>x</Data></Cell></Row></Table></Worksheet>"
        ))
    };
    up_to(limits::SHEET_ROWS as usize, xml);
}

#[test]
fn rows_of_tables_are_limited() {
    let row = |number: u32| {
        let mut intake = FileLoader::new("a.csv", Vec::new(), 0);
        intake.table(TableStart::default()).expect("a table");
        intake.row(Row::new(number, b"", b"", &[])).map_err(|error| error.code)
    };
    assert_eq!(row(limits::ROWS), Ok(()));
    assert_eq!(row(limits::ROWS + 1), Err(ErrorCode::TooLarge));
}

#[test]
fn bytes_of_names_are_limited() {
    up_to(limits::NAME_BYTES, |bytes| format!("[{{\"{}\":1}}]", "k".repeat(bytes)).into_bytes());
    // The names of two levels are joined with a blank.
    up_to(limits::NAME_BYTES, |bytes| {
        format!("[{{\"{}\":{{\"b\":1}}}}]", "k".repeat(bytes - 2)).into_bytes()
    });
}

#[test]
fn nesting_of_tables_is_limited() {
    up_to(limits::TABLE_DEPTH, |depth| b"<table><tr><td>x".repeat(depth));
}

/// The reader waits for the `>` of a tag up to a limit, here across chunks.
#[test]
fn bytes_of_tags_are_limited() {
    let page = |bytes: usize| {
        let tag = format!("<table title='{}", "x".repeat(bytes));
        format!("{tag}'><tr><td>1</table>").into_bytes()
    };
    assert!(read_in_chunks(&page(limits::MARKUP_BYTES - (1 << 20)), 1 << 20).is_ok());
    let long = read_in_chunks(&page(limits::MARKUP_BYTES + (2 << 20)), 1 << 20);
    assert_eq!(long.expect_err("a refusal").code, ErrorCode::TooLarge);
}
