//! `hoso lives`: lives give the counts of their dossiers, for every case folder; the output of engines is
//! accepted; errors are named, and leave no file.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

mod common;

use arrow_array::{
    ArrayRef, Date32Array, Int16Array, Int32Array, Int64Array, RecordBatch, StringArray, TimestampSecondArray,
};
use common::{cases, hoso, said, scratch};
use parquet::arrow::ArrowWriter;
use serde_json::Value;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Counts that need days within a period, which lives do not know.
const BY_DAY: [&str; 4] = ["dueInPeriod", "dueMet", "acceptedLate", "acceptedTimed"];

/// The counts of each group.
fn counts(files: &[PathBuf], args: &[&str]) -> Vec<(Value, Value)> {
    let mut all = vec!["count", "--today", "2099-12-31"];
    all.extend(args);
    let output = hoso(&all, files);
    assert!(output.status.success(), "{}", said(&output));
    let answer: Value = serde_json::from_slice(&output.stdout).unwrap();
    let groups = answer["groups"].as_array().into_iter().flatten().chain([&answer["total"]]);
    let counts = groups.map(|group| {
        let mut counts = group["counts"].clone();
        BY_DAY.iter().for_each(|name| drop(counts.as_object_mut().unwrap().remove(*name)));
        (group["key"].clone(), counts)
    });
    // A group in which only such days matter is in only one of the two answers.
    let happens = |counts: &Value| counts.as_object().unwrap().values().any(|count| count != 0);
    counts.filter(|(_, counts)| happens(counts)).collect()
}

#[test]
fn lives_give_the_counts_of_their_dossiers() {
    let folder = scratch("lives");
    let mut compared = 0;
    for case in cases().iter().filter(|case| case.is_of_dossiers()) {
        let place = case.folder.display();
        for (cut, name, rules) in [
            ("2022-12-31", "year.arrow", ["--clock", "instant", "--waiting", "pending", "--basis", "event"]),
            (
                "2022-08-19",
                "cut.parquet",
                ["--clock", "day", "--returned", "ownDates", "--basis", "received"],
            ),
        ] {
            let target = folder.join(name);
            let args = ["lives", "--today", "2099-12-31", "--cut", cut, "-o", target.to_str().unwrap()];
            let output = hoso(&args, &case.files);
            assert!(output.status.success(), "{place}: {}", said(&output));
            let asked = [&["--as-of", cut, "--by", "unit,quarter,serviceLevel"][..], &rules].concat();
            let (of_lives, of_dossiers) = (counts(&[target], &asked), counts(&case.files, &asked));
            assert!(of_lives == of_dossiers, "{place} {cut}");
        }
        compared += 1;
    }
    assert!(compared > 60, "{compared} cases were compared");
}

/// Three dossiers as the statement groups them: month m of year y is period 2 · (12 · y + m), plus one after
/// the cut.
fn grouped(cut: &str, opened: i64, often: i64) -> RecordBatch {
    let texts = |texts: [&str; 2]| -> ArrayRef { Arc::new(StringArray::from(texts.to_vec())) };
    let numbers = |numbers: [i64; 2]| -> ArrayRef { Arc::new(Int64Array::from(numbers.to_vec())) };
    let never = 9_999_999;
    RecordBatch::try_from_iter([
        ("unit", texts(["Xã Một", "Xã Hai"])),
        ("serviceLevel", texts(["4", ""])),
        ("intakeChannel", texts(["online", "direct"])),
        ("lacks", Arc::new(Int16Array::from(vec![0, 0])) as ArrayRef),
        ("opened", numbers([opened, 2 * (12 * 2022 + 2)])),
        ("closed", numbers([2 * (12 * 2022 + 3), never])),
        ("overdueFrom", numbers([never, 2 * (12 * 2022 + 3)])),
        ("kind", texts(["early", "open"])),
        ("hasDue", numbers([1, 1])),
        ("waits", numbers([0, 0])),
        ("byPost", numbers([1, 0])),
        ("n", numbers([often, 2])),
        ("cut", texts([cut, cut])),
        ("engine", texts(["DuckDB", "DuckDB"])),
        ("duplicates", texts(["last", "last"])),
        ("endDay", texts(["finished", "finished"])),
    ])
    .unwrap()
}

fn write(path: &Path, batch: &RecordBatch) {
    let mut writer = ArrowWriter::try_new(File::create(path).unwrap(), batch.schema(), None).unwrap();
    writer.write(batch).unwrap();
    writer.close().unwrap();
}

const FEBRUARY: i64 = 2 * (12 * 2022 + 2);

#[test]
fn output_of_engines_is_accepted_and_parts_add_up() {
    let folder = scratch("grouped");
    let (rows, lives) = (folder.join("rows.parquet"), folder.join("lives.arrow"));
    write(&rows, &grouped("2022-03-31", FEBRUARY, 5));
    let output = hoso(&["lives", "--keys", "unit", "-o", lives.to_str().unwrap()], &[rows]);
    assert!(output.status.success(), "{}", said(&output));
    let total = |files: &[PathBuf], as_of: &str| counts(files, &["--as-of", as_of]).pop().unwrap().1;
    let figures = |counts: &Value| {
        ["received", "ended", "early", "pending", "overdue", "online", "postalReturn"]
            .map(|name| counts[name].as_u64().unwrap())
    };
    assert_eq!(figures(&total(std::slice::from_ref(&lives), "2022-03-31")), [7, 5, 5, 2, 2, 5, 5]);
    assert_eq!(figures(&total(std::slice::from_ref(&lives), "2022-02-28")), [7, 0, 0, 7, 0, 5, 0]);
    // The same file twice acts as two parts; months become quarters, and units are dropped.
    let twice = folder.join("twice.arrow");
    let copy = folder.join("copy.arrow");
    fs::copy(&lives, &copy).unwrap();
    let args = ["lives", "--keys", "unitLevel", "--grain", "quarter", "-o", twice.to_str().unwrap()];
    let output = hoso(&args, &[lives, copy]);
    assert!(output.status.success(), "{}", said(&output));
    assert_eq!(figures(&total(&[twice], "2022-03-31")), [14, 10, 10, 4, 4, 10, 10]);
}

#[test]
fn invalid_lives_are_named_and_leave_no_file() {
    let folder = scratch("wrong-lives");
    let never = folder.join("never.arrow");
    let fails = |name: &str, batch: &RecordBatch, args: &[&str], says: &[&str]| {
        let file = folder.join(name);
        write(&file, batch);
        let args = [&["lives", "-o", never.to_str().unwrap()][..], args].concat();
        let output = hoso(&args, &[file]);
        let told = said(&output);
        assert!(!output.status.success(), "{name}");
        assert!(says.iter().all(|word| told.contains(word)), "{name}: {told}");
    };
    let good = grouped("2022-03-31", FEBRUARY, 5);
    fails("period.parquet", &grouped("2022-03-31", 7, 5), &[], &["period.parquet", "row group 1", "opened"]);
    fails(
        "negative.parquet",
        &grouped("2022-03-31", FEBRUARY, -1),
        &[],
        &["negative.parquet", "row group 1", "n"],
    );
    fails("many.parquet", &grouped("2022-03-31", FEBRUARY, i64::MAX), &[], &["many.parquet", "column n"]);
    fails("cut.parquet", &good, &["--cut", "2022-04-30"], &["cut 2022-04-30", "2022-03-31"]);
    fails("end.parquet", &good, &["--end-day", "returned"], &["end day returned", "finished"]);
    let kind = good.schema().index_of("kind").unwrap();
    let mut columns = good.columns().to_vec();
    columns[kind] = Arc::new(StringArray::from(vec!["early", "vanished"]));
    fails("kind.parquet", &RecordBatch::try_new(good.schema(), columns).unwrap(), &[], &["kind", "vanished"]);
    let without: Vec<usize> = (0..good.num_columns()).filter(|at| *at != good.num_columns() - 1).collect();
    fails("end-day.parquet", &good.project(&without).unwrap(), &[], &["end-day.parquet", "endDay"]);
    assert_eq!(
        fs::read_dir(&folder).unwrap().filter(|entry| is_never(&entry.as_ref().unwrap().path())).count(),
        0
    );
}

fn is_never(path: &Path) -> bool {
    path.file_name().unwrap().to_string_lossy().contains("never")
}

/// Canonical dossiers such as an engine may produce.
fn canonical(column: &str, values: ArrayRef) -> RecordBatch {
    let columns: [(&str, ArrayRef); 5] = [
        ("key", Arc::new(StringArray::from(vec!["A", "A"]))),
        ("seq", Arc::new(Int64Array::from(vec![1, 2]))),
        ("received", Arc::new(Date32Array::from(vec![19_000, 19_001]))),
        ("finished", Arc::new(Date32Array::from(vec![Some(19_002), None]))),
        ("finishedTime", Arc::new(Int32Array::from(vec![Some(36_000), None]))),
    ];
    let replaced =
        columns.into_iter().map(|(name, own)| (name, if name == column { values.clone() } else { own }));
    RecordBatch::try_from_iter(replaced).unwrap()
}

#[test]
fn dossiers_from_an_engine_are_checked() {
    let folder = scratch("wrong-dossiers");
    let never = folder.join("never.arrow");
    let texts: ArrayRef = Arc::new(StringArray::from(vec!["01/02/2022", "02/02/2022"]));
    let instants: ArrayRef =
        Arc::new(TimestampSecondArray::from(vec![1_641_000_000, 1_641_000_001]).with_timezone("UTC"));
    for (column, values, says) in [
        ("seq", Arc::new(Int64Array::from(vec![2, 2])) as ArrayRef, "same seq"),
        ("finished", texts, "dates as text"),
        ("finished", instants, "Asia/Ho_Chi_Minh"),
        ("received", Arc::new(Date32Array::from(vec![19_000, 2_000_000])) as ArrayRef, "1901"),
        ("finishedTime", Arc::new(Int32Array::from(vec![86_400, 0])) as ArrayRef, "86400"),
    ] {
        let file = folder.join("dossiers.parquet");
        write(&file, &canonical(column, values));
        let output = hoso(&["lives", "--cut", "2022-03-31", "-o", never.to_str().unwrap()], &[file]);
        let told = said(&output);
        assert!(!output.status.success() && !never.exists(), "{column}");
        assert!(told.contains("dossiers.parquet") && told.contains(column) && told.contains(says), "{told}");
    }
    // Of the rows with one key, the one with the largest seq counts.
    let file = folder.join("dossiers.parquet");
    write(&file, &canonical("", Arc::new(Int64Array::from(vec![0]))));
    let lives = folder.join("lives.arrow");
    let output =
        hoso(&["lives", "--cut", "2022-03-31", "-o", lives.to_str().unwrap()], std::slice::from_ref(&file));
    assert!(output.status.success(), "{}", said(&output));
    let total = counts(std::slice::from_ref(&lives), &["--as-of", "2022-03-31"]).pop().unwrap().1;
    assert_eq!((total["received"].as_u64(), total["ended"].as_u64()), (Some(1), Some(0)));
    let all = ["lives", "--cut", "2022-03-31", "--duplicates", "keep", "-o", lives.to_str().unwrap()];
    assert!(hoso(&all, &[file]).status.success());
    let total = counts(&[lives], &["--as-of", "2022-03-31"]).pop().unwrap().1;
    assert_eq!((total["received"].as_u64(), total["ended"].as_u64()), (Some(2), Some(1)));
}

#[test]
fn a_day_within_a_period_is_refused_with_the_nearest_boundary() {
    let folder = scratch("boundaries");
    let (rows, lives, other) =
        (folder.join("rows.parquet"), folder.join("lives.arrow"), folder.join("other.arrow"));
    write(&rows, &grouped("2022-03-31", FEBRUARY, 5));
    let make = |args: &[&str], to: &Path, from: &Path| {
        hoso(&[&["lives", "-o", to.to_str().unwrap()][..], args].concat(), &[from.to_path_buf()])
    };
    assert!(make(&[], &lives, &rows).status.success());
    let output = hoso(&["count", "--as-of", "2022-03-15"], std::slice::from_ref(&lives));
    assert!(!output.status.success() && said(&output).contains("2022-02-28"), "{}", said(&output));
    assert!(said(&make(&["--cut", "2022-03-15"], &other, &lives)).contains("not-a-boundary"));
    // Lives of quarters and of months cannot be combined.
    assert!(make(&["--grain", "quarter"], &other, &lives).status.success());
    let output = hoso(&["count"], &[lives, other]);
    assert!(!output.status.success() && said(&output).contains("bad-lives"), "{}", said(&output));
}
