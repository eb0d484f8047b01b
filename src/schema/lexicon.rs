//! The words over the columns of summaries (`summary.tsv`), and what a text means by them.

use super::column::{Column, named_by};
use super::figure::Figure;
use super::header::Label;
use crate::order::{arrange, filled};
use crate::text::{contains_words, fold_words};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
use std::sync::LazyLock;

/// One line of `summary.tsv`: a name, a section and words.
#[derive(Debug)]
pub struct LexiconLine {
    name: &'static str,
    /// The figure with that name, if there is one.
    pub figure: Option<Figure>,
    /// "intake", "ended", "pending", "return"; "" without a section.
    pub section: &'static str,
    /// The words, folded.
    pub words: String,
    /// The words must be the whole text.
    whole: bool,
}

static LINES: LazyLock<Vec<LexiconLine>> = LazyLock::new(|| {
    let lines = include_str!("summary.tsv").lines().filter(|line| !line.starts_with('#'));
    let entries = lines.filter_map(|line| {
        let (name, rest) = line.split_once('\t')?;
        let (section, words) = rest.split_once('\t').unwrap_or(("", rest));
        let (figure, whole) = (Figure::named(name), words.starts_with('='));
        Some(LexiconLine { name, figure, section, words: fold_words(words), whole })
    });
    let mut entries: Vec<_> = entries.collect();
    // Longest first, so that the first match is the longest.
    arrange(&mut entries, |one, other| other.words.len().cmp(&one.words.len()));
    entries
});

/// Every listed word, for splitting keys written without spaces.
static WORDS: LazyLock<BTreeSet<&'static str>> = LazyLock::new(|| {
    let words = LINES.iter().flat_map(|line| line.words.split(' '));
    filled(words.filter(|word| word.len() > 1))
});

impl LexiconLine {
    fn stands_in(&self, words: &str) -> bool {
        if self.whole { self.words == words } else { contains_words(words, &self.words) }
    }
}

/// True if the whole `text` is one of the lines with this name ("field", "part").
pub fn is_listed(name: &str, text: &str) -> bool {
    let words = fold_words(text);
    LINES.iter().any(|line| line.name == name && line.words == words)
}

/// True for a header of dossiers whose outcome has no figure: refused, withdrawn, waiting.
pub fn is_aside(header: &str) -> bool {
    header.split(" > ").any(|level| Level::of(level).is("aside"))
}

/// A cache of the levels found in texts over columns. Each text is analysed once, however many rows are tried
/// as the header: a sheet of texts without a header offers about ten thousand labels a hundred times.
#[derive(Debug, Default)]
pub struct Lexicon(RefCell<BTreeMap<String, Rc<Level>>>);

impl Lexicon {
    /// The meaning of a text.
    pub fn level(&self, text: &str) -> Rc<Level> {
        if let Some(known) = self.0.borrow().get(text) {
            return Rc::clone(known);
        }
        let level = Rc::new(Level::of(text));
        self.0.borrow_mut().insert(text.to_owned(), Rc::clone(&level));
        level
    }

    /// The column that says whose counts a row holds. A dossier code means that this is a list of dossiers.
    pub fn whose(&self, label: &Label) -> Option<Column> {
        self.level(label.levels().last()?).whose
    }
}

/// The meaning of one text over a column.
#[derive(Debug)]
pub struct Level {
    /// The text folded, without text in brackets.
    pub words: String,
    /// The text in brackets, folded; "" if it is a number.
    pub remark: String,
    /// The lines whose words occur in it, longest first.
    pub lines: Vec<&'static LexiconLine>,
    /// The column that it names, if that says whose counts a row holds.
    pub whose: Option<Column>,
    /// It is about a percentage.
    pub percent: bool,
    /// It says that something still has to be done.
    open: bool,
}

impl Level {
    fn of(text: &str) -> Self {
        let (text, percent) = (unnumbered(text), text.contains('%'));
        let (text, remark) = text.split_once(['(', '[']).unwrap_or((text, ""));
        let (words, remark) = (spread(text), fold_words(remark));
        let lines: Vec<_> = LINES.iter().filter(|line| line.stands_in(&words)).collect();
        Self {
            whose: whose(text),
            percent: percent || is_share(&words),
            open: is_open(&words),
            remark: if remark.contains(char::is_alphabetic) { remark } else { String::new() },
            lines,
            words,
        }
    }

    /// True if a line with this name occurs in it, and not only within a longer line.
    pub fn is(&self, name: &str) -> bool {
        let within = |line: &LexiconLine, other: &LexiconLine| {
            other.words.len() > line.words.len() && contains_words(&other.words, &line.words)
        };
        let named = |line: &&&LexiconLine| line.name == name;
        self.lines.iter().filter(named).any(|line| !self.lines.iter().any(|other| within(line, other)))
    }

    /// The section that it names. "giải quyết" alone is weaker than any other word.
    pub fn section(&self, name: &str) -> Option<&'static str> {
        if self.open && name == "section" {
            return Some("pending");
        }
        self.lines.iter().find(|line| line.name == name).map(|line| line.section)
    }

    /// True if it means "all of them" and no more.
    pub fn is_total(&self) -> bool {
        self.is("all") || self.words.is_empty()
    }
}

/// True if something still has to be done: "chưa", "đang", "còn" not before a letter, a rating, a handover.
fn is_open(words: &str) -> bool {
    let after = words.split(' ').skip(1).chain([""]);
    let done = ["co", "gui", "xin", "tra", "danh", "ky", "tiep", "nhan"];
    words
        .split(' ')
        .zip(after)
        .any(|(word, next)| matches!(word, "chua" | "dang" | "con") && !done.contains(&next))
}

fn is_share(words: &str) -> bool {
    ["ty le", "ti le", "phan tram"].iter().any(|word| contains_words(words, word))
}

/// Words that make up the header of a unit column; it begins with one of the first three.
const UNIT_WORDS: [&str; 18] = [
    "don vi",
    "co quan",
    "dia phuong",
    "to chuc",
    "ubnd",
    "xa",
    "phuong",
    "thi tran",
    "dac khu",
    "giai quyet",
    "thuc hien",
    "xu ly",
    "tiep nhan",
    "thu ly",
    "bao cao",
    "tthc",
    "thu tuc hanh chinh",
    "truc tiep",
];

fn whose(text: &str) -> Option<Column> {
    let words = spread(text);
    let listed = |name: &str| LINES.iter().any(|line| line.name == name && line.words == words);
    if listed("unit") || names_units(&words) {
        return Some(Column::Unit);
    }
    if listed("field") {
        return Some(Column::Field);
    }
    let wanted = [Column::Unit, Column::Field, Column::Procedure, Column::Code];
    named_by(text).map(|(column, _)| column).filter(|column| wanted.contains(column))
}

/// "Tên cơ quan, đơn vị thực hiện", "Đơn vị giải quyết TTHC"; not "Đơn vị tính".
fn names_units(words: &str) -> bool {
    let mut rest = words.strip_prefix("ten ").unwrap_or(words);
    if !UNIT_WORDS.iter().take(3).any(|word| rest.starts_with(word)) {
        return false;
    }
    while let Some(after) = UNIT_WORDS.iter().find_map(|word| rest.strip_prefix(word)) {
        rest = after.trim_start();
    }
    rest.is_empty()
}

/// The text without the number before it: "(4) Trực tuyến", "2. Đơn vị".
fn unnumbered(text: &str) -> &str {
    let rest = text.trim_start_matches(|ch: char| ch.is_ascii_digit() || "().[] -".contains(ch));
    if rest.is_empty() { text } else { rest }
}

/// The words of a text. Keys written without spaces ("TonKyTruoc", "DAXULYDUNGHAN") are split.
fn spread(text: &str) -> String {
    if text.contains(char::is_whitespace) {
        return fold_words(text);
    }
    let (mut apart, mut before) = (String::new(), ' ');
    for letter in text.chars() {
        if before.is_lowercase() && letter.is_uppercase() {
            apart.push(' ');
        }
        apart.push(letter);
        before = letter;
    }
    let words = fold_words(&apart);
    if words.contains(' ') { words } else { taken_apart(&words).unwrap_or(words) }
}

/// Fewest and most letters of a key that is split.
const RUN: std::ops::RangeInclusive<usize> = 6..=60;

/// The fewest listed words that make up a run of letters.
fn taken_apart(run: &str) -> Option<String> {
    if !RUN.contains(&run.len()) || !run.is_ascii() {
        return None;
    }
    let mut best: Vec<Option<Vec<&str>>> = vec![Some(Vec::new())];
    for end in 1..=run.len() {
        let ending = (end.saturating_sub(7)..end).filter_map(|start| {
            let word = run.get(start..end).filter(|word| WORDS.contains(word))?;
            let mut words = best.get(start)?.clone()?;
            words.push(word);
            Some(words)
        });
        let shortest = ending.min_by_key(Vec::len);
        best.push(shortest);
    }
    best.pop().flatten().map(|words| words.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_without_spaces_are_split() {
        for (key, words) in [
            ("TonKyTruoc", "ton ky truoc"),
            ("tiepNhanBCCI", "tiep nhan bcci"),
            ("DAXULYDUNGHAN", "da xu ly dung han"),
            ("dang_xu_ly_qua_han", "dang xu ly qua han"),
            ("tongso", "tong so"),
            ("Nghiệp", "nghiep"),
        ] {
            assert_eq!(spread(key), words);
        }
    }

    #[test]
    fn unit_columns_are_recognised() {
        for header in
            ["Đơn vị", "Tên cơ quan", "Đơn vị giải quyết TTHC", "Cơ quan, đơn vị thực hiện", "tenDonVi"]
        {
            assert_eq!(whose(header), Some(Column::Unit), "{header}");
        }
        for header in ["Đơn vị tính", "Cơ quan phối hợp"] {
            assert_eq!(whose(header), None, "{header}");
        }
    }
}
