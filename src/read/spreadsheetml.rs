//! SpreadsheetML 2003: a workbook as one XML text, which Excel called "XML Spreadsheet" and some software
//! still saves as ".xls". Rows are pushed as they arrive. Information about the whole sheet follows its rows.

use super::markup::{Attributes, Markup, Token, append};
use super::memory::Memory;
use super::merges::{Merges, declare};
use super::number;
use super::{Epoch, Merge, Notice, RawCell, Reader, Row, RowSink, TableStart, limits};
use crate::{Error, ErrorCode};

/// The cell types of `ss:Type`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum DataType {
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
    epoch: Epoch,
    in_table: bool,
    /// The table of the current sheet has ended.
    after_table: bool,
    in_row: bool,
    row: u32,
    /// How many more times the current row is repeated.
    span: u32,
    hidden: bool,
    /// Last row that was pushed.
    last: u32,
    /// Rows that the table declares.
    declared: u32,
    merges: Merges,
    column: usize,
    /// Column of the current cell; `None` beyond the last column that is read.
    cell: Option<usize>,
    cells: Vec<RawCell>,
    text: Vec<u8>,
    /// Kind and start of the current data.
    data: Option<(DataType, usize)>,
    /// The current cell has a formula, and no data so far.
    formula: bool,
    /// Inside the element for the sheet's visibility.
    in_visible: bool,
    /// Inside a comment on a cell, which has data of its own.
    in_comment: bool,
}

impl SpreadsheetMlReader {
    /// A reader that counts its bytes in this memory.
    pub fn new(memory: &Memory) -> Self {
        Self { markup: Markup::new(memory), ..Self::default() }
    }

    fn take(&mut self, last: bool, sink: &mut dyn RowSink) -> Result<(), Error> {
        let mut markup = std::mem::take(&mut self.markup);
        while let Some(token) = markup.next(last) {
            match token {
                Token::Open(name, attributes) => self.start(name, attributes, sink)?,
                Token::Close(name) => self.end(name, sink)?,
                Token::Text(text) if self.in_visible => visible(text, sink)?,
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
            b"Date1904" => self.epoch = Epoch::Y1904,
            b"Worksheet" => (self.sheet, self.after_table) = (attributes.get("Name"), false),
            b"Table" if self.in_row || !self.in_table => return self.open_table(attributes, sink),
            b"Row" if self.in_table => self.open_row(attributes)?,
            b"Cell" if self.in_row => return self.open_cell(attributes, sink),
            b"Comment" => self.in_comment = true,
            b"Data" if self.in_row && !self.in_comment => {
                self.data = Some((kind(attributes), self.text.len()))
            }
            b"Visible" => self.in_visible = self.after_table,
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, name: &[u8], sink: &mut dyn RowSink) -> Result<(), Error> {
        match name {
            b"Table" if self.in_table => {
                (self.in_table, self.after_table) = (false, true);
                return declare(self.declared, self.last, sink);
            }
            b"Row" if self.in_row => return self.end_row(sink),
            b"Comment" => self.in_comment = false,
            b"Data" => self.end_data(),
            b"Cell" => self.end_cell(),
            b"Visible" => self.in_visible = false,
            _ => {}
        }
        Ok(())
    }

    /// Opens a table. A table inside a row is damage, as is a row inside a row.
    fn open_table(&mut self, attributes: Attributes<'_>, sink: &mut dyn RowSink) -> Result<(), Error> {
        if self.in_row {
            return Err(Error::new(ErrorCode::DamagedFile).at_row(self.row));
        }
        self.sheets += 1;
        if self.sheets > limits::SHEETS {
            return Err(ErrorCode::TooLarge.into());
        }
        (self.in_table, self.row, self.last, self.merges) = (true, 0, 0, Merges::default());
        self.declared = attributes.number("ExpandedRowCount").unwrap_or(0);
        let (sheet, epoch) = (self.sheet.clone(), self.epoch);
        sink.table(TableStart { sheet, epoch, format: "spreadsheetml", ..TableStart::default() })
    }

    /// Opens a row. Its number is the next one, or a later one that it states. A row inside another is
    /// damage: it would be unclear which cells are whose.
    fn open_row(&mut self, attributes: Attributes<'_>) -> Result<(), Error> {
        if self.in_row {
            return Err(Error::new(ErrorCode::DamagedFile).at_row(self.row));
        }
        self.row = attributes.number("Index").unwrap_or(0).max(self.row.saturating_add(1));
        (self.column, self.in_row, self.data) = (0, true, None);
        self.span = attributes.number("Span").unwrap_or(0);
        self.hidden = attributes.number("Hidden") == Some(1);
        self.cells.clear();
        self.text.clear();
        if self.row > limits::SHEET_ROWS { Err(self.too_large()) } else { Ok(()) }
    }

    fn open_cell(&mut self, attributes: Attributes<'_>, sink: &mut dyn RowSink) -> Result<(), Error> {
        let named = attributes.number("Index").map(|index| (index as usize).saturating_sub(1));
        let column = named.unwrap_or(self.column);
        let across = attributes.number("MergeAcross").unwrap_or(0) as usize;
        self.cell = (column < limits::COLUMNS).then_some(column);
        if let Some(column) = self.cell {
            self.cells.resize(self.cells.len().max(column + 1), RawCell::Empty);
        }
        self.column = column.saturating_add(1).saturating_add(across);
        self.formula = attributes.get("Formula").is_some();
        let last_row = self.row.saturating_add(attributes.number("MergeDown").unwrap_or(0));
        let [first_column, last_column] = [column, column.saturating_add(across)].map(|column| column as u32);
        self.merges.add(Merge { first_row: self.row, last_row, first_column, last_column }, sink)
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
        self.formula &= value == RawCell::Empty && kind != DataType::Text;
        self.put(value);
    }

    /// Ends the cell. A formula without data was never calculated.
    fn end_cell(&mut self) {
        self.end_data();
        if std::mem::take(&mut self.formula) {
            self.put(RawCell::Uncalculated);
        }
    }

    fn put(&mut self, value: RawCell) {
        let cell = self.cell.and_then(|cell| self.cells.get_mut(cell));
        if let Some(cell) = cell.filter(|cell| **cell == RawCell::Empty) {
            *cell = value;
        }
    }

    fn value(&mut self, kind: DataType, start: usize) -> RawCell {
        let text = self.text.get(start..).unwrap_or_default();
        let end = match (kind, text) {
            (DataType::Fault, _) => return RawCell::Error,
            (_, []) => return RawCell::Empty,
            (DataType::Number, text) => match number::parse(text) {
                Some(number) => return RawCell::Number(number),
                None => self.text.len(),
            },
            (DataType::Moment, text) => start + moment(text).len(),
            (DataType::Boolean, text) => {
                let shown: &[u8] = if text == b"0" { b"FALSE" } else { b"TRUE" };
                self.text.truncate(start);
                self.text.extend_from_slice(shown);
                self.text.len()
            }
            (DataType::Text, _) => self.text.len(),
        };
        RawCell::Text(start as u32, end as u32)
    }

    fn end_row(&mut self, sink: &mut dyn RowSink) -> Result<(), Error> {
        self.in_row = false;
        let number = self.row;
        self.row = number.saturating_add(self.span);
        if self.cells.iter().all(|cell| *cell == RawCell::Empty) {
            return Ok(());
        }
        self.last = number;
        sink.row(Row::new(number, &self.text, &[], &self.cells))?;
        if self.hidden { sink.notice(Notice::HiddenRow(number)) } else { Ok(()) }
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
        // A file that ends inside a table was not saved completely.
        if self.in_table { Err(Error::new(ErrorCode::DamagedFile).at_row(self.row)) } else { Ok(()) }
    }
}

/// Reports a sheet that is hidden, after its rows.
fn visible(text: &[u8], sink: &mut dyn RowSink) -> Result<(), Error> {
    match text.trim_ascii() {
        b"SheetHidden" | b"SheetVeryHidden" => sink.notice(Notice::HiddenSheet),
        _ => Ok(()),
    }
}

fn kind(attributes: Attributes<'_>) -> DataType {
    match attributes.get("Type").as_deref() {
        Some("Number") => DataType::Number,
        Some("DateTime") => DataType::Moment,
        Some("Boolean") => DataType::Boolean,
        Some("Error") => DataType::Fault,
        _ => DataType::Text,
    }
}

/// Shortens a date and time, which is always written with a time of day; midnight means a day without one.
fn moment(text: &[u8]) -> &[u8] {
    let text = text.strip_suffix(b".000").unwrap_or(text);
    text.strip_suffix(b"T00:00:00").unwrap_or(text)
}
