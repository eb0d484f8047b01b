//! Questions that lives cannot answer, and files of lives that contradict themselves or each other.

use super::{CUT, FIRST, SECOND, list, lives_of, opened, options, query};
use hoso::ErrorCode;
use hoso::measure::{Dimension, Grain, LackReason, Measure};
use hoso::report::RateReport;
use hoso::session::{DossierQuery, ExportQuery, LivesOptions, Options, Query, Session};
use std::collections::BTreeMap;

/// The metadata occur twice in a file, at its beginning and at its end.
fn with(file: &[u8], from: &str, to: &str) -> Vec<u8> {
    assert_eq!(from.len(), to.len());
    let mut bytes = file.to_vec();
    let places: Vec<usize> =
        (0..bytes.len()).filter(|at| bytes[*at..].starts_with(from.as_bytes())).collect();
    assert!(!places.is_empty(), "{from}");
    places.into_iter().for_each(|at| bytes[at..at + to.len()].copy_from_slice(to.as_bytes()));
    bytes
}

fn refused(file: &[u8]) -> (Option<ErrorCode>, String) {
    let (_, reports) = opened(&[("x.arrow", file)]);
    let error = reports[0].error.clone();
    (error.as_ref().map(|error| error.code), error.map_or(String::new(), |error| error.message()))
}

#[test]
fn questions_within_periods_are_refused_by_name() {
    let (session, _) = opened(&[("lives.arrow", &lives_of(FIRST))]);
    let error = session.summarize(&query(&[], "2022-02-20")).unwrap_err();
    assert_eq!(error.code, ErrorCode::NotABoundary);
    assert!(error.message().contains("asOf") && error.message().contains("2022-02-28"), "{error}");
    let asked = |from: &str, to: &str| {
        let days = (Some(from.to_owned()), Some(to.to_owned()));
        session.summarize(&Query { from: days.0, to: days.1, ..query(&[], CUT) })
    };
    let error = asked("2022-02-03", "2022-02-28").unwrap_err();
    assert!(
        error.message().contains("from: 2022-02-03") && error.message().contains("2022-02-01"),
        "{error}"
    );
    assert_eq!(asked("2022-02-01", "2022-02-27").unwrap_err().code, ErrorCode::NotABoundary);
    assert_eq!(asked("2022-02-01", "2022-02-28").unwrap().total.counts.received, 4);
    assert_eq!(asked("2022-03-01", "2022-03-31").unwrap().total.counts.carried_over, 5);
    let weeks = session.summarize(&query(&[Dimension::Week], CUT)).unwrap_err();
    assert_eq!(weeks.code, ErrorCode::NotABoundary);
    let keys = BTreeMap::from([("week".to_owned(), vec!["2022-W09".to_owned()])]);
    let weeks = session.summarize(&Query { filter: Some(keys), ..query(&[], CUT) });
    assert_eq!(weeks.unwrap_err().code, ErrorCode::NotABoundary);
    for (rule, code) in [
        (r#"{"endDay":"returned"}"#, Some(ErrorCode::BadQuery)),
        (r#"{"blankChannel":"none"}"#, Some(ErrorCode::BadQuery)),
        (r#"{"endDay":"finished","blankChannel":"direct"}"#, None),
    ] {
        let query = Query { rules: serde_json::from_str(rule).unwrap(), ..Query::default() };
        assert_eq!(session.summarize(&query).err().map(|error| error.code), code, "{rule}");
    }
    assert_eq!(session.dossiers(&DossierQuery::default()).unwrap_err().code, ErrorCode::Grain);
    let backs = session.summarize(&query(&[Dimension::ReturnChannel], CUT)).unwrap_err();
    assert_eq!(backs.code, ErrorCode::Grain);
    let keys = BTreeMap::from([("returnChannel".to_owned(), vec!["postal".to_owned()])]);
    let backs = session.summarize(&Query { filter: Some(keys), ..query(&[], CUT) });
    assert_eq!(backs.unwrap_err().code, ErrorCode::Grain);
    let compared = opened(&[("1.arrow", &lives_of(FIRST)), ("a.csv", &list(SECOND))]).0;
    assert_eq!(compared.compare(&[0], &[1], &query(&[], CUT)).unwrap_err().code, ErrorCode::Grain);
    assert_eq!(session.export("arrow", &ExportQuery::default()).unwrap_err().code, ErrorCode::Grain);
    let due: Query =
        Query { rules: serde_json::from_str(r#"{"onTimeOf":"due"}"#).unwrap(), ..Query::default() };
    let rate = session.summarize(&due).unwrap().total.measures.get(&Measure::OnTime).cloned();
    assert_eq!(rate, Some(RateReport::Unavailable { unavailable: LackReason::Grain, column: None }));
}

#[test]
fn files_that_contradict_themselves_are_refused() {
    let file = lives_of(FIRST);
    assert_eq!(refused(&file).0, None);
    let (code, message) = refused(&with(&file, "\"dossiers\":10", "\"dossiers\":11"));
    assert_eq!(code, Some(ErrorCode::BadLives));
    assert!(message.contains("10") && message.contains("11"), "{message}");
    for (from, to) in [
        ("\"grain\":\"month\"", "\"grain\":\"weeks\""),
        ("\"cut\":\"2022-03-28\"", "\"cut\":\"2022-13-28\""),
        ("\"2022-01-31\"", "\"2022-01-30\""),
        ("\"endDay\":\"finished\"", "\"endDay\":\"finishes\""),
        ("\"blankChannel\":\"direct\"", "\"blankChannel\":\"dirext\""),
        ("\"duplicates\":\"newest\"", "\"duplicates\":\"newezt\""),
    ] {
        let (code, message) = refused(&with(&file, from, to));
        assert_eq!(code, Some(ErrorCode::BadLives), "{from}");
        let name = from.split('"').nth(1).filter(|name| *name != "2022-01-31").unwrap_or("boundaries");
        assert!(message.contains(name), "{name}: {message}");
    }
    // A column that is neither in the file nor declared as missing.
    for (name, other) in [("serviceLevel", "serviceLevex"), ("received", "receivex"), ("status", "statux")] {
        let (code, message) = refused(&with(&file, name, other));
        assert_eq!(code, Some(ErrorCode::BadLives), "{name}");
        assert!(message.contains(name), "{message}");
    }
    // The metadata state a cut one day too early, so the rows do not end a period.
    let later = opened(&[("a.csv", &list(SECOND))]).0.lives(&options()).unwrap();
    let error = opened(&[("x.arrow", &with(&later, CUT, "2022-03-27"))]).1[0].error.clone().unwrap();
    assert_eq!(error.code, ErrorCode::BadLives);
    assert!(error.message().contains("received: 2022-03-28"), "{error}");
    assert!(error.place.as_ref().and_then(|place| place.row).is_some(), "{error:?}");
    // The metadata state a first period after that of a row.
    let (code, message) =
        refused(&with(&file, "\"2021-12-31\",\"2022-01-31\",", "\"2022-01-31\"             ,"));
    assert_eq!(code, Some(ErrorCode::BadLives));
    assert!(message.contains("received: 2022-01-31"), "{message}");
    // Without its metadata a file of lives would count each life once.
    assert_eq!(refused(&with(&file, "\"tables\":", "\"tablex\":")).0, Some(ErrorCode::BadLives));
    // Two files must agree.
    let other = opened(&[("a.csv", &list(SECOND))]).0;
    for options in [
        LivesOptions { cut: Some("2022-03-31".to_owned()), ..options() },
        LivesOptions { grain: Grain::Quarter, ..options() },
    ] {
        let (session, reports) = opened(&[("1.arrow", &file), ("2.arrow", &other.lives(&options).unwrap())]);
        assert_eq!(reports[1].error.as_ref().map(|error| error.code), Some(ErrorCode::BadLives));
        assert_eq!(session.summarize(&query(&[], CUT)).unwrap().total.counts.received, 10, "the first stays");
    }
}

/// The rules that are fixed when lives are made must be the same in all files, and stay the same when the
/// lives are combined again.
#[test]
fn lives_made_in_different_ways_do_not_add_up() {
    let made = |rules: &str, rows: &str| {
        let rules: Options = serde_json::from_str(rules).unwrap();
        let mut session = Session::new(rules).unwrap();
        session.begin("a.csv");
        session.push(&list(rows));
        session.finish();
        session.lives(&options()).unwrap()
    };
    let usual = made("{}", FIRST);
    for (name, rules) in [
        ("duplicates", r#"{"duplicates":"keep"}"#),
        ("units", r#"{"units":{"mergeSpellings":false}}"#),
        ("endDay", r#"{"endDay":"returned"}"#),
        ("blankChannel", r#"{"blankChannel":"none"}"#),
    ] {
        let other = made(rules, SECOND);
        let (_, reports) = opened(&[("1.arrow", &usual), ("2.arrow", &other)]);
        let error = reports[1].error.clone().unwrap();
        assert_eq!(error.code, ErrorCode::BadLives, "{name}");
        assert!(error.message().contains(name), "{name}: {error}");
        // Alone it opens, and its lives, combined again, have the same metadata.
        let (session, reports) = opened(&[("2.arrow", &other)]);
        assert_eq!(reports[0].error, None);
        assert_eq!(session.lives(&options()).unwrap(), other, "{name}");
    }
}
