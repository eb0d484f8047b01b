//! Which reader a file needs, by its content and never by its name. One reader is chosen, and its error reported.

use super::{CsvReader, Reader, RowSink, WorkbookReader};
use crate::{Error, ErrorCode};

/// Bytes that tell the container.
const SAMPLE: usize = 4_096;
/// First bytes of files that are no tables, with what to call them.
const FOREIGN: [(&[u8], &str); 9] = [
    (b"%PDF", "Đây là tệp PDF."),
    (b"\x89PNG", "Đây là tệp ảnh."),
    (b"\xff\xd8\xff", "Đây là tệp ảnh."),
    (b"GIF8", "Đây là tệp ảnh."),
    (b"{\\rtf", "Đây là tệp văn bản RTF."),
    (b"Rar!", "Đây là tệp nén RAR."),
    (b"7z\xbc\xaf", "Đây là tệp nén 7z."),
    (b"\x1f\x8b", "Đây là tệp nén gzip."),
    (b"MZ", "Đây là tệp chương trình."),
];

/// Reads any file: holds its first bytes until they tell the container, then feeds the one reader for it.
#[derive(Default)]
pub struct AnyReader {
    head: Vec<u8>,
    chosen: Option<Box<dyn Reader>>,
}

impl AnyReader {
    fn choose(&mut self, sink: &mut dyn RowSink) -> Result<(), Error> {
        let mut reader = reader_for(&self.head)?;
        reader.push(&std::mem::take(&mut self.head), sink)?;
        self.chosen = Some(reader);
        Ok(())
    }
}

impl Reader for AnyReader {
    fn push(&mut self, bytes: &[u8], sink: &mut dyn RowSink) -> Result<(), Error> {
        if let Some(reader) = &mut self.chosen {
            return reader.push(bytes, sink);
        }
        self.head.extend_from_slice(bytes);
        if self.head.len() < SAMPLE { Ok(()) } else { self.choose(sink) }
    }

    fn finish(&mut self, sink: &mut dyn RowSink) -> Result<(), Error> {
        if self.chosen.is_none() {
            self.choose(sink)?;
        }
        self.chosen.as_mut().map_or(Ok(()), |reader| reader.finish(sink))
    }
}

fn reader_for(head: &[u8]) -> Result<Box<dyn Reader>, Error> {
    let text = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    if text.trim_ascii().is_empty() && head.len() < SAMPLE {
        return Err(ErrorCode::EmptyFile.into());
    }
    if head.starts_with(b"PK") || head.starts_with(b"\xd0\xcf\x11\xe0") {
        return Ok(Box::new(WorkbookReader::default()));
    }
    if let Some((_, name)) = FOREIGN.iter().find(|(magic, _)| head.starts_with(magic)) {
        return Err(Error::new(ErrorCode::UnsupportedFormat).detail(name));
    }
    if head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff") {
        return Err(ErrorCode::InvalidEncoding.into());
    }
    if head.contains(&0) || text.trim_ascii_start().starts_with(b"<") {
        return Err(ErrorCode::UnsupportedFormat.into());
    }
    Ok(Box::new(CsvReader::default()))
}

impl std::fmt::Debug for AnyReader {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("AnyReader").field("head", &self.head.len()).finish_non_exhaustive()
    }
}
