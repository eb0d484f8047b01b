//! `cargo xtask release`: writes pkg/ as npm expects it, with a BUILD.json that states its sources and tools,
//! so that anyone can build it again and compare.

use crate::artifact;
use crate::build;
use crate::done::{Done, While, fail};
use crate::project::{self, PKG};
use crate::shell;
use crate::toolchain::Toolchain;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// The released package.
const RELEASE: &str = "pkg";
/// The candidate, for the tests.
pub const CANDIDATE: &str = "target/npm";
/// The record of its sources and tools.
const RECORD: &str = "pkg/BUILD.json";
/// All sources on which the built files depend, as git names them. Documents that are only copied are left
/// out, so that a change to them does not make a release stale. A missing source shows when bytes differ.
const SOURCES: [&str; 12] = [
    "Cargo.lock",
    "Cargo.toml",
    "package-lock.json",
    "package.json",
    "src",
    "tsconfig.json",
    "www",
    "xtask/src/bundle.rs",
    "xtask/src/release.rs",
    "xtask/src/single.rs",
    "xtask/src/toolchain.rs",
    "xtask/src/wasm.rs",
];

/// BUILD.json.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Record {
    version: String,
    /// SHA-256 over the names and bytes of the sources.
    sources: String,
    toolchain: String,
    files: BTreeMap<String, Entry>,
}

#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Entry {
    sha256: String,
    bytes: usize,
}

/// Builds and writes pkg/; with --commit, commits it.
pub fn run(args: &[String]) -> Done {
    let toolchain = Toolchain::find()?;
    build::all(&toolchain)?;
    assemble(RELEASE)?;
    let record = record(RELEASE, &toolchain)?;
    project::write(RECORD, pretty(&record)?)?;
    let bytes: usize = record.files.values().map(|entry| entry.bytes).sum();
    println!(
        "{RELEASE}/: version {}, {} files, {bytes} bytes, sources {}",
        record.version,
        record.files.len(),
        record.sources
    );
    if args.iter().any(|arg| arg == "--commit") { commit(&record.version) } else { Ok(()) }
}

/// The npm package's manifest, without its version.
const MANIFEST: &str = "www/lib/npm.json";

/// Copies the built files, and the other files of an npm package, into one folder.
pub fn assemble(folder: &str) -> Done {
    project::remove_folder(folder)?;
    for name in artifact::names(PKG)? {
        project::copy(format!("{PKG}/{name}"), format!("{folder}/{name}"))?;
    }
    for name in ["README.md", "LICENSE"] {
        project::copy(name, format!("{folder}/{name}"))?;
    }
    project::write(format!("{folder}/package.json"), manifest()?)
}

/// Checks that pkg/ has the files of its record. If it was made from the current sources by this compiler,
/// the files just built must have the same bytes.
pub fn check(toolchain: &Toolchain) -> Done {
    let Ok(text) = project::read(RECORD) else {
        println!("no {RECORD} yet");
        return Ok(());
    };
    let released: Record = serde_json::from_str(&text).when(RECORD)?;
    let mut present = entries(RELEASE)?;
    present.remove("BUILD.json");
    compare(&present, &released.files, "its record says")?;
    if (&released.sources, &released.toolchain) != (&source_hash()?, &toolchain.version()?) {
        println!("{RELEASE}/ was made from other sources or by another compiler; nothing to compare");
        return Ok(());
    }
    compare(&released.files, &entries(PKG)?, "the same sources give now")?;
    println!("{RELEASE}/ is what its sources give");
    Ok(())
}

/// Every file of `expected` is in the release, byte for byte.
fn compare(released: &BTreeMap<String, Entry>, expected: &BTreeMap<String, Entry>, source: &str) -> Done {
    let other = expected.iter().find(|(name, entry)| released.get(*name) != Some(entry));
    match other {
        Some((name, _)) => fail(format!("{RELEASE}/{name} differs from what {source}")),
        None => Ok(()),
    }
}

fn record(folder: &str, toolchain: &Toolchain) -> Done<Record> {
    Ok(Record {
        version: project::version()?,
        sources: source_hash()?,
        toolchain: toolchain.version()?,
        files: entries(folder)?,
    })
}

fn entries(folder: &str) -> Done<BTreeMap<String, Entry>> {
    let entry = |name: String| {
        let bytes = project::read_bytes(format!("{folder}/{name}"))?;
        Ok((name, Entry { sha256: sha256(&bytes), bytes: bytes.len() }))
    };
    artifact::names(folder)?.into_iter().map(entry).collect()
}

/// A hash of the sources as they are in the work tree.
fn source_hash() -> Done<String> {
    let mut git = shell::command("git", ["ls-files", "--"]);
    let listed = shell::output(git.args(SOURCES))?;
    let mut hash = Sha256::new();
    for name in listed.lines() {
        let bytes = project::read_bytes(name)?;
        hash.update(format!("{name}\n{}\n", bytes.len()));
        hash.update(bytes);
    }
    Ok(hexadecimal(&hash.finalize()))
}

/// SHA-256 of some bytes, in hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    hexadecimal(&Sha256::digest(bytes))
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// package.json of the npm package. It is stored as a file because the order of its keys matters: of an
/// export's conditions, the first that applies is used.
fn manifest() -> Done<String> {
    let (text, blank) = (project::read(MANIFEST)?, "\"version\": \"\"");
    let version = format!("\"version\": \"{}\"", project::version()?);
    if text.contains(blank) {
        Ok(text.replacen(blank, &version, 1))
    } else {
        fail(format!("{MANIFEST}: no version to fill in"))
    }
}

fn pretty(value: &impl Serialize) -> Done<String> {
    Ok(serde_json::to_string_pretty(value).when("JSON")? + "\n")
}

fn commit(version: &str) -> Done {
    shell::run(&mut shell::command("git", ["add", "--", RELEASE]))?;
    let message = format!("Release {version}");
    shell::run(&mut shell::command("git", ["commit", "--message", &message, "--", RELEASE]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_equals_the_standards_example() {
        // FIPS 180-2, appendix B.1.
        assert_eq!(sha256(b"abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    #[test]
    fn a_built_file_must_be_in_the_release_with_its_bytes() {
        let files = |pairs: &[(&str, &str)]| -> BTreeMap<String, Entry> {
            let entry = |text: &str| Entry { sha256: sha256(text.as_bytes()), bytes: text.len() };
            pairs.iter().map(|&(name, text)| (name.to_owned(), entry(text))).collect()
        };
        let released = files(&[("a.js", "1"), ("README.md", "words")]);
        assert_eq!(compare(&released, &files(&[("a.js", "1")]), "x"), Ok(()));
        assert!(compare(&released, &files(&[("a.js", "2")]), "x").unwrap_err().contains("pkg/a.js"));
        assert!(compare(&released, &files(&[("b.js", "1")]), "x").unwrap_err().contains("pkg/b.js"));
    }
}
