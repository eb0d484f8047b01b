//! The first rows of a table as shown in a report, so that a user can map the columns. Personal cells are
//! never shown.

use crate::schema::{HeldCell, HeldRow, MappedColumn, Mapping, Proposal, is_counter, names_group, propose};
use crate::value::{Channel, Coded, Online, ServiceLevel, Status, UnitLevel};
use borsh::{BorshDeserialize, BorshSerialize};

/// Rows shown below the header.
const PREVIEW_ROWS: usize = 5;
/// Characters shown of a cell.
const PREVIEW_TEXT: usize = 80;
/// Maximum characters of a listed word in an unused column: longer texts contain more than that word.
const PREVIEW_WORDS: usize = 40;
/// Shown instead of a personal cell.
const MASK: &str = "•••";

/// What a report shows of a table, so that a user can say what its columns are.
#[derive(Debug, Clone, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Preview {
    /// Header labels and first rows.
    pub rows: Vec<Vec<String>>,
    /// Meanings proposed for unused columns.
    pub proposals: Vec<Proposal>,
}

/// Returns header labels and first rows as text. Personal columns are masked, and so are unused columns
/// unless each of their cells is a day, a code, an office or a listed word. If no header was found, returns
/// only the first rows, and every cell that could be personal is masked.
pub fn preview(rows: &[HeldRow], body_first: usize, mapping: Option<&Mapping>) -> Preview {
    let labels = mapping.map(|mapping| mapping.columns.iter().map(|entry| entry.header.clone()).collect());
    let body = rows.get(body_first..).unwrap_or_default();
    let wide = mapping.map_or(usize::MAX, |mapping| mapping.columns.len());
    let columns = mapping.iter().flat_map(|mapping| &mapping.columns).enumerate();
    let masked: Vec<bool> = columns.map(|(index, entry)| is_masked(index, entry, body)).collect();
    let shown = body.iter().filter(|row| !row.is_blank()).take(PREVIEW_ROWS);
    Preview {
        rows: labels.into_iter().chain(shown.map(|row| preview_row(row, wide, &masked))).collect(),
        proposals: mapping.map(|mapping| propose(mapping, body)).unwrap_or_default(),
    }
}

/// True for a column that is personal or could be.
fn is_masked(index: usize, entry: &MappedColumn, body: &[HeldRow]) -> bool {
    let used = entry.column.is_some() || entry.figure.is_some();
    let numbered = is_counter(&entry.header);
    let mut cells = body.iter().map(|row| row.cell(index)).filter(|cell| !cell.is_empty());
    entry.personal || (!used && !cells.all(|cell| is_public(cell) || (numbered && is_short_number(cell))))
}

/// True for a day, a dossier code, the name of an office or a listed word.
fn is_public(cell: &HeldCell) -> bool {
    let text = cell.label();
    let worded = || {
        Status::listed(&text).is_some()
            || Channel::listed(&text).is_some()
            || Online::listed(&text).is_some()
            || ServiceLevel::listed(&text).is_some()
            || UnitLevel::listed(&text).is_some()
    };
    let short = text.chars().count() <= PREVIEW_WORDS;
    cell.is_day()
        || cell.is_dated_code()
        || (short && text.contains(char::is_alphabetic) && (worded() || names_group(&text)))
}

fn is_short_number(cell: &HeldCell) -> bool {
    let text = cell.label();
    text.len() <= 6 && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
}

fn preview_row(row: &HeldRow, wide: usize, masked: &[bool]) -> Vec<String> {
    let cells = (0..wide.min(row.cells.len().max(masked.len()))).map(|index| {
        let text = row.cell(index).label();
        let hidden = masked.get(index).copied().unwrap_or_else(|| looks_personal(&text));
        if hidden && !text.is_empty() { MASK.to_owned() } else { text.chars().take(PREVIEW_TEXT).collect() }
    });
    cells.collect()
}

/// True for telephone numbers, identity numbers and mail addresses.
fn looks_personal(text: &str) -> bool {
    text.contains('@') || text.bytes().filter(u8::is_ascii_digit).count() >= 9
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::Column;

    fn row(line: &str) -> HeldRow {
        HeldRow { number: 1, cells: line.split('|').map(HeldCell::text).collect() }
    }

    #[test]
    fn cells_that_may_be_personal_are_masked() {
        let rows = [
            row("STT|Mã hồ sơ|Theo dõi|Ngày khác|Bước"),
            row("1|A1|Nguyễn Văn A|01/02/2022|Đang xử lý"),
            row("2|A2|Đang xử lý|02/02/2022|Đã trả kết quả"),
        ];
        let mut mapping = Mapping::of(rows[0].cells.iter().map(HeldCell::label));
        mapping.columns[1].column = Some(Column::Code);
        let shown = preview(&rows, 1, Some(&mapping)).rows;
        assert_eq!(shown[1], ["1", "A1", MASK, "01/02/2022", "Đang xử lý"]);
        assert_eq!(shown[2], ["2", "A2", MASK, "02/02/2022", "Đã trả kết quả"]);
    }
}
