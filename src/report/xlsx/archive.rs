//! A ZIP archive in memory (APPNOTE 6.3.10): deflated entries, each with its sizes before it, and the
//! directory at the end. Sizes have 32 bits: LibreOffice does not open workbooks with larger ones.

use super::deflate::Deflater;
use flate2::CrcWriter;
use std::io::{Error, ErrorKind, Write};

/// Signatures: "PK" and the kind of record.
const ENTRY: u32 = 0x0403_4b50;
const LISTED: u32 = 0x0201_4b50;
const END: u32 = 0x0605_4b50;
/// Bytes in a local header before the CRC and sizes of the entry.
const BEFORE_SUMS: usize = 14;
/// Version 2.0 to extract, no flags, deflated, 1980-01-01 00:00. The fixed time makes exports reproducible.
const FORM: [u16; 5] = [20, 0, 8, 0, 0x21];

/// An archive being written.
#[derive(Default)]
pub struct Archive {
    bytes: Vec<u8>,
    /// The directory so far.
    listed: Vec<u8>,
    entries: u16,
}

impl Archive {
    /// Adds an entry with the content that `fill` writes.
    pub fn add(
        &mut self,
        name: &str,
        fill: &mut dyn FnMut(&mut dyn Write) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let start = self.bytes.len();
        let length = u16::try_from(name.len()).map_err(too_large)?;
        put(&mut self.bytes, &[ENTRY], &FORM);
        put(&mut self.bytes, &[0; 3], &[length, 0]);
        self.bytes.extend(name.as_bytes());
        let sums = self.deflate(fill)?;
        self.state(start + BEFORE_SUMS, sums);
        put(&mut self.listed, &[LISTED], &[20]);
        put(&mut self.listed, &[], &FORM);
        put(&mut self.listed, &sums, &[length, 0, 0, 0, 0]);
        put(&mut self.listed, &[0, u32::try_from(start).map_err(too_large)?], &[]);
        self.listed.extend(name.as_bytes());
        self.entries = self.entries.checked_add(1).ok_or(ErrorKind::FileTooLarge)?;
        Ok(())
    }

    /// Ends the archive and returns its bytes.
    pub fn finish(mut self) -> Result<Vec<u8>, Error> {
        let (start, size) = (self.bytes.len(), self.listed.len());
        let place = [u32::try_from(size).map_err(too_large)?, u32::try_from(start).map_err(too_large)?];
        self.bytes.append(&mut self.listed);
        put(&mut self.bytes, &[END], &[0, 0, self.entries, self.entries]);
        put(&mut self.bytes, &place, &[0]);
        Ok(self.bytes)
    }

    /// Deflates an entry. Returns its CRC, its compressed size and its uncompressed size.
    fn deflate(
        &mut self,
        fill: &mut dyn FnMut(&mut dyn Write) -> Result<(), Error>,
    ) -> Result<[u32; 3], Error> {
        let start = self.bytes.len();
        let mut out = CrcWriter::new(Deflater::new(&mut self.bytes));
        fill(&mut out)?;
        let (crc, total) = (out.crc().sum(), out.into_inner().finish());
        let size = u32::try_from(self.bytes.len() - start).map_err(too_large)?;
        Ok([crc, size, u32::try_from(total).map_err(too_large)?])
    }

    /// Writes an entry's CRC and sizes into its header.
    fn state(&mut self, at: usize, sums: [u32; 3]) {
        let place = self.bytes.get_mut(at..).into_iter().flatten();
        place.zip(sums.into_iter().flat_map(u32::to_le_bytes)).for_each(|(byte, sum)| *byte = sum);
    }
}

fn put(bytes: &mut Vec<u8>, longs: &[u32], shorts: &[u16]) {
    longs.iter().for_each(|long| bytes.extend(long.to_le_bytes()));
    shorts.iter().for_each(|short| bytes.extend(short.to_le_bytes()));
}

fn too_large(_: std::num::TryFromIntError) -> Error {
    ErrorKind::FileTooLarge.into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Cursor, Read};

    #[test]
    fn the_zip_crate_reads_every_entry() {
        let long = "<c>1</c>".repeat(100_000);
        let mut archive = Archive::default();
        for (name, text) in [("a/b.xml", "xin chào"), ("empty", ""), ("long", &long)] {
            archive.add(name, &mut |out| out.write_all(text.as_bytes())).unwrap();
        }
        let mut read = zip::ZipArchive::new(Cursor::new(archive.finish().unwrap())).unwrap();
        assert_eq!(read.len(), 3);
        for (name, text) in [("a/b.xml", "xin chào"), ("empty", ""), ("long", &long)] {
            let mut found = String::new();
            read.by_name(name).unwrap().read_to_string(&mut found).unwrap();
            assert_eq!(found, text);
        }
    }

    #[test]
    fn an_archive_may_be_empty() {
        let bytes = Archive::default().finish().unwrap();
        assert_eq!(zip::ZipArchive::new(Cursor::new(bytes)).unwrap().len(), 0);
    }
}
