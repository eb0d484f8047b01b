//! Describes where an export comes from: its rules, its targets, its files, and what became of each of their
//! rows.

use super::file::{FileReport, RowCounts};
use super::grid::{OutCell, OutTable};
use super::issues::meaning;
use super::printed::{VERSION, dmy};
use super::summary::Summary;
use super::words::{Lang, key};
use crate::dossier::{Grade, IssueKind};
use crate::schema::Column;
use crate::target::{Target, TargetSet};
use serde::Serialize;
use std::borrow::Cow;

/// What an export says about the origin of its figures.
#[derive(Debug, Clone)]
pub struct About {
    /// The summary, with its rules and the dossiers excluded from all counts.
    pub summary: Summary,
    /// Last day whose events are counted: that of the period, where it is over before the as-of date.
    pub until: i32,
    /// Bounds of the question, each with the key of its name: "from" with a day, "where" with a filter …
    pub bounds: Vec<(&'static str, String)>,
    /// The targets that rates are compared with.
    pub targets: Option<TargetSet>,
    /// The tables, and the files that could not be read.
    pub files: Vec<TableRows>,
}

/// What became of the rows of one table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct TableRows {
    /// Name of its file.
    pub name: String,
    /// Its sheet.
    pub sheet: Option<String>,
    /// "dossiers" or "summary".
    pub kind: &'static str,
    /// The container.
    pub format: String,
    /// The row equation.
    pub rows: RowCounts,
    /// Columns found in it.
    pub columns: Vec<Column>,
    /// Issues that change or withhold figures.
    pub issues: Vec<Flaw>,
    /// The error code, if it could not be read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<crate::ErrorCode>,
}

/// An issue that changes or withholds figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Flaw {
    /// The kind of issue.
    pub kind: IssueKind,
    /// Number of occurrences.
    pub count: u64,
}

impl From<FileReport> for TableRows {
    fn from(report: FileReport) -> Self {
        let FileReport { name, sheet, kind, format, rows, mapping, error, issues, .. } = report;
        let columns = mapping.columns.iter().filter_map(|entry| entry.column).collect();
        let issues = issues.iter().filter(|issue| issue.grade == Grade::Figures);
        let issues = issues.map(|issue| Flaw { kind: issue.kind, count: issue.count }).collect();
        Self { name, sheet, kind, format, rows, columns, issues, error: error.map(|error| error.code) }
    }
}

/// The sheet of rules and rows: names with values, then the issues that change figures, then one row per
/// table and their sum.
pub fn about_grid(about: &About, lang: Lang) -> OutTable<'_> {
    let pairs = rules(about, lang).into_iter().chain(targets(about.targets.as_ref(), lang));
    let rows = pairs.map(Vec::from).chain(flaws(&about.files, lang)).chain(equations(&about.files, lang));
    let header = vec![Cow::Borrowed(lang.word("about.rules")), Cow::Borrowed("")];
    OutTable { title: lang.word("sheet.about"), header, keys: 0, rows: Box::new(rows), totals: 0 }
}

/// True for the name of that sheet in a workbook written by hoso. It holds no table to read.
pub fn is_rules_sheet(name: &str) -> bool {
    Lang::ALL.into_iter().any(|lang| lang.word("sheet.about") == name)
}

fn rules(about: &About, lang: Lang) -> Vec<[OutCell<'_>; 2]> {
    let rules = &about.summary.rules;
    let mut pairs = vec![pair(lang, "version", VERSION), pair(lang, "asOf", dmy(about.until))];
    pairs.extend(rules.named().into_iter().map(|(rule, value)| {
        [
            OutCell::Head(Cow::Borrowed(lang.word(&format!("rule.{rule}")))),
            OutCell::text(lang.word(&format!("rule.{rule}.{value}"))),
        ]
    }));
    pairs.extend(about.bounds.iter().map(|(name, value)| pair(lang, name, value.as_str())));
    let excluded = about.summary.excluded;
    for (name, count) in
        [("afterAsOf", excluded.received_after_as_of), ("summariesOutside", excluded.summaries_outside)]
    {
        pairs.push([head(lang, name), OutCell::count(count)]);
    }
    pairs
}

fn targets(set: Option<&TargetSet>, lang: Lang) -> Vec<[OutCell<'_>; 2]> {
    let Some(set) = set else { return Vec::new() };
    let mut pairs = vec![pair(lang, "targets", set.title.as_str())];
    pairs.extend(set.decision.as_deref().map(|decision| pair(lang, "decision", decision)));
    pairs.extend(set.targets.iter().map(|target| {
        let name = lang.name("measure", &target.measure);
        [OutCell::Head(Cow::Borrowed(name)), OutCell::text(aim(target, lang))]
    }));
    pairs
}

/// A target in words: "ít nhất 40% (xã)".
fn aim(target: &Target, lang: Lang) -> String {
    let least = target.at_least.as_ref().map(|least| format!("{} {least}", lang.word("about.atLeast")));
    let most = || target.at_most.as_ref().map(|most| format!("{} {most}", lang.word("about.atMost")));
    let whose = target.unit.as_ref().or(target.unit_level.as_ref());
    let whose = whose.map_or(String::new(), |whose| format!(" ({whose})"));
    format!("{}{whose}", least.or_else(most).unwrap_or_default())
}

/// The issues that change figures, under a heading; empty if there are no such issues.
fn flaws(files: &[TableRows], lang: Lang) -> Vec<Vec<OutCell<'_>>> {
    let of_table = |table| TableRows::flaws(table, lang);
    let found: Vec<_> = files.iter().flat_map(of_table).collect();
    if found.is_empty() {
        return found;
    }
    let columns = ["column.file", "column.sheet", "issues.count", "issues.meaning"];
    let header = columns.map(|column| OutCell::Head(Cow::Borrowed(lang.word(column)))).to_vec();
    [Vec::new(), vec![head(lang, "issues")], header].into_iter().chain(found).collect()
}

impl TableRows {
    /// One row per issue.
    fn flaws(&self, lang: Lang) -> impl Iterator<Item = Vec<OutCell<'_>>> {
        self.issues.iter().map(move |flaw| {
            let mut cells = self.place();
            cells.extend([OutCell::count(flaw.count), OutCell::text(meaning(flaw.kind, lang))]);
            cells
        })
    }

    /// Cells with its file and sheet.
    fn place(&self) -> Vec<OutCell<'_>> {
        vec![OutCell::text(&self.name), OutCell::text(self.sheet.as_deref().unwrap_or_default())]
    }
}

/// The row equations under a heading, and their sum.
fn equations(files: &[TableRows], lang: Lang) -> Vec<Vec<OutCell<'_>>> {
    let columns =
        ["column.file", "column.sheet", "rows.read", "rows.dossiers", "rows.duplicates", "rows.skipped"];
    let columns = columns.into_iter().chain(["rows.rejected", "rows.error"]);
    let header = columns.map(|column| OutCell::Head(Cow::Borrowed(lang.word(column)))).collect();
    let mut sum = [0; 5];
    files.iter().for_each(|table| sum.iter_mut().zip(table.rows.all()).for_each(|(sum, rows)| *sum += rows));
    let mut lines = vec![Vec::new(), vec![head(lang, "rows")], header];
    lines.extend(files.iter().map(equation));
    let total = [OutCell::Head(Cow::Borrowed(lang.word("all"))), OutCell::Empty];
    lines.push(total.into_iter().chain(sum.map(OutCell::count)).collect());
    lines
}

fn equation(table: &TableRows) -> Vec<OutCell<'_>> {
    let mut cells = table.place();
    cells.extend(table.rows.all().map(OutCell::count));
    cells.extend(table.error.map(|error| OutCell::text(key(&error))));
    cells
}

fn head(lang: Lang, name: &str) -> OutCell<'static> {
    OutCell::Head(Cow::Borrowed(lang.word(&format!("about.{name}"))))
}

fn pair<'a>(lang: Lang, name: &str, value: impl Into<Cow<'a, str>>) -> [OutCell<'a>; 2] {
    [head(lang, name), OutCell::text(value)]
}

/// "2022-08-19" as "19/08/2022".
pub fn day_first(day: &str) -> String {
    day.split('-').rev().collect::<Vec<_>>().join("/")
}
