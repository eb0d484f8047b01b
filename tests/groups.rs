//! Compares groups by several dimensions with a plain map of keys, for any number of possible groups: slots
//! allocated densely, numbered through a table, and numbered through a hash table.

#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

use hoso::ErrorCode;
use hoso::session::{Options, Query, Session};
use std::collections::BTreeMap;

const ROWS: usize = 3_000;

/// The keys of a row: unit, field, procedure.
fn keys(row: usize, [units, fields, procedures]: [usize; 3]) -> [String; 3] {
    let (a, b, c) = (row * 7 % units, row * 13 % fields, row * 31 % procedures);
    [format!("Đơn vị {a:04}"), format!("Lĩnh vực {b:04}"), format!("Thủ tục {c:04}")]
}

fn session(kinds: [usize; 3]) -> Session {
    let mut csv = "Mã hồ sơ,Đơn vị,Lĩnh vực,Tên thủ tục,Ngày tiếp nhận\n".to_owned();
    for row in 0..ROWS {
        let [unit, field, procedure] = keys(row, kinds);
        csv.push_str(&format!("H{row},{unit},{field},{procedure},01/{:02}/2022\n", row % 12 + 1));
    }
    let options = Options { today: Some("2022-12-31".to_owned()), ..Options::default() };
    let mut session = Session::new(options).unwrap();
    session.begin("a.csv");
    session.push(csv.as_bytes());
    assert_eq!(session.finish()[0].rows.dossiers, ROWS as u64);
    session
}

#[test]
fn every_dossier_is_in_the_group_of_its_keys() {
    for kinds in [[3, 4, 5], [20, 30, 50], [400, 300, 700], [3_000, 2_999, 2_998]] {
        let query = r#"{"by":["procedure","unit","month","field","unit"],"basis":"received"}"#;
        let query: Query = serde_json::from_str(query).unwrap();
        let summary = serde_json::to_value(session(kinds).summarize(&query).unwrap()).unwrap();
        let mut expected = BTreeMap::<_, u64>::new();
        for row in 0..ROWS {
            *expected.entry((keys(row, kinds), format!("2022-{:02}", row % 12 + 1))).or_default() += 1;
        }
        let groups = summary["groups"].as_array().unwrap();
        let found = groups.iter().map(|group| {
            let key = |name: &str| group["key"][name].as_str().unwrap().to_owned();
            let keys = [key("unit"), key("field"), key("procedure")];
            ((keys, key("month")), group["counts"]["received"].as_u64().unwrap())
        });
        assert_eq!(found.collect::<BTreeMap<_, _>>(), expected, "{kinds:?}");
        assert_eq!(groups.len(), expected.len());
        assert_eq!(summary["total"]["counts"]["received"], ROWS as u64);
    }
}

/// A filter by any dimension removes dossiers; the counts of other groups do not change.
#[test]
fn a_filter_leaves_the_groups_it_names() {
    let kinds = [20, 30, 50];
    let query = r#"{"by":["unit","procedure"],"basis":"received",
                    "where":{"unit":["Đơn vị 0003","Đơn vị 0007"],"field":["Lĩnh vực 0027"]}}"#;
    let query: Query = serde_json::from_str(query).unwrap();
    let summary = serde_json::to_value(session(kinds).summarize(&query).unwrap()).unwrap();
    let asked = |[unit, field, _]: &[String; 3]| {
        ["Đơn vị 0003", "Đơn vị 0007"].contains(&unit.as_str()) && field == "Lĩnh vực 0027"
    };
    let expected = (0..ROWS).map(|row| keys(row, kinds)).filter(asked).count();
    assert!(expected > 0);
    assert_eq!(summary["total"]["counts"]["received"], expected);
    let groups = summary["groups"].as_array().unwrap().iter();
    assert_eq!(
        groups.map(|group| group["counts"]["received"].as_u64().unwrap()).sum::<u64>(),
        expected as u64
    );
}

fn opened(csv: &str) -> Session {
    let options = Options { today: Some("2022-12-31".to_owned()), ..Options::default() };
    let mut session = Session::new(options).unwrap();
    session.begin("a.csv");
    session.push(csv.as_bytes());
    session.finish();
    session
}

fn query(text: &str) -> Query {
    serde_json::from_str(text).unwrap()
}

/// A question with one group too many is refused, whatever causes it: keys, pairs of keys, or the stock of
/// periods in which nothing happens. The same session answers the next question.
#[test]
fn too_many_groups_are_refused() {
    const MOST: usize = 200_000;
    let mut csv = "Đơn vị,Tên thủ tục,Ngày tiếp nhận\n".to_owned();
    (0..=MOST).for_each(|row| csv.push_str(&format!("U{row},T{},01/01/2022\n", row % 10_000)));
    let session = opened(&csv);
    for by in [r#"["unit"]"#, r#"["unit","procedure"]"#, r#"["unit","quarter"]"#, r#"["procedure","week"]"#] {
        let asked = query(&format!(r#"{{"by":{by},"asOf":"2022-12-31"}}"#));
        assert_eq!(session.summarize(&asked).unwrap_err().code, ErrorCode::TooManyGroups, "{by}");
    }
    let summary = session.summarize(&query(r#"{"by":["procedure"]}"#)).unwrap();
    assert_eq!((summary.groups.len(), summary.total.counts.received), (10_000, MOST as u64 + 1));
    // More groups than dense storage allows; counts made before the switch to sparse storage are kept.
    let months = session.summarize(&query(r#"{"by":["procedure","month"],"asOf":"2022-07-31"}"#)).unwrap();
    assert_eq!((months.groups.len(), months.total.counts.pending), (70_000, MOST as u64 + 1));
    assert!(months.groups.iter().all(|group| [20, 21].contains(&group.counts.pending)));
    let most = session.summarize(&query(r#"{"by":["unit"],"where":{"procedure":["T1","T2"]}}"#)).unwrap();
    assert_eq!(most.groups.len(), 40);
}

/// An early year, or an as-of date millennia away, does not add groups in which nothing is counted.
#[test]
fn far_days_add_no_groups() {
    let mut csv = "Đơn vị,Tên thủ tục,Ngày tiếp nhận,Ngày kết thúc\nA,X,01/02/1922,03/02/1922\n".to_owned();
    (0..30_000)
        .for_each(|row| csv.push_str(&format!("U{},T{},01/03/2022,02/03/2022\n", row % 300, row % 7_001)));
    let session = opened(&csv);
    let by = r#""by":["unit","procedure","week"]"#;
    for as_of in ["2022-12-31", "9999-12-31"] {
        let answer = session.summarize(&query(&format!(r#"{{{by},"asOf":"{as_of}"}}"#)));
        // Weeks up to the year 9999 are more than the largest number of groups.
        match answer {
            Ok(summary) => assert_eq!((summary.groups.len(), as_of), (30_001, "2022-12-31")),
            Err(error) => assert_eq!((error.code, as_of), (ErrorCode::TooManyGroups, "9999-12-31")),
        }
    }
    let years = session.summarize(&query(r#"{"by":["year"],"asOf":"9999-12-31"}"#)).unwrap();
    let keys = years.groups.iter().flat_map(|group| group.key.iter().map(|(_, key)| key.as_str()));
    assert_eq!(keys.collect::<Vec<_>>(), ["1922", "2022"]);
}
