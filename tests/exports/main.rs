//! Exported files. Expected cells are written by hand; `check.py` opens the same files with other programs
//! (pyarrow, pandas, DuckDB, openpyxl) if Python has them.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

mod arrow;
mod check;
mod csv;
mod json;
mod reconciliation;
mod reopen;
mod xlsx;

use hoso::session::{ExportQuery, Options, Session};
use serde_json::Value;

/// Every column, days with and without a time, every status, a personal column.
const FULL: &str = include_str!("full.csv");
/// No appointment, no channel, no level, no status.
const BARE: &str = include_str!("bare.csv");

/// Two unreadable days, and an unlisted word, which changes no figure.
const UNREADABLE: &str = "Mã hồ sơ,Đơn vị,Ngày tiếp nhận,Ngày hẹn trả,Hình thức nộp\n\
    A1,Sở Nội vụ,01/03/2022,35/03/2022,Fax\nA2,Sở Nội vụ,02/03/2022,05/03/2022,\nA3,Sở Nội vụ,02/03/2022,sáng,\n";

fn open(files: &[(&str, &[u8])]) -> Session {
    let mut session =
        Session::new(Options { today: Some("2022-03-31".to_owned()), ..Options::default() }).unwrap();
    for (name, bytes) in files {
        session.begin(name);
        session.push(bytes);
        session.finish();
    }
    session
}

/// Only the first list, with a target for online filing.
fn full() -> (Session, Value) {
    let targets = serde_json::json!({
        "id": "t", "title": "Chỉ tiêu thử", "decision": "Quyết định 1/QĐ",
        "targets": [{ "measure": "online", "atLeast": "40%" }],
    });
    (open(&[("full.csv", FULL.as_bytes())]), serde_json::json!({ "targets": targets }))
}

fn both() -> Session {
    open(&[("full.csv", FULL.as_bytes()), ("bare.csv", BARE.as_bytes())])
}

fn export(session: &Session, kind: &str, query: Value) -> Vec<u8> {
    let query: ExportQuery = serde_json::from_value(query).unwrap();
    session.export(kind, &query).unwrap()
}
