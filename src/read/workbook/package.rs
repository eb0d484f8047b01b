//! The zip container of a workbook: its directory, and parts inflated as they are read. Sizes and counts in
//! the directory are used to find bytes, never to allocate or as facts: only what was read counts. The local
//! headers are only used to find where the parts' bytes begin; their other fields are unreliable.

use std::collections::BTreeMap;
use std::io::{self, ErrorKind, Read};

use flate2::Crc;
use flate2::bufread::DeflateDecoder;

use super::xml::Scanner;
use crate::read::bytes::{u16_at, u32_at, u64_at};
use crate::read::inflate_budget::InflateBudget;
use crate::read::limits;
use crate::{Error, ErrorCode, ErrorDetail};

/// A container over its compressed bytes.
pub struct Package<'a> {
    bytes: &'a [u8],
    entries: Vec<Entry<'a>>,
    /// Index of each entry by its path; of equal paths, the last.
    places: BTreeMap<Vec<u8>, usize>,
    nest: InflateBudget,
}

/// The directory's entry for one part.
pub struct Entry<'a> {
    /// Name as written.
    pub name: &'a [u8],
    header: u64,
    compressed: u64,
    checksum: u32,
    flags: u16,
    method: u16,
}

impl<'a> Package<'a> {
    /// Reads the directory. It is an error if it contradicts itself, or lists more than [`limits::PARTS`]
    /// parts.
    pub fn open(bytes: &'a [u8], nest: InflateBudget) -> Result<Self, Error> {
        let directory = Directory::find(bytes).ok_or(ErrorCode::DamagedFile)?;
        let (mut entries, mut places, mut at) = (Vec::new(), BTreeMap::new(), directory.start);
        // The count has 16 bits and overflows with some writers: the directory itself shows where it ends.
        while let Some((mut entry, next)) = entry(bytes, at) {
            if entries.len() >= limits::PARTS {
                return Err(ErrorCode::TooLarge.into());
            }
            entry.header = entry.header.checked_sub(directory.ahead).ok_or(ErrorCode::DamagedFile)?;
            places.insert(key(entry.name), entries.len());
            entries.push(entry);
            at = next;
        }
        let over = (entries.len() as u64).checked_sub(directory.count).ok_or(ErrorCode::DamagedFile)?;
        if over > 0 && (at != directory.end || over % (1 << 16) != 0) {
            return Err(ErrorCode::DamagedFile.into());
        }
        Ok(Self { bytes, entries, places, nest })
    }

    /// The budget shared by all parts.
    pub fn nest(&self) -> &InflateBudget {
        &self.nest
    }

    /// The entries in directory order.
    pub fn entries(&self) -> &[Entry<'a>] {
        &self.entries
    }

    /// True if there is a part at `path`.
    pub fn has(&self, path: &str) -> bool {
        self.places.contains_key(&key(path.as_bytes()))
    }

    /// Calls `with` on the part at `path`, then reads the rest of it, so that its checksum is verified.
    /// `None` if the container has no such part.
    pub fn read<T>(
        &self,
        path: &str,
        with: impl FnOnce(&mut Scanner<'_>) -> Result<T, Error>,
    ) -> Result<Option<T>, Error> {
        self.inflate(path, |part| {
            let mut scanner = Scanner::new(part);
            let result = with(&mut scanner)?;
            scanner.drain()?;
            Ok(result)
        })
    }

    /// Calls `with` on the bytes of the part at `path`. `None` if the container has no such part.
    pub fn inflate<T>(
        &self,
        path: &str,
        with: impl FnOnce(&mut dyn Read) -> Result<T, Error>,
    ) -> Result<Option<T>, Error> {
        let entry = self.places.get(&key(path.as_bytes())).and_then(|index| self.entries.get(*index));
        entry.map(|entry| self.inflate_entry(entry, with)).transpose()
    }

    /// Calls `with` on an entry's bytes. The inflated size is limited by our own count, not by what the entry
    /// claims; its checksum is verified.
    pub fn inflate_entry<T>(
        &self,
        entry: &Entry<'_>,
        with: impl FnOnce(&mut dyn Read) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let bytes = entry.bytes(self.bytes).ok_or(ErrorCode::DamagedFile);
        let checked = |part| Checked { part, sum: Crc::new(), expected: entry.checksum, nest: &self.nest };
        match entry.method {
            _ if entry.flags & ENCRYPTED != 0 => Err(locked()),
            STORED => with(&mut checked(&mut bytes?)),
            DEFLATED => with(&mut checked(&mut DeflateDecoder::new(bytes?))),
            other => Err(unsupported(other)),
        }
    }
}

/// Flag of an entry that needs a password.
const ENCRYPTED: u16 = 1;
/// Compression methods (APPNOTE 4.4.5).
const STORED: u16 = 0;
const DEFLATED: u16 = 8;
/// Names of unsupported methods.
const METHODS: [(u16, &str); 6] =
    [(9, "Deflate64"), (12, "BZip2"), (14, "LZMA"), (93, "Zstandard"), (95, "XZ"), (98, "PPMd")];

fn locked() -> Error {
    Error::new(ErrorCode::EncryptedFile).because(ErrorDetail::LockedArchive)
}

fn unsupported(method: u16) -> Error {
    let error = Error::new(ErrorCode::UnsupportedCompression);
    let known = METHODS.iter().find(|(number, _)| *number == method);
    match known {
        Some((_, name)) => error.because(ErrorDetail::CompressionMethod).with(name),
        None => error,
    }
}

/// The next bytes of an inflater; 0 at its end. Exceeding a limit is too large, any other error is damage.
pub fn read_some(part: &mut dyn Read, buffer: &mut [u8]) -> Result<usize, Error> {
    loop {
        match part.read(buffer) {
            Ok(count) => return Ok(count),
            Err(error) if error.kind() == ErrorKind::Interrupted => (),
            Err(error) if error.kind() == ErrorKind::FileTooLarge => return Err(ErrorCode::TooLarge.into()),
            Err(_) => return Err(ErrorCode::DamagedFile.into()),
        }
    }
}

/// Counts inflated bytes and stops if a limit is exceeded; at a part's end, verifies its checksum.
struct Checked<'c> {
    part: &'c mut dyn Read,
    sum: Crc,
    expected: u32,
    nest: &'c InflateBudget,
}

impl Read for Checked<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.part.read(buffer)?;
        self.sum.update(buffer.get(..count).unwrap_or_default());
        if !self.nest.allows(count) {
            return Err(ErrorKind::FileTooLarge.into());
        }
        let differs = count == 0 && !buffer.is_empty() && self.sum.sum() != self.expected;
        if differs { Err(ErrorKind::InvalidData.into()) } else { Ok(count) }
    }
}

/// Part names are compared without case; some writers use backslashes or a leading slash.
fn key(name: &[u8]) -> Vec<u8> {
    let slashed = |byte: &u8| if *byte == b'\\' { b'/' } else { byte.to_ascii_lowercase() };
    let key: Vec<u8> = name.iter().map(slashed).collect();
    key.strip_prefix(b"/").map(<[u8]>::to_vec).unwrap_or(key)
}

/// Position of the central directory.
struct Directory {
    start: usize,
    end: usize,
    /// Number of entries that it claims.
    count: u64,
    /// Bytes before the file that its offsets count, but that are now cut off.
    ahead: u64,
}

impl Directory {
    /// Finds it by the record at the end of the file.
    fn find(bytes: &[u8]) -> Option<Self> {
        const RECORD: usize = 22;
        let first = bytes.len().saturating_sub(RECORD + usize::from(u16::MAX));
        let tail = bytes.get(first..)?;
        let end = first + tail.windows(4).rposition(|window| window == b"PK\x05\x06")?;
        let (count, size, stated) =
            (u16_at(bytes, end + 10)?, u32_at(bytes, end + 12)?, u32_at(bytes, end + 16)?);
        if (count == u16::MAX || stated == u32::MAX)
            && let Some(wide) = Self::wide(bytes, end)
        {
            return Some(wide);
        }
        Self::new(bytes, count.into(), end, size.into(), stated.into())
    }

    /// Finds it by the 64-bit record, whose locator precedes the record at `end`.
    fn wide(bytes: &[u8], end: usize) -> Option<Self> {
        let locator = signed(bytes, end.checked_sub(20)?, b"PK\x06\x07")?;
        let stated = usize::try_from(u64_at(bytes, locator + 8)?).ok()?;
        let beside = || signed(bytes, locator.checked_sub(56)?, b"PK\x06\x06");
        let record = signed(bytes, stated, b"PK\x06\x06").or_else(beside)?;
        let number = |at: usize| u64_at(bytes, record + at);
        Self::new(bytes, number(32)?, record, number(40)?, number(48)?)
    }

    /// A directory of `size` bytes that ends at `end`. If it does not begin where `stated`, the bytes before
    /// the file were cut off.
    fn new(bytes: &[u8], count: u64, end: usize, size: u64, stated: u64) -> Option<Self> {
        let begins = |at: &usize| count == 0 || signed(bytes, *at, b"PK\x01\x02").is_some();
        let [size, stated] = [usize::try_from(size).ok()?, usize::try_from(stated).ok()?];
        let real = || end.checked_sub(size).filter(|real| *real < stated && begins(real));
        let start = Some(stated).filter(begins).or_else(real)?;
        Some(Self { start, end: start.saturating_add(size), count, ahead: (stated - start) as u64 })
    }
}

/// The entry at `at`, and the offset of the next one; `None` if there is no entry.
fn entry(bytes: &[u8], at: usize) -> Option<(Entry<'_>, usize)> {
    let at = signed(bytes, at, b"PK\x01\x02")?;
    let name_end = at + 46 + usize::from(u16_at(bytes, at + 28)?);
    let extra_end = name_end + usize::from(u16_at(bytes, at + 30)?);
    let next = extra_end + usize::from(u16_at(bytes, at + 32)?);
    let sizes = [u32_at(bytes, at + 24)?, u32_at(bytes, at + 20)?, u32_at(bytes, at + 42)?];
    let [_, compressed, header] = zip64_sizes(sizes, bytes.get(name_end..extra_end)?)?;
    let entry = Entry {
        name: bytes.get(at + 46..name_end)?,
        header,
        compressed,
        checksum: u32_at(bytes, at + 16)?,
        flags: u16_at(bytes, at + 8)?,
        method: u16_at(bytes, at + 10)?,
    };
    Some((entry, next))
}

impl Entry<'_> {
    /// The compressed bytes, which follow the local header.
    fn bytes<'b>(&self, file: &'b [u8]) -> Option<&'b [u8]> {
        let header = signed(file, usize::try_from(self.header).ok()?, b"PK\x03\x04")?;
        let named = usize::from(u16_at(file, header + 26)?) + usize::from(u16_at(file, header + 28)?);
        file.get(header + 30 + named..)?.get(..usize::try_from(self.compressed).ok()?)
    }
}

/// Replaces the sizes that did not fit 32 bits by those in the ZIP64 extra field.
fn zip64_sizes(sizes: [u32; 3], mut extra: &[u8]) -> Option<[u64; 3]> {
    let mut full = sizes.map(u64::from);
    let mut wide = full.iter_mut().filter(|size| **size == u64::from(u32::MAX)).peekable();
    while wide.peek().is_some() {
        let length = usize::from(u16_at(extra, 2)?);
        if u16_at(extra, 0)? == 1 {
            for (size, at) in wide.by_ref().zip((4..).step_by(8)) {
                *size = u64_at(extra, at)?;
            }
        }
        extra = extra.get(4 + length..)?;
    }
    Some(full)
}

/// `at`, if it points to the signature.
fn signed(bytes: &[u8], at: usize, signature: &[u8; 4]) -> Option<usize> {
    (bytes.get(at..)?.first_chunk() == Some(signature)).then_some(at)
}
