//! The code in docs/engines.md is part of the programs that `cargo xtask engines` runs: each block of Python
//! is a sequence of lines of one program, and each line of SQL is in one of them.

#![allow(missing_docs, clippy::unwrap_used, reason = "tests")]

use std::fs;
use std::path::PathBuf;

/// The lines of code in a text, without indentation.
fn lines(text: &str) -> Vec<&str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).collect()
}

/// The programs, each by its lines.
fn programs() -> Vec<String> {
    let folders =
        ["tests/engines", "py/examples"].into_iter().flat_map(|folder| fs::read_dir(folder).unwrap());
    let paths: Vec<PathBuf> = folders.map(|entry| entry.unwrap().path()).collect();
    let python = paths.into_iter().filter(|path| path.extension().is_some_and(|ending| ending == "py"));
    python.map(|path| fs::read_to_string(path).unwrap()).collect()
}

#[test]
fn recipes_are_lines_of_tested_programs() {
    let page = fs::read_to_string("docs/engines.md").unwrap();
    let programs = programs();
    let (mut python, mut sql) = (0, 0);
    for block in page.split("```").skip(1).step_by(2) {
        if let Some(code) = block.strip_prefix("python\n") {
            let code = lines(code);
            let has = |program: &String| lines(program).windows(code.len()).any(|part| part == code);
            assert!(programs.iter().any(has), "in no program: {code:#?}");
            python += 1;
        } else if let Some(code) = block.strip_prefix("sql\n") {
            for line in
                lines(code).into_iter().map(|line| line.split("  --").next().unwrap_or_default().trim())
            {
                assert!(programs.iter().any(|program| program.contains(line)), "in no program: {line}");
                sql += 1;
            }
        }
    }
    assert!(python >= 8 && sql >= 4, "{python} blocks of Python and {sql} lines of SQL were compared");
}
