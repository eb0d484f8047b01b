//! Files made to break a reader, and files that are not workbooks: each must give a specific error.

use super::build::{Book, relation, relations, worksheet, zip};
use crate::collect::tables as read;
use hoso::read::{AnyReader, Reader, Row, RowSink, TableStart};
use hoso::{Error, ErrorCode};
use proptest::prelude::*;

fn refusal(bytes: &[u8]) -> Error {
    read(bytes).expect_err("a refusal")
}

fn sheet_refusal(xml: &str) -> ErrorCode {
    let error = refusal(&Book::default().sheet("Trang 1", xml).bytes());
    let sheet = error.place.as_ref().and_then(|place| place.sheet.as_deref());
    assert_eq!(sheet, Some("Trang 1"), "the error names the sheet");
    error.code
}

fn sample() -> Vec<u8> {
    Book::with("<row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1' s='1'><v>44635.5</v></c></row>")
        .strings("<si><t>Mã hồ sơ</t></si>")
        .styles("<cellXfs><xf numFmtId='0'/><xf numFmtId='14'/></cellXfs>")
        .bytes()
}

/// Overwrites bytes at `offset` after every `signature` in `bytes`.
fn patch(bytes: &mut [u8], signature: &[u8], offset: usize, with: &[u8]) {
    let found: Vec<usize> = bytes
        .windows(signature.len())
        .enumerate()
        .filter(|(_, window)| *window == signature)
        .map(|(at, _)| at)
        .collect();
    assert!(!found.is_empty(), "the signature is there");
    for at in found {
        bytes[at + offset..][..with.len()].copy_from_slice(with);
    }
}

#[test]
fn a_bomb_is_stopped_while_it_inflates() {
    let cells = worksheet(&format!("<row>{}</row>", "<c/>".repeat(30_000_000)));
    let bombs = [
        Book::default().sheet("Trang 1", &cells).bytes(),
        Book::with("").strings(&"<si/>".repeat(20_000_000)).bytes(),
    ];
    for bomb in bombs {
        assert_eq!(refusal(&bomb).code, ErrorCode::TooLarge);
    }
}

#[test]
fn many_sheets_share_one_budget() {
    // Each part alone is below the size from which the ratio counts.
    let cells = worksheet(&format!("<row>{}</row>", "<c/>".repeat(5_000_000)));
    let book = (0..5).fold(Book::default(), |book, sheet| book.sheet(&format!("Trang {sheet}"), &cells));
    assert_eq!(refusal(&book.bytes()).code, ErrorCode::TooLarge);
}

#[test]
fn document_types_and_unknown_entities_are_damage() {
    let laughs = "<!DOCTYPE lolz [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;'>]>";
    let row = "<row><c t='str'><v>&c;</v></c></row>";
    assert_eq!(sheet_refusal(&format!("{laughs}{}", worksheet(row))), ErrorCode::DamagedFile);
    assert_eq!(sheet_refusal(&worksheet(row)), ErrorCode::DamagedFile);
    assert_eq!(
        sheet_refusal(&worksheet("<row><c t='str'><v>&#xD800;</v></c></row>")),
        ErrorCode::DamagedFile
    );
}

#[test]
fn depth_and_length_are_bounded() {
    assert_eq!(sheet_refusal(&worksheet(&"<a>".repeat(300))), ErrorCode::TooLarge);
    let long = "x".repeat(3 << 20);
    assert_eq!(sheet_refusal(&worksheet(&format!("<row a='{long}'/>"))), ErrorCode::TooLarge);
    assert_eq!(
        sheet_refusal(&worksheet(&format!("<row><c t='str'><v>{long}</v></c></row>"))),
        ErrorCode::TooLarge
    );
    let pieces = "x".repeat(1_000).repeat(900) + "<!-- -->";
    let pieces = format!("<row><c t='str'><v>{}</v></c></row>", pieces.repeat(2));
    assert_eq!(sheet_refusal(&worksheet(&pieces)), ErrorCode::TooLarge);
}

#[test]
fn sheets_that_contradict_themselves_are_damaged() {
    let cases = [
        "<worksheet><sheetData><row>",
        "<worksheet/>",
        "<worksheet><sheetData><row><c t='s'><v>0</v></c></row></sheetData></worksheet>",
        "<worksheet><sheetData><row r='1048577'><c><v>1</v></c></row></sheetData></worksheet>",
        "</worksheet>",
        "no xml",
        "",
    ];
    for xml in cases {
        assert_eq!(sheet_refusal(xml), ErrorCode::DamagedFile, "{xml}");
    }
}

#[test]
fn errors_name_the_row() {
    for cell in ["<c t='s'><v>5</v></c>", "<c t='str'><v>&x;</v></c>"] {
        let error = refusal(&Book::with(&format!("<row r='7'>{cell}</row>")).bytes());
        assert_eq!(error.place.and_then(|place| place.row), Some(7));
    }
}

#[test]
fn a_workbook_part_without_content_is_damaged() {
    assert_eq!(refusal(&zip([("xl/workbook.xml", b"  ".as_slice())])).code, ErrorCode::DamagedFile);
}

#[test]
fn a_file_cut_anywhere_is_an_error() {
    let bytes = sample();
    assert!(read(&bytes).is_ok());
    for length in (0..bytes.len()).step_by(97) {
        assert!(read(&bytes[..length]).is_err(), "{length} bytes");
    }
}

#[test]
fn a_false_directory_is_damaged() {
    let lies: [(&[u8], usize, &[u8]); 4] = [
        (b"PK\x05\x06", 10, &60_000_u16.to_le_bytes()),
        (b"PK\x05\x06", 16, &9_999_999_u32.to_le_bytes()),
        (b"PK\x01\x02", 16, &1_u32.to_le_bytes()),
        (b"PK\x01\x02", 42, &u32::MAX.to_le_bytes()),
    ];
    for (signature, offset, with) in lies {
        let mut bytes = sample();
        patch(&mut bytes, signature, offset, with);
        assert_eq!(refusal(&bytes).code, ErrorCode::DamagedFile, "{signature:?} {offset}");
    }
}

#[test]
fn claimed_sizes_are_not_trusted() {
    let mut bytes = sample();
    patch(&mut bytes, b"PK\x01\x02", 24, &0xFFFF_FFF0_u32.to_le_bytes());
    assert_eq!(read(&bytes), read(&sample()));
    for claim in [0, 10, 0x7FFF_FFFF_u32] {
        let mut bytes = sample();
        patch(&mut bytes, b"PK\x03\x04", 22, &claim.to_le_bytes());
        assert_eq!(read(&bytes), read(&sample()), "{claim}");
    }
}

#[test]
fn locked_and_old_files_are_distinguished() {
    let mut compound = vec![0; 2_048];
    compound[..8].copy_from_slice(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1");
    assert_eq!(refusal(&compound).code, ErrorCode::DamagedFile);
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    compound[1_152..][..name.len()].copy_from_slice(&name);
    compound[1_152 + 64] = 34;
    assert_eq!(refusal(&compound).code, ErrorCode::EncryptedFile);
    let mut locked = sample();
    patch(&mut locked, b"PK\x01\x02", 8, &1_u16.to_le_bytes());
    assert_eq!(refusal(&locked).code, ErrorCode::EncryptedFile);
}

#[test]
fn other_files_are_unsupported() {
    let word = relations(&relation("r", "officeDocument", "word/document.xml"));
    let binary = relations(&relation("r", "officeDocument", "xl/b.bin"));
    let files = [
        b"%PDF-1.7".to_vec(),
        zip([("mimetype", b"application/vnd.oasis.opendocument.text".as_slice()), ("content.xml", b"<a/>")]),
        zip([("_rels/.rels", word.as_bytes()), ("word/document.xml", b"<w:document/>")]),
        zip([("_rels/.rels", binary.as_bytes()), ("xl/workbook.xml", b"<workbook/>"), ("xl/a.bin", b"")]),
    ];
    for file in files {
        assert_eq!(refusal(&file).code, ErrorCode::UnsupportedFormat);
    }
    assert_eq!(refusal(b"").code, ErrorCode::EmptyFile);
}

/// Refuses the first row.
struct Unwilling;

impl RowSink for Unwilling {
    fn table(&mut self, _: TableStart) -> Result<(), Error> {
        Ok(())
    }

    fn row(&mut self, _: Row<'_>) -> Result<(), Error> {
        Err(Error::new(ErrorCode::NoHeader).at_row(60))
    }
}

#[test]
fn the_sink_ends_the_reading_with_its_own_error() {
    let mut reader = AnyReader::default();
    reader.push(&sample(), &mut Unwilling).expect("bytes taken");
    assert_eq!(reader.finish(&mut Unwilling), Err(Error::new(ErrorCode::NoHeader).at_row(60)));
}

const PIECES: [&str; 24] = [
    "<row>",
    "</row>",
    "<row r='2'>",
    "<c>",
    "</c>",
    "<c r='B2' t='s'>",
    "<c t='inlineStr'>",
    "<c r='ZZZZZZZZZ9' s='1'>",
    "<v>",
    "</v>",
    "<is>",
    "</is>",
    "<t>",
    "</t>",
    "<rPh>",
    "</rPh>",
    "0",
    "1.5e3",
    "&amp;",
    "&#",
    "<![CDATA[<]]>",
    "<!--",
    "_x000D_",
    "<c s=\"",
];

proptest! {
    #[test]
    fn changed_bytes_never_panic(changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6)) {
        let mut bytes = sample();
        for (index, byte) in changes {
            let at = index.index(bytes.len());
            bytes[at] = byte;
        }
        let _either_is_fine = read(&bytes);
    }

    #[test]
    fn the_fast_path_for_cells_equals_the_tokens(
        cells in prop::collection::vec(("( s='1')?( t='(s|n|str|b|e)')?", "(-?[0-9]{1,3}(\\.[0-9]{1,3})?| 0 |0|x|&amp;)?"), 1..9)
    ) {
        // A cell with a comment before its value is not read by the fast path.
        let rows = |comment: &str| {
            let cells = cells.iter().map(|(tag, value)| format!("<c{tag}>{comment}<v>{value}</v></c>"));
            let row = format!("<row>{}</row>", cells.collect::<String>());
            let styles = "<cellXfs><xf numFmtId='0'/><xf numFmtId='14'/></cellXfs>";
            read(&Book::with(&row).strings("<si><t>x</t></si><si/>").styles(styles).bytes())
        };
        prop_assert_eq!(rows(""), rows("<!-- -->"));
    }

    #[test]
    fn pieces_of_a_sheet_in_any_order_never_panic(order in prop::collection::vec(0..PIECES.len(), 0..40)) {
        let rows: String = order.into_iter().map(|piece| PIECES[piece]).collect();
        let _either_is_fine = read(&Book::with(&rows).strings("<si><t>x</t></si>").bytes());
    }
}
