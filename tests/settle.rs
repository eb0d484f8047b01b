//! The answers of a session do not depend on how it came to its files and rules: they equal those of a
//! session that was opened with them.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

use hoso::session::{DossierQuery, Duplicates, Options, Query, Session, UnitNames};
use proptest::prelude::*;
use serde_json::{Value, json};

const RULES: [Duplicates; 4] = [Duplicates::Newest, Duplicates::Last, Duplicates::First, Duplicates::Keep];
const UNITS: [&str; 8] = [
    "UBND xã Hoà An",
    "UBND Xã  Hòa An",
    "Ủy ban nhân dân X. Hòa An",
    "UBND xã Tân Phú",
    "UBND xã Tân Phủ",
    "Phòng Tư pháp",
    "P. Tư pháp",
    "",
];
const LEVELS: [&str; 3] = ["xã", "huyện", ""];

/// Names of units for one setting.
fn names(number: usize) -> UnitNames {
    let names = [
        json!({}),
        json!({ "mergeSpellings": false }),
        json!({ "aliases": [{ "from": "UBND xã Tân Phú", "to": "UBND xã Hòa An", "validFrom": "2022-03-04" }] }),
        json!({ "aliases": [
            { "from": "UBND xã Tân Phủ", "to": "UBND xã Tân Phú", "validTo": "2022-03-06", "level": "huyện" },
            { "from": "Phòng Tư pháp", "to": "UBND xã Tân Phủ" },
        ] }),
    ];
    serde_json::from_value(names[number].clone()).unwrap()
}

/// The content of a file: codes and units, as rows of lists or of a summary.
#[derive(Debug, Clone)]
enum Content {
    Dossiers(Vec<(u8, usize, usize, u8, u8)>),
    Summary(Vec<(usize, u8)>),
}

impl Content {
    fn text(&self) -> String {
        match self {
            Self::Dossiers(rows) => {
                let head = "Mã hồ sơ,Đơn vị,Cấp,Ngày tiếp nhận,Ngày hẹn trả,Ngày kết thúc\n".to_owned();
                let row = |(code, unit, level, day, end): &(u8, usize, usize, u8, u8)| {
                    let code = if *code == 0 { String::new() } else { format!("H{code}") };
                    let ended = if *end == 0 { String::new() } else { format!("{:02}/03/2022", day + end) };
                    format!(
                        "{code},{},{},{day:02}/03/2022,12/03/2022,{ended}\n",
                        UNITS[*unit], LEVELS[*level]
                    )
                };
                head + &rows.iter().map(row).collect::<String>()
            }
            Self::Summary(rows) => {
                let head = "Tháng 3 năm 2022,,,\nĐơn vị,Tiếp nhận,Trước hạn,Trễ hạn\n".to_owned();
                let row = |(unit, count): &(usize, u8)| format!("{},{count},{count},0\n", UNITS[*unit]);
                head + &rows.iter().map(row).collect::<String>()
            }
        }
    }
}

#[derive(Debug, Clone)]
enum Step {
    Add(Content),
    Absorb(Content),
    Remove(usize),
    Duplicates(usize),
    Units(usize),
}

fn open(rule: usize, units: usize) -> Session {
    let options = Options {
        today: Some("2022-12-31".to_owned()),
        duplicates: Some(RULES[rule]),
        units: Some(names(units)),
        ..Options::default()
    };
    Session::new(options).unwrap()
}

fn read(session: &mut Session, name: &str, text: &str) {
    session.begin(name);
    session.push(text.as_bytes());
}

/// A session after these steps, and one that is opened with the result of the steps.
fn both(steps: &[Step]) -> (Session, Session) {
    let mut session = open(0, 0);
    let (mut files, mut rule, mut units) = (Vec::new(), 0, 0);
    for (number, step) in steps.iter().enumerate() {
        let name = format!("{number}.csv");
        match step {
            Step::Add(content) => {
                read(&mut session, &name, &content.text());
                session.finish();
                files.push((name, content.text()));
            }
            Step::Absorb(content) => {
                let mut other = open(1, 1);
                read(&mut other, &name, &content.text());
                session.absorb(&other.hand_over().unwrap()).unwrap();
                files.push((name, content.text()));
            }
            Step::Remove(at) if !files.is_empty() => {
                let at = at % files.len();
                session.remove(at).unwrap();
                files.remove(at);
            }
            Step::Remove(at) => assert!(session.remove(*at).is_err()),
            Step::Duplicates(to) => {
                rule = *to;
                session.set_duplicates(RULES[rule]);
            }
            Step::Units(to) => {
                units = *to;
                session.set_units(names(units)).unwrap();
            }
        }
    }
    let mut plain = open(rule, units);
    for (name, text) in files {
        read(&mut plain, &name, &text);
        plain.finish();
    }
    (session, plain)
}

fn answers(session: &Session) -> Value {
    let queries = [
        json!({ "by": ["unit", "unitLevel"] }),
        json!({ "asOf": "2022-03-08", "by": ["unit"], "where": { "unit": ["UBND xã Hòa An", "UBND xã Hoà An"] } }),
    ];
    let ask = |query: Value| session.summarize(&serde_json::from_value::<Query>(query).unwrap()).unwrap();
    let summaries: Vec<Value> = queries.map(ask).iter().map(|summary| json!(summary)).collect();
    let list = session.dossiers(&DossierQuery { limit: 500, ..DossierQuery::default() }).unwrap();
    let files = session.files();
    json!([summaries, list, files])
}

fn content() -> impl Strategy<Value = Content> {
    let row = (0..12_u8, 0..UNITS.len(), 0..LEVELS.len(), 1..10_u8, 0..8_u8);
    prop_oneof![
        5 => prop::collection::vec(row, 1..12).prop_map(Content::Dossiers),
        1 => prop::collection::vec((0..UNITS.len() - 1, 1..9_u8), 1..4).prop_map(Content::Summary),
    ]
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        4 => content().prop_map(Step::Add),
        2 => content().prop_map(Step::Absorb),
        1 => (0..9_usize).prop_map(Step::Remove),
        1 => (0..4_usize).prop_map(Step::Duplicates),
        1 => (0..4_usize).prop_map(Step::Units),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn answers_do_not_depend_on_earlier_steps(steps in prop::collection::vec(step(), 1..10)) {
        let (session, plain) = both(&steps);
        prop_assert_eq!(answers(&session), answers(&plain));
    }

    /// If no two files have the same latest activity.
    #[test]
    fn the_order_of_the_files_does_not_matter_to_the_newest(contents in prop::collection::vec(content(), 2..5), turn in 1..4_usize) {
        let mut texts: Vec<String> = contents.iter().enumerate().map(|(number, content)| match content {
            Content::Dossiers(_) => format!("{}K{number},Sở Y tế,tỉnh,01/03/2022,12/03/2022,{}/04/2022\n", content.text(), number + 10),
            Content::Summary(_) => content.text(),
        }).collect();
        let dossiers = |texts: &[String]| {
            let mut session = open(0, 0);
            texts.iter().for_each(|text| {
                read(&mut session, "x.csv", text);
                session.finish();
            });
            let summary = session.summarize(&serde_json::from_value(json!({ "by": ["unit"] })).unwrap()).unwrap();
            json!([summary.total, summary.conflicts])
        };
        let before = dossiers(&texts);
        let summaries = contents.iter().filter(|content| matches!(content, Content::Summary(_))).count();
        let turn = turn % texts.len();
        texts.rotate_left(turn);
        if summaries < 2 {
            prop_assert_eq!(before, dossiers(&texts));
        }
    }
}

#[test]
fn invalid_names_change_nothing() {
    let mut session = open(0, 2);
    read(&mut session, "a.csv", &Content::Dossiers(vec![(1, 0, 0, 1, 1), (2, 3, 0, 5, 1)]).text());
    session.finish();
    let before = answers(&session);
    let alias = |from: &str, to: &str| json!({ "from": from, "to": to });
    for (aliases, named) in [
        (json!([alias("UBND xã A", "UBND xã B"), alias("UBND xã B", "UBND Xã A")]), "UBND xã A"),
        (json!([alias("UBND xã Hoà", "UBND xã Hòa")]), "UBND xã Hoà"),
        (json!([alias("UBND xã A", " ")]), "UBND xã A"),
        (json!([alias("", "UBND xã A")]), "UBND xã A"),
        (json!([{ "from": "C", "to": "D", "level": "làng" }]), "“C”"),
        (json!([{ "from": "C", "to": "D", "validFrom": "2022-02-30" }]), "“C”"),
        (json!([{ "from": "C", "to": "D", "validFrom": "2022-02-03", "validTo": "2022-02-02" }]), "“C”"),
    ] {
        let error =
            session.set_units(serde_json::from_value(json!({ "aliases": aliases })).unwrap()).unwrap_err();
        assert_eq!(serde_json::to_value(error.code).unwrap(), "bad-query");
        assert!(error.message().contains(named), "{} {named}", error.message());
        assert_eq!(answers(&session), before);
    }
    let dated = json!({ "aliases": [
        { "from": "A", "to": "B", "validTo": "2025-06-30" }, { "from": "B", "to": "A", "validFrom": "2025-07-01" },
    ] });
    session.set_units(serde_json::from_value(dated).unwrap()).unwrap();
}

/// Files and questions that fail leave the session unchanged, and it continues to answer.
#[test]
fn errors_leave_no_trace() {
    let contents = [vec![(1, 0, 0, 1, 1), (2, 3, 0, 5, 1)], vec![(2, 3, 0, 5, 0)]].map(Content::Dossiers);
    let (mut session, mut plain) = (open(0, 0), open(0, 0));
    for content in contents {
        for session in [&mut session, &mut plain] {
            read(session, "a.csv", &content.text());
            session.finish();
        }
        assert!(session.absorb(b"hoso-to?").is_err());
        read(&mut session, "b.xlsx", "PK\u{3}\u{4} damaged");
        let reports = session.finish();
        assert!(reports.iter().all(|report| report.error.is_some()));
        session.remove(session.files().len() - 1).unwrap();
        let odd = serde_json::from_value(json!({ "where": { "month": ["2022-13"] } })).unwrap();
        assert!(session.summarize(&odd).is_err());
        assert_eq!(answers(&session), answers(&plain));
    }
}

/// An export holds the names that are shown, so opening it gives the same groups.
#[test]
fn exports_have_the_shown_names() {
    let mut session = open(0, 3);
    let rows = vec![
        (1, 0, 0, 1, 1),
        (2, 1, 1, 5, 1),
        (3, 2, 0, 6, 0),
        (4, 4, 0, 3, 0),
        (5, 6, 2, 3, 0),
        (1, 3, 0, 9, 1),
    ];
    read(&mut session, "a.csv", &Content::Dossiers(rows).text());
    session.finish();
    let bytes = session.export("arrow", &serde_json::from_value(json!({})).unwrap()).unwrap();
    let mut again = open(0, 1);
    again.begin("a.arrow");
    again.push(&bytes);
    again.finish();
    let groups = |session: &Session| {
        let by =
            serde_json::from_value(json!({ "by": ["unit", "unitLevel"], "asOf": "2022-03-12" })).unwrap();
        json!(session.summarize(&by).unwrap().groups)
    };
    assert_eq!(groups(&session), groups(&again));
    let units: Vec<_> =
        groups(&session).as_array().unwrap().iter().map(|group| group["key"].clone()).collect();
    // Of Hòa An, one counting dossier states "huyện", and one of another spelling "xã": of equally frequent
    // levels the higher is used. P. Tư pháp is an alias of Tân Phủ, which is an alias of Tân Phú until 6
    // March, with a given level.
    assert_eq!(
        units,
        [
            json!({ "unit": "UBND Xã Hòa An", "unitLevel": "huyện" }),
            json!({ "unit": "UBND xã Tân Phú", "unitLevel": "huyện" }),
        ]
    );
}
