//! `hoso sql`: the text of every dialect, so that a change of a rule shows up. Running the statements in
//! engines (tests/engines) shows that they mean the same. `HOSO_GOLDEN=1` rewrites the texts, to be reviewed
//! in the diff.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic, reason = "tests")]

mod common;

use common::{hoso, said};
use std::fs;
use std::path::Path;

const DIALECTS: [&str; 6] = ["duckdb", "datafusion", "spark", "clickhouse", "trino", "postgres"];
const WAYS: [&str; 4] = ["hash", "antijoin", "window", "none"];

fn statement(args: &[&str]) -> String {
    let output = hoso(&[&["sql"][..], args].concat(), &[]);
    assert!(output.status.success(), "{args:?}: {}", said(&output));
    String::from_utf8(output.stdout).unwrap()
}

/// The statement of lives with a dialect's default method for duplicates, and with every method.
fn texts(dialect: &str) -> String {
    let lives =
        statement(&["lives", "--dialect", dialect, "--cut", "2022-08-19", "--keys", "unit,unitLevel"]);
    let way =
        |way: &&str| format!("-- {way}\n{}", statement(&["last", "--dialect", dialect, "--duplicates", way]));
    let check = statement(&["check", "--dialect", dialect]);
    format!("-- lives\n{lives}\n-- check\n{check}\n{}", WAYS.iter().map(way).collect::<Vec<_>>().join("\n"))
}

#[test]
fn every_dialect_has_its_text() {
    for dialect in DIALECTS {
        let kept = Path::new("tests/sql").join(format!("{dialect}.sql"));
        let text = texts(dialect);
        if std::env::var_os("HOSO_GOLDEN").is_some() {
            fs::write(&kept, &text).unwrap();
        }
        assert!(fs::read_to_string(&kept).unwrap() == text, "{} is another text now", kept.display());
    }
}

#[test]
fn names_are_quoted() {
    for (dialect, table, quoted) in [
        ("duckdb", "a\"b.c d", "FROM \"a\"\"b\".\"c d\""),
        ("duckdb", "2025/don vi.parquet", "FROM \"2025/don vi.parquet\""),
        ("datafusion", "db.Dossiers", "FROM \"db\".\"Dossiers\""),
        ("spark", "a`b.c", "FROM `a``b`.`c`"),
        ("clickhouse", "a\\b\"c", "FROM \"a\\\\b\"\"c\""),
        ("trino", "x; DROP TABLE y", "FROM \"x; DROP TABLE y\""),
        ("postgres", "s.\"T\"", "FROM \"s\".\"\"\"T\"\"\""),
    ] {
        for way in WAYS {
            let text = statement(&["last", "--dialect", dialect, "--table", table, "--duplicates", way]);
            assert!(text.contains(quoted), "{dialect} {way}: {text}");
            assert!(!text.replace(quoted, "").contains(table), "{dialect} {way}: {text}");
        }
    }
}

#[test]
fn duplicates_are_handled_unless_switched_off() {
    for dialect in DIALECTS {
        let text = statement(&["last", "--dialect", dialect]);
        assert!(text.contains("MAX("), "{dialect}: {text}");
    }
    let output = hoso(&["sql", "lives", "--dialect", "trino", "--cut", "2022-02-30"], &[]);
    assert!(!output.status.success() && said(&output).contains("2022-02-30"));
}
