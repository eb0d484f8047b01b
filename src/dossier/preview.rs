//! What a report shows of a table's first rows, so that its columns can be mapped by eye: never a personal cell.

use crate::schema::{HeldRow, Mapping};

/// Rows of the preview under the header.
const PREVIEW_ROWS: usize = 5;
/// Characters of a cell that the preview shows.
const PREVIEW_TEXT: usize = 80;
/// What the preview shows for a personal cell.
const MASK: &str = "•••";

/// Header labels and first rows as text, personal cells masked; where no header was found, the first rows alone,
/// every cell masked that could be personal.
pub fn preview(rows: &[HeldRow], body_first: usize, mapping: Option<&Mapping>) -> Vec<Vec<String>> {
    let labels = mapping.map(|mapping| mapping.columns.iter().map(|entry| entry.header.clone()).collect());
    let body = rows.get(body_first..).unwrap_or_default();
    let shown = body.iter().filter(|row| !row.is_blank()).take(PREVIEW_ROWS);
    labels.into_iter().chain(shown.map(|row| preview_row(row, mapping))).collect()
}

fn preview_row(row: &HeldRow, mapping: Option<&Mapping>) -> Vec<String> {
    let wide = mapping.map_or(row.cells.len(), |mapping| mapping.columns.len());
    let cells = (0..wide).map(|index| {
        let entry = mapping.and_then(|mapping| mapping.columns.get(index));
        let text = row.cell(index).label();
        let hidden = match entry {
            Some(entry) => entry.personal || (entry.column.is_none() && looks_personal(&text)),
            None => looks_personal(&text),
        };
        if hidden && !text.is_empty() { MASK.to_owned() } else { text.chars().take(PREVIEW_TEXT).collect() }
    });
    cells.collect()
}

/// Telephone and identity numbers, mail addresses.
fn looks_personal(text: &str) -> bool {
    text.contains('@') || text.bytes().filter(u8::is_ascii_digit).count() >= 9
}
