//! Parquet files part by part: `hoso lives` on one file, in several threads, gives the same result as on two
//! files with the same rows, which go through a session of all dossiers. Files with too many parts, or that
//! are not Parquet, are refused by name, using little memory.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

mod common;

use arrow_array::{
    ArrayRef, Date32Array, DictionaryArray, Int16Array, Int32Array, Int64Array, RecordBatch, StringArray,
};
use common::{hoso, said, scratch};
use parquet::arrow::ArrowWriter;
use parquet::file::properties::WriterProperties;
use std::fs::{self, File};
use std::path::Path;
use std::process::Command;
use std::sync::Arc;

/// Pseudo-random numbers, the same in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % bound
    }

    fn of<'a>(&mut self, words: &[&'a str]) -> Option<&'a str> {
        Some(words[usize::try_from(self.below(words.len() as u64)).unwrap()]).filter(|word| !word.is_empty())
    }

    fn day(&mut self, mostly: u64) -> Option<i32> {
        (self.below(10) < mostly).then(|| 18_900 + i32::try_from(self.below(400)).unwrap())
    }
}

/// Canonical dossiers with everything that can differ: spellings of one unit; repeated keys; no keys; tables
/// that lack columns; words, days and times.
fn dossiers(random: &mut Random, rows: usize, first: i64) -> RecordBatch {
    let numbers = first..first + i64::try_from(rows).unwrap();
    let each = |random: &mut Random, words: &[&'static str]| -> StringArray {
        numbers.clone().map(|_| random.of(words)).collect()
    };
    let keys: StringArray = numbers
        .clone()
        .map(|number| (number % 11 != 0).then(|| format!("H{}", number - number % 13 / 12)))
        .collect();
    let units = each(random, &["UBND xã Một", "UBND xã Một", "UBND Xã  Một", "UBND xã Hai", "Sở Y tế", ""]);
    let days = |random: &mut Random, mostly| -> ArrayRef {
        Arc::new(numbers.clone().map(|_| random.day(mostly)).collect::<Date32Array>())
    };
    let times = |random: &mut Random| -> ArrayRef {
        Arc::new(
            numbers
                .clone()
                .map(|_| Some(i32::try_from(random.below(86_400)).unwrap()))
                .collect::<Int32Array>(),
        )
    };
    let levels: DictionaryArray<arrow_array::types::Int32Type> =
        numbers.clone().map(|_| random.of(&["xã", "xã", "huyện", ""])).collect();
    let columns: Vec<(&str, ArrayRef)> = vec![
        ("key", Arc::new(keys)),
        ("seq", Arc::new(Int64Array::from_iter_values(numbers.clone()))),
        ("unit", Arc::new(units)),
        ("field", Arc::new(each(random, &["Đất đai", "Hộ tịch", ""]))),
        ("unitLevel", Arc::new(levels)),
        ("serviceLevel", Arc::new(each(random, &["3", "4", ""]))),
        ("received", days(random, 10)),
        ("due", days(random, 8)),
        ("dueTime", times(random)),
        ("finished", days(random, 7)),
        ("finishedTime", times(random)),
        ("intakeChannel", Arc::new(each(random, &["online", "direct", ""]))),
        ("returnChannel", Arc::new(each(random, &["postal", "direct", ""]))),
        ("status", Arc::new(each(random, &["finished", "open", "waiting", "returned", ""]))),
        ("unreadable", Arc::new(each(random, &["due", "", "", ""]))),
        (
            "lacks",
            Arc::new(
                numbers.clone().map(|number| Some(i16::from(number % 5 == 0) << 5)).collect::<Int16Array>(),
            ),
        ),
    ];
    RecordBatch::try_from_iter_with_nullable(columns.into_iter().map(|(name, column)| (name, column, true)))
        .unwrap()
}

/// Writes rows in row groups of this size.
fn write(path: &Path, rows: &[&RecordBatch], in_group: usize) {
    let properties = WriterProperties::builder().set_max_row_group_row_count(Some(in_group)).build();
    let mut writer =
        ArrowWriter::try_new(File::create(path).unwrap(), rows[0].schema(), Some(properties)).unwrap();
    rows.iter().for_each(|rows| writer.write(rows).unwrap());
    writer.close().unwrap();
}

#[test]
fn one_file_in_several_threads_equals_two_files_in_a_session() {
    let folder = scratch("parts");
    let mut random = Random(20_261_128);
    let rows = [dossiers(&mut random, 2_600, 13), dossiers(&mut random, 1_300, 13 * 500)];
    let [whole, first, second] =
        ["whole", "first", "second"].map(|name| folder.join(format!("{name}.parquet")));
    write(&whole, &[&rows[0], &rows[1]], 97);
    write(&first, &[&rows[0]], 1_000);
    write(&second, &[&rows[1]], 1_000);
    for more in [
        &["--cut", "2022-08-19"][..],
        &["--cut", "2022-12-31", "--keys", "unit,unitLevel,field"],
        &["--cut", "2022-03-31", "--keys", "unitLevel", "--grain", "quarter", "--end-day", "returned"],
        &["--cut", "2022-08-19", "--duplicates", "keep", "--blank-channel", "direct"],
    ] {
        let lives = |files: &[&Path], threads: &str| {
            let target = folder.join("lives.arrow");
            let args =
                ["lives", "--today", "2099-12-31", "--threads", threads, "-o", target.to_str().unwrap()];
            let files: Vec<_> = files.iter().map(|file| file.to_path_buf()).collect();
            let output = hoso(&[&args[..], more].concat(), &files);
            assert!(output.status.success(), "{more:?}: {}", said(&output));
            fs::read(target).unwrap()
        };
        let through_session = lives(&[&first, &second], "1");
        assert!(lives(&[&whole], "1") == through_session, "one thread: {more:?}");
        assert!(lives(&[&whole], "7") == through_session, "seven threads: {more:?}");
    }
}

#[test]
fn a_unit_has_the_spelling_of_most_dossiers_not_of_most_lives() {
    let folder = scratch("spelling");
    let (file, lives) = (folder.join("dossiers.parquet"), folder.join("lives.arrow"));
    let common = (0..10).map(|_| ("UBND xã Một", 19_000));
    let (units, days): (Vec<_>, Vec<_>) =
        common.chain((0..6).map(|at| ("UBND Xã Một", 18_700 + 40 * at))).unzip();
    let columns: [(&str, ArrayRef); 4] = [
        ("key", Arc::new(StringArray::from_iter_values((0..16).map(|number| format!("H{number}"))))),
        ("seq", Arc::new(Int64Array::from_iter_values(0..16))),
        ("unit", Arc::new(StringArray::from(units))),
        ("received", Arc::new(Date32Array::from(days))),
    ];
    write(&file, &[&RecordBatch::try_from_iter(columns).unwrap()], 5);
    let output = hoso(&["lives", "--cut", "2022-12-31", "-o", lives.to_str().unwrap()], &[file]);
    assert!(output.status.success(), "{}", said(&output));
    let output = hoso(&["count", "--by", "unit", "--format", "csv"], &[lives]);
    let told = String::from_utf8(output.stdout).unwrap();
    assert!(told.contains("UBND xã Một") && !told.contains("UBND Xã Một"), "{told}");
}

#[test]
fn many_row_groups_are_read_or_refused() {
    let folder = scratch("groups");
    let (file, never) = (folder.join("groups.parquet"), folder.join("never.arrow"));
    let args = ["lives", "--cut", "2022-08-31", "-o", never.to_str().unwrap()];
    let rows = dossiers(&mut Random(7), 10_001, 0);
    write(&file, &[&rows.slice(0, 2_000)], 1);
    let output = hoso(&args, std::slice::from_ref(&file));
    assert!(output.status.success(), "{}", said(&output));
    fs::remove_file(&never).unwrap();
    write(&file, &[&rows.project(&[1, 6]).unwrap()], 1);
    let output = hoso(&args, std::slice::from_ref(&file));
    let told = said(&output);
    assert!(!output.status.success() && !never.exists(), "{told}");
    assert!(told.contains("groups.parquet") && told.contains("10001 row groups"), "{told}");
}

/// A Parquet file with this directory, whose end states this length.
fn directory(bytes: &[u8], length: u32) -> Vec<u8> {
    [b"PAR1", bytes, &length.to_le_bytes(), b"PAR1"].concat()
}

/// A directory of a million row groups in 7 MB: no rows, one column in the schema and no columns in a group.
fn million() -> Vec<u8> {
    let schema =
        [0x15, 0x04, 0x19, 0x2c, 0x48, 1, b'r', 0x15, 0x02, 0, 0x15, 0x02, 0x25, 0, 0x18, 1, b'n', 0];
    let mut bytes = [&schema[..], &[0x16, 0, 0x19, 0xfc, 0xc0, 0x84, 0x3d]].concat();
    (0..1_000_000).for_each(|_| bytes.extend([0x19, 0x0c, 0x16, 0, 0x16, 0, 0]));
    bytes.push(0);
    bytes
}

#[test]
fn files_that_are_not_parquet_are_refused_in_little_memory() {
    let folder = scratch("no-parquet");
    let never = folder.join("never.arrow");
    let groups = million();
    let length = u32::try_from(groups.len()).unwrap();
    let mut encrypted = directory(b"anything", 8);
    let end = encrypted.len() - 4;
    encrypted[end..].copy_from_slice(b"PARE");
    for (name, bytes, says) in [
        ("million.parquet", directory(&groups, length), "damaged"),
        ("claims.parquet", directory(b"", u32::MAX), "larger row groups"),
        ("garbage.parquet", directory(&[0x19; 64], 64), "damaged"),
        ("beyond.parquet", directory(b"short", 30 << 20), "damaged"),
        ("encrypted.parquet", encrypted, "encrypted"),
        ("wholly.parquet", b"PAREanythingPARE".to_vec(), "encrypted"),
        ("cut.parquet", b"PAR1".to_vec(), "cut off"),
        ("text.parquet", b"key,seq\nA,1\n".to_vec(), "not a Parquet file"),
        ("empty.parquet", Vec::new(), "not a Parquet file"),
    ] {
        let file = folder.join(name);
        fs::write(&file, bytes).unwrap();
        // A request for more than 2 GB of memory ends the process silently, and fails here.
        let program = format!(
            "ulimit -v 2000000; exec '{}' lives --threads 2 --cut 2022-08-31 -o '{}' '{}'",
            env!("CARGO_BIN_EXE_hoso"),
            never.display(),
            file.display()
        );
        let output = Command::new("sh").args(["-c", &program]).output().unwrap();
        let told = said(&output);
        assert_eq!(output.status.code(), Some(1), "{name}: {told}");
        assert!(told.contains(name) && told.contains(says) && !told.contains("panicked"), "{name}: {told}");
        assert!(!never.exists(), "{name}");
    }
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 9, "something half written is left");
}
