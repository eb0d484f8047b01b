//! Comments are at most 110 characters wide, as code is; neither formatter sees to it.

use std::path::Path;

const WIDTH: usize = 110;

/// The places of comment lines that are wider. The lines of a table cannot be broken.
pub fn too_wide(path: &Path, text: &str) -> Vec<String> {
    let wide = text.lines().zip(1..).filter(|(line, _)| line.chars().count() > WIDTH && is_comment(line));
    wide.map(|(_, number)| format!("{}:{number}", path.display())).collect()
}

fn is_comment(line: &str) -> bool {
    let marks = ["///", "//!", "//", "/*", "* "];
    let comment = marks.into_iter().find_map(|mark| line.trim_start().strip_prefix(mark));
    comment.is_some_and(|text| !text.trim_start().starts_with('|'))
}

#[test]
fn a_wide_comment_is_found() {
    let wide = "x".repeat(WIDTH);
    let text = format!("let text = \"{wide}\";\n    // {wide}\n/// | {wide}\n * {wide}\n// short");
    assert_eq!(too_wide(Path::new("a.js"), &text), ["a.js:2", "a.js:4"]);
}
