//! Errors of invalid questions name the field; units, fields and procedures may have any name.

#![allow(missing_docs, clippy::unwrap_used, reason = "tests")]

use hoso::ErrorCode;
use hoso::session::{DossierQuery, Options, Query, Session};
use serde_json::{Value, json};

const CSV: &str = "Mã hồ sơ,Đơn vị,Ngày tiếp nhận,Ngày hẹn trả,Ngày kết thúc,Hình thức nộp,Trạng thái\n\
    h20-1,UBND xã A,01/03/2022,05/03/2022,04/03/2022,,Hoàn thành\n\
    H20-2,UBND xã A,01/03/2022,05/03/2022,07/03/2022,Trực tuyến,Đã rút\n\
    H30-3,UBND xã A,01/03/2022,05/03/2022,04/03/2022,,Dừng xử lý\n";

fn session() -> Session {
    let options = Options { today: Some("2022-03-31".to_owned()), ..Options::default() };
    let mut session = Session::new(options).unwrap();
    session.begin("a.csv");
    session.push(CSV.as_bytes());
    session.finish();
    session
}

fn refused(query: Value) -> String {
    let query: Result<Query, _> = serde_json::from_value(query);
    match query {
        Err(error) => error.to_string(),
        Ok(query) => {
            let error = session().summarize(&query).unwrap_err();
            assert_eq!(error.code, ErrorCode::BadQuery);
            error.message()
        }
    }
}

#[test]
fn the_field_is_named() {
    for (query, field) in [
        (json!({ "from": "2022-03-02", "to": "2022-03-01" }), "from, to:"),
        (json!({ "from": "2022-02-30" }), "from:"),
        (json!({ "to": "1/3/2022" }), "to:"),
        (json!({ "asOf": "hôm nay" }), "asOf:"),
        (json!({ "by": ["tổ"] }), "by:"),
        (json!({ "where": { "tổ": ["A"] } }), "where:"),
        (json!({ "where": { "outcome": ["done"] } }), "outcome:"),
        (json!({ "where": { "stop": ["paused"] } }), "stop:"),
        (json!({ "where": { "unitLevel": ["phường"] } }), "unitLevel:"),
        (json!({ "where": { "serviceLevel": ["5"] } }), "serviceLevel:"),
        (json!({ "where": { "intakeChannel": ["fax"] } }), "intakeChannel:"),
        (json!({ "where": { "month": ["2022-13"] } }), "month:"),
        (json!({ "where": { "week": ["2022-W53"] } }), "week:"),
        (json!({ "clock": "hour" }), "clock:"),
        (json!({ "waiting": "never" }), "waiting:"),
        (json!({ "levelShare": "none" }), "levelShare:"),
        (json!({ "basis": "due" }), "basis:"),
        (json!({ "endDay": "last" }), "endDay:"),
        (json!({ "returned": "late" }), "returned:"),
        (json!({ "noDue": "late" }), "noDue:"),
        (json!({ "blankChannel": "online" }), "blankChannel:"),
        (json!({ "onTimeOf": "all" }), "onTimeOf:"),
        (json!({ "suppose": { "measure": "speed" } }), "measure:"),
    ] {
        let message = refused(query);
        assert!(message.contains(field), "{field} {message}");
    }
    let days_off = serde_json::from_value(json!({ "daysOff": { "off": ["2022-02-30"] } })).unwrap();
    let error = Session::new(days_off).unwrap_err();
    assert!(error.message().contains("daysOff:"), "{}", error.message());
}

#[test]
fn a_unit_without_dossiers_gives_an_empty_group() {
    let query = json!({ "by": ["unit"], "where": { "unit": ["UBND xã B"] } });
    let summary = session().summarize(&serde_json::from_value(query).unwrap()).unwrap();
    assert_eq!((summary.groups.len(), summary.total.counts.received), (0, 0));
}

fn codes(query: Value) -> Vec<String> {
    let query: DossierQuery = serde_json::from_value(query).unwrap();
    let page = session().dossiers(&DossierQuery { limit: 10, ..query }).unwrap();
    page.rows.into_iter().map(|row| row.code).collect()
}

#[test]
fn lists_by_stop_and_code() {
    assert_eq!(codes(json!({ "where": { "stop": ["returned"] } })), ["H20-2"]);
    assert_eq!(codes(json!({ "where": { "stop": ["returned"] }, "returned": "onTime" })), ["H20-2"]);
    assert_eq!(codes(json!({ "where": { "stop": ["halted"] } })), ["H30-3"]);
    assert_eq!(codes(json!({ "code": "h20" })), ["h20-1", "H20-2"]);
    assert_eq!(codes(json!({ "code": "-3 " })), ["H30-3"]);
    assert_eq!(codes(json!({ "differs": { "returned": "ownDates" } })), ["H20-2"]);
}

/// A blank channel counts as the rules say: as a key, in a filter, and in a count.
#[test]
fn blank_channels() {
    let keys = |rules: Value| {
        let mut query = json!({ "by": ["intakeChannel"] });
        query["blankChannel"] = rules;
        let summary = session().summarize(&serde_json::from_value(query).unwrap()).unwrap();
        let keys = summary.groups.iter().flat_map(|group| group.key.iter());
        keys.map(|(_, key)| key.clone()).collect::<Vec<_>>()
    };
    assert_eq!(keys(json!("direct")), ["direct", "online"]);
    assert_eq!(keys(json!("none")), ["online", "other"]);
    let other = json!({ "where": { "intakeChannel": ["other"] }, "blankChannel": "none" });
    assert_eq!(codes(other), ["h20-1", "H30-3"]);
}
