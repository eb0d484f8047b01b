//! The form II.06a, opened by another program (calamine) and by hoso itself.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

use calamine::{Data, Reader, Xlsx};
use hoso::measure::ReturnedAs;
use hoso::report::FormRows;
use hoso::session::{ExportQuery, Form, Options, Session};
use serde_json::Value;
use std::io::Cursor;
use std::path::Path;

/// Quarter I of 2022, by hand. Two units and a department: Xã A: A1 received in December and open; A2 early;
/// A3 on the due day, online; A4 late; A5 waiting, past its appointment; A6 returned late; A7 halted in
/// December; A8 halted in February. Sở B: B1 without appointment, ended; B2 overdue, by post; B3 in term; B4
/// received in April, in no column.
const LIST: &str = "\
Mã hồ sơ,Đơn vị,Cấp,Lĩnh vực,Ngày tiếp nhận,Ngày hẹn trả,Ngày kết thúc,Hình thức nộp,Trạng thái
A1,UBND xã A,Xã,Đất đai,20/12/2021,10/04/2022,,Trực tiếp,Đang xử lý
A2,UBND xã A,Xã,Đất đai,05/01/2022,20/01/2022,15/01/2022,Trực tiếp,Đã trả kết quả
A3,UBND xã A,Xã,Hộ tịch,06/01/2022,20/01/2022,20/01/2022,Trực tuyến,Đã trả kết quả
A4,UBND xã A,Xã,Hộ tịch,07/01/2022,20/01/2022,25/01/2022,Trực tuyến,Đã trả kết quả
A5,UBND xã A,Xã,Đất đai,08/01/2022,20/01/2022,,Trực tiếp,Chờ bổ sung
A6,UBND xã A,Xã,Đất đai,09/01/2022,20/01/2022,30/01/2022,Trực tiếp,Đã rút
A7,UBND xã A,Xã,Đất đai,01/12/2021,20/12/2021,15/12/2021,Trực tiếp,Dừng xử lý
A8,UBND xã A,Xã,Đất đai,01/02/2022,20/05/2022,15/02/2022,Trực tiếp,Dừng xử lý
B1,Sở B,Tỉnh,Đất đai,10/02/2022,,20/02/2022,Trực tuyến,Đã trả kết quả
B2,Sở B,Tỉnh,Đất đai,11/02/2022,20/02/2022,,BCCI,Đang xử lý
B3,Sở B,Tỉnh,Hộ tịch,12/02/2022,20/06/2022,,Trực tiếp,Đang xử lý
B4,Sở B,Tỉnh,Hộ tịch,12/04/2022,20/06/2022,,Trực tiếp,Đang xử lý
";

/// Columns 3 to 13: 3 = carried over (A1) + halted before (A7) + received (A2 to A6, A8) = 8.
const COMMUNE: [f64; 11] = [8., 2., 4., 2., 4., 1., 2., 1., 4., 4., 0.];
const DEPARTMENT: [f64; 11] = [3., 1., 2., 0., 1., 0., 1., 0., 2., 1., 1.];
const TOTAL: [f64; 11] = [11., 3., 6., 2., 5., 1., 3., 1., 6., 5., 1.];

fn session(file: &str, bytes: &[u8]) -> Session {
    let today = Some("2022-06-30".to_owned());
    let mut session = Session::new(Options { today, ..Options::default() }).unwrap();
    session.begin(file);
    session.push(bytes);
    session.finish();
    session
}

fn quarter() -> ExportQuery {
    let mut query = ExportQuery { form: Some(Form::II06A), ..ExportQuery::default() };
    query.asked.query.from = Some("2022-01-01".to_owned());
    query.asked.query.to = Some("2022-03-31".to_owned());
    query
}

/// The rows under the numbers of the columns: number, name, figures.
fn rows(book: Vec<u8>) -> Vec<(String, String, Vec<Option<f64>>)> {
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(book)).unwrap();
    let sheet = book.worksheet_range("II.06a").unwrap();
    let text = |cell: Option<&Data>| cell.map(Data::to_string).unwrap_or_default();
    let numbered = sheet.rows().position(|row| text(row.first()) == "(1)").unwrap();
    let body = sheet.rows().skip(numbered + 1).map_while(|row| {
        let figures =
            row[2..].iter().map(|cell| if let Data::Float(number) = cell { Some(*number) } else { None });
        (!text(row.get(1)).is_empty()).then(|| (text(row.first()), text(row.get(1)), figures.collect()))
    });
    body.collect()
}

fn known(figures: &[f64]) -> Vec<Option<f64>> {
    figures.iter().copied().map(Some).collect()
}

#[test]
fn thirteen_columns_by_unit() {
    let found = rows(session("a.csv", LIST.as_bytes()).export("xlsx", &quarter()).unwrap());
    let row =
        |number: &str, name: &str, figures: &[f64]| (number.to_owned(), name.to_owned(), known(figures));
    let expected = [
        row("I", "Sở, ban, ngành", &DEPARTMENT),
        row("1", "Sở B", &DEPARTMENT),
        row("II", "Xã, phường, thị trấn", &COMMUNE),
        row("1", "UBND xã A", &COMMUNE),
        row("", "Tổng số", &TOTAL),
    ];
    assert_eq!(found, expected);
}

#[test]
fn returned_dossiers_by_their_own_dates() {
    let mut query = quarter();
    query.asked.query.rules.returned = Some(ReturnedAs::OwnDates);
    let found = rows(session("a.csv", LIST.as_bytes()).export("xlsx", &query).unwrap());
    let total = &found.last().unwrap().2;
    assert_eq!(total[4..8], known(&[5., 1., 2., 2.]), "A6 moves from column 9 to column 10");
}

#[test]
fn a_missing_column_is_never_zero() {
    let without_channel: String = LIST
        .lines()
        .map(|line| {
            let mut cells: Vec<_> = line.split(',').collect();
            cells.remove(7);
            cells.join(",") + "\n"
        })
        .collect();
    let found = rows(session("a.csv", without_channel.as_bytes()).export("xlsx", &quarter()).unwrap());
    let (first, rest) = (&found[0].2[..4], &found[0].2[4..]);
    assert_eq!(first, [Some(3.), None, None, Some(0.)]);
    assert!(rest.iter().all(Option::is_some));
    let html = session("a.csv", without_channel.as_bytes()).export("html", &quarter()).unwrap();
    let html = String::from_utf8(html).unwrap();
    assert!(html.contains("Không tính được cột 4, 5 (ghi “–”): có tệp thiếu hình thức nộp."), "{html}");
}

/// There is no note about a column that shows "–".
#[test]
fn notes_are_about_columns_that_have_figures() {
    let without = |left_out: &[usize]| {
        let kept = |line: &str| {
            let cells = line.split(',').enumerate().filter(|(at, _)| !left_out.contains(at));
            cells.map(|(_, cell)| cell).collect::<Vec<_>>().join(",") + "\n"
        };
        let list: String = LIST.lines().map(kept).collect();
        let html = session("a.csv", list.as_bytes()).export("html", &quarter()).unwrap();
        String::from_utf8(html).unwrap()
    };
    let (whole, no_due, no_end) = (without(&[]), without(&[5]), without(&[6, 8]));
    assert!(whole.contains("Cột 12 gồm") && whole.contains("Cột 9 gồm"));
    assert!(
        whole.contains(
            "<b>TÌNH HÌNH, KẾT QUẢ GIẢI QUYẾT TTHC TẠI CƠ QUAN, ĐƠN VỊ TRỰC TIẾP GIẢI QUYẾT TTHC</b>"
        )
    );
    for (html, columns) in [(no_due, "8, 9, 10, 12, 13"), (no_end, "7, 8, 9, 10, 11, 12, 13")] {
        assert!(html.contains(&format!("Không tính được cột {columns}")), "{html}");
        assert!(!html.contains("Cột 12 gồm") && !html.contains("Cột 9 gồm"), "{html}");
    }
}

#[test]
fn hoso_reads_its_own_form() {
    use FormRows::{Field, Unit, UnitField};
    for (form_rows, subtotals) in
        [(Unit, true), (Unit, false), (Field, true), (UnitField, true), (UnitField, false)]
    {
        let office = Some("UBND tỉnh Thử".to_owned());
        let query =
            ExportQuery { form_rows: Some(form_rows), subtotals: Some(subtotals), office, ..quarter() };
        let first = session("a.csv", LIST.as_bytes()).export("xlsx", &query).unwrap();
        let again = session("form.xlsx", &first);
        let files = again.files();
        let issues: Vec<_> =
            files.iter().flat_map(|file| &file.issues).map(|issue| format!("{:?}", issue.kind)).collect();
        assert_eq!(files.len(), 1, "{form_rows:?} {subtotals}: {files:#?}");
        assert!(issues.iter().all(|kind| kind == "LevelInferred"), "{form_rows:?} {subtotals}: {issues:?}");
        let second = again.export("xlsx", &query).unwrap();
        assert_eq!(rows(first), rows(second), "{form_rows:?} {subtotals}");
    }
}

#[test]
fn a_form_needs_its_period_and_its_basis() {
    let session = session("a.csv", LIST.as_bytes());
    let mut query = quarter();
    query.asked.query.from = None;
    let error = session.export("xlsx", &query).unwrap_err();
    assert!(error.message().contains("from"), "{error:?}");
    let mut query = quarter();
    query.asked.query.rules.basis = Some(hoso::measure::Basis::Received);
    assert!(session.export("html", &query).unwrap_err().message().contains("basis"));
    assert!(session.export("csv", &quarter()).is_err());
    assert!(session.export("html", &ExportQuery::default()).is_err());
}

/// The rows without sums: the names of level, unit and field, as far as the form has them, and the figures.
fn leaves(rows: &[(String, String, Vec<Option<f64>>)], by: FormRows) -> Vec<(Vec<String>, Vec<Option<f64>>)> {
    let mut above: Vec<String> = Vec::new();
    let mut leaves = Vec::new();
    for (number, name, figures) in rows {
        let depth = match (by, number.contains('.')) {
            (FormRows::Field, _) => 0,
            (_, true) => 2,
            _ => usize::from(number.parse::<u32>().is_ok()),
        };
        above.truncate(depth);
        above.push(if depth == 0 && by != FormRows::Field { level(name) } else { blank(name) }.to_owned());
        if depth + 1 == by.dimensions().len() {
            leaves.push((above.clone(), figures.clone()));
        }
    }
    leaves.sort_by(|one, other| one.0.cmp(&other.0));
    leaves
}

fn blank(name: &str) -> &str {
    if name == "Không rõ" { "" } else { name }
}

fn level(name: &str) -> &str {
    let levels = [("Sở", "tỉnh"), ("Huyện", "huyện"), ("Xã", "xã"), ("Chưa", "")];
    levels.iter().find(|(word, _)| name.starts_with(word)).map(|(_, level)| *level).unwrap()
}

fn given(figures: &Value) -> Vec<Option<f64>> {
    figures.as_array().unwrap().iter().map(Value::as_f64).collect()
}

/// `tests/oracle/form.py` wrote the expected values.
#[test]
fn every_form_equals_the_oracles() {
    let mut forms = 0;
    for file in Path::new("tests/form").read_dir().unwrap() {
        let file = file.unwrap().path();
        let name = file.file_stem().unwrap().to_str().unwrap();
        let expected: Value = serde_json::from_str(&std::fs::read_to_string(&file).unwrap()).unwrap();
        let session = case(&Path::new("tests/cases/contract").join(name));
        for form in expected["forms"].as_array().unwrap() {
            let by = FormRows::named(form["rows"].as_str().unwrap()).unwrap();
            let mut query =
                ExportQuery { form: Some(Form::II06A), form_rows: Some(by), ..ExportQuery::default() };
            query.asked.query.from = expected["from"].as_str().map(str::to_owned);
            query.asked.query.to = expected["to"].as_str().map(str::to_owned);
            query.asked.query.rules.returned = form["returned"].as_str().and_then(ReturnedAs::named);
            let mut found = rows(session.export("xlsx", &query).unwrap());
            let (_, _, total) = found.pop().unwrap();
            assert_eq!(total, given(&form["total"]), "{name} {by:?}: total");
            let names = |key: &Value| {
                key.as_array().unwrap().iter().map(|name| name.as_str().unwrap().to_owned()).collect()
            };
            let groups = form["groups"].as_array().unwrap().iter();
            let groups: Vec<(Vec<String>, _)> =
                groups.map(|group| (names(&group[0]), given(&group[1]))).collect();
            assert_eq!(leaves(&found, by), groups, "{name} {by:?} {}", form["returned"]);
            forms += 1;
        }
    }
    assert_eq!(forms, 13 * 6);
}

/// The session of a case folder, with its files read.
fn case(folder: &Path) -> Session {
    let case: toml::Table = std::fs::read_to_string(folder.join("case.toml")).unwrap().parse().unwrap();
    let options = case.get("options").map(|options| options.clone().try_into().unwrap()).unwrap_or_default();
    let mut session = Session::new(options).unwrap();
    for name in case["files"].as_array().unwrap() {
        let name = name.as_str().unwrap();
        session.begin(name);
        session.push(&std::fs::read(folder.join(name)).unwrap());
        session.finish();
    }
    session
}
