//! Properties of any files: chunks, parts and order do not matter, every row is accounted for, nothing
//! panics.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

use hoso::session::{DossierQuery, Options, Query, Session};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::fmt::Write;

const HEADER: &str = "Mã hồ sơ,Đơn vị,Mức độ,Ngày nộp,Ngày tiếp nhận,Ngày hẹn trả,Ngày kết thúc,Ngày trả,\
                      Hình thức nộp,Hình thức nhận kết quả,Trạng thái";

/// A cell that mostly has the kind of its column.
fn cell(kind: &'static str) -> BoxedStrategy<String> {
    let day = (1_u32..=31, 1_u32..=12).prop_map(|(day, month)| format!("{day:02}/{month:02}/2022"));
    let time = (day.clone(), 0_u32..24).prop_map(|(day, hour)| format!("{day} {hour:02}:30:00"));
    let words = |words: &'static [&'static str]| prop::sample::select(words).prop_map(str::to_owned);
    match kind {
        "unit" => words(&["UBND xã A", "UBND xã B", "Sở Nội vụ", "\"Phòng \"\"Một\"\"\"", ""]).boxed(),
        "level" => words(&["3", "4", "Toàn trình", "Một phần", "2", ""]).boxed(),
        "channel" => words(&["Trực tuyến", "Trực tiếp", "BCCI", "Fax", ""]).boxed(),
        "status" => {
            words(&["Đang xử lý", "Chờ bổ sung", "Đã rút", "Không tiếp nhận", "Đã trả kết quả", "", "?"])
                .boxed()
        }
        _ => prop_oneof![6 => day, 2 => time, 2 => Just(String::new()), 1 => words(&["-", "x", "44700"])]
            .boxed(),
    }
}

/// One row with a code of its own.
fn row() -> impl Strategy<Value = String> {
    let cells =
        ["unit", "level", "day", "day", "day", "day", "day", "channel", "channel", "status"].map(cell);
    let oddity = prop_oneof![9 => Just(None), 1 => prop::sample::select(vec!["", ",,", "Tổng số,,,5", "I,Nhóm một"]).prop_map(Some)];
    (cells.to_vec(), oddity).prop_map(|(cells, oddity)| oddity.map_or_else(|| cells.join(","), str::to_owned))
}

fn rows() -> impl Strategy<Value = Vec<String>> {
    let rows = prop::collection::vec(row(), 0..60);
    rows.prop_map(|rows| {
        let numbered = rows.iter().enumerate();
        numbered
            .map(|(n, row)| if row.matches(',').count() > 8 { format!("M{n},{row}") } else { row.clone() })
            .collect()
    })
}

fn csv(rows: &[String]) -> String {
    let mut text = format!("{HEADER}\n");
    rows.iter().for_each(|row| writeln!(text, "{row}").unwrap());
    text
}

fn session() -> Session {
    Session::new(Options { today: Some("2022-12-31".to_owned()), ..Options::default() }).unwrap()
}

fn open(session: &mut Session, name: &str, bytes: &[u8], chunk: usize) {
    session.begin(name);
    bytes.chunks(chunk.max(1)).for_each(|bytes| session.push(bytes));
    session.finish();
}

/// Every kind of question, in one value.
fn answers(session: &Session) -> Value {
    let queries = [
        json!({ "asOf": "2022-09-30" }),
        json!({ "asOf": "2022-09-30", "by": ["unit", "quarter"] }),
        json!({ "asOf": "2022-08-15", "by": ["month"], "from": "2022-02-10", "clock": "instant" }),
        json!({ "asOf": "2022-12-31", "by": ["unit", "serviceLevel"], "basis": "received", "waiting": "pending" }),
        json!({ "asOf": "2022-12-31", "by": ["intakeChannel", "year"], "to": "2022-06-30", "levelShare": "all" }),
    ];
    let ask = |query: Value| session.summarize(&serde_json::from_value::<Query>(query).unwrap()).unwrap();
    queries.map(ask).iter().map(|summary| serde_json::to_value(summary).unwrap()).collect()
}

fn ask(session: &Session, query: &Value) -> Value {
    let query = serde_json::from_value::<Query>(query.clone()).unwrap();
    serde_json::to_value(session.summarize(&query).unwrap()).unwrap()
}

/// Groups whose unit is known, and whose counts a summary can hold.
fn named(summary: &Value) -> Vec<Value> {
    let groups = summary["groups"].as_array().unwrap().iter();
    let names = ["received", "ended", "pending"];
    let shown =
        |group: &&Value| group["key"]["unit"] != "" && names.iter().any(|name| group["counts"][*name] != 0);
    groups.filter(shown).cloned().collect()
}

/// A table per unit, as an office would make it.
fn summary_csv(groups: &Value) -> String {
    let columns = [
        ("Tiếp nhận", "received"),
        ("Trực tuyến", "online"),
        ("Tiếp nhận qua BCCI", "postalIntake"),
        ("Đã giải quyết", "ended"),
        ("Trước hạn", "early"),
        ("Đúng hạn", "onDueDay"),
        ("Trễ hạn", "late"),
        ("Đang giải quyết", "pending"),
        ("Chưa đến hạn", "inTerm"),
        ("Quá hạn", "overdue"),
        ("Trả kết quả qua BCCI", "postalReturn"),
    ];
    let mut text = format!("Đơn vị,{}\n", columns.map(|(header, _)| header).join(","));
    for group in groups.as_array().unwrap() {
        let unit = group["key"]["unit"].as_str().unwrap().replace('"', "\"\"");
        let counts = columns.map(|(_, name)| group["counts"][name].to_string());
        writeln!(text, "\"{unit}\",{}", counts.join(",")).unwrap();
    }
    text
}

/// Carried over + received = ended + pending + waiting + stopped.
fn closes(counts: &Value) -> bool {
    let sum = |names: &[&str]| names.iter().map(|name| counts[name].as_u64().unwrap()).sum::<u64>();
    sum(&["carriedOver", "received"]) == sum(&["ended", "pending", "waiting", "stopped"])
        && sum(&["ended"]) == sum(&["early", "onDueDay", "late", "noVerdict"])
        && sum(&["pending"]) == sum(&["inTerm", "overdue", "noDue"])
        && sum(&["early", "onDueDay"]) == sum(&["timely"])
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn chunks_do_not_matter(rows in rows(), chunk in 1_usize..200) {
        let (mut whole, mut split) = (session(), session());
        open(&mut whole, "a.csv", csv(&rows).as_bytes(), usize::MAX);
        open(&mut split, "a.csv", csv(&rows).as_bytes(), chunk);
        prop_assert_eq!(answers(&whole), answers(&split));
        prop_assert_eq!(whole.files(), split.files());
    }

    #[test]
    fn groups_add_up_to_the_total(rows in rows(), at in 0_usize..60) {
        let at = at.min(rows.len());
        let (mut whole, mut parts) = (session(), session());
        open(&mut whole, "a.csv", csv(&rows).as_bytes(), usize::MAX);
        open(&mut parts, "a.csv", csv(&rows[..at]).as_bytes(), usize::MAX);
        open(&mut parts, "b.csv", csv(&rows[at..]).as_bytes(), usize::MAX);
        prop_assert_eq!(answers(&whole), answers(&parts));
    }

    #[test]
    fn order_does_not_matter(rows in rows()) {
        let backwards: Vec<_> = rows.iter().rev().cloned().collect();
        let (mut one, mut other) = (session(), session());
        open(&mut one, "a.csv", csv(&rows).as_bytes(), usize::MAX);
        open(&mut other, "a.csv", csv(&backwards).as_bytes(), usize::MAX);
        prop_assert_eq!(answers(&one), answers(&other));
    }

    #[test]
    fn every_row_and_every_dossier_is_accounted_for(rows in rows()) {
        let mut session = session();
        open(&mut session, "a.csv", csv(&rows).as_bytes(), usize::MAX);
        open(&mut session, "b.csv", csv(&rows).as_bytes(), usize::MAX);
        for report in session.files() {
            let counts = report.rows;
            prop_assert_eq!(counts.read, rows.len() as u64);
            prop_assert_eq!(counts.read, counts.dossiers + counts.duplicates + counts.skipped + counts.rejected);
            let listed: u64 = report.ledger.iter().map(|entry| entry.count).sum();
            prop_assert_eq!(listed, counts.duplicates + counts.skipped + counts.rejected);
        }
        for summary in answers(&session).as_array().unwrap() {
            let groups = summary["groups"].as_array().unwrap();
            for group in groups.iter().chain([&summary["total"]]) {
                prop_assert!(closes(&group["counts"]), "{}", group);
            }
        }
    }

    #[test]
    fn the_second_of_two_equal_files_counts(rows in rows()) {
        let (mut once, mut twice) = (session(), session());
        open(&mut once, "a.csv", csv(&rows).as_bytes(), usize::MAX);
        open(&mut twice, "x.csv", csv(&rows).as_bytes(), usize::MAX);
        open(&mut twice, "a.csv", csv(&rows).as_bytes(), usize::MAX);
        prop_assert_eq!(answers(&once), answers(&twice));
        twice.remove(1).unwrap();
        prop_assert_eq!(answers(&once), answers(&twice));
    }

    /// A summary with the counts of each unit's dossiers gives the same rates as the dossiers.
    #[test]
    fn a_summary_gives_the_same_rates(rows in rows()) {
        let mut dossiers = session();
        open(&mut dossiers, "a.csv", csv(&rows).as_bytes(), usize::MAX);
        let by_unit = json!({ "asOf": "2022-12-31", "by": ["unit"] });
        let counted = ask(&dossiers, &by_unit);
        let mut summary = session();
        open(&mut summary, "b.csv", summary_csv(&counted["groups"]).as_bytes(), usize::MAX);
        let told = ask(&summary, &by_unit);
        for (group, same) in named(&counted).iter().zip(named(&told)) {
            // The form has no column for open dossiers without an appointment.
            let overdue = (group["counts"]["noDue"] == 0).then_some("overdue");
            let others = ["onTime", "early", "late", "notOverdue", "online", "postalIntake", "postalReturn"];
            // Nor for dossiers without verdict, waiting or stopped ones: its sums then do not hold, and
            // figures that need them are withheld.
            let beside = ["noVerdict", "stopped", "noDue", "waiting"].iter().any(|name| group["counts"][name] != 0);
            let given = |measure: &&str| !beside || same["measures"][*measure] != json!({ "unavailable": "identity" });
            for measure in others.into_iter().chain(overdue).filter(given) {
                prop_assert_eq!(&group["measures"][measure], &same["measures"][measure], "{} {}", measure, same);
            }
        }
        prop_assert_eq!(named(&counted).len(), named(&told).len());
    }

    #[test]
    fn any_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..2_000), lead in prop::sample::select(vec!["", "PK\x03\x04", "Mã hồ sơ,Ngày nhận\n"])) {
        let mut session = session();
        let bytes: Vec<u8> = lead.bytes().chain(bytes).collect();
        open(&mut session, "a", &bytes, 100);
        prop_assert_eq!(session.files().len(), 1);
        answers(&session);
        session.dossiers(&DossierQuery { limit: 10, ..DossierQuery::default() }).unwrap();
    }
}
