//! `hoso compare`: its answer about two exports, and the lists of its parts. Expected values worked out by
//! hand.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

mod common;

use common::{hoso, said, scratch};
use serde_json::Value;
use std::fs;
use std::process::Output;

const BEFORE: &str = "Mã hồ sơ,Đơn vị,Ngày tiếp nhận,Ngày hẹn trả,Ngày kết thúc,Trạng thái
A1,Xã Một,01/03/2022,10/03/2022,09/03/2022,Đã trả kết quả
A2,Xã Một,01/03/2022,10/03/2022,,Đang xử lý
A3,Xã Một,02/03/2022,11/03/2022,,Đang xử lý
A4,Xã Hai,02/03/2022,11/03/2022,15/03/2022,Đã trả kết quả
";

/// The same in two files.
const AFTER: [&str; 2] = [
    "Mã hồ sơ,Đơn vị,Ngày tiếp nhận,Ngày hẹn trả,Ngày kết thúc,Trạng thái
A1,Xã Một,01/03/2022,10/03/2022,09/03/2022,Đã trả kết quả
A2,Xã Một,01/03/2022,10/03/2022,14/03/2022,Đã trả kết quả
A3,Xã Một,02/03/2022,20/03/2022,,Đang xử lý
",
    "Mã hồ sơ,Đơn vị,Ngày tiếp nhận,Ngày hẹn trả,Ngày kết thúc,Trạng thái
A7,Xã Hai,05/03/2022,15/03/2022,,Đang xử lý
",
];

/// Compares the two exports; every test uses its own files.
fn compare(test: &str, further: &[&str]) -> Output {
    let folder = scratch(test);
    let write = |name: &str, text: &str| {
        fs::write(folder.join(name), text).unwrap();
        folder.join(name).into_os_string().into_string().unwrap()
    };
    let before = write("cu.csv", BEFORE);
    let [first, second] = [write("moi-1.csv", AFTER[0]), write("moi-2.csv", AFTER[1])];
    let sides = ["compare", "--before", &before, "--after", &first, &second];
    hoso(&[&sides, &["--as-of", "2022-03-31", "--today", "2022-03-31"][..], further].concat(), &[])
}

#[test]
fn sides_are_files_and_the_answer_counts_codes() {
    let output = compare("sides", &[]);
    assert!(output.status.success(), "{}", said(&output));
    let answer: Value = serde_json::from_slice(&output.stdout).unwrap();
    let counts = ["onlyBefore", "onlyAfter", "same", "changed", "withoutCode", "twice"];
    assert_eq!(counts.map(|name| answer[name].as_u64().unwrap()), [1, 1, 1, 2, 0, 0]);
    assert_eq!(answer["summaries"]["before"]["total"]["counts"]["late"], 1);
    assert_eq!(answer["summaries"]["after"]["total"]["counts"]["received"], 4);
}

#[test]
fn a_part_is_listed_by_its_name() {
    for (part, code) in
        [("onlyBefore", "A4"), ("onlyAfter", "A7"), ("later due", "A3"), ("overdue late", "A2")]
    {
        let output = compare("part", &["--list", part]);
        assert!(output.status.success(), "{part}: {}", said(&output));
        let list: Value = serde_json::from_slice(&output.stdout).unwrap();
        let codes: Vec<&Value> =
            list["dossiers"].as_array().unwrap().iter().map(|row| &row["code"]).collect();
        assert_eq!(codes, [code], "{part}");
    }
}

#[test]
fn an_unknown_part_is_refused_with_the_list_of_parts() {
    let output = compare("no-part", &["--list", "earlier returned"]);
    let told = said(&output);
    assert!(!output.status.success() && output.stdout.is_empty());
    assert!(told.contains("earlier returned") && told.contains("overdue late"), "{told}");
    let output = compare("format", &["--format", "xlsx"]);
    assert!(said(&output).contains("--list"));
}
