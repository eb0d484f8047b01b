//! Forms, tables, targets with their gaps and hypothetical dossiers give the same results for lives as for
//! their dossiers.

use super::{CUT, FIRST, SECOND, list, lives_of, opened, rates};
use hoso::session::{ExportQuery, Query, Session};

fn both() -> (Session, Session) {
    let rows = format!("{FIRST}{SECOND}");
    (opened(&[("a.csv", &list(&rows))]).0, opened(&[("a.csv", &lives_of(&rows))]).0)
}

fn exported(session: &Session, kind: &str, query: &str) -> Vec<String> {
    let query: ExportQuery = serde_json::from_str(query).unwrap();
    let text = String::from_utf8(session.export(kind, &query).unwrap()).unwrap();
    text.replace("<", "\n<").lines().map(str::to_owned).collect()
}

/// The table of groups, cell by cell.
fn cells(session: &Session, query: &str) -> Vec<Vec<String>> {
    let query: ExportQuery = serde_json::from_str(query).unwrap();
    let bytes = session.export("csv", &query).unwrap();
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(&bytes[..]);
    reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
}

/// The lines of one text that the other does not have.
fn only_in<'a>(one: &'a [String], other: &[String]) -> Vec<&'a str> {
    one.iter().filter(|line| !other.contains(line)).map(String::as_str).collect()
}

#[test]
fn the_form_is_the_same_but_for_its_notes() {
    let (dossiers, lives) = both();
    for rows in ["unit", "unitField"] {
        // A8 has been waiting since February, past its appointment on 15/02; B2 is halted, with an
        // appointment on 20/03.
        let asked = format!(
            r#"{{"form":"II.06a","formRows":"{rows}","from":"2022-03-01","to":"{CUT}","asOf":"{CUT}"}}"#
        );
        let (ours, theirs) = (exported(&lives, "html", &asked), exported(&dossiers, "html", &asked));
        assert!(theirs.iter().filter(|line| line.starts_with("<td")).count() > 40);
        let (added, gone) = (only_in(&ours, &theirs), only_in(&theirs, &ours));
        assert!(
            added.iter().any(|note| note.contains("số đã qua ngày hẹn trả không tính được từ hồ sơ gộp")),
            "{added:?}"
        );
        assert!(
            added.iter().any(|note| note.contains("hồ sơ gộp theo tháng, chốt ngày 28/03/2022.")),
            "{added:?}"
        );
        assert!(gone.iter().any(|note| note.contains("trong đó 2 hồ sơ đã qua ngày hẹn trả")), "{gone:?}");
        assert_eq!((added.len(), gone.len()), (2, 1), "{added:?} {gone:?}");
    }
}

#[test]
fn tables_and_gaps_are_the_same() {
    let (dossiers, lives) = both();
    let targets = r#"{"id":"t","name":"t","targets":[{"measure":"onTime","atLeast":"95%"},{"measure":"online","atLeast":"60,5%"}]}"#;
    for rest in [
        r#""by":["unit"]"#,
        r#""by":["unit","month"],"basis":"received""#,
        r#""by":["unitLevel"],"clock":"instant""#,
    ] {
        for supposed in [
            "",
            r#","suppose":{"measure":"onTime","counting":3}"#,
            r#","suppose":{"measure":"online","others":5}"#,
        ] {
            let asked = format!(r#"{{{rest},"asOf":"{CUT}","targets":{targets}{supposed}}}"#);
            let query: Query = serde_json::from_str(&asked).unwrap();
            let (ours, theirs) = (lives.summarize(&query).unwrap(), dossiers.summarize(&query).unwrap());
            assert!(rates(&theirs).iter().any(|rate| rate.contains("GapReport")), "{asked}");
            assert_eq!(rates(&ours), rates(&theirs), "{asked}");
        }
        let asked = format!(r#"{{{rest},"asOf":"{CUT}"}}"#);
        let (ours, theirs) = (cells(&lives, &asked), cells(&dossiers, &asked));
        assert_eq!(ours.len(), theirs.len());
        // Columns that need days are not computed for lives; all others are equal.
        for (one, two) in ours.iter().zip(&theirs) {
            let differ = one.iter().zip(two).zip(&theirs[0]).filter(|((one, two), _)| one != two);
            for ((one, two), head) in differ {
                // If a rate is not computed, its numerator and denominator are blank.
                let is_unknown = one == "không tính được" || (one.is_empty() && head.contains(": "));
                assert!(is_unknown, "{head}: {one}, not {two}, in {rest}");
            }
        }
    }
}
