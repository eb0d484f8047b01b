//! `hoso reconcile`: a published figure that one changed rule gives. Expected values worked out by hand.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

mod common;

use common::{hoso, said, scratch};
use serde_json::Value;
use std::fs;
use std::path::PathBuf;

/// One dossier waits: under our rules it is not pending, under `waiting: pending` it is.
const LIST: &str = "Mã hồ sơ,Đơn vị,Ngày tiếp nhận,Ngày hẹn trả,Ngày kết thúc,Trạng thái
A1,Xã Một,01/03/2022,10/03/2022,09/03/2022,Đã trả kết quả
A2,Xã Một,01/03/2022,10/04/2022,,Đang xử lý
A3,Xã Một,02/03/2022,11/04/2022,,Chờ bổ sung hồ sơ
";

/// A folder with the list and a claim that two dossiers are pending: the folder and both paths.
fn written(name: &str) -> (PathBuf, PathBuf, PathBuf) {
    let folder = scratch(name);
    let (list, claims) = (folder.join("list.csv"), folder.join("claims.json"));
    fs::write(&list, LIST).unwrap();
    fs::write(&claims, r#"[{"unit": "Xã Một", "figure": "pending", "value": 2}]"#).unwrap();
    (folder, list, claims)
}

#[test]
fn a_figure_agrees_under_another_rule() {
    let (folder, list, claims) = written("reconcile");
    let claims = claims.to_str().unwrap();
    let asked = [
        "reconcile",
        "--claims",
        claims,
        "--from",
        "2022-03-01",
        "--to",
        "2022-03-31",
        "--as-of",
        "2022-03-31",
    ];
    let output = hoso(&asked, std::slice::from_ref(&list));
    assert!(output.status.success(), "{}", said(&output));
    let found: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((&found[0]["unit"], &found[0]["claims"][0]["num"]), (&"Xã Một".into(), &1.into()));
    let exact = found[0]["exact"].as_array().unwrap();
    assert!(exact.iter().any(|way| way["waiting"] == "pending"), "{exact:?}");
    // The dossier that causes the difference.
    let bucket = found[0]["split"][0]["bucket"].as_str().unwrap();
    let output = hoso(&["reconcile", "--list", bucket, "--format", "csv"], std::slice::from_ref(&list));
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.contains("A3") && !text.contains("A1") && !text.contains("A2"), "{text}");
    let output = hoso(&["reconcile", "--list", "nothing"], std::slice::from_ref(&list));
    assert!(!output.status.success() && said(&output).contains("bad-query"), "{}", said(&output));
    // As a workbook.
    let book = folder.join("doi-chieu.xlsx");
    let written = [&asked[..], &["-o", book.to_str().unwrap()]].concat();
    let output = hoso(&written, std::slice::from_ref(&list));
    assert!(output.status.success() && fs::read(&book).unwrap().starts_with(b"PK"), "{}", said(&output));
    // Without figures there is nothing to reconcile.
    let output = hoso(&["reconcile"], &[list]);
    assert!(!output.status.success() && said(&output).contains("--claims"), "{}", said(&output));
}

/// The same for lives, which can be counted but not listed: A3 waits, and the way is found.
#[test]
fn lives_are_reconciled_by_counts() {
    let (folder, list, claims) = written("reconcile-lives");
    let (lives, claims) = (folder.join("lives.arrow"), claims.to_str().unwrap());
    let made = ["lives", "--cut", "2022-03-31", "--keys", "unit", "-o", lives.to_str().unwrap()];
    let output = hoso(&made, &[list]);
    assert!(output.status.success(), "{}", said(&output));
    let reconcile = |from: &str| {
        let asked =
            ["reconcile", "--claims", claims, "--from", from, "--to", "2022-03-31", "--as-of", "2022-03-31"];
        hoso(&asked, std::slice::from_ref(&lives))
    };
    let output = reconcile("2022-03-01");
    assert!(output.status.success(), "{}", said(&output));
    let found: Value = serde_json::from_slice(&output.stdout).unwrap();
    let part = &found[0]["split"][0];
    let ways = serde_json::json!([{ "waiting": "inTerm" }, { "waiting": "pending" }]);
    assert_eq!((&found[0]["exact"], &part["dossiers"]), (&ways, &1.into()));
    assert_eq!((&part["bucket"], &found[0]["leftOut"][0]["why"]), (&"".into(), &"fixed".into()));
    let output = reconcile("2022-03-02");
    assert!(!output.status.success() && said(&output).contains("not-a-boundary"), "{}", said(&output));
}
