//! SpreadsheetML 2003: a workbook as one XML text, which Excel called "XML Spreadsheet" and software still saves under
//! the name ".xls". Rows go out as they come. Merged cells stand in their first place, as in other workbooks.

use super::markup::{Attributes, Markup, Token, append};
use super::workbook::number;
use super::{RawCell, Reader, Row, RowSink, TableStart, limits};
use crate::{Error, ErrorCode};

/// What a cell's `ss:Type` asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Number,
    Moment,
    Boolean,
    Fault,
    Text,
}

/// Reader of SpreadsheetML.
#[derive(Debug, Default)]
pub struct SpreadsheetMlReader {
    markup: Markup,
    sheets: usize,
    sheet: Option<String>,
    in_table: bool,
    in_row: bool,
    row: u32,
    column: usize,
    /// Where the cell at hand stands; none beyond the last column that is read.
    cell: Option<usize>,
    cells: Vec<RawCell>,
    text: Vec<u8>,
    /// Kind and start of the data at hand.
    data: Option<(Kind, usize)>,
    /// Inside a remark on a cell, which has data of its own.
    in_comment: bool,
}

impl SpreadsheetMlReader {
    fn take(&mut self, last: bool, sink: &mut dyn RowSink) -> Result<(), Error> {
        let mut markup = std::mem::take(&mut self.markup);
        while let Some(token) = markup.next(last) {
            match token {
                Token::Open(name, attributes) => self.start(name, attributes, sink)?,
                Token::Close(name) => self.end(name, sink)?,
                Token::Text(text) => self.append(text, append)?,
                Token::Verbatim(text) => self.append(text, |text, out| out.extend_from_slice(text))?,
            }
        }
        self.markup = markup;
        Ok(())
    }

    fn start(
        &mut self,
        name: &[u8],
        attributes: Attributes<'_>,
        sink: &mut dyn RowSink,
    ) -> Result<(), Error> {
        match name {
            b"Worksheet" => self.sheet = attributes.get("Name"),
            b"Table" => return self.open_table(sink),
            b"Row" => self.open_row(attributes)?,
            b"Cell" if self.in_row => self.open_cell(attributes),
            b"Comment" => self.in_comment = true,
            b"Data" if self.in_row && !self.in_comment => {
                self.data = Some((kind(attributes), self.text.len()))
            }
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, name: &[u8], sink: &mut dyn RowSink) -> Result<(), Error> {
        match name {
            b"Table" => self.in_table = false,
            b"Row" => return self.end_row(sink),
            b"Comment" => self.in_comment = false,
            b"Data" | b"Cell" => self.end_data(),
            _ => {}
        }
        Ok(())
    }

    /// One that begins inside a row is damage, as a row inside another is.
    fn open_table(&mut self, sink: &mut dyn RowSink) -> Result<(), Error> {
        if self.in_row {
            return Err(Error::new(ErrorCode::DamagedFile).at_row(self.row));
        }
        self.sheets += 1;
        if self.sheets > limits::SHEETS {
            return Err(ErrorCode::TooLarge.into());
        }
        (self.in_table, self.row) = (true, 0);
        sink.table(TableStart { sheet: self.sheet.clone(), format: "spreadsheetml", ..TableStart::default() })
    }

    /// A row's number is the next one or a later one that it names itself. One that begins inside another is damage: the
    /// cells of neither would be known.
    fn open_row(&mut self, attributes: Attributes<'_>) -> Result<(), Error> {
        if self.in_row {
            return Err(Error::new(ErrorCode::DamagedFile).at_row(self.row));
        }
        self.row = attributes.number("Index").unwrap_or(0).max(self.row.saturating_add(1));
        (self.column, self.in_row, self.data) = (0, true, None);
        self.cells.clear();
        self.text.clear();
        if self.row > limits::SHEET_ROWS { Err(self.too_large()) } else { Ok(()) }
    }

    fn open_cell(&mut self, attributes: Attributes<'_>) {
        let named = attributes.number("Index").map(|index| (index as usize).saturating_sub(1));
        let column = named.unwrap_or(self.column);
        let across = attributes.number("MergeAcross").unwrap_or(0) as usize;
        self.cell = (column < limits::COLUMNS).then_some(column);
        if let Some(column) = self.cell {
            self.cells.resize(self.cells.len().max(column + 1), RawCell::Empty);
        }
        self.column = column.saturating_add(1).saturating_add(across);
    }

    fn append(&mut self, text: &[u8], add: impl Fn(&[u8], &mut Vec<u8>)) -> Result<(), Error> {
        let Some((_, start)) = self.data else { return Ok(()) };
        add(text, &mut self.text);
        let long = self.text.len() - start > limits::RECORD_BYTES || self.text.len() > limits::ROW_TEXT_BYTES;
        if long { Err(self.too_large()) } else { Ok(()) }
    }

    fn end_data(&mut self) {
        let Some((kind, start)) = self.data.take() else { return };
        let value = self.value(kind, start);
        let cell = self.cell.and_then(|cell| self.cells.get_mut(cell));
        if let Some(cell) = cell.filter(|cell| **cell == RawCell::Empty) {
            *cell = value;
        }
    }

    fn value(&mut self, kind: Kind, start: usize) -> RawCell {
        let text = self.text.get(start..).unwrap_or_default();
        let end = match (kind, text) {
            (Kind::Fault, _) | (_, []) => return RawCell::Empty,
            (Kind::Number, text) => match number::parse(text) {
                Some(number) => return RawCell::Number(number),
                None => self.text.len(),
            },
            (Kind::Moment, text) => start + moment(text).len(),
            (Kind::Boolean, text) => {
                let shown: &[u8] = if text == b"0" { b"FALSE" } else { b"TRUE" };
                self.text.truncate(start);
                self.text.extend_from_slice(shown);
                self.text.len()
            }
            (Kind::Text, _) => self.text.len(),
        };
        RawCell::Text(start as u32, end as u32)
    }

    fn end_row(&mut self, sink: &mut dyn RowSink) -> Result<(), Error> {
        let filled = self.cells.iter().any(|cell| *cell != RawCell::Empty);
        let counts = std::mem::take(&mut self.in_row) && self.in_table && filled;
        if counts { sink.row(Row::new(self.row, &self.text, &[], &self.cells)) } else { Ok(()) }
    }

    fn too_large(&self) -> Error {
        let error = Error::new(ErrorCode::TooLarge).at_row(self.row);
        self.sheet.as_ref().map_or(error.clone(), |sheet| error.in_sheet(sheet))
    }
}

impl Reader for SpreadsheetMlReader {
    fn push(&mut self, bytes: &[u8], sink: &mut dyn RowSink) -> Result<(), Error> {
        self.markup.feed(bytes)?;
        self.take(false, sink)
    }

    fn finish(&mut self, sink: &mut dyn RowSink) -> Result<(), Error> {
        self.take(true, sink)?;
        if self.sheets == 0 {
            return Err(ErrorCode::NoTable.into());
        }
        // A file that ends inside its table was not saved whole.
        if self.in_table { Err(Error::new(ErrorCode::DamagedFile).at_row(self.row)) } else { Ok(()) }
    }
}

fn kind(attributes: Attributes<'_>) -> Kind {
    match attributes.get("Type").as_deref() {
        Some("Number") => Kind::Number,
        Some("DateTime") => Kind::Moment,
        Some("Boolean") => Kind::Boolean,
        Some("Error") => Kind::Fault,
        _ => Kind::Text,
    }
}

/// A moment is always written with a time of day; midnight stands for a day without one.
fn moment(text: &[u8]) -> &[u8] {
    let text = text.strip_suffix(b".000").unwrap_or(text);
    text.strip_suffix(b"T00:00:00").unwrap_or(text)
}
