//! Files as offices and their programs make them: each folder of `tests/field` has files, `expected.json`
//! (worked out by hand) and `note.txt` (where the shape was found). A case states only what matters. `CASE=88
//! cargo test --test field` runs the cases whose names begin with 88.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

use hoso::session::{Options, Query, Session};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

#[test]
fn field_cases() {
    let only = std::env::var("CASE").unwrap_or_default();
    let folders = fs::read_dir("tests/field").unwrap().map(|entry| entry.unwrap().path());
    let mut folders: Vec<_> = folders.filter(|path| path.join("expected.json").exists()).collect();
    folders.sort();
    folders.retain(|path| path.file_name().unwrap().to_string_lossy().starts_with(&only));
    let flaws: Vec<_> = folders.iter().filter_map(|folder| flaws_of(folder)).collect();
    assert!(flaws.is_empty(), "{} of {} cases differ:\n{}", flaws.len(), folders.len(), flaws.join("\n"));
}

/// The differences in one case, with two chunk sizes.
fn flaws_of(folder: &Path) -> Option<String> {
    let want: Value = serde_json::from_slice(&fs::read(folder.join("expected.json")).unwrap()).unwrap();
    let flaws = [65_536, 7].map(|chunk| differences(folder, &want, chunk)).concat();
    (!flaws.is_empty()).then(|| format!("{}\n    {}", folder.display(), flaws.join("\n    ")))
}

fn differences(folder: &Path, want: &Value, chunk: usize) -> Vec<String> {
    let as_of = want["asOf"].as_str().unwrap_or("2025-11-20");
    let options: Options = serde_json::from_value(json!({ "asOf": as_of, "today": "2026-11-27" })).unwrap();
    let mut session = Session::new(options).unwrap();
    let mut reports = Vec::new();
    for name in files_of(folder, want) {
        session.begin(&name);
        fs::read(folder.join(&name)).unwrap().chunks(chunk).for_each(|bytes| session.push(bytes));
        reports.extend(session.finish().iter().map(|report| serde_json::to_value(report).unwrap()));
    }
    let by = |dimension: &str| {
        let query: Query = serde_json::from_value(json!({ "by": [dimension] })).unwrap();
        serde_json::to_value(session.summarize(&query).unwrap()).unwrap()
    };
    let mut flaws = Vec::new();
    check_reports(want, &reports, &mut flaws);
    check_summary(want, &by("unit"), &mut flaws);
    if !want["fields"].is_null() {
        same_set("fields", &want["fields"], keys(&by("field"), "field"), &mut flaws);
    }
    flaws
}

fn files_of(folder: &Path, want: &Value) -> Vec<String> {
    if let Some(files) = want["files"].as_array() {
        return files.iter().map(|file| file.as_str().unwrap().to_owned()).collect();
    }
    let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<_> = names.filter(|name| name != "expected.json" && name != "note.txt").collect();
    names.sort();
    names
}

fn check_reports(want: &Value, reports: &[Value], flaws: &mut Vec<String>) {
    let read: Vec<_> = reports.iter().filter(|report| report["error"].is_null()).collect();
    let codes: Vec<_> = reports.iter().filter_map(|report| report["error"]["code"].as_str()).collect();
    match &want["error"] {
        Value::Null if want.get("error").is_some() && !codes.is_empty() => {
            flaws.push(format!("refused: {codes:?}"));
        }
        Value::String(any) if any == "any" && codes.is_empty() => flaws.push("no error".to_owned()),
        Value::String(code) if code != "any" && !codes.contains(&code.as_str()) => {
            flaws.push(format!("error {codes:?}, should be {code}"));
        }
        _ => {}
    }
    if want["kind"].is_string()
        && (read.is_empty() || read.iter().any(|report| report["kind"] != want["kind"]))
    {
        flaws.push(format!("kind is not {} ({codes:?})", want["kind"]));
    }
    for (name, rows) in want["rows"].as_object().into_iter().flatten() {
        let sum: u64 = read.iter().filter_map(|report| report["rows"][name].as_u64()).sum();
        check(&format!("rows.{name}"), &json!(sum), rows, flaws);
    }
    let columns: Vec<_> =
        read.iter().flat_map(|report| report["mapping"]["columns"].as_array().unwrap()).collect();
    for (header, column) in want["columns"].as_object().into_iter().flatten() {
        let is_it = |entry: &&&Value| entry["header"] == header.as_str() && meaning(entry) == *column;
        if !columns.iter().any(|entry| is_it(&entry)) {
            flaws.push(format!("column {header} is not {column}"));
        }
    }
    let shown =
        reports.iter().map(|r| format!("{}{}{}", r["preview"], r["mapping"], r["error"])).collect::<String>();
    for text in want["hidden"].as_array().into_iter().flatten().filter_map(Value::as_str) {
        if shown.contains(text) {
            flaws.push("a personal text is shown".to_owned());
        }
    }
    let issues = read.iter().flat_map(|report| report["issues"].as_array().unwrap());
    let issues: BTreeSet<_> = issues.filter_map(|issue| issue["kind"].as_str()).collect();
    let has =
        |prefix: &Value| prefix.as_str().map(|prefix| issues.iter().any(|kind| kind.starts_with(prefix)));
    if has(&want["issue"]) == Some(false) || has(&want["noIssue"]) == Some(true) {
        flaws.push(format!("issues {issues:?}, want {} and not {}", want["issue"], want["noIssue"]));
    }
}

fn meaning(entry: &Value) -> Value {
    let known = [&entry["figure"], &entry["column"]].into_iter().find(|value| !value.is_null());
    let other = if entry["personal"] == true { "PERSONAL" } else { "-" };
    known.cloned().unwrap_or_else(|| json!(other))
}

fn check_summary(want: &Value, summary: &Value, flaws: &mut Vec<String>) {
    for (name, count) in want["counts"].as_object().into_iter().flatten() {
        let got = summary["total"]["counts"].get(name).cloned().unwrap_or(json!(0));
        check(name, &got, count, flaws);
    }
    for (name, text) in want["rates"].as_object().into_iter().flatten() {
        let got = summary["total"]["measures"][name].get("text").cloned().unwrap_or(json!("n/a"));
        check(&format!("rate {name}"), &got, text, flaws);
    }
    if !want["units"].is_null() {
        same_set("units", &want["units"], keys(summary, "unit"), flaws);
    }
}

fn keys(summary: &Value, dimension: &str) -> BTreeSet<String> {
    let groups = summary["groups"].as_array().unwrap().iter();
    groups.filter_map(|group| group["key"][dimension].as_str()).map(str::to_owned).collect()
}

fn same_set(what: &str, want: &Value, got: BTreeSet<String>, flaws: &mut Vec<String>) {
    let want: BTreeSet<_> =
        want.as_array().unwrap().iter().filter_map(Value::as_str).map(str::to_owned).collect();
    if want != got {
        flaws.push(format!("{what}: {got:?}, should be {want:?}"));
    }
}

fn check(what: &str, got: &Value, want: &Value, flaws: &mut Vec<String>) {
    if got != want {
        flaws.push(format!("{what}: {got}, should be {want}"));
    }
}
