//! Reconciles published figures with lives and with their dossiers: both find the same ways and the same
//! causes of the difference. The expected ways come from plain questions about the dossiers under every
//! combination of up to three rules.

use super::{HEADER, opened};
use hoso::measure::Dimension;
use hoso::session::{Claim, LivesOptions, Query, Session};
use proptest::prelude::*;
use serde_json::{Value, json};

const UNIT: &str = "UBND xã Tân Mỹ";
/// The as-of date and the cut, in the middle of March.
const AS_OF: &str = "2022-03-16";
/// First days of the periods. All periods end on the as-of date or later, so it does not matter whether
/// outcomes are judged at the end of the period.
const FROM: [&str; 3] = ["2022-01-01", "2022-02-01", "2022-03-01"];
/// The rules that lives can change, each with its values; ours is the first.
const FREE: [(&str, &[&str]); 6] = [
    ("basis", &["event", "received"]),
    ("clock", &["day", "instant"]),
    ("noDue", &["apart", "onTime"]),
    ("onTimeOf", &["verdict", "ended", "received", "handled"]),
    ("returned", &["apart", "onTime", "ownDates"]),
    ("waiting", &["apart", "inTerm", "pending"]),
];
const COUNTS: [&str; 12] = [
    "received",
    "carriedOver",
    "ended",
    "timely",
    "early",
    "late",
    "noVerdict",
    "pending",
    "overdue",
    "waiting",
    "stopped",
    "returned",
];
const RATES: [&str; 5] = ["onTime", "late", "overdue", "returned", "notOverdue"];

/// A combination of up to three changes: rules and values by their places.
type Combination = Vec<(usize, usize)>;

fn combinations() -> Vec<Combination> {
    let mut all: Vec<Combination> = vec![Vec::new()];
    for (rule, (_, values)) in FREE.iter().enumerate() {
        let with = |known: &Combination| {
            let known = known.clone();
            (1..values.len()).map(move |value| [&known[..], &[(rule, value)]].concat())
        };
        let longer: Vec<Combination> = all.iter().filter(|known| known.len() < 3).flat_map(with).collect();
        all.extend(longer);
    }
    all
}

fn named(combination: &Combination) -> Value {
    combination.iter().map(|(rule, value)| (FREE[*rule].0.to_owned(), json!(FREE[*rule].1[*value]))).collect()
}

fn asked(way: &Value, from: &str) -> Query {
    let mut asked = way.as_object().unwrap().clone();
    asked.extend(
        [("asOf", AS_OF), ("from", from), ("to", AS_OF)].map(|(name, day)| (name.to_owned(), json!(day))),
    );
    serde_json::from_value(Value::Object(asked)).unwrap()
}

/// The figures of the unit under a way of counting, from a plain question.
fn figures(session: &Session, way: &Value, from: &str) -> Value {
    let query = Query { by: Some(vec![Dimension::Unit]), ..asked(way, from) };
    let summary = serde_json::to_value(session.summarize(&query).unwrap()).unwrap();
    let groups = summary["groups"].as_array().unwrap();
    groups.iter().find(|group| group["key"]["unit"] == UNIT).cloned().unwrap_or_else(|| json!({}))
}

fn value(figures: &Value, figure: &str, is_rate: bool) -> Value {
    match is_rate {
        true => figures["measures"][figure]["text"].clone(),
        false => figures["counts"][figure].clone(),
    }
}

prop_compose! {
    /// A row without its code; days are counted from 10 December 2021.
    fn row()(
        unit in 0..4_u8, received in 0..96_u32, due in prop::option::weighted(0.8, 0..120_u32), on_time in prop::bool::ANY,
        end in prop::option::weighted(0.7, 0..40_u32), hours in (0..3_usize, 0..3_usize), status in 0..8_usize, channel in 0..4_usize,
    ) -> String {
        let day = |days: u32, hour: usize| {
            let date = chrono::NaiveDate::from_ymd_opt(2021, 12, 10).unwrap() + chrono::Days::new(days.into());
            format!("{}{}", date.format("%d/%m/%Y"), ["", " 08:00", " 15:30"][hour])
        };
        let end = end.map(|after| if on_time { due.unwrap_or(received + after) } else { received + after });
        let status = ["Hoàn thành", "", "Đang xử lý", "Chờ bổ sung", "Đã rút", "Trả lại", "Dừng xử lý", "Không tiếp nhận"][status];
        let channel = ["Trực tuyến", "Trực tiếp", "", "Bưu chính"][channel];
        let unit = if unit == 0 { "Sở Y tế" } else { UNIT };
        let (due, end) = (due.map_or(String::new(), |due| day(due, hours.0)), end.map_or(String::new(), |end| day(end, hours.1)));
        format!("{unit},{},{due},{end},,{channel},Trực tiếp,4,{status}", day(received, 0))
    }
}

/// Claims about the unit: the figures of a way, one of them changed by `error`.
fn claims(figures: &Value, counts: &[usize], rates: &[usize], error: u64) -> Vec<Claim> {
    let counts = counts.iter().map(|at| (COUNTS[*at], false));
    let named = counts.chain(rates.iter().map(|at| (RATES[*at], true)));
    let claim = |(at, (figure, is_rate)): (usize, (&str, bool))| {
        let value = value(figures, figure, is_rate);
        let value = if at == 0 && error > 0 { json!(value.as_u64()? + error) } else { value };
        (!value.is_null()).then(|| json!({ "unit": UNIT, "figure": figure, "value": value }))
    };
    let claims: Vec<Value> = named.enumerate().filter_map(claim).collect();
    serde_json::from_value(json!(claims)).unwrap()
}

fn reconciled(session: &Session, claims: &[Claim], from: &str) -> Value {
    let found = serde_json::to_value(session.reconcile(claims, &asked(&json!({}), from)).unwrap()).unwrap();
    found[0].clone()
}

/// The combinations under which all claims agree, unless fewer changes suffice.
fn expected(session: &Session, claims: &[Claim], from: &str) -> Vec<Value> {
    let meets = |combination: &Combination| {
        let figures = figures(session, &named(combination), from);
        claims.iter().all(|claim| {
            let claim = serde_json::to_value(claim).unwrap();
            let is_rate = claim["value"].is_string();
            claim["value"] == value(&figures, claim["figure"].as_str().unwrap(), is_rate)
        })
    };
    let exact: Vec<Combination> = combinations().into_iter().filter(meets).collect();
    let is_part =
        |one: &Combination, of: &Combination| one != of && one.iter().all(|change| of.contains(change));
    let minimal = exact.iter().filter(|way| !exact.iter().any(|other| is_part(other, way)));
    minimal.map(named).collect()
}

fn sorted(ways: &[Value]) -> Vec<String> {
    let mut texts: Vec<String> = ways.iter().map(Value::to_string).collect();
    texts.sort();
    texts
}

/// A split without the buckets, because those of lives open no list.
fn parts(found: &Value) -> Vec<Value> {
    let mut parts = found["split"].as_array().unwrap().clone();
    parts.iter_mut().for_each(|part| drop(part.as_object_mut().unwrap().remove("bucket")));
    parts
}

/// The changes of the split add up to the difference between the shown way and ours.
fn adds_up(session: &Session, found: &Value, from: &str) {
    let (ours, theirs) = (figures(session, &json!({}), from), figures(session, &found["shown"], from));
    for (at, claim) in found["claims"].as_array().unwrap().iter().enumerate() {
        let figure = claim["claim"]["figure"].as_str().unwrap();
        let changes = found["split"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|part| part["claim"] == at && part["part"] == "num");
        let change: i64 = changes.map(|part| part["change"].as_i64().unwrap()).sum();
        let number = |figures: &Value| match claim.get("den") {
            Some(_) => figures["measures"][figure]["num"].as_i64(),
            None => figures["counts"][figure].as_i64(),
        };
        // A rate that one side does not have is not split.
        if let (Some(ours), Some(theirs)) = (number(&ours), number(&theirs)) {
            assert_eq!(change, theirs - ours, "{figure} {found:#}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn lives_give_the_same_ways_as_their_dossiers(
        rows in prop::collection::vec(row(), 12..40), from in 0..FROM.len(), planted in any::<prop::sample::Index>(),
        counts in prop::sample::subsequence((0..COUNTS.len()).collect::<Vec<_>>(), 1..5),
        rates in prop::sample::subsequence((0..RATES.len()).collect::<Vec<_>>(), 0..3), error in prop_oneof![3 => Just(0), 1 => 1..3_u64],
    ) {
        let rows: String = rows.iter().enumerate().map(|(at, row)| format!("H{at},{row}\n")).collect();
        let (theirs, _) = opened(&[("a.csv", format!("{HEADER}{rows}").as_bytes())]);
        let options = LivesOptions { cut: Some(AS_OF.to_owned()), keys: vec![Dimension::Unit], ..LivesOptions::default() };
        let lives = theirs.lives(&options).unwrap();
        let (ours, _) = opened(&[("lives.arrow", &lives)]);
        let (from, all) = (FROM[from], combinations());
        let made = figures(&theirs, &named(planted.get(&all)), from);
        let claims = claims(&made, &counts, &rates, error);
        prop_assume!(!claims.is_empty() && made.get("counts").is_some());
        let (found, dossiers) = (reconciled(&ours, &claims, from), reconciled(&theirs, &claims, from));
        prop_assert_eq!(&found["claims"], &dossiers["claims"]);
        let exact = expected(&theirs, &claims, from);
        prop_assert_eq!(sorted(found["exact"].as_array().unwrap()), sorted(&exact));
        prop_assert_eq!(error == 0 && exact.is_empty(), false, "the planted way is one of them");
        if error == 0 {
            adds_up(&theirs, &found, from);
        }
        if found["shown"] == dossiers["shown"] {
            prop_assert_eq!(parts(&found), parts(&dossiers));
            prop_assert_eq!(&found["unexplained"], &dossiers["unexplained"]);
        }
    }
}
