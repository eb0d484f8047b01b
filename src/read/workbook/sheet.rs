//! One worksheet, read as a stream: the hot loop of every workbook. A row's cells and its own text live in two
//! buffers that all rows share, so nothing is allocated for a cell or a row.

use super::number;
use super::short::{self, ShortCell};
use super::strings::Strings;
use super::text;
use super::xml::{Attributes, Scanner, Tag, Token};
use crate::read::{RawCell, Row, RowSink, TableStart, limits};
use crate::{Error, ErrorCode};

/// How a cell's value is to be read (ECMA-376 part 1, 18.18.11).
#[derive(Debug, Clone, Copy, PartialEq)]
enum Kind {
    /// A number, by its format perhaps a date.
    Number,
    /// The number of a shared string.
    Shared,
    /// Text: a formula's result, or an ISO date.
    Text,
    /// Text inside `<is>`; a `<v>` beside it repeats it.
    Inline,
    /// 0 or 1.
    Boolean,
    /// `#N/A` and the like, which say nothing about a dossier.
    Fault,
}

/// Reads worksheets one after the other.
pub struct SheetReader<'a> {
    strings: &'a Strings,
    dates: &'a [bool],
    number: u32,
    cells: Vec<RawCell>,
    text: Vec<u8>,
}

/// What a cell's tag says.
struct Head {
    column: usize,
    date: bool,
    kind: Kind,
}

impl<'a> SheetReader<'a> {
    /// A reader of the sheets of a workbook with these strings, and these cell formats being dates.
    pub fn new(strings: &'a Strings, dates: &'a [bool]) -> Self {
        Self { strings, dates, number: 0, cells: Vec::new(), text: Vec::new() }
    }

    /// Pushes the sheet's table. A part that turns out to be no worksheet (a chart, a dialog) gives none.
    pub fn read(
        &mut self,
        part: &mut Scanner<'_>,
        start: TableStart,
        sink: &mut dyn RowSink,
    ) -> Result<(), Error> {
        let mut root = true;
        loop {
            match part.next()? {
                Token::Open(tag) if root && tag.name != b"worksheet" => return Ok(()),
                Token::Open(Tag { name: b"sheetData", empty, .. }) => {
                    sink.table(start)?;
                    return if empty { Ok(()) } else { self.rows(part, sink) };
                }
                Token::Open(_) => root = false,
                Token::End => return Err(ErrorCode::DamagedFile.into()),
                _ => (),
            }
        }
    }

    fn rows(&mut self, part: &mut Scanner<'_>, sink: &mut dyn RowSink) -> Result<(), Error> {
        self.number = 0;
        loop {
            match part.next()? {
                Token::Open(Tag { name: b"row", attributes, empty }) => {
                    self.number = self.row_number(attributes)?;
                    if !empty {
                        self.row(part, sink)?;
                    }
                }
                Token::Close(b"sheetData") => return Ok(()),
                Token::End => return Err(self.damaged()),
                _ => (),
            }
        }
    }

    /// The number that a row gives itself, or the next one. Numbers that do not grow are counted on.
    fn row_number(&self, attributes: Attributes<'_>) -> Result<u32, Error> {
        let stated = attributes.get(b"r").and_then(|digits| digits_of(digits.trim_ascii()));
        let number = stated.unwrap_or(0).max(self.number + 1);
        if number > limits::SHEET_ROWS { Err(self.damaged()) } else { Ok(number) }
    }

    /// Reads a row's cells and pushes them. A row of which no cell has a value is left out: whether a writer
    /// keeps such rows depends on their colours only.
    // Never inlined: a browser swaps slow first code of wasm for fast code at calls, never inside a running function,
    // so a loop over all rows with this in it would stay slow for as long as it runs.
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
                Token::Open(Tag { name: b"c", attributes, empty }) => {
                    let head = self.head(attributes, column);
                    column = head.column + 1;
                    if !empty {
                        self.cell(part, head)?;
                    }
                }
                Token::Close(b"row") => break,
                Token::End => return Err(self.damaged()),
                _ => (),
            }
        }
        if self.cells.is_empty() {
            return Ok(());
        }
        sink.row(Row::new(self.number, &self.text, &self.strings.text, &self.cells))
    }

    /// Column (the next one where the tag names none), format and kind of a cell.
    fn head(&self, attributes: Attributes<'_>, next: usize) -> Head {
        let mut head = Head { column: next, date: false, kind: Kind::Number };
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

    /// Puts the short cell that lies ahead into the row and steps over it; gives the column behind it. None, and
    /// nothing done, where none lies ahead: [`Self::cell`] reads the same and all the rest.
    #[inline]
    fn short_cell(&mut self, part: &mut Scanner<'_>, next: usize) -> Option<usize> {
        let cell = short::cell(part.ahead())?;
        let value = self.short_value(&cell)?;
        let (column, length) = (cell.column.unwrap_or(next), cell.length);
        part.skip(length);
        self.put(column, value);
        Some(column + 1)
    }

    #[inline]
    fn short_value(&self, cell: &ShortCell<'_>) -> Option<RawCell> {
        match cell.value {
            [] => Some(RawCell::Empty),
            index if cell.shared => self.shared(index),
            number => Some(numeric(number::parse(number)?, self.is_date(cell.style))),
        }
    }

    /// Reads a cell up to its end tag and puts it into the row.
    fn cell(&mut self, part: &mut Scanner<'_>, head: Head) -> Result<(), Error> {
        let column = head.column;
        let value = self.long_value(part, head)?;
        self.put(column, value);
        Ok(())
    }

    fn long_value(&mut self, part: &mut Scanner<'_>, mut head: Head) -> Result<RawCell, Error> {
        let start = self.text.len();
        let (mut in_value, mut phonetic) = (false, false);
        loop {
            match part.next()? {
                Token::Open(tag) => match tag.name {
                    b"v" => in_value = !tag.empty && head.kind != Kind::Inline,
                    b"is" => head.kind = Kind::Inline,
                    b"t" => in_value = !tag.empty && head.kind == Kind::Inline && !phonetic,
                    b"rPh" => phonetic = !tag.empty,
                    _ => (),
                },
                Token::Close(b"c") => break,
                Token::Close(b"rPh") => phonetic = false,
                Token::Close(b"v" | b"t") => in_value = false,
                Token::End => return Err(self.damaged()),
                token if in_value => self.append(token, start)?,
                _ => (),
            }
        }
        let value = self.value(start, &head)?;
        if value != RawCell::Text(start as u32, self.text.len() as u32) {
            self.text.truncate(start);
        }
        Ok(value)
    }

    /// Appends a piece of the cell whose characters begin at `start`.
    fn append(&mut self, token: Token<'_>, start: usize) -> Result<(), Error> {
        let most = (start + limits::RECORD_BYTES).min(limits::ROW_TEXT_BYTES);
        text::append(token, &mut self.text, most).map_err(|error| error.at_row(self.number))
    }

    /// What the characters from `start` on mean.
    #[inline]
    fn value(&mut self, start: usize, head: &Head) -> Result<RawCell, Error> {
        let characters = self.text.get(start..).unwrap_or_default();
        if characters.is_empty() {
            return Ok(RawCell::Empty);
        }
        let text = RawCell::Text(start as u32, self.text.len() as u32);
        Ok(match head.kind {
            Kind::Number => number::parse(characters).map_or(text, |value| numeric(value, head.date)),
            Kind::Shared => self.shared(characters.trim_ascii()).ok_or_else(|| self.damaged())?,
            Kind::Boolean => return Ok(self.boolean(start)),
            Kind::Text | Kind::Inline => text,
            Kind::Fault => RawCell::Empty,
        })
    }

    #[inline]
    fn shared(&self, index: &[u8]) -> Option<RawCell> {
        let (start, end) = self.strings.span(digits_of(index)? as usize)?;
        Some(if start == end { RawCell::Empty } else { RawCell::Shared(start, end) })
    }

    /// Rewrites 0 and 1 as a spreadsheet shows them; what is neither stays.
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

    /// Puts a value into the row; cells may come in any order, the last one for a column counts.
    #[inline]
    fn put(&mut self, column: usize, value: RawCell) {
        if value == RawCell::Empty || column >= limits::COLUMNS {
            return;
        }
        if column >= self.cells.len() {
            self.cells.resize(column + 1, RawCell::Empty);
        }
        if let Some(cell) = self.cells.get_mut(column) {
            *cell = value;
        }
    }

    fn damaged(&self) -> Error {
        Error::new(ErrorCode::DamagedFile).at_row(self.number.max(1))
    }
}

#[inline]
fn numeric(value: f64, date: bool) -> RawCell {
    if date { RawCell::Date(value) } else { RawCell::Number(value) }
}

fn kind_of(value: &[u8]) -> Kind {
    match value {
        b"n" => Kind::Number,
        b"s" => Kind::Shared,
        b"b" => Kind::Boolean,
        b"e" => Kind::Fault,
        b"inlineStr" => Kind::Inline,
        _ => Kind::Text,
    }
}

/// Column from 0 of a reference such as "AB12"; none if it does not begin with letters.
#[inline]
fn column_of(reference: &[u8]) -> Option<usize> {
    let letters = reference.iter().take_while(|byte| byte.is_ascii_alphabetic());
    // Six letters cannot overflow, and reach far beyond the last column there is.
    let column = letters
        .take(6)
        .fold(0, |column, letter| column * 26 + usize::from(letter.to_ascii_uppercase() - b'A') + 1);
    column.checked_sub(1)
}

/// The number that `digits` spell; none for anything else, and for what passes 32 bits.
#[inline]
fn digits_of(digits: &[u8]) -> Option<u32> {
    let digit = |value: u32, byte: &u8| {
        byte.is_ascii_digit().then(|| value.checked_mul(10)?.checked_add(u32::from(byte - b'0'))).flatten()
    };
    if digits.is_empty() { None } else { digits.iter().try_fold(0, digit) }
}
