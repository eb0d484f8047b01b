//! The directory of an Arrow file and the blocks that it names. arrow-ipc verifies the flatbuffers; where they point to
//! in the file is checked here. Blocks must follow each other, so that none is read twice.

use super::column::{Column, Kind};
use crate::read::bytes::u32_at;
use crate::read::limits;
use crate::{Error, ErrorCode};
use arrow_ipc::{
    Block, Endianness, Field as IpcField, Footer, KeyValue, Message, RecordBatch, Schema, root_as_footer,
    root_as_message,
};

const MAGIC: &[u8] = b"ARROW1";
/// Stands before a message's length, since format version 5.
const CONTINUES: u32 = u32::MAX;

/// A file whose directory was verified.
pub struct File<'a> {
    bytes: &'a [u8],
    footer: Footer<'a>,
    schema: Schema<'a>,
}

/// One column of every block.
#[derive(Debug, Clone, Copy)]
pub struct Field<'a> {
    pub name: &'a str,
    /// What its values are; of a dictionary's, what its words are.
    pub kind: Kind,
    /// Number of the dictionary, and how the block gives places in it.
    pub words: Option<(i64, Kind)>,
}

/// A block: its bytes in the file, where these begin, and what says where in them the columns are.
struct Body<'a> {
    bytes: &'a [u8],
    start: usize,
}

impl<'a> File<'a> {
    /// Finds and verifies the directory.
    pub fn open(bytes: &'a [u8]) -> Result<Self, Error> {
        let footer = footer(bytes).ok_or(ErrorCode::DamagedFile)?;
        let footer = root_as_footer(footer).map_err(|_| ErrorCode::DamagedFile)?;
        let schema = footer.schema().ok_or(ErrorCode::DamagedFile)?;
        if schema.endianness() != Endianness::Little {
            return Err(ErrorCode::UnsupportedFormat.into());
        }
        Ok(Self { bytes, footer, schema })
    }

    /// The columns in their order.
    pub fn fields(&self) -> Result<Vec<Field<'a>>, Error> {
        let fields = self.schema.fields().ok_or(ErrorCode::NoTable)?;
        if fields.len() > limits::COLUMNS {
            return Err(ErrorCode::TooLarge.into());
        }
        let fields = fields.iter().map(|field| Field::of(field)).collect::<Result<Vec<_>, _>>()?;
        // Rows of columns that are all left out would not be bounded by the file.
        if fields.iter().any(|field| field.kind.is_read()) {
            Ok(fields)
        } else {
            Err(ErrorCode::NoTable.into())
        }
    }

    /// What hoso's own export says of itself.
    pub fn about(&self) -> Option<&'a str> {
        let about = |pair: &KeyValue<'a>| pair.key() == Some("hoso");
        self.schema.custom_metadata()?.iter().find(about)?.value()
    }

    /// Gives every dictionary, its words as a column.
    pub fn dictionaries(
        &self,
        fields: &[Field<'_>],
        mut give: impl FnMut(i64, Column<'a>),
    ) -> Result<(), Error> {
        let mut end = 0;
        for block in self.footer.dictionaries().into_iter().flatten() {
            let (message, body) = self.block(block, &mut end)?;
            let batch = message.header_as_dictionary_batch().ok_or(ErrorCode::DamagedFile)?;
            let words = fields.iter().find(|field| field.words.is_some_and(|(id, _)| id == batch.id()));
            let (Some(words), false) = (words, batch.isDelta()) else {
                return Err(ErrorCode::UnsupportedFormat.into());
            };
            let data = batch.data().ok_or(ErrorCode::DamagedFile)?;
            let words = Field { words: None, ..*words };
            let mut columns = columns(&data, &body, &[words])?;
            give(batch.id(), columns.pop().ok_or(ErrorCode::DamagedFile)?);
        }
        Ok(())
    }

    /// Gives every block of rows: its columns, and how many rows.
    pub fn blocks(
        &self,
        fields: &[Field<'_>],
        mut give: impl FnMut(&[Column<'a>], usize) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let mut end = 0;
        for block in self.footer.recordBatches().into_iter().flatten() {
            let (message, body) = self.block(block, &mut end)?;
            let batch = message.header_as_record_batch().ok_or(ErrorCode::DamagedFile)?;
            give(&columns(&batch, &body, fields)?, length(batch.length())?)?;
        }
        Ok(())
    }

    /// The message of a block that begins at or behind `end`, and its body.
    fn block(&self, block: &Block, end: &mut usize) -> Result<(Message<'a>, Body<'a>), Error> {
        let (from, body) = (length(block.offset())?, length(block.bodyLength())?);
        let start = from.checked_add(length(block.metaDataLength().into())?).ok_or(ErrorCode::DamagedFile)?;
        let head = self.bytes.get(from..start).filter(|_| from >= *end).ok_or(ErrorCode::DamagedFile)?;
        let prefix = if u32_at(head, 0) == Some(CONTINUES) { 8 } else { 4 };
        let message = root_as_message(head.get(prefix..).unwrap_or_default());
        let message = message.map_err(|_| ErrorCode::DamagedFile)?;
        *end = start.checked_add(body).ok_or(ErrorCode::DamagedFile)?;
        let bytes = self.bytes.get(start..*end).ok_or(ErrorCode::DamagedFile)?;
        Ok((message, Body { bytes, start }))
    }
}

/// The directory's bytes: its length and the magic stand behind it.
fn footer(bytes: &[u8]) -> Option<&[u8]> {
    let end = bytes.strip_suffix(MAGIC)?.len().checked_sub(4)?;
    let length = usize::try_from(u32_at(bytes, end)?).ok()?;
    bytes.get(end.checked_sub(length)?..end)
}

/// A length or place that a file claims.
fn length(claimed: i64) -> Result<usize, Error> {
    usize::try_from(claimed).map_err(|_| ErrorCode::DamagedFile.into())
}

/// The columns of a block. Each takes its buffers from the list in turn: which rows are null, then values; of texts,
/// where each begins, then the letters.
fn columns<'a>(
    batch: &RecordBatch<'a>,
    body: &Body<'a>,
    fields: &[Field<'_>],
) -> Result<Vec<Column<'a>>, Error> {
    if batch.compression().is_some() {
        return Err(
            Error::new(ErrorCode::UnsupportedFormat).detail("Tệp Arrow bị nén; hãy lưu lại không nén.")
        );
    }
    let rows = length(batch.length())?;
    let mut buffers = batch.buffers().into_iter().flatten().map(|buffer| {
        let start = length(buffer.offset())?;
        let end = start.checked_add(length(buffer.length())?).ok_or(ErrorCode::DamagedFile)?;
        Ok((body.start + start, body.bytes.get(start..end).ok_or(ErrorCode::DamagedFile)?))
    });
    let mut next = || buffers.next().unwrap_or(Err(ErrorCode::DamagedFile.into()));
    fields.iter().map(|field| Column::take(field, rows, &mut next)).collect()
}

impl<'a> Field<'a> {
    fn of(field: IpcField<'a>) -> Result<Self, Error> {
        let inner = field.children().is_some_and(|children| !children.is_empty());
        let kind = Kind::of(&field).filter(|_| !inner).ok_or(ErrorCode::UnsupportedFormat)?;
        let words = field.dictionary().map(|words| (words.id(), Kind::of_index(&words)));
        Ok(Self { name: field.name().unwrap_or_default(), kind, words })
    }
}
