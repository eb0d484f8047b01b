//! Every case, exported as Arrow and opened again, gives the same figures.

use super::{export, open};
use hoso::session::{Query, Session};
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<_> =
        entries.filter(|path| !path.ends_with("case.toml") && !path.ends_with("expected.json")).collect();
    files.sort();
    files
}

/// The figures of a session, by the questions of a list; without file names, which differ after reopening.
fn figures(session: &Session, as_of: &str) -> Vec<Value> {
    let ask = |by: Value, mut query: Value| {
        (query["asOf"], query["by"]) = (json!(as_of), by);
        let query: Query = serde_json::from_value(query).unwrap();
        let mut answer = serde_json::to_value(session.summarize(&query).unwrap()).unwrap();
        // Replaced rows are not exported.
        answer.as_object_mut().unwrap().remove("conflicts");
        answer
    };
    let by = [
        json!(["unit", "quarter"]),
        json!(["serviceLevel", "intakeChannel"]),
        json!(["unitLevel", "field", "returnChannel"]),
    ];
    let rules = [
        json!({ "basis": "event", "clock": "instant" }),
        json!({ "basis": "received", "clock": "instant", "waiting": "inTerm", "endDay": "returned" }),
        json!({ "returned": "ownDates", "noDue": "onTime", "blankChannel": "none", "endDay": "finishedOnly" }),
        json!({ "clock": "instant", "returned": "onTime", "onTimeOf": "due", "waiting": "pending" }),
    ];
    by.into_iter().flat_map(|by| rules.clone().map(|rules| ask(by.clone(), rules))).collect()
}

#[test]
fn reopened_files_give_the_same_figures() {
    let mut compared = 0;
    let topics =
        fs::read_dir("tests/cases").unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir());
    let mut cases: Vec<_> =
        topics.flat_map(|topic| fs::read_dir(topic).unwrap()).map(|entry| entry.unwrap().path()).collect();
    cases.sort();
    for case in cases {
        let files: Vec<_> =
            files(&case).iter().map(|path| (path.display().to_string(), fs::read(path).unwrap())).collect();
        let named: Vec<_> = files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
        let first = open(&named);
        let dossiers =
            first.files().iter().filter(|report| report.kind == "dossiers" && report.error.is_none()).count();
        // Summaries have no dossiers to export. In lists/files, the only exported appointment is unreadable,
        // and a column with unreadable cells only equals a missing column.
        let unread = case.ends_with("lists/files");
        if unread || dossiers == 0 || first.files().iter().any(|report| report.kind == "summary") {
            continue;
        }
        let again = open(&[("hoso.arrow", &export(&first, "arrow", json!({})))]);
        for as_of in ["2022-03-10", "2022-12-31"] {
            assert_eq!(figures(&again, as_of), figures(&first, as_of), "{} on {as_of}", case.display());
        }
        compared += 1;
    }
    assert!(compared > 60, "{compared} cases were compared");
}

/// The files that 0.1.0 exported from `full.csv` and `bare.csv` give the counts of 0.1.0, except that open
/// dossiers without an appointment are no longer in term. 0.1.0 only had "stopped", which counts as returned.
#[test]
fn an_export_of_the_first_version_still_opens() {
    let again = open(&[("hoso.arrow", &fs::read("tests/exports/full-and-bare-0.1.0.arrow").unwrap())]);
    let query: Query = serde_json::from_value(json!({ "asOf": "2022-12-31" })).unwrap();
    let counts = serde_json::to_value(again.summarize(&query).unwrap().total.counts).unwrap();
    for (name, count) in [
        ("received", 9),
        ("ended", 4),
        ("stopped", 1),
        ("returned", 1),
        ("notAccepted", 1),
        ("timely", 2),
        ("onDueDay", 2),
        ("noVerdict", 2),
        ("inTerm", 0),
        ("noDue", 1),
        ("overdue", 2),
        ("waiting", 1),
        ("direct", 3),
        ("online", 1),
        ("postalIntake", 1),
        ("otherIntake", 1),
        ("onlineOnTime", 1),
        ("postalReturn", 1),
    ] {
        assert_eq!(counts[name], count, "{name}");
    }
}
