//! Zip files: a workbook of one kind or another, or an archive, whose entries are read one after the other, each by
//! the reader that its content asks for. The zip is held, as its directory stands at its end; entries are streamed.

use super::encoding::Encoding;
use super::label::Labelled;
use super::nest::Nest;
use super::workbook::package::{Package, read_some};
use super::{AnyReader, Reader, RowSink, TableStart, limits, ods, workbook, xlsb};
use crate::{Error, ErrorCode};
use std::io::Read;

/// Bytes asked of the inflater at once.
const WINDOW: usize = 64 << 10;

/// Reader of zip files.
#[derive(Debug)]
pub struct ZipReader {
    bytes: Vec<u8>,
    nest: Nest,
    encoding: Option<Encoding>,
}

impl ZipReader {
    /// A reader of a file that lies in `nest`; text in it is in `encoding`, if that is settled.
    pub fn new(nest: Nest, encoding: Option<Encoding>) -> Self {
        Self { bytes: Vec::new(), nest, encoding }
    }

    fn archive(&self, package: &Package<'_>, sink: &mut dyn RowSink) -> Result<(), Error> {
        let inner = self.nest.deeper()?;
        let names: Vec<_> = package.names().iter().filter(|name| is_file(name)).collect();
        if names.is_empty() {
            return Err(ErrorCode::NoTable.into());
        }
        if names.len() > limits::ENTRIES {
            return Err(ErrorCode::TooLarge.into());
        }
        names.into_iter().try_for_each(|name| self.entry(package, name, &inner, sink))
    }

    /// Reads one entry. One that cannot be read leaves the others as they are, unless the archive as a whole has
    /// passed a limit.
    fn entry(
        &self,
        package: &Package<'_>,
        name: &[u8],
        inner: &Nest,
        sink: &mut dyn RowSink,
    ) -> Result<(), Error> {
        let entry = shown(name);
        let mut labelled = Labelled::with_entry(sink, &entry);
        let mut reader = AnyReader::within(inner.clone(), self.encoding);
        let read = package.inflate(name, |part| feed(part, &mut reader, &mut labelled));
        let Err(error) = read else { return Ok(()) };
        if labelled.refused || !inner.allows(0) {
            return Err(error);
        }
        sink.unreadable(TableStart { entry: Some(entry), ..TableStart::default() }, error)
    }
}

impl Reader for ZipReader {
    fn push(&mut self, bytes: &[u8], _sink: &mut dyn RowSink) -> Result<(), Error> {
        self.nest.feed(bytes);
        hold(&mut self.bytes, bytes, limits::CONTAINER_BYTES)
    }

    fn finish(&mut self, sink: &mut dyn RowSink) -> Result<(), Error> {
        let bytes = std::mem::take(&mut self.bytes);
        let package = Package::open(&bytes, self.nest.clone())?;
        if ods::is_one(&package)? {
            ods::read(&package, sink)
        } else if xlsb::is_one(&package) {
            xlsb::read(&package, sink)
        } else if package.has("[Content_Types].xml") || package.has("xl/workbook.xml") {
            workbook::read_package(&package, sink)
        } else if package.has("mimetype") {
            Err(ErrorCode::UnsupportedFormat.into())
        } else {
            self.archive(&package, sink)
        }
    }
}

/// Appends bytes of a container that is held whole, up to `most`.
pub fn hold(held: &mut Vec<u8>, bytes: &[u8], most: usize) -> Result<(), Error> {
    let fits = bytes.len() <= most.saturating_sub(held.len());
    if !fits || held.try_reserve(bytes.len()).is_err() {
        return Err(ErrorCode::TooLarge.into());
    }
    held.extend_from_slice(bytes);
    Ok(())
}

fn feed(part: &mut dyn Read, reader: &mut AnyReader, sink: &mut dyn RowSink) -> Result<(), Error> {
    let mut window = vec![0; WINDOW];
    loop {
        let count = read_some(part, &mut window)?;
        if count == 0 {
            return reader.finish(sink);
        }
        reader.push(window.get(..count).unwrap_or_default(), sink)?;
    }
}

/// False for folders and for what file managers leave behind.
fn is_file(name: &[u8]) -> bool {
    let mut segments = name.rsplit(|byte| matches!(byte, b'/' | b'\\'));
    let last = segments.next().unwrap_or_default();
    let litter = last.starts_with(b".") || matches!(last, b"" | b"Thumbs.db" | b"desktop.ini");
    !litter && !segments.any(|folder| folder == b"__MACOSX")
}

/// An entry's name as text: UTF-8, or what Vietnamese Windows writes.
fn shown(name: &[u8]) -> String {
    let text = Encoding::detect(name, true).decode(name);
    String::from_utf8_lossy(&text).chars().take(limits::NAME_BYTES).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_held_up_to_the_most() {
        let mut held = Vec::new();
        assert!(hold(&mut held, b"abc", 5).is_ok() && hold(&mut held, b"de", 5).is_ok());
        assert_eq!(hold(&mut held, b"f", 5).unwrap_err().code, ErrorCode::TooLarge);
        assert_eq!(held, b"abcde");
    }
}
