//! Every folder under tests/cases is a case: input files, and `expected.json` as the result. The expected
//! values were worked out by `tests/oracle`, an independent program, or by hand. Everything that it states
//! must hold; the result may contain more. Cases whose files come from the samples' generator run in Node
//! (`tests/wasm`).

#![allow(missing_docs, clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

use hoso::measure::Dimension;
use hoso::session::{Claim, DossierQuery, LivesOptions, Options, Query, Session};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};

#[test]
fn all_cases() {
    let mut folders = case_folders(Path::new("tests/cases"));
    assert!(folders.len() > 40, "the case folders are there");
    // Further cases, made by tests/oracle from fresh seeds.
    folders.extend(std::env::var_os("HOSO_CASES").iter().flat_map(|more| case_folders(Path::new(more))));
    let flaws: Vec<String> = folders.iter().flat_map(|folder| run(folder)).collect();
    assert!(flaws.is_empty(), "{} flaws:\n{}", flaws.len(), flaws.join("\n"));
}

fn case_folders(root: &Path) -> Vec<PathBuf> {
    let mut folders = Vec::new();
    for entry in fs::read_dir(root).unwrap() {
        let path = entry.unwrap().path();
        if path.join("case.toml").exists() {
            folders.push(path);
        } else if path.is_dir() {
            folders.extend(case_folders(&path));
        }
    }
    folders.sort();
    folders
}

/// The differences from the expected result, with different chunk sizes, read here or in another session.
fn run(folder: &Path) -> Vec<String> {
    let case = fs::read_to_string(folder.join("case.toml")).unwrap();
    let case: Value = toml::from_str(&case).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let Some(files) = case["files"].as_array() else { return Vec::new() };
    let expected: Value = serde_json::from_slice(&fs::read(folder.join("expected.json")).unwrap()).unwrap();
    let mut flaws = Vec::new();
    for (chunk, apart) in [(usize::MAX, false), (7, false), (4_096, false), (usize::MAX, true)] {
        let actual = answer(folder, &case, files, chunk, apart);
        let mut found = Vec::new();
        compare(&expected, &actual, "", &mut found);
        flaws.extend(
            found.into_iter().take(6).map(|flaw| format!("{} [{chunk}, {apart}]: {flaw}", folder.display())),
        );
        if !flaws.is_empty() {
            break;
        }
    }
    flaws
}

/// Our result, in the shape of `expected.json`.
fn answer(folder: &Path, case: &Value, files: &[Value], chunk: usize, apart: bool) -> Value {
    let options = case.get("options").cloned().unwrap_or(Value::Object(serde_json::Map::new()));
    let options: Options = serde_json::from_value(options).unwrap();
    let mut session = Session::new(options.clone()).unwrap();
    for file in files {
        let mut elsewhere = Session::new(options.clone()).unwrap();
        let reader = if apart { &mut elsewhere } else { &mut session };
        let name = file.as_str().unwrap();
        reader.begin(name);
        for bytes in fs::read(folder.join(name)).unwrap().chunks(chunk) {
            reader.push(bytes);
        }
        if apart {
            let handed = reader.hand_over().unwrap();
            session.absorb(&handed).unwrap();
        } else {
            session.finish();
        }
    }
    let queries = case["queries"].as_array().cloned().unwrap_or_default();
    let summaries = queries.iter().map(|query| {
        let query: Query = serde_json::from_value(query.clone()).unwrap();
        match session.summarize(&query) {
            Ok(summary) => serde_json::to_value(summary).unwrap(),
            Err(error) => serde_json::json!({ "error": error.code }),
        }
    });
    let queries: Vec<_> = summaries.collect();
    let lists = case.get("lists").and_then(Value::as_array).cloned().unwrap_or_default();
    let lists = lists.into_iter().map(|query| {
        let query: DossierQuery = serde_json::from_value(query).unwrap();
        serde_json::to_value(session.dossiers(&query).unwrap()).unwrap()
    });
    let lists: Vec<_> = lists.collect();
    let files: Vec<_> = session.files().iter().map(file_result).collect();
    let reconcile = case.get("reconcile").and_then(Value::as_array).cloned().unwrap_or_default();
    let reconcile: Vec<_> = reconcile.iter().map(|asked| reconciled(&session, asked)).collect();
    let on_lives = case.get("onLives").and_then(Value::as_array).cloned().unwrap_or_default();
    let on_lives = on_lives.iter().map(|asked| reconciled(&lives_of(&session, &options, asked), asked));
    let on_lives: Vec<_> = on_lives.collect();
    let claims = serde_json::to_value(session.claims()).unwrap();
    serde_json::json!({
        "files": files, "queries": queries, "lists": lists, "reconcile": reconcile, "onLives": on_lives, "claims": claims
    })
}

/// The lives of a session's dossiers, cut on the as-of date of the question.
fn lives_of(session: &Session, options: &Options, asked: &Value) -> Session {
    let cut = asked["query"]["asOf"].as_str().map(str::to_owned);
    let made = LivesOptions { cut, keys: vec![Dimension::Unit], ..LivesOptions::default() };
    let mut lives = Session::new(options.clone()).unwrap();
    lives.begin("lives.arrow");
    lives.push(&session.lives(&made).unwrap());
    lives.finish();
    lives
}

/// The reconciliation, with the codes of the list of each part.
fn reconciled(session: &Session, asked: &Value) -> Value {
    let claims: Vec<Claim> = serde_json::from_value(asked["claims"].clone()).unwrap();
    let query: Query = serde_json::from_value(asked["query"].clone()).unwrap();
    let mut found = serde_json::to_value(session.reconcile(&claims, &query).unwrap()).unwrap();
    for part in
        found.as_array_mut().unwrap().iter_mut().flat_map(|unit| unit["split"].as_array_mut().unwrap())
    {
        part["codes"] = if part["bucket"] == "" {
            Value::from(Vec::<String>::new())
        } else {
            codes(session, &part["bucket"])
        };
    }
    for unit in found.as_array_mut().unwrap() {
        let needs = |part: &Value| ["one", "any", "all"].iter().position(|needs| part["needs"] == *needs);
        let key = |part: &Value| {
            (part["claim"].as_u64(), part["part"] == "den", needs(part), part["rules"].to_string())
        };
        unit["split"].as_array_mut().unwrap().sort_by_key(key);
    }
    found
}

fn codes(session: &Session, bucket: &Value) -> Value {
    let list = serde_json::json!({ "bucket": bucket, "offset": 0, "limit": 1_000 });
    let list: DossierQuery = serde_json::from_value(list).unwrap();
    let mut codes: Vec<String> =
        session.dossiers(&list).unwrap().rows.into_iter().map(|row| row.code).collect();
    codes.sort_unstable();
    Value::from(codes)
}

/// A report in the shape of `expected.json`.
fn file_result(report: &hoso::report::FileReport) -> Value {
    let issues = report.issues.iter().map(|issue| (kebab(&issue.kind), Value::from(issue.count)));
    let mut result = serde_json::json!({
        "name": report.name,
        "sheet": report.sheet,
        "issues": issues.collect::<serde_json::Map<_, _>>(),
    });
    match &report.error {
        Some(error) => result["error"] = Value::from(kebab(&error.code)),
        None => result["rows"] = serde_json::to_value(report.rows).unwrap(),
    }
    result
}

fn kebab(kind: &impl serde::Serialize) -> String {
    serde_json::to_value(kind).unwrap().as_str().unwrap().to_owned()
}

/// Everything that `expected` states and `actual` does not.
fn compare(expected: &Value, actual: &Value, at: &str, flaws: &mut Vec<String>) {
    match (expected, actual) {
        (Value::Object(expected), Value::Object(actual)) => {
            for (name, expected) in expected {
                compare(expected, actual.get(name).unwrap_or(&Value::Null), &format!("{at}.{name}"), flaws);
            }
        }
        (Value::Array(expected), Value::Array(actual)) if expected.len() == actual.len() => {
            for (number, (expected, actual)) in expected.iter().zip(actual).enumerate() {
                compare(expected, actual, &format!("{at}[{number}]"), flaws);
            }
        }
        _ if expected == actual => {}
        _ => flaws.push(format!("{at}: expected {expected}, got {actual}")),
    }
}
