//! Arrow: every fact is in its column, and tables stay separate.

use super::{both, export, open};
use arrow_array::cast::AsArray;
use arrow_array::types::{Date32Type, Int8Type, Int32Type, Time32SecondType, UInt32Type};
use arrow_array::{Array, ArrayRef, RecordBatch};
use arrow_ipc::reader::FileReader;
use arrow_schema::{DataType, Field, Fields, TimeUnit};
use serde_json::{Value, json};
use std::fmt::Write;
use std::io::Cursor;

fn read(bytes: Vec<u8>) -> FileReader<Cursor<Vec<u8>>> {
    FileReader::try_new(Cursor::new(bytes), None).unwrap()
}

/// The rows, with cells separated by bars; a null is empty.
fn rows(bytes: Vec<u8>) -> Vec<String> {
    let batches: Vec<RecordBatch> = read(bytes).map(Result::unwrap).collect();
    let row = |batch: &RecordBatch, row| {
        batch.columns().iter().map(|column| cell(column, row)).collect::<Vec<_>>().join("|")
    };
    batches.iter().flat_map(|batch| (0..batch.num_rows()).map(|at| row(batch, at))).collect()
}

fn cell(column: &ArrayRef, row: usize) -> String {
    if column.is_null(row) {
        return String::new();
    }
    match column.data_type() {
        DataType::Utf8 => column.as_string::<i32>().value(row).to_owned(),
        DataType::Date32 => column.as_primitive::<Date32Type>().value_as_date(row).unwrap().to_string(),
        DataType::Time32(_) => {
            column.as_primitive::<Time32SecondType>().value_as_time(row).unwrap().to_string()
        }
        DataType::Int32 => column.as_primitive::<Int32Type>().value(row).to_string(),
        DataType::UInt32 => column.as_primitive::<UInt32Type>().value(row).to_string(),
        DataType::Dictionary(key, _) if **key == DataType::Int8 => {
            let named = column.as_dictionary::<Int8Type>();
            cell(named.values(), named.key(row).unwrap())
        }
        DataType::Dictionary(..) => {
            let named = column.as_dictionary::<Int32Type>();
            cell(named.values(), named.key(row).unwrap())
        }
        other => panic!("no column of ours is {other}"),
    }
}

#[test]
fn every_fact_in_its_column() {
    let bytes = export(&both(), "arrow", json!({}));
    let names: Vec<_> =
        read(bytes.clone()).schema().fields().iter().map(|field| field.name().clone()).collect();
    assert_eq!(
        names.join(" "),
        "code procedure field unit unitLevel serviceLevel received receivedTime submitted submittedTime due dueTime \
         finished finishedTime returned returnedTime unreadable intakeChannel returnChannel status outcome daysLate file sheet row"
    );
    let expected = "\
A1|Đăng ký khai sinh|Hộ tịch|UBND xã Tân Mỹ|xã|4|2022-03-01|08:15:00|||2022-03-05|16:30:15|2022-03-05|16:30:16|2022-03-07|||online|postal|finished|onDueDay|0|full.csv||2
A2|Đăng ký khai sinh|Hộ tịch|UBND xã Tân Mỹ|xã|3|2022-03-02||||2022-03-04|00:00:00|||2022-03-04||||||onDueDay|0|full.csv||3
A3|=1+1,\"cấp đổi\"|Đất đai|Sở Nội vụ|tỉnh|2|2022-03-02||||2022-03-20|||||||other|online|waiting|waiting||full.csv||4
A4|||Sở Nội vụ|tỉnh||2022-03-03||||2022-03-10||2022-03-09|||||postal|direct|returned|stopped|-1|full.csv||5
A5||||||2022-03-03|||||||||||direct|direct|not accepted|notAccepted||full.csv||6
A6|||Sở Nội vụ|tỉnh|1|2022-03-04||||2022-03-08|||||||direct|direct|open|overdue|1|full.csv||7
A7|||Sở Nội vụ|tỉnh|1|2022-03-05||||2022-03-09|||||||direct|direct|finished|noVerdict||full.csv||8
A8|||Sở Nội vụ|tỉnh|1|2022-04-15||||2022-04-20|||||||direct|direct|open|||full.csv||9
B1|||UBND xã Tân Mỹ|xã||2022-03-01||||||||2022-03-02|09:00:00|||||noVerdict||bare.csv||2
B2|||UBND xã Tân Mỹ|xã||2022-03-06||||||||||||||noDue||bare.csv||3";
    assert_eq!(rows(bytes).join("\n"), expected);
}

#[test]
fn tables_stay_separate() {
    let reader = read(export(&both(), "arrow", json!({})));
    let about: Value = serde_json::from_str(&reader.schema().metadata()["hoso"]).unwrap();
    assert_eq!(about["rules"]["asOf"], "2022-03-09");
    let lacks = ["submitted", "due", "finished", "intakeChannel", "returnChannel", "serviceLevel", "status"];
    assert_eq!(
        about["tables"],
        json!([
            { "file": "full.csv", "sheet": null, "rows": 8, "lacks": ["submitted"] },
            { "file": "bare.csv", "sheet": null, "rows": 2, "lacks": lacks },
        ])
    );
    assert_eq!(reader.num_batches(), 2);
}

#[test]
fn only_the_requested_dossiers_are_exported() {
    let codes = |query: Value| {
        let rows = rows(export(&both(), "arrow", query));
        rows.iter().map(|row| row.split('|').next().unwrap().to_owned()).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(codes(json!({ "where": { "unit": ["Sở Nội vụ"] } })), "A3 A4 A6 A7 A8");
    assert_eq!(codes(json!({ "outcome": ["overdue", "stopped"] })), "A4 A6");
    assert_eq!(codes(json!({ "to": "2022-03-02" })), "A1 A2 A3 B1");
    assert_eq!(
        codes(json!({ "sort": "daysLate", "offset": 1, "limit": 2 })),
        "A2 A3",
        "in the order of the files"
    );
    assert_eq!(codes(json!({ "where": { "unit": ["Sở không có"] } })), "");
}

#[test]
fn the_schema_never_changes() {
    let words = |key: DataType| DataType::Dictionary(key.into(), DataType::Utf8.into());
    let (names, words) = (words(DataType::Int32), words(DataType::Int8));
    let expected = [
        ("code", DataType::Utf8),
        ("procedure", names.clone()),
        ("field", names.clone()),
        ("unit", names.clone()),
        ("unitLevel", words.clone()),
        ("serviceLevel", words.clone()),
        ("received", DataType::Date32),
        ("receivedTime", DataType::Time32(TimeUnit::Second)),
        ("submitted", DataType::Date32),
        ("submittedTime", DataType::Time32(TimeUnit::Second)),
        ("due", DataType::Date32),
        ("dueTime", DataType::Time32(TimeUnit::Second)),
        ("finished", DataType::Date32),
        ("finishedTime", DataType::Time32(TimeUnit::Second)),
        ("returned", DataType::Date32),
        ("returnedTime", DataType::Time32(TimeUnit::Second)),
        ("unreadable", words.clone()),
        ("intakeChannel", words.clone()),
        ("returnChannel", words.clone()),
        ("status", words.clone()),
        ("outcome", words.clone()),
        ("daysLate", DataType::Int32),
        ("file", names.clone()),
        ("sheet", names.clone()),
        ("row", DataType::UInt32),
    ];
    let expected = Fields::from_iter(expected.map(|(name, kind)| Field::new(name, kind, true)));
    assert_eq!(*read(export(&both(), "arrow", json!({}))).schema().fields(), expected);
    let none = read(export(&both(), "arrow", json!({ "where": { "unit": ["Sở không có"] } })));
    assert_eq!(*none.schema().fields(), expected);
    assert_eq!(none.num_batches(), 0);
    let about: Value = serde_json::from_str(&none.schema().metadata()["hoso"]).unwrap();
    assert_eq!(about["tables"], json!([]));
}

/// More rows than a block has, more names than 16 bits can number, and nulls on both sides of a block
/// boundary.
#[test]
fn a_long_table_has_several_blocks() {
    const ROWS: usize = 70_000;
    let code = |n: usize| if n.is_multiple_of(7) { String::new() } else { format!("H{n}") };
    let due = |n: usize| if n.is_multiple_of(3) { "" } else { "05/03/2022" };
    let mut text = "Mã hồ sơ,Tên thủ tục,Đơn vị,Ngày tiếp nhận,Ngày hẹn trả\n".to_owned();
    for n in 0..ROWS {
        writeln!(text, "{},Thủ tục {n},Sở Nội vụ,01/03/2022,{}", code(n), due(n)).unwrap();
    }
    let session = open(&[("long.csv", text.as_bytes()), ("bare.csv", super::BARE.as_bytes())]);
    let bytes = export(&session, "arrow", json!({}));
    let lengths: Vec<_> = read(bytes.clone()).map(|batch| batch.unwrap().num_rows()).collect();
    assert_eq!(lengths, [65_536, ROWS - 65_536, 3]);
    let rows = rows(bytes);
    for (n, row) in rows.iter().take(ROWS).enumerate() {
        let due = if n.is_multiple_of(3) { "||||||||||" } else { "|||2022-03-05|||||||" };
        let expected = format!("{}|Thủ tục {n}||Sở Nội vụ|tỉnh||2022-03-01|{due}", code(n));
        assert!(row.starts_with(&expected), "row {n}: {row}");
        assert!(row.ends_with(&format!("|long.csv||{}", n + 2)), "row {n}: {row}");
    }
    assert!(rows[ROWS].starts_with("B1|||UBND xã Tân Mỹ|xã|"), "{}", rows[ROWS]);
}
