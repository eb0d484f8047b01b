//! The command's answers equal the core's: every case folder is counted by the command and by a session, and
//! is also read into canonical dossiers, which give the same counts.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

mod common;

use arrow_array::RecordBatch;
use arrow_array::cast::AsArray;
use arrow_array::types::Int64Type;
use arrow_ipc::reader::FileReader;
use common::{Case, cases, hoso, said, scratch};
use hoso::session::ExportQuery;
use serde_json::Value;
use std::fs;
use std::path::PathBuf;

#[test]
fn every_case_is_counted_as_the_core_counts_it() {
    let folder = scratch("cases");
    let (options, query) = (folder.join("options.json"), folder.join("query.json"));
    let mut counted = 0;
    for case in cases() {
        let (place, session) = (&case.folder, case.session(&case.options));
        fs::write(&options, case.options.to_string()).unwrap();
        fs::write(&query, case.query.to_string()).unwrap();
        let args = ["count", "--options", options.to_str().unwrap(), "--query", query.to_str().unwrap()];
        let output = hoso(&args, &case.files);
        let asked: ExportQuery = serde_json::from_value(case.query.clone()).unwrap();
        let unread = session.files().iter().any(|report| report.error.is_some());
        match session.export("json", &asked) {
            Ok(expected) if !unread => {
                assert_eq!(
                    String::from_utf8_lossy(&output.stdout),
                    String::from_utf8_lossy(&expected),
                    "{}",
                    place.display()
                );
                counted += 1;
            }
            _ => assert!(!output.status.success() && output.stdout.is_empty(), "{}", place.display()),
        }
    }
    assert!(counted > 100, "{counted} cases were counted");
}

/// Counts by the command, without what names files and rows.
fn counts(files: &[PathBuf], as_of: &str) -> Value {
    let output = hoso(
        &[
            "count",
            "--by",
            "unit,quarter,intakeChannel",
            "--clock",
            "instant",
            "--as-of",
            as_of,
            "--today",
            "2099-12-31",
        ],
        files,
    );
    assert!(output.status.success(), "{}", said(&output));
    let mut answer: Value = serde_json::from_slice(&output.stdout).unwrap();
    answer.as_object_mut().unwrap().remove("files");
    answer
}

#[test]
fn canonical_dossiers_give_the_same_counts() {
    let folder = scratch("canonical");
    let mut compared = 0;
    for case in cases().iter().filter(|case| case.is_of_dossiers()) {
        let (place, files) = (&case.folder, &case.files);
        for name in ["dossiers.parquet", "dossiers.arrow"] {
            let target = folder.join(name);
            let output =
                hoso(&["read", "-q", "--today", "2099-12-31", "-o", target.to_str().unwrap()], files);
            assert!(
                matches!(output.status.code(), Some(0 | 3 | 4)),
                "{}: {}",
                place.display(),
                said(&output)
            );
            assert_eq!(
                counts(&[target], "2022-12-31"),
                counts(files, "2022-12-31"),
                "{} {name}",
                place.display()
            );
        }
        compared += 1;
    }
    assert!(compared > 60, "{compared} cases were compared");
}

#[test]
fn unreadable_files_are_named_and_leave_no_file() {
    let folder = scratch("bad");
    let target = folder.join("never.parquet");
    for (name, bytes, says) in [
        ("text.parquet", &b"no Parquet at all"[..], "not a Parquet file"),
        ("cut.parquet", b"PAR1 and then nothing", "cut off"),
        ("locked.parquet", b"PARE....\0\0\0\0PARE", "encrypted"),
        ("long.parquet", b"PAR1....\xff\xff\xff\x7fPAR1", "row groups"),
    ] {
        let file = folder.join(name);
        fs::write(&file, bytes).unwrap();
        let output = hoso(&["read", "-o", target.to_str().unwrap()], &[file]);
        let told = said(&output);
        assert!(!output.status.success() && told.contains(name) && told.contains(says), "{told}");
    }
    assert_eq!(
        fs::read_dir(&folder)
            .unwrap()
            .filter(|entry| entry.as_ref().unwrap().file_name().to_string_lossy().contains("never"))
            .count(),
        0
    );
}

#[test]
fn the_words_of_a_category_differ() {
    let target = scratch("categories").join("dossiers.arrow");
    let case = cases().into_iter().find(Case::is_of_dossiers).unwrap();
    let output = hoso(&["read", "-q", "-o", target.to_str().unwrap()], &case.files);
    assert!(target.exists(), "{}", said(&output));
    let reader = FileReader::try_new(fs::File::open(&target).unwrap(), None).unwrap();
    let mut categories = 0;
    for batch in reader {
        for column in batch.unwrap().columns() {
            let Some(dictionary) = column.as_any_dictionary_opt() else { continue };
            let words = dictionary.values().as_string::<i32>();
            let mut known: Vec<&str> = words.iter().map(|word| word.unwrap()).collect();
            known.sort_unstable();
            let all = known.len();
            known.dedup();
            assert!(known.len() == all && !known.contains(&""), "{words:?}");
            categories += 1;
        }
    }
    assert!(categories > 5, "{categories} columns are categories");
}

#[test]
fn files_that_will_be_one_table_rank_by_seq() {
    let folder = scratch("ranks");
    let case = cases().into_iter().find(Case::is_of_dossiers).unwrap();
    let seqs = |rank: &str| -> Vec<i64> {
        let target = folder.join(format!("{rank}.arrow"));
        hoso(&["read", "-q", "--rank", rank, "-o", target.to_str().unwrap()], &case.files);
        let reader = FileReader::try_new(fs::File::open(target).unwrap(), None).unwrap();
        let column = |batch: RecordBatch| {
            batch.column_by_name("seq").unwrap().as_primitive::<Int64Type>().values().to_vec()
        };
        reader.flat_map(|batch| column(batch.unwrap())).collect()
    };
    let (low, high) = (seqs("0"), seqs("32767"));
    assert!(low.len() == high.len() && low.iter().all(|seq| *seq > 0));
    assert!(low.iter().max().unwrap() < high.iter().min().unwrap());
    assert_eq!(low.iter().map(|seq| seq + (32_767 << 48)).collect::<Vec<_>>(), high);
}

#[cfg(unix)]
#[test]
fn a_pipe_is_written_to_and_not_replaced() {
    use std::os::unix::fs::FileTypeExt;
    let folder = scratch("pipe");
    let (list, pipe) = (folder.join("a.csv"), folder.join("pipe"));
    fs::write(&list, "Mã hồ sơ,Ngày tiếp nhận\nH20.1,01/03/2022\n").unwrap();
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let end = pipe.clone();
    let reader = std::thread::spawn(move || fs::read_to_string(end).unwrap());
    let output = hoso(&["count", "--format", "json", "-o", pipe.to_str().unwrap()], &[list]);
    assert!(output.status.success(), "{}", said(&output));
    assert!(fs::metadata(&pipe).unwrap().file_type().is_fifo(), "a file took the place of the pipe");
    let answer: Value = serde_json::from_str(&reader.join().unwrap()).unwrap();
    assert_eq!(answer["total"]["counts"]["received"], 1);
}
