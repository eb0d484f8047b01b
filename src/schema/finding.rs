//! What the user should know about how columns were chosen, and what should be asked.

use super::column::Column;
use super::content::content;
use super::header::Header;
use super::held::HeldRow;
use super::mapping::Mapping;
use super::unit_from_title::names_group;
use crate::text::fold;

/// Header under which the JSON reader puts the keys of lists.
const LIST_KEY: &str = "key";

/// Something about the choice of columns that the user should see.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// Several headers fit a column; the one with this label was chosen.
    Choice(String),
    /// "Ngày trả" without an appointment column may be the appointment: the user is asked.
    AmbiguousDue(String),
    /// The body is shifted against its header; this is the first header that moved.
    ShiftedHeader(String),
    /// No header names the unit; the keys of lists, under this header, are units.
    UnitKeys(String),
}

/// Uses the keys of JSON lists as the unit if no header names it and every key is the name of a unit.
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

/// Some exports call the appointment "Ngày trả". Without another appointment column, the user must decide.
pub fn ambiguous_due(mapping: &Mapping) -> Option<Finding> {
    let returned = mapping.columns.get(mapping.index_of(Column::Returned)?)?;
    let plain = matches!(fold(&returned.header).as_str(), "ngaytra" | "ngaytraketqua" | "ngaytrakq");
    let asked = plain && mapping.index_of(Column::Due).is_none();
    asked.then(|| Finding::AmbiguousDue(returned.header.clone()))
}
