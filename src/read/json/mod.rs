//! JSON: an array of objects, an object that holds one, or objects one after the other (NDJSON). Keys are columns, in
//! the order in which the first objects have them; a key inside an inner object is joined to that object's
//! ("donVi ten"). The text is held, as a list may stand behind anything.

mod parser;

use self::parser::{Parser, Scalar};
use super::memory::{Held, Memory};
use super::workbook::number;
use super::{RawCell, Reader, Row, RowSink, TableStart, limits};
use crate::{Error, ErrorCode};
use std::collections::BTreeMap;

/// Objects whose keys make the columns.
const KEYED: usize = 100;
/// Digits up to which a number is one; longer ones are codes that lost their quotes.
const DIGITS: usize = 15;

/// Reader of JSON.
#[derive(Debug, Default)]
pub struct JsonReader {
    bytes: Held,
}

impl JsonReader {
    /// A reader that shares this memory.
    pub fn new(memory: &Memory) -> Self {
        Self { bytes: Held::new(memory) }
    }
}

/// Columns by key, and the row at hand.
#[derive(Debug, Default)]
struct Columns {
    by_key: BTreeMap<Vec<u8>, usize>,
    text: Vec<u8>,
    cells: Vec<RawCell>,
}

impl Reader for JsonReader {
    fn push(&mut self, bytes: &[u8], _sink: &mut dyn RowSink) -> Result<(), Error> {
        self.bytes.append(bytes, limits::JSON_BYTES)
    }

    fn finish(&mut self, sink: &mut dyn RowSink) -> Result<(), Error> {
        let bytes = self.bytes.take();
        let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
        let (list, format) = list(text)?;
        let mut columns = Columns::default();
        columns.header(list)?;
        let encoding = Some("UTF-8".to_owned());
        sink.table(TableStart { format, encoding, ..TableStart::default() })?;
        sink.row(Row::new(1, &columns.text, &[], &columns.cells))?;
        columns.rows(list, sink)
    }
}

/// The text of the objects to read, and what the file is called. An object that is alone is searched for the longest
/// list of objects in it; one without is a list of one.
fn list(text: &[u8]) -> Result<(&[u8], &'static str), Error> {
    let mut parser = Parser::new(text);
    if parser.peek() == Some(b'[') {
        parser.skip_byte();
        return Ok((parser.rest(), "json"));
    }
    parser.skip_value()?;
    if parser.peek().is_some() {
        return Ok((text, "ndjson"));
    }
    Ok((parser::longest_list(text)?.unwrap_or(text), "json"))
}

impl Columns {
    /// Finds the columns, and makes the header row.
    fn header(&mut self, list: &[u8]) -> Result<(), Error> {
        let (mut parser, mut names) = (Parser::new(list), Vec::new());
        let by_key = &mut self.by_key;
        for number in 0..KEYED {
            let mut note = |key: &[u8], _: Scalar<'_>| {
                if by_key.len() < limits::COLUMNS && !by_key.contains_key(key) {
                    by_key.insert(key.to_vec(), by_key.len());
                    names.push(key.to_vec());
                }
                Ok(())
            };
            if !parser.next_object(&mut note).map_err(|error| at(error, number))? {
                break;
            }
        }
        if names.is_empty() {
            return Err(ErrorCode::NoTable.into());
        }
        for name in names {
            let cell = self.append(|text| text.extend_from_slice(&name))?;
            self.cells.push(cell);
        }
        Ok(())
    }

    fn rows(&mut self, list: &[u8], sink: &mut dyn RowSink) -> Result<(), Error> {
        let mut parser = Parser::new(list);
        for number in 0.. {
            self.text.clear();
            self.cells.clear();
            let mut put = |key: &[u8], value: Scalar<'_>| self.put(key, value);
            if !parser.next_object(&mut put).map_err(|error| at(error, number))? {
                break;
            }
            sink.row(Row::new(row_number(number), &self.text, &[], &self.cells))?;
        }
        Ok(())
    }

    fn put(&mut self, key: &[u8], value: Scalar<'_>) -> Result<(), Error> {
        let Some(&column) = self.by_key.get(key) else { return Ok(()) };
        let cell = match value {
            Scalar::Null => RawCell::Empty,
            Scalar::Text(raw) => self.append(|text| parser::unescape(raw, text))?,
            Scalar::Boolean(true) => self.append(|text| text.extend_from_slice(b"TRUE"))?,
            Scalar::Boolean(false) => self.append(|text| text.extend_from_slice(b"FALSE"))?,
            Scalar::Number(digits) => match number::parse(digits).filter(|_| digits.len() <= DIGITS) {
                Some(number) => RawCell::Number(number),
                None => self.append(|text| text.extend_from_slice(digits))?,
            },
        };
        self.cells.resize(self.cells.len().max(column + 1), RawCell::Empty);
        if let Some(place) = self.cells.get_mut(column) {
            *place = cell;
        }
        Ok(())
    }

    fn append(&mut self, add: impl FnOnce(&mut Vec<u8>)) -> Result<RawCell, Error> {
        let start = self.text.len();
        add(&mut self.text);
        let long = self.text.len() - start > limits::RECORD_BYTES || self.text.len() > limits::ROW_TEXT_BYTES;
        if long {
            Err(ErrorCode::TooLarge.into())
        } else {
            Ok(RawCell::Text(start as u32, self.text.len() as u32))
        }
    }
}

/// The header is row 1, objects follow it.
fn row_number(number: usize) -> u32 {
    u32::try_from(number + 2).unwrap_or(u32::MAX)
}

fn at(error: Error, number: usize) -> Error {
    error.at_row(row_number(number))
}
