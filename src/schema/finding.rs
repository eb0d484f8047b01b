//! What the user should see of how columns were chosen, and what should be asked.

use super::assign::content;
use super::column::Column;
use super::header::Header;
use super::heading::names_group;
use super::held::HeldRow;
use super::mapping::Mapping;
use crate::text::fold;

/// Header under which the reader of JSON puts the names of lists.
const LIST_KEY: &str = "key";

/// Something about the choice of columns that the user should see.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// Several headers fit a column; this one, by its label, was taken.
    Choice(String),
    /// "Ngày trả" without any appointment column: it may be the appointment. To be asked.
    AmbiguousDue(String),
    /// The body is shifted against its header; this one is the first that moved.
    ShiftedHeader(String),
    /// No header gives the unit; the keys of lists, under this header, do.
    UnitKeys(String),
}

/// Takes for the unit what lists of a JSON are named, where no header gives it and all these names are units'.
pub fn unit_keys(header: &Header, body: &[HeldRow], mapping: &mut Mapping) -> Option<Finding> {
    let labels = || header.labels.iter().enumerate();
    let (index, label) = labels().find(|(_, label)| label.text() == LIST_KEY)?;
    let names = content(label, index, body).all(|cell| names_group(&cell.label()));
    let wanted = names && body.iter().any(|row| !row.cell(index).is_empty());
    if !wanted || mapping.index_of(Column::Unit).is_some() {
        return None;
    }
    let entry = mapping.columns.get_mut(index).filter(|entry| entry.column.is_none())?;
    entry.column = Some(Column::Unit);
    Some(Finding::UnitKeys(entry.header.clone()))
}

/// Some exports call the appointment "Ngày trả"; where no other column is one, the user must say.
pub fn ambiguous_due(mapping: &Mapping) -> Option<Finding> {
    let returned = mapping.columns.get(mapping.index_of(Column::Returned)?)?;
    let plain = matches!(fold(&returned.header).as_str(), "ngaytra" | "ngaytraketqua" | "ngaytrakq");
    let asked = plain && mapping.index_of(Column::Due).is_none();
    asked.then(|| Finding::AmbiguousDue(returned.header.clone()))
}
