//! Reconciliation of published figures with the dossiers. Expected values worked out by hand.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

use hoso::session::{Claim, DossierQuery, ExportQuery, Options, Query, Session};
use serde_json::{Value, json};

/// January 2022. R1 was withdrawn after its appointment; N1 has no appointment; T1 is late by the hour only;
/// W1 waits past its appointment; D1 has two rows, on time in the first and late in the second; C1 was
/// received before January.
const LIST: &str = "Mã hồ sơ,Đơn vị,Ngày tiếp nhận,Ngày hẹn trả,Ngày kết thúc,Trạng thái,Hình thức nộp
C1,Xã Một,20/12/2021,05/01/2022,04/01/2022,Đã trả kết quả,Trực tuyến
E1,Xã Một,03/01/2022,10/01/2022,08/01/2022,Đã trả kết quả,Trực tuyến
L1,Xã Một,03/01/2022,10/01/2022,12/01/2022,Đã trả kết quả,
R1,Xã Một,04/01/2022,10/01/2022,14/01/2022,Đã rút,Trực tiếp
N1,Xã Một,05/01/2022,,15/01/2022,Đã trả kết quả,Trực tiếp
T1,Xã Một,05/01/2022,12/01/2022 10:00,12/01/2022 15:00,Đã trả kết quả,Trực tiếp
W1,Xã Một,06/01/2022,12/01/2022,,Chờ bổ sung,Trực tiếp
D1,Xã Một,07/01/2022,14/01/2022,14/01/2022,Đã trả kết quả,Trực tiếp
D1,Xã Một,07/01/2022,14/01/2022,17/01/2022,Đã trả kết quả,Trực tiếp
F1,Xã Một,01/01/2022,20/01/2022,19/01/2022,Đã trả kết quả,Trực tiếp
A1,Xã Hai,10/01/2022,20/01/2022,19/01/2022,Đã trả kết quả,Trực tiếp
A2,Xã Hai,10/01/2022,20/01/2022,03/02/2022,Đã trả kết quả,Trực tiếp
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

fn january() -> Value {
    json!({ "from": "2022-01-01", "to": "2022-01-31" })
}

fn asked(query: Value) -> Query {
    serde_json::from_value(query).unwrap()
}

fn try_reconcile(session: &Session, claims: &Value, query: Value) -> Result<Value, hoso::Error> {
    let claims: Vec<Claim> = serde_json::from_value(claims.clone()).unwrap();
    session.reconcile(&claims, &asked(query)).map(|found| serde_json::to_value(found).unwrap())
}

/// The same, with received (E1, L1, R1, N1, T1, W1, D1, F1) and carried over (C1) as under our rules.
fn with_intake(claims: &[(&str, Value)]) -> Value {
    let intake = [("received", json!(8)), ("carriedOver", json!(1))];
    about_one(&[claims, intake.as_slice()].concat())
}

/// Claims about Xã Một in January, by figure.
fn about_one(claims: &[(&str, Value)]) -> Value {
    let session = session(&[LIST]);
    let claims: Vec<Value> = claims
        .iter()
        .map(|(figure, value)| json!({ "unit": "Xã Một", "figure": figure, "value": value }))
        .collect();
    let found = try_reconcile(&session, &json!(claims), january()).unwrap();
    assert_eq!(found.as_array().unwrap().len(), 1);
    found[0].clone()
}

fn codes(session: &Session, bucket: &Value) -> Vec<String> {
    let query = json!({ "bucket": bucket, "offset": 0, "limit": 100 });
    let query: DossierQuery = serde_json::from_value(query).unwrap();
    let page = serde_json::to_value(session.dossiers(&query).unwrap()).unwrap();
    let rows = page["rows"].as_array().unwrap();
    assert_eq!(page["total"], rows.len());
    rows.iter().map(|row| row["code"].as_str().unwrap().to_owned()).collect()
}

/// The parts of a split as (claim, part, rules, needs, change, dossiers) and the codes of their lists.
fn split(session: &Session, found: &Value) -> Vec<(Value, Vec<String>)> {
    let part = |part: &Value| {
        let told = ["claim", "part", "rules", "needs", "change", "dossiers"].map(|name| part[name].clone());
        (json!(told), codes(session, &part["bucket"]))
    };
    found["split"].as_array().unwrap().iter().map(part).collect()
}

#[test]
fn our_own_figures_agree_under_our_own_way() {
    // C1 early, E1 early, L1 late, T1 on the day, D1 late (the last row), F1 early; N1 without verdict.
    let found = about_one(&[
        ("received", json!(8)),
        ("carriedOver", json!(1)),
        ("ended", json!(7)),
        ("timely", json!(4)),
        ("late", json!("2")),
        ("onTime", json!("66,67%")),
        ("waiting", json!(1)),
        ("returned", json!(1)),
    ]);
    assert_eq!(found["exact"], json!([{}]), "{found:#}");
    assert_eq!((&found["closest"], &found["shown"]), (&json!([]), &json!({})));
    assert_eq!((&found["split"], &found["unexplained"]), (&json!([]), &json!([])));
    let rate = &found["claims"][5];
    assert_eq!((&rate["num"], &rate["den"], &rate["text"]), (&json!(4), &json!(6), &json!("66,67%")));
    assert_eq!((&rate["difference"], &rate["met"]), (&json!("0"), &json!(true)));
    assert_eq!(found["claims"][0].get("den"), None);
}

#[test]
fn one_rule_explains_it() {
    // The withdrawn dossier counts as on time: ended 8, timely 5.
    let found = with_intake(&[("ended", json!(8)), ("timely", json!(5)), ("late", json!(2))]);
    // Or it is late by its own dates, and D1 is on time in its first row.
    let ways = json!([{ "returned": "onTime" }, { "duplicates": "first", "returned": "ownDates" }]);
    assert_eq!(found["exact"], ways);
    assert_eq!(found["claims"][0]["difference"], "+1");
    assert_eq!(
        split(&session(&[LIST]), &found),
        [
            (json!([0, "num", ["returned"], "one", 1, 1]), vec!["R1".to_owned()]),
            (json!([1, "num", ["returned"], "one", 1, 1]), vec!["R1".to_owned()]),
        ]
    );
    assert_eq!(found["unexplained"], json!([]));
    // By its own dates it is late; or it is on time, and T1 is late by the hour.
    let found = with_intake(&[("ended", json!(8)), ("timely", json!(4)), ("late", json!(3))]);
    let ways = json!([{ "returned": "ownDates" }, { "clock": "instant", "returned": "onTime" }]);
    assert_eq!(found["exact"], ways);
}

#[test]
fn two_rules_at_once() {
    // Dossiers without an appointment count as on time, and lateness is by the hour: T1 is late, N1 on time.
    let found = with_intake(&[("ended", json!(7)), ("timely", json!(4)), ("late", json!(3))]);
    assert_eq!(found["exact"], json!([{ "clock": "instant", "noDue": "onTime" }]), "{found:#}");
    assert_eq!(
        split(&session(&[LIST]), &found),
        [
            (json!([1, "num", ["clock"], "one", -1, 1]), vec!["T1".to_owned()]),
            (json!([1, "num", ["noDue"], "one", 1, 1]), vec!["N1".to_owned()]),
            (json!([2, "num", ["clock"], "one", 1, 1]), vec!["T1".to_owned()]),
        ]
    );
}

#[test]
fn duplicates_are_split_by_their_code() {
    // By its first row, D1 was on time; if every row counts, both rows count.
    let found = with_intake(&[("timely", json!(5)), ("late", json!(1))]);
    assert_eq!(found["exact"], json!([{ "duplicates": "first" }]), "{found:#}");
    let session = session(&[LIST]);
    let parts = split(&session, &found);
    assert_eq!(
        parts,
        [
            (json!([0, "num", ["duplicates"], "one", 1, 1]), vec!["D1".to_owned()]),
            (json!([1, "num", ["duplicates"], "one", -1, 1]), vec!["D1".to_owned()]),
        ]
    );
    let query = json!({ "bucket": found["split"][0]["bucket"], "offset": 0, "limit": 9 });
    let page = session.dossiers(&serde_json::from_value(query).unwrap()).unwrap();
    let row = serde_json::to_value(&page.rows[0]).unwrap();
    assert_eq!(
        (&row["outcome"], &row["otherOutcome"], &row["row"]),
        (&json!("late"), &json!("onDueDay"), &json!(10))
    );

    let found = about_one(&[
        ("received", json!(9)),
        ("carriedOver", json!(1)),
        ("timely", json!(5)),
        ("late", json!(2)),
    ]);
    assert_eq!(found["exact"], json!([{ "duplicates": "keep" }]), "{found:#}");
    assert_eq!(found["split"].as_array().unwrap().len(), 2, "late stays as it is");
}

#[test]
fn periods_and_the_day_they_are_judged_on() {
    let session = session(&[LIST]);
    let about_two = |claims: Value| {
        let claims: Vec<Value> = claims
            .as_array()
            .unwrap()
            .iter()
            .map(|claim| json!({ "unit": "xã hai", "figure": claim[0], "value": claim[1] }))
            .collect();
        try_reconcile(&session, &json!(claims), january()).unwrap()[0].clone()
    };
    // A2 ended in February: under our rules it is overdue.
    let found = about_two(json!([["ended", 2], ["late", 1], ["overdue", 0]]));
    assert_eq!(found["unit"], "Xã Hai");
    let ways = found["exact"].as_array().unwrap();
    assert_eq!(*ways, [json!({ "asOf": "today" }), json!({ "basis": "received" })]);
    assert_eq!(split(&session, &found)[0], (json!([0, "num", ["asOf"], "one", 1, 1]), vec!["A2".to_owned()]));
    // F1 was received on the first day; without that day it is carried over.
    let found = about_one(&[("received", json!(7)), ("carriedOver", json!(2))]);
    assert_eq!(found["exact"], json!([{ "period": "firstDayOut" }]));
}

#[test]
fn an_error_stays_unexplained() {
    // The claimed late dossiers do not exist. If eight ended and five were timely, at most three can be late:
    // L1 and D1, with R1 or T1; N1 is then timely.
    let found = with_intake(&[("ended", json!(8)), ("timely", json!(5)), ("late", json!(52))]);
    let own_dates = json!({ "noDue": "onTime", "returned": "ownDates" });
    let by_the_hour = json!({ "clock": "instant", "noDue": "onTime", "returned": "onTime" });
    assert_eq!((&found["exact"], &found["closest"]), (&json!([]), &json!([own_dates, by_the_hour])));
    assert_eq!(found["shown"], own_dates);
    assert_eq!(found["unexplained"], json!([{ "claim": 2, "part": "num", "change": 49 }]));
    // One more than exists: as many as wait, as were withdrawn, …
    let found = about_one(&[("received", json!(8)), ("ended", json!(7)), ("total", json!(10))]);
    let left = &found["unexplained"][0];
    assert_eq!((&found["shown"], &left["claim"], &left["change"]), (&json!({}), &json!(2), &json!(1)));
    let equals: Vec<&str> =
        left["equals"].as_array().unwrap().iter().map(|of| of["figure"].as_str().unwrap()).collect();
    assert_eq!(equals, ["returned", "waiting", "noVerdict", "carriedOver", "superseded"]);
}

#[test]
fn a_rate_by_its_denominator() {
    // Timely 4 of 7 ended; numerator and denominator are split separately.
    let found = about_one(&[("onTime", json!("57,14%"))]);
    assert!(found["exact"].as_array().unwrap().contains(&json!({ "onTimeOf": "ended" })), "{found:#}");
    let found = with_intake(&[("onTime", json!("57,1%")), ("late", json!(2)), ("timely", json!(4))]);
    // Due in January: C1, E1, L1, T1, W1, D1, F1; four of them were met.
    assert_eq!(found["exact"], json!([{ "onTimeOf": "due" }, { "onTimeOf": "ended" }]));
    let waiting = (json!([0, "den", ["onTimeOf"], "one", 1, 1]), vec!["W1".to_owned()]);
    assert_eq!(split(&session(&[LIST]), &found), [waiting]);
    assert_eq!(found["claims"][0]["difference"], "-9,57");
}

#[test]
fn all_units_together() {
    let session = session(&[LIST]);
    let found = try_reconcile(&session, &json!([{ "figure": "received", "value": 10 }]), january()).unwrap();
    assert_eq!((&found[0]["unit"], &found[0]["exact"]), (&Value::Null, &json!([{}])));
    let mut query = january();
    query["where"] = json!({ "unit": ["Xã Hai"] });
    let found = try_reconcile(&session, &json!([{ "figure": "received", "value": 2 }]), query).unwrap();
    assert_eq!(found[0]["exact"], json!([{}]));
}

#[test]
fn figures_that_cannot_be_computed_are_not_guessed() {
    let list = "Mã hồ sơ,Đơn vị,Ngày tiếp nhận\nA1,Xã Một,03/01/2022\n";
    let session = session(&[list]);
    let claims = json!([{ "figure": "received", "value": 1 }, { "figure": "online", "value": 0 }, { "figure": "online", "value": "0%" }]);
    let found = try_reconcile(&session, &claims, january()).unwrap();
    for claim in [1, 2] {
        let told = &found[0]["claims"][claim];
        assert_eq!(
            (&told["text"], &told["met"], &told["difference"]),
            (&json!(""), &json!(false), &json!(""))
        );
    }
    assert_eq!((&found[0]["exact"], &found[0]["closest"]), (&json!([]), &json!([{}])));
    assert_eq!(found[0]["unexplained"], json!([]));
}

#[test]
fn claims_that_are_refused() {
    let session = session(&[LIST]);
    let claim =
        |unit: &str, figure: &str, value: Value| json!([{ "unit": unit, "figure": figure, "value": value }]);
    for (claims, query, says) in [
        (claim("Xã Một", "received", json!("1,234")), january(), "1.234"),
        (claim("Xã Một", "onTime", json!("101%")), january(), "100%"),
        (
            claim("Xã Một", "received", json!("9/3")),
            january(),
            "claims: Xã Một, received: tử số và mẫu số là hai số liệu",
        ),
        (claim("Xã Một", "late", json!("-0,1%")), january(), "từ 0% đến 100%"),
        (claim("Xã Một", "onTime", json!(90)), january(), "onTime"),
        (claim("Xã Một", "nothing", json!(90)), january(), "nothing"),
        (claim("Xã Mộ", "received", json!(9)), january(), "Gần giống: Xã Một"),
        (claim("Sở Y tế", "received", json!(9)), january(), "“Sở Y tế”"),
        (claim("Xã Một", "received", json!(9)), json!({}), "kỳ"),
        (claim("Xã Một", "received", json!(9)), json!({ "from": "2022-01-01" }), "kỳ"),
        (
            claim("Xã Một", "received", json!(9)),
            json!({ "from": "2022-01-01", "to": "2022-01-31", "where": { "outcome": ["late"] } }),
            "where",
        ),
    ] {
        let error = try_reconcile(&session, &claims, query).unwrap_err();
        assert_eq!(serde_json::to_value(error.code).unwrap(), "bad-query");
        assert!(error.message().contains(says), "{says}: {}", error.message());
    }
    let two = json!([
        { "figure": "received", "value": 9 },
        { "figure": "received", "value": 9, "from": "2022-02-01", "to": "2022-02-28" },
    ]);
    let error = try_reconcile(&session, &two, january()).unwrap_err();
    assert!(
        error.message().contains("01/02/2022") && error.message().contains("31/01/2022"),
        "{}",
        error.message()
    );
    assert_eq!(try_reconcile(&session, &json!([]), json!({})).unwrap(), json!([]));
    for wrong in [
        json!({ "figure": "received", "value": -1 }),
        json!({ "figure": "received", "value": [1] }),
        json!({ "figure": 5, "value": 1 }),
        json!({ "figure": "received", "value": 1, "unit": ["Xã Một"] }),
    ] {
        let told = serde_json::from_value::<Claim>(wrong).unwrap_err().to_string();
        assert!(told.starts_with("claims: "), "{told}");
    }
}

#[test]
fn buckets_are_lists_and_files() {
    let session = session(&[LIST]);
    let found = with_intake(&[("ended", json!(8)), ("timely", json!(5)), ("late", json!(2))]);
    let bucket = &found["split"][0]["bucket"];
    let export = json!({ "bucket": bucket, "rows": "dossiers" });
    let export: ExportQuery = serde_json::from_value(export).unwrap();
    assert_eq!(String::from_utf8(session.export("csv", &export).unwrap()).unwrap().lines().count(), 2);
    assert_eq!(session.export("xlsx", &export).unwrap().get(..2), Some(b"PK".as_slice()));
    for broken in ["way:", "way:{}", "way:[1]", "ways:{}"] {
        let query = json!({ "bucket": broken, "offset": 0, "limit": 1 });
        assert!(session.dossiers(&serde_json::from_value(query).unwrap()).is_err(), "{broken}");
    }
    let mut other = crate::session(&[LIST, LIST]);
    other.set_duplicates(hoso::session::Duplicates::First);
    let query = json!({ "bucket": bucket, "offset": 0, "limit": 1 });
    assert!(other.dossiers(&serde_json::from_value(query).unwrap()).is_err(), "other files");
}

#[test]
fn summaries_beside_dossiers_make_claims() {
    let report = "BÁO CÁO (Từ ngày 01/01/2022 đến ngày 31/01/2022)\n\nĐơn vị,Tiếp nhận mới,Trước hạn,Đúng hạn,Trễ hạn\nXã Một,8,3,1,2\nXã Ba,5,5,0,0\n";
    let session = session(&[LIST, report]);
    let claims = serde_json::to_value(session.claims()).unwrap();
    let told: Vec<_> = claims
        .as_array()
        .unwrap()
        .iter()
        .map(|claim| (claim["figure"].as_str().unwrap(), claim["value"].as_u64().unwrap()))
        .collect();
    assert_eq!(told, [("received", 8), ("early", 3), ("onDueDay", 1), ("late", 2)]);
    let first = &claims[0];
    assert_eq!(
        (&first["unit"], &first["from"], &first["to"], &first["source"]),
        (&json!("Xã Một"), &json!("2022-01-01"), &json!("2022-01-31"), &json!("1.csv"))
    );
    let found = try_reconcile(&session, &claims, json!({})).unwrap();
    assert_eq!(found[0]["exact"], json!([{}]), "{found:#}");
    let total = session.summarize(&asked(january())).unwrap().total.counts.received;
    assert_eq!(total, 8 + 2 + 5, "Xã Một counts once");
}

/// A report that states only rates has no counts to add up: it counts nowhere and replaces no other report,
/// but its rates are claims.
#[test]
fn reports_of_rates_only_are_claims() {
    let rates = "BÁO CÁO (Từ ngày 01/01/2022 đến ngày 31/01/2022)\n\nSTT,Đơn vị,Tỷ lệ đúng hạn,Tỷ lệ trực tuyến\n\
                 1,Xã Một,\"66,7%\",\"12,5 %\"\n2,Xã Hai,100%,0\n3,Xã Ba,98%,50%\n,Toàn huyện,90%,20%\n";
    let counts = "BÁO CÁO (Từ ngày 01/01/2022 đến ngày 31/01/2022)\n\nĐơn vị,Tiếp nhận mới,Trước hạn,Trễ hạn\nXã Ba,5,5,0\n";
    let alone = session(&[LIST, counts]);
    for files in [[LIST, rates, counts], [LIST, counts, rates], [rates, counts, LIST]] {
        let session = session(&files);
        let claims = serde_json::to_value(session.claims()).unwrap();
        let told = |claim: &Value| format!("{} {} {}", claim["unit"], claim["figure"], claim["value"]);
        let told: Vec<String> = claims.as_array().unwrap().iter().map(told).collect();
        let expected = "Xã Một onTime 66,7%, Xã Một online 12,5%, Xã Hai onTime 100%, Xã Hai online 0%";
        assert_eq!(told.join(", ").replace('"', ""), expected, "Xã Ba has no dossiers");
        // 4 of 6, E1 alone of 8 online (C1 came before); A1 of Xã Hai.
        let found = try_reconcile(&session, &claims, json!({})).unwrap();
        assert_eq!((&found[0]["exact"], &found[1]["exact"]), (&json!([{}]), &json!([{}])), "{found:#}");
        let report =
            session.files().into_iter().find(|report| report.kind == "summary" && report.rows.dossiers == 3);
        let report = serde_json::to_value(report.unwrap()).unwrap();
        let issue = report["issues"].as_array().unwrap().iter().find(|issue| issue["kind"] == "only-rates");
        assert_eq!((&issue.unwrap()["count"], &report["rows"]["duplicates"]), (&json!(3), &json!(0)));
        // Xã Ba is counted from the other report, whichever came first; no rate is withheld.
        let by_unit = json!({ "by": ["unit"], "from": "2022-01-01", "to": "2022-01-31" });
        let (with, without) = (session.summarize(&asked(by_unit.clone())), alone.summarize(&asked(by_unit)));
        assert_eq!(with.unwrap(), without.unwrap());
    }
    // Without percent signs, "0,5" means 0,5% if another cell of its column is above 1, because no rate is
    // above 100%.
    let unsigned = "BÁO CÁO (Từ ngày 01/01/2022 đến ngày 31/01/2022)\n\nĐơn vị,Tỷ lệ trễ hạn,Tỷ lệ trực tuyến\n\
                    Xã Một,\"0,5\",\"0,5\"\nXã Hai,\"12,50\",1\n";
    let told = serde_json::to_value(session(&[LIST, unsigned]).claims()).unwrap();
    let told: Vec<_> =
        told.as_array().unwrap().iter().map(|claim| json!([claim["figure"], claim["value"]])).collect();
    assert_eq!(
        told,
        [json!(["late", "0,5%"]), json!(["late", "12,50%"])],
        "the other column may hold shares"
    );
    // A row without counts in a report of counts is still a heading.
    let mixed = "Đơn vị,Tiếp nhận mới,Tỷ lệ đúng hạn\nKhối xã,,90%\nXã Một,8,\"66,7%\"\n";
    let told = serde_json::to_value(session(&[LIST, mixed]).claims()).unwrap();
    assert!(told.as_array().unwrap().iter().all(|claim| claim["unit"] == "Xã Một"), "{told:#}");
}

#[test]
fn stated_rates_are_claims_with_their_decimals() {
    let head = "BÁO CÁO (Từ ngày 01/01/2022 đến ngày 31/01/2022)\n\n";
    let claims = |table: &str| {
        let session = session(&[LIST, &format!("{head}{table}")]);
        let claims = serde_json::to_value(session.claims()).unwrap();
        let told = |claim: &Value| format!("{} {} {}", claim["unit"], claim["figure"], claim["value"]);
        let told: Vec<String> = claims.as_array().unwrap().iter().map(told).collect();
        let found = try_reconcile(&session, &claims, json!({})).unwrap();
        (told.join(", ").replace('"', ""), found)
    };
    // Rates instead of counts: 4 of 6 are 66,67%; A1 is the only dossier of Xã Hai that ended in January.
    let (told, found) = claims("Đơn vị,Tiếp nhận mới,Tỷ lệ đúng hạn (%)\nXã Một,8,\"66,7\"\nXã Hai,2,100%\n");
    let expected = "Xã Một received 8, Xã Một onTime 66,7%, Xã Hai received 2, Xã Hai onTime 100%";
    assert_eq!(told, expected);
    assert_eq!((&found[0]["exact"], &found[1]["exact"]), (&json!([{}]), &json!([{}])), "{found:#}");
    // If the counts beside it give another rate, the stated rate is still published, and stays unexplained.
    let (told, found) = claims(
        "Đơn vị,Tiếp nhận mới,Đúng và trước hạn,Trễ hạn,Tỷ lệ đúng và trước hạn\nXã Một,8,4,2,\"83,33%\"\n",
    );
    assert_eq!(told, "Xã Một received 8, Xã Một timely 4, Xã Một late 2, Xã Một onTime 83,33%");
    assert_eq!((&found[0]["exact"], &found[0]["shown"]), (&json!([]), &json!({})), "{found:#}");
    assert_eq!(found[0]["unexplained"][0]["change"], 1, "5 of 6");
    // Rates of fields cannot be added.
    let (told, _) =
        claims("Đơn vị,Lĩnh vực,Tiếp nhận mới,Tỷ lệ trễ hạn\nXã Một,Đất đai,3,10%\nXã Một,Hộ tịch,5,20%\n");
    assert_eq!(told, "Xã Một received 8");
}

#[test]
fn progress_is_reported_in_steps() {
    let session = session(&[LIST]);
    let claims: Vec<Claim> = serde_json::from_value(json!([{ "figure": "received", "value": 11 }])).unwrap();
    let mut reconciling = session.begin_reconcile(&claims, &asked(january())).unwrap();
    let mut taken = 0;
    while reconciling.step(&session) {
        taken += 1;
    }
    assert_eq!((taken, reconciling.steps(), reconciling.finish().len()), (2, 2, 1));
}
