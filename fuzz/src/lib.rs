//! Code that the targets share: it reads bytes, checks what must hold for any input, and mutates files,
//! including parts inside zips.

use hoso::Error;
use hoso::read::{AnyReader, Cell, Container, Encoding, Merge, Notice, Reader, Row, RowSink, Seen, TableStart};
use hoso::session::{DossierQuery, ExportQuery, Options, Query, Session};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{Cursor, Read, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// Sizes of the chunks in which a file is read; the result must not depend on them.
const CUTS: [usize; 2] = [1, 40];

/// Reads bytes as this container.
pub fn read_as(container: Container, bytes: &[u8]) {
    same(bytes, || AnyReader::of(container).expect("not nested"));
}

/// Reads bytes as text; the first byte chooses an encoding or none, so that it is detected.
pub fn read_text(bytes: &[u8]) {
    let Some((first, text)) = bytes.split_first() else { return };
    let encoding = Encoding::ALL.get(usize::from(*first)).copied();
    same(text, || AnyReader::with_encoding(encoding));
}

/// Reads, asks and exports.
pub fn whole(bytes: &[u8]) {
    let options = Options { today: Some("2022-12-31".to_owned()), ..Options::default() };
    let mut session = Session::new(options).expect("options");
    session.begin("a");
    session.push(bytes);
    for report in session.finish() {
        let rows = report.rows;
        assert_eq!(rows.read, rows.dossiers + rows.duplicates + rows.skipped + rows.rejected, "every row is told");
    }
    // Groups by unit and quarter, a page of the list, the export: an error is fine, a panic is not.
    let query: Query = Query { by: Some(DIMENSIONS.to_vec()), ..Query::default() };
    let _answer = session.summarize(&query);
    let _list = session.dossiers(&DossierQuery { limit: 10, ..DossierQuery::default() });
    for kind in ["csv", "arrow"] {
        let _file = session.export(kind, &ExportQuery::default());
    }
}

const DIMENSIONS: [hoso::measure::Dimension; 2] =
    [hoso::measure::Dimension::Unit, hoso::measure::Dimension::Quarter];

fn same(bytes: &[u8], reader: impl Fn() -> AnyReader) {
    let [whole, cut] = CUTS.map(|cuts| digest(reader(), bytes, bytes.len() / cuts + 1));
    assert_eq!(whole.is_ok(), cut.is_ok(), "chunks change whether a file can be read");
    if let (Ok(whole), Ok(cut)) = (whole, cut) {
        assert_eq!(whole, cut, "chunks change what is read");
    }
}

/// All that a reader pushes, as one number.
fn digest(mut reader: AnyReader, bytes: &[u8], size: usize) -> Result<u64, Error> {
    let mut sink = Digest::default();
    bytes.chunks(size).try_for_each(|chunk| reader.push(chunk, &mut sink))?;
    reader.finish(&mut sink)?;
    Ok(sink.hasher.finish())
}

#[derive(Default)]
struct Digest {
    hasher: DefaultHasher,
    last: u32,
}

impl RowSink for Digest {
    fn table(&mut self, start: TableStart) -> Result<(), Error> {
        (&start.sheet, start.format, &start.encoding, &start.entry).hash(&mut self.hasher);
        (&start.captions, start.hidden).hash(&mut self.hasher);
        self.last = 0;
        Ok(())
    }

    fn row(&mut self, row: Row<'_>) -> Result<(), Error> {
        assert!(row.number > self.last, "row numbers grow");
        self.last = row.number;
        row.number.hash(&mut self.hasher);
        row.iter().for_each(|cell| match cell {
            Cell::Empty => 0.hash(&mut self.hasher),
            Cell::Text(text) => text.hash(&mut self.hasher),
            Cell::Number(number) | Cell::Date(number) => number.to_bits().hash(&mut self.hasher),
            Cell::Error => 1.hash(&mut self.hasher),
            Cell::Uncalculated => 2.hash(&mut self.hasher),
        });
        Ok(())
    }

    fn merged(&mut self, merge: Merge) -> Result<(), Error> {
        assert!(merge.first_row > 0 && merge.first_row < merge.last_row, "several rows are merged");
        (merge.first_row, merge.last_row, merge.first_column, merge.last_column).hash(&mut self.hasher);
        Ok(())
    }

    fn notice(&mut self, notice: Notice) -> Result<(), Error> {
        format!("{notice:?}").hash(&mut self.hasher);
        Ok(())
    }

    fn seen(&mut self, seen: Seen) -> Result<(), Error> {
        seen.rows.hash(&mut self.hasher);
        Ok(())
    }

    fn unreadable(&mut self, entry: TableStart, error: Error) -> Result<(), Error> {
        (&entry.entry, error.message()).hash(&mut self.hasher);
        Ok(())
    }
}

/// Changes bytes. Of a zip mostly one part, inflated, so that its checksum holds and its reader is reached;
/// the zip is then put together again. Anything else, and each eighth zip, is changed where it stands.
pub fn mutate(data: &mut [u8], size: usize, most: usize, seed: u32) -> usize {
    let rebuilt = if seed.is_multiple_of(8) { None } else { with_part_changed(&data[..size], most, seed / 8) };
    match rebuilt.filter(|zip| zip.len() <= most) {
        Some(zip) => {
            data[..zip.len()].copy_from_slice(&zip);
            zip.len()
        }
        None => libfuzzer_sys::fuzzer_mutate(data, size, most),
    }
}

fn with_part_changed(bytes: &[u8], most: usize, seed: u32) -> Option<Vec<u8>> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let chosen = seed as usize % archive.len().max(1);
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for index in 0..archive.len() {
        let part = archive.by_index(index).ok()?;
        let name = part.name().ok()?.into_owned();
        let mut content = Vec::new();
        part.take(most as u64).read_to_end(&mut content).ok()?;
        if index == chosen {
            let size = content.len();
            content.resize(size + 1_024, 0);
            let size = libfuzzer_sys::fuzzer_mutate(&mut content, size, size + 1_024);
            content.truncate(size);
        }
        writer.start_file(name, options).ok()?;
        writer.write_all(&content).ok()?;
    }
    Some(writer.finish().ok()?.into_inner())
}
