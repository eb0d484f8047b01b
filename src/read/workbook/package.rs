//! The zip container of a workbook: its directory, and parts inflated as they are read. Sizes and counts that the
//! directory claims are used to find bytes, never to allocate or to trust: what counts is what was read.

use std::collections::BTreeMap;
use std::io::{self, ErrorKind, Read};

use zip::read::{ZipReadOptions, read_zipfile_from_stream_with_options};

use super::xml::Scanner;
use crate::read::limits;
use crate::read::nest::Nest;
use crate::{Error, ErrorCode};

/// A container, over its compressed bytes.
pub struct Package<'a> {
    bytes: &'a [u8],
    parts: BTreeMap<Vec<u8>, Part>,
    /// Names as written, in the directory's order; of equal names one.
    names: Vec<&'a [u8]>,
    nest: Nest,
}

/// What the directory says of one part.
struct Part {
    header: u64,
    compressed: u64,
    checksum: u32,
    encrypted: bool,
}

impl<'a> Package<'a> {
    /// Reads the directory. Refused: one that contradicts itself, or lists more parts than [`limits::PARTS`].
    pub fn open(bytes: &'a [u8], nest: Nest) -> Result<Self, Error> {
        let (count, mut at) = directory(bytes).ok_or(ErrorCode::DamagedFile)?;
        if count > limits::PARTS as u64 {
            return Err(ErrorCode::TooLarge.into());
        }
        let (mut parts, mut names) = (BTreeMap::new(), Vec::new());
        for _ in 0..count {
            let (name, part, next) = entry(bytes, at).ok_or(ErrorCode::DamagedFile)?;
            if parts.insert(key(name), part).is_none() {
                names.push(name);
            }
            at = next;
        }
        Ok(Self { bytes, parts, names, nest })
    }

    /// Names of the parts as written, in the directory's order.
    pub fn names(&self) -> &[&'a [u8]] {
        &self.names
    }

    /// True if there is a part at `path`.
    pub fn has(&self, path: &str) -> bool {
        self.parts.contains_key(&key(path.as_bytes()))
    }

    /// Lets `with` read the part at `path`, and reads the rest of it, so that its checksum is held. None if the
    /// container has no such part.
    pub fn read<T>(
        &self,
        path: &str,
        with: impl FnOnce(&mut Scanner<'_>) -> Result<T, Error>,
    ) -> Result<Option<T>, Error> {
        self.inflate(path.as_bytes(), |part| {
            let mut scanner = Scanner::new(part);
            let result = with(&mut scanner)?;
            scanner.drain()?;
            Ok(result)
        })
    }

    /// Lets `with` read the part named so as bytes. None if the container has no such part.
    pub fn inflate<T>(
        &self,
        name: &[u8],
        with: impl FnOnce(&mut dyn Read) -> Result<T, Error>,
    ) -> Result<Option<T>, Error> {
        let Some(part) = self.parts.get(&key(name)) else { return Ok(None) };
        if part.encrypted {
            return Err(ErrorCode::EncryptedFile.into());
        }
        let start = usize::try_from(part.header).map_err(|_| ErrorCode::DamagedFile)?;
        let mut bytes = self.bytes.get(start..).ok_or(ErrorCode::DamagedFile)?;
        // What a part inflates to is bounded by our own count, not by what it claims; its checksum is held.
        let options = ZipReadOptions::new()
            .override_compressed_size(part.compressed)
            .override_uncompressed_size(u64::MAX)
            .override_crc(part.checksum);
        let file = read_zipfile_from_stream_with_options(&mut bytes, options)
            .map_err(|_| ErrorCode::DamagedFile)?
            .ok_or(ErrorCode::DamagedFile)?;
        with(&mut Counted { part: file, nest: &self.nest }).map(Some)
    }
}

/// The next bytes of an inflater; none at its end. What passes a limit is too large, anything else damage.
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

/// Counts what the parts inflate to and ends where a limit is passed.
struct Counted<'c, R> {
    part: R,
    nest: &'c Nest,
}

impl<R: Read> Read for Counted<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.part.read(buffer)?;
        if self.nest.allows(count) { Ok(count) } else { Err(ErrorKind::FileTooLarge.into()) }
    }
}

/// Part names are compared without case, and some writers put backslashes or a leading slash.
fn key(name: &[u8]) -> Vec<u8> {
    let slashed = |byte: &u8| if *byte == b'\\' { b'/' } else { byte.to_ascii_lowercase() };
    let key: Vec<u8> = name.iter().map(slashed).collect();
    key.strip_prefix(b"/").map(<[u8]>::to_vec).unwrap_or(key)
}

/// Number of entries and start of the central directory, from the record at the end of the file.
fn directory(bytes: &[u8]) -> Option<(u64, usize)> {
    const RECORD: usize = 22;
    let first = bytes.len().saturating_sub(RECORD + usize::from(u16::MAX));
    let tail = bytes.get(first..)?;
    let end = first + tail.windows(4).rposition(|window| window == b"PK\x05\x06")?;
    let (count, start) = (u16_at(bytes, end + 10)?, u32_at(bytes, end + 16)?);
    if count == u16::MAX || start == u32::MAX {
        return zip64_directory(bytes, end);
    }
    Some((count.into(), usize::try_from(start).ok()?))
}

/// The same from the 64-bit record, whose locator stands before the record at `end`.
fn zip64_directory(bytes: &[u8], end: usize) -> Option<(u64, usize)> {
    let locator = signed(bytes, end.checked_sub(20)?, b"PK\x06\x07")?;
    let record = signed(bytes, usize::try_from(u64_at(bytes, locator + 8)?).ok()?, b"PK\x06\x06")?;
    Some((u64_at(bytes, record + 32)?, usize::try_from(u64_at(bytes, record + 48)?).ok()?))
}

/// Name and description of the entry at `at`, and where the next one stands.
fn entry(bytes: &[u8], at: usize) -> Option<(&[u8], Part, usize)> {
    let at = signed(bytes, at, b"PK\x01\x02")?;
    let name_end = at + 46 + usize::from(u16_at(bytes, at + 28)?);
    let extra_end = name_end + usize::from(u16_at(bytes, at + 30)?);
    let next = extra_end + usize::from(u16_at(bytes, at + 32)?);
    let sizes = [u32_at(bytes, at + 24)?, u32_at(bytes, at + 20)?, u32_at(bytes, at + 42)?];
    let [_, compressed, header] = zip64_sizes(sizes, bytes.get(name_end..extra_end)?)?;
    let part = Part {
        header,
        compressed,
        checksum: u32_at(bytes, at + 16)?,
        encrypted: u16_at(bytes, at + 8)? & 1 != 0,
    };
    Some((bytes.get(at + 46..name_end)?, part, next))
}

/// Replaces the sizes that did not fit 32 bits by those of the extra field made for them.
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

/// `at`, if the signature stands there.
fn signed(bytes: &[u8], at: usize, signature: &[u8; 4]) -> Option<usize> {
    (bytes.get(at..)?.first_chunk() == Some(signature)).then_some(at)
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..)?.first_chunk().map(|chunk| u16::from_le_bytes(*chunk))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk().map(|chunk| u32::from_le_bytes(*chunk))
}

fn u64_at(bytes: &[u8], at: usize) -> Option<u64> {
    bytes.get(at..)?.first_chunk().map(|chunk| u64::from_le_bytes(*chunk))
}
