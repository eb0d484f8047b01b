//! Arrow files: column types of other programs, our own export, and broken files.

use crate::collect::{Table, Value, read, text};
use arrow_array::builder::StringDictionaryBuilder;
use arrow_array::types::Int16Type;
use arrow_array::{
    ArrayRef, BinaryArray, BooleanArray, Date32Array, Date64Array, Decimal128Array, DictionaryArray,
    Float64Array, Int64Array, LargeStringArray, RecordBatch, StringArray, TimestampMicrosecondArray,
    UInt8Array,
};
use arrow_ipc::writer::FileWriter;
use hoso::ErrorCode;
use std::sync::Arc;

/// 01/03/2022 in days since 1970, and as a spreadsheet serial.
const DAY: i32 = 19_052;
const SERIAL: f64 = 44_621.0;

fn file(columns: Vec<(&str, ArrayRef)>, batches: usize) -> Vec<u8> {
    let batch = RecordBatch::try_from_iter_with_nullable(
        columns.into_iter().map(|(name, column)| (name, column, true)),
    );
    let batch = batch.expect("columns of one length");
    let mut writer = FileWriter::try_new(Vec::new(), &batch.schema()).expect("a file");
    (0..batches).for_each(|_| writer.write(&batch).expect("a block"));
    writer.into_inner().expect("an end")
}

/// Two rows, the second of nulls.
fn every_kind() -> Vec<(&'static str, ArrayRef)> {
    let words: DictionaryArray<Int16Type> = [Some("Xã A"), None].into_iter().collect();
    let seconds = |second: i64| i64::from(DAY) * 86_400 + second;
    let moment = |second| TimestampMicrosecondArray::from(vec![Some(seconds(second) * 1_000_000 + 9), None]);
    vec![
        ("text", Arc::new(StringArray::from(vec![Some("hồ sơ"), None]))),
        ("long", Arc::new(LargeStringArray::from(vec![Some("dài"), None]))),
        ("word", Arc::new(words)),
        ("whole", Arc::new(Int64Array::from(vec![Some(-5), None]))),
        ("small", Arc::new(UInt8Array::from(vec![Some(250), None]))),
        ("part", Arc::new(Float64Array::from(vec![Some(1.5), Some(f64::NAN)]))),
        ("yes", Arc::new(BooleanArray::from(vec![Some(true), None]))),
        ("bytes", Arc::new(BinaryArray::from(vec![Some(b"x".as_slice()), None]))),
        ("decimal", Arc::new(Decimal128Array::from(vec![Some(1), None]))),
        ("day", Arc::new(Date32Array::from(vec![Some(DAY), None]))),
        ("old", Arc::new(Date32Array::from(vec![Some(-30_000), None]))),
        ("milli", Arc::new(Date64Array::from(vec![Some(seconds(0) * 1_000), None]))),
        ("moment", Arc::new(moment(59_415))),
        ("midnight", Arc::new(moment(0))),
        ("zoned", Arc::new(moment(0).with_timezone("+07:00"))),
    ]
}

#[test]
fn columns_of_every_kind() {
    let mut tables = read(&file(every_kind(), 2)).expect("rows").tables;
    assert_eq!((tables.len(), tables[0].start.format), (1, "arrow"));
    let Table { rows, .. } = tables.remove(0);
    let names = [
        "text", "long", "word", "whole", "small", "part", "yes", "day", "old", "milli", "moment", "midnight",
    ];
    let values = vec![
        text("hồ sơ"),
        text("dài"),
        text("Xã A"),
        Value::Number(-5.0),
        Value::Number(250.0),
        Value::Number(1.5),
        text("TRUE"),
        Value::Date(SERIAL),
        text("1887-11-12"),
        Value::Date(SERIAL),
        text("2022-03-01 16:30:15"),
        Value::Date(SERIAL),
    ];
    let blank = vec![Value::Empty; names.len()];
    let expected =
        [(1, names.map(text).to_vec()), (2, values.clone()), (3, blank.clone()), (4, values), (5, blank)];
    assert_eq!(rows, expected);
}

#[test]
fn unreadable_columns_are_errors() {
    let code = |bytes: &[u8]| read(bytes).map(|_| ()).expect_err("a refusal").code;
    let whole = file(every_kind(), 1);
    // The last ten bytes are the directory's length and the magic; they are put at the end of the truncated
    // file.
    for end in [8, whole.len() / 2, whole.len() - 1] {
        assert_eq!(code(&whole[..end]), ErrorCode::DamagedFile);
    }
    let bytes: ArrayRef = Arc::new(BinaryArray::from(vec![b"x".as_slice()]));
    assert_eq!(code(&file(vec![("bytes", bytes)], 1)), ErrorCode::NoTable);
    let list =
        arrow_array::ListArray::from_iter_primitive::<arrow_array::types::Int32Type, _, _>([Some([Some(1)])]);
    assert_eq!(code(&file(vec![("list", Arc::new(list))], 1)), ErrorCode::UnsupportedFormat);
    let mut words = StringDictionaryBuilder::<Int16Type>::new();
    words.append_value("x".repeat(hoso::read::limits::NAME_BYTES + 1));
    assert_eq!(code(&file(vec![("word", Arc::new(words.finish()))], 1)), ErrorCode::TooLarge);
}

#[test]
fn any_byte_may_be_wrong() {
    let whole = file(every_kind(), 2);
    for at in 0..whole.len() {
        for wrong in [0, 0x7f, 0x80, 0xff] {
            let mut bytes = whole.clone();
            bytes[at] = wrong;
            // Rows or an error; the reader must neither allocate by claimed lengths nor panic.
            let _ended = read(&bytes);
        }
    }
}
