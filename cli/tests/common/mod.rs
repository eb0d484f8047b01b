//! Shared by the tests of the command: running it, and the case folders.

#![allow(
    missing_docs,
    dead_code,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests"
)]

use hoso::session::{Options, Session};
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// Runs the command on files.
pub fn hoso(args: &[&str], files: &[PathBuf]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_hoso")).args(args).args(files).output().unwrap()
}

/// The command's standard error.
pub fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// An empty folder of this name.
pub fn scratch(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    drop(fs::remove_dir_all(&folder));
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// A case: its folder, files, options and first question.
pub struct Case {
    pub folder: PathBuf,
    pub files: Vec<PathBuf>,
    pub options: Value,
    pub query: Value,
}

/// Every case folder with files.
pub fn cases() -> Vec<Case> {
    folders(Path::new("../tests/cases")).into_iter().filter_map(Case::of).collect()
}

fn folders(root: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path());
    let mut folders: Vec<PathBuf> = entries
        .filter(|path| path.is_dir())
        .flat_map(|path| if path.join("case.toml").exists() { vec![path] } else { folders(&path) })
        .collect();
    folders.sort();
    folders
}

impl Case {
    fn of(folder: PathBuf) -> Option<Self> {
        let case: Value = toml::from_str(&fs::read_to_string(folder.join("case.toml")).unwrap()).unwrap();
        let files =
            case["files"].as_array()?.iter().map(|file| folder.join(file.as_str().unwrap())).collect();
        let mut options = case.get("options").cloned().unwrap_or(json!({}));
        options["today"] = options.get("today").cloned().unwrap_or(json!("2099-12-31"));
        let query =
            case["queries"].as_array().and_then(|queries| queries.first()).cloned().unwrap_or(json!({}));
        Some(Self { folder, files, options, query })
    }

    /// The files read by a session with these options.
    pub fn session(&self, options: &Value) -> Session {
        let options: Options = serde_json::from_value(options.clone()).unwrap();
        let mut session = Session::new(options).unwrap();
        for file in &self.files {
            // Files of the same name are distinguished by their folders.
            let name = file.file_name().unwrap().to_str().unwrap();
            let several = self.files.iter().filter(|other| other.file_name() == file.file_name()).count() > 1;
            session.begin(if several { file.to_str().unwrap() } else { name });
            session.push(&fs::read(file).unwrap());
            session.finish();
        }
        session
    }

    /// True if all files are lists that can be read without options, with a known order of day and month.
    pub fn is_of_dossiers(&self) -> bool {
        let reports = self.session(&json!({ "today": "2099-12-31" })).files();
        let mut issues = reports.iter().flat_map(|report| &report.issues);
        issues.all(|issue| hoso::report::key(&issue.kind) != "month-first")
            && reports.iter().all(|report| report.error.is_none() && report.kind != "summary")
    }
}
