//! Files made to break a reader: each must end in an error that says which, or in rows, and never in a panic.

use crate::collect::{read, read_in_chunks};
use crate::contents::{gzip, zip};
use hoso::ErrorCode;
use hoso::read::limits;
use proptest::prelude::*;
use std::path::{Path, PathBuf};
use std::time::Instant;

fn refusal(bytes: &[u8]) -> ErrorCode {
    let started = Instant::now();
    let code = read(bytes).map(|_| ()).expect_err("a refusal").code;
    assert!(started.elapsed().as_secs() < 5, "it is stopped early");
    code
}

#[test]
fn bombs_are_stopped_while_they_inflate() {
    let line = [b"a".repeat(99_999), b"\n".to_vec()].concat();
    let text = line.repeat(2 * limits::RATIO_FROM as usize / line.len());
    let bomb = zip(&[("a.csv", &text)]);
    for bytes in [zip(&[("b.zip", &bomb)]), bomb, gzip(&text)] {
        assert_eq!(refusal(&bytes), ErrorCode::TooLarge);
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
    let started = Instant::now();
    let page = format!(
        "<table><tr><td rowspan=99999999 colspan=99999999>x</td></tr>{}</table>",
        "<tr><td>1".repeat(20_000)
    );
    let read = read(page.as_bytes()).expect("rows");
    assert_eq!(read.tables[0].rows.len(), 20_001);
    assert_eq!(read.tables[0].rows[0].1.len(), limits::COLUMNS);
    assert!(started.elapsed().as_secs() < 5);
}

#[test]
fn laughs_are_not_expanded() {
    let lol = "<!DOCTYPE lolz [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;'>]>";
    let book = "<Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'><Worksheet><Table><Row><Cell><Data>&c;";
    let end = "</Data></Cell></Row></Table></Worksheet></Workbook>";
    let read = read(format!("<?xml version='1.0'?>{lol}{book}{end}").as_bytes()).expect("rows");
    assert_eq!(read.tables[0].rows[0].1[0], crate::collect::text("&c;"));
}

/// Sixty rows in which each cell could be a header: looking for one must not take longer than reading them.
#[test]
fn rows_without_a_header_are_looked_through_in_time() {
    let words = (0..400).map(|n| format!("Số hồ sơ tiếp nhận trước hạn qua mạng {n}"));
    let names = words.collect::<Vec<_>>().join(",");
    let long = (0..300).map(|n| format!("hồ sơ giải quyết {}{n}", "trước hạn đúng hạn ".repeat(20)));
    let long = long.collect::<Vec<_>>().join(",");
    for row in [names, long] {
        let started = Instant::now();
        let mut session = hoso::session::Session::new(Default::default()).expect("options");
        session.begin("a.csv");
        (0..62).for_each(|n| session.push(format!("{n} {row}\n").as_bytes()));
        assert!(session.finish()[0].error.is_some());
        assert!(started.elapsed().as_secs() < 30, "minutes before it was mended: {:?}", started.elapsed());
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
fn pages_and_texts_without_a_table_say_so() {
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

    /// Bytes overwritten and the end cut off: rows or an error, the same for any chunks, and no panic.
    #[test]
    fn mutated_files_end_somehow(
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
    fn any_bytes_end_somehow(bytes in proptest::collection::vec(any::<u8>(), 0..300), start in 0..8_usize) {
        let starts: [&[u8]; 8] = [b"", b"<table><tr><td", b"[{\"", b"\xd0\xcf\x11\xe0", b"PK\x03\x04", b"\x1f\x8b\x08",
            b"\x09\x08\x10\0\0\x06\x05\0", b"MIME-Version: 1.0\nContent-Type: multipart/x; boundary=a\n\n--a\n"];
        let _ended = read(&[starts[start], &bytes].concat());
    }
}
