//! `cargo bench`: native times of reading, loading and grouping, each by itself. For comparisons with other
//! programs, in a browser, see `cargo xtask bench`.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    missing_docs,
    reason = "a bench stops at what is wrong; criterion's macros make public items without documentation"
)]

mod data;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use hoso::Error;
use hoso::read::{AnyReader, CsvReader, Reader, Row, RowSink, TableStart};
use hoso::session::{DossierQuery, Options, Query, Session};
use std::hint::black_box;

const ROWS: u32 = 100_000;
/// Bytes pushed at once: a multiple of what the page's worker pushes.
const SLICE: usize = 4 << 20;

/// A sink that keeps nothing.
struct Pass;

impl RowSink for Pass {
    fn table(&mut self, _: TableStart) -> Result<(), Error> {
        Ok(())
    }

    fn row(&mut self, row: Row<'_>) -> Result<(), Error> {
        black_box(row);
        Ok(())
    }
}

/// Containers alone: bytes to rows of cells.
fn reading(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("reading");
    let csv = data::csv(ROWS);
    group.throughput(Throughput::Bytes(csv.len() as u64));
    group.bench_function("csv", |bench| bench.iter(|| read(CsvReader::default(), &csv)));
    let xlsx = data::xlsx(ROWS);
    group.throughput(Throughput::Bytes(xlsx.len() as u64));
    group.bench_function("xlsx", |bench| bench.iter(|| read(AnyReader::default(), &xlsx)));
    group.finish();
}

fn read(mut reader: impl Reader, bytes: &[u8]) {
    bytes.chunks(SLICE).try_for_each(|slice| reader.push(slice, &mut Pass)).expect("a readable file");
    reader.finish(&mut Pass).expect("a readable file");
}

/// Everything from bytes to columns.
fn intake(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("intake");
    for (name, bytes) in [("a.csv", data::csv(ROWS)), ("a.xlsx", data::xlsx(ROWS))] {
        group.throughput(Throughput::Elements(ROWS.into()));
        group.bench_function(name, |bench| bench.iter_with_large_drop(|| opened(name, &bytes)));
    }
    group.finish();
}

fn opened(name: &str, bytes: &[u8]) -> Session {
    let options = Options { today: Some("2023-12-31".to_owned()), ..Options::default() };
    let mut session = Session::new(options).expect("good options");
    session.begin(name);
    bytes.chunks(SLICE).for_each(|slice| session.push(slice));
    assert_eq!(session.finish()[0].rows.dossiers, u64::from(ROWS));
    session
}

/// Answers from columns that are already loaded.
fn grouping(criterion: &mut Criterion) {
    let session = opened("a.csv", &data::csv(ROWS));
    let mut group = criterion.benchmark_group("grouping");
    for basis in ["event", "received"] {
        let query: Query = from_json(&format!(r#"{{"by":["unit","quarter"],"basis":"{basis}"}}"#));
        group.bench_function(format!("unit and quarter, {basis}"), |bench| {
            bench.iter(|| session.summarize(&query))
        });
    }
    let late: DossierQuery = from_json(r#"{"outcome":["late"],"sort":"daysLate","offset":0,"limit":50}"#);
    group.bench_function("late list", |bench| bench.iter(|| session.dossiers(&late)));
    group.finish();
}

fn from_json<T: serde::de::DeserializeOwned>(text: &str) -> T {
    serde_json::from_str(text).expect("a query")
}

criterion_group!(benches, reading, intake, grouping);
criterion_main!(benches);
