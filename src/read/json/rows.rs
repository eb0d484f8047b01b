//! Rows of objects or arrays, wherever they stand: first what keys they have, then the rows themselves.

use super::count;
use super::parser::{self, JOINT, Kind, Parser, Scalar};
use crate::read::workbook::number;
use crate::read::{Notice, RawCell, Row, RowSink, Seen, SeenBy, TableStart, limits};
use crate::{Error, ErrorCode};
use std::collections::BTreeMap;

/// Digits up to which a number is one; longer ones are codes that lost their quotes.
const DIGITS: usize = 15;
/// Keys whose text stands for the object that they lie in, best first.
const LEAVES: [&str; 7] = ["ten", "name", "title", "label", "text", "display", "value"];
/// Column of the keys whose values are the rows.
const KEY: &[u8] = b"key";

/// A stretch of text whose values, side by side, are rows.
#[derive(Debug, Clone, Copy)]
pub struct Region<'a> {
    /// The text.
    pub text: &'a [u8],
    /// A value ends with its line: what is broken in one does not reach the next.
    pub lines: bool,
    /// The values are members of an object whose keys say more than their number.
    pub keyed: bool,
}

/// A table by rows.
#[derive(Debug)]
pub struct Rows<'a> {
    /// The container's name in reports.
    pub format: &'static str,
    /// Names of the columns, as they are written, if they stand apart.
    pub head: Vec<&'a [u8]>,
    /// Where the rows stand.
    pub regions: Vec<Region<'a>>,
}

impl Rows<'_> {
    /// Pushes the table.
    pub fn read(&self, sink: &mut dyn RowSink) -> Result<(), Error> {
        let mut cells = Cells::default();
        self.each(&mut Keys { cells: &mut cells, items: 0 })?;
        if cells.kind.is_none() || (cells.kind == Some(Kind::Object) && cells.names.is_empty()) {
            return Err(ErrorCode::NoTable.into());
        }
        sink.table(start(self.format))?;
        cells.header(&self.head)?;
        let mut number = 0;
        if !cells.cells.is_empty() {
            number = 1;
            sink.row(Row::new(number, &cells.text, &[], &cells.cells))?;
        }
        let head = u64::from(number);
        self.each(&mut Push { cells: &mut cells, sink, number })?;
        let items = self.regions.iter().map(|region| count::items(region.text, region.lines));
        sink.seen(Seen { rows: head + items.sum::<u64>(), by: SeenBy::Objects })
    }

    fn each(&self, take: &mut dyn Take) -> Result<(), Error> {
        for region in &self.regions {
            if region.lines {
                let lines = region.text.split(|byte| *byte == b'\n');
                lines.map(|text| Region { text, ..*region }).try_for_each(|line| line.each(take))?;
            } else {
                region.each(take)?;
            }
        }
        Ok(())
    }
}

/// What the container says of a JSON table.
pub fn start(format: &'static str) -> TableStart {
    TableStart { format, encoding: Some("UTF-8".to_owned()), ..TableStart::default() }
}

impl Region<'_> {
    /// Gives each value; what is broken in a line ends that line.
    fn each(&self, take: &mut dyn Take) -> Result<(), Error> {
        let mut parser = Parser::new(self.text);
        while let Some(kind) = parser.kind() {
            match take.read(kind, &mut parser, self.keyed) {
                Ok(fits) => take.end(fits)?,
                Err(error) if self.lines && error.code == ErrorCode::DamagedFile => return take.end(false),
                Err(error) => return Err(take.place(error)),
            }
        }
        Ok(())
    }
}

/// Takes values one after the other.
trait Take {
    /// Reads one; false if it is no row of this table.
    fn read(&mut self, kind: Kind, parser: &mut Parser<'_>, keyed: bool) -> Result<bool, Error>;

    /// It is read, and is a row or none.
    fn end(&mut self, fits: bool) -> Result<(), Error>;

    /// Says at which row an error lies.
    fn place(&self, error: Error) -> Error;
}

/// Columns by key, and the row at hand.
#[derive(Debug, Default)]
pub struct Cells {
    /// What the first value is; only such values are rows.
    kind: Option<Kind>,
    by_key: BTreeMap<Vec<u8>, usize>,
    names: Vec<Vec<u8>>,
    /// The column that comes next if an object has its keys in the usual order.
    next: usize,
    /// Text of the row's cells.
    pub text: Vec<u8>,
    /// The row's cells.
    pub cells: Vec<RawCell>,
}

/// Finds the columns.
struct Keys<'c> {
    cells: &'c mut Cells,
    items: u32,
}

impl Take for Keys<'_> {
    fn read(&mut self, kind: Kind, parser: &mut Parser<'_>, keyed: bool) -> Result<bool, Error> {
        self.cells.next = 0;
        let key = parser.member_key()?;
        let kind = if key.is_some() { parser.kind().unwrap_or(Kind::Scalar) } else { kind };
        if keyed {
            self.cells.note(KEY);
        }
        if kind != Kind::Object || self.cells.kind.is_some_and(|first| first != kind) {
            parser.skip_value()?;
        } else {
            parser.object(&mut Vec::new(), &mut |key, _| {
                self.cells.note(key);
                Ok(())
            })?;
        }
        if kind != Kind::Scalar {
            self.cells.kind = self.cells.kind.or(Some(kind));
        }
        Ok(true)
    }

    fn end(&mut self, _: bool) -> Result<(), Error> {
        self.items = self.items.saturating_add(1);
        Ok(())
    }

    fn place(&self, error: Error) -> Error {
        error.at_row(self.items.saturating_add(2))
    }
}

/// Pushes the rows.
struct Push<'c, 's> {
    cells: &'c mut Cells,
    sink: &'s mut dyn RowSink,
    number: u32,
}

impl Take for Push<'_, '_> {
    fn read(&mut self, kind: Kind, parser: &mut Parser<'_>, keyed: bool) -> Result<bool, Error> {
        self.cells.clear();
        let key = parser.member_key()?;
        let kind = if key.is_some() { parser.kind().unwrap_or(Kind::Scalar) } else { kind };
        if let Some(key) = key.filter(|_| keyed) {
            self.cells.put(KEY, Scalar::Text(key))?;
        }
        if self.cells.kind != Some(kind) {
            parser.skip_value()?;
            return Ok(false);
        }
        if kind == Kind::Object {
            parser.object(&mut Vec::new(), &mut |key, value| self.cells.put(key, value))?;
        } else {
            parser.items(&mut |index, value| self.cells.put_at(index, value))?;
        }
        Ok(true)
    }

    fn end(&mut self, fits: bool) -> Result<(), Error> {
        self.number = self.number.saturating_add(1);
        if fits {
            self.sink.row(Row::new(self.number, &self.cells.text, &[], &self.cells.cells))
        } else {
            self.sink.notice(Notice::NotARow(self.number))
        }
    }

    fn place(&self, error: Error) -> Error {
        error.at_row(self.number.saturating_add(1))
    }
}

impl Cells {
    /// Empties the row.
    pub fn clear(&mut self) {
        self.text.clear();
        self.cells.clear();
        self.next = 0;
    }

    /// The column of a key.
    fn column(&mut self, key: &[u8]) -> Option<usize> {
        let expected = self.names.get(self.next).is_some_and(|name| name == key);
        let column = if expected { self.next } else { *self.by_key.get(key)? };
        self.next = column + 1;
        Some(column)
    }

    fn note(&mut self, key: &[u8]) {
        if self.column(key).is_none() && self.names.len() < limits::COLUMNS {
            self.by_key.insert(key.to_vec(), self.names.len());
            self.names.push(key.to_vec());
            self.next = self.names.len();
        }
    }

    /// Makes the header row, of the keys or of names that are written so.
    pub fn header(&mut self, names: &[&[u8]]) -> Result<(), Error> {
        self.clear();
        let keys = std::mem::take(&mut self.names);
        for key in &keys {
            let label = label(key, &self.by_key).iter().map(|byte| if *byte == JOINT { b' ' } else { *byte });
            let label: Vec<u8> = label.collect();
            let cell = self.append(|text| text.extend_from_slice(&label))?;
            self.cells.push(cell);
        }
        self.names = keys;
        for (column, name) in names.iter().enumerate() {
            self.put_at(column, Scalar::Text(name))?;
        }
        Ok(())
    }

    fn put(&mut self, key: &[u8], value: Scalar<'_>) -> Result<(), Error> {
        match self.column(key) {
            Some(column) => self.put_at(column, value),
            None => Ok(()),
        }
    }

    /// Puts a value into a column.
    pub fn put_at(&mut self, column: usize, value: Scalar<'_>) -> Result<(), Error> {
        if column >= limits::COLUMNS {
            return Ok(());
        }
        let cell = match value {
            Scalar::Null => RawCell::Empty,
            Scalar::Text(raw) => self.append(|text| parser::unescape(raw, text))?,
            Scalar::Boolean(true) => self.append(|text| text.extend_from_slice(b"TRUE"))?,
            Scalar::Boolean(false) => self.append(|text| text.extend_from_slice(b"FALSE"))?,
            Scalar::Number(digits) => match number::parse(digits).filter(|_| is_number(digits)) {
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

/// A path as a header: without a last key that says only that the text is the object's name, where this leaves it
/// different from all others.
fn label<'a>(path: &'a [u8], all: &BTreeMap<Vec<u8>, usize>) -> &'a [u8] {
    let Some(joint) = path.iter().rposition(|byte| *byte == JOINT) else { return path };
    let (object, leaf) = path.split_at_checked(joint).unwrap_or_default();
    let named = |names: &[&str]| names.iter().position(|name| leaf.get(1..) == Some(name.as_bytes()));
    let Some(place) = named(&LEAVES) else { return path };
    let taken = |leaf: &str| all.contains_key(&[object, &[JOINT], leaf.as_bytes()].concat());
    let better = LEAVES.iter().take(place).any(|leaf| taken(leaf));
    if better || all.contains_key(object) { path } else { object }
}

/// A code that lost its quotes is none: too long to be kept exactly, or with a zero in front.
fn is_number(digits: &[u8]) -> bool {
    digits.len() <= DIGITS && !matches!(digits, [b'0', b'0'..=b'9', ..])
}
