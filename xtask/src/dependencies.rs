//! Checks the dependencies: every one is used, every licence is allowed, and no version has a known advisory.
//! Everything is read from this machine. Advisories are a folder in the layout of the RustSec database, named
//! by [`ADVISORIES`]; without one, this check is skipped with a message.

use crate::done::{Done, While, fail};
use crate::shell;
use semver::{Version, VersionReq};
use serde::Deserialize;
use std::fs;
use std::path::{Path, PathBuf};

/// Names the folder of advisories.
const ADVISORIES: &str = "HOSO_ADVISORIES";

/// Licences that are as permissive as the MIT licence, at most with a notice.
const ALLOWED: [&str; 10] = [
    "0BSD",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "MIT",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];

/// The output of `cargo metadata`.
#[derive(Debug, Deserialize)]
struct Metadata {
    packages: Vec<Package>,
}

#[derive(Debug, Deserialize)]
struct Package {
    name: String,
    version: Version,
    license: Option<String>,
    /// Absent for the packages of this workspace.
    source: Option<String>,
    manifest_path: PathBuf,
    dependencies: Vec<Dependency>,
}

#[derive(Debug, Deserialize)]
struct Dependency {
    name: String,
    rename: Option<String>,
}

/// One advisory: the TOML at the head of its file.
#[derive(Debug, Deserialize)]
struct Advisory {
    advisory: About,
    versions: Versions,
}

#[derive(Debug, Deserialize)]
struct About {
    id: String,
    withdrawn: Option<toml::Value>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Versions {
    patched: Vec<VersionReq>,
    unaffected: Vec<VersionReq>,
}

/// Checks uses, licences and advisories.
pub fn check() -> Done {
    let text =
        shell::output(&mut shell::command("cargo", ["metadata", "--format-version", "1", "--locked"]))?;
    let Metadata { packages } = serde_json::from_str(&text).when("cargo metadata")?;
    let mut wrong: Vec<String> = packages.iter().filter_map(bad_licence).collect();
    for package in packages.iter().filter(|package| package.source.is_none()) {
        wrong.extend(unused(package)?);
    }
    wrong.extend(advised(&packages)?);
    if wrong.is_empty() { Ok(()) } else { fail(wrong.join("\n")) }
}

/// Dependencies of a package that no file of it names.
fn unused(package: &Package) -> Done<Vec<String>> {
    let folder = package.manifest_path.parent().unwrap_or(Path::new("."));
    let parts = ["src", "tests", "benches"].map(|part| folder.join(part));
    let mut texts = Vec::new();
    parts.iter().filter(|part| part.is_dir()).try_for_each(|part| read_sources(part, &mut texts))?;
    let named = |dependency: &&Dependency| {
        let name = dependency.rename.as_ref().unwrap_or(&dependency.name).replace('-', "_");
        texts.iter().any(|text| names(text, &name))
    };
    let unused = package.dependencies.iter().filter(|dependency| !named(dependency));
    Ok(unused.map(|dependency| format!("{} does not use {}", package.name, dependency.name)).collect())
}

/// True if a text contains the name as a whole word.
fn names(text: &str, name: &str) -> bool {
    let of_word = |letter: char| letter.is_alphanumeric() || letter == '_';
    text.split(|letter| !of_word(letter)).any(|word| word == name)
}

fn read_sources(folder: &Path, texts: &mut Vec<String>) -> Done {
    for entry in fs::read_dir(folder).when(folder.display())? {
        let path = entry.when(folder.display())?.path();
        if path.is_dir() {
            read_sources(&path, texts)?;
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            texts.push(fs::read_to_string(&path).when(path.display())?);
        }
    }
    Ok(())
}

fn bad_licence(package: &Package) -> Option<String> {
    let licence = package.license.as_deref().unwrap_or("no licence");
    let said = format!("{} {} has the licence: {licence}", package.name, package.version);
    (!is_allowed(licence)).then_some(said)
}

/// True if a licence expression (SPDX, or with "/" for OR as in older crates) can be met by [`ALLOWED`]
/// alone.
fn is_allowed(expression: &str) -> bool {
    let spaced = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut rest = words.as_slice();
    any_of(&mut rest) && rest.is_empty()
}

/// Alternatives, each a list of licences that all apply.
fn any_of(words: &mut &[&str]) -> bool {
    let mut allowed = all_of(words);
    while let ["OR", rest @ ..] = *words {
        *words = rest;
        allowed |= all_of(words);
    }
    allowed
}

fn all_of(words: &mut &[&str]) -> bool {
    let mut allowed = one(words);
    while let ["AND", rest @ ..] = *words {
        *words = rest;
        allowed &= one(words);
    }
    allowed
}

/// A licence, or an expression in brackets. An exception ("WITH …") only allows more.
fn one(words: &mut &[&str]) -> bool {
    let allowed = match *words {
        ["(", rest @ ..] => {
            *words = rest;
            any_of(words) & (words.first() == Some(&")"))
        }
        [licence, ..] => ALLOWED.contains(licence),
        [] => false,
    };
    *words = words.get(1..).unwrap_or_default();
    if let ["WITH", _, rest @ ..] = *words {
        *words = rest;
    }
    allowed
}

/// Advisories that affect our versions.
fn advised(packages: &[Package]) -> Done<Vec<String>> {
    let Some(folder) = std::env::var_os(ADVISORIES).map(PathBuf::from) else {
        println!("advisories: skipped; {ADVISORIES} names no folder");
        return Ok(Vec::new());
    };
    if !folder.join("crates").is_dir() {
        return fail(format!("{}: no folder \"crates\" with advisories", folder.display()));
    }
    let foreign = packages.iter().filter(|package| package.source.is_some());
    let found = foreign.map(|package| concerning(package, &folder.join("crates").join(&package.name)));
    Ok(found.collect::<Done<Vec<_>>>()?.concat())
}

/// The advisories on a package that affect its version.
fn concerning(package: &Package, folder: &Path) -> Done<Vec<String>> {
    let mut found = Vec::new();
    for entry in folder
        .is_dir()
        .then(|| fs::read_dir(folder).when(folder.display()))
        .transpose()?
        .into_iter()
        .flatten()
    {
        let path = entry.when(folder.display())?.path();
        let text = fs::read_to_string(&path).when(path.display())?;
        let Advisory { advisory, versions } = parse(&text).when(path.display())?;
        if advisory.withdrawn.is_none() && versions.concern(&package.version) {
            found.push(format!("{} {}: {}", package.name, package.version, advisory.id));
        }
    }
    Ok(found)
}

fn parse(text: &str) -> Done<Advisory> {
    let head = text.split_once("```toml").and_then(|(_, rest)| rest.split_once("```"));
    let Some((head, _)) = head else { return fail("no TOML at its head") };
    toml::from_str(head).when("its head")
}

impl Versions {
    /// True unless the version is one that was never affected, or is patched.
    fn concern(&self, version: &Version) -> bool {
        !self.patched.iter().chain(&self.unaffected).any(|range| range.matches(version))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn licences_are_expressions() {
        for allowed in [
            "MIT",
            "MIT/Apache-2.0",
            "GPL-3.0 OR MIT",
            "(MIT OR Apache-2.0) AND Unicode-3.0",
            "Apache-2.0 WITH LLVM-exception OR MIT",
            "MIT OR Apache-2.0 OR LGPL-2.1-or-later",
        ] {
            assert!(is_allowed(allowed), "{allowed}");
        }
        for refused in ["", "GPL-3.0", "MIT AND GPL-3.0", "(MIT OR ISC", "MIT Apache-2.0", "no licence"] {
            assert!(!is_allowed(refused), "{refused}");
        }
    }

    #[test]
    fn an_advisory_affects_versions_before_its_patch() {
        let text = "```toml\n[advisory]\nid = \"RUSTSEC-2026-0001\"\npackage = \"zip\"\n\n[versions]\n\
                    patched = [\">= 2.1.0\"]\nunaffected = [\"< 1.3.0\"]\n```\n# Title\n";
        let Advisory { advisory, versions } = parse(text).unwrap();
        assert_eq!((advisory.id.as_str(), advisory.withdrawn.is_none()), ("RUSTSEC-2026-0001", true));
        let concerned =
            ["1.2.9", "1.3.0", "2.0.5", "2.1.0"].map(|text| versions.concern(&text.parse().unwrap()));
        assert_eq!(concerned, [false, true, true, false]);
        assert!(parse("# Title").is_err());
    }

    #[test]
    fn a_name_is_a_whole_word() {
        assert!(names("use csv_core::Reader;", "csv_core") && !names("use csv_core::Reader;", "csv"));
    }
}
