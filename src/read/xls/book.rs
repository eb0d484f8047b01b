//! The globals of a workbook, which precede its sheets: the list of sheets, the shared strings, and which
//! cell formats show dates.

use super::lock;
use super::records::{Pieces, Record, Records, Script, id, offset};
use crate::read::bytes::{u16_at, u32_at};
use crate::read::memory::{Lease, Memory};
use crate::read::workbook::styles::{is_date, shows_date};
use crate::read::{Epoch, limits};
use crate::{Error, ErrorCode, ErrorDetail};
use std::collections::BTreeMap;

/// A worksheet.
#[derive(Debug)]
pub struct ListedSheet {
    /// Name on the tab.
    pub name: String,
    /// Its offset in the stream.
    pub at: usize,
    /// The workbook hides it.
    pub hidden: bool,
}

/// The workbook's globals.
#[derive(Debug)]
pub struct XlsBook {
    /// The worksheets.
    pub sheets: Vec<ListedSheet>,
    /// True if it was not saved by a Microsoft program.
    pub generated: bool,
    /// Epoch of date serials.
    pub epoch: Epoch,
    /// How strings are stored.
    pub script: Script,
    /// All shared strings, one after another.
    pub text: Vec<u8>,
    /// Range of each of them in `text`.
    pub spans: Vec<(u32, u32)>,
    /// Number format of each cell format.
    formats: Vec<u32>,
    /// The workbook's own number formats, and whether they show dates.
    custom: BTreeMap<u32, bool>,
    /// Memory of the shared strings.
    lease: Lease,
}

impl XlsBook {
    /// Reads the globals at the start of a stream.
    pub fn read(stream: &[u8], memory: &Memory) -> Result<Self, Error> {
        let mut records = Records(stream);
        let first = records.next().filter(|first| first.id == id::BOF).ok_or_else(older)?;
        let mut book = Self::new(first.data, memory)?;
        while let Some(record) = records.next() {
            match record.id {
                id::EOF => break,
                id::FILE_PASS => return Err(locked(record.data)),
                id::SST => book.strings(records.continued(record))?,
                _ => book.record(record)?,
            }
        }
        Ok(book)
    }

    fn new(version: &[u8], memory: &Memory) -> Result<Self, Error> {
        let script = match u16_at(version, 0) {
            Some(0x600) => Script::Unicode,
            Some(0x500) => Script::Bytes { vietnamese: false },
            _ => return Err(older()),
        };
        Ok(Self {
            sheets: Vec::new(),
            generated: u32_at(version, 8) == Some(0),
            epoch: Epoch::Y1900,
            script,
            text: Vec::new(),
            spans: Vec::new(),
            formats: Vec::new(),
            custom: BTreeMap::new(),
            lease: memory.lease(),
        })
    }

    fn record(&mut self, record: Record<'_>) -> Result<(), Error> {
        let number = |at| u16_at(record.data, at);
        match record.id {
            id::DATE_MODE if number(0) == Some(1) => self.epoch = Epoch::Y1904,
            id::CODE_PAGE if number(0) == Some(1258) && self.script != Script::Unicode => {
                self.script = Script::Bytes { vietnamese: true };
            }
            id::BOUND_SHEET => self.sheet(record.data)?,
            id::XF => self.formats.extend(number(2).map(u32::from)),
            id::FORMAT => self.format(record.data),
            _ => {}
        }
        let most = self.formats.len().max(self.custom.len());
        if most > limits::CELL_FORMATS { Err(ErrorCode::TooLarge.into()) } else { Ok(()) }
    }

    /// Adds a sheet of cells; charts, macros and dialogs are left out.
    fn sheet(&mut self, data: &[u8]) -> Result<(), Error> {
        if data.get(5) != Some(&0) {
            return Ok(());
        }
        if self.sheets.len() >= limits::SHEETS {
            return Err(ErrorCode::TooLarge.into());
        }
        let name = self.text_of(data.get(6..).unwrap_or_default(), true);
        let at = offset(data).filter(|at| self.sheets.iter().all(|other| other.at != *at));
        let hidden = data.get(4).is_some_and(|state| state & 3 != 0);
        self.sheets.push(ListedSheet { name, at: at.ok_or(ErrorCode::DamagedFile)?, hidden });
        Ok(())
    }

    fn format(&mut self, data: &[u8]) {
        let Some(number) = u16_at(data, 0) else { return };
        let code = self.text_of(data.get(2..).unwrap_or_default(), self.script != Script::Unicode);
        self.custom.insert(number.into(), shows_date(&code));
    }

    fn text_of(&self, data: &[u8], short: bool) -> String {
        let mut text = Vec::new();
        // The beginning of a truncated string is enough for a name.
        let _whole = Pieces::one(data).string(self.script, short, &mut text);
        String::from_utf8_lossy(&text).into_owned()
    }

    /// Reads the shared strings. The counts at the start of the table are not trusted: it is read to its end.
    fn strings(&mut self, mut pieces: Pieces<'_>) -> Result<(), Error> {
        if pieces.skip(8).is_none() {
            return Ok(());
        }
        while !pieces.is_done() {
            let start = self.text.len() as u32;
            let whole = pieces.string(self.script, false, &mut self.text);
            if self.text.len() > limits::SHARED_TEXT_BYTES || self.spans.len() >= limits::HELD_CELLS {
                return Err(ErrorCode::TooLarge.into());
            }
            self.spans.push((start, self.text.len() as u32));
            self.lease.cover(self.text.capacity() + self.spans.capacity() * size_of::<(u32, u32)>())?;
            if whole.is_none() {
                break;
            }
        }
        Ok(())
    }

    /// True if cells of this format show dates.
    pub fn is_date(&self, format: u16) -> bool {
        is_date(self.formats.get(usize::from(format)).copied(), &self.custom)
    }
}

/// The error for a workbook locked by this record.
fn locked(lock: &[u8]) -> Error {
    let by_default = lock::is_default(lock);
    if by_default { ErrorCode::DefaultPassword.into() } else { ErrorCode::EncryptedFile.into() }
}

fn older() -> Error {
    Error::new(ErrorCode::UnsupportedFormat).because(ErrorDetail::OldExcel)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn book() -> XlsBook {
        XlsBook::new(&0x600_u16.to_le_bytes(), &Memory::default()).unwrap()
    }

    /// Reads this many shared strings of one letter each into a book.
    fn strings(mut book: XlsBook, count: usize) -> Result<XlsBook, ErrorCode> {
        let table = [&[0; 8][..], &b"\x01\0\0x".repeat(count)].concat();
        let read = book.strings(Pieces::one(&table));
        read.map(|()| book).map_err(|error| error.code)
    }

    #[test]
    fn shared_strings_are_held_up_to_a_limit() {
        let most = limits::SHARED_TEXT_BYTES;
        assert!(strings(XlsBook { text: vec![0; most - 1], ..book() }, 1).is_ok());
        let full = strings(XlsBook { text: vec![0; most], ..book() }, 1);
        assert_eq!(full.unwrap_err(), ErrorCode::TooLarge);
    }

    #[test]
    fn the_number_of_shared_strings_is_limited() {
        let with = |count| XlsBook { spans: vec![(0, 0); count], ..book() };
        assert_eq!(strings(with(limits::HELD_CELLS - 1), 1).unwrap().spans.len(), limits::HELD_CELLS);
        assert_eq!(strings(with(limits::HELD_CELLS), 1).unwrap_err(), ErrorCode::TooLarge);
    }

    #[test]
    fn the_number_of_cell_formats_is_limited() {
        let format = Record { id: id::XF, data: &[0; 20] };
        let mut book = XlsBook { formats: vec![0; limits::CELL_FORMATS - 1], ..book() };
        assert!(book.record(format).is_ok());
        assert_eq!(book.record(format).unwrap_err().code, ErrorCode::TooLarge);
    }
}
