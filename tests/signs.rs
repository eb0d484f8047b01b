//! Signs, outages and samples. Expected values by hand, and by tests/oracle/signs.py.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

use hoso::ErrorCode;
use hoso::session::{DossierQuery, ExportQuery, Options, Session, SignsQuery};
use serde_json::{Value, json};

/// 20/08/2022 is a Saturday, 02/09/2022 a holiday.
const LIST: &str =
    "Mã hồ sơ,Đơn vị,Ngày nộp,Ngày tiếp nhận,Ngày hẹn trả,Ngày kết thúc,Ngày trả kết quả,Trạng thái
A1,Xã Một,15/08/2022 08:00,15/08/2022 08:10,19/08/2022 17:00,19/08/2022 16:40,19/08/2022 16:50,Đã trả kết quả
A2,Xã Một,15/08/2022 08:00,15/08/2022 08:20,19/08/2022 17:00,19/08/2022 16:40,19/08/2022 17:30,Đã trả kết quả
A3,Xã Một,15/08/2022 08:00,17/08/2022 09:00,19/08/2022 16:00,19/08/2022 16:40,,Đã trả kết quả
A4,Xã Hai,15/08/2022 08:00,15/08/2022 08:30,22/08/2022 17:00,19/08/2022 16:40,,Đã trả kết quả
A5,Xã Hai,16/08/2022 08:00,16/08/2022 09:00,22/08/2022 17:00,20/08/2022 09:00,24/08/2022 10:00,Đã trả kết quả
A6,Xã Hai,16/08/2022 08:00,16/08/2022 09:00,01/09/2022 17:00,02/09/2022 10:00,,Đã trả kết quả
A7,Xã Hai,16/08/2022 08:00,16/08/2022 09:00,25/08/2022 17:00,26/08/2022 09:00,,Trả lại
A8,Xã Hai,16/08/2022 08:00,16/08/2022 09:00,25/08/2022 17:00,24/08/2022 09:00,,Trả lại
A9,Xã Hai,16/08/2022 08:00,16/08/2022 09:00,09/09/2022 17:00,,,Đang xử lý
B1,Xã Một,16/08/2022 08:00,16/08/2022 09:00,30/08/2022 17:00,,,Đang xử lý
B2,Xã Một,16/08/2022 08:00,16/08/2022 09:00,25/08/2022 17:00,31/08/2022,,Đã trả kết quả
B3,Xã Một,16/08/2022 08:00,16/08/2022 09:00,20/09/2022 17:00,,,Đang xử lý
";

fn session(files: &[&str]) -> Session {
    let options = Options { today: Some("2022-12-31".to_owned()), ..Options::default() };
    let mut session = Session::new(options).unwrap();
    for (number, file) in files.iter().enumerate() {
        session.begin(&format!("{number}.csv"));
        session.push(file.as_bytes());
        session.finish();
    }
    session
}

fn signs(session: &Session, query: Value) -> Value {
    let query: SignsQuery = serde_json::from_value(query).unwrap();
    serde_json::to_value(session.signs(&query).unwrap()).unwrap()
}

fn refused(session: &Session, query: Value) -> ErrorCode {
    let query: SignsQuery = serde_json::from_value(query).unwrap();
    session.signs(&query).unwrap_err().code
}

fn codes(session: &Session, bucket: &Value) -> Vec<String> {
    let query: DossierQuery =
        serde_json::from_value(json!({ "bucket": bucket, "offset": 0, "limit": 1000 })).unwrap();
    let page = session.dossiers(&query).unwrap();
    assert_eq!(page.total, page.rows.len());
    page.rows.into_iter().map(|row| row.code).collect()
}

/// A sign by its name and least number: its count, the number of examined dossiers, and its list.
fn sign(session: &Session, found: &Value, name: &str, least: Option<i64>) -> (u64, u64, Vec<String>) {
    let all = found["signs"].as_array().unwrap();
    let least = |one: &Value| least.is_none() || one["least"].as_i64() == least;
    let one = all.iter().find(|one| one["sign"] == name && least(one)).unwrap();
    let listed = codes(session, &one["bucket"]);
    assert_eq!(one["count"], listed.len(), "{name}");
    (one["count"].as_u64().unwrap(), one["of"].as_u64().unwrap(), listed)
}

#[test]
fn every_sign_by_hand() {
    let session = session(&[LIST]);
    let found = signs(&session, json!({ "asOf": "2022-09-12", "together": 2 }));
    let of = |name: &str, least: Option<i64>| sign(&session, &found, name, least);
    let list = |codes: &[&str]| codes.iter().map(|code| (*code).to_owned()).collect::<Vec<_>>();
    // Ended or returned: A1 to A8 and B2.
    assert_eq!(of("returned", None), (2, 9, list(&["A7", "A8"])));
    assert_eq!(of("returnedLate", None), (1, 2, list(&["A7"])));
    // Monday 08:00 to Wednesday 09:00: two days of 7.5 hours and 1 hour.
    assert_eq!(of("acceptedLate", None), (1, 12, list(&["A3"])));
    // A2 was handed over on the day of the appointment, which is in time by days.
    assert_eq!(of("handedOverLate", None), (1, 3, list(&["A5"])));
    // On 12/09: A9 for 3 days, B1 for 13; B3 is not due.
    assert_eq!(of("overdueBy", Some(1)), (1, 2, list(&["A9"])));
    assert_eq!(of("overdueBy", Some(6)), (0, 2, list(&[])));
    assert_eq!(of("overdueBy", Some(11)), (1, 2, list(&["B1"])));
    // Three of Xã Một at 16:40; Xã Hai has only one in this minute. B2 has no time.
    assert_eq!(of("sameMinute", Some(2)), (3, 6, list(&["A1", "A2", "A3"])));
    assert_eq!((&found["minutes"], &found["mostInAMinute"]), (&json!(1), &json!(3)));
    assert_eq!(of("dayOff", None), (2, 7, list(&["A5", "A6"])));
    // 20 minutes before; A3 ended 40 minutes after its appointment, A4 days before.
    assert_eq!(of("lastMinutes", Some(30)), (2, 6, list(&["A1", "A2"])));
}

#[test]
fn shares_equal_those_of_the_summary() {
    let session = session(&[LIST]);
    for query in [json!({ "asOf": "2022-09-12" }), json!({ "asOf": "2022-09-12", "from": "2022-08-22" })] {
        let found = signs(&session, query);
        let measure = |name: &str| {
            let rate = &found["summary"]["total"]["measures"][name];
            (rate["num"].as_u64().unwrap_or_default(), rate["den"].as_u64().unwrap_or_default())
        };
        for name in ["returned", "returnedLate", "acceptedLate"] {
            let (count, of, _) = sign(&session, &found, name, None);
            assert_eq!((count, of), measure(name), "{name}");
        }
        let days = &found["summary"]["total"]["days"];
        assert_eq!(days["handedOverLate"], sign(&session, &found, "handedOverLate", None).0);
        let ages = [1, 6, 11, 31, 91].map(|least| sign(&session, &found, "overdueBy", Some(least)).0);
        assert_eq!(found["summary"]["total"]["counts"]["overdue"], ages.iter().sum::<u64>());
    }
}

#[test]
fn the_clock_and_filters_of_the_question_apply() {
    let session = session(&[LIST]);
    let found = signs(&session, json!({ "asOf": "2022-09-12", "clock": "instant", "together": 2 }));
    assert_eq!(sign(&session, &found, "handedOverLate", None).2, ["A2", "A5"]);
    let filtered = json!({ "asOf": "2022-09-12", "where": { "unit": ["Xã Hai"] }, "minutes": 60 });
    let found = signs(&session, filtered);
    assert_eq!(sign(&session, &found, "lastMinutes", Some(60)), (0, 3, vec![]));
    assert_eq!(sign(&session, &found, "dayOff", None).2, ["A5", "A6"]);
    let period = signs(&session, json!({ "from": "2022-09-01", "to": "2022-09-05" }));
    assert_eq!(sign(&session, &period, "dayOff", None), (1, 1, vec!["A6".to_owned()]));
}

/// Late: A6 (due 01/09 17:00, ended 02/09 10:00) and B2 (due 25/08 17:00, ended 31/08). By days, A3 is on its
/// due day.
#[test]
fn an_outage_is_reported_beside_the_rate() {
    let session = session(&[LIST]);
    let outage = |from: &str, to: &str| {
        let found = signs(&session, json!({ "asOf": "2022-09-12", "outages": [{ "from": from, "to": to }] }));
        let one = found["outage"]["found"].clone();
        let rates = |of: &Value| {
            let rate = &of["total"]["measures"]["onTime"];
            (rate["num"].clone(), rate["den"].clone())
        };
        assert_eq!(rates(&found["summary"]), (json!(5), json!(7)));
        assert_eq!(one["count"], codes(&session, &one["bucket"]).len());
        (codes(&session, &one["bucket"]), rates(&found["outage"]["without"]))
    };
    assert_eq!(outage("2022-09-01 16:30", "2022-09-01 17:00"), (vec!["A6".to_owned()], (json!(5), json!(6))));
    assert_eq!(outage("2022-09-01 08:00", "2022-09-01 16:59"), (vec![], (json!(5), json!(7))));
    assert_eq!(outage("2022-09-02", "2022-09-02").0, ["A6"]);
    // The end of B2 is a day without a time: an outage during any part of that day counts.
    assert_eq!(outage("2022-08-31 23:00", "2022-08-31 23:30").0, ["B2"]);
    assert_eq!(outage("2022-08-25", "2022-09-02"), (list(&["A6", "B2"]), (json!(5), json!(5))));
    let none = signs(&session, json!({ "asOf": "2022-09-12" }));
    assert_eq!(none.get("outage"), None);
}

fn list(codes: &[&str]) -> Vec<String> {
    codes.iter().map(|code| (*code).to_owned()).collect()
}

const DRAWN: [&str; 4] = ["A1", "A6", "A8", "B1"];
const DRAWN_AGAIN: [&str; 4] = ["A3", "A6", "A8", "B2"];

/// Drawn by tests/oracle/signs.py: sample("2026", [A1 … A9, B1, B2, B3], 4), and the same with the seed "mẫu
/// 2".
#[test]
fn a_sample_can_be_drawn_again() {
    let one = session(&[LIST]);
    let (head, rows) = LIST.split_once('\n').unwrap();
    let mut turned: Vec<&str> = rows.lines().collect();
    turned.reverse();
    let (first, second) = turned.split_at(5);
    let parts = [first, second].map(|rows| format!("{head}\n{}\n", rows.join("\n")));
    let other = session(&[&parts[0], &parts[1]]);
    for (seed, expected) in [("2026", DRAWN), ("mẫu 2", DRAWN_AGAIN)] {
        for session in [&one, &other] {
            let found = signs(session, json!({ "sample": { "seed": seed, "size": 4 } }));
            assert_eq!((&found["sample"]["count"], &found["sample"]["of"]), (&json!(4), &json!(12)));
            let mut drawn = codes(session, &found["sample"]["bucket"]);
            drawn.sort();
            assert_eq!(drawn, expected);
        }
    }
    let all = signs(&one, json!({ "sample": { "seed": "x", "size": 50 } }));
    assert_eq!(all["sample"]["count"], 12);
    assert_eq!(codes(&one, &all["sample"]["bucket"]).len(), 12);
}

#[test]
fn rows_without_codes_are_drawn_too() {
    let session = session(&["Mã hồ sơ,Ngày tiếp nhận\n,01/03/2022\n,02/03/2022\n1.2E+11,03/03/2022\n"]);
    let found = signs(&session, json!({ "sample": { "seed": "1", "size": 2 } }));
    assert_eq!(codes(&session, &found["sample"]["bucket"]).len(), 2);
}

/// Without times and appointments no dossier can be examined: 0 of 0.
#[test]
fn missing_data_are_not_examined() {
    let session = session(&[
        "Mã hồ sơ,Ngày tiếp nhận,Ngày kết thúc\nA1,01/03/2022,05/03/2022 00:00\nA2,01/03/2022,06/03/2022 00:00\n",
    ]);
    let found = signs(&session, json!({}));
    for name in ["returnedLate", "acceptedLate", "handedOverLate", "overdueBy", "sameMinute", "lastMinutes"] {
        let (count, of, listed) = sign(&session, &found, name, None);
        assert_eq!((count, of, listed.len()), (0, 0, 0), "{name}");
    }
    assert_eq!(sign(&session, &found, "dayOff", None).2, ["A1", "A2"]);
}

#[test]
fn invalid_questions_are_refused() {
    let session = session(&[LIST]);
    let outage = |from: &str, to: &str| json!({ "outages": [{ "from": from, "to": to }] });
    for query in [
        json!({ "minutes": 0 }),
        json!({ "minutes": 1441 }),
        json!({ "together": 1 }),
        json!({ "sample": { "seed": "1", "size": 0 } }),
        json!({ "sample": { "seed": "1", "size": 10001 } }),
        json!({ "sample": { "seed": "x".repeat(201), "size": 1 } }),
        outage("2022-09-02", "2022-09-01"),
        outage("2022-09-31", "2022-10-01"),
        outage("", ""),
        outage("2022-09-01 25:00", "2022-09-02"),
        json!({ "outages": vec![json!({ "from": "2022-09-01", "to": "2022-09-01" }); 201] }),
    ] {
        assert_eq!(refused(&session, query.clone()), ErrorCode::BadQuery, "{query}");
    }
    for wrong in ["sign:", "sign:{}", "sign:{\"sign\":\"x\"}", "sign", ""] {
        let query = json!({ "bucket": wrong, "offset": 0, "limit": 1 });
        let query: DossierQuery = serde_json::from_value(query).unwrap();
        let outcome = session.dossiers(&query).map(|page| page.total);
        assert!(wrong.is_empty() || outcome.is_err(), "{wrong}");
    }
}

#[test]
fn a_sign_is_exported_with_its_words() {
    let session = session(&[LIST]);
    let found = signs(&session, json!({ "asOf": "2022-09-12" }));
    let bucket = found["signs"].as_array().unwrap().iter().find(|one| one["sign"] == "dayOff").unwrap();
    let export = json!({ "bucket": bucket["bucket"], "rows": "dossiers" });
    let export: ExportQuery = serde_json::from_value(export).unwrap();
    let text = String::from_utf8(session.export("csv", &export).unwrap()).unwrap();
    assert_eq!(text.lines().count(), 3);
    let json = String::from_utf8(session.export("json", &export).unwrap()).unwrap();
    assert!(json.contains("\"A5\"") && json.contains("\"A6\"") && !json.contains("\"A1\""));
    assert_eq!(session.export("xlsx", &export).unwrap().get(..2), Some(b"PK".as_slice()));
}
