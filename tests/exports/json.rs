//! JSON: the summary or the list, and its context (targets, files, rules).

use super::{both, export, full};
use serde_json::{Value, json};

#[test]
fn a_summary_with_rules_and_rows() {
    let (session, query) = full();
    let document: Value = serde_json::from_slice(&export(&session, "json", query)).unwrap();
    assert_eq!(document["hoso"], env!("CARGO_PKG_VERSION"));
    assert_eq!(document["rules"]["asOf"], "2022-03-09");
    assert_eq!(document["total"]["counts"]["received"], 6);
    assert_eq!(document["targets"]["decision"], "Quyết định 1/QĐ");
    let rows = json!({ "read": 8, "dossiers": 8, "duplicates": 0, "skipped": 0, "rejected": 0 });
    assert_eq!(document["files"][0]["rows"], rows);
    assert_eq!(document["files"][0]["columns"][0], "code");
}

#[test]
fn issues_that_change_figures_are_counted() {
    let session = super::open(&[("hỏng.csv", super::UNREADABLE.as_bytes())]);
    let document: Value = serde_json::from_slice(&export(&session, "json", json!({}))).unwrap();
    assert_eq!(document["files"][0]["issues"], json!([{ "kind": "impossible-date", "count": 2 }]));
}

#[test]
fn a_whole_list() {
    let query = json!({ "rows": "dossiers", "outcome": ["overdue", "waiting"] });
    let document: Value = serde_json::from_slice(&export(&both(), "json", query)).unwrap();
    assert_eq!(document["total"], 2);
    assert_eq!(document["dossiers"][1]["code"], "A6");
    assert_eq!(document["dossiers"][1]["daysLate"], 1);
    assert_eq!(document["files"][1]["rows"]["duplicates"], 1);
}

#[test]
fn no_personal_cell_is_exported() {
    for kind in ["csv", "json", "xlsx", "arrow"] {
        for rows in ["summary", "dossiers"] {
            let query = serde_json::from_value(json!({ "rows": rows, "by": ["unit"] })).unwrap();
            let Ok(bytes) = both().export(kind, &query) else { continue };
            let texts = if kind == "xlsx" { super::xlsx::parts(bytes) } else { bytes };
            assert!(!String::from_utf8_lossy(&texts).contains("BÍ MẬT"), "{kind} {rows}");
        }
    }
}
