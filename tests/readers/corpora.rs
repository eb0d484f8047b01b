//! Workbooks of many writers and of every kind, compared cell by cell with calamine. Without the corpus, the
//! test says so and passes.

use crate::collect::read;
use crate::theirs::{Sheets, files, ours, theirs};
use hoso::ErrorCode;

fn give_what_calamine_gives(extensions: &[&str]) {
    for (name, bytes) in files(extensions) {
        let ours = read(&bytes).map(|read| ours(&read.tables));
        // The first make calamine request gigabytes; the last is a line of text, and is read as such.
        if name.starts_with("OOM") || name == "too_small.xls" {
            continue;
        }
        match (ours, theirs(&name, &bytes)) {
            (Ok(ours), Ok(theirs)) => same(&name, &ours, &theirs),
            (Err(_), Err(_)) => {}
            (ours, theirs) => panic!("{name}: ours {ours:?}, calamine's {theirs:?}"),
        }
    }
}

#[test]
fn workbooks_equal_those_of_calamine() {
    give_what_calamine_gives(&["xlsx", "xlsm"]);
}

#[test]
fn old_workbooks_equal_those_of_calamine() {
    give_what_calamine_gives(&["xls"]);
}

#[test]
fn open_document_workbooks_equal_those_of_calamine() {
    give_what_calamine_gives(&["ods"]);
}

#[test]
fn binary_workbooks_equal_those_of_calamine() {
    give_what_calamine_gives(&["xlsb"]);
}

fn same(file: &str, ours: &Sheets, theirs: &Sheets) {
    let names = |sheets: &Sheets| sheets.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
    assert_eq!(names(ours), names(theirs), "{file}: sheets");
    for ((sheet, ours), (_, theirs)) in ours.iter().zip(theirs) {
        let places = ours.keys().chain(theirs.keys());
        let differing: Vec<_> = places
            .filter(|place| ours.get(place) != theirs.get(place))
            .map(|place| format!("{place:?}: {:?} and {:?}", ours.get(place), theirs.get(place)))
            .collect();
        let shown = &differing[..differing.len().min(6)];
        assert!(differing.is_empty(), "{file}, {sheet}: {} differ: {shown:#?}", differing.len());
    }
}

#[test]
fn a_password_is_named() {
    let locked = files(&["ods", "xlsb", "xlsx"]).into_iter().filter(|(name, _)| name.starts_with("pass"));
    for (name, bytes) in locked {
        assert_eq!(read(&bytes).expect_err("a refusal").code, ErrorCode::EncryptedFile, "{name}");
    }
}
