//! Scores for tables of other programs. Our own small set (`tests/corpora/files`) runs in every test, and its
//! scores may not fall below `tests/corpora/floor.toml`; `cargo xtask corpora FOLDER` prints the scores of
//! any other set.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

mod books;
#[path = "../readers/collect.rs"]
#[allow(dead_code, clippy::expect_used, reason = "shared with tests/readers, which uses more of it")]
mod collect;
mod texts;
#[path = "../readers/theirs.rs"]
#[allow(dead_code, clippy::expect_used, reason = "shared with tests/readers, which uses more of it")]
mod theirs;

use std::path::{Path, PathBuf};

/// The score of a set of files.
#[derive(Debug, Default, Clone, Copy)]
pub struct Score {
    /// Files examined.
    pub files: u32,
    /// Files with every cell right.
    pub exact: u32,
    /// Sum of the files' scores, each 0 to 10.
    pub marks: f64,
}

impl Score {
    fn add(&mut self, mark: f64) {
        self.files += 1;
        self.exact += u32::from(mark >= 10.0);
        self.marks += mark;
    }

    fn mean(self) -> f64 {
        if self.files == 0 { 0.0 } else { self.marks / f64::from(self.files) }
    }
}

/// Every file below a folder, in order.
fn files_below(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.into_iter().flat_map(|path| if path.is_dir() { files_below(&path) } else { vec![path] }).collect()
}

/// The scores of a folder: text tables with their expected content, and workbooks that calamine reads too.
fn scores(folder: &Path) -> [(&'static str, Score); 2] {
    let (mut text, mut books) = (Score::default(), Score::default());
    for path in files_below(folder) {
        let mark = |kind: &str, mark: f64| {
            if mark < 10.0 {
                println!("{mark:6.3}  {kind}  {}", path.display());
            }
            mark
        };
        if let Some(truth) = texts::truth_of(&path) {
            text.add(mark("text", texts::mark(&std::fs::read(&path).unwrap(), &truth)));
        } else if let Some(found) = books::mark(&path) {
            books.add(mark("book", found));
        }
    }
    [("text tables", text), ("workbooks", books)]
}

#[test]
fn our_own_set_reaches_its_floor() {
    let floor = std::fs::read_to_string("tests/corpora/floor.toml").unwrap();
    let floor: toml::Table = toml::from_str(&floor).unwrap();
    for folder in ["pollutions", "dialects", "writers"] {
        let found = scores(&Path::new("tests/corpora/files").join(folder));
        let exact: u32 = found.iter().map(|(_, score)| score.exact).sum();
        let files: u32 = found.iter().map(|(_, score)| score.files).sum();
        let least = floor[folder].as_integer().unwrap();
        assert!(i64::from(exact) >= least, "{folder}: {exact} of {files} are exact, the floor is {least}");
        assert!(i64::from(exact) <= least, "{folder}: {exact} are exact now: raise the floor from {least}");
    }
}

/// `cargo xtask corpora FOLDER` runs this and passes the folder in CORPORA.
#[test]
#[ignore = "needs a folder: cargo xtask corpora FOLDER"]
fn foreign() {
    let folder = std::env::var("CORPORA").unwrap();
    for (what, score) in scores(Path::new(&folder)) {
        println!("{what}: {:.3} of 10 over {} files, {} exact", score.mean(), score.files, score.exact);
    }
}
