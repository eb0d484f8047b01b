//! Rows of objects or arrays, wherever they are in the text: one pass collects their keys, another reads the
//! rows. Objects that hold lists of wider objects are groups: each row inside gets the group's own values, as
//! in a join.

use super::cells::KeyedCells;
use super::count;
use super::depth::Depth;
use super::parser::{JsonKind, LEVEL, Parser, Scalar, holds_objects, inside};
use crate::read::{Notice, Row, RowSink, Seen, SeenBy, TableStart, limits};
use crate::text::bytes::split;
use crate::{Error, ErrorCode};

/// Column for the keys whose values are the rows, or lists of rows.
const KEY: &[u8] = b"key";

/// A stretch of text whose consecutive values are rows.
#[derive(Debug, Clone, Copy, Default)]
pub struct Region<'a> {
    /// The text.
    pub text: &'a [u8],
    /// Each value ends with its line: a broken line does not affect the next.
    pub lines: bool,
    /// The values are members of an object, and the keys are more than row numbers.
    pub keyed: bool,
    /// Name of the list around the values, still escaped, if a person named it.
    pub under: &'a [u8],
}

/// A table stored by rows.
#[derive(Debug)]
pub struct Rows<'a> {
    /// The container's name in reports.
    pub format: &'static str,
    /// The key of the list, still escaped.
    pub name: &'a [u8],
    /// Names of the columns, still escaped, if they are given apart from the rows.
    pub head: Vec<&'a [u8]>,
    /// Where the rows are.
    pub regions: Vec<Region<'a>>,
}

impl<'a> Rows<'a> {
    /// Pushes the table to the sink.
    pub fn read(&self, start: TableStart, sink: &mut dyn RowSink) -> Result<(), Error> {
        let (mut cells, widths) = self.keys(0)?;
        let depth = Depth::of(&widths);
        if depth.groups > 0 {
            cells = self.keys(depth.groups)?.0;
        }
        if cells.kind.is_none() || (cells.kind == Some(JsonKind::Object) && cells.names.is_empty()) {
            return Err(ErrorCode::NoTable.into());
        }
        sink.table(start)?;
        cells.header(&self.head)?;
        let mut push = Push { cells: &mut cells, sink, number: 0, depth, path: Vec::new(), repeated: 0 };
        if !push.cells.cells.is_empty() {
            push.row()?;
        }
        let head = u64::from(push.number);
        self.each(&mut push)?;
        let items = self.regions.iter().map(|region| count::items(region.text, region.lines, depth));
        sink.seen(Seen { rows: head + items.sum::<u64>(), by: SeenBy::Objects })
    }

    /// The columns, including those of this many groups around the rows, and the width of each list's
    /// objects.
    fn keys(&self, groups: usize) -> Result<(KeyedCells, Vec<usize>), Error> {
        let mut cells = KeyedCells::of(self.name);
        let mut keys = Keys { cells: &mut cells, items: 0, groups, widths: Vec::new(), path: Vec::new() };
        self.each(&mut keys)?;
        let widths = keys.widths;
        Ok((cells, widths))
    }

    fn each(&self, take: &mut dyn Take<'a>) -> Result<(), Error> {
        for region in &self.regions {
            if region.lines {
                let lines = split(region.text, b'\n');
                lines.map(|text| Region { text, ..*region }).try_for_each(|line| line.each(take))?;
            } else {
                region.each(take)?;
            }
        }
        Ok(())
    }
}

impl<'a> Region<'a> {
    /// Passes each value to `take`. With `lines`, an error skips only the rest of its line.
    fn each(&self, take: &mut dyn Take<'a>) -> Result<(), Error> {
        let mut parser = Parser::new(self.text);
        while let Some(kind) = parser.kind() {
            match take.read(kind, &mut parser, self) {
                Ok(()) => {}
                Err(error) if self.lines && error.code == ErrorCode::DamagedFile => return take.broken(),
                Err(error) => return Err(take.place(error)),
            }
        }
        Ok(())
    }
}

/// Receives values one by one.
trait Take<'a> {
    /// Reads one value.
    fn read(&mut self, kind: JsonKind, parser: &mut Parser<'a>, region: &Region<'a>) -> Result<(), Error>;

    /// Handles a value that could not be read.
    fn broken(&mut self) -> Result<(), Error>;

    /// Adds the current row to an error.
    fn place(&self, error: Error) -> Error;
}

/// Collects the columns.
struct Keys<'c> {
    cells: &'c mut KeyedCells,
    items: u32,
    /// Groups around the rows.
    groups: usize,
    /// Most values that one object has, for each list.
    widths: Vec<usize>,
    path: Vec<u8>,
}

impl<'a> Take<'a> for Keys<'_> {
    fn read(&mut self, kind: JsonKind, parser: &mut Parser<'a>, region: &Region<'a>) -> Result<(), Error> {
        self.items = self.items.saturating_add(1);
        let key = parser.member_key()?;
        let kind = if key.is_some() { parser.kind().unwrap_or(JsonKind::Scalar) } else { kind };
        if region.keyed || !region.under.is_empty() {
            self.cells.note(KEY);
        }
        if kind != JsonKind::Object || self.cells.kind.is_some_and(|first| first != kind) {
            parser.skip_value()?;
        } else {
            self.object(parser, 0)?;
        }
        if kind != JsonKind::Scalar {
            self.cells.kind = self.cells.kind.or(Some(kind));
        }
        Ok(())
    }

    fn broken(&mut self) -> Result<(), Error> {
        Ok(())
    }

    fn place(&self, error: Error) -> Error {
        error.at_row(self.items.saturating_add(1))
    }
}

impl Keys<'_> {
    fn object(&mut self, parser: &mut Parser<'_>, level: usize) -> Result<(), Error> {
        self.cells.next = 0;
        set_level(&mut self.path, level);
        let (mut width, mut lists, groups) = (0, Vec::new(), self.groups);
        parser.object(&mut self.path, &mut |key, value| {
            let list = list_of_objects(value);
            lists.extend(list);
            width += usize::from(!matches!(value, Scalar::List(_)));
            if level < groups && list.is_some() {
                self.cells.name_list(level + 1, key);
            } else if level == groups || level < groups && !is_empty(value) {
                self.cells.note(key);
            }
            Ok(())
        })?;
        self.widths.resize(self.widths.len().max(level + 1), 0);
        if let Some(widest) = self.widths.get_mut(level) {
            *widest = width.max(*widest);
        }
        lists.into_iter().try_for_each(|list| self.list(list, level + 1))
    }

    fn list(&mut self, list: &[u8], level: usize) -> Result<(), Error> {
        let mut parser = Parser::new(inside(list));
        while let Some(kind) = parser.kind() {
            if kind == JsonKind::Object {
                self.object(&mut parser, level)?;
            } else {
                parser.skip_value()?;
            }
        }
        Ok(())
    }
}

/// Pushes the rows.
struct Push<'c, 's> {
    cells: &'c mut KeyedCells,
    sink: &'s mut dyn RowSink,
    number: u32,
    depth: Depth,
    path: Vec<u8>,
    /// Group cells repeated in rows so far.
    repeated: usize,
}

impl<'a> Take<'a> for Push<'_, '_> {
    fn read(&mut self, kind: JsonKind, parser: &mut Parser<'a>, region: &Region<'a>) -> Result<(), Error> {
        self.cells.clear();
        let key = parser.member_key()?;
        let kind = if key.is_some() { parser.kind().unwrap_or(JsonKind::Scalar) } else { kind };
        let key = if region.under.is_empty() { key.filter(|_| region.keyed) } else { Some(region.under) };
        if let Some(key) = key {
            self.cells.put(KEY, Scalar::Text(key))?;
        }
        if self.cells.kind != Some(kind) {
            parser.skip_value()?;
            return self.broken();
        }
        if kind == JsonKind::Object {
            return self.object(parser, 0);
        }
        parser.items(&mut |index, value| self.cells.put_at(index, value))?;
        self.row()
    }

    fn broken(&mut self) -> Result<(), Error> {
        self.number = self.number.saturating_add(1);
        self.sink.notice(Notice::NotARow(self.number))
    }

    fn place(&self, error: Error) -> Error {
        error.at_row(self.number.saturating_add(1))
    }
}

impl Push<'_, '_> {
    fn row(&mut self) -> Result<(), Error> {
        self.number = self.number.saturating_add(1);
        self.sink.row(Row::new(self.number, &self.cells.text, &[], &self.cells.cells))
    }

    /// Reads an object: a row, or a group if any of its lists holds rows.
    fn object(&mut self, parser: &mut Parser<'_>, level: usize) -> Result<(), Error> {
        set_level(&mut self.path, level);
        let is_group = level < self.depth.groups;
        let (mut lists, watched) = (Vec::new(), is_group || self.depth.doubtful);
        parser.object(&mut self.path, &mut |key, value| {
            let list = list_of_objects(value).filter(|_| watched);
            lists.extend(list);
            if list.is_some() && is_group { Ok(()) } else { self.cells.put(key, value) }
        })?;
        if !is_group || lists.is_empty() {
            self.row()?;
        }
        lists.into_iter().try_for_each(|list| self.list(list, level + 1))
    }

    /// Pushes the rows of a list in a group; for a list in a row, reports its items as not read as rows.
    fn list(&mut self, list: &[u8], level: usize) -> Result<(), Error> {
        let (group, text) = (self.cells.cells.clone(), self.cells.text.len());
        let mut parser = Parser::new(inside(list));
        while let Some(kind) = parser.kind() {
            if kind == JsonKind::Object && level <= self.depth.groups {
                self.repeated += group.len();
                if self.repeated > limits::REPEATED_CELLS {
                    return Err(ErrorCode::TooLarge.into());
                }
                self.object(&mut parser, level)?;
                self.cells.cells.clone_from(&group);
                self.cells.text.truncate(text);
            } else {
                parser.skip_value()?;
                self.broken()?;
            }
        }
        Ok(())
    }
}

fn list_of_objects(value: Scalar<'_>) -> Option<&[u8]> {
    match value {
        Scalar::List(list) if holds_objects(list) => Some(list),
        _ => None,
    }
}

fn is_empty(value: Scalar<'_>) -> bool {
    matches!(value, Scalar::List(list) if inside(list).trim_ascii().is_empty())
}

fn set_level(path: &mut Vec<u8>, level: usize) {
    path.clear();
    path.resize(level, LEVEL);
}
