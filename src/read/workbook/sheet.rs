//! Streams one worksheet: the hot loop of every workbook. The cells and the text of a row are in two buffers
//! that all rows share, so nothing is allocated per cell or row.

use super::reference::{area, column_of, digits_of};
use super::short::{self, ShortCell, ShortContent};
use super::strings::Strings;
use super::text;
use super::xml::{Scanner, Tag, XmlAttributes, XmlToken};
use crate::read::merges::{Merges, declare};
use crate::read::{Notice, RawCell, Row, RowSink, TableStart, limits, number};
use crate::{Error, ErrorCode};

/// How to read a cell's value (ECMA-376 part 1, 18.18.11).
#[derive(Debug, Clone, Copy, PartialEq)]
enum CellType {
    /// A number; a date if its format is one.
    Number,
    /// Index of a shared string.
    Shared,
    /// Text: a formula's result, or an ISO date.
    Text,
    /// Text inside `<is>`; a `<v>` beside it repeats the text.
    Inline,
    /// 0 or 1.
    Boolean,
    /// An error value, such as `#N/A`.
    Fault,
}

/// Reads worksheets one by one.
pub struct SheetReader<'a> {
    strings: &'a Strings,
    dates: &'a [bool],
    number: u32,
    /// Last row that was pushed.
    last: u32,
    /// Last row of the area that the sheet declares as used.
    declared: u32,
    cells: Vec<RawCell>,
    text: Vec<u8>,
}

/// Attributes of a cell's tag.
struct Head {
    column: usize,
    date: bool,
    kind: CellType,
}

impl<'a> SheetReader<'a> {
    /// A reader for the sheets of a workbook with these strings; `dates` says which cell formats are dates.
    pub fn new(strings: &'a Strings, dates: &'a [bool]) -> Self {
        Self { strings, dates, number: 0, last: 0, declared: 0, cells: Vec::new(), text: Vec::new() }
    }

    /// Pushes the sheet's table. A part that is not a worksheet (a chart, a dialog) gives no table. Only the
    /// sheet's own elements count: extensions may use the same names.
    pub fn read(
        &mut self,
        part: &mut Scanner<'_>,
        start: TableStart,
        sink: &mut dyn RowSink,
    ) -> Result<(), Error> {
        (self.number, self.last, self.declared) = (0, 0, 0);
        loop {
            match part.next()? {
                XmlToken::Open(tag) if tag.level == 0 && tag.name != b"worksheet" => return Ok(()),
                XmlToken::Open(Tag { name: b"dimension", level: 1, attributes, .. }) => {
                    self.declared = attributes.get(b"ref").and_then(area).map_or(0, |area| area.last_row);
                }
                XmlToken::Open(Tag { name: b"sheetData", level: 1, empty, .. }) => {
                    sink.table(start)?;
                    if !empty {
                        self.rows(part, sink)?;
                    }
                    break;
                }
                XmlToken::End => return Err(ErrorCode::DamagedFile.into()),
                _ => (),
            }
        }
        merges(part, sink)?;
        declare(self.declared, self.last, sink)
    }

    fn rows(&mut self, part: &mut Scanner<'_>, sink: &mut dyn RowSink) -> Result<(), Error> {
        loop {
            match part.next()? {
                XmlToken::Open(Tag { name: b"row", level: 2, attributes, empty, .. }) => {
                    self.number = self.row_number(attributes)?;
                    if empty {
                        continue;
                    }
                    let hidden = matches!(attributes.get(b"hidden"), Some(b"1" | b"true" | b"on"));
                    self.row(part, sink)?;
                    if hidden && self.last == self.number {
                        sink.notice(Notice::HiddenRow(self.number))?;
                    }
                }
                XmlToken::Close(b"sheetData") => return Ok(()),
                XmlToken::End => return Err(self.damaged()),
                _ => (),
            }
        }
    }

    /// The number that a row states, or the next one if that is not larger than the last.
    fn row_number(&self, attributes: XmlAttributes<'_>) -> Result<u32, Error> {
        let stated = attributes.get(b"r").and_then(|digits| digits_of(digits.trim_ascii()));
        let number = stated.unwrap_or(0).max(self.number + 1);
        if number > limits::SHEET_ROWS { Err(self.damaged()) } else { Ok(number) }
    }

    /// Reads a row's cells and pushes them. A row without values is left out: whether a writer keeps such
    /// rows depends only on their formatting.
    // Never inlined: browsers replace unoptimized wasm by optimized code at calls, never inside a running
    // function. Inlined into the loop over all rows, this code would stay slow until that loop ends.
    #[inline(never)]
    fn row(&mut self, part: &mut Scanner<'_>, sink: &mut dyn RowSink) -> Result<(), Error> {
        self.cells.clear();
        self.text.clear();
        let mut column = 0;
        loop {
            if let Some(next) = self.short_cell(part, column) {
                column = next;
                continue;
            }
            match part.next()? {
                XmlToken::Open(Tag { name: b"c", level: 3, attributes, empty, .. }) => {
                    let head = self.head(attributes, column);
                    column = head.column + 1;
                    if !empty {
                        self.cell(part, head)?;
                    }
                }
                XmlToken::Open(Tag { name: b"extLst", empty: false, .. }) => skip_extensions(part)?,
                XmlToken::Close(b"row") => break,
                XmlToken::End => return Err(self.damaged()),
                _ => (),
            }
        }
        if self.cells.is_empty() {
            return Ok(());
        }
        self.last = self.number;
        sink.row(Row::new(self.number, &self.text, &self.strings.text, &self.cells))
    }

    /// Column (the next one if the tag names none), format and kind of a cell.
    fn head(&self, attributes: XmlAttributes<'_>, next: usize) -> Head {
        let mut head = Head { column: next, date: false, kind: CellType::Number };
        for (name, value) in attributes {
            match name {
                b"r" => head.column = column_of(value).unwrap_or(next),
                b"s" => head.date = digits_of(value).is_some_and(|style| self.is_date(style)),
                b"t" => head.kind = kind_of(value),
                _ => (),
            }
        }
        head
    }

    #[inline]
    fn is_date(&self, style: u32) -> bool {
        self.dates.get(style as usize).copied().unwrap_or(false)
    }

    /// If a short cell is next in the window, adds it to the row, skips it and returns the column after it.
    /// Otherwise returns `None` and changes nothing; [`Self::cell`] reads every cell, short ones too.
    #[inline(always)]
    fn short_cell(&mut self, part: &mut Scanner<'_>, next: usize) -> Option<usize> {
        let cell = short::cell(part.ahead())?;
        let value = self.short_value(&cell)?;
        let (column, length) = (cell.column.unwrap_or(next), cell.length);
        part.skip(length);
        self.put(column, value);
        Some(column + 1)
    }

    #[inline(always)]
    fn short_value(&mut self, cell: &ShortCell<'_>) -> Option<RawCell> {
        match cell.content {
            _ if cell.value.is_empty() => Some(RawCell::Empty),
            ShortContent::Shared => self.shared(cell.value),
            ShortContent::Text => self.short_text(cell.value),
            ShortContent::Number => Some(numeric(number::parse(cell.value)?, self.is_date(cell.style))),
        }
    }

    /// Adds a cell's text to the row's. What cannot be added is left to the tokens, which say what is wrong.
    #[inline(always)]
    fn short_text(&mut self, raw: &[u8]) -> Option<RawCell> {
        let start = self.text.len();
        if self.append(XmlToken::Text(raw), start).is_err() {
            self.text.truncate(start);
            return None;
        }
        Some(RawCell::Text(start as u32, self.text.len() as u32))
    }

    /// Reads a cell up to its end tag and adds it to the row.
    fn cell(&mut self, part: &mut Scanner<'_>, head: Head) -> Result<(), Error> {
        let column = head.column;
        let value = self.long_value(part, head)?;
        self.put(column, value);
        Ok(())
    }

    fn long_value(&mut self, part: &mut Scanner<'_>, mut head: Head) -> Result<RawCell, Error> {
        let start = self.text.len();
        let (mut in_value, mut phonetic, mut formula, mut saved) = (false, false, false, false);
        loop {
            match part.next()? {
                XmlToken::Open(Tag { name: b"extLst", empty: false, .. }) => skip_extensions(part)?,
                XmlToken::Open(tag) => match tag.name {
                    b"v" => {
                        in_value = !tag.empty && head.kind != CellType::Inline;
                        saved = true;
                    }
                    b"f" => formula = true,
                    b"is" => head.kind = CellType::Inline,
                    b"t" => in_value = !tag.empty && head.kind == CellType::Inline && !phonetic,
                    b"rPh" => phonetic = !tag.empty,
                    _ => (),
                },
                XmlToken::Close(b"c") => break,
                XmlToken::Close(b"rPh") => phonetic = false,
                XmlToken::Close(b"v" | b"t") => in_value = false,
                XmlToken::End => return Err(self.damaged()),
                token if in_value => self.append(token, start)?,
                _ => (),
            }
        }
        let value = match self.value(start, &head)? {
            // Saved text may be empty; an empty number, or no value at all, means that the formula was never
            // calculated.
            RawCell::Empty if formula && !(saved && head.kind == CellType::Text) => self.uncalculated(&head),
            value => value,
        };
        if value != RawCell::Text(start as u32, self.text.len() as u32) {
            self.text.truncate(start);
        }
        Ok(value)
    }

    /// A formula inside `<is>` is impossible; an error may lack its text.
    fn uncalculated(&self, head: &Head) -> RawCell {
        match head.kind {
            CellType::Fault => RawCell::Error,
            CellType::Inline | CellType::Shared => RawCell::Empty,
            _ => RawCell::Uncalculated,
        }
    }

    /// Appends a token's text to the cell whose characters begin at `start`.
    fn append(&mut self, token: XmlToken<'_>, start: usize) -> Result<(), Error> {
        let most = (start + limits::RECORD_BYTES).min(limits::ROW_TEXT_BYTES);
        text::append(token, &mut self.text, most).map_err(|error| error.at_row(self.number))
    }

    /// Converts the characters from `start` on to a cell.
    #[inline]
    fn value(&mut self, start: usize, head: &Head) -> Result<RawCell, Error> {
        let characters = self.text.get(start..).unwrap_or_default();
        if characters.is_empty() {
            return Ok(RawCell::Empty);
        }
        let text = RawCell::Text(start as u32, self.text.len() as u32);
        Ok(match head.kind {
            CellType::Number => number::parse(characters).map_or(text, |value| numeric(value, head.date)),
            CellType::Shared => self.shared(characters.trim_ascii()).ok_or_else(|| self.damaged())?,
            CellType::Boolean => return Ok(self.boolean(start)),
            CellType::Text | CellType::Inline => text,
            CellType::Fault => RawCell::Error,
        })
    }

    #[inline(always)]
    fn shared(&self, index: &[u8]) -> Option<RawCell> {
        let (start, end) = self.strings.span(digits_of(index)? as usize)?;
        Some(if start == end { RawCell::Empty } else { RawCell::Shared(start, end) })
    }

    /// Rewrites 1 and 0 as a spreadsheet shows them; other text is kept.
    fn boolean(&mut self, start: usize) -> RawCell {
        let shown: &[u8] = match self.text.get(start..).unwrap_or_default().trim_ascii() {
            b"1" => b"TRUE",
            b"0" => b"FALSE",
            other => &other.to_ascii_uppercase(),
        };
        self.text.truncate(start);
        self.text.extend_from_slice(shown);
        RawCell::Text(start as u32, self.text.len() as u32)
    }

    /// Adds a value to the row. Cells may come in any order; of several in one column, the last counts.
    #[inline(always)]
    fn put(&mut self, column: usize, value: RawCell) {
        if value == RawCell::Empty || column >= limits::COLUMNS {
            return;
        }
        if let Some(cell) = self.cells.get_mut(column) {
            *cell = value;
            return;
        }
        if column > self.cells.len() {
            self.cells.resize(column, RawCell::Empty);
        }
        self.cells.push(value);
    }

    fn damaged(&self) -> Error {
        Error::new(ErrorCode::DamagedFile).at_row(self.number.max(1))
    }
}

#[inline]
fn numeric(value: f64, date: bool) -> RawCell {
    if date { RawCell::Date(value) } else { RawCell::Number(value) }
}

fn kind_of(value: &[u8]) -> CellType {
    match value {
        b"n" => CellType::Number,
        b"s" => CellType::Shared,
        b"b" => CellType::Boolean,
        b"e" => CellType::Fault,
        b"inlineStr" => CellType::Inline,
        _ => CellType::Text,
    }
}

/// Skips extensions, which may use the names of rows and cells, up to their end tag.
fn skip_extensions(part: &mut Scanner<'_>) -> Result<(), Error> {
    let mut depth = 1;
    while depth > 0 {
        match part.next()? {
            XmlToken::Open(tag) => depth += usize::from(!tag.empty),
            XmlToken::Close(_) => depth -= 1,
            XmlToken::End => return Err(ErrorCode::DamagedFile.into()),
            _ => (),
        }
    }
    Ok(())
}

/// Searches the elements after the rows for merged areas. XML that breaks off there, after the last row,
/// loses no row: the part's checksum is verified all the same.
fn merges(part: &mut Scanner<'_>, sink: &mut dyn RowSink) -> Result<(), Error> {
    let mut merges = Merges::default();
    loop {
        match part.next() {
            Ok(XmlToken::Open(Tag { name: b"mergeCell", level: 2, attributes, .. })) => {
                if let Some(area) = attributes.get(b"ref").and_then(area) {
                    merges.add(area, sink)?;
                }
            }
            Ok(XmlToken::End) | Err(Error { code: ErrorCode::DamagedFile, .. }) => return Ok(()),
            Ok(_) => (),
            Err(error) => return Err(error),
        }
    }
}
