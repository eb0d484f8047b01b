//! Chooses the rows of the header: the row chosen by the user, else rows that name columns, else a likely
//! row.

use super::column::named_by;
use super::header::{Header, Label, find_header, header_at, likely_header};
use super::held::{HeldCell, HeldRow};
use super::mapping::Mapping;
use crate::read::limits;
use crate::text::fold;
use crate::{Error, ErrorCode};

/// A header, and the mapping remembered for it.
pub struct ChosenHeader<'m> {
    /// The header.
    pub header: Header,
    /// The signature of the header that was found, even if the user chose another row.
    pub signature: String,
    /// The remembered mapping.
    pub known: Option<&'m Mapping>,
    /// The error with which the table is rejected unless its columns are mapped by hand.
    pub error: Option<Error>,
}

/// The header: the row chosen by the user if there is one, else the header found, or a likely row.
pub fn choose_header<'m>(rows: &[HeldRow], remembered: &'m [Mapping]) -> Result<ChosenHeader<'m>, Error> {
    let found = find_header(rows).map(|mut header| {
        header.end += usize::from(rows.get(header.end).is_some_and(|row| translates(&header, row)));
        header
    });
    let error = if found.is_none() { Some(without_header(rows)) } else { None };
    if let Some(error) = error.as_ref().filter(|error| error.code != ErrorCode::NoHeader) {
        return Err(error.clone());
    }
    let header = found.unwrap_or_else(|| likely_header(rows));
    let Mapping { signature, .. } = Mapping::of(header.labels.iter().map(Label::text));
    let known = remembered.iter().rev().find(|known| known.signature == signature);
    let by_hand = known.and_then(|known| header_at(rows, known.header_row?));
    Ok(ChosenHeader { header: by_hand.unwrap_or(header), signature, known, error })
}

/// True if the row under a header repeats it in another language: words in nearly every column, and no
/// digits. The same header again is a row of the body.
fn translates(header: &Header, row: &HeldRow) -> bool {
    let wordy = |cell: &HeldCell| match cell {
        HeldCell::Text(text) => {
            text.len() <= limits::LABEL_BYTES && !text.contains(|ch: char| ch.is_ascii_digit())
        }
        cell => cell.is_empty(),
    };
    let labelled = header.labels.iter().filter(|label| !label.text().is_empty()).count();
    let dated = header.labels.iter().enumerate().filter(|(_, label)| {
        label.namings().find_map(|text| named_by(&text)).is_some_and(|(column, _)| column.is_date())
    });
    let mut dated = dated.peekable();
    let texts = |(index, _): (usize, &Label)| matches!(row.cell(index), HeldCell::Text(_));
    row.filled() * 5 >= labelled * 4
        && row.cells.iter().all(wordy)
        && !says_the_same(header, row)
        && dated.peek().is_some()
        && dated.all(texts)
}

/// True if at least half of a row's filled cells equal their headers.
fn says_the_same(header: &Header, row: &HeldRow) -> bool {
    let lowest = |label: &Label| label.levels().last().map(|lowest| fold(lowest)).unwrap_or_default();
    let labels = header.labels.iter().map(lowest).enumerate();
    let same = labels.filter(|(at, label)| !label.is_empty() && *label == fold(&row.cell(*at).label()));
    same.count() * 2 >= row.filled()
}

/// The error of rows without a header. Two rows with at least two cells each may be a table; fewer are not.
fn without_header(rows: &[HeldRow]) -> Error {
    let tabular = rows.iter().filter(|row| row.filled() >= 2).count();
    let blank = rows.iter().all(HeldRow::is_blank);
    let code = match (blank, tabular >= 2) {
        (true, _) => ErrorCode::EmptyFile,
        (false, true) => ErrorCode::NoHeader,
        (false, false) => ErrorCode::NoTable,
    };
    code.into()
}
