//! Columns by key, and the cells of the current row.

use super::parser::{self, JOINT, JsonKind, LEVEL, Scalar};
use crate::read::number;
use crate::read::{RawCell, limits};
use crate::text::bytes::same;
use crate::{Error, ErrorCode};
use std::collections::BTreeMap;

/// A number with more digits is read as text: it is a code that lost its quotes.
const DIGITS: usize = 15;
/// Keys whose text names the object that contains them, best first.
const LEAVES: [&str; 7] = ["ten", "name", "title", "label", "text", "display", "value"];

/// Columns by key, and the current row.
#[derive(Debug, Default)]
pub struct KeyedCells {
    /// Kind of the first value; only values of this kind are rows.
    pub kind: Option<JsonKind>,
    by_key: BTreeMap<Vec<u8>, usize>,
    pub names: Vec<Vec<u8>>,
    /// Names of the nested lists that hold the rows, outermost first.
    pub lists: Vec<Vec<u8>>,
    /// The column expected next if an object has its keys in the usual order.
    pub next: usize,
    /// Text of the current row's cells.
    pub text: Vec<u8>,
    /// Cells of the current row.
    pub cells: Vec<RawCell>,
}

impl KeyedCells {
    /// Starts without columns, for a list under this key.
    pub fn of(list: &[u8]) -> Self {
        let mut name = Vec::new();
        parser::unescape(list, &mut name);
        Self { lists: vec![name], ..Self::default() }
    }

    /// Clears the row; the columns stay.
    pub fn clear(&mut self) {
        self.text.clear();
        self.cells.clear();
        self.next = 0;
    }

    /// The column of a key.
    fn column(&mut self, key: &[u8]) -> Option<usize> {
        let expected = self.names.get(self.next).is_some_and(|name| same(name, key));
        let column = if expected { self.next } else { *self.by_key.get(key)? };
        self.next = column + 1;
        Some(column)
    }

    /// Adds a column for a key, unless it has one.
    pub fn note(&mut self, key: &[u8]) {
        if self.column(key).is_none() && self.names.len() < limits::COLUMNS {
            self.by_key.insert(key.to_vec(), self.names.len());
            self.names.push(key.to_vec());
            self.next = self.names.len();
        }
    }

    /// Names the list at this nesting level after the last key of `path`; only the first name is kept.
    pub fn name_list(&mut self, level: usize, path: &[u8]) {
        if self.lists.len() == level {
            let name = path.rsplit(|byte| matches!(*byte, JOINT | LEVEL)).next();
            self.lists.push(name.unwrap_or_default().to_vec());
        }
    }

    /// Fills the row with the header: the keys, then `names` (escaped, as in the file) over them.
    pub fn header(&mut self, names: &[&[u8]]) -> Result<(), Error> {
        self.clear();
        let keys = std::mem::take(&mut self.names);
        for key in &keys {
            let label = self.label(key);
            let cell = self.append(|text| text.extend_from_slice(&label))?;
            self.cells.push(cell);
        }
        self.names = keys;
        for (column, name) in names.iter().enumerate() {
            self.put_at(column, Scalar::Text(name))?;
        }
        Ok(())
    }

    /// Puts a value into its key's column; an unknown key is ignored.
    pub fn put(&mut self, key: &[u8], value: Scalar<'_>) -> Result<(), Error> {
        match self.column(key) {
            Some(column) => self.put_at(column, value),
            None => Ok(()),
        }
    }

    /// Puts a value into a column; columns beyond [`limits::COLUMNS`] are ignored.
    pub fn put_at(&mut self, column: usize, value: Scalar<'_>) -> Result<(), Error> {
        if column >= limits::COLUMNS {
            return Ok(());
        }
        let cell = match value {
            Scalar::Null => RawCell::Empty,
            Scalar::Plain(text) => self.append(|all| all.extend_from_slice(text))?,
            Scalar::Text(raw) => self.append(|text| parser::unescape(raw, text))?,
            Scalar::List(list) => {
                let start = self.text.len();
                parser::join(list, &mut self.text)?;
                self.appended(start)?
            }
            Scalar::Boolean(true) => self.append(|text| text.extend_from_slice(b"TRUE"))?,
            Scalar::Boolean(false) => self.append(|text| text.extend_from_slice(b"FALSE"))?,
            Scalar::Number(digits) => match number::parse(digits).filter(|_| is_number(digits)) {
                Some(number) => RawCell::Number(number),
                None => self.append(|text| text.extend_from_slice(digits))?,
            },
        };
        match self.cells.get_mut(column) {
            Some(place) => *place = cell,
            None => {
                self.cells.resize(column, RawCell::Empty);
                self.cells.push(cell);
            }
        }
        Ok(())
    }

    fn append(&mut self, add: impl FnOnce(&mut Vec<u8>)) -> Result<RawCell, Error> {
        let start = self.text.len();
        add(&mut self.text);
        self.appended(start)
    }

    fn appended(&self, start: usize) -> Result<RawCell, Error> {
        let long = self.text.len() - start > limits::RECORD_BYTES || self.text.len() > limits::ROW_TEXT_BYTES;
        if long {
            Err(ErrorCode::TooLarge.into())
        } else {
            Ok(RawCell::Text(start as u32, self.text.len() as u32))
        }
    }

    /// The header for a path. A group's column whose key only means "name" (see [`LEAVES`]) gets the name of
    /// the groups' list. One whose key also occurs in another list gets that name as a prefix.
    fn label(&self, path: &[u8]) -> Vec<u8> {
        let level = level(path);
        let key = path.get(level..).unwrap_or_default();
        let others = (0..=self.lists.len()).filter(|other| *other != level);
        let taken = || others.map(|other| at_level(other, key)).any(|path| self.by_key.contains_key(&path));
        let is_name = LEAVES.iter().any(|leaf| leaf.as_bytes() == key);
        let list = self.lists.get(level).filter(|list| !list.is_empty());
        let label = match list.filter(|_| level + 1 < self.lists.len() && (is_name || taken())) {
            Some(list) if is_name => list.clone(),
            Some(list) => [list.as_slice(), key].join(&JOINT),
            None => shortened(path, &self.by_key).get(level..).unwrap_or_default().to_vec(),
        };
        label.into_iter().map(|byte| if byte == JOINT { b' ' } else { byte }).collect()
    }
}

/// Nesting level of the list whose objects a path starts in; 0 is the outermost.
fn level(path: &[u8]) -> usize {
    path.iter().take_while(|byte| **byte == LEVEL).count()
}

/// A key, or the start of one, in the objects of the list at this nesting level.
fn at_level(level: usize, key: &[u8]) -> Vec<u8> {
    let mut path = vec![LEVEL; level];
    path.extend_from_slice(key);
    path
}

/// Drops a last key that only means "name", if the shorter path is still unique and the object has no better
/// name.
fn shortened<'a>(path: &'a [u8], all: &BTreeMap<Vec<u8>, usize>) -> &'a [u8] {
    let Some(joint) = path.iter().rposition(|byte| *byte == JOINT) else { return path };
    let (object, leaf) = path.split_at_checked(joint).unwrap_or_default();
    let named = |names: &[&str]| names.iter().position(|name| leaf.get(1..) == Some(name.as_bytes()));
    let Some(place) = named(&LEAVES) else { return path };
    let taken = |leaf: &str| all.contains_key(&[object, &[JOINT], leaf.as_bytes()].concat());
    let better = LEAVES.iter().take(place).any(|leaf| taken(leaf));
    if better || all.contains_key(object) { path } else { object }
}

/// False for a code that lost its quotes: too long to be kept exactly, or with a leading zero.
fn is_number(digits: &[u8]) -> bool {
    digits.len() <= DIGITS && !matches!(digits, [b'0', b'0'..=b'9', ..])
}
