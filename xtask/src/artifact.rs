//! The sizes of built files, and their budgets.

use crate::done::{Done, While, fail};
use crate::project::{self, PKG, SITE};
use flate2::{Compression, write::GzEncoder};
use serde::Deserialize;
use std::io::Write;
use std::path::Path;

/// A built file and its sizes in bytes, on disk and as transferred.
#[derive(Debug, PartialEq, Eq)]
pub struct Artifact {
    /// Path from the project's root.
    pub path: String,
    /// Bytes.
    pub raw: usize,
    /// Bytes with gzip's best compression.
    pub gzip: usize,
}

/// Everything in target/pkg and target/site, by path.
pub fn built() -> Done<Vec<Artifact>> {
    let mut artifacts = Vec::new();
    for folder in [PKG, SITE] {
        for name in names(folder)? {
            artifacts.push(measure(format!("{folder}/{name}"))?);
        }
    }
    Ok(artifacts)
}

/// The files of a folder, in order of name.
pub fn names(folder: &str) -> Done<Vec<String>> {
    let mut names = Vec::new();
    for entry in Path::new(folder).read_dir().when(folder)? {
        let entry = entry.when(folder)?;
        if entry.path().is_file() {
            names.push(entry.file_name().to_string_lossy().into_owned());
        }
    }
    names.sort();
    Ok(names)
}

fn measure(path: String) -> Done<Artifact> {
    let bytes = project::read_bytes(&path)?;
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(&bytes).when(&path)?;
    let gzip = encoder.finish().when(&path)?.len();
    Ok(Artifact { path, raw: bytes.len(), gzip })
}

/// Prints a row for each artifact.
pub fn print(artifacts: &[Artifact]) {
    println!("{:<28} {:>12} {:>12}", "file", "bytes", "gzip");
    for artifact in artifacts {
        println!("{:<28} {:>12} {:>12}", artifact.path, artifact.raw, artifact.gzip);
    }
}

/// budget.toml: the allowed sizes.
#[derive(Deserialize)]
struct Budgets {
    budget: Vec<Budget>,
}

#[derive(Deserialize)]
struct Budget {
    /// Its name in messages.
    what: String,
    /// The files that count, by path from the project's root.
    files: Vec<String>,
    /// Their largest total size, in thousands of bytes.
    #[serde(flatten)]
    most: Most,
    /// Their size in the last release, in bytes, if it was recorded.
    released: Option<usize>,
}

#[derive(Clone, Copy, Deserialize)]
enum Most {
    /// The size in gzip, as transferred.
    #[serde(rename = "gzip_kb")]
    Gzip(usize),
    /// The size on disk.
    #[serde(rename = "raw_kb")]
    Raw(usize),
}

impl Most {
    /// The size of an artifact that counts.
    fn of(self, artifact: &Artifact) -> usize {
        match self {
            Self::Gzip(_) => artifact.gzip,
            Self::Raw(_) => artifact.raw,
        }
    }

    /// The limit in bytes, and the word for this size.
    fn limit(self) -> (usize, &'static str) {
        match self {
            Self::Gzip(kb) => (kb * 1000, "bytes in gzip"),
            Self::Raw(kb) => (kb * 1000, "bytes"),
        }
    }
}

/// Checks the built files against budget.toml.
pub fn hold_to_budget(artifacts: &[Artifact]) -> Done {
    let budgets: Budgets = toml::from_str(&project::read("budget.toml")?).when("budget.toml")?;
    budgets.budget.iter().try_for_each(|budget| budget.hold(artifacts))
}

impl Budget {
    fn hold(&self, artifacts: &[Artifact]) -> Done {
        let found = self.files.iter().map(|file| find(file, artifacts)).collect::<Done<Vec<_>>>()?;
        let total: usize = found.into_iter().map(|artifact| self.most.of(artifact)).sum();
        let (what, (limit, unit)) = (&self.what, self.most.limit());
        if total > limit {
            return fail(format!("{what} weighs {total} {unit}, over its budget of {limit} (budget.toml)"));
        }
        let released = self.released.map_or_else(String::new, |bytes| format!("; last release {bytes}"));
        println!("{what}: {total} of {limit} {unit}{released}");
        Ok(())
    }
}

fn find<'a>(file: &str, artifacts: &'a [Artifact]) -> Done<&'a Artifact> {
    let found = artifacts.iter().find(|artifact| artifact.path == file);
    found.map_or_else(|| fail(format!("budget.toml names {file}, which is not built")), Ok)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn artifact(path: &str, gzip: usize) -> Artifact {
        Artifact { path: path.to_owned(), raw: gzip * 3, gzip }
    }

    fn page(most: Most) -> Budget {
        Budget {
            what: "page".to_owned(),
            files: vec!["a.js".to_owned(), "b.css".to_owned()],
            most,
            released: Some(900),
        }
    }

    #[test]
    fn a_budget_adds_its_files_and_allows_exactly_its_limit() {
        let built = [artifact("a.js", 600), artifact("b.css", 400), artifact("c.wasm", 9000)];
        assert_eq!(page(Most::Gzip(1)).hold(&built), Ok(()));
        assert_eq!(page(Most::Raw(3)).hold(&built), Ok(()));
        assert!(page(Most::Raw(2)).hold(&built).unwrap_err().contains("3000 bytes"));
        let heavier = [artifact("a.js", 601), artifact("b.css", 400)];
        assert!(page(Most::Gzip(1)).hold(&heavier).unwrap_err().contains("1001 bytes"));
    }

    #[test]
    fn a_budget_states_one_of_two_limits() {
        let read = |most: &str| toml::from_str::<Budget>(&format!("what = 'x'\nfiles = []\n{most}"));
        assert!(read("gzip_kb = 1").is_ok() && read("raw_kb = 1").is_ok());
        assert!(read("").is_err() && read("kb = 1").is_err());
    }

    #[test]
    fn a_missing_file_is_an_error() {
        assert!(page(Most::Gzip(1)).hold(&[artifact("a.js", 1)]).unwrap_err().contains("b.css"));
    }
}
