//! `cargo xtask corpora FOLDER`: scores for files of other programs: text tables with their known content
//! (NAME.csv with NAME.json, or `csv/NAME.csv` with `clean/NAME.csv`), and workbooks, compared with calamine
//! cell by cell. Our own set is `tests/corpora/files`; every test run checks it against its floor.

use crate::done::{Done, fail};
use crate::shell;
use std::path::Path;

/// Prints the scores of a folder.
pub fn run(args: &[String]) -> Done {
    let Some(folder) = args.first().map(Path::new) else { return fail("corpora needs a folder") };
    if !folder.is_dir() {
        return fail(format!("no folder {}", folder.display()));
    }
    let test = ["test", "--locked", "--test", "scores", "--", "--ignored", "--nocapture", "foreign"];
    shell::run(shell::command("cargo", test).env("CORPORA", folder))
}
