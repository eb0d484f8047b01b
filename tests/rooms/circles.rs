//! Which files of `src` import each other. An import is a path in a `use` declaration or in code; it is
//! followed through re-exports to the file that declares the item. A parent that only declares or re-exports
//! its children imports nothing of them.

use std::collections::{BTreeMap, BTreeSet};

type Path = Vec<String>;

/// The source files by module path; `src/lib.rs` has the empty path.
pub struct Modules {
    texts: BTreeMap<Path, String>,
    /// For each module, the names that it re-exports, and their paths.
    exports: BTreeMap<Path, BTreeMap<String, Path>>,
}

impl Modules {
    /// From pairs of file name below `src` and content. Test modules are left out.
    pub fn new(files: impl IntoIterator<Item = (String, String)>) -> Self {
        let texts =
            files.into_iter().filter_map(|(name, text)| Some((module_of(&name)?, without_tests(&text))));
        let mut modules = Self { texts: texts.collect(), exports: BTreeMap::new() };
        for (module, text) in &modules.texts {
            let exported = declarations(text).into_iter().filter(|(is_export, _)| *is_export);
            let paths = exported.flat_map(|(_, tree)| expand(&tree));
            let named = paths.filter_map(|path| {
                let path = modules.absolute(module, path)?;
                Some((path.last()?.clone(), path))
            });
            modules.exports.insert(module.clone(), named.collect());
        }
        modules
    }

    /// Pairs of files that import each other.
    pub fn circles(&self) -> Vec<String> {
        let imports: BTreeMap<_, _> =
            self.texts.keys().map(|module| (module, self.imports(module))).collect();
        let both = |one: &Path, other: &Path| imports.get(other).is_some_and(|found| found.contains(one));
        let pairs = imports.iter().flat_map(|(one, found)| found.iter().map(move |other| (*one, other)));
        let circles = pairs.filter(|(one, other)| one < other && both(one, other));
        circles.map(|(one, other)| format!("{} <-> {}", one.join("::"), other.join("::"))).collect()
    }

    /// The files that declare what a file names.
    pub fn imports(&self, module: &Path) -> BTreeSet<Path> {
        let text = self.texts.get(module).map_or("", String::as_str);
        let used = declarations(text).into_iter().filter(|(is_export, _)| !is_export);
        let declared = used.flat_map(|(_, tree)| expand(&tree));
        let paths = declared.chain(inline_paths(text)).filter_map(|path| self.absolute(module, path));
        paths.filter_map(|path| self.declaring(&path)).filter(|found| found != module).collect()
    }

    /// A path from the crate's root; `None` if it is outside the crate.
    fn absolute(&self, module: &Path, path: Path) -> Option<Path> {
        let mut base = module.clone();
        let mut rest = path.as_slice();
        match rest.first()?.as_str() {
            "crate" => (base, rest) = (Vec::new(), &rest[1..]),
            "self" => rest = &rest[1..],
            "super" => {
                while rest.first().is_some_and(|segment| segment == "super") {
                    (_, rest) = (base.pop(), &rest[1..]);
                }
            }
            first => {
                let child: Path = base.iter().cloned().chain([first.to_owned()]).collect();
                self.texts.get(&child)?;
            }
        }
        Some(base.into_iter().chain(rest.iter().cloned()).collect())
    }

    /// The file that declares the item at a path from the root.
    fn declaring(&self, path: &Path) -> Option<Path> {
        let mut path = path.clone();
        for _ in 0..8 {
            let known = (0..=path.len()).rev().find(|length| self.texts.contains_key(&path[..*length]))?;
            let module = path[..known].to_vec();
            let exported = path.get(known).and_then(|name| self.exports.get(&module)?.get(name));
            match exported {
                Some(target) if *target != path => path = target.clone(),
                _ => return Some(module),
            }
        }
        None
    }
}

fn module_of(name: &str) -> Option<Path> {
    let stem = name.strip_suffix(".rs")?;
    let mut path: Path = stem.split('/').map(str::to_owned).collect();
    let last = path.last()?.clone();
    if matches!(last.as_str(), "mod" | "lib") {
        path.pop();
    }
    (last != "tests").then_some(path)
}

/// The text without comments and without the module of its tests.
fn without_tests(text: &str) -> String {
    let end = text.find("#[cfg(test)]\nmod tests").unwrap_or(text.len());
    let code = text[..end].lines().filter(|line| !line.trim_start().starts_with("//"));
    code.map(|line| format!("{line}\n")).collect()
}

/// All `use` declarations: whether they re-export, and their trees.
fn declarations(text: &str) -> Vec<(bool, String)> {
    let statements = text.split(';').map(|statement| {
        let begin = statement.rfind("\nuse ").or_else(|| statement.rfind("\npub")).map_or(0, |at| at + 1);
        statement[begin..].trim()
    });
    let parsed = statements.filter_map(|statement| {
        let (is_export, rest) = match statement.strip_prefix("pub") {
            Some(rest) if rest.starts_with('(') => (true, rest.split_once(')')?.1.trim_start()),
            Some(rest) => (true, rest.trim_start()),
            None => (false, statement),
        };
        Some((is_export, rest.strip_prefix("use ")?.to_owned()))
    });
    parsed.collect()
}

/// The paths in a `use` tree: `a::{b, c::D}` gives `a::b` and `a::c::D`.
fn expand(tree: &str) -> Vec<Path> {
    let tree = tree.trim();
    let Some((lead, inner)) = tree.strip_suffix('}').and_then(|tree| tree.split_once('{')) else {
        let path = tree.split(" as ").next().unwrap_or_default();
        return vec![path.split("::").map(str::to_owned).collect()];
    };
    let lead: Path = lead.split("::").filter(|segment| !segment.is_empty()).map(str::to_owned).collect();
    let nested = split_items(inner).into_iter().flat_map(|item| expand(&item));
    nested
        .map(|path| lead.iter().cloned().chain(path).filter(|segment| segment != "self").collect())
        .collect()
}

/// Splits at the commas outside braces.
fn split_items(text: &str) -> Vec<String> {
    let (mut items, mut depth) = (vec![String::new()], 0);
    for letter in text.chars() {
        depth += i32::from(letter == '{') - i32::from(letter == '}');
        match items.last_mut() {
            Some(item) if letter != ',' || depth > 0 => item.push(letter),
            _ => items.push(String::new()),
        }
    }
    items.into_iter().filter(|item| !item.trim().is_empty()).collect()
}

/// Paths in code that begin with `crate::` or `super::`.
fn inline_paths(text: &str) -> Vec<Path> {
    let of = |lead: &str| -> Vec<Path> {
        let found = text.match_indices(lead).filter(|(at, _)| {
            !text[..*at]
                .ends_with(|before: char| before.is_alphanumeric() || matches!(before, '_' | ':' | '$'))
        });
        let path = |at: usize| {
            text[at..].split(|letter: char| !letter.is_alphanumeric() && !"_:".contains(letter)).next()
        };
        let paths = found.filter_map(|(at, _)| path(at));
        paths.map(|path| path.trim_end_matches(':').split("::").map(str::to_owned).collect()).collect()
    };
    ["crate::", "super::"].into_iter().flat_map(of).filter(|path: &Path| path.len() > 1).collect()
}

#[test]
fn an_import_is_followed_to_the_file_that_declares_the_item() {
    let file = |name: &str, text: &str| (name.to_owned(), text.to_owned());
    let modules = |child: &str, other: &str| {
        let parent =
            file("a/mod.rs", "//! Uses b.\n\nmod b;\nmod c;\n\npub use b::{B, Other};\npub use c::C;\n");
        Modules::new([parent, file("a/b.rs", child), file("a/c.rs", other)])
    };
    let apart = modules("use super::C;\n\npub struct B(C);\n", "pub struct C;\n");
    assert_eq!(apart.circles(), Vec::<String>::new());
    assert_eq!(apart.imports(&vec!["a".to_owned(), "b".to_owned()]).len(), 1);
    for other in ["use crate::a::{B};\n\npub struct C(B);\n", "pub struct C(Option<Box<super::B>>);\n"] {
        let together = modules("use super::c::C;\n\npub struct B(C);\n", other);
        assert_eq!(together.circles(), ["a::b <-> a::c"]);
    }
}
