//! Files of lives: written from lists, opened instead of them, combined, beside lists, and refused.

#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

mod asked;
mod beside;
mod reconciled;
mod refused;
mod ways;

use hoso::ErrorCode;
use hoso::dossier::{CodeIndex, Dossiers, DuplicateFilter, Duplicates, Facts};
use hoso::measure::{
    Boundaries, Dimension, FixedRules, Fold, Grain, LackReason, Lacks, LifeKeys, Measure, Source,
};
use hoso::read::limits;
use hoso::report::{FileReport, RateReport, Summary};
use hoso::schema::Column;
use hoso::session::{LivesOptions, LivesOrigin, Options, Query, Session, UnitNames, lives_file};

const HEADER: &str = "Mã hồ sơ,Đơn vị,Ngày tiếp nhận,Ngày hẹn trả,Ngày kết thúc,Ngày trả,Hình thức nộp,Hình thức trả kết quả,Mức độ,Trạng thái\n";
const FIRST: &str = "\
A1,UBND xã Tân Mỹ,03/01/2022,10/01/2022,07/01/2022,07/01/2022,Trực tuyến,Bưu chính,4,Hoàn thành
A2,UBND xã Tân Mỹ,04/01/2022,10/01/2022,08/01/2022,08/01/2022,Trực tuyến,Bưu chính,4,Hoàn thành
A3,UBND xã Tân Mỹ,05/01/2022,10/01/2022 10:00,10/01/2022 16:00,,Trực tiếp,Trực tiếp,3,Hoàn thành
A4,UBND xã Tân Mỹ,20/01/2022,25/01/2022,05/03/2022,,,Trực tiếp,3,Hoàn thành
A5,UBND xã Tân Mỹ,20/01/2022,25/02/2022,,,Trực tuyến,,2,Đang xử lý
A6,UBND xã Tân Mỹ,20/01/2022,,,,Trực tuyến,,2,Đang xử lý
A7,UBND xã Tân Mỹ,10/02/2022,,15/02/2022,,Bưu chính,Trực tiếp,2,Hoàn thành
A8,Sở Nội vụ,10/02/2022,15/02/2022,,,Trực tiếp,,4,Yêu cầu bổ sung
A9,Sở Nội vụ,10/02/2022,20/02/2022,03/03/2022,,Trực tiếp,,4,Từ chối
B1,Sở Nội vụ,11/02/2022,20/02/2022,14/02/2022,,Trực tiếp,,4,Đã rút
";
const SECOND: &str = "\
B2,Sở Nội vụ,11/03/2022,20/03/2022,15/03/2022,,Trực tuyến,,4,Dừng xử lý
B3,Sở Nội vụ,12/03/2022,20/03/2022,,,Trực tuyến,,4,Không tiếp nhận
B4,Sở Nội vụ,13/03/2022,,,,Trực tiếp,Bưu chính,4,Đã có kết quả
B5,Sở Y tế,14/03/2022,10/03/2022,12/03/2022,,Trực tuyến,Bưu chính,4,Hoàn thành
B6,Sở Y tế,14/03/2022,x,25/03/2022,,Trực tuyến,Bưu chính,4,Hoàn thành
B7,Sở Y tế,29/03/2022,30/04/2022,,,Trực tuyến,,4,Đang xử lý
";
const CUT: &str = "2022-03-28";

fn opened(files: &[(&str, &[u8])]) -> (Session, Vec<FileReport>) {
    let options = Options { today: Some("2022-06-30".to_owned()), ..Options::default() };
    let mut session = Session::new(options).unwrap();
    for (name, bytes) in files {
        session.begin(name);
        session.push(bytes);
        session.finish();
    }
    let reports = session.files();
    (session, reports)
}

fn list(rows: &str) -> Vec<u8> {
    format!("{HEADER}{rows}").into_bytes()
}

fn options() -> LivesOptions {
    LivesOptions {
        cut: Some(CUT.to_owned()),
        keys: vec![Dimension::Unit, Dimension::UnitLevel],
        engine: "thử".to_owned(),
        ..LivesOptions::default()
    }
}

fn lives_of(rows: &str) -> Vec<u8> {
    opened(&[("a.csv", &list(rows))]).0.lives(&options()).unwrap()
}

fn query(by: &[Dimension], as_of: &str) -> Query {
    let mut query = Query { by: Some(by.to_vec()), ..Query::default() };
    query.rules.as_of = Some(as_of.to_owned());
    query
}

/// The parts of a summary that both can give: without days, and without what lives withhold.
fn comparable(mut summary: Summary) -> Summary {
    summary.lives = None;
    for group in summary.groups.iter_mut().chain([&mut summary.total]) {
        group.days = None;
        let counts = &mut group.counts;
        (counts.due_in_period, counts.due_met) = (0, 0);
        let apart = [Measure::DueOnTime, Measure::AcceptedLate];
        let mut measures = group.measures.iter().filter(|(measure, _)| !apart.contains(measure));
        let kept: Vec<String> = measures.by_ref().map(|(_, rate)| format!("{rate:?}")).collect();
        assert_eq!(kept.len(), Measure::ALL.len() - 2);
    }
    summary
}

fn rates(summary: &Summary) -> Vec<String> {
    let apart = [Measure::DueOnTime, Measure::AcceptedLate];
    let all = summary.groups.iter().chain([&summary.total]).flat_map(|group| group.measures.iter());
    all.filter(|(measure, _)| !apart.contains(measure)).map(|(_, rate)| format!("{rate:?}")).collect()
}

/// Checks that the answers are equal under several rules and at several boundaries.
fn same_answers(ours: &Session, theirs: &Session) {
    let month = [Dimension::Unit, Dimension::Month];
    for by in [&[][..], &[Dimension::Unit], &month, &[Dimension::UnitLevel, Dimension::IntakeChannel]] {
        for as_of in ["2022-01-31", "2022-02-28", CUT, "2022-03-31", "2022-05-31"] {
            for rules in [
                "{}",
                r#"{"clock":"instant"}"#,
                r#"{"basis":"received","waiting":"pending"}"#,
                r#"{"returned":"ownDates","noDue":"onTime","onTimeOf":"ended"}"#,
            ] {
                let mut query = query(by, as_of);
                query.rules = serde_json::from_str(rules).unwrap();
                query.rules.as_of = Some(as_of.to_owned());
                let (one, two) = (ours.summarize(&query).unwrap(), theirs.summarize(&query).unwrap());
                let counts = |summary: &Summary| {
                    let all = summary.groups.iter().chain([&summary.total]);
                    all.map(|group| (format!("{:?}", group.key), group.counts)).collect::<Vec<_>>()
                };
                assert_eq!(rates(&one), rates(&two), "{by:?} {as_of} {rules}");
                let (one, two) = (comparable(one), comparable(two));
                assert_eq!(counts(&one), counts(&two), "{by:?} {as_of} {rules}");
                assert_eq!(one.excluded, two.excluded);
            }
        }
    }
}

#[test]
fn lives_open_in_place_of_their_dossiers() {
    let both = format!("{FIRST}{SECOND}");
    let (theirs, _) = opened(&[("a.csv", &list(&both))]);
    let file = theirs.lives(&options()).unwrap();
    let (ours, reports) = opened(&[("lives.arrow", &file)]);
    assert_eq!(reports.len(), 1, "{reports:?}");
    let report = &reports[0];
    assert_eq!((&report.error, report.name.as_str(), report.kind), (&None, "lives.arrow", "dossiers"));
    // A1 and A2 are one life.
    assert_eq!((report.rows.read, report.rows.dossiers, report.rows.duplicates), (16, 16, 0));
    assert!(report.issues.iter().all(|issue| issue.kind.grade() != hoso::dossier::Grade::Figures));
    let about = report.lives.as_ref().unwrap();
    assert_eq!((about.grain.as_str(), about.cut.as_str(), about.dossiers), ("month", CUT, 16));
    assert_eq!(about.boundaries, ["2021-12-31", "2022-01-31", "2022-02-28", CUT]);
    assert_eq!((about.end_day.as_str(), about.blank_channel.as_str()), ("finished", "direct"));
    same_answers(&ours, &theirs);
    let summary = ours.summarize(&Query::default()).unwrap();
    assert_eq!(ours.default_rules().as_of, theirs.summarize(&query(&[], CUT)).unwrap().rules.as_of);
    let lives = summary.lives.unwrap();
    assert_eq!((lives.grain, lives.cut.as_str(), lives.engine.as_str()), (Grain::Month, CUT, "thử"));
    assert_eq!(lives.boundaries, about.boundaries);
    assert!(summary.total.days.is_none());
    for measure in [Measure::DueOnTime, Measure::AcceptedLate] {
        let rate = summary.total.measures.get(&measure);
        assert_eq!(
            rate,
            Some(&RateReport::Unavailable { unavailable: LackReason::Grain, column: None }),
            "{measure:?}"
        );
    }
}

#[test]
fn several_files_add_up_and_lives_are_coarsened_again() {
    let (theirs, _) = opened(&[("a.csv", &list(&format!("{FIRST}{SECOND}")))]);
    let (first, second) = (lives_of(FIRST), lives_of(SECOND));
    let (ours, _) = opened(&[("1.arrow", &first), ("2.arrow", &second)]);
    same_answers(&ours, &theirs);
    assert_eq!(ours.lives(&options()).unwrap(), theirs.lives(&options()).unwrap(), "the same bytes");
    let (reversed, _) = opened(&[("2.arrow", &second), ("1.arrow", &first)]);
    assert_eq!(reversed.lives(&options()).unwrap(), theirs.lives(&options()).unwrap());
    let quarters = LivesOptions { grain: Grain::Quarter, keys: vec![Dimension::UnitLevel], ..options() };
    let coarse = ours.lives(&quarters).unwrap();
    assert_eq!(coarse, theirs.lives(&quarters).unwrap());
    let (coarse, _) = opened(&[("q.arrow", &coarse)]);
    assert_eq!(coarse.summarize(&query(&[Dimension::Month], CUT)).unwrap_err().code, ErrorCode::NotABoundary);
    let by = [Dimension::UnitLevel, Dimension::Quarter];
    let (one, two) =
        (coarse.summarize(&query(&by, CUT)).unwrap(), theirs.summarize(&query(&by, CUT)).unwrap());
    assert_eq!(rates(&one), rates(&two));
    assert_eq!(coarse.lives(&options()).unwrap_err().code, ErrorCode::BadQuery, "no months out of quarters");
}

/// A list has dossiers of Tân Mỹ in January: its lives of that month are not counted, those of February are.
#[test]
fn lists_are_preferred_to_lives() {
    let lives = lives_of(FIRST);
    let january = FIRST.lines().next().unwrap();
    for order in [false, true] {
        let list = list(&format!("{january}\n"));
        let mut files = [("lives.arrow", lives.as_slice()), ("a.csv", list.as_slice())];
        if order {
            files.reverse();
        }
        let (mut session, _) = opened(&files);
        let reports = session.files();
        let report = reports.iter().find(|report| report.lives.is_some()).unwrap();
        assert_eq!((report.rows.read, report.rows.dossiers, report.rows.duplicates), (10, 4, 6));
        assert!(report.issues.iter().any(|issue| issue.kind == hoso::dossier::IssueKind::SummarySuperseded));
        let total = session.summarize(&query(&[], CUT)).unwrap().total.counts;
        // One from the list; A7, A8, A9 and B1 from the lives.
        assert_eq!(total.received, 5);
        session.set_units(UnitNames { merge_spellings: Some(false), ..UnitNames::default() }).unwrap();
        assert_eq!(session.summarize(&query(&[], CUT)).unwrap().total.counts.received, 5);
        let at = reports.iter().position(|report| report.lives.is_none()).unwrap();
        session.remove(at).unwrap();
        assert_eq!(session.summarize(&query(&[], CUT)).unwrap().total.counts.received, 10);
    }
}

/// Lives without names of units may belong to any unit: they are not counted if a list has dossiers of the
/// same period and level.
#[test]
fn lists_are_preferred_to_lives_without_units() {
    let february = list("C1,UBND xã Tân Mỹ,20/02/2022,25/02/2022,24/02/2022,,Trực tuyến,,4,Hoàn thành\n");
    // By level: only A7 is of a commune, in February. Without levels: A7, A8, A9 and B1.
    for (keys, excluded) in [(vec![Dimension::UnitLevel], 1), (vec![], 4)] {
        let theirs = opened(&[("a.csv", &list(FIRST))]).0;
        let lives = theirs.lives(&LivesOptions { keys, ..options() }).unwrap();
        let (session, reports) = opened(&[("lives.arrow", &lives), ("b.csv", &february)]);
        let report = &reports[0];
        assert_eq!((report.rows.read, report.rows.duplicates), (10, excluded), "{report:?}");
        let superseded = |kind| kind == hoso::dossier::IssueKind::SummarySuperseded;
        assert!(report.issues.iter().any(|issue| superseded(issue.kind) && issue.count > 0));
        let received = session.summarize(&query(&[], CUT)).unwrap().total.counts.received;
        assert_eq!(received, 10 - excluded + 1);
    }
}

#[test]
fn a_file_may_have_no_dossiers() {
    let (empty, _) = opened(&[]);
    let file = empty.lives(&options()).unwrap();
    let (session, reports) = opened(&[("0.arrow", &file)]);
    assert_eq!((&reports[0].error, reports[0].rows.dossiers), (&None, 0));
    assert_eq!(session.summarize(&query(&[], CUT)).unwrap().total.counts.received, 0);
}

/// Lives handed over by another session equal lives read here.
#[test]
fn lives_are_handed_over() {
    let file = lives_of(FIRST);
    let mut reader = Session::new(Options::default()).unwrap();
    reader.begin("lives.arrow");
    reader.push(&file);
    let bytes = reader.hand_over().unwrap();
    let (mut keeper, _) = opened(&[]);
    let reports = keeper.absorb(&bytes).unwrap();
    assert_eq!(reports, opened(&[("lives.arrow", &file)]).1);
    same_answers(&keeper, &opened(&[("a.csv", &list(FIRST))]).0);
}

/// A life of more dossiers than one row can stand for becomes several rows with the same total.
#[test]
fn a_life_of_many_dossiers_takes_several_rows() {
    let often = u64::from(limits::WEIGHT) * 2 + 1;
    let facts = Facts { unit: 1, ..Facts::received_on(19_000) };
    let names = Dossiers { units: vec![String::new(), "Sở Nội vụ".to_owned()], ..Dossiers::default() };
    let many = names.folded([(facts, often)]);
    assert_eq!((many.len(), many.total()), (3, often));
    let live = DuplicateFilter::by(Duplicates::Keep, &[&many], &CodeIndex::default());
    let lacks = Lacks::of(|column| column != Column::Submitted);
    let source = Source { dossiers: &many, table: 0, live: &live, file: "a", lacks };
    let keys = LifeKeys { unit: true, unit_level: false, field: false, procedure: false };
    let mut fold = Fold::new(Boundaries::new(Grain::Month, 19_000), FixedRules::default(), keys);
    fold.add(&source).unwrap();
    let file = lives_file(fold, LivesOrigin::default()).unwrap();
    let (session, reports) = opened(&[("x.arrow", &file)]);
    assert_eq!((&reports[0].error, reports[0].rows.dossiers), (&None, often));
    assert_eq!(session.summarize(&Query::default()).unwrap().total.counts.received, often);
}

/// The file that the page's test opens has the lives of the list beside it. `HOSO_WRITE` makes this test
/// write it with `Session::lives`.
#[test]
fn the_page_opens_these_lives() {
    let both = list(&format!("{FIRST}{SECOND}"));
    let path = "tests/fixtures/lives/thang.arrow";
    if std::env::var_os("HOSO_WRITE").is_some() {
        std::fs::create_dir_all("tests/fixtures/lives").unwrap();
        std::fs::write(path, opened(&[("a.csv", &both)]).0.lives(&options()).unwrap()).unwrap();
    }
    let (ours, _) = opened(&[("thang.arrow", &std::fs::read(path).unwrap())]);
    same_answers(&ours, &opened(&[("a.csv", &both)]).0);
}

#[test]
fn an_appointment_on_the_last_day_that_can_be_read_is_kept() {
    let rows = "A1,Sở Y tế,03/01/2022,31/12/2199,,,,,,Đang xử lý\n";
    let (ours, _) = opened(&[("a.csv", &list(rows))]);
    let (theirs, _) = opened(&[("lives.arrow", &lives_of(rows))]);
    for session in [&ours, &theirs] {
        let counts = session.summarize(&query(&[], CUT)).unwrap().total.counts;
        assert_eq!((counts.pending, counts.in_term, counts.overdue), (1, 1, 0));
    }
}
