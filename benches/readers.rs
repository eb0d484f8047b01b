//! `cargo bench --bench readers`: our readers and those of libraries on the same bytes, natively: the time to
//! visit every row of a CSV, and every cell of a workbook's sheet. Ours push rows of cells; the libraries
//! return records, fields or cells one by one.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    missing_docs,
    reason = "a bench stops at what is wrong; criterion's macros make public items without documentation"
)]

mod data;

use calamine::{Reader as _, Xlsx};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use csv_core::ReadFieldResult;
use hoso::Error;
use hoso::read::{AnyReader, CsvReader, Reader, Row, RowSink, TableStart};
use quick_xml::events::Event;
use std::hint::black_box;
use std::io::{Cursor, Read as _};

const ROWS: u32 = 100_000;
/// Bytes per push, as in the page's worker.
const SLICE: usize = 1 << 18;

/// A reader by its name. It returns the number of rows.
type Named = (&'static str, fn(&[u8]) -> u32);

/// Counts rows and keeps nothing.
#[derive(Default)]
struct Count(u32);

impl RowSink for Count {
    fn table(&mut self, _: TableStart) -> Result<(), Error> {
        Ok(())
    }

    fn row(&mut self, row: Row<'_>) -> Result<(), Error> {
        self.0 += 1;
        black_box(row);
        Ok(())
    }
}

fn ours(mut reader: impl Reader, bytes: &[u8]) -> u32 {
    let mut count = Count::default();
    bytes.chunks(SLICE).try_for_each(|slice| reader.push(slice, &mut count)).expect("a readable file");
    reader.finish(&mut count).expect("a readable file");
    count.0
}

fn csv_crate(bytes: &[u8]) -> u32 {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).buffer_capacity(SLICE).from_reader(bytes);
    let (mut record, mut rows) = (csv::ByteRecord::new(), 0);
    while reader.read_byte_record(&mut record).expect("a record") {
        rows += 1;
        black_box(&record);
    }
    rows
}

fn simd_csv_crate(bytes: &[u8]) -> u32 {
    let mut builder = simd_csv::ZeroCopyReaderBuilder::new();
    let mut reader = builder.has_headers(false).buffer_capacity(SLICE).from_reader(bytes);
    let mut rows = 0;
    while let Some(record) = reader.read_byte_record().expect("a record") {
        rows += 1;
        black_box(&record);
    }
    rows
}

fn csv_core_crate(mut bytes: &[u8]) -> u32 {
    let (mut reader, mut field, mut rows) = (csv_core::Reader::new(), [0; 1 << 12], 0);
    loop {
        let (result, read, _) = reader.read_field(bytes, &mut field);
        bytes = bytes.get(read..).unwrap_or_default();
        match result {
            ReadFieldResult::Field { record_end } => rows += u32::from(record_end),
            ReadFieldResult::End => return rows,
            ReadFieldResult::InputEmpty | ReadFieldResult::OutputFull => {}
        }
        black_box(&field);
    }
}

fn csvs(criterion: &mut Criterion) {
    let csv = data::csv(ROWS);
    let mut group = criterion.benchmark_group("csv");
    group.throughput(Throughput::Bytes(csv.len() as u64));
    let readers: [Named; 4] = [
        ("hoso", |csv| ours(CsvReader::default(), csv)),
        ("csv", csv_crate),
        ("csv-core", csv_core_crate),
        ("simd-csv", simd_csv_crate),
    ];
    for (name, read) in readers {
        assert_eq!(read(&csv), ROWS + 1, "{name}");
        group.bench_function(name, |bench| bench.iter(|| read(&csv)));
    }
    group.finish();
}

/// The sheet with calamine, cell by cell.
fn calamine_crate(bytes: &[u8]) -> u32 {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).expect("a workbook");
    let sheet = book.sheet_names().first().cloned().expect("a sheet");
    let mut cells = book.worksheet_cells_reader(&sheet).expect("a sheet");
    let (mut rows, mut last) = (0, None);
    while let Some(cell) = cells.next_cell().expect("a cell") {
        rows += u32::from(last != Some(cell.get_position().0));
        last = Some(cell.get_position().0);
        black_box(cell);
    }
    rows
}

/// Inflates the sheet and visits the events of its XML, without shared strings or numbers.
fn quick_xml_crate(bytes: &[u8]) -> u32 {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a workbook");
    let mut xml = Vec::new();
    archive.by_name("xl/sheet.xml").expect("a sheet").read_to_end(&mut xml).expect("text");
    let (mut reader, mut rows) = (quick_xml::Reader::from_reader(xml.as_slice()), 0);
    loop {
        match reader.read_event().expect("XML") {
            Event::Start(tag) => rows += u32::from(tag.name().as_ref() == "row"),
            Event::Eof => return rows,
            event => drop(black_box(event)),
        }
    }
}

fn workbooks(criterion: &mut Criterion) {
    let book = data::xlsx(ROWS);
    let mut group = criterion.benchmark_group("xlsx");
    group.sample_size(10).throughput(Throughput::Bytes(book.len() as u64));
    let readers: [Named; 3] = [
        ("hoso", |book| ours(AnyReader::default(), book)),
        ("calamine", calamine_crate),
        ("quick-xml, the sheet alone", quick_xml_crate),
    ];
    for (name, read) in readers {
        assert_eq!(read(&book), ROWS + 1, "{name}");
        group.bench_function(name, |bench| bench.iter(|| read(&book)));
    }
    group.finish();
}

criterion_group!(readers, csvs, workbooks);
criterion_main!(readers);
