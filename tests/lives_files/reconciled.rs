//! Reconciles published figures with lives; expected values worked out by hand.

use super::{CUT, FIRST, lives_of, opened};
use hoso::ErrorCode;
use hoso::session::{Claim, DossierQuery, ExportQuery, Query, Session};
use serde_json::{Value, json};
use std::io::Read;

const TAN_MY: &str = "UBND xã Tân Mỹ";

fn reconciled(session: &Session, claims: &Value, asked: Value) -> Result<Value, hoso::Error> {
    let claims: Vec<Claim> = serde_json::from_value(claims.clone()).unwrap();
    let asked: Query = serde_json::from_value(asked).unwrap();
    session.reconcile(&claims, &asked).map(|found| serde_json::to_value(found).unwrap())
}

fn claims(unit: &str, figures: &[(&str, Value)]) -> Value {
    let claim = |(figure, value): &(&str, Value)| json!({ "unit": unit, "figure": figure, "value": value });
    figures.iter().map(claim).collect()
}

/// A month of 2022, judged on the given day.
fn month(month: &str, last: &str, as_of: &str) -> Value {
    json!({ "from": format!("2022-{month}-01"), "to": format!("2022-{month}-{last}"), "asOf": as_of })
}

/// The parts of a split as (claim, part, rules, needs, change, dossiers, bucket).
fn split(found: &Value) -> Vec<Value> {
    let names = ["claim", "part", "rules", "needs", "change", "dossiers", "bucket"];
    let part = |part: &Value| json!(names.map(|name| part[name].clone()));
    found["split"].as_array().unwrap().iter().map(part).collect()
}

#[test]
fn the_way_is_found_by_counts_and_untried_ways_are_named() {
    let (session, _) = opened(&[("lives.arrow", &lives_of(FIRST))]);
    // January: A1 and A2 early; A3 on the due day, but late by the hour; A4 to A6 open.
    let january = [("received", json!(6)), ("ended", json!(3)), ("timely", json!(2)), ("late", json!(1))];
    let found =
        reconciled(&session, &claims(TAN_MY, &january), month("01", "31", "2022-01-31")).unwrap()[0].clone();
    assert_eq!(found["exact"], json!([{ "clock": "instant" }]), "{found:#}");
    assert_eq!(
        split(&found),
        [json!([2, "num", ["clock"], "one", -1, 1, ""]), json!([3, "num", ["clock"], "one", 1, 1, ""])]
    );
    let left_out = json!([
        { "rule": "blankChannel", "values": ["none"], "why": "fixed" },
        { "rule": "duplicates", "values": ["last", "first", "keep"], "why": "fixed" },
        { "rule": "endDay", "values": ["returned", "finishedOnly"], "why": "fixed" },
        { "rule": "period", "values": ["firstDayOut", "15-14", "21-20"], "why": "grain" },
    ]);
    assert_eq!(found["leftOut"], left_out);
    // On the day of the cut A4 has ended late and A5 is overdue; nothing was carried over.
    let later = [("received", json!(6)), ("ended", json!(4)), ("late", json!(1)), ("overdue", json!(1))];
    let found = reconciled(&session, &claims(TAN_MY, &later), month("01", "31", CUT)).unwrap()[0].clone();
    assert_eq!(found["exact"], json!([{ "asOf": "today" }, { "basis": "received" }]), "{found:#}");
}

#[test]
fn two_rules_rates_and_an_unexplained_rest() {
    let (session, _) = opened(&[("lives.arrow", &lives_of(FIRST))]);
    // February: B1 was withdrawn in time, A8 waits past its appointment, A9 is overdue.
    let figures =
        [("ended", json!(1)), ("timely", json!(1)), ("overdue", json!(2)), ("onTime", json!("100%"))];
    let asked = month("02", "28", "2022-02-28");
    let found = reconciled(&session, &claims("Sở Nội vụ", &figures), asked.clone()).unwrap()[0].clone();
    let ways = [
        json!({ "returned": "onTime", "waiting": "pending" }),
        json!({ "returned": "ownDates", "waiting": "pending" }),
    ];
    assert_eq!(found["exact"], json!(ways), "{found:#}");
    let of = |why: &str| found["leftOut"].as_array().unwrap().iter().filter(|out| out["why"] == why).count();
    // Denominator "due in the period" is left out, as are days within periods.
    assert_eq!((of("fixed"), of("grain")), (3, 2));
    // One more than exists under any way.
    let figures = [("received", json!(4)), ("ended", json!(1))];
    let found = reconciled(&session, &claims("Sở Nội vụ", &figures), asked).unwrap()[0].clone();
    assert_eq!((&found["exact"], &found["unexplained"][0]["change"]), (&json!([]), &json!(1)), "{found:#}");
}

#[test]
fn a_bucket_counts_the_dossiers_of_its_lives() {
    let row = |code: &str| format!("{code},Sở Y tế,03/01/2022,,07/01/2022,,Trực tuyến,,4,Hoàn thành\n");
    let rows: String = ["C1", "C2", "C3"].map(row).concat();
    let (session, reports) = opened(&[("lives.arrow", &lives_of(&rows))]);
    assert_eq!((reports[0].rows.dossiers, session.lives(&super::options()).unwrap()), (3, lives_of(&rows)));
    let figures = claims("Sở Y tế", &[("timely", json!(3)), ("received", json!(3))]);
    let found = reconciled(&session, &figures, month("01", "31", "2022-01-31")).unwrap()[0].clone();
    assert_eq!(found["exact"], json!([{ "noDue": "onTime" }]));
    assert_eq!(split(&found), [json!([0, "num", ["noDue"], "one", 3, 3, ""])]);
}

#[test]
fn figures_that_lives_lack_are_not_computed() {
    let (session, _) = opened(&[("lives.arrow", &lives_of(FIRST))]);
    for (figure, value) in [
        ("dueInPeriod", json!(4)),
        ("dueMet", json!(3)),
        ("acceptedLate", json!(0)),
        ("dueOnTime", json!("75%")),
        ("acceptedLate", json!("0%")),
    ] {
        let asked = claims(TAN_MY, &[(figure, value)]);
        let found = reconciled(&session, &asked, month("01", "31", CUT)).unwrap()[0].clone();
        let claim = &found["claims"][0];
        assert_eq!((&claim["text"], &claim["met"]), (&json!(""), &json!(false)), "{figure} {found:#}");
        assert_eq!((&found["exact"], &found["split"]), (&json!([]), &json!([])), "{figure}");
    }
    let asked = claims(TAN_MY, &[("received", json!(6))]);
    for (from, to, named) in [("2022-01-02", "2022-01-31", "from"), ("2022-01-01", "2022-02-14", "to")] {
        let asked_for = json!({ "from": from, "to": to, "asOf": CUT });
        let error = reconciled(&session, &asked, asked_for).unwrap_err();
        assert_eq!(error.code, ErrorCode::NotABoundary, "{error}");
        assert!(error.to_string().contains(named), "{error}");
    }
    // The claims themselves may state the period.
    let stated = json!([{ "figure": "received", "value": 6, "from": "2022-01-05", "to": "2022-01-31" }]);
    let error = reconciled(&session, &stated, json!({ "asOf": CUT })).unwrap_err();
    assert_eq!(error.code, ErrorCode::NotABoundary, "{error}");
}

/// The lists have January of Tân Mỹ, so the lives of that month are not counted.
#[test]
fn lists_beside_lives_keep_their_ways_and_their_lists() {
    let january: String = FIRST.lines().take(6).map(|row| format!("{row}\n")).collect();
    let files = [("lives.arrow", lives_of(FIRST)), ("a.csv", super::list(&january))];
    for order in [[0, 1], [1, 0]] {
        let (session, _) = opened(&order.map(|at: usize| (files[at].0, &files[at].1[..])));
        let asked = month("01", "31", "2022-01-31");
        let figures = [("received", json!(6)), ("ended", json!(3)), ("timely", json!(2)), ("late", json!(1))];
        let found = reconciled(&session, &claims(TAN_MY, &figures), asked).unwrap()[0].clone();
        assert_eq!((&found["exact"], found.get("leftOut")), (&json!([{ "clock": "instant" }]), None));
        let query = json!({ "bucket": found["split"][0]["bucket"], "offset": 0, "limit": 10 });
        let query: DossierQuery = serde_json::from_value(query).unwrap();
        let codes: Vec<String> =
            session.dossiers(&query).unwrap().rows.into_iter().map(|row| row.code).collect();
        assert_eq!(codes, ["A3"]);
        // A unit with lives only.
        let figures = claims("Sở Nội vụ", &[("ended", json!(1)), ("returned", json!(1))]);
        let found = reconciled(&session, &figures, month("02", "28", "2022-02-28")).unwrap()[0].clone();
        assert_eq!(found["exact"], json!([{ "returned": "onTime" }, { "returned": "ownDates" }]));
        assert_eq!(found["leftOut"].as_array().unwrap().len(), 4);
        // Both units together: A4 to A6 of the list, still open in February; A7 to A9 and B1 of the lives.
        let both = json!([{ "figure": "total", "value": 7 }, { "figure": "received", "value": 4 }]);
        let found = reconciled(&session, &both, month("02", "28", "2022-02-28")).unwrap()[0].clone();
        assert_eq!((&found["claims"][0]["num"], &found["claims"][1]["num"]), (&json!(7), &json!(4)));
        assert_eq!(found["leftOut"].as_array().unwrap().len(), 4);
        // Other lists are still refused.
        let error = session.dossiers(&DossierQuery::default()).unwrap_err();
        assert_eq!(error.code, ErrorCode::Grain);
    }
}

#[test]
fn the_workbook_names_untried_ways() {
    let (session, _) = opened(&[("lives.arrow", &lives_of(FIRST))]);
    let published: Vec<Claim> = serde_json::from_value(claims(TAN_MY, &[("late", json!(1))])).unwrap();
    let asked = month("01", "31", "2022-01-31");
    let mut question: ExportQuery = serde_json::from_value(asked).unwrap();
    question.reconcile = Some(published);
    let bytes = session.export("xlsx", &question).unwrap();
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    for part in 0..archive.len() {
        archive.by_index(part).unwrap().read_to_string(&mut text).unwrap();
    }
    assert!(text.contains("Không thử được trên hồ sơ gộp"));
    assert!(text.contains("lấy tháng từ ngày 15 đến ngày 14"));
}
