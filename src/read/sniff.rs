//! Chooses the reader for a file by its content, never by its name. Only the chosen reader runs, and its
//! error is reported.

use super::arrow::ArrowReader;
use super::bytes::filled;
use super::encoding::{Decoder, Encoding};
use super::foreign;
use super::gzip::GzipReader;
use super::html::HtmlReader;
use super::inflate_budget::InflateBudget;
use super::json::JsonReader;
use super::label::LabelledSink;
use super::mhtml::MhtmlReader;
use super::spreadsheetml::SpreadsheetMlReader;
use super::xls::XlsReader;
use super::zipped::ZipReader;
use super::{CsvReader, Reader, RowSink};
use crate::{Error, ErrorCode};

/// Bytes needed to detect the container and the encoding.
const SAMPLE: usize = 1 << 16;
/// Bytes of a text needed to detect its kind.
const TEXT_SAMPLE: usize = 4_096;
/// All supported containers. A zip may be a workbook of several kinds, or an archive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Container {
    /// Text with delimiters.
    Csv,
    /// Web page.
    Html,
    /// Excel's XML of 2003.
    SpreadsheetMl,
    /// Web page in a mail.
    Mhtml,
    /// Objects, in an array or one after another.
    Json,
    /// XLSX, XLSB, ODS, or an archive.
    Zip,
    /// Workbook of Excel 5 to 2003.
    Xls,
    /// One compressed file.
    Gzip,
    /// Columns of an Arrow file.
    Arrow,
}

impl Container {
    /// Detects a container by leading bytes that no text begins with.
    fn of_bytes(head: &[u8]) -> Option<Self> {
        match head {
            [b'P', b'K', 1..=8, ..] => Some(Self::Zip),
            [0xd0, 0xcf, 0x11, 0xe0, ..] => Some(Self::Xls),
            // A workbook of Excel 5 to 2003 without the compound file around it.
            [0x09, 0x08, 0x08 | 0x10, 0x00, _, 0x05 | 0x06, ..] => Some(Self::Xls),
            [0x1f, 0x8b, ..] => Some(Self::Gzip),
            [b'A', b'R', b'R', b'O', b'W', b'1', 0, 0, ..] => Some(Self::Arrow),
            _ => None,
        }
    }

    /// Detects a container like [`Self::of_bytes`], and its offset: there may be a byte order mark, or output
    /// that a program printed by mistake, before it. These bytes are ignored.
    fn within_junk(head: &[u8]) -> Option<(usize, Self)> {
        const MARKS: [&[u8]; 2] = [b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"];
        let text = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
        let blank = head.len() - text.len();
        let near = head.get(..TEXT_SAMPLE).unwrap_or(head);
        let marked = || {
            let of = |mark: &&[u8]| near.windows(mark.len()).position(|window| window == *mark);
            MARKS.iter().filter_map(of).min()
        };
        let at = |at: usize| Self::of_bytes(head.get(at..)?).map(|container| (at, container));
        at(0).or_else(|| at(blank)).or_else(|| at(marked()?))
    }

    /// The kind of a text, by its beginning.
    fn of_text(text: &[u8]) -> Self {
        let lower = text.to_ascii_lowercase();
        let has = |mark: &[u8]| lower.windows(mark.len()).any(|window| window == mark);
        if lower.starts_with(b"mime-version:") || has(b"\nmime-version:") && has(b"multipart/") {
            return Self::Mhtml;
        }
        match lower.as_slice() {
            [b'<', ..] if has(b"urn:schemas-microsoft-com:office:spreadsheet") && has(b"<?xml") => {
                Self::SpreadsheetMl
            }
            [b'<', ..] => Self::Html,
            _ if has(b"<table") && has(b"<tr") => Self::Html,
            [b'{', rest @ ..] if matches!(rest.trim_ascii_start(), [b'"' | b'}', ..]) => Self::Json,
            [b'[', rest @ ..] if matches!(rest.trim_ascii_start(), [b'{' | b'[' | b'"' | b']', ..]) => {
                Self::Json
            }
            [b'[', rest @ ..] if is_item(rest) => Self::Json,
            _ => Self::Csv,
        }
    }
}

/// True if a text begins with a JSON number or word and a comma; `[1],[2]` numbers the columns of a text
/// table.
fn is_item(text: &[u8]) -> bool {
    let text = text.trim_ascii_start();
    let word = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'+' | b'.');
    let (item, rest) = text.split_at(text.iter().position(|byte| !word(byte)).unwrap_or(text.len()));
    let is_value = matches!(item, b"null" | b"true" | b"false" | [b'-' | b'0'..=b'9', ..]);
    is_value && rest.trim_ascii_start().starts_with(b",")
}

/// Reads any file: holds its first bytes until they identify the container, then feeds the reader for it.
#[derive(Default)]
pub struct AnyReader {
    head: Vec<u8>,
    chosen: Option<Box<dyn Reader>>,
    encoding: Option<Encoding>,
    nest: InflateBudget,
}

impl AnyReader {
    /// A reader that decodes text as `encoding`, whatever it looks like; `None`: detected from the content.
    pub fn with_encoding(encoding: Option<Encoding>) -> Self {
        Self { encoding, ..Self::default() }
    }

    /// A reader that treats any file as this container, and text as UTF-8.
    ///
    /// # Errors
    ///
    /// [`ErrorCode::UnsupportedFormat`] for a container without a reader of its own.
    pub fn of(container: Container) -> Result<Self, Error> {
        let reader = Self::default();
        let chosen = Some(reader.open(container, Encoding::Utf8)?);
        Ok(Self { chosen, ..reader })
    }

    /// A reader for the content of another container.
    fn within(nest: InflateBudget, encoding: Option<Encoding>) -> Box<dyn Reader> {
        Box::new(Self { encoding, nest, ..Self::default() })
    }

    fn choose(&mut self, whole: bool, sink: &mut dyn RowSink) -> Result<(), Error> {
        let head = std::mem::take(&mut self.head);
        let (ahead, mut reader) = self.reader_for(&head, whole)?;
        let pushed = reader.push(head.get(ahead..).unwrap_or_default(), sink);
        self.chosen = Some(reader);
        pushed
    }

    /// The reader for a file, and the number of bytes to skip before it.
    fn reader_for(&self, head: &[u8], whole: bool) -> Result<(usize, Box<dyn Reader>), Error> {
        if let Some((ahead, container)) = Container::within_junk(head) {
            return Ok((ahead, self.open(container, Encoding::Utf8)?));
        }
        if let Some(refusal) = foreign::refusal(head) {
            return Err(refusal);
        }
        Ok((0, self.text_reader(head.get(..SAMPLE).unwrap_or(head), whole)?))
    }

    fn text_reader(&self, sample: &[u8], whole: bool) -> Result<Box<dyn Reader>, Error> {
        let encoding = self.encoding.unwrap_or_else(|| Encoding::detect(sample, whole));
        let text = encoding.decode(sample.get(..TEXT_SAMPLE).unwrap_or(sample));
        let text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&text).trim_ascii_start();
        if text.is_empty() && whole {
            return Err(ErrorCode::EmptyFile.into());
        }
        if let Some(refusal) = foreign::text_refusal(text) {
            return Err(refusal);
        }
        let container = Container::of_text(text);
        let may_be_filled = matches!(container, Container::Csv | Container::Json) && is_filled(text);
        if text.contains(&0) && !may_be_filled {
            return Err(ErrorCode::UnsupportedFormat.into());
        }
        let reader = self.open(container, encoding)?;
        if encoding == Encoding::Utf8 {
            return Ok(reader);
        }
        Ok(Box::new(DecodedReader { encoding, decoder: Decoder::new(encoding), text: Vec::new(), reader }))
    }

    fn open(&self, container: Container, encoding: Encoding) -> Result<Box<dyn Reader>, Error> {
        Ok(match container {
            Container::Csv => Box::new(CsvReader::default()),
            Container::Html => Box::new(HtmlReader::new(encoding, self.nest.memory())),
            Container::SpreadsheetMl => Box::new(SpreadsheetMlReader::new(self.nest.memory())),
            Container::Mhtml => Box::new(MhtmlReader::new(self.nest.clone(), self.encoding, Self::within)),
            Container::Json => Box::new(JsonReader::new(self.nest.memory())),
            Container::Zip => Box::new(ZipReader::new(self.nest.clone(), self.encoding, Self::within)),
            Container::Xls => Box::new(XlsReader::new(self.nest.clone())),
            Container::Arrow => Box::new(ArrowReader::new(self.nest.memory())),
            Container::Gzip => {
                let inner = Self::within(self.nest.deeper()?, self.encoding);
                Box::new(GzipReader::new(self.nest.clone(), inner))
            }
        })
    }
}

impl Reader for AnyReader {
    fn push(&mut self, bytes: &[u8], sink: &mut dyn RowSink) -> Result<(), Error> {
        if let Some(reader) = &mut self.chosen {
            return reader.push(bytes, sink);
        }
        let (now, later) = bytes.split_at(bytes.len().min(SAMPLE.saturating_sub(self.head.len())));
        self.head.extend_from_slice(now);
        if self.head.len() < SAMPLE {
            return Ok(());
        }
        self.choose(false, sink)?;
        self.chosen.as_mut().map_or(Ok(()), |reader| reader.push(later, sink))
    }

    fn fill(
        &mut self,
        length: usize,
        write: &mut dyn FnMut(&mut [u8]),
        sink: &mut dyn RowSink,
    ) -> Result<(), Error> {
        if let Some(reader) = &mut self.chosen {
            return reader.fill(length, write, sink);
        }
        self.push(&filled(length, write), sink)
    }

    fn finish(&mut self, sink: &mut dyn RowSink) -> Result<(), Error> {
        if self.chosen.is_none() {
            self.choose(true, sink)?;
        }
        self.chosen.as_mut().map_or(Ok(()), |reader| reader.finish(sink))
    }
}

/// True if NULs only pad the fields of a text: it has no other control characters, and not only NULs.
fn is_filled(text: &[u8]) -> bool {
    let is_control =
        |byte: u8| byte.is_ascii_control() && !matches!(byte, 0 | b'\t' | b'\n' | b'\r' | 0x0c | 0x1a);
    let nuls = text.iter().filter(|byte| **byte == 0).count();
    let begins = text.first().is_some_and(|byte| *byte != 0);
    begins && nuls * 10 < text.len() * 7 && !text.iter().any(|byte| is_control(*byte))
}

/// Decodes text of another encoding to UTF-8 for the next reader.
struct DecodedReader {
    encoding: Encoding,
    decoder: Decoder,
    text: Vec<u8>,
    reader: Box<dyn Reader>,
}

impl DecodedReader {
    fn decode(&mut self, bytes: &[u8], last: bool, sink: &mut dyn RowSink) -> Result<(), Error> {
        self.text.clear();
        self.decoder.decode(bytes, last, &mut self.text);
        let mut named = LabelledSink::with_encoding(sink, self.encoding.name());
        self.reader.push(&self.text, &mut named)?;
        if last { self.reader.finish(&mut named) } else { Ok(()) }
    }
}

impl Reader for DecodedReader {
    fn push(&mut self, bytes: &[u8], sink: &mut dyn RowSink) -> Result<(), Error> {
        self.decode(bytes, false, sink)
    }

    fn finish(&mut self, sink: &mut dyn RowSink) -> Result<(), Error> {
        self.decode(b"", true, sink)
    }
}

impl std::fmt::Debug for AnyReader {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("AnyReader").field("head", &self.head.len()).finish_non_exhaustive()
    }
}
