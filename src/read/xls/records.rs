//! The records of a BIFF stream ([MS-XLS] 2.1.4), and the strings in them, which may continue in the next
//! record.

use crate::read::bytes::{push, u16_at, u32_at};
use crate::text::legacy::{windows_1252, windows_1258};

/// Record numbers, by content.
pub mod id {
    pub const EOF: u16 = 0x0a;
    pub const DATE_MODE: u16 = 0x22;
    pub const FILE_PASS: u16 = 0x2f;
    pub const CONTINUE: u16 = 0x3c;
    pub const CODE_PAGE: u16 = 0x42;
    pub const BOUND_SHEET: u16 = 0x85;
    pub const MUL_RK: u16 = 0xbd;
    pub const MERGED_CELLS: u16 = 0xe5;
    pub const RICH_LABEL: u16 = 0xd6;
    pub const XF: u16 = 0xe0;
    pub const SST: u16 = 0xfc;
    pub const LABEL_SST: u16 = 0xfd;
    pub const DIMENSIONS: u16 = 0x200;
    pub const NUMBER: u16 = 0x203;
    pub const LABEL: u16 = 0x204;
    pub const BOOL_ERR: u16 = 0x205;
    pub const STRING: u16 = 0x207;
    pub const ROW: u16 = 0x208;
    pub const RK: u16 = 0x27e;
    pub const FORMAT: u16 = 0x41e;
    pub const BOF: u16 = 0x809;
    pub const FORMULAS: [u16; 3] = [0x06, 0x206, 0x406];
}

/// One record.
#[derive(Debug, Clone, Copy)]
pub struct Record<'a> {
    pub id: u16,
    pub data: &'a [u8],
}

/// Consecutive records; ends at the end of the stream, or at a truncated record.
#[derive(Debug, Clone)]
pub struct Records<'a>(pub &'a [u8]);

impl<'a> Iterator for Records<'a> {
    type Item = Record<'a>;

    fn next(&mut self) -> Option<Record<'a>> {
        let (id, length) = (u16_at(self.0, 0)?, usize::from(u16_at(self.0, 2)?));
        let data = self.0.get(4..4 + length)?;
        self.0 = self.0.get(4 + length..)?;
        Some(Record { id, data })
    }
}

impl<'a> Records<'a> {
    /// A record's data, with that of the records that continue it.
    pub fn continued(&mut self, record: Record<'a>) -> Pieces<'a> {
        let mut pieces = vec![record.data];
        while u16_at(self.0, 0) == Some(id::CONTINUE)
            && let Some(more) = self.next()
        {
            // An empty record takes only four bytes in the file, but would take more here.
            if !more.data.is_empty() {
                pieces.push(more.data);
            }
        }
        Pieces { pieces: pieces.into_iter(), here: &[] }.on()
    }
}

/// How the strings of a workbook are stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Script {
    /// BIFF8: UTF-16; the high bytes are omitted if they are all zero.
    Unicode,
    /// BIFF5: one byte per character, in the Vietnamese code page or not.
    Bytes { vietnamese: bool },
}

/// Data stored in several records.
pub struct Pieces<'a> {
    pieces: std::vec::IntoIter<&'a [u8]>,
    here: &'a [u8],
}

impl<'a> Pieces<'a> {
    /// Data stored in one record.
    pub fn one(data: &'a [u8]) -> Self {
        Self { pieces: Vec::new().into_iter(), here: data }
    }

    /// Moves to the next nonempty piece, if this one is used up.
    fn on(mut self) -> Self {
        self.advance();
        self
    }

    fn advance(&mut self) -> bool {
        while self.here.is_empty() {
            let Some(next) = self.pieces.next() else { return false };
            self.here = next;
        }
        true
    }

    fn byte(&mut self) -> Option<u8> {
        self.advance();
        let (&byte, rest) = self.here.split_first()?;
        self.here = rest;
        Some(byte)
    }

    fn u16(&mut self) -> Option<u16> {
        Some(u16::from_le_bytes([self.byte()?, self.byte()?]))
    }

    fn u32(&mut self) -> Option<u32> {
        Some(u32::from(self.u16()?) | u32::from(self.u16()?) << 16)
    }

    /// Skips bytes.
    pub fn skip(&mut self, mut count: usize) -> Option<()> {
        while count > 0 {
            self.advance().then_some(())?;
            let step = count.min(self.here.len());
            self.here = self.here.get(step..)?;
            count -= step;
        }
        Some(())
    }

    /// Appends a string that follows its length, which is one byte if `short`. `None` if the data ends too
    /// early.
    pub fn string(&mut self, script: Script, short: bool, out: &mut Vec<u8>) -> Option<()> {
        let length = if short { u16::from(self.byte()?) } else { self.u16()? };
        match script {
            Script::Bytes { vietnamese } => self.bytes(length, vietnamese, out),
            Script::Unicode => self.unicode(length, out),
        }
    }

    fn bytes(&mut self, length: u16, vietnamese: bool, out: &mut Vec<u8>) -> Option<()> {
        let letter = if vietnamese { windows_1258 } else { windows_1252 };
        for _ in 0..length {
            push(letter(self.byte()?), out);
        }
        Some(())
    }

    /// Reads a string ([MS-XLS] 2.5.293): flags, sizes of the data after the characters, the characters, and
    /// that data.
    fn unicode(&mut self, length: u16, out: &mut Vec<u8>) -> Option<()> {
        let flags = self.byte()?;
        let runs = if flags & 8 == 0 { 0 } else { usize::from(self.u16()?) * 4 };
        let phonetic = if flags & 4 == 0 { 0 } else { self.u32()? as usize };
        self.characters(length, flags, out)?;
        self.skip(runs + phonetic)
    }

    /// Reads characters. If they continue in the next piece, it begins with new flags.
    fn characters(&mut self, length: u16, mut flags: u8, out: &mut Vec<u8>) -> Option<()> {
        let (mut left, mut units) = (usize::from(length), Vec::new());
        while left > 0 {
            if self.here.is_empty() {
                flags = self.byte()?;
                continue;
            }
            let width = if flags & 1 == 0 { 1 } else { 2 };
            let count = left.min(self.here.len() / width);
            if count == 0 {
                // Half a character at the end of a piece is ignored.
                self.here = &[];
                continue;
            }
            let (now, rest) = self.here.split_at_checked(count * width)?;
            let unit = |unit: &[u8]| u16_at(unit, 0).or_else(|| unit.first().map(|byte| u16::from(*byte)));
            units.extend(now.chunks_exact(width).filter_map(unit));
            self.here = rest;
            left -= count;
        }
        char::decode_utf16(units).for_each(|letter| push(letter.unwrap_or(char::REPLACEMENT_CHARACTER), out));
        Some(())
    }

    /// True if no data is left.
    pub fn is_done(&mut self) -> bool {
        !self.advance()
    }
}

/// Row and column of a cell record.
pub fn place(data: &[u8]) -> Option<(u32, usize)> {
    Some((u32::from(u16_at(data, 0)?), usize::from(u16_at(data, 2)?)))
}

/// Offset of a sheet's records.
pub fn offset(data: &[u8]) -> Option<usize> {
    usize::try_from(u32_at(data, 0)?).ok()
}
