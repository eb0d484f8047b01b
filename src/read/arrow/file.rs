//! The directory of an Arrow file and the blocks it lists ([Arrow columnar format], "IPC file format"). Slots
//! are numbered as in Arrow's own File.fbs, Schema.fbs and Message.fbs. Blocks must not overlap and must be
//! in order, so that none is read twice.
//!
//! [Arrow columnar format]: https://arrow.apache.org/docs/format/Columnar.html

use super::column::ArrowColumn;
use super::field::ArrowField;
use super::flat::FlatTable;
use crate::read::bytes::{u32_at, u64_at};
use crate::read::limits;
use crate::{Error, ErrorCode, ErrorDetail};

const MAGIC: &[u8] = b"ARROW1";
/// Precedes a message's length, since format version 5.
const CONTINUES: u32 = u32::MAX;

/// Bytes of a block's entry in the directory: its offset, and the lengths of its head and its body.
const BLOCK: usize = 24;
/// Bytes of a buffer's entry: its offset in the body, and its length.
const BUFFER: usize = 16;
/// Message types.
const DICTIONARY: u8 = 2;
const ROWS: u8 = 3;

/// A file and its directory.
pub struct ArrowFile<'a> {
    bytes: &'a [u8],
    footer: FlatTable<'a>,
    schema: FlatTable<'a>,
}

/// A block: its bytes in the file, and their offset.
struct MessageBody<'a> {
    bytes: &'a [u8],
    start: usize,
}

impl<'a> ArrowFile<'a> {
    /// Finds the directory.
    pub fn open(bytes: &'a [u8]) -> Result<Self, Error> {
        let footer = footer(bytes).and_then(FlatTable::root).ok_or(ErrorCode::DamagedFile)?;
        let schema = footer.table(1).ok_or(ErrorCode::DamagedFile)?;
        // Big-endian numbers.
        if schema.short(0).unwrap_or(0) != 0 {
            return Err(ErrorCode::UnsupportedFormat.into());
        }
        Ok(Self { bytes, footer, schema })
    }

    /// The columns in order.
    pub fn fields(&self) -> Result<Vec<ArrowField<'a>>, Error> {
        let fields = self.schema.tables(1).ok_or(ErrorCode::NoTable)?;
        if fields.len() > limits::COLUMNS {
            return Err(ErrorCode::TooLarge.into());
        }
        let fields = fields.map(|field| ArrowField::of(field.ok_or(ErrorCode::DamagedFile)?));
        let fields = fields.collect::<Result<Vec<_>, Error>>()?;
        // If all columns were left out, the file's size would not limit the number of rows.
        if fields.iter().any(|field| field.kind.is_read()) {
            Ok(fields)
        } else {
            Err(ErrorCode::NoTable.into())
        }
    }

    /// The metadata that hoso's own export adds.
    pub fn about(&self) -> Option<&'a str> {
        self.schema.tables(2)?.flatten().find(|pair| pair.text(0) == Some("hoso"))?.text(1)
    }

    /// Passes every dictionary to `give`, its values as a column.
    pub fn dictionaries(
        &self,
        fields: &[ArrowField<'_>],
        mut give: impl FnMut(u64, ArrowColumn<'a>),
    ) -> Result<(), Error> {
        self.each(2, DICTIONARY, |dictionary, body| {
            let id = dictionary.long(0).unwrap_or(0);
            let words = fields.iter().find(|field| field.words.is_some_and(|(named, _)| named == id));
            let added_to = dictionary.byte(2).unwrap_or(0) != 0;
            let words = words.filter(|_| !added_to).ok_or(ErrorCode::UnsupportedFormat)?;
            let data = dictionary.table(1).ok_or(ErrorCode::DamagedFile)?;
            let mut columns = columns(data, body, &[ArrowField { words: None, ..*words }])?;
            give(id, columns.pop().ok_or(ErrorCode::DamagedFile)?);
            Ok(())
        })
    }

    /// Passes every block of rows to `give`: its columns, and the number of rows.
    pub fn blocks(
        &self,
        fields: &[ArrowField<'_>],
        mut give: impl FnMut(&[ArrowColumn<'a>], usize) -> Result<(), Error>,
    ) -> Result<(), Error> {
        self.each(3, ROWS, |batch, body| give(&columns(batch, body, fields)?, rows(batch)?))
    }

    /// The messages of one of the directory's block lists, each with its body.
    fn each(
        &self,
        slot: usize,
        kind: u8,
        mut give: impl FnMut(FlatTable<'a>, &MessageBody<'a>) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let mut end = 0;
        let blocks = self.footer.vector(slot, BLOCK);
        for block in blocks.into_iter().flat_map(|blocks| blocks.items(BLOCK)) {
            let (message, body) = self.block(block, &mut end).ok_or(ErrorCode::DamagedFile)?;
            let header = message.table(2).filter(|_| message.byte(1) == Some(kind));
            give(header.ok_or(ErrorCode::DamagedFile)?, &body)?;
        }
        Ok(())
    }

    /// The message of a block that begins at or after `end`, and its body.
    fn block(&self, block: &[u8], end: &mut usize) -> Option<(FlatTable<'a>, MessageBody<'a>)> {
        let from = place(block, 0)?;
        let start = from.checked_add(usize::try_from(u32_at(block, 8)?).ok()?)?;
        let head = self.bytes.get(from..start).filter(|_| from >= *end)?;
        let prefix = if u32_at(head, 0) == Some(CONTINUES) { 8 } else { 4 };
        *end = start.checked_add(place(block, 16)?)?;
        Some((
            FlatTable::root(head.get(prefix..)?)?,
            MessageBody { bytes: self.bytes.get(start..*end)?, start },
        ))
    }
}

/// The directory's bytes, which are followed by their length and the magic number.
fn footer(bytes: &[u8]) -> Option<&[u8]> {
    let end = bytes.strip_suffix(MAGIC)?.len().checked_sub(4)?;
    let length = usize::try_from(u32_at(bytes, end)?).ok()?;
    bytes.get(end.checked_sub(length)?..end)
}

/// An offset or length that the file claims.
fn place(bytes: &[u8], at: usize) -> Option<usize> {
    usize::try_from(u64_at(bytes, at)?).ok()
}

/// Number of rows that a block claims; its columns check it.
fn rows(batch: FlatTable<'_>) -> Result<usize, Error> {
    usize::try_from(batch.long(0).unwrap_or(0)).map_err(|_| ErrorCode::DamagedFile.into())
}

/// The columns of a block. Each takes its buffers from the list in turn: validity bits, then values; for
/// texts, the offsets and then the bytes.
fn columns<'a>(
    batch: FlatTable<'a>,
    body: &MessageBody<'a>,
    fields: &[ArrowField<'_>],
) -> Result<Vec<ArrowColumn<'a>>, Error> {
    if batch.table(3).is_some() {
        return Err(Error::new(ErrorCode::UnsupportedFormat).because(ErrorDetail::CompressedArrow));
    }
    let rows = rows(batch)?;
    let buffers = batch.vector(2, BUFFER);
    let mut buffers = buffers.into_iter().flat_map(|buffers| buffers.items(BUFFER)).map(|buffer| {
        let (start, length) = (place(buffer, 0)?, place(buffer, 8)?);
        Some((body.start.checked_add(start)?, body.bytes.get(start..start.checked_add(length)?)?))
    });
    let mut next = || buffers.next().flatten().ok_or_else(|| ErrorCode::DamagedFile.into());
    fields.iter().map(|field| ArrowColumn::take(field, rows, &mut next)).collect()
}
