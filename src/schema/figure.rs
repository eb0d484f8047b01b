//! What a summary's columns count, by the words over them (`summary.tsv`). The lowest level of a label that holds a
//! known word decides; its section (intake, ended, pending, return) stands in the label, or is the one before it.

use super::column::{Column, named_by};
use super::header::Label;
use crate::text::{contains_words, fold_words};
use serde::de::value::{Error, StrDeserializer};
use serde::{Deserialize, Serialize};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::LazyLock;

/// What a column of a summary counts, or the rate it states.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    borsh::BorshSerialize,
    borsh::BorshDeserialize,
)]
#[serde(rename_all = "camelCase")]
pub enum Figure {
    /// Received in the period, and carried over where another column says how many.
    Total,
    /// Received in the period.
    Received,
    /// From the period before.
    CarriedOver,
    /// Received online.
    Online,
    /// Of these, toàn trình.
    OnlineFull,
    /// Of these, một phần.
    OnlinePartial,
    /// Of these, some other way.
    OnlineOther,
    /// Received at the desk.
    Direct,
    /// Received at the desk or by post, unsplit (form II.06a).
    DirectPostal,
    /// Received by public post.
    PostalIntake,
    /// Ended.
    Ended,
    /// Before the due day.
    Early,
    /// On the due day; where no column says early, these too.
    OnDueDay,
    /// Both, unsplit.
    Timely,
    /// After the due day.
    Late,
    /// Open at the period's end.
    Pending,
    /// Of these, not yet due.
    InTerm,
    /// Of these, past due.
    Overdue,
    /// Results returned by public post.
    PostalReturn,
    /// Stated rate of [`Figure::Timely`].
    TimelyRate,
    /// Stated rate of [`Figure::Early`].
    EarlyRate,
    /// Stated rate of [`Figure::OnDueDay`].
    OnDueDayRate,
    /// Stated rate of [`Figure::Late`].
    LateRate,
    /// Stated rate of [`Figure::Overdue`].
    OverdueRate,
    /// Stated rate of [`Figure::Online`].
    OnlineRate,
    /// Stated rate of [`Figure::PostalIntake`].
    PostalIntakeRate,
    /// Stated rate of [`Figure::PostalReturn`].
    PostalReturnRate,
}

impl Figure {
    /// How many figures there are.
    pub const COUNT: usize = Self::PostalReturnRate as usize + 1;

    /// True if it is a percentage.
    pub fn is_rate(self) -> bool {
        self >= Self::TimelyRate
    }

    fn named(name: &str) -> Option<Self> {
        Self::deserialize(StrDeserializer::<Error>::new(name)).ok()
    }

    /// The rate that a percentage under this count's words states.
    fn rate(self) -> Option<Self> {
        Some(match self {
            Self::Timely => Self::TimelyRate,
            Self::Early => Self::EarlyRate,
            Self::OnDueDay => Self::OnDueDayRate,
            Self::Late => Self::LateRate,
            Self::Overdue => Self::OverdueRate,
            Self::Online => Self::OnlineRate,
            Self::PostalIntake => Self::PostalIntakeRate,
            Self::PostalReturn => Self::PostalReturnRate,
            _ => return None,
        })
    }
}

/// One line of `summary.tsv`: what, in which section, by which words.
#[derive(Debug)]
struct Line {
    name: &'static str,
    section: &'static str,
    words: String,
}

static LINES: LazyLock<Vec<Line>> = LazyLock::new(|| {
    let lines = include_str!("summary.tsv").lines().filter(|line| !line.starts_with('#'));
    let entries = lines.filter_map(|line| {
        let (name, rest) = line.split_once('\t')?;
        let (section, words) = rest.split_once('\t').unwrap_or(("", rest));
        Some(Line { name, section, words: fold_words(words) })
    });
    let mut entries: Vec<_> = entries.collect();
    // The longest first, so that the first found is the longest.
    entries.sort_by_key(|line| std::cmp::Reverse(line.words.len()));
    entries
});

/// Sections in the order in which a word without one is looked for.
const SECTIONS: [&str; 4] = ["ended", "intake", "pending", "return"];

/// True if `text`, as a whole, is one of the lines of this name ("unit", "field", "group").
pub fn is_listed(name: &str, text: &str) -> bool {
    let words = fold_words(text);
    LINES.iter().any(|line| line.name == name && line.words == words)
}

/// What is known of the texts over the columns. Each is looked up once, however many rows are tried as the header: a sheet of
/// texts without one offers some ten thousand labels a hundred times over.
#[derive(Debug, Default)]
pub struct Lexicon(RefCell<BTreeMap<String, Rc<Level>>>);

/// One text over a column.
#[derive(Debug)]
struct Level {
    /// Folded, without what stands in brackets.
    words: String,
    /// The lines whose words stand in it, the longest first.
    lines: Vec<&'static Line>,
    /// The column whose values say whose counts a row holds, if it names one.
    whose: Option<Column>,
    percent: bool,
}

impl Lexicon {
    fn level(&self, text: &str) -> Rc<Level> {
        if let Some(known) = self.0.borrow().get(text) {
            return Rc::clone(known);
        }
        let level = Rc::new(Level::of(text));
        self.0.borrow_mut().insert(text.to_owned(), Rc::clone(&level));
        level
    }

    /// The column that says whose counts a row holds; a dossier's code makes it a list of dossiers.
    pub fn whose(&self, label: &Label) -> Option<Column> {
        self.level(label.levels().last()?).whose
    }
}

impl Level {
    fn of(text: &str) -> Self {
        let words = words_of(text);
        let lines = LINES.iter().filter(|line| contains_words(&words, &line.words)).collect();
        Self { words, lines, whose: whose(text), percent: is_percent(text) }
    }

    fn named(&self, name: &str) -> Option<&'static Line> {
        self.lines.iter().copied().find(|line| line.name == name)
    }
}

fn whose(text: &str) -> Option<Column> {
    if is_listed("unit", text) {
        return Some(Column::Unit);
    }
    if is_listed("field", text) {
        return Some(Column::Field);
    }
    let wanted = [Column::Unit, Column::Field, Column::Procedure, Column::Code];
    named_by(text).map(|(column, _)| column).filter(|column| wanted.contains(column))
}

/// What one column counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Match {
    figure: Figure,
    section: &'static str,
    /// The lowest level says so; else the column is a part of what a level above it says.
    whole: bool,
}

/// What each column counts. Where columns are parts of one figure, all have it; a column for the whole wins.
pub fn figures(labels: &[Label], lexicon: &Lexicon) -> Vec<Option<Figure>> {
    let (mut found, mut running, mut before) = (Vec::new(), "", None);
    for label in labels {
        let levels: Vec<_> = label.levels().iter().rev().map(|level| lexicon.level(level)).collect();
        let matched = recognise(&levels, running);
        let percent = levels.iter().any(|level| level.percent);
        if let (Some(matched), false) = (matched, percent) {
            running = matched.section;
        }
        let figure = match (matched, percent) {
            (Some(matched), true) => matched.figure.rate().map(|figure| (figure, true)),
            (None, true) => before.and_then(Figure::rate).map(|figure| (figure, true)),
            (matched, false) => matched.map(|matched| (matched.figure, matched.whole)),
        };
        before = figure.map(|(figure, _)| figure);
        found.push(figure);
    }
    (0..found.len()).map(|at| settled(&found, at)).collect()
}

/// Of columns for one figure the first whole one counts; without any, every part does.
fn settled(found: &[Option<(Figure, bool)>], at: usize) -> Option<Figure> {
    let (figure, _) = (*found.get(at)?)?;
    match found.iter().position(|other| *other == Some((figure, true))) {
        Some(first) => (first == at).then_some(figure),
        None => Some(figure),
    }
}

fn is_percent(text: &str) -> bool {
    let words = fold_words(text);
    text.contains('%') || ["ty le", "ti le", "phan tram"].iter().any(|word| contains_words(&words, word))
}

/// What stands in brackets explains a word, and is none.
fn words_of(level: &str) -> String {
    fold_words(level.split('(').next().unwrap_or_default())
}

/// What a label's levels, from the lowest up, say behind a column of the section `running`.
fn recognise(levels: &[Rc<Level>], running: &'static str) -> Option<Match> {
    let owner = levels.first().is_some_and(|lowest| lowest.whose.is_some());
    if owner || levels.iter().any(|level| level.named("none").is_some()) {
        return None;
    }
    let section = levels.iter().find_map(|level| level.named("section")).map(|line| line.section);
    let sections: Vec<&'static str> = match section {
        Some("return") => vec!["return", "ended"],
        Some(section) => vec![section],
        None => [running].into_iter().chain(SECTIONS).collect(),
    };
    levels.iter().enumerate().find_map(|(depth, level)| {
        let above_tells = is_total(&level.words) && depth + 1 < levels.len();
        let line = best_line(level, &sections).filter(|_| !above_tells)?;
        let below = levels.get(..depth).unwrap_or_default();
        matched(line, level, below)
    })
}

/// The line whose words stand in a level: telling words before those that only name a section, the longest first,
/// then by the order of the sections.
fn best_line(level: &Level, sections: &[&'static str]) -> Option<&'static Line> {
    let telling = |line: &Line| {
        let names_section = LINES.iter().any(|other| other.name == "section" && other.words == line.words);
        !names_section && line.name != "total"
    };
    let place = |line: &Line| sections.iter().position(|section| *section == line.section);
    let fitting = level.lines.iter().copied().filter(|line| Figure::named(line.name).is_some());
    let placed = fitting
        .filter_map(|line| Some((telling(line), line.words.len(), std::cmp::Reverse(place(line)?), line)));
    placed.max_by_key(|(telling, length, place, _)| (*telling, *length, *place)).map(|(.., line)| line)
}

/// What a line says of a level with these below it.
fn matched(line: &'static Line, level: &Level, below: &[Rc<Level>]) -> Option<Match> {
    let figure = Figure::named(line.name)?;
    let whole = below.iter().all(|level| is_total(&level.words));
    let in_all = figure == Figure::Received
        && line.words != "trong ky"
        && (!below.is_empty() || contains_words(&level.words, "tong"));
    let figure = if in_all { Figure::Total } else { figure };
    // Words of another kind below: "Đã giải quyết > Trực tuyến" is neither.
    let strange = |level: &Rc<Level>| best_line(level, &SECTIONS).is_some();
    let part = whole || (is_verdict(figure) && !below.iter().any(strange));
    part.then_some(Match { figure, section: line.section, whole })
}

/// Only verdicts are known to be printed in parts (with and without a letter of apology).
fn is_verdict(figure: Figure) -> bool {
    matches!(figure, Figure::Late | Figure::Overdue)
}

fn is_total(level: &str) -> bool {
    matches!(
        level,
        "tong so" | "tong" | "tong cong" | "cong" | "so luong" | "so ho so" | "tong so ho so" | ""
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(labels: &[&str]) -> Vec<Option<Figure>> {
        let labels: Vec<_> = labels.iter().map(|label| Label::of(label.split('>'))).collect();
        figures(&labels, &Lexicon::default())
    }

    #[test]
    fn form_ii_06a() {
        use Figure::*;
        let labels = [
            "TT",
            "Số hồ sơ nhận giải quyết>Tổng số",
            "Số hồ sơ nhận giải quyết>Trong kỳ>Trực tuyến",
            "Số hồ sơ nhận giải quyết>Trong kỳ>Trực tiếp, dịch vụ bưu chính",
            "Số hồ sơ nhận giải quyết>Từ kỳ trước",
            "Số lượng hồ sơ đã giải quyết>Tổng số",
            "Số lượng hồ sơ đã giải quyết>Trước hạn",
            "Số lượng hồ sơ đã giải quyết>Đúng hạn (bao gồm cả hồ sơ chờ bổ sung)",
            "Số lượng hồ sơ đã giải quyết>Quá hạn",
            "Số lượng hồ sơ đang giải quyết>Tổng số",
            "Số lượng hồ sơ đang giải quyết>Trong hạn",
            "Số lượng hồ sơ đang giải quyết>Quá hạn",
        ];
        let figures = [
            Total,
            Online,
            DirectPostal,
            CarriedOver,
            Ended,
            Early,
            OnDueDay,
            Late,
            Pending,
            InTerm,
            Overdue,
        ];
        let expected: Vec<_> = [None].into_iter().chain(figures.map(Some)).collect();
        assert_eq!(of(&labels), expected);
    }

    #[test]
    fn simple_counts() {
        use Figure::*;
        let labels = [
            "Tổng tiếp nhận",
            "Trước hạn",
            "Đúng hạn",
            "Trễ hạn",
            "Tỷ lệ đúng và trước hạn",
            "Đang giải quyết",
            "Quá hạn",
            "Trực tuyến",
            "Tỷ lệ (%)",
            "BCCI",
            "Trả kết quả qua BCCI",
            "Ghi chú",
        ];
        let figures = [
            Total,
            Early,
            OnDueDay,
            Late,
            TimelyRate,
            Pending,
            Overdue,
            Online,
            OnlineRate,
            PostalIntake,
            PostalReturn,
        ];
        let expected: Vec<_> = figures.map(Some).into_iter().chain([None]).collect();
        assert_eq!(of(&labels), expected);
    }

    #[test]
    fn parts_make_a_figure_where_no_column_has_the_whole() {
        let parts = ["Đã giải quyết>Quá hạn>Đã có thư xin lỗi", "Đã giải quyết>Quá hạn>Chưa có thư xin lỗi"];
        assert_eq!(of(&parts), [Some(Figure::Late); 2]);
        let whole = ["Đã giải quyết>Quá hạn>Tổng số", "Đã giải quyết>Quá hạn>Đã có thư xin lỗi"];
        assert_eq!(of(&whole), [Some(Figure::Late), None]);
        assert_eq!(of(&["Đã giải quyết>Trực tuyến", "Chờ tiếp nhận>Quá hạn", "Ngày nhận"]), [None; 3]);
    }
}
