//! The modules of `src/lib.rs` are in the order of the pipeline, and each uses only modules to its left.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

mod circles;
mod lines;
mod names;

use circles::Modules;
use std::fs;
use std::path::{Path, PathBuf};

/// Left to right.
const MODULES: [&str; 15] = [
    "error",
    "order",
    "plain",
    "text",
    "read",
    "value",
    "schema",
    "dossier",
    "measure",
    "compare",
    "signs",
    "reconcile",
    "target",
    "report",
    "session",
];

#[test]
fn imports_go_one_way() {
    let mut wrong = Vec::new();
    for path in sources(Path::new("src")) {
        let Some(own) = module_of(&path) else { continue };
        let text = fs::read_to_string(&path).unwrap();
        for (other, name) in MODULES.iter().enumerate().filter(|(other, _)| *other > own) {
            if text.contains(&format!("crate::{name}::")) || grouped(&text).contains(name) {
                wrong.push(format!("{} uses {name} ({other}), which lies to its right", path.display()));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

/// The modules in `use crate::{a, b::C};`.
fn grouped(text: &str) -> Vec<&str> {
    let groups = text.split("use crate::{").skip(1).filter_map(|rest| rest.split("};").next());
    let words =
        groups.flat_map(|group| group.split(|letter: char| !letter.is_alphanumeric() && letter != '_'));
    words.filter(|word| !word.is_empty()).collect()
}

#[test]
fn a_module_in_a_group_is_seen() {
    assert_eq!(grouped("use crate::{Error, dossier::{A, B}};\nuse std::x;"), ["Error", "dossier", "A", "B"]);
}

#[test]
fn no_two_files_import_each_other() {
    let root = Path::new("src");
    let named = sources(root).into_iter().map(|path| {
        let name = path.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/");
        (name, fs::read_to_string(path).unwrap())
    });
    let modules = Modules::new(named);
    let session = modules.imports(&vec!["session".to_owned()]);
    assert!(session.len() > 5, "imports are seen: {session:?}");
    assert_eq!(modules.circles(), Vec::<String>::new());
}

#[test]
fn only_wasm_knows_javascript() {
    for path in sources(Path::new("src")).iter().filter(|path| !path.ends_with("wasm.rs")) {
        let text = fs::read_to_string(path).unwrap();
        for name in ["wasm_bindgen", "js_sys"] {
            assert!(!text.contains(&format!("{name}::")), "{} names {name}", path.display());
        }
    }
}

#[test]
fn files_stay_short() {
    for path in sources(Path::new("src")) {
        let lines = fs::read_to_string(&path).unwrap().lines().count();
        assert!(lines <= 400, "{} has {lines} lines", path.display());
    }
}

#[test]
fn functions_stay_short() {
    let folders = ["src", "cli/src", "py/src", "xtask/src"].map(Path::new);
    let mut long = Vec::new();
    for path in folders.into_iter().flat_map(sources).filter(|path| !is_test(path)) {
        let text = fs::read_to_string(&path).unwrap();
        let product = text.split("#[cfg(test)]").next().unwrap_or_default();
        let functions = lines::functions(product);
        long.extend(functions.filter(|(_, body)| *body > 40).map(|found| (path.clone(), found)));
    }
    assert_eq!(long, Vec::new());
}

/// Modules that only tests compile.
fn is_test(path: &Path) -> bool {
    let named = |name: &str| path.components().any(|part| part.as_os_str().to_str() == Some(name));
    named("tests.rs") || named("twin.rs") || named("twin")
}

/// A limit without a test may not hold.
#[test]
fn every_limit_is_named_by_a_test() {
    let limits = fs::read_to_string("src/read/limits.rs").unwrap();
    let names = limits.lines().filter_map(|line| line.strip_prefix("pub const ")?.split(':').next());
    let beside = sources(Path::new("src")).into_iter().filter_map(|path| {
        let text = fs::read_to_string(&path).unwrap();
        if path.ends_with("tests.rs") {
            Some(text)
        } else {
            Some(text.split_once("#[cfg(test)]")?.1.to_owned())
        }
    });
    let others = sources(Path::new("tests")).into_iter().map(|path| fs::read_to_string(path).unwrap());
    let tests: Vec<String> = beside.chain(others).collect();
    let word = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    let named = |name: &str| {
        let whole = |text: &str, at: usize| {
            let [before, after] =
                [at.checked_sub(1), Some(at + name.len())].map(|at| text.as_bytes().get(at?));
            ![before, after].into_iter().flatten().any(|byte| word(*byte))
        };
        tests.iter().any(|text| text.match_indices(name).any(|(at, _)| whole(text, at)))
    };
    let names: Vec<&str> = names.collect();
    assert!(names.contains(&"COLUMNS"), "limits are read: {names:?}");
    let unnamed: Vec<_> = names.into_iter().filter(|name| !named(name)).collect();
    assert_eq!(unnamed, Vec::<&str>::new());
}

#[test]
fn comments_are_as_narrow_as_code() {
    let folders =
        ["src", "cli/src", "xtask", "benches", "fuzz/src", "fuzz/targets", "py/src", "tests", "www"];
    let files: Vec<PathBuf> = folders.into_iter().flat_map(|folder| files(Path::new(folder))).collect();
    let written = files.iter().filter(|path| has_ending(path, &["rs", "js", "mjs", "css", "ts"]));
    let wide = written.flat_map(|path| lines::too_wide(path, &fs::read_to_string(path).unwrap()));
    assert_eq!(wide.collect::<Vec<_>>(), Vec::<String>::new());
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    files(folder).into_iter().filter(|path| has_ending(path, &["rs"])).collect()
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let ours = entries.filter(|path| !path.ends_with("node_modules"));
    ours.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

fn has_ending(path: &Path, endings: &[&str]) -> bool {
    path.extension().and_then(|ending| ending.to_str()).is_some_and(|ending| endings.contains(&ending))
}

/// The place of a file's module in the pipeline; `None` for `lib.rs` and `wasm.rs`.
fn module_of(path: &Path) -> Option<usize> {
    let first = path.strip_prefix("src").ok()?.components().next()?;
    let name = first.as_os_str().to_str()?.trim_end_matches(".rs");
    MODULES.iter().position(|module| *module == name)
}
