//! Writes tables into documents: the tables of the last runs replace the text between the marks with their
//! names; everything else stays.
//!
//! ```text
//! <!-- bench hoso-1000000-csv -->         the whole table of the run of that name
//! <!-- bench hoso-1000000-csv short -->   the same with fewer columns
//! <!-- bench growth -->                   the table of growth
//! <!-- bench end -->                      closes each
//! ```

use super::growth;
use super::harness;
use super::record::Record;
use super::table;
use crate::done::Done;
use crate::project;

const DOCUMENT: &str = "docs/benchmark.md";
const MARK: &str = "<!-- bench ";
const END: &str = "<!-- bench end -->";

/// Fills every mark of the document that has measurements.
pub fn run() -> Done {
    growth::plot()?;
    let text = project::read(DOCUMENT)?;
    project::write(DOCUMENT, filled(&text, content)?)?;
    println!("bench: wrote {DOCUMENT}");
    Ok(())
}

/// The content for a mark; `None` if there is no run of that name.
fn content(name: &str) -> Done<Option<String>> {
    let (run, short) = name.strip_suffix(" short").map_or((name, false), |run| (run, true));
    if run == "growth" {
        return growth::table();
    }
    if !harness::results(run).is_file() {
        println!("bench: nothing was measured for {run}; its table is unchanged");
        return Ok(None);
    }
    let record = Record::read(run)?;
    if short { table::short(&record).map(Some) } else { table::markdown(&record).map(Some) }
}

/// The document, with the text of each mark replaced by what `content` returns for it.
fn filled(document: &str, content: impl Fn(&str) -> Done<Option<String>>) -> Done<String> {
    let mut text = String::new();
    let mut rest = document;
    while let Some((before, name, old, after)) = next_mark(rest) {
        let new = content(name)?.unwrap_or_else(|| old.trim().to_owned());
        text += &format!("{before}{MARK}{name} -->\n{}\n{END}", new.trim_end());
        rest = after;
    }
    Ok(text + rest)
}

/// The text before the next mark, its name, its content, and the text after it.
fn next_mark(text: &str) -> Option<(&str, &str, &str, &str)> {
    let (before, marked) = text.split_once(MARK)?;
    let (name, marked) = marked.split_once(" -->")?;
    let (old, after) = marked.split_once(END)?;
    Some((before, name, old, after))
}

#[cfg(test)]
mod tests {
    use super::filled;

    #[test]
    fn only_what_was_measured_is_replaced() {
        let text = "a\n<!-- bench x -->\nold\n<!-- bench end -->\nb\n<!-- bench y short -->\nkept\n<!-- bench end -->\nc\n";
        let new = filled(text, |name| Ok((name == "x").then(|| "| new |\n".to_owned()))).unwrap();
        assert_eq!(new, text.replace("old", "| new |"));
    }
}
