//! Files made to break a reader: each must give rows or a specific error, and never a panic.

use crate::collect::{read, read_in_chunks, rows_until_refused};
use crate::contents::{gzip, zip};
use crate::effort::at_most;
use hoso::ErrorCode;
use hoso::read::limits;
use proptest::prelude::*;
use std::path::{Path, PathBuf};

fn refusal(bytes: &[u8]) -> ErrorCode {
    read(bytes).map(|_| ()).expect_err("a refusal").code
}

#[test]
fn bombs_are_stopped_while_they_inflate() {
    let line = [b"a".repeat(99_999), b"\n".to_vec()].concat();
    let text = line.repeat(2 * limits::RATIO_FROM as usize / line.len());
    let bomb = zip(&[("a.csv", &text)]);
    for bytes in [zip(&[("b.zip", &bomb)]), bomb, gzip(&text)] {
        let (rows, error) = rows_until_refused(&bytes);
        assert_eq!(error.code, ErrorCode::TooLarge);
        assert!(rows <= limits::RATIO_FROM as usize / line.len() + 11, "{rows} rows are a whole MB more");
    }
}

#[test]
fn archives_are_nested_once() {
    let depth = |depth: usize| (0..depth).fold(b"a,b\n1,2\n".to_vec(), |inner, _| zip(&[("x.zip", &inner)]));
    assert_eq!(read(&depth(limits::ARCHIVE_DEPTH)).expect("rows").tables.len(), 1);
    let deep = read(&depth(limits::ARCHIVE_DEPTH + 1)).expect("an archive");
    assert_eq!(deep.unreadable[0].1.code, ErrorCode::TooLarge);
    let gzips = (0..=limits::ARCHIVE_DEPTH).fold(b"a,b\n".to_vec(), |inner, _| gzip(&inner));
    assert_eq!(refusal(&gzips), ErrorCode::TooLarge);
}

#[test]
fn too_many_entries_are_refused() {
    let names: Vec<String> = (0..=limits::ENTRIES).map(|n| n.to_string()).collect();
    let entries: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), b"".as_slice())).collect();
    assert_eq!(refusal(&zip(&entries)), ErrorCode::TooLarge);
    assert_eq!(refusal(&zip(&[("a/", b"")])), ErrorCode::NoTable);
}

#[test]
fn depth_and_length_of_text_containers_are_bounded() {
    let json = |depth: usize| {
        format!("[{{\"n\":1,\"a\":{}1{}}}]", "[".repeat(depth), "]".repeat(depth)).into_bytes()
    };
    assert!(read(&json(limits::JSON_DEPTH - 1)).is_ok());
    assert_eq!(refusal(&json(limits::JSON_DEPTH)), ErrorCode::TooLarge);
    let long = "x".repeat(limits::RECORD_BYTES + 1);
    assert_eq!(refusal(format!("[{{\"a\":\"{long}\"}}]").as_bytes()), ErrorCode::TooLarge);
    assert_eq!(refusal(format!("<table><tr><td>{long}").as_bytes()), ErrorCode::TooLarge);
    assert_eq!(refusal(&b"<table><tr><td>".repeat(limits::TABLE_DEPTH + 1)), ErrorCode::TooLarge);
    let tag = format!("<table title='{}", "x".repeat(limits::MARKUP_BYTES + (2 << 20)));
    assert_eq!(read_in_chunks(tag.as_bytes(), 1 << 20).expect_err("a refusal").code, ErrorCode::TooLarge);
}

#[test]
fn spans_cost_what_they_cover() {
    let page = |rows: usize| {
        let rows = "<tr><td>1".repeat(rows);
        format!("<table><tr><td rowspan=99999999 colspan=99999999>x</td></tr>{rows}</table>")
    };
    let (few, many) = (page(500), page(4_000));
    let found = read(many.as_bytes()).expect("rows");
    assert_eq!(found.tables[0].rows.len(), 4_001);
    assert_eq!(found.tables[0].rows[0].1.len(), limits::COLUMNS);
    let reading = |page: &str| drop(read(page.as_bytes()));
    at_most(16, || reading(&few), || reading(&many));
}

#[test]
fn entity_expansion_attacks_are_not_expanded() {
    let lol = "<!DOCTYPE lolz [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;'>]>";
    let book = "<Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'><Worksheet><Table><Row><Cell><Data>&c;";
    let end = "</Data></Cell></Row></Table></Worksheet></Workbook>";
    let read = read(format!("<?xml version='1.0'?>{lol}{book}{end}").as_bytes()).expect("rows");
    assert_eq!(read.tables[0].rows[0].1[0], crate::collect::text("&c;"));
}

/// Sixty rows in which each cell could be a header: the search must not take longer than the reading.
#[test]
fn the_search_for_a_header_is_fast() {
    let names = |n: usize| format!("Số hồ sơ tiếp nhận trước hạn qua mạng {n}");
    let long = |n: usize| format!("hồ sơ giải quyết {}{n}", "trước hạn đúng hạn ".repeat(20));
    let row =
        |name: &dyn Fn(usize) -> String, width: usize| (0..width).map(name).collect::<Vec<_>>().join(",");
    let look = |row: &str| {
        let mut session = hoso::session::Session::new(Default::default()).expect("options");
        session.begin("a.csv");
        (0..62).for_each(|n| session.push(format!("{n} {row}\n").as_bytes()));
        assert!(session.finish()[0].error.is_some());
    };
    for (few, many) in [(row(&names, 50), row(&names, 400)), (row(&long, 30), row(&long, 240))] {
        at_most(16, || look(&few), || look(&many));
    }
}

fn ods(table: &str) -> Vec<u8> {
    let content = format!(
        "<x><office:spreadsheet><table:table table:name='T'>{table}</table:table></office:spreadsheet></x>"
    );
    zip(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", content.as_bytes()),
    ])
}

#[test]
fn repeated_rows_are_bounded() {
    let cell =
        "<table:table-cell table:number-columns-repeated='1024' office:value-type='float' office:value='1'/>";
    let row = |times: u32| {
        format!("<table:table-row table:number-rows-repeated='{times}'>{cell}</table:table-row>")
    };
    assert_eq!(read(&ods(&row(100))).expect("rows").tables[0].rows.len(), 100);
    assert_eq!(refusal(&ods(&row(1_000_000))), ErrorCode::TooLarge);
    let blank = "<table:table-row table:number-rows-repeated='1048575'><table:table-cell/></table:table-row>";
    assert_eq!(
        read(&ods(&format!("{blank}{}", row(1)))).expect("rows").tables[0].rows[0].0,
        limits::SHEET_ROWS
    );
}

#[test]
fn pages_and_texts_without_a_table_are_errors() {
    assert_eq!(refusal(b"<html><p>Xin ch\xc3\xa0o"), ErrorCode::NoTable);
    assert_eq!(refusal(b"MIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\nx"), ErrorCode::NoTable);
    assert_eq!(refusal(b"[]"), ErrorCode::NoTable);
    assert_eq!(refusal(b"[{\"a\":1},{\"a\""), ErrorCode::DamagedFile);
    assert_eq!(refusal(b"\xff\xfe"), ErrorCode::EmptyFile);
}

/// One small file of each container, made by other programs.
fn samples() -> Vec<(PathBuf, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/containers");
    let cases = std::fs::read_dir(folder).expect("cases").map(|entry| entry.expect("an entry").path());
    let files = cases.flat_map(|case| std::fs::read_dir(case).expect("a folder"));
    let mut paths: Vec<_> = files.map(|entry| entry.expect("an entry").path()).collect();
    paths.retain(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("a.")));
    paths.sort();
    paths.into_iter().map(|path| (path.clone(), std::fs::read(path).expect("a file"))).collect()
}

#[test]
fn chunks_change_nothing() {
    for (path, bytes) in samples() {
        let whole = read(&bytes);
        assert!(whole.is_ok(), "{}", path.display());
        for size in [1, 1_000] {
            assert_eq!(read_in_chunks(&bytes, size), whole, "{} by {size}", path.display());
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Files with overwritten bytes and a truncated end give rows or an error, the same for any chunk size,
    /// and no panic.
    #[test]
    fn mutated_files_give_rows_or_an_error(
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8),
        cut in any::<prop::sample::Index>(),
        cuts in any::<bool>(),
    ) {
        for (_, mut bytes) in samples() {
            for (at, byte) in &changes {
                let at = at.index(bytes.len());
                bytes[at] = *byte;
            }
            if cuts {
                bytes.truncate(cut.index(bytes.len()));
            }
            let whole = read(&bytes);
            prop_assert_eq!(read_in_chunks(&bytes, 777).is_ok(), whole.is_ok());
        }
    }

    #[test]
    fn any_bytes_give_rows_or_an_error(bytes in proptest::collection::vec(any::<u8>(), 0..300), start in 0..8_usize) {
        let starts: [&[u8]; 8] = [b"", b"<table><tr><td", b"[{\"", b"\xd0\xcf\x11\xe0", b"PK\x03\x04", b"\x1f\x8b\x08",
            b"\x09\x08\x10\0\0\x06\x05\0", b"MIME-Version: 1.0\nContent-Type: multipart/x; boundary=a\n\n--a\n"];
        let _ended = read(&[starts[start], &bytes].concat());
    }
}
