//! The command's answers are the core's: every case folder is counted by the command and by a session, and read
//! into canonical dossiers, whose counts are the same again.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

use hoso::session::{ExportQuery, Options, Session};
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn hoso(args: &[&str], files: &[PathBuf]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_hoso")).args(args).args(files).output().unwrap()
}

fn case_folders(root: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path());
    let mut folders: Vec<PathBuf> = entries
        .filter(|path| path.is_dir())
        .flat_map(|path| if path.join("case.toml").exists() { vec![path] } else { case_folders(&path) })
        .collect();
    folders.sort();
    folders
}

/// A case: its files, options and first question.
struct Case {
    files: Vec<PathBuf>,
    options: Value,
    query: Value,
}

fn case(folder: &Path) -> Option<Case> {
    let case: Value = toml::from_str(&fs::read_to_string(folder.join("case.toml")).unwrap()).unwrap();
    let files = case["files"].as_array()?.iter().map(|file| folder.join(file.as_str().unwrap())).collect();
    let mut options = case.get("options").cloned().unwrap_or(json!({}));
    options["today"] = options.get("today").cloned().unwrap_or(json!("2099-12-31"));
    let query = case["queries"].as_array().and_then(|queries| queries.first()).cloned().unwrap_or(json!({}));
    Some(Case { files, options, query })
}

fn session(case: &Case) -> Session {
    let options: Options = serde_json::from_value(case.options.clone()).unwrap();
    let mut session = Session::new(options).unwrap();
    for file in &case.files {
        // Files of one name are told apart by their folders.
        let name = file.file_name().unwrap().to_str().unwrap();
        let several = case.files.iter().filter(|other| other.file_name() == file.file_name()).count() > 1;
        session.begin(if several { file.to_str().unwrap() } else { name });
        session.push(&fs::read(file).unwrap());
        session.finish();
    }
    session
}

fn scratch(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::create_dir_all(&folder).unwrap();
    folder
}

#[test]
fn every_case_is_counted_as_the_core_counts_it() {
    let folder = scratch("cases");
    let (options, query) = (folder.join("options.json"), folder.join("query.json"));
    let mut counted = 0;
    for place in case_folders(Path::new("../tests/cases")) {
        let Some(case) = case(&place) else { continue };
        let session = session(&case);
        fs::write(&options, case.options.to_string()).unwrap();
        fs::write(&query, case.query.to_string()).unwrap();
        let args = ["count", "--options", options.to_str().unwrap(), "--query", query.to_str().unwrap()];
        let output = hoso(&args, &case.files);
        let asked: ExportQuery = serde_json::from_value(case.query.clone()).unwrap();
        let unread = session.files().iter().any(|report| report.error.is_some());
        match session.export("json", &asked) {
            Ok(expected) if !unread => {
                assert_eq!(
                    String::from_utf8_lossy(&output.stdout),
                    String::from_utf8_lossy(&expected),
                    "{}",
                    place.display()
                );
                counted += 1;
            }
            _ => assert!(!output.status.success() && output.stdout.is_empty(), "{}", place.display()),
        }
    }
    assert!(counted > 100, "{counted} cases were counted");
}

/// Counts by the command, without what names files and rows.
fn counts(files: &[PathBuf], as_of: &str) -> Value {
    let output = hoso(
        &[
            "count",
            "--by",
            "unit,quarter,intakeChannel",
            "--clock",
            "instant",
            "--as-of",
            as_of,
            "--today",
            "2099-12-31",
        ],
        files,
    );
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let mut answer: Value = serde_json::from_slice(&output.stdout).unwrap();
    answer.as_object_mut().unwrap().remove("files");
    answer
}

#[test]
fn canonical_dossiers_give_the_same_counts() {
    let folder = scratch("canonical");
    let mut compared = 0;
    for place in case_folders(Path::new("../tests/cases")) {
        let Some(case) = case(&place) else { continue };
        let options = json!({ "today": "2099-12-31" });
        let session = session(&Case { options, ..case });
        let reports = session.files();
        let settled = reports
            .iter()
            .flat_map(|report| &report.issues)
            .all(|issue| hoso::report::key(&issue.kind) != "month-first");
        if !settled || reports.iter().any(|report| report.error.is_some() || report.kind == "summary") {
            continue;
        }
        let files = self::case(&place).unwrap().files;
        for name in ["dossiers.parquet", "dossiers.arrow"] {
            let target = folder.join(name);
            let output =
                hoso(&["read", "-q", "--today", "2099-12-31", "-o", target.to_str().unwrap()], &files);
            assert!(
                matches!(output.status.code(), Some(0 | 3 | 4)),
                "{}: {}",
                place.display(),
                String::from_utf8_lossy(&output.stderr)
            );
            assert_eq!(
                counts(&[target], "2022-12-31"),
                counts(&files, "2022-12-31"),
                "{} {name}",
                place.display()
            );
        }
        compared += 1;
    }
    assert!(compared > 60, "{compared} cases were compared");
}

#[test]
fn what_cannot_be_read_is_named_and_leaves_no_file() {
    let folder = scratch("bad");
    let target = folder.join("never.parquet");
    for (name, bytes, says) in [
        ("text.parquet", &b"no Parquet at all"[..], "not a Parquet file"),
        ("cut.parquet", b"PAR1 and then nothing", "cut off"),
        ("locked.parquet", b"PARE....\0\0\0\0PARE", "encrypted"),
        ("long.parquet", b"PAR1....\xff\xff\xff\x7fPAR1", "row groups"),
    ] {
        let file = folder.join(name);
        fs::write(&file, bytes).unwrap();
        let output = hoso(&["read", "-o", target.to_str().unwrap()], &[file]);
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(!output.status.success() && told.contains(name) && told.contains(says), "{told}");
    }
    assert_eq!(
        fs::read_dir(&folder)
            .unwrap()
            .filter(|entry| entry.as_ref().unwrap().file_name().to_string_lossy().contains("never"))
            .count(),
        0
    );
}
