//! The same files in other programs, if Python has them: `check.py` prints what it found, or that it skipped
//! the check.

use super::{both, export, full};
use serde_json::json;
use std::path::Path;
use std::process::Command;

/// The exit code of `check.py` if Python lacks a package.
const SKIPPED: i32 = 77;

#[test]
fn other_programs_open_the_files() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("exports");
    std::fs::create_dir_all(&folder).unwrap();
    let save = |name: &str, bytes: Vec<u8>| std::fs::write(folder.join(name), bytes).unwrap();
    let (session, query) = full();
    save("summary.xlsx", export(&session, "xlsx", query));
    save("dossiers.xlsx", export(&both(), "xlsx", json!({ "rows": "dossiers" })));
    save("dossiers.csv", export(&both(), "csv", json!({ "rows": "dossiers" })));
    save("dossiers.arrow", export(&both(), "arrow", json!({})));
    save("summary.json", export(&both(), "json", json!({ "by": ["unit"] })));
    save("reconciliation.xlsx", super::reconciliation::workbook("vi"));
    // HOSO_PYTHON names a Python with these packages.
    let python = std::env::var("HOSO_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let run = Command::new(python).args([Path::new("tests/exports/check.py"), &folder]).output();
    let Ok(run) = run else { return println!("skipped: no python3") };
    println!("{}", String::from_utf8_lossy(&run.stdout));
    let passed = run.status.success() || run.status.code() == Some(SKIPPED);
    assert!(passed, "{}", String::from_utf8_lossy(&run.stderr));
}
