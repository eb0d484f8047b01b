//! The cells of a column as evidence: whether they agree with its header, and whether they rule a meaning
//! out.

use super::column::{Column, Flag, flag_in};
use super::header::Label;
use super::held::{HeldCell, HeldRow};
use crate::read::limits;
use crate::text::{begins_with_word, fold};
use crate::value::{ByPost, Coded, Online};

/// How well a column's content agrees with its header.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// The cells hold something other than the header says.
    Contradicts,
    /// There are no cells to judge by.
    Silent,
    /// The cells are what the header says.
    Agrees,
}

/// False if the content is clearly something else: an appointment that is always words ("Quá hạn 2 ngày"), or
/// a flag whose values are mostly unknown.
pub fn can_be(column: Column, label: &Label, index: usize, body: &[HeldRow]) -> bool {
    let cells: Vec<_> = content(label, index, body).collect();
    let most =
        |is: fn(&str) -> bool| cells.iter().filter(|cell| is(&cell.label())).count() * 2 >= cells.len();
    match flag_in(&label.text()) {
        Some(Flag::Online) => most(|text| Online::listed(text).is_some()),
        Some(Flag::ByPost) => most(|text| ByPost::listed(text).is_some()),
        None => column != Column::Due || cells.is_empty() || !cells.iter().all(|cell| is_wordy(cell)),
    }
}

/// True for words that are not a day.
fn is_wordy(cell: &HeldCell) -> bool {
    matches!(cell, HeldCell::Text(text) if begins_with_word(text)) && !cell.is_day()
}

/// The filled cells of a column, except its header repeated in the body and those of rows that fill few
/// cells: a signature, a total or the name of a group says nothing about the column in which it happens to
/// stand.
pub fn content<'b>(label: &Label, index: usize, body: &'b [HeldRow]) -> impl Iterator<Item = &'b HeldCell> {
    let header = label.levels().last().map(|lowest| fold(lowest)).unwrap_or_default();
    let repeats = move |cell: &HeldCell| matches!(cell, HeldCell::Text(text) if text.len() <= limits::LABEL_BYTES && fold(text) == header);
    let few = body.iter().map(HeldRow::filled).max().unwrap_or_default() / 3;
    let rows = body.iter().filter(move |row| row.filled() > few);
    rows.map(move |row| row.cell(index)).filter(move |cell| !cell.is_empty() && !repeats(cell))
}

/// How well the content fits. Error cells are ignored: they say nothing about what was meant.
pub fn fit(column: Column, label: &Label, index: usize, body: &[HeldRow]) -> Fit {
    let says = |cell: &&HeldCell| !matches!(cell, HeldCell::Error | HeldCell::Uncalculated);
    let cells = content(label, index, body).filter(says);
    let (mut filled, mut days) = (0, 0);
    for cell in cells {
        filled += 1;
        days += usize::from(cell.is_day());
    }
    match (filled, column.is_date(), days * 2 >= filled) {
        (0, ..) => Fit::Silent,
        (_, wants_days, has_days) if wants_days == has_days => Fit::Agrees,
        _ => Fit::Contradicts,
    }
}
