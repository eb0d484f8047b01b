//! The fixed texts of a form, from a data file: its head, its foot and the cells of its header.

use std::sync::LazyLock;

/// Rows of a form's header.
pub const HEADER_ROWS: usize = 3;
/// Columns of form II.06a.
pub const COLUMNS: usize = 13;

/// The data file of a form.
#[derive(Debug)]
pub struct Template {
    lines: Vec<(&'static str, &'static str)>,
}

/// One cell of the header.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HeadCell {
    /// Row within the header, from 0.
    pub row: usize,
    /// Column, from 0.
    pub column: usize,
    /// Number of rows that it covers.
    pub rows: usize,
    /// Number of columns that it covers.
    pub columns: usize,
    /// Its text; "{key}" is replaced by the name of what the rows stand for.
    pub text: &'static str,
}

/// Form II.06a.
pub static II06A: LazyLock<Template> = LazyLock::new(|| Template::of(include_str!("ii06a.tsv")));

impl Template {
    fn of(text: &'static str) -> Self {
        let lines = text.lines().filter(|line| !line.starts_with('#'));
        Self { lines: lines.filter_map(|line| line.split_once('\t')).collect() }
    }

    /// The text of a key; "" for an unknown key.
    pub fn text(&self, key: &str) -> &'static str {
        self.lines.iter().find(|(name, _)| *name == key).map_or("", |(_, text)| text)
    }

    /// The cells of the header, row by row.
    pub fn header(&self) -> impl Iterator<Item = HeadCell> {
        self.lines.iter().filter(|(key, _)| *key == "head").filter_map(|(_, cell)| head_cell(cell))
    }

    /// The numbers under the header, one per column.
    pub fn numbers(&self) -> impl Iterator<Item = &'static str> {
        self.text("numbers").split('\t')
    }
}

fn head_cell(line: &'static str) -> Option<HeadCell> {
    let mut parts = line.splitn(5, '\t');
    let mut number = || parts.next()?.parse().ok();
    let (row, column, rows, columns) = (number()?, number()?, number()?, number()?);
    Some(HeadCell { row, column, rows, columns, text: parts.next()? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_header_covers_every_place_once() {
        let mut covered = [[0; COLUMNS]; HEADER_ROWS];
        for cell in II06A.header() {
            for row in covered.iter_mut().skip(cell.row).take(cell.rows) {
                row.iter_mut().skip(cell.column).take(cell.columns).for_each(|place| *place += 1);
            }
        }
        assert_eq!(covered, [[1; COLUMNS]; HEADER_ROWS]);
        assert_eq!(II06A.numbers().count(), COLUMNS);
        for key in ["id", "number", "issued", "title", "period", "office", "recipient", "measure", "total"] {
            assert_ne!(II06A.text(key), "", "{key}");
        }
    }
}
