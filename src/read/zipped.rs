//! Zip files: a workbook, or an archive whose entries are read one by one, each by the reader for its
//! content. The zip is held in memory, as its directory is at its end; entries are streamed.

use super::encoding::Encoding;
use super::foreign::{Advice, refuse};
use super::inflate_budget::{InflateBudget, OpenInner};
use super::label::LabelledSink;
use super::memory::HeldBytes;
use super::workbook::package::{Entry, Package, read_some};
use super::{Reader, RowSink, TableStart, limits, ods, workbook, xlsb};
use crate::{Error, ErrorCode};
use std::io::Read;

/// Bytes requested from the inflater at once.
const WINDOW: usize = 64 << 10;

/// Reader of zip files.
#[derive(Debug)]
pub struct ZipReader {
    bytes: HeldBytes,
    nest: InflateBudget,
    encoding: Option<Encoding>,
    open: OpenInner,
}

impl ZipReader {
    /// A reader for a file in `nest`; its text is in `encoding`, if that is known. `open` makes the
    /// readers of its entries.
    pub fn new(nest: InflateBudget, encoding: Option<Encoding>, open: OpenInner) -> Self {
        Self { bytes: HeldBytes::new(nest.memory()), nest, encoding, open }
    }

    fn archive(&self, package: &Package<'_>, sink: &mut dyn RowSink) -> Result<(), Error> {
        let inner = self.nest.deeper()?;
        let entries: Vec<_> = package.entries().iter().filter(|entry| is_file(entry.name)).collect();
        if entries.is_empty() {
            return Err(ErrorCode::NoTable.into());
        }
        if entries.len() > limits::ENTRIES {
            return Err(ErrorCode::TooLarge.into());
        }
        entries.into_iter().try_for_each(|entry| self.entry(package, entry, &inner, sink))
    }

    /// Reads one entry. One that cannot be read does not affect the others, unless the archive as a whole has
    /// exceeded a limit.
    fn entry(
        &self,
        package: &Package<'_>,
        entry: &Entry<'_>,
        inner: &InflateBudget,
        sink: &mut dyn RowSink,
    ) -> Result<(), Error> {
        let name = shown(entry.name);
        let mut labelled = LabelledSink::with_entry(sink, &name);
        let mut reader = (self.open)(inner.clone(), self.encoding);
        let read = package.inflate_entry(entry, |part| feed(part, reader.as_mut(), &mut labelled));
        let Err(error) = read else { return Ok(()) };
        if labelled.refused || !inner.allows(0) {
            return Err(error);
        }
        sink.unreadable(TableStart { entry: Some(name), ..TableStart::default() }, error)
    }
}

impl Reader for ZipReader {
    fn push(&mut self, bytes: &[u8], _sink: &mut dyn RowSink) -> Result<(), Error> {
        self.nest.feed(bytes);
        self.bytes.append(bytes, limits::CONTAINER_BYTES)
    }

    fn finish(&mut self, sink: &mut dyn RowSink) -> Result<(), Error> {
        let bytes = self.bytes.take();
        let package = Package::open(&bytes, self.nest.clone())?;
        if ods::is_one(&package)? {
            ods::read(&package, sink)
        } else if xlsb::is_one(&package) {
            xlsb::read(&package, sink)
        } else if is_office(&package) && document(&package).is_none() {
            workbook::read_package(&package, sink)
        } else {
            document(&package).map_or_else(|| self.archive(&package, sink), Err)
        }
    }
}

fn is_office(package: &Package<'_>) -> bool {
    ["[Content_Types].xml", "_rels/.rels", "xl/workbook.xml"].into_iter().any(|part| package.has(part))
}

/// Parts that identify packages of other kinds.
const DOCUMENTS: [(&str, Advice, &str); 8] = [
    ("word/document.xml", Advice::Export, "word"),
    ("ppt/presentation.xml", Advice::Export, "powerpoint"),
    ("visio/document.xml", Advice::Export, "visio"),
    ("Index/Document.iwa", Advice::Resave, "apple"),
    ("Index.zip", Advice::Resave, "apple"),
    ("index.apxl", Advice::Resave, "apple"),
    ("META-INF/container.xml", Advice::Export, "ebook"),
    ("mimetype", Advice::Export, "opendocument"),
];

/// The error for a package of another kind.
fn document(package: &Package<'_>) -> Option<Error> {
    let found = DOCUMENTS.into_iter().find(|(part, ..)| package.has(part) && !package.has("xl/workbook.xml"));
    found.map(|(_, way, kind)| refuse(kind, way))
}

fn feed(part: &mut dyn Read, reader: &mut dyn Reader, sink: &mut dyn RowSink) -> Result<(), Error> {
    let mut window = vec![0; WINDOW];
    loop {
        let count = read_some(part, &mut window)?;
        if count == 0 {
            return reader.finish(sink);
        }
        reader.push(window.get(..count).unwrap_or_default(), sink)?;
    }
}

/// What systems and programs leave in folders: thumbnails, settings, and folders of copies without content.
const LITTER: [&[u8]; 5] = [b"thumbs.db", b"ehthumbs.db", b"desktop.ini", b"__macosx", b"@eadir"];

/// False for folders, for the names in [`LITTER`], for hidden files, and for the file that marks a workbook
/// as open in Office ("~$a.xlsx").
fn is_file(name: &[u8]) -> bool {
    let litter = |segment: &[u8]| LITTER.iter().any(|known| known.eq_ignore_ascii_case(segment));
    let mut segments = name.rsplit(|byte| matches!(byte, b'/' | b'\\'));
    let last = segments.next().unwrap_or_default();
    let left = last.is_empty() || last.starts_with(b".") || last.starts_with(b"~$") || last == b"Icon\r";
    !left && !litter(last) && !segments.any(litter)
}

/// An entry's name as text: from UTF-8, or from the encodings of Vietnamese Windows.
fn shown(name: &[u8]) -> String {
    let text = Encoding::detect(name, true).decode(name);
    let text = String::from_utf8_lossy(&text);
    text.chars().map(|letter| if letter == '\\' { '/' } else { letter }).take(limits::NAME_BYTES).collect()
}
