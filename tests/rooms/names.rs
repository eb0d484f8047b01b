//! Names: each type name is unique in the crate, the glossary's identifiers exist, and replaced words do not
//! return.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Types that share a name for a reason.
const SHARED: [(&str, &str); 2] =
    [("Lanes", "one for SIMD in wasm, one in plain words; only one is compiled"), ("LineEnds", "the same")];

/// Replaced identifiers, and what to write instead.
const GIVEN_UP: [(&str, &str); 13] = [
    ("give_back", "return_channel"),
    ("Glance", "Fingerprint"),
    ("Scatter", "CellBuffer"),
    ("Nest", "InflateBudget"),
    ("Leftovers", "RowClassifier"),
    ("Fate", "Disposition"),
    ("Tally", "RowRuns, SummaryLoader or Counter"),
    ("Weighed", "LatestActivity"),
    ("Parcel", "FileTransfer"),
    ("SHELF", "BUCKET"),
    ("bury", "mark_superseded"),
    ("fate", "disposition"),
    ("tally", "counts, rows or loader"),
];

#[test]
fn the_name_of_a_public_type_is_unique() {
    let mut places: BTreeMap<String, Vec<PathBuf>> = BTreeMap::new();
    for (path, text) in sources() {
        for name in text.lines().filter_map(declared) {
            places.entry(name).or_default().push(path.clone());
        }
    }
    assert!(places.len() > 200, "types are found: {}", places.len());
    let shared: Vec<_> = places.iter().filter(|(_, places)| places.len() > 1).collect();
    let allowed = |name: &str| SHARED.iter().any(|(shared, _)| *shared == name);
    let wrong: Vec<_> = shared.into_iter().filter(|(name, _)| !allowed(name)).collect();
    assert_eq!(wrong, Vec::<(&String, &Vec<PathBuf>)>::new());
}

#[test]
fn identifiers_of_the_glossary_exist() {
    let known: BTreeSet<String> = sources().into_iter().flat_map(|(_, text)| words(&text)).collect();
    let contract: BTreeSet<String> =
        words(&fs::read_to_string("www/lib/index.d.ts").unwrap()).into_iter().collect();
    let glossary = fs::read_to_string("docs/glossary.md").unwrap();
    let named: Vec<&str> = glossary
        .lines()
        .filter(|line| line.starts_with('|'))
        .filter_map(|line| line.split('|').nth(3))
        .flat_map(|cell| cell.split('`').skip(1).step_by(2))
        .collect();
    assert!(named.len() > 40, "identifiers are found: {named:?}");
    let exists = |name: &&str| name.split("::").all(|part| known.contains(part) || contract.contains(part));
    let missing: Vec<_> = named.into_iter().filter(|name| !exists(name)).collect();
    assert_eq!(missing, Vec::<&str>::new());
}

#[test]
fn replaced_words_do_not_return() {
    for (path, text) in sources() {
        let own: BTreeSet<String> = words(&text).into_iter().collect();
        for (word, instead) in GIVEN_UP {
            assert!(!own.contains(word), "{}: write {instead}, not {word}", path.display());
        }
    }
}

/// The type that a line at a file's top level declares for others.
fn declared(line: &str) -> Option<String> {
    let rest = line.strip_prefix("pub ")?;
    let kinds = ["struct ", "enum ", "trait ", "type "];
    let name = kinds.iter().find_map(|kind| rest.strip_prefix(kind))?;
    Some(name.chars().take_while(|letter| letter.is_alphanumeric() || *letter == '_').collect())
}

/// All words of a text that could be identifiers.
fn words(text: &str) -> Vec<String> {
    text.split(|letter: char| !letter.is_alphanumeric() && letter != '_').map(str::to_owned).collect()
}

fn sources() -> Vec<(PathBuf, String)> {
    let read = |path: PathBuf| {
        let text = fs::read_to_string(&path).unwrap();
        (path, text)
    };
    super::sources(Path::new("src")).into_iter().map(read).collect()
}
