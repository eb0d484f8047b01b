//! Comparison of two exports of the same dossiers. Expected values worked out by hand.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

use hoso::session::{DossierQuery, ExportQuery, Options, Query, Session};
use serde_json::{Value, json};

const BEFORE: &str = "Mã hồ sơ,Đơn vị,Ngày tiếp nhận,Ngày hẹn trả,Ngày kết thúc,Trạng thái
A1,Xã Một,01/03/2022,10/03/2022,09/03/2022,Đã trả kết quả
A2,Xã Một,01/03/2022,10/03/2022,,Đang xử lý
A3,Xã Một,02/03/2022,11/03/2022,,Đang xử lý
A4,Xã Hai,02/03/2022,11/03/2022,15/03/2022,Đã trả kết quả
A5,Xã Hai,03/03/2022,12/03/2022,12/03/2022,Đã trả kết quả
A6,Xã Hai,03/03/2022,12/03/2022,12/03/2022,Đã trả kết quả
A6,Xã Hai,03/03/2022,12/03/2022,13/03/2022,Đã trả kết quả
,Xã Hai,04/03/2022,12/03/2022,12/03/2022,Đã trả kết quả
1.23E+11,Xã Hai,04/03/2022,12/03/2022,12/03/2022,Đã trả kết quả
";

const AFTER: &str = "Mã hồ sơ,Đơn vị,Ngày tiếp nhận,Ngày hẹn trả,Ngày kết thúc,Trạng thái
A1,Xã Một,01/03/2022,10/03/2022,09/03/2022,Đã trả kết quả
A2,Xã Một,01/03/2022,10/03/2022,14/03/2022,Đã trả kết quả
A3,Xã Một,02/03/2022,20/03/2022,,Đang xử lý
A4,Xã Ba,02/03/2022,11/03/2022,10/03/2022,Đã trả kết quả
A6,Xã Hai,03/03/2022,12/03/2022,12/03/2022,Đã trả kết quả
A7,Xã Hai,05/03/2022,15/03/2022,,Đang xử lý
";

fn session(files: &[&str]) -> Session {
    let options = Options { today: Some("2022-03-31".to_owned()), ..Options::default() };
    let mut session = Session::new(options).unwrap();
    for (number, file) in files.iter().enumerate() {
        session.begin(&format!("{number}.csv"));
        session.push(file.as_bytes());
        session.finish();
    }
    session
}

fn asked(query: Value) -> Query {
    serde_json::from_value(query).unwrap()
}

fn compare(session: &Session, before: &[usize], after: &[usize], query: Value) -> Value {
    serde_json::to_value(session.compare(before, after, &asked(query)).unwrap()).unwrap()
}

fn list(session: &Session, bucket: &Value, narrowed: Value) -> Value {
    let mut query = json!({ "bucket": bucket, "offset": 0, "limit": 100 });
    query.as_object_mut().unwrap().extend(narrowed.as_object().unwrap().clone());
    let query: DossierQuery = serde_json::from_value(query).unwrap();
    serde_json::to_value(session.dossiers(&query).unwrap()).unwrap()
}

fn codes(page: &Value) -> Vec<&str> {
    page["rows"].as_array().unwrap().iter().map(|row| row["code"].as_str().unwrap()).collect()
}

fn counts(comparison: &Value) -> Vec<u64> {
    let names = ["onlyBefore", "onlyAfter", "same", "changed", "withoutCode", "twice"];
    names.iter().map(|name| comparison[name].as_u64().unwrap()).collect()
}

fn fields(comparison: &Value) -> Vec<(String, u64, Option<u64>, Option<u64>)> {
    let fields = comparison["fields"].as_array().unwrap().iter();
    let field = |field: &Value| {
        let name = field["field"].as_str().unwrap().to_owned();
        (name, field["count"].as_u64().unwrap(), field["later"].as_u64(), field["earlier"].as_u64())
    };
    fields.map(field).collect()
}

#[test]
fn every_code_is_in_one_part() {
    let session = session(&[BEFORE, AFTER]);
    let found = compare(&session, &[0], &[1], json!({ "asOf": "2022-03-16" }));
    assert_eq!(counts(&found), [1, 1, 1, 3, 2, 1]);
    assert_eq!(found["rows"]["before"], json!({ "rows": 9, "withoutCode": 2, "twice": 2 }));
    assert_eq!(found["rows"]["after"], json!({ "rows": 6, "withoutCode": 0, "twice": 1 }));
    assert_eq!(
        fields(&found),
        [
            ("due".to_owned(), 1, Some(1), Some(0)),
            ("finished".to_owned(), 2, Some(0), Some(1)),
            ("status".to_owned(), 1, None, None),
            ("unit".to_owned(), 1, None, None),
        ]
    );
    let outcomes = found["outcomes"].as_array().unwrap().iter();
    let outcomes: Vec<_> = outcomes.map(|pair| (&pair["before"], &pair["after"], &pair["count"])).collect();
    let expected = [("late", "early"), ("overdue", "late"), ("overdue", "inTerm")];
    assert_eq!(outcomes.len(), 3);
    for (before, after) in expected {
        assert!(outcomes.contains(&(&json!(before), &json!(after), &json!(1))), "{before} {after}");
    }
    assert_eq!(found["compared"], json!(["received", "due", "finished", "status", "unit"]));
}

#[test]
fn buckets_are_lists() {
    let session = session(&[BEFORE, AFTER]);
    let found = compare(&session, &[0], &[1], json!({ "asOf": "2022-03-16" }));
    let of = |name: &str| list(&session, &found["buckets"][name], json!({}));
    assert_eq!(codes(&of("onlyBefore")), ["A5"]);
    assert_eq!(codes(&of("onlyAfter")), ["A7"]);
    assert_eq!(codes(&of("changed")), ["A2", "A3", "A4"]);
    assert_eq!(codes(&of("withoutCode")), ["", "1.23E+11"]);
    assert_eq!(codes(&of("twice")), ["A6", "A6", "A6"]);
    let due = &found["fields"][0];
    assert_eq!(codes(&list(&session, &due["laterBucket"], json!({}))), ["A3"]);
    assert_eq!(codes(&list(&session, &due["earlierBucket"], json!({}))), Vec::<&str>::new());
    assert_eq!(codes(&list(&session, &found["fields"][1]["earlierBucket"], json!({}))), ["A4"]);
    let changed = of("changed");
    assert_eq!(changed["rows"][1]["before"]["due"], "2022-03-11");
    assert_eq!(changed["rows"][1]["before"]["outcome"], "overdue");
    assert_eq!(changed["rows"][1]["otherOutcome"], "overdue");
    assert_eq!(changed["rows"][1]["outcome"], "inTerm");
    let narrowed = list(&session, &found["buckets"]["changed"], json!({ "where": { "unit": ["Xã Ba"] } }));
    assert_eq!(codes(&narrowed), ["A4"]);
    let export = json!({ "bucket": found["buckets"]["changed"], "rows": "dossiers" });
    let export: ExportQuery = serde_json::from_value(export).unwrap();
    let text = String::from_utf8(session.export("csv", &export).unwrap()).unwrap();
    assert_eq!(text.lines().count(), 4);
    assert_eq!(session.export("xlsx", &export).unwrap().get(..2), Some(b"PK".as_slice()));
}

/// The figures of each side equal those of that side alone.
#[test]
fn both_sides_have_their_figures() {
    let both = session(&[BEFORE, AFTER]);
    let query = json!({ "asOf": "2022-03-16", "by": ["unit"] });
    let found = compare(&both, &[0], &[1], query.clone());
    for (side, file) in [("before", BEFORE), ("after", AFTER)] {
        let alone = session(&[file]).summarize(&asked(query.clone())).unwrap();
        let mut alone = serde_json::to_value(alone).unwrap();
        alone.as_object_mut().unwrap().remove("conflicts");
        assert_eq!(found["summaries"][side], alone, "{side}");
    }
    // A1 to A4: before, one early, one late, two overdue; after, two early, one late, one in term.
    let common = |side: &str, count: &str| found["common"][side]["total"]["counts"][count].clone();
    assert_eq!(["early", "late", "overdue", "inTerm"].map(|count| common("before", count)), [1, 1, 2, 0]);
    assert_eq!(["early", "late", "overdue", "inTerm"].map(|count| common("after", count)), [2, 1, 0, 1]);
}

#[test]
fn exchanged_sides_mirror_the_result() {
    let session = session(&[BEFORE, AFTER]);
    let one = compare(&session, &[0], &[1], json!({}));
    let two = compare(&session, &[1], &[0], json!({}));
    let [a, b, c, d, e, f] = counts(&one)[..] else { panic!() };
    assert_eq!(counts(&two), [b, a, c, d, e, f]);
    let turned = fields(&two).into_iter().map(|(name, count, later, earlier)| (name, count, earlier, later));
    assert_eq!(turned.collect::<Vec<_>>(), fields(&one));
}

#[test]
fn the_same_file_and_no_common_code() {
    let session = session(&[AFTER, AFTER, "Mã hồ sơ,Ngày tiếp nhận\nB1,01/03/2022\n"]);
    for after in [0, 1] {
        assert_eq!(counts(&compare(&session, &[0], &[after], json!({}))), [0, 0, 6, 0, 0, 0]);
    }
    assert_eq!(counts(&compare(&session, &[0], &[2], json!({}))), [6, 1, 0, 0, 0, 0]);
}

/// The second side has neither appointments nor units, so they are not compared.
#[test]
fn a_column_that_one_side_lacks_is_not_compared() {
    let after = "Mã hồ sơ,Ngày tiếp nhận,Ngày kết thúc\nA1,01/03/2022,09/03/2022\nA2,01/03/2022,\nA4,02/03/2022,14/03/2022\n";
    let session = session(&[BEFORE, after]);
    let found = compare(&session, &[0], &[1], json!({}));
    assert_eq!(counts(&found), [2, 0, 2, 1, 2, 1]);
    assert_eq!(fields(&found), [("finished".to_owned(), 1, Some(0), Some(1))]);
    assert_eq!(found["compared"], json!(["received", "finished"]));
}

#[test]
fn sides_that_cannot_be_compared_are_refused() {
    let mut session = session(&[BEFORE, AFTER]);
    let code = |before: &[usize], after: &[usize]| {
        session.compare(before, after, &Query::default()).unwrap_err().code
    };
    assert_eq!(code(&[], &[1]), hoso::ErrorCode::BadQuery);
    assert_eq!(code(&[0], &[]), hoso::ErrorCode::BadQuery);
    assert_eq!(code(&[0], &[2]), hoso::ErrorCode::NoSuchFile);
    let found = compare(&session, &[0], &[1], json!({}));
    let bucket = found["buckets"]["changed"].as_str().unwrap().to_owned();
    let refused = |session: &Session, bucket: &str| {
        let query = json!({ "bucket": bucket, "offset": 0, "limit": 1 });
        let query: DossierQuery = serde_json::from_value(query).unwrap();
        session.dossiers(&query).unwrap_err().code
    };
    for wrong in ["changed", "compare:", "compare:{}", "way:x"] {
        assert_eq!(refused(&session, wrong), hoso::ErrorCode::BadQuery, "{wrong}");
    }
    session.remove(0).unwrap();
    session.begin("other.csv");
    session.push(AFTER.as_bytes());
    session.finish();
    assert_eq!(refused(&session, &bucket), hoso::ErrorCode::BadQuery, "files of another kind");
}

const ORACLE_BEFORE: &str = include_str!("compare/before.csv");
const ORACLE_AFTER: &str = include_str!("compare/after.csv");
const EXPECTED: &str = include_str!("compare/expected.json");

fn sorted_codes(session: &Session, bucket: &Value) -> Vec<String> {
    let page = list(session, bucket, json!({ "limit": 10_000 }));
    let mut codes: Vec<String> = codes(&page).into_iter().map(str::to_owned).collect();
    codes.sort();
    codes
}

/// Lists generated and compared by tests/oracle/compare.py; the order of the files does not matter.
#[test]
fn results_equal_those_of_the_oracle() {
    let expected: Value = serde_json::from_str(EXPECTED).unwrap();
    let names = |value: &Value| -> Vec<String> { serde_json::from_value(value.clone()).unwrap() };
    for (files, before, after) in
        [([ORACLE_BEFORE, ORACLE_AFTER], 0, 1), ([ORACLE_AFTER, ORACLE_BEFORE], 1, 0)]
    {
        let session = session(&files);
        let found = compare(&session, &[before], &[after], json!({ "asOf": "2022-06-30" }));
        assert_eq!((&found["same"], &found["twice"]), (&expected["same"], &expected["codesTwice"]));
        for name in ["onlyBefore", "onlyAfter", "changed", "withoutCode", "twice"] {
            assert_eq!(sorted_codes(&session, &found["buckets"][name]), names(&expected[name]), "{name}");
        }
        let fields = found["fields"].as_array().unwrap();
        assert_eq!(fields.len(), expected["fields"].as_object().unwrap().len());
        for field in fields {
            let of = &expected["fields"][field["field"].as_str().unwrap()];
            assert_eq!(sorted_codes(&session, &field["bucket"]), names(&of["codes"]), "{field}");
            for (moved, bucket) in [("later", "laterBucket"), ("earlier", "earlierBucket")] {
                let Some(codes) = of.get(moved).map(names) else { continue };
                assert_eq!(field[moved], codes.len());
                assert_eq!(sorted_codes(&session, &field[bucket]), codes, "{field}");
            }
        }
        let outcomes = found["outcomes"].as_array().unwrap();
        assert_eq!(outcomes.len(), expected["outcomes"].as_object().unwrap().len());
        for pair in outcomes {
            let name = format!("{} {}", pair["before"].as_str().unwrap(), pair["after"].as_str().unwrap());
            assert_eq!(
                sorted_codes(&session, &pair["bucket"]),
                names(&expected["outcomes"][&name]),
                "{name}"
            );
        }
        for side in ["before", "after"] {
            for (outcome, count) in expected["common"][side].as_object().unwrap() {
                assert_eq!(&found["common"][side]["total"]["counts"][outcome], count, "{side} {outcome}");
            }
        }
    }
}

#[test]
fn a_comparison_is_a_workbook() {
    let session = session(&[BEFORE, AFTER]);
    let query = |compare: Value| -> ExportQuery {
        serde_json::from_value(json!({ "compare": compare, "asOf": "2022-03-16" })).unwrap()
    };
    let sides = json!({ "before": [0], "after": [1] });
    let bytes = session.export("xlsx", &query(sides.clone())).unwrap();
    let mut book = calamine::open_workbook_auto_from_rs(std::io::Cursor::new(bytes)).unwrap();
    let rows = |book: &mut calamine::Sheets<_>, sheet: &str| -> Vec<Vec<String>> {
        let range = calamine::Reader::worksheet_range(book, sheet).unwrap();
        range.rows().map(|row| row.iter().map(ToString::to_string).collect()).collect()
    };
    let counts = rows(&mut book, "So sánh hai bản");
    let count = |name: &str| counts.iter().find(|row| row[0] == name).unwrap()[1].clone();
    assert_eq!(
        ["giống nhau", "có thay đổi", "chỉ có ở danh sách trước", "mã hồ sơ trống hoặc hỏng"].map(count),
        ["1", "3", "1", "2"]
    );
    let due = counts.iter().find(|row| row[0] == "khác nhau ở Ngày hẹn trả").unwrap();
    assert_eq!(due[1..], ["1", "1", "0"]);
    let changed = rows(&mut book, "Có thay đổi");
    let head: Vec<&str> = changed[0].iter().map(String::as_str).collect();
    let at = |name: &str| head.iter().position(|head| *head == name).unwrap();
    assert_eq!(changed.iter().map(|row| row[0].as_str()).collect::<Vec<_>>(), ["Mã hồ sơ", "A2", "A3", "A4"]);
    assert_eq!(changed[2][at("Kết quả, bản trước")], "quá hạn");
    assert_eq!(changed[3][at("Đơn vị, bản trước")], "Xã Hai");
    assert_eq!(changed[3][at("Đơn vị, bản sau")], "Xã Ba");
    // 11/03 and 20/03/2022 as spreadsheet serials.
    assert_eq!(
        [&changed[2][at("Ngày hẹn trả, bản trước")], &changed[2][at("Ngày hẹn trả, bản sau")]],
        ["44631", "44640"]
    );
    for (sheet, lines) in
        [("Chỉ có ở bản trước", 2), ("Chỉ có ở bản sau", 2), ("Mã trống hoặc hỏng", 3), ("Mã lặp lại", 4)]
    {
        assert_eq!(rows(&mut book, sheet).len(), lines, "{sheet}");
    }
    let effect = rows(&mut book, "Ảnh hưởng chỉ số");
    let on_time = effect.iter().find(|row| row[0] == "Tỷ lệ đúng và trước hạn").unwrap();
    assert_eq!(on_time[8..10], ["1", "2"], "A1 of A1 and A4, before");
    assert_eq!(on_time[11..13], ["2", "3"], "A1 and A4 of those and A2, after");
    assert!(session.export("csv", &query(sides)).is_err());
    assert!(session.export("xlsx", &query(json!({ "before": [0], "after": [] }))).is_err());
}

use proptest::prelude::*;

/// A row: its code (few of them, some blank or ruined), days from 01/03/2022, or no end.
fn row_text((code, received, due, end): &(u8, u8, u8, Option<u8>)) -> String {
    let code = match code {
        0 => String::new(),
        1 => "1.2E+11".to_owned(),
        code => format!("A{code}"),
    };
    let day = |day: &u8| format!("{:02}/03/2022", day + 1);
    format!("{code},Xã Một,{},{},{}\n", day(received), day(due), end.as_ref().map(day).unwrap_or_default())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Every row of both sides is in exactly one part, lists are as long as their counts, and neither the
    /// order of files nor splitting a side into two files changes anything.
    #[test]
    fn every_row_is_counted_once(
        before in proptest::collection::vec((0..20_u8, 0..28_u8, 0..28_u8, proptest::option::of(0..28_u8)), 1..25),
        after in proptest::collection::vec((0..20_u8, 0..28_u8, 0..28_u8, proptest::option::of(0..28_u8)), 1..25),
        cut in 0..25_usize,
    ) {
        let head = "Mã hồ sơ,Đơn vị,Ngày tiếp nhận,Ngày hẹn trả,Ngày kết thúc\n";
        let text = |rows: &[_]| format!("{head}{}", rows.iter().map(row_text).collect::<String>());
        let (first, second) = before.split_at(cut.clamp(1, before.len()));
        let whole = session(&[&text(&before), &text(&after)]);
        let query = json!({ "asOf": "2022-03-31" });
        let found = compare(&whole, &[0], &[1], query.clone());
        let number = |of: &Value| of.as_u64().unwrap();
        for (side, only) in [("before", "onlyBefore"), ("after", "onlyAfter")] {
            let rows = &found["rows"][side];
            let parts = number(&found[only]) + number(&found["same"]) + number(&found["changed"])
                + number(&rows["withoutCode"]) + number(&rows["twice"]);
            prop_assert_eq!(number(&rows["rows"]), parts);
            prop_assert_eq!(parts, if side == "before" { before.len() } else { after.len() } as u64);
        }
        for name in ["onlyBefore", "onlyAfter", "changed", "withoutCode"] {
            let listed = list(&whole, &found["buckets"][name], json!({}));
            prop_assert_eq!(&listed["total"], &found[name], "{}", name);
        }
        prop_assume!(!second.is_empty());
        let parted = session(&[&text(second), &text(&after), &text(first)]);
        let again = compare(&parted, &[2, 0], &[1], query);
        prop_assert_eq!(counts(&again), counts(&found));
        prop_assert_eq!(fields(&again), fields(&found));
        prop_assert_eq!(&again["rows"], &found["rows"]);
    }
}
