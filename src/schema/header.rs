//! Finds the header: one to three rows within the first sixty, below any titles. Merged cells are filled from
//! the left. The rows whose labels name the most columns win; on a tie, fewer rows, then earlier ones.

use super::column::{is_counter, is_personal, named_by};
use super::held::{HeldCell, HeldRow};
use crate::text::tidy;
use std::collections::BTreeSet;

/// First rows in which the header is searched for.
pub const HEADER_WITHIN: usize = 60;
/// Most rows of one header.
const DEPTH: usize = 3;
/// Most characters of a label: sentences are not labels, and long ones cost time to compare.
const LABEL: usize = 200;
/// First columns by which a header is recognised; no office's list is wider.
pub const TELLING: usize = 200;

/// The header of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// Index of its first row among the held rows.
    pub first: usize,
    /// Index after its last row.
    pub end: usize,
    /// One label per column.
    pub labels: Vec<Label>,
}

/// The header cells over one column, from the top level down.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Label {
    levels: Vec<String>,
}

impl Label {
    /// A label with these levels, from the top.
    #[cfg(test)]
    pub fn of<'a>(levels: impl Iterator<Item = &'a str>) -> Self {
        Self { levels: levels.map(str::to_owned).collect() }
    }

    /// Its levels, from the top.
    pub fn levels(&self) -> &[String] {
        &self.levels
    }

    /// True if a level has the most characters that are kept, so that it may have been cut.
    fn is_cut(&self) -> bool {
        self.levels.iter().any(|level| level.chars().nth(LABEL - 1).is_some())
    }

    /// The label as shown: `"Thời gian > Tiếp nhận"`.
    pub fn text(&self) -> String {
        self.levels.join(" > ")
    }

    /// The texts by which it may name a column, most specific first: all levels, then fewer, then the lowest.
    pub fn readings(&self) -> impl Iterator<Item = String> + '_ {
        (0..self.levels.len()).map(|from| self.levels.get(from..).unwrap_or_default().join(" "))
    }
    /// [`Label::readings`], each followed by the same levels in reverse order: "Tiếp nhận > Ngày" is also
    /// read as "Ngày tiếp nhận".
    pub fn namings(&self) -> impl Iterator<Item = String> + '_ {
        let turned = |from: usize| {
            let levels = self.levels.get(from..).unwrap_or_default();
            levels.iter().rev().map(String::as_str).collect::<Vec<_>>().join(" ")
        };
        let numbers = 0..self.levels.len();
        self.readings().zip(numbers).flat_map(move |(straight, from)| {
            [Some(straight), (from + 1 < self.levels.len()).then(|| turned(from))].into_iter().flatten()
        })
    }
}

/// Finds the header of a list of dossiers; `None` if no rows name enough columns.
pub fn find_header(rows: &[HeldRow]) -> Option<Header> {
    best_header(rows, score)
}

/// The header in the row with this number, chosen by hand; 0: no header, columns go by number.
pub fn header_at(rows: &[HeldRow], number: u32) -> Option<Header> {
    if number == 0 {
        return Some(numbered(rows));
    }
    let first = rows.iter().take(HEADER_WITHIN).position(|row| row.number == number)?;
    let row = rows.get(first..=first)?;
    let labels = row.first()?.cells.len();
    Some(Header { first, end: first + 1, labels: (0..labels).map(|column| label(row, column)).collect() })
}

/// The row that may be the header of a table whose columns no known word names: the first one of texts alone
/// that fills most of the table's width. A table without one goes by number.
pub fn likely_header(rows: &[HeldRow]) -> Header {
    let wide = rows.iter().map(HeldRow::filled).max().unwrap_or(0);
    let worded = |row: &HeldRow| {
        let texts = row.cells.iter().filter(|cell| matches!(cell, HeldCell::Text(_)) && !cell.is_day());
        texts.count() == row.filled() && row.filled() >= 2 && row.filled() * 5 >= wide * 3
    };
    let plain = |row: &&HeldRow| worded(row) && !row.cells.iter().any(HeldCell::is_dated_code);
    let found = rows.iter().take(HEADER_WITHIN).find(plain);
    found.and_then(|row| header_at(rows, row.number)).unwrap_or_else(|| numbered(rows))
}

/// No header: columns are named by number, and the first row is the first of the body.
fn numbered(rows: &[HeldRow]) -> Header {
    let wide = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let labels = (1..=wide).map(|number| Label { levels: vec![format!("Cột {number}")] });
    Header { first: 0, end: 0, labels: labels.collect() }
}

/// The rows that score highest as a header. On a tie, fewer rows win, then earlier ones. A score of 0 means
/// not a header.
pub fn best_header(rows: &[HeldRow], score: impl Fn(&Header) -> usize) -> Option<Header> {
    let mut best: Option<((usize, usize), Header)> = None;
    for first in 0..rows.len().min(HEADER_WITHIN) {
        for end in first + 1..=(first + DEPTH).min(rows.len()) {
            let Some(candidate) = rows.get(first..end).and_then(|rows| candidate(rows, first)) else { break };
            let score = (score(&candidate), DEPTH - (end - first));
            if score.0 > 0 && best.as_ref().is_none_or(|(most, _)| score > *most) {
                best = Some((score, candidate));
            }
        }
    }
    best.map(|(_, header)| header)
}

/// The header made of these rows; `None` if one of them is blank, or holds a day as data rows do.
fn candidate(rows: &[HeldRow], first: usize) -> Option<Header> {
    let is_label_row = |row: &HeldRow| !row.is_blank() && !row.cells.iter().any(HeldCell::is_day);
    if !rows.iter().all(is_label_row) {
        return None;
    }
    let width = rows.iter().map(|row| row.cells.len()).max()?;
    let labels = (0..width).map(|column| label(rows, column)).collect();
    Some(Header { first, end: first + rows.len(), labels })
}

/// The label of one column: each row's own cell, or the merged cell that covers it.
fn label(rows: &[HeldRow], column: usize) -> Label {
    let mut levels: Vec<String> = Vec::new();
    for (depth, row) in rows.iter().enumerate() {
        let below = rows.get(depth + 1..).unwrap_or_default();
        let text = short(row.cell(column));
        let text = if text.is_empty() && below.iter().any(|row| !row.cell(column).is_empty()) {
            covering(row, column)
        } else {
            text
        };
        if !text.is_empty() && levels.last() != Some(&text) {
            levels.push(text);
        }
    }
    Label { levels }
}

/// The nearest text to the left in the same row: a merged cell is stored in its first column only.
fn covering(row: &HeldRow, column: usize) -> String {
    let left = row.cells.get(..column.min(row.cells.len())).unwrap_or_default();
    left.iter().rev().find(|cell| !cell.is_empty()).map(short).unwrap_or_default()
}

/// A cell as a label, cut to [`LABEL`] characters.
fn short(cell: &HeldCell) -> String {
    match cell {
        HeldCell::Text(text) => {
            tidy(text.char_indices().nth(LABEL).and_then(|(end, _)| text.get(..end)).unwrap_or(text))
        }
        cell => cell.label(),
    }
}

/// Twice the number of columns named, plus the personal columns and counters; 0 if this is not a header.
fn score(header: &Header) -> usize {
    let mut named = BTreeSet::new();
    let mut beside = 0;
    for label in header.labels.iter().take(TELLING).filter(|label| !label.is_cut()) {
        match label.namings().find_map(|text| named_by(&text)) {
            Some((column, _)) => drop(named.insert(column)),
            None => {
                beside += usize::from(label.readings().any(|text| is_personal(&text) || is_counter(&text)))
            }
        }
    }
    let enough = named.len() >= 2 || (named.len() == 1 && (beside > 0 || header.labels.len() == 1));
    if enough { named.len() * 2 + beside } else { 0 }
}
