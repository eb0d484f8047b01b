//! Every workbook of ../shared/corpora, through a whole session: rows or an error with a code, within five
//! seconds of CPU time and 512 MB. The folder is not part of the repository; without it, the test says so and
//! passes.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic, reason = "tests")]

use hoso::session::{Options, Session};
use std::alloc::{GlobalAlloc, Layout, System};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::time::Duration;

#[path = "readers/effort.rs"]
#[allow(dead_code, reason = "shared with tests/readers, which uses more of it")]
mod effort;

const TIME: Duration = Duration::from_secs(5);
const MEMORY: usize = 512 << 20;

/// The system's allocator, with a counter.
struct Counting;

static HELD: AtomicUsize = AtomicUsize::new(0);
static MOST: AtomicUsize = AtomicUsize::new(0);

#[allow(unsafe_code, reason = "an allocator is one; it passes everything on")]
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        MOST.fetch_max(HELD.fetch_add(layout.size(), Relaxed) + layout.size(), Relaxed);
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, place: *mut u8, layout: Layout) {
        HELD.fetch_sub(layout.size(), Relaxed);
        unsafe { System.dealloc(place, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

#[test]
fn workbooks_end_in_rows_or_errors_within_limits() {
    let files = files();
    if files.is_empty() {
        println!("skipped: no ../shared/corpora/workbooks");
    }
    for path in files {
        let bytes = std::fs::read(&path).unwrap();
        let before = HELD.load(Relaxed);
        MOST.store(before, Relaxed);
        let mut session = Session::new(Options::default()).unwrap();
        let mut reports = Vec::new();
        let time = effort::cost(1, || {
            session.begin(&path.to_string_lossy());
            session.push(&bytes);
            reports = session.finish();
        });
        let (most, name) = (MOST.load(Relaxed) - before, path.display());
        assert!(!reports.is_empty(), "{name}: nothing is said");
        assert!(
            reports.iter().all(|report| report.error.is_some() || report.rows.read > 0),
            "{name}: no rows"
        );
        assert!(time < TIME, "{name}: {time:?}");
        assert!(most < MEMORY, "{name}: {} MB", most >> 20);
    }
}

fn files() -> Vec<PathBuf> {
    let folders = ["../shared", "../../shared"].map(|shared| Path::new(shared).join("corpora/workbooks"));
    let Some(folder) = folders.into_iter().find(|folder| folder.is_dir()) else { return Vec::new() };
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}
