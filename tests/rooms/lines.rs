//! Widths and lengths: comments are at most 110 characters wide, as code is (neither formatter checks this),
//! and functions are short.

use std::path::Path;

const WIDTH: usize = 110;

/// The places of wider comment lines. Lines of a table cannot be broken, so they are exempt.
pub fn too_wide(path: &Path, text: &str) -> Vec<String> {
    let wide = text.lines().zip(1..).filter(|(line, _)| line.chars().count() > WIDTH && is_comment(line));
    wide.map(|(_, number)| format!("{}:{number}", path.display())).collect()
}

fn is_comment(line: &str) -> bool {
    let marks = ["///", "//!", "//", "/*", "* "];
    let comment = marks.into_iter().find_map(|mark| line.trim_start().strip_prefix(mark));
    comment.is_some_and(|text| !text.trim_start().starts_with('|'))
}

/// Every function of a formatted text with the number of lines in its body, one-liners left out.
pub fn functions(text: &str) -> impl Iterator<Item = (String, usize)> {
    let lines: Vec<&str> = text.lines().collect();
    let starts = (0..lines.len()).filter_map(|at| Some((at, name(lines.get(at)?)?)));
    let found: Vec<_> = starts.filter_map(|(at, name)| Some((name, body(lines.get(at..)?)?))).collect();
    found.into_iter()
}

/// The name of the function whose signature begins in this line.
fn name(line: &str) -> Option<String> {
    let mut words = line.split_whitespace();
    words
        .find(|word| !word.starts_with("pub") && !["const", "in", "super)", "crate)"].contains(word))
        .filter(|word| *word == "fn")?;
    let name = words.next()?.split(['(', '<']).next()?;
    Some(name.to_owned())
}

/// The lines between a signature and the brace that closes its function; `None` without a body.
fn body(lines: &[&str]) -> Option<usize> {
    let opened = lines.iter().position(|line| line.ends_with(['{', ';', '}']))?;
    if !lines.get(opened)?.ends_with('{') {
        return None;
    }
    let first = lines.first()?;
    let indent = &first[..first.len() - first.trim_start().len()];
    let closed = lines.iter().skip(opened).position(|line| *line == format!("{indent}}}"))?;
    Some(closed - 1)
}

#[test]
fn a_function_is_measured() {
    let text = "    pub(super) fn a<T>(\n        b: T,\n    ) -> T {\n        one\n        two\n    }\n    fn c();\nfn d() {}\nconst fn e() {\n}\n";
    let found: Vec<_> = functions(text).collect();
    assert_eq!(found, [("a".to_owned(), 2), ("e".to_owned(), 0)]);
}

#[test]
fn a_wide_comment_is_found() {
    let wide = "x".repeat(WIDTH);
    let text = format!("let text = \"{wide}\";\n    // {wide}\n/// | {wide}\n * {wide}\n// short");
    assert_eq!(too_wide(Path::new("a.js"), &text), ["a.js:2", "a.js:4"]);
}
