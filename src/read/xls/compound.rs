//! The compound file ([MS-CFB]) of old workbooks: a small file system of sectors in chains. A chain is
//! followed for at most as many steps as there are sectors, and nothing is allocated by a claimed size.

use crate::read::bytes::{u16_at, u32_at};
use crate::{Error, ErrorCode};

/// Bytes of a directory entry. Sector sizes are multiples of it, so entries are at multiples of their size.
pub const ENTRY: usize = 128;
/// Sector numbers from here on have a special meaning: free, end of chain …
const NO_SECTOR: u32 = 0xffff_fffa;
/// Offset and length of the header's list of the first sectors of the allocation table.
const LISTED: (usize, usize) = (0x4c, 109);

/// A compound file over its bytes.
pub struct Compound<'a> {
    bytes: &'a [u8],
    shift: u32,
    next: Vec<u32>,
}

/// A stream as the directory describes it.
struct Stream {
    name: String,
    start: u32,
    size: usize,
    root: bool,
}

impl<'a> Compound<'a> {
    /// Reads the allocation table. `None` if the header is invalid.
    pub fn open(bytes: &'a [u8]) -> Option<Self> {
        let shift = u32::from(u16_at(bytes, 0x1e)?);
        if !(7..=16).contains(&shift) {
            return None;
        }
        let mut compound = Self { bytes, shift, next: Vec::new() };
        for sector in compound.table_sectors()? {
            compound.next.extend(numbers(compound.sector(sector)));
        }
        Some(compound)
    }

    /// The contents of the first of these streams that exists; names are compared without case.
    pub fn stream(&self, names: &[&str]) -> Result<Option<Vec<u8>>, Error> {
        let directory = self.chain(u32_at(self.bytes, 0x30).ok_or(ErrorCode::DamagedFile)?, usize::MAX)?;
        let streams: Vec<Stream> = directory.chunks_exact(ENTRY).filter_map(stream).collect();
        let named = |name: &&str| streams.iter().find(|stream| stream.name.eq_ignore_ascii_case(name));
        let Some(found) = names.iter().find_map(named) else { return Ok(None) };
        let cutoff = u32_at(self.bytes, 0x38).unwrap_or(0) as usize;
        if found.size >= cutoff {
            return self.chain(found.start, found.size).map(Some);
        }
        let root = streams.iter().find(|stream| stream.root).ok_or(ErrorCode::DamagedFile)?;
        self.small_stream(found, root).map(Some)
    }

    /// Sectors of the allocation table: first those listed in the header, then those in the list's
    /// continuation.
    fn table_sectors(&self) -> Option<Vec<u32>> {
        let (at, count) = LISTED;
        let mut sectors: Vec<u32> = numbers(self.bytes.get(at..at + count * 4)?).collect();
        let (all, mut list) = ((self.bytes.len() >> self.shift) + 1, u32_at(self.bytes, 0x44)?);
        // This many describe every sector of the file; a longer list is circular.
        let most = all / (1 << (self.shift - 2)) + LISTED.1 + 1;
        while list < NO_SECTOR && sectors.len() < most {
            let mut more: Vec<u32> = numbers(self.sector(list)).collect();
            list = more.pop().unwrap_or(NO_SECTOR);
            // A sector truncated by the file's end may list nothing and name itself as the next one, forever.
            if more.is_empty() {
                break;
            }
            sectors.extend(more);
        }
        sectors.retain(|sector| *sector < NO_SECTOR);
        sectors.truncate(most);
        Some(sectors)
    }

    /// A sector; only its beginning if the file ends in it.
    fn sector(&self, number: u32) -> &'a [u8] {
        let start = (number as usize + 1).saturating_mul(1 << self.shift);
        let end = start.saturating_add(1 << self.shift).min(self.bytes.len());
        self.bytes.get(start..end).unwrap_or_default()
    }

    fn chain(&self, start: u32, size: usize) -> Result<Vec<u8>, Error> {
        let mut data = Vec::new();
        for sector in follow(&self.next, start) {
            let sector = self.sector(sector?);
            // The sectors of a chain are distinct, so they cannot hold more than the file does. An allocation
            // table that lists one sector many times is longer than the file, so `follow` alone would stop
            // too late.
            if sector.len() > self.bytes.len() - data.len() {
                return Err(ErrorCode::DamagedFile.into());
            }
            data.try_reserve(sector.len()).map_err(|_| ErrorCode::TooLarge)?;
            data.extend_from_slice(sector);
            if data.len() >= size {
                break;
            }
        }
        data.truncate(size);
        Ok(data)
    }

    /// A stream below the size cutoff, which is stored in small sectors inside the root's stream.
    fn small_stream(&self, found: &Stream, root: &Stream) -> Result<Vec<u8>, Error> {
        let shift = u16_at(self.bytes, 0x20).filter(|shift| *shift <= 12).ok_or(ErrorCode::DamagedFile)?;
        let table = self.chain(u32_at(self.bytes, 0x3c).ok_or(ErrorCode::DamagedFile)?, usize::MAX)?;
        let next: Vec<u32> = numbers(&table).collect();
        let (sectors, mut data) = (self.chain(root.start, root.size)?, Vec::new());
        for sector in follow(&next, found.start) {
            let start = (sector? as usize).saturating_mul(1 << shift);
            let end = start.saturating_add(1 << shift).min(sectors.len());
            data.extend_from_slice(sectors.get(start..end).unwrap_or_default());
            if data.len() >= found.size.min(sectors.len()) {
                break;
            }
        }
        data.truncate(found.size);
        Ok(data)
    }
}

/// The sectors of a chain; an error if it is circular.
fn follow(next: &[u32], start: u32) -> impl Iterator<Item = Result<u32, Error>> + '_ {
    let (mut at, mut steps) = (start, 0);
    std::iter::from_fn(move || {
        let sector = at;
        steps += 1;
        if sector >= NO_SECTOR {
            return None;
        }
        at = next.get(sector as usize).copied().unwrap_or(NO_SECTOR);
        let circle = steps > next.len() + 1;
        Some(if circle { Err(ErrorCode::DamagedFile.into()) } else { Ok(sector) })
    })
}

fn numbers(bytes: &[u8]) -> impl Iterator<Item = u32> + '_ {
    bytes.chunks_exact(4).filter_map(|number| u32_at(number, 0))
}

fn stream(entry: &[u8]) -> Option<Stream> {
    let length = usize::from(u16_at(entry, 64)?).checked_sub(2)?;
    let units = entry.get(..length.min(64))?.chunks_exact(2).filter_map(|unit| u16_at(unit, 0));
    let name =
        char::decode_utf16(units).map(|letter| letter.unwrap_or(char::REPLACEMENT_CHARACTER)).collect();
    let kind = *entry.get(66)?;
    let stream =
        Stream { name, start: u32_at(entry, 116)?, size: u32_at(entry, 120)? as usize, root: kind == 5 };
    matches!(kind, 2 | 5).then_some(stream)
}

/// True for the directory entry of the stream with this name, checked on its own: the directory may be
/// incomplete.
pub fn is_named(entry: &[u8], name: &str) -> bool {
    let units = || name.encode_utf16().chain([0]);
    let length = u16_at(entry, 64).is_some_and(|length| usize::from(length) == units().count() * 2);
    length && entry.chunks_exact(2).zip(units()).all(|(unit, wanted)| u16_at(unit, 0) == Some(wanted))
}
